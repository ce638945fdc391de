//! Signing in by a session: login and password are sent once, and its id with every request.
//!
//! The id is a secret as the password is. A session is opened, and opened again when it is over, by a read and never
//! around an order: an order that a panel answers by *sign in again* may have been executed all the same. None is
//! ended by us, since how that is done is not documented: it ends an hour after its last request.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::host::clock::Stopwatch;
use crate::panel::ReadError;

/// A session that a panel opened.
struct Open {
    id: SecretString,
    since: Stopwatch,
    /// Whether something was read in it.
    proved: bool,
}

/// The session of a client, and the ids of all that it had.
#[derive(Default)]
pub(super) struct Session {
    open: Mutex<Option<Open>>,
    ids: Mutex<Vec<SecretString>>,
}

impl Session {
    /// The id that a request carries now; none before the first read.
    pub(super) fn id(&self) -> Option<SecretString> {
        held(&self.open).as_ref().map(|open| open.id.clone())
    }

    /// Every id that the panel ever gave, none of which may be repeated.
    pub(super) fn ids(&self) -> Vec<SecretString> {
        held(&self.ids).clone()
    }

    /// The id to read with; opens a session if there is none. Whoever else reads waits for it.
    pub(super) fn begun(&self, open: impl FnOnce() -> Result<String, ReadError>) -> Result<SecretString, ReadError> {
        let mut held = held(&self.open);
        match &*held {
            Some(open) => Ok(open.id.clone()),
            None => self.begin(&mut held, open),
        }
    }

    /// The id to read with again after one that is over, where it may be renewed; none where it may not.
    pub(super) fn renewed(
        &self,
        over: &SecretString,
        youngest: Duration,
        open: impl FnOnce() -> Result<String, ReadError>,
    ) -> Option<Result<SecretString, ReadError>> {
        let mut held = held(&self.open);
        match &*held {
            // Somebody else has renewed it meanwhile.
            Some(now) if now.id.expose_secret() != over.expose_secret() => return Some(Ok(now.id.clone())),
            Some(now) if !now.proved || now.since.elapsed() < youngest => return None,
            Some(_) | None => {}
        }
        *held = None;
        Some(self.begin(&mut held, open))
    }

    fn begin(
        &self,
        place: &mut Option<Open>,
        open: impl FnOnce() -> Result<String, ReadError>,
    ) -> Result<SecretString, ReadError> {
        let id = SecretString::from(open()?);
        held(&self.ids).push(id.clone());
        *place = Some(Open { id: id.clone(), since: Stopwatch::start(), proved: false });
        Ok(id)
    }

    /// Something was read with this id.
    pub(super) fn prove(&self, id: &SecretString) {
        if let Some(open) = held(&self.open).as_mut().filter(|open| open.id.expose_secret() == id.expose_secret()) {
            open.proved = true;
        }
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::{Reason, ReasonCode};

    fn opened(id: &str) -> impl FnOnce() -> Result<String, ReadError> + use<'_> {
        || Ok(id.to_owned())
    }

    fn refused() -> Result<String, ReadError> {
        Err(ReadError { reason: Reason::new(ReasonCode::SignInRefused), passing: false, retry_after: None })
    }

    #[test]
    fn a_session_is_renewed_once_it_was_good_and_never_in_a_loop() {
        let session = Session::default();
        let text =
            |id: Option<Result<SecretString, ReadError>>| id.map(|id| id.map(|id| id.expose_secret().to_owned()));
        assert!(session.begun(refused).is_err() && session.id().is_none(), "nothing is open");
        let first = session.begun(opened("first")).expect("open");
        assert_eq!(session.begun(refused).expect("open").expose_secret(), "first");
        assert!(session.renewed(&first, Duration::ZERO, opened("x")).is_none(), "nothing was read in it");
        session.prove(&first);
        assert!(session.renewed(&first, Duration::from_hours(1), opened("x")).is_none(), "it is too young");
        assert_eq!(text(session.renewed(&first, Duration::ZERO, opened("second"))), Some(Ok("second".to_owned())));
        assert_eq!(text(session.renewed(&first, Duration::ZERO, refused)), Some(Ok("second".to_owned())), "by another");
        let second = session.id().expect("open");
        assert!(session.renewed(&second, Duration::ZERO, opened("x")).is_none(), "the same again would be a loop");
        session.prove(&first);
        assert!(session.renewed(&second, Duration::ZERO, opened("x")).is_none(), "the old one proves nothing of it");
        session.prove(&second);
        assert!(session.renewed(&second, Duration::ZERO, refused).is_some_and(|renewed| renewed.is_err()));
        assert!(session.id().is_none(), "one that is over is not used again");
        let ids: Vec<String> = session.ids().iter().map(|id| id.expose_secret().to_owned()).collect();
        assert_eq!(ids, ["first", "second"]);
    }
}
