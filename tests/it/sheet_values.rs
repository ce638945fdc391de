//! Numbers, formulas and addresses: what a person sees in a cell, or an error at it.

use rust_xlsxwriter::{Formula, Worksheet};
use vdsbatch::sheet::{Cell, Col};
use vdsbatch::text::lang::Lang;

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{Read, archive, read, replaced, xlsx};

const ROW: [&str; 4] = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru"];

/// A workbook with one order, and what `fill` adds to it.
fn order(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    xlsx(|sheet| {
        for (col, text) in (0_u16..).zip(ROW) {
            sheet.write_string(1, col, text).expect("a cell");
        }
        fill(sheet);
    })
}

/// A table of OpenDocument whose rows are these elements of cells.
fn ods(rows: &[String]) -> Vec<u8> {
    let rows: String = rows.iter().map(|cells| format!("<table:table-row>{cells}</table:table-row>")).collect();
    packed(&format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Orders">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    ))
}

pub fn packed(content: &str) -> Vec<u8> {
    packed_with(content, &[])
}

/// The same with parts of its own.
pub fn packed_with(content: impl AsRef<[u8]>, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let usual =
        [("mimetype", mimetype), ("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", content.as_ref())];
    archive(&[&usual, parts].concat())
}

/// Cells of text, as elements.
fn cells<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    texts.into_iter().map(cell).collect()
}

const HEADER: [&str; 4] = ["Tariff", "OS", "Period", "Domain"];

/// What stands in a column of the first row of orders.
fn at(read: &Read, col: u16) -> Option<Cell> {
    read.rows.first().expect("a row").cell(Col::from_index(col)).cloned()
}

/// What `check` says of a sheet, and its exit code.
fn check(name: &str, content: &[u8]) -> (Option<i32>, String) {
    let desk = Desk::new().file(name, content);
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path(name)));
    (ran.code, ran.stdout.clone() + &ran.stderr)
}

