//! The parts of a workbook against what makes Excel say "We found a problem with some content".

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use vdsbatch::catalog::Catalog;
use vdsbatch::form::template;
use vdsbatch::report::Rendering;
use vdsbatch::run::Run;

use super::readback::Workbook;
use super::{LANGS, moscow, sample};

/// An element: its name, attributes, and the text up to its end.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Every element of a part, in the order of their beginnings. Fails where it is not well-formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let begun = |tag: &BytesStart<'_>| Element {
            name: tag.name().as_ref().to_owned(),
            attributes: tag
                .attributes()
                .map(|attribute| {
                    let attribute = attribute.expect("an attribute, none of them twice");
                    let name = attribute.key.as_ref().to_owned();
                    (name, attribute.value.to_string())
                })
                .collect(),
            text: String::new(),
        };
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                open.push(found.len());
                found.push(begun(&tag));
            }
            Event::Empty(tag) => found.push(begun(&tag)),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    found[*at].text += &*text;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed");
    found
}

/// Row and column of `C7`, from 1.
fn place(address: &str) -> (u32, u32) {
    let digits = address.find(|c: char| c.is_ascii_digit()).expect("a row");
    let col = address[..digits].bytes().fold(0, |col, letter| col * 26 + u32::from(letter - b'A') + 1);
    (address[digits..].parse().expect("a row"), col)
}

fn area(reference: &str) -> ((u32, u32), (u32, u32)) {
    let (from, to) = reference.split_once(':').unwrap_or((reference, reference));
    (place(from), place(to))
}

fn overlap(one: &str, other: &str) -> bool {
    let ((top, left), (bottom, right)) = area(one);
    let ((top2, left2), (bottom2, right2)) = area(other);
    top <= bottom2 && top2 <= bottom && left <= right2 && left2 <= right
}

/// The order of elements of a sheet that the standard gives and Excel insists on.
const SHEET_ORDER: [&str; 20] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetProtection",
    "autoFilter",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "ignoredErrors",
    "drawing",
    "legacyDrawing",
    "tableParts",
];

/// A text of a part as Excel counts it: what is masked in the file is one sign.
fn unmasked(text: &str) -> String {
    let signs = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (masked, sign)| text.replace(masked, sign))
}

fn check_sheet(name: &str, xml: &str, styles: usize, strings: usize) {
    let elements = elements(xml);
    let order: Vec<usize> =
        elements.iter().filter_map(|found| SHEET_ORDER.iter().position(|known| *known == found.name)).collect();
    assert!(order.is_sorted(), "{name}: {order:?}");
    let (mut last_row, mut last_col) = (0, 0);
    for (at, found) in elements.iter().enumerate() {
        match found.name.as_str() {
            "row" => {
                let row: u32 = found.attribute("r").parse().expect("a row");
                assert!(row > last_row && row <= 1_048_576, "{name}: row {row} after {last_row}");
                (last_row, last_col) = (row, 0);
            }
            "c" => {
                let (row, col) = place(found.attribute("r"));
                assert!(row == last_row && col > last_col && col <= 16_384, "{name}: {}", found.attribute("r"));
                last_col = col;
                let style = found.attribute("s");
                assert!(style.is_empty() || style.parse::<usize>().expect("a style") < styles, "{name}: style {style}");
                let value = elements[at + 1..].iter().take_while(|next| next.name != "c").find(|next| next.name == "v");
                if let Some(value) = value {
                    match found.attribute("t") {
                        "" | "n" => {
                            assert!(value.text.parse::<f64>().is_ok_and(f64::is_finite), "{name}: {}", value.text);
                        }
                        "s" => assert!(value.text.parse::<usize>().expect("an index") < strings, "{name}"),
                        "b" => assert!(["0", "1"].contains(&value.text.as_str()), "{name}"),
                        "str" => {}
                        other => panic!("{name}: a cell of type {other}"),
                    }
                }
            }
            "f" => assert_eq!(found.text.matches('(').count(), found.text.matches(')').count(), "{}", found.text),
            "dataValidation" => {
                let fits = |name: &str, most: usize| unmasked(found.attribute(name)).encode_utf16().count() <= most;
                assert!(fits("promptTitle", 32) && fits("prompt", 255), "{name}: {}", found.attribute("prompt"));
                assert!(fits("errorTitle", 32) && fits("error", 255), "{name}: {}", found.attribute("error"));
            }
            "formula1" | "formula2" => {
                let formula = unmasked(&found.text);
                assert!(formula.encode_utf16().count() <= 255, "{name}: {formula}");
            }
            "hyperlink" => panic!("{name}: a link"),
            _ => {}
        }
    }
    let merges: Vec<&str> = elements.iter().filter(|e| e.name == "mergeCell").map(|e| e.attribute("ref")).collect();
    for (at, one) in merges.iter().enumerate() {
        assert!(merges[at + 1..].iter().all(|other| !overlap(one, other)), "{name}: {one} overlaps");
    }
    let texts = elements.iter().filter(|found| found.name == "t");
    assert!(texts.into_iter().all(|text| text.text.encode_utf16().count() <= 32_767 * 7), "{name}: a long text");
}

