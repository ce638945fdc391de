//! Number formats are part of the value: what a person sees is what is ordered, or an error where it could
//! mean something else than the file holds.

use std::io::Cursor;

use calamine::{Data, Reader};
use rust_xlsxwriter::{Format, Workbook};

use crate::harness::{Desk, vdsbatch};
use crate::misread::plan;

/// What a cell holds.
#[derive(Clone, Copy)]
enum Held {
    Number(f64),
    Text(&'static str),
}
use Held::{Number, Text};

const NEEDED: [(&str, &str); 4] =
    [("Tariff", "KVM Ferrum"), ("OS", "Debian-7-x86_64-minimal"), ("Period", "1"), ("Domain", "a.example.ru")];

/// A sheet of one order, of which some columns hold this in this format; the others of the needed ones
/// hold what is sound.
fn book(cells: &[(&str, Held, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let others = NEEDED.into_iter().filter(|(header, _)| !cells.iter().any(|(given, _, _)| given == header));
    let mut col = 0_u16;
    for (header, text) in others {
        sheet.write_string(0, col, header).expect("a cell");
        sheet.write_string(1, col, text).expect("a cell");
        col += 1;
    }
    for (header, held, code) in cells {
        sheet.write_string(0, col, *header).expect("a cell");
        let format = Format::new().set_num_format(*code);
        match held {
            Number(number) => sheet.write_number_with_format(1, col, *number, &format).expect("a cell"),
            Text(text) => sheet.write_string_with_format(1, col, *text, &format).expect("a cell"),
        };
        col += 1;
    }
    book.save_to_buffer().expect("a workbook")
}

fn ordered(header: &str, held: Held, code: &str) -> Result<Vec<String>, String> {
    plan("a.xlsx", &book(&[(header, held, code)]))
}

#[test]
fn what_a_format_shows_is_read_as_if_it_were_typed() {
    for (header, held, code, order) in [
        ("Disk", Number(1.0), "0 \"TB\"", "a.example.ru 1m 1024/1/1 -"),
        ("Disk", Number(40.0), "General\" GB\"", "a.example.ru 1m 40/1/1 -"),
        ("Disk", Number(1.0), "[<1000]0\" ТБ\";0\" ГБ\"", "a.example.ru 1m 1024/1/1 -"),
        ("RAM", Number(2048.0), "#,##0\\ \"MB\"", "a.example.ru 1m 20/2/1 -"),
        ("CPU", Number(2.0), "0\" шт.\"", "a.example.ru 1m 20/1/2 -"),
        ("Period", Number(1.0), "[=1]0\" year\";0\" years\"", "a.example.ru 12m 20/1/1 -"),
        ("Period", Number(1.0), "0\\ \\г\\о\\д", "a.example.ru 12m 20/1/1 -"),
        ("Price", Number(100.0), "#,##0.00\\ [$₽-419]", "a.example.ru 1m 20/1/1 100.00"),
        ("Price", Number(99.999), "#,##0.00\" руб.\"", "a.example.ru 1m 20/1/1 100.00"),
        ("Domain", Text("db.prod"), "@\".example.ru\"", "db.prod.example.ru 1m 20/1/1 -"),
    ] {
        assert_eq!(ordered(header, held, code).as_deref(), Ok([order.to_owned()].as_slice()), "{header} {code}");
    }
    for (header, held, code, said) in [
        ("Disk", Number(500.0), "0 \"MB\"", "E2: E041 disk `500 MB`"),
        ("Price", Number(12.5), "[$$-409]#,##0.00", "E047 `$12.50`"),
        ("Price", Number(12.5), "#,##0.00 [$€-2]", "E047 `12.50 €`"),
        ("Price", Number(12.5), "\"CHF\" 0.00", "E047 `CHF 12.50`"),
        ("Price per month", Number(1.35), "0.00\" тыс. руб.\"", "E047 `1.35 тыс. руб.`"),
        ("Domain", Text("db"), "@\"_prod\"", "D2: E020 `db_prod`"),
    ] {
        let found = ordered(header, held, code).expect_err(code);
        assert!(found.contains(said), "{code}: {found}");
    }
}

#[test]
fn what_is_shown_and_what_is_held_is_said_where_the_two_differ() {
    for (header, held, code, shown, stored) in [
        ("Disk", Number(4.0), "0\"00\"", "400", "4"),
        ("Disk", Number(40_000.0), "0,", "40", "40000"),
        ("Disk", Number(40.4), "0", "40", "40.4"),
        ("RAM", Number(0.5), "0%", "50%", "0.5"),
        ("Price", Number(490_400.0), "0,", "490", "490400"),
        ("Price", Number(0.49), "0%", "49%", "0.49"),
        ("Price", Number(1350.0), "0.00,\" руб.\"", "1.35 руб.", "1350"),
        ("Cost centre", Number(3.333), "0.00", "3.33", "3.333"),
    ] {
        let found = ordered(header, held, code).expect_err(code);
        let said = format!("E2: E059 the number format shows `{shown}`, and the cell holds `{stored}`");
        assert!(found.contains(&said), "{code}: {found}");
    }
    for (header, held, code) in
        [("Disk", Number(4.0), ";;;"), ("Order?", Text("no"), ";;;"), ("CPU", Number(0.0), "0;-0;;@")]
    {
        let found = ordered(header, held, code).expect_err(code);
        assert!(found.contains("E2: E059 the cell shows nothing, and it holds"), "{code}: {found}");
    }
    let content = book(&[("Price", Number(100.4), "#,##0 \"₽\"")]);
    assert_eq!(plan("a.xlsx", &content).as_deref(), Ok(["a.example.ru 1m 20/1/1 100.40".to_owned()].as_slice()));
    let desk = Desk::new().file("a.xlsx", &content);
    let checked = desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx")));
    let said = "E2: E059 warning: the number format shows `100 ₽`; the stored `100.4` is used";
    assert!(checked.stdout.contains(said), "{checked}");
}

#[test]
fn ordinary_formats_say_nothing() {
    for code in ["General", "0", "0.00", "#,##0", "#,##0.00", "0.##", "#,##0.00_);[Red](#,##0.00)", "000", "@"] {
        let cells = ["Disk", "RAM", "CPU", "Price"].map(|header| (header, Number(30.0), code));
        let content = book(&[cells[0], (cells[1].0, Number(1.0), code), (cells[2].0, Number(1.0), code), cells[3]]);
        let order = "a.example.ru 1m 30/1/1 30.00".to_owned();
        assert_eq!(plan("a.xlsx", &content).as_deref(), Ok([order].as_slice()), "{code}");
        let desk = Desk::new().file("a.xlsx", &content);
        let checked = desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx")));
        assert!(!checked.stdout.contains("E059") && !checked.stdout.contains("E04"), "{code}: {checked}");
    }
}

/// The cells of a sheet of a workbook that was made here, by the header above them.
fn below(workbook: &[u8], sheet: &str, header: &str) -> Option<Data> {
    let mut book = calamine::Xlsx::new(Cursor::new(workbook)).expect("a workbook");
    let range = book.worksheet_range(sheet).expect("a sheet");
    let mut rows = range.rows();
    let at = rows.find_map(|row| row.iter().position(|cell| *cell == Data::String(header.to_owned())))?;
    rows.next().map(|row| row[at].clone())
}

#[test]
fn texts_are_what_is_shown_and_carried_cells_keep_value_and_look() {
    let content = book(&[
        ("Reference", Number(123.0), "000000"),
        ("Cost centre", Number(4.1), "0.00"),
        ("Comment", Number(0.5), "0%"),
        ("Owner", Number(42.0), "\"no. \"00000"),
    ]);
    let desk = Desk::new().file("a.xlsx", &content);
    let out = desk.path("out.plan.xlsx");
    let mut process = vdsbatch();
    process.arg("process").arg(desk.path("a.xlsx")).args(["--dry-run", "--format", "json", "-o"]);
    desk.run(process.arg(&out)).exits(0);
    let json = std::fs::read_to_string(out.with_extension("json")).expect("data");
    for said in ["\"000123\"", "\"4.10\"", "\"50%\"", "\"no. 00042\""] {
        assert!(json.contains(said), "{said}: {json}");
    }
    let workbook = std::fs::read(&out).expect("a workbook");
    assert_eq!(below(&workbook, "Orders", "Owner"), Some(Data::Float(42.0)));
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let styles = std::io::read_to_string(archive.by_name("xl/styles.xml").expect("styles")).expect("text");
    assert!(styles.contains("&quot;no. &quot;00000"), "{styles}");
}

#[test]
fn a_copy_is_read_as_the_sheet_was() {
    let content = book(&[
        ("Disk", Number(4.0), "0\"00\""),
        ("RAM", Number(2048.0), "0 \"MB\""),
        ("Reference", Number(123.0), "000000"),
    ]);
    let desk = Desk::new().file("a.xlsx", &content);
    let copy = desk.path("copy.xlsx");
    desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx")).arg("--annotate").arg(&copy)).exits(3);
    let again = desk.run(vdsbatch().arg("check").arg(&copy));
    assert_eq!(again.stdout.matches("E059").count(), 1, "{again}");
    assert!(again.stdout.contains("E2: E059 the number format shows `400`, and the cell holds `4`"), "{again}");
}

#[test]
fn times_and_durations_are_those_of_a_clock() {
    let content = book(&[
        ("Reference", Number(0.4375), "h:mm:ss"),
        ("Comment", Number(1.260_416_666_666_667), "[h]:mm:ss"),
        ("Owner", Number(0.4375), "hh:mm"),
    ]);
    let desk = Desk::new().file("a.xlsx", &content);
    let out = desk.path("out.plan.xlsx");
    let mut process = vdsbatch();
    process.arg("process").arg(desk.path("a.xlsx")).args(["--dry-run", "--format", "json", "-o"]);
    desk.run(process.arg(&out)).exits(0);
    let json = std::fs::read_to_string(out.with_extension("json")).expect("data");
    assert!(json.matches("\"10:30:00\"").count() >= 2 && json.contains("\"30:15:00\""), "{json}");
}
