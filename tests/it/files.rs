//! Names of files that runs leave, what is written over, and what `-o` means.

use std::path::Path;
use std::process::Stdio;

use serde_json::Value;

use crate::harness::{Desk, Ran, vdsbatch};

/// The names of the files beside the sheet that begin so, in their order.
fn names(desk: &Desk, stem: &str) -> Vec<String> {
    let entries = std::fs::read_dir(desk.dir.path()).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.starts_with(stem))
        .collect();
    names.sort();
    names
}

/// Whether a name is this one with a day and a minute, and perhaps the number of a file within it.
fn is_dated(name: &str, stem: &str, ending: &str) -> bool {
    let Some(rest) = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(ending)) else { return false };
    let shape: String = rest.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    matches!(shape.as_str(), " 0000-00-00 0000" | " 0000-00-00 0000 (0)")
}

fn path(desk: &Desk, name: &str) -> String {
    desk.path(name).display().to_string()
}

fn summary(ran: &Ran<'_>, name: &str) -> String {
    format!("{:?}", ran.workbook(name, "Summary"))
}

#[test]
fn a_later_workbook_of_a_sheet_carries_the_time_of_its_run() {
    let desk = Desk::new().orders(2);
    let args = ["--format", "json"];
    for _ in 0..3 {
        desk.process(&args).exits(0);
    }
    for ending in [".xlsx", ".json"] {
        let files: Vec<String> =
            names(&desk, "orders.results").into_iter().filter(|name| name.ends_with(ending)).collect();
        assert_eq!(files.len(), 3, "{files:?}");
        let first = format!("orders.results{ending}");
        for name in files.iter().filter(|name| **name != first) {
            assert!(is_dated(name, "orders.results", ending), "{name}");
        }
    }
    // A run's workbook that is made again carries the time of that run, and not of today.
    let again = path(&desk, "again.xlsx");
    let report = || desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    report();
    let later = report().last_of("again.xlsx");
    assert!(is_dated(&later, "again", ".xlsx"), "{later}");
}

#[test]
fn a_refused_start_leaves_no_second_equal_plan() {
    let desk = Desk::new().orders(2);
    desk.process(&["--dry-run"]).exits(0);
    assert_eq!(names(&desk, "orders.plan"), ["orders.plan.xlsx"]);
    let refused = || desk.run(&mut desk.command(&[]));
    let ran = refused().exits(6).says("G114").says("the plan is the same as the one already written");
    assert!(ran.stdout.contains("orders.plan.xlsx"), "{ran}");
    assert_eq!(names(&desk, "orders.plan"), ["orders.plan.xlsx"]);
    // Another plan is another file, once.
    let desk = desk.orders(3);
    desk.process(&["--max-orders", "1"]).exits(6);
    assert_eq!(names(&desk, "orders.plan").len(), 2);
    desk.process(&["--max-orders", "1"]).exits(6).says("the same as the one already written");
    assert_eq!(names(&desk, "orders.plan").len(), 2);
    // What keeps it from being sent is part of it.
    desk.process(&["--max-orders", "2"]).exits(6);
    assert_eq!(names(&desk, "orders.plan").len(), 3);
    // A sheet with errors is a plan as well; and whoever asks for a plan gets one.
    let desk = desk.sheet(["KVM Ferum | 1 | web-1.example.ru"]);
    for _ in 0..2 {
        desk.process(&[]).exits(3);
        assert_eq!(names(&desk, "orders.plan").len(), 4);
    }
    desk.process(&["--dry-run"]).exits(3);
    assert_eq!(names(&desk, "orders.plan").len(), 5);
}

#[cfg(feature = "sandbox")]
#[test]
fn plans_at_two_practice_panels_are_equal_whatever_their_ports() {
    let desk = Desk::new().orders(2);
    let practice = |more: &[&str]| {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).arg("--sandbox").args(more).current_dir(desk.dir.path());
        desk.run(&mut command)
    };
    practice(&[]).exits(6).says("G114");
    practice(&[]).exits(6).says("G114").says("the same as the one already written");
    assert_eq!(names(&desk, "orders.plan"), ["orders.plan.xlsx"]);
}

#[test]
fn a_plan_never_stands_under_the_name_that_results_are_waited_for() {
    let desk = Desk::new().orders(2);
    let november = path(&desk, "november.xlsx");
    desk.run(&mut desk.command(&["-o", &november])).exits(6).leaves("november.plan.xlsx");
    assert!(!desk.path("november.xlsx").exists());
    desk.process(&["--dry-run", "-o", &path(&desk, "plan.xlsx")]).exits(0).leaves("plan.xlsx");
    // Nor does one that was asked for take a name which says that results are in it.
    desk.process(&["--dry-run", "-o", &path(&desk, "r.results.xlsx")]).exits(0).leaves("r.plan.xlsx");
    assert!(!desk.path("r.results.xlsx").exists());
    desk.run(&mut desk.command(&["-o", &path(&desk, "s.plan.xlsx")])).exits(6).leaves("s.plan.xlsx");
    desk.process(&["-o", &november]).exits(0).leaves("november.xlsx").order_requests(2);
}

