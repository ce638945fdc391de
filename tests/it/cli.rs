//! Exit codes and what goes with them, through the real program.

use std::io::Write;
use std::process::Stdio;

use vdsbatch::money::Money;
use vdsbatch::panel::practice::Settings;
use vdsbatch::run::exit::Exit;

use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

const ONE: &str = "KVM Ferrum | 1 | web-1.example.ru";

#[test]
fn a_sheet_of_valid_orders_is_ordered_and_exits_0() {
    let desk = Desk::new().sheet([ONE, "SSD Ferrum | год | web-2.example.ru"]);
    let ran = desk.process(&[]);
    let ran = ran.exits(0).ordered(["web-1.example.ru", "web-2.example.ru"]).leaves("orders.results.xlsx");
    ran.says("2 servers: confirmed 2").order_requests(2);
}

#[test]
fn the_same_command_again_sends_no_order_request_and_keeps_the_first_workbook() {
    let desk = Desk::new().orders(5);
    desk.process(&[]).exits(0).order_requests(5).says("5 servers: confirmed 5");
    let again = desk.process(&[]);
    let again = again.exits(0).order_requests(5).says("5 servers: already ordered 5").leaves("orders.results.xlsx");
    assert!(again.last_of("orders.results.xlsx").starts_with("orders.results 20"), "{again}");
}

#[test]
fn sorting_the_sheet_or_writing_a_domain_otherwise_orders_nothing_again() {
    let desk = Desk::new().sheet([ONE, "KVM Ferrum | 3 | web-2.example.ru"]);
    desk.process(&[]).exits(0).order_requests(2);
    let desk = desk.sheet(["kvm  ferrum | 3 месяца | WEB-2.Example.RU.", "KVM Ferrum | 1 | web-1.EXAMPLE.ru"]);
    desk.process(&[]).exits(0).order_requests(2).says("already ordered 2");
}

#[test]
fn other_terms_for_an_ordered_domain_are_a_conflict_and_the_rest_goes_on() {
    let desk = Desk::new().sheet([ONE]);
    desk.process(&[]).exits(0);
    let desk = desk.sheet(["KVM Ferrum | 12 | web-1.example.ru", "KVM Ferrum | 1 | web-2.example.ru"]);
    let ran = desk.process(&[]).exits(4).says("confirmed 1 · conflict 1").order_requests(2);
    ran.ordered(["web-1.example.ru", "web-2.example.ru"]);
}

#[test]
fn a_domain_that_stands_in_the_account_is_a_conflict() {
    let desk = Desk::new().sheet([ONE]);
    desk.panel.add_service("web-1.example.ru");
    desk.process(&[]).exits(4).says("conflict 1").order_requests(0);
}

#[test]
fn a_domain_whose_service_was_deleted_can_be_ordered() {
    let desk = Desk::new().sheet([ONE]);
    let id = desk.panel.add_service("web-1.example.ru");
    desk.panel.delete_service(id);
    desk.process(&[]).exits(0).says("confirmed 1").order_requests(1);
}

#[test]
fn a_file_that_cannot_be_read_exits_1_without_a_request() {
    let desk = Desk::new().file("orders.csv", b"%PDF-1.7");
    desk.process(&[]).exits(1).says("a PDF").requests(0);
}

#[test]
fn a_panel_that_refuses_the_login_exits_1_and_every_row_has_a_status() {
    let desk = Desk::new().orders(3);
    let ran = desk.run(desk.command(&["--yes"]).env("VDSBATCH_PASSWORD", "wrong"));
    let ran = ran.exits(1).says("P208").order_requests(0).says("3 servers: not sent 3").leaves("orders.plan.xlsx");
    assert_eq!(ran.workbook("orders.plan.xlsx", "Orders").len(), 5, "{ran}");
}

#[test]
fn an_incomplete_list_exits_1_and_nothing_is_sent() {
    let desk = Desk::with("list-short:100%").orders(2);
    desk.panel.add_service("other.example.ru");
    desk.process(&[]).exits(1).says("P218").order_requests(0);
}

