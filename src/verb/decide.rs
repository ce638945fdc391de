//! A person's decisions: `resolve`, `release`, `adopt`.

use super::error::Error;
use crate::cli::{Adopt, Common, Release, Resolve};
use crate::host::console::Console;
use crate::host::machine;
use crate::ledger::{Ledger, Ruled, Ruling};
use crate::order::Domain;
use crate::run::exit::Exit;

/// `vdsbatch resolve DOMAIN`: a person decides about an order in doubt.
///
/// # Errors
///
/// When the order is not in doubt, or the decision cannot be written.
pub fn resolve(typed: &Resolve, common: &Common, console: Console) -> Result<Exit, Error> {
    let ruled = typed.ordered.clone().map_or(Ruled::NotOrdered, Ruled::Ordered);
    let ledger = Ledger::open(&typed.whose.place(common)?)?;
    decide(&ledger, &typed.domain, Ruling { ruled, reason: typed.reason.clone() }, console)
}

/// `vdsbatch release DOMAIN`: frees the domain of an order that is over.
///
/// # Errors
///
/// When the domain has no order, or one in doubt, or the decision cannot be written.
pub fn release(typed: &Release, common: &Common, console: Console) -> Result<Exit, Error> {
    let ledger = Ledger::open(&typed.whose.place(common)?)?;
    decide(&ledger, &typed.domain, Ruling { ruled: Ruled::Release, reason: typed.reason.clone() }, console)
}

/// `vdsbatch adopt DOMAIN ID`: a service that was not ordered from here counts as if it had been.
///
/// # Errors
///
/// When no list showed the service under the domain, the domain is claimed, or the decision cannot
/// be written.
pub fn adopt(typed: &Adopt, common: &Common, console: Console) -> Result<Exit, Error> {
    let ruled = Ruled::Adopt(typed.id.trim().to_owned());
    let ledger = Ledger::open(&typed.whose.place(common)?)?;
    decide(&ledger, &typed.domain, Ruling { ruled, reason: typed.reason.clone() }, console)
}

fn decide(ledger: &Ledger, domain: &Domain, ruling: Ruling, console: Console) -> Result<Exit, Error> {
    let history = ledger.history()?;
    let state = history.claims.get(domain).map(|claim| claim.state);
    let here = |known: &str| Domain::new(known).as_ref() == Some(domain);
    let listed = match &ruling.ruled {
        Ruled::Adopt(id) => history.known_services.iter().any(|known| known.id == *id && here(&known.domain)),
        Ruled::Ordered(_) | Ruled::NotOrdered | Ruled::Release => {
            history.known_services.iter().any(|known| here(&known.domain))
        }
    };
    // The ledger refuses it as well; here a person is told how the claim stands.
    if !ruling.ruled.fits(state, listed) {
        return Err(Error::NoDecision { domain: domain.clone(), state });
    }
    let done = match &ruling.ruled {
        Ruled::Ordered(_) | Ruled::Adopt(_) => {
            console.lang.pick("is ordered from now on", "теперь считается заказанным")
        }
        Ruled::NotOrdered | Ruled::Release => console.lang.pick("may be ordered again", "можно заказать снова"),
    };
    ledger.decide(domain, ruling, &machine::operator())?;
    console.answer(&format!("{} {done}\n", domain.unicode()));
    Ok(Exit::Done)
}
