//! A run as it is recorded: the one value from which every workbook is made.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::catalog::Vat;
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::order::Order;
use crate::outcome::{Outcome, Status, Stop, Tally, Verdict};
use crate::row::{Layout, Row, RowNo};
use crate::service::Service;

/// The file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its name, without folders.
    pub file: String,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// What was found to be its format: `xlsx`, or `csv (windows-1251, ;)`.
    pub format: String,
    /// Where its columns stand.
    pub layout: Layout,
}

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
}

/// What is known of a run before it sends anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The run's id: UTC time and four random hexadecimal digits.
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
    /// Who ran it: the operating system's user.
    pub operator: String,
    /// On which machine.
    pub host: String,
    /// The program's version.
    pub version: String,
    /// The file.
    pub input: Input,
    /// The catalogue.
    pub catalog: CatalogFacts,
    /// The language of its workbook.
    pub lang: Lang,
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
    /// How it ended; none while it runs, or when it crashed.
    pub end: Option<End>,
}

impl Run {
    /// How many servers ended in each status.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.lines.iter().map(|line| line.outcome.status).collect()
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
        self.lines.iter().any(|line| line.outcome.status == Status::Ready)
            || self.end.as_ref().is_some_and(|end| {
                matches!(end.verdict, Verdict::SheetErrors | Verdict::Guarded | Verdict::StoppedBefore)
            })
    }
}
