//! How many servers of a run ended in which status.

use crate::order::Status;
use crate::text::lang::Lang;

/// How many servers ended in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Status::ALL.len()],
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, status: Status) {
        self.counts[status as usize] += 1;
    }

    /// How many ended in `status`.
    #[must_use]
    pub const fn count(&self, status: Status) -> u64 {
        self.counts[status as usize]
    }

    /// How many there are in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The servers by status, in words: `5 servers: confirmed 4 · rejected 1`.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let total = self.total();
        let servers = lang.noun(total, ["server", "servers"], ["сервер", "сервера", "серверов"]);
        // What nothing ended in is not told: a run has few of the statuses.
        let part = |status: Status| {
            let count = self.count(status);
            (count > 0).then(|| format!("{} {count}", status.title(lang).to_lowercase()))
        };
        let parts: Vec<_> = Status::ALL.into_iter().filter_map(part).collect();
        if parts.is_empty() {
            format!("{total} {servers}")
        } else {
            format!("{total} {servers}: {}", parts.join(" · "))
        }
    }
}

impl FromIterator<Status> for Tally {
    fn from_iter<I: IntoIterator<Item = Status>>(statuses: I) -> Self {
        let mut tally = Self::default();
        statuses.into_iter().for_each(|status| tally.add(status));
        tally
    }
}