#[test]
fn the_noise_of_binary_fractions_is_no_part_of_a_number() {
    let noisy = [("41787.509999999995", "41787.51"), ("4194452.48", "4194452.48"), ("3.3000000000000003", "3.3")];
    for (stored, shown) in noisy {
        let book = order(|sheet| {
            sheet.write_string(0, 4, "Price").expect("a header");
            sheet.write_string(0, 5, "Cabinet").expect("a header");
            sheet.write_number(1, 4, 777).expect("a cell");
            sheet.write_number(1, 5, 777).expect("a cell");
        });
        let book = replaced(&book, "xl/worksheets/sheet1.xml", "<v>777</v>", &format!("<v>{stored}</v>"));
        let number = format!(r#"<table:table-cell office:value-type="float" office:value="{stored}"/>"#);
        let table = ods(&[cells(HEADER.into_iter().chain(["Price", "Cabinet"])), cells(ROW) + &number + &number]);
        for (name, content) in [("a.xlsx", book), ("a.ods", table)] {
            let (code, said) = check(name, &content);
            assert_eq!(code, Some(0), "{name} {stored}: {said}");
            let read = read(name, &content).expect("a sheet");
            for col in [4, 5] {
                assert_eq!(at(&read, col).expect("a cell").as_read(), shown, "{name} {stored}");
            }
        }
    }
}

#[test]
fn a_number_that_is_not_finite_is_an_error_value() {
    for stored in ["1e999", "-1e999", "NaN", "inf"] {
        let book = order(|sheet| {
            sheet.write_string(0, 4, "Cabinet").expect("a header");
            sheet.write_string(0, 5, "Comment").expect("a header");
            sheet.write_number(1, 4, 777).expect("a cell");
            sheet.write_number(1, 5, 777).expect("a cell");
        });
        let book = replaced(&book, "xl/worksheets/sheet1.xml", "<v>777</v>", &format!("<v>{stored}</v>"));
        let number = format!(r#"<table:table-cell office:value-type="float" office:value="{stored}"/>"#);
        let table = ods(&[cells(HEADER.into_iter().chain(["Cabinet", "Comment"])), cells(ROW) + &number + &number]);
        for (name, content) in [("a.xlsx", book), ("a.ods", table)] {
            let (code, said) = check(name, &content);
            assert_eq!(code, Some(3), "{name} {stored}: {said}");
            assert!(said.contains("!E2: E043 warning: "), "{name} {stored}: {said}");
            assert!(said.contains("!F2: E043 the cell holds the error `#NUM!`"), "{name} {stored}: {said}");
        }
        // A day or a time is a number as well.
        for format in ["dd.mm.yyyy", "[h]:mm"] {
            let book = order(|sheet| {
                let format = rust_xlsxwriter::Format::new().set_num_format(format);
                sheet.write_string(0, 4, "Comment").expect("a header");
                sheet.write_number_with_format(1, 4, 777, &format).expect("a cell");
            });
            let book = replaced(&book, "xl/worksheets/sheet1.xml", "<v>777</v>", &format!("<v>{stored}</v>"));
            let (code, said) = check("a.xlsx", &book);
            assert!(code == Some(3) && said.contains("!E2: E043"), "{format} {stored}: {said}");
        }
    }
}

#[test]
fn a_price_of_months_that_is_no_amount_of_money_is_named_at_its_cell() {
    let sheet =
        "Tariff;OS;Period;Domain;Price per month\nKVM Ferrum;Debian-7-x86_64-minimal;12;a.example.ru;999999999999\n";
    let (code, said) = check("a.csv", sheet.as_bytes());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("a.csv: E2: E047 `999999999999` × 12 months"), "{said}");
    let (code, said) = check("a.csv", sheet.replace("999999999999", "83333333333.33").as_bytes());
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_cell_that_no_sheet_has_refuses_the_file() {
    let book = order(|sheet| {
        sheet.write_string(0, 4, "Disk").expect("a header");
        sheet.write_number(1, 4, 777).expect("a cell");
    });
    for (from, to, named) in [
        (r#"r="E2""#, r#"r="MWLQKXA2""#, "MWLQKXA2"),
        (r#"r="E2""#, r#"r="XFE2""#, "XFE2"),
        (r#"r="E2""#, r#"r="E4294967298""#, "E4294967298"),
        (r#"r="E2""#, r#"r="E0""#, "E0"),
        (r#"<row r="2""#, r#"<row r="4294967298""#, "4294967298"),
        (r#"<row r="2""#, r#"<row r="1048577""#, "1048577"),
    ] {
        let (code, said) = check("a.xlsx", &replaced(&book, "xl/worksheets/sheet1.xml", from, to));
        assert_eq!(code, Some(1), "{to}: {said}");
        assert!(said.contains(&format!("`{named}`")), "{to}: {said}");
    }
}

#[test]
fn a_formula_without_a_result_is_no_empty_cell_in_opendocument() {
    for formula in [
        r#"<table:table-cell table:formula="of:=200*2"/>"#,
        r#"<table:table-cell table:formula="of:=200*2" office:value-type="float"/>"#,
        r#"<table:table-cell table:formula="of:=200*2" office:value-type="string"/>"#,
        r#"<table:table-cell table:formula="of:=200*2" office:value-type="string" office:string-value=""/>"#,
    ] {
        for field in ["Disk", "Price", "Order?", "Comment"] {
            let header = cells(HEADER.into_iter().chain([field, "Cabinet"]));
            // The last column of all, and not.
            for behind in [String::new(), cells(["x"])] {
                let table = ods(&[header.clone(), cells(ROW) + formula + &behind]);
                let (code, said) = check("a.ods", &table);
                assert_eq!(code, Some(3), "{formula}: {said}");
                assert!(said.contains("!E2: E044"), "{formula}: {said}");
            }
        }
    }
}

#[test]
fn a_formula_whose_result_is_no_text_is_told_where_others_have_results() {
    let header = cells(HEADER.into_iter().chain(["Disk", "Price"]));
    let formulas = r#"<table:table-cell table:formula="of:=IF(1;&quot;&quot;;2)" office:value-type="string" office:string-value=""/><table:table-cell table:formula="of:=50*2" office:value-type="float" office:value="100"/>"#;
    let (code, said) = check("a.ods", &ods(&[header, cells(ROW) + formulas]));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("!E2: E045 warning: "), "{said}");
    // A formula filled down over empty rows makes no order of them.
    let book = order(|sheet| {
        sheet.write_string(0, 4, "Disk").expect("a header");
        for row in [1, 2, 3] {
            sheet.write_formula(row, 4, Formula::new("=IF(1,\"\",2)").set_result("none")).expect("a cell");
        }
    });
    let book = replaced(&book, "xl/worksheets/sheet1.xml", "<v>none</v>", "<v></v>");
    let book = replaced(&book, "xl/workbook.xml", r#" fullCalcOnLoad="1""#, "");
    let (code, said) = check("a.xlsx", &book);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.matches("E045 warning: ").count(), 1, "{said}");
}

#[test]
fn results_of_nought_in_a_file_that_calls_its_results_invalid_are_none() {
    let book = order(|sheet| {
        sheet.write_string(0, 4, "IPv4").expect("a header");
        sheet.write_string(0, 5, "IPv6").expect("a header");
        sheet.write_formula(1, 4, Formula::new("=1+1")).expect("a cell");
        sheet.write_formula(1, 5, Formula::new("=1+1").set_result("2")).expect("a cell");
    });
    let (code, said) = check("a.xlsx", &book);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("!E2: E044") && said.contains("!F2: E045 warning"), "{said}");
    let flag = r#"fullCalcOnLoad="1""#;
    for invalid in [r#"fullCalcOnLoad="true""#, r#"fullCalcOnLoad=" &#49;""#, r#"calcCompleted="0""#] {
        let (_, said) = check("a.xlsx", &replaced(&book, "xl/workbook.xml", flag, invalid));
        assert!(said.contains("!E2: E044"), "{invalid}: {said}");
    }
    let (_, said) = check("a.xlsx", &replaced(&book, "xl/workbook.xml", flag, ""));
    assert!(said.contains("!E2: E045 warning: a formula; its stored value `0` is used"), "{said}");
}

#[test]
fn opendocument_that_is_cut_is_refused_at_once() {
    let whole = String::from_utf8(unpacked(&ods(&[cells(HEADER), cells(ROW)]))).expect("text");
    let began = std::time::Instant::now();
    for end in ["</table:table>", "</table:table-row>", "<text:p>a.example.ru", "</office:spreadsheet>"] {
        let cut = &whole[..whole.rfind(end).expect("an end")];
        let error = read("a.ods", &packed(cut)).expect_err(end);
        assert!(error.message(Lang::En).contains("the file is cut off"), "{end}: {}", error.message(Lang::En));
    }
    assert!(began.elapsed().as_secs() < 20);
}

fn unpacked(table: &[u8]) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(table)).expect("an archive");
    let mut content = Vec::new();
    std::io::Read::read_to_end(&mut source.by_name("content.xml").expect("a part"), &mut content).expect("content");
    content
}

#[test]
fn words_and_figures_are_read_by_one_rule() {
    let sheet = |headers: &str, cells: &str| {
        format!("Tariff;OS;Period;Domain;{headers}\nKVM Ferrum;Debian-7-x86_64-minimal;{cells}\n")
    };
    for (headers, cells) in [
        ("Disk", "пол\u{a0}года;a.example.ru;40"),
        ("Disk", "1\u{a0} \u{a0}год;a.example.ru;40"),
        ("Disk", "half  a\u{202f}year;a.example.ru;40.0"),
        ("Disk （GB）", "1;a.example.ru;40"),
        ("Project （code）", "1;a.example.ru;x"),
        ("Disk", "1;xn--e1afmkfd.xn--p1ai;40"),
    ] {
        let (code, said) = check("a.csv", sheet(headers, cells).as_bytes());
        assert_eq!(code, Some(0), "{headers}: {cells}\n{said}");
        assert!(!said.contains("E004 note"), "{headers}: {said}");
    }
    for (headers, cells, wrong) in [
        ("Disk", "1;a.example.ru;20 GB.0", "E2: E041"),
        ("Disk", "1;a.example.ru;.0", "E2: E041"),
        ("Price", "1;a.example.ru;0.001", "E2: E047"),
        ("Price", "1;a.example.ru;0,004 ₽", "E2: E047"),
        ("Disk", "1;xn--exmple-4nf.ru;40", "D2: E022"),
    ] {
        let (code, said) = check("a.csv", sheet(headers, cells).as_bytes());
        assert_eq!(code, Some(3), "{headers}: {cells}\n{said}");
        assert!(said.contains(wrong), "{headers}: {cells}\n{said}");
    }
    // The smallest of all are no money either, and not nothing.
    let book = order(|sheet| {
        sheet.write_string(0, 4, "Price").expect("a header");
        sheet.write_number(1, 4, 777).expect("a cell");
    });
    for stored in ["0.001", "1E-20", "1E-40", "-0.0000001"] {
        let book = replaced(&book, "xl/worksheets/sheet1.xml", "<v>777</v>", &format!("<v>{stored}</v>"));
        let (code, said) = check("a.xlsx", &book);
        assert!(code == Some(3) && said.contains("!E2: E047"), "{stored}: {said}");
    }
}

#[test]
fn a_marked_copy_holds_every_row_once() {
    let rows = "KVM Ferrum;Debian-7-x86_64-minimal;3;a.example.ru\nKVM Ferrum;Debian-7-x86_64-minimal;2;b\n";
    let desk = Desk::new().file("a.csv", format!("Tariff;OS;Period;Domain\n{rows}").as_bytes());
    let copy = desk.path("copy.xlsx");
    desk.run(vdsbatch().arg("check").arg(desk.path("a.csv")).arg("--annotate").arg(&copy)).exits(3);
    let mut source = zip::ZipArchive::new(std::fs::File::open(&copy).expect("a copy")).expect("an archive");
    let mut part = String::new();
    let mut found = source.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    std::io::Read::read_to_string(&mut found, &mut part).expect("text");
    for row in 1..=3 {
        assert_eq!(part.matches(&format!(r#"<row r="{row}""#)).count(), 1, "row {row}: {part}");
    }
}

#[test]
fn what_is_wrong_in_a_whole_column_is_said_once() {
    let row = |n: u32| format!("KVM Ferrum;Debian-7-x86_64-minimal;2;web-{n}.example.ru\n");
    let rows: String = (2..=41).filter(|n| *n != 20).map(row).collect();
    let desk = Desk::new().file("a.csv", format!("Tariff;OS;Period;Domain\n{rows}").as_bytes());
    let text = desk.run(vdsbatch().arg("check").arg(desk.path("a.csv"))).exits(3);
    assert_eq!(text.stdout.matches("E011").count(), 1, "{text}");
    assert!(text.stdout.contains("a.csv: C2: E011"), "{text}");
    assert!(text.stdout.contains("the same in 39 cells of this column: rows 2–40"), "{text}");
    let json = desk.run(vdsbatch().arg("check").arg(desk.path("a.csv")).args(["--format", "json"]));
    assert_eq!(json.stdout.matches("\"E011\"").count(), 39);
    let merged = order(|sheet| {
        sheet.write_string(0, 4, "Disk").expect("a header");
        for row in 2..=41 {
            for (col, text) in (0_u16..).zip(&ROW[..3]) {
                sheet.write_string(row, col, *text).expect("a cell");
            }
            sheet.write_string(row, 3, format!("b{row}.example.ru")).expect("a cell");
        }
        sheet.merge_range(1, 4, 41, 4, "40", &rust_xlsxwriter::Format::new()).expect("merged");
        sheet.write_number(1, 4, 40).expect("a cell");
    });
    let (code, said) = check("a.xlsx", &merged);
    assert!(code == Some(3) && said.matches("E053").count() == 1, "{said}");
    assert!(said.contains("!E3: E053") && said.contains("rows 3–42"), "{said}");
    let formulas = order(|sheet| {
        sheet.write_string(0, 4, "Disk").expect("a header");
        for row in 1..=20 {
            for (col, text) in (0_u16..).zip(&ROW[..3]) {
                sheet.write_string(row, col, *text).expect("a cell");
            }
            sheet.write_string(row, 3, format!("b{row}.example.ru")).expect("a cell");
            let result = (20 + row).to_string();
            sheet.write_formula(row, 4, Formula::new("=20+ROW()").set_result(result)).expect("a cell");
        }
    });
    let (code, said) = check("a.xlsx", &formulas);
    assert!(code == Some(0) && said.matches("E045").count() == 1, "{said}");
    assert!(said.contains("!E2: E045 warning: ") && said.contains("rows 2–21"), "{said}");
}
