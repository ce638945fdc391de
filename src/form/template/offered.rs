//! What only some tariff tables have, on the reference sheet: data centres, named resources, choices, recipes.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::{Column, is_same};
use super::form::Form;
use super::own::labels;
use super::told::{Told, amount, headers, none};
use crate::catalog::{Catalog, Choice, Recipe, Tariff};
use crate::sheet::{Field, NamedColumn};
use crate::text::lang::Lang;

/// Where each tariff stands, if the table names its data centres.
pub(super) fn place<'f>(form: &'f Form<'_>) -> Option<Told<'f>> {
    let catalog = form.catalog;
    let stands = |tariff: &Tariff| {
        let place = catalog.data_centres.iter().find(|place| Some(place.id) == tariff.data_centre);
        let name = place.map_or_else(none, |place| place.name.clone());
        tariff.product.as_ref().map_or_else(|| name.clone(), |product| format!("{name} ({product})"))
    };
    let name = Field::DataCentre.title(form.lang).to_owned();
    (!catalog.data_centres.is_empty()).then(|| -> Told<'f> { (name, 24.0, Box::new(stands)) })
}

/// What each tariff has of everything that the table names.
pub(super) fn named<'f>(form: &'f Form<'_>) -> impl Iterator<Item = Told<'f>> {
    let lang = form.lang;
    form.columns.iter().filter_map(move |column| match column {
        Column::Named(column) => {
            let has = move |tariff: &Tariff| of(tariff, column, lang);
            Some::<Told<'f>>((column.name.clone(), 30.0, Box::new(has)))
        }
        Column::Field(_) => None,
    })
}

fn of(tariff: &Tariff, column: &NamedColumn, lang: Lang) -> String {
    let resource = tariff.named.iter().find(|named| is_same(&named.name, &column.name));
    let choice = || tariff.choices.iter().find(|choice| is_same(&choice.name, &column.name));
    match resource {
        Some(named) => amount(&named.resource, lang),
        None => choice().map_or_else(none, |choice| options(choice, lang)),
    }
}

/// Everything that a choice can be, the usual one marked.
fn options(choice: &Choice, lang: Lang) -> String {
    let usual = lang.pick("when empty", "если пусто");
    let shown = |(label, option): (String, &crate::catalog::ChoiceOption)| {
        if option.value == choice.default { format!("{label} ({usual})") } else { label }
    };
    labels(choice).into_iter().zip(&choice.options).map(shown).collect::<Vec<_>>().join("; ")
}

/// The recipes, below everything else.
pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    if catalog.recipes.is_empty() {
        return Ok(());
    }
    let row = form.lists.end() + 2;
    let heading = lang.pick("Recipes", "Рецепты");
    sheet.write_string_with_format(row - 1, 0, heading, &styles.section)?;
    let names = [
        lang.pick("Recipe", "Рецепт"),
        lang.pick("Title", "Название"),
        lang.pick("OS templates it fits", "Подходящие шаблоны ОС"),
    ];
    headers(sheet, row, &names, styles)?;
    for (row, recipe) in (row + 1..).zip(&catalog.recipes) {
        sheet.write_string_with_format(row, 0, &recipe.name, &styles.body)?;
        sheet.write_string_with_format(row, 1, recipe.title.as_deref().unwrap_or("–"), &styles.body)?;
        sheet.write_string_with_format(row, 2, goes_with(catalog, recipe, lang), &styles.body)?;
    }
    Ok(())
}

fn goes_with(catalog: &Catalog, recipe: &Recipe, lang: Lang) -> String {
    match &recipe.templates {
        None => lang.pick("every OS template", "любой шаблон ОС").to_owned(),
        Some(taken) if taken.len() == catalog.templates.len() => {
            lang.pick("every OS template", "любой шаблон ОС").to_owned()
        }
        Some(taken) => taken.join(", "),
    }
}