#[test]
fn a_list_that_lacks_a_service_of_ours_is_incomplete() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    // A filter saved in the web interface hides a service that the ledger knows.
    desk.panel.hide_service(desk.panel.record().services[0].id);
    let desk = desk.sheet(["KVM Ferrum | 1 | new.example.ru"]);
    let ran = desk.process(&[]).exits(1).says("P218").says("100001").order_requests(2);
    ran.leaves("orders.plan.xlsx");
}

#[test]
fn a_locked_ledger_exits_1_and_names_the_holder() {
    let desk = Desk::new().orders(1);
    desk.process(&[]).exits(0);
    let lock = desk.files().into_iter().find(|file| file.ends_with("ledger.lock")).expect("a lock");
    let held = std::fs::OpenOptions::new().write(true).open(lock).expect("the lock");
    held.lock().expect("the lock");
    desk.process(&[]).exits(1).says("in use by process").order_requests(1);
}

#[test]
fn of_two_that_order_one_sheet_at_a_time_one_is_told_of_the_other() {
    let desk = Desk::with("delay=300").orders(6);
    let mut first = desk.start(&["--jobs", "1"]);
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while desk.panel.record().orders.is_empty() && std::time::Instant::now() < deadline {
        std::thread::yield_now();
    }
    desk.process(&[]).exits(1).says("in use by process");
    assert_eq!(first.wait().expect("it ends").code(), Some(0), "{}", desk.stderr());
    desk.process(&[]).exits(0).says("already ordered 6").order_requests(6);
}

#[test]
fn wrong_usage_exits_2_without_a_request() {
    let desk = Desk::new().orders(1);
    desk.process(&["--jobs", "0"]).exits(2).requests(0);
    desk.process(&["--jobs", "257"]).exits(2).requests(0);
    let process = || {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).arg("--yes");
        command
    };
    desk.run(process().args(["--account", "x", "--panel", "http://example.com/"])).exits(2).says("plain http");
    desk.process(&["a-stray-argument"]).exits(2).requests(0);
    desk.process(&["--password", "x"]).exits(2).requests(0);
    desk.run(desk.command(&["--password-stdin"]).stdin(Stdio::null())).exits(2).says("--yes").requests(0);
    desk.run(&mut process()).exits(2).says("--account");
    desk.run(vdsbatch().arg("proces").arg(desk.path("orders.csv"))).exits(2).says("process");
}

#[test]
fn a_sheet_with_errors_exits_3_without_a_request_and_leaves_a_plan() {
    let desk = Desk::new().sheet([ONE, "KVM Ferum | 1 | web-2.example.ru"]);
    let ran = desk.process(&[]).exits(3).requests(0).leaves("orders.plan.xlsx");
    let ran = ran.says("orders.csv: A3: E010 unknown tariff `KVM Ferum` (did you mean `KVM Ferrum`?)");
    ran.says("2 servers: invalid 1 · ready 1");
}

#[test]
fn only_valid_orders_the_valid_rows_and_exits_4() {
    let desk = Desk::new().sheet([ONE, "KVM Ferum | 1 | web-2.example.ru"]);
    desk.process(&["--only-valid"]).exits(4).ordered(["web-1.example.ru"]).says("confirmed 1 · invalid 1");
}

#[test]
fn a_rejected_order_exits_4_with_the_panels_words() {
    let desk = Desk::new().sheet([ONE, "OVZ Ferrum | 1 | web-2.example.ru"]);
    let csv = std::fs::read_to_string(desk.path("orders.csv")).expect("the sheet");
    let bsd = "web-2.example.ru;FreeBSD-11-amd64-minimal";
    let desk = desk.file("orders.csv", csv.replace("web-2.example.ru;Debian-7-x86_64-minimal", bsd).as_bytes());
    let ran = desk.process(&[]).exits(4).says("P202").says("The 'ostempl' field has invalid value.");
    ran.ordered(["web-1.example.ru"]);
}

