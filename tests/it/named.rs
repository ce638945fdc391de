//! Sheets that follow the table: columns that a table names, data centres, recipes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use calamine::{Data, Reader};
use vdsbatch::catalog::Catalog;
use vdsbatch::check::named_columns;
use vdsbatch::form::template;
use vdsbatch::panel::practice::{Sandbox, Settings};
use vdsbatch::reader::{Options, TableColumns};
use vdsbatch::sheet::{Col, Field, Layout, Role, Value};
use vdsbatch::text::lang::Lang;

use crate::forms::{in_folder, part, ran};
use crate::harness::{CANARY, LOGIN, vdsbatch};

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
    named(["50", "300", "1 Гбит/с", "yes", "both"], ["", ""]),
    named(["50 ГБ", "300 Mbit/s", "1ГБИТ/С", "да", "BOTH"], ["", ""]),
    named(["10240 MB", "300mbit/s", "202", "on", "3"], ["", ""]),
    named(["0", "100", "100 Мбит/с", "without", "3"], ["", ""]),
    named(
        ["55", "", "", "", ""],
        [
            "F: E014 `55 GB` is not offered for Cloud, Москва (allowed: 0 to 100 in steps of 10 GB)",
            "допустимо: от 0 до 100 с шагом 10 ГБ",
        ],
    ),
    named(["110", "", "", "", ""], ["F: E014", "F: E014"]),
    named(["", "50", "", "", ""], ["G: E014", "G: E014"]),
    named(["", "300 Gbit", "", "", ""], ["G: E041", "G: E041"]),
    named(["12.5", "", "", "", ""], ["F: E041", "F: E041"]),
    named(
        ["1000 MB", "", "", "", ""],
        ["F: E041 \"Backup\" `1000 MB` is not a whole number of GB", "«Backup» `1000 MB` — не целое число ГБ"],
    ),
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
            "A: E072 `Cloud` is sold in several data centres, and the row does not say in which (fill \"Data centre\"; allowed: `Москва`, `Amsterdam`)",
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
            "D: E073 recipe `lamp` does not go with OS template `0f3c-22` (allowed: `Debian-13-amd64`)",
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

/// The lists of a sheet that was made: for each column with a list of its own, what there is for each key of a row.
struct Lists {
    /// Tariff, and data centre where one is named with it.
    keys: Vec<(String, Option<String>)>,
    /// By the column's place in the sheet; the first list is of rows without a tariff.
    columns: BTreeMap<u16, Vec<Vec<Data>>>,
}

impl Lists {
    fn read(file: &Path, hidden: &str) -> Self {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).expect("a workbook");
        let places: BTreeMap<String, u32> = book
            .defined_names()
            .iter()
            .filter(|(name, _)| name.starts_with("own"))
            .map(|(name, area)| (name.clone(), area.rsplit('$').next().expect("a row").parse().expect("a row")))
            .collect();
        let sheet = book.worksheet_range(hidden).expect("the hidden sheet");
        let at = |row: u32, col: usize| sheet.get_value((row - 1, u32::try_from(col).expect("few"))).cloned();
        let mut keys = vec![(String::new(), None)];
        while let Some(Data::String(key)) = at(1, keys.len()) {
            let (tariff, place) = key.split_once('|').map_or((key.as_str(), None), |(key, place)| (key, Some(place)));
            keys.push((tariff.to_owned(), place.map(ToOwned::to_owned)));
        }
        let list = |row: u32, col: usize| {
            let Some(Data::Float(many)) = at(row, col) else { panic!("no count in row {row}") };
            let many: usize = many.to_string().parse().expect("a whole number");
            let rows = (row + 1..).take(many);
            rows.map(|row| at(row, col).filter(|entry| *entry != Data::Empty).expect("an entry")).collect::<Vec<_>>()
        };
        let xml = part(file, "xl/worksheets/sheet1.xml");
        let mut columns = BTreeMap::new();
        for rule in xml.split("<dataValidation ").skip(1).filter(|rule| rule.contains("<formula1>OFFSET(own_")) {
            let formula =
                rule.split_once("<formula1>").and_then(|(_, rest)| rest.split_once('<')).expect("a formula").0;
            // What Excel takes in such a place, and functions that both programs have had for long.
            assert!(formula.replace("&quot;", "\"").replace("&amp;", "&").len() <= 255, "{formula}");
            let name = formula.split_once('(').and_then(|(_, rest)| rest.split_once(',')).expect("a name").0;
            let letter = rule.split_once("sqref=\"").expect("an area").1.as_bytes()[0];
            let row = places[name];
            columns.insert(u16::from(letter - b'A'), (0..keys.len()).map(|col| list(row, col)).collect());
        }
        Self { keys, columns }
    }
}

