//! Next steps run as they are printed, on the terminal and in the workbook: what a person fills in is the reason,
//! and the id that nobody else can know.

use std::process::Command;

use calamine::Reader;

use crate::harness::{CANARY, Desk, LOGIN, Ran, vdsbatch};

/// The commands in a text: between backticks, or on a line of their own.
fn commands(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2).map(str::trim);
    let alone = text.lines().map(str::trim);
    let all = quoted.chain(alone).filter(|part| part.starts_with("vdsbatch ") && !part.contains('`'));
    // The program names itself with its version.
    let all = all.filter(|part| !part["vdsbatch ".len()..].starts_with(|c: char| c.is_ascii_digit()));
    all.map(ToOwned::to_owned).collect()
}

/// Every command that a run printed, and that stands in the workbook which it left.
fn printed(desk: &Desk, ran: &Ran<'_>, workbook: &str) -> Vec<String> {
    let mut all = commands(&format!("{}\n{}", ran.stdout, ran.stderr));
    let terminal = all.len();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(desk.path(workbook)).expect("a workbook");
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("a sheet");
        all.extend(range.cells().flat_map(|(_, _, cell)| commands(&cell.to_string())));
    }
    assert!(terminal > 0 && all.len() > terminal, "on the terminal and in the workbook: {all:#?}\n{ran}");
    all.sort();
    all.dedup();
    all
}

/// A command as a person types it into a shell, with the rest filled in.
fn shell(desk: &Desk, command: &str, id: &str, more: &str) -> Command {
    let filled = command.replace("\"…\"", "\"looked in the panel\"").replace(" ID ", &format!(" {id} "));
    let mut typed = vdsbatch();
    let program = typed.get_program().to_string_lossy().into_owned();
    let line = filled.replacen("vdsbatch", &format!("'{program}'"), 1);
    let environment: Vec<_> =
        typed.get_envs().map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned))).collect();
    typed = Command::new("sh");
    typed.args(["-c", &format!("{line} {more}")]).env("VDSBATCH_PASSWORD", CANARY).current_dir(desk.dir.path());
    for (name, value) in environment {
        match value {
            Some(value) => typed.env(name, value),
            None => typed.env_remove(name),
        };
    }
    typed
}

/// Whatever is printed is taken, filled in; and what a person has to say is not taken from the paper.
#[track_caller]
fn all_are_taken(desk: &Desk, printed: &[String]) {
    for command in printed {
        desk.run(&mut shell(desk, command, "100001", "--help")).exits(0);
        for place in ["DOMAIN", "TEXT", "DIR", "LOGIN", "URL"] {
            assert!(!command.contains(place), "{command}");
        }
        if command.contains('…') {
            let as_printed = command.replace("\"…\"", "'…'");
            desk.run(&mut shell(desk, &as_printed, "100001", "")).exits(2);
        }
    }
}

fn having<'c>(printed: &'c [String], part: &str) -> &'c str {
    printed.iter().find(|command| command.contains(part)).unwrap_or_else(|| panic!("no `{part}` in {printed:#?}"))
}

/// A folder whose name a shell would take apart.
const FOLDER: &str = "anna's $HOME, \"1\"";

#[test]
fn of_an_order_in_doubt() {
    let desk = Desk::with("cut-before@2").orders(3);
    let mut process = desk.command_in(FOLDER, &["--jobs", "1", "--yes"]);
    let ran = desk.run(&mut process).exits(5);
    let printed = printed(&desk, &ran, "orders.results.xlsx");
    all_are_taken(&desk, &printed);
    desk.run(&mut shell(&desk, having(&printed, " reconcile "), "", "-o now.xlsx")).exits(5).leaves("now.xlsx");
    let made = desk.panel.add_service("web-2.example.ru").to_string();
    desk.run(&mut shell(&desk, having(&printed, " --ordered ID "), &made, "")).exits(0).says("now counts as ordered");
    // What was settled so is not asked for again.
    let ran = desk.run(desk.command_in(FOLDER, &["--yes"]).arg("-o").arg(desk.path("again.xlsx"))).exits(0);
    assert!(!ran.stderr.contains("vdsbatch resolve"), "{ran}");
}

