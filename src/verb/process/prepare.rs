//! Everything between a confirmed plan and the first request: sign-in, list, balance, claims.

use std::time::Duration;

use jiff::SignedDuration;

use super::job::Job;
use super::stage::Stage;
use super::{funds, trace};
use crate::host::clock;
use crate::host::console::Console;
use crate::ledger::{Ledger, LedgerError};
use crate::order::attempt::Journal;
use crate::order::claim::{Claim, ClaimState, Claiming, History};
use crate::order::findings::{Scope, findings};
use crate::order::plan::{self, Listed, Rules};
use crate::order::service::{Controls, Gap, Listing};
use crate::order::{Order, Outcome, Server, Status};
use crate::panel::http::Client;
use crate::panel::{Panel, Unlisted};
use crate::run::{Guard, Line, Run};
use crate::submit::Waits;
use crate::text::lang::tr;
use crate::verb::door::{Again, Door};
use crate::verb::error::Error;
use crate::verb::whole;

/// The most domains that a line names.
const MOST_NAMED: usize = 10;

/// Orders that may be sent, each with its claim on disk.
pub struct Ready {
    /// The panel.
    pub panel: Box<dyn Panel>,
    /// The orders.
    pub orders: Vec<Claiming>,
    /// The list that was read before; none with `--no-list`.
    pub listing: Option<Listing>,
    /// What every list has that leaves nothing out.
    pub controls: Controls,
    /// How long to wait for what.
    pub waits: Waits,
    /// How a read is tried again on which nothing depends.
    pub again: Again,
}

/// Whether the panel has to be asked: there are orders to send, or earlier ones to look up.
#[must_use]
pub fn needs_panel(job: &Job, run: &Run, history: &History) -> bool {
    // An accepted order was never seen in a list, nor was one that stands on a person's word: a later run looks for
    // it.
    let on_word = |claim: &Claim| claim.state == ClaimState::Confirmed && claim.service.is_none();
    let is_unseen = |claim: &Claim| claim.state == ClaimState::Accepted || on_word(claim);
    let unseen = |order: &Order| history.claims.get(&order.domain).is_some_and(is_unseen);
    run.lines.iter().any(|line| match line.outcome.status.facts().server {
        Server::Planned => true,
        Server::InDoubt => !job.no_list,
        Server::Stands => !job.no_list && line.order.as_ref().is_some_and(unseen),
        Server::None => false,
    })
}

/// The panel, entered; nothing is asked of it yet.
///
/// # Errors
///
/// When there is no password, or the client cannot be made.
pub(super) fn enter(stage: &Stage<'_>, door: &Door) -> Result<Client, Error> {
    let Stage { job, console, .. } = *stage;
    let nothing = console.lang.pick("interrupted: nothing was sent", "прервано: ничего не отправлено");
    stage.signal.last_words(move |_| nothing.to_owned());
    door.client(&job.catalog, console)
}

/// The panel as its port: without its list where nobody may ask for that.
pub(super) fn seen(stage: &Stage<'_>, client: Client) -> Box<dyn Panel> {
    if stage.job.no_list { Box::new(Unlisted(client)) } else { Box::new(client) }
}

