//! What was approved is what is ordered, or nothing is.

use std::fmt::Write as _;
use std::path::Path;

use vdsbatch::catalog::Catalog;
use vdsbatch::panel::practice::{Sandbox, Settings};
use vdsbatch::sheet::Field;

use crate::harness::{CANARY, Desk, LOGIN, Ran, vdsbatch};
use crate::named::WHOLE;

/// A sheet as rows of cells below headers, as CSV.
fn csv(headers: &[&str], rows: &[Vec<&str>]) -> String {
    let mut text = headers.join(";") + "\n";
    for row in rows {
        writeln!(text, "{}", row.join(";")).expect("text");
    }
    text
}

/// The same with one cell changed: row 2 is the first below the headers.
fn changed(headers: &[&str], rows: &[Vec<&str>], (row, header): (usize, &str), text: &str) -> String {
    let col = headers.iter().position(|known| *known == header).unwrap_or_else(|| panic!("no column {header}"));
    let mut rows: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    text.clone_into(&mut rows[row - 2][col]);
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    csv(headers, &rows)
}

/// The code that a dry run tells.
#[track_caller]
fn code(ran: &Ran<'_>) -> String {
    let line = ran.stdout.lines().find_map(|line| line.strip_prefix("approval code: "));
    line.unwrap_or_else(|| panic!("no code: {ran}")).to_owned()
}

fn put(desk: &Desk, text: &str) {
    std::fs::write(desk.path("orders.csv"), text).expect("a sheet");
}

const HEADERS: [&str; 18] = [
    "Tariff",
    "OS template",
    "Period",
    "Domain",
    "Count",
    "Start",
    "Disk",
    "RAM",
    "CPU",
    "IPv4",
    "IPv6",
    "Auto-renew",
    "Price",
    "Price per month",
    "Order?",
    "Cost centre",
    "Reference",
    "Comment",
];

const DEBIAN: &str = "Debian-7-x86_64-minimal";

fn rows() -> Vec<Vec<&'static str>> {
    vec![
        vec![
            "KVM Ferrum",
            DEBIAN,
            "1",
            "web-{n}.example.ru",
            "2",
            "1",
            "20",
            "1",
            "1",
            "1",
            "4",
            "1 month",
            "450",
            "",
            "yes",
            "Shop",
            "R-1",
            "first",
        ],
        vec![
            "KVM Ferrum",
            DEBIAN,
            "3",
            "db.example.ru",
            "",
            "",
            "20",
            "1",
            "1",
            "1",
            "4",
            "",
            "",
            "400",
            "",
            "Shop",
            "R-2",
            "",
        ],
    ]
}

/// A change of one cell, and what the refusal says of it.
const CHANGES: [((usize, &str), &str, &str); 16] = [
    ((2, "Tariff"), "SSD Ferrum", "row 2, Tariff: was `KVM Ferrum`, now `SSD Ferrum`"),
    (
        (2, "OS template"),
        "Centos-6.7-x86_64-minimal",
        "row 2, OS template: was `Debian-7-x86_64-minimal`, now `Centos-6.7-x86_64-minimal`",
    ),
    ((2, "Period"), "6", "row 2, Period: was `1`, now `6`"),
    ((3, "Domain"), "base.example.ru", "row 3, Domain: was `db.example.ru`, now `base.example.ru`"),
    ((2, "Domain"), "www-{n}.example.ru", "row 2, Domain: was `web-{n}.example.ru`, now `www-{n}.example.ru`"),
    ((2, "Count"), "3", "row 2, Count: was `2`, now `3`"),
    ((2, "Start"), "5", "row 2, Start: was `1`, now `5`"),
    ((2, "Disk"), "30", "row 2, Disk: was `20`, now `30`"),
    ((3, "RAM"), "2", "row 3, RAM: was `1`, now `2`"),
    ((2, "CPU"), "2", "row 2, CPU: was `1`, now `2`"),
    ((2, "IPv4"), "2", "row 2, IPv4: was `1`, now `2`"),
    ((2, "IPv6"), "8", "row 2, IPv6: was `4`, now `8`"),
    ((2, "Auto-renew"), "3 months", "row 2, Auto-renew: was `1`, now `3`"),
    ((2, "Price"), "460", "row 2, Price: was `450`, now `460`"),
    ((3, "Price per month"), "410", "row 3, Price per month: was `400`, now `410`"),
    ((2, "Order?"), "no", "row 2, Order?: was `yes`, now `no`"),
];