#[test]
fn a_sheet_that_is_filled_from_every_entry_of_its_lists_checks_clean() {
    let dir = folder();
    let catalog = Catalog::parse("whole.toml", WHOLE).expect("sound");
    for (lang, word, hidden) in [(Lang::En, "en", "Lists"), (Lang::Ru, "ru", "Списки")] {
        let file = dir.path().join("orders.xlsx");
        std::fs::write(&file, template::workbook(&catalog, lang, &[]).expect("a workbook")).expect("a file");
        let layout = layout_of(dir.path(), &catalog);
        let role = |col: u16| layout.column(Col::from_index(col)).expect("a column").role.clone();
        let lists = Lists::read(&file, hidden);
        assert_eq!(lists.keys.len(), 1 + 3 + 1 + 2, "three tariffs, a name that two share, and that with each place");
        let named = lists.columns.keys().map(|col| role(*col)).collect::<Vec<_>>();
        let field = |field| Role::Field(field);
        let own = |name: &str| Role::Named(name.to_owned());
        let wanted = [field(Field::DataCentre), field(Field::Template), field(Field::Period)];
        let wanted: Vec<Role> = wanted.into_iter().chain([own("Порт"), own("Snapshots"), own("DNS")]).collect();
        assert_eq!(named, wanted);
        let mut rows: Vec<template::Filled> = Vec::new();
        for (at, (tariff, place)) in lists.keys.iter().enumerate().skip(1) {
            if tariff == "Cloud" && place.is_none() {
                // Such a row is none yet: the place decides the other lists.
                let (_, places) = lists.columns.first_key_value().expect("a list");
                assert_eq!(places[at], ["Москва", "Amsterdam"].map(|name| Data::String(name.to_owned())));
                continue;
            }
            let value = |entry: &Data| match entry {
                Data::Float(number) => Value::Number(*number),
                other => Value::Text(other.to_string()),
            };
            let first = |wanted: Field| {
                let (_, all) = lists.columns.iter().find(|(col, _)| role(**col) == field(wanted)).expect("a list");
                value(&all[at][0])
            };
            let mut base: template::Filled = [Field::Template, Field::Period].map(|of| (field(of), first(of))).to_vec();
            base.push((field(Field::Tariff), Value::Text(tariff.clone())));
            let place = place.clone().map(Value::Text);
            // A tariff that is sold without a choice of places takes no word for one.
            base.extend(
                place
                    .or_else(|| Some(first(Field::DataCentre)).filter(|_| tariff.starts_with("Cloud")))
                    .map(|place| (field(Field::DataCentre), place)),
            );
            for (col, all) in &lists.columns {
                for entry in &all[at] {
                    let role = role(*col);
                    if role == field(Field::DataCentre) && !tariff.starts_with("Cloud") {
                        continue;
                    }
                    let mut row = base.clone();
                    row.retain(|(known, _)| *known != role);
                    row.push((role, value(entry)));
                    row.push((field(Field::Domain), Value::Text(format!("web-{}.example.ru", rows.len()))));
                    rows.push(row);
                }
            }
        }
        for recipe in ["LAMP (Apache, PHP)", "docker"] {
            let cells = [(Field::Tariff, "Cloud, Москва"), (Field::Template, "Debian 13"), (Field::Recipe, recipe)];
            let mut row: template::Filled = cells.map(|(of, text)| (field(of), Value::Text(text.to_owned()))).to_vec();
            row.push((field(Field::Period), Value::Number(3.0)));
            row.push((own("Backup"), Value::Number(30.0)));
            row.push((own("Канал"), Value::Number(100.0)));
            row.push((field(Field::Domain), Value::Text(format!("web-{}.example.ru", rows.len()))));
            rows.push(row);
        }
        assert!(rows.len() > 50, "{}", rows.len());
        std::fs::write(&file, template::workbook(&catalog, lang, &rows).expect("a workbook")).expect("a file");
        let (code, answer, said) =
            in_folder(dir.path(), &["check", "orders.xlsx", "--catalog", "whole.toml", "--lang", word]);
        assert_eq!((code, answer.as_str()), (Some(0), ""), "{said}");
        assert!(said.contains(&format!("{}", rows.len())), "{said}");
    }
}

