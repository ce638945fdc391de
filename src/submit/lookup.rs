//! Orders in doubt, looked up in the panel's list.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::order::attempt::Journal;
use crate::order::service::{KnownService, Listing};
use crate::panel::Panel;

/// The panel's lists, shared: workers that look up at the same time share one reading.
pub(super) struct Lists<'s, P: ?Sized, J> {
    panel: &'s P,
    journal: &'s J,
    known: &'s [KnownService],
    last: Mutex<Option<(Instant, Arc<Listing>)>>,
}

impl<'s, P: Panel + ?Sized, J: Journal> Lists<'s, P, J> {
    /// `known` is what every complete list has.
    pub(super) fn new(panel: &'s P, journal: &'s J, known: &'s [KnownService]) -> Self {
        Self { panel, journal, known, last: Mutex::new(None) }
    }

    /// A list whose reading began after this call; none if it cannot be read.
    pub(super) fn fresh(&self) -> Option<Arc<Listing>> {
        let wanted = Instant::now();
        // Held over the reading: whoever waits here shares the next list, which began after they asked.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((begun, listing)) = &*last
            && *begun >= wanted
        {
            return Some(Arc::clone(listing));
        }
        let begun = Instant::now();
        let listing = Arc::new(self.panel.services().ok()?.held_against(self.known));
        // What the list said is evidence; that it could not be written does not make it untrue,
        // and the next write of an outcome fails loudly if the ledger is broken.
        let _ = self.journal.write_listing(&listing);
        *last = Some((begun, Arc::clone(&listing)));
        Some(listing)
    }
}
