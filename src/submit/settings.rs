//! How a batch is sent: how many orders at a time, how fast, and how long to wait for what. Pure.

use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use crate::order::service::Controls;
use crate::text::lang::Lang;

/// How long the run waits for what.
#[derive(Clone, Debug)]
pub struct Waits {
    /// Before each new try of an order that provably did not leave: upper bounds, of which a
    /// random part is waited. One more try than there are waits.
    pub retry: Vec<Duration>,
    /// Before each look at the list for an order in doubt.
    pub lookup: Vec<Duration>,
    /// The longest that all looks for one order take, however slow the lists are.
    pub looking: Duration,
    /// Before each probe of a panel that cannot be reached; after the last the run gives up.
    pub probe: Vec<Duration>,
    /// The longest wait that the panel can impose with `Retry-After`.
    pub throttle: Duration,
}

impl Default for Waits {
    /// Five tries; look-ups for a minute; about three minutes of outage.
    fn default() -> Self {
        let seconds = |list: &[u64]| list.iter().copied().map(Duration::from_secs).collect();
        Self {
            retry: seconds(&[1, 2, 4, 8]),
            // The look-ups make a minute in all: nobody waits longer for one order in doubt.
            lookup: seconds(&[1, 2, 4, 8, 15, 15, 15]),
            looking: Self::LOOKING,
            probe: seconds(&[5, 10, 20, 30, 30, 30, 30, 30]),
            throttle: Duration::from_mins(1),
        }
    }
}

impl Waits {
    /// Nobody waits longer for one order in doubt.
    const LOOKING: Duration = Duration::from_mins(1);

    /// For a panel on this machine, which answers at once or not at all.
    #[must_use]
    pub fn loopback() -> Self {
        let millis = |list: &[u64]| list.iter().copied().map(Duration::from_millis).collect();
        Self {
            retry: millis(&[20, 50, 100, 200]),
            lookup: millis(&[0, 20, 50, 100, 200, 300]),
            looking: Self::LOOKING,
            probe: millis(&[100, 200, 500, 1000]),
            throttle: Duration::from_secs(2),
        }
    }
}

/// What a panel does with orders, as its table and dialect say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// Whether it keeps two services from having one domain.
    pub unique: bool,
    /// Whether an order may lie in the account's cart until a second act pays for it: then one goes at a time.
    pub cart: bool,
}

/// How to send.
#[derive(Clone, Debug)]
pub struct Settings {
    /// At most so many orders are under way at a time.
    pub jobs: NonZeroUsize,
    /// At most so many requests begin in a second.
    pub rate: Option<NonZeroU32>,
    /// How long to wait for what.
    pub waits: Waits,
    /// What every list has that leaves nothing out.
    pub controls: Controls,
    /// What the panel does with orders.
    pub manners: Manners,
    /// The currency of planned prices, where it is known.
    pub currency: Option<String>,
    /// What is typed to read what the ledger did not take; none where the ledger goes with the run.
    pub recover: Option<String>,
    /// The language of what is told.
    pub lang: Lang,
}
