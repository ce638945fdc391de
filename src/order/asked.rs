//! What was asked for, in the words of whoever filled the sheet.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalog::Months;
use crate::sheet::{Field, PerAmount};

/// An amount of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How much, in the resource's unit.
    pub value: u32,
    /// Whether the sheet said it (otherwise it is the tariff's default).
    pub given: bool,
}

/// What happens at the period's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// The server renews for so many months.
    Every(Months),
    /// It does not renew.
    Never,
}

impl fmt::Display for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(months) => months.fmt(f),
            Self::Never => f.write_str("no"),
        }
    }
}

/// What was asked for of something that the tariff table names beside the fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedTerm {
    /// Its name, as the tariff has it.
    pub name: String,
    /// How much of it, or which one.
    pub value: NamedValue,
    /// Whether the sheet said it (otherwise it is the tariff's default).
    pub given: bool,
}

/// How much of something, or which one of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedValue {
    /// So much, in the resource's unit.
    Amount(u32),
    /// One of the options of a choice.
    Option {
        /// What the panel is told.
        value: String,
        /// Its name for people.
        name: String,
    },
}

impl fmt::Display for NamedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => amount.fmt(f),
            Self::Option { name, .. } => f.write_str(name),
        }
    }
}

/// What was asked for: names, months and amounts, as a person reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The tariff's name.
    pub tariff: String,
    /// For how many months.
    pub months: Months,
    /// The template's name, as the panel writes it.
    pub template: String,
    /// How much of each resource that the tariff sells.
    pub amounts: PerAmount<Amount>,
    /// Renewal.
    pub renewal: Renewal,
    /// Whether the sheet said how to renew (otherwise it is the catalogue's default).
    pub renewal_given: bool,
    /// The data centre, where the table has a name for it. The tariff decides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_centre: Option<String>,
    /// The recipe's name, as the panel writes it; none if nothing is to be installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<String>,
    /// The template's name for people, where the panel's own is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_title: Option<String>,
    /// The same of the recipe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe_title: Option<String>,
    /// What the sheet has a column for that the table names, as far as the tariff sells it. Orders of before had
    /// no such columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedTerm>,
}

impl Asked {
    /// The template, for people.
    #[must_use]
    pub fn template_shown(&self) -> &str {
        self.template_title.as_deref().unwrap_or(&self.template)
    }

    /// The recipe, for people; none if nothing is to be installed.
    #[must_use]
    pub fn recipe_shown(&self) -> Option<&str> {
        self.recipe_title.as_deref().or(self.recipe.as_deref())
    }

    /// What was asked for of something that the table names.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&NamedTerm> {
        self.named.iter().find(|term| term.name == name)
    }
}

/// A part of the terms, for naming a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The tariff.
    Tariff,
    /// The period.
    Period,
    /// The template.
    Template,
    /// Disk size.
    Disk,
    /// Memory.
    Ram,
    /// Cores.
    Cpu,
    /// IPv4 addresses.
    Ipv4,
    /// IPv6 addresses.
    Ipv6,
    /// Name servers.
    NameServers,
    /// ISPmanager.
    Ispmanager,
    /// Where the server stands.
    DataCentre,
    /// An amount that the table names.
    Resource,
    /// Another choice that the tariff has.
    Choice,
    /// What is installed with the template.
    Recipe,
    /// Renewal.
    AutoRenew,
}

impl Part {
    /// The field of the sheet that says it; none for what the tariff alone decides.
    ///
    /// It stands here and not with the fields, since an order knows the sheet and not the other way
    /// round.
    #[must_use]
    pub const fn field(self) -> Option<Field> {
        Some(match self {
            Self::Tariff => Field::Tariff,
            Self::Period => Field::Period,
            Self::Template => Field::Template,
            Self::Disk => Field::Disk,
            Self::Ram => Field::Ram,
            Self::Cpu => Field::Cpu,
            Self::Ipv4 => Field::Ipv4,
            Self::Ipv6 => Field::Ipv6,
            Self::Ispmanager => Field::Ispmanager,
            Self::AutoRenew => Field::AutoRenew,
            Self::DataCentre => Field::DataCentre,
            Self::Recipe => Field::Recipe,
            Self::NameServers | Self::Resource | Self::Choice => return None,
        })
    }

    /// The part that an amount of a field is; none for a field of anything but amounts.
    #[must_use]
    pub const fn of_amount(field: Field) -> Option<Self> {
        Some(match field {
            Field::Disk => Self::Disk,
            Field::Ram => Self::Ram,
            Field::Cpu => Self::Cpu,
            Field::Ipv4 => Self::Ipv4,
            Field::Ipv6 => Self::Ipv6,
            // Each is named, so that the compiler asks of a new field whether it is an amount.
            Field::Tariff
            | Field::DataCentre
            | Field::Template
            | Field::Recipe
            | Field::Period
            | Field::Domain
            | Field::Ispmanager
            | Field::AutoRenew
            | Field::Count
            | Field::Start
            | Field::Price
            | Field::PricePerMonth
            | Field::CostCentre
            | Field::Reference
            | Field::Enabled
            | Field::Comment => return None,
        })
    }

    /// Whether it is an amount or a choice of the server itself, apart from what it runs and for how long.
    #[must_use]
    pub const fn is_configured(self) -> bool {
        match self {
            Self::Disk
            | Self::Ram
            | Self::Cpu
            | Self::Ipv4
            | Self::Ipv6
            | Self::NameServers
            | Self::Ispmanager
            | Self::Resource
            | Self::Choice => true,
            Self::Tariff | Self::Period | Self::Template | Self::DataCentre | Self::Recipe | Self::AutoRenew => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_amount_is_a_part_of_an_order_and_nothing_else_is_taken_for_one() {
        for field in Field::ALL {
            let part = Part::of_amount(field);
            assert_eq!(part.is_some(), field.is_amount(), "{field:?}");
            assert!(part.is_none_or(|part| part.field() == Some(field) && part.is_configured()), "{field:?}");
        }
    }
}
