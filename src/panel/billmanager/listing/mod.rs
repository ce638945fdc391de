//! The list of services, page by page, and whether it came complete. Pure.

mod state;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use self::state::state;
use super::amount;
use super::document::{document, shows_a_form};
use super::element::Element;
use super::one::key;
use super::reply::Reply;
use super::unread::why_no_list;
use crate::catalog::{Dialect, Protocol};
use crate::order::service::{Gap, Listing, Service};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::ReadError;

/// Services of one page.
pub(super) const PAGE: usize = 200;

/// How often a list that changes under way is read.
const READINGS: usize = 3;

/// The most pages that are read.
const PAGES: usize = 1000;

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::panel) struct Page {
    services: Vec<Service>,
    /// Whether it has a row without an id, or with two, so that nobody knows which service that is.
    nameless: bool,
    /// How many services the panel says there are in all.
    stated: Option<u64>,
}

/// Reads one page, counted from 1.
pub(in crate::panel) fn read_page(number: usize, reply: &Reply, protocol: &Protocol) -> Result<Page, ReadError> {
    let document = document(reply, protocol);
    // A document with neither services nor their number is no empty list: a second factor that is
    // asked for, say, is answered by a bare success. Behind the first page it is the end.
    let is_list = |document: &Element| {
        let has = |name| document.child(name).is_some();
        let shown = has("elem") || has("p_elems") || number > 1;
        document.below(&["error", "ok", "authfail"]).is_empty() && is_of_the_list(document, shown, protocol)
    };
    if let Some(document) = document.filter(is_list) {
        let stated = stated(&document)?;
        let (mut services, mut nameless) = (Vec::new(), false);
        let of_today = protocol.dialect != Dialect::Billmanager4;
        for row in document.children.iter().filter(|child| child.name.eq_ignore_ascii_case("elem")) {
            // A row under another name is not understood, and neither is one that says one thing twice.
            match service(row, of_today).filter(|_| row.name == "elem") {
                Some(service) => services.push(service),
                None => nameless = true,
            }
        }
        return Ok(Page { services, nameless, stated });
    }
    Err(why_no_list(reply, protocol))
}

/// Whether a document that has rows or their number (`shown`), or neither, is the list. A panel of today names the
/// function that answers: no other one is the list, and its list of no services may have nothing else.
fn is_of_the_list(document: &Element, shown: bool, protocol: &Protocol) -> bool {
    if protocol.dialect == Dialect::Billmanager4 {
        return shown;
    }
    match document.attribute("func") {
        Some(function) => function == protocol.list_function() && (shown || !shows_a_form(document)),
        None => shown,
    }
}

/// The number of services that the panel states, none if it states none. One that cannot be read
/// may be any.
fn stated(document: &Element) -> Result<Option<u64>, ReadError> {
    if document.child("p_elems").is_none_or(|stated| stated.words().is_none() && document.named("p_elems").count() == 1)
    {
        return Ok(None);
    }
    let text = document.text_of("p_elems").unwrap_or_default();
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let unreadable = Reason::flawed(ReasonCode::Unreadable, Flaw::NoCount);
    plain.parse().map(Some).map_err(|_| ReadError { reason: unreadable, passing: false, retry_after: None })
}

/// Whether an error can be about the parameter that shows a list whatever filter is saved, so that the list may be
/// read without it. Whoever is not let in is not, and a list that does not exist is not there without it either.
pub(in crate::panel) fn refuses_a_parameter(error: &ReadError) -> bool {
    let about_it = error.reason.field.as_deref() == Some("filter");
    match error.reason.code {
        ReasonCode::ValueRefused | ReasonCode::LimitExceeded | ReasonCode::UnknownError => true,
        ReasonCode::NotKnown | ReasonCode::NoSuchList => about_it,
        _ => false,
    }
}

/// Reads all pages through `fetch` (a page's number, from 1, and its size) and judges whether the
/// list is complete: as many services as the panel states on every page; or, if it states no
/// number, two readings that agree and a last page that is not full. A row without an id makes
/// every list incomplete. A list that changes under way is read again, a few times.
pub(in crate::panel) fn read_all(
    mut fetch: impl FnMut(usize, usize) -> Result<Page, ReadError>,
) -> Result<Listing, ReadError> {
    let mut listing = read_listing(&mut fetch)?;
    for _ in 1..READINGS {
        if listing.gap != Some(Gap::Changing) {
            break;
        }
        listing = read_listing(&mut fetch)?;
    }
    Ok(listing)
}

fn read_listing(mut fetch: impl FnMut(usize, usize) -> Result<Page, ReadError>) -> Result<Listing, ReadError> {
    let reading = read_once(&mut fetch, PAGE)?;
    let gap = match reading.gap() {
        None if reading.stated.is_none() => unlike_again(&reading, &mut fetch)?,
        gap => gap,
    };
    let Reading { services, doubled, .. } = reading;
    let told_twice = |id: &String| doubled.get(id).copied().unwrap_or_default();
    let services = services.into_iter().filter(|(id, _)| !told_twice(id)).map(|(_, service)| service).collect();
    Ok(Listing { services, gap, ..Listing::default() })
}

