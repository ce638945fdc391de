//! What a header says of value added tax: `Цена с НДС`, `Price excl. VAT`. Pure.

use super::field::Field;
use super::layout::{Column, Layout, Role};

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

/// Words beside the tax that say that it is not. Longer ones first, as above.
const WITHOUT: [&[&str]; 17] = [
    &["не", "облагается"],
    &["не", "включая"],
    &["не", "включен"],
    &["не", "вкл"],
    &["без", "учета"],
    &["без"],
    &["плюс"],
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

/// What a header says of value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The amounts include it.
    With,
    /// It is not in them.
    Without,
    /// It is named, and nothing says how it is meant.
    Unclear,
}

/// A header that names the tax.
struct Named {
    /// The header without its words about the tax.
    rest: String,
    said: Said,
    /// The rate beside it, in per cent; none if there is none, or it is no whole number.
    rate: Option<u8>,
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
    /// Its rate in per cent, where that stands beside it.
    pub rate: Option<u8>,
}

/// What each header of a sheet's prices says of the tax, from left to right.
pub fn stated(layout: &Layout) -> impl Iterator<Item = (&Column, Stated<'_>)> {
    let prices = |column: &&Column| matches!(&column.role, Role::Field(Field::Price | Field::PricePerMonth));
    layout.columns.iter().filter(prices).filter_map(|column| {
        let Named { said, rate, .. } = named(&column.header)?;
        let with = match said {
            Said::With => true,
            Said::Without => false,
            Said::Unclear => return None,
        };
        Some((column, Stated { header: &column.header, with, rate }))
    })
}

fn named(header: &str) -> Option<Named> {
    // Asked of many texts that are no headers at all.
    if !["НДС", "ндс", "Ндс", "VAT", "vat", "Vat", "TAX", "tax", "Tax", "алога"].iter().any(|tax| header.contains(tax))
    {
        return None;
    }
    let header = header.to_lowercase().replace('ё', "е");
    let words: Vec<&str> = header
        .split(|c: char| c.is_whitespace() || "_.:()[]{},;/-".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let mut at = words.iter().position(|word| TAX.contains(word))?;
    let mut words = words;
    words.remove(at);
    // A rate stands beside it: `с НДС 20%`, `20 % VAT`, or behind what is said: `VAT included, 20%`.
    let mut rates = rates(&mut words, &mut at);
    let said = [(Said::Without, &WITHOUT[..]), (Said::With, &WITH[..])]
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
    // Two figures are one with decimals, or two rates: nobody says which.
    let rate = match rates.as_slice() {
        [one] => one.parse().ok(),
        _ => None,
    };
    Some(Named { rest: words.join(" "), said: said.unwrap_or(Said::Unclear), rate })
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
    let digits = word.trim_end_matches('%');
    (digits.len() < 3 && digits.bytes().all(|byte| byte.is_ascii_digit())) && !word.is_empty()
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
            ("Цена (НДС не облагается)", "цена", Said::Without),
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
    fn the_rate_beside_the_tax_is_read_where_it_is_one_whole_figure() {
        for (header, rest, rate) in [
            ("Цена с НДС 20%", "цена", Some(20)),
            ("Цена (с НДС 22 %), руб.", "цена руб", Some(22)),
            ("Price with 5% VAT", "price", Some(5)),
            ("Price (VAT included, 20%)", "price", Some(20)),
            ("Price (20% VAT included)", "price", Some(20)),
            ("Цена, в т.ч. НДС 20 %", "цена", Some(20)),
            ("Цена с НДС", "цена", None),
            ("Price incl. 8.1% VAT", "price", None),
            ("Цена с НДС 10/20%", "цена", None),
        ] {
            let named = named(header).expect("the tax");
            assert_eq!((named.rest.as_str(), named.said, named.rate), (rest, Said::With, rate), "{header}");
        }
        // What has nothing to do with the tax stays in the header.
        assert_eq!(split("Цена с НДС за 3 месяца"), Some(("цена за 3 месяца".to_owned(), Said::With)));
    }
}
