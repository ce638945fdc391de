//! A run as it is recorded: the one value from which every workbook is made.

pub mod approval;
pub mod chronicle;
mod closing;
mod command;
pub mod company;
mod compared;
pub mod dossier;
mod enquiry;
pub mod event;
pub mod exit;
mod going;
mod guard;
mod hindrance;
mod in_use;
mod kept;
mod knows;
mod lines;
mod period;
mod stop;
mod summary;
mod tally;
mod verdict;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use self::approval::Code;
pub use self::closing::ClosingGap;
pub use self::command::CommandFault;
use self::company::CompanyLine;
pub use self::compared::compared;
pub use self::enquiry::{Enquiry, Unquoted};
pub use self::exit::Exit;
pub use self::going::still_going;
pub use self::guard::{Guard, ROWS_NAMED};
pub use self::hindrance::{Hindrance, LONGEST_PASSWORD, NoClient, NoPassword};
pub use self::in_use::InUse;
pub use self::kept::{Kept, Said};
pub use self::knows::Knows;
pub use self::period::Period;
pub use self::stop::Stop;
pub use self::summary::{Group, Sum, Summary};
pub use self::tally::Tally;
pub use self::verdict::Verdict;
use crate::account::Account;
use crate::catalog::{Units, Vat, age};
use crate::order::charge::Charges;
use crate::order::ruling::{Decided, Held};
use crate::order::service::{Gap, Service};
use crate::order::{ClaimState, Domain, Order, Outcome, Status};
use crate::sheet::PerAmount;
use crate::sheet::input::Input;
use crate::sheet::problem::Diagnostic;
use crate::sheet::{ChosenRows, Row, RowNo};
use crate::text::lang::Lang;

/// The table that it was checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogFacts {
    /// The catalogue's short name.
    pub name: String,
    /// The provider's name.
    pub title: String,
    /// The date of its ids.
    pub as_of: String,
    /// The currency of money.
    pub currency: Option<String>,
    /// What money says of VAT.
    pub vat: Vat,
    /// Its rate in whole per cent, where the table says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat_rate: Option<u8>,
    /// In what units its amounts are.
    #[serde(default)]
    pub units: PerAmount<Units>,
    /// Whether `catalog check` compares it with its panel.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub comparable: bool,
}

/// What is known of a run before it sends anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The run's id: UTC time, the fraction of its second as four hexadecimal digits.
    pub id: String,
    /// When it started.
    pub started: Timestamp,
    /// The account; none for a check, or a plan without one.
    pub account: Option<Account>,
    /// Whether the panel is the practice panel.
    pub sandbox: bool,
    /// Whether the operator said that the panel has no list of services.
    #[serde(default)]
    pub no_list: bool,
    /// Whether it was a dry run, which is a plan whatever it found.
    #[serde(default)]
    pub dry_run: bool,
    /// The code of the plan that was approved, if one was given: nothing is sent unless the plan comes to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Code>,
    /// The rows that were chosen; without them all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<ChosenRows>,
    /// Who ran it: the operating system's user.
    pub operator: String,
    /// On which machine.
    pub host: String,
    /// The zone of its clocks, by name or as an offset; runs of before did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The program's version.
    pub version: String,
    /// The file.
    pub input: Input,
    /// The catalogue.
    pub catalog: CatalogFacts,
    /// The language of its workbook.
    pub lang: Lang,
    /// Lines of the company's own, for its workbook.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub company: Vec<CompanyLine>,
    /// What it knew of earlier orders before it asked a panel.
    #[serde(default, skip_serializing_if = "Knows::is_unsaid")]
    pub knows: Knows,
}

impl Facts {
    /// Whether a row is to be ordered: nobody chose rows, or it is one of those.
    #[must_use]
    pub fn chooses(&self, row: RowNo) -> bool {
        self.rows.as_ref().is_none_or(|rows| rows.holds(row))
    }

    /// What is said of a tariff table that was older than a year when the run started; nothing where the practice
    /// panel sells what stands in it.
    #[must_use]
    pub fn aged(&self, lang: Lang) -> Option<String> {
        let started = jiff::tz::TimeZone::UTC.to_datetime(self.started).date();
        age::warning(&self.catalog.as_of, started, self.catalog.comparable, lang).filter(|_| !self.sandbox)
    }
}

