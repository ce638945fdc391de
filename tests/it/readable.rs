//! A ledger can always be read again: what is written is read back first, and what older versions wrote is healed.

use std::path::Path;

use proptest::prelude::*;
use rusqlite::{Connection, params};
use vdsbatch::ledger::{Ledger, LedgerError, Place, recorded};
use vdsbatch::order::Unwritten;
use vdsbatch::run::{ReadRow, Run};
use vdsbatch::sheet::{Cell, Col, Held, Row, RowNo, Shown, Value};

use crate::harness::{Desk, run_of};

fn cell(value: Value) -> Cell {
    Cell { value, formula: false }
}

/// A number, and one of which a format shows something else.
fn numbers(number: f64) -> [Value; 2] {
    let shown = Shown { text: "4".to_owned(), stored: Held::Number(number), rounded: true, code: "0".to_owned() };
    [Value::Number(number), Value::Shown(Box::new(shown))]
}

fn run_with(cells: Vec<Cell>) -> Run {
    let cells = (0..).zip(cells).map(|(at, cell)| (Col::from_index(at), cell)).collect();
    let row = Row { no: RowNo::from_index(1), cells };
    Run { rows: vec![ReadRow { row, diagnostics: Vec::new() }], ..run_of(&[]) }
}

/// A run written to a new ledger and read back.
fn there_and_back(run: &Run) -> Result<Run, LedgerError> {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("account"));
    Ledger::open(&place).expect("a ledger").start(&mut run.clone())?;
    Ok(recorded(&place, &run.facts.id).expect("it can be read").expect("it is there"))
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        for value in numbers(number) {
            let run = run_with(vec![cell(value)]);
            match there_and_back(&run) {
                Err(LedgerError::Write(Unwritten::NotReadAgain(column))) => assert_eq!(column, "run_row.content"),
                other => panic!("{number}: {other:?}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_number_comes_back_to_the_last_digit(bits: Vec<u64>) {
        let finite = bits.iter().map(|bits| f64::from_bits(*bits)).filter(|number| number.is_finite());
        let cells: Vec<Cell> = finite.flat_map(numbers).map(cell).collect();
        let run = run_with(cells);
        let back = there_and_back(&run).expect("it is written");
        prop_assert_eq!(back.rows, run.rows);
    }
}

#[test]
fn seventeen_digits_come_back() {
    // Of these a reader that rounds twice changes the last digit.
    let mut state = 1_u64;
    let numbers = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from_bits(state >> 2)
    });
    let cells: Vec<Cell> = numbers.take(2000).map(Value::Number).map(cell).collect();
    let run = run_with(cells);
    assert_eq!(there_and_back(&run).expect("it is written").rows, run.rows);
}

/// The desk's ledger as an older version would have left it: `change` is done to it.
fn older(desk: &Desk, change: impl Fn(&Connection) -> rusqlite::Result<usize>) {
    let ran = desk.run(&mut desk.verb(&["ledger", "where"])).exits(0);
    let db = Connection::open(Path::new(ran.stdout.trim()).join("ledger.db")).expect("the ledger");
    assert!(change(&db).expect("a change") > 0);
}

/// Every verb that reads a ledger reads this one.
#[track_caller]
fn is_read(desk: &Desk) {
    desk.run(&mut desk.verb(&["ledger", "check"])).exits(0).says("sound");
    drop(desk.run(&mut desk.verb(&["runs"])).exits(0).says("orders.csv"));
    let report = desk.run(&mut desk.verb(&["report", "last", "-o", "again.xlsx"]));
    assert!(report.code == Some(0) || report.code == Some(6), "{report}");
    let _ = report.leaves("again.xlsx");
    std::fs::remove_file(desk.path("again.xlsx")).expect("it is there");
    drop(desk.run(&mut desk.verb(&["reconcile"])).exits(0));
}

#[test]
fn a_ledger_with_numbers_that_are_none_is_read_and_healed() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0);
    let shown = r#"{"shown":{"text":"1","stored":{"number":null},"rounded":false,"code":"0"}}"#;
    for kept in [r#"{"number":null}"#, shown] {
        older(&desk, |db| {
            db.execute("UPDATE run_row SET content = replace(content, '{\"text\":\"1\"}', ?1)", params![kept])
        });
        is_read(&desk);
        let ran = desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("corrected: 2 rows");
        drop(ran.says("sound").says("active orders 2"));
        older(&desk, |db| {
            let left: i64 =
                db.query_row("SELECT count(*) FROM run_row WHERE content LIKE '%null%'", [], |row| row.get(0))?;
            assert_eq!(left, 0);
            let mended = r##"{"error":"#NUM!"}"##;
            db.execute(r#"UPDATE run_row SET content = replace(content, ?1, '{"text":"1"}')"#, params![mended])
        });
        is_read(&desk);
    }
    desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("sound");
    desk.process(&[]).exits(0).says("already ordered 2").order_requests(2);
}

#[test]
fn a_sum_beyond_the_range_of_one_amount_is_kept_and_read() {
    let rows: Vec<String> =
        (1..=3).map(|n| format!("KVM Ferrum;1;web-{n}.example.ru;Debian-7-x86_64-minimal;999999999999\n")).collect();
    let sheet = format!("Tariff;Period;Domain;OS template;Price\n{}", rows.concat());
    let desk = Desk::new().file("orders.csv", sheet.as_bytes());
    drop(desk.process(&["--max-total", "1"]).exits(6).says("2,999,999,999,997.00"));
    is_read(&desk);
    drop(desk.run(&mut desk.verb(&["ledger", "recover"])).exits(0).says("sound"));
}
