//! The page that says how to fill the sheet.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::Form;
use super::style::Styles;
use super::words;
use crate::sheet::names;
use crate::text::lang::{Lang, tr};

/// Characters on a line of the page's second column.
const LINE: usize = 86;

pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, has_example: bool) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    sheet.set_name(words::guide(lang))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 84)?;
    sheet.write_string_with_format(0, 0, words::guide(lang), &styles.title)?.set_row_height(0, 26)?;
    let mut row = 2;
    for (n, step) in (1..).zip(steps(has_example, lang)) {
        let name = tr!(lang, "Step {n}", "Шаг {n}");
        line(sheet, row, &name, &step, styles)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, lang.pick("Columns", "Столбцы"), &styles.section)?;
    for column in &form.columns {
        row += 1;
        let mark = if column.needed() { " *" } else { "" };
        let name = format!("{}{mark}", words::header_of(column, catalog, lang));
        line(sheet, row, &name, &words::message_of(column, catalog, lang), styles)?;
    }
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// A line of the page, as high as its text: not every program does that by itself.
fn line(sheet: &mut Worksheet, row: u32, name: &str, text: &str, styles: &Styles) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, 0, name, &styles.wrapped)?;
    sheet.write_string_with_format(row, 1, text, &styles.wrapped)?;
    let lines = u32::try_from(text.chars().count().div_ceil(LINE)).unwrap_or(1);
    sheet.set_row_height(row, f64::from(lines.max(1)) * 15.0 + 3.0)?;
    Ok(())
}

fn steps(has_example: bool, lang: Lang) -> Vec<String> {
    let (orders, reference) = (names::orders(lang), words::reference(lang));
    let mut steps = vec![
        tr!(
            lang,
            "Fill the sheet \"{orders}\": a row for each server, or for several servers with {{n}} in the domain and their number in the column \"Count\". Columns marked * must be filled; the others may stay empty.",
            "Заполните лист «{orders}»: по строке на сервер или на несколько серверов, с {{n}} в домене и их числом в столбце «Количество». Столбцы со * обязательны, остальные можно оставить пустыми."
        ),
        tr!(
            lang,
            "Choose tariffs, OS templates and periods from the lists in the cells. What each tariff contains is on the sheet \"{reference}\". Do not rename the headers; you may add columns of your own, they are carried to the results.",
            "Тарифы, шаблоны ОС и периоды выбирайте из списков в ячейках. Что входит в каждый тариф, указано на листе «{reference}». Не переименовывайте заголовки; можно добавить свои столбцы, они переносятся в результаты."
        ),
        lang.pick(
            "The first row is an example and is not ordered while the column \"Order?\" says no. Delete it, or write over it.",
            "Первая строка — пример: она не заказывается, пока в столбце «Заказать?» стоит «нет». Удалите её или заполните своими данными.",
        )
        .to_owned(),
        lang.pick(
            "Save the file and check it: `vdsbatch check FILE`. Every mistake is named with its cell. Nothing is sent, and no account is needed.",
            "Сохраните файл и проверьте его: `vdsbatch check ФАЙЛ`. Каждая ошибка названа вместе с ячейкой. Ничего не отправляется, учётная запись не нужна.",
        )
        .to_owned(),
        lang.pick(
            "Order: `vdsbatch process FILE --account LOGIN`. The results come as a workbook beside the file.",
            "Закажите: `vdsbatch process ФАЙЛ --account ЛОГИН`. Результаты появятся в книге рядом с файлом.",
        )
        .to_owned(),
    ];
    if !has_example {
        steps.remove(2);
    }
    steps
}
