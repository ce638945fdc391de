//! Where a run's results and plans go, and whether they could be written.

use std::path::Path;

use super::job::Job;
use crate::host::name::{Kind, beside, is_of_results, plan_in_place_of};
use crate::host::save::{self, SaveError};
use crate::host::stdin;
use crate::reader;
use crate::report::Output;

impl Job {
    /// The name after which files of its run are called.
    #[must_use]
    pub fn called(&self) -> &Path {
        if stdin::is_meant(&self.sheet) { Path::new(stdin::CALLED) } else { &self.sheet }
    }

    /// Where results go, or a plan. A plan never takes the name under which somebody waits for results, unless a plan
    /// is what was asked for, under a name that does not say that results are in it.
    #[must_use]
    pub fn target(&self, kind: Kind) -> Output {
        match (&self.output, kind) {
            (None, kind) => Output::Workbook(beside(self.called(), kind)),
            (Some(output), Kind::Plan) if !self.dry_run => output.named(plan_in_place_of),
            (Some(output), Kind::Plan) => {
                output.named(|name| if is_of_results(name) { plan_in_place_of(name) } else { name.to_owned() })
            }
            (Some(output), Kind::Results) => output.clone(),
        }
    }

    /// Finds out before anything is sent whether what is meant could be written.
    ///
    /// # Errors
    ///
    /// What stands in the way.
    pub fn check_target(&self) -> Result<(), SaveError> {
        if self.shown_only {
            return Ok(());
        }
        let target = self.target(if self.dry_run { Kind::Plan } else { Kind::Results });
        let Some(file) = target.file() else { return Ok(()) };
        save::check_target(file, &self.sheet)?;
        let data = self.format.map(|format| file.with_extension(format.extension()));
        // Over the sheet nothing is written; data get another name then, and so does their workbook.
        data.as_deref().map_or(Ok(()), |data| save::check_target(data, Path::new("")))?;
        let is_replaced = self.overwrite && file.symlink_metadata().is_ok();
        if is_replaced {
            // What nobody can read now may be anything.
            save::check_readable(file)?;
        }
        // A plan is no record, so it replaces no results; and under the name of a plan nobody looks for results.
        let may_be = || reader::own(file).is_some_and(|own| own.is_plan == self.dry_run);
        if is_replaced && !may_be() {
            return Err(SaveError::NotOurs(file.to_owned()));
        }
        Ok(())
    }
}
