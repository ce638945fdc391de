//! The sessions of a practice panel: an id for a login and a password, good for an hour from its last use.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

/// How long a session lives without a request.
const LIFETIME: Duration = Duration::from_hours(1);

/// The sessions, and when each was used last.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    used: HashMap<String, Instant>,
    /// Those that a second factor confirmed.
    confirmed: HashSet<String>,
}

impl Sessions {
    /// A new one.
    pub(super) fn begin(&mut self) -> String {
        // Nobody guesses it: the hasher's keys are the system's random numbers.
        let id = format!("{:016x}", RandomState::new().hash_one(self.used.len()));
        self.used.insert(id.clone(), Instant::now());
        id
    }

    /// Whether a session is known and not over. It lives on from here.
    pub(super) fn is_open(&mut self, id: &str) -> bool {
        self.used.retain(|_, used| used.elapsed() < LIFETIME);
        self.used.get_mut(id).is_some_and(|used| {
            *used = Instant::now();
            true
        })
    }

    /// A second factor confirms one.
    pub(super) fn confirm(&mut self, id: &str) {
        self.confirmed.insert(id.to_owned());
    }

    /// Whether a second factor confirmed it.
    pub(super) fn is_confirmed(&self, id: &str) -> bool {
        self.confirmed.contains(id)
    }

    /// None is confirmed any more.
    pub(super) fn doubt_all(&mut self) {
        self.confirmed.clear();
    }

    /// One ends.
    pub(super) fn end(&mut self, id: &str) {
        self.used.remove(id);
    }

    /// All of them end.
    pub(super) fn end_all(&mut self) {
        self.used.clear();
    }
}