#[test]
fn an_order_whose_answer_is_lost_is_found_in_the_list() {
    for fault in ["cut-after@1", "cut-body@1", "504-after@1"] {
        let desk = Desk::with(fault).orders(1);
        desk.process(&[]).exits(0).says("confirmed 1").order_requests(1);
    }
}

#[test]
fn an_order_that_is_executed_late_is_found_too() {
    let desk = Desk::with("late@2").orders(3);
    desk.process(&["--jobs", "1"]).exits(0).says("confirmed 3").order_requests(3);
}

#[test]
fn an_order_that_nobody_can_prove_exits_5_and_is_never_sent_again() {
    let desk = Desk::with("cut-before@2").orders(3);
    desk.process(&["--jobs", "1"]).exits(5).says("confirmed 2 · unknown 1").order_requests(3);
    desk.process(&[]).exits(5).says("already ordered 2 · unknown 1").order_requests(3);
}

#[test]
fn the_first_order_unknown_stops_the_run() {
    let desk = Desk::with("cut-before@1").orders(3);
    desk.process(&[]).exits(5).says("unknown 1 · not sent 2").order_requests(1);
}

#[test]
fn three_unknown_orders_stop_the_run_whatever_the_jobs() {
    let faults: Vec<String> = (2..=40).map(|n| format!("html@{n}")).collect();
    for jobs in ["1", "2", "16"] {
        let desk = Desk::with(&faults.join(",")).orders(40);
        let ran = desk.process(&["--jobs", jobs]).exits(5).says("confirmed 1").says("stopped: ");
        // Those under way when the third became unknown are no fewer than the jobs; none follows.
        let sent = desk.panel.record().orders.len();
        let jobs: usize = jobs.parse().expect("a number");
        assert!((4..=1 + jobs.max(3) + jobs).contains(&sent), "{sent} sent\n{ran}");
    }
}

#[test]
fn guards_exit_6_without_a_request() {
    let desk = Desk::new().orders(3);
    desk.run(&mut desk.command(&[])).exits(6).says("G114").requests(0).leaves("orders.plan.xlsx");
    desk.process(&["--max-orders", "2"]).exits(6).says("G110").requests(0);
    desk.process(&["--max-total", "100.00"]).exits(6).says("G111").says("rows 2, 3, 4").requests(0);
    let priced = "Tariff;Period;Domain;OS template;Price\nKVM Ferrum;1;a.example.ru;Debian-7-x86_64-minimal;60\n\
                  KVM Ferrum;1;b.example.ru;Debian-7-x86_64-minimal;60\n";
    let desk = desk.file("orders.csv", priced.as_bytes());
    desk.process(&["--max-total", "100.00"]).exits(6).says("G112").says("120.00").requests(0);
    desk.process(&["--max-total", "120.00"]).exits(0);
}

#[test]
fn a_dry_run_sends_nothing_and_needs_no_account() {
    let desk = Desk::new().orders(3);
    desk.process(&["--dry-run"]).exits(0).says("ready 3").requests(0).leaves("orders.plan.xlsx");
    desk.run(vdsbatch().arg("process").arg(desk.path("orders.csv")).arg("--dry-run")).exits(0).says("ready 3");
}

#[test]
fn a_breaker_after_the_first_order_exits_7_and_says_what_was_not_sent() {
    for (fault, code) in [("wrong-password@3", "P208"), ("no-money@3", "P206")] {
        let desk = Desk::with(fault).orders(6);
        let ran = desk.process(&["--jobs", "1"]).exits(7).says("stopped: ").says(code).order_requests(3);
        ran.says("confirmed 2");
    }
}

#[test]
fn an_empty_balance_stops_at_the_first_refusal() {
    let balance = Money::try_from("250.00".to_owned()).expect("money");
    let desk = Desk::at(Settings { balance, ..Settings::default() }).orders(6);
    desk.process(&["--jobs", "1"]).exits(7).says("confirmed 2 · rejected 1 · not sent 3").order_requests(3);
}

