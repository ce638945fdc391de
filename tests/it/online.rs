//! Plans that ask the panel, and what was charged afterwards: the whole program at practice panels.

use serde_json::Value;
use vdsbatch::money::Money;
use vdsbatch::panel::practice::Settings;

use crate::harness::Desk;
use crate::truth::wrongs;

/// The tables of today's dialects, each with a tariff of it.
const TABLES: [(&str, &str); 2] = [("demo5", "Demo KVM"), ("demo6", "Demo Cloud")];

fn money(text: &str) -> Money {
    Money::try_from(text.to_owned()).expect("money")
}

fn settings(faults: &str) -> Settings {
    Settings { faults: faults.parse().expect("faults"), unique_domains: false, ..Settings::default() }
}

/// A desk with a sheet of two kinds of order, of which one has a price.
fn desk(table: &'static str, tariff: &str, settings: Settings) -> Desk {
    let csv = format!(
        "Tariff;Period;Domain;OS template;Count;Price\n{tariff};3;web-{{n}}.example.ru;Debian-13-amd64;3;\n{tariff};1;db.example.ru;Debian-13-amd64;1;7777.50\n"
    );
    Desk::of(table, settings).file("orders.csv", csv.as_bytes())
}

/// The data of a run.
fn data(desk: &Desk, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(desk.path(name)).expect("data")).expect("JSON")
}

fn prices(data: &Value, at: usize) -> &Value {
    &data["orders"][at]["order"]["prices"]
}

#[test]
fn a_plan_asks_the_panel_and_sends_nothing() {
    for (table, tariff) in TABLES {
        let desk = desk(table, tariff, settings("discount"));
        let ran = desk.run(desk.command(&["--dry-run", "--online", "--format", "json"]).arg("--lang").arg("en"));
        let ran = ran.exits(0).order_requests(0).says("2 kinds of order").says("services in the account: 0");
        let ran = ran.says("balance: 100,000,000.00").says("the panel's price").leaves("orders.plan.xlsx");
        let ran = ran.says("the panel's price differs from the price in the sheet for 1 order");
        let data = data(&desk, "orders.plan.json");
        let (list, quote) = (&prices(&data, 0)["list"], &prices(&data, 0)["quote"]["amount"]);
        let [list, quote] = [list, quote].map(|price| money(price.as_str().expect("a price")));
        assert_eq!(
            (quote.amount() * rust_decimal::Decimal::TEN).round(),
            (list.amount() * rust_decimal::Decimal::from(9)).round()
        );
        assert_eq!(prices(&data, 3)["sheet"], "7777.50");
        assert_eq!(data["enquiry"]["services"], 0);
        // Nothing but reads came, and no ledger was made.
        assert!(desk.panel.record().orders.is_empty() && !desk.place().is_there());
        let rows = ran.workbook("orders.plan.xlsx", "Orders");
        let column = |name: &str| rows[0].iter().position(|header| header == name).expect(name);
        let places = ["List price", "Panel's quote", "Sheet price"].map(column);
        assert!(places.windows(2).all(|two| two[0] < two[1]));
        assert_eq!(money(&format!("{:.2}", rows[1][places[1]].parse::<f64>().expect("a number"))), quote);
    }
}

#[test]
fn a_version_that_tells_no_prices_has_a_plan_all_the_same() {
    let desk = Desk::new().orders(2);
    let ran = desk.run(&mut desk.command(&["--dry-run", "--online"]));
    let ran = ran.exits(0).order_requests(0).says("balance: ").says("BILLmanager 4 gives no prices before an order");
    assert!(
        !["no panel price for", "kind of order", "kinds of order"].iter().any(|text| ran.stderr.contains(text)),
        "{ran}"
    );
}

