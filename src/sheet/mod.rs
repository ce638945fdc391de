//! A sheet as values: rows of cells with the addresses that Excel shows, the fields that its columns are
//! for, and what can be wrong with it.
//!
//! `reader` makes [`Row`]s of a file; nothing in them is checked yet. `check` turns them into orders.

mod called;
mod chosen;
mod content;
mod field;
pub mod input;
mod layout;
mod named;
pub mod names;
mod per_amount;
mod place;
pub mod problem;
mod row;
pub mod shown;
pub mod vat;

pub use self::chosen::{ChosenRows, ChosenRowsError};
pub use self::content::{Content, Guide, Offered, Typed};
pub use self::field::{Facts, Field};
pub use self::layout::{Column, Layout, Role};
pub use self::named::{NamedColumn, NamedKind};
pub use self::per_amount::PerAmount;
pub use self::place::{CellRef, Col, RowNo, ranges};
pub use self::row::{Cell, Held, Row, Shown, TwoReadings, Value};
