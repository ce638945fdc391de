//! One sheet that was named alone: its plan is shown, and a person says what to do with it.
//!
//! Whatever is chosen is done as `process` or `check` do it: their words are read again as if they had been typed, so
//! that settings, guards and questions are the same.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::choice::Choice;
use super::ways;
use crate::cli::{self, Cli, Common, TypedError, Verb};
use crate::host::console::Console;
use crate::host::name::marked_beside;
#[cfg(feature = "sandbox")]
use crate::host::name::practice_beside;
use crate::host::signal::StopSignal;
use crate::reader;
#[cfg(feature = "sandbox")]
use crate::report::Output;
use crate::run::Verdict;
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::verb::check;
use crate::verb::error::Error;
use crate::verb::process::Job;
use crate::verb::settings::error::SettingsError;
use crate::verb::sheet::open;

/// Does a job, from sheet to workbook.
pub type Process<'p> = &'p dyn Fn(&Job, Console, &StopSignal) -> Result<Verdict, Error>;

/// Where sheets are looked at.
pub(super) struct Desk<'d> {
    pub(super) common: &'d Common,
    pub(super) console: Console,
    pub(super) signal: &'d StopSignal,
    pub(super) process: Process<'d>,
    /// The sheets behind this one.
    pub(super) left: &'d [PathBuf],
}

/// What came of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) exit: Exit,
    /// Whether orders of it may have left, to a panel where they count.
    pub(super) sent: bool,
}

impl End {
    const fn unsent(exit: Exit) -> Self {
        Self { exit, sent: false }
    }
}

/// Why something was not done.
pub(super) enum Failed {
    /// It does not fit what was typed or is set.
    Typed(TypedError, Lang),
    /// It was tried.
    Error(Error),
}

impl<E: Into<Error>> From<E> for Failed {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Desk<'_> {
    /// Looks at a sheet, asks, and does what is wanted; what fails is said.
    pub(super) fn sheet(&self, sheet: &Path) -> End {
        self.look(sheet).unwrap_or_else(|failed| End::unsent(self.told(&failed, self.console.lang)))
    }

    /// Says what failed, in the language of the sheet where it is known (`lang`).
    fn told(&self, failed: &Failed, lang: Lang) -> Exit {
        match failed {
            Failed::Typed(error, lang) => {
                error.say(*lang);
                error.exit()
            }
            Failed::Error(error) => {
                let of_sheet = error.is_of_russian_sheet().then(|| self.common.lang_over(true));
                let lang = of_sheet.unwrap_or(lang);
                self.console.insist(&error.message(lang));
                if let Error::Save(error) = error
                    && let Some(way_out) = ways::another_folder(error, lang)
                {
                    self.console.insist(way_out);
                }
                error.exit()
            }
        }
    }

    /// Shows the plan of a sheet, and goes on from there.
    fn look(&self, sheet: &Path) -> Result<End, Failed> {
        if reader::own(sheet).is_some_and(|own| own.is_plan) {
            let file = sheet.shown();
            self.console.insist(&tr!(
                self.console.lang,
                "`{file}` is a plan that this program made (drop the sheet that it was made of)",
                "`{file}` — план, составленный этой программой (перетащите таблицу, по которой он составлен)"
            ));
            return Ok(End::unsent(Exit::NotRun));
        }
        let look = Job { shown_only: true, ..self.job(sheet, &["--dry-run"])? };
        // What it is, before anything of it is shown; and whose language it speaks.
        let is_russian = open(sheet, &look.reading, &look.catalog)?.input().layout.russian;
        let console = Console { lang: self.common.lang_over(is_russian), ..self.console };
        let verdict = (self.process)(&look, console, self.signal)?;
        Ok(self.go_on(sheet, (&look, verdict), console))
    }

