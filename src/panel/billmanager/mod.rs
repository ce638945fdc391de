//! BILLmanager's dialects: what requests look like, and what answers, lists and balances say. Pure.
//!
//! What a panel said is one tree of elements, whatever it was written in: XML, or JSON where a panel of today
//! is asked.
//!
//! To add a dialect: a variant of [`crate::catalog::Dialect`], an arm where [`crate::order::Sent`] is made, its
//! functions in `request`, what is its own of answers in `answer` and of lists in `listing`, and a
//! practice panel that speaks it.

pub(super) mod account;
mod amount;
mod answer;
mod cap;
pub(super) mod cart;
mod document;
mod element;
pub(super) mod expense;
mod fields;
mod json;
pub(super) mod listing;
pub(super) mod offer;
pub(super) mod one;
mod page;
pub(super) mod pages;
pub(super) mod probe;
pub(super) mod quote;
mod reply;
pub(super) mod request;
mod saying;
pub(super) mod session;
mod unread;
mod xml;

pub use self::answer::{Act, Asked, read_answer, read_payment};
pub use self::reply::Reply;
pub(super) use self::unread::of_reading;
use crate::catalog::Protocol;
use crate::order::service::Service;

/// Reads the first page of a list of services, as a client does: for whoever holds a reading against its limits.
///
/// # Errors
///
/// [`ReadError`](super::ReadError) when it is no list.
pub fn read_list(reply: &Reply, protocol: &Protocol) -> Result<Vec<Service>, super::ReadError> {
    listing::read_page(1, reply, protocol).map(|page| page.rows)
}

#[cfg(test)]
mod shapes;
#[cfg(test)]
mod tests;
