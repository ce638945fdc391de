//! The second act of an order: what it laid into the account's cart is paid, once.

use rusqlite::{OptionalExtension, Transaction, params};

use super::read;
use super::row::{LineKey, json, update_line};
use crate::order::clock::Moment;
use crate::order::{Order, Outcome, Unwritten};

/// Writes that an item is about to be paid. Only one that an answer to this very order named, and only once.
pub(super) fn begin(
    db: &Transaction<'_>,
    run: &str,
    (order, item): (&Order, &str),
    now: &Moment,
) -> Result<(), Unwritten> {
    let written = db
        .prepare_cached(
            "INSERT INTO confirm (claim, run, item, begun, begun_clocks)
             SELECT id, ?2, cart_item, ?4, ?5 FROM claim
             WHERE domain = ?1 AND live = 1 AND state = 'unpaid' AND cart_item = ?3
               AND NOT EXISTS (SELECT 1 FROM confirm WHERE confirm.claim = claim.id)",
        )?
        .execute(params![
            order.domain.ascii(),
            run,
            item,
            now.at.to_string(),
            json("confirm.begun_clocks", &now.clocks)?
        ])?;
    if written == 1 { Ok(()) } else { Err(Unwritten::NoCartItem(order.domain.clone())) }
}

/// Writes how that ended.
pub(super) fn close(db: &Transaction<'_>, order: &Order, outcome: &Outcome, now: &Moment) -> Result<(), Unwritten> {
    db.prepare_cached(
        "UPDATE confirm SET ended = ?2, ended_clocks = ?3, outcome = ?4
         WHERE claim = (SELECT id FROM claim WHERE domain = ?1 AND live = 1)",
    )?
    .execute(params![
        order.domain.ascii(),
        now.at.to_string(),
        json("confirm.ended_clocks", &now.clocks)?,
        json("confirm.outcome", outcome)?
    ])?;
    Ok(())
}

/// Refuses a payment of what is not known to lie in the cart for this order, unpaid and never begun to be paid.
pub(super) fn claimed(db: &Transaction<'_>, order: &Order, item: &str) -> Result<(), Unwritten> {
    let known: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM claim WHERE domain = ?1 AND live = 1 AND state = 'unpaid' AND cart_item = ?2
                            AND NOT EXISTS (SELECT 1 FROM confirm WHERE confirm.claim = claim.id))",
        )?
        .query_row([order.domain.ascii(), item], |row| row.get(0))?;
    if known { Ok(()) } else { Err(Unwritten::NoCartItem(order.domain.clone())) }
}

/// Brings the lines of the run that laid an item into the cart to what became of it when a later one paid.
pub(super) fn tell(db: &Transaction<'_>, run: &str, order: &Order, outcome: &Outcome) -> Result<(), Unwritten> {
    let paid_here: Option<i64> = db
        .prepare_cached(
            "SELECT claim.id FROM claim JOIN confirm ON confirm.claim = claim.id
             WHERE domain = ?1 AND live = 1 AND confirm.run = ?2",
        )?
        .query_row([order.domain.ascii(), run], |row| row.get(0))
        .optional()?;
    let Some(claim) = paid_here else { return Ok(()) };
    for (other, line) in read::lines_of_claim(db, claim)? {
        if other == run {
            continue;
        }
        let Outcome { status, reason, service, differences, .. } = outcome.clone();
        let told = Outcome { status, reason, service, differences, ..line.outcome };
        let key = LineKey { run: &other, row: line.row, server: line.server };
        update_line(db, key, &json("line.outcome", &told)?)?;
    }
    Ok(())
}
