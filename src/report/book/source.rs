//! An account's record as a book shows it: each run as its own workbook shows that.

use jiff::tz::TimeZone;

use super::taken;
use crate::report::calendar::zone_of;
use crate::report::view::View;
use crate::run::chronicle::Chronicle;
use crate::run::{Facts, Run};
use crate::text::lang::Lang;

/// An account's record, and the run that is made for what no run of it ordered.
pub(super) struct Account<'a> {
    pub(super) chronicle: &'a Chronicle,
    /// The services that were adopted, or saved by a repair, as lines of a run.
    taken: Option<Run>,
    /// The zones of its runs, in their order, and of the other one: whoever asks, an order has the day of its run.
    zones: Vec<TimeZone>,
    zone: TimeZone,
}

impl<'a> Account<'a> {
    /// With the zone for runs that did not keep theirs.
    pub(super) fn new(chronicle: &'a Chronicle, zone: &TimeZone) -> Self {
        let taken = taken::over(chronicle);
        let of = |facts: &Facts| zone_of(facts, zone);
        let zones = chronicle.runs.iter().map(|run| of(&run.facts)).collect();
        let zone = taken.as_ref().map_or_else(|| zone.clone(), |run| of(&run.facts));
        Self { chronicle, taken, zones, zone }
    }
}

/// An account's record in a language.
pub(super) struct Source<'a> {
    pub(super) chronicle: &'a Chronicle,
    /// Its runs, in the order of the record.
    pub(super) views: Vec<View<'a>>,
    /// What no run ordered.
    pub(super) taken: Option<View<'a>>,
}

impl<'a> Source<'a> {
    pub(super) fn new(account: &'a Account<'a>, lang: Lang) -> Self {
        let view = |(run, zone): (&'a Run, &'a TimeZone)| View::new(run, lang, zone, usize::MAX);
        Self {
            chronicle: account.chronicle,
            views: account.chronicle.runs.iter().zip(&account.zones).map(view).collect(),
            taken: account.taken.as_ref().map(|run| view((run, &account.zone))),
        }
    }

    /// Whose it is, for people.
    pub(super) fn named(&self) -> String {
        let facts = self.chronicle.last.as_ref();
        facts.and_then(|facts| facts.account.as_ref()).map(ToString::to_string).unwrap_or_default()
    }

    /// Whether it is a practice panel's.
    pub(super) fn is_practice(&self) -> bool {
        self.chronicle.last.as_ref().is_some_and(|facts| facts.sandbox)
    }
}
