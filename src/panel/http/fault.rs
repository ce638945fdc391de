//! What a failed exchange proves: not sent, not trusted, or lost.

use std::error::Error as StdError;

use crate::order::{Reason, ReasonCode};

/// A failed exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No connection was made: the request never left.
    NotSent(Reason),
    /// No connection was made because the certificate is not trusted.
    NotTrusted(Reason),
    /// The request may have left; the HTTP status if an answer had begun.
    Lost(Reason, Option<u16>),
}

/// Reads an error of sending, whose address was taken out already. Only a failed connection proves
/// that nothing was sent.
pub(super) fn of_send(error: &reqwest::Error) -> Fault {
    let words = chain(error);
    if error.is_connect() {
        return match certificate(error) {
            Some(why) => Fault::NotTrusted(Reason::with_words(ReasonCode::NotTrusted, &why)),
            None => Fault::NotSent(Reason::with_words(ReasonCode::Unreachable, &words)),
        };
    }
    // These fail before anything leaves, but are never raised by our requests; proof is proof.
    if error.is_builder() {
        return Fault::NotSent(Reason::with_words(ReasonCode::Unreachable, &words));
    }
    let code = if error.is_timeout() { ReasonCode::TimedOut } else { ReasonCode::ConnectionLost };
    Fault::Lost(Reason::with_words(code, &words), None)
}

/// Reads an error of receiving a body.
pub(super) fn of_body(error: &std::io::Error) -> Reason {
    // reqwest hands its own time-out over inside an I/O error of another kind.
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    let timed_out = error.kind() == std::io::ErrorKind::TimedOut || inner.is_some_and(reqwest::Error::is_timeout);
    Reason::new(if timed_out { ReasonCode::TimedOut } else { ReasonCode::ConnectionLost })
}

/// The words of an error and of what caused it, each once.
pub(super) fn chain(error: &dyn StdError) -> String {
    let mut words = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !words.iter().any(|known| known.contains(&text)) {
            words.push(text);
        }
        cause = error.source();
    }
    words.join(": ")
}

/// Why the certificate is not trusted, if that is what failed: looked for through all layers. An
/// I/O error hides what it wraps from `source`, and one may wrap another.
fn certificate(error: &(dyn StdError + 'static)) -> Option<String> {
    if let Some(found) = error.downcast_ref::<rustls::Error>() {
        let refused = matches!(found, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented);
        return refused.then(|| found.to_string());
    }
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    if let Some(found) = wrapped.and_then(|inner| certificate(inner)) {
        return Some(found);
    }
    error.source().and_then(certificate)
}
