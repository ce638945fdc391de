//! A run as JSON, for machines: `--format json`.
//!
//! One [`Document`], UTF-8, with a final newline. `format` is always `vdsbatch-run`; `version` is
//! [`VERSION`] and grows when a field changes its meaning or goes away. New fields may come at any
//! time: a reader skips what it does not know.
//!
//! * Statuses are the words of the ledger: `confirmed`, `accepted`, `already-ordered`, `unpaid`,
//!   `unknown`, `rejected`, `conflict`, `invalid`, `not-sent`, `skipped`, `ready`.
//! * Money is a decimal number as text (`"1200.50"`), never a float; `null` is money that is not
//!   known, and never 0. Sums say how many amounts they are made of and how many are missing.
//! * Times are RFC 3339 in UTC, days are ISO (`2026-11-24`). Messages are in the run's language and
//!   are for people; decide by codes and words.
//! * Foreign text is as it was read; characters that a terminal obeys or hides are written as escapes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::control::by_status;
use super::groups::Standing;
use super::schedule::renewing;
use super::totals::Sum;
use super::view::{Subject, View};
use super::words;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::money::Money;
use crate::order::{Difference, Order, Renewal};
use crate::outcome::{Earlier, MoneyState, Outcome, Status, Verdict};
use crate::printable::hidden;
use crate::run::{CatalogFacts, Run, Tried};
use crate::service::{Service, ServiceState};

/// The version of the form.
pub const VERSION: u32 = 1;

/// A run.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// Always `vdsbatch-run`.
    pub format: &'static str,
    /// [`VERSION`].
    pub version: u32,
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
    /// Servers read, less the sum over all statuses: 0, or a server was lost or counted twice.
    pub control: i128,
    /// Servers and money of each status.
    pub statuses: BTreeMap<&'static str, Amounts>,
    /// What stands or may stand, by where it comes from.
    pub standing: Origins,
    /// Renewals of the twelve months after the run, by month (`2026-12`), apart from all other sums.
    pub renewals: BTreeMap<String, Amounts>,
    /// Problems of the file as a whole.
    pub problems: Vec<Problem>,
    /// Every server, in the sheet's order.
    pub orders: Vec<Line<'a>>,
    /// Every try of this run.
    pub attempts: Vec<Attempt<'a>>,
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

/// Sums by where orders come from.
#[derive(Debug, Serialize)]
pub struct Origins {
    /// Ordered by this run.
    pub this_run: Amounts,
    /// Ordered by an earlier run of the same sheet.
    pub earlier_by_this_sheet: Amounts,
    /// Ordered by another sheet, or by hand.
    pub otherwise: Amounts,
}

/// A number of servers and their money.
#[derive(Debug, Serialize)]
pub struct Amounts {
    /// Servers (of renewals: renewals).
    pub servers: u64,
    /// Planned money: the sum of what is known; none if nothing is.
    pub planned: Option<Money>,
    /// How many planned amounts are not known, and so not in the sum.
    pub planned_unknown: u64,
    /// Actual money in the currency of planned money, as far as the panel told it.
    pub actual: Option<Money>,
    /// How many actual amounts are not known or in another currency, and so not in the sum.
    pub actual_unknown: u64,
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
    /// The earlier order that stands instead.
    pub earlier: Option<&'a Earlier>,
    /// Why it stands so: the code that `vdsbatch explain` knows.
    pub code: Option<&'static str>,
    /// The same as a word, such as `domain-in-use`.
    pub reason: Option<&'static str>,
    /// The panel's own words.
    pub panel_words: Option<&'a str>,
    /// Everything about the reason, for people.
    pub message: String,
    /// What a person does next.
    pub next_step: String,
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
    pub tariff_id: u32,
    /// Months paid for at a time.
    pub months: u8,
    /// The panel's id of the period.
    pub period_id: u32,
    /// The operating system's template.
    pub template: &'a str,
    /// Disk size, in the tariff's unit (GB).
    pub disk: u32,
    /// Memory, in the tariff's unit (GB).
    pub ram: u32,
    /// Cores.
    pub cpu: u32,
    /// IPv4 addresses.
    pub ipv4: u32,
    /// IPv6 addresses.
    pub ipv6: u32,
    /// Months of a renewal; none if it does not renew.
    pub renewal: Option<u8>,
    /// The planned amount for the first period; none if it is not known.
    pub planned: Option<Money>,
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

/// A problem of the file or of a row.
#[derive(Debug, Serialize)]
pub struct Problem {
    /// The code that `vdsbatch explain` knows.
    pub code: &'static str,
    /// Whether it keeps the row from being ordered.
    pub error: bool,
    /// The cell, if it has one.
    pub cell: Option<String>,
    /// The problem, for people.
    pub message: String,
}

/// One try of an order.
#[derive(Debug, Serialize)]
pub struct Attempt<'a> {
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
    /// The panel's own words.
    pub panel_words: Option<&'a str>,
}

