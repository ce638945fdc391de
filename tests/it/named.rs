//! Sheets that follow the table: columns that a table names, data centres, recipes.

use std::fmt::Write as _;
use std::path::Path;

use crate::forms::in_folder;

/// A table with everything that a table may name.
pub const WHOLE: &str = include_str!("named/whole.toml");

/// A folder with that table.
pub fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("whole.toml"), WHOLE).expect("a table");
    dir
}

/// What the check says of a sheet, in a language.
fn checked(dir: &Path, sheet: &str, lang: &str) -> (Option<i32>, String, String) {
    std::fs::write(dir.join("orders.csv"), sheet).expect("a sheet");
    in_folder(dir, &["check", "orders.csv", "--catalog", "whole.toml", "--lang", lang])
}

/// A row of the sheet below, and what is said of it: a cell with a code and words of each language; empty if
/// nothing is.
struct Case {
    row: [&'static str; 10],
    said: [&'static str; 2],
}

const fn case(row: [&'static str; 10], said: [&'static str; 2]) -> Case {
    Case { row, said }
}

const HEADER: &str =
    "Tariff;Data centre;OS template;Recipe;Period;Backup, GB;КАНАЛ (Mbit/s);порт *;Snapshots;DNS;RAM;Domain";

/// Rows of a tariff in Moscow with these in the columns of what the table names.
const fn named(cells: [&'static str; 5], said: [&'static str; 2]) -> Case {
    let [backup, band, port, snapshots, dns] = cells;
    case(["Cloud, Москва", "", "Debian 13", "", "1", backup, band, port, snapshots, dns], said)
}

/// Rows of a tariff, a data centre, a template and a recipe.
const fn offered(cells: [&'static str; 4], said: [&'static str; 2]) -> Case {
    let [tariff, place, template, recipe] = cells;
    case([tariff, place, template, recipe, "1", "", "", "", "", ""], said)
}

const CASES: &[Case] = &[
    // Amounts: units, least, most, steps.
    named(["", "", "", "", ""], ["", ""]),
    named(["50", "300", "1 Гбит/с", "yes", "2"], ["", ""]),
    named(["50 ГБ", "300 Mbit/s", "1ГБИТ/С", "да", "2"], ["", ""]),
    named(["10240 MB", "300mbit/s", "202", "on", "2"], ["", ""]),
    named(["0", "100", "100 Мбит/с", "without", "3"], ["", ""]),
    named(
        ["55", "", "", "", ""],
        [
            "F: E014 `55 GB` is not offered for Cloud, Москва (allowed: 0 to 100 in steps of 10 GB)",
            "допустимо: от 0 до 100 с шагом 10 GB",
        ],
    ),
    named(["110", "", "", "", ""], ["F: E014", "F: E014"]),
    named(["", "50", "", "", ""], ["G: E014", "G: E014"]),
    named(["", "300 Gbit", "", "", ""], ["G: E041", "G: E041"]),
    named(["12.5", "", "", "", ""], ["F: E041", "F: E041"]),
    named(["1000 MB", "", "", "", ""], ["F: E041 `1000 MB` is no whole number of GB", "не целое число GB"]),
    named(["нет", "", "", "", ""], ["F: E041", "F: E041"]),
    // Choices: names, yes and no, values; what is none of them.
    named(
        ["", "", "1 Гбит", "", ""],
        [
            "H: E071 Порт of Cloud, Москва cannot be `1 Гбит` (did you mean `1 Гбит/с`? allowed: `100 Мбит/с`, `1 Гбит/с`, `10 Гбит/с`)",
            "H: E071 Порт для Cloud, Москва не может быть `1 Гбит` (может быть, `1 Гбит/с`?",
        ],
    ),
    named(["", "", "0", "", ""], ["H: E071", "H: E071"]),
    named(["", "", "да", "", ""], ["H: E071", "H: E071"]),
    named(["", "", "", "нет", ""], ["", ""]),
    named(["", "", "", "maybe", ""], ["I: E071", "I: E071"]),
    named(["", "", "", "", "own"], ["", ""]),
    named(["", "", "", "", "SECONDARY"], ["", ""]),
    named(["", "", "", "", "Secondary"], ["", ""]),
    // Cyrillic letters that look like Latin ones.
    named(["", "", "", "", "Sесоndаry"], ["J: E019", "J: E019"]),
    // What the tariff does not have: none of it is fine, anything else is not.
    case(["Cloud, Amsterdam", "", "Debian 13", "", "1", "7", "0", "нет", "off", "-"], ["", ""]),
    case(
        ["Cloud, Amsterdam", "", "Debian 13", "", "1", "", "100", "", "", ""],
        [
            "G: E071 Cloud, Amsterdam has no Канал, and `100 Mbit/s` asks for it",
            "у тарифа Cloud, Amsterdam нет «Канал»",
        ],
    ),
    case(["Cloud, Amsterdam", "", "Debian 13", "", "1", "", "", "1 Гбит/с", "", ""], ["H: E071", "H: E071"]),
    case(["Cloud, Amsterdam", "", "Debian 13", "", "1", "", "", "", "yes", ""], ["I: E071", "I: E071"]),
    case(["Bare *new*", "", "Debian 13", "", "6", "10", "", "", "", ""], ["F: E071", "F: E071"]),
    // A name that several tariffs share, and where they stand.
    offered(["Cloud", "Москва", "Debian 13", ""], ["", ""]),
    offered(["cloud", "москва", "Debian 13", ""], ["", ""]),
    offered(["Cloud", "2", "Debian 13", ""], ["", ""]),
    offered(["id:100", "Amsterdam", "Debian 13", ""], ["", ""]),
    offered(
        ["Cloud", "", "Debian 13", ""],
        [
            "A: E072 `Cloud` is sold in several data centres, and the row does not say in which (fill Data centre, allowed: `Москва`, `Amsterdam`)",
            "A: E072 `Cloud` продаётся в нескольких дата-центрах",
        ],
    ),
    offered(["id:100", "", "Debian 13", ""], ["A: E072", "A: E072"]),
    offered(
        ["Cloud", "Paris", "Debian 13", ""],
        [
            "B: E072 unknown data centre `Paris` (allowed: `Москва`, `Amsterdam`)",
            "B: E072 неизвестный дата-центр `Paris`",
        ],
    ),
    offered(
        ["Cloud", "Amstrdam", "Debian 13", ""],
        ["B: E072 unknown data centre `Amstrdam` (did you mean `Amsterdam`?", "может быть, `Amsterdam`?"],
    ),
    offered(
        ["Cloud, Москва", "Amsterdam", "Debian 13", ""],
        [
            "B: E072 Cloud, Москва is not sold in `Amsterdam` (allowed: `Москва`)",
            "B: E072 Cloud, Москва в `Amsterdam` не продаётся",
        ],
    ),
    case(
        ["Bare *new*", "Москва", "Debian 13", "", "6", "", "", "", "", ""],
        ["B: E072 Bare *new* is sold without a choice of data centres", "для Bare *new* дата-центр не выбирается"],
    ),
    // Templates by their titles.
    offered(["Cloud, Москва", "", "ubuntu 26.04", ""], ["", ""]),
    offered(["Cloud, Москва", "", "0f3c-22", ""], ["", ""]),
    offered(["Cloud, Москва", "", "Windows server", ""], ["", ""]),
    offered(["Cloud, Amsterdam", "", "7a11-01", ""], ["C: E018", "C: E018"]),
    // Recipes.
    offered(["Cloud, Москва", "", "Debian 13", "LAMP"], ["", ""]),
    offered(["Cloud, Москва", "", "Debian 13", "lamp (apache, php)"], ["", ""]),
    offered(["Cloud, Москва", "", "Ubuntu 26.04", "Docker"], ["", ""]),
    offered(["Cloud, Москва", "", "Ubuntu 26.04", "нет"], ["", ""]),
    offered(
        ["Cloud, Москва", "", "Ubuntu 26.04", "lamp"],
        [
            "D: E073 recipe `lamp` does not go with template `0f3c-22` (allowed: `Debian-13-amd64`)",
            "рецепт `lamp` не подходит шаблону",
        ],
    ),
    offered(
        ["Cloud, Москва", "", "Debian 13", "lemp"],
        [
            "D: E073 unknown recipe `lemp` (did you mean `lamp`? allowed: `LAMP (Apache, PHP)`, `docker`)",
            "D: E073 неизвестный рецепт",
        ],
    ),
];

#[test]
fn every_cell_is_held_against_what_its_tariff_sells() {
    let dir = folder();
    for (at, lang) in ["en", "ru"].into_iter().enumerate() {
        let mut sheet = format!("{HEADER}\n");
        for (n, case) in CASES.iter().enumerate() {
            writeln!(sheet, "{};;web-{n}.example.ru", case.row.join(";")).expect("memory");
        }
        let (_, answer, said) = checked(dir.path(), &sheet, lang);
        let mut wrong = String::new();
        for (n, case) in CASES.iter().enumerate() {
            let row = n + 2;
            let of_row = |line: &&str| {
                let place = line.strip_prefix("orders.csv: ").and_then(|rest| rest.split_once(':')).map(|(at, _)| at);
                place.is_some_and(|at| at.trim_start_matches(char::is_alphabetic) == row.to_string())
            };
            let lines: Vec<&str> = answer.lines().filter(of_row).collect();
            let expected = case.said[at];
            let (place, words) = expected.split_once(": E").map_or((None, expected), |(col, _)| (Some(col), expected));
            let words = place.map_or(words, |col| &words[col.len() + 2..]);
            let is_it =
                |line: &str| line.contains(words) && place.is_none_or(|col| line.contains(&format!(" {col}{row}: ")));
            let as_expected = match lines.as_slice() {
                [] => expected.is_empty(),
                [line] => !expected.is_empty() && is_it(line),
                _ => false,
            };
            if !as_expected {
                writeln!(wrong, "{:?}: wanted {expected}, found {lines:?}", case.row).expect("memory");
            }
        }
        assert!(wrong.is_empty(), "{wrong}{said}");
    }
}