#[test]
fn a_cell_that_is_part_of_an_order_is_as_it_was_approved_or_nothing_is_sent() {
    let desk = Desk::new();
    put(&desk, &csv(&HEADERS, &rows()));
    let plan = desk.run(&mut desk.command(&["--dry-run"])).exits(0).requests(0);
    let approved = code(&plan);
    let next =
        format!("process {} --approved {approved} --account {LOGIN} --panel ", desk.path("orders.csv").display());
    let plan = plan.says(&next);
    let summary = plan.workbook("orders.plan.xlsx", "Summary");
    assert!(summary.iter().any(|row| row[0] == "Approval code" && row[1].starts_with(&approved)), "{summary:?}");
    for (cell, text, said) in CHANGES {
        put(&desk, &changed(&HEADERS, &rows(), cell, text));
        let ran = desk.process(&["--approved", &approved]).exits(6).says("G125").says(said).requests(0);
        assert_ne!(code(&desk.run(&mut desk.command(&["--dry-run"]))), approved, "{ran}");
    }
    // Each field that makes an order is one of them, or is held where it decides something (ISPmanager is the
    // template's, a data centre and a recipe are those of other tables).
    let held: Vec<&str> = CHANGES.iter().map(|((_, header), ..)| *header).collect();
    for field in Field::ALL {
        let is_note = matches!(field, Field::CostCentre | Field::Reference | Field::Comment);
        let elsewhere = matches!(field, Field::Ispmanager | Field::DataCentre | Field::Recipe);
        assert_eq!(held.contains(&field.header().0), !is_note && !elsewhere, "{field:?}");
    }
    // What makes no order has no part in it, nor has the order of the rows.
    for (cell, text) in [((2, "Cost centre"), "Lab"), ((3, "Reference"), ""), ((2, "Comment"), "second")] {
        put(&desk, &changed(&HEADERS, &rows(), cell, text));
        assert_eq!(code(&desk.run(&mut desk.command(&["--dry-run"]))), approved, "{cell:?}");
    }
    let turned: Vec<Vec<&str>> = rows().into_iter().rev().collect();
    put(&desk, &csv(&HEADERS, &turned));
    let all = ["db.example.ru", "web-1.example.ru", "web-2.example.ru"];
    let typed = approved.replace('-', "").to_lowercase();
    let ran = desk.process(&["--approved", &typed, "--format", "json"]).exits(0).ordered(all);
    let said = format!("{approved} — the plan that was approved");
    let summary = ran.workbook("orders.results.xlsx", "Summary");
    assert!(summary.iter().any(|row| row[0] == "Approval code" && row[1] == said), "{summary:?}");
    // The ledger has it as well.
    desk.run(&mut desk.verb(&["runs"])).exits(0).says(&format!("(approved {approved})"));
    let again = desk.run(&mut desk.verb(&["report", "last", "--format", "json"])).exits(0);
    let data: serde_json::Value = serde_json::from_str(&again.stdout).expect("JSON");
    assert_eq!(
        (&data["approval"]["code"], &data["approval"]["approved"]),
        (&approved.clone().into(), &approved.into())
    );
}

