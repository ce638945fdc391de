//! A plan as it is hashed: who buys from whom by which table, and every order with its values and its price.

use serde::{Deserialize, Serialize};

use super::code::Code;
use crate::catalog::Vat;
use crate::money::Money;
use crate::order::{Domain, Part};
use crate::sheet::Field;

/// How plans are written and hashed. Plans of another form have other codes.
pub const FORMAT: u32 = 2;

/// What a run would order, in a form that says the same of the same orders and of nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// [`FORMAT`].
    pub format: u32,
    /// Who pays.
    pub buyer: Buyer,
    /// The tariff table.
    pub table: Table,
    /// The headers of the sheet's prices that name value added tax, word by word: what they say of it and at what rate
    /// is what the prices mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tax: Vec<(Field, String)>,
    /// What is ordered, apart from names and prices: each different thing once, in a fixed order.
    pub kinds: Vec<Kind>,
    /// Every order of the sheet, by its domain.
    pub orders: Vec<Priced>,
}

/// Who pays for a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Buyer {
    /// An account.
    Account {
        /// The panel's address.
        panel: String,
        /// The login.
        login: String,
    },
    /// Nobody: it is practice. Its panel has another address at each start.
    Practice,
}

/// The tariff table of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its short name.
    pub name: String,
    /// The date of its ids.
    pub as_of: String,
    /// SHA-256 of all that stands in it.
    pub content: String,
    /// The currency of prices.
    pub currency: Option<String>,
    /// What prices say of VAT.
    pub vat: Vat,
}

/// What orders that are alike ask for: as people read it, and as the panel is told it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// In names and amounts, every value that is in effect, whether the sheet says it or the table.
    pub asked: Vec<Term>,
    /// Parameters and their values.
    pub sent: Vec<Term>,
}

/// One thing that an order says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What it is about.
    pub part: Part,
    /// Of a part that is several things: which one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What it says.
    pub value: String,
}

/// One order and its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Priced {
    /// Its domain.
    pub domain: Domain,
    /// Which of the plan's kinds it is, from 0.
    pub kind: usize,
    /// What it costs by the sheet.
    pub sheet: Option<Money>,
    /// What it costs by the tariff table.
    pub list: Option<Money>,
    /// What is planned to be paid: what the panel was asked goes before the others.
    pub planned: Option<Money>,
}

/// The same as it is written: there may be a hundred thousand.
type Written = (Domain, usize, [Option<Money>; 3]);

impl From<Written> for Priced {
    fn from((domain, kind, [sheet, list, planned]): Written) -> Self {
        Self { domain, kind, sheet, list, planned }
    }
}

impl From<Priced> for Written {
    fn from(priced: Priced) -> Self {
        (priced.domain, priced.kind, [priced.sheet, priced.list, priced.planned])
    }
}

impl Plan {
    /// The code of this plan and of no other one.
    ///
    /// # Panics
    ///
    /// Never: nothing in a plan refuses to be written as JSON.
    #[must_use]
    pub fn code(&self) -> Code {
        // JSON says where every value begins and ends, so that two plans are never written alike.
        let written = serde_json::to_vec(self).expect("its keys are texts, and nothing in it refuses to be written");
        let mut context = ring::digest::Context::new(&ring::digest::SHA256);
        context.update(b"vdsbatch-approval\n");
        context.update(&written);
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        Code::of_hash(&hash)
    }

    /// The order of a domain.
    #[must_use]
    pub fn order(&self, domain: &Domain) -> Option<&Priced> {
        let at = self.orders.binary_search_by(|one| one.domain.cmp(domain)).ok()?;
        self.orders.get(at)
    }

    /// What an order of this plan asks for.
    #[must_use]
    pub fn kind(&self, order: &Priced) -> Option<&Kind> {
        self.kinds.get(order.kind)
    }

    /// What all orders are planned to cost; none if a price is not known.
    #[must_use]
    pub fn sum(&self) -> Option<Money> {
        let prices: Option<Vec<Money>> = self.orders.iter().map(|order| order.planned).collect();
        prices.map(|prices| prices.into_iter().sum())
    }
}
