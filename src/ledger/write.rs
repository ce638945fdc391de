//! What each write does to the tables.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::row::{LineKey, json, update_line};
use super::{Signature, charges, confirm, decision, found};
use crate::order::charge::Charge;
use crate::order::claim::{Claiming, Effect};
use crate::order::clock::Moment;
use crate::order::findings::Findings;
use crate::order::ruling::Ruling;
use crate::order::service::Listing;
use crate::order::{Domain, Order, Outcome, RemoteId, Status, Unwritten};
use crate::run::{End, Line, Run};

/// Something to be written, and when it happened.
#[derive(Clone, Debug)]
pub enum Write {
    /// A run, its rows as read and its lines as they stand.
    Start(Arc<Run>),
    /// The claims of a confirmed batch; when the provider's agreement was accepted, and by whom.
    Claim {
        /// The run.
        run: String,
        /// One claim an order.
        claims: Vec<Claiming>,
        /// When and by whom the agreement was accepted.
        agreed: Signature,
    },
    /// An attempt begins: its request may leave once this is written.
    Begin {
        /// The run.
        run: String,
        /// The order.
        order: Box<Order>,
        /// When.
        now: Moment,
    },
    /// How an attempt ended.
    Close {
        /// The attempt's id.
        attempt: i64,
        /// The run.
        run: String,
        /// The order.
        order: Box<Order>,
        /// How it stands.
        outcome: Box<Outcome>,
        /// When.
        now: Moment,
    },
    /// An item of the account's cart is about to be paid: its request may leave once this is written.
    Confirm {
        /// The run.
        run: String,
        /// The order that laid it there.
        order: Box<Order>,
        /// The item.
        item: String,
        /// How the order stands while nobody knows more.
        doubt: Box<Outcome>,
        /// When.
        now: Moment,
    },
    /// How that ended.
    Confirmed {
        /// The run.
        run: String,
        /// The order.
        order: Box<Order>,
        /// How it stands.
        outcome: Box<Outcome>,
        /// When.
        now: Moment,
    },
    /// What became known of orders after their attempts were closed.
    Settle {
        /// The run.
        run: String,
        /// The orders and how they stand.
        settled: Vec<(Order, Outcome)>,
    },
    /// What a list said.
    Listing {
        /// The run that read it, if one did.
        run: Option<String>,
        /// The list.
        listing: Listing,
    },
    /// What the panel charged.
    Charges {
        /// The charges.
        charges: Vec<Charge>,
        /// When their list was read.
        seen: Timestamp,
    },
    /// What a list said of the claims.
    Findings {
        /// What it said.
        findings: Findings,
    },
    /// How a run ended: its lines as they stand, and the end itself.
    Finish {
        /// The run.
        run: Arc<Run>,
        /// The end.
        end: Box<End>,
    },
    /// What a person decided about the order that holds a domain.
    Decide {
        /// The domain.
        domain: Domain,
        /// What is ruled.
        ruling: Ruling,
        /// Who decided, and when.
        signed: Signature,
    },
    /// A person says that a service is gone whose domain nobody can read.
    Gone {
        /// Which, and why.
        ruling: Ruling,
        /// Who decided, and when.
        signed: Signature,
    },
}

impl Write {
    /// Whether a request leaves once this is written.
    pub(super) const fn lets_send(&self) -> bool {
        matches!(self, Self::Begin { .. } | Self::Confirm { .. })
    }
}

