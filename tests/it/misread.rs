//! Sheets that would be misread if anything were guessed: each gives the orders that it says, or an
//! error where it says so.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::harness::{Desk, vdsbatch};

const TAIL: &str = "KVM Ferrum;Debian-7-x86_64-minimal;";

/// What the plan of a sheet says of its orders: name, months, disk, RAM, CPU, price; or what `check`
/// finds wrong.
pub fn plan(name: &str, content: &[u8]) -> Result<Vec<String>, String> {
    let desk = Desk::new().file(name, content);
    let checked = desk.run(vdsbatch().arg("check").arg(desk.path(name)));
    if checked.code != Some(0) {
        return Err(checked.stdout.clone() + &checked.stderr);
    }
    let out = desk.path("out.plan.xlsx");
    let mut process = vdsbatch();
    process.arg("process").arg(desk.path(name)).args(["--dry-run", "--format", "json", "-o"]).arg(&out);
    desk.run(&mut process).exits(0);
    let json = std::fs::read_to_string(out.with_extension("json")).expect("data");
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let orders = document["orders"].as_array().expect("orders").iter();
    let said = orders.map(|line| {
        let order = &line["order"];
        let planned = order["planned"].as_str().unwrap_or("-");
        format!(
            "{} {}m {}/{}/{} {planned}",
            line["name"].as_str().unwrap_or_default(),
            order["months"],
            order["disk"],
            order["ram"],
            order["cpu"]
        )
    });
    Ok(said.collect())
}

/// A sheet of one row, with these columns beside the needed ones.
fn csv(headers: &str, cells: &str) -> Result<Vec<String>, String> {
    plan("a.csv", format!("Tariff;OS;Period;Domain;{headers}\n{TAIL}3;a.example.ru;{cells}\n").as_bytes())
}

#[test]
fn a_unit_in_a_header_is_that_of_its_numbers() {
    for (headers, cells, expected) in [
        ("RAM, MB;Disk (GB)", "2048;40", "a.example.ru 3m 40/2/1 -"),
        ("ОЗУ, МБ;Диск ТБ", "2048;1", "a.example.ru 3m 1024/2/1 -"),
        ("RAM, MB", "2 GB", "a.example.ru 3m 20/2/1 -"),
        ("Disk_GB;Ядра, шт", "40.0;2", "a.example.ru 3m 40/1/2 -"),
        ("СРU;RАМ", "4;8", "a.example.ru 3m 20/8/4 -"),
        ("Цена (за месяц)", "100", "a.example.ru 3m 20/1/1 300.00"),
        ("Цена/мес", "100", "a.example.ru 3m 20/1/1 300.00"),
        ("Цена, руб.", "100,50", "a.example.ru 3m 20/1/1 100.50"),
    ] {
        assert_eq!(csv(headers, cells).as_deref(), Ok([expected.to_owned()].as_slice()), "{headers}");
    }
    let years = format!("Tariff;OS;Срок, лет;Domain\n{TAIL}1;a.example.ru\n");
    assert_eq!(plan("a.csv", years.as_bytes()).as_deref(), Ok(["a.example.ru 12m 20/1/1 -".to_owned()].as_slice()));
    for (headers, cells, said) in [
        ("RAM, MB", "1000", "E041 RAM `1000 MB` is not a whole number of GB"),
        (
            "Цена, USD",
            "100",
            "E047 `100 USD`: the header names another currency or unit, `USD`, and the tariff table counts in RUB",
        ),
        ("Price ($)", "450", "E047 `450 $`"),
        ("Цена, €", "450 ₽", "E047 `450 ₽ EUR`"),
        ("Цена за месяц, тыс. руб.", "450", "E047 `450 тыс.`"),
        ("Цена, грн.", "450", "E047 `450 UAH`"),
        ("Диск, руб.", "150", "E1: E005 the header `Диск, руб.` names a unit that \"Disk\" cannot have"),
        ("Ядра ₽", "60", "E1: E005 the header `Ядра ₽` names a unit that \"CPU\" cannot have"),
        ("Count, rub", "350", "E1: E005 the header `Count, rub` names a unit that \"Count\" cannot have"),
        ("Количество (IP)", "2", "E005 the header `Количество (IP)` says more than `Количество`"),
        ("Цена (всего)", "2", "E1: E005 the header `Цена (всего)` says more than `Цена`"),
        ("Price, PLN", "2", "E1: E005 the header `Price, PLN` says more than `Price`"),
        ("Price", "12 00", "E047"),
    ] {
        let found = csv(headers, cells).expect_err(headers);
        assert!(found.contains(said), "{headers}: {found}");
    }
}