#[test]
fn the_same_refusal_three_times_stops_the_run() {
    let desk = Desk::new().orders(6);
    // The table promises a template that this panel's tariff does not take.
    let csv = std::fs::read_to_string(desk.path("orders.csv")).expect("the sheet");
    let csv = csv.replace("KVM Ferrum", "OVZ Ferrum").replace("Debian-7-x86_64-minimal", "FreeBSD-11-amd64-minimal");
    let desk = desk.file("orders.csv", csv.as_bytes());
    desk.process(&["--jobs", "1"]).exits(7).says("rejected 3 · not sent 3").order_requests(3);
}

#[test]
fn a_throttled_order_goes_out_again_and_only_once() {
    let desk = Desk::with("429@2").orders(4);
    desk.process(&["--jobs", "1"]).exits(0).says("confirmed 4").order_requests(5);
}

#[test]
fn results_that_cannot_stand_beside_the_sheet_go_elsewhere_or_are_refused_before_anything_is_sent() {
    let desk = Desk::new().orders(1);
    desk.process(&["-o", "/nonexistent-folder/x.xlsx"]).exits(1).requests(0);
    let input = desk.path("orders.csv").display().to_string();
    desk.process(&["-o", &input]).exits(1).requests(0);
}

#[test]
fn the_password_can_come_from_standard_input_or_a_private_file() {
    let desk = Desk::new().orders(1);
    let mut command = desk.command(&["--yes", "--password-stdin"]);
    let mut child = desk.spawn(command.env_remove("VDSBATCH_PASSWORD").stdin(Stdio::piped()));
    writeln!(child.stdin.take().expect("a pipe"), "{CANARY}").expect("the password");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let desk = desk.secret("secret", format!("{CANARY}\r\n").as_bytes());
    let secret = desk.path("secret");
    let with_file = || {
        let mut command = desk.command(&["--yes", "--password-file"]);
        command.arg(&secret).env_remove("VDSBATCH_PASSWORD");
        command
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o644)).expect("permissions");
        desk.run(&mut with_file()).exits(1).says("chmod 600").order_requests(1);
        let desk = desk.sheet(["KVM Ferrum | 1 | other.example.ru"]);
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).expect("permissions");
        let mut command = desk.command(&["--yes", "--password-file"]);
        desk.run(command.arg(&secret).env_remove("VDSBATCH_PASSWORD")).exits(0).says("confirmed 1");
    }
    #[cfg(not(unix))]
    desk.run(&mut with_file()).exits(0);
    assert_eq!(LOGIN, "practice");
}

/// A password as an editor or a shell may save it, on standard input and in a file.
#[cfg(unix)]
#[test]
fn a_byte_order_mark_is_no_part_of_a_password_and_another_encoding_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let utf_16: Vec<u8> = format!("\u{feff}{CANARY}\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, code, said) in [
        (format!("\u{feff}{CANARY}\r\n").into_bytes(), 0, "confirmed 1"),
        (utf_16, 1, "the password is in UTF-16"),
        (b"\xef\xbb\xbf\n".to_vec(), 1, "the password is empty"),
    ] {
        let desk = Desk::new().orders(1).secret("secret", &bytes);
        let secret = desk.path("secret");
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).expect("permissions");
        let mut file = desk.command(&["--yes", "--password-file"]);
        let mut runs = vec![desk.run(file.arg(&secret).env_remove("VDSBATCH_PASSWORD"))];
        let mut stdin = desk.command_in("others", &["--yes", "--password-stdin", "--dry-run"]);
        stdin.stdin(Stdio::from(std::fs::File::open(&secret).expect("a file"))).env_remove("VDSBATCH_PASSWORD");
        drop(desk.run(&mut stdin).exits(0));
        let mut stdin = desk.verb(&["reconcile", "--password-stdin"]);
        stdin.stdin(Stdio::from(std::fs::File::open(&secret).expect("a file"))).env_remove("VDSBATCH_PASSWORD");
        runs.push(desk.run(&mut stdin));
        assert_eq!(runs[0].code, Some(code), "{}", runs[0]);
        assert_eq!(runs[1].code, Some(code), "{}", runs[1]);
        let first = runs.remove(0);
        drop(first.says(said));
        if code == 1 {
            drop(runs.remove(0).says(said).requests(0));
        }
    }
}

