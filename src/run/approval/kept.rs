//! A plan as it is kept, with what tells people where in the sheet its orders stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::Subject;
use super::plan::{Plan, Priced};
use crate::sheet::RowNo;

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

    /// Takes the planned amounts of another plan for orders that are `over`: the panel is asked what an order costs
    /// only as long as it is not sent, and what was approved of it holds. An order that asks for something else, or
    /// has another price in sheet or table, keeps its own.
    #[must_use]
    pub fn with_amounts_of(mut self, approved: &Plan, over: impl Fn(&Priced) -> bool) -> Self {
        let kinds = std::mem::take(&mut self.plan.kinds);
        for order in self.plan.orders.iter_mut().filter(|order| over(order)) {
            let Some(other) = approved.order(&order.domain) else { continue };
            let is_same = other.listed == order.listed && approved.kind(other) == kinds.get(order.kind);
            if is_same {
                order.planned = other.planned;
            }
        }
        self.plan.kinds = kinds;
        self
    }
}