#[test]
fn what_a_table_names_is_as_it_was_approved_or_nothing_is_sent() {
    let headers =
        ["Tariff", "Data centre", "OS template", "Recipe", "Period", "Backup", "Порт", "Snapshots", "RAM", "Domain"];
    let rows = [vec!["Cloud", "Москва", "Debian 13", "lamp", "1", "10", "1 Гбит/с", "with", "4", "a.example.ru"]];
    let desk = Desk::new().file("whole.toml", WHOLE.as_bytes());
    let table = desk.path("whole.toml").display().to_string();
    put(&desk, &csv(&headers, &rows));
    let plan = desk.run(&mut desk.command(&["--dry-run", "--catalog", &table])).exits(0);
    let approved = code(&plan);
    for ((row, header), text, said) in [
        ((2, "Data centre"), "Amsterdam", "row 2, Data centre: was `Москва`, now `Amsterdam`"),
        ((2, "OS template"), "Ubuntu 26.04", "row 2, OS template: was `Debian 13`, now `Ubuntu 26.04`"),
        ((2, "Recipe"), "docker", "row 2, Recipe: was `LAMP (Apache, PHP)`, now `docker`"),
        ((2, "Backup"), "20", "row 2, Backup: was `10`, now `20`"),
        ((2, "Порт"), "10 Гбит/с", "row 2, Порт: was `1 Гбит/с`, now `10 Гбит/с`"),
        ((2, "Snapshots"), "", "row 2, Snapshots: was `with`, now nothing"),
        ((2, "RAM"), "8", "row 2, RAM: was `4`, now `8`"),
    ] {
        let mut before = rows.to_vec();
        // What is sold in one place only is not asked for at another, and a recipe wants its own template.
        if header == "Data centre" {
            before[0][5..8].fill("");
        }
        if header != "Recipe" {
            before[0][3] = if header == "OS template" { "" } else { "lamp" };
        }
        put(&desk, &csv(&headers, &before));
        let own = code(&desk.run(&mut desk.command(&["--dry-run", "--catalog", &table])).exits(0));
        put(&desk, &changed(&headers, &before, (row, header), text));
        desk.process(&["--approved", &own, "--catalog", &table]).exits(6).says("G125").says(said).requests(0);
    }
    // The table has all of it in its code, whether an order of this sheet needs it or not.
    put(&desk, &csv(&headers, &rows));
    for (from, to, said) in [
        ("as_of = \"2026-11\"", "as_of = \"2026-12\"", "date of the tariff table: was `2026-11`, now `2026-12`"),
        ("id = 300", "id = 301", "content of the tariff table: a different one"),
        ("vat = \"included\"", "vat = \"excluded\"", "VAT: was `included`, now `excluded`"),
        ("name = \"whole\"", "name = \"other\"", "tariff table: was `whole`, now `other`"),
        ("licence_agreement = \"on\", ", "", "content of the tariff table: a different one"),
        ("3 = \"4.50\"", "3 = \"4.60\"", "content of the tariff table: a different one"),
        ("1 = \"10.00\"", "1 = \"11.00\"", "planned amount: was "),
    ] {
        let other = WHOLE.replacen(from, to, 1);
        assert_ne!(other, WHOLE, "{from}");
        std::fs::write(desk.path("whole.toml"), other).expect("a table");
        desk.process(&["--approved", &approved, "--catalog", &table]).exits(6).says("G125").says(said).requests(0);
    }
}

#[test]
fn a_plan_is_approved_for_an_account_and_named_where_it_is_another_one() {
    let desk = Desk::new().orders(1);
    let approved = code(&desk.run(&mut desk.command(&["--dry-run"])));
    assert!(!desk.place().is_there(), "a plan makes no ledger");
    let mut other = desk.command(&["--approved", &approved, "--yes", "--account", "boris"]);
    // The last one counts for no option: the account is given once.
    let words: Vec<_> = other.get_args().map(ToOwned::to_owned).filter(|word| word != LOGIN).collect();
    let account = words.iter().position(|word| word == "--account").expect("an account");
    let words = [&words[..account], &words[account + 1..]].concat();
    let mut boris = vdsbatch();
    boris.args(words).env("VDSBATCH_PASSWORD", crate::harness::CANARY);
    other = boris;
    desk.run(&mut other).exits(6).says("G125").says("account: was `practice`, now `boris`").requests(0);
    // Where no ledger has the plan, the code alone decides.
    let elsewhere = |args: &[&str]| desk.run(desk.command_in("others", args).arg("--yes"));
    elsewhere(&["--approved", "0000-0000-0000"]).exits(6).says("G126").says("--online").requests(0);
    elsewhere(&["--approved", "0000-0000-000"]).exits(2).says("--approved: `0000-0000-000` is not an approval code");
    elsewhere(&["--approved", &approved, "--jobs", "1", "--lang", "ru"]).exits(0).ordered(["web-1.example.ru"]);
    // Nobody's plan is nobody's to approve.
    let sheet = desk.path("orders.csv").display().to_string();
    let nobody = desk.run(vdsbatch().args(["process", &sheet, "--dry-run"])).exits(0);
    assert!(!nobody.stdout.contains("code"), "{nobody}");
    nobody.says("approval code: none");
    desk.run(vdsbatch().args(["process", &sheet, "--dry-run", "--approved", &approved])).exits(2).says("--account");
}

