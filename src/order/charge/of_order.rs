//! What was charged for an order: its first period, or later ones. Pure.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use super::row::Charge;
use super::sum::Charged;
use crate::catalog::Months;
use crate::order::MoneyState;

/// What was charged for the service of an order, by when. Each is none where its rows have no sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfOrder {
    /// For the period that was ordered, however it was split.
    pub first: Option<Charged>,
    /// For what came after it.
    pub renewals: Option<Charged>,
    /// What may be either: rows that do not say from when they pay, or that say a day before the order's.
    pub unclear: Option<Charged>,
}

/// What a row pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pays {
    /// The period that was ordered.
    First,
    /// What came after it.
    Later,
    /// Either of them: it does not say from when it pays, or says a day before the order's.
    Unclear,
}

impl OfOrder {
    /// Tells the rows of one service apart, which was ordered on a day for so many months.
    ///
    /// The period begins where the earliest row says; the panel's days need not be ours, and a service may be set up
    /// later than it was ordered. A row belongs to the period from whose days it says that it pays: the day on
    /// which it was charged tells only of the order's own day, since panels renew before a period is over, and may
    /// charge for one after it.
    pub(super) fn of(rows: &[&Charge], ordered_on: Date, months: Months) -> Self {
        let period = Period::of(rows, ordered_on, months);
        let of = |pays: Pays| Charged::of(rows.iter().copied().filter(|row| period.paid_by(row) == pays));
        Self { first: of(Pays::First), renewals: of(Pays::Later), unclear: of(Pays::Unclear) }
    }

    /// What is known of an order's money, of which this is known without its charges. An active service may still wait
    /// for its money, and a charge shows that it was paid for.
    #[must_use]
    pub fn money(&self, known: MoneyState) -> MoneyState {
        let is_first = self.first.as_ref().filter(|_| self.is_clear());
        match (known, is_first) {
            (MoneyState::Charged | MoneyState::Expected, Some(first)) if first.waiting_rows > 0 => MoneyState::Expected,
            // What was charged came back.
            (MoneyState::Charged | MoneyState::Expected, Some(first))
                if first.rows > 0 && first.amount <= Decimal::ZERO =>
            {
                MoneyState::NotCharged
            }
            (MoneyState::Expected, Some(first)) if first.rows > 0 => MoneyState::Charged,
            _ => known,
        }
    }

    /// What the last renewal of a service was charged as, which was ordered on a day for so many months and renews every
    /// so many; none where no renewal was charged, or the rows of one cannot be told from a part of it.
    pub(super) fn last_renewal(
        rows: &[&Charge],
        ordered_on: Date,
        (months, every): (Months, Months),
    ) -> Option<Charged> {
        let period = Period::of(rows, ordered_on, months);
        let (begins, ends) = period.days?;
        // What is charged by the month is no period's price: each row must say the day on which a period begins.
        let regular = |row: &&Charge| match period.paid_by(row) {
            Pays::First => row.from == Some(begins),
            Pays::Later => row.from.is_some_and(|day| is_renewal(day, ends, every)),
            Pays::Unclear => false,
        };
        if !rows.iter().all(regular) {
            return None;
        }
        let last = rows.iter().filter_map(|row| row.from).max().filter(|day| *day >= ends)?;
        let charged = Charged::of(rows.iter().copied().filter(|row| row.from == Some(last)))?;
        Some(charged).filter(|charged| charged.rows > 0 && charged.waiting_rows == 0)
    }

    /// Whether all that was charged is known to be for what was ordered, or for what came after it.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.unclear.as_ref().is_some_and(Charged::is_nothing)
    }
}

/// What each row of one service pays for, which was ordered on a day for so many months.
pub(super) fn pays(rows: &[&Charge], ordered_on: Date, months: Months) -> Vec<Pays> {
    let period = Period::of(rows, ordered_on, months);
    rows.iter().map(|row| period.paid_by(row)).collect()
}

/// Whether a service that renews from a day on for so many months renews on this one.
fn is_renewal(day: Date, first: Date, every: Months) -> bool {
    let nth = |n: i32| first.checked_add((n * i32::from(every.get())).months()).ok();
    (0..).map_while(nth).take_while(|renewal| *renewal <= day).any(|renewal| renewal == day)
}

/// The first period of a service.
struct Period {
    /// The day before the order's and the day after it: a panel far from here may write either for it.
    around: (Date, Date),
    /// Its first day and the first one behind it, where a row tells.
    days: Option<(Date, Date)>,
}

impl Period {
    fn of(rows: &[&Charge], ordered_on: Date, months: Months) -> Self {
        let moved = |day: Date, by: Span| day.saturating_add(by);
        let around = (moved(ordered_on, -1.day()), moved(ordered_on, 1.day()));
        let whole = Span::new().months(i32::from(months.get()));
        // The first row of a renewal says the day behind the first period. Where the rows of that one are missing, the
        // earliest that is left must not be taken for its beginning.
        let latest = moved(moved(around.0, whole), -1.day());
        let begins = rows.iter().filter_map(|row| row.from).filter(|day| *day >= around.0).min();
        let days = begins.filter(|day| *day < latest).map(|day| (day, moved(day, whole)));
        Self { around, days }
    }

    fn paid_by(&self, row: &Charge) -> Pays {
        let around = |day: Date| (self.around.0..=self.around.1).contains(&day);
        match (row.from, self.days) {
            (Some(day), Some((begins, ends))) if (begins..ends).contains(&day) => Pays::First,
            (Some(day), Some((_, ends))) if day >= ends => Pays::Later,
            (None, _) if row.charged_on.is_some_and(around) => Pays::First,
            _ => Pays::Unclear,
        }
    }
}