/// The document of a run, as bytes. What a terminal would obey or hide is written as an escape.
pub(super) fn json(view: &View<'_>) -> Vec<u8> {
    let text = serde_json::to_string_pretty(&document(view))
        .expect("keys are texts, and nothing in a document refuses to be written");
    let mut shown = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        // The only line breaks are those between fields: serde escapes the others.
        if c != '\n' && hidden(c) {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| shown += &format!("\\u{unit:04x}"));
        } else {
            shown.push(c);
        }
    }
    shown.push('\n');
    shown.into_bytes()
}

fn document<'a>(view: &'a View<'a>) -> Document<'a> {
    let run = view.run;
    let facts = &run.facts;
    let standing = Standing::of(view);
    let month = |first: Date| format!("{:04}-{:02}", first.year(), first.month());
    Document {
        format: "vdsbatch-run",
        version: VERSION,
        run: &facts.id,
        started: facts.started,
        ended: run.end.as_ref().map(|end| end.at),
        verdict: run.end.as_ref().map(|end| end.verdict),
        exit_code: run.end.as_ref().map(|end| end.verdict.exit_code()),
        headline: words::headline(run, view.lang),
        stopped: run.end.as_ref().and_then(|end| end.stop.as_ref()).map(|stop| stop.message(view.lang)),
        plan: run.is_plan(),
        sandbox: facts.sandbox,
        no_list: facts.no_list,
        supersedes: run.supersedes().map(|other| other.id.as_str()),
        superseded_by: run.superseded_by().map(|other| other.id.as_str()),
        panel: facts.account.as_ref().map(|account| account.panel.to_string()),
        account: facts.account.as_ref().map(|account| account.login.as_str()),
        operator: &facts.operator,
        program: &facts.version,
        input: input(run),
        catalog: &facts.catalog,
        control: run.control(),
        statuses: by_status(view).into_iter().map(|(status, sum)| (status.word(), amounts(&sum))).collect(),
        standing: Origins {
            this_run: amounts(&standing.this_run),
            earlier_by_this_sheet: amounts(&standing.this_sheet),
            otherwise: amounts(&standing.elsewhere),
        },
        renewals: view.schedule.months.iter().map(|found| (month(found.first), amounts(&found.sum))).collect(),
        problems: run.notes.iter().map(|found| problem(found, view)).collect(),
        orders: view.subjects().map(|subject| line(&subject)).collect(),
        attempts: run.trail.attempts.iter().map(attempt).collect(),
    }
}

fn input(run: &Run) -> Input<'_> {
    let input = &run.facts.input;
    Input {
        file: &input.file,
        sha256: &input.sha256,
        format: &input.format,
        sheet: input.layout.sheet.as_deref(),
        servers: run.servers,
    }
}

