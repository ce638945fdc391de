//! The journal of one run: where its attempts are written.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::hint::Hint;
use super::write::Write;
use super::writer::Writer;
use crate::order::attempt::Journal;
use crate::order::clock::Moment;
use crate::order::service::Listing;
use crate::order::{Order, Outcome, Unwritten};

/// Hands out the attempts of one run.
#[derive(Clone, Debug)]
pub struct RunJournal<'l> {
    writer: &'l Writer,
    run: String,
    folder: PathBuf,
}

impl<'l> RunJournal<'l> {
    pub(super) fn new(writer: &'l Writer, run: &str, folder: &Path) -> Self {
        Self { writer, run: run.to_owned(), folder: folder.to_owned() }
    }
}

impl Journal for RunJournal<'_> {
    fn write_begin(&self, order: &Order, now: &Moment) -> Result<(i64, u32), Unwritten> {
        self.writer.begin(Write::Begin { run: self.run.clone(), order: Box::new(order.clone()), now: now.clone() })
    }

    fn write_close(&self, id: i64, order: &Order, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten> {
        self.writer.write(Write::Close {
            attempt: id,
            run: self.run.clone(),
            order: Box::new(order.clone()),
            outcome: Box::new(outcome.clone()),
            now: now.clone(),
        })
    }

    fn write_confirm(&self, order: &Order, item: &str, doubt: &Outcome, now: &Moment) -> Result<(), Unwritten> {
        self.writer.write(Write::Confirm {
            run: self.run.clone(),
            order: Box::new(order.clone()),
            item: item.to_owned(),
            doubt: Box::new(doubt.clone()),
            now: now.clone(),
        })
    }

    fn write_confirmed(&self, order: &Order, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten> {
        self.writer.write(Write::Confirmed {
            run: self.run.clone(),
            order: Box::new(order.clone()),
            outcome: Box::new(outcome.clone()),
            now: now.clone(),
        })
    }

    fn write_settled(&self, settled: &[(&Order, &Outcome)]) -> Result<(), Unwritten> {
        let settled = settled.iter().map(|(order, outcome)| ((*order).clone(), (*outcome).clone())).collect();
        self.writer.write(Write::Settle { run: self.run.clone(), settled })
    }

    fn write_listing(&self, listing: &Listing) -> Result<(), Unwritten> {
        self.writer.write(Write::Listing { run: Some(self.run.clone()), listing: listing.clone() })
    }

    fn write_elsewhere(&self, order: &Order, outcome: &Outcome) -> Option<PathBuf> {
        let hint = Hint { at: Timestamp::now(), run: self.run.clone(), order: order.clone(), outcome: outcome.clone() };
        hint.write(&self.folder)
    }
}
