//! Lists that are read whole, page by page, within one deadline.

use std::cell::Cell;
use std::time::{Duration, Instant};

use super::client::{Client, Limits};
use crate::catalog::Dialect;
use crate::host::clock::{self, Stopwatch};
use crate::order::clock::Clocks;
use crate::order::service::{Gap, Listing};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::billmanager::Reply;
use crate::panel::billmanager::listing;
use crate::panel::billmanager::pages::{self, Page, Row, Whole};
use crate::panel::billmanager::request::{self, Filter, Form};
use crate::panel::{Panel, ReadError};

/// A page that is asked for: its number, from 1, its size, and what becomes of a saved filter.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    pub(super) number: usize,
    pub(super) size: usize,
    pub(super) filter: Filter,
}

/// One list of a panel's.
pub(super) struct Source<A, P> {
    /// The rows of a page.
    pub(super) size: usize,
    /// Asks for a page.
    pub(super) ask: A,
    /// Reads the page of a number.
    pub(super) read: P,
}

impl Client {
    /// The whole list of services, within so long.
    pub(super) fn listed(&self, longest: Duration) -> Result<Listing, ReadError> {
        let protocol = self.protocol();
        let (asked, taken) = (clock::now(self.time()), Stopwatch::start());
        let Whole { rows, gap } = self.whole(
            longest,
            &Source {
                size: listing::PAGE,
                ask: |page: Wanted| request::services(protocol, page.number, page.size, page.filter),
                read: |number, reply: &Reply| listing::read_page(number, reply, protocol),
            },
        )?;
        // A panel that had not told its time before has told it with the list.
        let told = || self.time()?.checked_sub(taken.elapsed()).ok();
        let clocks = Clocks { panel: asked.clocks.panel.or_else(told), ..asked.clocks };
        Ok(Listing { services: rows, asked: asked.at, clocks, gap, ..Listing::default() })
    }

    /// A whole list, within so long. One that was not shown unfiltered has a gap at least.
    pub(super) fn whole<R: Row>(
        &self,
        longest: Duration,
        source: &Source<impl Fn(Wanted) -> Form, impl Fn(usize, &Reply) -> Result<Page<R>, ReadError>>,
    ) -> Result<Whole<R>, ReadError> {
        let deadline = Instant::now() + longest;
        let filter = Cell::new(Filter::Off);
        let whole = pages::read_all(source.size, |number, size| {
            let left = || deadline.saturating_duration_since(Instant::now());
            match self.page_of_any((number, size), (&filter, left()), source) {
                Err(error) if !error.passing => Err(error),
                // Not passing either: the same list would not end the next time.
                _ if left().is_zero() => {
                    let reason = Reason::flawed(ReasonCode::TimedOut, Flaw::Endless);
                    Err(ReadError { reason, passing: false, retry_after: None })
                }
                page => page,
            }
        })?;
        let gap = whole.gap.or((filter.get() == Filter::AsSaved).then_some(Gap::Filtered));
        Ok(Whole { gap, ..whole })
    }

    /// One page of a list; without putting a saved filter aside if the panel refuses that, which `filter` then says.
    fn page_of_any<R: Row>(
        &self,
        (number, size): (usize, usize),
        (filter, longest): (&Cell<Filter>, Duration),
        source: &Source<impl Fn(Wanted) -> Form, impl Fn(usize, &Reply) -> Result<Page<R>, ReadError>>,
    ) -> Result<Page<R>, ReadError> {
        let page = |filter| {
            let form = (source.ask)(Wanted { number, size, filter });
            self.read(form, Limits::of_list(longest), |reply| (source.read)(number, reply))
        };
        let read = page(filter.get());
        let Err(error) = read else { return read };
        let today = self.protocol().dialect != Dialect::Billmanager4;
        if !today || filter.get() == Filter::AsSaved || !listing::refuses_a_parameter(&error) {
            return Err(error);
        }
        // Whatever else the panel refuses, it refuses this as well.
        let read = page(Filter::AsSaved).map_err(|_| error)?;
        filter.set(Filter::AsSaved);
        Ok(read)
    }
}