impl fmt::Display for Write {
    /// What is written, in a few words for the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start(run) => write!(f, "start of {}, lines {}", run.facts.id, run.lines.len()),
            Self::Claim { run, claims, .. } => write!(f, "claims of {run}: {}", claims.len()),
            Self::Begin { order, .. } => write!(f, "attempt at {} begins", order.domain),
            Self::Close { attempt, order, outcome, .. } => {
                write!(f, "attempt {attempt} at {} ended: {}", order.domain, in_short(outcome))
            }
            Self::Confirm { order, item, .. } => write!(f, "payment of item {item} of {} begins", order.domain),
            Self::Confirmed { order, outcome, .. } => {
                write!(f, "payment for {} ended: {}", order.domain, in_short(outcome))
            }
            Self::Settle { settled, .. } => {
                f.write_str("settled:")?;
                settled.iter().try_for_each(|(order, outcome)| write!(f, " {} {};", order.domain, in_short(outcome)))
            }
            Self::Listing { listing, .. } => {
                write!(f, "list of services: {}, gap {:?}", listing.services.len(), listing.gap)
            }
            Self::Charges { charges, .. } => write!(f, "charges: {}", charges.len()),
            Self::Findings { findings, .. } => {
                write!(f, "found {}, not listed {}", findings.found.len(), findings.absent.len())
            }
            Self::Finish { run, end } => write!(f, "end of {}: {:?}, {:?}", run.facts.id, end.verdict, end.stop),
            Self::Decide { domain, ruling, .. } => write!(f, "decision about {domain}: {:?}", ruling.ruled),
            Self::Gone { ruling, .. } => write!(f, "decision: {:?}", ruling.ruled),
        }
    }
}

fn in_short(outcome: &Outcome) -> String {
    let reason = outcome.reason.as_ref().map_or("", |reason| reason.code.code().0);
    let id = outcome.service.as_ref().map(|service| service.id.as_str()).unwrap_or_default();
    format!("{} {reason} {id}", outcome.status).trim_end().to_owned()
}

/// What a write gives back: an attempt's id and number for [`Write::Begin`], else zeros.
pub(super) type Written = Result<(i64, u32), Unwritten>;

/// Applies one write within a transaction.
pub(super) fn apply(db: &Transaction<'_>, write: &Write) -> Written {
    let none = Ok((0, 0));
    match write {
        Write::Start(run) => start(db, run).and(none),
        Write::Claim { run, claims, agreed } => claim(db, run, claims, agreed).and(none),
        Write::Begin { run, order, now } => begin(db, run, order, now),
        Write::Close { attempt, run, order, outcome, now } => {
            let text = json("attempt.outcome", outcome)?;
            close(db, *attempt, now, &text).and_then(|()| settle(db, run, order, (outcome, &text))).and(none)
        }
        Write::Confirm { run, order, item, doubt, now } => {
            confirm::begin(db, run, (order, item), now)?;
            settle(db, run, order, (doubt, &json("line.outcome", doubt)?)).and(none)
        }
        Write::Confirmed { run, order, outcome, now } => {
            confirm::close(db, order, outcome, now)?;
            settle(db, run, order, (outcome, &json("line.outcome", outcome)?))?;
            confirm::tell(db, run, order, outcome).and(none)
        }
        Write::Settle { run, settled } => {
            let one = |(order, outcome): &(Order, Outcome)| {
                settle(db, run, order, (outcome, &json("line.outcome", outcome)?))?;
                confirm::tell(db, run, order, outcome)
            };
            settled.iter().try_for_each(one).and(none)
        }
        Write::Listing { run, listing } => note_listing(db, run.as_deref(), listing).and(none),
        Write::Charges { charges, seen } => charges::write(db, charges, *seen).and(none),
        Write::Findings { findings } => found::write(db, findings).and(none),
        Write::Finish { run, end } => finish(db, run, end).and(none),
        Write::Decide { domain, ruling, signed } => decision::write(db, domain, ruling, signed).and(none),
        Write::Gone { ruling, signed } => decision::gone(db, ruling, signed).and(none),
    }
}

fn start(db: &Transaction<'_>, run: &Run) -> Result<(), Unwritten> {
    let id = &run.facts.id;
    db.prepare_cached("INSERT INTO run (id, facts, servers, notes) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        id,
        json("run.facts", &run.facts)?,
        i64::try_from(run.servers).unwrap_or(i64::MAX),
        json("run.notes", &run.notes)?
    ])?;
    let mut insert = db.prepare_cached("INSERT INTO run_row (run, seq, content) VALUES (?1, ?2, ?3)")?;
    for (seq, row) in run.rows.iter().enumerate() {
        insert.execute(params![id, i64::try_from(seq).unwrap_or(i64::MAX), json("run_row.content", row)?])?;
    }
    write_lines(db, id, &run.lines)
}

