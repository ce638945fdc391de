//! What a run leaves behind: its workbook and data, as files or on standard output.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;

use super::job::Job;
use crate::host::console::Console;
use crate::host::held::Patience;
use crate::host::name::{Kind, Taken, beginning, beside, whole};
use crate::host::save::{self, SaveError, Saving};
use crate::host::temporary::folder_of;
use crate::reader;
use crate::report::data::Written;
use crate::report::{DataFormat, Output, PlanBook, Rendering};
use crate::run::{Run, Stop};
use crate::text::lang::tr;
use crate::text::printable::Legible;
use crate::verb::error::Error;

/// So many files beside a plan are looked at for an equal one.
const LOOKED_AT: usize = 200;

/// Writes the workbook, and beside it what machines want, or what was asked for in its place; says where it is, and
/// keeps what is written, also where something else could not be.
pub(super) fn write(job: &Job, run: &Run, console: Console, kept: &mut Written) -> Result<(), Error> {
    let kind = if run.is_plan() { Kind::Plan } else { Kind::Results };
    let rendering = Rendering::new(run.facts.lang).with_options(job.options.clone());
    let files = Files { job, run, kind, console };
    match (job.target(kind), job.format) {
        (Output::Stream, Some(format)) => {
            kept.data = Some(files.stream(&rendering.data(run, format), format.extension())?);
        }
        (Output::Stream, None) => *files.of_kind(kept) = Some(files.stream(&rendering.workbook(run)?, "xlsx")?),
        (Output::Data(file, format), _) => kept.data = Some(files.data(&rendering, &file, format)?),
        (Output::Workbook(file), format) => {
            let (path, is_there) = files.workbook(&rendering, &file)?;
            *files.of_kind(kept) = Some(whole(&path));
            if let Some(format) = format {
                let beside = path.with_extension(format.extension());
                let is_free = |path: &Path| path.symlink_metadata().is_err();
                // What is there beside an equal plan may be somebody's own.
                let own = !is_there || is_free(&beside) || files.equal_data(&rendering, &beside, format).is_some();
                let target = if own { beside } else { file.with_extension(format.extension()) };
                kept.data = Some(files.data(&rendering, &target, format)?);
            }
        }
    }
    Ok(())
}

/// The files of one run.
struct Files<'r> {
    job: &'r Job,
    run: &'r Run,
    kind: Kind,
    console: Console,
}

