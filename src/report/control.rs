//! The control table of the summary: every server in exactly one status, and the money of each.
//!
//! Counts and amounts are formulas over the Orders sheet with their results stored, so that an
//! accountant can follow them and a previewer shows them.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatAlign, Formula, XlsxError};

use super::column::Name;
use super::columns::Columns;
use super::entry::Entry;
use super::orders::MOST_CARRIED;
use super::otherwise;
use super::page::{Computed, Page};
use super::style::{Look, currency_format};
use super::table::{DIFFERENCE, LABEL, LAST, PAID, SERVERS, SUM, UNPRICED, across, heads, put_formula, totals_line};
use super::totals::{Paid, Sum, number, unknown};
use super::view::{Tab, View};
use crate::money::Money;
use crate::order::Status;
use crate::sheet::Col;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// The sums of each status, in the order of the table. `ready` only where it occurs.
pub(super) fn by_status(view: &View<'_>) -> Vec<(Status, Sum)> {
    let mut sums: Vec<(Status, Sum)> = Status::ALL.into_iter().map(|status| (status, Sum::default())).collect();
    for line in &view.run.lines {
        if let Some((_, sum)) = sums.iter_mut().find(|(status, _)| *status == line.outcome.status) {
            sum.add(line, &view.reckoning);
        }
    }
    // Only a plan has orders that are ready: among results, a row of them would puzzle.
    sums.retain(|(status, sum)| *status != Status::Ready || sum.servers > 0);
    sums
}

/// Writes the table from `row` on, and returns the row below it.
pub(super) fn write(page: &mut Page<'_>, row: u32) -> Result<u32, XlsxError> {
    let (view, lang) = (page.view, page.view.lang);
    heads(page, row, lang.pick("Control", "Контроль"))?;
    let mut sums = by_status(view);
    // Among results, a status of nobody says that nothing ended so; a plan says how its orders stand.
    if view.plan && !view.run.lines.is_empty() {
        sums.retain(|(_, sum)| sum.servers > 0);
    }
    let orders = Range::of(view);
    let first = row + 1;
    let mut at = first;
    let mut whole = Sum::default();
    for (status, sum) in &sums {
        page.put(at, LABEL, &Entry::Status(*status), Look::Plain)?;
        status_line(page, at, sum, &orders)?;
        whole = whole.with(*sum);
        at += 1;
    }
    totals_line(page, at, first, lang.pick("Sum of statuses", "Сумма по статусам"), &whole)?;
    let read = at + 1;
    page.put(read, LABEL, &Entry::text(lang.pick("Read from the sheet", "Прочитано из таблицы")), Look::Plain)?;
    page.put(read, SERVERS, &Entry::count(view.run.servers), Look::Plain)?;
    // The check counted what it read, the lines are summed here: a server that is lost between them shows.
    let control = view.run.control();
    let (look, said) = if control == 0 {
        (Look::Right, lang.pick("balances", "сходится"))
    } else {
        (
            Look::Wrong,
            lang.pick(
                "DOES NOT BALANCE: do not book from this workbook; give it to the administrator",
                "РАСХОЖДЕНИЕ: не проводите по этой книге; передайте её администратору",
            ),
        )
    };
    page.put(
        read + 1,
        LABEL,
        &Entry::text(lang.pick("Read − sum of statuses", "Прочитано − сумма по статусам")),
        look,
    )?;
    let formula = Formula::new(format!("B{}-B{}", read + 1, at + 1)).set_result(control.to_string());
    page.sheet.write_formula_with_format(read + 1, SERVERS, formula, page.styles.look(look))?;
    page.put(read + 1, SUM, &Entry::text(said), look)?;
    for col in UNPRICED..=LAST {
        page.put(read + 1, col, &Entry::Blank, look)?;
    }
    beside_the_sum(page, read + 2, &whole)
}