/// Reads a list that states no number once more.
///
/// A panel that gave its first page for its second one may ignore the page's number and hold back
/// what does not fit its own page. It is read again in pages of half of what came: one that keeps
/// the size and ignores the number gives only the first half now.
fn unlike_again(
    reading: &Reading,
    fetch: &mut impl FnMut(usize, usize) -> Result<Page, ReadError>,
) -> Result<Option<Gap>, ReadError> {
    let repeated = reading.end == End::Repeated;
    let size = if repeated { reading.services.len().div_ceil(2).max(1) } else { PAGE };
    let again = read_once(fetch, size)?;
    if again.services.keys().eq(reading.services.keys()) {
        return Ok(None);
    }
    let only_fewer = again.services.keys().all(|id| reading.services.contains_key(id));
    Ok(Some(if repeated && only_fewer { Gap::NoEnd } else { Gap::Changing }))
}

/// One reading of all pages.
#[derive(Debug, Default)]
struct Reading {
    /// The services by id.
    services: BTreeMap<String, Service>,
    nameless: bool,
    /// Services of which two rows tell; and whether they tell two things, so that neither counts.
    doubled: BTreeMap<String, bool>,
    /// The number stated last.
    stated: Option<u64>,
    /// Whether the number stated was another one on another page.
    moved: bool,
    end: End,
}

/// How the pages ended: by the last one that brought something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    /// It was not full.
    #[default]
    Short,
    /// It was full: nobody knows what comes behind it.
    Full,
    /// It was the first one, not full; but the second one was the same again.
    Repeated,
}

impl Reading {
    /// Takes a page of `size` at most in; whether it brought a service that was not there before.
    fn take(&mut self, page: Page, number: usize, size: usize) -> bool {
        let (count, before) = (page.services.len(), self.services.len());
        self.moved |= page.stated.is_some() && self.stated.is_some() && page.stated != self.stated;
        self.stated = page.stated.or(self.stated);
        self.nameless |= page.nameless;
        let mut here = BTreeSet::new();
        for service in page.services {
            let known = self.services.get(&service.id);
            // Pages can overlap, and a service can change between two of them; it does not change its domain.
            let again = !here.insert(service.id.clone());
            let other = known.is_some_and(|known| known.domain != service.domain || again && *known != service);
            if again || other {
                *self.doubled.entry(service.id.clone()).or_default() |= other;
            }
            self.services.insert(service.id.clone(), service);
        }
        let news = self.services.len() > before;
        // An empty page is an end; one that repeats an earlier page says nothing new of it.
        if news || count == 0 {
            self.end = if count < size { End::Short } else { End::Full };
        } else if number == 2 && self.end == End::Short {
            self.end = End::Repeated;
        }
        news
    }

    fn has_all(&self) -> bool {
        self.stated.is_some_and(|stated| self.services.len() as u64 >= stated)
    }

    fn gap(&self) -> Option<Gap> {
        let came = self.services.len() as u64;
        match self.stated {
            _ if self.nameless => Some(Gap::Nameless),
            _ if !self.doubled.is_empty() => Some(Gap::Doubled(self.doubled.keys().cloned().collect())),
            // Between pages that do not belong to one list a service can slip through.
            _ if self.moved => Some(Gap::Changing),
            Some(stated) if stated != came => Some(Gap::Count { stated, came }),
            None if self.end == End::Full => Some(Gap::NoEnd),
            _ => None,
        }
    }
}

/// Reads page after page until one brings nothing new, or all that are stated came. A short page
/// is not the end by itself: a panel may give fewer rows than it was asked for.
fn read_once(
    fetch: &mut impl FnMut(usize, usize) -> Result<Page, ReadError>,
    size: usize,
) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    for number in 1..=PAGES {
        // A panel that ignores the page's number gives the same services again.
        if !reading.take(fetch(number, size)?, number, size) || reading.has_all() {
            return Ok(reading);
        }
    }
    Ok(Reading { end: End::Full, ..reading })
}

/// The columns that are read.
const COLUMNS: [&str; 16] = [
    "id",
    "domain",
    "ip",
    "item_status",
    "pricelist",
    "ostempl",
    "period",
    "autoprolong",
    "createdate",
    "real_expiredate",
    "expiredate",
    "item_cost",
    "currency",
    "currency_str",
    "remoteid",
    "pricelist_id",
];

fn service(element: &Element, of_today: bool) -> Option<Service> {
    let alike = |column: &str| of_today && column == "id" && element.text_of_all(column).is_some();
    if COLUMNS.iter().any(|column| element.named(column).count() > 1 && !alike(column)) {
        return None;
    }
    let text = |name: &str| element.text_of(name).map(ToOwned::to_owned);
    let date = |name: &str| element.text_of(name).and_then(|text| text.get(..10)?.parse::<Date>().ok());
    Some(Service {
        id: element.text_of_all("id")?.to_owned(),
        domain: text("domain").unwrap_or_default(),
        ip: text("ip").unwrap_or_default(),
        state: state(element, of_today),
        tariff: text("pricelist"),
        template: text("ostempl"),
        period: text("period"),
        renewal: text("autoprolong"),
        created: date("createdate"),
        expires: date("real_expiredate").or_else(|| date("expiredate")),
        cost: element.text_of("item_cost").and_then(amount::plain),
        currency: text("currency").or_else(|| text("currency_str")),
        tariff_id: text("pricelist_id"),
        remote_id: key(element),
    })
}

#[cfg(test)]
pub(crate) mod tests;
