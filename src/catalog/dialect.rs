//! The families of functions that panels have. Not versions: one panel can have several.
//!
//! To add one: a variant here, what it makes of an order in [`crate::order::Sent`], its functions and
//! answers in [`crate::panel`], and a practice panel that speaks it.

use serde::{Deserialize, Serialize};

/// How the panel wants to be spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// BILLmanager 4: `func=vds.order.7`, numeric error codes.
    Billmanager4,
}
