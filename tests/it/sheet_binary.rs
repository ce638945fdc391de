//! `.xls` and `.xlsb`, record by record: what a person sees in them is what is ordered.

use calamine::{Data, DataType, Reader};
use vdsbatch::reader::{Apart, Damage, Excess, Kind, Options, SheetError, open};
use vdsbatch::sheet::{Cell, Col, Held as Stored, Value};
use vdsbatch::text::lang::Lang;

use crate::biff::{longs, words, xls, xlsb};
use crate::misread::plan;
use crate::sheet::{Read, given, read, read_with, texts};

/// What is planned of an order that has this in a column of its own, or what is found wrong: once as `.xls`, once
/// as `.xlsb`. Style 1 has the format, style 2 strikes out.
fn planned(header: &str, held: Held, code: &str) -> [Result<Vec<String>, String>; 2] {
    let globals = [
        xls::font(false),
        xls::font(true),
        xls::format(164, code),
        xls::style(0, 0),
        xls::style(0, 164),
        xls::style(1, 0),
    ];
    let mut cells = xls::order();
    cells.push(xls::label((0, 4), 0, header));
    cells.push(match held {
        Held::Number(number) => xls::number((1, 4), 1, number),
        Held::Text(text) => xls::label((1, 4), 1, text),
    });
    let old = plan("a.xls", &xls::book(&globals, &cells));
    let cell = match held {
        Held::Number(number) => xlsb::number(4, 1, number),
        Held::Text(text) => xlsb::label(4, 1, text),
    };
    let styles = xlsb::styles(&[false, true], &[code], &[(0, 0), (0, 164), (1, 0)]);
    let new = plan("a.xlsb", &xlsb::Made { styles, ..xlsb::Made::order(header, &cell) }.file());
    [old, new]
}

