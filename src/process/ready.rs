//! Everything between a confirmed plan and the first request: sign-in, list, balance, claims.

use super::{Ending, trace};
use crate::attempt::Journal;
use crate::batch::Batch;
use crate::billing::Panel;
use crate::claim::{Claiming, History};
use crate::cli::Job;
use crate::console::Console;
use crate::error::Error;
use crate::lang::tr;
use crate::outcome::{Guard, ReasonCode, Stop, Verdict};
use crate::plan::{self, Listed};
use crate::reconcile::{Scope, findings};
use crate::service::Listing;
use crate::session::Session;

/// Orders that may be sent, each with its claim on disk.
pub struct Ready {
    /// The panel.
    pub panel: Box<dyn Panel>,
    /// The orders.
    pub orders: Vec<Claiming>,
    /// The list that was read before; none with `--no-list`.
    pub listing: Option<Listing>,
}

/// Reads the panel's list, settles what it shows of earlier orders, decides again, looks at the
/// balance and claims what remains to be sent.
///
/// # Errors
///
/// When the panel cannot be read, its list does not come complete, the balance is too small, or the
/// claims are not on disk. Nothing was sent then.
pub fn ready(
    job: &Job,
    session: &Session,
    batch: &mut Batch,
    history: &History,
    console: Console,
) -> Result<Ready, Error> {
    let panel = session.panel(job, console.lang)?;
    let listing = if job.no_list { unlisted(&*panel, history)? } else { Some(list(&*panel, session, batch, history)?) };
    let orders = decide(job, batch, listing.as_ref(), history);
    if let Some(why) = poor(&*panel, batch, console) {
        return Err(Error::Guarded(why));
    }
    let facts = &batch.run.facts;
    session.ledger.claim(&facts.id, orders.clone(), &facts.operator)?;
    Ok(Ready { panel, orders, listing })
}

/// What a run comes to that was not ready, and how its orders stand then.
pub fn not_ready(batch: &mut Batch, error: &Error) -> Ending {
    if let Error::Guarded(why) = error {
        return Ending::guarded(why.clone());
    }
    batch.give_up(error.reason().unwrap_or(ReasonCode::RunStopped));
    Ending { stop: Some(Stop::Before(error.hindrance())), ..Ending::from(Verdict::StoppedBefore) }
}

/// Without a list nothing but the ledger keeps an order from being placed twice, so it must be whole;
/// and the account's data must prove what a list proves as well: that the panel is signed in to.
fn unlisted(panel: &dyn Panel, history: &History) -> Result<Option<Listing>, Error> {
    if history.incomplete {
        return Err(Error::ListNeeded);
    }
    panel.signed_in()?;
    Ok(None)
}

/// Reads the list and settles what it shows of earlier orders, whatever sheet they came from.
fn list(panel: &dyn Panel, session: &Session, batch: &Batch, history: &History) -> Result<Listing, Error> {
    let listing = panel.services()?.held_against(&history.known_services);
    session.ledger.journal(&batch.run.facts.id).write_listing(&listing)?;
    session.ledger.found(&findings(history, &listing, Scope::Unsettled))?;
    match &listing.gap {
        None => Ok(listing),
        Some(gap) => Err(Error::ListIncomplete(gap.clone())),
    }
}

/// Decides again with the list, which can only take orders away, and returns what may be sent.
fn decide(job: &Job, batch: &mut Batch, listing: Option<&Listing>, history: &History) -> Vec<Claiming> {
    let listed = listing.map(Listed::new).unwrap_or_default();
    if listing.is_some() {
        trace::decide(batch, "list", |order| plan::with_list(order, history, &listed, job.rules()));
    }
    batch.ready(|order| plan::claiming(order, history, &listed))
}

/// Says that the account's money does not do for the plan; none if it does, or if nobody can tell.
fn poor(panel: &dyn Panel, batch: &Batch, console: Console) -> Option<Guard> {
    let summary = batch.summary();
    let charge = summary.total.first.known;
    if charge == crate::money::Money::ZERO {
        return None;
    }
    let balance = match panel.balance() {
        Ok(balance) => balance?,
        Err(error) => {
            let why = error.reason.message(console.lang);
            console.say(&tr!(console.lang, "the balance could not be read: {why}", "не удалось узнать баланс: {why}"));
            return None;
        }
    };
    let planned = batch.run.facts.catalog.currency.as_deref();
    let other = |named: &str| planned.is_some_and(|planned| !planned.eq_ignore_ascii_case(named));
    if balance.currency.as_deref().is_some_and(other) || balance.amount >= charge {
        return None;
    }
    Some(Guard::TooPoor { charge, balance: balance.amount })
}
