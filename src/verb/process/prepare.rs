//! Everything between a confirmed plan and the first request: sign-in, list, balance, claims.

use super::{Ending, Job, trace};
use crate::attempt::Journal;
use crate::billing::Panel;
use crate::claim::{Claiming, History};
use crate::console::Console;
use crate::lang::tr;
use crate::outcome::{ReasonCode, Said, Stop, Verdict};
use crate::plan::{self, Listed};
use crate::reconcile::{Scope, findings};
use crate::run::Run;
use crate::service::Listing;
use crate::verb::books::Session;
use crate::verb::error::Error;

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
pub fn ready(job: &Job, session: &Session, run: &mut Run, history: &History, console: Console) -> Result<Ready, Error> {
    let panel = session.panel(job, console.lang)?;
    let listing = if job.no_list { unlisted(&*panel, history)? } else { Some(list(&*panel, session, run, history)?) };
    let orders = decide(job, run, listing.as_ref(), history);
    if let Some(why) = poor(&*panel, run, console) {
        return Err(Error::Guarded(why));
    }
    let facts = &run.facts;
    session.ledger.claim(&facts.id, orders.clone(), &facts.operator)?;
    Ok(Ready { panel, orders, listing })
}

/// What a run comes to that was not ready, and how its orders stand then.
pub fn not_ready(run: &mut Run, error: &Error) -> Ending {
    if let Error::Guarded(why) = error {
        return Ending::guarded(why.clone());
    }
    run.give_up(error.reason().unwrap_or(ReasonCode::RunStopped));
    let why = Said::new(|lang| error.message(lang));
    Ending { stop: Some(Stop::Before(why)), ..Ending::from(Verdict::StoppedBefore) }
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
fn list(panel: &dyn Panel, session: &Session, run: &Run, history: &History) -> Result<Listing, Error> {
    let listing = panel.services()?.held_against(&history.known_services);
    session.ledger.journal(&run.facts.id).write_listing(&listing)?;
    session.ledger.found(&findings(history, &listing, Scope::Unsettled))?;
    match &listing.gap {
        None => Ok(listing),
        Some(gap) => Err(Error::ListIncomplete(gap.clone())),
    }
}

/// Decides again with the list, which can only take orders away, and returns what may be sent.
fn decide(job: &Job, run: &mut Run, listing: Option<&Listing>, history: &History) -> Vec<Claiming> {
    let listed = listing.map(Listed::new).unwrap_or_default();
    if listing.is_some() {
        trace::decide(run, "list", |order| plan::with_list(order, history, &listed, job.rules()));
    }
    run.ready(|order| plan::claiming(order, history, &listed))
}

/// Says that the account's money does not do for the plan; none if it does, or if nobody can tell.
fn poor(panel: &dyn Panel, run: &Run, console: Console) -> Option<Said> {
    let summary = run.summary();
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
    let planned = run.facts.catalog.currency.as_deref();
    let other = |named: &str| planned.is_some_and(|planned| !planned.eq_ignore_ascii_case(named));
    if balance.currency.as_deref().is_some_and(other) || balance.amount >= charge {
        return None;
    }
    let amount = balance.amount;
    Some(Said::new(|lang| {
        tr!(
            lang,
            "G116 the first charge is {charge}, and the account holds {amount}; nothing was sent (top it up, or order fewer servers)",
            "G116 первое списание — {charge}, а на счёте {amount}; ничего не отправлено (пополните счёт или закажите меньше)"
        )
    }))
}
