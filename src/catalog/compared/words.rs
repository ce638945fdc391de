//! Changes in words. Pure.

use std::fmt::Display;

use rust_decimal::Decimal;

use super::change::{Change, OfList, OfPanel, OfSold, OfTariff, Was};
use crate::catalog::months::Months;
use crate::money::Money;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

impl Change {
    /// It in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Panel(what) => of_panel(what, lang),
            Self::List(what) => of_list(what, lang),
            Self::Tariff { id, data_centre, name, what } => {
                let place = data_centre.map(|place| format!("/{place}")).unwrap_or_default();
                let (name, what) = (printable(name), of_tariff(what, lang));
                tr!(lang, "tariff {name} ({id}{place}): {what}", "тариф {name} ({id}{place}): {what}")
            }
        }
    }

    /// The word for its kind, for machines.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Panel(what) => match what {
                OfPanel::Address(_) => "panel",
                OfPanel::Function(_) => "function",
                OfPanel::List(_) => "list",
                OfPanel::TemplateField(_) => "template-field",
                OfPanel::Renewal(_) => "renewal",
                OfPanel::NoRenewal(_) => "no-renew",
                OfPanel::Fixed(..) => "fixed",
                OfPanel::Currency(_) => "currency",
            },
            Self::List(what) => match what {
                OfList::Template(_) => "template",
                OfList::TemplateTitle(..) => "template-title",
                OfList::Recipe(_) => "recipe",
                OfList::RecipeTitle(..) => "recipe-title",
                OfList::RecipeTemplates(_) => "recipe-templates",
                OfList::DataCentre(..) => "datacenter",
                OfList::DataCentreName(..) => "datacenter-name",
            },
            Self::Tariff { what, .. } => match what {
                OfTariff::Gone => "tariff-gone",
                OfTariff::Closed => "tariff-closed",
                OfTariff::New => "tariff-new",
                OfTariff::Renamed(_) => "tariff-name",
                OfTariff::Product(_) => "tariff-product",
                OfTariff::DataCentre(_) => "tariff-datacenter",
                OfTariff::Period(..) => "period",
                OfTariff::Price(..) => "price",
                OfTariff::Template(..) => "tariff-template",
                OfTariff::Sells { what, .. } => of_sold_word(what),
            },
        }
    }
}

const fn of_sold_word(what: &OfSold) -> &'static str {
    match what {
        OfSold::Gone => "addon-gone",
        OfSold::New => "addon-new",
        OfSold::Renamed(_) => "addon-name",
        OfSold::OtherForm => "addon-form",
        OfSold::Least(_) => "min",
        OfSold::Most(_) => "max",
        OfSold::Step(_) => "step",
        OfSold::Included(_) => "included",
        OfSold::Default(_) => "default",
        OfSold::Unit(_) => "unit",
        OfSold::Price(..) => "addon-price",
        OfSold::Option(..) => "option",
        OfSold::OptionName(..) => "option-name",
        OfSold::OptionPrice(..) => "option-price",
    }
}

/// From what to what: `2 → 4`, and a dash where there was or is nothing.
fn from_to<T: Display>(was: &Was<T>) -> String {
    let side = |side: &Option<T>| side.as_ref().map_or_else(|| "–".to_owned(), |value| printable(&value.to_string()));
    format!("{} → {}", side(&was.before), side(&was.now))
}

/// The same of money, with the change in per cent.
fn of_money(was: &Was<Money>, lang: Lang) -> String {
    let change = was.before.zip(was.now).and_then(|(before, now)| {
        let (before, now) = (before.amount(), now.amount());
        let ratio = now.checked_sub(before)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before)?;
        let rounded = ratio.round_dp(1).normalize();
        Some(format!(" ({}{rounded} %)", if rounded.is_sign_positive() { "+" } else { "" }))
    });
    let shown = |side: Option<Money>| side.map(|money| money.shown(lang));
    let sides = Was { before: shown(was.before), now: shown(was.now) };
    format!("{}{}", from_to(&sides), change.unwrap_or_default())
}

/// Whether something is gone, is new, or is another one.
fn gone_or_new(was: &Was<impl Display>, lang: Lang) -> String {
    match (&was.before, &was.now) {
        (Some(_), None) => lang.pick("gone", "больше нет").to_owned(),
        (None, _) => lang.pick("new", "добавлено").to_owned(),
        (Some(_), Some(_)) => from_to(was),
    }
}

fn of_panel(what: &OfPanel, lang: Lang) -> String {
    let name = match what {
        OfPanel::Address(_) => lang.pick("the panel's address", "адрес панели").to_owned(),
        OfPanel::Function(_) => lang.pick("the order function", "функция заказа").to_owned(),
        OfPanel::List(_) => lang.pick("the list of services", "список услуг").to_owned(),
        OfPanel::TemplateField(_) => lang.pick("the field of the OS template", "поле шаблона ОС").to_owned(),
        OfPanel::Renewal(_) => lang.pick("how auto-renewal is ordered", "как заказывается автопродление").to_owned(),
        OfPanel::NoRenewal(_) => lang.pick("how auto-renewal is declined", "как заказать без автопродления").to_owned(),
        OfPanel::Fixed(field, _) => {
            let field = printable(field);
            tr!(lang, "the field `{field}` of every order", "поле каждого заказа `{field}`")
        }
        OfPanel::Currency(_) => lang.pick("the currency", "валюта").to_owned(),
    };
    let was = match what {
        OfPanel::Address(was)
        | OfPanel::Function(was)
        | OfPanel::List(was)
        | OfPanel::TemplateField(was)
        | OfPanel::Renewal(was)
        | OfPanel::NoRenewal(was)
        | OfPanel::Fixed(_, was)
        | OfPanel::Currency(was) => was,
    };
    format!("{name}: {}", from_to(was))
}