/// The columns of `orders.xlsx`, read with what the table names.
fn layout_of(dir: &Path, catalog: &Catalog) -> Layout {
    let table = TableColumns { named: named_columns(catalog), data_centres: true, recipes: true };
    let options = Options { table: Some(table), ..Options::default() };
    let open = vdsbatch::reader::open(&dir.join("orders.xlsx"), &options);
    open.unwrap_or_else(|error| panic!("{}", error.message(Lang::En))).input().layout.clone()
}

#[test]
fn a_table_that_names_nothing_has_the_sheet_of_every_table() {
    for name in ["ihor", "demo5", "demo6"] {
        let catalog = Catalog::bundled(name).expect("bundled").expect("sound");
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("orders.xlsx");
        std::fs::write(&file, template::workbook(&catalog, Lang::En, &[]).expect("a workbook")).expect("a file");
        let layout = layout_of(dir.path(), &catalog);
        let is_own = |role: &Role| matches!(role, Role::Named(_) | Role::Field(Field::DataCentre | Field::Recipe));
        let own: Vec<&str> =
            layout.columns.iter().filter(|column| is_own(&column.role)).map(|column| column.header.as_str()).collect();
        let expected: &[&str] = match name {
            "ihor" => &[],
            "demo5" => &["Backup", "Protection"],
            _ => &["Port", "Snapshots"],
        };
        assert_eq!(own, expected, "{name}");
        let book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
        assert_eq!(book.sheet_names().contains(&"Lists".to_owned()), name != "ihor", "{name}");
    }
}

/// A panel that sells the table, and a folder to order from.
fn panel() -> (tempfile::TempDir, Sandbox) {
    let catalog = Catalog::parse("whole.toml", WHOLE).expect("sound");
    let settings = Settings { login: LOGIN.to_owned(), password: CANARY.to_owned(), ..Settings::default() };
    (folder(), Sandbox::start(&catalog, settings).expect("a panel"))
}

/// What a verb says to the account at that panel.
fn verb(dir: &Path, panel: &Sandbox, words: &[&str]) -> (Option<i32>, String, String) {
    let mut command = vdsbatch();
    command.current_dir(dir).args(words).args(["--account", LOGIN, "--panel", &panel.url(), "--ledger", "ledgers"]);
    ran(command.env("VDSBATCH_PASSWORD", CANARY))
}

const PROCESS: [&str; 7] = ["process", "orders.csv", "--catalog", "whole.toml", "--yes", "-o", "results.xlsx"];

