//! A person's decisions, read back and held against the lists that were read since.

use jiff::Timestamp;
use rusqlite::{Connection, Row as SqlRow};

use super::row::{parsed, time, unreadable};
use crate::order::ruling::{Contradiction, Decided, Held, Ruled, Seen};
use crate::order::service::{Gap, Service};
use crate::order::{Domain, Unread};

/// Every decision, the earliest first.
pub(super) fn all(db: &Connection) -> Result<Vec<Decided>, Unread> {
    held(db, written(db)?)
}

/// The decisions about some domains, the earliest first. Where there are none, no list is looked at.
pub(super) fn those(db: &Connection, is_meant: impl Fn(&Domain) -> bool) -> Result<Vec<Decided>, Unread> {
    let mut written = written(db)?;
    written.retain(|one| Domain::new(&one.domain).is_some_and(|domain| is_meant(&domain)));
    held(db, written)
}

fn held(db: &Connection, written: Vec<Written>) -> Result<Vec<Decided>, Unread> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::read(db)?;
    Ok(written.into_iter().map(|one| known.decided(one)).collect())
}

/// The decisions about a domain, the earliest first.
pub(super) fn about(db: &Connection, domain: &Domain) -> Result<Vec<Decided>, Unread> {
    those(db, |other| other == domain)
}

/// Whether a claim is confirmed by what a person said, and no list has agreed yet.
pub(super) fn on_word(db: &Connection, domain: &Domain) -> Result<bool, Unread> {
    let last = about(db, domain)?.into_iter().next_back();
    Ok(last.is_some_and(|one| matches!(one.ruled, Ruled::Ordered(_)) && one.held != Held::Agreed))
}

/// The services of a domain, and the one of an id, as lists last showed them.
pub(super) fn seen(db: &Connection, domain: Option<&Domain>, id: Option<&str>) -> Result<Vec<Seen>, Unread> {
    let mut seen = Known::read(db)?.services;
    seen.retain(|seen| {
        Some(seen.service.id.as_str()) == id || (domain.is_some() && seen.service.canonical().as_ref() == domain)
    });
    Ok(seen)
}

/// A decision as it stands in its row.
struct Written {
    at: Timestamp,
    operator: String,
    domain: String,
    claim: Option<i64>,
    ruled: Ruled,
    reason: String,
    forced: bool,
    agreed: bool,
}