#[derive(Clone, Copy)]
enum Held {
    Number(f64),
    Text(&'static str),
}
use Held::{Number, Text};

#[test]
fn what_a_format_of_a_binary_workbook_shows_is_read_or_refused() {
    for (header, held, code, order) in [
        ("Disk", Number(2.0), "0\" TB\"", "1m 2048/1/1 -"),
        ("RAM", Number(4096.0), "#,##0\\ \"MB\"", "1m 20/4/1 -"),
        ("Disk", Number(3.0), "0\" ТБ\"", "1m 3072/1/1 -"),
        ("CPU", Number(2.0), "General\" шт.\"", "1m 20/1/2 -"),
        ("Price", Number(100.0), "#,##0.00\\ [$₽-419]", "1m 20/1/1 100.00"),
    ] {
        for read in planned(header, held, code) {
            assert_eq!(read.as_deref(), Ok([format!("a.example.ru {order}")].as_slice()), "{header} {code}");
        }
    }
    for (header, held, code, said) in [
        ("Price", Number(15.0), "[$€-2]\\ #,##0.00", "E2: E047 `€ 15.00`"),
        ("Price", Number(0.49), "0%", "E2: E059 the number format shows `49%`"),
        ("Disk", Number(500.0), "0 \"MB\"", "E2: E041 disk `500 MB`"),
        ("Disk", Number(500.0), ";;;", "E2: "),
        ("RAM", Text("2"), "@\" MB\"", "E2: E041 RAM `2 MB`"),
        ("Disk", Number(43_890.0), "d\\.mm", "E2: E042 the cell holds a date, `2020-02-29`"),
        ("Disk", Number(1.26), "[h]:mm:ss", "`30:14:24`"),
        ("Disk", Number(f64::NAN), "0", "E2: E043"),
    ] {
        for read in planned(header, held, code) {
            let found = read.expect_err(code);
            assert!(found.contains(said), "{header} {code}: {found}");
        }
    }
}

#[test]
fn numbers_in_every_form_have_the_look_of_their_style() {
    let globals = [xls::format(200, "0\" TB\""), xls::style(0, 0), xls::style(0, 200)];
    let headers = ["RAM", "Disk"].map(|header| (header, 4)).into_iter().zip(4..);
    let mut cells = xls::order();
    cells.extend(headers.map(|((header, _), col)| xls::label((0, col), 0, header)));
    let with = |more: Vec<u8>| plan("a.xls", &xls::book(&globals, &[cells.clone(), vec![more]].concat()));
    let expected = Ok(["a.example.ru 1m 2048/3/1 -".to_owned()].to_vec());
    assert_eq!(with(xls::numbers((1, 4), &[(0, 3), (1, 2)])), expected);
    let packed = |col, style, number: i32| {
        xls::record(0x27e, &[words(&[1, col, style]), (number << 2 | 2).to_le_bytes().to_vec()].concat())
    };
    assert_eq!(with([packed(4, 0, 3), packed(5, 1, 2)].concat()), expected);
    let formula = |col, style, number: f64| {
        let mut record = xls::formula((1, col), number.to_le_bytes(), 0);
        record[8..10].copy_from_slice(&u16::to_le_bytes(style));
        record
    };
    assert_eq!(with([formula(4, 0, 3.0), formula(5, 1, 2.0)].concat()), expected);
    // A style that the file does not have shows the number as it is.
    assert_eq!(with(xls::numbers((1, 4), &[(99, 3), (1, 2)])), expected);
    for (kind, held) in
        [(2, (2_u32 << 2 | 2).to_le_bytes().to_vec()), (9, [2_f64.to_le_bytes().to_vec(), vec![0; 10]].concat())]
    {
        let styles = xlsb::styles(&[false], &["0\" TB\""], &[(0, 0), (0, 164)]);
        // Only 24 of its bits are the style.
        let made = xlsb::Made { styles, ..xlsb::Made::order("Disk", &xlsb::cell(kind, 4, 0x0100_0001, &held)) };
        assert_eq!(plan("a.xlsb", &made.file()), Ok(vec!["a.example.ru 1m 2048/1/1 -".to_owned()]), "{kind}");
    }
}

#[test]
fn hidden_rows_and_sheets_of_binary_workbooks_are_told() {
    let row = |height: u16, flags: u16| {
        let row = xls::record(0x208, &words(&[1, 0, 4, height, 0, 0, flags, 0]));
        xls::book(&[], &[xls::order(), vec![row]].concat())
    };
    let hidden = |read: &Read| read.notes.iter().any(|note| note.contains("row 2: E050"));
    for (height, flags, expected) in [
        (300, 0x20, true),
        (0, 0x40, true),
        (29, 0x40, true),
        (120, 0x40, false),
        (300, 0x140, false),
        (0x80ff, 0x100, false),
    ] {
        let read = read("a.xls", &row(height, flags)).expect("a sheet");
        assert_eq!((read.rows.len(), hidden(&read)), (1, expected), "{height} {flags}: {:?}", read.notes);
        assert!(read.notes.iter().all(|note| !note.contains("E052")), "{:?}", read.notes);
    }
    // All rows that are not written have no height.
    let default = |rows: &[u16]| {
        let rows = rows.iter().map(|row| xls::record(0x208, &words(&[*row, 0, 4, 300, 0, 0, 0x100, 0])));
        let cells = [vec![xls::record(0x225, &[2, 0, 0, 0])], rows.collect(), xls::order()].concat();
        hidden(&read("a.xls", &xls::book(&[], &cells)).expect("a sheet"))
    };
    assert_eq!([default(&[0, 1]), default(&[0])], [false, true]);
    for (height, flag, expected) in
        [(300, true, true), (0, false, true), (29, false, true), (120, false, false), (300, false, false)]
    {
        let cells = [xlsb::order(0), xlsb::row(1, height, flag)].concat();
        let order = xlsb::order(1);
        let rows = [cells, order[xlsb::row(1, 0, false).len()..].to_vec()].concat();
        let read = read("a.xlsb", &xlsb::Made { rows, ..xlsb::Made::default() }.file()).expect("a sheet");
        assert_eq!((read.rows.len(), hidden(&read)), (1, expected), "{height} {flag}: {:?}", read.notes);
        assert!(read.notes.iter().all(|note| !note.contains("E052")), "{:?}", read.notes);
    }
    for state in [1, 2] {
        let cells = xls::order();
        let stream =
            xls::stream_of(0x0600, &[], &[("Then", u8::try_from(state).expect("a state"), &cells), ("Now", 0, &cells)]);
        let notes = read("a.xls", &xls::file("Workbook", &stream)).expect("a sheet").notes;
        assert!(notes.iter().any(|note| note.contains("`Then`")), "{notes:?}");
        let made = xlsb::Made { state, ..xlsb::Made::order("Disk", &[]) };
        assert!(matches!(read("a.xlsb", &made.file()), Err(SheetError::Columns(_))), "{state}");
    }
}

#[test]
fn merged_cells_of_binary_workbooks_hold_one_value() {
    let merged = |read: Result<Read, SheetError>| {
        let row = read.expect("a sheet").rows.pop().expect("a row");
        row.cell(Col::from_index(4)).map(|cell| matches!(cell.value, Value::Merged(_)))
    };
    let cells = [xls::label((0, 4), 0, "Disk"), xls::number((1, 4), 0, 777.0)];
    let area = xls::record(0xe5, &words(&[1, 0, 1, 4, 4]));
    assert_eq!(
        merged(read("a.xls", &xls::book(&[], &[xls::order(), cells.to_vec(), vec![area]].concat()))),
        Some(true)
    );
    let after = xlsb::record(176, &longs(&[0, 1, 4, 4]));
    let made = xlsb::Made { after, ..xlsb::Made::order("Disk", &xlsb::number(4, 0, 777.0)) };
    assert_eq!(merged(read("a.xlsb", &made.file())), Some(true));
}

fn at(read: &Read, row: usize, col: u16) -> Option<Cell> {
    read.rows[row].cell(Col::from_index(col)).cloned()
}

const EMPTY_TEXT: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
const TEXT_FOLLOWS: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xff, 0xff];

