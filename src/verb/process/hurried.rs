//! The workbook of a run whose window is closed while answers are awaited: what the ledger knows in the last second.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::stage::Stage;
use crate::host::held::Patience;
use crate::host::name::{Kind, Taken};
use crate::host::rules::System;
use crate::host::save::Saving;
use crate::ledger::{self, Ledger, Place};
use crate::report::{Output, Rendering};
use crate::run::Facts;
use crate::text::lang::Lang;
use crate::text::shell::Options;

/// What is needed to make it, whatever else this process is doing.
#[derive(Clone, Debug)]
pub(super) struct Hurried {
    place: Place,
    run: String,
    started: Timestamp,
    target: PathBuf,
    lang: Lang,
    options: Option<Options>,
}

impl Hurried {
    /// None where no workbook is wanted.
    pub(super) fn new(stage: &Stage<'_>, ledger: &Ledger, run: &Facts) -> Option<Self> {
        let Output::Workbook(target) = stage.job.target(Kind::Results) else { return None };
        let options = stage.job.options.clone();
        // It is where this process holds it: an old one that it was taken over from is not looked for again.
        let (place, lang) = (Place::in_folder(ledger.place().folder().to_owned()), run.lang);
        Some(Self { place, run: run.id.clone(), started: run.started, target, lang, options })
    }

    /// Makes it as `report` would after this process has ended, and returns where it is; none if that fails: the ledger
    /// has everything, and the workbook can be made at any time. Data beside it (`--format`) are left to `report`, and
    /// nobody is waited for who holds the name.
    pub(super) fn write(&self) -> Option<PathBuf> {
        let run = ledger::recorded(&self.place, &self.run).ok()??;
        let bytes = Rendering::new(self.lang).with_options(self.options.clone()).workbook(&run).ok()?;
        let taken = &Taken::of_run(self.started, &TimeZone::system());
        Saving { taken, other: None, patience: Patience::new(System::HERE, &|_| ()) }.save(&bytes, &self.target).ok()
    }
}