fn write_lines(db: &Transaction<'_>, run: &str, lines: &[Line]) -> Result<(), Unwritten> {
    let mut insert = db.prepare_cached(
        "INSERT INTO line (run, row, server, name, line_order, outcome, domain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (run, row, server) DO UPDATE
         SET outcome = excluded.outcome, line_order = excluded.line_order, domain = excluded.domain
         WHERE line.outcome IS NOT excluded.outcome OR line.line_order IS NOT excluded.line_order",
    )?;
    // At the end of a run nearly all lines stand as they were settled, and no page of theirs is written again.
    for line in lines {
        let order = line.order.as_ref().map(|order| json("line.line_order", order)).transpose()?;
        insert.execute(params![
            run,
            line.row.get(),
            line.server,
            line.name,
            order,
            json("line.outcome", &line.outcome)?,
            line.order.as_ref().map(|order| order.domain.ascii())
        ])?;
    }
    Ok(())
}

fn claim(db: &Transaction<'_>, run: &str, claims: &[Claiming], agreed: &Signature) -> Result<(), Unwritten> {
    let at = agreed.at.to_string();
    db.prepare_cached("UPDATE run SET agreed_at = ?2, agreed_by = ?3 WHERE id = ?1")?.execute(params![
        run,
        at,
        agreed.operator
    ])?;
    // A claim that was never attempted frees its domain: nothing can have been ordered under it. One that was
    // refused and is claimed again belongs to a panel without a list, which does not sell a domain twice.
    let mut free =
        db.prepare_cached("UPDATE claim SET live = 0 WHERE domain = ?1 AND live = 1 AND state IN ('open', 'refused')")?;
    let mut insert = db.prepare_cached(
        "INSERT INTO claim (domain, terms, state, live, run, since, listed_before, remote_id)
         VALUES (?1, ?2, 'open', 1, ?3, ?4, ?5, ?6)",
    )?;
    let mut again = db.prepare_cached(
        "UPDATE claim SET again = ?2 WHERE domain = ?1 AND live = 1 AND state = 'unknown'
         AND (SELECT count(*) FROM attempt WHERE attempt.claim = claim.id AND may_have_left) = 1",
    )?;
    for Claiming { order, listed_before, again: second, key, cart_item } in claims {
        let domain = order.domain.ascii();
        if let Some(item) = cart_item {
            confirm::claimed(db, order, item)?;
            continue;
        }
        if *second {
            if again.execute(params![domain, run])? != 1 {
                return Err(Unwritten::NotAgain(order.domain.clone()));
            }
            continue;
        }
        free.execute([domain])?;
        insert.execute(params![
            domain,
            json("claim.terms", &order.terms)?,
            run,
            at,
            json("claim.listed_before", listed_before)?,
            key.as_ref().map(RemoteId::as_str)
        ])?;
    }
    Ok(())
}

