//! The README says what the program does: its tables are compared with the program itself.

use std::collections::BTreeSet;

use vdsbatch::order::Status;
use vdsbatch::reader;
use vdsbatch::sheet::{Field, Role};
use vdsbatch::text::lang::Lang;

use crate::harness::vdsbatch;

pub const README: &str = include_str!("../../README.md");

/// The rows of the table whose header begins with these cells, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let (_, below) = README.split_once(&format!("\n| {head}")).unwrap_or_else(|| panic!("no table `{head}`"));
    let rows = below.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| {
        // A bar inside a cell is escaped.
        let row = row.replace("\\|", "\u{1}");
        let cells = row.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|"));
        cells.collect::<Vec<_>>()
    };
    rows.map(cells).collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The long options in a text, without their dashes.
fn long_options(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect::<String>();
    text.split("--").skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

/// The long options that a verb has, after its own help.
fn options_of(verb: &str) -> BTreeSet<String> {
    let help = vdsbatch().args([verb, "--help"]).output().expect("it runs").stdout;
    let help = String::from_utf8(help).expect("UTF-8");
    let heads = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let mut options: BTreeSet<String> = heads.filter_map(|line| long_options(line).into_iter().next()).collect();
    assert!(options.remove("help"), "{help}");
    options
}

/// The words of an example as a shell parts them: in quotes, a space parts nothing.
pub fn words(example: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in example.chars() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (' ', None) => words.push(std::mem::take(&mut word)),
            (c, _) => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_statuses_are_those_of_the_program_in_both_languages() {
    let known =
        Status::ALL.map(|status| format!("`{status}`: {} / {}", status.title(Lang::En), status.title(Lang::Ru)));
    let told: Vec<String> = table("status | meaning").into_iter().map(|mut row| row.remove(0)).collect();
    assert_eq!(told, known);
}

#[test]
fn every_option_of_process_is_told_and_none_that_there_is_not() {
    let options = options_of("process");
    let told = long_options(README);
    let untold: Vec<_> = options.difference(&told).collect();
    assert!(untold.is_empty(), "not in the README: {untold:?}");
    for row in table("option | what it does") {
        let named = long_options(&row[0]);
        assert!(!named.is_empty(), "no long option: {row:?}");
        assert!(named.is_subset(&options), "no options of `process`: {row:?}");
    }
}

#[test]
fn every_example_is_a_command_that_the_program_takes() {
    let mut tried = 0;
    for example in README.replace("\\\n", " ").lines() {
        let Some((before, command)) = example.split_once("vdsbatch ") else { continue };
        // An example stands apart, perhaps behind a prompt or a variable for this command alone.
        let is_example = before.starts_with("    ") || before == "$ ";
        if !is_example || before.contains("cargo") {
            continue;
        }
        let command = command.split(" < ").next().unwrap_or(command);
        // Help is given only once all that stands before it is understood.
        let ran = vdsbatch().args(words(command)).arg("--help").output().expect("it runs");
        assert!(ran.status.success(), "{example}\n{}", String::from_utf8_lossy(&ran.stderr));
        tried += 1;
    }
    assert!(tried > 30, "only {tried} examples were found");
}

#[test]
fn the_faults_are_those_of_the_practice_panel() {
    let (_, told) = README.split_once("\nFaults are ").expect("a paragraph about faults");
    let told = told.split("\n\n").next().expect("a paragraph").replace('\n', " ");
    let (_, listed) = told.split_once("separated by commas: ").expect("the list");
    let (kinds, others) = listed.split_once("; also ").expect("what else can be asked for");
    let help = vdsbatch::panel::practice::Faults::help(Lang::En);
    let known: BTreeSet<&str> = help.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let faults: BTreeSet<&str> = vdsbatch::panel::practice::Kind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(quoted(kinds).collect::<BTreeSet<_>>(), faults);
    // What goes for every request is no fault of one: it stands apart.
    let modes: BTreeSet<&str> = known.difference(&faults).copied().collect();
    let told: BTreeSet<&str> = quoted(others).filter(|word| modes.contains(word)).collect();
    assert!(!modes.is_empty());
    assert_eq!(told, modes);
}

#[test]
fn the_columns_are_those_that_a_sheet_may_have() {
    let rows = table("column | needed | values");
    let names = |row: &[String]| row[0].split([',', ';']).map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let is_russian = |name: &String| name.to_lowercase().chars().any(|c| ('а'..='я').contains(&c));
    let (russian, english): (Vec<String>, Vec<String>) = rows.iter().flat_map(|row| names(row)).partition(is_russian);
    let known: BTreeSet<Field> = Field::ALL.into_iter().collect();
    assert_eq!(fields_of(&english).into_iter().collect::<BTreeSet<_>>(), known, "in English every field");
    // Some fields are called the same in both languages.
    fields_of(&russian);
    for row in &rows {
        let is_needed = names(row).iter().any(|name| Field::needed().any(|field| field.header().0 == name));
        assert_eq!(row[1], if is_needed { "yes" } else { "no" }, "{row:?}");
    }
}

#[test]
fn every_name_of_a_column_is_told() {
    let told: Vec<(String, String)> =
        table("field | also understood as").into_iter().map(|mut row| (row.remove(0), row.remove(0))).collect();
    let known = Field::ALL.into_iter().filter(|field| !field.facts().also.is_empty()).map(|field| {
        let (en, ru) = field.header();
        (if en == ru { en.to_owned() } else { format!("{en}, {ru}") }, field.facts().also.join("; "))
    });
    assert_eq!(told, known.collect::<Vec<_>>());
}

/// What columns of these names are read as, each a field of its own.
fn fields_of(headers: &[String]) -> Vec<Field> {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("orders.csv");
    std::fs::write(&file, format!("{}\n", headers.join(";"))).expect("a sheet");
    let sheet =
        reader::open(&file, &reader::Options::default()).unwrap_or_else(|error| panic!("{headers:?}: {error:?}"));
    let field = |column: &vdsbatch::sheet::Column| match column.role {
        Role::Field(field) => field,
        Role::Named(_) | Role::Carried => panic!("`{}` is no field", column.header),
    };
    sheet.input().layout.columns.iter().map(field).collect()
}
