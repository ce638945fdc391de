//! What a panel is asked before anybody confirms: services, money, and what orders would cost. Nothing is sent.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::stage::Stage;
use super::{funds, prepare, trace};
use crate::catalog::compared::{Judged, Ordered};
use crate::order::plan::{self, Decision, Listed};
use crate::order::{Asked, Flaw, Order, Quote, Reason, ReasonCode, Status};
use crate::panel::{Panel, ReadError};
use crate::run::{Enquiry, Run, Unquoted};
use crate::sheet::RowNo;
use crate::text::lang::tr;
use crate::verb::catalog::differences;
use crate::verb::door::{Again, Door};
use crate::verb::error::Error;
use crate::verb::whole;

/// The most different orders for which a panel is asked what they cost.
const MOST: usize = 200;

/// What came of asking what an order would cost.
enum Told {
    Quote(Quote),
    /// The panel has no answer to that.
    Nothing,
    /// It says that it would not take the order.
    Refused(ReadError),
    /// Nobody knows.
    Unclear(ReadError),
}

/// Asks, writes what the panel told into the run, and decides again with its list, which can only take orders away.
/// Returns the panel, so that whoever sends afterwards signs in no second time.
///
/// # Errors
///
/// When nobody is let in, or the panel is out of reach.
pub fn ask(stage: &Stage<'_>, door: &Door, run: &mut Run) -> Result<Box<dyn Panel>, Error> {
    let Stage { job, history, console, .. } = *stage;
    let client = prepare::enter(stage, door)?;
    // A plan is looked over; who sends has looked, and waits for nothing.
    let judged =
        if job.dry_run { differences(&job.catalog, &ordered(stage, run), (&client, door), console)? } else { None };
    let (changes, unclear) = judged.map(|Judged { changes, unclear }| (Some(changes), unclear)).unwrap_or_default();
    let (panel, again) = (prepare::seen(stage, client), door.again(console));
    let mut enquiry = Enquiry {
        at: Timestamp::now(),
        services: None,
        gap: None,
        balance: None,
        unquoted: Vec::new(),
        changes,
        unclear,
    };
    if job.no_list {
        again.read(|| panel.signed_in())?;
    } else {
        let listing = whole::held(&*panel, again.read(|| panel.services())?, history)?;
        enquiry.services = Some(listing.services.iter().filter(|service| !service.is_deleted()).count() as u64);
        let listed = Listed::new(&listing);
        trace::decide(run, "list", |order| unless_open(plan::with_list(order, history, &listed, job.rules())));
        enquiry.gap = listing.gap;
    }
    enquiry.balance = match again.read(|| panel.balance()) {
        Ok(balance) => balance,
        Err(error) => {
            funds::unread(&error, console);
            None
        }
    };
    enquiry.unquoted = quotes(stage, &*panel, again, run)?;
    run.enquiry = Some(enquiry);
    Ok(panel)
}

/// What was refused is not given up because this list has not settled it: a run settles it by its own list before it
/// sends anything, and decides again.
fn unless_open(decision: Decision) -> Decision {
    match decision {
        Decision::Stands(outcome) if outcome.reason.as_ref().is_some_and(|why| why.code == ReasonCode::RefusalOpen) => {
            Decision::Send
        }
        other => other,
    }
}

/// What the orders that are ready order.
fn ordered(stage: &Stage<'_>, run: &Run) -> Ordered {
    let ready = run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
    let asked: Vec<&Asked> = ready.filter_map(|line| line.order.as_ref()).map(|order| &order.terms.asked).collect();
    let names: BTreeSet<&str> = asked.iter().map(|asked| asked.tariff.as_str()).collect();
    let tariffs = stage.job.catalog.tariffs.iter().filter(|tariff| names.contains(tariff.name.as_str()));
    Ordered {
        tariffs: tariffs.map(|tariff| (tariff.id, tariff.data_centre)).collect(),
        templates: asked.iter().map(|asked| asked.template.clone()).collect(),
        recipes: asked.iter().filter_map(|asked| asked.recipe.clone()).collect(),
    }
}

/// Asks once for each of the different orders that are ready; returns those for which there is no quote.
fn quotes(stage: &Stage<'_>, panel: &dyn Panel, again: Again, run: &mut Run) -> Result<Vec<Unquoted>, Error> {
    let console = stage.console;
    let alike = alike(run);
    if !stage.job.catalog.protocol.is_comparable() {
        if !alike.is_empty() {
            console.say(console.lang.pick(
                "BILLmanager 4 gives no prices before an order, so the panel was not asked for them",
                "BILLmanager 4 не сообщает цен до заказа, поэтому панель о них не спрашивали",
            ));
        }
        return Ok(Vec::new());
    }
    let many = alike.len().min(MOST);
    if many > 0 {
        let noun = console.lang.noun(
            many as u64,
            ["kind of order", "kinds of order"],
            ["вида заказов", "видов заказов", "видов заказов"],
        );
        console.say(&tr!(
            console.lang,
            "asking the panel what {many} {noun} would cost; nothing is sent",
            "запрос цен у панели для {many} {noun}; ничего не отправляется"
        ));
    }
    let currency = stage.job.catalog.currency.clone();
    let mut asked = 0;
    let answers = in_turn(&alike, |at| {
        let order = run.lines[at].order.as_ref().filter(|_| asked < MOST && !stage.signal.given());
        let Some(order) = order else { return Ok(Told::Nothing) };
        if asked > 0 {
            again.pause();
        }
        asked += 1;
        told(panel, order, again)
    })?;
    let mut unquoted = Vec::new();
    for (lines, told) in answers {
        match told {
            Told::Quote(quote) => {
                if !quote.is_in(currency.as_deref()) {
                    let reason = Reason::flawed(ReasonCode::UnclearQuote, Flaw::OtherCurrency);
                    unquoted.push(Unquoted::of(rows(run, lines), Some(reason), false));
                }
                quoted(run, lines, &quote, currency.as_deref());
            }
            Told::Nothing => unquoted.push(Unquoted::of(rows(run, lines), None, false)),
            Told::Refused(error) => unquoted.push(Unquoted::of(rows(run, lines), Some(error.reason), true)),
            Told::Unclear(error) => unquoted.push(Unquoted::of(rows(run, lines), Some(error.reason), false)),
        }
    }
    Ok(together(unquoted))
}

