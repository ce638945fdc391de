//! Every statement that asks the ledger finds its rows by an index, but for those that have to read all of them.

use std::path::Path;

use vdsbatch::ledger::{Ledger, Place};

use crate::language::tokens::{Token, tokens};

/// Tables that grow with every order, run or list.
const GROWING: [&str; 11] =
    ["absence", "attempt", "charge", "claim", "confirm", "line", "listing", "run", "run_row", "service", "unseen"];

/// Statements that read a whole table: the file, how it begins, and why.
const WHOLE: &[(&str, &str, &str)] = &[
    ("read.rs", "SELECT domain, terms, state,", "what is live decides about every order of a run, once"),
    (
        "read.rs",
        "SELECT id, json_extract(content, '$.domain') FROM service",
        "the controls of a list, which has as many",
    ),
    ("read.rs", "SELECT id, facts, ended FROM run", "`runs` names every run"),
    ("read.rs", "SELECT line.run, CASE", "`runs` counts the lines of every run"),
    ("read.rs", "SELECT facts -> '$.account' FROM run", "backwards, to the first run that has an account"),
    ("write.rs", "UPDATE claim SET live = 0 WHERE run = ?1", "once, when a run ends; it read all live claims before"),
    ("trail.rs", "SELECT at, services, gap FROM listing", "three lists a run, and short ones; times are no texts"),
    ("trail.rs", "SELECT facts, ended,", "runs of the same sheet: a text in the facts of every run, once a report"),
    ("decided.rs", "SELECT at, gap FROM listing", "only where a person decided something: the lists since"),
    ("decided.rs", "SELECT content, seen, deleted FROM service", "the same: what these lists showed"),
    ("decided.rs", "SELECT id, domain, since, live, service_id, listed_before FROM claim", "the same: whose it is"),
    ("chronicle.rs", "SELECT id, domain, since, run, state,", "the workbook of a time tells of all claims"),
    (
        "chronicle.rs",
        "SELECT claim, run, row, server, begun FROM attempt UNION",
        "the same: all that was done for them",
    ),
    ("charges.rs", "SELECT content FROM charge ORDER BY id", "the same: all charges"),
    ("heal.rs", "SELECT run, seq, content FROM run_row", "rows of older versions, by a repair"),
];

/// Files whose statements bring an old or a damaged ledger up: once, and all of it.
const ONCE: [&str; 6] = ["migration.rs", "salvage.rs", "terms.rs", "records.rs", "repair.rs", "tables.rs"];

/// The statements of a file: texts that begin as one does and hold a single one.
fn statements(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).expect("a source");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let texts = tokens(text).into_iter().filter_map(|(_, token)| match token {
        Token::Text(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Token::Word(_) | Token::Mark(_) => None,
    });
    let begins = |text: &String| ["SELECT ", "UPDATE ", "DELETE ", "INSERT "].iter().any(|verb| text.starts_with(verb));
    texts.filter(begins).collect()
}

#[test]
fn every_statement_of_the_ledger_goes_by_an_index_or_says_why_it_reads_everything() {
    let dir = tempfile::tempdir().expect("a folder");
    let place = Place::in_folder(dir.path().join("ledger"));
    drop(Ledger::open(&place).expect("a ledger"));
    let db = rusqlite::Connection::open(place.folder().join("ledger.db")).expect("the ledger");
    // The table of a ledger that was moved away.
    db.execute_batch("CREATE TABLE moved (token, host, folder, at, is_done)").expect("a table");
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ledger");
    let (mut seen, mut bad, mut used) = (0, Vec::new(), vec![false; WHOLE.len()]);
    for entry in std::fs::read_dir(room).expect("a folder") {
        let file = entry.expect("an entry").path();
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        if file.extension().is_none_or(|end| end != "rs") || ONCE.contains(&name.as_str()) {
            continue;
        }
        for sql in statements(&file) {
            // What is filled in when it runs: which of two tables of one form, and a column more.
            let sql = sql.replace("{table}", "absence").replace("{anew}", "");
            let mut plan = match db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")) {
                Ok(plan) => plan,
                Err(error) => {
                    bad.push(format!("{name}: {error}: {sql}"));
                    continue;
                }
            };
            seen += 1;
            let mut rows = plan.raw_query();
            while let Some(row) = rows.next().expect("a plan") {
                let detail: String = row.get(3).expect("a text");
                let scanned = detail.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
                if !scanned.is_some_and(|table| GROWING.contains(&table)) {
                    continue;
                }
                match WHOLE.iter().position(|(of, begins, _)| *of == name && sql.starts_with(begins)) {
                    Some(at) => used[at] = true,
                    None => bad.push(format!("{name}: {detail}: {sql}")),
                }
            }
        }
    }
    assert!(seen > 60, "statements are found: {seen}");
    assert!(bad.is_empty(), "no index:\n{}", bad.join("\n"));
    let idle: Vec<_> = WHOLE.iter().zip(used).filter(|(_, used)| !used).map(|(whole, _)| whole).collect();
    assert!(idle.is_empty(), "no such statement any more: {idle:?}");
}