/// One row of the input, as it was read and judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadRow {
    /// The row as read.
    pub row: Row,
    /// What was wrong with it, or worth knowing.
    pub diagnostics: Vec<Diagnostic>,
}

/// One server of the input and how it ended. A row that cannot expand is one line.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Line {
    /// The row it comes from.
    pub row: RowNo,
    /// Which server of that row, from 1.
    pub server: u32,
    /// The domain as expanded, or what stands in its cell where that is no domain.
    pub name: String,
    /// The order; none if the row is invalid or skipped.
    pub order: Option<Order>,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// When.
    pub at: Timestamp,
    /// What it came to.
    pub verdict: Verdict,
    /// Why it stopped early, if it did.
    pub stop: Option<Stop>,
    /// Services that appeared in the panel's list during the run and that no line explains.
    #[serde(default)]
    pub unexplained: Vec<Service>,
    /// Why the list at its end does not tell what became of its accepted orders, if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<ClosingGap>,
    /// What the panel was asked before anything was ordered, if it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<Enquiry>,
    /// The code of its plan, if it came to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Code>,
}

/// A run: what was read, what was ordered, how everything ended.
#[derive(Clone, Debug)]
pub struct Run {
    /// What is known from the start.
    pub facts: Facts,
    /// How many servers the input asks for after expansion, as the check counted them.
    pub servers: u64,
    /// Every row read, in the sheet's order.
    pub rows: Vec<ReadRow>,
    /// Problems of the file as a whole.
    pub notes: Vec<Diagnostic>,
    /// Every server, in the sheet's order.
    pub lines: Vec<Line>,
    /// What the panel was asked before anything was ordered, if it was asked.
    pub enquiry: Option<Enquiry>,
    /// The code of its plan, as soon as there is one; none for nobody's.
    pub approval: Option<Code>,
    /// How it ended; none while it runs, or when it crashed.
    pub end: Option<End>,
    /// What the ledger has around it.
    pub trail: Trail,
}

/// What the ledger has around a run: its tries, the lists that were read, the same sheet's other runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// Every try of this run, in the order in which they began.
    pub attempts: Vec<Tried>,
    /// The lists of services read since the run's first order in doubt was sent, or since the run
    /// started, the earliest first.
    pub lists: Vec<ListRead>,
    /// The other runs of the very same sheet, the earliest first.
    pub same_sheet: Vec<SameSheet>,
    /// What people decided about the orders of this run, the earliest first.
    pub decisions: Vec<Decided>,
    /// How the claims on the domains of this run stand now; a domain that is free has none.
    pub claims: BTreeMap<Domain, ClaimState>,
    /// What the panel charged for the services of this run, by the service's id.
    pub charges: BTreeMap<String, Charges>,
}

/// One try of an order, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The row of its line.
    pub row: RowNo,
    /// Which server of that row, from 1.
    pub server: u32,
    /// Its number among the tries of its order, over all runs, from 1.
    pub number: u32,
    /// When it was written down, just before its request.
    pub begun: Timestamp,
    /// When it was closed.
    pub ended: Option<Timestamp>,
    /// How it ended; none while it is open, that is, in doubt.
    pub outcome: Option<Outcome>,
}

/// One reading of the panel's list of services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRead {
    /// When it was written down.
    pub at: Timestamp,
    /// How many services it had.
    pub services: u64,
    /// Why it proves nothing absent; none if it came complete.
    pub gap: Option<Gap>,
}

/// Another run of the very same sheet: same content, same sheet of the file, same account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameSheet {
    /// Its id.
    pub id: String,
    /// When it started.
    pub started: Timestamp,
    /// Whether it gave results, and not only a plan.
    pub results: bool,
}

/// Whether a run that ended so, with or without lines left ready, is a plan of which nothing was sent.
#[must_use]
pub fn is_plan(ready: bool, end: Option<&End>) -> bool {
    // A line that is still ready was never tried, and accounting must not take a plan for results.
    ready
        || end
            .is_some_and(|end| matches!(end.verdict, Verdict::SheetErrors | Verdict::Guarded | Verdict::StoppedBefore))
}

