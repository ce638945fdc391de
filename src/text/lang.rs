//! The two languages of messages, and what grammar they need.
//!
//! A message is written once, with both of its texts side by side, by `tr!`: a text
//! cannot exist in one language only, and both are given the same values.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that messages and workbooks are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Lang {
    /// Picks the text of this language.
    #[must_use]
    pub const fn pick<'a>(self, en: &'a str, ru: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }

    /// Picks the form of a noun that goes with the number `n`: English for one and for several,
    /// Russian for 1, 2 and 5. Other cases than the nominative need other forms: для 1 сервера, для 2
    /// серверов, для 5 серверов.
    #[must_use]
    pub const fn noun<'a>(self, n: u64, en: [&'a str; 2], ru: [&'a str; 3]) -> &'a str {
        match self {
            Self::En => plural_en(n, en[0], en[1]),
            Self::Ru => plural_ru(n, ru[0], ru[1], ru[2]),
        }
    }

    /// The language of a sheet's headers.
    #[must_use]
    pub const fn of_headers(russian: bool) -> Self {
        if russian { Self::Ru } else { Self::En }
    }

    /// Reads the language of a POSIX locale name such as `ru_RU.UTF-8`; `C` and `POSIX` name none.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['_', '.', '@', '-']).next()?.to_ascii_lowercase();
        match name.as_str() {
            "" | "c" | "posix" => None,
            "ru" => Some(Self::Ru),
            _ => Some(Self::En),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("en", "ru"))
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_lowercase().as_str() {
            "en" => Ok(Self::En),
            "ru" => Ok(Self::Ru),
            _ => Err(format!("unknown language `{}` (allowed: ru, en)", text.trim())),
        }
    }
}

/// Picks the Russian form of a noun that goes with the number `n`: 1 сервер, 2 сервера, 5 серверов.
#[must_use]
pub const fn plural_ru<'a>(n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (n % 10, n % 100) {
        // 11 to 14 decline like 5, although they end like 1 to 4.
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// Picks the English form of a noun that goes with the number `n`: 1 server, 2 servers.
#[must_use]
pub const fn plural_en<'a>(n: u64, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// Writes a message in the language given: `tr!(lang, "row {n}", "строка {n}")`.
///
/// Both texts are ordinary format strings and see the same variables.
macro_rules! tr {
    ($lang:expr, $en:literal, $ru:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::text::lang::Lang::En => format!($en $(, $($arg)*)?),
            $crate::text::lang::Lang::Ru => format!($ru $(, $($arg)*)?),
        }
    };
}

// Named like any other item, so that a message does not import the root of the crate.
pub(crate) use tr;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_take_their_forms() {
        for (n, form) in [
            (0, "серверов"),
            (1, "сервер"),
            (2, "сервера"),
            (5, "серверов"),
            (11, "серверов"),
            (12, "серверов"),
            (21, "сервер"),
            (22, "сервера"),
            (111, "серверов"),
            (1001, "сервер"),
        ] {
            assert_eq!(plural_ru(n, "сервер", "сервера", "серверов"), form, "{n}");
        }
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::of_locale("ru_RU.UTF-8"), Some(Lang::Ru));
        assert_eq!(Lang::of_locale("de_DE"), Some(Lang::En));
        assert_eq!(Lang::of_locale("C.UTF-8"), None);
        assert_eq!(Lang::of_locale(""), None);
    }
}
