//! The reference sheet: what the catalogue offers, and the lists that the drop-downs show.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::Column;
use super::form::Form;
use super::lists::HEADERS;
use super::offered as own;
use super::told::{Told, amount, headers, none};
use super::words;
use crate::catalog::{Catalog, Tariff};
use crate::sheet::Field;
use crate::text::day;
use crate::text::lang::{Lang, tr};

pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    sheet.set_name(words::reference(lang))?;
    let (title, as_of) = (&catalog.title, day::as_of(&catalog.as_of, form.lang));
    let heading = tr!(lang, "What {title} offers", "Что предлагает {title}");
    sheet.write_string_with_format(0, 0, heading, &styles.title)?.set_row_height(0, 26)?;
    let date = tr!(
        lang,
        "Tariff table \"{}\" with ids and contents as of {as_of}. Ids change with time: a plan always shows this date.",
        "Таблица тарифов «{}»: коды и состав тарифов — на {as_of}, эта дата указана в каждом плане. Коды устаревают.",
        catalog.name
    );
    sheet.write_string_with_format(1, 0, date, &styles.muted)?;
    sheet.write_string_with_format(2, 0, units_note(catalog, lang), &styles.muted)?;
    tariffs(sheet, form)?;
    templates(sheet, form)?;
    offered(sheet, form)?;
    own::write(sheet, form)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    Ok(())
}

/// What is not known of the amounts, said once.
fn units_note(catalog: &Catalog, lang: Lang) -> String {
    let mut resources = catalog.tariffs.iter().flat_map(|tariff| tariff.resources.iter());
    let limits = if resources.any(|(_, of)| of.min.or(of.max).is_some()) {
        lang.pick("its limits, where known, are in brackets", "в скобках — допустимые пределы, если они известны")
    } else {
        lang.pick("its limits are not published", "пределы не опубликованы")
    };
    tr!(
        lang,
        "The amount shown is ordered if the cell stays empty; {limits}.",
        "Указано количество, которое заказывается, если ячейка пуста; {limits}."
    )
}

/// What is told of each tariff behind its name and id.
fn told<'f>(form: &'f Form<'_>) -> Vec<Told<'f>> {
    let (catalog, lang) = (form.catalog, form.lang);
    let periods = |tariff: &Tariff| tariff.periods.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut told: Vec<Told<'f>> =
        vec![(lang.pick("Periods, months", "Периоды, мес.").to_owned(), 18.0, Box::new(periods))];
    told.extend(own::place(form));
    let shown = |field: &Field| form.columns.contains(&Column::Field(*field));
    for field in Field::amounts().filter(shown) {
        // Sizes have a unit behind them, and limits.
        let width = if field.facts().content.usual_unit().is_some() { 17.0 } else { 13.0 };
        let sold = move |tariff: &Tariff| tariff.resource(field).map_or_else(none, |resource| amount(resource, lang));
        told.push((field.title(lang).to_owned(), width, Box::new(sold)));
    }
    told.extend(own::named(form));
    let licence = move |tariff: &Tariff| {
        let offered = tariff.ispmanager.is_some();
        if offered {
            lang.pick("offered", "предлагается")
        } else {
            lang.pick("not offered", "не предлагается")
        }
        .to_owned()
    };
    if shown(&Field::Ispmanager) {
        told.push((Field::Ispmanager.title(lang).to_owned(), 18.0, Box::new(licence)));
    }
    // The list of templates is long: it stands last and breaks into lines.
    let templates = lang.pick("OS templates", "Шаблоны ОС").to_owned();
    told.push((templates, 46.0, Box::new(move |tariff| taken(catalog, tariff, lang))));
    told
}

/// A row of the page is at most so many lines high.
const MOST_LINES: u32 = 20;