#[test]
fn a_run_that_was_cut_off_goes_on_with_the_same_code() {
    let desk = Desk::with("no-money@3").orders(4);
    let approved = code(&desk.run(&mut desk.command(&["--dry-run"])));
    let args = ["--approved", &approved, "--jobs", "1"];
    let first = desk.process(&args);
    assert!(matches!(first.code, Some(4 | 7)), "{first}");
    let ordered = desk.panel.record().domains().len();
    assert!((1..4).contains(&ordered), "{first}");
    let all = ["web-1.example.ru", "web-2.example.ru", "web-3.example.ru", "web-4.example.ru"];
    desk.process(&args).exits(0).says("approved: this is the plan").ordered(all);
    // And once more, with nothing left to send.
    assert_eq!(code(&desk.run(&mut desk.command(&["--dry-run"]))), approved);
    desk.process(&args).exits(0).ordered(all);
}

#[test]
fn what_was_typed_for_a_plan_is_in_the_command_of_its_run() {
    let row = |name: &str| format!("KVM Ferrum;1;{name}.example.ru;{DEBIAN};100\n");
    let csv = format!("Tariff;Period;Domain;OS template;Price\n{}{}", row("a"), row("b"));
    let desk = Desk::new().file("orders.csv", csv.as_bytes());
    let settings = desk.path("s.toml").display().to_string();
    std::fs::write(&settings, "jobs = \"2\"\n").expect("settings");
    let typed =
        ["--config", &settings, "--online", "--expect-orders", "2", "--max-total", "5000.00", "--max-orders", "9"];
    let plan = desk.run(desk.command(&["--dry-run", "--detailed-exitcode"]).args(typed)).exits(9);
    plan.says(&format!(
        "process {} --config {settings} --online --max-orders 9 --max-total 5000.00 --expect-orders 2 --approved ",
        desk.path("orders.csv").display()
    ));
}

#[test]
fn a_pilot_of_some_rows_is_approved_by_itself() {
    let desk = Desk::new().orders(3);
    let whole = code(&desk.run(&mut desk.command(&["--dry-run"])));
    let plan = desk.run(&mut desk.command(&["--dry-run", "--rows", "2-3"])).exits(0).says("--rows 2-3 --approved");
    let pilot = code(&plan);
    desk.process(&["--approved", &whole, "--rows", "2-3"]).exits(6).says("row 4 of the approved plan").requests(0);
    desk.process(&["--approved", &pilot])
        .exits(6)
        .says("row 4: `web-3.example.ru` not in the approved plan")
        .requests(0);
    let two = ["web-1.example.ru", "web-2.example.ru"];
    desk.process(&["--approved", &pilot, "--rows", "2-3"]).exits(0).ordered(two);
    // The whole was approved as well, and what the pilot ordered is a part of it.
    let all = ["web-1.example.ru", "web-2.example.ru", "web-3.example.ru"];
    desk.process(&["--approved", &whole]).exits(0).ordered(all);
}

/// An order of a panel that tells its prices, twice.
fn quoted(settings: Settings) -> Desk {
    Desk::of("demo5", settings).orders(2)
}

#[test]
fn the_panels_price_is_approved_as_well() {
    let settings = |faults: &str| Settings { faults: faults.parse().expect("faults"), ..Settings::default() };
    let desk = quoted(settings("discount,no-money@2"));
    let online = desk.run(&mut desk.command(&["--dry-run", "--online"])).exits(0);
    let approved = code(&online);
    let alone = code(&desk.run(&mut desk.command(&["--dry-run"])));
    assert_ne!(approved, alone, "the panel asks another price than the table has");
    online.says("--online --approved");
    // The panel's price is not that of the plan which was made without asking it.
    let dearer = desk.process(&["--approved", &alone, "--online"]).exits(6).order_requests(0);
    dearer.says("G125").says("Planned amount: was ");
    // Sent ones are not asked again, and those that are not asked have the price that was approved.
    let first = desk.process(&["--approved", &approved, "--online", "--jobs", "1"]);
    assert!(matches!(first.code, Some(4 | 7)), "{first}");
    assert_eq!(desk.panel.record().domains().len(), 1, "{first}");
    let all = ["web-1.example.ru", "web-2.example.ru"];
    let book = desk.path("second.xlsx").display().to_string();
    let ran = desk.process(&["--approved", &approved, "--format", "json", "-o", &book]).exits(0).ordered(all);
    let file = std::fs::read(desk.path("second.json")).unwrap_or_else(|error| panic!("{error} {ran}"));
    let data: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
    let orders = data["orders"].as_array().expect("orders");
    assert!(orders.iter().all(|one| one["order"]["planned"] == orders[0]["order"]["planned"]), "{data}");
    assert_ne!(orders[0]["order"]["planned"], orders[0]["order"]["prices"]["list"]);
    desk.process(&["--approved", &approved, "--online"]).exits(0).ordered(all);
    // A price that the panel changed since was approved by nobody.
    let dear = quoted(settings(""));
    let plan = std::fs::read_dir(desk.place().folder().join("plans")).expect("plans");
    let there = dear.place().folder().join("plans");
    std::fs::create_dir_all(&there).expect("a folder");
    for file in plan {
        let file = file.expect("a file").path();
        std::fs::copy(&file, there.join(file.file_name().expect("a name"))).expect("a copy");
    }
    let ran = dear.process(&["--approved", &approved, "--online"]).exits(6).order_requests(0);
    ran.says("G125").says("Planned amount: was ").says("panel: was `");
}

