//! A plan as it is kept, with what tells people where in the sheet its orders stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::Subject;
use super::plan::{Plan, Priced};
use crate::order::Domain;
use crate::sheet::{Field, RowNo};

/// A plan, and where its orders stand. Only the plan has a part in the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The plan.
    pub plan: Plan,
    /// The row of each of its orders, side by side with them.
    pub rows: Vec<RowNo>,
    /// What stands in a row's cells that say how many servers it orders, what they are called, and
    /// their price, and in the columns that the table names.
    pub cells: BTreeMap<RowNo, Vec<(Subject, String)>>,
    /// The headers of the sheet's prices, whatever they say.
    #[serde(default)]
    pub headers: Vec<(Field, String)>,
    /// Whether the panel told the price of each of its orders, side by side with them: such a price is asked for again
    /// before anything is sent.
    #[serde(default)]
    pub quoted: Vec<bool>,
}

impl Kept {
    /// The orders of the plan with their rows.
    pub fn orders(&self) -> impl Iterator<Item = (&Priced, RowNo)> {
        self.plan.orders.iter().zip(self.rows.iter().copied())
    }

    /// What stands in a cell of a row; nothing if it is empty.
    #[must_use]
    pub fn cell(&self, row: RowNo, subject: &Subject) -> &str {
        let cells = self.cells.get(&row).into_iter().flatten();
        cells.into_iter().find(|(of, _)| of == subject).map_or("", |(_, text)| text.as_str())
    }

    /// What stands above the sheet's prices of this kind; nothing if it has none.
    #[must_use]
    pub fn header(&self, field: Field) -> &str {
        self.headers.iter().find(|(of, _)| *of == field).map_or("", |(_, text)| text.as_str())
    }

    /// The domains of the orders of which the panel told the price.
    pub fn quoted(&self) -> impl Iterator<Item = &Domain> {
        self.plan.orders.iter().zip(&self.quoted).filter(|(_, quoted)| **quoted).map(|(order, _)| &order.domain)
    }

    /// The same plan, with every price as the panel's that either has so.
    #[must_use]
    pub fn quoted_as_well(mut self, other: &Self) -> Self {
        self.quoted.resize(self.plan.orders.len(), false);
        self.quoted.iter_mut().zip(&other.quoted).for_each(|(own, other)| *own |= other);
        self
    }

    /// Takes the planned amounts of an approved plan for orders that the panel was not asked about: what was approved
    /// of them holds, and a panel is not asked what an order would cost once it is sent. An order that asks for
    /// something else, or has another price in sheet or table, keeps its own.
    #[must_use]
    pub fn with_amounts_of(mut self, approved: &Plan, asked: impl Fn(&Domain) -> bool) -> Self {
        let Plan { kinds, orders, .. } = &mut self.plan;
        for order in orders.iter_mut().filter(|order| !asked(&order.domain)) {
            let Some(other) = approved.order(&order.domain) else { continue };
            let is_priced_alike = (other.sheet, other.list) == (order.sheet, order.list);
            if is_priced_alike && approved.kind(other) == kinds.get(order.kind) {
                order.planned = other.planned;
            }
        }
        self
    }
}