#[test]
fn a_server_called_total_is_no_total() {
    let sheet = |rows: &str| format!("Domain;Tariff;OS;Period;Count\n{rows}");
    let row = |name: &str| format!("{name};{TAIL}1;\n");
    let content = sheet(&(row("total-web.example.ru") + &row("итоги.рф") + "Итого:;;;;2\nВсего серверов;;;;2\n"));
    let orders = plan("a.csv", content.as_bytes()).expect("orders");
    let names: Vec<&str> = orders.iter().filter_map(|order| order.split(' ').next()).collect();
    assert_eq!(names, ["total-web.example.ru", "итоги.рф"]);
    // A total below a column without a header is one too.
    let content = format!(";Tariff;OS;Period;Domain;Count\n1;{TAIL}1;a.example.ru;1\nИтого;;;;;1\n");
    assert_eq!(plan("a.csv", content.as_bytes()).map(|orders| orders.len()), Ok(1));
}

#[test]
fn words_that_only_begin_like_a_place_for_a_number_are_errors() {
    for name in ["srv-$id.example.ru", "$USERNAME.example.ru", "server#5.example.ru"] {
        let content = format!("Tariff;OS;Period;Domain\n{TAIL}1;{name}\n");
        assert!(plan("a.csv", content.as_bytes()).expect_err(name).contains("E031"), "{name}");
    }
}

#[test]
fn every_domain_that_stands_twice_is_named_as_people_write_it() {
    let rows = ["сайт-{n}.рф;3", "сайт-1.рф;", "сайт-2.рф;"].map(|row| format!("{TAIL}1;{row}\n")).concat();
    let found = plan("a.csv", format!("Tariff;OS;Period;Domain;Count\n{rows}").as_bytes()).expect_err("twice");
    for said in ["D2: E021 domain `сайт-1.рф`", "D2: E021 domain `сайт-2.рф`", "D3: E021", "D4: E021"] {
        assert!(found.contains(said), "{said}\n{found}");
    }
    assert!(!found.contains("xn--"), "{found}");
}

#[test]
fn a_copy_of_the_sheet_of_orders_is_not_taken_for_it() {
    let book = |names: &[&str]| {
        let mut book = Workbook::new();
        for name in names {
            let sheet = book.add_worksheet().set_name(*name).expect("a name");
            for (col, text) in (0_u16..).zip(["Tariff", "OS", "Period", "Domain"]) {
                sheet.write_string(0, col, text).expect("a cell");
            }
            let domain = format!("of-{}.example.ru", name.len());
            for (col, text) in (0_u16..).zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", &domain]) {
                sheet.write_string(1, col, text).expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook")
    };
    let orders = plan("a.xlsx", &book(&["Orders (2)", "Orders"])).expect("orders");
    assert!(orders[0].starts_with("of-6."), "{orders:?}");
    let both = plan("a.xlsx", &book(&["Orders", "Заказы"])).expect_err("two of them");
    assert!(both.contains("Orders") && both.contains("Заказы") && both.contains("--sheet"), "{both}");
    let desk = Desk::new().file("a.xlsx", &book(&["Апрель (сервера)", "Май"]));
    let mut check = vdsbatch();
    check.arg("check").arg(desk.path("a.xlsx")).args(["--sheet", "Апрель (новые)"]);
    desk.run(&mut check).exits(1).says("Апрель (сервера)");
}

/// A sheet with one sound row and one that is wrong in each way that a copy could lose.
fn wrong_in_every_way() -> Vec<(&'static str, Vec<u8>)> {
    let book = |spoil: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Orders").expect("a name");
        for (col, text) in (0_u16..).zip(["Tariff", "OS", "Period", "Domain", "Disk", "Cost centre"]) {
            sheet.write_string(0, col, text).expect("a cell");
        }
        for row in 1..=2_u32 {
            let domain = format!("web-{row}.example.ru");
            for (col, text) in (0_u16..).zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", &domain]) {
                sheet.write_string(row, col, text).expect("a cell");
            }
        }
        spoil(sheet);
        book.save_to_buffer().expect("a workbook")
    };
    let ragged = format!(
        "Tariff,OS,Period,Domain,Price,Disk\n{0},1,web-1.example.ru,,\n{0},1,web-2.example.ru,1200,50,20\n",
        TAIL.trim_end_matches(';').replace(';', ",")
    );
    vec![
        (
            "merged.xlsx",
            book(&|sheet| {
                let format = rust_xlsxwriter::Format::new();
                sheet.merge_range(1, 4, 2, 4, "100", &format).expect("merged");
                sheet.write_number(1, 4, 100).expect("a cell");
            }),
        ),
        (
            "no-value.xlsx",
            book(&|sheet| {
                sheet.write_formula(2, 4, rust_xlsxwriter::Formula::new("Z99").set_result("")).expect("a formula");
            }),
        ),
        (
            "error.xlsx",
            book(&|sheet| {
                sheet.write_formula(2, 5, rust_xlsxwriter::Formula::new("NA()").set_result("#N/A")).expect("a formula");
            }),
        ),
        (
            "hidden.xlsx",
            book(&|sheet| {
                sheet.set_row_hidden(2).expect("hidden");
            }),
        ),
        ("ragged.csv", ragged.into_bytes()),
    ]
}

