//! What is wrong with a table.

use thiserror::Error;

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What is wrong with a table: file, line, key and problem.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: `{key}`: {}", .problem.en)]
pub struct CatalogError {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key, such as `tariff[2].periods`.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub problem: Said,
}

impl CatalogError {
    /// The place and the problem in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let Self { file, line, key, problem } = self;
        format!("{file}:{line}: `{key}`: {}", lang.pick(&problem.en, &problem.ru))
    }
}

/// A problem in both languages: whoever finds it knows the table, and not who reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub(super) en: String,
    pub(super) ru: String,
}

impl Said {
    /// A problem in both languages, of which [`said!`] makes one.
    pub(in crate::catalog) fn new(en: &str, ru: &str) -> Self {
        Self { en: printable(en), ru: printable(ru) }
    }

    /// What the reader of TOML says. It has its words in English only: in Russian they are evidence.
    pub(super) fn of_parser(words: &str) -> Self {
        Self::of_other(|_| words.to_owned())
    }

    /// What somebody else says, as far as it is known, in both languages.
    pub(in crate::catalog) fn of_other(words: impl Fn(Lang) -> String) -> Self {
        let of = |lang| {
            let words = words(lang);
            let is_ours = lang == Lang::En || words.chars().any(|c| matches!(c, 'а'..='я'));
            if is_ours {
                words
            } else {
                tr!(lang, "{words}", "не удалось прочитать; сообщение: {words}")
            }
        };
        Self::new(&of(Lang::En), &of(Lang::Ru))
    }
}

/// Writes a problem of a table in both languages, as `tr!` writes a message in one; [`Said`] must be in scope.
macro_rules! said {
    ($en:literal, $ru:literal $(, $($arg:tt)*)?) => {
        Said::new(&format!($en $(, $($arg)*)?), &format!($ru $(, $($arg)*)?))
    };
}

pub(in crate::catalog) use said;
