//! The list of services, page by page, and whether it came complete. Pure.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::ReadError;
use super::answer::why_unread;
use super::document::{Element, decode, parse};
use crate::money::Money;
use crate::outcome::{Reason, ReasonCode};
use crate::service::{Gap, Listing, Service, ServiceState};

/// Services of one page.
pub(super) const PAGE: usize = 200;

/// How often a list that changes under way is read.
const READINGS: usize = 3;

/// The most pages that are read.
const PAGES: usize = 1000;

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Page {
    services: Vec<Service>,
    /// Whether it has a row without an id, so that nobody knows which service that is.
    nameless: bool,
    /// How many services the panel says there are in all.
    stated: Option<u64>,
}

/// Reads one page, counted from 1.
pub(super) fn read_page(
    number: usize,
    http_status: u16,
    content_type: Option<&str>,
    retry_after: Option<&str>,
    body: &[u8],
) -> Result<Page, ReadError> {
    let document = decode(content_type, body).filter(|_| http_status == 200).and_then(|text| parse(&text));
    // A document with neither services nor their number is no empty list: a second factor that is
    // asked for, say, is answered by a bare success. Behind the first page it is the end.
    let is_list = |document: &Element| {
        let has = |name| document.child(name).is_some();
        !has("error") && !has("ok") && (has("elem") || has("p_elems") || number > 1)
    };
    if let Some(document) = document.filter(is_list) {
        let stated = stated(&document)?;
        let (mut services, mut nameless) = (Vec::new(), false);
        for row in document.children.iter().filter(|child| child.name == "elem") {
            match service(row) {
                Some(service) => services.push(service),
                None => nameless = true,
            }
        }
        return Ok(Page { services, nameless, stated });
    }
    Err(why_unread(http_status, content_type, retry_after, body))
}

/// The number of services that the panel states, none if it states none. One that cannot be read
/// may be any.
fn stated(document: &Element) -> Result<Option<u64>, ReadError> {
    let Some(text) = document.text_of("p_elems") else { return Ok(None) };
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let unreadable = Reason::with_words(ReasonCode::Unreadable, "the number of services is none");
    plain.parse().map(Some).map_err(|_| ReadError { reason: unreadable, passing: false, retry_after: None })
}

/// Reads all pages through `fetch` (a page's number, from 1, and its size) and judges whether the
/// list is complete: as many services as the panel states on every page; or, if it states no
/// number, two readings that agree and a last page that is not full. A row without an id makes
/// every list incomplete. A list that changes under way is read again, a few times.
pub(super) fn read_all(mut fetch: impl FnMut(usize, usize) -> Result<Page, ReadError>) -> Result<Listing, ReadError> {
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
    Ok(Listing { services: reading.services.into_values().collect(), gap })
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
    /// Takes a page of so many at most in; whether it brought a service that was not there before.
    fn take(&mut self, page: Page, (number, size): (usize, usize)) -> bool {
        let (count, before) = (page.services.len(), self.services.len());
        self.moved |= page.stated.is_some() && self.stated.is_some() && page.stated != self.stated;
        self.stated = page.stated.or(self.stated);
        self.nameless |= page.nameless;
        self.services.extend(page.services.into_iter().map(|service| (service.id.clone(), service)));
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
        if !reading.take(fetch(number, size)?, (number, size)) || reading.has_all() {
            return Ok(reading);
        }
    }
    Ok(Reading { end: End::Full, ..reading })
}

fn service(element: &Element) -> Option<Service> {
    let text = |name: &str| element.text_of(name).map(ToOwned::to_owned);
    let date = |name: &str| element.text_of(name).and_then(|text| text.get(..10)?.parse::<Date>().ok());
    Some(Service {
        id: text("id")?,
        domain: text("domain").unwrap_or_default(),
        ip: text("ip").unwrap_or_default(),
        state: state(element),
        tariff: text("pricelist"),
        template: text("ostempl"),
        period: text("period"),
        renewal: text("autoprolong"),
        created: date("createdate"),
        expires: date("real_expiredate").or_else(|| date("expiredate")),
        cost: element.text_of("item_cost").and_then(cost),
        currency: text("currency"),
    })
}

/// `<item_status>2</item_status>`, or the number in an attribute beside a localised text.
fn state(element: &Element) -> Option<ServiceState> {
    let status = element.child("item_status")?;
    let code = status.attribute("orig").unwrap_or_else(|| status.text.trim());
    ServiceState::of_code(code.parse().ok()?)
}