#[test]
fn only_a_whole_workbook_of_this_program_is_written_over() {
    let desk = Desk::new().orders(2);
    desk.process(&["--overwrite"]).exits(0);
    let first = std::fs::read(desk.path("orders.results.xlsx")).expect("a file");
    let ran = desk.process(&["--overwrite"]).exits(0).says("already ordered 2");
    assert!(summary(&ran, "orders.results.xlsx").contains("Supersedes run"), "{ran}");
    assert_eq!(names(&desk, "orders.results"), ["orders.results.xlsx"]);
    // Cut off, changed in a byte, somebody else's, or of text: it may be the last copy of something.
    let mut changed = first.clone();
    let at = first.windows(18).position(|text| text == b"xl/sharedStrings.x").expect("a part") + 60;
    changed[at] ^= 0xff;
    let template = path(&desk, "blank.xlsx");
    desk.run(vdsbatch().args(["template", "-o", &template])).exits(0);
    let foreign = std::fs::read(&template).expect("a file");
    for bytes in [&first[..first.len() - 30], &changed, &foreign, b"vdsbatch-results", b""] {
        std::fs::write(desk.path("orders.results.xlsx"), bytes).expect("written");
        let requests = desk.panel.record().requests;
        desk.process(&["--overwrite"]).exits(1).says("is not a whole workbook").requests(requests);
        assert_eq!(std::fs::read(desk.path("orders.results.xlsx")).expect("a file"), bytes);
    }
    // A plan replaces a plan, and no results.
    std::fs::write(desk.path("orders.results.xlsx"), &first).expect("written");
    let desk = desk.orders(3);
    for _ in 0..2 {
        desk.process(&["--dry-run", "--overwrite"]).exits(0);
        assert_eq!(names(&desk, "orders.plan"), ["orders.plan.xlsx"]);
    }
    let results = path(&desk, "november.xlsx");
    std::fs::write(&results, &first).expect("written");
    desk.process(&["--dry-run", "--overwrite", "-o", &results]).exits(1).says("is not a whole workbook");
    assert_eq!(std::fs::read(&results).expect("a file"), first);
    assert_eq!(std::fs::read(desk.path("orders.results.xlsx")).expect("a file"), first);
}

#[test]
fn a_refused_start_leaves_no_second_equal_data_either() {
    let desk = Desk::new().orders(2);
    let refused = |args: &[&str]| desk.process(&[&["--max-orders", "1"], args].concat()).exits(6);
    // The first one makes the ledger.
    for _ in 0..3 {
        refused(&[]);
        assert_eq!(names(&desk, "orders.plan"), ["orders.plan.xlsx"]);
    }
    for name in ["r.csv", "r.json"] {
        let (target, stem) = (path(&desk, name), name.replace("r.", "r.plan."));
        for _ in 0..3 {
            refused(&["-o", &target]).says(&stem);
            let there: Vec<String> =
                names(&desk, "r.plan").into_iter().filter(|name| name.ends_with(&stem[6..])).collect();
            assert_eq!(there, [stem.as_str()]);
        }
    }
    // Beside a workbook the data bear its name, and the time once.
    let desk = desk.orders(3);
    for format in ["csv", "json"] {
        for _ in 0..3 {
            desk.process(&["--max-orders", "1", "--format", format]).exits(6);
        }
    }
    let there = names(&desk, "orders.plan");
    assert_eq!(there.len(), 4, "{there:?}");
    assert!(there.iter().all(|name| name.matches("20").count() <= 2 && name.matches('-').count() <= 2), "{there:?}");
}

#[test]
fn workbook_and_data_of_a_run_bear_one_name() {
    let desk = Desk::new().orders(2);
    std::fs::write(desk.path("orders.results.csv"), "somebody's own").expect("written");
    desk.process(&["--format", "csv"]).exits(0);
    let there = names(&desk, "orders.results");
    assert_eq!(there.len(), 3, "{there:?}");
    assert!(
        is_dated(&there[0], "orders.results", ".csv") && is_dated(&there[1], "orders.results", ".xlsx"),
        "{there:?}"
    );
    assert_eq!(there[0].strip_suffix(".csv"), there[1].strip_suffix(".xlsx"));
    // Nor does a workbook that is replaced stand beside data of another run: said on the first day, not on the second.
    let desk = Desk::new().orders(2);
    for format in ["csv", "json"] {
        let ran = desk.process(&["-o", "r.xlsx", "--overwrite", "--format", format]).exits(2).requests(0);
        ran.says("`--summary json`, or `-o - --format json`");
    }
    assert!(names(&desk, "r.").is_empty());
}

