//! `process --summary json`, and streams in place of files: one object however a run ends, and nothing else beside it.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::harness::{Desk, LOGIN, Ran, vdsbatch};

/// The one object on standard output.
#[track_caller]
fn told(ran: &Ran<'_>) -> Value {
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let [line] = lines.as_slice() else { panic!("one line is wanted\n{ran}") };
    let told: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{ran}"));
    assert_eq!(
        (told["kind"].as_str(), told["exit_code"].as_i64()),
        (Some("summary"), ran.code.map(i64::from)),
        "{ran}"
    );
    told
}

#[test]
fn a_run_that_ordered_tells_counts_money_and_where_everything_is() {
    let desk = Desk::new().file(
        "orders.csv",
        "Tariff;Period;Domain;OS template;Price\nKVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal;400\n\
         KVM Ferrum;1;web-2.example.ru;Debian-7-x86_64-minimal;\n"
            .as_bytes(),
    );
    let ran = desk.process(&["--summary", "json", "--format", "csv"]).exits(0);
    let told = told(&ran);
    assert_eq!((told["verdict"].as_str(), told["exit"].as_str()), (Some("done"), Some("done")));
    assert_eq!(told["statuses"], serde_json::json!({"confirmed": 2}));
    assert_eq!((told["account"].as_str(), told["sandbox"].as_bool()), (Some(LOGIN), Some(false)));
    let money = &told["money"][0];
    assert_eq!((money["currency"].as_str(), money["planned"].as_str()), (Some("RUB"), Some("400.00")), "{told}");
    assert_eq!((money["planned_unknown"].as_u64(), money["servers"].as_u64()), (Some(1), Some(2)), "{told}");
    for file in [&told["written"]["workbook"], &told["written"]["data"], &told["ledger"]] {
        let path = Path::new(file.as_str().expect("a path"));
        assert!(path.is_absolute() && path.exists(), "{told}");
    }
    assert!(ran.stderr.contains("results: ") && ran.stderr.contains("2 servers: confirmed 2"), "{ran}");
}

#[test]
fn a_run_that_ordered_nothing_says_why_in_one_object_as_well() {
    let desk = Desk::new().orders(2);
    let json = ["--summary", "json"];
    let ran = desk.process(&[&json[..], &["--max-orders", "1"]].concat()).exits(6);
    assert_eq!(told(&ran)["stopped"]["code"], "G110");
    // Nobody confirms it.
    let ran = desk.run(&mut desk.command(&json)).exits(6);
    assert_eq!(
        (told(&ran)["verdict"].as_str(), told(&ran)["stopped"]["code"].as_str()),
        (Some("guarded"), Some("G114"))
    );
    // No password: the run is known, and its plan is there.
    let ran = desk.run(desk.command(&json).arg("--yes").env_remove("VDSBATCH_PASSWORD")).exits(1);
    let stopped = told(&ran);
    assert_eq!(stopped["verdict"], "stopped-before");
    assert!(stopped["run"].is_string() && stopped["written"]["plan"].is_string(), "{ran}");
    // A table that is not there, and a plan: what it would order, and the command that orders it.
    let ran = desk.process(&[&json[..], &["--catalog", "none.toml"]].concat()).exits(1);
    assert_eq!((told(&ran)["verdict"].as_str(), told(&ran)["run"].is_null()), (Some("stopped-before"), true));
    let ran = desk.process(&[&json[..], &["--dry-run", "--detailed-exitcode"]].concat()).exits(9);
    let plan = told(&ran);
    let code = plan["approval"]["code"].as_str().expect("a code");
    let next = plan["next"][0]["commands"][0].as_str().expect("a command");
    assert!(plan["exit"] == "to-order" && next.contains(&format!("--approved {code}")), "{ran}");
    assert!(desk.panel.record().orders.is_empty(), "{ran}");
    let desk = desk.sheet(["KVM Ferum | 1 | web-1.example.ru"]);
    let ran = desk.process(&json).exits(3);
    assert_eq!(
        (told(&ran)["exit"].as_str(), told(&ran)["checked"]["errors"].as_u64()),
        (Some("sheet-errors"), Some(1))
    );
    // Both would go to standard output; wrong usage is told in words alone.
    let ran = desk.process(&[&json[..], &["-o", "-"]].concat()).exits(2);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("standard output"), "{ran}");
}

/// The same command with the desk's sheet on standard input.
fn handed(desk: &Desk, args: &[&str]) -> Command {
    let mut command = desk.verb(&[&["process", "-"], args].concat());
    command.stdin(Stdio::from(File::open(desk.path("orders.csv")).expect("the sheet")));
    command
}

