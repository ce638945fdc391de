//! What a `process` run is, and whom it orders from.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;

use super::hook::Finish;
use crate::account::{Account, SignIn};
use crate::catalog::Catalog;
use crate::host::console::Console;
use crate::host::name::whole;
use crate::host::secret::Password;
use crate::ledger::Shelf;
use crate::money::Money;
use crate::order::claim::Settle;
use crate::order::plan::Rules;
use crate::panel::http::Trust;
use crate::progress::Mode;
use crate::report::{DataFormat, Output};
use crate::run::Verdict;
use crate::run::approval::Code;
use crate::run::company::CompanyLine;
use crate::run::exit::Exit;
use crate::sheet::{ChosenRows, Layout};
use crate::text::lang::Lang;
use crate::text::shell::Options;
use crate::verb::door::Named;
use crate::verb::error::Error;

/// The tariff table that is meant where none is named.
pub const USUAL_TABLE: &str = "ihor";

/// A `process` run, ready to begin.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Job {
    /// The sheet.
    pub sheet: PathBuf,
    /// What is read of it.
    pub reading: crate::reader::Options,
    /// Where the results go and as what, if the user says so.
    pub output: Option<Output>,
    /// Whether they replace a workbook of this program.
    pub overwrite: bool,
    /// What is written for machines, beside the workbook.
    pub format: Option<DataFormat>,
    /// Whether nothing is to be sent.
    pub dry_run: bool,
    /// Whether the plan is only shown, and no workbook is written of it.
    pub shown_only: bool,
    /// Whether the panel is asked what orders would cost, before anybody confirms.
    pub online: bool,
    /// Whether nobody is asked.
    pub yes: bool,
    /// The code of the plan that was approved, if one is given.
    pub approved: Option<Code>,
    /// Above which sum a plan must be approved.
    pub approval_above: Option<Money>,
    /// Whether the valid rows of a sheet with errors are ordered.
    pub only_valid: bool,
    /// Orders under way at a time.
    pub jobs: NonZeroUsize,
    /// Requests a second.
    pub rate: Option<NonZeroU32>,
    /// The most servers of a run.
    pub max_orders: u64,
    /// The most money of a run.
    pub max_total: Option<Money>,
    /// What a person expects of the sheet.
    pub expected: Expected,
    /// The rows that are chosen; without them all.
    pub rows: Option<ChosenRows>,
    /// Whether the panel has no list.
    pub no_list: bool,
    /// How an unknown order is proved absent.
    pub settle: Settle,
    /// How long it is waited for another process of the same account.
    pub lock_timeout: Duration,
    /// The program that is told what the run came to, if there is one.
    pub finish: Option<Finish>,
    /// How progress is shown.
    pub progress: Mode,
    /// Whether the exit tells a plan with something to order from one with nothing.
    pub detailed: bool,
    /// Whether standard output gets the run in one object, and nothing else.
    pub summary: bool,
    /// The options by which a command names the same ledger and panel; none where they go with the run.
    pub options: Option<Options>,
    /// All options that were typed: their long names, and their values.
    pub typed: Vec<(String, Option<String>)>,
    /// The tariff table.
    pub catalog: Catalog,
    /// The same as it was named.
    pub table: String,
    /// Whom it is ordered from.
    pub panel: PanelChoice,
    /// The language of messages where the sheet's headers are English, and where they are Russian:
    /// they count if nothing else says one.
    pub langs: [Lang; 2],
    /// Lines of the company's own, for the workbook.
    pub company: Vec<CompanyLine>,
    /// The language of the workbook, if the user says so.
    pub workbook_lang: Option<Lang>,
}

/// What a person expects of all orders of a sheet, ordered already or not; the run is refused if it is otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// How many servers.
    pub orders: Option<u64>,
    /// What is planned for all of them.
    pub total: Option<Money>,
}

impl Job {
    /// The same sheet ordered at a practice panel that goes with the run, without a question: nothing is bought there, so
    /// nobody needs to have approved it.
    #[cfg(feature = "sandbox")]
    #[must_use]
    pub fn practised(self, output: Output) -> Self {
        let panel = PanelChoice::Practice { dir: None, faults: crate::panel::practice::Faults::default() };
        let options = panel.options(&self.table);
        let output = Some(output);
        Self { panel, options, output, dry_run: false, shown_only: false, yes: true, approval_above: None, ..self }
    }

    /// The console in the language that goes with these columns.
    #[must_use]
    pub const fn spoken(&self, layout: &Layout, console: Console) -> Console {
        Console { lang: self.langs[layout.russian as usize], ..console }
    }