/// A table agrees with its sheet: as many columns as it is wide, named as the header's cells are.
fn check_table(name: &str, xml: &str, sheet: &str) {
    let elements = elements(xml);
    let table = elements.iter().find(|found| found.name == "table").expect("a table");
    let columns: Vec<&str> =
        elements.iter().filter(|e| e.name == "tableColumn").map(|column| column.attribute("name")).collect();
    let ((_, left), (bottom, right)) = area(table.attribute("ref"));
    assert_eq!(u32::try_from(columns.len()).expect("columns"), right - left + 1, "{name}");
    let lowered: BTreeSet<String> = columns.iter().map(|column| column.trim().to_lowercase()).collect();
    assert_eq!(lowered.len(), columns.len(), "{name}: {columns:?}");
    let filter = elements.iter().find(|found| found.name == "autoFilter").expect("filter buttons");
    assert_eq!(area(filter.attribute("ref")).1, (bottom - 1, right), "the totals are not filtered");
    assert!(!sheet.contains("<autoFilter"), "{name}: the sheet has a filter of its own");
    assert!(!sheet.contains("<mergeCell "), "{name}: the sheet has merged cells");
}

fn check(what: &str, bytes: Vec<u8>) {
    let book = Workbook::read(bytes);
    let parts = book.parts();
    let unique: BTreeSet<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    assert_eq!(unique.len(), parts.len(), "{what}");
    let types = book.part("[Content_Types].xml");
    for part in &parts {
        let is_typed = types.contains(&format!("PartName=\"/{part}\""))
            || ["rels", "xml"].iter().any(|end| {
                part.ends_with(&format!(".{end}"))
                    && types.contains(&format!("Extension=\"{end}\""))
                    && part.contains(".rels")
            })
            || (part.ends_with(".vml") && types.contains("Extension=\"vml\""));
        assert!(is_typed || part == "[Content_Types].xml", "{what}: {part} has no content type");
        if part.ends_with(".rels") {
            let folder = part.trim_start_matches("_rels/").split("/_rels/").next().filter(|_| part.contains("/_rels/"));
            for link in elements(&book.part(part)).iter().filter(|e| e.name == "Relationship") {
                let target = link.attribute("Target");
                let path = match (target.strip_prefix("../"), folder) {
                    (Some(up), Some(folder)) => {
                        format!("{}/{up}", folder.rsplit_once('/').map_or("", |(parent, _)| parent))
                    }
                    (None, Some(folder)) => format!("{folder}/{target}"),
                    (_, None) => target.to_owned(),
                };
                assert!(parts.contains(&path), "{what}: {part} names {path}, which is not there");
            }
        }
    }
    let styles = elements(&book.part("xl/styles.xml"));
    let formats: usize = styles
        .iter()
        .find(|e| e.name == "cellXfs")
        .map_or(0, |formats| formats.attribute("count").parse().expect("a count"));
    let strings = if parts.iter().any(|part| part == "xl/sharedStrings.xml") {
        elements(&book.part("xl/sharedStrings.xml")).iter().filter(|e| e.name == "si").count()
    } else {
        0
    };
    let names: BTreeSet<String> = book.names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(names.len(), book.names.len());
    assert!(book.names.iter().all(|name| name.encode_utf16().count() <= 31));
    for part in parts.iter().filter(|part| part.starts_with("xl/worksheets/sheet")) {
        check_sheet(&format!("{what} {part}"), &book.part(part), formats, strings);
    }
    for part in parts.iter().filter(|part| part.starts_with("xl/tables/")) {
        check_table(&format!("{what} {part}"), &book.part(part), &book.part("xl/worksheets/sheet2.xml"));
    }
}

/// Every kind of run that a workbook is made of, by name.
fn kinds() -> Vec<(&'static str, Run)> {
    vec![
        ("every status", sample::with_trail(sample::every_status())),
        ("a second run", sample::second_run(sample::with_trail(sample::every_status()))),
        ("crowded", sample::crowded()),
        ("hostile", sample::hostile()),
        ("nothing", sample::empty()),
        ("one", sample::with_trail(sample::long(1))),
        ("many", sample::with_trail(sample::long(300))),
    ]
}

#[test]
fn nothing_in_a_workbook_makes_excel_repair_it() {
    for (name, run) in kinds() {
        for lang in LANGS {
            for table_lines in [0, 50_000] {
                let rendering = Rendering { table_lines, ..moscow(lang) };
                check(&format!("{name} {lang} {table_lines}"), rendering.workbook(&run).expect("a workbook"));
            }
        }
    }
}

#[test]
fn nothing_in_a_sheet_to_fill_makes_excel_repair_it() {
    let bundled = |name: &str| Catalog::bundled(name).expect("bundled").expect("sound");
    let whole = Catalog::parse("whole.toml", crate::named::WHOLE).expect("sound");
    let mut hostile = whole.clone();
    for (at, tariff) in hostile.tariffs.iter_mut().enumerate() {
        tariff.name = format!("=1+1 <{at}> \"&\" ~*? {}", "а".repeat(300));
        tariff.product = None;
        for choice in &mut tariff.choices {
            choice.name = format!("{} <&> {}", choice.name, "х".repeat(300));
            choice.options.truncate(1);
            choice.options[0].name = "@SUM(A1) <\u{1}>".to_owned();
            choice.default = choice.options[0].value.clone();
        }
    }
    let tables = [bundled("ihor"), bundled("demo5"), bundled("demo6"), whole, hostile];
    for (at, table) in tables.iter().enumerate() {
        for lang in LANGS {
            let rows = [template::example(table, lang)];
            check(&format!("table {at} {lang}"), template::workbook(table, lang, &rows).expect("a workbook"));
        }
    }
}
