//! What a workbook hides: rows, sheets, merged cells; and results workbooks that come back.

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};
use vdsbatch::reader::{Hidden, NoChoice, Options, SheetError, open};
use vdsbatch::sheet::problem::Severity;
use vdsbatch::sheet::{CellRef, Col, RowNo, Value};
use vdsbatch::text::lang::Lang;

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{HEADER, Read, given, read, read_with, texts, xlsx};

const ROW: [&str; 3] = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1"];

/// Writes an order into a row, counted from 1 as Excel shows it.
fn order(sheet: &mut Worksheet, row: u32, domain: &str) {
    for (col, text) in (0_u16..).zip(ROW.into_iter().chain([domain])) {
        sheet.write_string(row - 1, col, text).expect("a cell");
    }
}

/// Orders in rows 2 to 7, of which 3, 4 and 6 are hidden.
fn partly_hidden() -> Vec<u8> {
    xlsx(|sheet| {
        for row in 2..=7 {
            order(sheet, row, &format!("r{row}.example.ru"));
        }
        for row in [3, 4, 6, 100] {
            sheet.set_row_hidden(row - 1).expect("a row");
        }
    })
}

fn with_hidden(content: &[u8], hidden: Option<Hidden>) -> Result<Read, SheetError> {
    read_with(&given("a.xlsx", content).path, &Options { hidden, ..Options::default() })
}

#[test]
fn hidden_rows_are_errors_until_somebody_says_what_becomes_of_them() {
    let book = partly_hidden();
    let rows = |read: &Read| texts(read).iter().map(|(no, _)| *no).collect::<Vec<_>>();
    let undecided = with_hidden(&book, None).expect("rows");
    assert_eq!(rows(&undecided), [2, 3, 4, 5, 6, 7]);
    let named: Vec<&String> = undecided.notes.iter().filter(|note| note.contains("E050")).collect();
    assert_eq!(named.len(), 3, "{named:?}");
    assert!(named[2].starts_with("f: row 6: E050 hidden or filtered out"), "{named:?}");
    let skipped = with_hidden(&book, Some(Hidden::Skip)).expect("rows");
    assert_eq!(rows(&skipped), [2, 5, 7]);
    let at = |said: &str| [3, 4, 6].map(|row| format!("f: row {row}: E050 note: hidden, and {said}"));
    assert_eq!(skipped.notes, at("left out"));
    let included = with_hidden(&book, Some(Hidden::Include)).expect("rows");
    assert_eq!(rows(&included), [2, 3, 4, 5, 6, 7]);
    assert_eq!(included.notes, at("read like any other row"));
}

#[test]
fn a_hidden_row_that_is_not_to_be_ordered_is_nobodys_question() {
    let book = xlsx(|sheet| {
        sheet.write_string(0, 4, "Order?").expect("a header");
        order(sheet, 2, "a.example.ru");
        order(sheet, 3, "b.example.ru");
        sheet.write_string(2, 4, "нет").expect("a cell");
        sheet.set_row_hidden(2).expect("a row");
    });
    let read = with_hidden(&book, None).expect("rows");
    assert!(read.notes.is_empty(), "{:?}", read.notes);
    assert_eq!(read.rows.len(), 2);
}

/// In the sample row 5 is hidden.
#[test]
fn hidden_rows_are_told_in_every_format() {
    let desk = Desk::new();
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/corpus");
    for name in ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"] {
        let check = |args: &[&str]| desk.run(vdsbatch().arg("check").arg(corpus.join(name)).args(args));
        check(&[]).exits(3).says("row 5: E050 hidden or filtered out");
        check(&["--hidden", "skip"]).says("row 5: E050 note: hidden, and left out");
        check(&["--hidden", "include"]).says("row 5: E050 note: hidden, and read like any other row");
    }
}