/// What is refused is refused in a copy too, until somebody has corrected it: a copy loses no error.
#[test]
fn what_is_wrong_with_a_sheet_is_wrong_with_its_copies() {
    for (name, content) in wrong_in_every_way() {
        let desk = Desk::new().file(name, &content);
        let sheet = desk.path(name);
        let (copy, results) = (desk.path("copy.xlsx"), desk.path("r.xlsx"));
        desk.run(vdsbatch().arg("check").arg(&sheet).arg("--annotate").arg(&copy)).exits(3);
        desk.run(vdsbatch().arg("check").arg(&copy)).exits(3);
        desk.run(
            vdsbatch().arg("process").arg(&sheet).args(["--sandbox", "--yes", "--only-valid", "-o"]).arg(&results),
        )
        .exits(4);
        let again = desk.run(vdsbatch().arg("check").arg(&results));
        assert_eq!(again.code, Some(3), "{name}: what is to be fixed checks clean\n{again}");
        let errors = again.stdout.lines().filter(|line| !line.contains("note:") && !line.contains("warning:"));
        assert_eq!(errors.filter(|line| line.contains(": E")).count(), 1, "{name}\n{again}");
    }
}

#[test]
fn a_form_above_the_table_is_not_its_header() {
    let content =
        format!("Заявка:;12;Проект:;Альфа;Отдел:;ИТ\nTariff;OS;Period;Domain;Disk\n{TAIL}1;a.example.ru;40\n");
    assert_eq!(plan("a.csv", content.as_bytes()).as_deref(), Ok(["a.example.ru 1m 40/1/1 -".to_owned()].as_slice()));
}

#[test]
fn a_day_in_a_column_of_text_is_text() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (col, text) in (0_u16..).zip(["Tariff", "OS", "Period", "Domain", "Reference", "Comment"]) {
        sheet.write_string(0, col, text).expect("a cell");
    }
    for (col, text) in (0_u16..).zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "a.example.ru"]) {
        sheet.write_string(1, col, text).expect("a cell");
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 20).expect("a day");
    let format = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    for col in [4, 5] {
        sheet.write_datetime_with_format(1, col, &day, &format).expect("a cell");
    }
    let content = book.save_to_buffer().expect("a workbook");
    assert_eq!(plan("a.xlsx", &content).map(|orders| orders.len()), Ok(1));
    let desk = Desk::new().file("a.xlsx", &content);
    let checked = desk.run(vdsbatch().arg("check").arg(desk.path("a.xlsx")));
    assert_eq!(checked.stdout.matches("E042 warning").count(), 1, "{checked}");
    assert!(
        checked.stdout.contains("E2: E042 warning: the cell holds a date, which is taken as the text `2026-11-20`")
    );
}

