//! Lists that come page by page, and whether they came complete. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::cap;
use super::document::shows_a_form;
use super::element::Element;
use super::reply::Reply;
use crate::catalog::{Dialect, Protocol};
use crate::order::service::{Cap, Gap};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::ReadError;

/// How often a list that changes under way is read.
const READINGS: usize = 3;

/// The most pages that are read.
const PAGES: usize = 1000;

/// A row of a list.
pub(in crate::panel) trait Row: Clone + PartialEq {
    /// The panel's id of what it tells of.
    fn id(&self) -> &str;

    /// Whether two pages tell two things under its id: some of it can change between two of them.
    fn is_another_than(&self, known: &Self) -> bool;
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::panel) struct Page<R> {
    pub(super) rows: Vec<R>,
    /// Whether it has a row without an id, or with two, so that nobody knows of what that tells.
    pub(super) nameless: bool,
    /// How many rows the panel says there are in all.
    pub(super) stated: Option<u64>,
    /// How many bytes it came in.
    pub(super) bytes: usize,
    /// The cap that it is over by itself.
    pub(super) over: Option<Cap>,
}

impl<R> Default for Page<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), nameless: false, stated: None, bytes: 0, over: None }
    }
}

/// All pages of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::panel) struct Whole<R> {
    /// The rows, each id once.
    pub(in crate::panel) rows: Vec<R>,
    /// Why it proves nothing absent; none if it came complete.
    pub(in crate::panel) gap: Option<Gap>,
}

/// Whether a document is the page of this number of the list that a function shows.
///
/// One with neither rows nor their number is no empty list: a second factor that is asked for, say, is answered by a
/// bare success. Behind the first page it is the end. A panel of today names the function that answers: no other one
/// is the list, and its list of nothing may have nothing else.
pub(super) fn is_page(document: &Element, number: usize, function: &str, protocol: &Protocol) -> bool {
    let has = |name| document.child(name).is_some();
    let shown = has("elem") || has("p_elems") || number > 1;
    if !document.below(&["error", "ok", "authfail"]).is_empty() {
        return false;
    }
    match document.attribute("func") {
        _ if protocol.dialect == Dialect::Billmanager4 => shown,
        Some(answers) => answers == function && (shown || !shows_a_form(document)),
        None => shown,
    }
}

/// Reads the rows of a page, each of these columns; none for a row that is not understood.
///
/// # Errors
///
/// [`ReadError`] when the number of rows is none.
pub(super) fn read_rows<R>(
    reply: &Reply,
    document: &Element,
    columns: &[&str],
    row: impl Fn(&Element) -> Option<R>,
) -> Result<Page<R>, ReadError> {
    let mut page = Page { stated: stated(document)?, bytes: reply.body.len(), ..Page::default() };
    for element in document.children.iter().filter(|child| child.name.eq_ignore_ascii_case("elem")) {
        if page.rows.len() == cap::ROWS {
            page.over = Some(Cap::Rows);
            break;
        }
        let of_columns = |child: &&Element| columns.contains(&child.name.as_str());
        if element.children.iter().filter(of_columns).any(|child| cap::is_field_over(child.text.trim())) {
            page.over = Some(Cap::Field);
        }
        // A row under another name is not understood, and neither is one that says one thing twice.
        match row(element).filter(|_| element.name == "elem") {
            Some(row) => page.rows.push(row),
            None => page.nameless = true,
        }
    }
    Ok(page)
}

/// The number of rows that the panel states, none if it states none. One that cannot be read
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

/// Reads all pages of so many rows through `fetch` (a page's number, from 1, and its size) and judges whether the
/// list is complete: as many rows as the panel states on every page; or, if it states no
/// number, two readings that agree and a last page that is not full. A row without an id makes
/// every list incomplete, and so does one over a cap: nothing is read behind that. A list that changes under way is
/// read again, a few times.
pub(in crate::panel) fn read_all<R: Row>(
    size: usize,
    mut fetch: impl FnMut(usize, usize) -> Result<Page<R>, ReadError>,
) -> Result<Whole<R>, ReadError> {
    let mut whole = read_whole(size, &mut fetch)?;
    for _ in 1..READINGS {
        if whole.gap != Some(Gap::Changing) {
            break;
        }
        whole = read_whole(size, &mut fetch)?;
    }
    Ok(whole)
}

fn read_whole<R: Row>(
    size: usize,
    mut fetch: impl FnMut(usize, usize) -> Result<Page<R>, ReadError>,
) -> Result<Whole<R>, ReadError> {
    let reading = read_once(&mut fetch, size)?;
    let gap = match reading.gap() {
        None if reading.stated.is_none() => unlike_again(&reading, size, &mut fetch)?,
        gap => gap,
    };
    let Reading { rows, doubled, .. } = reading;
    let told_twice = |id: &String| doubled.get(id).copied().unwrap_or_default();
    let rows = rows.into_iter().filter(|(id, _)| !told_twice(id)).map(|(_, row)| row).collect();
    Ok(Whole { rows, gap })
}