#[test]
fn hidden_rows_are_never_ordered_unasked() {
    let desk = Desk::new().file("orders.xlsx", &partly_hidden());
    let process = |args: &[&str]| {
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.xlsx")).args(["--sandbox", "--yes"]).args(args);
        desk.run(&mut command)
    };
    let asked = "Sheet1: rows 3–4: E050 hidden or filtered out, but filled (order such rows too with --hidden include";
    process(&[]).exits(3).says(asked).says("Sheet1: row 6: E050");
    process(&["--only-valid"]).exits(4).says("6 servers: confirmed 3 · invalid 3");
    process(&["--hidden", "skip"]).exits(0).says("3 servers: confirmed 3");
    let out = desk.path("included.xlsx").display().to_string();
    let ran = process(&["--hidden", "include", "-o", &out]).exits(0).says("6 servers: confirmed 6");
    // Each at its row, and at its order.
    for tab in ["Problems", "Orders"] {
        let at: Vec<String> = ran
            .workbook("included.xlsx", tab)
            .into_iter()
            .filter(|row| row.iter().any(|cell| cell.contains("hidden, and read like any other row")))
            .map(|row| row.join(";"))
            .collect();
        assert_eq!(at.len(), 3, "{tab}: {at:?}");
    }
}

#[test]
fn a_header_that_is_seen_goes_before_one_that_is_hidden() {
    let keys = |visible: bool| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (col, (key, name)) in
            (0_u16..).zip("Tariff;OS;Period;Domain;RAM".split(';').zip("Тариф;ОС;Период;Домен;Диск".split(';')))
        {
            sheet.write_string(0, col, key).expect("a key");
            if visible {
                sheet.write_string(1, col, name).expect("a header");
            }
        }
        order(sheet, 3, "a.example.ru");
        sheet.write_number(2, 4, 40).expect("a cell");
        sheet.set_row_hidden(0).expect("hidden");
        book.save_to_buffer().expect("a workbook")
    };
    let file = given("a.xlsx", &keys(true));
    let opened = open(&file.path, &Options::default()).expect("a sheet");
    assert_eq!(opened.input().layout.header_row, RowNo::from_index(1));
    assert!(with_hidden(&keys(true), None).expect("rows").notes.is_empty());
    // Where there is no other it is an error until somebody has decided.
    let alone = with_hidden(&keys(false), None).expect("rows");
    assert!(
        alone.notes.iter().any(|note| note.starts_with("f: row 1: E050 hidden or filtered out")),
        "{:?}",
        alone.notes
    );
    assert_eq!(with_hidden(&keys(false), Some(Hidden::Include)).expect("rows").rows.len(), 1);
}

/// Row 2 with a disk of 500 in column E, and a comment of row 3 in F.
fn columns(hide: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    xlsx(|sheet| {
        order(sheet, 2, "a.example.ru");
        order(sheet, 3, "b.example.ru");
        sheet.write_string(0, 4, "Disk").expect("a header").write_string(0, 5, "Owner").expect("a header");
        sheet.write_number(1, 4, 500).expect("a cell").write_string(2, 5, "anna").expect("a cell");
        hide(sheet);
    })
}

#[test]
fn a_hidden_column_is_never_ordered_unasked() {
    let hidden = columns(|sheet| {
        sheet.set_column_hidden(4).expect("hidden").set_column_hidden(5).expect("hidden");
    });
    let narrow = columns(|sheet| {
        sheet.set_column_width(4, 0).expect("narrow");
    });
    let invisible = columns(|sheet| {
        let format = Format::new().set_num_format(";;;");
        sheet.write_number_with_format(1, 4, 500, &format).expect("a cell");
    });
    for (name, book, said) in [
        ("hidden", hidden, "E1: E058 the column \"Disk\" is hidden and has filled cells: 1, rows 2"),
        ("narrow", narrow, "E1: E058 the column \"Disk\" is hidden"),
        ("invisible", invisible, "E2: E059 the cell shows nothing, and it holds `500`"),
    ] {
        let desk = Desk::new().file("orders.xlsx", &book);
        let check = |args: &[&str]| desk.run(vdsbatch().arg("check").arg(desk.path("orders.xlsx")).args(args));
        check(&[]).exits(3).says(said);
        check(&["--hidden", "include"])
            .exits(0)
            .says("E058 note: hidden cells of these columns are read like any other: `Disk`");
        let out = desk.path("skip.plan.xlsx");
        let mut process = vdsbatch();
        process.arg("process").arg(desk.path("orders.xlsx")).args([
            "--dry-run",
            "--hidden",
            "skip",
            "--format",
            "json",
            "-o",
        ]);
        desk.run(process.arg(&out)).exits(0).says("E058 note: hidden cells of these columns are left out: `Disk`");
        let json = std::fs::read_to_string(out.with_extension("json")).expect("data");
        assert!(json.contains("\"disk\": 20") && !json.contains("\"disk\": 500"), "{name}: {json}");
    }
}