#[test]
fn help_names_every_exit_code() {
    let desk = Desk::new();
    let ran = desk.run(vdsbatch().arg("--help")).exits(0).says("Exit codes:");
    let codes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130];
    assert_eq!(Exit::ALL.map(Exit::code), codes);
    let told = ran.stdout.split("Exit codes:\n").nth(1).expect("a table");
    let told: Vec<&str> = told.split("\n\n").next().expect("a table").lines().collect();
    assert_eq!(told.len(), codes.len());
    for (line, exit) in told.into_iter().zip(Exit::ALL) {
        assert!(line.trim_start().starts_with(&format!("{}  ", exit.code())), "{line}");
        assert_eq!(line.contains("nothing was sent"), exit.promises_nothing_sent(), "{line}");
    }
}

/// The table of the README, row by row: the same codes in the same order, and the same promises.
#[test]
fn the_readme_tells_the_exit_codes_that_there_are() {
    let readme = include_str!("../../README.md");
    let table = readme.split("## Exit codes").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("a table");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    let told: Vec<(u8, bool)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
            (cells[0].parse().expect("a code"), cells[2] == "no")
        })
        .collect();
    assert_eq!(told, Exit::ALL.map(|exit| (exit.code(), exit.promises_nothing_sent())));
}

#[test]
fn the_tables_can_be_shown_and_replaced() {
    let desk = Desk::new();
    desk.run(vdsbatch().args(["catalog", "list"])).exits(0).says("ihor");
    desk.run(vdsbatch().args(["catalog", "show", "ihor"])).exits(0).says("KVM Ferrum").says("1100");
    let table = vdsbatch::catalog::BUNDLED[0].1.replace("id = 1100", "id = -1");
    let desk = desk.file("my.toml", table.as_bytes()).orders(1);
    let ran = desk.run(vdsbatch().args(["catalog", "show"]).arg(desk.path("my.toml")));
    ran.exits(1).says("my.toml:45: `tariff[1].id`");
    let my = desk.path("my.toml").display().to_string();
    desk.process(&["--catalog", &my]).exits(1).says("my.toml:45").requests(0);
    desk.process(&["--catalog", "nobody"]).exits(1).says("bundled tables: ihor").requests(0);
}

#[test]
fn progress_for_machines_is_one_object_a_line() {
    let desk = Desk::new().orders(3);
    let ran = desk.process(&["--progress", "json"]).exits(0);
    let records: Vec<serde_json::Value> = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).expect("json"))
        .collect();
    assert!(records.iter().all(|record| record["v"] == 1), "{ran}");
    let ended = records.iter().filter(|record| record["event"] == "ended").count();
    assert_eq!(ended, 3, "{ran}");
}

#[test]
fn events_for_machines_come_quietly_too_and_the_last_one_is_the_summary_of_every_end() {
    let desk = Desk::new().orders(3);
    let typed = ["--quiet", "--progress", "json", "--summary", "json"];
    let same = |ran: &crate::harness::Ran<'_>| {
        let events: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with('{')).collect();
        let last: serde_json::Value = serde_json::from_str(events.last().expect("an event")).expect("json");
        let told: serde_json::Value = serde_json::from_str(&ran.stdout).expect("json");
        assert_eq!((&last["event"], &last["summary"]), (&"summary".into(), &told), "{ran}");
        events.iter().filter(|line| line.contains("\"event\":\"ended\"")).count()
    };
    assert_eq!(same(&desk.process(&typed).exits(0)), 3);
    assert_eq!(same(&desk.process(&[&typed[..], &["--expect-orders", "2"]].concat()).exits(6)), 0);
    let none = [&typed[..], &["--catalog", "nobody"]].concat();
    assert_eq!(same(&desk.process(&none).exits(1)), 0, "settings that make no run");
    let desk = desk.sheet(["KVM Ferum | 1 | web-9.example.ru"]);
    assert_eq!(same(&desk.process(&typed).exits(3)), 0);
    std::fs::remove_file(desk.path("orders.csv")).expect("removed");
    assert_eq!(same(&desk.process(&typed).exits(1)), 0);
}

