//! What a workbook says of how its run ended, and why.

use serde_json::Value;
use vdsbatch::money::Money;
use vdsbatch::order::service::Gap;
use vdsbatch::order::{Outcome, Reason, ReasonCode, Status, Unread, Unwritten};
use vdsbatch::report::headline;
use vdsbatch::run::approval::{Change, Code, Subject, Whole};
use vdsbatch::run::{Guard, Hindrance, NoClient, NoPassword, Run, Stop, Verdict};
use vdsbatch::sheet::{Field, RowNo};
use vdsbatch::text::lang::Lang;

use super::pages::labels;
use super::{moscow, rendered, sample};
use crate::harness::Desk;

fn json(run: &Run) -> Value {
    serde_json::from_slice(&moscow(Lang::En).json(run)).expect("JSON")
}

/// The lines below "What to do next".
fn advice(summary: &[Vec<String>]) -> Vec<&str> {
    let all = summary.iter().map(|row| row[0].as_str());
    all.skip_while(|label| *label != "What to do next").skip(1).take_while(|label| !label.is_empty()).collect()
}

#[test]
fn what_was_settled_since_is_no_longer_in_doubt() {
    let mut run = sample::every_status();
    for line in run.lines.iter_mut().filter(|line| line.outcome.status == Status::Unknown) {
        line.outcome = sample::sent(Outcome::new(Status::Confirmed));
    }
    assert_eq!(headline(&run, Lang::En), "Stopped early: not every order was sent");
    assert_eq!((json(&run)["verdict"].as_str(), json(&run)["exit_code"].as_u64()), (Some("stopped"), Some(7)));
    run.lines.retain(|line| line.outcome.status != Status::NotSent);
    assert_eq!(headline(&run, Lang::En), "Not every server was ordered");
    run.end.as_mut().expect("an end").stop = Some(Stop::FirstOrder(Status::Unknown));
    run.lines.retain(|line| line.outcome.status == Status::Confirmed);
    assert_eq!(headline(&run, Lang::Ru), "Все выбранные серверы заказаны");
    assert_eq!((json(&run)["verdict"].as_str(), json(&run)["exit_code"].as_u64()), (Some("done"), Some(0)));
    // A positive answer is no service: whoever reads the verdict learns of those that no list showed.
    run.lines[0].outcome.status = Status::Accepted;
    assert_eq!(
        headline(&run, Lang::En),
        "Every selected server is ordered or accepted; not in the panel's list yet: 1"
    );
    run.lines[0].outcome.status = Status::Confirmed;
    // What was not settled by lines stays as it ended.
    run.end.as_mut().expect("an end").verdict = Verdict::Interrupted;
    assert_eq!(run.verdict(), Some(Verdict::Interrupted));
}

#[test]
fn a_run_that_a_guard_refused_says_why_and_what_to_do() {
    let desk = Desk::new().orders(3);
    for dry in [&[][..], &["--dry-run"]] {
        let args = [&["--max-orders", "1", "--format", "json"], dry].concat();
        let ran = desk.process(&args).exits(6);
        let summary = ran.workbook(&ran.last_of("orders.plan.xlsx"), "Summary");
        let why = "G110 3 servers are to be ordered, and --max-orders allows 1 (raise the limit with --max-orders, or split the sheet)";
        assert!(summary.iter().any(|row| row[0] == format!("Why it stopped: {why}")), "{summary:?}");
        assert_eq!(
            advice(&summary),
            [format!("Ready · 3: not sent, and will not be sent until this is settled: {why}")]
        );
        let document = std::fs::read(desk.path(&ran.last_of("orders.plan.json"))).expect("a file");
        let document: Value = serde_json::from_slice(&document).expect("JSON");
        assert_eq!(document["stopped"], why);
    }
    // It is in the ledger, in both languages.
    let again = desk.path("again.xlsx").display().to_string();
    let made = desk.run(&mut desk.verb(&["report", "last", "--lang", "ru", "-o", &again])).exits(0);
    let summary = made.workbook("again.xlsx", "Сводка");
    assert!(summary.iter().any(|row| row[0].starts_with("Почему остановлено: G110 к заказу 3 сервера")), "{summary:?}");
}

#[test]
fn a_run_that_never_began_says_why_before_all_else() {
    let desk = Desk::with("list-short:100%").orders(2);
    desk.panel.add_service("other.example.ru");
    let ran = desk.process(&["--format", "json"]).exits(1);
    let summary = ran.workbook("orders.plan.xlsx", "Summary");
    let why = summary.iter().find_map(|row| row[0].strip_prefix("Why it stopped: ")).expect("why").to_owned();
    assert!(why.starts_with("P218 the panel's list of services did not come complete"), "{summary:?}");
    assert_eq!(advice(&summary)[0], why);
    let document = std::fs::read(desk.path("orders.plan.json")).expect("a file");
    let document: Value = serde_json::from_slice(&document).expect("JSON");
    assert_eq!(document["stopped"], why);
}

