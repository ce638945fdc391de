//! What the check found, on the Summary and on a sheet of its own.

use vdsbatch::run::Run;
use vdsbatch::sheet::problem::Diagnostic;
use vdsbatch::text::lang::Lang;

use super::pages::{beside, labels};
use super::{LANGS, rendered, sample};

/// Warnings and notes of so many codes, as a ledger keeps them.
const FOUND: [(&str, &str); 10] = [
    (r#""sheet""#, r#"{"file":{"carried":{"headers":["Owner"]}}}"#),
    (r#"{"row":9}"#, r#"{"file":"total_row"}"#),
    (r#""sheet""#, r#"{"file":{"open_elsewhere":{"lock":"l","by":null}}}"#),
    (r#""sheet""#, r#"{"file":{"other_sheets":{"names":["December"]}}}"#),
    (r#""sheet""#, r#"{"file":{"hidden_rows":{"rows":"5","included":true}}}"#),
    (r#"{"cell":{"row":5,"col":5}}"#, r#"{"file":{"no_header_above":{"given":"5","cells":2}}}"#),
    (r#"{"cell":{"row":5,"col":2}}"#, r#"{"cell":{"formula":{"value":"20"}}}"#),
    (r#"{"cell":{"row":6,"col":2}}"#, r#"{"cell":{"formula":{"value":"30"}}}"#),
    (r#"{"row":7}"#, r#"{"cell":{"text_line":{"given":"Approved by:"}}}"#),
    (r#"{"cell":{"row":5,"col":0}}"#, r#"{"cell":{"look_alike":{"given":"К","name":"K"}}}"#),
];

fn run() -> Run {
    let mut run = sample::long(2);
    let read = |(place, problem): &(&str, &str)| -> Diagnostic {
        serde_json::from_str(&format!(r#"{{"place":{place},"problem":{problem}}}"#)).expect("a problem")
    };
    run.notes = FOUND.iter().map(read).collect();
    run
}

#[test]
fn kinds_for_which_the_summary_has_no_line_are_counted_by_their_codes() {
    let book = rendered(&run(), Lang::En);
    let cells = book.cells("Summary");
    let listed: Vec<&str> = labels(cells)
        .into_iter()
        .skip_while(|label| *label != "Warnings and notes of the check")
        .skip(1)
        .take(8)
        .collect();
    let codes: Vec<&str> = listed[..7].iter().map(|line| &line[..4]).collect();
    assert_eq!(codes, ["E008", "E056", "E045", "E068", "E006", "E007", "E057"], "warnings first: {listed:?}");
    assert!(
        listed[2].starts_with("E045 warning · 2 (rows 5–6), with different values, for example row 5: "),
        "{listed:?}"
    );
    assert_eq!(listed[7], "and 2 more kinds: E050 note · 1, E019 note · 1 (sheet \"Problems\")");
    let counted = &beside(cells, "Check")[0];
    assert_eq!(counted, "s:errors: 0, warnings: 5, notes: 5; row by row on the sheet \"Problems\"");
}

#[test]
fn every_problem_is_on_its_sheet_by_rows_with_the_file_first() {
    for lang in LANGS {
        let book = rendered(&run(), lang);
        let cells = book.cells(lang.pick("Problems", "Замечания"));
        let rows: Vec<&str> =
            (1..=10).map(|row| cells.get(&(row, 0)).map_or("", |cell| cell.trim_start_matches("n:"))).collect();
        assert_eq!(rows, ["", "", "", "", "5", "5", "5", "6", "7", "9"], "{lang:?}");
        let weights: Vec<&str> = (1..=10).map(|row| cells[&(row, 4)].as_str()).collect();
        let warning = format!("s:{}", lang.pick("warning", "предупреждение"));
        assert_eq!(weights.iter().filter(|weight| **weight == warning).count(), 5, "{weights:?}");
        // A column without a header has no name, and a cell of one that has is named.
        assert_eq!(cells.get(&(5, 2)).map_or("", String::as_str), "s:Tariff");
        book.recalculate();
    }
}