#[test]
fn a_formula_of_an_old_workbook_without_a_result_is_no_empty_cell() {
    let disk = |records: &[Vec<u8>]| {
        let cells = [xls::order(), vec![xls::label((0, 4), 0, "Disk")], records.to_vec()].concat();
        at(&read("a.xls", &xls::book(&[], &cells)).expect("a sheet"), 0, 4).expect("a cell")
    };
    let made = |value| Cell { value, formula: true };
    let formula = |result, flags| xls::formula((1, 4), result, flags);
    let other = xls::formula((9, 9), 5_f64.to_le_bytes(), 0);
    let uncalculated = xls::record(0x5e, &[0, 0]);
    for (records, value) in [
        (vec![formula(40_f64.to_le_bytes(), 0)], Value::Number(40.0)),
        (vec![formula([1, 0, 1, 0, 0, 0, 0xff, 0xff], 0)], Value::Bool(true)),
        (vec![formula([2, 0, 0x17, 0, 0, 0, 0xff, 0xff], 0)], Value::Error("#REF!".to_owned())),
        (vec![formula(TEXT_FOLLOWS, 0), xls::string("40 GB")], Value::Text("40 GB".to_owned())),
        // The text stands behind what else belongs to the formula.
        (vec![formula(TEXT_FOLLOWS, 0), xls::record(0x4bc, &[0; 8]), xls::string("40")], Value::Text("40".to_owned())),
        // No text follows, or it is another cell's.
        (vec![formula(TEXT_FOLLOWS, 0)], Value::NoValue),
        (vec![formula(TEXT_FOLLOWS, 0), other.clone(), xls::string("40")], Value::NoValue),
        // As xlwt writes every formula; where others were calculated, the empty text is a result.
        (vec![formula(EMPTY_TEXT, 0)], Value::NoValue),
        (vec![formula(EMPTY_TEXT, 0), other.clone()], Value::Text(String::new())),
        // 0 in a sheet that says that nobody calculated it, or in a formula that asks for it.
        (vec![formula(0_f64.to_le_bytes(), 0)], Value::Number(0.0)),
        (vec![uncalculated.clone(), formula(0_f64.to_le_bytes(), 0)], Value::NoValue),
        (vec![uncalculated.clone(), formula(EMPTY_TEXT, 0), other], Value::NoValue),
        (vec![uncalculated, formula(40_f64.to_le_bytes(), 0)], Value::Number(40.0)),
        (vec![formula(0_f64.to_le_bytes(), 2)], Value::NoValue),
    ] {
        assert_eq!(disk(&records), made(value), "{records:?}");
    }
    // Every cell of an array formula or a data table is a formula, also one that holds a plain number.
    for kind in [0x221, 0x236] {
        let area = xls::record(kind, &[&words(&[1, 1])[..], &[4, 4, 0, 0, 0, 0, 0, 0]].concat());
        assert_eq!(disk(&[xls::number((1, 4), 0, 40.0), area]), made(Value::Number(40.0)));
    }
}

#[test]
fn formulas_of_an_xlsb_are_known_whatever_they_consist_of() {
    let disk = |workbook: Vec<u8>, cell: &[u8], after: &[u8]| {
        let made = xlsb::Made { workbook, ..xlsb::Made::order("Disk", &[cell, after].concat()) };
        at(&read("a.xlsb", &made.file()).expect("a sheet"), 0, 4).expect("a cell")
    };
    let made = |value| Cell { value, formula: true };
    let number = |number: f64| {
        let rare = [&[0, 0][..], &longs(&[6]), &[0x18, 0x19, 0, 0, 0, 0], &longs(&[0])].concat();
        xlsb::cell(9, 4, 0, &[number.to_le_bytes().to_vec(), rare].concat())
    };
    let calculation = |flags: u8| {
        let mut data = vec![0; 26];
        data[24] = flags;
        xlsb::record(157, &data)
    };
    assert_eq!(disk(Vec::new(), &number(400.0), &[]), made(Value::Number(400.0)));
    assert_eq!(disk(Vec::new(), &number(0.0), &[]), made(Value::Number(0.0)));
    assert_eq!(disk(calculation(0), &number(0.0), &[]), made(Value::Number(0.0)));
    for flags in [1, 16] {
        assert_eq!(disk(calculation(flags), &number(0.0), &[]), made(Value::NoValue), "{flags}");
        assert_eq!(disk(calculation(flags), &number(400.0), &[]), made(Value::Number(400.0)), "{flags}");
    }
    assert_eq!(
        disk(Vec::new(), &xlsb::cell(11, 4, 0, &[0x2b, 0, 0]), &[]),
        made(Value::Error("#GETTING_DATA".to_owned()))
    );
    assert_eq!(disk(Vec::new(), &xlsb::cell(8, 4, 0, &xlsb::text("40")), &[]), made(Value::Text("40".to_owned())));
    for kind in [426, 428] {
        let area = xlsb::record(kind, &longs(&[1, 1, 4, 4, 0]));
        assert_eq!(disk(Vec::new(), &xlsb::number(4, 0, 40.0), &area), made(Value::Number(40.0)), "{kind}");
    }
}

