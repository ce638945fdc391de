//! What stands where no plain header names it: a second table, a header of two rows, columns without one.

use rust_xlsxwriter::{Format, Formula};

use crate::harness::{Desk, vdsbatch};
use crate::sheet::{HEADER, Read, csv, read, texts, xlsx};

const ROW: &str = "KVM Ferrum;Debian-7-x86_64-minimal;1";

/// The numbers of the rows that may be ordered.
fn rows(read: &Read) -> Vec<u32> {
    texts(read).iter().map(|(no, _)| *no).collect()
}

/// The one thing that is told with this code.
fn told<'r>(read: &'r Read, code: &str) -> &'r str {
    let all: Vec<&String> = read.notes.iter().filter(|note| note.contains(code)).collect();
    assert_eq!(all.len(), 1, "{:?}", read.notes);
    all[0]
}

#[test]
fn a_second_header_ends_the_table() {
    for second in [
        "Tariff;OS;Period;Domain;RAM;Disk",
        "Тариф;ОС;Срок;Домен;Диск;ОЗУ",
        "Tariff;OS template;Period;Domain;Disk;Owner",
        ";;;;Disk;RAM",
    ] {
        let sheet = csv(&[
            &format!("{HEADER};Disk;RAM"),
            &format!("{ROW};a.example.ru;40;2"),
            ";;;;;",
            second,
            &format!("{ROW};b.example.ru;4;80"),
        ]);
        let read = read("a.csv", &sheet).expect("a table");
        assert_eq!(rows(&read), [2], "{second}");
        assert!(told(&read, "E055").starts_with("f: row 4: E055 a second row of headers"), "{second}");
    }
    // Names of columns may stand in a row by chance.
    let sheet = csv(&[&format!("{HEADER};Project;Comment"), &format!("{ROW};a.example.ru;Project;SSD")]);
    let read = read("a.csv", &sheet).expect("a table");
    assert_eq!(rows(&read), [2]);
    assert!(!read.notes.iter().any(|note| note.contains("E055")), "{:?}", read.notes);
}

#[test]
fn nothing_is_ordered_while_a_second_table_is_there() {
    let sheet = csv(&[HEADER, &format!("{ROW};a.example.ru"), HEADER, &format!("{ROW};b.example.ru")]);
    for args in [&["--yes"][..], &["--yes", "--only-valid"]] {
        let desk = Desk::new().file("a.csv", &sheet);
        let mut process = vdsbatch();
        process.arg("process").arg(desk.path("a.csv")).arg("--sandbox").args(args);
        desk.run(&mut process).exits(3).says("row 3: E055");
    }
}

#[test]
fn a_header_of_two_rows_is_an_error() {
    let sheet = csv(&[&format!("{HEADER};Resources;;;Comment"), ";;;;Disk;RAM;CPU;", &format!("{ROW};a.ru;100;4;2;x")]);
    let read = read("a.csv", &sheet).expect("a table");
    assert!(rows(&read).is_empty());
    assert!(told(&read, "E055").starts_with("f: row 2: E055"), "{:?}", read.notes);
    let book = xlsx(|sheet| {
        sheet.merge_range(0, 4, 0, 6, "Resources", &Format::new()).expect("a merge");
        for (col, text) in (4_u16..).zip(["Disk", "RAM", "CPU"]) {
            sheet.write_string(1, col, text).expect("a header");
        }
    });
    let read = self::read("a.xlsx", &book).expect("a table");
    assert!(told(&read, "E055").starts_with("f: row 2: E055"), "{:?}", read.notes);
}

#[test]
fn cells_below_an_empty_header_are_told_once() {
    let sheet =
        csv(&["Tariff;OS template;Period;Domain;;Comment", &format!("{ROW};a.ru;500;x"), &format!("{ROW};b.ru;600;y")]);
    let read = read("a.csv", &sheet).expect("a table");
    assert_eq!(rows(&read), [2, 3]);
    let said =
        "f: E2: E056 warning: `500` is in a column without a header and is not read; filled cells of the column: 2";
    assert!(told(&read, "E056").starts_with(said), "{:?}", read.notes);
}

