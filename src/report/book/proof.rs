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
use crate::report::control::{self, by_status};
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::report::totals::{Paid, Sum};
use crate::report::view::View;
use crate::run::Line;
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

/// What a run's workbook counts, and where it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    /// What its own workbook counts.
    pub(super) whole: Decimal,
    /// What of it the book has, by the book's own orders.
    pub(super) within: Decimal,
    /// What became of the rest.
    pub(super) rest: BTreeMap<Fate, Decimal>,
}

impl Parts {
    /// What is in the run's workbook and neither in the book nor anywhere else: nothing, or the book is wrong.
    fn left(&self) -> Decimal {
        self.whole - self.within - self.rest.values().sum::<Decimal>()
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
    /// Actual amounts in other currencies than the run's, which are in no sum with its own.
    pub(super) foreign: BTreeMap<String, Parts>,
}

impl Against<'_> {
    fn parts(&self, counted: Counted) -> Parts {
        Parts {
            whole: counted.of(&self.whole),
            within: counted.of(&self.within),
            rest: self.rest.iter().map(|(fate, sum)| (*fate, counted.of(sum))).collect(),
        }
    }

    /// Whether everything of the run is accounted for: its servers, both amounts in every currency, and how many of these
    /// are missing.
    pub(super) fn agrees(&self) -> bool {
        let missing = |sum: &Sum| [sum.priced, sum.unpriced, sum.paid, sum.unsaid, sum.foreign];
        let mut parts = missing(&self.within);
        for sum in self.rest.values() {
            parts.iter_mut().zip(missing(sum)).for_each(|(part, more)| *part += more);
        }
        let own = Counted::ALL.into_iter().all(|counted| self.parts(counted).left().is_zero());
        own && self.foreign.values().all(|parts| parts.left().is_zero()) && parts == missing(&self.whole)
    }

    /// What is counted, by currency: actual amounts may be in another one than the run's.
    fn by_currency(&self, counted: Counted) -> Vec<(String, Parts, bool)> {
        let own = (code(self.view.reckoning.currency), self.parts(counted), true);
        if counted != Counted::Actual {
            return vec![own];
        }
        // Nothing in the run's own currency would read as nothing paid.
        let own = Some(own).filter(|_| self.foreign.is_empty() || self.whole.paid > 0);
        own.into_iter().chain(self.foreign.iter().map(|(code, parts)| (code.clone(), parts.clone(), false))).collect()
    }
}

/// The lines of a run that are not in the book, and why they are not.
fn elsewhere<'v>(view: &'v View<'_>, fates: &'v [Fate]) -> impl Iterator<Item = (&'v Line, Fate)> {
    let lines = view.run.lines.iter().zip(fates).filter(|(_, fate)| **fate != Fate::Within);
    lines.map(|(line, fate)| (line, *fate))
}

/// What a service costs in another currency than that of its run, and in which.
fn foreign(line: &Line, view: &View<'_>) -> Option<(String, Decimal)> {
    match Paid::of(line, &view.reckoning) {
        Some(Paid::Foreign(cost, currency)) => Some((code(Some(&currency)), cost.amount())),
        Some(Paid::Ours(_) | Paid::Unsaid) | None => None,
    }
}

/// Actual amounts of a run in other currencies than its own: what its workbook has, the book, and the rest.
fn of_other_currencies(view: &View<'_>, fates: &[Fate], items: &[&Item<'_>]) -> BTreeMap<String, Parts> {
    let mut all: BTreeMap<String, Parts> = BTreeMap::new();
    for (currency, (_, amount)) in control::foreign(view) {
        all.entry(code(Some(&currency))).or_default().whole += amount.amount();
    }
    for (code, amount) in items.iter().filter_map(|item| foreign(item.line, view)) {
        all.entry(code).or_default().within += amount;
    }
    for (line, fate) in elsewhere(view, fates) {
        if let Some((code, amount)) = foreign(line, view) {
            *all.entry(code).or_default().rest.entry(fate).or_default() += amount;
        }
    }
    all
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
            let foreign = of_other_currencies(view, fates, &items);
            against.push(Against {
                view,
                source,
                whole,
                within: as_in_a_run(items.into_iter()),
                rest: rest(view, fates),
                foreign,
            });
        }
    }
    against
}