pub(super) fn cost(text: &str) -> Option<Money> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    Money::new(Decimal::from_str_exact(&plain).ok()?.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(id: usize) -> Service {
        Service { id: id.to_string(), ..Service::default() }
    }

    fn page(ids: std::ops::Range<usize>, stated: Option<u64>) -> Page {
        Page { services: ids.map(service).collect(), nameless: false, stated }
    }

    #[test]
    fn a_list_is_complete_when_as_many_came_as_are_stated() {
        let fetch = |number: usize, _| Ok(page((number - 1) * PAGE..(number * PAGE).min(450), Some(450)));
        let listing = read_all(fetch).expect("a list");
        assert_eq!((listing.services.len(), listing.gap), (450, None));
        let listing = read_all(|_, _| Ok(page(0..3, Some(4)))).expect("a list");
        assert_eq!(listing.gap, Some(Gap::Count { stated: 4, came: 3 }));
        let listing = read_all(|_, _| Ok(page(0..0, Some(0)))).expect("a list");
        assert!(listing.is_complete());
    }

    #[test]
    fn without_a_stated_number_two_readings_must_agree() {
        assert!(read_all(|_, _| Ok(page(0..3, None))).expect("a list").is_complete());
        let mut reading = 0;
        let changing = read_all(|number, _| {
            reading += usize::from(number == 1);
            Ok(page(0..2 + reading, None))
        });
        assert_eq!(changing.expect("a list").gap, Some(Gap::Changing));
        // The page's number is ignored and the page is full: nobody knows what comes behind it.
        let endless = read_all(|_, _| Ok(page(0..PAGE, None))).expect("a list");
        assert_eq!(endless.gap, Some(Gap::NoEnd));
    }

    #[test]
    fn a_panel_that_gives_fewer_rows_than_asked_for_is_read_to_its_end() {
        let capped =
            |stated| move |number: usize, _| Ok(page(((number - 1) * 50).min(120)..(number * 50).min(120), stated));
        for stated in [None, Some(120)] {
            let listing = read_all(capped(stated)).expect("a list");
            assert_eq!((listing.services.len(), listing.gap), (120, None), "{stated:?}");
        }
    }

    #[test]
    fn a_list_without_a_number_ends_with_a_short_page_whatever_comes_behind_it() {
        let read = |total: usize, behind: std::ops::Range<usize>| {
            let fetch = |number: usize, _| {
                let ids = ((number - 1) * PAGE).min(total)..(number * PAGE).min(total);
                Ok(page(if ids.is_empty() { behind.clone() } else { ids }, None))
            };
            let listing = read_all(fetch).expect("a list");
            (listing.services.len(), listing.gap)
        };
        // Behind the end comes nothing, or the first page again.
        assert_eq!(read(250, 0..0), (250, None));
        assert_eq!(read(250, 0..PAGE), (250, None));
        assert_eq!(read(400, 0..0), (400, None));
        assert_eq!(read(400, 0..PAGE), (400, Some(Gap::NoEnd)));
    }

    type OfSize = fn(usize) -> usize;

    /// A panel that states no number, with so many services: which page it gives.
    fn paged(total: usize, of_size: OfSize, of_number: fn(usize, usize) -> usize) -> (usize, Option<Gap>) {
        let listing = read_all(|number, size| {
            let size = of_size(size);
            let number = of_number(number, total.div_ceil(size));
            Ok(page(((number - 1) * size).min(total)..(number * size).min(total), None))
        });
        let listing = listing.expect("a list");
        (listing.services.len(), listing.gap)
    }

    #[test]
    fn a_panel_that_ignores_the_pages_number_may_hold_something_back() {
        let (as_asked, capped): (OfSize, OfSize) = (|size| size, |size| size.min(50));
        let ignored: fn(usize, usize) -> usize = |_, _| 1;
        assert_eq!(paged(120, capped, ignored), (50, Some(Gap::NoEnd)));
        assert_eq!(paged(2, |size| size.min(2), ignored), (2, Some(Gap::NoEnd)));
        // Whoever gives the last page again behind the last one has pages, and all of them came.
        for total in [1, 2, 3, 49, 50, 51, 120, 199, 200, 201, 450] {
            let last_again: fn(usize, usize) -> usize = |number, last| number.min(last);
            for of_size in [as_asked, capped] {
                let full = total % of_size(PAGE) == 0 && of_size(PAGE) == PAGE;
                let gap = full.then_some(Gap::NoEnd);
                assert_eq!(paged(total, of_size, last_again), (total, gap), "{total}");
            }
        }
        // Whoever heeds neither number nor size gives what there is.
        assert_eq!(paged(137, |_| 1000, ignored), (137, None));
    }

    #[test]
    fn a_number_that_cannot_be_read_is_no_number() {
        let read =
            |text: &str| read_page(1, 200, None, None, format!("<doc><p_elems>{text}</p_elems></doc>").as_bytes());
        assert_eq!(read("1 250").expect("a page").stated, Some(1250));
        for none in ["many", "-1", "1.5", "99999999999999999999"] {
            assert_eq!(read(none).expect_err("no page").reason.code, ReasonCode::Unreadable, "{none}");
        }
    }

    #[test]
    fn a_list_that_moved_between_its_pages_proves_nothing_absent() {
        // A service of page 1 goes after it is read, every time, so the first of page 2 slips onto it.
        let slipped = |number, _| Ok(if number == 1 { page(0..200, Some(250)) } else { page(201..250, Some(249)) });
        let listing = read_all(slipped).expect("a list");
        assert_eq!((listing.services.len(), listing.gap), (249, Some(Gap::Changing)));
    }

    #[test]
    fn a_list_that_changes_once_is_read_again() {
        let mut fetched = 0;
        let listing = read_all(|number, _| {
            fetched += 1;
            // In the first reading only, a service goes between the pages.
            let slips = fetched <= 2;
            Ok(match number {
                1 => page(0..200, Some(if slips { 250 } else { 249 })),
                _ => page(if slips { 201..250 } else { 200..249 }, Some(249)),
            })
        });
        let listing = listing.expect("a list");
        assert_eq!((listing.services.len(), listing.gap, fetched), (249, None, 4));
    }

    #[test]
    fn rows_without_an_id_prove_nothing_absent() {
        let body = "<doc><elem><id>7</id></elem><elem><domain>web-1.example.ru</domain></elem></doc>";
        let listing = read_all(|number, _| read_page(number, 200, None, None, body.as_bytes())).expect("a list");
        assert_eq!((listing.services.len(), listing.gap), (1, Some(Gap::Nameless)));
    }

    #[test]
    fn a_bare_page_is_the_end_but_never_the_whole_list() {
        let read = |number, body: &str| read_page(number, 200, None, None, body.as_bytes());
        let bodies = |number| if number == 1 { "<doc><elem><id>7</id></elem></doc>" } else { "<doc/>" };
        let listing = read_all(|number, _| read(number, bodies(number))).expect("a list");
        assert_eq!((listing.services.len(), listing.gap), (1, None));
        assert!(read(1, "<doc/>").is_err());
        assert!(read(2, "<doc><ok/></doc>").is_err());
    }

    #[test]
    fn the_fields_of_a_service_are_read() {
        let body = "<doc><elem><id>7</id><domain>Web.Example.ru</domain><item_status orig='2'>Активен</item_status>\
                    <expiredate>Daily charges</expiredate><real_expiredate>2026-12-24</real_expiredate>\
                    <item_cost>1 234,56</item_cost><pricelist>KVM Ferrum</pricelist></elem><p_elems>1</p_elems></doc>";
        let page = read_page(1, 200, None, None, body.as_bytes()).expect("a page");
        let service = &page.services[0];
        assert_eq!(page.stated, Some(1));
        assert_eq!(service.state, Some(ServiceState::Active));
        assert_eq!(service.expires, Some(jiff::civil::date(2026, 12, 24)));
        assert_eq!(service.cost.map(|cost| cost.to_string()).as_deref(), Some("1234.56"));
        assert_eq!(service.canonical().expect("a domain").ascii(), "web.example.ru");
    }

    #[test]
    fn an_answer_that_is_no_list_says_why() {
        let refused = |status, body: &str| read_page(1, status, None, None, body.as_bytes()).expect_err("no list");
        let login = refused(200, "<doc><error type=\"auth\"><msg>x</msg></error></doc>");
        assert_eq!((login.reason.code, login.passing), (ReasonCode::SignInRefused, false));
        assert_eq!((refused(502, "<html/>").reason.code, refused(502, "").passing), (ReasonCode::ServerError, true));
        assert!(!refused(302, "").passing);
        assert_eq!(refused(200, "<doc><elem>").reason.code, ReasonCode::Unreadable);
        assert_eq!(refused(200, "<doc><ok/></doc>").reason.code, ReasonCode::Unreadable);
        assert_eq!(refused(200, "<doc/>").reason.code, ReasonCode::Unreadable);
        assert_eq!(refused(500, "<doc><p_elems>0</p_elems></doc>").reason.code, ReasonCode::ServerError);
    }
}
