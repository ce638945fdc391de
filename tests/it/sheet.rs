//! Real files in, rows with addresses out.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook};
use vdsbatch::reader::{Excess, Kind, NoChoice, Options, SheetError, Trouble, open};
use vdsbatch::sheet::problem::Diagnostic;
use vdsbatch::sheet::{Cell, Col, Field, Row, Value};
use vdsbatch::text::lang::Lang;

/// A file in a folder of its own.
pub struct Given {
    pub dir: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn given(name: &str, content: &[u8]) -> Given {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join(name);
    std::fs::write(&path, content).expect("a file");
    Given { dir, path }
}

/// What was read: format, rows, and everything worth knowing.
#[derive(Debug)]
pub struct Read {
    pub format: String,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

pub fn read_with(path: &Path, options: &Options) -> Result<Read, SheetError> {
    let sheet = open(path, options)?;
    let format = sheet.input().format.clone();
    let mut notes: Vec<Diagnostic> = sheet.notes().to_vec();
    let mut rows = Vec::new();
    notes.extend(sheet.batches(&mut |batch| {
        rows.extend(batch);
        ControlFlow::Continue(())
    })?);
    let notes = notes.iter().map(|note| note.line("f", None, Lang::En)).collect();
    Ok(Read { format, rows, notes })
}

pub fn read(name: &str, content: &[u8]) -> Result<Read, SheetError> {
    read_with(&given(name, content).path, &Options::default())
}

fn columns_wrong(name: &str, content: &[u8]) -> String {
    match read(name, content) {
        Err(error @ SheetError::Columns(_)) => error.message(Lang::En),
        other => panic!("{other:?}"),
    }
}

/// Row numbers and the texts of their cells.
pub fn texts(read: &Read) -> Vec<(u32, Vec<String>)> {
    let cells = |row: &Row| row.cells.iter().map(|(_, cell)| cell.as_read().into_owned()).collect();
    read.rows.iter().map(|row| (row.no.get(), cells(row))).collect()
}

pub const HEADER: &str = "Tariff;OS template;Period;Domain";

pub fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

/// A workbook with the needed headers in row 1 and what `fill` adds.
pub fn xlsx(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (col, header) in (0_u16..).zip(HEADER.split(';')) {
        sheet.write_string(0, col, header).expect("a cell");
    }
    fill(sheet);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn separators_are_found_and_stated_ones_are_believed() {
    for (name, separator) in [("a.csv", ";"), ("a.csv", ","), ("a.tsv", "\t"), ("a.csv", "|")] {
        let content = format!("{HEADER}\nKVM;Deb;1;a.ru\n").replace(';', separator);
        let read = read(name, content.as_bytes()).expect("a table");
        assert_eq!(texts(&read), [(2, ["KVM", "Deb", "1", "a.ru"].map(str::to_owned).to_vec())], "{separator}");
    }
    let stated = format!("sep=^\r\n{HEADER}\r\nKVM;Deb;1;a.ru\r\n").replace(';', "^");
    let read = read("a.csv", stated.as_bytes()).expect("a table");
    assert_eq!(texts(&read)[0].0, 3);
    assert_eq!(read.format, "csv (utf-8, ^)");
    for line in ["SEP=;", "sep=;;;;", "\"sep=;\""] {
        let read = self::read("a.csv", format!("{line}\n{HEADER}\nKVM;Deb;1;a.ru\n").as_bytes()).expect("a table");
        assert_eq!(texts(&read)[0].0, 3, "{line}");
    }
}

#[test]
fn encodings_are_found() {
    let text = "Тариф;Шаблон ОС;Период;Домен;Заметка\nКВМ;Деб;месяц;а.рф;Ёлка по имени\n";
    let swapped = |bytes: Vec<u8>| -> Vec<u8> { bytes.chunks_exact(2).flat_map(|pair| [pair[1], pair[0]]).collect() };
    let cp1251 = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    for (content, encoding) in [
        (text.as_bytes().to_vec(), "utf-8"),
        (format!("\u{feff}{text}").into_bytes(), "utf-8"),
        (cp1251, "windows-1251"),
        (encoding_rs::KOI8_R.encode(text).0.into_owned(), "koi8-u"),
        (encoding_rs::IBM866.encode(text).0.into_owned(), "ibm866"),
        (utf16(true, text), "utf-16le"),
        (utf16(false, text), "utf-16le"),
        (swapped(utf16(true, text)), "utf-16be"),
        (swapped(utf16(false, text)), "utf-16be"),
    ] {
        let read = read("a.csv", &content).expect("a table");
        assert_eq!(read.format, format!("csv ({encoding}, ;)"));
        assert_eq!(texts(&read)[0].1, ["КВМ", "Деб", "месяц", "а.рф", "Ёлка по имени"]);
    }
    // What begins as UTF-8 and goes on as something else is not guessed at.
    let mut both = format!("{HEADER}\nкириллица;Deb;1;a.ru\n").into_bytes();
    both.extend(encoding_rs::WINDOWS_1251.encode("Привет;Deb;1;b.ru\n").0.iter());
    let said = read("a.csv", &both).expect_err("two encodings").message(Lang::En);
    assert!(said.contains("line 3 is not UTF-8"), "{said}");
    let asked = Options { encoding: Some(encoding_rs::IBM866), ..Options::default() };
    let cp866 = given("a.csv", &encoding_rs::WINDOWS_1251.encode(text).0);
    assert!(read_with(&cp866.path, &asked).is_err(), "read as another encoding it has no headers");
}

#[test]
fn rows_are_cited_by_the_line_they_begin_on() {
    let content = format!(
        "title\r\n\r\n{HEADER};Note\r\nKVM;Deb;1;a.ru;\"two\r\nlines; \"\"quoted\"\"\"\r\n\r\nKVM;Deb;1;b.ru;\r\n"
    );
    let read = read("a.csv", content.as_bytes()).expect("a table");
    let rows = texts(&read);
    assert_eq!(rows.iter().map(|(no, _)| *no).collect::<Vec<_>>(), [4, 7]);
    assert_eq!(rows[0].1[4], "two\r\nlines; \"quoted\"");
    for end in ["\r", "\n", "\r\n"] {
        let content = format!("title\n\n{HEADER}\nKVM;Deb;1;a.ru\n\nKVM;Deb;1;b.ru").replace('\n', end);
        let read = self::read("a.csv", content.as_bytes()).expect("a table");
        assert_eq!(texts(&read).iter().map(|(no, _)| *no).collect::<Vec<_>>(), [4, 6], "{end:?}");
    }
}

#[test]
fn a_quote_that_takes_rows_in_is_an_error_of_its_row() {
    let read = read("a.csv", &csv(&[HEADER, "KVM;\"Deb;1;a.ru", "KVM;Deb\";1;b.ru", "KVM;Deb;1;c.ru"])).expect("rows");
    assert_eq!(read.rows.iter().map(|row| row.no.get()).collect::<Vec<_>>(), [2, 4]);
    let note = "f: row 2: E001 a quoted cell goes over 2 lines and contains separators";
    assert!(read.notes.iter().any(|said| said.starts_with(note)), "{:?}", read.notes);
    // People write comments of several lines, with a semicolon or two.
    let comment =
        self::read("a.csv", format!("{HEADER};Note\nKVM;Deb;1;a.ru;\"x; y;\nz\"\n").as_bytes()).expect("a row");
    assert!(!comment.notes.iter().any(|said| said.contains("E001")), "{:?}", comment.notes);
}

#[test]
fn a_row_without_end_is_no_row() {
    let mut endless = format!("{HEADER}\nKVM;Deb;1;a.ru\nKVM;").into_bytes();
    endless.resize(17 << 20, b'x');
    let said = read("a.csv", &endless);
    assert!(matches!(said, Err(SheetError::TooLarge { why: Excess::Line(line), .. }) if line.get() == 3), "{said:?}");
}

#[test]
fn a_quote_that_is_never_closed_is_named_with_its_line() {
    let message = columns_wrong("a.csv", &csv(&[HEADER, "KVM;Deb;1;a.ru", "KVM;\"Deb;1;b.ru", "KVM;Deb;1;c.ru"]));
    assert_eq!(message, "a.csv: E001 the quote opened in line 3 is never closed (close it, or double it)");
}

#[test]
fn titles_above_totals_below_and_empty_rows_are_no_orders() {
    let lines = [
        "Заказ на ноябрь;;;;",
        "",
        "Тариф;Шаблон;Срок;Домен;Сумма",
        "KVM;Deb;1;a.ru;5",
        ";;;;9",
        "Итого:;;;;14",
        "KVM;Deb;1;b.ru;5",
    ];
    let read = read("a.csv", &csv(&lines)).expect("a table");
    assert_eq!(read.rows.iter().map(|row| row.no.get()).collect::<Vec<_>>(), [4, 7]);
    assert!(read.notes.iter().any(|note| note == "f: row 6: E007 note: a row of totals, left out"), "{:?}", read.notes);
    assert!(read.notes.iter().any(|note| note.contains("E006") && note.contains("`Сумма`")), "{:?}", read.notes);
}

#[test]
fn wrong_columns_are_all_named_at_once() {
    let message = columns_wrong("a.csv", b"Tariff;Plan;Templaet;Period;Disk\nx;y;z;1;2\n");
    for expected in [
        "a.csv: B1: E004 `Plan` and `Tariff` (A1) are two columns for the same thing",
        "a.csv: C1: E005 unknown column \"Templaet\" (did you mean \"Template\"?)",
        "a.csv: E003 the column \"OS template\" is missing",
        "a.csv: E003 the column \"Domain\" is missing",
    ] {
        assert!(message.contains(expected), "{message}");
    }
    assert!(columns_wrong("a.csv", b"a;b;c\n1;2;3\n").contains("E002"));
    let short = read("a.csv", &csv(&["Tariff;OS;Period;Domain;Dosk", "KVM;Deb;1;a.ru;5"])).expect("a warning only");
    assert!(short.notes.iter().any(|note| note.contains("E005 warning: unknown column \"Dosk\"")), "{:?}", short.notes);
}

#[test]
fn a_header_beyond_row_20_is_not_looked_for() {
    let mut lines = vec!["x"; 20];
    lines.extend([HEADER, "KVM;Deb;1;a.ru"]);
    assert!(columns_wrong("a.csv", &csv(&lines)).contains("E002"));
    lines.remove(0);
    assert_eq!(read("a.csv", &csv(&lines)).expect("a table").rows.len(), 1);
}

#[test]
fn cells_beyond_the_header_of_a_text_are_an_error() {
    // `1,5` cores: the value falls apart, and the rest of the row moves.
    let read = read("a.csv", b"Tariff,OS,Period,Domain,CPU,RAM\nKVM,Deb,1,a.ru,1,5,2\n").expect("a table");
    let note = "f: row 2: E009 the row has 7 cells, the header 6";
    assert!(read.notes.iter().any(|said| said.starts_with(note)), "{:?}", read.notes);
    let short = self::read("a.csv", &csv(&["Tariff;OS;Period;Domain;CPU;RAM", "KVM;Deb;1;a.ru", "KVM;Deb;1;b.ru;;;;"]));
    assert!(!short.expect("a table").notes.iter().any(|said| said.contains("E009")));
}

#[test]
fn what_a_file_is_its_content_decides() {
    let book = xlsx(|sheet| {
        sheet.write_string(1, 0, "KVM").expect("a cell");
    });
    assert_eq!(read("really-a-workbook.csv", &book).expect("a workbook").format, "xlsx");
    assert_eq!(read("really-text.xlsx", &csv(&[HEADER, "KVM;Deb;1;a.ru"])).expect("a table").rows.len(), 1);
    let kind = |content: &[u8]| match read("a.xlsx", content) {
        Err(SheetError::NotASheet { kind, .. }) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(b""), Kind::Empty);
    assert_eq!(kind(b"%PDF-1.7"), Kind::Pdf);
    let old = |name: &str| {
        let mut content = vec![0xd0, 0xcf, 0x11, 0xe0];
        content.resize(512, 0);
        content.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        content.resize(2048, 0);
        content
    };
    assert_eq!(kind(&old("EncryptedPackage")), Kind::Protected);
    assert_eq!(kind(&old("WordDocument")), Kind::Word);
    assert_eq!(kind(&old("PowerPoint Document")), Kind::OldOffice);
    assert_eq!(kind(b"  <html><table><tr><td>Tariff"), Kind::Html);
    assert_eq!(kind(b"MIME-Version: 1.0\r\nContent-Type: multipart/related"), Kind::Html);
    assert_eq!(kind(&utf16(true, "<html><table>")), Kind::Html);
    assert_eq!(kind(b"<?xml version='1.0'?><Workbook/>"), Kind::Xml);
    let excel_2003 = b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>";
    assert_eq!(kind(excel_2003), Kind::Excel2003Xml);
    assert_eq!(kind(br#"{"url": "https://docs.google.com/open?id=x"}"#), Kind::Link);
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Kind::Picture);
    assert_eq!(kind(b"{\\rtf1"), Kind::Document);
    assert_eq!(kind(b"Rar!\x1a\x07"), Kind::Archive);
    assert_eq!(kind(&[0; 5000]), Kind::Empty);
    assert_eq!(kind(b"  \r\n "), Kind::Empty);
    assert_eq!(kind(&[1, 2, 3, 0, 0, 0, 0, 200, 7]), Kind::Binary);
    assert_eq!(kind(&archive(&[("word/document.xml", b"<x/>")])), Kind::Document);
    let open_document = |kind: &[u8], manifest: &[u8]| {
        archive(&[("mimetype", kind), ("content.xml", b"<x/>"), ("META-INF/manifest.xml", manifest)])
    };
    assert_eq!(kind(&open_document(b"application/vnd.oasis.opendocument.text", b"")), Kind::Document);
    let encrypted = open_document(b"application/vnd.oasis.opendocument.spreadsheet", b"<manifest:encryption-data/>");
    assert_eq!(kind(&encrypted), Kind::Protected);
    assert_eq!(kind(&archive(&[("Index/Document.iwa", b"x")])), Kind::Numbers);
    assert_eq!(kind(&archive(&[("readme.txt", b"x")])), Kind::Archive);
    let lock = given("~$a.xlsx", b"x");
    let said = read_with(&lock.path, &Options::default());
    assert!(matches!(said, Err(SheetError::NotASheet { kind: Kind::Lock, .. })), "{said:?}");
}

/// Text in UTF-16, little-endian, with or without the mark.
pub fn utf16(mark: bool, text: &str) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let why = |path: &Path| match read_with(path, &Options::default()) {
        Err(SheetError::Io { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(why(dir.path()), Trouble::Folder);
    assert_eq!(why(&dir.path().join("none.xlsx")), Trouble::NotFound);
    #[cfg(unix)]
    {
        // Opening a pipe to which nobody writes waits for ever, unless it is asked not to.
        let pipe = dir.path().join("pipe.csv");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::from_raw_mode(0o600)).expect("a pipe");
        assert_eq!(why(&pipe), Trouble::NotAFile);
        assert_eq!(why(Path::new("/dev/zero")), Trouble::NotAFile);
    }
}

pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut writer, content).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn cells_of_a_workbook_keep_their_kind_and_their_address() {
    let date = Format::new().set_num_format("dd.mm.yyyy");
    let book = xlsx(|sheet| {
        sheet.write_string(6, 0, "  KVM ").expect("a cell");
        sheet.write_number(6, 1, 20.0).expect("a cell");
        sheet.write_boolean(6, 2, true).expect("a cell");
        let moment = ExcelDateTime::from_ymd(2026, 12, 3).expect("a date");
        sheet.write_datetime_with_format(6, 3, &moment, &date).expect("a cell");
        sheet.write_formula(8, 0, Formula::new("=1+1").set_result("2")).expect("a cell");
        sheet.write_formula(8, 1, Formula::new("=A1").set_result("text")).expect("a cell");
        sheet.write_formula(8, 2, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
        sheet.write_string(8, 9, "beyond the header").expect("a cell");
    });
    let read = read("a.xlsx", &book).expect("a workbook");
    let plain = |value| Cell { value, formula: false };
    let computed = |value| Cell { value, formula: true };
    let at = |row: &Row, col| row.cell(Col::from_index(col)).cloned().expect("a cell");
    assert_eq!(read.rows.iter().map(|row| row.no.get()).collect::<Vec<_>>(), [7, 9]);
    let (first, second) = (&read.rows[0], &read.rows[1]);
    assert_eq!(at(first, 0).as_read().trim(), "KVM");
    assert_eq!(at(first, 1), plain(Value::Number(20.0)));
    assert_eq!(at(first, 2), plain(Value::Bool(true)));
    assert_eq!(at(first, 3), plain(Value::Date("2026-12-03".to_owned())));
    assert_eq!(at(second, 0), computed(Value::Number(2.0)));
    assert_eq!(at(second, 1), computed(Value::Text("text".to_owned())));
    assert_eq!(at(second, 2), computed(Value::Error("#DIV/0!".to_owned())));
    assert_eq!(second.cells.len(), 4);
}

#[test]
fn a_formula_without_a_stored_value_is_not_an_empty_cell() {
    let book = xlsx(|sheet| {
        sheet.write_string(1, 0, "KVM").expect("a cell");
        sheet.write_formula(1, 2, Formula::new("=1+1").set_result("77")).expect("a cell");
    });
    let bare = replaced(&book, "xl/worksheets/sheet1.xml", "<v>77</v>", "");
    // Even in a file that does not say that its results are not valid.
    let bare = replaced(&bare, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    let read = read("a.xlsx", &bare).expect("a workbook");
    let cell = read.rows[0].cell(Col::from_index(2)).expect("a cell");
    assert_eq!(cell, &Cell { value: Value::NoValue, formula: true });
}

/// The workbook with a piece of one of its parts replaced.
pub fn replaced(book: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("an archive");
    let mut parts = Vec::new();
    let mut hit = false;
    for at in 0..source.len() {
        let mut entry = source.by_index(at).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).expect("content");
        if name == part {
            let text = String::from_utf8(content).expect("text");
            hit = text.contains(from);
            content = text.replace(from, to).into_bytes();
        }
        parts.push((name, content));
    }
    assert!(hit, "`{from}` is not in {part}");
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    archive(&parts)
}

#[test]
fn a_cell_in_the_last_corner_does_no_harm() {
    let book = xlsx(|sheet| {
        sheet.write_string(1_048_575, 16_383, "far").expect("a cell");
        sheet.write_string(1_048_575, 0, "KVM").expect("a cell");
    });
    let read = read("a.xlsx", &book).expect("a workbook");
    assert_eq!(texts(&read), [(1_048_576, vec!["KVM".to_owned(), "far".to_owned()])]);
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let book = xlsx(|_| {});
    let many = "<si><t></t></si>".repeat(4_100_000) + "</sst>";
    let bomb = replaced(&book, "xl/sharedStrings.xml", "</sst>", &many);
    assert!(bomb.len() < 1_000_000);
    assert!(matches!(read("a.xlsx", &bomb), Err(SheetError::TooLarge { .. })));
    let doctype = replaced(&book, "xl/workbook.xml", "<workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook");
    assert!(matches!(read("a.xlsx", &doctype), Err(SheetError::Damaged { .. })));
}

#[test]
fn the_sheet_of_orders_is_chosen_and_others_are_asked_for() {
    let book = |names: &[(&str, bool, bool)]| {
        let mut book = Workbook::new();
        for (name, columns, hidden) in names {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).expect("a name").set_hidden(*hidden);
            let headers = if *columns { HEADER } else { "a;b" };
            for (col, header) in (0_u16..).zip(headers.split(';')) {
                sheet.write_string(0, col, header).expect("a cell");
                sheet.write_string(1, col, *name).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    let first_cell = |content: &[u8]| read("a.xlsx", content).map(|read| texts(&read)[0].1[0].clone());
    assert_eq!(first_cell(&book(&[("Notes", false, false), ("Servers", true, false)])).expect("one"), "Servers");
    assert_eq!(first_cell(&book(&[("One", true, false), ("Заказы", true, false)])).expect("named"), "Заказы");
    assert_eq!(first_cell(&book(&[("One", true, false), ("Old", true, true)])).expect("visible"), "One");
    let two = book(&[("One", true, false), ("Two", true, false)]);
    assert!(matches!(first_cell(&two), Err(SheetError::NoChoice { why: NoChoice::Several { .. }, .. })));
    let file = given("a.xlsx", &two);
    let named = |name: &str| Options { sheet: Some(name.to_owned()), ..Options::default() };
    assert_eq!(texts(&read_with(&file.path, &named("Two")).expect("named"))[0].1[0], "Two");
    assert!(matches!(
        read_with(&file.path, &named("Three")),
        Err(SheetError::NoChoice { why: NoChoice::NoSuchSheet { .. }, .. })
    ));
}

#[test]
fn a_results_workbook_is_no_order_sheet_except_for_what_is_to_fix() {
    let book = |to_fix: bool| {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_custom_property("vdsbatch-results", "r1"));
        for name in ["Orders", "To fix"].into_iter().take(if to_fix { 2 } else { 1 }) {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            for (col, header) in (0_u16..).zip(HEADER.split(';')) {
                sheet.write_string(0, col, header).expect("a cell");
                sheet.write_string(1, col, name).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    assert!(matches!(read("a.xlsx", &book(false)), Err(SheetError::NoChoice { why: NoChoice::Results { .. }, .. })));
    assert_eq!(texts(&read("a.xlsx", &book(true)).expect("to fix"))[0].1[0], "To fix");
}

#[test]
fn a_file_that_stands_open_is_warned_of() {
    for lock in ["~$a.csv", ".~lock.a.csv#"] {
        let file = given("a.csv", &csv(&[HEADER, "KVM;Deb;1;a.ru"]));
        std::fs::write(file.dir.path().join(lock), "x").expect("a file");
        let read = read_with(&file.path, &Options::default()).expect("a table");
        assert!(read.notes.iter().any(|note| note.contains("E008 warning")), "{:?}", read.notes);
    }
}

/// The digest in the ledger would name another file than the one that was ordered from.
#[test]
fn a_file_that_is_written_to_while_it_is_read_is_refused() {
    let lines: Vec<String> = (0..1100).map(|n| format!("KVM;Deb;1;w{n}.ru")).collect();
    let file = given("a.csv", format!("{HEADER}\n{}\n", lines.join("\n")).as_bytes());
    let read = |touch: bool| {
        open(&file.path, &Options::default()).expect("a table").batches(&mut |_| {
            if touch {
                let mut file = std::fs::OpenOptions::new().append(true).open(&file.path).expect("the file");
                std::io::Write::write_all(&mut file, b"KVM;Deb;1;late.ru\n").expect("written");
            }
            ControlFlow::Continue(())
        })
    };
    assert!(read(false).is_ok());
    let said = read(true);
    assert!(matches!(said, Err(SheetError::Io { why: Trouble::Changed, .. })), "{said:?}");
}

#[test]
fn the_digest_is_that_of_the_file() {
    let file = given("a.csv", &csv(&[HEADER, "KVM;Deb;1;a.ru"]));
    let sheet = open(&file.path, &Options::default()).expect("a table");
    let content = std::fs::read(&file.path).expect("the file");
    let digest = ring::digest::digest(&ring::digest::SHA256, &content);
    let hex: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sheet.input().sha256, hex);
    assert_eq!(sheet.input().layout.col(Field::Domain), Some(Col::from_index(3)));
}

#[test]
fn no_damage_to_a_workbook_crashes_the_program() {
    let whole = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/orders.xlsx")).expect("a sample");
    let step = whole.len() / 60;
    for end in (0..whole.len()).step_by(step) {
        let _ = read("a.xlsx", &whole[..end]);
    }
    let mut refused = 0;
    for at in (0..whole.len()).step_by(step / 3) {
        let mut broken = whole.clone();
        broken[at] ^= 0x5a;
        refused += u32::from(read("a.xlsx", &broken).is_err());
    }
    assert!(refused > 20, "{refused}");
}
