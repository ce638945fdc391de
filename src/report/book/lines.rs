//! The sheets of a book that have a line for each thing: orders, charges, renewals, decisions.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::currency::shown_currency;
use super::gather::Book;
use super::leaf::{Datum, Head, Ink, Leaf, cell, head, range};
use super::shown::{CHARGES, Column, DECISIONS, Kind, ORDERS, ORDERS_BESIDE, RENEWALS, What, look, place};
use super::sums::Partly;
use super::tabs::Tab;
use crate::report::entry::Entry;
use crate::report::style::Look;
use crate::report::widths::{ACROSS, ANYWHERE};

/// The columns before those of a sheet: the number, and whose it is where several accounts are in one book.
const NUMBER: Head = head!("No" / "№", Figure, 5..=8);
const ACCOUNT: Head = head!("Account" / "Учётная запись", Wrapped, 11..=24);

/// How many columns stand before those of a sheet.
pub(super) fn before(book: &Book<'_>) -> u16 {
    if book.is_of_several() { 2 } else { 1 }
}

/// The cells of a column of Orders, for the formulas of other sheets.
pub(super) fn order_range(book: &Book<'_>, what: What) -> String {
    range_of(book, before(book) + place(ORDERS, what))
}

/// The cells that say whose each order is; none where all are of one account.
pub(super) fn account_range(book: &Book<'_>) -> Option<String> {
    book.is_of_several().then(|| range_of(book, 1))
}

fn range_of(book: &Book<'_>, col: u16) -> String {
    let last = u32::try_from(book.items.len()).unwrap_or(u32::MAX).max(1);
    range(Tab::Orders.title(book.lang), col, (1, last))
}

pub(super) fn orders(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let columns: Vec<&Column<_>> = ORDERS.iter().chain(ORDERS_BESIDE).collect();
    let lines: Vec<_> = book.items.iter().map(|item| (item.source, item)).collect();
    let table = Table { columns: &columns, printed: printed(ORDERS) };
    table.write(sheet, book, ink, &lines)
}

pub(super) fn charges(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let columns: Vec<&Column<_>> = CHARGES.iter().collect();
    let lines: Vec<_> = book.spent.iter().map(|spent| (spent.source, spent)).collect();
    let table = Table { columns: &columns, printed: printed(CHARGES) };
    table.write(sheet, book, ink, &lines)
}

pub(super) fn renewals(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let columns: Vec<&Column<_>> = RENEWALS.iter().collect();
    let lines: Vec<_> = book.due.iter().map(|due| (due.item.source, due)).collect();
    let table = Table { columns: &columns, printed: printed(RENEWALS) };
    table.write(sheet, book, ink, &lines)
}

pub(super) fn decisions(sheet: &mut Worksheet, book: &Book<'_>, ink: &Ink) -> Result<(), XlsxError> {
    let columns: Vec<&Column<_>> = DECISIONS.iter().collect();
    let lines: Vec<_> = book.decisions.iter().map(|(at, decided)| (*at, decided)).collect();
    Table { columns: &columns, printed: DECISIONS.len() }.write(sheet, book, ink, &lines)?;
    // Times say in their header of which zone they are.
    let Head(en, ru, ..) = &DECISIONS[0].head;
    let (header, zone) = (book.lang.pick(en, ru), book.zone_named());
    let format = ink.styles.look(Look::HeaderRight);
    sheet.write_string_with_format(0, before(book), format!("{header} ({zone})"), format)?;
    Ok(())
}

/// How many columns are printed: those before the run, whose id takes the room that the letters of the others need.
fn printed<K: Kind>(columns: &[Column<K>]) -> usize {
    columns.iter().position(|column| column.what == What::Run).unwrap_or(columns.len())
}

/// A sheet that is a table of lines, with sums by currency below.
struct Table<'t, K: Kind> {
    columns: &'t [&'t Column<K>],
    /// How many of the columns are printed.
    printed: usize,
}

