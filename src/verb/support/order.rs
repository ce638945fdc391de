//! The whole story of one order.

use super::gathered::Gathered;
use crate::cli::{Common, Whose};
use crate::ledger::{self, Place};
use crate::order::{Domain, Outcome, Reason};
use crate::report::Shown;
use crate::run::dossier::Dossier;
use crate::text::alias::Kind;
use crate::text::lang::Lang;
use crate::text::printable::printable;
use crate::verb::error::Error;

/// Everything that the ledgers have of the order for a domain.
pub(super) fn story(
    gathered: &mut Gathered,
    (places, domain): (&[Place], &Domain),
    (whose, common): (&Whose, &Common),
    lang: Lang,
) {
    let options = whose.options(common).unwrap_or_default();
    let mut stories: Vec<String> = Vec::new();
    for place in places {
        match ledger::dossier(place, domain) {
            Ok(dossier) if dossier.is_empty() => {}
            Ok(dossier) => {
                names(gathered, &dossier);
                stories.push(Shown { dossier: &dossier, options: &options, lang }.words());
            }
            Err(error) => stories.push(error.message(lang)),
        }
    }
    if stories.is_empty() {
        stories.push(Error::NoOrder(domain.clone()).message(lang));
    }
    gathered.section(lang.pick("Order", "Заказ"), stories.join("\n"));
}

/// What people and the panel said of it.
fn names(gathered: &mut Gathered, dossier: &Dossier) {
    for decided in &dossier.decisions {
        gathered.name(Kind::User, &decided.operator);
        gathered.name(Kind::Words, &printable(&decided.reason));
    }
    let lines = dossier.asked.iter().map(|asked| &asked.line.outcome);
    let tries = dossier.attempts.iter().filter_map(|(_, tried)| tried.outcome.as_ref());
    for reason in lines.chain(tries).filter_map(|outcome: &Outcome| outcome.reason.as_ref()) {
        words(gathered, reason);
    }
}

/// The words that a panel said; those of the system say where it could not get to.
fn words(gathered: &mut Gathered, reason: &Reason) {
    if !reason.words.is_empty() && !reason.code.code().0.starts_with('T') {
        gathered.name(Kind::Words, &printable(&reason.words));
    }
}
