//! What a practice panel sells, to whom, and how it behaves.

use super::faults::Faults;
use super::manner::Manner;
use super::parameters::Parameters;
use super::refusal::Refusal;
use super::state::State;
use crate::catalog::Catalog;

/// A practice panel but for what happened at it.
#[derive(Debug)]
pub(super) struct Seller {
    /// What it sells, and in which dialect.
    pub(super) catalog: Catalog,
    /// How it misbehaves.
    pub(super) faults: Faults,
    /// The login that it takes.
    pub(super) login: String,
    /// The password that it takes.
    pub(super) password: String,
}

impl Seller {
    /// The currency of its prices.
    pub(super) fn currency(&self) -> &str {
        self.catalog.currency.as_deref().unwrap_or("RUB")
    }

    /// Whether a request may do what it asks for: by its login and password, or by a session.
    pub(super) fn signed_in(&self, state: &mut State, given: &Parameters) -> Result<(), Refusal> {
        let of = |name: &str| given.get(name).map(String::as_str);
        let right = |right: bool| if right { Ok(()) } else { Err(Refusal::bad_password()) };
        if of("func") == Some("auth") && (of("username").is_some() || of("password").is_some()) {
            return right(of("username") == Some(&self.login) && of("password") == Some(&self.password));
        }
        match (of("authinfo"), of("auth")) {
            // Not for signing in itself: that begins a session.
            (Some(_), _) if self.faults.has(Manner::NoAuthinfo) && of("func") != Some("auth") => {
                Err(Refusal::access("authinfo"))
            }
            (Some(info), _) => right(info.split_once(':') == Some((&self.login, &self.password))),
            (None, Some(id)) if state.sessions.is_open(id) => Ok(()),
            (None, Some(_)) => Err(Refusal::session_over()),
            (None, None) => Err(Refusal::not_signed_in()),
        }
    }
}

/// Whether a form is sent, and not only looked at: `sok` says so, unless a field is to be computed anew.
pub(super) fn is_sent(given: &Parameters) -> bool {
    let told = |name: &str| given.get(name).is_some_and(|value| !value.is_empty());
    told("sok") && !told("sv_field")
}