/// What the lines of a run come to that are not in the book, by why they are not.
fn rest(view: &View<'_>, fates: &[Fate]) -> BTreeMap<Fate, Sum> {
    let mut rest: BTreeMap<Fate, Sum> = BTreeMap::new();
    for (line, fate) in elsewhere(view, fates) {
        rest.entry(fate).or_default().add(line, &view.reckoning);
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

const SUM: Head = head!("Total of these orders" / "Итого по этим заказам", Figure, 12..=18);

const LEFT: Head = head!("Difference" / "Расхождение", Figure, 10..=14);

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

/// The lines of what is counted, and those of the services that no run ordered. Returns the row below.
fn table(
    leaf: &mut Leaf<'_>,
    book: &Book<'_>,
    (first, counted): (u32, Counted),
    against: &[Against<'_>],
) -> Result<u32, XlsxError> {
    let mut row = first;
    for one in against {
        let facts = &one.view.run.facts;
        for (currency, parts, is_own) in one.by_currency(counted) {
            leaf.text(row, 0, &facts.id, Look::Wrapped)?;
            leaf.text(row, 2, &facts.input.file, Look::Wrapped)?;
            named(leaf, book, row, (one.source, &currency))?;
            // Over the sheet of orders itself, so that whoever follows the formula sees what the book has. There, what is
            // in another currency is no number.
            let formula = is_own.then(|| within(book, counted, row));
            held(leaf, row, (counted, &currency), (&parts, formula))?;
            leaf.end_row(row)?;
            row += 1;
        }
    }
    taken_over(leaf, book, (row, counted))
}

/// Whose a line is, and in what currency.
fn named(leaf: &mut Leaf<'_>, book: &Book<'_>, row: u32, (source, currency): (usize, &str)) -> Result<(), XlsxError> {
    if book.is_of_several() {
        leaf.text(row, 1, &book.account(source), Look::Wrapped)?;
    }
    leaf.text(row, 3, shown_currency(currency, book.lang), Look::Plain)
}

/// What is counted as a cell.
fn figure(counted: Counted, amount: Decimal, currency: &str) -> Datum<'static> {
    match counted {
        Counted::Servers => Datum::Is(Entry::Number(crate::report::totals::number(amount))),
        Counted::Planned | Counted::Actual => Datum::Sum(amount, currency.to_owned()),
    }
}

/// The figures of a line: what the run's workbook has, and where it is; what the book has by a formula, where there is one.
fn held(
    leaf: &mut Leaf<'_>,
    row: u32,
    (counted, currency): (Counted, &str),
    (parts, formula): (&Parts, Option<String>),
) -> Result<(), XlsxError> {
    let figure = |amount: Decimal| figure(counted, amount, currency);
    leaf.put(row, FIGURES, &figure(parts.whole), Look::Figure)?;
    match formula {
        Some(formula) => leaf.formula((row, FIGURES + 1), formula, &figure(parts.within), Look::Figure)?,
        None => leaf.put(row, FIGURES + 1, &figure(parts.within), Look::Figure)?,
    }
    for (fate, col) in Fate::ALL.into_iter().skip(1).zip(FIGURES + 2..) {
        if let Some(amount) = parts.rest.get(&fate) {
            leaf.put(row, col, &figure(*amount), Look::Figure)?;
        }
    }
    let (left, sum_at) = (parts.left(), FIGURES + 8);
    let formula = format!("SUM({}:{})", cell(row, FIGURES + 1), cell(row, FIGURES + 7));
    leaf.formula((row, sum_at), formula, &figure(parts.whole - left), Look::Figure)?;
    let look = if left.is_zero() { Look::Right } else { Look::Wrong };
    let formula = format!("{}-{}", cell(row, FIGURES), cell(row, sum_at));
    leaf.formula((row, sum_at + 1), formula, &figure(left), look)
}

/// What the book has that is in no run's workbook: a line for each account and currency.
fn taken_over(leaf: &mut Leaf<'_>, book: &Book<'_>, (first, counted): (u32, Counted)) -> Result<u32, XlsxError> {
    let mut row = first;
    for source in 0..book.sources.len() {
        let taken: Vec<&Item<'_>> = book.items.iter().filter(|item| item.taken_over && item.source == source).collect();
        let Some(one) = taken.first() else { continue };
        let own = as_in_a_run(taken.iter().copied());
        let mut foreign_sums: BTreeMap<String, Decimal> = BTreeMap::new();
        for (code, amount) in taken.iter().filter_map(|item| foreign(item.line, item.view)) {
            *foreign_sums.entry(code).or_default() += amount;
        }
        let has_own = counted != Counted::Actual || foreign_sums.is_empty() || own.paid > 0;
        let own = (code(one.currency()), counted.of(&own), true);
        let others = foreign_sums.into_iter().filter(|_| counted == Counted::Actual);
        let others = others.map(|(code, amount)| (code, amount, false));
        for (currency, amount, is_own) in Some(own).filter(|_| has_own).into_iter().chain(others) {
            leaf.text(row, 0, &run(one, book.lang), Look::Wrapped)?;
            let said = book.lang.pick(
                "taken over, or saved by a repair: in no run's workbook",
                "внесено в журнал заказов или спасено при восстановлении: в книгах прогонов этих заказов нет",
            );
            leaf.text(row, 2, said, Look::Wrapped)?;
            named(leaf, book, row, (source, &currency))?;
            let figure = figure(counted, amount, &currency);
            if is_own {
                leaf.formula((row, FIGURES + 1), within(book, counted, row), &figure, Look::Figure)?;
            } else {
                leaf.put(row, FIGURES + 1, &figure, Look::Figure)?;
            }
            leaf.end_row(row)?;
            row += 1;
        }
    }
    Ok(row)
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