fn written(db: &Connection) -> Result<Vec<Written>, Unread> {
    let mut statement = db.prepare_cached(
        "SELECT at, operator, domain, claim, verb, service_id, reason, forced, agreed FROM decision ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut written = Vec::new();
    while let Some(row) = rows.next()? {
        written.push(of_row(row)?);
    }
    Ok(written)
}

fn of_row(row: &SqlRow<'_>) -> Result<Written, Unread> {
    let (verb, service): (String, Option<String>) = (row.get(4)?, row.get(5)?);
    Ok(Written {
        at: time("decision.at", &row.get::<_, String>(0)?)?,
        operator: row.get(1)?,
        domain: row.get(2)?,
        claim: row.get(3)?,
        ruled: Ruled::of_word(&verb, service.as_deref()).ok_or_else(|| unreadable("decision.verb", &verb))?,
        reason: row.get(6)?,
        forced: row.get(7)?,
        agreed: row.get::<_, Option<String>>(8)?.is_some(),
    })
}

/// A claim, as far as it tells whose a service is.
struct Claimed {
    id: i64,
    domain: String,
    since: Timestamp,
    live: bool,
    service_id: Option<String>,
    listed_before: Vec<String>,
}

/// What lists showed, and whose it is.
struct Known {
    services: Vec<Seen>,
    claims: Vec<Claimed>,
    /// When the lists were read that came complete.
    complete: Vec<Timestamp>,
}

impl Known {
    fn read(db: &Connection) -> Result<Self, Unread> {
        let lists = lists(db)?;
        // A service that is gone makes every list that tells so incomplete by itself.
        let tells = |gap: &Option<Gap>| matches!(gap, None | Some(Gap::Missing(_)));
        let newest = lists.iter().filter(|(_, gap)| tells(gap)).map(|(at, _)| *at).max();
        Ok(Self {
            services: services(db, newest)?,
            claims: claims(db)?,
            complete: lists.into_iter().filter(|(_, gap)| gap.is_none()).map(|(at, _)| at).collect(),
        })
    }

    fn decided(&self, written: Written) -> Decided {
        let held = match &written.ruled {
            Ruled::Ordered(id) | Ruled::Adopt(id) => self.exists(id, &written),
            Ruled::NotOrdered => self.is_absent(&written),
            Ruled::Release => self.is_over(&written),
            Ruled::Gone(id) => self.listed_again(&written, |seen| seen.service.id == *id),
        };
        let Written { at, operator, domain, ruled, reason, forced, .. } = written;
        Decided { at, operator, domain, ruled, reason, forced, held }
    }

    fn complete_since(&self, at: Timestamp) -> bool {
        self.complete.iter().any(|list| *list > at)
    }

    fn exists(&self, id: &str, written: &Written) -> Held {
        let listed = self.services.iter().find(|seen| seen.service.id == id);
        match listed.map(|seen| (seen.service.canonical(), &seen.service.domain)) {
            Some((Some(domain), _)) if domain.ascii() == written.domain => Held::Agreed,
            Some((Some(_), there)) => Held::Contradicted(Contradiction::OtherDomain(there.clone())),
            _ if written.agreed => Held::Agreed,
            None if self.complete_since(written.at) => Held::Contradicted(Contradiction::NotListed),
            _ => Held::OnWord,
        }
    }

    fn is_absent(&self, written: &Written) -> Held {
        let claim = self.claims.iter().find(|claim| Some(claim.id) == written.claim);
        let before = claim.map(|claim| claim.listed_before.as_slice()).unwrap_or_default();
        let is_new = |seen: &Seen| is_of(&seen.service, &written.domain) && !before.contains(&seen.service.id);
        self.told(written, is_new)
    }

    fn is_over(&self, written: &Written) -> Held {
        let own = self.claims.iter().find(|claim| Some(claim.id) == written.claim).and_then(|c| c.service_id.clone());
        let is_meant = |seen: &Seen| match &own {
            Some(id) => seen.service.id == *id,
            None => is_of(&seen.service, &written.domain),
        };
        self.listed_again(written, is_meant)
    }

    fn listed_again(&self, written: &Written, is_meant: impl Fn(&Seen) -> bool) -> Held {
        self.told(written, |seen| is_meant(seen) && !seen.deleted && seen.in_newest && seen.at > written.at)
    }

    /// What the lists tell of services that there are not to be. Those of later orders explain themselves.
    fn told(&self, written: &Written, speaks_against: impl Fn(&Seen) -> bool) -> Held {
        let is_later = |claim: &&Claimed| claim.domain == written.domain && claim.since >= written.at;
        let later: Vec<&Claimed> = self.claims.iter().filter(is_later).collect();
        let explained = |seen: &Seen| {
            // A later order whose service is not known yet may have made any of them.
            later.iter().any(|claim| match &claim.service_id {
                Some(id) => *id == seen.service.id,
                None => claim.live,
            })
        };
        let against = self.services.iter().filter(|seen| speaks_against(seen) && !explained(seen));
        let ids: Vec<String> = against.map(|seen| seen.service.id.clone()).collect();
        match (ids.is_empty(), written.agreed || self.complete_since(written.at)) {
            (false, _) => Held::Contradicted(Contradiction::Listed(ids)),
            (true, true) => Held::Agreed,
            (true, false) => Held::OnWord,
        }
    }
}

fn is_of(service: &Service, domain: &str) -> bool {
    service.canonical().is_some_and(|listed| listed.ascii() == domain)
}

fn lists(db: &Connection) -> Result<Vec<(Timestamp, Option<Gap>)>, Unread> {
    let mut statement = db.prepare_cached("SELECT at, gap FROM listing ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut lists = Vec::new();
    while let Some(row) = rows.next()? {
        let gap = row.get::<_, Option<String>>(1)?;
        let gap = gap.map(|text| parsed("listing.gap", &text)).transpose()?;
        lists.push((time("listing.at", &row.get::<_, String>(0)?)?, gap));
    }
    Ok(lists)
}

fn services(db: &Connection, newest: Option<Timestamp>) -> Result<Vec<Seen>, Unread> {
    let mut statement = db.prepare_cached("SELECT content, seen, deleted FROM service ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut services = Vec::new();
    while let Some(row) = rows.next()? {
        let at = time("service.seen", &row.get::<_, String>(1)?)?;
        services.push(Seen {
            service: parsed("service.content", &row.get::<_, String>(0)?)?,
            at,
            deleted: row.get(2)?,
            in_newest: newest.is_none_or(|newest| at >= newest),
        });
    }
    Ok(services)
}

fn claims(db: &Connection) -> Result<Vec<Claimed>, Unread> {
    let mut statement =
        db.prepare_cached("SELECT id, domain, since, live, service_id, listed_before FROM claim ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(Claimed {
            id: row.get(0)?,
            domain: row.get(1)?,
            since: time("claim.since", &row.get::<_, String>(2)?)?,
            live: row.get(3)?,
            service_id: row.get(4)?,
            listed_before: parsed("claim.listed_before", &row.get::<_, String>(5)?)?,
        });
    }
    Ok(claims)
}
