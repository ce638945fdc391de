//! What of an answer could not be read, and where it stands. Pure.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::catalog::TariffId;
use crate::catalog::offered::{Doubt, Flawed};
use crate::panel::billmanager::cap;
use crate::panel::billmanager::element::Element;

/// So much of what could not be read is kept.
const LONGEST: usize = 100;

/// An answer with more that cannot be read is not what was asked for.
pub(super) const MOST: usize = 1000;

/// What was noted so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The tariff that is read.
    pub(super) tariff: Option<TariffId>,
    pub(super) doubts: Vec<Doubt>,
}

impl Notes {
    /// Notes what is wrong at a place.
    pub(super) fn note(&mut self, flawed: Flawed, place: impl Into<String>, given: &str) {
        if self.doubts.len() <= MOST {
            let given = cap::cut_at(given.trim(), LONGEST);
            self.doubts.push(Doubt { tariff: self.tariff, place: place.into(), flawed, given });
        }
    }

    /// What an element says under a name, as an attribute or as the text of a part: said twice, it is the same.
    pub(super) fn text<'e>(&mut self, element: &'e Element, name: &str, at: &str) -> Option<&'e str> {
        let parts = element.named(name).filter(|part| part.children.is_empty()).filter_map(Element::words);
        let mut told = element.attribute(name).into_iter().chain(parts);
        let first = told.next()?;
        match told.find(|other| *other != first) {
            Some(other) => {
                self.note(Flawed::Twice, format!("{at}/{name}"), other);
                None
            }
            None => Some(first),
        }
    }

    /// The same, read; nothing is no doubt.
    fn read<T>(&mut self, (element, name, at): (&Element, &str, &str), read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(element, name, at)?;
        let read = read(text);
        if read.is_none() {
            self.note(Flawed::Unreadable, format!("{at}/{name}"), text);
        }
        read
    }

    /// A number of digits alone.
    pub(super) fn number(&mut self, element: &Element, name: &str, at: &str) -> Option<u32> {
        self.read((element, name, at), number)
    }

    /// The same where nothing goes without it.
    pub(super) fn id(&mut self, element: &Element, at: &str) -> Option<u32> {
        let before = self.doubts.len();
        let id = self.number(element, "id", at);
        if id.is_none() && self.doubts.len() == before {
            self.note(Flawed::Missing, format!("{at}/id"), "");
        }
        id
    }

    /// A number that may be below nothing.
    pub(super) fn integer(&mut self, element: &Element, name: &str, at: &str) -> Option<i64> {
        self.read((element, name, at), integer)
    }

    /// An amount of money.
    pub(super) fn cost(&mut self, element: &Element, name: &str, at: &str) -> Option<Decimal> {
        self.read((element, name, at), cost)
    }

    /// On or off. What is neither is off, and a doubt.
    pub(super) fn is_on(&mut self, element: &Element, name: &str, at: &str, usual: bool) -> bool {
        let before = self.doubts.len();
        let told = self.read((element, name, at), flag);
        told.unwrap_or(usual && self.doubts.len() == before)
    }
}

/// A number: digits and nothing else.
pub(super) fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| i64::from_str(text).ok())?
}

/// What something costs: digits, and perhaps decimals. Three of them may be thousands, so that nobody knows.
pub(super) fn cost(text: &str) -> Option<Decimal> {
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let clear = digits(whole) && digits(decimals) && matches!(decimals.len(), 1 | 2 | 4);
    clear.then(|| Decimal::from_str_exact(&format!("{whole}.{decimals}")).ok())?.map(|cost| cost.normalize())
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "on" | "1" | "yes" | "true" => Some(true),
        "off" | "0" | "no" | "false" => Some(false),
        _ => None,
    }
}
