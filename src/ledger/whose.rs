//! Whose a ledger is. Pure.

/// Whose a ledger is that this user may not use, as numbers of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who owns it, or the folder that hides it.
    pub owner: u32,
    /// Who runs this program.
    pub user: u32,
    /// Whether it is seen there; otherwise it may be.
    pub is_seen: bool,
}
