//! The samples: made here, and proved to be what they should be.
//!
//! To make them again: `VDSBATCH_WRITE_SAMPLES=1 cargo test --locked --test it samples::`.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet};

use crate::harness::{Desk, vdsbatch};

/// What a cell of a sample holds.
enum Put {
    Text(&'static str),
    Number(f64),
    Date(u16, u8, u8),
    Error,
}

const fn t(text: &'static str) -> Put {
    Put::Text(text)
}

const fn n(number: f64) -> Put {
    Put::Number(number)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// A workbook that looks like one that a person fills: a title, a bold header, a frozen pane.
fn book(sheet_name: &str, title: &str, header: &[&str], rows: &[Vec<Put>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 11, 24).expect("a date");
    book.set_properties(
        &DocProperties::new().set_title(title).set_author("vdsbatch samples").set_creation_datetime(&made),
    );
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name).expect("a name");
    let bold = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, title, &bold).expect("a title");
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DD_EBF7))
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (col, text) in (0_u16..).zip(header) {
        sheet.write_string_with_format(2, col, *text, &head).expect("a header");
        let width = if text.chars().count() > 12 || matches!(*text, "Domain" | "Домен") { 28 } else { 15 };
        sheet.set_column_width(col, width).expect("a width");
    }
    for (row, cells) in (3_u32..).zip(rows) {
        for (col, cell) in (0_u16..).zip(cells) {
            put(sheet, row, col, cell);
        }
    }
    sheet.set_freeze_panes(3, 0).expect("a pane");
    book.save_to_buffer().expect("a workbook")
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, cell: &Put) {
    let date = Format::new().set_num_format("dd.mm.yyyy");
    match cell {
        Put::Text("") => Ok(sheet),
        Put::Text(text) => sheet.write_string(row, col, *text),
        Put::Number(number) => sheet.write_number(row, col, *number),
        Put::Date(year, month, day) => {
            let moment = ExcelDateTime::from_ymd(*year, *month, *day).expect("a date");
            sheet.write_datetime_with_format(row, col, &moment, &date)
        }
        Put::Error => sheet.write_formula(row, col, Formula::new("=A1/0").set_result("#DIV/0!")),
    }
    .expect("a cell");
}

fn english() -> Vec<u8> {
    let header = [
        "Tariff",
        "OS template",
        "Period",
        "Domain",
        "Count",
        "Disk, GB",
        "RAM",
        "CPU",
        "Price",
        "Cost centre",
        "Reference",
        "Order?",
        "Owner",
    ];
    let kvm = "KVM Ferrum";
    let (ubuntu, centos, debian) =
        ("Ubuntu-16.04-x86_64-minimal", "CentOS-7-x86_64-ispmgr5", "Debian-7-x86_64-minimal");
    let row = |cells: [Put; 13]| cells.into_iter().collect::<Vec<_>>();
    let rows = vec![
        row([
            t(kvm),
            t(ubuntu),
            t("3 months"),
            t("web-{n}.shop.example.com"),
            n(4.0),
            n(40.0),
            t("2 GB"),
            n(2.0),
            n(1350.0),
            t("Shop"),
            t("REQ-101"),
            t("yes"),
            t("Anna"),
        ]),
        row([
            t(kvm),
            t(ubuntu),
            t("3 months"),
            t("api-{n:02}.shop.example.com"),
            n(3.0),
            n(40.0),
            t("4 GB"),
            n(4.0),
            n(2100.0),
            t("Shop"),
            t("REQ-101"),
            t("yes"),
            t("Anna"),
        ]),
        row([
            t("SSD Ferrum"),
            t(debian),
            t("1 year"),
            t("db-1.shop.example.com"),
            t(""),
            n(120.0),
            t("16 GB"),
            n(8.0),
            n(28_800.0),
            t("Shop"),
            t("REQ-102"),
            t("yes"),
            t("Oleg"),
        ]),
        row([
            t("SSD Ferrum"),
            t(debian),
            t("1 year"),
            t("db-2.shop.example.com"),
            t(""),
            n(120.0),
            t("16 GB"),
            n(8.0),
            n(28_800.0),
            t("Shop"),
            t("REQ-102"),
            t("yes"),
            t("Oleg"),
        ]),
        row([
            t(kvm),
            t(centos),
            t("1"),
            t("panel.example.com"),
            t(""),
            n(30.0),
            t("2 GB"),
            n(2.0),
            n(590.0),
            t("IT"),
            t("REQ-103"),
            t("yes"),
            t("Irina"),
        ]),
        row([
            t("OVZ Ferrum"),
            t(debian),
            t("6 months"),
            t("mail.example.com"),
            t(""),
            t(""),
            t(""),
            t(""),
            n(1800.0),
            t("IT"),
            t("REQ-104"),
            t("yes"),
            t("Irina"),
        ]),
        row([
            t("OVZ Ferrum"),
            t(debian),
            t("6 months"),
            t("dns-#.example.com"),
            n(2.0),
            t(""),
            t(""),
            t(""),
            n(1800.0),
            t("IT"),
            t("REQ-104"),
            t(""),
            t("Irina"),
        ]),
        row([
            t("kvm ferrum"),
            t("FreeBSD-11-amd64-minimal"),
            t("1"),
            t("backup.example.com"),
            t(""),
            t("200 GB"),
            t("2 GB"),
            n(2.0),
            t("1 150,50"),
            t("IT"),
            t("REQ-105"),
            t("yes"),
            t("Irina"),
        ]),
        row([
            t("id:1033"),
            t(ubuntu),
            t("3"),
            t("ci-{n}.example.com"),
            n(3.0),
            n(60.0),
            t("8 GB"),
            n(4.0),
            n(2900.0),
            t("Development"),
            t("REQ-106"),
            t("yes"),
            t("Pavel"),
        ]),
        row([
            t(kvm),
            t("Centos-6.7-x86_64-minimal"),
            t("1"),
            t("legacy.example.com"),
            t(""),
            t(""),
            t(""),
            t(""),
            t(""),
            t("Development"),
            t("REQ-107"),
            t("yes"),
            t("Pavel"),
        ]),
        row([
            t(kvm),
            t("Debian-8-x86_64-ispconfig"),
            t("1"),
            t("stand.example.com"),
            t(""),
            t(""),
            t("2048 MB"),
            t(""),
            n(490.0),
            t("Development"),
            t("REQ-108"),
            t("yes"),
            t("Pavel"),
        ]),
        row([
            t(kvm),
            t(ubuntu),
            t("1"),
            t("later.example.com"),
            t(""),
            t(""),
            t(""),
            t(""),
            n(450.0),
            t("Development"),
            t(""),
            t("no"),
            t("Pavel"),
        ]),
    ];
    book("Orders", "Servers for the autumn launch", &header, &rows)
}

