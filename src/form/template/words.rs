//! What the order sheet says of each column. A message in a workbook holds 255 UTF-16 units. Pure.

use super::column::{Column, is_same};
use crate::catalog::{Catalog, Dialect, Resource};
use crate::sheet::{Content, Field, Guide, NamedKind};
use crate::text::lang::{Lang, tr};
use crate::text::unit::unit_word;

/// The name of the page that says how to fill the sheet.
pub(super) const fn guide(lang: Lang) -> &'static str {
    lang.pick("How to fill", "Как заполнять")
}

/// The name of the reference sheet.
pub(super) const fn reference(lang: Lang) -> &'static str {
    lang.pick("Reference", "Справочник")
}

/// The name of the hidden sheet of lists.
pub(super) const fn lists(lang: Lang) -> &'static str {
    lang.pick("Lists", "Списки")
}

/// The header of a column without its mark.
pub(super) fn header_of(column: &Column, catalog: &Catalog, lang: Lang) -> String {
    match column {
        Column::Field(field) => header(*field, catalog, lang),
        Column::Named(named) => match unit_of(column, catalog) {
            Some(unit) => format!("{}, {}", named.name, unit_word(&unit, lang)),
            None => named.name.clone(),
        },
    }
}

/// The same as far as the title of a message holds it: 32 UTF-16 units.
pub(super) fn title(column: &Column, catalog: &Catalog, lang: Lang) -> String {
    shortened(&header_of(column, catalog, lang), 32)
}

/// The beginning of a text that fits so many UTF-16 units.
fn shortened(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut left = most - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

/// What the tariffs sell of a column's amounts, each tariff's.
pub(super) fn resources<'c>(column: &Column, catalog: &'c Catalog) -> Vec<Option<&'c Resource>> {
    let of = |tariff: &'c crate::catalog::Tariff| match column {
        Column::Field(field) => tariff.resource(*field),
        Column::Named(column) => {
            tariff.named.iter().find(|named| is_same(&named.name, &column.name)).map(|named| &named.resource)
        }
    };
    catalog.tariffs.iter().map(of).collect()
}

/// The unit of a column's amounts, if all tariffs that sell it agree on one.
pub(super) fn unit_of(column: &Column, catalog: &Catalog) -> Option<String> {
    match column {
        Column::Field(field) => unit(*field, catalog),
        Column::Named(named) => match &named.kind {
            NamedKind::Amount { units } if units.len() == 1 => {
                let mut sold = resources(column, catalog).into_iter().flatten();
                sold.all(|resource| resource.unit.is_some()).then(|| units[0].clone())
            }
            NamedKind::Amount { .. } | NamedKind::Choice => None,
        },
    }
}

/// What to write into a column, and what an empty cell means.
pub(super) fn message_of(column: &Column, catalog: &Catalog, lang: Lang) -> String {
    match column {
        Column::Field(field) => message(*field, catalog, lang),
        Column::Named(named) => match &named.kind {
            NamedKind::Amount { .. } => amount(&shortened(&named.name, 100), unit_of(column, catalog).as_deref(), lang),
            NamedKind::Choice => tr!(
                lang,
                "{}: choose from the list. Empty: what the tariff contains. What there is for which tariff is on the sheet \"{}\".",
                "{}: выберите из списка. Пусто: то, что входит в тариф. Что есть для какого тарифа, указано на листе «{}».",
                shortened(&named.name, 80),
                reference(lang)
            ),
        },
    }
}

/// The header without its mark, such as `Disk, GB`.
pub(super) fn header(field: Field, catalog: &Catalog, lang: Lang) -> String {
    let name = field.title(lang);
    let behind = match field.facts().content {
        Content::Months => Some(lang.pick("months", "мес.").to_owned()),
        Content::Money => catalog.currency.clone(),
        Content::Amount { .. } => unit(field, catalog).map(|unit| unit_word(&unit, lang).to_owned()),
        Content::Name(_)
        | Content::Renewal
        | Content::Pattern
        | Content::Number { .. }
        | Content::YesNo
        | Content::Text { .. } => None,
    };
    behind.map_or_else(|| name.to_owned(), |behind| format!("{name}, {behind}"))
}

/// The unit of a column's amounts, if all tariffs agree on one.
pub(super) fn unit(field: Field, catalog: &Catalog) -> Option<String> {
    let mut units = catalog.tariffs.iter().map(|tariff| tariff.resource(field).and_then(|of| of.unit.clone()));
    let first = units.next()??;
    units.all(|unit| unit.as_ref() == Some(&first)).then_some(first)
}

