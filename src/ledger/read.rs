//! Reading the ledger back.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row as SqlRow};

use super::row::{moment, parsed, time, unreadable};
use super::trail;
use crate::account::Account;
use crate::order::claim::{Claim, ClaimState, History, InCart, Tries};
use crate::order::clock::Moment;
use crate::order::service::KnownService;
use crate::order::{Alike, Domain, Outcome, Reason, ReasonCode, RemoteId, Status, Terms, Unread};
use crate::run::{End, Facts, Line, Run, Tally, Trail, Tried};
use crate::sheet::RowNo;

/// A run in a line.
#[derive(Clone, Debug)]
pub struct RunLine {
    /// What is known from its start.
    pub facts: Facts,
    /// How its servers stand.
    pub tally: Tally,
    /// How it ended; none while it runs, or when it crashed.
    pub end: Option<End>,
}

/// The live claims and the services last seen undeleted.
pub(super) fn history(db: &Connection) -> Result<History, Unread> {
    let mut statement = db.prepare_cached(
        "SELECT domain, terms, state, service_id, run, since, listed_before,
                (SELECT max(begun) FROM attempt WHERE attempt.claim = claim.id),
                (SELECT content FROM service WHERE service.id = claim.service_id), claim.id, positive, contested,
                remote_id, cart_item, EXISTS (SELECT 1 FROM confirm WHERE confirm.claim = claim.id)
         FROM claim WHERE live = 1",
    )?;
    let mut rows = statement.query([])?;
    let (mut claims, mut asked) = (HashMap::new(), AskedFor::default());
    while let Some(row) = rows.next()? {
        let (domain, mut claim) = claim(row, &mut asked)?;
        if matches!(claim.state, ClaimState::Unknown | ClaimState::Refused | ClaimState::Accepted) {
            // Only what may still come out otherwise is judged by its tries, and each costs three queries.
            claim.tries = tries(db, row.get(9)?)?;
        }
        claims.insert(domain, claim);
    }
    let mut statement =
        db.prepare_cached("SELECT id, json_extract(content, '$.domain') FROM service WHERE deleted = 0 ORDER BY id")?;
    let known_services = statement
        .query_map([], |row| Ok(KnownService { id: row.get(0)?, domain: row.get(1)? }))
        .and_then(Iterator::collect)?;
    let lost: i64 = db
        .prepare_cached("SELECT coalesce(sum(lost), 0) FROM repair")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)))?;
    Ok(History { claims, known_services, incomplete: lost > 0 })
}

/// A new key for an order: this ledger's own id, and 80 random bits.
pub(super) fn new_key(db: &Connection) -> Result<RemoteId, Unread> {
    let mut statement = db.prepare_cached("SELECT id, randomblob(10) FROM identity")?;
    let (ledger, random) = statement.query_row([], |row| Ok((row.get::<_, u32>(0)?, row.get(1)?)))?;
    Ok(RemoteId::new(ledger, random))
}

/// The tries of a claim that may have reached the panel, and when lists did not show it.
fn tries(db: &Connection, claim: i64) -> Result<Tries, Unread> {
    let mut statement = db
        .prepare_cached("SELECT ended, ended_clocks FROM attempt WHERE claim = ?1 AND may_have_left ORDER BY number")?;
    let mut rows = statement.query([claim])?;
    let mut tries = Tries::default();
    while let Some(row) = rows.next()? {
        let (ended, clocks): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
        tries.count += 1;
        tries.ended = ended.map(|at| moment("attempt.ended", &at, clocks.as_deref())).transpose()?;
    }
    tries.absences = moments(db, "absence", claim)?;
    tries.unseen = moments(db, "unseen", claim)?;
    Ok(tries)
}

/// When lists did not show a claim's order, the earliest first.
fn moments(db: &Connection, table: &str, claim: i64) -> Result<Vec<Moment>, Unread> {
    let mut statement = db.prepare_cached(&format!("SELECT at, clocks FROM {table} WHERE claim = ?1"))?;
    let mut rows = statement.query([claim])?;
    let mut moments = Vec::new();
    while let Some(row) = rows.next()? {
        let (at, clocks): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        moments.push(moment(table, &at, clocks.as_deref())?);
    }
    // As times: as texts, `10:00:00Z` comes after `10:00:00.5Z`.
    moments.sort_by_key(|moment| moment.at);
    Ok(moments)
}

/// The terms of claims, by how they are kept: the same text is read once.
#[derive(Debug, Default)]
struct AskedFor(HashMap<String, Option<Arc<Terms>>>);

impl AskedFor {
    /// So many kinds are remembered.
    const KINDS: usize = 1_000;

    fn of(&mut self, text: &str) -> Result<Option<Arc<Terms>>, Unread> {
        if let Some(known) = self.0.get(text) {
            return Ok(known.clone());
        }
        let terms: Option<Arc<Terms>> = parsed("claim.terms", text)?;
        if self.0.len() < Self::KINDS {
            self.0.insert(text.to_owned(), terms.clone());
        }
        Ok(terms)
    }
}