impl<K: Kind> Table<'_, K> {
    fn write(
        &self,
        sheet: &mut Worksheet,
        book: &Book<'_>,
        ink: &Ink,
        lines: &[(usize, &K::Line<'_>)],
    ) -> Result<(), XlsxError> {
        let mut leaf = Leaf::new(sheet, ink);
        let front = before(book);
        let fixed = [&NUMBER, &ACCOUNT];
        let own = self.columns.iter().map(|column| &column.head);
        let heads: Vec<&Head> = fixed.into_iter().take(usize::from(front)).chain(own).collect();
        leaf.begin(&heads, front + 1)?;
        self.make_room(&mut leaf, book, lines);
        if let Some((column, at)) = self.columns.iter().zip(front..).find(|(column, _)| column.what == What::Placed) {
            let Head(en, ru, ..) = &column.head;
            leaf.header(at, &dated(book.lang.pick(en, ru), book))?;
        }
        let mut sums = Sums::default();
        let mut row = 0;
        for (source, line) in lines {
            row += 1;
            leaf.put(row, 0, &Datum::Is(Entry::count(row)), Look::Figure)?;
            if front == 2 {
                leaf.text(row, 1, &book.account(*source), Look::Wrapped)?;
            }
            let data: Vec<Datum<'_>> = self.columns.iter().map(|column| (column.of)(book, line)).collect();
            let named = self.columns.iter().zip(&data).find_map(|(column, datum)| match datum {
                Datum::Is(Entry::Text(named)) if column.what == What::Currency => Some(named.as_ref()),
                _ => None,
            });
            for ((column, datum), at) in self.columns.iter().zip(&data).zip(front..) {
                sums.add(at, datum, named, book);
                leaf.put(row, at, datum, look(&column.head))?;
            }
            leaf.end_row(row)?;
        }
        let last_col = front + u16::try_from(self.columns.len()).unwrap_or(u16::MAX) - 1;
        if row == 0 {
            row = 1;
            leaf.text(1, front, book.lang.pick("nothing in this time", "за это время ничего нет"), Look::Muted)?;
        } else {
            leaf.sheet.autofilter(0, 0, row, last_col)?;
        }
        let below = self.totals(&mut leaf, book, row, &sums)?;
        let printed = front + u16::try_from(self.printed).unwrap_or(u16::MAX) - 1;
        leaf.sheet.set_print_area(0, 0, below, printed)?;
        leaf.fit()
    }

    /// Makes what is printed fit a page before a line of it is written: how high a line is hangs on how wide its columns
    /// are.
    fn make_room(&self, leaf: &mut Leaf<'_>, book: &Book<'_>, lines: &[(usize, &K::Line<'_>)]) {
        let front = before(book);
        let mut sums = Sums::default();
        for (source, line) in lines {
            leaf.look_at(0, &Datum::Is(Entry::count(lines.len() as u64)), Look::Figure);
            if front == 2 {
                leaf.look_at(1, &Datum::Is(Entry::text(book.account(*source))), Look::Wrapped);
            }
            for (column, at) in self.columns.iter().zip(front..) {
                let datum = (column.of)(book, line);
                sums.add(at, &datum, None, book);
                leaf.look_at(at, &datum, look(&column.head));
            }
        }
        for (code, of_code) in &sums.amounts {
            for (at, sum) in of_code {
                leaf.look_at(*at, &sum.datum(code), Look::Total);
            }
        }
        // A name that is broken is hard to read: it is the last one to be.
        // Whose each line is takes much room: broken into five lines, it would make ten pages of one.
        let across = if front == 2 { ACROSS } else { ANYWHERE };
        leaf.make_room((usize::from(front) + self.printed, across), |at| self.is_name(at, front));
    }

    fn is_name(&self, at: usize, front: u16) -> bool {
        let own = at.checked_sub(usize::from(front)).and_then(|at| self.columns.get(at));
        own.is_some_and(|column| column.head.0 == "Domain")
    }

    /// A line of sums for each currency: one is never added to another. Returns the last row.
    fn totals(&self, leaf: &mut Leaf<'_>, book: &Book<'_>, last: u32, sums: &Sums) -> Result<u32, XlsxError> {
        let (lang, front) = (book.lang, before(book));
        let currency = self.columns.iter().position(|column| column.what == What::Currency);
        let Some(currency_at) = currency.and_then(|at| u16::try_from(at).ok()).map(|at| front + at) else {
            return Ok(last);
        };
        let summed = || (front..).zip(self.columns).filter(|(_, column)| column.what.is_summed());
        let widest = summed().map(|(at, _)| at).fold(currency_at, u16::max);
        let mut row = last;
        for (code, of_code) in &sums.amounts {
            row += 1;
            for col in 0..=widest {
                leaf.put(row, col, &Datum::BLANK, Look::Total)?;
            }
            leaf.text(row, front, lang.pick("Total", "Итого"), Look::Total)?;
            leaf.text(row, currency_at, shown_currency(code, lang), Look::Total)?;
            for (at, _) in summed() {
                let Some(sum) = of_code.get(&at) else { continue };
                let own = |col| format!("{}:{}", cell(1, col), cell(last, col));
                let of = |named: &str| format!("SUMIFS({},{},{named})", own(at), own(currency_at));
                let both = sums.both.get(code).into_iter().flatten().map(|named| of(&format!("\"{named}\"")));
                let formula = [of(&cell(row, currency_at))].into_iter().chain(both).collect::<Vec<_>>().join("+");
                leaf.formula((row, at), formula, &sum.datum(code), Look::Total)?;
            }
        }
        Ok(row)
    }
}

/// A header of days with the zone whose days they are; with several, each has that of its run.
fn dated(header: &str, book: &Book<'_>) -> String {
    let zones: Vec<String> = book.day_zones().into_iter().collect();
    match zones.as_slice() {
        [] => header.to_owned(),
        [zone] => format!("{header} ({zone})"),
        _ => format!("{header} ({})", book.lang.pick("in the run's zone", "по поясу прогона")),
    }
}

/// What the columns of a table come to, by currency.
#[derive(Default)]
struct Sums {
    amounts: BTreeMap<String, BTreeMap<u16, Partly>>,
    /// How lines name two currencies of which this one is the first: their amounts in it are part of its sum.
    both: BTreeMap<String, BTreeSet<String>>,
}

impl Sums {
    fn add(&mut self, col: u16, datum: &Datum<'_>, named: Option<&str>, book: &Book<'_>) {
        let (code, amount) = match datum {
            Datum::Sum(amount, code) | Datum::AtLeast(amount, code) => (code, Some(*amount)),
            Datum::Unknown(code) => (code, None),
            Datum::Is(_) => return,
        };
        if let Some(both) = named.filter(|named| *named != shown_currency(code, book.lang)) {
            self.both.entry(code.clone()).or_default().insert(both.to_owned());
        }
        self.amounts.entry(code.clone()).or_default().entry(col).or_default().add(amount);
    }
}