fn russian() -> Vec<u8> {
    let header = [
        "Тариф",
        "Шаблон ОС",
        "Период",
        "Домен",
        "Количество",
        "Объём диска (ГБ)",
        "Оперативная память",
        "Ядра",
        "Автопродление",
        "Цена",
        "ЦФО",
        "Заявка",
        "Заказать?",
        "Ответственный",
    ];
    let (ubuntu, debian) = ("Ubuntu-16.04-x86_64-minimal", "Debian-7-x86_64-minimal");
    let row = |cells: [Put; 14]| cells.into_iter().collect::<Vec<_>>();
    let rows = vec![
        row([
            t("KVM Ferrum"),
            t(ubuntu),
            t("3 мес"),
            t("магазин-{n}.рф"),
            n(3.0),
            t("40 ГБ"),
            t("2 ГБ"),
            n(2.0),
            t("да"),
            t("1 350,00 ₽"),
            t("Розница"),
            t("З-15"),
            t("да"),
            t("Анна"),
        ]),
        row([
            t("KVM Ferrum"),
            t("CentOS-7-x86_64-ispmgr5"),
            t("год"),
            t("панель.магазин.рф"),
            t(""),
            t("60 ГБ"),
            t("4 ГБ"),
            n(4.0),
            t("да"),
            t("5 400,00 ₽"),
            t("Розница"),
            t("З-15"),
            t("да"),
            t("Анна"),
        ]),
        row([
            t("SSD Ferrum"),
            t(debian),
            t("полгода"),
            t("bd-###.example.ru"),
            n(2.0),
            t("120 ГБ"),
            t("16 ГБ"),
            n(8.0),
            t("3 месяца"),
            t("14 400,50 ₽"),
            t("Бухгалтерия"),
            t("З-16"),
            t("да"),
            t("Олег"),
        ]),
        row([
            t("OVZ Ferrum"),
            t(debian),
            t("квартал"),
            t("pochta.example.ru"),
            t(""),
            t(""),
            t(""),
            t(""),
            t(""),
            n(900.0),
            t("ИТ"),
            t("З-17"),
            t(""),
            t("Ирина"),
        ]),
        row([
            t("OVZ Ferrum"),
            t(debian),
            t("месяц"),
            t("test.example.ru"),
            t(""),
            t(""),
            t(""),
            t(""),
            t(""),
            t(""),
            t("ИТ"),
            t(""),
            t("нет"),
            t("Ирина"),
        ]),
        row([
            t("Итого"),
            t(""),
            t(""),
            t(""),
            n(8.0),
            t(""),
            t(""),
            t(""),
            t(""),
            n(39_151.0),
            t(""),
            t(""),
            t(""),
            t(""),
        ]),
    ];
    book("Заказы", "Заказ серверов, IV квартал", &header, &rows)
}