#[test]
fn a_price_of_the_panel_is_asked_for_again_before_anything_is_sent_under_its_approval() {
    let settings =
        |port| Settings { port, login: LOGIN.to_owned(), password: CANARY.to_owned(), ..Settings::default() };
    let discount = Settings { faults: "discount".parse().expect("faults"), ..Settings::default() };
    let mut desk = quoted(discount);
    let approved = code(&desk.run(&mut desk.command(&["--dry-run", "--online"])).exits(0));
    // Whoever does not ask the panel cannot say that its price is the one that was approved.
    let unasked = desk.run(&mut desk.command(&["--dry-run", "--approved", &approved])).exits(6);
    assert!(!unasked.stdout.contains("approval code"), "{unasked}");
    unasked.says("G125").says("rows 2, 3").says("add --online");
    // The panel takes no tenth off any more.
    let url = desk.panel.url();
    let port = url.trim_end_matches("/billmgr").rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let catalog = Catalog::bundled("demo5").expect("bundled").expect("sound");
    desk.panel = Sandbox::start(&catalog, settings(0)).expect("another panel");
    desk.panel = Sandbox::start(&catalog, settings(port)).expect("the same address");
    assert_eq!(desk.panel.url(), url);
    let ran = desk.process(&["--approved", &approved, "--max-total", "999999"]).exits(6).order_requests(0);
    ran.says("the panel is asked for them again").says("G125").says("Planned amount: was ");
    // The same where the panel tells what the table says, and whichever of the two plans was made first.
    let offline = code(&desk.run(&mut desk.command(&["--dry-run"])).exits(0));
    let online = code(&desk.run(&mut desk.command(&["--dry-run", "--online"])).exits(0));
    assert_eq!(offline, online, "one and the same plan");
    let ran = desk.process(&["--approved", &online]).exits(0).ordered(["web-1.example.ru", "web-2.example.ru"]);
    ran.says("the panel is asked for them again");
    // With nothing left to send, nobody is asked.
    let again = desk.process(&["--approved", &online]).exits(0);
    assert!(!again.stderr.contains("asked for them again"), "{again}");
}

#[test]
fn an_order_in_doubt_is_sent_again_only_at_a_price_that_was_asked_for() {
    let faults = "discount,cut-before@2".parse().expect("faults");
    let desk = quoted(Settings { faults, ..Settings::default() });
    // Only where no domain is sold twice is an order that is proved absent sent again.
    let desk = desk.file("own.toml", b"format = 1\nname = \"own\"\nextends = \"demo5\"\nunique_domains = true\n");
    let own = desk.path("own.toml");
    let run = |args: &[&str]| {
        let words: Vec<_> = desk.command(args).get_args().map(ToOwned::to_owned).collect();
        let mut command = vdsbatch();
        command.args(words.into_iter().map(|word| if word == "demo5" { own.clone().into() } else { word }));
        desk.run(command.env("VDSBATCH_PASSWORD", CANARY))
    };
    let approved = code(&run(&["--dry-run", "--online"]).exits(0));
    let args = ["--approved", &approved, "--settle", "0", "--jobs", "1", "--yes"];
    run(&args).exits(5).says("unknown 1").order_requests(2);
    let mut left = 5;
    let last = loop {
        let ran = run(&args);
        let is_asked = ran.stderr.contains("asked for them again");
        // A list that proves it absent sends nothing by itself: its price was asked for by nobody.
        assert_eq!(desk.panel.record().orders.len(), if is_asked { 3 } else { 2 }, "{ran}");
        left -= 1;
        if is_asked || left == 0 {
            break ran;
        }
    };
    last.exits(0).says("asked for them again").order_requests(3);
}

