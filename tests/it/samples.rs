//! The samples: made here, and proved to be what they should be.
//!
//! To make them again: `VDSBATCH_WRITE_SAMPLES=1 cargo test --locked --test it samples::`.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet};

use crate::harness::{Desk, vdsbatch};

/// What a cell of a sample holds.
enum Put {
    Text(String),
    Number(f64),
    Date(u16, u8, u8),
    Error,
}

/// Reads a cell as it stands below: a number, `date:2026-12-03`, an error, or text.
fn put_of(text: &str) -> Put {
    if let Some(date) = text.strip_prefix("date:") {
        let day: jiff::civil::Date = date.parse().expect("a date");
        let part = |part: i8| u8::try_from(part).expect("a part of a date");
        return Put::Date(u16::try_from(day.year()).expect("a year"), part(day.month()), part(day.day()));
    }
    match text.parse() {
        _ if text == "#DIV/0!" => Put::Error,
        Ok(number) if !text.contains(['e', 'E', 'n', 'i']) => Put::Number(number),
        _ => Put::Text(text.to_owned()),
    }
}

/// A row written with a bar between its cells.
fn row(line: &str) -> Vec<Put> {
    line.split('|').map(|cell| put_of(cell.trim())).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// A workbook that looks like one that a person fills: a title, a bold header, a frozen pane.
fn book(sheet_name: &str, title: &str, header: &str, rows: &[Vec<Put>]) -> Vec<u8> {
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
    for (col, text) in (0_u16..).zip(header.split('|').map(str::trim)) {
        sheet.write_string_with_format(2, col, text, &head).expect("a header");
        let width = if text.chars().count() > 12 || matches!(text, "Domain" | "Домен") { 28 } else { 15 };
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
        Put::Text(text) if text.is_empty() => Ok(sheet),
        Put::Text(text) => sheet.write_string(row, col, text),
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
    let header = "Tariff | OS template | Period | Domain | Count | Disk, GB | RAM | CPU | Price | Cost centre | Reference | Order? | Owner";
    let rows = [
        "KVM Ferrum | Ubuntu-16.04-x86_64-minimal | 3 months | web-{n}.shop.example.com | 4 | 40 | 2 GB | 2 | 1350 | Shop | REQ-101 | yes | Anna",
        "KVM Ferrum | Ubuntu-16.04-x86_64-minimal | 3 months | api-{n:02}.shop.example.com | 3 | 40 | 4 GB | 4 | 2100 | Shop | REQ-101 | yes | Anna",
        "SSD Ferrum | Debian-7-x86_64-minimal | 1 year | db-1.shop.example.com |  | 120 | 16 GB | 8 | 28800 | Shop | REQ-102 | yes | Oleg",
        "SSD Ferrum | Debian-7-x86_64-minimal | 1 year | db-2.shop.example.com |  | 120 | 16 GB | 8 | 28800 | Shop | REQ-102 | yes | Oleg",
        "KVM Ferrum | CentOS-7-x86_64-ispmgr5 | 1 | panel.example.com |  | 30 | 2 GB | 2 | 590 | IT | REQ-103 | yes | Irina",
        "OVZ Ferrum | Debian-7-x86_64-minimal | 6 months | mail.example.com |  |  |  |  | 1800 | IT | REQ-104 | yes | Irina",
        "OVZ Ferrum | Debian-7-x86_64-minimal | 6 months | dns-#.example.com | 2 |  |  |  | 1800 | IT | REQ-104 |  | Irina",
        "kvm ferrum | FreeBSD-11-amd64-minimal | 1 | backup.example.com |  | 200 GB | 2 GB | 2 | 1 150,50 | IT | REQ-105 | yes | Irina",
        "id:1033 | Ubuntu-16.04-x86_64-minimal | 3 | ci-{n}.example.com | 3 | 60 | 8 GB | 4 | 2900 | Development | REQ-106 | yes | Pavel",
        "KVM Ferrum | Centos-6.7-x86_64-minimal | 1 | legacy.example.com |  |  |  |  |  | Development | REQ-107 | yes | Pavel",
        "KVM Ferrum | Debian-8-x86_64-ispconfig | 1 | stand.example.com |  |  | 2048 MB |  | 490 | Development | REQ-108 | yes | Pavel",
        "KVM Ferrum | Ubuntu-16.04-x86_64-minimal | 1 | later.example.com |  |  |  |  | 450 | Development |  | no | Pavel",
    ];
    book("Orders", "Servers for the autumn launch", header, &rows.map(row))
}

fn russian() -> Vec<u8> {
    let header = "Тариф | Шаблон ОС | Период | Домен | Количество | Объём диска (ГБ) | Оперативная память | Ядра | Автопродление | Цена | ЦФО | Заявка | Заказать? | Ответственный";
    let rows = [
        "KVM Ferrum | Ubuntu-16.04-x86_64-minimal | 3 мес | магазин-{n}.рф | 3 | 40 ГБ | 2 ГБ | 2 | да | 1 350,00 ₽ | Розница | З-15 | да | Анна",
        "KVM Ferrum | CentOS-7-x86_64-ispmgr5 | год | панель.магазин.рф |  | 60 ГБ | 4 ГБ | 4 | да | 5 400,00 ₽ | Розница | З-15 | да | Анна",
        "SSD Ferrum | Debian-7-x86_64-minimal | полгода | bd-###.example.ru | 2 | 120 ГБ | 16 ГБ | 8 | 3 месяца | 14 400,50 ₽ | Бухгалтерия | З-16 | да | Олег",
        "OVZ Ferrum | Debian-7-x86_64-minimal | квартал | pochta.example.ru |  |  |  |  |  | 900 | ИТ | З-17 |  | Ирина",
        "OVZ Ferrum | Debian-7-x86_64-minimal | месяц | test.example.ru |  |  |  |  |  |  | ИТ |  | нет | Ирина",
        "Итого |  |  |  | 8 |  |  |  |  | 39151 |  |  |  | ",
    ];
    book("Заказы", "Заказ серверов, IV квартал", header, &rows.map(row))
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
    let header = "Tariff | OS template | Period | Domain | Disk | RAM | CPU | ISPmanager | Auto-renew | Count | Start | Price | Price per month | Order? | Comment";
    let (kvm, ubuntu) = ("KVM Ferrum", "Ubuntu-16.04-x86_64-minimal");
    // A sound row, in which each mistake changes one cell (or two).
    let mistake = |comment: &str, domain: &str, changes: &[(usize, &str)]| {
        let mut cells = vec![put_of(kvm), put_of(ubuntu), put_of("1"), put_of(domain)];
        cells.resize_with(14, || put_of(""));
        cells.push(put_of(comment));
        for (at, text) in changes {
            cells[*at] = put_of(text);
        }
        cells
    };
    let rows = vec![
        mistake("nothing wrong", "ok-1.example.ru", &[]),
        mistake("tariff misspelt", "m-01.example.ru", &[(0, "KVM Ferum")]),
        mistake("tariff unknown", "m-02.example.ru", &[(0, "Windows Server")]),
        mistake("tariff id unknown", "m-03.example.ru", &[(0, "id:7")]),
        mistake("tariff empty", "m-04.example.ru", &[(0, "")]),
        mistake("tariff with Cyrillic letters: understood", "m-05.example.ru", &[(0, "КVМ Ferrum")]),
        mistake("template misspelt", "m-06.example.ru", &[(1, "Ubuntu-16.04-x86_64-minmal")]),
        mistake("template empty", "m-07.example.ru", &[(1, "")]),
        mistake(
            "template not taken by the tariff: a warning",
            "m-08.example.ru",
            &[(0, "OVZ Ferrum"), (1, "FreeBSD-11-amd64-minimal")],
        ),
        mistake("period not offered", "m-09.example.ru", &[(2, "2")]),
        mistake("period in weeks", "m-10.example.ru", &[(2, "3 weeks")]),
        mistake("period empty", "m-11.example.ru", &[(2, " ")]),
        mistake("domain empty", "", &[]),
        mistake("domain with one part", "server", &[]),
        mistake("domain is an address", "192.0.2.7", &[]),
        mistake("domain is a page", "https://m-15.example.ru/", &[]),
        mistake("domain with an underscore", "my_server.example.ru", &[]),
        mistake("domain with a space", "my server.example.ru", &[]),
        mistake("domain with a hyphen at its edge", "-m.example.ru", &[]),
        mistake("domain with an empty part", "m..example.ru", &[]),
        mistake("domain with a Cyrillic letter", "web.exаmple.ru", &[]),
        mistake("the same domain twice", "twice.example.ru", &[]),
        mistake("the same domain twice", "TWICE.example.ru.", &[]),
        mistake("the same domain by expansion", "ok-{n}.example.ru", &[(9, "2")]),
        mistake("several servers without a number", "many.example.ru", &[(9, "5")]),
        mistake("pattern not understood", "web-{x}.example.ru", &[]),
        mistake("count 0", "m-25-{n}.example.ru", &[(9, "0")]),
        mistake("count too large", "m-26-{n}.example.ru", &[(9, "1001")]),
        mistake("count with a fraction", "m-27-{n}.example.ru", &[(9, "2.5")]),
        mistake("start below 0", "m-28-{n}.example.ru", &[(10, "-1")]),
        mistake("disk with a fraction", "m-29.example.ru", &[(4, "12.5")]),
        mistake("disk in words", "m-30.example.ru", &[(4, "large")]),
        mistake("disk 0", "m-31.example.ru", &[(4, "0")]),
        mistake("memory that does not divide", "m-32.example.ru", &[(5, "1000 MB")]),
        mistake("memory that Excel made a date", "m-33.example.ru", &[(5, "date:2026-12-03")]),
        mistake("cores with an exponent", "m-34.example.ru", &[(6, "1E3")]),
        mistake("cores is an error", "m-35.example.ru", &[(6, "#DIV/0!")]),
        mistake("ISPmanager against the template", "m-36.example.ru", &[(7, "yes")]),
        mistake("ISPmanager left out of its template", "m-37.example.ru", &[(1, "CentOS-7-x86_64-ispmgr5"), (7, "no")]),
        mistake("ISPmanager neither yes nor no", "m-38.example.ru", &[(7, "maybe")]),
        mistake("no renewal, which nobody says how to order", "m-39.example.ru", &[(8, "no")]),
        mistake("renewal for a period not offered", "m-40.example.ru", &[(8, "5 months")]),
        mistake("renewal that could mean two things", "m-41.example.ru", &[(2, "3"), (8, "1")]),
        mistake("price in words", "m-42.example.ru", &[(11, "cheap")]),
        mistake("price that could mean two sums", "m-43.example.ru", &[(11, "1,200")]),
        mistake("price below a cent", "m-44.example.ru", &[(11, "10.005")]),
        mistake("prices that disagree", "m-45.example.ru", &[(2, "3"), (11, "100"), (12, "50")]),
        mistake("neither to order nor not", "m-46.example.ru", &[(13, "perhaps")]),
        mistake("not to be ordered, so not checked", "not a domain", &[(13, "no")]),
        mistake("several mistakes at once", "bad_name", &[(0, "KVM Ferum"), (2, "2"), (4, "0.5")]),
        mistake("nothing wrong", "ok-3.example.ru", &[]),
    ];
    book("Orders", "Every mistake a row can have", header, &rows)
}

fn samples() -> [(&'static str, Vec<u8>); 4] {
    [
        ("orders.xlsx", english()),
        ("orders-ru.xlsx", russian()),
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
    for (name, servers) in [("orders.xlsx", 20), ("orders-ru.xlsx", 8), ("orders-1251.csv", 6)] {
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
