//! The Log sheet: a line per try, as the ledger has it.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::{domain, source_cell};
use super::decided;
use super::entry::Entry;
use super::page::{Head, Page};
use super::style::{Look, Styles};
use super::view::{Subject, View};
use crate::order::{Outcome, Status};
use crate::run::Tried;
use crate::sheet::RowNo;
use crate::text::lang::tr;
use crate::text::printable::printable;

const COLUMNS: [Head; 12] = [
    Head("Begun", "Начало", Look::HeaderTime, 20, 20),
    Head("Ended", "Окончание", Look::HeaderTime, 20, 20),
    Head("Duration, s", "Длительность, с", Look::HeaderRight, 8, 12),
    Head("No", "№", Look::HeaderRight, 5, 9),
    Head("Source cell", "Ячейка", Look::Header, 8, 10),
    Head("Domain", "Домен", Look::Header, 20, 34),
    Head("Attempt", "Попытка", Look::HeaderRight, 8, 10),
    Head("Status of the attempt", "Статус попытки", Look::Header, 11, 20),
    Head("HTTP status", "Код HTTP", Look::HeaderRight, 9, 12),
    Head("Reason", "Причина", Look::Header, 20, 50),
    Head("Service id", "№ услуги", Look::Header, 8, 20),
    Head("Our order number", "Наш № заказа", Look::Header, 20, 34),
];

/// The most tries that the sheet takes; the ledger has them all.
const MOST: usize = 1_000_000;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let lang = view.lang;
    let mut page = Page::new(sheet, view, styles);
    page.begin(&COLUMNS, 0)?;
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
    page.sheet.autofilter(0, 0, row, u16::try_from(COLUMNS.len()).unwrap_or(1) - 1)?;
    let more = view.run.trail.attempts.len().saturating_sub(MOST);
    if more > 0 {
        let more = tr!(lang, "and {more} more in the ledger", "и ещё {more} в журнале заказов");
        row += 1;
        page.put(row, 0, &Entry::text(more), Look::Muted)?;
    }
    decisions(&mut page, row + 2)?;
    page.fit()
}

/// The columns of decisions, each below one of the attempts that is as wide.
const DECIDED: [(u16, Head); 8] = [
    (0, Head("Decided", "Решение принято", Look::HeaderTime, 20, 20)),
    (1, Head("Decided by", "Кто решил", Look::Header, 20, 20)),
    (5, Head("Domain", "Домен", Look::Header, 20, 34)),
    (7, Head("Decision", "Решение", Look::Header, 11, 20)),
    (8, Head("Forced", "Вопреки возражению", Look::Header, 9, 12)),
    (9, Head("Why", "Почему", Look::Header, 20, 50)),
    (10, Head("Service id", "№ услуги", Look::Header, 8, 20)),
    (11, Head("What the panel's lists say", "Что говорят списки панели", Look::Header, 20, 34)),
];

/// Who decided what, when and why: below the attempts, if anybody decided anything.
fn decisions(page: &mut Page<'_>, first: u32) -> Result<(), XlsxError> {
    let view = page.view;
    let lang = view.lang;
    if view.run.trail.decisions.is_empty() {
        return Ok(());
    }
    for (col, Head(en, ru, look, ..)) in &DECIDED {
        page.head(first, *col, lang.pick(en, ru), *look)?;
    }
    for (one, row) in view.run.trail.decisions.iter().zip(first + 1..) {
        let forced = if one.forced { lang.pick("yes", "да") } else { "" };
        let entries = [
            (Entry::moment(Some(one.at), view.zone), Look::Plain),
            (Entry::text(printable(&one.operator)), Look::Plain),
            (Entry::text(printable(&one.domain)), Look::Wrapped),
            (Entry::text(decided::ruled(&one.ruled, lang)), Look::Wrapped),
            (Entry::text(forced), Look::Plain),
            (Entry::text(printable(&one.reason)), Look::Wrapped),
            (Entry::text(one.ruled.service_id().unwrap_or_default()), Look::Plain),
            (Entry::text(decided::held(&one.held, lang)), Look::Wrapped),
        ];
        for ((entry, look), (col, _)) in entries.into_iter().zip(&DECIDED) {
            page.put(row, *col, &entry, look)?;
        }
        page.end_row(row)?;
    }
    Ok(())
}

fn line<'a>(tried: &'a Tried, subject: Option<&Subject<'a>>, view: &'a View<'a>) -> [(Entry<'a>, Look); COLUMNS.len()] {
    let outcome = tried.outcome.as_ref();
    // A ledger that was repaired may have saved a try and lost its line.
    let of_line = |entry: fn(&Subject<'a>) -> Entry<'a>| subject.map_or(Entry::Blank, entry);
    let taken = tried.ended.map_or(Entry::Blank, |ended| Entry::Number(seconds(tried.begun, ended)));
    let status = outcome.map_or(Status::Unknown, |outcome| outcome.status);
    let http_status = outcome.and_then(|outcome| outcome.http_status);
    let service = outcome.and_then(|outcome| outcome.service.as_ref());
    [
        (Entry::moment(Some(tried.begun), view.zone), Look::Plain),
        (Entry::moment(tried.ended, view.zone), Look::Plain),
        (taken, Look::Figure),
        (of_line(|subject| Entry::count(subject.no)), Look::Figure),
        (of_line(source_cell), Look::Centred),
        (of_line(domain), Look::Wrapped),
        (Entry::count(tried.number), Look::Figure),
        (Entry::Status(status), Look::Plain),
        (http_status.map_or(Entry::Blank, Entry::count), Look::Figure),
        (Entry::text(reason(outcome, view)), Look::Wrapped),
        (service.map_or(Entry::Blank, |service| Entry::text(service.id.as_str())), Look::Plain),
        (Entry::text(view.run.order_id(tried.row, tried.server)), Look::Plain),
    ]
}

fn reason(outcome: Option<&Outcome>, view: &View<'_>) -> String {
    match outcome {
        Some(outcome) => outcome.reason.as_ref().map(|reason| reason.message(view.lang)).unwrap_or_default(),
        None => view.lang.pick("no answer recorded: to be checked", "ответ не записан: требует проверки").to_owned(),
    }
}

/// To the hundredth: what is finer tells nobody anything.
fn seconds(begun: Timestamp, ended: Timestamp) -> f64 {
    let taken: SignedDuration = ended.duration_since(begun);
    #[expect(clippy::cast_precision_loss, reason = "no try takes 2^53 hundredths of a second")]
    let hundredths = (taken.as_millis() / 10) as f64;
    hundredths / 100.0
}
