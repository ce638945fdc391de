//! A run as JSON, for machines: `--format json`.
//!
//! One [`Document`] in the envelope of all answers ([`json`](crate::text::json)), UTF-8, with a final newline. `format` is
//! always `vdsbatch-run`; `version` grows when a field changes its meaning or goes away. New fields may come at any
//! time: a reader skips what it does not know.
//!
//! * Statuses are the words of the ledger: `confirmed`, `accepted`, `already-ordered`, `unpaid`,
//!   `unknown`, `rejected`, `conflict`, `invalid`, `not-sent`, `skipped`, `ready`.
//! * Money is a decimal number as text (`"1200.50"`), never a float; `null` is money that is not
//!   known, and never 0. Sums say how many amounts they are made of and how many are missing.
//! * Times are RFC 3339 in UTC, days are ISO (`2026-11-24`). Messages are in the run's language and
//!   are for people; decide by codes and words.
//! * Foreign text is as it was read; characters that a terminal obeys or hides are written as escapes.

mod checked;
mod fill;
mod summary;
mod sums;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

pub use self::checked::{Checked, Problem};
pub(super) use self::fill::json;
pub use self::summary::{Around, InCurrency, Next, RunSummary, Stopped, Written};
pub use self::sums::{Amounts, Group, Origins};
use crate::money::Money;
use crate::order::charge::OfOrder;
use crate::order::service::ServiceState;
use crate::order::{Difference, Earlier, MoneyState, NamedTerm, Prices, Status, Value};
use crate::report::decided::Decision;
use crate::report::vat::Tax;
use crate::run::approval::Code;
use crate::run::company::CompanyLine;
use crate::run::{CatalogFacts, Enquiry, Verdict};
use crate::sheet::PerAmount;
use crate::text::json::Answer;

impl Answer for Document<'_> {
    const KIND: &'static str = "run";
}

/// A run.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// Always `vdsbatch-run`.
    pub format: &'static str,
    /// The run's id.
    pub run: &'a str,
    /// When it started.
    pub started: Timestamp,
    /// When it ended; none while it runs, or when it was cut off.
    pub ended: Option<Timestamp>,
    /// What it came to; none while it runs, or when it was cut off.
    pub verdict: Option<Verdict>,
    /// The exit code of the verdict.
    pub exit_code: Option<u8>,
    /// The verdict in a sentence.
    pub headline: String,
    /// Why it stopped early, in words, if it did.
    pub stopped: Option<String>,
    /// Whether nothing was to be sent.
    pub plan: bool,
    /// Whether the panel is the practice panel: nothing was ordered or paid then.
    pub sandbox: bool,
    /// Whether the panel's list was not read (`--no-list`).
    pub no_list: bool,
    /// The rows that were chosen (`--rows`): `2-5,9`; none if the whole sheet was meant.
    pub rows: Option<String>,
    /// The earlier run of the same sheet whose results are all in this one.
    pub supersedes: Option<&'a str>,
    /// The later run of the same sheet in which all of this one's results are.
    pub superseded_by: Option<&'a str>,
    /// The panel's address.
    pub panel: Option<String>,
    /// The login.
    pub account: Option<&'a str>,
    /// Who ran it: the operating system's user.
    pub operator: &'a str,
    /// The program's version.
    pub program: &'a str,
    /// The file that was read.
    pub input: Input<'a>,
    /// The tariff table, the currency of planned money, and what it says of VAT.
    pub catalog: &'a CatalogFacts,
    /// Lines of the company's own: its contract, the payer, and so on.
    pub company: &'a [CompanyLine],
    /// What planned amounts say of VAT, and who says it.
    pub vat: Tax,
    /// The codes of its plan and of the approved one.
    pub approval: Approval<'a>,
    /// What the panel was asked before anything was ordered; none if it was not.
    pub enquiry: Option<&'a Enquiry>,
    /// Servers read, less the sum over all statuses: 0, or a server was lost or counted twice.
    pub control: i128,
    /// Servers and money of each status.
    pub statuses: BTreeMap<&'static str, Amounts>,
    /// What stands or may stand, by where it comes from.
    pub standing: Origins,
    /// What this run ordered, by tariff and months: the most money first. All groups, of which the
    /// summary may show the first alone.
    pub by_tariff: Vec<Group>,
    /// The same by cost centre; an empty name stands for orders that name none.
    pub by_cost_centre: Vec<Group>,
    /// Renewals of the twelve months after the run, by month (`2026-12`), apart from all other sums.
    pub renewals: BTreeMap<String, Amounts>,
    /// Those of them whose price is in another currency, which no sum above holds: by currency and month.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub renewals_in_other_currencies: BTreeMap<String, BTreeMap<String, Money>>,
    /// How much the check found, by weight: in the file as a whole and at every row.
    pub checked: Checked,
    /// Problems of the file as a whole, and of rows that ask for no server, such as a line of text; those of the others
    /// stand with their servers.
    pub problems: Vec<Problem>,
    /// Every server, in the sheet's order.
    pub orders: Vec<Line<'a>>,
    /// Every try of this run.
    pub attempts: Vec<Try<'a>>,
    /// What people decided about its orders, the earliest first.
    pub decisions: Vec<Decision<'a>>,
    /// Services that appeared in the panel's list during the run and that no line explains: ordered by
    /// somebody else, or twice.
    pub unexplained: Vec<Unexplained<'a>>,
}

