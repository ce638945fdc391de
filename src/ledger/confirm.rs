//! The second act of an order: what it laid into the account's cart is paid, once.

use rusqlite::{Transaction, params};

use super::row::json;
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
