//! What can be different between two tables of one panel. Pure.

use serde::{Deserialize, Serialize};

use crate::catalog::id::{AddonId, DataCentreId, TariffId};
use crate::catalog::months::Months;
use crate::money::Money;

/// A value of before and of now; none where there was, or is, none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Was<T> {
    /// Before.
    pub before: Option<T>,
    /// Now.
    pub now: Option<T>,
}

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Of the panel, and how it is spoken to.
    Panel(OfPanel),
    /// Of a list that the tariffs share.
    List(OfList),
    /// Of a tariff.
    Tariff {
        /// Its id.
        id: TariffId,
        /// Where.
        data_centre: Option<DataCentreId>,
        /// Its name, as the old table has it where it is in both.
        name: String,
        /// What.
        what: OfTariff,
    },
}

/// A change of the panel, or of how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfPanel {
    /// Its address.
    Address(Was<String>),
    /// The function that orders: the dialect or the item type.
    Function(Was<String>),
    /// The list of services.
    List(Was<String>),
    /// The field of the operating system.
    TemplateField(Was<String>),
    /// How renewal is said: in months, or as a flag.
    Renewal(Was<String>),
    /// How the panel is told not to renew.
    NoRenewal(Was<String>),
    /// What every order carries: a field, and its value.
    Fixed(String, Was<String>),
    /// The currency.
    Currency(Was<String>),
}

/// A change of what the tariffs share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfList {
    /// A template is gone or new.
    Template(Was<String>),
    /// A template is called otherwise.
    TemplateTitle(String, Was<String>),
    /// A recipe is gone or new.
    Recipe(Was<String>),
    /// A recipe is called otherwise.
    RecipeTitle(String, Was<String>),
    /// A recipe goes with other templates.
    RecipeTemplates(String),
    /// A data centre is gone or new.
    DataCentre(DataCentreId, Was<String>),
    /// A data centre is called otherwise.
    DataCentreName(DataCentreId, Was<String>),
}

/// A change of a tariff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfTariff {
    /// It is gone.
    Gone,
    /// It is there and cannot be ordered any more.
    Closed,
    /// It is new.
    New,
    /// It has another name.
    Renamed(Was<String>),
    /// It shares its name with others, or does no more.
    Product(Was<String>),
    /// It stands in another place, or nobody said where.
    DataCentre(Was<DataCentreId>),
    /// A period is gone or new; at a panel of 2016, its id is another one.
    Period(Months, Was<u32>),
    /// What it costs.
    Price(Months, Was<Money>),
    /// It takes a template, or does no more.
    Template(String, bool),
    /// Something of what it sells.
    Sells {
        /// Its id.
        addon: AddonId,
        /// Its name.
        name: String,
        /// What.
        what: OfSold,
    },
}

/// A change of an amount or a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfSold {
    /// It is gone.
    Gone,
    /// It is new.
    New,
    /// It has another name, or is of another kind.
    Renamed(Was<String>),
    /// What was an amount is a choice, or the other way round.
    OtherForm,
    /// The least.
    Least(Was<u32>),
    /// The most.
    Most(Was<u32>),
    /// The step.
    Step(Was<u32>),
    /// What is covered by the price.
    Included(Was<u32>),
    /// What it is until somebody says otherwise.
    Default(Was<String>),
    /// The unit.
    Unit(Was<String>),
    /// What one more costs.
    Price(Months, Was<Money>),
    /// A value is gone or new.
    Option(String, Was<String>),
    /// A value is called otherwise.
    OptionName(String, Was<String>),
    /// What a value costs.
    OptionPrice(String, Months, Was<Money>),
}

impl<T: PartialEq + Clone> Was<T> {
    /// The difference, if there is one.
    pub(super) fn of(before: Option<T>, now: Option<T>) -> Option<Self> {
        (before != now).then_some(Self { before, now })
    }
}
