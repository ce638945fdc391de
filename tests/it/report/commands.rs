//! Workbooks and data as the commands make them, from the sheet to the file.

use crate::harness::{Desk, Ran, vdsbatch};

#[test]
fn a_second_run_of_a_sheet_names_the_first_and_shows_both_apart() {
    let desk = Desk::with("no-money@2").orders(3);
    desk.process(&["--jobs", "1"]).exits(7).leaves("orders.results.xlsx");
    let ran = desk.process(&[]).exits(0);
    let summary = ran.workbook(&ran.last_of("orders.results.xlsx"), "Summary");
    let row = |label: &str| summary.iter().find(|row| row[0] == label).map(|row| row[1].clone());
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0);
    let first = runs.stdout.lines().nth(1).and_then(|line| line.split("  ").next()).expect("a run");
    assert!(row("Supersedes run").expect("the first run").starts_with(first), "{summary:?}");
    assert_eq!(row("This run").as_deref(), Some("2"));
    assert_eq!(row("Earlier, from this sheet").as_deref(), Some("1"));
    assert_eq!(row("Total ordered").as_deref(), Some("3"));
    // The same from the ledger alone.
    let again = desk.path("again.xlsx").display().to_string();
    let made = desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    assert_eq!(made.workbook("again.xlsx", "Summary"), summary);
    assert_eq!(
        made.workbook("again.xlsx", "Attempts"),
        made.workbook(&made.last_of("orders.results.xlsx"), "Attempts")
    );
    assert_eq!(made.workbook("again.xlsx", "Attempts").len(), 3);
    // Another sheet with the same orders supersedes nothing.
    let desk = desk.orders(4);
    let ran = desk.process(&[]).exits(0);
    let summary = ran.workbook(&ran.last_of("orders.results.xlsx"), "Summary");
    assert!(summary.iter().all(|row| row[0] != "Supersedes run"), "{summary:?}");
    assert!(summary.iter().any(|row| row[0] == "From another sheet or by hand" && row[1] == "3"), "{summary:?}");
}

#[test]
fn the_log_is_read_from_the_ledger_with_every_try() {
    let desk = Desk::with("cut-before@2").orders(3);
    let ran = desk.process(&["--jobs", "1"]).exits(5);
    let log = ran.workbook("orders.results.xlsx", "Attempts");
    let statuses: Vec<&str> = log[1..].iter().map(|row| row[7].as_str()).collect();
    assert_eq!(statuses, ["Accepted", "Unknown", "Accepted"], "{log:?}");
    let check = ran.workbook("orders.results.xlsx", "To check");
    assert!(check[1][9].starts_with("complete lists since then: "), "{check:?}");
    let twice = Desk::with("429@2").orders(2);
    let log = twice.process(&["--jobs", "1"]).exits(0).workbook("orders.results.xlsx", "Attempts");
    assert_eq!(log[1..].iter().filter(|row| row[5].starts_with("web-2.")).count(), 2, "{log:?}");
    // In the next run it is looked up again, and the lists of both runs count.
    let ran = desk.process(&[]).exits(5);
    let check = ran.workbook(&ran.last_of("orders.results.xlsx"), "To check");
    assert!(check[1][9].starts_with("complete lists since then: "), "{check:?}");
    assert!(
        ran.workbook(&ran.last_of("orders.results.xlsx"), "Summary")
            .iter()
            .any(|row| row[0] == "Earlier, from this sheet" && row[1] == "3")
    );
}

