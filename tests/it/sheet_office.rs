//! Sheets as offices make them: titles, helper columns, second sheets, totals, signatures, notes. Each goes
//! through the check with a few lines and without an error.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, Formula, Note, Workbook, Worksheet};

use crate::harness::{Desk, vdsbatch};

const KVM: &str = "KVM Ferrum";
const DEBIAN: &str = "Debian-7-x86_64-minimal";

/// Writes rows from this one on, counted from 1; figures as numbers, `-` leaves a cell empty.
fn rows(sheet: &mut Worksheet, first: u32, lines: &[String]) {
    for (row, line) in (first - 1..).zip(lines) {
        for (col, text) in (0_u16..).zip(line.split('|').map(str::trim)) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, col, number).expect("a cell"),
                Err(_) if text == "-" => sheet,
                Err(_) => sheet.write_string(row, col, text).expect("a cell"),
            };
        }
    }
}

/// So many rows, each made of its number.
fn made(count: u32, line: impl Fn(u32) -> String) -> Vec<String> {
    (1..=count).map(line).collect()
}

fn book(sheets: &[&str], fill: impl FnOnce(&mut [Worksheet])) -> Vec<u8> {
    let mut all: Vec<Worksheet> = sheets
        .iter()
        .map(|name| {
            let mut sheet = Worksheet::new();
            sheet.set_name(*name).expect("a name");
            sheet
        })
        .collect();
    fill(&mut all);
    let mut book = Workbook::new();
    for sheet in all {
        book.push_worksheet(sheet);
    }
    book.save_to_buffer().expect("a workbook")
}

/// The check says no more than so many lines, none of them an error, and reads so many servers. Returns it.
fn passes(name: &str, content: &[u8], servers: u32, most: usize) -> String {
    let desk = Desk::new().file(name, content);
    let ran = desk.run(vdsbatch().arg("check").arg(desk.path(name))).exits(0);
    let ran = ran.says(&format!("servers {servers}, errors 0"));
    assert!(ran.stdout.lines().count() <= most, "{ran}");
    ran.stdout.clone()
}

#[test]
fn a_form_with_a_title_totals_and_signatures() {
    let content = book(&["Заявка"], |sheets| {
        let sheet = &mut sheets[0];
        let bold = Format::new().set_bold();
        sheet.merge_range(0, 0, 0, 8, "Заявка на виртуальные серверы № 17", &bold).expect("a title");
        rows(sheet, 2, &["Отдел: | Разработка".to_owned()]);
        let header = "№ п/п | Тариф | Операционная система | Срок аренды, мес. | Имя сервера | Диск, ГБ | ОЗУ, ГБ | Цена, руб. | Примечание";
        rows(sheet, 4, &[header.to_owned()]);
        rows(
            sheet,
            5,
            &made(5, |n| format!("{n} | {KVM} | {DEBIAN} | 3 | app-{n}.example.ru | 40 | 2 | 1200.5 | прод")),
        );
        sheet.autofilter(3, 0, 8, 8).expect("a filter");
        let yellow = Format::new().set_background_color(Color::Yellow);
        sheet.set_row_format(6, &yellow).expect("a colour");
        rows(sheet, 10, &["Итого:".to_owned()]);
        sheet.write_formula(9, 7, Formula::new("=SUM(H5:H9)").set_result("6002.5")).expect("a sum");
        let below = [
            "Составил: | - | - | - | Иванов И.И.",
            "Утверждаю | - | - | - | ________ Петров П.П.",
            "- | * цены указаны без НДС",
        ];
        rows(sheet, 12, &below.map(str::to_owned));
        let day = ExcelDateTime::from_ymd(2026, 11, 24).expect("a day");
        sheet.write_string(14, 0, "Дата").expect("a cell");
        sheet.write_datetime_with_format(14, 2, &day, &Format::new().set_num_format("dd.mm.yyyy")).expect("a day");
    });
    let said = passes("form.xlsx", &content, 5, 3);
    assert!(said.contains("rows 12–13, 15: E068 warning: `Иванов И.И.` is taken for a line of text"), "{said}");
    assert!(said.contains("rows 10, 14: E007 note"), "{said}");
}

