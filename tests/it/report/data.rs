//! A run for machines: JSON and CSV.

use serde_json::Value;
use vdsbatch::order::{Outcome, Status};
use vdsbatch::sheet::Cell;
use vdsbatch::text::lang::Lang;

use super::{moscow, sample};

fn json(run: &vdsbatch::run::Run) -> Value {
    serde_json::from_slice(&moscow(Lang::En).json(run)).expect("JSON")
}

#[test]
fn the_document_says_what_the_run_says() {
    let run = sample::second_run(sample::with_trail(sample::every_status()));
    let document = json(&run);
    assert_eq!(document["format"], "vdsbatch-run");
    assert_eq!(document["version"], 1);
    assert_eq!(document["control"], 0);
    assert_eq!(document["exit_code"], 5);
    assert_eq!(document["supersedes"], "20261101-090000-ffff");
    assert_eq!(document["input"]["sha256"], run.facts.input.sha256);
    let orders = document["orders"].as_array().expect("orders");
    let words: Vec<&str> = orders.iter().map(|order| order["status"].as_str().expect("a word")).collect();
    let statuses: Vec<&str> = run.lines.iter().map(|line| line.outcome.status.word()).collect();
    assert_eq!(words, statuses);
    assert_eq!(orders[0]["order"]["planned"], "1200.50");
    assert_eq!(orders[0]["service"]["cost"], "1250.00");
    assert_eq!(orders[0]["renewals"][0], "2027-02-23");
    assert_eq!(orders[0]["carried"][0]["header"], "Owner");
    assert_eq!(orders[1]["domain"], "xn--e1afmkfd.xn--p1ai");
    assert_eq!(orders[7]["reason"], "no-money");
    assert_eq!(orders[7]["code"], "P206");
    assert_eq!(orders[7]["order"]["planned"], Value::Null, "unknown money is not 0");
    assert_eq!(orders[9]["problems"][0]["code"], "E010");
    assert_eq!(orders[9]["problems"][0]["cell"], "A14");
    assert_eq!(document["statuses"]["unknown"]["planned"], "1200.50");
    assert_eq!(document["statuses"]["unknown"]["planned_unknown"], 1);
    assert_eq!(document["statuses"]["rejected"]["planned"], Value::Null, "a sum of nothing known is no 0");
    assert_eq!(document["standing"]["earlier_by_this_sheet"]["servers"], 1);
    assert_eq!(document["renewals"]["2027-02"]["planned"], "4901.00", "two of them at the panel's price");
    assert_eq!(document["attempts"].as_array().expect("tries").len(), 7);
    let counted: u64 = Status::ALL.iter().filter_map(|s| document["statuses"][s.word()]["servers"].as_u64()).sum();
    assert_eq!(counted, 12);
}

#[test]
fn services_that_no_row_explains_and_decisions_are_in_the_document() {
    let mut run = sample::every_status();
    let end = run.end.as_mut().expect("an end");
    end.unexplained =
        vec![sample::service("80001", "somebody.example.ru"), sample::service("80002", "web-1.example.ru")];
    run.trail.decisions = vec![sample::decided("web-1.example.ru")];
    let document = json(&run);
    assert_eq!(document["unexplained"][0]["id"], "80001");
    assert_eq!(document["unexplained"][0]["domain"], "somebody.example.ru");
    assert_eq!(document["unexplained"][1]["id"], "80002");
    assert_eq!(document["decisions"][0]["decision"], "ordered");
    assert_eq!(document["decisions"][0]["operator"], "anna");
    assert_eq!(document["decisions"][0]["held"]["is"], "on-word");
    assert!(document["orders"][4]["commands"].as_array().is_some(), "{document}");
}

#[test]
fn groups_stand_by_their_money_and_the_document_has_them_all() {
    let mut run = sample::empty();
    for n in 0..20_u32 {
        let mut line =
            sample::line(n + 4, &format!("web-{n}.example.ru"), sample::sent(Outcome::new(Status::Accepted)));
        let order = line.order.as_mut().expect("an order");
        order.cost_centre = if n < 5 { "many cheap".to_owned() } else { format!("centre {n:02}") };
        order.price = Some(sample::money(if n < 5 {
            "1.00"
        } else if n == 19 {
            "500.00"
        } else {
            "100.00"
        }));
        sample::add(&mut run, line);
    }
    let document = json(&run);
    let names: Vec<&str> = document["by_cost_centre"]
        .as_array()
        .expect("groups")
        .iter()
        .filter_map(|group| group["name"].as_str())
        .collect();
    assert_eq!(names.len(), 16);
    assert_eq!([names[0], names[1], names[2], names[15]], ["centre 19", "centre 05", "centre 06", "many cheap"]);
    assert_eq!(document["by_cost_centre"][0]["planned"], "500.00");
    assert_eq!(document["by_cost_centre"][15]["servers"], 5);
    assert_eq!(document["by_tariff"][0]["name"], "KVM Ferrum");
    assert_eq!(document["by_tariff"][0]["months"], 3);
    assert_eq!(document["by_tariff"][0]["servers"], 20);
}

#[test]
fn a_terminal_can_show_the_document() {
    let mut run = sample::every_status();
    run.rows[0].row.cells[11].1 = Cell::text("\u{1b}[2J\u{202e}\u{9b}😀");
    run.facts.input.file = "\u{e0041}".to_owned();
    let bytes = moscow(Lang::Ru).json(&run);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(!text.chars().any(|c| c != '\n' && vdsbatch::text::printable::hidden(c)));
    let document = json(&run);
    assert_eq!(document["orders"][0]["carried"][0]["text"], "\u{1b}[2J\u{202e}\u{9b}😀", "nothing is lost");
    assert_eq!(document["input"]["file"], "\u{e0041}");
}

#[test]
fn the_csv_has_the_lines_of_the_orders_sheet() {
    let run = sample::with_trail(sample::every_status());
    for (lang, price, status) in [(Lang::En, "1200.50", "Confirmed"), (Lang::Ru, "1200,50", "Подтверждено")]
    {
        let bytes = moscow(lang).csv(&run);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let body = text.strip_prefix('\u{feff}').expect("a BOM");
        assert!(body.replace("\r\n", "").find('\r').is_none());
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(body.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        assert_eq!(rows.len(), 13);
        assert_eq!(&rows[0][1], lang.pick("Domain", "Домен"));
        assert_eq!((&rows[1][5], &rows[1][6]), (status, price));
        assert_eq!((&rows[1][8], &rows[1][9]), (lang.pick("-49.50", "-49,50"), "RUB"));
        assert_eq!(&rows[1][4], "2026-11-24");
        assert_eq!(&rows[8][6], lang.pick("not known", "неизвестно"));
        assert_eq!(&rows[1][12], "'=1+1");
        let is_number = |cell: &str| cell.replace(',', ".").parse::<f64>().is_ok();
        let texts = rows.iter().flatten().filter(|cell| !is_number(cell));
        assert_eq!(texts.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])).count(), 0);
    }
}