/// Reads a list that states no number once more.
///
/// A panel that gave its first page for its second one may ignore the page's number and hold back
/// what does not fit its own page: a page that repeats another is no proof. It is read again in pages of half of what
/// came, and only one that then has other rows behind its first page heeds the number: never one of a single row.
fn unlike_again<R: Row>(
    reading: &Reading<R>,
    size: usize,
    fetch: &mut impl FnMut(usize, usize) -> Result<Page<R>, ReadError>,
) -> Result<Option<Gap>, ReadError> {
    let repeated = reading.end == End::Repeated;
    let size = if repeated { reading.rows.len().div_ceil(2).max(1) } else { size };
    let again = read_once(fetch, size)?;
    if let Some(cap) = again.over {
        return Ok(Some(Gap::TooLarge(cap)));
    }
    if again.rows.keys().eq(reading.rows.keys()) {
        return Ok((repeated && !again.turned).then_some(Gap::NoEnd));
    }
    let only_fewer = again.rows.keys().all(|id| reading.rows.contains_key(id));
    Ok(Some(if repeated && only_fewer { Gap::NoEnd } else { Gap::Changing }))
}

/// One reading of all pages.
#[derive(Debug)]
struct Reading<R> {
    /// The rows by id.
    rows: BTreeMap<String, R>,
    nameless: bool,
    /// Ids of which two rows tell; and whether they tell two things, so that neither counts.
    doubled: BTreeMap<String, bool>,
    /// The number stated last.
    stated: Option<u64>,
    /// Whether the number stated was another one on another page, or a page had some rows of an earlier one beside
    /// new ones.
    moved: bool,
    /// Whether a page behind the first one had other rows.
    turned: bool,
    /// What all pages weigh, in bytes.
    bytes: usize,
    /// The cap that it is over.
    over: Option<Cap>,
    end: End,
}

/// How the pages ended: by the last one that brought something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It was not full.
    Short,
    /// It was full: nobody knows what comes behind it.
    Full,
    /// It was the first one, not full; but the second one was the same again.
    Repeated,
}

impl<R: Row> Reading<R> {
    const fn begun() -> Self {
        Self {
            rows: BTreeMap::new(),
            nameless: false,
            doubled: BTreeMap::new(),
            stated: None,
            moved: false,
            turned: false,
            bytes: 0,
            over: None,
            end: End::Short,
        }
    }

    /// Takes a page of `size` at most in; whether it brought a row that was not there before.
    fn take(&mut self, page: Page<R>, number: usize, size: usize) -> bool {
        let (count, before) = (page.rows.len(), self.rows.len());
        self.moved |= page.stated.is_some() && self.stated.is_some() && page.stated != self.stated;
        self.stated = page.stated.or(self.stated);
        self.nameless |= page.nameless;
        self.bytes = self.bytes.saturating_add(page.bytes);
        let heavy = (self.bytes > cap::BYTES).then_some(Cap::Bytes);
        self.over = self.over.or(page.over).or(heavy);
        let (mut here, mut overlaps) = (BTreeSet::new(), false);
        for row in page.rows {
            let known = self.rows.get(row.id());
            if known.is_none() && self.rows.len() == cap::ROWS {
                self.over = self.over.or(Some(Cap::Rows));
                break;
            }
            let again = !here.insert(row.id().to_owned());
            overlaps |= known.is_some() && !again;
            let other = known.is_some_and(|known| row.is_another_than(known) || again && *known != row);
            if again || other {
                *self.doubled.entry(row.id().to_owned()).or_default() |= other;
            }
            self.rows.insert(row.id().to_owned(), row);
        }
        let news = self.rows.len() > before;
        // Pages of one list share no rows: something came or went between them.
        self.moved |= news && overlaps;
        self.turned |= news && number > 1;
        // An empty page is an end; one that repeats an earlier page says nothing new of it.
        if news || count == 0 {
            self.end = if count < size { End::Short } else { End::Full };
        } else if number == 2 && self.end == End::Short {
            self.end = End::Repeated;
        }
        news
    }

    fn has_all(&self) -> bool {
        self.stated.is_some_and(|stated| self.rows.len() as u64 >= stated)
    }

    fn gap(&self) -> Option<Gap> {
        let came = self.rows.len() as u64;
        if let Some(cap) = self.over {
            return Some(Gap::TooLarge(cap));
        }
        match self.stated {
            _ if self.nameless => Some(Gap::Nameless),
            _ if !self.doubled.is_empty() => Some(Gap::Doubled(self.doubled.keys().cloned().collect())),
            // Between pages that do not belong to one list a row can slip through.
            _ if self.moved => Some(Gap::Changing),
            Some(stated) if stated != came => Some(Gap::Count { stated, came }),
            None if self.end == End::Full => Some(Gap::NoEnd),
            _ => None,
        }
    }
}

/// Reads page after page until one brings nothing new, or all that are stated came. A short page
/// is not the end by itself: a panel may give fewer rows than it was asked for.
fn read_once<R: Row>(
    fetch: &mut impl FnMut(usize, usize) -> Result<Page<R>, ReadError>,
    size: usize,
) -> Result<Reading<R>, ReadError> {
    let mut reading = Reading::begun();
    for number in 1..=PAGES {
        // A panel that ignores the page's number gives the same rows again.
        if !reading.take(fetch(number, size)?, number, size) || reading.has_all() || reading.over.is_some() {
            return Ok(reading);
        }
    }
    Ok(Reading { end: End::Full, ..reading })
}
