//! One sheet that was named alone: its plan is shown, and a person says what to do with it.
//!
//! Whatever is chosen is done as `process` or `check` do it: their words are read again as if they had been typed, so
//! that settings, guards and questions are the same.

use std::ffi::OsString;
use std::path::Path;

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
use crate::text::printable::printable;
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
                self.console.insist(&error.message(of_sheet.unwrap_or(lang)));
                error.exit()
            }
        }
    }

    /// Shows the plan of a sheet, and goes on from there.
    fn look(&self, sheet: &Path) -> Result<End, Failed> {
        if reader::own(sheet).is_some_and(|own| own.is_plan) {
            let file = printable(&sheet.display().to_string());
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
        self.go_on(sheet, (&look, verdict), console)
    }

    /// Asks what to do with a sheet until it is ordered, or nothing is wanted any more.
    fn go_on(&self, sheet: &Path, (look, verdict): (&Job, Verdict), console: Console) -> Result<End, Failed> {
        let end = End::unsent(verdict.exit());
        let order = if ways::may_order(verdict) { Some(self.job(sheet, &[])) } else { None };
        match &order {
            Some(Err(Failed::Error(Error::Settings(SettingsError::NoAccount)))) => {
                console.insist(&ways::no_account(console.lang));
            }
            Some(Err(failed)) => {
                self.told(failed, console.lang);
            }
            Some(Ok(_)) | None => {}
        }
        let order = order.and_then(Result::ok);
        let offered = ways::offered(verdict, order.is_some());
        if offered.is_empty() {
            return Ok(end);
        }
        loop {
            if self.signal.given() {
                return Ok(end);
            }
            // Nothing is under way while a person thinks.
            self.signal.disarm();
            let Some(typed) = console.ask_now(&ways::question(&offered, order.as_ref(), console.lang)) else {
                console.say(&ways::command_for(look, (verdict, &offered), console.lang));
                return Ok(end);
            };
            match Choice::read(&typed, &offered) {
                Some(Choice::Order) => {
                    let Some(order) = &order else { return Ok(end) };
                    let exit = (self.process)(order, console, self.signal)?.exit();
                    return Ok(End { exit, sent: !exit.promises_nothing_sent() });
                }
                Some(Choice::Plan) => self.tried(self.plan(sheet, console), console),
                Some(Choice::Practice) => self.tried(self.practise(sheet, console), console),
                Some(Choice::Mark) => self.tried(self.mark(sheet, console), console),
                Some(Choice::Nothing | Choice::Blank) => return Ok(end),
                None => console.insist(&ways::not_understood(&typed, console.lang)),
            }
        }
    }

    /// Says what failed, if something did; the sheet is where it was, and so is the question.
    fn tried(&self, done: Result<(), Failed>, console: Console) {
        if let Err(failed) = done {
            self.told(&failed, console.lang);
        }
    }

    fn plan(&self, sheet: &Path, console: Console) -> Result<(), Failed> {
        (self.process)(&self.job(sheet, &["--dry-run"])?, console, self.signal)?;
        Ok(())
    }

    /// Orders at a practice panel, and keeps its workbook apart from results that count.
    #[cfg(feature = "sandbox")]
    fn practise(&self, sheet: &Path, console: Console) -> Result<(), Failed> {
        // Read again, since somebody may have saved it; a plan needs no account.
        let job = self.job(sheet, &["--dry-run"])?.practised(Output::Workbook(practice_beside(sheet)));
        (self.process)(&job, console, self.signal)?;
        Ok(())
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
