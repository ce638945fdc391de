//! The sheets of a book. Pure.

use rust_xlsxwriter::Color;

use crate::sheet::names;
use crate::text::lang::Lang;

/// A sheet of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// What the time comes to, on one page.
    Summary,
    /// A line for each order.
    Orders,
    /// A line for each row of the panel's list of charges.
    Charges,
    /// The renewals that fell into the time.
    Renewals,
    /// Everything by cost centre, tariff and reference.
    Totals,
    /// Charges by month, with a chart.
    Months,
    /// What people decided.
    Decisions,
    /// The book against the workbooks of its runs.
    Proof,
}

impl Tab {
    /// The sheet's name.
    pub(super) const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Summary => lang.pick("Summary", "Сводка"),
            Self::Orders => names::orders(lang),
            Self::Charges => lang.pick("Charges", "Списания"),
            Self::Renewals => lang.pick("Renewals", "Продления"),
            Self::Totals => lang.pick("Totals", "Итоги"),
            Self::Months => lang.pick("By month", "По месяцам"),
            Self::Decisions => lang.pick("Decisions", "Решения"),
            Self::Proof => lang.pick("Agreement", "Сверка"),
        }
    }

    pub(super) const fn colour(self) -> Color {
        match self {
            Self::Summary | Self::Totals => Color::RGB(0x001F_4E79),
            Self::Orders => Color::RGB(0x002E_75B6),
            Self::Charges | Self::Months => Color::RGB(0x007A_1C14),
            Self::Renewals => Color::RGB(0x0037_5623),
            Self::Decisions | Self::Proof => Color::RGB(0x00A6_A6A6),
        }
    }
}
