//! The workbook of a run whose window is closed while answers are awaited: what the ledger knows in the last second.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::stage::Stage;
use crate::host::name::{Kind, Taken};
use crate::host::save;
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
        let (place, lang) = (ledger.place().clone(), run.lang);
        Some(Self { place, run: run.id.clone(), started: run.started, target, lang, options })
    }

    /// Makes it as `report` would after this process has ended, and returns where it is; none if that fails: the ledger
    /// has everything, and the workbook can be made at any time.
    pub(super) fn write(&self) -> Option<PathBuf> {
        let run = ledger::recorded(&self.place, &self.run).ok()??;
        let bytes = Rendering::new(self.lang).with_options(self.options.clone()).workbook(&run).ok()?;
        save::save_as(&bytes, &self.target, &Taken::of_run(self.started, &TimeZone::system())).ok()
    }
}