#[test]
fn a_refused_start_replaces_no_plan() {
    let desk = Desk::new().orders(2);
    let ran = desk.process(&["--dry-run"]).exits(0);
    let code = ran.stdout.lines().find_map(|line| line.strip_prefix("approval code: ")).expect("a code").to_owned();
    let approved = std::fs::read(desk.path("orders.plan.xlsx")).expect("a file");
    let desk = desk.orders(3);
    for _ in 0..2 {
        desk.process(&["--approved", &code, "--overwrite"]).exits(6).says("G125");
        assert_eq!(std::fs::read(desk.path("orders.plan.xlsx")).expect("a file"), approved);
    }
    desk.process(&["--max-orders", "1", "--overwrite"]).exits(6);
    assert_eq!(std::fs::read(desk.path("orders.plan.xlsx")).expect("a file"), approved);
    // Whoever asks for a plan in its place gets it there.
    desk.process(&["--dry-run", "--overwrite"]).exits(0);
    assert_ne!(std::fs::read(desk.path("orders.plan.xlsx")).expect("a file"), approved);
}

#[test]
fn a_name_means_what_it_says_or_is_refused() {
    let desk = Desk::new().orders(2);
    for name in ["x.pdf", "x", "x.xls", "x.xlsm", "x.ods", "x.txt", ""] {
        desk.process(&["-o", name]).exits(2).requests(0);
        if !name.is_empty() {
            desk.run(&mut desk.verb(&["report", "last", "-o", name])).exits(2);
            desk.run(&mut desk.verb(&["reconcile", "-o", name])).exits(2).requests(0);
        }
    }
    desk.process(&["-o", "x.csv", "--format", "json"]).exits(2).says("--format another").requests(0);
    desk.process(&["-o", "x.csv", "--overwrite"]).exits(2).says("--overwrite").requests(0);
    desk.process(&["-o", "-", "--overwrite"]).exits(2).says("--overwrite").requests(0);
    desk.run(&mut desk.verb(&["catalog", "pull", "-o", "x.xlsx"])).exits(2);
    desk.run(vdsbatch().args(["template", "-o", "-"])).exits(2);
    let ran = desk.process(&["-o", &path(&desk, "x.csv")]).exits(0).order_requests(2).says("x.csv");
    assert!(names(&desk, "orders.results").is_empty(), "{ran}");
    let text = std::fs::read_to_string(desk.path("x.csv")).expect("text");
    assert!(text.contains("web-2.example.ru") && text.contains(';'), "{text}");
    desk.run(&mut desk.verb(&["report", "last", "-o", &path(&desk, "x.json")])).exits(0);
    let data: Value = serde_json::from_slice(&std::fs::read(desk.path("x.json")).expect("data")).expect("JSON");
    assert_eq!(data["verdict"], "done");
    desk.run(&mut desk.verb(&["report", "last", "-o", &path(&desk, "y.csv"), "--format", "json"])).exits(2);
    desk.run(&mut desk.verb(&["report", "last", "-o", &path(&desk, "y.xlsx"), "--format", "json"])).exits(2);
}

/// The bytes that a command answers, with its exit code.
fn answer(command: &mut std::process::Command) -> (Option<i32>, Vec<u8>) {
    let output = command.stdout(Stdio::piped()).output().expect("it runs");
    (output.status.code(), output.stdout)
}

#[test]
fn standard_output_gets_the_results_and_nothing_else() {
    let desk = Desk::new().orders(2);
    let (code, json) = answer(desk.command(&["--yes", "-o", "-", "--format", "json"]).arg("--lang").arg("en"));
    let data: Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!((code, &data["verdict"]), (Some(0), &"done".into()));
    let (code, book) = answer(&mut desk.command(&["--yes", "-o", "-"]));
    assert_eq!(code, Some(0));
    let file = desk.path("piped.xlsx");
    std::fs::write(&file, book).expect("written");
    assert!(vdsbatch::reader::own(&file).is_some_and(|own| !own.is_plan));
    let (code, csv) = answer(&mut desk.verb(&["report", "last", "-o", "-", "--format", "csv"]));
    assert!(code == Some(0) && String::from_utf8(csv).expect("text").contains("web-1.example.ru"));
    assert!(names(&desk, "orders.results").is_empty());
    let pattern = ["generate", "--tariff", "KVM Ferrum", "--template", "Debian-7-x86_64-minimal", "--period", "1"];
    let (code, csv) =
        answer(vdsbatch().args(pattern).args(["--domain", "web-{n}.example.ru", "--count", "3", "-o", "-"]));
    let text = String::from_utf8(csv).expect("text");
    assert!(code == Some(0) && text.contains("web-{n}.example.ru"), "{text}");
    assert!(!Path::new("-").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_nobody_takes_from_standard_output_are_not_written() {
    let desk = Desk::new().orders(1);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    let mut command = desk.command(&["--yes", "-o", "-", "--format", "csv"]);
    assert_eq!(command.stdout(full).status().expect("it runs").code(), Some(8));
    // What was done is found all the same.
    assert!(std::fs::read_to_string(desk.path("orders.results.csv")).expect("text").contains("web-1.example.ru"));
}