#[test]
fn data_for_machines_stands_beside_the_workbook_and_is_made_again() {
    let desk = Desk::with("no-money@2").orders(3);
    desk.process(&["--jobs", "1", "--format", "json"]).exits(7).says("data: ").leaves("orders.results.json");
    let ran = desk.run(&mut desk.verb(&["report", "last", "--format", "json"])).exits(0);
    let beside = std::fs::read_to_string(desk.path("orders.results.json")).expect("a file");
    assert_eq!(ran.stdout, beside);
    let document: serde_json::Value = serde_json::from_str(&beside).expect("JSON");
    assert_eq!(document["statuses"]["rejected"]["servers"], 1, "{document}");
    assert_eq!(document["attempts"].as_array().expect("tries").len(), 2);
    let csv = desk.path("data.csv").display().to_string();
    desk.run(&mut desk.verb(&["report", "last", "--format", "csv", "-o", &csv])).exits(0).leaves("data.csv");
    let text = std::fs::read_to_string(&csv).expect("a file");
    assert!(text.starts_with("\u{feff}\"No\";\"Domain\";\"Tariff\";"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 4);
    desk.process(&["--dry-run", "--format", "csv"]).exits(0).leaves("orders.plan.csv");
}

#[test]
fn a_practice_plan_names_the_account_whose_ledger_it_read() {
    let desk = Desk::new().orders(1);
    let dir = desk.path("practice").display().to_string();
    let practice = |more: &[&str]| {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--sandbox-dir", &dir]).args(more);
        command
    };
    let account = |ran: &Ran<'_>, file: &str| {
        let summary = ran.workbook(file, "Summary");
        summary.iter().find(|row| row[0] == "Account").map(|row| row[1].clone()).expect("an account")
    };
    // Nothing is known of a panel that was never started.
    let ran = desk.run(&mut practice(&["--dry-run"])).exits(0);
    assert_eq!(account(&ran, "orders.plan.xlsx"), "none");
    let ran = desk.run(&mut practice(&["--yes"])).exits(0);
    let sent = account(&ran, "orders.results.xlsx");
    assert!(sent.starts_with("practice @ http://127.0.0.1:"), "{sent}");
    let ran = desk.run(&mut practice(&["--dry-run"])).exits(0);
    assert_eq!(account(&ran, &ran.last_of("orders.plan.xlsx")), sent);
}

#[test]
fn what_is_to_be_fixed_is_fed_back_and_orders_these_servers_alone() {
    let rows = "Tariff,OS template,Period,Domain,Count,Start,Owner\n\
                KVM Ferrum,Debian-7-x86_64-minimal,1,web-{n}.example.ru,4,7,Anna\n";
    let desk = Desk::with("no-money@2").file("orders.csv", rows.as_bytes());
    let ran = desk.process(&["--jobs", "1"]).exits(7);
    let fix = ran.workbook("orders.results.xlsx", "To fix");
    assert_eq!(fix.len(), 4, "{fix:?}");
    assert_eq!(fix[1][..7], ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "web-8.example.ru", "1", "", "Anna"]);
    let mut again = desk.verb(&["process"]);
    again.arg(desk.path("orders.results.xlsx")).args(["--sheet", "To fix", "--yes"]);
    let names = ["web-7", "web-8", "web-9", "web-10"].map(|name| format!("{name}.example.ru"));
    let [a, b, c, d] = &names;
    desk.run(&mut again)
        .exits(0)
        .says("3 servers: confirmed 3")
        .ordered([a, b, c, d].map(String::as_str))
        .order_requests(5);
}

/// The texts of a sheet that a person who edits them may turn into something else: from the second row on.
fn loose_texts(file: &std::path::Path, named: &str) -> (usize, Vec<String>) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).expect("a file")).expect("an archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).expect("a part"), &mut text).expect("text");
        text
    };
    let (styles, book) = (part("xl/styles.xml"), part("xl/workbook.xml"));
    let formats = styles.split_once("<cellXfs").and_then(|(_, rest)| rest.split_once("</cellXfs>")).expect("formats").0;
    let guarded: Vec<bool> = formats.split("<xf ").skip(1).map(|xf| xf.contains("quotePrefix=\"1\"")).collect();
    let at =
        book.split("<sheet ").skip(1).position(|sheet| sheet.contains(&format!("name=\"{named}\""))).expect("a sheet");
    let sheet = part(&format!("xl/worksheets/sheet{}.xml", at + 1));
    let value = |cell: &str, name: &str| {
        cell.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
    };
    let texts =
        sheet.split("<row ").skip(2).flat_map(|row| row.split("<c ").skip(1)).filter(|cell| cell.contains("t=\"s\""));
    let texts: Vec<&str> = texts.collect();
    let is_loose =
        |cell: &&&str| !value(cell, " s").is_some_and(|style| guarded[style.parse::<usize>().expect("a number")]);
    (texts.len(), texts.iter().filter(is_loose).map(|cell| (*cell).to_owned()).collect())
}

#[test]
fn what_a_person_edits_in_to_fix_or_in_a_marked_copy_stays_text() {
    let desk = Desk::with("no-money@2").orders(3);
    desk.process(&["--jobs", "1"]).exits(7).leaves("orders.results.xlsx");
    let (texts, loose) = loose_texts(&desk.path("orders.results.xlsx"), "To fix");
    assert!(texts >= 2 && loose.is_empty(), "{loose:?}");
    let marked = desk.path("marked.xlsx");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/orders.xlsx");
    let ran = vdsbatch().args(["check", sample, "--annotate"]).arg(&marked).output().expect("the program");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    // Every kind of cell that holds text, in every colour.
    assert_eq!(crate::forms::part(&marked, "xl/styles.xml").matches("quotePrefix=\"1\"").count(), 4);
}
