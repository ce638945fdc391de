//! What came back for a request: read whole within limits, or not at all.

use std::io::Read;
use std::time::Instant;

use reqwest::blocking::Response;

use super::fault;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::billmanager::{Reply, of_reading};
use crate::panel::{Answer, ReadError};

/// What came back, whole.
pub(super) struct Came {
    pub(super) reply: Reply,
    /// How it is packed; none if it is not.
    pub(super) coding: Option<Flaw>,
}

impl Came {
    /// What is wrong with it before it is read; and what it is without a body that nobody can read. A status
    /// other than 200 says enough by itself.
    fn legible(self) -> Result<Reply, Reason> {
        match self.coding {
            Some(coding) if self.reply.http_status == 200 => Err(Reason::flawed(ReasonCode::Unreadable, coding)),
            Some(_) => Ok(Reply { body: Vec::new(), ..self.reply }),
            None => Ok(self.reply),
        }
    }

    /// What it says.
    pub(super) fn answer(self, read: impl Fn(&Reply) -> Answer) -> Answer {
        self.legible().map_or_else(Answer::Unclear, |reply| read(&reply))
    }

    /// What it says, where it was asked for something.
    pub(super) fn read<T>(self, read: &impl Fn(&Reply) -> Result<T, ReadError>) -> Result<T, ReadError> {
        let failed = |reason| ReadError { reason: of_reading(reason), passing: false, retry_after: None };
        self.legible().map_err(failed).and_then(|reply| read(&reply))
    }
}

/// Reads a body in pieces, so that neither a flood nor a trickle outlasts the limits: reqwest's
/// own time-out starts anew with each piece.
pub(super) fn body(mut response: Response, largest: u64, deadline: Instant) -> Result<Vec<u8>, Reason> {
    let stated = response.content_length();
    let mut body = Vec::new();
    let mut piece = vec![0; 1 << 14];
    loop {
        let read = response.read(&mut piece).map_err(|error| fault::of_body(&error))?;
        if read == 0 {
            break;
        }
        body.extend_from_slice(&piece[..read]);
        if body.len() as u64 > largest {
            return Err(Reason::flawed(ReasonCode::ConnectionLost, Flaw::TooLarge));
        }
        if Instant::now() > deadline {
            return Err(Reason::new(ReasonCode::TimedOut));
        }
    }
    if stated.is_some_and(|stated| stated != body.len() as u64) {
        return Err(Reason::flawed(ReasonCode::ConnectionLost, Flaw::CutShort));
    }
    Ok(body)
}
