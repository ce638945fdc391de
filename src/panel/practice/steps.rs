//! What was asked for already at a practice panel, where that makes a difference. Pure.

/// What was asked for already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Steps {
    /// How often the price list was.
    pub(super) exports: u64,
    /// Whether the first step of an order was.
    pub(super) first: bool,
}
