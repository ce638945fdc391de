//! Orders in doubt, looked up in the panel's list.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::order::attempt::Journal;
use crate::order::claim::Claiming;
use crate::order::identity::Mark;
use crate::order::service::{Controls, Listing, Positive};
use crate::order::{Outcome, Status};
use crate::panel::beside::{self, Keys};
use crate::panel::{Panel, ReadError};

/// The panel's lists, shared: workers that look up at the same time share one reading.
pub(super) struct Lists<'s, P: ?Sized, J> {
    panel: &'s P,
    journal: &'s J,
    orders: &'s [Claiming],
    controls: Mutex<Controls>,
    keys: Mutex<Keys>,
    last: Mutex<Option<(Instant, Arc<Listing>)>>,
}

impl<'s, P: Panel + ?Sized, J: Journal> Lists<'s, P, J> {
    /// `controls` is what every list has that leaves nothing out, before this run's own orders.
    pub(super) fn new(panel: &'s P, journal: &'s J, orders: &'s [Claiming], controls: &Controls) -> Self {
        Self {
            panel,
            journal,
            orders,
            keys: Mutex::default(),
            controls: Mutex::new(controls.clone()),
            last: Mutex::new(None),
        }
    }

    /// The orders of this run.
    pub(super) const fn orders(&self) -> &'s [Claiming] {
        self.orders
    }

    /// An order of this run had this outcome: after a positive answer every whole list has its service.
    pub(super) fn answered(&self, claiming: &Claiming, outcome: &Outcome) {
        if outcome.status == Status::Accepted {
            self.controls.lock().unwrap_or_else(PoisonError::into_inner).positive.push(Positive {
                domain: claiming.order.domain.clone(),
                service_id: outcome.service.as_ref().map(|service| service.id.clone()),
                listed_before: claiming.listed_before.clone(),
            });
        }
    }

    /// A list whose reading began after this call and took `within` at most.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when it cannot be read.
    pub(super) fn fresh(&self, within: Option<Duration>) -> Result<Arc<Listing>, ReadError> {
        let wanted = Instant::now();
        // Held over the reading: whoever waits here shares the next list, which began after they asked.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((begun, listing)) = &*last
            && *begun >= wanted
        {
            return Ok(Arc::clone(listing));
        }
        let begun = Instant::now();
        // Copied before the list is asked for: what is answered meanwhile may come too late for it.
        let controls = self.controls.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let listing = within.map_or_else(|| self.panel.services(), |within| self.panel.services_within(within))?;
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        let listing = beside::told(self.panel, listing, self.orders.iter().map(Mark::of), &mut keys)?;
        let listing = Arc::new(listing.held_against(&controls));
        // What the list said is evidence; that it could not be written does not make it untrue,
        // and the next write of an outcome fails loudly if the ledger is broken.
        let _ = self.journal.write_listing(&listing);
        *last = Some((begun, Arc::clone(&listing)));
        Ok(listing)
    }
}