impl Run {
    /// How many servers ended in each status.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.lines.iter().map(|line| line.outcome.status).collect()
    }

    /// What the run comes to as its lines stand now; none while it runs, or when it was cut off. A
    /// person's decision or a later list settles orders, or brings them into doubt, so what was said of the
    /// orders at the end is worked out anew. What stopped it counts as long as something was not sent.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let (end, tally) = (self.end.as_ref()?, self.tally());
        match end.verdict {
            Verdict::Done | Verdict::Planned | Verdict::NothingToOrder | Verdict::SomeUnknown | Verdict::SomeFailed => {
            }
            Verdict::Unseen if tally.count(Status::Accepted) == 0 => {}
            // A stop happened, whatever became known since; but a doubt is graver.
            Verdict::Unseen | Verdict::Stopped | Verdict::NoWorkbook | Verdict::Interrupted
                if tally.count(Status::Unknown) > 0 => {}
            Verdict::Unseen
            | Verdict::Stopped
            | Verdict::NoWorkbook
            | Verdict::Interrupted
            | Verdict::StoppedBefore
            | Verdict::SheetErrors
            | Verdict::Guarded => return Some(end.verdict),
        }
        let stop = end.stop.as_ref().filter(|_| tally.count(Status::NotSent) > 0);
        let sent = self.lines.iter().any(|line| line.outcome.attempts > 0);
        let verdict = self.held_against(Verdict::of_run(&tally, stop, sent));
        Some(if self.facts.dry_run { verdict.planned(tally.count(Status::Ready) > 0) } else { verdict })
    }

    /// The same verdict, or a graver one where lists contradict what people decided about orders of this run.
    #[must_use]
    pub fn held_against(&self, verdict: Verdict) -> Verdict {
        if self.contradicted() > 0 { verdict.contradicted() } else { verdict }
    }

    /// How many servers a person decided about otherwise than the panel's lists tell; one that is in doubt already is
    /// none of them.
    #[must_use]
    pub fn contradicted(&self) -> u64 {
        let settled = self.lines.iter().filter(|line| line.outcome.status != Status::Unknown);
        let decided = settled.filter(|line| {
            let last = line
                .order
                .as_ref()
                .and_then(|order| self.trail.decisions.iter().rfind(|one| one.domain == order.domain.ascii()));
            last.is_some_and(|one| matches!(one.held, Held::Contradicted(_)))
        });
        decided.count() as u64
    }

    /// Servers read less the sum over all statuses: 0, or a line was lost or counted twice. The
    /// number read is counted by the check, not from the lines, so that the control can fail.
    #[must_use]
    pub fn control(&self) -> i128 {
        i128::from(self.servers) - i128::from(self.tally().total())
    }

    /// Whether the run is a plan: nothing was to be sent, so the workbook is named `.plan.xlsx`.
    #[must_use]
    pub fn is_plan(&self) -> bool {
        self.facts.dry_run || is_plan(self.tally().count(Status::Ready) > 0, self.end.as_ref())
    }

    /// The last earlier run of the same sheet that gave results: they are all in this run's, so this
    /// run's stand in their place. A plan stands in the place of nothing.
    #[must_use]
    pub fn supersedes(&self) -> Option<&SameSheet> {
        let earlier = |other: &&SameSheet| other.results && other.started < self.facts.started;
        if self.is_plan() { None } else { self.trail.same_sheet.iter().rfind(earlier) }
    }

    /// The last later run of the same sheet that gave results: these stand in the place of this run's.
    #[must_use]
    pub fn superseded_by(&self) -> Option<&SameSheet> {
        self.trail.same_sheet.iter().rfind(|other| other.results && other.started > self.facts.started)
    }

    /// Whether a run is another one of this run's sheet.
    #[must_use]
    pub fn is_of_this_sheet(&self, run: &str) -> bool {
        self.trail.same_sheet.iter().any(|other| other.id == run)
    }

    /// Our own id of an order of this run: the run's, the row and the server.
    #[must_use]
    pub fn order_id(&self, row: RowNo, server: u32) -> String {
        format!("{}-{row}-{server}", self.facts.id)
    }
}
