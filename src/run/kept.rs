//! What a ledger keeps of a refusal: values, or the words that older versions stored.

use serde::{Deserialize, Serialize};

use super::{Guard, Hindrance};
use crate::text::lang::Lang;

/// A refusal as a ledger keeps it. Its values are written; words are read from ledgers of before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kept<T> {
    /// As values, which are put into words where they are read.
    Values(T),
    /// As it was said once.
    Words(Said),
}

impl<T> From<T> for Kept<T> {
    fn from(values: T) -> Self {
        Self::Values(values)
    }
}

impl Kept<Guard> {
    /// Code, problem and way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Values(guard) => guard.line(lang),
            Self::Words(said) => said.words(lang).to_owned(),
        }
    }
}

impl Kept<Hindrance> {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Values(hindrance) => hindrance.message(lang),
            Self::Words(said) => said.words(lang).to_owned(),
        }
    }
}

/// Something that was said once and was kept in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// In English.
    en: String,
    /// In Russian.
    ru: String,
}

impl Said {
    /// Says it in each language.
    #[must_use]
    pub fn new(say: impl Fn(Lang) -> String) -> Self {
        Self { en: say(Lang::En), ru: say(Lang::Ru) }
    }

    /// What was said, in one language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ru)
    }
}
