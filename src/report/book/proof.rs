//! The sheet that holds the book against the workbooks of its runs: what each of these counts in its control table is
//! in the book, or it is said why not, and nothing is left over.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::currency::{code, shown_currency};
use super::gather::Book;
use super::items::{Fate, Item};
use super::leaf::{Datum, Head, Ink, Leaf, cell, head};
use super::lines::{account_range, order_range};
use super::shown::{What, run};
use super::sums::as_in_a_run;
use crate::report::control::by_status;
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::report::totals::Sum;
use crate::report::view::View;
use crate::text::lang::Lang;

/// What is counted of each run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Servers,
    Planned,
    Actual,
}

impl Counted {
    const ALL: [Self; 3] = [Self::Servers, Self::Planned, Self::Actual];

    const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Servers => lang.pick("Servers", "Серверы"),
            Self::Planned => lang.pick("Planned amounts", "Суммы по плану"),
            Self::Actual => lang.pick("Actual amounts", "Фактические суммы"),
        }
    }

    fn of(self, sum: &Sum) -> Decimal {
        match self {
            Self::Servers => Decimal::from(sum.servers),
            Self::Planned => sum.planned.amount(),
            Self::Actual => sum.actual.amount(),
        }
    }
}

/// A run against the book.
pub(super) struct Against<'a> {
    /// The run, and where it stands among the accounts.
    pub(super) view: &'a View<'a>,
    pub(super) source: usize,
    /// What its own workbook counts.
    pub(super) whole: Sum,
    /// What of it the book has, by the book's own orders.
    pub(super) within: Sum,
    /// What became of the rest.
    pub(super) rest: BTreeMap<Fate, Sum>,
}

impl Against<'_> {
    /// What is in the run's workbook and neither in the book nor anywhere else: nothing, or the book is wrong.
    fn left(&self, counted: Counted) -> Decimal {
        let rest: Decimal = self.rest.values().map(|sum| counted.of(sum)).sum();
        counted.of(&self.whole) - counted.of(&self.within) - rest
    }

    /// Whether everything of the run is accounted for: its servers, both amounts, and how many of these are missing.
    pub(super) fn agrees(&self) -> bool {
        let missing = |sum: &Sum| [sum.priced, sum.unpriced, sum.paid, sum.unsaid];
        let mut parts = missing(&self.within);
        for sum in self.rest.values() {
            parts.iter_mut().zip(missing(sum)).for_each(|(part, more)| *part += more);
        }
        Counted::ALL.into_iter().all(|counted| self.left(counted).is_zero()) && parts == missing(&self.whole)
    }
}

/// The runs that have to do with the book: those that began in its time, and those of which it has an order.
pub(super) fn against<'a>(book: &Book<'a>) -> Vec<Against<'a>> {
    let mut within: BTreeMap<(usize, &str), Vec<&Item<'a>>> = BTreeMap::new();
    for item in book.items.iter().filter(|item| !item.taken_over) {
        within.entry((item.source, item.view.run.facts.id.as_str())).or_default().push(item);
    }
    let mut against = Vec::new();
    for (source, (record, fates)) in book.sources.iter().zip(&book.fates).enumerate() {
        for (view, fates) in record.views.iter().zip(fates) {
            let items = within.remove(&(source, view.run.facts.id.as_str())).unwrap_or_default();
            let began = view.zone.to_datetime(view.run.facts.started).date();
            if items.is_empty() && !book.choice.period.has(began) {
                continue;
            }
            let whole = by_status(view).into_iter().fold(Sum::default(), |whole, (_, sum)| whole.with(sum));
            against.push(Against {
                view,
                source,
                whole,
                within: as_in_a_run(items.into_iter()),
                rest: rest(view, fates),
            });
        }
    }
    against
}

/// What the lines of a run come to that are not in the book, by why they are not.
fn rest(view: &View<'_>, fates: &[Fate]) -> BTreeMap<Fate, Sum> {
    let mut rest: BTreeMap<Fate, Sum> = BTreeMap::new();
    for (line, fate) in view.run.lines.iter().zip(fates).filter(|(_, fate)| **fate != Fate::Within) {
        rest.entry(*fate).or_default().add(line, &view.reckoning);
    }
    rest
}

const HEADS: [Head; 5] = [
    head!("Run" / "Прогон", Wrapped, 18..=22),
    head!("Account" / "Учётная запись", Wrapped, 10..=20),
    head!("Input file" / "Исходный файл", Wrapped, 12..=18),
    head!("Currency" / "Валюта", Plain, 8..=12),
    head!("In the run's workbook" / "В книге прогона", Figure, 12..=18),
];

const SUM: Head = head!("Sum of these" / "Сумма этих", Figure, 12..=18);

const LEFT: Head = head!("Left over" / "Остаток", Figure, 10..=14);

/// The header of a column of what became of lines.
fn head(fate: Fate) -> Head {
    let (en, ru) = match fate {
        Fate::Within => ("In this book", "В этой книге"),
        Fate::OtherTime => ("Placed at another time", "Заказано в другое время"),
        Fate::Undated => ("Day not known", "День неизвестен"),
        Fate::OtherCentre => ("Of another cost centre", "Другой центр затрат"),
        Fate::OtherRun => ("Counted with another run", "Учтено с другим прогоном"),
        Fate::Earlier => ("Ordered before the run", "Заказано до прогона"),
        Fate::NotOrdered => ("Not ordered", "Не заказано"),
    };
    Head(en, ru, Look::Figure, 11, 16)
}