fn csv_1251() -> Vec<u8> {
    let text = "Тариф;Шаблон ОС;Период;Домен;Количество;Диск;Память;Цена;Центр затрат;Комментарий\r\n\
                KVM Ferrum;Ubuntu-16.04-x86_64-minimal;3 мес.;web-{n}.example.ru;3;40 ГБ;2 ГБ;1350,00;Розница;витрина\r\n\
                SSD Ferrum;Debian-7-x86_64-minimal;год;1c.example.ru;1;120 ГБ;16 ГБ;28800,00;Бухгалтерия;\"база 1С; только чтение\"\r\n\
                OVZ Ferrum;Debian-7-x86_64-minimal;месяц;почта.example.ru;;;;900,00;ИТ;\r\n\
                KVM Ferrum;CentOS-7-x86_64-ispmgr5;полгода;panel.example.ru;;60 ГБ;4 ГБ;3200,00;ИТ;с ISPmanager\r\n";
    encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
}

/// One mistake a row; the last column says which.
fn mistakes() -> Vec<u8> {
    let header = [
        "Tariff",
        "OS template",
        "Period",
        "Domain",
        "Disk",
        "RAM",
        "CPU",
        "ISPmanager",
        "Auto-renew",
        "Count",
        "Start",
        "Price",
        "Price per month",
        "Order?",
        "Comment",
    ];
    let (kvm, ubuntu) = ("KVM Ferrum", "Ubuntu-16.04-x86_64-minimal");
    // A sound row, in which each mistake changes one cell (or two).
    let row = |comment: &'static str, domain: &'static str, changes: Vec<(usize, Put)>| {
        let mut cells: Vec<Put> = vec![t(kvm), t(ubuntu), t("1"), t(domain)];
        cells.extend((0..10).map(|_| t("")));
        cells.push(t(comment));
        for (at, put) in changes {
            cells[at] = put;
        }
        cells
    };
    let rows = vec![
        row("nothing wrong", "ok-1.example.ru", vec![]),
        row("tariff misspelt", "m-01.example.ru", vec![(0, t("KVM Ferum"))]),
        row("tariff unknown", "m-02.example.ru", vec![(0, t("Windows Server"))]),
        row("tariff id unknown", "m-03.example.ru", vec![(0, t("id:7"))]),
        row("tariff empty", "m-04.example.ru", vec![(0, t(""))]),
        row("tariff with Cyrillic letters: understood", "m-05.example.ru", vec![(0, t("КVМ Ferrum"))]),
        row("template misspelt", "m-06.example.ru", vec![(1, t("Ubuntu-16.04-x86_64-minmal"))]),
        row("template empty", "m-07.example.ru", vec![(1, t(""))]),
        row(
            "template not taken by the tariff: a warning",
            "m-08.example.ru",
            vec![(0, t("OVZ Ferrum")), (1, t("FreeBSD-11-amd64-minimal"))],
        ),
        row("period not offered", "m-09.example.ru", vec![(2, t("2"))]),
        row("period in weeks", "m-10.example.ru", vec![(2, t("3 weeks"))]),
        row("period empty", "m-11.example.ru", vec![(2, t(" "))]),
        row("domain empty", "", vec![]),
        row("domain with one part", "server", vec![]),
        row("domain is an address", "192.0.2.7", vec![]),
        row("domain is a page", "https://m-15.example.ru/", vec![]),
        row("domain with an underscore", "my_server.example.ru", vec![]),
        row("domain with a space", "my server.example.ru", vec![]),
        row("domain with a hyphen at its edge", "-m.example.ru", vec![]),
        row("domain with an empty part", "m..example.ru", vec![]),
        row("domain with a Cyrillic letter", "web.exаmple.ru", vec![]),
        row("the same domain twice", "twice.example.ru", vec![]),
        row("the same domain twice", "TWICE.example.ru.", vec![]),
        row("the same domain by expansion", "ok-{n}.example.ru", vec![(9, n(2.0))]),
        row("several servers without a number", "many.example.ru", vec![(9, n(5.0))]),
        row("pattern not understood", "web-{x}.example.ru", vec![]),
        row("count 0", "m-25-{n}.example.ru", vec![(9, n(0.0))]),
        row("count too large", "m-26-{n}.example.ru", vec![(9, n(1001.0))]),
        row("count with a fraction", "m-27-{n}.example.ru", vec![(9, n(2.5))]),
        row("start below 0", "m-28-{n}.example.ru", vec![(10, n(-1.0))]),
        row("disk with a fraction", "m-29.example.ru", vec![(4, n(12.5))]),
        row("disk in words", "m-30.example.ru", vec![(4, t("large"))]),
        row("disk 0", "m-31.example.ru", vec![(4, n(0.0))]),
        row("memory that does not divide", "m-32.example.ru", vec![(5, t("1000 MB"))]),
        row("memory that Excel made a date", "m-33.example.ru", vec![(5, Put::Date(2026, 12, 3))]),
        row("cores with an exponent", "m-34.example.ru", vec![(6, t("1E3"))]),
        row("cores is an error", "m-35.example.ru", vec![(6, Put::Error)]),
        row("ISPmanager against the template", "m-36.example.ru", vec![(7, t("yes"))]),
        row(
            "ISPmanager left out of its template",
            "m-37.example.ru",
            vec![(1, t("CentOS-7-x86_64-ispmgr5")), (7, t("no"))],
        ),
        row("ISPmanager neither yes nor no", "m-38.example.ru", vec![(7, t("maybe"))]),
        row("no renewal, which nobody says how to order", "m-39.example.ru", vec![(8, t("no"))]),
        row("renewal for a period not offered", "m-40.example.ru", vec![(8, t("5 months"))]),
        row("renewal that could mean two things", "m-41.example.ru", vec![(2, t("3")), (8, n(1.0))]),
        row("price in words", "m-42.example.ru", vec![(11, t("cheap"))]),
        row("price that could mean two sums", "m-43.example.ru", vec![(11, t("1.200"))]),
        row("price below a cent", "m-44.example.ru", vec![(11, n(10.005))]),
        row("prices that disagree", "m-45.example.ru", vec![(2, t("3")), (11, n(100.0)), (12, n(50.0))]),
        row("neither to order nor not", "m-46.example.ru", vec![(13, t("perhaps"))]),
        row("not to be ordered, so not checked", "not a domain", vec![(13, t("no"))]),
        row("several mistakes at once", "bad_name", vec![(0, t("KVM Ferum")), (2, t("2")), (4, n(0.5))]),
        row("nothing wrong", "ok-3.example.ru", vec![]),
    ];
    book("Orders", "Every mistake a row can have", &header, &rows)
}