#[test]
fn what_the_panel_would_not_take_stops_the_plan_and_the_run() {
    for (table, tariff) in TABLES {
        let desk = desk(table, tariff, settings(""));
        // A table of before the panel lowered its limit.
        let text = vdsbatch::catalog::BUNDLED.iter().find(|(name, _)| *name == table).expect("bundled").1;
        let old = text.replacen("max = 500,", "max = 5000,", 1).replacen("max = 400,", "max = 5000,", 1);
        assert_ne!(old, text);
        let csv = format!("Tariff;Period;Domain;OS template;Disk\n{tariff};1;a.example.ru;Debian-13-amd64;4000\n");
        let desk = desk.file("old.toml", old.as_bytes()).file("orders.csv", csv.as_bytes());
        let catalog = desk.path("old.toml").display().to_string();
        for more in [&["--dry-run"][..], &["--yes"]] {
            let words = ["process", "orders.csv", "--online", "--catalog", &catalog];
            let mut command = desk.verb(&words);
            command.args(more);
            desk.run(&mut command).exits(6).order_requests(0).says("G119").says("row 2").says("P237");
        }
    }
}

#[test]
fn a_price_that_the_panel_does_not_sell_for_stops_the_plan_and_the_run() {
    for (table, tariff) in TABLES {
        let csv = format!("Tariff;Period;Domain;OS template;Price\n{tariff};1;a.example.ru;Debian-13-amd64;1,00\n");
        let desk = Desk::of(table, settings("")).file("orders.csv", csv.as_bytes());
        for more in ["--dry-run", "--yes"] {
            desk.run(desk.command(&["--online"]).arg(more)).exits(6).order_requests(0).says("G120").says("row 2");
        }
        // What the panel asks is the sum of the plan, and not what somebody hoped for.
        assert!(desk.panel.record().cart.is_empty());
        let quote = desk.run(&mut desk.command(&["--online", "--dry-run", "--format", "json"]));
        let quote = quote.exits(6);
        let planned = data(&desk, &quote.last_of("orders.plan.json"))["orders"][0]["order"].clone();
        assert_eq!(planned["planned"], planned["prices"]["quote"]["amount"], "{quote}");
    }
}

#[test]
fn the_balance_is_read_before_any_run_and_too_little_stops_it_unless_there_is_credit() {
    for (table, tariff) in TABLES {
        let poor = Settings { balance: money("5.00"), ..settings("") };
        let desk = desk(table, tariff, poor.clone());
        for more in [&["--dry-run", "--online"][..], &["--yes"], &["--yes", "--online"]] {
            desk.run(&mut desk.command(more)).exits(6).order_requests(0).says("G116");
        }
        let credit = Settings { limit: money("6.00"), ..poor };
        let desk = self::desk(table, tariff, credit);
        desk.run(&mut desk.command(&["--dry-run", "--online"])).exits(0).order_requests(0).says("gives credit");
        let rich = Settings { balance: money("1.00"), limit: money("90000.00"), ..settings("") };
        let desk = self::desk(table, tariff, rich);
        desk.process(&[]).exits(0).order_requests(4);
    }
    // Without a price nobody can tell; that there is nothing at all is said.
    let desk = Desk::at(Settings { balance: Money::ZERO, ..Settings::default() }).orders(1);
    desk.process(&[]).says("there is nothing to spend on the account");
}

#[test]
fn what_was_charged_stands_beside_what_was_planned_to_the_kopeck() {
    for (table, tariff) in TABLES {
        for faults in ["", "split-charges", "discount,vat-included", "vat-on-top,split-charges", "daily"] {
            let desk = desk(table, tariff, settings(faults));
            let ran = desk.process(&["--online", "--format", "json"]).exits(0).order_requests(4);
            let data = data(&desk, "orders.results.json");
            let record = desk.panel.record();
            for (at, order) in data["orders"].as_array().expect("orders").iter().enumerate() {
                let id: u64 = order["service"]["id"].as_str().expect("an id").parse().expect("a number");
                let charged: rust_decimal::Decimal = record
                    .charges
                    .iter()
                    .filter(|charge| charge.service == id)
                    .map(|charge| charge.amount.amount())
                    .sum();
                let told = order["charged"]["first"]["amount"].as_str().expect("a charge");
                let told = rust_decimal::Decimal::from_str_exact(told).expect("a number");
                assert_eq!(told, charged, "{table} {faults} {at}");
                let quote = money(prices(&data, at)["quote"]["amount"].as_str().expect("a quote"));
                assert_eq!(quote.amount(), charged, "{table} {faults} {at}: as it was asked");
                assert_eq!(order["money"], "charged");
            }
            let rows = ran.workbook("orders.results.xlsx", "Orders");
            let column = |name: &str| rows[0].iter().position(|header| header == name).expect(name);
            assert_eq!(rows[1][column("Charged")], rows[1][column("Actual amount")]);
            let shown = desk.run(&mut desk.verb(&["show", "web-1.example.ru"])).exits(0);
            shown.says("the panel's price").says("charged: ");
            assert!(wrongs(&desk).is_none());
        }
    }
}