#[test]
fn what_a_header_says_of_vat_is_approved_as_well() {
    let sheet =
        |header: &str| format!("Tariff;Period;Domain;OS template;{header}\nKVM Ferrum;1;a.example.ru;{DEBIAN};450\n");
    let desk = Desk::new();
    let headers = ["Price incl. VAT 20%", "Price excl. VAT 20%", "Price incl. VAT 5%", "Price excl. VAT", "Price"];
    for approved in headers {
        put(&desk, &sheet(approved));
        let own = code(&desk.run(&mut desk.command(&["--dry-run"])).exits(0));
        for other in headers.into_iter().filter(|other| *other != approved) {
            put(&desk, &sheet(other));
            let ran = desk.process(&["--approved", &own]).exits(6).requests(0);
            ran.says("G125").says(&format!("VAT: was `{approved}`, now `{other}`"));
        }
    }
    // A header that says nothing of the tax may be called as one likes.
    put(&desk, &sheet("Цена"));
    let own = code(&desk.run(&mut desk.command(&["--dry-run"])).exits(0));
    put(&desk, &sheet("Price"));
    desk.process(&["--approved", &own]).exits(0).ordered(["a.example.ru"]);
}

#[test]
fn a_run_that_was_refused_is_not_called_approved() {
    let desk = Desk::new().orders(1);
    let json = |desk: &Desk, name: &str| -> serde_json::Value {
        let file = std::fs::read(desk.path(name)).expect("a file");
        serde_json::from_slice(&file).expect("JSON")
    };
    let given = "AAAA-AAAA-AAAA";
    desk.process(&["--approved", given, "--format", "json"]).exits(6).requests(0);
    let data = json(&desk, "orders.plan.json");
    assert_eq!((&data["approval"]["given"], &data["approval"]["approved"]), (&given.into(), &serde_json::Value::Null));
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0).says(&format!("(refused, given {given})"));
    assert!(!runs.stdout.contains("approved"), "{runs}");
    let own = code(&desk.run(&mut desk.command(&["--dry-run"])));
    desk.process(&["--approved", &own, "--format", "json"]).exits(0);
    let data = json(&desk, "orders.results.json");
    assert_eq!(data["approval"], serde_json::json!({ "code": own, "given": own, "approved": own }));
    desk.run(&mut desk.verb(&["runs"])).exits(0).says(&format!("(approved {own})"));
}

#[test]
fn a_refused_run_leaves_the_approved_plan_where_it_is() {
    let desk = Desk::new().orders(1);
    let approved = code(&desk.run(&mut desk.command(&["--dry-run"])).exits(0));
    let plan = || std::fs::read(desk.path("orders.plan.xlsx")).expect("a plan");
    let before = plan();
    let text = std::fs::read_to_string(desk.path("orders.csv")).expect("a sheet");
    put(&desk, &text.replace("web-1", "web-7"));
    desk.process(&["--approved", &approved, "--overwrite"]).exits(6).says("plan: ").requests(0);
    assert!(plan() == before, "the approved plan was replaced");
    desk.run(&mut desk.command(&["--dry-run", "--approved", &approved, "--overwrite"])).exits(6);
    assert!(plan() == before, "the approved plan was replaced");
    // Whoever asks for a plan in its place gets one.
    desk.run(&mut desk.command(&["--dry-run", "--overwrite"])).exits(0);
    assert!(plan() != before);
}

#[test]
fn what_is_refused_anyway_is_not_told_to_be_approved() {
    let desk = Desk::new().orders(2);
    for limit in [["--expect-orders", "3"], ["--rows", "99"]] {
        let plan = desk.run(&mut desk.command(&["--dry-run", limit[0], limit[1]])).exits(6).says("G13");
        assert!(!plan.stderr.contains("once it is approved"), "{plan}");
    }
    let none = desk.path("none.plan.xlsx").display().to_string();
    let summary = desk.run(&mut desk.command(&["--dry-run", "--rows", "99", "-o", &none])).exits(6);
    let shown = summary.workbook("none.plan.xlsx", "Summary");
    assert!(shown.iter().any(|row| row[0].starts_with("not sent, and will not be sent")), "{shown:?}");
}