fn claim(row: &SqlRow<'_>, asked: &mut AskedFor) -> Result<(Domain, Claim), Unread> {
    let text = |at: usize| row.get::<_, String>(at);
    let maybe = |at: usize| row.get::<_, Option<String>>(at);
    let name = text(0)?;
    let domain = Domain::new(&name).ok_or_else(|| unreadable("claim.domain", &name))?;
    let state = text(2)?;
    let claim = Claim {
        terms: asked.of(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
        state: ClaimState::of_word(&state).ok_or_else(|| unreadable("claim.state", &state))?,
        service_id: maybe(3)?,
        service: maybe(8)?.map(|text| parsed("service.content", &text)).transpose()?,
        run: maybe(4)?,
        since: time("claim.since", &text(5)?)?,
        attempted: maybe(7)?.map(|text| time("attempt.begun", &text)).transpose()?,
        listed_before: parsed("claim.listed_before", &text(6)?)?,
        positive: row.get(10)?,
        contested: row.get(11)?,
        key: maybe(12)?.map(RemoteId::kept),
        cart: maybe(13)?.map(|item| Ok::<_, Unread>(InCart { item, confirmed: row.get(14)? })).transpose()?,
        tries: Tries::default(),
    };
    Ok((domain, claim))
}

/// A run as recorded. An attempt that was never closed makes its line unknown.
pub(super) fn run(db: &Connection, id: &str) -> Result<Option<Run>, Unread> {
    let head = db
        .query_row("SELECT facts, servers, notes, ended, agreed_at FROM run WHERE id = ?1", [id], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, Option<String>>(3)?,
                row.get::<_, Option<String>>(4)?,
            ))
        })
        .optional()?;
    let Some((facts, servers, notes, ended, agreed)) = head else {
        return Ok(None);
    };
    let mut lines = lines(db, id)?;
    if ended.is_none() && agreed.is_some() {
        cut_off(&mut lines);
    }
    let rows = column(db, "SELECT content FROM run_row WHERE run = ?1 ORDER BY seq", id)?;
    let mut run = Run {
        facts: parsed("run.facts", &facts)?,
        servers: u64::try_from(servers).unwrap_or(0),
        rows: rows.iter().map(|text| parsed("run_row.content", text)).collect::<Result<_, _>>()?,
        notes: parsed("run.notes", &notes)?,
        lines,
        enquiry: None,
        approval: None,
        end: ended.map(|text| parsed("run.ended", &text)).transpose()?,
        trail: Trail::default(),
    };
    run.enquiry = run.end.as_ref().and_then(|end| end.enquiry.clone());
    run.approval = run.end.as_ref().and_then(|end| end.approval.clone());
    run.trail = trail::read(db, &run)?;
    remember_paid(&mut run);
    Ok(Some(run))
}

/// Ledgers of before kept what a try had shown, and lost it in the line when the service was deleted.
fn remember_paid(run: &mut Run) {
    let Run { lines, trail, .. } = run;
    let shown = |tried: &Tried| Some(((tried.row, tried.server), tried.outcome.as_ref()?.paid_as()?));
    let paid: HashMap<_, _> = trail.attempts.iter().filter_map(shown).collect();
    for line in lines.iter_mut().filter(|line| line.outcome.paid_as().is_none()) {
        line.outcome.paid = paid.get(&(line.row, line.server)).cloned();
    }
}

/// A confirmed run that never ended was cut off: what it had not tried was not sent.
fn cut_off(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.outcome.status == Status::Ready) {
        line.outcome = line.outcome.unsent(ReasonCode::RunStopped);
    }
}

/// Whose the ledger is, as its last run says that says it.
pub(super) fn account(db: &Connection) -> Result<Option<Account>, Unread> {
    let said =
        "SELECT facts -> '$.account' FROM run WHERE facts ->> '$.account' IS NOT NULL ORDER BY rowid DESC LIMIT 1";
    let account: Option<String> = db.query_row(said, [], |row| row.get(0)).optional()?;
    account.map(|account| parsed("run.facts", &account)).transpose()
}

/// Every run in a line, the latest first.
pub(super) fn runs(db: &Connection) -> Result<Vec<RunLine>, Unread> {
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    let mut statement = db.prepare(LINE_STATUSES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get::<_, String>(at);
        let status = text(1)?;
        let status = Status::of_word(&status).ok_or_else(|| unreadable("line.outcome", &status))?;
        let count = row.get::<_, u32>(2)?;
        let tally = tallies.entry(text(0)?).or_default();
        (0..count).for_each(|_| tally.add(status));
    }
    let mut statement = db.prepare("SELECT id, facts, ended FROM run")?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |at: usize| row.get::<_, String>(at);
        let ended = row.get::<_, Option<String>>(2)?;
        lines.push(RunLine {
            facts: parsed("run.facts", &text(1)?)?,
            tally: tallies.remove(&text(0)?).unwrap_or_default(),
            end: ended.map(|text| parsed("run.ended", &text)).transpose()?,
        });
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.facts.started));
    Ok(lines)
}