/// Below the table: what the actual amount does not hold. Currencies are never added to one another.
fn beside_the_sum(page: &mut Page<'_>, mut row: u32, whole: &Sum) -> Result<u32, XlsxError> {
    let lang = page.view.lang;
    let foreign = foreign(page.view);
    if whole.unsaid > 0 {
        let said = lang.pick("Servers without an actual amount", "Серверов без фактической суммы");
        page.put(row, LABEL, &Entry::text(said), Look::Wrapped)?;
        page.put(row, SERVERS, &Entry::count(whole.unsaid), Look::Plain)?;
        row += 1;
    }
    for (currency, (servers, amount)) in foreign {
        let shown = printable(&currency);
        let said = tr!(lang, "Actual amount in {shown}", "Фактическая сумма в {shown}");
        page.put(row, LABEL, &Entry::text(said), Look::Wrapped)?;
        page.put(row, SERVERS, &Entry::count(servers), Look::Plain)?;
        let format = Format::new().set_align(FormatAlign::Top).set_num_format(currency_format(Some(&currency)));
        page.sheet.write_number_with_format(row, PAID, number(amount.amount()), &format)?;
        row += 1;
    }
    if whole.compared > 0 && whole.uncompared > 0 {
        // With its amounts: without them, the columns of the sum do not subtract.
        let said = lang.pick("Not in planned less actual", "Не вошло в план минус факт");
        page.put(row, LABEL, &Entry::text(said), Look::Wrapped)?;
        page.put(row, SERVERS, &Entry::count(whole.uncompared), Look::Plain)?;
        let amount = |money: Money| if money.amount().is_zero() { Entry::Blank } else { Entry::Amount(money) };
        page.put(row, SUM, &amount(whole.planned_uncompared), Look::Plain)?;
        page.put_paid(row, PAID, &amount(whole.actual_uncompared), Look::Plain)?;
        row += 1;
    }
    if let Some(said) = otherwise::words(page.view) {
        across(page, row, &said, &page.styles.value, 11)?;
        row += 1;
    }
    Ok(row)
}

/// Actual amounts in other currencies than the workbook's: servers and their sum, by currency.
pub(super) fn foreign(view: &View<'_>) -> BTreeMap<String, (u64, Money)> {
    let mut sums = BTreeMap::<String, (u64, Money)>::new();
    for line in &view.run.lines {
        if let Some(Paid::Foreign(cost, currency)) = Paid::of(line, &view.reckoning) {
            // A panel that writes `usd` and `USD` means one currency.
            let (servers, sum) = sums.entry(currency.to_uppercase()).or_default();
            *servers += 1;
            *sum = *sum + cost;
        }
    }
    sums
}

/// The figures of a status: formulas over the Orders sheet.
fn status_line(page: &mut Page<'_>, row: u32, sum: &Sum, orders: &Range<'_>) -> Result<(), XlsxError> {
    let lang = page.view.lang;
    // The condition is the word beside it, so that whoever follows the formula sees what it counts.
    let (statuses, label) = (orders.column(Name::Status), format!("A{}", row + 1));
    let mut put = |col, formula, result| put_formula(page, row, col, Computed { formula, result }, Look::Plain);
    put(SERVERS, format!("COUNTIF({statuses},{label})"), Entry::count(sum.servers))?;
    let planned = orders.column(Name::Planned);
    put(SUM, format!("SUMIFS({planned},{statuses},{label})"), sum.planned_entry(lang))?;
    if sum.unpriced > 0 {
        let formula = format!("COUNTIFS({statuses},{label},{planned},\"{}\")", unknown(lang));
        put(UNPRICED, formula, Entry::count(sum.unpriced))?;
    }
    let formula = format!("SUMIFS({},{statuses},{label})", orders.column(Name::Actual));
    put(PAID, formula, sum.actual_entry(lang))?;
    let formula = format!("SUMIFS({},{statuses},{label})", orders.column(Name::Difference));
    put(DIFFERENCE, formula, sum.difference_entry(lang))
}

/// The lines of the Orders sheet, for formulas.
struct Range<'a> {
    columns: Columns<'a>,
    sheet: &'static str,
    last: usize,
}

impl<'a> Range<'a> {
    fn of(view: &View<'a>) -> Self {
        // Where there are no lines, Orders has one that says so.
        let last = view.run.lines.len().max(1) + 1;
        Self { columns: Columns::of(view, MOST_CARRIED), sheet: Tab::Orders.title(view.lang), last }
    }

    fn column(&self, name: Name) -> String {
        let (sheet, last, letters) = (self.sheet, self.last, Col::from_index(self.columns.at(name)));
        format!("'{sheet}'!${letters}$2:${letters}${last}")
    }
}
