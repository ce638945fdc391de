//! The families of functions that panels have. Not versions: one panel can have several.
//!
//! To add one: a variant here, what it makes of an order in [`crate::order::Sent`], its functions and
//! answers in [`crate::panel`], and a practice panel that speaks it.

use serde::{Deserialize, Serialize};

/// How the panel wants to be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// BILLmanager 4: `func=vds.order.7`, numeric error codes.
    Billmanager4,
    /// BILLmanager 5, and most panels of version 6: `func=vds.order.param`, paid at once with `skipbasket`.
    Billmanager5,
    /// BILLmanager 6 from 6.71 on: `func=v2.vds.order.param`, which may only fill a cart.
    Billmanager6,
}

impl Dialect {
    /// Every dialect.
    pub const ALL: [Self; 3] = [Self::Billmanager4, Self::Billmanager5, Self::Billmanager6];

    /// The word for tables and options.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Billmanager4 => "billmanager4",
            Self::Billmanager5 => "billmanager5",
            Self::Billmanager6 => "billmanager6",
        }
    }

    /// The dialect of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dialect| dialect.word() == word)
    }
}
