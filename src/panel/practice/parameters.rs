//! What a request to the practice panel holds. Pure.

use std::collections::BTreeMap;

/// The parameters of a request, from its address and its body alike.
pub(super) type Parameters = BTreeMap<String, String>;
