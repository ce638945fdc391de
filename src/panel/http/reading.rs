//! Calls that only read, in a session where the panel wants one.

use std::time::Duration;

use super::client::{Client, Limits};
use crate::order::{Reason, ReasonCode};
use crate::panel::ReadError;
use crate::panel::billmanager::{Reply, request, session};

/// A session lives for an hour from its last request: one that is refused in its first minute is refused for another
/// reason, and signing in again would be one try after another.
const YOUNGEST: Duration = Duration::from_mins(1);

impl Client {
    /// A call that only reads, within limits; in a session where the panel wants one, which is opened
    /// for it, and opened again once if it is over.
    pub(super) fn read<T>(
        &self,
        form: request::Form,
        limits: Limits,
        read: impl Fn(&Reply) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let Some(session) = self.session() else { return self.read_once(form, limits, &read) };
        let open = || {
            let protocol = self.protocol();
            self.read_once(request::sign_in(protocol), limits, &|reply| session::read_session(reply, protocol))
        };
        let id = session.begun(open)?;
        let first = self.read_once(form.clone(), limits, &read);
        let youngest = if self.is_loopback() { Duration::ZERO } else { YOUNGEST };
        let (id, answer) = match first {
            Err(error) if session::is_over(&error) => match session.renewed(&id, youngest, open) {
                Some(renewed) => (renewed?, self.read_once(form, limits, &read)),
                None => (id, Err(error)),
            },
            first => (id, first),
        };
        if answer.is_ok() {
            session.prove(&id);
        }
        answer
    }

    /// Why an order cannot be sent: nothing was read before it, or the session could not be opened again.
    pub(super) fn out_of_session(&self) -> Option<Reason> {
        let session = self.session()?;
        session.id().is_none().then(|| Reason::new(ReasonCode::SignInRefused))
    }
}
