//! What is said beside a table that was pulled: what a panel says twice, or not at all, and what was left out. Pure.

use serde::{Deserialize, Serialize};

use crate::catalog::id::{DataCentreId, TariffId};
use crate::catalog::offered::Doubt;

/// Something of an amount or a choice, told by its field in the form: `addon_7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// The least.
    Least,
    /// The most.
    Most,
    /// What it is until somebody says otherwise.
    Usual,
}

/// Why a tariff is not in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// It is closed, hidden or archived.
    Closed,
    /// The step at which tariffs are chosen says that it cannot be ordered.
    NotAvailable,
    /// The step at which tariffs are chosen does not name it.
    NotOffered,
    /// It is sold for no number of months.
    NoPeriods,
    /// The price list has two of its id, which are not the same.
    Twice,
    /// The step of its place was not shown.
    StepUnread,
    /// Its form was not shown.
    NoForm(String),
    /// Its form was not asked for.
    NotAsked,
    /// Another step answered in its form's place.
    OtherStep(String),
}

/// Something that is said of a table as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfTable {
    /// A tariff is not in it.
    Left {
        /// Its id.
        id: TariffId,
        /// Where.
        data_centre: Option<DataCentreId>,
        /// Its name.
        name: String,
        /// Why.
        why: LeftOut,
    },
    /// There is no price list.
    NoPriceList(String),
    /// The panel has other functions to order by.
    OtherFunctions(Vec<String>),
    /// Prices in several currencies, or in none: those of no other than the account's stand here.
    Currencies(Vec<String>),
    /// The form does not say how renewal is asked for.
    NoRenewal,
    /// The forms list how a server renews, and no way, or none that all have, in which it does not.
    AlwaysRenews(Vec<String>),
    /// The forms of tariffs say different things of this field.
    FormsDiffer(String),
    /// The form asks for no agreement that is known.
    NoAgreement,
    /// Something could not be read.
    Doubt(Doubt),
    /// A data centre whose id is no number.
    StrangePlace(String),
    /// A recipe needs a system that is not there.
    RecipeAlone {
        /// The recipe.
        recipe: String,
        /// The system.
        template: String,
    },
    /// The step of a data centre was not shown.
    StepUnread {
        /// Which; none for the first one.
        data_centre: Option<DataCentreId>,
        /// Why.
        why: String,
    },
    /// The step at which tariffs are chosen was not shown, so that the price list alone says what is sold where.
    NoStep,
    /// What the panel says makes no table.
    Unsound(String),
}

/// Something that is said of an amount or a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfAmount {
    /// The price list does not have what the form has.
    NotListed(String),
    /// The form and the price list say different things; the form's stands here.
    Differs {
        /// The field.
        field: String,
        /// Of what.
        limit: Limit,
        /// What the form says.
        form: u32,
        /// What the price list says.
        list: u32,
    },
    /// A default that the limits do not allow: the limits are left open.
    DefaultOutside {
        /// The field.
        field: String,
        /// The default.
        default: u32,
    },
    /// The limits are the price list's, for the form shows none.
    ListedLimits(String),
    /// Nobody says the limits.
    NoLimits(String),
    /// The default is what the price covers, for the form shows none.
    IncludedIsDefault(String),
    /// Left out: nobody says what it is until somebody says otherwise.
    NoDefault(String),
    /// Left out: what can be chosen cannot be told apart, or there is nothing.
    NoOptions(String),
    /// Left out: the form shows it in a way that is not known.
    UnknownInput(String),
    /// A unit that is not known.
    UnknownUnit {
        /// The field.
        field: String,
        /// The unit.
        unit: String,
    },
}

/// Something that is said of a tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfTariff {
    /// The form does not have what the price list has.
    NotInForm {
        /// Its field.
        field: String,
        /// Its name.
        name: String,
    },
    /// Two of one kind, which go by their names.
    TwoOfAKind(String),
    /// Renamed, for a sheet could not say which is meant.
    Renamed {
        /// What the panel calls it.
        from: String,
        /// What the table calls it.
        to: String,
    },
    /// A system or a recipe is left out, for nothing but spaces tells it from another one.
    LooksAlike {
        /// What is left out.
        left: String,
        /// What stands in the table.
        kept: String,
    },
    /// A period that is not said in months, or in too many.
    StrangePeriod(String),
    /// The periods are the price list's, for the form shows none.
    ListedPeriods,
    /// A price that is left out, since it cannot be kept to the hundredth, or there are two.
    NoPrice {
        /// Of what.
        what: String,
        /// For how many months.
        months: u8,
    },
    /// Systems are the price list's, for the form shows none.
    ListedTemplates,
    /// Nobody says which systems it takes.
    NoTemplates,
    /// What a licence costs, which a table cannot say.
    LicenceCosts(String),
}

/// Something that is said of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Of all of it.
    Table(OfTable),
    /// Of an amount or a choice.
    Amount(OfAmount),
    /// Of a tariff.
    Tariff(OfTariff),
}

impl From<OfTable> for Remark {
    fn from(remark: OfTable) -> Self {
        Self::Table(remark)
    }
}

impl From<OfAmount> for Remark {
    fn from(remark: OfAmount) -> Self {
        Self::Amount(remark)
    }
}

impl From<OfTariff> for Remark {
    fn from(remark: OfTariff) -> Self {
        Self::Tariff(remark)
    }
}

impl Remark {
    /// Whether it says that something could not be read, so that nothing is known of it.
    #[must_use]
    pub const fn is_unclear(&self) -> bool {
        match self {
            Self::Table(of) => match of {
                OfTable::NoPriceList(_)
                | OfTable::NoStep
                | OfTable::StepUnread { .. }
                | OfTable::Doubt(_)
                | OfTable::Unsound(_)
                | OfTable::Currencies(_) => true,
                OfTable::Left { why, .. } => why.is_unread(),
                _ => false,
            },
            Self::Amount(of) => matches!(
                of,
                OfAmount::NoDefault(_)
                    | OfAmount::NoOptions(_)
                    | OfAmount::UnknownInput(_)
                    | OfAmount::DefaultOutside { .. }
            ),
            Self::Tariff(of) => matches!(of, OfTariff::NoPrice { .. } | OfTariff::NoTemplates),
        }
    }
}

impl LeftOut {
    /// Whether the panel did not show what a tariff is, though it may sell it.
    #[must_use]
    pub const fn is_unread(&self) -> bool {
        match self {
            Self::NoForm(_) | Self::OtherStep(_) | Self::Twice | Self::StepUnread => true,
            Self::Closed | Self::NotAvailable | Self::NotOffered | Self::NoPeriods | Self::NotAsked => false,
        }
    }
}