#[test]
fn of_an_order_that_a_person_finds_nowhere() {
    let desk = Desk::with("cut-before@2").orders(3);
    let ran = desk.process(&["--jobs", "1"]).exits(5);
    let printed = printed(&desk, &ran, "orders.results.xlsx");
    let command = having(&printed, " --not-ordered ");
    desk.run(&mut shell(&desk, command, "", "")).exits(6).says("--force");
    desk.run(&mut shell(&desk, command, "", "--force")).exits(0).says("may be ordered again");
}

#[test]
fn of_a_service_that_stands_in_the_account() {
    let desk = Desk::new().orders(2);
    desk.panel.add_service("web-1.example.ru");
    let ran = desk.process(&[]).exits(4);
    let printed = printed(&desk, &ran, "orders.results.xlsx");
    all_are_taken(&desk, &printed);
    desk.run(&mut shell(&desk, having(&printed, " adopt "), "", "")).exits(0).says("now counts as ordered");
    desk.process(&[]).exits(0).says("already ordered 2");
}

#[test]
fn of_a_service_that_was_deleted_and_of_one_that_vanished() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    let [first, second] = [0, 1].map(|at| desk.panel.record().services[at].id);
    desk.panel.delete_service(first);
    let ran = desk.run(&mut desk.verb(&["reconcile", "-o", "now.xlsx"])).exits(0);
    let deleted = printed(&desk, &ran, "now.xlsx");
    all_are_taken(&desk, &deleted);
    desk.run(&mut shell(&desk, having(&deleted, " release "), "", "")).exits(0).says("may be ordered again");
    // Released and not yet ordered again, it asks for no second release.
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", "again.xlsx"])).exits(0);
    assert!(!format!("{:?}", ran.workbook("again.xlsx", "Orders")).contains("vdsbatch release"), "{ran}");
    desk.panel.delete_service(second);
    desk.panel.hide_service(second);
    let ran = desk.process(&[]).exits(1).says("P218");
    let missing = printed(&desk, &ran, "orders.plan.xlsx");
    all_are_taken(&desk, &missing);
    desk.run(&mut shell(&desk, having(&missing, " release web-2.example.ru "), "", "")).exits(0);
    desk.process(&[]).exits(0).says("confirmed 2");
}

#[test]
fn of_a_practice_folder_and_of_a_practice_panel_that_is_gone() {
    let desk = Desk::new().orders(2);
    let practice = |more: &[&str]| {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--yes", "--jobs", "1"]);
        command.args(["--faults", "cut-before@2"]).args(more).current_dir(desk.dir.path());
        command
    };
    let ran = desk.run(&mut practice(&["--sandbox-dir", FOLDER])).exits(5);
    let kept = printed(&desk, &ran, "orders.results.xlsx");
    all_are_taken(&desk, &kept);
    desk.run(&mut shell(&desk, having(&kept, " reconcile "), "", "-o now.xlsx")).exits(5).leaves("now.xlsx");
    desk.run(&mut shell(&desk, having(&kept, " --not-ordered "), "", "--settle 0")).exits(0);
    let ran = desk.run(&mut practice(&[])).exits(5).says("--sandbox-dir keeps them");
    assert!(commands(&ran.stderr).is_empty(), "{ran}");
}

#[test]
fn of_errors() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let ran = desk.run(&mut desk.verb(&["report", "20260101T000000Z-0000"])).exits(1);
    desk.run(&mut shell(&desk, &commands(&ran.stderr)[0], "", "")).exits(0).says("confirmed 1");
    let words = ["resolve", "web-1.example.ru", "--not-ordered", "--reason", "x"];
    let ran = desk.run(&mut desk.verb(&words)).exits(1).says("confirmed");
    desk.run(&mut shell(&desk, &commands(&ran.stderr)[0], "", "")).exits(0).says("web-1.example.ru: Confirmed");
    assert!(commands(&ran.stderr)[0].contains(&format!("--account {LOGIN}")));
}
