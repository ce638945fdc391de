//! The reference sheet: what the catalogue offers, and the lists that the drop-downs show.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::form::Form;
use super::lists::HEADERS;
use super::style::Styles;
use super::words;
use crate::catalog::{Catalog, Resource, Tariff};
use crate::sheet::Field;
use crate::text::lang::{Lang, tr};

pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    sheet.set_name(words::reference(lang))?;
    let (title, as_of) = (&catalog.title, &catalog.as_of);
    let heading = tr!(lang, "What {title} offers", "Что предлагает {title}");
    sheet.write_string_with_format(0, 0, heading, &styles.title)?.set_row_height(0, 26)?;
    let date = tr!(
        lang,
        "Tariff table “{}” with ids and contents of {as_of}. Ids age: a plan always shows this date.",
        "Таблица тарифов «{}», идентификаторы и состав на {as_of}. Идентификаторы устаревают: эта дата стоит в каждом плане.",
        catalog.name
    );
    sheet.write_string_with_format(1, 0, date, &styles.muted)?;
    sheet.write_string_with_format(2, 0, units_note(catalog, lang), &styles.muted)?;
    tariffs(sheet, form)?;
    templates(sheet, form)?;
    offered(sheet, form)?;
    // Sizes have a unit behind them, and limits.
    let amounts = Field::amounts().map(|field| if field.facts().content.usual_unit().is_some() { 17.0 } else { 13.0 });
    for (col, width) in (0..).zip([34.0, 20.0, 18.0].into_iter().chain(amounts).chain([18.0, 46.0])) {
        sheet.set_column_width(col, width)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    Ok(())
}

/// What is not known of the amounts, said once.
fn units_note(catalog: &Catalog, lang: Lang) -> String {
    let mut resources = catalog.tariffs.iter().flat_map(|tariff| tariff.resources.iter());
    let limits = if resources.any(|(_, of)| of.min.or(of.max).is_some()) {
        lang.pick("limits stand behind it, where they are known", "за ним — пределы, если они известны")
    } else {
        lang.pick("limits are not published", "пределы не опубликованы")
    };
    tr!(
        lang,
        "Amounts are what is ordered when the cell stays empty, in the unit shown; {limits}.",
        "Количества — то, что заказывается при пустой ячейке, в указанных единицах; {limits}."
    )
}

fn headers(sheet: &mut Worksheet, row: u32, names: &[&str], styles: &Styles) -> Result<(), XlsxError> {
    for (col, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, col, *name, &styles.optional)?;
    }
    Ok(())
}

fn tariffs(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    let mut names = vec![
        lang.pick("Tariff", "Тариф"),
        lang.pick("Id", "Идентификатор"),
        lang.pick("Periods, months", "Периоды, мес."),
    ];
    names.extend(Field::amounts().map(|field| field.title(lang)));
    names.extend([Field::Ispmanager.title(lang), lang.pick("OS templates", "Шаблоны ОС")]);
    headers(sheet, HEADERS, &names, styles)?;
    for (row, tariff) in (HEADERS + 1..).zip(&catalog.tariffs) {
        sheet.write_string_with_format(row, 0, &tariff.name, &styles.body)?;
        sheet.write_number_with_format(row, 1, tariff.id.get(), &styles.number)?;
        let periods: Vec<String> = tariff.periods.keys().map(ToString::to_string).collect();
        let mut cells = vec![periods.join(", ")];
        let sold = |field| tariff.resource(field).map_or_else(|| "–".to_owned(), |resource| amount(resource, lang));
        cells.extend(Field::amounts().map(sold));
        let licence = if tariff.ispmanager.is_some() {
            lang.pick("offered", "предлагается")
        } else {
            lang.pick("not offered", "не предлагается")
        };
        cells.push(licence.to_owned());
        for (col, text) in (2..).zip(&cells) {
            sheet.write_string_with_format(row, col, text, &styles.body)?;
        }
        // The list of templates is long: it stands last and breaks into lines.
        let last = u16::try_from(names.len() - 1).unwrap_or(u16::MAX);
        sheet.write_string_with_format(row, last, taken(catalog, tariff, lang), &styles.wrapped)?;
    }
    Ok(())
}

/// `20 GB`, with the limits where they are known: `20 GB (10 to 200, in steps of 10)`.
fn amount(resource: &Resource, lang: Lang) -> String {
    let Resource { default, unit, min, max, step, .. } = resource;
    let unit = unit.as_ref().map(|unit| format!(" {}", words::unit_word(unit, lang))).unwrap_or_default();
    let bounds = match (min, max) {
        (Some(min), Some(max)) => Some(tr!(lang, "{min} to {max}", "от {min} до {max}")),
        (Some(min), None) => Some(tr!(lang, "from {min}", "от {min}")),
        (None, Some(max)) => Some(tr!(lang, "up to {max}", "до {max}")),
        (None, None) => None,
    };
    let step = step.map(|step| tr!(lang, "in steps of {step}", "с шагом {step}"));
    let limits: Vec<String> = bounds.into_iter().chain(step).collect();
    if limits.is_empty() { format!("{default}{unit}") } else { format!("{default}{unit} ({})", limits.join(", ")) }
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
    headers(
        sheet,
        row,
        &[lang.pick("OS template", "Шаблон ОС"), lang.pick("With ISPmanager", "С ISPmanager")],
        styles,
    )?;
    for (row, template) in (row + 1..).zip(&catalog.templates) {
        sheet.write_string_with_format(row, 0, &template.name, &styles.body)?;
        let with = if template.ispmanager { lang.pick("yes", "да") } else { lang.pick("no", "нет") };
        sheet.write_string_with_format(row, 1, with, &styles.body)?;
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