    /// Asks what to do with a sheet until it is ordered, or nothing more is wanted.
    fn go_on(&self, sheet: &Path, (look, verdict): (&Job, Verdict), console: Console) -> End {
        let order = self.to_order(sheet, verdict, console);
        let mut offered = ways::offered(verdict, order.is_some());
        let (mut end, mut failed) = (End::unsent(verdict.exit()), Vec::new());
        while !offered.is_empty() && !self.signal.given() {
            self.rest(console.lang);
            let Some(typed) = console.ask_now(&ways::question(&offered, order.as_ref(), console.lang)) else {
                console.say(&ways::command_for(look, (verdict, &offered), console.lang));
                break;
            };
            let chosen = match Choice::read(&typed, &offered, console.lang) {
                Some(Choice::Nothing | Choice::Blank) => break,
                Some(chosen) => chosen,
                None => {
                    console.insist(&ways::not_understood(&typed, console.lang));
                    continue;
                }
            };
            let done = match (chosen, &order) {
                (Choice::Order, Some(order)) => {
                    end = self.order(order, console);
                    // Whoever did not confirm it may still want something else; a password may be typed again, and a
                    // ledger that another window holds let go.
                    if matches!(end.exit, Exit::Guarded | Exit::NotRun) {
                        continue;
                    }
                    failed.clear();
                    break;
                }
                (Choice::Plan, _) => self.plan(sheet, console).map(|exit| end = End::unsent(exit)),
                (Choice::Practice, _) => self.practise(sheet, console),
                (Choice::Mark, _) => self.mark(sheet, console),
                (Choice::Nothing | Choice::Blank | Choice::Order, _) => break,
            };
            failed.retain(|(way, _)| *way != chosen);
            match done {
                // What could not be written may be tried again.
                Ok(()) if chosen == Choice::Plan && end.exit == Exit::NotRun => {}
                Ok(()) => offered.retain(|way| !matches!(way, Choice::Plan | Choice::Mark) || *way != chosen),
                Err(error) => failed.push((chosen, self.told(&error, console.lang))),
            }
        }
        let exits = failed.into_iter().map(|(_, exit)| exit).chain([end.exit]);
        End { exit: Exit::of_several(exits, end.sent), ..end }
    }

    /// Whoever interrupts while a person thinks is told what is left.
    fn rest(&self, lang: Lang) {
        let words = ways::interrupted(self.left, lang);
        self.signal.last_words(move |_| words.clone());
    }

    /// The job that orders a sheet, if it may be ordered at all and somebody is named to order for; else it is said why not.
    fn to_order(&self, sheet: &Path, verdict: Verdict, console: Console) -> Option<Job> {
        if !ways::may_order(verdict) {
            return None;
        }
        match self.job(sheet, &[]) {
            Ok(job) => return Some(job),
            Err(Failed::Error(Error::Settings(SettingsError::NoAccount))) => {
                console.insist(&ways::no_account(console.lang));
            }
            Err(failed) => drop(self.told(&failed, console.lang)),
        }
        None
    }

    fn order(&self, order: &Job, console: Console) -> End {
        let done = (self.process)(order, console, self.signal);
        // Nothing is under way any more.
        self.signal.disarm();
        let exit = match done {
            Ok(verdict) => verdict.exit(),
            Err(error) => self.told(&error.into(), console.lang),
        };
        // Messages name commands, and here none was typed.
        if matches!(exit, Exit::SomeUnknown | Exit::Stopped | Exit::Interrupted) {
            console.insist(ways::again(console.lang));
        }
        End { exit, sent: !exit.promises_nothing_sent() }
    }

    fn plan(&self, sheet: &Path, console: Console) -> Result<Exit, Failed> {
        Ok((self.process)(&self.job(sheet, &["--dry-run"])?, console, self.signal)?.exit())
    }

    /// Orders at a practice panel, and keeps its workbook apart from results that count.
    #[cfg(feature = "sandbox")]
    fn practise(&self, sheet: &Path, console: Console) -> Result<(), Failed> {
        // Read again, since somebody may have saved it; a plan needs no account.
        let job = self.job(sheet, &["--dry-run"])?.practised(Output::Workbook(practice_beside(sheet)));
        let done = (self.process)(&job, console, self.signal);
        self.signal.disarm();
        Ok(done.map(drop)?)
    }

    #[cfg(not(feature = "sandbox"))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "there is no practice panel, and none is offered"
    )]
    fn practise(&self, _: &Path, _: Console) -> Result<(), Failed> {
        Ok(())
    }

    fn mark(&self, sheet: &Path, console: Console) -> Result<(), Failed> {
        let copy = marked_beside(sheet);
        let cli = self.typed(sheet, vec!["check".into(), "--annotate".into(), copy.into()])?;
        let Verb::Check(typed) = &cli.verb else { return Ok(()) };
        check::mark(typed, &cli.common, console)?;
        Ok(())
    }

    /// The job that `vdsbatch process SHEET` would be with these options.
    fn job(&self, sheet: &Path, options: &[&str]) -> Result<Job, Failed> {
        let words = ["process"].iter().chain(options).map(OsString::from).collect();
        let cli = self.typed(sheet, words)?;
        match cli.verb {
            Verb::Process(typed) => Ok(typed.job(&cli.common)?),
            // It is the verb that was typed: nothing else can come of it.
            _ => Err(Failed::Typed(TypedError::Usage("process".to_owned()), cli.common.lang())),
        }
    }

    /// What these words and the sheet come to behind the options that were typed, and the settings.
    fn typed(&self, sheet: &Path, mut words: Vec<OsString>) -> Result<Cli, Failed> {
        words.extend(["--".into(), sheet.into()]);
        cli::again(&words, self.common).map_err(|(error, lang)| Failed::Typed(error, lang))
    }
}
