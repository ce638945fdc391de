//! What the lead who approves a plan reads in it: everything that the check and the panel said.

use serde_json::Value;

use crate::harness::{Desk, Ran};

/// Rows with a template that is not known for its tariff, look-alike letters, a line of text and a total.
const SHEET: &str = "Tariff;Period;Domain;OS template;Owner\n\
    OVZ Ferrum;1;web-1.example.ru;FreeBSD-11-amd64-minimal;Anna\n\
    OVZ Ferrum;1;web-2.example.ru;Debian-7-x86_64-minimal;Anna\n\
    OVZ Ferrum;1;web-3.example.ru;FreeBSD-11-amd64-minimal;Anna\n\
    Second department;;;;\n\
    \u{41a}VM Ferrum;1;web-4.example.ru;Debian-7-x86_64-minimal;Anna\n\
    Total;;;;\n";

/// The codes that the check finds there, by row.
const FOUND: [(&str, &str); 6] =
    [("", "E006"), ("2", "E018"), ("4", "E018"), ("5", "E068"), ("6", "E019"), ("7", "E007")];

fn column(sheet: &[Vec<String>], header: &str) -> usize {
    sheet[0].iter().position(|cell| cell == header).unwrap_or_else(|| panic!("no {header} in {:?}", sheet[0]))
}

/// The texts of the first column of the summary.
fn labels(ran: &Ran<'_>, file: &str) -> Vec<String> {
    ran.workbook(file, "Summary").into_iter().map(|mut row| row.swap_remove(0)).collect()
}

fn beside(ran: &Ran<'_>, file: &str, label: &str) -> Option<String> {
    ran.workbook(file, "Summary").into_iter().find(|row| row[0] == label).map(|mut row| row.swap_remove(1))
}

fn document(desk: &Desk, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(desk.path(file)).expect("a file")).expect("JSON")
}

/// Everything that is said of the check in a workbook and in its data.
fn says_what_was_found(desk: &Desk, ran: &Ran<'_>, name: &str) {
    let book = format!("{name}.xlsx");
    let problems = ran.workbook(&book, "Problems");
    let at = ["Row", "Code", "Weight", "Domain"].map(|header| column(&problems, header));
    let found: Vec<(&str, &str)> = problems[1..].iter().map(|row| (row[at[0]].as_str(), row[at[1]].as_str())).collect();
    assert_eq!(found, FOUND, "{problems:?}");
    assert_eq!([&problems[1][at[2]], &problems[2][at[2]]], ["note", "warning"]);
    assert_eq!([&problems[2][at[3]], &problems[4][at[3]]], ["web-1.example.ru", ""]);
    assert_eq!(
        beside(ran, &book, "Check").as_deref(),
        Some("errors: 0, warnings: 3, notes: 3; row by row on the sheet \"Problems\"")
    );
    let said = labels(ran, &book);
    let listed: Vec<&String> =
        said.iter().skip_while(|label| *label != "Warnings and notes of the check").skip(1).take(5).collect();
    let begins = [
        "E018 warning · 2 (rows 2, 4): ",
        "E068 warning · row 5: ",
        "E006 note: ",
        "E007 note · row 7: ",
        "E019 note · A6: ",
    ];
    for (line, begin) in listed.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line} instead of {begin}");
    }
    assert!(listed[0].contains("FreeBSD-11-amd64-minimal"), "{listed:?}");
    let orders = ran.workbook(&book, "Orders");
    let at_row = column(&orders, "Problems");
    let codes: Vec<&str> = orders[1..5].iter().map(|row| row[at_row].split(':').nth(1).unwrap_or_default()).collect();
    assert_eq!(codes, [" E018 warning", "", " E018 warning", " E019 note"], "{orders:?}");
    let data = document(desk, &format!("{name}.json"));
    assert_eq!(data["checked"], serde_json::json!({ "errors": 0, "warnings": 3, "notes": 3 }));
    let all = |problems: &Value| problems.as_array().expect("problems").clone();
    let apart = all(&data["problems"]);
    let of_servers = data["orders"].as_array().expect("orders").iter().flat_map(|order| all(&order["problems"]));
    let mut codes: Vec<(String, String)> = apart
        .into_iter()
        .chain(of_servers)
        .map(|one| {
            assert_eq!(one["error"], one["severity"] == "error");
            (
                one["row"].as_u64().map(|row| row.to_string()).unwrap_or_default(),
                one["code"].as_str().expect("a code").to_owned(),
            )
        })
        .collect();
    codes.sort();
    assert_eq!(codes.iter().map(|(row, code)| (row.as_str(), code.as_str())).collect::<Vec<_>>(), FOUND);
}