#[test]
fn why_a_run_stopped_is_read_from_every_ledger() {
    let read = |text: &str| serde_json::from_str::<Stop>(text).expect("a stop");
    assert_eq!(read(r#"{"answer":"no-money"}"#), Stop::Answer(ReasonCode::NoMoney));
    assert_eq!(read("\"outage\""), Stop::Outage);
    // Version 0.1 kept the sentences.
    for (old, before) in [("guard", false), ("before", true)] {
        let text = format!(r#"{{"{old}":{{"en":"G113 no","ru":"G113 нет"}}}}"#);
        let stop = read(&text);
        assert_eq!((stop.message(Lang::En), stop.message(Lang::Ru)), ("G113 no".to_owned(), "G113 нет".to_owned()));
        assert_eq!(matches!(stop, Stop::Before(_)), before);
        assert_eq!(serde_json::to_string(&stop).expect("JSON"), text, "an old end stays as it was kept");
    }
    let guard = read(r#"{"guard":{"en":"G113 no","ru":"G113 нет"}}"#);
    assert_eq!(Verdict::of_run(&vdsbatch::run::Tally::default(), Some(&guard), false), Verdict::Guarded);
}

/// Every guard, with how a ledger keeps it.
fn guards() -> Vec<(Guard, &'static str)> {
    let money = |text: &str| Money::try_from(text.to_owned()).expect("money");
    let row = RowNo::from_index;
    let code: Code = "7Q4M-0KXD-92VB".parse().expect("a code");
    vec![
        (Guard::TooMany { servers: 3, most: 1 }, r#"{"too_many":{"servers":3,"most":1}}"#),
        (Guard::CartUnpriced { rows: vec![row(1)], of: 1 }, r#"{"cart_unpriced":{"rows":[2],"of":1}}"#),
        (Guard::PriceUnknown { rows: vec![row(1), row(4)], of: 2 }, r#"{"price_unknown":{"rows":[2,5],"of":2}}"#),
        (
            Guard::TooDear { charge: money("12.50"), most: money("10") },
            r#"{"too_dear":{"charge":"12.50","most":"10.00"}}"#,
        ),
        (Guard::DearerThanSheet { rows: vec![row(1)], of: 1 }, r#"{"dearer_than_sheet":{"rows":[2],"of":1}}"#),
        (Guard::WouldRefuse { rows: vec![row(1)], of: 1 }, r#"{"would_refuse":{"rows":[2],"of":1}}"#),
        (
            Guard::OtherCount { asked: 3, expected: 4, invalid: 1 },
            r#"{"other_count":{"asked":3,"expected":4,"invalid":1}}"#,
        ),
        (
            Guard::OtherTotal { planned: money("12.50"), expected: money("10") },
            r#"{"other_total":{"planned":"12.50","expected":"10.00"}}"#,
        ),
        (Guard::ExpectedUnpriced { rows: vec![row(1)], of: 1 }, r#"{"expected_unpriced":{"rows":[2],"of":1}}"#),
        (
            Guard::NoSuchRows { rows: "2-41".parse().expect("rows"), last: Some(row(3)) },
            r#"{"no_such_rows":{"rows":"2-41","last":4}}"#,
        ),
        (Guard::NotConfirmed, r#""not_confirmed""#),
        (Guard::NoTerminal, r#""no_terminal""#),
        (
            Guard::TooPoor { charge: money("12.50"), balance: money("10") },
            r#"{"too_poor":{"charge":"12.50","balance":"10.00"}}"#,
        ),
        (
            Guard::OtherPlan {
                given: code.clone(),
                changes: vec![
                    Change::Whole { what: Whole::Account, before: "anna".to_owned(), now: "olga".to_owned() },
                    Change::Rows {
                        rows: vec![row(1)],
                        of: 1,
                        what: Subject::Field(Field::Disk),
                        before: "20".to_owned(),
                        now: "40".to_owned(),
                    },
                    Change::Rows {
                        rows: vec![row(1)],
                        of: 1,
                        what: Subject::Named("Port".to_owned()),
                        before: String::new(),
                        now: "1".to_owned(),
                    },
                    Change::Rows {
                        rows: vec![row(1)],
                        of: 1,
                        what: Subject::Planned,
                        before: String::new(),
                        now: "1.00".to_owned(),
                    },
                    Change::New { row: row(2), domain: "a.ru".to_owned(), of: 3 },
                    Change::Gone { row: row(3), domain: "b.ru".to_owned(), of: 1 },
                ],
                of: 7,
            },
            concat!(
                r#"{"other_plan":{"given":"7Q4M-0KXD-92VB","changes":["#,
                r#"{"whole":{"what":"account","before":"anna","now":"olga"}},"#,
                r#"{"rows":{"rows":[2],"of":1,"what":{"field":"disk"},"before":"20","now":"40"}},"#,
                r#"{"rows":{"rows":[2],"of":1,"what":{"named":"Port"},"before":"","now":"1"}},"#,
                r#"{"rows":{"rows":[2],"of":1,"what":"planned","before":"","now":"1.00"}},"#,
                r#"{"new":{"row":3,"domain":"a.ru","of":3}},"#,
                r#"{"gone":{"row":4,"domain":"b.ru","of":1}}],"of":7}}"#,
            ),
        ),
        (Guard::PlanNotKept { given: code }, r#"{"plan_not_kept":{"given":"7Q4M-0KXD-92VB"}}"#),
        (
            Guard::ApprovalNeeded { charge: money("12.50"), unknown: 1, above: money("10") },
            r#"{"approval_needed":{"charge":"12.50","unknown":1,"above":"10.00"}}"#,
        ),
        (
            Guard::LedByTable { table: "mine".to_owned(), panel: "https://panel.example/billmgr".to_owned() },
            r#"{"led_by_table":{"table":"mine","panel":"https://panel.example/billmgr"}}"#,
        ),
    ]
}

#[test]
fn what_refused_a_run_is_kept_as_values_and_never_as_our_sentences() {
    let guards = guards();
    // Two of them bear one code.
    assert_eq!(guards.len(), Guard::MEANINGS.len() + 1);
    for (guard, kept) in guards {
        let (stop, line) = (Stop::Guard(guard.clone().into()), guard.line(Lang::Ru));
        let text = format!(r#"{{"guard":{kept}}}"#);
        assert_eq!(serde_json::to_string(&stop).expect("JSON"), text);
        assert_eq!(serde_json::from_str::<Stop>(&text).expect("a stop"), stop);
        assert_eq!(stop.message(Lang::Ru), line);
        assert!(line.starts_with(guard.code().0), "{line}");
    }
    let hindrances = [
        (Hindrance::Password(NoPassword::NoTerminal), r#"{"password":"no_terminal"}"#),
        (
            Hindrance::Client(NoClient::Certificates { file: "ca.pem".to_owned(), why: "no such file".to_owned() }),
            r#"{"client":{"certificates":{"file":"ca.pem","why":"no such file"}}}"#,
        ),
        (
            Hindrance::Panel(Reason::with_words(ReasonCode::AccessDenied, "Нет прав")),
            r#"{"panel":{"code":"access-denied","words":"Нет прав","field":null}}"#,
        ),
        (
            Hindrance::ListIncomplete(Gap::Count { stated: 3, came: 2 }),
            r#"{"list_incomplete":{"count":{"stated":3,"came":2}}}"#,
        ),
        (Hindrance::ListNeeded, r#""list_needed""#),
        (
            Hindrance::LedgerUnread(Unread::Refused("disk I/O error".to_owned())),
            r#"{"ledger_unread":"disk I/O error"}"#,
        ),
        (Hindrance::LedgerUnwritten(Unwritten::Refused("disk full".to_owned())), r#"{"ledger_unwritten":"disk full"}"#),
        (Hindrance::System("broken pipe".to_owned()), r#"{"system":"broken pipe"}"#),
    ];
    for (hindrance, kept) in hindrances {
        let stop = Stop::Before(hindrance.clone().into());
        let text = format!(r#"{{"before":{kept}}}"#);
        assert_eq!(serde_json::to_string(&stop).expect("JSON"), text);
        assert_eq!(serde_json::from_str::<Stop>(&text).expect("a stop"), stop);
        assert_eq!(stop.message(Lang::En), hindrance.message(Lang::En));
    }
}

#[test]
fn the_first_orders_status_is_named_as_the_workbook_names_it() {
    let mut run = sample::every_status();
    run.end.as_mut().expect("an end").stop = Some(Stop::FirstOrder(Status::Unknown));
    for (lang, sheet, said) in [
        (Lang::En, "Summary", "Why it stopped: the status of the first order is \"Unknown\""),
        (Lang::Ru, "Сводка", "Почему остановлено: статус первого заказа — «Требует проверки»"),
    ] {
        assert_eq!(labels(rendered(&run, lang).cells(sheet))[2], said);
    }
}
