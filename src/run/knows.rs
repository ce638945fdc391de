//! What a run knew of earlier orders before it asked a panel. Pure.

use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// What a run knew of earlier orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Knows {
    /// Nobody wrote it down: a run of a version that did not.
    #[default]
    Unsaid,
    /// Nothing: no ledger was looked at, since no account was named, or the practice panel keeps nothing.
    Nothing,
    /// Nothing: the account had no ledger yet.
    NoLedger,
    /// What the account's ledger has, which was repaired and may have lost orders.
    Repaired,
    /// What the account's ledger has.
    Ledger,
}

impl Knows {
    /// Whether nobody wrote it down.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        *self == Self::Unsaid
    }

    /// What that means for a plan; nothing where nobody wrote it down.
    #[must_use]
    pub const fn words(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Unsaid => None,
            Self::Nothing => Some(lang.pick(
                "Earlier orders were not looked up: there was no ledger. Some of these orders may have been placed already.",
                "Прежние заказы не проверялись: журнала заказов нет. Часть этих заказов может быть уже сделана.",
            )),
            Self::NoLedger => Some(lang.pick(
                "The account has no ledger yet: nothing is known of earlier orders.",
                "У учётной записи ещё нет журнала заказов: о прежних заказах ничего не известно.",
            )),
            Self::Repaired => Some(lang.pick(
                "From the account's ledger, which was repaired and may have lost orders.",
                "По журналу заказов учётной записи; он восстановлен, и часть заказов могла потеряться.",
            )),
            Self::Ledger => Some(lang.pick("From the account's ledger.", "По журналу заказов учётной записи.")),
        }
    }
}