fn samples() -> [(&'static str, Vec<u8>); 4] {
    [
        ("orders.xlsx", english()),
        ("заказы.xlsx", russian()),
        ("orders-1251.csv", csv_1251()),
        ("mistakes.xlsx", mistakes()),
    ]
}

/// Every cell of every sheet of a workbook, by address.
fn cells(bytes: &[u8]) -> Vec<(String, u32, u32, String)> {
    use calamine::Reader;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
        while let Some(cell) = reader.next_cell().expect("a cell") {
            let (row, col) = cell.get_position();
            all.push((name.clone(), row, col, format!("{:?}", cell.get_value())));
        }
    }
    all
}

#[test]
fn the_samples_are_what_is_made_here() {
    for (name, made) in samples() {
        let path = folder().join(name);
        if std::env::var_os("VDSBATCH_WRITE_SAMPLES").is_some() {
            std::fs::write(&path, &made).expect("written");
        }
        let kept = std::fs::read(&path).expect("a sample");
        if name.ends_with(".csv") {
            assert_eq!(kept, made, "{name}");
        } else {
            assert_eq!(cells(&kept), cells(&made), "{name}");
        }
    }
}

#[test]
fn the_sound_samples_check_clean_and_are_ordered_whole() {
    for (name, servers) in [("orders.xlsx", 20), ("заказы.xlsx", 8), ("orders-1251.csv", 6)] {
        let desk = Desk::new();
        let ran = desk.run(vdsbatch().arg("check").arg(folder().join(name)));
        let ran = ran.exits(0).says("errors 0, warnings 0");
        drop(ran);
        let sheet = desk.path(name);
        std::fs::copy(folder().join(name), &sheet).expect("a copy");
        let ran = desk.run(vdsbatch().arg("process").arg(&sheet).args(["--sandbox", "--yes"])).exits(0);
        ran.says(&format!("{servers} servers: confirmed {}", servers - usize::from(name != "orders-1251.csv")));
    }
}

#[test]
fn every_mistake_is_found() {
    let desk = Desk::new();
    let mut shown = String::new();
    for lang in ["en", "ru"] {
        let ran = desk.run(vdsbatch().args(["check", "--lang", lang]).arg(folder().join("mistakes.xlsx"))).exits(3);
        shown += &format!("exit {:?}\n{}{}\n", ran.code, ran.stdout, ran.stderr);
    }
    insta::assert_snapshot!(shown);
}
