//! What a person decides about a claim, and what that does to the tables.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::row::{LineKey, json, update_line};
use super::{Signature, read};
use crate::order::claim::ClaimState;
use crate::order::service::Service;
use crate::order::{Domain, Outcome, Reason, ReasonCode, Status, Unwritten};

/// What a person decides about a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ruled {
    /// The order in doubt exists, as the service of this id.
    Ordered(String),
    /// The order in doubt does not exist: its domain is free again.
    NotOrdered,
    /// The order is over, such as a deleted service: its domain is free again.
    Release,
    /// The service of this id, which nobody ordered from here, counts as ordered from here.
    Adopt(String),
}

impl Ruled {
    const fn verb(&self) -> &'static str {
        match self {
            Self::Ordered(_) => "ordered",
            Self::NotOrdered => "not-ordered",
            Self::Release => "release",
            Self::Adopt(_) => "adopt",
        }
    }

    fn service_id(&self) -> Option<&str> {
        match self {
            Self::Ordered(id) | Self::Adopt(id) => Some(id),
            Self::NotOrdered | Self::Release => None,
        }
    }

    /// Whether it can be ruled so about a claim in this state; none for a domain without a claim.
    /// `listed` tells whether a service of the domain was seen in a list and not deleted since.
    #[must_use]
    pub fn fits(&self, claim: Option<ClaimState>, listed: bool) -> bool {
        match self {
            Self::Ordered(_) | Self::NotOrdered => claim == Some(ClaimState::Unknown),
            Self::Release => claim.map_or(listed, |state| state != ClaimState::Unknown),
            Self::Adopt(_) => matches!(claim, None | Some(ClaimState::Open)) && listed,
        }
    }
}

/// A person's decision about a claim, and why. Kept for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What is decided.
    pub ruled: Ruled,
    /// Why.
    pub reason: String,
}

/// Writes a ruling, for ever, and brings claim, lines and services to it.
pub(super) fn write(
    db: &Transaction<'_>,
    domain: &Domain,
    ruling: &Ruling,
    signed: &Signature,
) -> Result<(), Unwritten> {
    let claim: Option<(i64, String)> = db
        .prepare_cached("SELECT id, state FROM claim WHERE domain = ?1 AND live = 1")?
        .query_row([domain.ascii()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let state = claim.as_ref().and_then(|(_, state)| ClaimState::of_word(state));
    let listed = is_listed(db, domain, &ruling.ruled)?;
    if !ruling.ruled.fits(state, listed) {
        return Err(Unwritten::NoFit(domain.clone()));
    }
    let (ruled, claim) = (&ruling.ruled, claim.map(|(id, _)| id));
    let (at, operator, verb) = (signed.at.to_string(), &signed.operator, ruled.verb());
    db.execute(
        "INSERT INTO decision (at, operator, domain, claim, verb, service_id, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![at, operator, domain.ascii(), claim, verb, ruled.service_id(), ruling.reason],
    )?;
    match ruled {
        Ruled::Ordered(id) => {
            db.execute("UPDATE claim SET state = 'confirmed', service_id = ?2 WHERE id = ?1", params![claim, id])?;
        }
        Ruled::NotOrdered => drop(db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [claim])?),
        Ruled::Release => release(db, domain, claim)?,
        Ruled::Adopt(id) => adopt(db, domain, claim, id, signed.at)?,
    }
    match claim {
        Some(claim) => rule_lines(db, claim, domain, ruling),
        None => Ok(()),
    }
}

fn is_listed(db: &Transaction<'_>, domain: &Domain, ruled: &Ruled) -> Result<bool, Unwritten> {
    let found: i64 = db
        .prepare_cached(
            // The domain is in the panel's spelling: capitals and a final dot make no other one.
            "SELECT count(*) FROM service WHERE deleted = 0 AND (?2 IS NULL OR id = ?2)
             AND lower(rtrim(content ->> '$.domain', '.')) = ?1",
        )?
        .query_row(params![domain.ascii(), ruled.service_id()], |row| row.get(0))?;
    Ok(found > 0)
}

/// Gone, a person says: a list without it is complete again.
fn release(db: &Transaction<'_>, domain: &Domain, claim: Option<i64>) -> Result<(), Unwritten> {
    db.execute(
        "UPDATE service SET deleted = 1 WHERE lower(rtrim(content ->> '$.domain', '.')) = ?1",
        [domain.ascii()],
    )?;
    db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [claim])?;
    Ok(())
}

fn adopt(db: &Transaction<'_>, domain: &Domain, open: Option<i64>, id: &str, now: Timestamp) -> Result<(), Unwritten> {
    db.execute("UPDATE claim SET live = 0 WHERE id = ?1", [open])?;
    db.execute(
        // It was ordered elsewhere: there are no terms with which a row could be compared.
        "INSERT INTO claim (domain, terms, state, live, service_id, since, listed_before)
         VALUES (?1, 'null', 'confirmed', 1, ?2, ?3, '[]')",
        params![domain.ascii(), id, now.to_string()],
    )?;
    Ok(())
}

/// Brings the lines whose order was in doubt to what was decided.
fn rule_lines(db: &Transaction<'_>, claim: i64, domain: &Domain, ruling: &Ruling) -> Result<(), Unwritten> {
    let (status, code, id) = match &ruling.ruled {
        Ruled::Ordered(id) => (Status::Confirmed, ReasonCode::DecidedOrdered, Some(id)),
        Ruled::NotOrdered => (Status::Rejected, ReasonCode::DecidedNotOrdered, None),
        Ruled::Release | Ruled::Adopt(_) => return Ok(()),
    };
    let domain = domain.ascii().to_owned();
    let service = id.map(|id| Service { id: id.clone(), domain, ..Service::default() });
    for (run, line) in read::lines_of_claim(db, claim)? {
        let reason = Some(Reason::with_words(code, &ruling.reason));
        let outcome = Outcome { status, reason, service: service.clone(), ..line.outcome };
        update_line(db, LineKey { run: &run, row: line.row, server: line.server }, &json("line.outcome", &outcome)?)?;
    }
    Ok(())
}