#[test]
fn hidden_helper_columns_and_a_sheet_of_prices() {
    let content = book(&["VPS", "Prices"], |sheets| {
        let header = "Plan | Operating system | Billing period | Hostname (FQDN) | Qty | Disk (GB) | Price | Owner | Key | Lookup";
        rows(&mut sheets[0], 1, &[header.to_owned()]);
        let line = |n| format!("{KVM} | {DEBIAN} | 12 | web-{n}-{{n}}.example.com | 2 | 40 | 4900 | anna");
        rows(&mut sheets[0], 2, &made(6, line));
        for row in 1..=6 {
            let formula = Formula::new("=A2&C2").set_result("KVM Ferrum12");
            sheets[0].write_formula(row, 8, formula).expect("a formula");
            sheets[0].write_formula(row, 9, Formula::new("=Prices!C2").set_result("4900")).expect("a formula");
        }
        sheets[0].set_column_hidden(8).expect("hidden").set_column_hidden(9).expect("hidden");
        rows(&mut sheets[1], 1, &["Tariff | Months | Price".to_owned(), format!("{KVM} | 12 | 4900")]);
    });
    let said = passes("helpers.xlsx", &content, 12, 2);
    assert!(
        said.contains(
            "E058 note: hidden columns that are not used for ordering, carried to the results: `Key`, `Lookup`"
        )
    );
}

#[test]
fn comments_on_cells_and_two_columns_that_could_be_a_cost_centre() {
    let content = book(&["Заказы"], |sheets| {
        rows(
            &mut sheets[0],
            1,
            &["Тариф | Шаблон | Период | Домен | Кол-во | Отдел | Проект | Комментарий".to_owned()],
        );
        rows(&mut sheets[0], 2, &made(6, |n| format!("{KVM} | {DEBIAN} | 3 мес. | s{n}.example.ru | 1 | ИТ | Альфа")));
        sheets[0].insert_note(2, 3, &Note::new("уточнить у заказчика").set_author("Анна")).expect("a note");
        sheets[0].insert_note(0, 3, &Note::new("полное имя").set_author("Анна")).expect("a note");
        sheets[0].set_freeze_panes(1, 0).expect("panes");
    });
    let said = passes("comments.xlsx", &content, 6, 4);
    assert!(said.contains("G1: E004 warning: `Проект` and `Отдел` (F1) could be the same thing"), "{said}");
}

#[test]
fn groups_within_the_table_with_sums_below_each() {
    let content = book(&["Лист1"], |sheets| {
        let sheet = &mut sheets[0];
        let header = "Наименование тарифа | ОС | Период | Доменное имя | vCPU, шт. | Память, ГБ | Накопитель, ГБ | Ответственный";
        rows(sheet, 1, &[header.to_owned()]);
        let mut row = 2;
        for (n, group) in ["Отдел разработки", "Отдел продаж", "Бухгалтерия"].into_iter().enumerate()
        {
            sheet.merge_range(row - 1, 0, row - 1, 7, group, &Format::new().set_bold()).expect("a heading");
            let line = |at| format!("{KVM} | {DEBIAN} | 1 | g{n}-{at}.example.ru | 2 | 4 | 60 | Сидоров");
            rows(sheet, row + 1, &made(3, line));
            rows(sheet, row + 4, &["Итого по отделу | - | - | - | 6".to_owned()]);
            row += 5;
        }
        rows(sheet, row, &["ВСЕГО К ОПЛАТЕ | - | - | - | 18".to_owned()]);
    });
    let said = passes("groups.xlsx", &content, 9, 3);
    assert!(said.contains("rows 2, 7, 12: E068 warning: `Отдел разработки`"), "{said}");
    assert!(said.contains("rows 6, 11, 16–17: E007 note"), "{said}");
}

