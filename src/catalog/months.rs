//! Periods, in months.

use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// A number of months, 1 to 36.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Months(NonZeroU8);

impl Months {
    /// Takes 1 to 36 months, and nothing else.
    #[must_use]
    pub const fn new(months: u8) -> Option<Self> {
        // The longest period in BILLmanager's own list.
        match NonZeroU8::new(months) {
            Some(n) if n.get() <= 36 => Some(Self(n)),
            _ => None,
        }
    }

    /// The number of months.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0.get()
    }
}

impl Months {
    /// The period in words: `1 month`, `3 months`.
    #[must_use]
    pub fn in_words(self, lang: Lang) -> String {
        let noun = lang.noun(u64::from(self.get()), ["month", "months"], ["мес.", "мес.", "мес."]);
        format!("{self} {noun}")
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Months {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        // As it is shown: `01` and `+1` beside `1` would be a second period of the same length.
        text.parse().ok().and_then(Self::new).filter(|months| months.to_string() == text).ok_or(())
    }
}