#[test]
fn no_copy_is_marked_that_would_show_what_was_hidden_and_lose_that_it_was() {
    let book = columns(|sheet| {
        sheet.set_column_hidden(4).expect("hidden");
    });
    let desk = Desk::new().file("orders.xlsx", &book);
    let copy = desk.path("copy.xlsx");
    desk.run(vdsbatch().arg("check").arg(desk.path("orders.xlsx")).arg("--annotate").arg(&copy))
        .exits(3)
        .says("no marked copy was written");
    assert!(!copy.exists());
}

/// A book of sheets: name, whether it has orders, whether it is hidden.
fn book(sheets: &[(&str, bool, bool)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, orders, hidden) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name").set_hidden(*hidden);
        for (col, header) in (0_u16..).zip(HEADER.split(';')) {
            sheet.write_string(0, col, header).expect("a cell");
        }
        if *orders {
            order(sheet, 2, &format!("{}.example.ru", name.to_lowercase()));
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn hidden_sheets_with_orders_are_an_error_until_somebody_says_what_becomes_of_them() {
    let content = book(&[("Now", true, false), ("Old", true, true), ("Empty", false, true)]);
    let domain = |hidden| with_hidden(&content, hidden).map(|read| (texts(&read)[0].1[3].clone(), read.notes));
    let (read, notes) = domain(None).expect("rows");
    assert_eq!(read, "now.example.ru");
    assert!(
        notes.iter().any(|note| note.starts_with("f: E051 there are orders on sheets that are hidden: `Old` (")),
        "{notes:?}"
    );
    assert_eq!(domain(Some(Hidden::Skip)).expect("rows"), ("now.example.ru".to_owned(), Vec::new()));
    let Err(SheetError::NoChoice { why: NoChoice::Several { names }, .. }) = domain(Some(Hidden::Include)) else {
        panic!("several")
    };
    assert!(names.contains(&"Old".to_owned()), "{names:?}");
    // An error of the file keeps everything from being ordered.
    let file = given("a.xlsx", &content);
    let sheet = open(&file.path, &Options::default()).expect("a sheet");
    assert!(sheet.notes().iter().any(|note| note.severity() == Severity::Error));
}

#[test]
fn a_hidden_sheet_beside_one_named_for_orders_is_not_passed_over() {
    let content = book(&[("Orders", true, false), ("Old", true, true)]);
    let included = with_hidden(&content, Some(Hidden::Include));
    assert!(matches!(included, Err(SheetError::NoChoice { why: NoChoice::Several { .. }, .. })), "{included:?}");
    let named = Options { sheet: Some("old".to_owned()), ..Options::default() };
    let read = read_with(&given("a.xlsx", &content).path, &named).expect("the sheet that was named");
    assert_eq!(texts(&read)[0].1[3], "old.example.ru");
}

#[test]
fn a_workbook_whose_only_orders_are_hidden_says_so() {
    // The first sheet of a workbook is always to be seen.
    let content = book(&[("Cover", false, false), ("Заказы", true, true)]);
    let read = with_hidden(&content, None).expect("the sheet that is to be seen");
    assert!(texts(&read).is_empty());
    let said = read.notes.iter().find(|note| note.contains("E051")).expect("an error");
    assert!(said.contains("`Заказы`"), "{said}");
}

#[test]
fn a_table_of_prices_is_not_taken_for_orders() {
    let mut book = Workbook::new();
    let prices = book.add_worksheet();
    for (col, header) in (0_u16..).zip(["Tariff", "Period", "Price", "Disk"]) {
        prices.write_string(0, col, header).expect("a cell");
    }
    let orders = book.add_worksheet();
    for (col, header) in (0_u16..).zip(HEADER.split(';')) {
        orders.write_string(0, col, header).expect("a cell");
    }
    order(orders, 2, "a.example.ru");
    let read = read("a.xlsx", &book.save_to_buffer().expect("a workbook")).expect("the second sheet");
    assert_eq!(texts(&read)[0].1[3], "a.example.ru");
}

#[test]
fn merged_cells_hold_a_value_only_in_the_first() {
    let content = xlsx(|sheet| {
        let plain = Format::new();
        for row in 2..=4 {
            order(sheet, row, &format!("r{row}.example.ru"));
        }
        sheet.merge_range(1, 0, 3, 0, "KVM Ferrum", &plain).expect("merged");
        // Merged rows below the table, as for signatures, are no orders.
        sheet.merge_range(9, 0, 10, 3, "", &plain).expect("merged");
    });
    let read = read("a.xlsx", &content).expect("rows");
    assert_eq!(read.rows.iter().map(|row| row.no.get()).collect::<Vec<_>>(), [2, 3, 4]);
    let with = CellRef { row: RowNo::from_index(1), col: Col::from_index(0) };
    let tariff = |row: usize| read.rows[row].cell(Col::from_index(0)).expect("a cell").value.clone();
    assert_eq!(tariff(0), Value::Text("KVM Ferrum".to_owned()));
    assert_eq!([tariff(1), tariff(2)], [Value::Merged(with), Value::Merged(with)]);
    let desk = Desk::new().file("orders.xlsx", &content);
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path("orders.xlsx"))).exits(3);
    ran.says("orders.xlsx: Sheet1!A3: E053 the cell is merged with A2, and only that one has a value")
        .says("Sheet1!A4: E053");
}