impl Files<'_> {
    /// Where the workbook is kept among what is written.
    const fn of_kind<'w>(&self, kept: &'w mut Written) -> &'w mut Option<String> {
        match self.kind {
            Kind::Plan => &mut kept.plan,
            Kind::Results => &mut kept.workbook,
        }
    }

    /// Whether it only repeats what is known: whoever asks for a plan gets one, and a start that was refused is none.
    fn is_repeated(&self) -> bool {
        self.kind == Kind::Plan && !self.job.dry_run
    }

    /// Writes the workbook and says where it is, and returns whether it was there already.
    fn workbook(&self, rendering: &Rendering, target: &Path) -> Result<(PathBuf, bool), Error> {
        let PlanBook { bytes, marks } = match self.kind {
            Kind::Plan => rendering.plan(self.run)?,
            Kind::Results => PlanBook { bytes: rendering.workbook(self.run)?, marks: Vec::new() },
        };
        let equal = if self.is_repeated() { equal_plan(target, &marks) } else { None };
        let is_there = equal.is_some();
        let path = match equal {
            Some(there) => {
                self.say_equal();
                there
            }
            None => self.put(&bytes, target)?,
        };
        let (lang, shown) = (self.console.lang, shown(&path));
        let said = match self.kind {
            // Whoever meant to order is told first of all that this is none of the results.
            Kind::Plan if !self.job.dry_run => {
                tr!(lang, "nothing was sent; plan: {shown}\n", "ничего не отправлено; план: {shown}\n")
            }
            Kind::Plan => tr!(lang, "plan: {shown}\n", "план: {shown}\n"),
            Kind::Results => tr!(lang, "results: {shown}\n", "результаты: {shown}\n"),
        };
        self.job.answer(&said, self.console);
        Ok((path, is_there))
    }

    fn say_equal(&self) {
        let lang = self.console.lang;
        self.console
            .say(lang.pick("the plan is the same as the one already written", "план совпадает с уже записанным"));
    }

    /// Writes to standard output; what nobody takes there stands in a file beside the sheet, which is said.
    fn stream(&self, bytes: &[u8], extension: &str) -> Result<String, SaveError> {
        let Err(error) = save::stream(bytes) else { return Ok("-".to_owned()) };
        let beside = beside(self.job.called(), self.kind).with_extension(extension);
        if let Ok(path) = self.anywhere(bytes, &beside, None) {
            let path = shown(&path);
            self.console.insist(&tr!(
                self.console.lang,
                "standard output took nothing; what was meant for it: {path}",
                "стандартный вывод ничего не принял; предназначенное для него: {path}"
            ));
        }
        Err(error)
    }

    /// Writes data for machines, says where it is, and returns its whole path.
    fn data(&self, rendering: &Rendering, target: &Path, format: DataFormat) -> Result<String, Error> {
        let path = match self.equal_data(rendering, target, format) {
            Some(there) => {
                if self.job.format.is_none() {
                    self.say_equal();
                }
                there
            }
            None => self.put_new(&rendering.data(self.run, format), target, None)?,
        };
        let there = shown(&path);
        self.job.answer(&tr!(self.console.lang, "data: {there}\n", "данные: {there}\n"), self.console);
        Ok(whole(&path))
    }

    /// Data of an equal plan that are there already under this name or a later one of it, where they only repeat it.
    fn equal_data(&self, rendering: &Rendering, target: &Path, format: DataFormat) -> Option<PathBuf> {
        if !self.is_repeated() {
            return None;
        }
        let plan = rendering.plan_data(self.run, format);
        there(target, |path| std::fs::read(path).is_ok_and(|there| plan.is_of(&there)))
    }

    /// Writes a workbook under a name of its own, or over an earlier one where that was asked for.
    fn put(&self, bytes: &[u8], target: &Path) -> Result<PathBuf, SaveError> {
        // Workbook and data of one run bear one name.
        let other = self.job.format.map(DataFormat::extension);
        // A run that was refused leaves no plan in the place of another one, which may be the approved one.
        let is_refused = self.run.is_plan()
            && (!self.job.dry_run
                || matches!(self.run.end.as_ref().and_then(|end| end.stop.as_ref()), Some(Stop::Guard(_))));
        if !self.job.overwrite || is_refused || target.symlink_metadata().is_err() {
            return self.put_new(bytes, target, other);
        }
        let stands_alone = other.is_none_or(|ending| target.with_extension(ending).symlink_metadata().is_err());
        // Looked at again: since the run began, somebody may have put something else there.
        let may_be = reader::own(target).is_some_and(|own| own.is_plan == (self.kind == Kind::Plan));
        let lang = self.console.lang;
        let why = if may_be && stands_alone {
            match save::replace(bytes, target) {
                Ok(()) => return Ok(target.to_owned()),
                Err(error) => error.message(lang),
            }
        } else {
            save::check_readable(target).err().map_or_else(
                || {
                    lang.pick(
                        "it is no longer a workbook that may be replaced",
                        "теперь это не книга, которую можно заменить",
                    )
                    .to_owned()
                },
                |held| held.message(lang),
            )
        };
        let path = self.anywhere(bytes, target, other)?;
        let shown = shown(target);
        self.say_elsewhere(&tr!(lang, "`{shown}` was not replaced: {why}", "`{shown}` не заменён: {why}"), &path);
        Ok(path)
    }

    /// Writes a file under a name of its own. Where a person named another one, it is said that this is taken.
    fn put_new(&self, bytes: &[u8], target: &Path, other: Option<&str>) -> Result<PathBuf, SaveError> {
        let path = self.anywhere(bytes, target, other)?;
        let is_named = self.job.output.as_ref().and_then(Output::file) == Some(target);
        if is_named && !self.job.overwrite && path != target && path.parent() == target.parent() {
            let shown = shown(target);
            let why = tr!(
                self.console.lang,
                "`{shown}` is there already, and nothing is written over it",
                "`{shown}` уже есть, и поверх него ничего не пишется"
            );
            self.say_elsewhere(&why, &path);
        }
        Ok(path)
    }

    /// Says that a file is not where it was wanted: why, and where it is.
    fn say_elsewhere(&self, why: &str, path: &Path) {
        let shown = shown(path);
        self.console.insist(&tr!(
            self.console.lang,
            "warning: {why}; written instead: `{shown}`",
            "предупреждение: {why}; вместо него записан `{shown}`"
        ));
    }

    /// Saves a file where it is wanted, or else in the working folder, or else where the system keeps temporary files,
    /// which is said; another one beside it may need the same name with an ending of its own.
    fn anywhere(&self, bytes: &[u8], target: &Path, other: Option<&str>) -> Result<PathBuf, SaveError> {
        let taken = Taken::of_run(self.run.facts.started, &TimeZone::system());
        let saving = Saving { taken: &taken, other, patience: Patience::USUAL };
        let first = match saving.save(bytes, target) {
            Ok(path) => return Ok(path),
            Err(error) => error,
        };
        let name = target.file_name().map(PathBuf::from).unwrap_or_default();
        // A workbook in an unlikely place is found again; one that is nowhere is not.
        let here = || saving.save(bytes, &std::env::current_dir().ok()?.join(&name)).ok();
        // Anybody may read there, and lay links.
        let apart = || saving.save_apart(bytes, &std::env::temp_dir(), &name).ok();
        let Some(path) = here().or_else(apart) else { return Err(first) };
        self.say_elsewhere(&first.message(self.console.lang), &path);
        Ok(path)
    }
}

/// A plan that is there already under this name or a later one of it, and is equal.
fn equal_plan(target: &Path, marks: &[String]) -> Option<PathBuf> {
    if marks.is_empty() {
        return None;
    }
    there(target, |path| {
        let plan = reader::own(path).filter(|own| own.is_plan).and_then(|own| own.plan);
        plan.is_some_and(|mark| marks.contains(&mark))
    })
}

/// The first file of this name or a later one of it that is equal.
fn there(target: &Path, is_equal: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let (beginning, ending) = (beginning(target)?, target.extension()?);
    let beginning = beginning.to_str()?;
    let folder = folder_of(target);
    let named = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        path.extension().is_some_and(|its| its.eq_ignore_ascii_case(ending)) && name.starts_with(beginning)
    };
    let files = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(target.with_file_name(entry.ok()?.file_name())))
        .filter(named);
    let mut files: Vec<PathBuf> = files.take(LOOKED_AT).collect();
    files.sort();
    files.into_iter().find(|path| is_equal(path))
}

fn shown(path: &Path) -> String {
    path.shown()
}
