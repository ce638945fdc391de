//! A sheet as it was read: its rows and columns, the fields that these can be, what is wrong with it.
//!
//! Nothing here is checked yet. `check` turns a [`Row`] into orders.

mod content;
mod field;
pub mod input;
mod layout;
pub mod names;
mod place;
pub mod problem;
mod row;

pub use self::content::{Content, Guide, Offered, Typed};
pub use self::field::{Facts, Field};
pub use self::layout::{Column, Layout, Role};
pub use self::place::{CellRef, Col, RowNo};
pub use self::row::{Cell, Row, Value};
