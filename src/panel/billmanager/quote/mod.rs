//! What the form of an order says that it would cost, with its values asked for and not sent. Pure.
//!
//! A form that shows other values than were asked for tells what something else costs, and what the panel would make
//! of the order; of two sums nobody knows which one counts. Neither is a quote.

mod info;
mod label;
mod limits;
mod sum;
mod summary;

use std::collections::BTreeSet;

use self::limits::Unoffered;
use self::sum::Sums;
use super::document::document;
use super::element::Element;
use super::fields;
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::{Months, Protocol};
use crate::order::fit::{Fit, FormOf, Misfit};
use crate::order::{Flaw, Order, Quote, Reason, ReasonCode};
use crate::panel::ReadError;

/// Reads the form of an order, which was asked for with the order's values. None if it names no sum.
///
/// # Errors
///
/// [`ReadError`] for what is no form of the order's, or a refusal of its values; for a form that shows other values
/// than were asked for, and one of which nobody knows what it says that the order costs.
pub(in crate::panel) fn read_quote(
    order: &Order,
    reply: &Reply,
    protocol: &Protocol,
) -> Result<Option<Quote>, ReadError> {
    let document =
        document(reply, protocol).filter(fields::is_quiet_form).ok_or_else(|| why_unread(reply, protocol))?;
    let function = protocol.order_function();
    if document.attribute("func").is_some_and(|answers| answers != function) {
        return Err(unclear(Flaw::OtherForm));
    }
    let terms = &order.terms;
    let names: BTreeSet<&str> = terms.sent.parameters().iter().map(|told| told.name.as_str()).collect();
    let fit = Fit::of(terms, &fields::shown(&document, &names), FormOf::Order);
    if let Some(misfit) = fit.misfits.into_iter().next() {
        return Err(shown_otherwise(misfit));
    }
    if let Some(unoffered) = limits::unoffered(terms.sent.parameters(), &document) {
        return Err(not_offered(unoffered));
    }
    let months = terms.asked.months;
    let sums = sums(&document, months).map_err(unclear)?;
    sums.quote().map_err(unclear)
}

fn sums(document: &Element, months: Months) -> Result<Sums, Flaw> {
    let mut sums = summary::sums(document, months)?;
    for info in fields::places(document).flat_map(|place| place.named("orderinfo")) {
        // What stands between its elements is lost.
        if !info.children.is_empty() {
            return Err(Flaw::OddTotal);
        }
        sums.add(info::sums(&info.text, months)?);
    }
    Ok(sums)
}

fn unclear(flaw: Flaw) -> ReadError {
    let reason = Reason::flawed(ReasonCode::UnclearQuote, flaw);
    ReadError { reason, passing: false, retry_after: None }
}

/// The field, what was asked for in it and what it shows.
fn shown_otherwise(Misfit { field, sent, shown, .. }: Misfit) -> ReadError {
    let reason = Reason::with_words(ReasonCode::ShownOtherwise, &format!("{sent} → {shown}"));
    ReadError { reason: Reason { field: Some(field), ..reason }, passing: false, retry_after: None }
}

/// The field, what was asked for in it and what it takes.
fn not_offered(Unoffered { field, sent, offered }: Unoffered) -> ReadError {
    let reason = Reason::with_words(ReasonCode::NotOffered, &format!("{sent} ∉ {offered}"));
    ReadError { reason: Reason { field: Some(field), ..reason }, passing: false, retry_after: None }
}

#[cfg(test)]
pub(super) mod tests;