#[test]
fn a_sheet_from_standard_input_is_ordered_once() {
    let desk = Desk::new().orders(2);
    let args = ["--yes", "-o", "out.xlsx", "--summary", "json"];
    let ran = desk.run(&mut handed(&desk, &args)).exits(0).ordered(["web-1.example.ru", "web-2.example.ru"]);
    let first = told(&ran);
    assert!(first["sheet"] == "-" && desk.path("out.xlsx").is_file(), "{ran}");
    // The same content is the same sheet, whether it comes through a pipe or lies in a file.
    let args = ["--yes", "-o", "again.xlsx", "--summary", "json"];
    let ran = desk.run(&mut handed(&desk, &args)).exits(0).order_requests(2);
    assert_eq!(
        (told(&ran)["sha256"].clone(), told(&ran)["statuses"]["already-ordered"].as_u64()),
        (first["sha256"].clone(), Some(2))
    );
    // Its results need a name, and the password another way in.
    desk.run(&mut handed(&desk, &["--yes"])).exits(2).says("-o results.xlsx");
    let ran = desk.run(&mut handed(&desk, &["--yes", "-o", "x.xlsx", "--password-stdin"])).exits(2);
    ran.says("--password-file");
    // Nobody can be asked, since the sheet is where the answer would come from.
    desk.run(&mut handed(&desk, &["-o", "x.xlsx"])).exits(0).order_requests(2);
    let desk = Desk::new().orders(1);
    desk.run(&mut handed(&desk, &["-o", "x.xlsx"])).exits(6).says("G114").order_requests(0);
    // What is printed for a plan names the results as well.
    let ran = desk.run(&mut handed(&desk, &["--dry-run", "-o", "plan.xlsx", "--summary", "json"])).exits(0);
    let next = told(&ran)["next"][0]["commands"][0].as_str().expect("a command").to_owned();
    assert!(next.starts_with("vdsbatch process - ") && next.contains(" -o stdin.results.xlsx --approved "), "{next}");
}

#[test]
fn standard_input_is_checked_and_standard_output_has_nothing_but_the_data() {
    let desk = Desk::new().orders(2);
    let mut check = vdsbatch();
    check.args(["check", "-", "--annotate", "marked.xlsx", "--format", "json"]).current_dir(desk.dir.path());
    check.stdin(Stdio::from(File::open(desk.path("orders.csv")).expect("the sheet")));
    let ran = desk.run(&mut check).exits(0).leaves("marked.xlsx");
    let found: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((found["file"].as_str(), found["counts"]["servers"].as_u64()), (Some("stdin"), Some(2)), "{ran}");
    let mut check = vdsbatch();
    let file = desk.run(check.args(["check", "orders.csv", "--format", "json"]).current_dir(desk.dir.path())).exits(0);
    let file: Value = serde_json::from_str(&file.stdout).expect("JSON");
    assert_eq!(file["sha256"], found["sha256"], "the same content is the same sheet");
    let ran = desk.process(&["-o", "-", "--format", "json"]).exits(0);
    let run: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{ran}"));
    assert_eq!((run["kind"].as_str(), run["orders"].as_array().map(Vec::len)), (Some("run"), Some(2)));
    // Where there are none, the one object says why.
    let ran = desk.process(&["-o", "-", "--format", "json", "--catalog", "none.toml"]).exits(1);
    let error: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{ran}"));
    assert_eq!((error["kind"].as_str(), error["exit"].as_str()), (Some("error"), Some("not-run")));
    std::fs::remove_file(desk.path("orders.csv")).expect("the sheet");
    let ran = desk.process(&["-o", "-", "--format", "json"]).exits(1);
    assert!(ran.stdout.starts_with("{\"kind\":\"error\"") && ran.stdout.lines().count() == 1, "{ran}");
    let mut generate = vdsbatch();
    let words = ["generate", "--tariff", "KVM Ferrum", "--template", "Debian-7-x86_64-minimal", "--period", "1"];
    generate.args(words).args(["--domain", "web-#.example.ru", "--count", "2", "-o", "-"]);
    let ran = desk.run(generate.current_dir(desk.dir.path())).exits(0);
    assert!(ran.stdout.lines().all(|line| line.contains(';')) && ran.stderr.contains("checked"), "{ran}");
}

#[test]
fn what_fails_before_anything_is_read_is_one_object_too() {
    let desk = Desk::new().orders(1).file("broken.toml", b"account = anna\n");
    let config = desk.path("broken.toml").display().to_string();
    let told = |args: &[&str]| {
        let ran = desk.run(crate::harness::vdsbatch().current_dir(desk.dir.path()).args(args)).exits(1);
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran}"))
    };
    for args in [&["runs", "--format", "json"] as &[&str], &["check", "orders.csv", "--format=json"]] {
        let failed = told(&[args, &["--config", &config]].concat());
        assert_eq!((failed["kind"].as_str(), failed["exit_code"].as_u64()), (Some("error"), Some(1)), "{failed}");
        let failed = told(&[args, &["--log", "none/x.log"]].concat());
        assert_eq!(failed["kind"], "error", "{failed}");
    }
    let process = ["process", "orders.csv", "--sandbox", "--yes", "--summary", "json"];
    assert_eq!(told(&[&process[..], &["--config", &config]].concat())["kind"], "error");
    assert_eq!(told(&[&process[..], &["--log", "none/x.log"]].concat())["verdict"], "stopped-before");
}