#[test]
fn streams_and_code_pages_are_read_by_what_they_are() {
    let order = || {
        vec![
            vec!["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru"]
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        ]
    };
    let rows = |read: &Read| {
        read.rows
            .iter()
            .map(|row| row.cells.iter().map(|(_, cell)| cell.as_read().into_owned()).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    for name in ["Workbook", "WORKBOOK", "Book", "BOOK", "book"] {
        let read = read("a.xls", &xls::file(name, &xls::stream(&[], &xls::order()))).expect(name);
        assert_eq!(rows(&read), order(), "{name}");
    }
    // What Excel 97 and later write is in Unicode, whatever they say.
    for page in [1200, 1252, 10000, 1251, 437, 0] {
        let read = read("a.xls", &xls::book(&[xls::record(0x42, &words(&[page]))], &xls::order())).expect("a sheet");
        assert_eq!(rows(&read), order(), "{page}");
    }
    // Excel 5 and 95 write in a code page.
    let old = |page: Option<u16>, text: &[u8]| {
        let bytes = |at: (u16, u16), text: &[u8]| {
            let count = u16::try_from(text.len()).expect("short");
            xls::record(0x204, &[&words(&[at.0, at.1, 0, count])[..], text].concat())
        };
        let mut cells = Vec::new();
        for (row, texts) in (0..).zip(crate::biff::ORDER) {
            cells.extend((0..).zip(texts).map(|(col, text)| bytes((row, col), text.as_bytes())));
        }
        cells.extend([bytes((0, 4), b"Comment"), bytes((1, 4), text)]);
        let globals = page.map(|page| xls::record(0x42, &words(&[page])));
        let stream = xls::stream_of(0x0500, globals.as_slice(), &[("Orders", 0, &cells)]);
        read("a.xls", &xls::file("Book", &stream)).map(|read| rows(&read)[0][4].clone())
    };
    let ves = |encoding: &'static encoding_rs::Encoding| encoding.encode("Весна № 3").0.into_owned();
    assert_eq!(old(Some(1251), &ves(encoding_rs::WINDOWS_1251)).expect("a sheet"), "Весна № 3");
    assert_eq!(old(Some(866), &ves(encoding_rs::IBM866)).expect("a sheet"), "Весна № 3");
    assert_eq!(old(Some(10007), &ves(encoding_rs::X_MAC_CYRILLIC)).expect("a sheet"), "Весна № 3");
    assert_eq!(old(Some(32769), b"caf\xe9").expect("a sheet"), "café");
    assert_eq!(old(None, b"caf\xe9").expect("a sheet"), "café");
    assert_eq!(old(Some(437), b"plain").expect("a sheet"), "plain");
    let refused = old(Some(437), b"caf\x82").expect_err("an unknown code page");
    assert!(matches!(refused, SheetError::Damaged { why: Damage::CodePage(437), .. }), "{refused:?}");
}

#[test]
fn workbooks_of_other_times_are_named_as_what_they_are() {
    let kind = |name: &str, content: &[u8]| match read(name, content) {
        Err(SheetError::NotASheet { kind, .. }) => kind,
        other => panic!("{other:?}"),
    };
    for begin in [
        [9, 0, 4, 0, 2, 0, 0x10, 0],
        [9, 2, 6, 0, 0, 3, 0x10, 0],
        [9, 4, 6, 0, 0, 4, 0x10, 0],
        [9, 8, 8, 0, 0, 5, 5, 0],
    ] {
        assert_eq!(kind("a.xls", &[&begin[..], &[0; 200]].concat()), Kind::OldExcel, "{begin:?}");
    }
    let within = |stream: &[u8]| kind("a.xls", &xls::file("Book", stream));
    assert_eq!(within(&xls::record(0x409, &words(&[0x0400, 0x100, 0]))), Kind::OldExcel);
    // Encrypted in one of the ways that there are.
    for how in [words(&[0, 0x1234, 0x5678]), words(&[1, 1, 1]), words(&[1, 2, 2])] {
        let stream = xls::stream(&[xls::record(0x2f, &how)], &xls::order());
        assert_eq!(kind("a.xls", &xls::file("Workbook", &stream)), Kind::Protected);
    }
}

#[test]
fn an_xlsb_is_read_as_other_programs_write_it() {
    let sound = xlsb::Made::order("Disk", &xlsb::number(4, 0, 40.0));
    let expected =
        [(2, ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru", "40"].map(str::to_owned).to_vec())];
    assert_eq!(texts(&read("a.xlsb", &sound.file()).expect("a sheet")), expected);
    let extent = xlsb::record(148, &longs(&[0, 1_048_575, 0, 16_383]));
    // What only some programs are to read stands around and among the cells.
    let foreign = [xlsb::record(37, &[1, 0]), xlsb::record(1024, &[0, 0]), xlsb::record(38, &[])].concat();
    let name = xlsb::record(39, &[&longs(&[0, 0])[..], &[0], &xlsb::text("x"), &longs(&[1]), &[0xee]].concat());
    let rich = xlsb::cell(62, 4, 0, &[&[1][..], &xlsb::text("40"), &longs(&[0, 0])].concat());
    let shared =
        [xlsb::record(159, &longs(&[9, 9])), xlsb::record(19, &[&[0][..], &xlsb::text("40")].concat())].concat();
    let of_shared = xlsb::cell(7, 4, 0, &longs(&[0]));
    for made in [
        xlsb::Made { before: [extent, foreign.clone()].concat(), ..sound },
        xlsb::Made { workbook: name, ..xlsb::Made::order("Disk", &xlsb::number(4, 0, 40.0)) },
        xlsb::Made::order("Disk", &[foreign, rich].concat()),
        xlsb::Made { shared, ..xlsb::Made::order("Disk", &of_shared) },
        // Without its column, which is the next one.
        xlsb::Made::order("Disk", &xlsb::record(16, &[&longs(&[0])[..], &40_f64.to_le_bytes()].concat())),
        xlsb::Made { styles: Vec::new(), ..xlsb::Made::order("Disk", &xlsb::number(4, 7, 40.0)) },
    ] {
        assert_eq!(texts(&read("a.xlsb", &made.file()).expect("a sheet")), expected);
    }
}

#[test]
fn what_is_written_twice_or_nowhere_is_never_chosen_among() {
    let twice = |value: f64| {
        let cells = [xls::label((0, 4), 0, "Disk"), xls::number((1, 4), 0, 40.0), xls::number((1, 4), 0, value)];
        at(&read("a.xls", &xls::book(&[], &[xls::order(), cells.to_vec()].concat())).expect("a sheet"), 0, 4)
    };
    assert_eq!(twice(40.0).expect("a cell").value, Value::Number(40.0));
    assert!(matches!(twice(400.0).expect("a cell").value, Value::TwoReadings(_)));
    let made = xlsb::Made::order("Disk", &[xlsb::number(4, 0, 40.0), xlsb::number(4, 0, 400.0)].concat());
    assert!(matches!(
        at(&read("a.xlsb", &made.file()).expect("a sheet"), 0, 4).expect("a cell").value,
        Value::TwoReadings(_)
    ));

    let damage = |name: &str, content: &[u8]| match read(name, content) {
        Err(SheetError::Damaged { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let far = |col: u16| damage("a.xls", &xls::book(&[], &[xls::order(), vec![xls::label((1, col), 0, "x")]].concat()));
    assert_eq!(far(256), Damage::NoSuchCell("R2C257".to_owned()));
    let rows = |rows: Vec<u8>| damage("a.xlsb", &xlsb::Made { rows, ..xlsb::Made::default() }.file());
    assert!(
        matches!(rows([xlsb::order(0), xlsb::order(1), xlsb::order(1)].concat()), Damage::Unordered(row) if row.get() == 2)
    );
    assert_eq!(rows([xlsb::order(0), xlsb::order(1_048_576)].concat()), Damage::NoSuchCell("R1048577C1".to_owned()));
    assert_eq!(rows([xlsb::order(0), xlsb::label(16_384, 0, "x")].concat()), Damage::NoSuchCell("R1C16385".to_owned()));
    // A text that the file does not have, and cells where no program need look for them.
    let missing = xls::record(0xfd, &[words(&[1, 4, 0]), longs(&[7])].concat());
    assert_eq!(damage("a.xls", &xls::book(&[], &[xls::order(), vec![missing]].concat())), Damage::Records);
    assert_eq!(rows([xlsb::order(0), xlsb::cell(7, 4, 0, &longs(&[7]))].concat()), Damage::Records);
    let around = [xlsb::record(37, &[]), xlsb::order(1), xlsb::record(38, &[])].concat();
    assert_eq!(rows([xlsb::order(0), around].concat()), Damage::Records);
    // A sheet that breaks off.
    let stream = xls::stream(&[], &xls::order());
    assert_eq!(damage("a.xls", &xls::file("Workbook", &stream[..stream.len() - 4])), Damage::CutOff);
    // Its last record is shorter than it says.
    let cut = xlsb::Made { after: vec![0x85, 1, 0x7f], ..xlsb::Made::order("Disk", &[]) };
    assert_eq!(damage("a.xlsb", &cut.file()), Damage::CutOff);
}

/// The files that other programs wrote, and those in the folder `VDSBATCH_SHEETS` if it is set.
fn foreign() -> Vec<std::path::PathBuf> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/corpus");
    let folders = [Some(corpus), std::env::var_os("VDSBATCH_SHEETS").map(Into::into)];
    let files = folders.into_iter().flatten().flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
    let files = files.map(|entry| entry.expect("an entry").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "xls" || end == "xlsb")).collect()
}

/// Whether two readers of a cell agree.
fn agree(ours: &Value, theirs: &Data) -> bool {
    match (ours, theirs) {
        (Value::Number(ours), Data::Int(_) | Data::Float(_)) => {
            theirs.as_f64().is_some_and(|theirs| Value::number(theirs) == Value::Number(*ours))
        }
        (Value::Shown(shown), _) => match &shown.stored {
            Stored::Number(ours) => agree(&Value::Number(*ours), theirs),
            Stored::Text(ours) => agree(&Value::Text(ours.clone()), theirs),
        },
        (Value::Text(ours), Data::String(theirs)) => ours == theirs,
        (Value::Bool(ours), Data::Bool(theirs)) => ours == theirs,
        (Value::Error(ours), theirs) => *ours == theirs.to_string(),
        // A formula without a result.
        (Value::NoValue, theirs) => theirs.to_string().trim().is_empty(),
        (Value::Date(_), Data::DateTime(_)) | (Value::Merged(_), _) => true,
        _ => false,
    }
}

#[test]
fn another_reader_reads_the_same() {
    let mut cells = 0;
    // calamine passes over cells in their short form.
    for path in foreign().into_iter().filter(|path| !path.ends_with("sheetjs.xlsb")) {
        let Ok(sheet) = open(&path, &Options::default()) else { continue };
        let name = sheet.input().layout.sheet.clone().expect("a sheet");
        let Ok(mut book) = calamine::open_workbook_auto(&path) else { continue };
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let _ = sheet.batches(&mut |rows| {
            for (row, (col, cell)) in rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (row, cell))) {
                let theirs = range.get_value((row.no.get() - 1, u32::from(col.index()))).unwrap_or(&Data::Empty);
                assert!(agree(&cell.value, theirs), "{}: {col}{}: {cell:?}, {theirs:?}", path.display(), row.no);
                cells += 1;
            }
            std::ops::ControlFlow::Continue(())
        });
    }
    assert!(cells > 40, "{cells}");
}

/// Reads it in a process that may have half a gigabyte of memory, its own code included.
fn read_small(name: &str, content: &[u8]) -> Result<Read, SheetError> {
    let program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_vdsbatch"));
    let apart = Apart { program, patience: std::time::Duration::from_mins(1), memory: 512 << 20 };
    read_with(&given(name, content).path, &Options { apart: Some(apart), ..Options::default() })
}

#[test]
fn no_binary_workbook_takes_more_memory_than_a_sheet_may() {
    let order = |more: Vec<u8>| [xls::order(), vec![more]].concat();
    // One cell in the last corner, which made a rectangle of 16 million.
    let far = read_small("a.xls", &xls::book(&[], &order(xls::label((65_535, 255), 0, "far")))).expect("a sheet");
    assert_eq!(far.rows.len(), 1);
    let text = xls::record(0xfc, &[&longs(&[1, 1])[..], &words(&[8000]), &[0], &[b'x'; 8000]].concat());
    let shares = |row: u16, col: u16| xls::record(0xfd, &words(&[row, col, 0, 0, 0]));
    // A text of 8,000 letters in every cell of a row, and in a column of many.
    let wide: Vec<u8> = (0..256).flat_map(|col| shares(2, col)).collect();
    let excess = |read: Result<Read, SheetError>| match read {
        Err(SheetError::TooLarge { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let too_wide = read_small("a.xls", &xls::book(std::slice::from_ref(&text), &order(wide)));
    assert!(matches!(excess(too_wide), Excess::Row(row) if row.get() == 3));
    let long: Vec<u8> = (2..3000).flat_map(|row| [shares(row, 8), shares(row, 9)].concat()).collect();
    assert!(read_small("a.xls", &xls::book(&[text], &order(long))).is_ok());
    // Styles, codes and sheets without end.
    let styles: Vec<Vec<u8>> = vec![xls::style(0, 0).repeat(70_000)];
    assert!(matches!(excess(read_small("a.xls", &xls::book(&styles, &xls::order()))), Excess::Formats));
    let codes: Vec<Vec<u8>> = (164..500).map(|no| xls::format(no, &"0".repeat(4000))).collect();
    assert!(matches!(excess(read_small("a.xls", &xls::book(&codes, &xls::order()))), Excess::Formats));
    let none: &[Vec<u8>] = &[];
    let names: Vec<String> = (0..1100).map(|no| format!("S{no}")).collect();
    let sheets: Vec<(&str, u8, &[Vec<u8>])> = names.iter().map(|name| (name.as_str(), 0, none)).collect();
    let many = xls::file("Workbook", &xls::stream_of(0x0600, &[], &sheets));
    assert!(matches!(excess(read_small("a.xls", &many)), Excess::Sheets(1024)));

    let texts = [xlsb::record(159, &[0; 8]), xlsb::record(19, &[&[0][..], &xlsb::text(&"x".repeat(8000))].concat())];
    let wide = (4..16_384).map(|col| xlsb::cell(7, col, 0, &longs(&[0])));
    let wide = xlsb::Made { shared: texts.concat(), ..xlsb::Made::order("Disk", &wide.collect::<Vec<_>>().concat()) };
    assert!(matches!(excess(read_small("a.xlsb", &wide.file())), Excess::Row(row) if row.get() == 2));
    let often = xlsb::Made::order("Disk", &xlsb::number(4, 0, 40.0).repeat(200_000));
    assert!(matches!(read_small("a.xlsb", &often.file()), Err(SheetError::Damaged { why: Damage::Records, .. })));
}

/// Whatever is bent in the records of a sound workbook, it is read or refused. The long form:
/// `VDSBATCH_DAMAGES=100000 cargo test --locked --test it sheet_binary::`.
#[test]
fn no_bent_record_takes_the_reader_along() {
    let cases = std::env::var("VDSBATCH_DAMAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(600);
    let shared =
        xls::record(0xfc, &[&longs(&[2, 2])[..], &words(&[2]), b"\0ab", &words(&[1, 0x0c01])[..], &[0; 12]].concat());
    let globals =
        [xls::font(true), xls::format(164, "0\" TB\""), xls::style(0, 164), xls::record(0x42, &words(&[1252])), shared];
    let more = [
        xls::formula((1, 5), TEXT_FOLLOWS, 0),
        xls::string("x"),
        xls::numbers((1, 6), &[(0, 1), (0, 2)]),
        xls::record(0xfd, &words(&[1, 4, 0, 0, 0])),
        xls::record(0xe5, &words(&[1, 2, 3, 4, 4])),
        xls::record(0x7d, &words(&[4, 5, 0, 0, 1, 0])),
        xls::record(0x208, &words(&[1, 0, 4, 0, 0, 0, 0x20, 0])),
        xls::record(0x1c, &words(&[1, 1, 0, 1])),
        xls::record(0x221, &[&words(&[1, 1])[..], &[4, 5, 0, 0, 0, 0, 0, 0]].concat()),
    ];
    let stream = xls::stream(&globals, &[xls::order(), more.to_vec()].concat());
    let container = xls::file("Workbook", &stream);
    let made = |rows: Vec<u8>| xlsb::Made {
        before: xlsb::record(60, &longs(&[1, 2, 0, 0, 1])),
        rows,
        after: [xlsb::record(176, &longs(&[1, 2, 4, 4])), xlsb::record(426, &longs(&[1, 1, 4, 4]))].concat(),
        styles: xlsb::styles(&[true], &["0\" TB\""], &[(0, 164)]),
        shared: [xlsb::record(159, &[0; 8]), xlsb::record(19, &[&[0][..], &xlsb::text("ab")].concat())].concat(),
        comments: Some(xlsb::record(635, &longs(&[0, 1, 1, 0, 0, 0]))),
        ..xlsb::Made::default()
    };
    let rows = [xlsb::order(0), xlsb::order(1), xlsb::cell(7, 4, 0, &longs(&[0])), xlsb::number(5, 0, 2.0)].concat();
    let mut numbers = 20_261_130_u64;
    let mut below = |limit: usize| {
        numbers = numbers.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((numbers >> 33) % limit as u64).expect("a small number")
    };
    let mut bent = |sound: &[u8]| {
        let mut bent = sound.to_vec();
        for _ in 0..=below(3) {
            let at = below(bent.len());
            match below(5) {
                0 => bent[at] = u8::try_from(below(256)).expect("a byte"),
                1 => bent[at] ^= 1 << below(8),
                2 => bent[at] = [0, 1, 0x7f, 0x80, 0xff][below(5)],
                3 => drop(bent.drain(at..(at + below(9)).min(bent.len()))),
                _ => {
                    let end = (at + below(40)).min(bent.len());
                    let copy = bent[at..end].to_vec();
                    bent.splice(at..at, copy);
                }
            }
            if bent.is_empty() {
                return sound.to_vec();
            }
        }
        bent
    };
    let mut refused = 0;
    for case in 0..cases {
        let mut parts = made(rows.clone());
        let (name, file) = match case % 8 {
            0..=2 => ("a.xls", xls::file("Workbook", &bent(&stream))),
            3 => ("a.xls", bent(&container)),
            part => {
                let part = match part {
                    4 => &mut parts.styles,
                    5 => &mut parts.shared,
                    6 => &mut parts.after,
                    _ => &mut parts.rows,
                };
                *part = bent(part);
                ("a.xlsb", parts.file())
            }
        };
        refused += usize::from(read(name, &file).is_err());
    }
    assert!(refused * 10 > cases && refused < cases, "{refused} of {cases}");
}

/// Excel encrypts a workbook whose structure is protected with a password of its own, and asks nobody for it.
#[test]
fn a_workbook_whose_structure_is_protected_is_read_or_named_as_that() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/corpus");
    let sample = |name: &str| std::fs::read(corpus.join(name)).expect("a sample");
    let rows = |name: &str| texts(&read(name, &sample(name)).expect(name));
    assert_eq!(rows("structure.xlsx"), rows("openpyxl.xlsx"));
    assert_eq!(rows("libreoffice-structure.xls"), rows("openpyxl.xlsx"));
    let kind = |name: &str, content: &[u8]| match read(name, content) {
        Err(SheetError::NotASheet { kind, .. }) => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind("a.xlsx", &sample("password.xlsx")), Kind::Protected);
    // Records that are only mixed with its letters, as Excel 95 does it, and with those of another password.
    let mixed = |how: &[u16]| {
        let stream = xls::stream(&[xls::record(0x2f, &words(how))], &xls::order());
        kind("a.xls", &xls::file("Workbook", &stream))
    };
    assert_eq!(mixed(&[0, 0xb359, 0x9a0a]), Kind::Structure);
    assert_eq!(mixed(&[0xb359, 0x9a0a]), Kind::Structure);
    assert_eq!(mixed(&[0, 0xb359, 0x9a0b]), Kind::Protected);
    // The password is right, and what it should open is not whole.
    let mut cut = sample("structure.xlsx");
    // The package begins with its length.
    cut[5122] = 0xff;
    assert_eq!(kind("a.xlsx", &cut), Kind::Structure);
    for lang in [Lang::En, Lang::Ru] {
        assert!(!Kind::Structure.message(lang).contains("remove the password"));
    }
}

#[test]
fn what_is_hidden_struck_out_or_commented_in_binary_workbooks_is_told() {
    let globals = [xls::font(false), xls::font(true), xls::style(0, 0), xls::style(1, 0)];
    let cells = [
        xls::label((0, 4), 0, "Disk"),
        xls::number((1, 4), 0, 40.0),
        xls::label((0, 5), 0, "Comment"),
        xls::label((1, 5), 1, "cancelled"),
        xls::record(0x7d, &words(&[4, 4, 60, 0, 0, 0])),
        xls::record(0x1c, &words(&[1, 3, 0, 1])),
    ];
    let old = xls::book(&globals, &[xls::order(), cells.to_vec()].concat());
    let of_rows = [xlsb::number(4, 0, 40.0), xlsb::label(5, 1, "cancelled")].concat();
    let rows =
        [xlsb::order(0), xlsb::label(4, 0, "Disk"), xlsb::label(5, 0, "Comment"), xlsb::order(1), of_rows].concat();
    let new = xlsb::Made {
        before: xlsb::record(60, &[longs(&[4, 4, 60, 0]), vec![0, 0]].concat()),
        rows,
        styles: xlsb::styles(&[false, true], &[], &[(0, 0), (1, 0)]),
        comments: Some(xlsb::record(635, &longs(&[0, 1, 1, 3, 3, 0, 0, 0, 0]))),
        ..xlsb::Made::default()
    };
    for (name, content) in [("a.xls", old), ("a.xlsb", new.file())] {
        let found = plan(name, &content).expect_err("a hidden column");
        for said in
            ["E1: E058 the column \"Disk\" is hidden", "F2: E065 warning: struck-out", "D2: E066 warning: comments"]
        {
            assert!(found.contains(said), "{name}: no `{said}` in {found}");
        }
    }
}

#[test]
fn a_text_of_which_a_part_is_struck_out_is_told() {
    // Five fonts, of which that of the number 5 strikes out: there is none of the number 4.
    let fonts = [false, false, false, false, true].map(xls::font);
    let text = |font: u16| {
        let text = [&longs(&[1, 1])[..], &words(&[2]), &[8], &words(&[1]), b"no", &words(&[0, font])].concat();
        let cells = [xls::label((0, 4), 0, "Comment"), xls::record(0xfd, &words(&[1, 4, 0, 0, 0]))];
        xls::book(&[&fonts[..], &[xls::record(0xfc, &text)]].concat(), &[xls::order(), cells.to_vec()].concat())
    };
    let part = |font: u16| {
        let text = [&[1][..], &xlsb::text("no"), &longs(&[1]), &words(&[0, font])].concat();
        xlsb::Made {
            shared: [xlsb::record(159, &longs(&[1, 1])), xlsb::record(19, &text)].concat(),
            styles: xlsb::styles(&[false, true], &[], &[(0, 0)]),
            ..xlsb::Made::order("Comment", &xlsb::cell(7, 4, 0, &longs(&[0])))
        }
    };
    for (name, content, struck) in [
        ("a.xls", text(5), true),
        ("a.xls", text(3), false),
        ("a.xlsb", part(1).file(), true),
        ("a.xlsb", part(0).file(), false),
    ] {
        let notes = read(name, &content).expect("a sheet").notes;
        assert_eq!(notes.iter().any(|note| note.contains("E2: E065")), struck, "{name}: {notes:?}");
    }
}

#[test]
fn days_of_binary_workbooks_are_counted_from_where_the_file_says() {
    let globals = |from_1904: u16| [xls::record(0x22, &words(&[from_1904])), xls::style(0, 0), xls::style(0, 14)];
    let cells = [xls::order(), vec![xls::label((0, 4), 0, "Note"), xls::number((1, 4), 1, 1462.0)]].concat();
    let styles = xlsb::styles(&[false], &[], &[(0, 0), (0, 14)]);
    let new = |flags: u32| xlsb::Made {
        workbook: xlsb::record(153, &longs(&[flags, 0])),
        styles: styles.clone(),
        ..xlsb::Made::order("Note", &xlsb::number(4, 1, 1462.0))
    };
    for (from_1904, day) in [(0, "1904-01-01"), (1, "1908-01-02")] {
        let old = read("a.xls", &xls::book(&globals(from_1904), &cells)).expect("a sheet");
        let new = read("a.xlsb", &new(from_1904.into()).file()).expect("a sheet");
        for read in [old, new] {
            assert_eq!(at(&read, 0, 4).expect("a cell").value, Value::Date(day.to_owned()));
        }
    }
}

#[test]
fn the_parts_of_an_xlsb_are_found_under_other_names() {
    let sound = xlsb::Made::order("Disk", &xlsb::number(4, 0, 40.0)).file();
    let renamed = |rename: &dyn Fn(&str) -> String, more: &[(&str, &[u8])]| {
        let mut source = zip::ZipArchive::new(std::io::Cursor::new(&sound)).expect("an archive");
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..source.len() {
            let mut entry = source.by_index(at).expect("a part");
            let name = rename(&entry.name().expect("a name"));
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).expect("content");
            parts.push((name, content));
        }
        let parts = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        crate::sheet::archive(&parts.chain(more.iter().copied()).collect::<Vec<_>>())
    };
    let root = br#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="/xl/workbook22.bin"/></Relationships>"#;
    for content in [
        renamed(&str::to_uppercase, &[]),
        renamed(&|name| name.replace('/', "\\"), &[]),
        renamed(&|name| name.replace("workbook", "workbook22"), &[("_rels/.rels", root)]),
    ] {
        assert_eq!(texts(&read("a.xlsb", &content).expect("a sheet"))[0].1[4], "40");
    }
    let twice = renamed(&str::to_owned, &[("xl/worksheets/Sheet1.bin", b"")]);
    assert!(matches!(read("a.xlsb", &twice), Err(SheetError::Damaged { why: Damage::Records, .. })));
}