#[test]
fn every_warning_and_note_of_the_check_is_in_the_plan_and_in_the_results_at_its_row_and_counted() {
    let desk = Desk::new().file("orders.csv", SHEET.as_bytes());
    let ran = desk.process(&["--dry-run", "--format", "json"]).exits(0);
    says_what_was_found(&desk, &ran, "orders.plan");
    let ran = desk.process(&["--format", "json"]).exits(4);
    says_what_was_found(&desk, &ran, "orders.results");
    // The ledger keeps it all.
    let again = desk.path("again.xlsx").display().to_string();
    let made = desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    assert_eq!(made.workbook("again.xlsx", "Problems"), made.workbook("orders.results.xlsx", "Problems"));
    assert_eq!(made.workbook("again.xlsx", "Summary"), made.workbook("orders.results.xlsx", "Summary"));
}

#[test]
fn a_plan_of_which_the_check_has_nothing_to_say_says_so() {
    let desk = Desk::new().orders(2);
    let ran = desk.process(&["--dry-run", "--lang", "ru"]).exits(0);
    let summary = ran.workbook("orders.plan.xlsx", "Сводка");
    let check = summary.iter().find(|row| row[0] == "Проверка").map(|row| row[1].as_str());
    assert_eq!(check, Some("ошибок, предупреждений и примечаний нет"));
    assert!(summary.iter().all(|row| row[0] != "Предупреждения и примечания проверки"), "{summary:?}");
    let orders = ran.workbook("orders.plan.xlsx", "Заказы");
    assert!(orders[0].iter().all(|header| header != "Замечания"), "{:?}", orders[0]);
}

#[test]
fn the_summary_says_of_the_tax_what_the_table_or_the_header_says() {
    let sheet = |header: &str| {
        format!("Тариф;Период;Домен;Шаблон ОС;{header}\nKVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal;900\n")
    };
    let told = |header: &str, wanted: &str| {
        let desk = Desk::new().file("orders.csv", sheet(header).as_bytes());
        let ran = desk.process(&["--dry-run", "--lang", "ru", "--format", "json"]).exits(0);
        let summary = ran.workbook("orders.plan.xlsx", "Сводка");
        let prices = summary.into_iter().find(|row| row[0] == "Цены").map(|mut row| row.swap_remove(1));
        assert_eq!(prices.as_deref(), Some(wanted));
        document(&desk, "orders.plan.json")["vat"].clone()
    };
    let said = told("Цена с НДС 20%", "RUB; с НДС, ставка 20 % (заголовок `Цена с НДС 20%`)");
    assert_eq!(
        said,
        serde_json::json!({ "vat": "included", "rate": 20, "header": "Цена с НДС 20%", "sheet_only": false })
    );
    told("Цена без НДС", "RUB; без НДС (заголовок `Цена без НДС`)");
    let said = told("Цена с НДС 20,5%", "RUB; с НДС, ставка 20,5 % (заголовок `Цена с НДС 20,5%`)");
    assert_eq!(said["rate"], 20.5);
    told("Цена +НДС", "RUB; без НДС (заголовок `Цена +НДС`)");
    let said = told("Цена, НДС не облагается", "RUB; НДС не облагается (заголовок `Цена, НДС не облагается`)");
    assert_eq!(said["vat"], "none");
    let said = told("Цена", "RUB; включён ли НДС, не указано");
    assert_eq!(said, serde_json::json!({ "vat": "unknown", "rate": null, "header": null, "sheet_only": false }));
}

