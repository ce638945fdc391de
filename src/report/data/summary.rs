//! A run in one object, for scripts: `--summary json`, and the last event of `--progress json`.
//!
//! It is there however a run ends, also where nothing was read or sent. Everything else about a run is in its
//! [`Document`](super::Document).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::Checked;
use crate::money::{Money, currency_code};
use crate::order::Status;
use crate::report::totals::{Paid, Sum};
use crate::report::view::{Origin, View};
use crate::report::{todo, words};
use crate::run::approval::Code;
use crate::run::exit::Exit;
use crate::run::{Line, Run, Verdict};
use crate::text::json::Answer;

/// A run in one object.
#[derive(Clone, Debug, Serialize)]
pub struct RunSummary {
    /// What it came to.
    pub verdict: Verdict,
    /// The code that the program exits with.
    pub exit_code: u8,
    /// The same as a word, such as `some-failed`.
    pub exit: &'static str,
    /// What it came to, in a sentence.
    pub headline: String,
    /// Why nothing was sent, or not everything; none if nothing was in the way.
    pub stopped: Option<Stopped>,
    /// The run's id; none if it came to none, since its sheet or its ledger could not be read.
    pub run: Option<String>,
    /// When it started.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Whether nothing was to be sent.
    pub plan: bool,
    /// Whether the panel is the practice panel: nothing was ordered or paid then.
    pub sandbox: bool,
    /// The sheet, as it was named.
    pub sheet: String,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: Option<String>,
    /// The panel's address; none for nobody's plan.
    pub panel: Option<String>,
    /// The login.
    pub account: Option<String>,
    /// The folder of the ledger; none where none was opened.
    pub ledger: Option<String>,
    /// Who ran it: the operating system's user.
    pub operator: Option<String>,
    /// The program's version.
    pub program: &'static str,
    /// How many servers the sheet asks for.
    pub servers: u64,
    /// How many of them stand in which status; a status of none is left out.
    pub statuses: BTreeMap<&'static str, u64>,
    /// How many orders of earlier runs that this run is not about are unknown; none where no ledger tells.
    pub in_doubt: Option<u64>,
    /// Servers read, less the sum over all statuses: 0, or a server was lost or counted twice.
    pub control: i64,
    /// The money of what this run ordered or may have ordered, or, where it is a plan, would order: once for each
    /// currency, which are never added to one another.
    pub money: Vec<InCurrency>,
    /// The codes of its plan and of the approved one.
    pub approval: Codes,
    /// How much the check found, by weight.
    pub checked: Checked,
    /// The files that were written.
    pub written: Written,
    /// What a person does next, the gravest first.
    pub next: Vec<Next>,
}

impl Answer for RunSummary {
    const KIND: &'static str = "summary";
}

/// Why nothing was sent, or not everything.
#[derive(Clone, Debug, Serialize)]
pub struct Stopped {
    /// The code that `vdsbatch explain` knows, if it has one.
    pub code: Option<&'static str>,
    /// The same in words, with the way out.
    pub message: String,
}

/// Money in one currency.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InCurrency {
    /// The currency; none if neither the tariff table nor the panel names one.
    pub currency: Option<String>,
    /// How many servers it is about.
    pub servers: u64,
    /// The planned amounts that are known, added up; none if none is.
    pub planned: Option<Money>,
    /// How many planned amounts are not known, and so not in the sum.
    pub planned_unknown: u64,
    /// The actual amounts that are known, added up; none if none is.
    pub actual: Option<Money>,
    /// How many actual amounts are not known, and so not in the sum.
    pub actual_unknown: u64,
}

/// The codes of a run's plan and of the approved one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Codes {
    /// The code of the plan; none for nobody's, and where the run came to none.
    pub code: Option<Code>,
    /// The code that was given as that of the approved plan, if one was.
    pub given: Option<Code>,
    /// The same, where the plan is the one of that code.
    pub approved: Option<Code>,
}

/// The files that a run has written: whole paths, or `-` for standard output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// The workbook of results.
    pub workbook: Option<String>,
    /// The workbook of a plan.
    pub plan: Option<String>,
    /// The data for machines.
    pub data: Option<String>,
    /// What the ledger did not take: `vdsbatch ledger recover` reads it.
    pub recovery: Vec<String>,
}

/// What a person does next.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    /// About the servers of this status; none if it is about the run.
    pub status: Option<Status>,
    /// How many servers that is about.
    pub servers: u64,
    /// The domains of these servers, in the sheet's order; empty if it is about the run, or names none.
    pub domains: Vec<String>,
    /// What is done, in words.
    pub step: String,
    /// The commands for it, of which one is typed; those of the first server, where they name one.
    pub commands: Vec<String>,
}

/// What is known of an end beside the run itself.
#[derive(Debug)]
pub struct Around {
    /// The sheet, as it was named.
    pub sheet: String,
    /// How the program exits.
    pub exit: Exit,
    /// What kept it from its first order request, if something did.
    pub stopped: Option<Stopped>,
    /// The folder of the ledger.
    pub ledger: Option<String>,
    /// The files that were written.
    pub written: Written,
    /// What is typed next because of files and plans.
    pub next: Vec<Next>,
}