/// A results workbook as far as its mark goes, with these sheets.
fn results(names: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_custom_property("vdsbatch-results", "r1"));
    for name in names {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (col, header) in (0_u16..).zip(HEADER.split(';')) {
            sheet.write_string(0, col, header).expect("a cell");
        }
        order(sheet, 2, "a.example.ru");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn no_option_makes_a_results_workbook_an_order_sheet() {
    let file = given("a.xlsx", &results(&["Orders", "To fix"]));
    let named = |name: &str| Options { sheet: Some(name.to_owned()), ..Options::default() };
    let said = read_with(&file.path, &named("Orders")).expect_err("results").message(Lang::En);
    assert!(said.contains("its sheet \"Orders\" lists orders that were already processed"), "{said}");
    assert!(read_with(&file.path, &named("To fix")).is_ok());
    assert!(read_with(&given("a.xlsx", &results(&["Заказы", "Исправить"])).path, &Options::default()).is_ok());
    let include = Options { hidden: Some(Hidden::Include), ..Options::default() };
    let said = read_with(&given("a.xlsx", &results(&["Orders"])).path, &include);
    assert!(matches!(said, Err(SheetError::NoChoice { why: NoChoice::Results { asked: None }, .. })), "{said:?}");
}

/// The mark that this reader looks for is the one that the report writes.
#[test]
fn a_real_results_workbook_is_known_by_its_mark() {
    let desk = Desk::new().orders(2);
    desk.process(&[]).exits(0).leaves("orders.results.xlsx");
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path("orders.results.xlsx"))).exits(1);
    ran.says("is a results workbook, and nothing in it is to be fixed (give the sheet that was filled)");
}

#[test]
fn a_hidden_no_holds_whatever_becomes_of_hidden_columns() {
    let book = xlsx(|sheet| {
        sheet.write_string(0, 4, "Order?").expect("a header");
        for (row, word) in [(2, "no"), (3, "yes")] {
            order(sheet, row, &format!("r{row}.example.ru"));
            sheet.write_string(row - 1, 4, word).expect("a cell");
        }
        sheet.set_column_hidden(4).expect("a column");
    });
    let read = |hidden| with_hidden(&book, hidden).expect("rows");
    let answers = |read: &Read| -> Vec<String> {
        read.rows.iter().filter_map(|row| Some(row.cell(Col::from_index(4))?.as_read().into_owned())).collect()
    };
    for hidden in [None, Some(Hidden::Skip), Some(Hidden::Include)] {
        let read = read(hidden);
        assert_eq!(answers(&read), ["no", "yes"], "{hidden:?}");
        assert_eq!(read.notes.len(), 1, "{:?}", read.notes);
        assert!(read.notes[0].contains("E058"), "{:?}", read.notes);
    }
}
