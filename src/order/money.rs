//! What is known of an order's money.

use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// What is known of an order's money, apart from its status: a positive answer proves no payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoneyState {
    /// Would be charged if the plan were carried out.
    Planned,
    /// Charged: the service is active, or a payment shows it.
    Charged,
    /// A charge is expected.
    Expected,
    /// The order stands and waits for payment.
    Pending,
    /// Not charged.
    NotCharged,
    /// Not known.
    Unknown,
    /// Charged or expected by an earlier run.
    Earlier,
}

impl MoneyState {
    /// Every state, in the order of tables.
    pub const ALL: [Self; 7] =
        [Self::Charged, Self::Expected, Self::Pending, Self::Unknown, Self::Earlier, Self::NotCharged, Self::Planned];

    /// The words for people.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Planned => lang.pick("planned", "по плану"),
            Self::Charged => lang.pick("charged", "списано"),
            Self::Expected => lang.pick("expected", "ожидается списание"),
            Self::Pending => lang.pick("pending", "ожидает оплаты"),
            Self::NotCharged => lang.pick("not charged", "не списано"),
            Self::Unknown => lang.pick("not known", "неизвестно"),
            Self::Earlier => lang.pick("by an earlier order", "учтено ранее"),
        }
    }
}
