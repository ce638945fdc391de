//! What a header says of value added tax: `Цена с НДС`, `Price excl. VAT`. Pure.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use super::field::Field;
use super::layout::{Column, Layout, Role};
use crate::money::shown;
use crate::text::lang::Lang;

/// The tax's names, as single words.
const TAX: [&str; 5] = ["ндс", "vat", "tax", "taxes", "налога"];

/// Words beside the tax that say that it is in the amount. Longer ones first, where one begins another.
const WITH: [&[&str]; 13] = [
    &["в", "том", "числе"],
    &["в", "т", "ч"],
    &["с", "учетом"],
    &["включая"],
    &["включено"],
    &["включен"],
    &["вкл"],
    &["including"],
    &["included"],
    &["inclusive"],
    &["incl"],
    &["inc"],
    &["with"],
];

/// Words beside the tax that say that there is none.
const NONE: [&[&str]; 4] = [&["не", "облагается"], &["не", "облагаются"], &["не", "облагаемая"], &["exempt"]];

/// Words beside the tax that say that it is not. Longer ones first, as above.
const WITHOUT: [&[&str]; 17] = [
    &["не", "включая"],
    &["не", "включен"],
    &["не", "вкл"],
    &["без", "учета"],
    &["без"],
    &["плюс"],
    &["+"],
    &["сверху"],
    &["excluding"],
    &["excluded"],
    &["exclusive"],
    &["excl"],
    &["ex"],
    &["without"],
    &["w", "o"],
    &["plus"],
    &["net", "of"],
];

/// A rate of the tax, in per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(Decimal);

impl Rate {
    /// The rate as people write it.
    #[must_use]
    pub fn shown(self, lang: Lang) -> String {
        shown(self.0.normalize(), lang)
    }
}

impl From<u8> for Rate {
    fn from(rate: u8) -> Self {
        Self(rate.into())
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.is_integer().then(|| self.0.to_u8()).flatten() {
            Some(whole) => serializer.serialize_u8(whole),
            // Nothing is calculated with it, and so few digits come out as they are.
            None => serializer.serialize_f64(self.0.to_f64().unwrap_or_default()),
        }
    }
}

/// What a header says of value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The amounts include it.
    With,
    /// It is not in them.
    Without,
    /// There is none.
    None,
    /// It is named, and nothing says how it is meant.
    Unclear,
}

/// The sign that stands for a decimal mark.
const DECIMALS: char = '\u{1}';

/// A header that names the tax.
struct Named {
    /// The header without its words about the tax.
    rest: String,
    said: Said,
    /// The rate beside it; none if there is none, or several.
    rate: Option<Rate>,
}

/// The header without its words about the tax, and what they say; none if it has none.
#[must_use]
pub fn split(header: &str) -> Option<(String, Said)> {
    named(header).map(|named| (named.rest, named.said))
}

/// What the headers of a sheet's prices say of the tax, as far as all that say something say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stated<'l> {
    /// The first header that says it.
    pub header: &'l str,
    /// Whether the amounts include it.
    pub with: bool,
    /// Whether there is none: nothing comes on top.
    pub none: bool,
    /// Its rate in per cent, where that stands beside it.
    pub rate: Option<Rate>,
}

/// What each header of a sheet's prices says of the tax, from left to right.
pub fn stated(layout: &Layout) -> impl Iterator<Item = (&Column, Stated<'_>)> {
    let prices = |column: &&Column| matches!(&column.role, Role::Field(Field::Price | Field::PricePerMonth));
    layout.columns.iter().filter(prices).filter_map(|column| {
        let Named { said, rate, .. } = named(&column.header)?;
        let (with, none) = match said {
            Said::With => (true, false),
            Said::Without => (false, false),
            Said::None => (false, true),
            Said::Unclear => return None,
        };
        Some((column, Stated { header: &column.header, with, none, rate }))
    })
}