    /// What the plan may count on. Without a list nothing proves an order absent, and where the panel
    /// may sell one domain twice the proof is not good enough to send it again.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules { listed: !self.no_list, ..self.panel.rules(&self.catalog, self.settle) }
    }

    /// What kept the run from its first request, with what is typed next where that is known.
    #[must_use]
    pub fn advised(&self, error: Error) -> Error {
        match &self.options {
            Some(options) => error.with_commands(options),
            None => error,
        }
    }

    /// The options by which the same account and table are named to another `process`, which may be practice that keeps
    /// nothing.
    #[must_use]
    pub fn whose(&self) -> Options {
        self.options.clone().unwrap_or_else(|| with_table(Options::default(), &self.table))
    }

    /// The option by which the same tariff table is named, where no account is.
    #[must_use]
    pub fn which_table(&self) -> Options {
        with_table(Options::default(), &self.table)
    }

    /// Gives an answer on standard output; where the results themselves go there, it is said beside them.
    pub fn answer(&self, text: &str, console: Console) {
        if self.output == Some(Output::Stream) {
            console.say(text);
        } else {
            console.answer_statuses(text);
        }
    }

    /// How the program ends with this verdict.
    #[must_use]
    pub const fn exit(&self, verdict: Verdict) -> Exit {
        if self.detailed { verdict.detailed_exit() } else { verdict.exit() }
    }
}

/// Whom a run orders from.
#[derive(Debug)]
#[cfg_attr(not(feature = "sandbox"), expect(clippy::large_enum_variant, reason = "there is one of it in a run"))]
pub enum PanelChoice {
    /// Nobody: a dry run without an account.
    Nobody,
    /// A panel.
    Panel {
        /// The account.
        account: Account,
        /// Its password, or where it comes from.
        password: Password,
        /// Certificates that a person trusts.
        trust: Trust,
        /// The folder of the ledgers.
        ledgers: Shelf,
        /// Who says that this is the panel.
        named: Named,
        /// How the panel is told who asks.
        sign_in: SignIn,
    },
    /// The practice panel inside this program.
    #[cfg(feature = "sandbox")]
    Practice {
        /// The folder that keeps it; none if it goes with the process.
        dir: Option<PathBuf>,
        /// How it misbehaves.
        faults: crate::panel::practice::Faults,
    },
}

/// The options by which a command names an account, its panel and its ledger: the folder of ledgers where it is
/// not the user's own, the tariff table where it is not the usual one. The panel is left to the table that alone says
/// where it is.
#[must_use]
pub fn account_options(
    account: &Account,
    ledgers: &Shelf,
    trust: &Trust,
    sign_in: SignIn,
    (table, named): (&str, &Named),
) -> Options {
    let mut options = Options::default().with("--account", &account.login);
    // A command that is printed names no panel that nobody has named: whoever types it again is asked again.
    if !named.is_by_foreign_table() {
        options = options.with("--panel", account.panel.as_str());
    }
    if !ledgers.is_usual() {
        // It is typed in whatever folder somebody is then: elsewhere a relative one would be another ledger.
        options = options.with("--ledger", &whole(ledgers.root()));
    }
    if let Some(file) = &trust.ca_file {
        options = options.with("--ca-file", &file.display().to_string());
    }
    if let Some(pin) = &trust.pin {
        options = options.with("--certificate-sha256", &pin.to_string());
    }
    if sign_in == SignIn::Session {
        options = options.with("--sign-in", "session");
    }
    with_table(options, table)
}

fn with_table(options: Options, table: &str) -> Options {
    if table == USUAL_TABLE { options } else { options.with("--catalog", table) }
}

impl PanelChoice {
    /// Whether it is on this machine, where an order is executed at once or not at all.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self {
            Self::Nobody => false,
            Self::Panel { account, .. } => account.panel.is_loopback(),
            #[cfg(feature = "sandbox")]
            Self::Practice { .. } => true,
        }
    }

    /// What may be concluded from its lists.
    #[must_use]
    pub fn rules(&self, catalog: &Catalog, settle: Settle) -> Rules {
        let after_refusal = if self.is_loopback() { SignedDuration::ZERO } else { Rules::AFTER_REFUSAL };
        Rules { settle, unique: catalog.unique_domains, listed: true, after_refusal }
    }

    /// The options by which a command names the same ledger and panel; none for nobody's, and for a practice
    /// panel that goes with the process.
    #[must_use]
    pub fn options(&self, table: &str) -> Option<Options> {
        match self {
            Self::Nobody => None,
            Self::Panel { account, trust, ledgers, named, sign_in, .. } => {
                Some(account_options(account, ledgers, trust, *sign_in, (table, named)))
            }
            #[cfg(feature = "sandbox")]
            Self::Practice { dir, .. } => {
                let dir = dir.as_ref()?.display().to_string();
                Some(with_table(Options::default().with("--sandbox-dir", &dir), table))
            }
        }
    }

    /// Whether it is the practice panel inside this program.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        match self {
            Self::Nobody | Self::Panel { .. } => false,
            #[cfg(feature = "sandbox")]
            Self::Practice { .. } => true,
        }
    }
}