#[test]
fn columns_of_formulas_filled_down_beyond_the_last_order() {
    let content = book(&["Orders", "Lists"], |sheets| {
        let header = "Tariff | OS template | Period | Domain | Disk | Price per month | Total | Project | Comment";
        rows(&mut sheets[0], 1, &[header.to_owned()]);
        let empty = || Formula::new("=IF(E2>40,\"big\",\"\")").set_result("EMPTY");
        for row in 1..60 {
            let filled = row <= 30;
            let of = |text: String| if filled { text } else { "EMPTY".to_owned() };
            let formulas = [(0, KVM.to_owned()), (1, DEBIAN.to_owned()), (3, format!("n{row}.example.org"))];
            for (col, text) in formulas {
                sheets[0].write_formula(row, col, Formula::new("=Lists!A1").set_result(of(text))).expect("a formula");
            }
            if filled {
                sheets[0].write_number(row, 2, 3).expect("a cell").write_number(row, 5, 400).expect("a cell");
            }
            sheets[0].write_formula(row, 8, empty()).expect("a formula");
        }
        rows(&mut sheets[1], 1, &[KVM.to_owned()]);
    });
    // Whoever filled this in has calculated it.
    let content = crate::sheet::replaced(&content, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    let content = crate::sheet::replaced(&content, "xl/worksheets/sheet1.xml", "<v>EMPTY</v>", "<v></v>");
    let said = passes("formulas.xlsx", &content, 30, 6);
    assert!(
        said.contains("A2: E045 warning: a formula; its stored value `KVM Ferrum` is used (the same in 30 cells"),
        "{said}"
    );
}

#[test]
fn money_with_formats_sums_and_tax() {
    let content = book(&["Серверы"], |sheets| {
        let sheet = &mut sheets[0];
        let header = "№ | Дата заявки | Отдел | Тариф | Шаблон ОС | Период | Домен | Кол-во серверов | Диск | Цена с НДС | Сумма с НДС | Статус";
        rows(sheet, 1, &[header.to_owned()]);
        let line =
            |n| format!("{n} | - | ИТ | {KVM} | {DEBIAN} | 1 год | crm{n}-{{n}}.example.ru | 2 | - | - | - | да");
        rows(sheet, 2, &made(8, line));
        let (rub, gb) = (Format::new().set_num_format("#,##0.00 \"₽\""), Format::new().set_num_format("0 \"ГБ\""));
        let day = ExcelDateTime::from_ymd(2026, 11, 20).expect("a day");
        for row in 1..=8 {
            let date = Format::new().set_num_format("dd.mm.yyyy");
            sheet.write_datetime_with_format(row, 1, &day, &date).expect("a day");
            sheet.write_number_with_format(row, 8, 40, &gb).expect("a size");
            sheet.write_number_with_format(row, 9, 5000, &rub).expect("a price");
            let sum = Formula::new("=J2*H2").set_result("10000");
            sheet.write_formula_with_format(row, 10, sum, &rub).expect("a sum");
        }
        rows(
            sheet,
            10,
            &[
                "- | - | - | - | - | - | - | - | - | Итого".to_owned(),
                "- | - | - | - | - | - | - | - | - | В т.ч. НДС".to_owned(),
            ],
        );
    });
    passes("money.xlsx", &content, 16, 2);
}

#[test]
fn an_export_with_empty_lines_and_a_total() {
    let mut text = "Тариф;ОС;Срок;Имя хоста;Объём диска, ГБ;Кол.;Заявка;Комментарий\r\n".to_owned();
    for n in 1..=5 {
        text += &format!("{KVM};{DEBIAN};полгода;h{n}.example.ru;40;1;ЗК-{n};\"для отдела \"\"Продажи\"\"\"\r\n");
    }
    text += ";;;;;;;\r\nИтого;;;;200;5;;\r\n;;;;;;;\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    passes("export.csv", &bytes, 5, 1);
    let hints = text.replacen("\r\n", "\r\n(из списка);(из списка);число;текст;число;число;;\r\n", 1);
    passes("hints.csv", hints.as_bytes(), 5, 2);
    let tabs = text.replace(';', "\t");
    let unicode: Vec<u8> = [0xfeff].into_iter().chain(tabs.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    passes("unicode.txt", &unicode, 5, 1);
}

#[test]
fn a_cover_and_a_directory_beside_the_table() {
    let content = book(&["Титул", "Список", "Справочник"], |sheets| {
        rows(&mut sheets[0], 1, &["Заявка".to_owned(), "Период: | IV квартал".to_owned(), "Отдел: | ИТ".to_owned()]);
        let header = "Сервер | Тариф | Шаблон | Период | Домен | Панель управления | Автопродление | Заказать?";
        rows(&mut sheets[1], 3, &[header.to_owned()]);
        let line = |n| {
            format!(
                "srv{n} | {KVM} | {DEBIAN} | год | b{n}.example.ru | нет | да | {}",
                if n == 1 { "нет" } else { "да" }
            )
        };
        rows(&mut sheets[1], 4, &made(4, line));
        rows(&mut sheets[2], 1, &["Тариф | Диск | ОЗУ | Цена".to_owned(), format!("{KVM} | 20 | 1 | 350")]);
    });
    passes("cover.xlsx", &content, 3, 1);
}

#[test]
fn a_table_that_begins_at_b6_with_remarks_below() {
    let content = book(&["Request"], |sheets| {
        let sheet = &mut sheets[0];
        rows(sheet, 2, &["- | VPS request Q1".to_owned(), "- | Requested by | Anna Smith".to_owned()]);
        let header = "- | Plan | OS | Term, months | Server name | vCPUs | RAM (GB) | Storage (GB) | Quantity | Cost centre | Notes";
        rows(sheet, 6, &[header.to_owned()]);
        let line = |n| {
            format!("- | {KVM} | CentOS-7-x86_64-ispmgr5 | 6 | node{n}.corp.example.com | 4 | 8 | 100 | 1 | CC-10 | -")
        };
        rows(sheet, 7, &made(4, line));
        rows(
            sheet,
            12,
            &made(2, |n| {
                format!("- | SSD Ferrum | {DEBIAN} | 12 | db{n}.corp.example.com | 4 | 8 | 100 | 1 | CC-10 | urgent")
            }),
        );
        let below = [
            "- | Grand total | - | - | - | - | - | - | 6",
            "-",
            "- | * all prices exclude VAT",
            "- | Approved by: | - | - | J. Doe, CFO",
        ];
        rows(sheet, 15, &below.map(str::to_owned));
        sheet.set_freeze_panes(6, 0).expect("panes");
    });
    let said = passes("offset.xlsx", &content, 6, 2);
    assert!(said.contains("row 18: E068 warning: `Approved by:`"), "{said}");
}

#[test]
fn columns_of_the_office_beside_those_of_the_order() {
    let content = book(&["Sheet1", "Sheet2"], |sheets| {
        let header = "Тариф | Образ | Месяцев | Хост | Ядра | Память | Диск | Цена за месяц | Инв. № | Телефон | IP-адрес | Тип диска";
        rows(&mut sheets[0], 1, &[header.to_owned()]);
        let line = |n| {
            format!("{KVM} | {DEBIAN} | 1 | x{n}.example.ru | 1 | 2 | 20 | 350 | 000{n}-A | +7 495 123-45-67 | - | SSD")
        };
        rows(&mut sheets[0], 2, &made(5, line));
        sheets[0].write_formula(7, 7, Formula::new("=SUM(H2:H6)").set_result("1750")).expect("a sum");
    });
    let said = passes("columns.xlsx", &content, 5, 3);
    assert!(said.contains("row 8: E007 note"), "{said}");
    assert!(said.contains("K1: E005 warning: the column \"IP-адрес\" is not read as \"IPv4\""), "{said}");
}
