//! What an account at the practice panel has: services, what lies in its cart, and what was charged. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// Where a domain that the panel makes has the service's id.
pub(super) const NUMBER: &str = "{id}";

/// How far a service has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is being set up.
    #[default]
    InProgress,
    /// It is set up.
    Active,
    /// It waits for its payment, which never comes by itself.
    Unpaid,
    /// It is paid, and a person has to fill in what the panel asks for.
    Unconfigured,
    /// It is paid, and the provider has nothing to make it of.
    Unavailable,
}

/// A service of the practice panel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// Its id.
    pub id: u64,
    /// Its domain, in lower case. Where none was asked for, the panel makes one that holds its id.
    pub domain: String,
    /// The tariff's name.
    pub tariff: String,
    /// The template.
    pub template: String,
    /// The months of a period.
    pub months: u8,
    /// The months of its renewal; none if it does not renew.
    pub renewal: Option<u8>,
    /// What a period costs.
    pub cost: Money,
    /// What was taken off for that.
    #[serde(default)]
    pub discount: Money,
    /// Whether nobody but this panel says so: the table has no such price.
    #[serde(default)]
    pub invented: bool,
    /// How far it has come.
    #[serde(default)]
    pub standing: Standing,
    /// Whether it was deleted. It stays listed.
    #[serde(default)]
    pub deleted: bool,
    /// The tariff's id; 0 in files of earlier panels.
    #[serde(default)]
    pub tariff_id: u32,
    /// The id of its data centre, where its tariff has one.
    #[serde(default)]
    pub data_centre: Option<u32>,
    /// What whoever ordered it calls it.
    #[serde(default)]
    pub remote_id: Option<String>,
    /// What it has beside that, as it was ordered: `addon_71821` and its value.
    #[serde(default)]
    pub addons: BTreeMap<String, String>,
    /// The day it was made.
    #[serde(default)]
    pub made: Option<Date>,
    /// In how many lists of this panel's it has stood; it is set up after two.
    #[serde(skip)]
    pub listed: u32,
}

/// Something in the account's cart: a service that is made when it is paid for, or one that waits for it already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id, which is none of a service.
    pub id: u64,
    /// The service; its id is 0 if it is made only when it is paid for.
    pub service: Owned,
    /// Whether somebody laid it there in the web interface.
    #[serde(default)]
    pub by_hand: bool,
}

/// What was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The id of the service that it was charged for.
    pub service: u64,
    /// How much.
    pub amount: Money,
}
