//! How much of a panel's list is read. Pure.

use serde::{Deserialize, Serialize};

use crate::text::lang::{Lang, tr};

/// What a list has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// All its pages together.
    Bytes,
    /// Its rows.
    Rows,
    /// One of its fields.
    Field,
}

impl Cap {
    /// The most that all pages of a list weigh, in MiB.
    pub const BYTES: usize = 64;

    /// The most rows of a list.
    pub const ROWS: usize = 200_000;

    /// The most characters of a field.
    pub const FIELD: usize = 1000;

    /// What is too much, in words.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        let most = match self {
            Self::Bytes => Self::BYTES,
            Self::Rows => Self::ROWS,
            Self::Field => Self::FIELD,
        };
        let most = thousands(most, lang);
        match self {
            Self::Bytes => tr!(
                lang,
                "the list is larger than {most} MiB, and only that much of it was read",
                "список больше {most} МиБ, прочитана только эта часть"
            ),
            Self::Rows => tr!(
                lang,
                "the list has more than {most} rows, and only so many were read",
                "в списке больше {most} строк, прочитаны только они"
            ),
            Self::Field => tr!(
                lang,
                "a field in the list has more than {most} characters, and was read only as far as that",
                "в списке есть поле длиннее {most} знаков, оно прочитано не целиком"
            ),
        }
    }
}

/// A number with its thousands apart.
fn thousands(number: usize, lang: Lang) -> String {
    if number < 10_000 {
        return number.to_string();
    }
    let apart = match lang {
        Lang::En => ',',
        Lang::Ru => '\u{a0}',
    };
    format!("{}{apart}{:03}", number / 1000, number % 1000)
}
