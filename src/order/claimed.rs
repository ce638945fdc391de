//! How the claim on a domain stands.

use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// How a claim on a domain stands. An order that is proved not to exist has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimState {
    /// The batch was confirmed; no attempt was made yet.
    Open,
    /// An attempt may have reached the panel.
    Unknown,
    /// The panel refused the order or turned it away, and no list has borne that out yet.
    Refused,
    /// Accepted.
    Accepted,
    /// Confirmed.
    Confirmed,
    /// Stands unpaid.
    Unpaid,
}

impl ClaimState {
    /// The word in the ledger.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
            Self::Confirmed => "confirmed",
            Self::Unpaid => "unpaid",
        }
    }

    /// The words for people.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Open => lang.pick("to be sent", "к отправке"),
            Self::Unknown => lang.pick("unknown", "требует проверки"),
            Self::Refused => lang.pick("refused", "отклонено"),
            Self::Accepted => lang.pick("accepted", "принято"),
            Self::Confirmed => lang.pick("confirmed", "подтверждено"),
            Self::Unpaid => lang.pick("unpaid", "не оплачено"),
        }
    }

    /// The state of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        // None for any other word: a claim that cannot be read has to fail, not to count as a free domain.
        [Self::Open, Self::Unknown, Self::Refused, Self::Accepted, Self::Confirmed, Self::Unpaid]
            .into_iter()
            .find(|state| state.word() == word)
    }
}