#[test]
fn cells_right_of_the_last_header_are_told_once_a_column() {
    let book = xlsx(|sheet| {
        for (col, text) in (0_u16..).zip(ROW.split(';').chain(["a.ru", "", "DO NOT ORDER"])) {
            sheet.write_string(1, col, text).expect("a cell");
        }
        sheet.write_number(7, 6, 500).expect("a cell");
    });
    let read = read("a.xlsx", &book).expect("a table");
    assert_eq!(rows(&read), [2]);
    let told: Vec<&str> = read.notes.iter().filter(|note| note.contains("E056")).map(|note| &note[..18]).collect();
    assert_eq!(told, ["f: F2: E056 warnin", "f: G8: E056 warnin"]);
}

#[test]
fn a_table_beside_the_one_that_is_read_is_told_in_one_line() {
    let book = xlsx(|sheet| {
        for (col, text) in (0_u16..).zip(ROW.split(';').chain(["a.ru", "", "Prices", "2025", "2026", "2027", "sum"])) {
            sheet.write_string(1, col, text).expect("a cell");
        }
    });
    let desk = Desk::new().file("a.xlsx", &book);
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx"))).exits(0).says("warnings 5");
    assert_eq!(ran.stdout.lines().count(), 1, "{ran}");
    assert!(
        ran.stdout.contains("F2: E056 warning: `Prices`")
            && ran.stdout.contains("(the same in 5 columns: F, G, H, I, J)")
    );
}

