//! The To check sheet: the orders that may or may not exist, and room for what a person finds.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::column::domain;
use super::entry::Entry;
use super::page::{HEADER, Page};
use super::style::{Look, Styles};
use super::view::{Subject, View};
use super::words;

/// A column: its header in both languages, the least and the most characters of its width.
struct Column(&'static str, &'static str, usize, usize);

const COLUMNS: [Column; 15] = [
    Column("No", "№", 5, 9),
    Column("Domain", "Домен", 20, 40),
    Column("Tariff", "Тариф", 12, 22),
    Column("Period, months", "Период, мес.", 9, 12),
    Column("Planned amount", "Сумма по плану", 14, 24),
    Column("Sent at", "Отправлено", 20, 20),
    Column("Waited until", "Ждали до", 20, 20),
    Column("Attempts", "Попыток", 9, 12),
    Column("Why it is unknown", "Почему неизвестно", 24, 48),
    Column("Looked up since", "Что проверено с тех пор", 24, 44),
    Column("What to do", "Что делать", 24, 44),
    Column("Found in the panel? (service id)", "Есть в панели? (№ услуги)", 16, 16),
    Column("Checked by", "Кто проверил", 16, 16),
    Column("Checked on", "Когда", 12, 12),
    Column("Then run", "Затем выполните", 30, 60),
];

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut page = Page::new(sheet, view, styles);
    page.print(true);
    page.sheet.set_freeze_panes(1, 2)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.set_row_height(0, HEADER)?;
    page.limit(COLUMNS.iter().map(|Column(_, _, least, most)| (*least, *most)));
    for (Column(en, ru, ..), col) in COLUMNS.iter().zip(0..) {
        page.put(0, col, &Entry::text(view.lang.pick(en, ru)), Look::Header)?;
    }
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
    let name = order.map_or(subject.line.name.as_str(), |order| order.domain.ascii());
    let price = order.map_or(Entry::Blank, |order| {
        order.price.map_or(Entry::Unknown(super::totals::unknown(view.lang)), Entry::Amount)
    });
    let command = format!("vdsbatch resolve {name} --ordered ID | --not-ordered --reason TEXT");
    [
        (Entry::count(subject.no), Look::Plain),
        (domain(subject), Look::Wrapped),
        (order.map_or(Entry::Blank, |order| Entry::text(order.terms.tariff_name.as_str())), Look::Wrapped),
        (order.map_or(Entry::Blank, |order| Entry::count(order.terms.months.get())), Look::Plain),
        (price, Look::Plain),
        (Entry::moment(outcome.sent_at, view.zone), Look::Plain),
        (Entry::moment(outcome.ended_at, view.zone), Look::Plain),
        (Entry::count(outcome.attempts), Look::Plain),
        (Entry::text(words::reason(subject)), Look::Wrapped),
        (Entry::text(words::looked_up(outcome, view)), Look::Wrapped),
        (Entry::text(words::next_step(outcome, view.lang)), Look::Wrapped),
        (Entry::Blank, Look::ToFill),
        (Entry::Blank, Look::ToFill),
        (Entry::Blank, Look::ToFill),
        (Entry::text(command), Look::Wrapped),
    ]
}