#[test]
fn quiet_says_only_the_answer_and_warnings() {
    let desk = Desk::new().orders(3);
    for is_first in [true, false] {
        let ran = desk.process(&["-q"]).exits(0);
        // Who did not mean to begin a ledger learns it.
        let told = |line: &&str| line.starts_with("warning: ") || (is_first && line.contains("a new one was made"));
        assert!(ran.stderr.lines().all(|line| told(&line)), "{ran}");
        assert_eq!(ran.stdout.lines().count(), 2, "{ran}");
    }
}

#[test]
fn messages_come_in_russian_too() {
    let desk = Desk::new().sheet([ONE, "KVM Ferum | 1 | web-2.example.ru"]);
    let ran = desk.process(&["--lang", "ru"]).exits(3).says("неизвестный тариф `KVM Ferum`").says("план: ");
    ran.says("2 сервера: ошибка в данных 1 · готово к отправке 1");
}

#[cfg(unix)]
#[test]
fn a_person_goes_on_by_typing_the_number_of_orders_and_by_nothing_else() {
    for wrong in ["y", "yes", "2", "", "33"] {
        let desk = Desk::new().orders(3);
        let (code, shown) = desk.at_terminal(&mut desk.command(&[]), wrong);
        assert_eq!(code, Some(6), "{shown}");
        assert!(shown.contains("type the number of orders (3) to go on:") && shown.contains("G113"), "{shown}");
        assert!(shown.contains("by ordering you accept"), "{shown}");
        assert_eq!(desk.panel.record().requests, 0);
    }
    let desk = Desk::new().orders(3);
    let (code, shown) = desk.at_terminal(&mut desk.command(&[]), "3");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(desk.panel.record().orders.len(), 3);
}

#[cfg(unix)]
#[test]
fn results_that_can_be_written_nowhere_exit_8_and_are_made_again_later() {
    let desk = Desk::with("delay=30").orders(6);
    let (gone, away) = (desk.path("gone"), desk.path("away"));
    std::fs::create_dir(&gone).expect("a folder");
    std::fs::create_dir(&away).expect("a folder");
    let target = gone.join("out.xlsx").display().to_string();
    let mut command = desk.command(&["--yes", "--jobs", "1", "-o", &target]);
    let mut child = desk.spawn(command.current_dir(&away).env("TMPDIR", "/nonexistent-folder"));
    while desk.panel.record().orders.is_empty() {
        assert!(child.try_wait().expect("the program").is_none(), "it ended");
        std::thread::yield_now();
    }
    std::fs::remove_dir_all(&gone).expect("removed");
    std::fs::remove_dir_all(&away).expect("removed");
    assert_eq!(child.wait().expect("it ends").code(), Some(8));
    assert_eq!(desk.panel.record().services.len(), 6);
    let again = desk.path("again.xlsx").display().to_string();
    let mut report = vdsbatch();
    report.args(["report", "last", "-o", &again, "--account", LOGIN, "--panel", &desk.panel.url()]);
    let ran = desk.run(report.arg("--ledger").arg(desk.path("ledgers"))).exits(0).leaves("again.xlsx");
    drop(ran);
}

#[test]
fn a_sheet_of_more_servers_than_rows_of_excel_is_refused_before_it_fills_the_memory() {
    let mut csv = "Tariff;Period;Domain;OS template;Count\n".to_owned();
    for n in 0..1100 {
        csv += &format!("KVM Ferrum;1;w{n}-{{n}}.example.ru;Debian-7-x86_64-minimal;1000\n");
    }
    let desk = Desk::new().file("orders.csv", csv.as_bytes());
    desk.run(vdsbatch().arg("check").arg(desk.path("orders.csv"))).exits(1).says("more than 1048575 servers");
}