/// The lines of every run by status. A line whose attempt was never closed is unknown; what a
/// confirmed run had not tried when it was cut off was not sent.
const LINE_STATUSES: &str = "
SELECT line.run,
       CASE WHEN json_extract(line.outcome, '$.status') IN ('ready', 'not-sent') AND EXISTS (
                SELECT 1 FROM attempt
                WHERE attempt.run = line.run AND attempt.row = line.row AND attempt.server = line.server
                  AND attempt.ended IS NULL)
            THEN 'unknown'
            WHEN json_extract(line.outcome, '$.status') = 'ready' AND ended IS NULL AND agreed_at IS NOT NULL
            THEN CASE WHEN line.outcome ->> '$.cart_item' IS NULL THEN 'not-sent' ELSE 'unpaid' END
            ELSE json_extract(line.outcome, '$.status') END AS status,
       count(*)
FROM line JOIN run ON run.id = line.run GROUP BY line.run, status";

fn column(db: &Connection, sql: &str, run: &str) -> Result<Vec<String>, Unread> {
    let mut statement = db.prepare(sql)?;
    Ok(statement.query_map([run], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn lines(db: &Connection, run: &str) -> Result<Vec<Line>, Unread> {
    let mut statement = db.prepare(
        "SELECT row, server, name, line_order, outcome,
                (SELECT begun FROM attempt
                 WHERE attempt.run = line.run AND attempt.row = line.row AND attempt.server = line.server
                   AND attempt.ended IS NULL)
         FROM line WHERE run = ?1 ORDER BY row, server",
    )?;
    let mut rows = statement.query([run])?;
    let (mut lines, mut alike) = (Vec::new(), Alike::default());
    while let Some(row) = rows.next()? {
        let mut line = line(row)?;
        if let Some(order) = &mut line.order {
            alike.share(&mut order.terms);
        }
        lines.push(line);
    }
    Ok(lines)
}

/// The lines that were sent for a claim, each with its run.
pub(super) fn lines_of_claim(db: &Connection, claim: i64) -> Result<Vec<(String, Line)>, Unread> {
    let mut statement = db
        .prepare_cached(
            // With a lone max() SQLite takes every other column from the row that has it: the last attempt.
            "SELECT line.row, line.server, name, line_order, line.outcome,
                    CASE WHEN ended IS NULL THEN begun END, line.run, max(number)
             FROM attempt JOIN line ON line.run = attempt.run AND line.row = attempt.row AND line.server = attempt.server
             WHERE claim = ?1 GROUP BY line.run, line.row, line.server",
        )?;
    let mut rows = statement.query([claim])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push((row.get(6)?, line(row)?));
    }
    Ok(lines)
}

/// The lines of a domain, each with its run, whether that was confirmed, and whether it ended.
pub(super) fn lines_of_domain(db: &Connection, domain: &Domain) -> Result<Vec<(String, Line)>, Unread> {
    let mut statement = db.prepare_cached(
        "SELECT row, server, name, line_order, outcome,
                (SELECT begun FROM attempt
                 WHERE attempt.run = line.run AND attempt.row = line.row AND attempt.server = line.server
                   AND attempt.ended IS NULL), line.run, run.ended IS NULL AND run.agreed_at IS NOT NULL
         FROM line JOIN run ON run.id = line.run
         WHERE line.domain = ?1 AND line_order IS NOT NULL",
    )?;
    let mut rows = statement.query([domain.ascii()])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let mut line = line(row)?;
        if row.get(7)? {
            cut_off(std::slice::from_mut(&mut line));
        }
        lines.push((row.get(6)?, line));
    }
    Ok(lines)
}

fn line(row: &SqlRow<'_>) -> Result<Line, Unread> {
    let text = |at: usize| row.get::<_, String>(at);
    let maybe = |at: usize| row.get::<_, Option<String>>(at);
    let number = |at: usize| row.get::<_, u32>(at);
    let mut outcome: Outcome = parsed("line.outcome", &text(4)?)?;
    // A line is written when a run begins and ends; in between an attempt without an end knows better.
    let still_open = matches!(outcome.status, Status::Ready | Status::NotSent);
    if let (Some(begun), true) = (maybe(5)?, still_open) {
        outcome = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Crashed));
        outcome.attempts = 1;
        outcome.sent_at = Some(time("attempt.begun", &begun)?);
    }
    Ok(Line {
        row: RowNo::from_index(number(0)?.saturating_sub(1)),
        server: number(1)?,
        name: text(2)?,
        order: maybe(3)?.map(|text| parsed("line.line_order", &text)).transpose()?,
        outcome,
    })
}