/// Asks for one of each kind of order, and tells for which of them that is the answer. A domain is one order's own:
/// where it is taken, the others of its kind are asked for by the next one's.
fn in_turn(
    alike: &[Vec<usize>],
    mut ask: impl FnMut(usize) -> Result<Told, ReadError>,
) -> Result<Vec<(&[usize], Told)>, ReadError> {
    let mut answers = Vec::new();
    for kind in alike {
        let mut left = kind.as_slice();
        while let [first, others @ ..] = left {
            let told = ask(*first)?;
            let taken = matches!(&told, Told::Refused(error) if error.reason.code == ReasonCode::DomainInUse);
            let (own, next) = if taken { (&left[..1], others) } else { (left, &[][..]) };
            answers.push((own, told));
            left = next;
        }
    }
    Ok(answers)
}

/// The lines that are ready, those of orders that differ in nothing but their domain side by side, in the sheet's
/// order.
fn alike(run: &Run) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, line) in run.lines.iter().enumerate() {
        let Some(order) = line.order.as_ref().filter(|_| line.outcome.status == Status::Ready) else { continue };
        let place = *places.entry(order.terms.sent.key()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn rows(run: &Run, lines: &[usize]) -> Vec<RowNo> {
    lines.iter().map(|at| run.lines[*at].row).collect()
}

/// Keeps a quote with every order that it is for.
fn quoted(run: &mut Run, lines: &[usize], quote: &Quote, currency: Option<&str>) {
    for at in lines {
        if let Some(order) = &mut run.lines[*at].order {
            order.prices.quote = Some(Box::new(quote.clone()));
            order.price = order.prices.planned(currency);
        }
    }
}

/// Asks for one order.
///
/// # Errors
///
/// [`ReadError`] that would come again whatever is asked next: nobody is let in any more, or the panel is out of
/// reach.
fn told(panel: &dyn Panel, order: &Order, again: Again) -> Result<Told, ReadError> {
    use ReasonCode as C;
    let error = match again.read(|| panel.quote(order)) {
        Ok(Some(quote)) => return Ok(Told::Quote(quote)),
        Ok(None) => return Ok(Told::Nothing),
        Err(error) => error,
    };
    match error.reason.code {
        C::SignInRefused | C::TooManyTries | C::AccountBlocked | C::Unreachable | C::NotTrusted => Err(error),
        code if is_refusal(code) => Ok(Told::Refused(error)),
        _ => Ok(Told::Unclear(error)),
    }
}

/// Whether a form that says this says that the panel would not take the order.
const fn is_refusal(code: ReasonCode) -> bool {
    use ReasonCode as C;
    matches!(
        code,
        C::DomainInUse | C::NotKnown | C::ValueRefused | C::LimitExceeded | C::ShownOtherwise | C::NotOffered
    )
}

/// Those of one reason together.
fn together(unquoted: Vec<Unquoted>) -> Vec<Unquoted> {
    let mut together: Vec<Unquoted> = Vec::new();
    for one in unquoted {
        match together.iter_mut().find(|other| other.reason == one.reason && other.refused == one.refused) {
            Some(other) => other.add(one),
            None => together.push(one),
        }
    }
    together
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn error(code: ReasonCode) -> ReadError {
        ReadError { reason: Reason::new(code), passing: false, retry_after: None }
    }

    #[test]
    fn a_domain_that_is_taken_stops_its_own_order_and_no_other() {
        use ReasonCode as C;
        for code in [C::DomainInUse, C::NotKnown, C::ValueRefused, C::LimitExceeded, C::ShownOtherwise, C::NotOffered] {
            assert!(is_refusal(code), "{code:?}");
        }
        for code in [C::UnclearQuote, C::Unreadable, C::ServerError, C::NotReadInTime, C::UnknownError] {
            assert!(!is_refusal(code), "{code:?}");
        }
        let mut asked = Vec::new();
        let kinds = [vec![1, 2, 5], vec![3, 4], vec![6]];
        let answers = in_turn(&kinds, |at| {
            asked.push(at);
            Ok(match at {
                1 | 6 => Told::Refused(error(C::DomainInUse)),
                3 => Told::Refused(error(C::ValueRefused)),
                _ => Told::Quote(Quote { amount: Money::ZERO, currency: None, discount: None, tax: None }),
            })
        });
        let told: Vec<(&[usize], bool)> = answers
            .expect("answers")
            .into_iter()
            .map(|(lines, told)| (lines, matches!(told, Told::Refused(_))))
            .collect();
        assert_eq!(told, [(&[1][..], true), (&[2, 5], false), (&[3, 4], true), (&[6], true)]);
        assert_eq!(asked, [1, 2, 3, 6]);
        assert!(in_turn(&kinds, |_| Err(error(C::Unreachable))).is_err());
    }
}