#[test]
fn wrong_usage_is_said_in_the_language_that_is_asked_for() {
    let desk = Desk::new();
    let said = [
        (&["process"] as &[&str], "не указано обязательное: `<ТАБЛИЦА>`", "`<SHEET>` is missing"),
        (&["process", "a.csv", "--jbos", "3"], "здесь нет параметра `--jbos`", "there is no option `--jbos` here"),
        (&["process", "a.csv", "--jbos", "3"], "возможно, имелось в виду `--jobs`?", "did you mean `--jobs`?"),
        (
            &["process", "a.csv", "--jobs", "0"],
            "`0` — недопустимое значение для `--jobs`",
            "`0` is not a value of `--jobs`",
        ),
        (&["process", "a.csv", "--jobs"], "для `--jobs` не указано значение", "`--jobs` is given without a value"),
        (&["process", "a.csv", "--progress", "loud"], "допустимо: `auto`, ", "allowed: `auto`, "),
        (&["process", "a.csv", "b.csv"], "`b.csv` — лишний аргумент", "`b.csv` is one argument too many"),
        (
            &["process", "a.csv", "--sandbox", "--account", "x"],
            "`--sandbox` нельзя указать вместе с `--account`",
            "`--sandbox` excludes `--account`",
        ),
        (&["process", "a.csv", "--jobs", "1", "--jobs", "2"], "больше одного раза", "more than once"),
        (&["proces", "a.csv"], "нет такой команды: `proces`", "there is no command `proces`"),
        (&["proces", "a.csv"], "имелось в виду `process`?", "did you mean `process`?"),
    ];
    for (words, russian, english) in said {
        let ran = desk.run(vdsbatch().args(words).args(["--lang", "ru"])).exits(2).says(russian);
        // As every other error: one line, the way out in brackets, no word in front.
        let foreign = ["error", "ошибка", "Usage", "[OPTIONS]"].into_iter().find(|word| ran.stderr.contains(word));
        assert!(foreign.is_none() && ran.stderr.trim_end().ends_with(')') && ran.stderr.lines().count() == 1, "{ran}");
        desk.run(vdsbatch().args(words).env("LC_ALL", "ru_RU.UTF-8")).exits(2).says(russian);
        desk.run(vdsbatch().args(words).env("VDSBATCH_LANG", "ru")).exits(2).says(russian);
        desk.run(vdsbatch().args(words)).exits(2).says(english);
        let ran = desk.run(vdsbatch().args(words).arg("--lang=en").env("LC_ALL", "ru_RU.UTF-8")).exits(2).says(english);
        assert!(ran.stderr.trim_end().ends_with(')') && ran.stderr.lines().count() == 1, "{ran}");
    }
}

#[test]
fn what_is_for_the_practice_panel_is_never_ignored() {
    let desk = Desk::new().orders(1);
    for option in [["--sandbox-dir", "practice"], ["--faults", "429@1"]] {
        let sheet = desk.path("orders.csv");
        let alone = |lang: &str| vdsbatch().arg("process").arg(&sheet).args(option).args(["--lang", lang]).output();
        let said = |lang| String::from_utf8(alone(lang).expect("a run").stderr).expect("text");
        assert!(said("en").contains("--sandbox") && said("ru").contains("`--sandbox`"), "{}", said("ru"));
        // Beside an account, which `--sandbox` excludes, it is not the account that is meant.
        let ran = desk.process(&option).exits(2).says(option[0]).says("--sandbox is missing").requests(0);
        assert!(!ran.stderr.contains("panic"), "{ran}");
        desk.process(&[&option[..], &["--lang", "ru"]].concat()).exits(2).says("--sandbox не указан");
    }
}