fn tariffs(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    let told = told(form);
    let mut names = vec![lang.pick("Tariff", "Тариф"), lang.pick("Id", "Код тарифа")];
    names.extend(told.iter().map(|(name, ..)| name.as_str()));
    headers(sheet, HEADERS, &names, styles)?;
    for (row, tariff) in (HEADERS + 1..).zip(&catalog.tariffs) {
        sheet.write_string_with_format(row, 0, &tariff.name, &styles.body)?;
        sheet.write_number_with_format(row, 1, tariff.id.get(), &styles.number)?;
        let mut lines = 1;
        for (col, (_, width, cell)) in (2..).zip(&told) {
            let text = cell(tariff);
            // What is longer would end at the next cell.
            let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let style = if f64::from(letters) > *width { &styles.wrapped } else { &styles.body };
            // Words are not parted, so that a line holds a little less.
            let fits = |lines: &u32| f64::from(letters) <= f64::from(*lines) * *width * 0.9;
            lines = (lines..MOST_LINES).find(fits).unwrap_or(MOST_LINES);
            sheet.write_string_with_format(row, col, text, style)?;
        }
        // Not every program makes a row as high as its text by itself.
        if lines > 1 {
            sheet.set_row_height(row, f64::from(lines) * 15.0)?;
        }
    }
    let widths = [34.0, 20.0].into_iter().chain(told.iter().map(|(_, width, _)| *width));
    for (col, width) in (0..).zip(widths) {
        sheet.set_column_width(col, width)?;
    }
    Ok(())
}

/// Which templates the tariff takes.
fn taken(catalog: &Catalog, tariff: &Tariff, lang: Lang) -> String {
    let Some(taken) = &tariff.templates else { return lang.pick("all", "все").to_owned() };
    let names = catalog.templates.iter().map(|template| template.name.as_str());
    let (in_list, missing): (Vec<&str>, Vec<&str>) = names.partition(|name| taken.iter().any(|taken| taken == name));
    if missing.len() < in_list.len() {
        let missing = missing.join(", ");
        tr!(lang, "all but {missing}", "все, кроме {missing}")
    } else {
        in_list.join(", ")
    }
}

fn templates(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    let row = form.lists.templates_row();
    let heading = lang.pick("OS templates, written as the panel has them", "Шаблоны ОС, как они названы в панели");
    sheet.write_string_with_format(row - 1, 0, heading, &styles.section)?;
    let titled = catalog.templates.iter().any(|template| template.title.is_some());
    let mut names = vec![lang.pick("OS template", "Шаблон ОС"), lang.pick("With ISPmanager", "С ISPmanager")];
    names.extend(titled.then_some(lang.pick("Title", "Название")));
    headers(sheet, row, &names, styles)?;
    for (row, template) in (row + 1..).zip(&catalog.templates) {
        sheet.write_string_with_format(row, 0, &template.name, &styles.body)?;
        let with = if template.ispmanager { lang.pick("yes", "да") } else { lang.pick("no", "нет") };
        sheet.write_string_with_format(row, 1, with, &styles.body)?;
        if let Some(title) = &template.title {
            sheet.write_string_with_format(row, 2, title, &styles.body)?;
        }
    }
    Ok(())
}

fn offered(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (lists, styles, lang) = (&form.lists, &form.styles, form.lang);
    let row = lists.lists_row();
    sheet.write_string_with_format(row - 1, 0, lang.pick("Lists", "Списки"), &styles.section)?;
    let names = [
        lang.pick("Period, months", "Период, мес."),
        lang.pick("Auto-renew", "Автопродление"),
        lang.pick("Yes or no", "Да или нет"),
    ];
    headers(sheet, row, &names, styles)?;
    for (row, months) in (row + 1..).zip(&lists.periods) {
        sheet.write_number_with_format(row, 0, months.get(), &styles.number)?;
    }
    for (row, renewal) in (row + 1..).zip(&lists.renewals) {
        sheet.write_string_with_format(row, 1, renewal, &styles.body)?;
    }
    for (row, word) in (row + 1..).zip(lists.yes_no) {
        sheet.write_string_with_format(row, 2, word, &styles.body)?;
    }
    Ok(())
}