#[test]
fn what_the_table_names_is_ordered_shown_and_held_against_what_was_ordered() {
    let (dir, panel) = panel();
    let sheet = "Тариф;Дата-центр;Шаблон ОС;Рецепт;Период;Домен;Бэкап;Backup, MB;Порт;Snapshots;DNS;Owner\n\
        Cloud;Москва;Debian 13;LAMP;1;web-1.example.ru;;20480;1 Гбит/с;да;both;Анна\n\
        Cloud;Amsterdam;Ubuntu 26.04;;1;web-2.example.ru;;;нет;;;\n";
    std::fs::write(dir.path().join("orders.csv"), sheet).expect("a sheet");
    let (code, _, said) = verb(dir.path(), &panel, &PROCESS);
    assert_eq!(code, Some(0), "{said}");
    let services = panel.record().services;
    let of = |domain: &str| services.iter().find(|service| service.domain == domain).expect("a service");
    let addons = |domain: &str| {
        let all = of(domain).addons.iter().map(|(name, value)| format!("{name}={value}"));
        all.collect::<Vec<_>>().join(" ")
    };
    // Backup in the table's unit; what the sheet has no column for as the tariff gives it.
    assert_eq!(
        addons("web-1.example.ru"),
        "addon_101=2 addon_111=20 addon_112=100 addon_121=202 addon_122=on addon_123=3 recipe=lamp"
    );
    assert_eq!(addons("web-2.example.ru"), "addon_101=4 addon_211=0");
    assert_eq!([of("web-1.example.ru"), of("web-2.example.ru")].map(|one| one.data_centre), [Some(1), Some(2)]);

    // The workbook has a column for each, behind ours and before what is carried.
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.path().join("results.xlsx")).expect("a workbook");
    let orders = book.worksheet_range("Заказы").expect("a sheet");
    let rows: Vec<Vec<String>> = orders.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let at = |header: &str| rows[0].iter().position(|cell| cell == header).unwrap_or_else(|| panic!("{:?}", rows[0]));
    let shown = |row: usize| {
        ["Дата-центр", "Рецепт", "Backup", "Порт", "Snapshots", "DNS", "Owner"]
            .map(|header| rows[row][at(header)].clone())
    };
    assert_eq!(shown(1), ["Москва", "LAMP (Apache, PHP)", "20", "1 Гбит/с", "with", "both", "Анна"]);
    assert_eq!(shown(2), ["Amsterdam", "", "0", "", "", "", ""]);

    // So have the data for machines, and what is told of one order.
    let (_, data, _) = verb(dir.path(), &panel, &["report", "last", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let order = &data["orders"][0]["order"];
    assert_eq!((&order["data_centre"], &order["recipe"]), (&"Москва".into(), &"lamp".into()));
    let port = serde_json::json!({ "name": "Порт", "value": { "option": { "value": "202", "name": "1 Гбит/с" } }, "given": true });
    assert_eq!(order["named"][1], port);
    let (_, told, _) = verb(dir.path(), &panel, &["show", "web-1.example.ru", "--lang", "en"]);
    assert!(
        told.contains("ordered with: Data centre: Москва; Recipe: LAMP (Apache, PHP); Backup: 20; Порт: 1 Гбит/с;"),
        "{told}"
    );

    // The same again is ordered already; something else is a difference that is named.
    let (code, _, said) = verb(dir.path(), &panel, &PROCESS);
    assert!(code == Some(0) && panel.record().services.len() == 2, "{said}");
    let other = sheet.replace("LAMP;1;web-1", ";1;web-1").replace("20480;1 Гбит/с", "30720;10 Гбит/с");
    std::fs::write(dir.path().join("orders.csv"), other).expect("a sheet");
    verb(dir.path(), &panel, &PROCESS);
    let (_, data, _) = verb(dir.path(), &panel, &["report", "last", "--format", "json"]);
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    assert_eq!(data["orders"][0]["status"], "conflict");
    let message = data["orders"][0]["message"].as_str().expect("words");
    for difference in [
        "Рецепт: было `LAMP (Apache, PHP)`, стало `–`",
        "Backup: было `20`, стало `30`",
        "Порт: было `1 Гбит/с`, стало `10 Гбит/с`",
    ] {
        assert!(message.contains(difference), "{message}");
    }
    assert_eq!(panel.record().services.len(), 2);
}

#[test]
fn a_column_that_the_table_itself_does_not_allow_is_an_error_of_its_header() {
    let dir = folder();
    let fixed = WHOLE.replace("recipe = \"null\"", "recipe = \"docker\"");
    std::fs::write(dir.path().join("whole.toml"), fixed).expect("a table");
    let row = "Tariff;OS template;Recipe;Period;Domain\nCloud, Москва;Debian 13;lamp;1;web-1.example.ru\n";
    let (code, answer, _) = checked(dir.path(), row, "en");
    assert_eq!(code, Some(3));
    assert!(
        answer.contains(
            "C1: E074 the column \"Recipe\" contradicts the tariff table, by which every order carries the recipe `docker`"
        ),
        "{answer}"
    );
}

#[test]
fn headers_near_the_names_of_the_table_are_no_columns_that_are_left_aside() {
    let dir = folder();
    for (header, code, words) in [
        ("Snapshot", 3, "E005 unknown column \"Snapshot\" (did you mean \"Snapshots\"?)"),
        ("Backup, дней", 3, "E005 the header `Backup, дней` says more than `Backup`"),
        ("Backup;backup (GB)", 3, "E004 `backup (GB)` and `Backup` (E1) are two columns for the same thing"),
        ("Порт;Порт", 3, "E004"),
        ("Порт (скорость)", 0, ""),
        ("Порт, руб.", 3, "E005 the header `Порт, руб.` names a unit that \"Порт\" cannot have"),
        ("Snapshots, GB", 3, "E005 the header `Snapshots, GB` names a unit that \"Snapshots\" cannot have"),
        ("Backup руб", 3, "E005 the header `Backup руб` names a unit that \"Backup\" cannot have"),
        ("Канал, Мбит/с", 3, "E005 the header `Канал, Мбит/с` says more than `Канал`"),
        ("Owner", 0, "E006 note"),
    ] {
        let sheet =
            format!("Tariff;OS template;Period;Domain;{header}\nCloud, Москва;Debian 13;1;web-1.example.ru;;\n");
        let (exit, answer, said) = checked(dir.path(), &sheet, "en");
        let all = format!("{answer}{said}");
        assert_eq!(exit, Some(code), "{header}: {all}");
        assert!(all.contains(words), "{header}: {all}");
    }
    // What stands below a header that nobody reads tells what was meant.
    for (header, given, words) in [
        (
            "Port",
            "1 Гбит/с",
            "E2: E075 `1 Гбит/с` is in the column \"Port\", which is not read, and may be meant for \"Порт\"",
        ),
        (
            "Recip",
            "LAMP",
            "E2: E075 `LAMP` is in the column \"Recip\", which is not read, and may be meant for \"Recipe\"",
        ),
        (
            "Bakcups",
            "10",
            "E2: E075 `10` is in the column \"Bakcups\", which is not read, and may be meant for \"Backup\"",
        ),
    ] {
        let row = format!("Cloud, Москва;Debian 13;1;web-1.example.ru;{given}");
        let (exit, answer, _) =
            checked(dir.path(), &format!("Tariff;OS template;Period;Domain;{header}\n{row}\n"), "en");
        assert_eq!(exit, Some(3), "{header}: {answer}");
        assert!(answer.contains(words), "{header}: {answer}");
    }
}

#[test]
fn what_is_typed_for_the_table_s_own_columns_becomes_a_sheet_that_checks_clean() {
    let dir = folder();
    let base = ["generate", "--catalog", "whole.toml", "--tariff", "cloud", "--data-centre", "москва"];
    let more = ["--template", "debian 13", "--recipe", "LAMP", "--period", "1", "--domain", "web-{n}.example.ru"];
    let own = ["--count", "3", "--set", "порт=1 Гбит/с", "--set", "Backup=20 GB", "--set", "snapshots=yes"];
    let words: Vec<&str> = base.into_iter().chain(more).chain(own).collect();
    for (name, expand) in [("a.xlsx", false), ("b.csv", false), ("c.csv", true)] {
        let words: Vec<&str> = words.iter().copied().chain(["-o", name]).chain(expand.then_some("--expand")).collect();
        let (code, _, said) = in_folder(dir.path(), &words);
        assert_eq!(code, Some(0), "{said}");
        let (code, answer, said) = in_folder(dir.path(), &["check", name, "--catalog", "whole.toml"]);
        assert_eq!((code, answer.as_str()), (Some(0), ""), "{said}");
        assert!(said.contains("servers 3, errors 0"), "{said}");
    }
    // What is typed is never left out, even where a blank sheet would have no column for it.
    let demo = ["generate", "--catalog", "demo6", "--tariff", "id:92610", "--data-centre", "12", "--period", "3"];
    let rest = ["--template", "Debian-13-amd64", "--domain", "web-1.example.ru", "-o", "d.xlsx"];
    let (code, _, said) = in_folder(dir.path(), &demo.into_iter().chain(rest).collect::<Vec<_>>());
    assert_eq!(code, Some(0), "{said}");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(dir.path().join("d.xlsx")).expect("a workbook");
    let orders = book.worksheet_range("Orders").expect("a sheet");
    assert_eq!(orders.get_value((1, 1)), Some(&Data::String("12".to_owned())));
    let fixed = WHOLE.replace("recipe = \"null\"", "recipe = \"docker\"");
    std::fs::write(dir.path().join("fixed.toml"), fixed).expect("a table");
    let typed: Vec<&str> = words.iter().map(|word| if *word == "whole.toml" { "fixed.toml" } else { word }).collect();
    let (code, _, said) = in_folder(dir.path(), &typed);
    assert!(code == Some(3) && said.contains("--recipe: E074"), "{said}");
    let csv = std::fs::read_to_string(dir.path().join("c.csv")).expect("a file");
    assert!(csv.contains(";Порт;Backup;Snapshots\r\n") && csv.contains("web-3.example.ru"), "{csv}");
    for (set, code, why) in [
        ("Порт=2 Гбит/с", 3, "--set Порт: E071 Порт of Cloud, Москва cannot be `2 Гбит/с`"),
        (
            "Парт=1",
            2,
            "--set: the tariff table of Everything that a table may name has no column `Парт` (it has `Backup`",
        ),
        ("Порт", 2, "expected NAME=VALUE"),
        ("BACKUP=1", 2, "--set: `Backup` is given twice"),
    ] {
        let words: Vec<&str> =
            words.iter().copied().filter(|word| *word != "порт=1 Гбит/с" && *word != "snapshots=yes").collect();
        let words: Vec<&str> = words
            .into_iter()
            .filter(|word| *word != "--set")
            .flat_map(|word| if word == "Backup=20 GB" { vec!["--set", word] } else { vec![word] })
            .chain(["--set", set])
            .collect();
        let (exit, _, said) = in_folder(dir.path(), &words);
        assert_eq!(exit, Some(code), "{said}");
        assert!(said.contains(why), "{said}");
    }
}