/// The codes of a run's plan and of the approved one.
#[derive(Debug, Serialize)]
pub struct Approval<'a> {
    /// The code of the plan; none for nobody's, and where the run came to none.
    pub code: Option<&'a Code>,
    /// The code that was given as that of the approved plan, if one was.
    pub given: Option<&'a Code>,
    /// The same, where the plan is the one of that code: otherwise it is not the approved one, and nothing was sent.
    pub approved: Option<&'a Code>,
}

/// A service that no line explains.
#[derive(Debug, Serialize)]
pub struct Unexplained<'a> {
    /// Its domain, as the panel writes it.
    pub domain: &'a str,
    /// What the panel says of it.
    #[serde(flatten)]
    pub service: Found<'a>,
}

/// The file that was read.
#[derive(Debug, Serialize)]
pub struct Input<'a> {
    /// Its name, without folders.
    pub file: &'a str,
    /// SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: &'a str,
    /// What was found to be its format.
    pub format: &'a str,
    /// The sheet; none in a CSV file.
    pub sheet: Option<&'a str>,
    /// How many servers it asks for, as the check counted them.
    pub servers: u64,
}

/// One server.
#[derive(Debug, Serialize)]
pub struct Line<'a> {
    /// Its number in the run, from 1.
    pub no: u64,
    /// The row it comes from, as the sheet numbers it.
    pub row: u32,
    /// Which server of that row, from 1.
    pub server: u32,
    /// The domain as read or expanded.
    pub name: &'a str,
    /// The canonical domain, as sent; none if the row is invalid or skipped.
    pub domain: Option<&'a str>,
    /// How it stands.
    pub status: Status,
    /// What is known of its money.
    pub money: MoneyState,
    /// What was ordered; none if the row is invalid or skipped.
    pub order: Option<Ordered<'a>>,
    /// What the panel says of its service.
    pub service: Option<Found<'a>>,
    /// What the panel charged for it, by its list of charges; none where that was not read or names nothing for it.
    pub charged: Option<OfOrder>,
    /// The earlier order that stands instead.
    pub earlier: Option<&'a Earlier>,
    /// Why it stands so: the code that `vdsbatch explain` knows.
    pub code: Option<&'static str>,
    /// The same as a word, such as `domain-in-use`.
    pub reason: Option<&'static str>,
    /// The panel's own words, or what this program noticed in its answer, in English.
    pub panel_words: Option<Cow<'a, str>>,
    /// Everything about the reason, for people.
    pub message: String,
    /// What a person does next.
    pub next_step: String,
    /// The commands that it names, of which one is typed; `ID` and `…` in them are for a person to fill in.
    pub commands: Vec<String>,
    /// What differs from the earlier order or the service found.
    pub differences: &'a [Difference],
    /// What is wrong with its row, or worth knowing.
    pub problems: Vec<Problem>,
    /// The days of its renewals in the twelve months after the run.
    pub renewals: Vec<Date>,
    /// Cells of columns that the program does not know.
    pub carried: Vec<Carried<'a>>,
    /// How many times it was tried in this run.
    pub attempts: u32,
    /// The HTTP status of the last answer.
    pub http_status: Option<u16>,
    /// When the first try began.
    pub sent_at: Option<Timestamp>,
    /// When the last answer, or the end of waiting, came.
    pub ended_at: Option<Timestamp>,
    /// Our own id of it.
    pub order_id: String,
}