#[test]
fn the_companys_lines_stand_on_every_summary_in_their_order_and_an_empty_one_is_left_to_fill_in() {
    let settings = "jobs = 1\n[company]\n\"ИНН\" = \"7701234567\"\n\"Договор\" = \"№ 12-345\"\n\"Счёт №\" = \"\"\n\
                    [profile.other.company]\n\"ИНН\" = \"7809999999\"\nPayer = \"=1+1\"\n";
    let desk = Desk::new().orders(1).file("s.toml", settings.as_bytes());
    let config = desk.path("s.toml").display().to_string();
    let head = |ran: &Ran<'_>, file: &str| -> Vec<[String; 2]> {
        let rows = ran.workbook(file, "Summary").into_iter();
        let rows = rows.skip_while(|row| row[0] != "ИНН").take_while(|row| row[0] != "Provider");
        rows.map(|row| [row[0].clone(), row[1].clone()]).collect()
    };
    let wanted = |lines: &[[&str; 2]]| lines.iter().map(|line| line.map(str::to_owned)).collect::<Vec<_>>();
    let ran = desk.process(&["--config", &config, "--dry-run"]).exits(0);
    assert_eq!(
        head(&ran, "orders.plan.xlsx"),
        wanted(&[["ИНН", "7701234567"], ["Договор", "№ 12-345"], ["Счёт №", ""]])
    );
    let ran = desk.process(&["--config", &config, "--profile", "other", "--format", "json"]).exits(0);
    let of_other = wanted(&[["ИНН", "7809999999"], ["Договор", "№ 12-345"], ["Счёт №", ""], ["Payer", "=1+1"]]);
    assert_eq!(head(&ran, "orders.results.xlsx"), of_other);
    assert_eq!(document(&desk, "orders.results.json")["company"][0]["text"], "7809999999");
    // The run keeps them, whatever the settings say later.
    std::fs::write(desk.path("s.toml"), "").expect("a file");
    let again = desk.path("again.xlsx").display().to_string();
    let made = desk.run(&mut desk.verb(&["report", "last", "-o", &again])).exits(0);
    assert_eq!(head(&made, "again.xlsx"), of_other);
}

#[test]
fn a_plan_says_what_is_new_what_earlier_runs_ordered_and_what_is_in_conflict_with_that() {
    let orders = |desk: Desk, second: &str, more: &str| {
        let rows = format!(
            "Tariff;Period;Domain;OS template\nKVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal\n{second};1;web-2.example.ru;Debian-7-x86_64-minimal\n{more}"
        );
        desk.file("orders.csv", rows.as_bytes())
    };
    let of = |ran: &Ran<'_>, label: &str| beside(ran, "plan.xlsx", label);
    let says = |ran: &Ran<'_>, begin: &str| labels(ran, "plan.xlsx").iter().any(|label| label.starts_with(begin));
    let desk = orders(Desk::new(), "KVM Ferrum", "");
    let plan = |desk: &Desk, more: &[&str]| {
        let file = desk.path("plan.xlsx");
        let _ = std::fs::remove_file(&file);
        let file = file.display().to_string();
        let words: Vec<&str> = ["--dry-run", "-o", &file].into_iter().chain(more.iter().copied()).collect();
        desk.command(&words)
    };
    let ran = desk.run(&mut plan(&desk, &[])).exits(0);
    assert_eq!(of(&ran, "New, to be ordered").as_deref(), Some("2"));
    assert!(says(&ran, "The account has no ledger yet"), "{:?}", labels(&ran, "plan.xlsx"));
    desk.process(&[]).exits(0);
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0).stdout;
    let run = runs.lines().next().and_then(|line| line.split("  ").next()).expect("a run").trim().to_owned();

    let desk = orders(desk, "SSD Ferrum", "KVM Ferrum;1;web-3.example.ru;Debian-7-x86_64-minimal\n");
    let ran = desk.run(&mut plan(&desk, &[]));
    for (label, servers) in
        [("New, to be ordered", "1"), (&format!("Run {run}"), "1"), ("In conflict", "1"), ("In the sheet", "3")]
    {
        assert_eq!(of(&ran, label).as_deref(), Some(servers), "{label}: {:?}", labels(&ran, "plan.xlsx"));
    }
    assert!(says(&ran, "Conflict: web-2.example.ru (row 3): G103 "), "{:?}", labels(&ran, "plan.xlsx"));
    assert!(says(&ran, "From the account's ledger. Orders placed elsewhere are only in the panel's list"));
    let ran = desk.run(&mut plan(&desk, &["--online"]));
    assert!(says(&ran, "From the account's ledger. Compared with the panel's complete list as well."));
    assert_eq!(of(&ran, "Services in the account").as_deref(), Some("2"));
    assert!(of(&ran, "Balance").is_some_and(|balance| !balance.is_empty()));
    // What was ordered is no plan, and its table is another one.
    let ran = desk.process(&["-o", &desk.path("results.xlsx").display().to_string()]);
    assert!(labels(&ran, "results.xlsx").iter().all(|label| label != "New and known already"));
}

#[test]
fn a_plan_of_nobodys_account_says_that_earlier_orders_were_not_looked_up() {
    let desk = Desk::new().orders(1);
    let mut command = crate::harness::vdsbatch();
    command.args(["process", "--dry-run"]).arg(desk.path("orders.csv"));
    let ran = desk.run(&mut command).exits(0);
    let said = labels(&ran, "orders.plan.xlsx");
    assert!(said.iter().any(|label| label.starts_with("Earlier orders were not looked up")), "{said:?}");
}
