//! What a check found, for people in a copy of the sheet and for machines as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader};
use serde_json::Value;

use crate::forms::{in_folder, part};

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn json(dir: &Path, words: &[&str]) -> (Option<i32>, Value) {
    let (code, answer, said) = in_folder(dir, words);
    assert_eq!(answer.lines().count(), 1, "{said}");
    (code, serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{error}\n{answer}\n{said}")))
}

/// Every note of a workbook's first sheet: address and text.
fn notes(file: &Path) -> BTreeMap<String, String> {
    let xml = part(file, "xl/comments1.xml");
    let mut found = BTreeMap::new();
    for comment in xml.split("<comment ref=\"").skip(1) {
        let (at, rest) = comment.split_once('"').expect("an address");
        let text: String = rest.split("<t").skip(1).map(|run| run.split_once('>').expect("text").1).collect();
        let text = text.split("</t>").collect::<String>();
        found.insert(at.to_owned(), text.split("</comment>").next().unwrap_or_default().to_owned());
    }
    found
}

#[test]
fn every_problem_is_noted_at_its_cell_and_the_data_stays_where_it_was() {
    let dir = tempfile::tempdir().expect("a folder");
    let sheet = samples().join("mistakes.xlsx");
    let sheet = sheet.to_str().expect("a path");
    for (lang, problems, legend) in [("en", "Problems", "Legend"), ("ru", "Замечания", "Пояснения")] {
        let out = format!("{lang}.xlsx");
        let (code, answer, said) = in_folder(dir.path(), &["check", sheet, "--annotate", &out, "--lang", lang]);
        assert_eq!(code, Some(3), "{said}");
        let file = dir.path().join(&out);
        let notes = notes(&file);
        let (_, found) = json(dir.path(), &["check", sheet, "--format", "json", "--lang", lang]);
        let found = found["diagnostics"].as_array().expect("a list").clone();
        assert_eq!(answer.lines().count(), found.len());
        for diagnostic in &found {
            let at = format!("{}{}", diagnostic["column"].as_str().expect("a column"), diagnostic["row"]);
            let first = diagnostic["message"].as_str().expect("words").split(['`', '<', '&', '"', '\'']).next();
            assert!(notes[&at].contains(diagnostic["code"].as_str().expect("a code")), "{at}: {notes:?}");
            assert!(notes[&at].contains(first.unwrap_or_default()), "{at}: {}", notes[&at]);
        }
        let mut original: calamine::Xlsx<_> = calamine::open_workbook(sheet).expect("a workbook");
        let mut copy: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a workbook");
        assert_eq!(copy.sheet_names(), ["Orders", legend]);
        let (before, after) =
            (original.worksheet_range("Orders").expect("a"), copy.worksheet_range("Orders").expect("b"));
        let wide = before.end().expect("cells").1;
        for (row, cells) in (3_u32..).zip(before.rows().skip(3)) {
            for (col, cell) in (0_u32..).zip(cells) {
                let same = after.get_value((row, col)).unwrap_or(&Data::Empty);
                // An error value is text in the copy; a cell of spaces is read as empty.
                assert!(cell.to_string().trim() == same.to_string().trim(), "{row} {col}: {cell:?} {same:?}");
            }
            let told = after.get_value((row, wide + 1)).map(ToString::to_string).unwrap_or_default();
            let wrong = found.iter().any(|diagnostic| diagnostic["row"] == row + 1);
            assert_eq!(wrong, !told.is_empty(), "row {}: {told}", row + 1);
        }
        assert_eq!(after.get_value((2, wide + 1)).map(ToString::to_string), Some(problems.to_owned()));
    }
}

#[test]
fn a_marked_copy_can_be_checked_again_and_gives_the_same() {
    let dir = tempfile::tempdir().expect("a folder");
    let sheet = samples().join("mistakes.xlsx");
    in_folder(dir.path(), &["check", sheet.to_str().expect("a path"), "--annotate", "one.xlsx"]);
    let (_, first) = json(dir.path(), &["check", sheet.to_str().expect("a path"), "--format", "json"]);
    let (_, again) = json(dir.path(), &["check", "one.xlsx", "--format", "json"]);
    let codes = |found: &Value| {
        let list = found["diagnostics"].as_array().expect("a list");
        // The cell with an error value holds its text in the copy; the copy's own column is carried.
        let same =
            list.iter().filter(|one| one["code"] != "E043" && one["code"] != "E006" && one["place"] != "Orders!G40");
        same.map(|one| (one["place"].clone(), one["code"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(codes(&first), codes(&again));
    in_folder(dir.path(), &["check", "one.xlsx", "--annotate", "two.xlsx"]);
    let mut copy: calamine::Xlsx<_> = calamine::open_workbook(dir.path().join("two.xlsx")).expect("a workbook");
    let range = copy.worksheet_range("Orders").expect("a sheet");
    let headers = range.rows().next().expect("headers").iter().filter(|header| **header == "Problems").count();
    assert_eq!(headers, 1, "an earlier copy's own column is not kept");
}

#[test]
fn a_copy_is_never_written_over_the_input_or_another_file() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::copy(samples().join("orders.xlsx"), dir.path().join("orders.xlsx")).expect("a copy");
    let before = std::fs::read(dir.path().join("orders.xlsx")).expect("a file");
    let (code, _, said) = in_folder(dir.path(), &["check", "orders.xlsx", "--annotate", "./orders.xlsx"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("is the input"), "{said}");
    for name in ["marked.xlsx", "marked (2).xlsx"] {
        let (code, _, said) = in_folder(dir.path(), &["check", "orders.xlsx", "--annotate", "marked.xlsx"]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(name), "{said}");
    }
    assert_eq!(std::fs::read(dir.path().join("orders.xlsx")).expect("a file"), before);
}

#[test]
fn a_row_of_a_text_file_is_marked_with_what_is_wrong_with_it_as_a_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let csv = "Tariff;OS template;Period;Domain\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru;what;is;this\n\
               KVM Ferrum;Debian-7-x86_64-minimal;1;\"b.\nexample.ru\"\n=1;2;3;4\n";
    std::fs::write(dir.path().join("orders.csv"), csv).expect("a file");
    let (code, answer, said) = in_folder(dir.path(), &["check", "orders.csv", "--annotate", "m.xlsx"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(answer.contains("orders.csv: row 2: E009"), "{answer}");
    let notes = notes(&dir.path().join("m.xlsx"));
    assert!(notes["A2"].contains("E009 the row has 7 cells"), "{notes:?}");
    assert!(notes["D3"].contains("E020") && notes["A5"].contains("E010"), "{notes:?}");
    let (_, found) = json(dir.path(), &["check", "orders.csv", "--format", "json"]);
    let one = &found["diagnostics"][0];
    assert_eq!((one["place"].as_str(), one["row"].as_u64(), &one["column"]), (Some("2:2"), Some(2), &Value::Null));
    assert_eq!((&found["sheet"], found["format"].as_str()), (&Value::Null, Some("csv (utf-8, ;)")));
}

#[test]
fn both_languages_give_the_same_json_but_for_the_messages() {
    let dir = tempfile::tempdir().expect("a folder");
    for sheet in ["mistakes.xlsx", "orders.xlsx", "orders-ru.xlsx", "orders-1251.csv"] {
        let path = samples().join(sheet);
        let of = |lang: &str| {
            let (code, mut found) =
                json(dir.path(), &["check", path.to_str().expect("a path"), "--format", "json", "--lang", lang]);
            let list = found["diagnostics"].as_array_mut().expect("a list");
            let messages: Vec<Value> = list.iter_mut().map(|one| one["message"].take()).collect();
            (code, found, messages)
        };
        let (english, russian) = (of("en"), of("ru"));
        assert_eq!((english.0, &english.1), (russian.0, &russian.1), "{sheet}");
        assert!(english.2.iter().zip(&russian.2).all(|(en, ru)| en != ru), "{sheet}");
        assert_eq!(english.0, Some(if sheet == "mistakes.xlsx" { 3 } else { 0 }));
        assert_eq!(english.1["version"], 1);
        assert_eq!(english.1["sha256"].as_str().map(str::len), Some(64));
    }
}

#[test]
fn json_tells_what_was_read_what_is_allowed_and_what_was_probably_meant() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = samples().join("mistakes.xlsx");
    let (_, found) = json(dir.path(), &["check", path.to_str().expect("a path"), "--format", "json"]);
    let at = |place: &str| {
        let list = found["diagnostics"].as_array().expect("a list");
        list.iter().find(|one| one["place"] == place).unwrap_or_else(|| panic!("{place}")).clone()
    };
    let tariff = at("Orders!A5");
    assert_eq!(tariff["given"], "KVM Ferum");
    assert_eq!(
        (&tariff["hint"], &tariff["field"], &tariff["problem"]),
        (&"KVM Ferrum".into(), &"tariff".into(), &"unknown_tariff".into())
    );
    assert_eq!(at("Orders!C13")["allowed"], serde_json::json!([1, 3, 6, 12]));
    assert_eq!(at("Orders!E36")["allowed"], serde_json::json!({"min": 1, "max": null, "step": null}));
    assert_eq!(at("Orders!D28")["hint"], "many-{n}.example.ru");
    assert_eq!(at("Orders!D25")["others"], serde_json::json!([26]));
    let counts = serde_json::json!({"rows": 51, "servers": 51, "skipped": 1, "errors": 50, "warnings": 1, "notes": 1});
    assert_eq!(found["counts"], counts);
}

#[test]
fn json_holds_nothing_that_acts_on_a_terminal_and_loses_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let bad = "a\u{202e}\u{1b}[31m\u{e0041}b";
    std::fs::write(dir.path().join("o.csv"), format!("Tariff;OS template;Period;Domain\n{bad};x;1;c.example.ru\n"))
        .expect("a file");
    let (_, answer, _) = in_folder(dir.path(), &["check", "o.csv", "--format", "json"]);
    assert!(!answer.trim_end().chars().any(vdsbatch::text::printable::hidden), "{answer}");
    let (_, found) = json(dir.path(), &["check", "o.csv", "--format", "json"]);
    assert_eq!(found["diagnostics"][0]["given"], bad);
}

#[test]
fn columns_that_make_no_order_sheet_are_told_as_json_too() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("o.csv"), "Tariff;Period;Domain\nx;1;c.example.ru\n").expect("a file");
    let (code, found) = json(dir.path(), &["check", "o.csv", "--format", "json"]);
    assert_eq!(code, Some(3));
    let one = &found["diagnostics"][0];
    assert_eq!((one["code"].as_str(), one["field"].as_str()), (Some("E003"), Some("template")));
    assert_eq!((&found["sha256"], &found["counts"]["errors"]), (&Value::Null, &1.into()));
    let (code, answer) = json(dir.path(), &["check", "missing.csv", "--format", "json"]);
    assert_eq!((code, &answer["kind"], answer.get("diagnostics")), (Some(1), &"error".into(), None), "{answer}");
}

/// LibreOffice lets people give a sheet a longer name than Excel takes, and Unix a file any name.
#[test]
fn names_that_a_workbook_cannot_hold_are_no_reason_to_write_none() {
    let row = |cells: [&str; 4]| {
        let cell = |text: &str| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat())
    };
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"{}\">{}{}</table:table></office:spreadsheet></office:body></office:document-content>",
        "Orders of the fourth quarter ".repeat(3),
        row(["Tariff", "OS", "Period", "Domain"]),
        row(["KVM Ferum", "Debian-7-x86_64-minimal", "1", "a.example.ru"]),
    );
    let file = crate::sheet::archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ]);
    let dir = tempfile::tempdir().expect("a folder");
    let name = if cfg!(unix) { "a\u{1}b.ods" } else { "ab.ods" };
    std::fs::write(dir.path().join(name), file).expect("a file");
    let (code, answer, said) = in_folder(dir.path(), &["check", name, "--annotate", "out.xlsx"]);
    assert_eq!(code, Some(3), "{answer}{said}");
    let out = dir.path().join("out.xlsx");
    assert!(notes(&out)["A2"].contains("E010 unknown tariff"), "{:?}", notes(&out));
    let book = calamine::open_workbook::<calamine::Xlsx<_>, _>(&out).expect("a workbook");
    assert_eq!(book.sheet_names()[0], "Orders");
    assert!(!part(&out, "docProps/core.xml").contains('\u{1}'));
}