fn of_list(what: &OfList, lang: Lang) -> String {
    let named = |was: &Was<String>| printable(was.before.as_ref().or(was.now.as_ref()).map_or("", String::as_str));
    match what {
        OfList::Template(was) => {
            let (name, what) = (named(was), gone_or_new(was, lang));
            tr!(lang, "OS template `{name}`: {what}", "шаблон ОС `{name}`: {what}")
        }
        OfList::TemplateTitle(name, was) => {
            let (name, was) = (printable(name), from_to(was));
            tr!(lang, "OS template `{name}`, its title: {was}", "шаблон ОС `{name}`, название: {was}")
        }
        OfList::Recipe(was) => {
            let (name, what) = (named(was), gone_or_new(was, lang));
            tr!(lang, "recipe `{name}`: {what}", "рецепт `{name}`: {what}")
        }
        OfList::RecipeTitle(name, was) => {
            let (name, was) = (printable(name), from_to(was));
            tr!(lang, "recipe `{name}`, its title: {was}", "рецепт `{name}`, название: {was}")
        }
        OfList::RecipeTemplates(name) => {
            let name = printable(name);
            tr!(lang, "recipe `{name}` goes with other OS templates", "рецепт `{name}` подходит к другим шаблонам ОС")
        }
        OfList::DataCentre(id, was) => {
            let (name, what) = (named(was), gone_or_new(was, lang));
            tr!(lang, "data centre {id} ({name}): {what}", "дата-центр {id} ({name}): {what}")
        }
        OfList::DataCentreName(id, was) => {
            let was = from_to(was);
            tr!(lang, "data centre {id}, its name: {was}", "дата-центр {id}, название: {was}")
        }
    }
}

fn of_tariff(what: &OfTariff, lang: Lang) -> String {
    match what {
        OfTariff::Gone => lang.pick("gone", "больше нет").to_owned(),
        OfTariff::Closed => lang.pick("it cannot be ordered any more", "заказать его больше нельзя").to_owned(),
        OfTariff::New => lang.pick("new", "новый").to_owned(),
        OfTariff::Renamed(was) => {
            let was = from_to(was);
            tr!(lang, "its name: {was}", "название: {was}")
        }
        OfTariff::Product(was) => {
            let was = from_to(was);
            tr!(lang, "its product: {was}", "продукт: {was}")
        }
        OfTariff::DataCentre(was) => {
            let was = from_to(was);
            tr!(lang, "its data centre: {was}", "дата-центр: {was}")
        }
        OfTariff::Period(months, was) => {
            let (months, what) = (months.in_words(lang), gone_or_new(was, lang));
            tr!(lang, "period of {months}: {what}", "период {months}: {what}")
        }
        OfTariff::Price(months, was) => price(*months, was, lang),
        OfTariff::Template(name, true) => {
            let name = printable(name);
            tr!(lang, "it takes the OS template `{name}` now", "теперь подходит шаблон ОС `{name}`")
        }
        OfTariff::Template(name, false) => {
            let name = printable(name);
            tr!(lang, "it does not take the OS template `{name}` any more", "шаблон ОС `{name}` больше не подходит")
        }
        OfTariff::Sells { addon, name, what } => {
            format!("{} (addon {addon}): {}", printable(name), of_sold(what, lang))
        }
    }
}

fn price(months: Months, was: &Was<Money>, lang: Lang) -> String {
    let (months, was) = (months.in_words(lang), of_money(was, lang));
    tr!(lang, "price for {months}: {was}", "цена за {months}: {was}")
}

fn of_sold(what: &OfSold, lang: Lang) -> String {
    let said = |name: &str, was: String| format!("{name}: {was}");
    match what {
        OfSold::Gone => lang.pick("gone", "больше нет").to_owned(),
        OfSold::New => lang.pick("new", "добавлено").to_owned(),
        OfSold::OtherForm => lang
            .pick("what is sent for it has another form now", "теперь для него отправляется значение другого вида")
            .to_owned(),
        OfSold::Renamed(was) => said(lang.pick("name", "название"), from_to(was)),
        OfSold::Least(was) => said(lang.pick("the least", "наименьшее"), from_to(was)),
        OfSold::Most(was) => said(lang.pick("the most", "наибольшее"), from_to(was)),
        OfSold::Step(was) => said(lang.pick("step", "шаг"), from_to(was)),
        OfSold::Included(was) => said(lang.pick("covered by the price", "входит в цену"), from_to(was)),
        OfSold::Default(was) => said(lang.pick("the default", "значение по умолчанию"), from_to(was)),
        OfSold::Unit(was) => said(lang.pick("unit", "единица"), from_to(was)),
        OfSold::Price(months, was) => price(*months, was, lang),
        OfSold::Option(value, was) => {
            let name = printable(was.before.as_ref().or(was.now.as_ref()).map_or("", String::as_str));
            let (value, what) = (printable(value), gone_or_new(was, lang));
            tr!(lang, "value {name} ({value}): {what}", "значение {name} ({value}): {what}")
        }
        OfSold::OptionName(value, was) => {
            let (value, was) = (printable(value), from_to(was));
            tr!(lang, "value {value}, its name: {was}", "значение {value}, название: {was}")
        }
        OfSold::OptionPrice(name, months, was) => {
            let (name, was) = (printable(name), price(*months, was, lang));
            tr!(lang, "value {name}, {was}", "значение {name}, {was}")
        }
    }
}