fn named(header: &str) -> Option<Named> {
    // Asked of many texts that are no headers at all.
    if !["НДС", "ндс", "Ндс", "VAT", "vat", "Vat", "TAX", "tax", "Tax", "алога"].iter().any(|tax| header.contains(tax))
    {
        return None;
    }
    let header = header.to_lowercase().replace('ё', "е").replace('+', " + ");
    // A mark between two figures parts no words: `20,5%`.
    let header = with_decimals(&header);
    let words: Vec<&str> = header
        .split(|c: char| c.is_whitespace() || "_.:()[]{},;/-".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut at = words.iter().position(|word| TAX.contains(word))?;
    let mut words = words;
    words.remove(at);
    // A rate stands beside it: `с НДС 20%`, `20 % VAT`, or behind what is said: `VAT included, 20%`.
    let mut rates = rates(&mut words, &mut at);
    let said = [(Said::None, &NONE[..]), (Said::Without, &WITHOUT[..]), (Said::With, &WITH[..])]
        .into_iter()
        .find_map(|(said, phrases)| taken(&mut words, &mut at, phrases).then_some(said));
    let said = said.or_else(|| {
        // `С` is a word of its own, and often typed in the other alphabet.
        let with = at > 0 && matches!(words[at - 1], "с" | "c" | "со" | "w");
        if with {
            at -= 1;
            words.remove(at);
        }
        with.then_some(Said::With)
    });
    if said.is_some() && rates.is_empty() {
        rates = self::rates(&mut words, &mut at);
    }
    // Of two rates nobody says which is meant.
    let rate = match rates.as_slice() {
        [one] => Decimal::from_str_exact(&one.replace(DECIMALS, ".")).ok().map(|rate| Rate(rate.normalize())),
        _ => None,
    };
    Some(Named { rest: words.join(" ").replace(DECIMALS, " "), said: said.unwrap_or(Said::Unclear), rate })
}

/// The figures of the rates that stand before and behind a place; they are taken out.
fn rates(words: &mut Vec<&str>, at: &mut usize) -> Vec<String> {
    let mut taken = Vec::new();
    *at = (*at).min(words.len());
    while words.get(*at).is_some_and(|word| is_rate(word)) {
        taken.push(words.remove(*at));
    }
    while *at > 0 && is_rate(words[*at - 1]) {
        *at -= 1;
        taken.push(words.remove(*at));
    }
    // A sign that stands apart has no figure.
    taken.into_iter().map(|word| word.trim_end_matches('%').to_owned()).filter(|word| !word.is_empty()).collect()
}

/// Whether one of these phrases stands before or behind the place where the tax stood; it is taken out, and the place
/// is then where it stood.
fn taken(words: &mut Vec<&str>, at: &mut usize, phrases: &[&[&str]]) -> bool {
    for phrase in phrases {
        for begin in [at.checked_sub(phrase.len()), Some(*at)].into_iter().flatten() {
            if words.get(begin..begin + phrase.len()) == Some(*phrase) {
                words.drain(begin..begin + phrase.len());
                *at = begin;
                return true;
            }
        }
    }
    false
}

fn is_rate(word: &str) -> bool {
    let figures = word.trim_end_matches('%');
    let is_figure = |text: &str| text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    !word.is_empty()
        && match figures.split_once(DECIMALS) {
            Some((whole, decimals)) => is_figure(whole) && is_figure(decimals),
            None => is_figure(figures),
        }
}

/// A header in which this sign stands for a mark between two figures.
fn with_decimals(header: &str) -> String {
    let chars: Vec<char> = header.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let sign = |(at, c): (usize, &char)| {
        let parts = matches!(c, '.' | ',') && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if parts { DECIMALS } else { *c }
    };
    chars.iter().enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_says_of_the_tax_is_taken_out_of_it() {
        for (header, rest, said) in [
            ("Цена с НДС", "цена", Said::With),
            ("Цена (с НДС 20%), руб.", "цена руб", Said::With),
            ("Цена c НДС за месяц", "цена за месяц", Said::With),
            ("Цена, вкл. НДС 20 %", "цена", Said::With),
            ("Цена, в т.ч. НДС", "цена", Said::With),
            ("Price incl. VAT", "price", Said::With),
            ("Price (VAT included)", "price", Said::With),
            ("Price with 20% VAT", "price", Said::With),
            ("Цена без НДС", "цена", Said::Without),
            ("Цена без учёта НДС, ₽", "цена ₽", Said::Without),
            ("Цена (НДС не облагается)", "цена", Said::None),
            ("Цена, НДС не облагается", "цена", Said::None),
            ("Price (VAT exempt)", "price", Said::None),
            ("Цена +НДС", "цена", Said::Without),
            ("Цена + НДС 20%", "цена", Said::Without),
            ("Цена (+20% НДС)", "цена", Said::Without),
            ("Price +VAT", "price", Said::Without),
            ("Price ex. VAT", "price", Said::Without),
            ("Price w/o VAT per month", "price per month", Said::Without),
            ("Price (net of VAT)", "price", Said::Without),
            ("Цена НДС", "цена", Said::Unclear),
            ("НДС 20%", "", Said::Unclear),
        ] {
            assert_eq!(split(header), Some((rest.to_owned(), said)), "{header}");
        }
        assert_eq!([split("Цена"), split("Private"), split("Taxi")], [None, None, None]);
    }

    #[test]
    fn the_rate_beside_the_tax_is_read_where_it_is_one() {
        for (header, rest, rate) in [
            ("Цена с НДС 20%", "цена", Some("20")),
            ("Цена (с НДС 22 %), руб.", "цена руб", Some("22")),
            ("Price with 5% VAT", "price", Some("5")),
            ("Price (VAT included, 20%)", "price", Some("20")),
            ("Price (20% VAT included)", "price", Some("20")),
            ("Цена, в т.ч. НДС 20 %", "цена", Some("20")),
            ("Цена с НДС", "цена", None),
            ("Price incl. 8.1% VAT", "price", Some("8.1")),
            ("Цена с НДС 20,5%", "цена", Some("20.5")),
            ("Цена (с НДС 20,50 %), руб.", "цена руб", Some("20.5")),
            ("Цена с НДС 20,0%", "цена", Some("20")),
            ("Цена с НДС 10/20%", "цена", None),
        ] {
            let named = named(header).expect("the tax");
            let read = named.rate.map(|rate| rate.shown(Lang::En));
            assert_eq!((named.rest.as_str(), named.said, read.as_deref()), (rest, Said::With, rate), "{header}");
        }
        // What has nothing to do with the tax stays in the header.
        assert_eq!(split("Цена с НДС за 3 месяца"), Some(("цена за 3 месяца".to_owned(), Said::With)));
    }

    #[test]
    fn a_rate_is_a_number_for_machines() {
        let rates = [Rate::from(20), Rate(Decimal::new(205, 1))];
        assert_eq!(serde_json::to_string(&rates).expect("JSON"), "[20,20.5]");
        assert_eq!(rates.map(|rate| rate.shown(Lang::Ru)), ["20", "20,5"]);
    }
}