#[test]
fn a_header_that_may_be_meant_for_a_second_column_is_an_error_at_it() {
    let row = |sheet: &mut rust_xlsxwriter::Worksheet, cells: &[&str]| {
        for (col, text) in (0_u16..).zip(cells) {
            sheet.write_string(2, col, *text).expect("a cell");
        }
    };
    let headers = |sheet: &mut rust_xlsxwriter::Worksheet, at: u32, cells: &[&str]| {
        for (col, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(at, col, *text).expect("a header");
        }
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    headers(sheet, 0, &["Tariff", "OS", "", "", "Domain"]);
    sheet.merge_range(0, 2, 0, 3, "Period", &Format::new()).expect("a merge");
    row(sheet, &["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "blue", "a.ru"]);
    let merged = book.save_to_buffer().expect("a workbook");

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    headers(sheet, 1, &["", "Tariff", "OS", "Period", "Domain"]);
    sheet.merge_range(0, 0, 1, 0, "Disk", &Format::new()).expect("a merge");
    row(sheet, &["400", "KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.ru"]);
    let down = book.save_to_buffer().expect("a workbook");

    let formula = xlsx(|sheet| {
        sheet.write_formula(0, 4, Formula::new("=1/0").set_result("#DIV/0!")).expect("a header");
        row(sheet, &["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.ru", "400"]);
    });
    let beside = "Tariff;OS;Period;;Domain\nKVM Ferrum;Deb;1;год;a.ru\n".as_bytes().to_vec();
    let above = "Disk;;;;\n;Tariff;OS;Period;Domain\n400;KVM Ferrum;Deb;1;a.ru\n".as_bytes().to_vec();
    for (name, content, at, given) in [
        ("merged.xlsx", merged, "D1", "blue"),
        ("down.xlsx", down, "A2", "400"),
        ("formula.xlsx", formula, "E1", "400"),
        ("beside.csv", beside, "D1", "год"),
        ("above.csv", above, "A2", "400"),
    ] {
        let read = read(name, &content).expect(name);
        let said = told(&read, "E056");
        assert!(said.starts_with(&format!("f: {at}: E056 the column has no header of its own")), "{name}: {said}");
        assert!(said.contains(&format!("`{given}`")), "{name}: {said}");
    }
}

#[test]
fn a_header_that_another_one_covers_names_nothing() {
    let book = xlsx(|sheet| {
        sheet.merge_range(0, 4, 0, 5, "Disk", &Format::new()).expect("a merge");
        sheet.write_string(0, 5, "RAM").expect("what nobody sees");
        for (col, text) in (0_u16..).zip(ROW.split(';').chain(["a.ru", "40", "16"])) {
            sheet.write_string(1, col, text).expect("a cell");
        }
    });
    let read = read("a.xlsx", &book).expect("a table");
    assert!(told(&read, "E056").starts_with("f: F1: E056 the column has no header of its own"), "{:?}", read.notes);
}

#[test]
fn rows_of_sums_are_known_in_the_forms_that_people_use() {
    for label in [
        "KVM Ferrum Итог",
        "Общий итог",
        "Grand Total",
        "Subtotal",
        "ИТОГО:",
        "Итого за ноябрь",
        "Всего серверов",
        "Промежуточный итог",
        "Сумма",
        "Общая сумма",
        "В том числе НДС 20%",
        "В том числе:",
        "в т.ч. скидка",
        "Σ",
        "∑ за ноябрь",
        "VAT 20 %",
    ] {
        for row in [format!("{label};;;;1;"), format!(";;;{label};1;"), format!(";;;;1;{label}")] {
            let sheet =
                csv(&[&format!("{HEADER};Count;Comment"), &format!("{ROW};a.ru;;"), &row, &format!("{ROW};b.ru;;")]);
            let read = read("a.csv", &sheet).expect("a table");
            assert_eq!(rows(&read), [2, 4], "{row}");
            assert_eq!(told(&read, "E007"), "f: row 3: E007 note: a row of totals, left out", "{row}");
        }
    }
}

#[test]
fn a_row_that_has_what_an_order_needs_is_no_total() {
    for row in [
        "Total storage node;KVM Ferrum;Debian-7-x86_64-minimal;1;",
        "Total;KVM Ferrum;;;",
        "Итого;;Debian-7-x86_64-minimal;;",
        "Grand total;;;1;",
        "НДС;;;;a.example.ru",
    ] {
        let sheet = csv(&[&format!("Comment;{HEADER}"), row]);
        assert_eq!(rows(&read("a.csv", &sheet).expect("a table")), [2], "{row}");
    }
}

#[test]
fn a_second_sheet_with_orders_is_named() {
    let book = |other: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (name, header) in [("Orders", HEADER), ("December", other)] {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            for (row, line) in [header.to_owned(), format!("{ROW};{name}.example.ru")].iter().enumerate() {
                for (col, text) in (0_u16..).zip(line.split(';')) {
                    sheet.write_string(u32::try_from(row).expect("a row"), col, text).expect("a cell");
                }
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    let said = "E057 note: there are orders on other sheets too, and they are not read: `December`";
    assert!(told(&read("a.xlsx", &book(HEADER)).expect("a table"), "E057").contains(said));
    // A table of prices is no sheet of orders.
    let prices = read("a.xlsx", &book("Tariff;OS;Price;Note")).expect("a table");
    assert!(prices.notes.is_empty(), "{:?}", prices.notes);
}

#[test]
fn a_row_of_units_or_of_other_headers_below_the_header_is_its_second_row() {
    for (header, second) in [
        ("Диск;ОЗУ", ";;мес.;;ГБ;МБ"),
        ("Ресурсы;;Comment", ";;;;Диск;Тип;"),
        ("Ресурсы;", ";;(месяцев);;Объём диска;"),
    ] {
        let sheet = csv(&[&format!("{HEADER};{header}"), second, &format!("{ROW};a.example.ru;40;2")]);
        let read = read("a.csv", &sheet).expect("a table");
        assert!(rows(&read).is_empty(), "{second}");
        assert!(told(&read, "E055").starts_with("f: row 2: E055"), "{:?}", read.notes);
    }
}

#[test]
fn a_row_that_numbers_the_columns_is_left_out() {
    let sheet = csv(&[&format!("№;{HEADER};Disk"), "1;2;3;4;5;6", &format!("1;{ROW};a.example.ru;40")]);
    let read = read("a.csv", &sheet).expect("a table");
    assert_eq!(rows(&read), [3]);
    assert!(told(&read, "E068").starts_with("f: row 2: E068 warning: `1` is taken for a line of text"));
}

#[test]
fn what_no_header_names_is_in_the_source_of_the_results() {
    let book = xlsx(|sheet| {
        for (col, text) in (0_u16..).zip(ROW.split(';').chain(["a.example.ru", "", "DO NOT ORDER"])) {
            sheet.write_string(1, col, text).expect("a cell");
        }
    });
    let desk = Desk::new().file("a.xlsx", &book);
    let mut process = vdsbatch();
    process.arg("process").arg(desk.path("a.xlsx")).args(["--sandbox", "--yes"]);
    let source = desk.run(&mut process).exits(0).workbook("a.results.xlsx", "Source");
    assert!(source.iter().flatten().any(|cell| cell == "DO NOT ORDER"), "{source:?}");
}

/// What the check says of a text table, in this language.
fn said(content: &str, lang: &str) -> String {
    let desk = Desk::new().file("a.csv", content.as_bytes());
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path("a.csv")).env("LC_ALL", lang));
    ran.stdout.clone() + &ran.stderr
}

#[test]
fn where_a_column_is_missing_the_headers_that_were_not_understood_are_listed() {
    let english = said("Tariff;OS;Period;Server;Owner;Disk\nx;y;1;a.ru;anna;40\n", "en_US.UTF-8");
    assert!(english.contains("E003 the column \"Domain\" is missing (add it)"), "{english}");
    let list =
        "E003 headers that were not understood: `Server` (perhaps `Domain`), `Owner` (rename the one that is meant)";
    assert!(english.contains(list), "{english}");
    // Nothing names a language but the headers.
    let russian = said("Конфигурация;ОС;Период;Домен\nx;y;1;a.ru\n", "C");
    for words in ["нет столбца «Тариф» (добавьте его)", "непонятые заголовки: `Конфигурация` (возможно, `Тариф`)"]
    {
        assert!(russian.contains(words), "{russian}");
    }
    // Columns are called as in the sheet, whatever is spoken.
    let both = said("Конфигурация;ОС;Период;Домен\nx;y;1;a.ru\n", "en_US.UTF-8");
    assert!(both.contains("the column \"Тариф\" is missing"), "{both}");
    let nothing = said("Товар;Единица;Вес\nx;y;1\n", "C");
    assert!(nothing.contains("среди первых 20 строк нет строки заголовков"), "{nothing}");
    assert!(!said("Tariff;OS;Period\nx;y;1\n", "C").contains("not understood"));
}

#[test]
fn a_header_that_explains_what_is_wanted_is_that_of_its_field() {
    let said = said(
        "Тариф (из прайса);ОС (из списка);Период;Домен (полное имя);Заказать (кто?);ISPmanager (да/нет)\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.ru;да;\n",
        "C",
    );
    assert!(said.contains("ошибок: 0") && !said.contains("E006"), "{said}");
    // What it is not, its cells tell.
    let other = self::said("Тариф;ОС;Период;Имя (сотрудника)\nKVM Ferrum;Debian-7-x86_64-minimal;1;Иванов\n", "C");
    assert!(other.contains("D2: E020"), "{other}");
}

#[test]
fn no_header_that_may_be_meant_for_an_amount_is_left_aside_in_silence() {
    for (header, field) in [
        ("Дисковый массив", "Диск"),
        ("Доп. память", "ОЗУ"),
        ("Кол. ВМ в группе", "Количество"),
        ("IP-адреса", "IPv4"),
        ("Автопродл. на год", "Автопродление"),
    ] {
        let said = said(&format!("Тариф;ОС;Период;Домен;{header}\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.ru;5\n"), "C");
        assert!(
            said.contains(&format!("E1: E005 предупреждение: столбец «{header}» не читается как «{field}»")),
            "{said}"
        );
    }
    for header in ["Стоимость", "Цена доставки", "Price list"] {
        let said =
            said(&format!("Tariff;OS;Period;Domain;{header}\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.ru;5\n"), "C");
        assert!(said.contains(&format!("warning: the column \"{header}\" is not read as \"Price\"")), "{said}");
    }
}

#[test]
fn what_a_price_says_of_the_tax_must_not_contradict_the_table() {
    let table = include_str!("../../src/catalog/ihor.toml");
    let sheet = |header: &str| format!("Tariff;OS;Period;Domain;{header}\n{ROW};a.example.ru;100\n");
    let desk = Desk::new().file("with.csv", sheet("Цена с НДС, руб.").as_bytes());
    let desk = desk.file("without.csv", sheet("Price (excl. VAT)").as_bytes());
    for (vat, file, code) in [
        ("unknown", "with.csv", 0),
        ("unknown", "without.csv", 0),
        ("included", "with.csv", 0),
        ("included", "without.csv", 3),
        ("excluded", "with.csv", 3),
        ("excluded", "without.csv", 0),
    ] {
        let table = table.replace("vat = \"unknown\"", &format!("vat = \"{vat}\""));
        std::fs::write(desk.path("table.toml"), table).expect("a table");
        let mut check = vdsbatch();
        check.arg("check").arg(desk.path(file)).arg("--catalog").arg(desk.path("table.toml"));
        let ran = desk.run(&mut check).exits(code);
        assert_eq!(ran.stdout.contains("E1: E067"), code == 3, "{ran}");
    }
}

#[test]
fn the_nearest_tariff_and_template_are_proposed_by_their_words() {
    let content = "Tariff;OS;Period;Domain\nKVM Ferum 2;Ubuntu 16.04;1;a.ru\nKVM Ferrum;CentOS 7;1;b.ru\n";
    let said = said(content, "C");
    for words in [
        "did you mean `KVM Ferrum`?",
        "did you mean `Ubuntu-16.04-x86_64-minimal`?",
        "did you mean `CentOS-7-x86_64-ispmgr5`?",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn letters_in_two_parts_are_those_in_one() {
    let said = said("Tariff;OS;Period;Domain\nKVM Ferrum;Debian-7-x86_64-minimal;1;саи\u{306}т.рф\n", "C");
    assert!(said.contains("errors 0"), "{said}");
}

#[test]
fn marks_that_cancel_are_told_and_our_own_notes_are_none() {
    let book = xlsx(|sheet| {
        let struck = Format::new().set_font_strikethrough();
        for row in 1..=4_u32 {
            let domain = format!("r{row}.example.ru");
            for (col, text) in (0_u16..).zip(ROW.split(';').chain([domain.as_str()])) {
                match row {
                    2 => sheet.write_string_with_format(row, col, text, &struck).expect("a cell"),
                    _ => sheet.write_string(row, col, text).expect("a cell"),
                };
            }
        }
        sheet.write_string(3, 0, "KVM Ferum").expect("a wrong tariff");
        sheet.insert_note(0, 0, &rust_xlsxwriter::Note::new("choose one")).expect("a note");
        sheet.insert_note(4, 3, &rust_xlsxwriter::Note::new("cancelled").set_author("anna")).expect("a note");
    });
    let read = read("a.xlsx", &book).expect("a table");
    assert!(
        told(&read, "E065")
            .starts_with("f: A3: E065 warning: struck-out text is read like any other; cells: 4, rows 3")
    );
    assert!(
        told(&read, "E066").contains("cells: 1 (look whether one of them cancels an order: D5)"),
        "{:?}",
        read.notes
    );
    let desk = Desk::new().file("a.xlsx", &book);
    let copy = desk.path("copy.xlsx");
    desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx")).arg("--annotate").arg(&copy)).exits(3);
    let again = desk.run(vdsbatch().arg("check").arg(&copy)).exits(3);
    assert!(again.stdout.contains("A4: E010") && !again.stdout.contains("E066"), "{again}");
}