impl RunSummary {
    pub(in crate::report) fn of(view: &View<'_>, around: Around) -> Self {
        let (run, facts) = (view.run, &view.run.facts);
        let end = run.end.as_ref();
        let stopped = || {
            let stop = end?.stop.as_ref()?;
            Some(Stopped { code: stop.code().map(|code| code.0), message: stop.message(view.lang) })
        };
        let steps = todo::next(view).into_iter().map(|group| Next {
            status: Some(group.status),
            servers: group.servers,
            domains: group.domains,
            commands: group.step.typed(),
            step: group.step.said,
        });
        Self {
            run: Some(facts.id.clone()),
            started: Some(facts.started),
            ended: end.map(|end| end.at),
            headline: words::headline(run, view.lang),
            plan: run.is_plan(),
            sandbox: facts.sandbox,
            sha256: Some(facts.input.sha256.clone()),
            panel: facts.account.as_ref().map(|account| account.panel.to_string()),
            account: facts.account.as_ref().map(|account| account.login.clone()),
            operator: Some(facts.operator.clone()),
            servers: run.servers,
            statuses: statuses(run),
            control: i64::try_from(run.control()).unwrap_or(i64::MAX),
            money: money(view),
            approval: approval(run),
            checked: Checked::of(view),
            stopped: around.stopped.or_else(stopped),
            next: around.next.into_iter().chain(steps).collect(),
            ..Self::unread(end.map_or(Verdict::StoppedBefore, |end| end.verdict), around.exit, around.sheet)
                .in_ledger(around.ledger)
                .with(around.written)
        }
    }

    /// The same of a run that came to nothing before its sheet was read: what kept it from that, and what is typed next.
    #[must_use]
    pub fn unbegun(around: Around) -> Self {
        let verdict = match around.exit {
            Exit::SheetErrors => Verdict::SheetErrors,
            Exit::Guarded => Verdict::Guarded,
            _ => Verdict::StoppedBefore,
        };
        let stopped = around.stopped;
        Self {
            headline: stopped.as_ref().map(|stopped| stopped.message.clone()).unwrap_or_default(),
            stopped,
            next: around.next,
            ..Self::unread(verdict, around.exit, around.sheet).in_ledger(around.ledger).with(around.written)
        }
    }

    fn unread(verdict: Verdict, exit: Exit, sheet: String) -> Self {
        Self {
            verdict,
            exit_code: exit.code(),
            exit: exit.word(),
            headline: String::new(),
            stopped: None,
            run: None,
            started: None,
            ended: None,
            plan: false,
            sandbox: false,
            sheet,
            sha256: None,
            panel: None,
            account: None,
            ledger: None,
            operator: None,
            program: env!("CARGO_PKG_VERSION"),
            servers: 0,
            statuses: BTreeMap::new(),
            in_doubt: None,
            control: 0,
            money: Vec::new(),
            approval: Codes::default(),
            checked: Checked { errors: 0, warnings: 0, notes: 0 },
            written: Written::default(),
            next: Vec::new(),
        }
    }

    fn in_ledger(self, ledger: Option<String>) -> Self {
        Self { ledger, ..self }
    }

    fn with(self, written: Written) -> Self {
        Self { written, ..self }
    }
}

fn statuses(run: &Run) -> BTreeMap<&'static str, u64> {
    let tally = run.tally();
    let counts = Status::ALL.into_iter().map(|status| (status.word(), tally.count(status)));
    counts.filter(|(_, count)| *count > 0).collect()
}

fn approval(run: &Run) -> Codes {
    let (code, given) = (run.approval.clone(), run.facts.approved.clone());
    let approved = given.clone().filter(|given| code.as_ref() == Some(given));
    Codes { code, given, approved }
}

/// The money of what a run orders: in the currency of its plan first, then what the panel names otherwise.
fn money(view: &View<'_>) -> Vec<InCurrency> {
    let is_of_plan = |line: &Line| line.outcome.status == Status::Ready;
    let is_ordered = |line: &Line| view.origin(line) == Some(Origin::ThisRun);
    let own = || view.run.lines.iter().filter(|line| is_of_plan(line) || is_ordered(line));
    let mut sum = Sum::default();
    let mut others = BTreeMap::<String, (u64, Money)>::new();
    for line in own() {
        sum.add(line, &view.reckoning);
        if let Some(Paid::Foreign(cost, currency)) = Paid::of(line, &view.reckoning) {
            let (servers, amount) = others.entry(currency_code(&currency).to_uppercase()).or_default();
            *servers += 1;
            *amount = *amount + cost;
        }
    }
    if sum.servers == 0 {
        return Vec::new();
    }
    let planned = InCurrency {
        currency: view.reckoning.currency.map(|named| currency_code(named).to_owned()),
        servers: sum.servers,
        // A sum of nothing known would be 0, which reads as free of charge.
        planned: (sum.priced > 0).then_some(sum.planned),
        planned_unknown: sum.unpriced,
        actual: (sum.paid > 0).then_some(sum.actual),
        actual_unknown: sum.unsaid,
    };
    let others = others.into_iter().map(|(currency, (servers, amount))| InCurrency {
        currency: Some(currency),
        servers,
        actual: Some(amount),
        ..InCurrency::default()
    });
    std::iter::once(planned).chain(others).collect()
}