/// Reads the panel's list, settles what it shows of earlier orders, decides again, looks at the
/// balance and claims what remains to be sent.
///
/// # Errors
///
/// When the panel cannot be read, its list does not come complete, the balance is too small, or the
/// claims are not on disk. Nothing was sent then.
pub fn ready(
    stage: &Stage<'_>,
    (door, asked): (&Door, Option<Box<dyn Panel>>),
    ledger: &Ledger,
    run: &mut Run,
) -> Result<Ready, Error> {
    let Stage { job, history, console, .. } = *stage;
    let panel = match asked {
        Some(panel) => panel,
        None => seen(stage, enter(stage, door)?),
    };
    let again = door.again(console);
    let listing = if job.no_list {
        unlisted(&*panel, history, again)?
    } else {
        Some(list(stage, &*panel, again, (ledger, run))?)
    };
    // Read again, since the list has just settled some of it.
    let history = ledger.history()?;
    let mut orders = decide(stage, run, (&history, listing.as_ref()));
    if job.catalog.protocol.carries_key() {
        for order in orders.iter_mut().filter(|order| !order.again && order.cart_item.is_none()) {
            order.key = Some(ledger.new_key()?);
        }
    }
    // Before the claims: an order that is not sent for want of money is not to hold its domain.
    if let Some(why) = poor(&*panel, run, again, console) {
        return Err(Error::Guarded(why));
    }
    let facts = &run.facts;
    ledger.claim(&facts.id, orders.clone(), &facts.operator)?;
    let services = listing.as_ref().map_or_else(|| history.known_services.clone(), Listing::known);
    let controls = Controls { services, ..history.controls() };
    Ok(Ready { panel, orders, listing, controls, waits: door.waits(), again })
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

/// Reads the list and settles what it shows of earlier orders, whatever sheet they came from. Nothing was sent
/// yet, so it may be asked for again.
fn list(stage: &Stage<'_>, panel: &dyn Panel, again: Again, (ledger, run): (&Ledger, &Run)) -> Result<Listing, Error> {
    let Stage { job, history, console, .. } = *stage;
    let rest = rest_of_refusals(run, history, job.rules());
    if !rest.is_zero() {
        let seconds = rest.as_secs() + 1;
        console.say(&tr!(
            console.lang,
            "waiting {seconds} s: orders of this sheet were refused just now, and only a later list can show that no services came of them",
            "ожидание {seconds} с: заказы этой таблицы только что были отклонены, и только более поздний список покажет, что их действительно нет"
        ));
        std::thread::sleep(rest);
    }
    let listing = whole::held(panel, again.read(|| panel.services())?, history)?;
    skew(&listing, console);
    // Kept even if it is incomplete: what it shows counts, whatever it lacks.
    ledger.journal(&run.facts.id).write_listing(&listing).map_err(LedgerError::from)?;
    ledger.found(&findings(history, &listing, Scope::Unsettled, job.rules()))?;
    match &listing.gap {
        None => Ok(listing),
        // What an earlier run laid into the cart is paid first; with anything else there nothing is sent.
        Some(Gap::Cart { items }) if lies_alone(items, &ledger.history()?) => Ok(listing),
        Some(gap) => Err(Error::ListIncomplete(gap.clone())),
    }
}

/// Whether nothing lies in the cart but one item of an order that this ledger knows, which nobody began to pay.
fn lies_alone(items: &[String], history: &History) -> bool {
    let [item] = items else { return false };
    let own = |claim: &Claim| claim.cart.as_ref().is_some_and(|cart| cart.item == *item && !cart.confirmed);
    history.claims.values().any(own)
}

/// How long it takes until a list bears out the refusals of orders that this run would send.
fn rest_of_refusals(run: &Run, history: &History, rules: Rules) -> Duration {
    let now = clock::now(None);
    let wanted = rules.after_refusal;
    let rest = |line: &Line| {
        let claim = history.claims.get(&line.order.as_ref()?.domain)?;
        let ready = line.outcome.status == Status::Ready && claim.state == ClaimState::Refused;
        let answered = claim.tries.ended.as_ref().filter(|_| ready)?;
        // How long to wait is no proof: where no other clock tells, the wall clock does.
        let wall = || now.at.duration_since(answered.at).max(SignedDuration::ZERO);
        let passed = answered.until(&now).unwrap_or_else(wall);
        Duration::try_from(wanted - passed).ok()
    };
    run.lines.iter().filter_map(rest).max().unwrap_or_default()
}

/// Says that this machine's clock and the panel's do not agree.
fn skew(listing: &Listing, console: Console) {
    let Some(panel) = listing.clocks.panel else { return };
    let minutes = listing.asked.duration_since(panel).abs().as_mins();
    if minutes >= 5 {
        console.insist(&tr!(
            console.lang,
            "the panel's clock and this computer's differ by {minutes} min (set this computer's clock)",
            "часы панели и этого компьютера расходятся на {minutes} мин (установите часы этого компьютера)"
        ));
    }
}

/// Decides again with the list, which can only take orders away, and returns what may be sent.
fn decide(stage: &Stage<'_>, run: &mut Run, (history, listing): (&History, Option<&Listing>)) -> Vec<Claiming> {
    let job = stage.job;
    let listed = listing.map(Listed::new).unwrap_or_default();
    if listing.is_some() {
        let before: Vec<Outcome> = run.lines.iter().map(|line| line.outcome.clone()).collect();
        trace::decide(run, "list", |order| plan::with_list(order, history, &listed, job.rules()));
        hold(run, before, stage.console);
    }
    let mut orders = run.ready(|order| plan::claiming(order, history, &listed));
    // What lies in the cart is in the way of every other order.
    orders.sort_by_key(|order| order.cart_item.is_none());
    orders
}

/// Leaves as it was what this list alone freed to be sent: it was neither in the plan that was shown and confirmed, nor
/// under its limits. The ledger has that list now, so the next run plans it.
fn hold(run: &mut Run, before: Vec<Outcome>, console: Console) {
    let mut held = Vec::new();
    for (line, was) in run.lines.iter_mut().zip(before) {
        if line.outcome.status == Status::Ready && was.status != Status::Ready {
            line.outcome = was;
            held.extend(line.order.as_ref().map(|order| order.domain.clone()));
        }
    }
    if held.is_empty() {
        return;
    }
    let (named, more) = held.split_at(held.len().min(MOST_NAMED));
    let named: Vec<String> = named.iter().map(|domain| format!("`{domain}`")).collect();
    let domains = named.join(", ") + if more.is_empty() { "" } else { ", …" };
    console.insist(&tr!(
        console.lang,
        "complete lists prove by now that {domains} were not ordered, but the plan did not have them, so they are not sent in this run (run the same command again: they will be in its plan)",
        "полные списки уже доказывают, что не заказано: {domains}; в плане этих заказов не было, поэтому в этом прогоне они не отправляются (запустите ту же команду ещё раз: они войдут в план)"
    ));
}

/// What keeps the run from being sent for want of money; none if nothing does. The balance is read whatever is known
/// of prices, and told where it cannot be held against them.
fn poor(panel: &dyn Panel, run: &Run, again: Again, console: Console) -> Option<Guard> {
    match again.read(|| panel.balance()) {
        Ok(balance) => funds::short(&balance?, run, console),
        Err(error) => {
            funds::unread(&error, console);
            None
        }
    }
}