/// Where the figures begin.
const FIGURES: u16 = 4;

pub(super) fn write(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let mut leaf = Leaf::new(sheet, ink);
    leaf.print(true);
    let fates: Vec<Head> = Fate::ALL.into_iter().map(head).collect();
    let heads: Vec<&Head> = HEADS.iter().chain(&fates).chain([&SUM, &LEFT]).collect();
    leaf.limit(&heads);
    let against = against(book);
    let mut row = 0;
    for counted in Counted::ALL {
        leaf.sheet.write_string_with_format(row, 0, counted.title(book.lang), &leaf.ink.styles.section)?;
        leaf.heads(row + 1, &heads)?;
        row = table(&mut leaf, book, (row + 2, counted), &against)? + 1;
    }
    leaf.sheet.set_print_area(0, 0, row, FIGURES + 9)?;
    leaf.fit()?;
    // Nothing stands in them, and the others have their room.
    for (fate, col) in Fate::ALL.into_iter().skip(1).zip(FIGURES + 2..) {
        if against.iter().all(|one| !one.rest.contains_key(&fate)) {
            leaf.sheet.set_column_hidden(col)?;
        }
    }
    if !book.is_of_several() {
        leaf.sheet.set_column_hidden(1)?;
    }
    Ok(())
}

/// The lines of what is counted, and that of the services that no run ordered. Returns the row below.
fn table(
    leaf: &mut Leaf<'_>,
    book: &Book<'_>,
    (first, counted): (u32, Counted),
    against: &[Against<'_>],
) -> Result<u32, XlsxError> {
    let lang = book.lang;
    let mut row = first;
    for one in against {
        let currency = code(one.view.reckoning.currency);
        let figure = |amount: Decimal| match counted {
            Counted::Servers => Datum::Is(Entry::Number(super::leaf::number(amount))),
            Counted::Planned | Counted::Actual => Datum::Sum(amount, currency.clone()),
        };
        leaf.text(row, 0, &one.view.run.facts.id, Look::Wrapped)?;
        if book.is_of_several() {
            leaf.text(row, 1, &book.account(one.source), Look::Wrapped)?;
        }
        leaf.text(row, 2, &one.view.run.facts.input.file, Look::Wrapped)?;
        leaf.text(row, 3, shown_currency(&currency, lang), Look::Plain)?;
        leaf.put(row, FIGURES, &figure(counted.of(&one.whole)), Look::Figure)?;
        // Over the sheet of orders itself, so that whoever follows the formula sees what the book has.
        let formula = within(book, counted, row);
        leaf.formula((row, FIGURES + 1), formula, &figure(counted.of(&one.within)), Look::Figure)?;
        for (fate, col) in Fate::ALL.into_iter().skip(1).zip(FIGURES + 2..) {
            if let Some(sum) = one.rest.get(&fate) {
                leaf.put(row, col, &figure(counted.of(sum)), Look::Figure)?;
            }
        }
        let (left, sum_at) = (one.left(counted), FIGURES + 8);
        let parts = format!("SUM({}:{})", cell(row, FIGURES + 1), cell(row, FIGURES + 7));
        leaf.formula((row, sum_at), parts, &figure(counted.of(&one.whole) - left), Look::Figure)?;
        let look = if left.is_zero() { Look::Right } else { Look::Wrong };
        let formula = format!("{}-{}", cell(row, FIGURES), cell(row, sum_at));
        leaf.formula((row, sum_at + 1), formula, &figure(left), look)?;
        leaf.end_row(row)?;
        row += 1;
    }
    taken_over(leaf, book, (row, counted))
}

/// What the book has that is in no run's workbook.
fn taken_over(leaf: &mut Leaf<'_>, book: &Book<'_>, (row, counted): (u32, Counted)) -> Result<u32, XlsxError> {
    let taken: Vec<&Item<'_>> = book.items.iter().filter(|item| item.taken_over).collect();
    let Some(first) = taken.first() else { return Ok(row) };
    leaf.text(row, 0, &run(first, book.lang), Look::Wrapped)?;
    let said = book.lang.pick(
        "adopted, or saved by a repair: in no run's workbook",
        "принято под учёт или спасено при восстановлении: в книгах прогонов этого нет",
    );
    leaf.text(row, 2, said, Look::Wrapped)?;
    // Amounts of several accounts may be in several currencies, which no sum may mix.
    if counted == Counted::Servers {
        let formula = format!("COUNTIF({},{})", order_range(book, What::Run), cell(row, 0));
        leaf.formula((row, FIGURES + 1), formula, &Datum::Is(Entry::count(taken.len() as u64)), Look::Figure)?;
    }
    leaf.end_row(row)?;
    Ok(row + 1)
}

/// What the book's own orders of the run in a row come to.
fn within(book: &Book<'_>, counted: Counted, row: u32) -> String {
    let mut of_run = format!("{},{}", order_range(book, What::Run), cell(row, 0));
    if let Some(accounts) = account_range(book) {
        // Two accounts may have begun a run in the same instant.
        of_run += &format!(",{accounts},{}", cell(row, 1));
    }
    match counted {
        Counted::Servers => format!("COUNTIFS({of_run})"),
        Counted::Planned => format!("SUMIFS({},{of_run})", order_range(book, What::Planned)),
        Counted::Actual => format!("SUMIFS({},{of_run})", order_range(book, What::Actual)),
    }
}
