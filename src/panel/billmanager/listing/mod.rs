//! The list of services. Pure.

mod state;

use jiff::civil::Date;

use self::state::state;
use super::amount;
use super::cap;
use super::document::document;
use super::element::Element;
use super::one::key;
use super::pages::{self, Page, Row};
use super::reply::Reply;
use super::unread::why_no_list;
use crate::catalog::{Dialect, Protocol};
use crate::money::{Money, currency_code};
use crate::order::ReasonCode;
use crate::order::service::Service;
use crate::panel::ReadError;

/// Services of one page.
pub(in crate::panel) const PAGE: usize = 200;

impl Row for Service {
    fn id(&self) -> &str {
        &self.id
    }

    fn is_another_than(&self, known: &Self) -> bool {
        // A service can change between two pages; it does not change its domain.
        known.domain != self.domain
    }
}

/// Reads one page, counted from 1.
pub(in crate::panel) fn read_page(
    number: usize,
    reply: &Reply,
    protocol: &Protocol,
) -> Result<Page<Service>, ReadError> {
    let of_today = protocol.dialect != Dialect::Billmanager4;
    let own = |document: &Element| pages::is_page(document, number, &protocol.list_function(), protocol);
    match document(reply, protocol).filter(own) {
        Some(document) => pages::read_rows(reply, &document, &COLUMNS, |row| service(row, of_today)),
        None => Err(why_no_list(reply, protocol)),
    }
}

/// Whether an error can be about the parameter that shows a list whatever filter is saved, so that the list may be
/// read without it. Whoever is not let in is not, and a list that does not exist is not there without it either.
pub(in crate::panel) fn refuses_a_parameter(error: &ReadError) -> bool {
    let about_it = error.reason.field.as_deref() == Some("filter");
    match error.reason.code {
        ReasonCode::ValueRefused | ReasonCode::LimitExceeded | ReasonCode::UnknownError => true,
        ReasonCode::NotKnown | ReasonCode::NoSuchList => about_it,
        _ => false,
    }
}

/// The columns that are read.
const COLUMNS: [&str; 16] = [
    "id",
    "domain",
    "ip",
    "item_status",
    "pricelist",
    "ostempl",
    "period",
    "autoprolong",
    "createdate",
    "real_expiredate",
    "expiredate",
    "item_cost",
    "currency",
    "currency_str",
    "remoteid",
    "pricelist_id",
];

fn service(element: &Element, of_today: bool) -> Option<Service> {
    let alike = |column: &str| of_today && column == "id" && element.text_of_all(column).is_some();
    if COLUMNS.iter().any(|column| element.named(column).count() > 1 && !alike(column)) {
        return None;
    }
    let text = |name: &str| element.text_of(name).map(cap::cut);
    let cost = cost(element, of_today);
    let date = |name: &str| element.text_of(name).and_then(|text| text.get(..10)?.parse::<Date>().ok());
    Some(Service {
        id: cap::whole(element.text_of_all("id")?)?.to_owned(),
        domain: text("domain").unwrap_or_default(),
        ip: text("ip").unwrap_or_default(),
        state: state(element, of_today),
        tariff: text("pricelist"),
        template: text("ostempl"),
        period: text("period"),
        renewal: text("autoprolong"),
        created: date("createdate"),
        expires: date("real_expiredate").or_else(|| date("expiredate")),
        cost: cost.map(|(amount, _)| amount),
        currency: currency(element).or_else(|| cost.and_then(|(_, named)| named)).map(cap::cut),
        tariff_id: text("pricelist_id"),
        remote_id: key(element),
    })
}

/// What a service costs for its period, and the currency that stands beside that.
///
/// `item_cost` is the charge of one period; of a service that is charged by the day nobody knows whether that is a
/// day. `cost` beside it is a month's price for display at panels of today, whatever the period is; version 4 has
/// nothing else, as text.
fn cost(row: &Element, of_today: bool) -> Option<(Money, Option<&str>)> {
    let daily = row.child("billdaily").is_some_and(|daily| {
        [daily.attribute("orig"), daily.words()].into_iter().flatten().any(|word| matches!(word, "on" | "1" | "yes"))
    });
    let of_period = row.text_of("item_cost").filter(|_| !daily).and_then(amount::with_currency);
    let as_text = || amount::with_currency(row.text_of("cost")?).filter(|(_, named)| named.is_none_or(is_currency));
    of_period.or_else(|| if of_today { None } else { as_text() })
}

/// Whether a word beside an amount is the name or the sign of a currency, and says nothing of a period.
fn is_currency(word: &str) -> bool {
    !word.contains(char::is_whitespace) && word.chars().count() <= 5 && !word.contains(|c: char| c.is_ascii_digit())
}

/// The currency by its name; a number is the panel's id of one.
fn currency(row: &Element) -> Option<&str> {
    let mut named = ["currency", "currency_str"].into_iter().filter_map(|name| row.text_of(name));
    named.find(|name| !name.contains(|c: char| c.is_ascii_digit())).map(currency_code)
}

#[cfg(test)]
pub(crate) mod tests;
