//! What a panel itself says that it sells: its price list and the forms of its orders, as they were read and not yet
//! judged. Pure.
//!
//! Nothing here is a promise: what two places say differently, or nobody says, is told to whoever makes a table of
//! it. Texts are the panel's own, without markup. What stands in a list twice, and not the same, is there twice; what
//! could not be read is a [`Doubt`], and nothing stands in its place.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::id::{DataCentreId, TariffId};
use crate::text::lang::{Lang, tr};

/// What is wrong with something that a panel says of what it sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flawed {
    /// It is not there, and nothing goes without it.
    Missing,
    /// It is not what belongs there.
    Unreadable,
    /// It is there twice, and not the same.
    Twice,
}

/// Something that a panel says of what it sells, and that could not be read: it is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The tariff that it belongs to, where that is known.
    pub tariff: Option<TariffId>,
    /// Where it stands, counted from 1: `pricelist[3]/addon[2]/id`.
    pub place: String,
    /// What is wrong with it.
    pub flawed: Flawed,
    /// What stands there. Foreign text, cut, not printable yet.
    pub given: String,
}

/// A name in the panel's usual language, and in Russian where it says that as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// In the panel's usual language.
    pub plain: String,
    /// In Russian.
    pub russian: Option<String>,
}

/// For how long something is paid at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// For so many months (a positive number).
    Months(u32),
    /// Once and for all (0).
    Once,
    /// By the day (-50).
    Daily,
    /// On trial (-100).
    Trial,
    /// Anything else that the panel has a number for.
    Other(i64),
}

/// What something costs for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPrice {
    /// For how long.
    pub length: Length,
    /// How much: four decimals are usual.
    pub cost: Decimal,
    /// In what currency, as ISO 4217 names it; none if the panel does not say.
    pub currency: Option<String>,
}

/// A panel's price list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// Every tariff in it, closed and hidden ones too. Never empty. Two of one id are not the same.
    pub tariffs: Vec<ExportedTariff>,
    /// What of it could not be read.
    pub doubts: Vec<Doubt>,
}

/// A tariff of a price list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedTariff {
    /// Its id.
    pub id: TariffId,
    /// Its name.
    pub name: Name,
    /// Whether it can be ordered, as far as the list says: neither inactive nor hidden nor archived.
    pub open: bool,
    /// What kind of product it is: `vds`.
    pub item_type: Option<String>,
    /// Where its servers stand.
    pub data_centres: Vec<(DataCentreId, Name)>,
    /// What it costs with what is included.
    pub prices: Vec<ListPrice>,
    /// Everything that can be chosen of it.
    pub addons: Vec<ExportedAddon>,
    /// Other parameters with their values, by name: `ostempl`.
    pub parameters: BTreeMap<String, Vec<Listed>>,
}

/// One value out of several: what the panel is told, and what people read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// What the panel is told.
    pub key: String,
    /// What people read; the key where nothing else is said.
    pub words: String,
    /// On which value of another list it depends: a recipe on a template.
    pub depends: Option<String>,
}

/// What can be chosen of a tariff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddonKind {
    /// On or off (1).
    Flag,
    /// A number (2).
    Amount,
    /// One of several (3).
    Enumeration,
    /// Anything else, or not said.
    #[default]
    Unknown,
}

/// Something that can be chosen of a tariff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedAddon {
    /// The number in `addon_N`.
    pub id: u32,
    /// Its name.
    pub name: Name,
    /// What it is, in the panel's words: `mem`, `disc`, `ncpu`, `ip`, `port`.
    pub intname: Option<String>,
    /// What can be chosen.
    pub kind: AddonKind,
    /// How much the tariff includes; none where it is unlimited or not said.
    pub included: Option<u32>,
    /// The least, as far as the list says.
    pub min: Option<u32>,
    /// The most, as far as the list says.
    pub max: Option<u32>,
    /// The unit of an amount: `Gb`.
    pub measure: Option<String>,
    /// The values of an enumeration.
    pub items: Vec<ExportedItem>,
    /// What one more costs.
    pub prices: Vec<ListPrice>,
}

/// A value of an enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportedItem {
    /// What the panel is told.
    pub id: u32,
    /// Its name.
    pub name: Name,
    /// Its name in the panel's own words.
    pub intname: Option<String>,
    /// What it costs.
    pub prices: Vec<ListPrice>,
}

/// The step of an order at which a tariff is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TariffStep {
    /// The data centres that can be chosen; empty where there is nothing to choose.
    pub data_centres: Vec<Listed>,
    /// The data centre that is chosen.
    pub data_centre: Option<String>,
    /// The tariffs that can be ordered there.
    pub tariffs: Vec<StepTariff>,
    /// What of it could not be read.
    pub doubts: Vec<Doubt>,
}

/// A tariff at that step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepTariff {
    /// Its id.
    pub id: TariffId,
    /// Its name.
    pub title: Option<String>,
    /// Whether it can be ordered; none if the step does not say.
    pub available: Option<bool>,
    /// The data centre, where the row names one.
    pub data_centre: Option<DataCentreId>,
    /// What it costs.
    pub prices: Vec<ListPrice>,
}

/// The kind of a field in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// An amount between limits; what one costs, where the form says it.
    Slider {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
        /// The step, counted from the least.
        step: u32,
        /// What one step costs, as the form writes it.
        cost: Option<Decimal>,
    },
    /// One of several, which stand in the list of the same name.
    Select,
    /// On or off.
    Checkbox,
    /// Anything else, or a slider whose limits cannot be read.
    Other,
}

/// The form of an order for one tariff, asked for and not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderForm {
    /// The function that answered.
    pub function: Option<String>,
    /// What stands in its fields, but for those that hold passwords and sessions.
    pub values: BTreeMap<String, String>,
    /// What can be chosen, by field.
    pub lists: BTreeMap<String, Vec<Listed>>,
    /// Of what kind its fields are, as far as it says.
    pub inputs: BTreeMap<String, Input>,
    /// What its fields are called for people.
    pub labels: BTreeMap<String, String>,
    /// The names of its buttons.
    pub buttons: Vec<String>,
    /// What of it could not be read.
    pub doubts: Vec<Doubt>,
}

impl Doubt {
    /// The doubt in words. Not printable yet.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let Self { place, given, .. } = self;
        match self.flawed {
            Flawed::Missing => tr!(lang, "`{place}` is missing", "нет `{place}`"),
            Flawed::Unreadable => {
                tr!(lang, "`{place}` cannot be read: `{given}`", "`{place}` не удалось прочитать: `{given}`")
            }
            Flawed::Twice => tr!(
                lang,
                "`{place}` is given twice, and differently: `{given}`",
                "`{place}` указано дважды, и по-разному: `{given}`"
            ),
        }
    }
}

impl Name {
    /// A name in one language.
    #[must_use]
    pub fn of(plain: impl Into<String>) -> Self {
        Self { plain: plain.into(), russian: None }
    }
}

impl Length {
    /// What the panel's number means.
    #[must_use]
    pub fn of_code(code: i64) -> Self {
        match code {
            0 => Self::Once,
            -50 => Self::Daily,
            -100 => Self::Trial,
            _ => u32::try_from(code).map_or(Self::Other(code), Self::Months),
        }
    }
}
