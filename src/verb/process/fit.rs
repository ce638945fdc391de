//! Whether confirmed services are what was ordered, by their own forms: a panel may put right silently what it does not
//! take. Forms are asked for and never sent.

use std::collections::BTreeMap;

use super::prepare::Ready;
use super::stage::Stage;
use crate::order::claim::Claiming;
use crate::order::fit::Fit;
use crate::order::{Difference, Order, Outcome, Status};
use crate::panel::ReadError;
use crate::text::lang::tr;

/// The most services whose forms are asked for after a run.
const MOST: usize = 100;

/// Holds confirmed services against their orders: the first of each kind of order, and, where that is not what was
/// ordered, all of that kind. What differs is written into their outcomes.
pub(super) fn hold(stage: &Stage<'_>, ready: &Ready, outcomes: &mut [Outcome]) {
    let mut asked = 0;
    for alike in kinds(&ready.orders, outcomes) {
        for (nth, at) in alike.iter().enumerate() {
            if asked == MOST || stage.signal.given() {
                return in_part(stage, asked);
            }
            if asked > 0 {
                ready.again.pause();
            }
            asked += 1;
            let found = match misfits((stage, ready), &ready.orders[*at].order, &outcomes[*at]) {
                Ok(found) => found,
                Err(error) => return unread(stage, &error),
            };
            if nth == 0 && found.is_empty() {
                break;
            }
            outcomes[*at].differences.extend(found);
        }
    }
}

/// The orders whose services are known, those that differ in nothing but their domain side by side.
fn kinds(orders: &[Claiming], outcomes: &[Outcome]) -> Vec<Vec<usize>> {
    let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (claiming, outcome)) in orders.iter().zip(outcomes).enumerate() {
        if outcome.status == Status::Confirmed && outcome.service.is_some() {
            kinds.entry(claiming.order.terms.sent.key()).or_default().push(at);
        }
    }
    kinds.into_values().collect()
}

/// What a service has otherwise than it was ordered, as far as its form shows it and the list did not.
fn misfits(
    (stage, ready): (&Stage<'_>, &Ready),
    order: &Order,
    outcome: &Outcome,
) -> Result<Vec<Difference>, ReadError> {
    let Some(service) = &outcome.service else { return Ok(Vec::new()) };
    let fit = ready.again.read_unless(stage.signal, || ready.panel.fit_of(&service.id, order))?;
    let known = |part| outcome.differences.iter().any(|known| known.part == part);
    let differences = fit.as_ref().map(Fit::differences).unwrap_or_default();
    Ok(differences.into_iter().filter(|found| !known(found.part)).collect())
}

/// Says that not every kind of order was looked at.
fn in_part(stage: &Stage<'_>, asked: usize) {
    stage.console.say(&tr!(
        stage.console.lang,
        "services compared with their orders by their forms: {asked}; the others were not compared",
        "услуг, сверенных с заказами по их формам: {asked}; остальные не проверялись"
    ));
}

fn unread(stage: &Stage<'_>, error: &ReadError) {
    let (lang, why) = (stage.console.lang, error.reason.message(stage.console.lang));
    stage.console.say(&tr!(
        lang,
        "whether the services are what was ordered could not be checked: {why}",
        "не удалось проверить, те ли услуги созданы, что заказаны: {why}"
    ));
}
