//! What a column of the order sheet takes, as the spreadsheet program enforces it at typing. Pure.
//!
//! A rule never refuses outright what the check takes: where other notations are fine (`id:1100`,
//! `квартал`), it warns and lets the person go on.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, XlsxError};

use super::column::Column;
use super::form::Form;
use super::words;
use crate::catalog::Catalog;
use crate::sheet::{Col, Content};
use crate::text::lang::{Lang, tr};

/// Days are numbers to a spreadsheet: what Excel makes of a typed `1.5` is the first of May, a
/// number above 46,000. Amounts stop at the first day of 2000.
const BELOW_DATES: i32 = 36_525;

/// The bounds of a column of whole numbers, and whether they are the provider's or the check's own.
struct Bounds {
    least: i32,
    most: i32,
    known: bool,
}

/// The rule and the messages of a column.
pub(super) fn rule(column: &Column, col: Col, form: &Form<'_>) -> Result<DataValidation, XlsxError> {
    let (catalog, lang) = (form.catalog, form.lang);
    let rule = DataValidation::new()
        .set_input_title(words::title(column, catalog, lang))?
        .set_input_message(words::message_of(column, catalog, lang))?;
    let refused = lang.pick("This does not fit", "Не подходит");
    let content = column.content();
    let rule = match content {
        Content::Name(_) | Content::Months | Content::Renewal | Content::YesNo => {
            let own = form.own.as_ref().and_then(|own| own.of(column));
            let Some(list) = own.or_else(|| form.lists.of(content)) else { return Ok(rule) };
            // Names and periods have other notations that the check takes; of yes and no the list is enough.
            let style = if content == Content::YesNo {
                DataValidationErrorStyle::Stop
            } else {
                DataValidationErrorStyle::Warning
            };
            let why = lang.pick("This is not in the list.", "Такого значения нет в списке.");
            rule.allow_list_formula(list).set_error_style(style).set_error_message(why)?
        }
        Content::Amount { least, .. } => {
            let rule = whole(rule, &Bounds::of_amounts(column, least, catalog), lang)?;
            // Of what a tariff lacks, its rows may say no.
            let named = matches!(column, Column::Named(_));
            if named { rule.set_error_style(DataValidationErrorStyle::Warning) } else { rule }
        }
        Content::Number { least, most, .. } => whole(rule, &Bounds::known(least, most), lang)?,
        Content::Money => rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)).set_error_message(
            lang.pick("Write an amount of money, for example 1350.50.", "Напишите сумму, например 1350,50."),
        )?,
        Content::Pattern => {
            let at = format!("{col}2");
            let name = format!("=AND(ISNUMBER(FIND(\".\",{at})),ISERROR(FIND(\" \",TRIM({at}))),LEN({at})<=253)");
            rule.allow_custom(Formula::new(name)).set_error_style(DataValidationErrorStyle::Warning).set_error_message(
                lang.pick(
                    "A server's name has a dot and no spaces, for example web-1.example.ru.",
                    "В имени сервера есть точка и нет пробелов, например web-1.example.ru.",
                ),
            )?
        }
        Content::Text { .. } => return Ok(rule),
    };
    rule.set_error_title(refused)
}

fn whole(rule: DataValidation, bounds: &Bounds, lang: Lang) -> Result<DataValidation, XlsxError> {
    rule.allow_whole_number(DataValidationRule::Between(bounds.least, bounds.most))
        .set_error_message(bounds.message(lang))
}

impl Bounds {
    /// The bounds that hold whatever the table offers.
    fn known(least: u32, most: u32) -> Self {
        let bound = |bound| i32::try_from(bound).unwrap_or(i32::MAX);
        Self { least: bound(least), most: bound(most), known: true }
    }

    /// The widest bounds that any tariff has for a field's amounts. `none` is the least where a tariff
    /// says nothing.
    fn of_amounts(column: &Column, none: u32, catalog: &Catalog) -> Self {
        let resources = || words::resources(column, catalog).into_iter().flatten();
        let least = resources().map(|resource| resource.min.unwrap_or(none)).min().unwrap_or(none);
        // Where a tariff has none of it, none is what its rows may say.
        let lacks = matches!(column, Column::Named(_)) && words::resources(column, catalog).contains(&None);
        let least = if lacks { 0 } else { least };
        let most = resources().map(|resource| resource.max).collect::<Option<Vec<u32>>>();
        let most = most.and_then(|all| all.into_iter().max());
        let small = words::unit_of(column, catalog).is_some_and(|unit| unit.eq_ignore_ascii_case("MB"));
        let usual = if small { i32::MAX } else { BELOW_DATES };
        Self {
            least: i32::try_from(least).unwrap_or(i32::MAX),
            most: most.map_or(usual, |most| i32::try_from(most).unwrap_or(i32::MAX)),
            known: most.is_some(),
        }
    }

    fn message(&self, lang: Lang) -> String {
        let Self { least, most, known } = self;
        if *known {
            return tr!(
                lang,
                "Write a whole number from {least} to {most}.",
                "Напишите целое число от {least} до {most}."
            );
        }
        lang.pick(
            "Write a whole number, for example 20: digits only, without a unit or a fraction.",
            "Напишите целое число, например 20: только цифры, без единиц и дробей.",
        )
        .to_owned()
    }
}