#[test]
fn charges_that_come_late_are_found_by_reconcile_and_never_taken_back() {
    for (table, tariff) in TABLES {
        let desk = desk(table, tariff, settings("late-charges"));
        desk.process(&["--format", "json"]).exits(0).order_requests(4);
        // The panel lists a charge only after it has set the service up, a few lists later.
        for _ in 0..3 {
            desk.run(&mut desk.verb(&["reconcile"])).exits(0);
        }
        let shown = desk.run(&mut desk.verb(&["show", "db.example.ru", "--json"])).exits(0);
        let told: Value = serde_json::from_str(&shown.stdout).expect("JSON");
        assert_eq!(told["charged"]["first"]["rows"], 1, "{table}: {told}");
    }
}

#[test]
fn a_server_that_is_not_what_was_ordered_is_told_by_its_own_form() {
    for (table, tariff) in TABLES {
        let csv = format!(
            "Tariff;Period;Domain;OS template;RAM\n{tariff};1;a.example.ru;Debian-13-amd64;8\n{tariff};1;b.example.ru;Debian-13-amd64;8\n"
        );
        let first = Desk::of(table, settings("clamp@1")).file("orders.csv", csv.as_bytes());
        first.process(&["--format", "json"]).exits(0).order_requests(2);
        let data = data(&first, "orders.results.json");
        let differences = data["orders"][0]["differences"].as_array().expect("differences");
        let ram = differences.iter().find(|one| one["part"] == "ram").expect("the memory differs");
        assert_eq!(ram["before"], "8", "{table}: {ram}");
        let ran = first.run(&mut first.verb(&["reconcile"])).exits(0);
        let rows = ran.workbook(&ran.last_of("orders.results.xlsx"), "Orders");
        let reason = rows[0].iter().position(|header| header == "Reason").expect("a column");
        assert!(rows[1][reason].contains('8'), "{table}: it is still told: {:?}", rows[1]);
    }
}

#[test]
fn from_nothing_to_a_first_order_the_readmes_steps_go_at_panels_of_today() {
    for (table, tariff) in TABLES {
        let desk = Desk::of(table, settings(""));
        let typed = |words: &[&str]| desk.run(&mut desk.verb(words));
        typed(&["account"]).exits(0).says("signed in: ").order_requests(0);
        typed(&["catalog", "pull", "-o", "mine.toml"]).exits(0).leaves("mine.toml").order_requests(0);
        let mine = ["--catalog", "mine.toml"];
        let plain = |words: &[&str]| {
            let mut command = crate::harness::vdsbatch();
            desk.run(command.current_dir(desk.dir.path()).args(words).args(mine))
        };
        plain(&["template", "-o", "blank.xlsx"]).exits(0).leaves("blank.xlsx");
        plain(&["check", "blank.xlsx"]).exits(0);
        let one = ["generate", "--tariff", tariff, "--template", "Debian-13-amd64", "--period", "1", "--domain"];
        plain(&[&one[..], &["one.example.ru", "-o", "one.xlsx"]].concat()).exits(0);
        plain(&[&one[..], &["web-{n}.example.ru", "--count", "4", "-o", "all.xlsx"]].concat()).exits(0);
        let process = |words: &[&str]| typed(&[&["process"], words, &mine].concat());
        process(&["all.xlsx", "--dry-run", "--online"]).exits(0).order_requests(0).says("the panel's price");
        process(&["one.xlsx", "--yes", "--max-total", "9000"]).exits(0).order_requests(1).says("confirmed 1");
        process(&["all.xlsx", "--yes"]).exits(0).order_requests(5).says("confirmed 4");
        typed(&["reconcile"]).exits(0);
        typed(&["catalog", "check", "--catalog", "mine.toml"]).exits(0).says("no differences from the panel");
        assert!(wrongs(&desk).is_none());
    }
}
