//! What the cells of a column hold: what reading, checking and making sheets ask of a field.

use std::ops::RangeInclusive;

use crate::text::lang::Lang;

/// A list of names in a tariff table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Its tariffs.
    Tariffs,
    /// Its templates of operating systems.
    Templates,
    /// Its data centres.
    DataCentres,
    /// Its recipes.
    Recipes,
    /// The options of a choice.
    Options,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A name that the tariff table has.
    Name(Offered),
    /// For how many months a tariff is sold.
    Months,
    /// Yes, no, or for how many months.
    Renewal,
    /// A server's name, or a pattern of names.
    Pattern,
    /// How much of a resource. An empty cell means what the tariff contains.
    Amount {
        /// The unit of bare numbers while the tariff, which has its own, is not known.
        unit: Option<&'static str>,
        /// The least where the table knows no limit: nothing of what every server has is no order.
        least: u32,
        /// From how many on a number without a unit is doubtful, since a smaller unit may be meant.
        much: Option<u32>,
    },
    /// A whole number that says how a pattern expands. It means nothing once the names are written out.
    Number {
        /// The least that is taken.
        least: u32,
        /// The most that is taken.
        most: u32,
        /// Whether it counts things, so that a unit may stand behind the column's name: `Count, pcs`.
        counts: bool,
    },
    /// Yes or no.
    YesNo,
    /// An amount of money.
    Money,
    /// Any text. It is carried to the results.
    Text {
        /// Whether a day is what people write there. Elsewhere Excel made it of a text such as `3.12`.
        of_days: bool,
    },
}

impl Content {
    /// Whether a unit may stand behind the column's name: `Disk, GB`.
    #[must_use]
    pub const fn takes_units(self) -> bool {
        match self {
            Self::Months | Self::Amount { .. } | Self::Money => true,
            Self::Number { counts, .. } => counts,
            // A bare 1 below `Auto-renew` may mean yes, whatever unit the header names.
            Self::Name(_) | Self::Renewal | Self::Pattern | Self::YesNo | Self::Text { .. } => false,
        }
    }

    /// Whether anything may stand there.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Text { .. })
    }

    /// From how many on a number without a unit is doubtful.
    #[must_use]
    pub const fn much(self) -> Option<u32> {
        match self {
            Self::Amount { much, .. } => much,
            Self::Name(_)
            | Self::Months
            | Self::Renewal
            | Self::Pattern
            | Self::Number { .. }
            | Self::YesNo
            | Self::Money
            | Self::Text { .. } => None,
        }
    }

    /// The whole numbers that are taken, where no table says which.
    #[must_use]
    pub const fn bounds(self) -> RangeInclusive<u32> {
        match self {
            Self::Amount { least, .. } => least..=u32::MAX,
            Self::Number { least, most, .. } => least..=most,
            Self::Name(_)
            | Self::Months
            | Self::Renewal
            | Self::Pattern
            | Self::YesNo
            | Self::Money
            | Self::Text { .. } => 0..=u32::MAX,
        }
    }

    /// The unit of bare numbers, where no table says one.
    #[must_use]
    pub const fn usual_unit(self) -> Option<&'static str> {
        match self {
            Self::Amount { unit, .. } => unit,
            Self::Name(_)
            | Self::Months
            | Self::Renewal
            | Self::Pattern
            | Self::Number { .. }
            | Self::YesNo
            | Self::Money
            | Self::Text { .. } => None,
        }
    }
}

/// What a person is told to write into a column. A message in a workbook holds 255 UTF-16 units.
#[derive(Clone, Copy, Debug)]
pub enum Guide {
    /// This, whatever the table offers.
    Says(fn(Lang) -> &'static str),
    /// An amount of this, in the unit that the table sells it in.
    Amount(fn(Lang) -> &'static str),
    /// One of the table's tariffs.
    Tariffs,
    /// One of the table's periods.
    Periods,
    /// A renewal that the table knows how to order.
    Renewal,
    /// A price, where the table does not list it.
    Price,
}

/// The option of `vdsbatch generate` that gives a field's value; it is called as the field is.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    /// Its place in the help, from 1.
    pub place: u8,
    /// What stands for its value in the help.
    pub value: &'static str,
    /// Other names that it may be typed by.
    pub aliases: &'static [&'static str],
    /// What it is, as the help says it in English; its Russian text stands among those of the help.
    pub help: &'static str,
}
