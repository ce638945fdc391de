//! Headers as they are compared.

pub(super) use crate::text::heading::{composed, folded, plain};
