//! The right to send an order once.
//!
//! An [`Attempt`] exists only after a [`Journal`] has written it durably, so code that needs one
//! to send cannot send before it is written. It holds the order that it is for, so no other can be
//! sent with it. Dropped without [`Attempt::close`], it stays open on disk: in doubt.

use std::path::PathBuf;

use super::claim::Claiming;
use super::clock::Moment;
use super::service::Listing;
use super::{Order, Outcome, RemoteId, Unwritten};

/// Where attempts are written. The ledger is one; tests have others.
pub trait Journal: Sync {
    /// Writes that an attempt at `order` begins and returns the attempt's id and its number (from
    /// 1) among those of this order. Durable when it returns. `now` is when.
    ///
    /// # Errors
    ///
    /// The attempt could not be written; nothing may be sent.
    fn write_begin(&self, order: &Order, now: &Moment) -> Result<(i64, u32), Unwritten>;

    /// Writes how an attempt ended, and when. Durable when it returns.
    ///
    /// # Errors
    ///
    /// The outcome could not be written; the attempt stays in doubt on disk.
    fn write_close(&self, id: i64, order: &Order, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten>;

    /// Writes that an item of the account's cart, which this order laid there, is about to be paid, and that the
    /// order stands as `doubt` until that is known. Durable when it returns.
    ///
    /// # Errors
    ///
    /// It could not be written, or one was written for this order before; nothing may be sent.
    fn write_confirm(&self, order: &Order, item: &str, doubt: &Outcome, now: &Moment) -> Result<(), Unwritten>;

    /// Writes how the payment of an item ended, and when. Durable when it returns.
    ///
    /// # Errors
    ///
    /// The outcome could not be written; the payment stays in doubt on disk.
    fn write_confirmed(&self, order: &Order, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten>;

    /// Writes what became known of orders after their attempts were closed, all or nothing.
    ///
    /// # Errors
    ///
    /// It could not be written; what was written before stands.
    fn write_settled(&self, settled: &[(&Order, &Outcome)]) -> Result<(), Unwritten>;

    /// Writes what a list said.
    ///
    /// # Errors
    ///
    /// It could not be written.
    fn write_listing(&self, listing: &Listing) -> Result<(), Unwritten>;

    /// Writes an outcome that the journal did not take to any other place that is left, and tells
    /// where; none if nothing takes it.
    fn write_elsewhere(&self, order: &Order, outcome: &Outcome) -> Option<PathBuf>;
}

/// The right to send one order, once.
#[derive(Debug)]
#[must_use = "an attempt that is not closed stays in doubt"]
pub struct Attempt<'a> {
    claiming: &'a Claiming,
    id: i64,
    number: u32,
}

impl<'a> Attempt<'a> {
    /// Writes the attempt to the journal, as begun `now`; the only way to get one.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when the attempt is not on disk.
    pub fn begin<J: Journal + ?Sized>(journal: &J, claiming: &'a Claiming, now: &Moment) -> Result<Self, Unwritten> {
        // The journal first: a crash then leaves an attempt in doubt, never one that nobody knows of.
        let (id, number) = journal.write_begin(&claiming.order, now)?;
        Ok(Self { claiming, id, number })
    }

    /// The order that may be sent.
    #[must_use]
    pub const fn order(&self) -> &'a Order {
        &self.claiming.order
    }

    /// The key that goes with it, which is on disk with its claim.
    #[must_use]
    pub fn key(&self) -> Option<&'a str> {
        self.claiming.key.as_ref().map(RemoteId::as_str)
    }

    /// The attempt's number among those of its order, from 1.
    #[must_use]
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The attempt's id in the journal.
    #[must_use]
    pub const fn id(&self) -> i64 {
        self.id
    }

    /// Writes how it ended, and when.
    ///
    /// # Errors
    ///
    /// [`Unwritten`] when the outcome is not on disk; the attempt then stays in doubt there.
    pub fn close<J: Journal + ?Sized>(self, journal: &J, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten> {
        // `self` is used up, so that nobody closes or sends the same attempt twice.
        journal.write_close(self.id, &self.claiming.order, outcome, now)
    }
}