fn amounts(sum: &Sum) -> Amounts {
    Amounts {
        servers: sum.servers,
        planned: (sum.priced > 0).then_some(sum.planned),
        planned_unknown: sum.unpriced,
        actual: (sum.paid > 0).then_some(sum.actual),
        actual_unknown: sum.unsaid,
    }
}

fn line<'a>(subject: &Subject<'a>) -> Line<'a> {
    let (view, line) = (subject.view, subject.line);
    let outcome = &line.outcome;
    let carried = view.run.facts.input.layout.carried().filter_map(|column| {
        let cell = subject.row?.row.cell(column.col)?;
        Some(Carried { column: column.col.to_string(), header: &column.header, text: cell.as_read() })
    });
    let (code, reason, panel_words) = why(outcome);
    Line {
        no: subject.no,
        row: line.row.get(),
        server: line.server,
        name: &line.name,
        domain: line.order.as_ref().map(|order| order.domain.ascii()),
        status: outcome.status,
        money: outcome.money(),
        order: line.order.as_ref().map(ordered),
        service: outcome.service.as_ref().map(found),
        earlier: outcome.earlier.as_ref(),
        code,
        reason,
        panel_words,
        message: words::reason(subject),
        next_step: words::next_step(outcome, view.lang),
        differences: &outcome.differences,
        problems: subject.row.iter().flat_map(|row| &row.diagnostics).map(|found| problem(found, view)).collect(),
        renewals: renewing(line, view).map(|renewing| renewing.days).unwrap_or_default(),
        carried: carried.collect(),
        attempts: outcome.attempts,
        http_status: outcome.http_status,
        sent_at: outcome.sent_at,
        ended_at: outcome.ended_at,
        order_id: view.run.order_id(line.row, line.server),
    }
}

/// The code, the word, and the panel's own words.
fn why(outcome: &Outcome) -> (Option<&'static str>, Option<&'static str>, Option<&str>) {
    let Some(reason) = &outcome.reason else { return (None, None, None) };
    let said = Some(reason.words.as_str()).filter(|words| !words.is_empty());
    (Some(reason.code.code().0), Some(reason.code.word()), said)
}

fn ordered(order: &Order) -> Ordered<'_> {
    let terms = &order.terms;
    Ordered {
        tariff: &terms.tariff_name,
        tariff_id: terms.tariff.get(),
        months: terms.months.get(),
        period_id: terms.period.get(),
        template: &terms.template,
        disk: terms.disk.value,
        ram: terms.ram.value,
        cpu: terms.cpu.value,
        ipv4: terms.ipv4.value,
        ipv6: terms.ipv6.value,
        renewal: match terms.renewal {
            Renewal::Every(months, _) => Some(months.get()),
            Renewal::Never(_) => None,
        },
        planned: order.price,
        cost_centre: &order.cost_centre,
        reference: &order.reference,
        comment: &order.comment,
    }
}

fn found(service: &Service) -> Found<'_> {
    Found {
        id: &service.id,
        state: service.state,
        ip: &service.ip,
        created: service.created,
        expires: service.expires,
        cost: service.cost,
        currency: service.currency.as_deref(),
    }
}

fn problem(found: &Diagnostic, view: &View<'_>) -> Problem {
    Problem {
        code: found.code().0,
        error: found.severity() == Severity::Error,
        cell: match found.place {
            Place::Cell(at) => Some(at.to_string()),
            Place::Row(_) | Place::Sheet => None,
        },
        message: found.message(view.lang),
    }
}

fn attempt(tried: &Tried) -> Attempt<'_> {
    let outcome = tried.outcome.as_ref();
    let (_, reason, panel_words) = outcome.map_or((None, None, None), why);
    Attempt {
        row: tried.row.get(),
        server: tried.server,
        number: tried.number,
        begun: tried.begun,
        ended: tried.ended,
        status: outcome.map_or(Status::Unknown, |outcome| outcome.status),
        reason,
        http_status: outcome.and_then(|outcome| outcome.http_status),
        panel_words,
    }
}