fn begin(db: &Transaction<'_>, run: &str, order: &Order, now: &Moment) -> Result<(i64, u32), Unwritten> {
    let claim: i64 = db
        .prepare_cached(
            "SELECT id FROM claim WHERE domain = ?1 AND live = 1
             AND (run = ?2 AND state IN ('open', 'refused') OR again = ?2 AND state = 'unknown' AND (
                 SELECT count(*) FROM attempt WHERE attempt.claim = claim.id AND may_have_left) = 1)",
        )?
        .query_row(params![order.domain.ascii(), run], |row| row.get(0))
        .map_err(|error| match error {
            rusqlite::Error::QueryReturnedNoRows => Unwritten::NoClaim(order.domain.clone()),
            other => other.into(),
        })?;
    // From here on it may exist: a crash before its answer must find the domain in doubt, never free.
    db.prepare_cached("UPDATE claim SET state = 'unknown' WHERE id = ?1")?.execute([claim])?;
    let number: u32 =
        db.prepare_cached("SELECT count(*) + 1 FROM attempt WHERE claim = ?1")?.query_row([claim], |row| row.get(0))?;
    let (at, clocks) = (now.at.to_string(), json("attempt.begun_clocks", &now.clocks)?);
    db.prepare_cached(
        "INSERT INTO attempt (claim, run, row, server, number, begun, begun_clocks)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![claim, run, order.row.get(), order.server, number, at, clocks])?;
    Ok((db.last_insert_rowid(), number))
}

fn close(db: &Transaction<'_>, attempt: i64, now: &Moment, outcome: &str) -> Result<(), Unwritten> {
    db.prepare_cached("UPDATE attempt SET ended = ?2, outcome = ?3, ended_clocks = ?4 WHERE id = ?1")?
        .execute(params![attempt, now.at.to_string(), outcome, json("attempt.ended_clocks", &now.clocks)?])?;
    Ok(())
}

/// Brings claim and line to an outcome, which comes with its text.
fn settle(db: &Transaction<'_>, run: &str, order: &Order, outcome: (&Outcome, &str)) -> Result<(), Unwritten> {
    let (outcome, text) = outcome;
    let domain = order.domain.ascii();
    let service_id = outcome.service.as_ref().map(|service| service.id.as_str());
    match Effect::of(outcome) {
        Effect::None => {}
        Effect::Becomes(state) => {
            // A second try that did not leave says nothing of the first one.
            db.prepare_cached(
                "UPDATE claim SET state = CASE WHEN ?2 IN ('open', 'refused') AND again IS NOT NULL THEN 'unknown' ELSE ?2 END,
                                  service_id = coalesce(?3, service_id), positive = max(positive, ?4),
                                  cart_item = coalesce(cart_item, ?5)
                 WHERE domain = ?1 AND live = 1",
            )?
            .execute(params![
                domain,
                state.word(),
                service_id,
                outcome.status == Status::Accepted,
                outcome.cart_item
            ])?;
        }
        // The service may be anybody's, so that its id is no proof.
        Effect::Contested => {
            db.prepare_cached("UPDATE claim SET state = 'unknown', contested = 1 WHERE domain = ?1 AND live = 1")?
                .execute([domain])?;
        }
    }
    update_line(db, LineKey { run, row: order.row, server: order.server }, text)
}

fn note_listing(db: &Transaction<'_>, run: Option<&str>, listing: &Listing) -> Result<(), Unwritten> {
    let (at, gap) = (listing.asked, listing.gap.as_ref().map(|gap| json("listing.gap", gap)).transpose()?);
    db.prepare_cached("INSERT INTO listing (run, at, services, gap, clocks) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(
        params![
            run,
            at.to_string(),
            i64::try_from(listing.services.len()).unwrap_or(i64::MAX),
            gap,
            json("listing.clocks", &listing.clocks)?
        ],
    )?;
    let mut upsert = db.prepare_cached(
        "INSERT INTO service (id, seen, deleted, content) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, deleted = excluded.deleted, content = excluded.content",
    )?;
    for service in &listing.services {
        upsert.execute(params![service.id, at.to_string(), service.is_deleted(), json("service.content", service)?])?;
    }
    Ok(())
}

fn finish(db: &Transaction<'_>, run: &Run, end: &End) -> Result<(), Unwritten> {
    let id = &run.facts.id;
    write_lines(db, id, &run.lines)?;
    db.prepare_cached("UPDATE claim SET live = 0 WHERE run = ?1 AND live = 1 AND state = 'open'")?.execute([id])?;
    db.prepare_cached("UPDATE run SET ended = ?2 WHERE id = ?1")?.execute(params![id, json("run.ended", end)?])?;
    Ok(())
}
