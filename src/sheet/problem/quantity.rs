//! Which amount a problem is about, so that nobody counts columns to find out.

use serde::{Deserialize, Serialize};

use crate::sheet::Field;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// An amount that a row asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// One that every sheet may have.
    Field(Field),
    /// One that the tariff table names.
    Column(String),
}

impl Quantity {
    /// Its name in front of a value: ``disk `0` ``; nothing where older versions did not keep it.
    pub(super) fn before(of: Option<&Self>, lang: Lang) -> String {
        match of {
            Some(Self::Field(field)) => within(field.title(lang)) + " ",
            Some(Self::Column(name)) if lang == Lang::Ru => format!("«{}» ", printable(name)),
            Some(Self::Column(name)) => format!("\"{}\" ", printable(name)),
            None => String::new(),
        }
    }
}

/// A header within a sentence; one that is an abbreviation stays as it is.
fn within(header: &str) -> String {
    let is_word = header.chars().nth(1).is_some_and(char::is_lowercase);
    let (first, rest) = header.split_at(header.chars().next().map_or(0, char::len_utf8));
    if is_word { first.to_lowercase() + rest } else { header.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_named_in_front_of_its_value() {
        let said = |of: &Quantity| [Lang::En, Lang::Ru].map(|lang| Quantity::before(Some(of), lang));
        assert_eq!(said(&Quantity::Field(Field::Disk)), ["disk ", "диск "]);
        assert_eq!(said(&Quantity::Field(Field::Ram)), ["RAM ", "ОЗУ "]);
        assert_eq!(said(&Quantity::Column("Скорость порта".to_owned())), ["\"Скорость порта\" ", "«Скорость порта» "]);
        assert_eq!(Quantity::before(None, Lang::Ru), "");
        assert_eq!(within(""), "");
    }
}
