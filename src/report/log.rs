//! The Log sheet: a line per try, as the ledger has it.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::{domain, source_cell};
use super::entry::Entry;
use super::page::{HEADER, Page};
use super::style::{Look, Styles};
use super::view::{Subject, View};
use crate::outcome::{Outcome, Status};
use crate::row::RowNo;
use crate::run::Tried;

/// A column: its header in both languages, the least and the most characters of its width.
struct Column(&'static str, &'static str, usize, usize);

const COLUMNS: [Column; 12] = [
    Column("Begun", "Начало", 20, 20),
    Column("Ended", "Окончание", 20, 20),
    Column("Seconds", "Секунд", 8, 12),
    Column("No", "№", 5, 9),
    Column("Source cell", "Ячейка", 8, 10),
    Column("Domain", "Домен", 20, 34),
    Column("Try", "Попытка", 8, 10),
    Column("Status", "Статус", 11, 20),
    Column("HTTP status", "Код HTTP", 9, 12),
    Column("Reason", "Причина", 20, 50),
    Column("Service id", "№ услуги", 8, 20),
    Column("Our order id", "Наш № заказа", 20, 34),
];

/// The most tries that the sheet takes; the ledger has them all.
const MOST: usize = 1_000_000;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let lang = view.lang;
    let mut page = Page::new(sheet, view, styles);
    page.print(true);
    page.sheet.set_freeze_panes(1, 0)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.set_row_height(0, HEADER)?;
    page.limit(COLUMNS.iter().map(|Column(_, _, least, most)| (*least, *most)));
    for (Column(en, ru, ..), col) in COLUMNS.iter().zip(0..) {
        page.put(0, col, &Entry::text(lang.pick(en, ru)), Look::Header)?;
    }
    let subjects: HashMap<(RowNo, u32), Subject<'_>> =
        view.subjects().map(|subject| ((subject.line.row, subject.line.server), subject)).collect();
    let mut row = 0;
    for tried in view.run.trail.attempts.iter().take(MOST) {
        row += 1;
        for ((entry, look), col) in line(tried, subjects.get(&(tried.row, tried.server)), view).into_iter().zip(0..) {
            page.put(row, col, &entry, look)?;
        }
        page.end_row(row)?;
    }
    page.sheet.autofilter(0, 0, row, COLUMNS.len() as u16 - 1)?;
    let more = view.run.trail.attempts.len().saturating_sub(MOST);
    if more > 0 {
        let more = crate::tr!(lang, "and {more} more in the ledger", "и ещё {more} в журнале учётной записи");
        page.put(row + 1, 0, &Entry::text(more), Look::Muted)?;
    }
    page.fit()
}

fn line<'a>(tried: &'a Tried, subject: Option<&Subject<'a>>, view: &'a View<'a>) -> [(Entry<'a>, Look); COLUMNS.len()] {
    let outcome = tried.outcome.as_ref();
    let of_line = |entry: fn(&Subject<'a>) -> Entry<'a>| subject.map_or(Entry::Blank, entry);
    [
        (Entry::moment(Some(tried.begun), view.zone), Look::Plain),
        (Entry::moment(tried.ended, view.zone), Look::Plain),
        (tried.ended.map_or(Entry::Blank, |ended| Entry::Number(seconds(tried.begun, ended))), Look::Figure),
        (of_line(|subject| Entry::count(subject.no)), Look::Figure),
        (of_line(source_cell), Look::Centred),
        (of_line(domain), Look::Wrapped),
        (Entry::count(tried.number), Look::Figure),
        (Entry::Status(outcome.map_or(Status::Unknown, |outcome| outcome.status)), Look::Plain),
        (outcome.and_then(|outcome| outcome.http_status).map_or(Entry::Blank, Entry::count), Look::Figure),
        (Entry::text(reason(outcome, view)), Look::Wrapped),
        (
            outcome
                .and_then(|outcome| outcome.service.as_ref())
                .map_or(Entry::Blank, |service| Entry::text(service.id.as_str())),
            Look::Plain,
        ),
        (Entry::text(view.run.order_id(tried.row, tried.server)), Look::Plain),
    ]
}

fn reason(outcome: Option<&Outcome>, view: &View<'_>) -> String {
    match outcome {
        Some(outcome) => outcome.reason.as_ref().map(|reason| reason.message(view.lang)).unwrap_or_default(),
        None => view.lang.pick("not closed: in doubt", "не закрыта: под вопросом").to_owned(),
    }
}

/// To the hundredth: what is finer tells nobody anything.
fn seconds(begun: Timestamp, ended: Timestamp) -> f64 {
    let taken: SignedDuration = ended.duration_since(begun);
    #[expect(clippy::cast_precision_loss, reason = "no try takes 2^53 hundredths of a second")]
    let hundredths = (taken.as_millis() / 10) as f64;
    hundredths / 100.0
}
