//! Everything between a confirmed plan and the first request: sign-in, list, balance, claims.

use super::job::Job;
use super::stage::Stage;
use super::trace;
use crate::host::console::Console;
use crate::ledger::{Ledger, LedgerError};
use crate::order::attempt::Journal;
use crate::order::claim::{ClaimState, Claiming, History};
use crate::order::findings::{Scope, findings};
use crate::order::plan::{self, Listed};
use crate::order::service::Listing;
use crate::order::{Order, Server};
use crate::panel::{Panel, Unlisted};
use crate::run::{Guard, Run};
use crate::submit::Waits;
use crate::text::lang::tr;
use crate::verb::door::{Again, Door};
use crate::verb::error::Error;

/// Orders that may be sent, each with its claim on disk.
pub struct Ready {
    /// The panel.
    pub panel: Box<dyn Panel>,
    /// The orders.
    pub orders: Vec<Claiming>,
    /// The list that was read before; none with `--no-list`.
    pub listing: Option<Listing>,
    /// How long to wait for what.
    pub waits: Waits,
}

/// Whether the panel has to be asked: there are orders to send, or earlier ones to look up.
#[must_use]
pub fn needs_panel(job: &Job, run: &Run, history: &History) -> bool {
    // An accepted order was never seen in a list, so a later run looks for it.
    let unseen =
        |order: &Order| history.claims.get(&order.domain).is_some_and(|claim| claim.state == ClaimState::Accepted);
    run.lines.iter().any(|line| match line.outcome.status.facts().server {
        Server::Planned => true,
        Server::InDoubt => !job.no_list,
        Server::Stands => !job.no_list && line.order.as_ref().is_some_and(unseen),
        Server::None => false,
    })
}

/// Reads the panel's list, settles what it shows of earlier orders, decides again, looks at the
/// balance and claims what remains to be sent.
///
/// # Errors
///
/// When the panel cannot be read, its list does not come complete, the balance is too small, or the
/// claims are not on disk. Nothing was sent then.
pub fn ready(stage: &Stage<'_>, door: &Door, ledger: &Ledger, run: &mut Run) -> Result<Ready, Error> {
    let Stage { job, history, console, .. } = *stage;
    let nothing = console.lang.pick("interrupted: nothing was sent", "прервано: ничего не отправлено");
    stage.signal.last_words(move || nothing.to_owned());
    let client = door.client(&job.catalog, console.lang)?;
    let panel: Box<dyn Panel> = if job.no_list { Box::new(Unlisted(client)) } else { Box::new(client) };
    let again = door.again(console);
    let listing = if job.no_list {
        unlisted(&*panel, history, again)?
    } else {
        // Nothing was sent yet: the first list of a run may be asked for again.
        Some(list(again.read(|| panel.services())?, ledger, run, history)?)
    };
    let orders = decide(stage, run, listing.as_ref());
    // Before the claims: an order that is not sent for want of money is not to hold its domain.
    if let Some(why) = poor(&*panel, run, again, console) {
        return Err(Error::Guarded(why));
    }
    let facts = &run.facts;
    ledger.claim(&facts.id, orders.clone(), &facts.operator)?;
    Ok(Ready { panel, orders, listing, waits: door.waits() })
}

/// Without a list nothing but the ledger keeps an order from being placed twice, so it must be whole;
/// and the account's data must prove what a list proves as well: that the panel is signed in to.
fn unlisted(panel: &dyn Panel, history: &History, again: Again) -> Result<Option<Listing>, Error> {
    if history.incomplete {
        return Err(Error::ListNeeded);
    }
    again.read(|| panel.signed_in())?;
    Ok(None)
}

/// Settles what the list shows of earlier orders, whatever sheet they came from.
fn list(listing: Listing, ledger: &Ledger, run: &Run, history: &History) -> Result<Listing, Error> {
    let listing = listing.held_against(&history.known_services);
    // Kept even if it is incomplete: what it shows counts, whatever it lacks.
    ledger.journal(&run.facts.id).write_listing(&listing).map_err(LedgerError::from)?;
    ledger.found(&findings(history, &listing, Scope::Unsettled))?;
    match &listing.gap {
        None => Ok(listing),
        Some(gap) => Err(Error::ListIncomplete(gap.clone())),
    }
}

/// Decides again with the list, which can only take orders away, and returns what may be sent.
fn decide(stage: &Stage<'_>, run: &mut Run, listing: Option<&Listing>) -> Vec<Claiming> {
    let (job, history) = (stage.job, stage.history);
    let listed = listing.map(Listed::new).unwrap_or_default();
    if listing.is_some() {
        trace::decide(run, "list", |order| plan::with_list(order, history, &listed, job.rules()));
    }
    run.ready(|order| plan::claiming(order, history, &listed))
}

/// Says that the account's money does not do for the plan; none if it does, or if nobody can tell.
fn poor(panel: &dyn Panel, run: &Run, again: Again, console: Console) -> Option<Guard> {
    let summary = run.summary();
    let charge = summary.total.first.known;
    // Nothing is known to be charged, so the balance need not be asked for.
    if charge == crate::money::Money::ZERO {
        return None;
    }
    let balance = match again.read(|| panel.balance()) {
        Ok(balance) => balance?,
        Err(error) => {
            let why = error.reason.message(console.lang);
            console.say(&tr!(console.lang, "the balance could not be read: {why}", "не удалось узнать баланс: {why}"));
            return None;
        }
    };
    // Sums of two currencies cannot be compared, and a guess may stop a run for nothing.
    let planned = run.facts.catalog.currency.as_deref();
    let other = |named: &str| planned.is_some_and(|planned| !planned.eq_ignore_ascii_case(named));
    if balance.currency.as_deref().is_some_and(other) || balance.amount >= charge {
        return None;
    }
    Some(Guard::TooPoor { charge, balance: balance.amount })
}
