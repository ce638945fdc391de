//! What keeps a checked batch from being sent: limits, and a person who does not confirm.

use super::funds;
use super::job::Job;
use crate::host::console::Console;
use crate::money::Money;
use crate::order::Status;
use crate::run::{Enquiry, Guard, ROWS_NAMED, Run};
use crate::sheet::RowNo;
use crate::text::lang::tr;

/// The guard that keeps a batch from being sent, if one does.
#[must_use]
pub fn guard(job: &Job, run: &Run, console: Console) -> Option<Guard> {
    let summary = run.summary();
    let (servers, most) = (summary.total.servers, job.max_orders);
    if servers > most {
        return Some(Guard::TooMany { servers, most });
    }
    if let Some(why) = other_rows(run).or_else(|| unexpected(job, run)) {
        return Some(why);
    }
    let (rows, of) = run.enquiry.as_ref().map(Enquiry::refused).unwrap_or_default();
    if of > 0 {
        return Some(Guard::WouldRefuse { rows, of });
    }
    let (rows, of) = dearer(run);
    if of > 0 {
        return Some(Guard::DearerThanSheet { rows, of });
    }
    let mut rows = if summary.total.first.unknown > 0 { unpriced(run) } else { Vec::new() };
    let of = rows.len() as u64;
    rows.truncate(ROWS_NAMED);
    if of > 0 && job.catalog.protocol.may_use_cart() {
        return Some(Guard::CartUnpriced { rows, of });
    }
    if let Some(why) = run.enquiry.as_ref().and_then(|told| funds::short(told.balance.as_ref()?, run, console)) {
        return Some(why);
    }
    let most = job.max_total?;
    // A limit cannot be held against a price that nobody knows.
    if of > 0 {
        return Some(Guard::PriceUnknown { rows, of });
    }
    let charge = summary.total.first.known;
    (charge > most).then_some(Guard::TooDear { charge, most })
}

/// Rows chosen that the sheet does not have: with a digit too many, all of it would be meant.
fn other_rows(run: &Run) -> Option<Guard> {
    let rows = run.facts.rows.as_ref()?;
    let there: Vec<RowNo> = run.rows.iter().map(|read| read.row.no).collect();
    (!rows.are_among(&there)).then(|| Guard::NoSuchRows { rows: rows.clone(), last: there.into_iter().max() })
}

/// What a person expects of all orders of the sheet, whether they stand already or not: so the same command goes on
/// after an interrupt.
fn unexpected(job: &Job, run: &Run) -> Option<Guard> {
    if let Some(expected) = job.expected.orders {
        let asked = run.asked().count() as u64;
        let invalid = run.tally().count(Status::Invalid);
        if asked != expected {
            return Some(Guard::OtherCount { asked, expected, invalid });
        }
    }
    let expected = job.expected.total?;
    let mut rows: Vec<RowNo> = run.asked().filter(|order| order.price.is_none()).map(|order| order.row).collect();
    rows.dedup();
    let of = rows.len() as u64;
    rows.truncate(ROWS_NAMED);
    if of > 0 {
        return Some(Guard::ExpectedUnpriced { rows, of });
    }
    let planned: Money = run.asked().filter_map(|order| order.price).sum();
    (planned != expected).then_some(Guard::OtherTotal { planned, expected })
}

/// The rows for which the panel asks more than the sheet says, and how many they are.
fn dearer(run: &Run) -> (Vec<RowNo>, u64) {
    let currency = run.facts.catalog.currency.as_deref();
    let ready = run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
    let dearer = ready.filter(|line| line.order.as_ref().is_some_and(|order| order.prices.is_dearer(currency)));
    let mut rows: Vec<RowNo> = dearer.map(|line| line.row).collect();
    rows.dedup();
    let of = rows.len() as u64;
    rows.truncate(ROWS_NAMED);
    (rows, of)
}

/// The rows that would be ordered without a known price.
fn unpriced(run: &Run) -> Vec<RowNo> {
    let ready = run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
    let unpriced = ready.filter(|line| line.order.as_ref().is_some_and(|order| order.price.is_none()));
    let mut rows: Vec<RowNo> = unpriced.map(|line| line.row).collect();
    // The servers of one row stand side by side.
    rows.dedup();
    rows
}

/// Asks a person to go on by typing the number of orders. None if they do; else why not.
#[must_use]
pub fn refusal(job: &Job, servers: u64, console: Console) -> Option<Guard> {
    if job.yes || servers == 0 {
        return None;
    }
    let question = tr!(
        console.lang,
        "type the number of orders ({servers}) to go on:",
        "чтобы продолжить, введите число заказов ({servers}):"
    );
    match console.ask(&question) {
        // The number and no `y`: a count with a zero too many is noticed by whoever has to type it.
        Some(typed) if typed == servers.to_string() => None,
        Some(_) => Some(Guard::NotConfirmed),
        None => Some(Guard::NoTerminal),
    }
}
