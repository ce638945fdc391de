//! Everything that an account's ledger has of its orders, over all runs.

use jiff::Timestamp;

use super::dossier::Claimed;
use super::{Facts, Run};
use crate::order::Domain;
use crate::order::charge::Charge;
use crate::order::ruling::Decided;
use crate::order::service::Service;
use crate::sheet::RowNo;

/// Everything that an account's ledger has of its orders.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// What is known of its last run, a plan or not; none where nothing ran.
    pub last: Option<Facts>,
    /// The runs that gave results, and no plans; the earliest first.
    pub runs: Vec<Run>,
    /// Every claim, the earliest first.
    pub claims: Vec<ClaimTold>,
    /// What people decided, the earliest first.
    pub decisions: Vec<Decided>,
    /// What the panel charged in this account, as far as its lists were read.
    pub charges: Vec<Charge>,
    /// How many runs have not ended, or were cut off.
    pub open: u64,
}

/// A claim on a domain, and what was done for it.
#[derive(Clone, Debug)]
pub struct ClaimTold {
    /// The domain.
    pub domain: Domain,
    /// The claim.
    pub claimed: Claimed,
    /// Its service, as a list last showed it.
    pub service: Option<Service>,
    /// The lines that sent the order or paid for it, the earliest first.
    pub acts: Vec<Act>,
}

/// A line of a run that sent an order, or paid for what lay in the cart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// The run.
    pub run: String,
    /// The row of the line.
    pub row: RowNo,
    /// Which server of that row, from 1.
    pub server: u32,
}
