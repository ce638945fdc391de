//! The journal of one run: where its attempts are written.

use super::LedgerError;
use super::write::Write;
use super::writer::Writer;
use crate::attempt::Journal;
use crate::order::Order;
use crate::outcome::Outcome;
use crate::service::Listing;

/// Hands out the attempts of one run.
#[derive(Clone, Debug)]
pub struct RunJournal<'l> {
    writer: &'l Writer,
    run: String,
}

impl<'l> RunJournal<'l> {
    pub(super) fn new(writer: &'l Writer, run: &str) -> Self {
        Self { writer, run: run.to_owned() }
    }
}

impl Journal for RunJournal<'_> {
    type Error = LedgerError;

    fn write_begin(&self, order: &Order) -> Result<(i64, u32), LedgerError> {
        self.writer.begin(Write::Begin { run: self.run.clone(), order: Box::new(order.clone()) })
    }

    fn write_close(&self, id: i64, order: &Order, outcome: &Outcome) -> Result<(), LedgerError> {
        self.writer.write(Write::Close {
            attempt: id,
            run: self.run.clone(),
            order: Box::new(order.clone()),
            outcome: Box::new(outcome.clone()),
        })
    }

    fn write_settled(&self, order: &Order, outcome: &Outcome) -> Result<(), LedgerError> {
        self.writer.write(Write::Settle {
            run: self.run.clone(),
            order: Box::new(order.clone()),
            outcome: Box::new(outcome.clone()),
        })
    }

    fn write_listing(&self, listing: &Listing) -> Result<(), LedgerError> {
        self.writer.write(Write::Listing {
            run: self.run.clone(),
            at: jiff::Timestamp::now(),
            listing: listing.clone(),
        })
    }
}