/// A cell of a column that the program does not know.
#[derive(Debug, Serialize)]
pub struct Carried<'a> {
    /// The column's letters.
    pub column: String,
    /// The column's header.
    pub header: &'a str,
    /// What stands in the cell.
    pub text: String,
}

/// What was ordered.
#[derive(Debug, Serialize)]
pub struct Ordered<'a> {
    /// The tariff.
    pub tariff: &'a str,
    /// The panel's id of the tariff.
    pub tariff_id: Option<&'a Value>,
    /// Months paid for at a time.
    pub months: u8,
    /// The panel's id of the period.
    pub period_id: Option<&'a Value>,
    /// The operating system's template.
    pub template: &'a str,
    /// How much of each resource that the tariff sells, in the tariff's unit (GB): a member each, called
    /// by the field's word (`disk`, `ram`, `cpu`, `ipv4`, `ipv6`).
    #[serde(flatten)]
    pub amounts: PerAmount<u32>,
    /// Its name for people, where the panel's own is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_title: Option<&'a str>,
    /// The data centre, where the tariff table has a name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_centre: Option<&'a str>,
    /// The recipe, if one is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe: Option<&'a str>,
    /// What the tariff table names and the sheet has a column for: amounts and choices, each with its name and
    /// whether the sheet said it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub named: &'a [NamedTerm],
    /// Months of a renewal; none if it does not renew.
    pub renewal: Option<u8>,
    /// The planned amount for the first period; none if it is not known.
    pub planned: Option<Money>,
    /// Who says what it costs: the sheet, the table's list, the panel that was asked.
    pub prices: &'a Prices,
    /// The cost centre, or empty.
    pub cost_centre: &'a str,
    /// The buyer's reference, or empty.
    pub reference: &'a str,
    /// The comment, or empty.
    pub comment: &'a str,
}

/// A service as the panel lists it.
#[derive(Debug, Serialize)]
pub struct Found<'a> {
    /// The panel's id.
    pub id: &'a str,
    /// Its state.
    pub state: Option<ServiceState>,
    /// Its address or addresses, or empty.
    pub ip: &'a str,
    /// The day it was made.
    pub created: Option<Date>,
    /// The last day that is paid for.
    pub expires: Option<Date>,
    /// What it costs; none if the panel does not say.
    pub cost: Option<Money>,
    /// The currency of the cost.
    pub currency: Option<&'a str>,
}

/// One try of an order.
#[derive(Debug, Serialize)]
pub struct Try<'a> {
    /// The row of its server.
    pub row: u32,
    /// Which server of that row, from 1.
    pub server: u32,
    /// Its number among the tries of its order, over all runs, from 1.
    pub number: u32,
    /// When it was written down, just before its request.
    pub begun: Timestamp,
    /// When it was closed; none if it never was.
    pub ended: Option<Timestamp>,
    /// How it ended; `unknown` if it was never closed.
    pub status: Status,
    /// Why, as a word.
    pub reason: Option<&'static str>,
    /// The HTTP status of its answer.
    pub http_status: Option<u16>,
    /// The panel's own words, or what this program noticed in its answer, in English.
    pub panel_words: Option<Cow<'a, str>>,
}