#[test]
fn the_settings_can_want_an_approval() {
    let csv = format!("Tariff;Period;Domain;OS template;Price\nKVM Ferrum;1;a.example.ru;{DEBIAN};100\n");
    let desk = Desk::new().file("orders.csv", csv.as_bytes());
    let wanting = |sum: &str, args: &[&str]| {
        std::fs::write(desk.path("s.toml"), format!("approval_above = \"{sum}\"\n")).expect("settings");
        let mut command = desk.command(args);
        command.arg("--config").arg(desk.path("s.toml"));
        desk.run(&mut command)
    };
    let refused = wanting("99.99", &["--yes"]).exits(6).requests(0).says("G127").says("above 99.99");
    let (sheet, settings) = (desk.path("orders.csv"), desk.path("s.toml"));
    refused.says(&format!("process {} --config {} --yes --dry-run", sheet.display(), settings.display()));
    // An environment says the same, and goes before the file.
    let mut stricter = desk.command(&["--yes"]);
    desk.run(stricter.env("VDSBATCH_APPROVAL_ABOVE", "1")).exits(6).says("G127").requests(0);
    let approved = code(&wanting("99.99", &["--dry-run"]).exits(0));
    wanting("99.99", &["--yes", "--approved", &approved]).exits(0).ordered(["a.example.ru"]);
    // A price that nobody knows may be above any sum.
    std::fs::write(desk.path("orders.csv"), csv.replace(";100", ";").replace("a.ex", "b.ex")).expect("a sheet");
    let unknown = desk.panel.record().requests;
    wanting("99999.00", &["--yes"]).exits(6).says("G127").says("servers without a price: 1").requests(unknown);
    std::fs::write(desk.path("orders.csv"), csv.replace("a.ex", "c.ex")).expect("a sheet");
    wanting("100.00", &["--yes"]).exits(0).ordered(["a.example.ru", "c.example.ru"]);
}

#[test]
fn a_kept_plan_that_was_changed_says_so_and_decides_nothing() {
    let desk = Desk::new().orders(1);
    let approved = code(&desk.run(&mut desk.command(&["--dry-run"])));
    let file = desk.place().folder().join("plans").join(format!("{approved}.json"));
    let text = std::fs::read_to_string(&file).expect("a plan");
    let edit = |path: &Path| std::fs::write(path, text.replace("web-1", "web-7")).expect("written");
    edit(&file);
    put(&desk, "Tariff;Period;Domain;OS template\nKVM Ferrum;1;web-7.example.ru;Debian-7-x86_64-minimal\n");
    desk.process(&["--approved", &approved]).exits(6).says("cannot be used: its code is").says("G126").requests(0);
    let desk = desk.orders(1);
    desk.process(&["--approved", &approved]).exits(0).says("cannot be used").ordered(["web-1.example.ru"]);
    assert_eq!(std::fs::read_to_string(&file).expect("a plan"), text, "it is kept anew");
}

#[test]
fn practice_has_a_code_that_lasts_over_its_starts() {
    let desk = Desk::new().orders(1);
    let sandbox = |args: &[&str]| {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--sandbox", "--lang", "en"]).args(args);
        desk.run(&mut command)
    };
    let dir = desk.path("kept").display().to_string();
    let gone = sandbox(&["--dry-run"]).exits(0);
    let approved = code(&gone);
    gone.says(&format!("process {} --lang en --sandbox --approved {approved}\n", desk.path("orders.csv").display()));
    let kept = sandbox(&["--dry-run", "--sandbox-dir", &dir]).exits(0);
    assert_eq!(code(&kept), approved);
    sandbox(&["--approved", &approved, "--yes"]).exits(0).says("confirmed 1");
    let mut text = std::fs::read_to_string(desk.path("orders.csv")).expect("a sheet");
    text = text.replace(";1;", ";3;");
    put(&desk, &text);
    sandbox(&["--approved", &approved, "--yes"]).exits(6).says("G126");
    sandbox(&["--approved", &approved, "--yes", "--sandbox-dir", &dir])
        .exits(6)
        .says("row 2, Period: was `1`, now `3`");
}