/// What to write into a column, and what an empty cell means.
pub(super) fn message(field: Field, catalog: &Catalog, lang: Lang) -> String {
    let reference = reference(lang);
    match field.facts().guide {
        Guide::Says(words) => words(lang).to_owned(),
        Guide::Amount(what) => amount(what(lang), unit(field, catalog).as_deref(), lang),
        Guide::Tariffs => tr!(
            lang,
            "Choose from the list. What each tariff contains is on the sheet \"{reference}\".",
            "Выберите из списка. Что входит в каждый тариф, указано на листе «{reference}»."
        ),
        Guide::Periods => tr!(
            lang,
            "How many months one payment covers: choose from the list. Which tariff is sold for which periods is on the sheet \"{reference}\".",
            "На сколько месяцев вносится оплата: выберите из списка. На какие периоды продаётся тариф, указано на листе «{reference}»."
        ),
        Guide::Renewal => renewal(catalog, lang),
        Guide::Price => price(catalog, lang).to_owned(),
    }
}

fn price(catalog: &Catalog, lang: Lang) -> &'static str {
    let listed = catalog.tariffs.iter().any(|tariff| !tariff.prices.is_empty());
    if listed {
        return lang.pick(
            "Price of one server for one period, for sums and limits. Empty: the price of the tariff table, where it has one.",
            "Цена одного сервера за один период, для итогов и пределов. Пусто: цена из таблицы тарифов, если она там есть.",
        );
    }
    lang.pick(
        "Price of one server for one period, for sums and limits. Empty: the price is not known.",
        "Цена одного сервера за один период, для итогов и пределов. Пусто: цена неизвестна.",
    )
}

/// How to write an amount of `what`, in the unit that all tariffs sell it in.
fn amount(what: &str, unit: Option<&str>, lang: Lang) -> String {
    let unit = unit.map(|unit| tr!(lang, ", in {}", ", в {}", unit_word(unit, lang))).unwrap_or_default();
    tr!(
        lang,
        "{what}{unit}: a whole number. Empty: what the tariff contains.",
        "{what}{unit}: целое число. Пусто: столько, сколько входит в тариф."
    )
}

fn renewal(catalog: &Catalog, lang: Lang) -> String {
    let empty = if catalog.auto_renew { lang.pick("yes", "да") } else { lang.pick("no", "нет") };
    if catalog.no_renew.is_some() && catalog.protocol.dialect != Dialect::Billmanager4 {
        return tr!(
            lang,
            "Renewal when the period ends: yes (for the same period) or no. Empty: {empty}.",
            "Продление в конце периода: да (на тот же период) или нет. Пусто: {empty}."
        );
    }
    if catalog.no_renew.is_some() {
        return tr!(
            lang,
            "Renewal when the period ends: yes (for the same period), no, or another period. Empty: {empty}.",
            "Продление в конце периода: да (на тот же период), нет или другой период. Пусто: {empty}."
        );
    }
    tr!(
        lang,
        "Renewal when the period ends: yes (for the same period) or another period. The provider does not say how to order without it. Empty: {empty}.",
        "Продление в конце периода: да (на тот же период) или другой период. Как заказать без него, провайдер не сообщает. Пусто: {empty}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_fits_a_cell_of_excel_and_every_header_its_title() {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let (mut free, mut renews) = (catalog.clone(), catalog.clone());
        free.no_renew = Some("off".to_owned());
        for tariff in &mut renews.tariffs {
            tariff.prices = tariff.periods.keys().map(|months| (*months, crate::money::Money::ZERO)).collect();
        }
        for (catalog, lang) in [&catalog, &free, &renews].into_iter().zip([Lang::En, Lang::Ru].into_iter().cycle()) {
            for (field, lang) in Field::ALL.into_iter().flat_map(|field| [(field, lang), (field, Lang::Ru)]) {
                let message = message(field, catalog, lang);
                assert!(message.encode_utf16().count() <= 255, "{field:?}: {message}");
                assert!(header(field, catalog, lang).encode_utf16().count() <= 32, "{field:?}");
            }
        }
    }

    #[test]
    fn amounts_carry_the_unit_that_all_tariffs_have() {
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        assert_eq!(header(Field::Disk, &catalog, Lang::Ru), "Диск, ГБ");
        assert_eq!(header(Field::Cpu, &catalog, Lang::En), "CPU");
        catalog.tariffs[1].resources.get_mut(Field::Disk).expect("sold").unit = Some("TB".to_owned());
        assert_eq!(header(Field::Disk, &catalog, Lang::En), "Disk");
    }
}