#[test]
fn orders_on_hidden_sheets_are_decided_about_before_any_row_is_ordered() {
    let mut book = Workbook::new();
    for (name, hidden) in [("Orders", false), ("Old", true)] {
        let sheet = book.add_worksheet().set_name(name).expect("a name").set_hidden(hidden);
        for (col, text) in (0_u16..).zip(["Tariff", "OS", "Period", "Domain"]) {
            sheet.write_string(0, col, text).expect("a cell");
        }
        let domain = format!("{}.example.ru", name.to_lowercase());
        for (col, text) in (0_u16..).zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", &domain]) {
            sheet.write_string(1, col, text).expect("a cell");
        }
    }
    let desk = Desk::new().file("orders.xlsx", &book.save_to_buffer().expect("a workbook"));
    let mut command = vdsbatch();
    command.arg("process").arg(desk.path("orders.xlsx")).args(["--sandbox", "--yes", "--only-valid"]);
    desk.run(&mut command).exits(3).says("E051").says("--sheet");
    command.args(["--hidden", "skip"]);
    desk.run(&mut command).exits(0);
}

#[test]
fn a_copy_of_a_sheet_whose_columns_are_wrong_is_not_promised() {
    let desk = Desk::new().file("a.csv", b"Tariff;Plan;Period;Domain\nx;y;1;a.example.ru\n");
    let copy = desk.path("copy.xlsx");
    desk.run(vdsbatch().arg("check").arg(desk.path("a.csv")).arg("--annotate").arg(&copy))
        .exits(3)
        .says("no marked copy was written");
    assert!(!copy.exists());
}

#[test]
fn where_nothing_names_a_language_the_headers_do() {
    let content = "Тариф;Шаблон ОС;Период;Домен\nKVM Ferum;Debian-7-x86_64-minimal;1;a.example.ru\n";
    let desk = Desk::new().file("a.csv", content.as_bytes());
    let desk = desk.file("b.csv", content.replace("Ferum", "Ferrum").as_bytes());
    let mut process = vdsbatch();
    process.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").env_remove("VDSBATCH_LANG");
    process.arg("process").arg(desk.path("b.csv")).args(["--sandbox", "--yes"]);
    desk.run(&mut process).exits(0).says("1 сервер: подтверждено 1").says("к заказу: 1 сервер");
    let check = |locale: &str| {
        let mut command = vdsbatch();
        command.arg("check").arg(desk.path("a.csv"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "VDSBATCH_LANG"] {
            command.env_remove(name);
        }
        if !locale.is_empty() {
            command.env("LANG", locale);
        }
        desk.run(&mut command).exits(3).stdout.clone()
    };
    assert!(check("").contains("неизвестный тариф"), "{}", check(""));
    assert!(check("C.UTF-8").contains("неизвестный тариф"));
    assert!(check("en_US.UTF-8").contains("unknown tariff"));
}

/// What `check` says of a sheet of one row that it lets pass.
fn said(headers: &str, row: &str) -> String {
    let desk = Desk::new().file("a.csv", format!("Tariff;OS;Period;Domain{headers}\n{TAIL}1;{row}\n").as_bytes());
    desk.run(vdsbatch().arg("check").arg(desk.path("a.csv"))).exits(0).stdout.clone()
}

#[test]
fn what_may_mean_something_else_is_told() {
    for (headers, row, expected) in [
        (
            "",
            "web-{n}.ru",
            "D2: E037 warning: the name has a place for a number, and no count is given: one server is ordered, `web-1.ru`",
        ),
        (";Count", "web-##.ru;", "D2: E037 warning: "),
        ("", "example.со", "D2: E023 warning: `со` looks Latin and is Cyrillic: `example.xn--n1af` is ordered"),
        ("", "web19.х.ru", "D2: E023 warning: `х` looks Latin and is Cyrillic: `web19.xn--u1a.ru` is ordered"),
        (";RAM", "a.ru;2048", "E2: E049 warning: `2048` without a unit is ordered as 2048 GB"),
        (";Диск", "a.ru;20480", "E2: E049 warning: `20480` without a unit is ordered as 20480 GB"),
    ] {
        let said = said(headers, row);
        assert!(said.contains(expected), "{row}: {said}");
    }
    for (headers, row) in [
        (";Count", "web-{n}.ru;1"),
        ("", "почта.example.ru"),
        ("", "сервер.рф"),
        (";RAM", "a.ru;16"),
        (";RAM", "a.ru;2048 GB"),
        (";RAM, MB", "a.ru;2048"),
        (";RAM, GB", "a.ru;2048"),
        (";Disk", "a.ru;4000"),
    ] {
        assert!(!said(headers, row).contains("warning: "), "{row}: {}", said(headers, row));
    }
}
