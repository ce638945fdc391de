//! The To check sheet: the orders that may or may not exist, and room for what a person finds.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::advice::THEN_RUN;
use super::column::domain;
use super::entry::Entry;
use super::page::{Head, Page};
use super::style::{Look, Styles};
use super::view::{Subject, View};
use super::{advice, words};

const COLUMNS: [Head; 15] = [
    Head("No", "№", Look::HeaderRight, 5, 9),
    Head("Domain", "Домен", Look::Header, 16, 28),
    Head("Tariff", "Тариф", Look::Header, 9, 14),
    Head("Period, months", "Период, мес.", Look::HeaderRight, 9, 12),
    Head("Planned amount", "Сумма по плану", Look::HeaderRight, 13, 24),
    Head("Sent at", "Отправлено", Look::HeaderTime, 20, 20),
    Head("Waited until", "Ждали до", Look::HeaderTime, 20, 20),
    Head("Number of attempts", "Число попыток", Look::HeaderRight, 9, 12),
    Head("Why to check", "Почему требует проверки", Look::Header, 20, 30),
    Head("Checked since then", "Проверено с тех пор", Look::Header, 20, 32),
    Head("What to do", "Что делать", Look::Header, 20, 32),
    Head("Found in the panel? (service id)", "Есть в панели? (№ услуги)", Look::Header, 21, 21),
    Head("Checked by", "Кто проверил", Look::Header, 16, 16),
    Head("Checked on", "Дата проверки", Look::Header, 12, 12),
    Head(THEN_RUN.0, THEN_RUN.1, Look::Header, 28, 48),
];

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, view, styles);
    page.begin(&COLUMNS, 2)?;
    for (subject, row) in view.in_doubt().zip(1..) {
        for ((entry, look), col) in line(&subject).into_iter().zip(0..) {
            page.put(row, col, &entry, look)?;
        }
        page.end_row(row)?;
    }
    page.fit()
}

fn line<'a>(subject: &Subject<'a>) -> [(Entry<'a>, Look); COLUMNS.len()] {
    let view = subject.view;
    let outcome = &subject.line.outcome;
    let order = subject.line.order.as_ref();
    let price = order.map_or(Entry::Blank, |order| {
        order.price.map_or(Entry::Unknown(super::totals::unknown(view.lang)), Entry::Amount)
    });
    [
        (Entry::count(subject.no), Look::Plain),
        (domain(subject), Look::Wrapped),
        (order.map_or(Entry::Blank, |order| Entry::text(order.terms.asked.tariff.as_str())), Look::Wrapped),
        (order.map_or(Entry::Blank, |order| Entry::count(order.terms.asked.months.get())), Look::Plain),
        (price, Look::Plain),
        (Entry::moment(outcome.sent_at, view.zone), Look::Plain),
        (Entry::moment(outcome.ended_at, view.zone), Look::Plain),
        (Entry::count(outcome.attempts), Look::Plain),
        (Entry::text(words::reason(subject)), Look::Wrapped),
        (Entry::text(words::looked_up(outcome, view)), Look::Wrapped),
        (Entry::text(advice::next_step_at(advice::Place::Check, subject.line, view).whole(view.lang)), Look::Wrapped),
        (Entry::Blank, Look::ToFill),
        (Entry::Blank, Look::ToFill),
        (Entry::Blank, Look::ToFill),
        (Entry::text(commands(subject)), Look::Wrapped),
    ]
}

/// Both commands, each behind the finding that it goes with.
fn commands(subject: &Subject<'_>) -> String {
    let (view, lang) = (subject.view, subject.view.lang);
    let domain = subject.line.order.as_ref().map(|order| &order.domain);
    let (Some(domain), Some(options)) = (domain, &view.options) else { return String::new() };
    let outcome = &subject.line.outcome;
    let [(there, ordered), (not_there, not_ordered)] = advice::resolve(Some(outcome), domain, options, lang);
    format!("{there}:\n{ordered}\n{not_there}:\n{not_ordered}")
}
