//! What a failed exchange proves: not sent, not trusted, or lost.

use std::error::Error as StdError;

use rustls::{AlertDescription, CertificateError, Error as TlsError, OtherError, PeerIncompatible};

use super::proxy::{self, Proxy};
use super::trust::Refusal;
use crate::order::{Distrust, Link, Named, Reason, ReasonCode, Untrusted};

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
/// that nothing was sent. `proxy` is the one on the way; it may be asked once more if `ask` says so.
pub(super) fn of_send(error: &reqwest::Error, proxy: Option<&Proxy>, ask: bool) -> Fault {
    let words = chain(error);
    if error.is_connect() {
        if let Some(tls) = tls(error) {
            return of_tls(tls, &words);
        }
        let refused = proxy.and_then(|proxy| Some((proxy.name(), proxy::answer(error, proxy, ask)?)));
        return Fault::NotSent(match refused {
            Some((proxy, answer)) => Reason::linked(ReasonCode::Unreachable, Link::Proxy { proxy, answer }),
            None => Reason::with_words(ReasonCode::Unreachable, &words),
        });
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

/// What a handshake failed of.
fn of_tls(error: &TlsError, words: &str) -> Fault {
    let unreachable = |link| Fault::NotSent(Reason::linked(ReasonCode::Unreachable, link));
    match error {
        TlsError::InvalidCertificate(CertificateError::Other(OtherError(other))) => {
            match other.downcast_ref::<Refusal>() {
                Some(Refusal(untrusted)) => not_trusted(untrusted.clone()),
                None => Fault::NotTrusted(Reason::with_words(ReasonCode::NotTrusted, words)),
            }
        }
        TlsError::InvalidCertificate(_) => Fault::NotTrusted(Reason::with_words(ReasonCode::NotTrusted, words)),
        TlsError::NoCertificatesPresented => {
            let (host, named) = (String::new(), Named::Nothing);
            not_trusted(Untrusted { why: Distrust::NoneShown, host, shown: None, named, at: None })
        }
        TlsError::AlertReceived(AlertDescription::ProtocolVersion)
        | TlsError::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13 | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => unreachable(Link::OldTls),
        TlsError::AlertReceived(AlertDescription::HandshakeFailure | AlertDescription::InsufficientSecurity)
        | TlsError::PeerIncompatible(_) => unreachable(Link::NoCommonTls),
        TlsError::InvalidMessage(_) => unreachable(Link::NoTls),
        _ => Fault::NotSent(Reason::with_words(ReasonCode::Unreachable, words)),
    }
}

fn not_trusted(untrusted: Untrusted) -> Fault {
    Fault::NotTrusted(Reason::linked(ReasonCode::NotTrusted, Link::Certificate(Box::new(untrusted))))
}

/// The error of TLS, if that is what failed: looked for through all layers. An I/O error hides what it
/// wraps from `source`, and one may wrap another.
fn tls<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e TlsError> {
    if let Some(found) = error.downcast_ref::<TlsError>() {
        return Some(found);
    }
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    if let Some(found) = wrapped.and_then(|inner| tls(inner)) {
        return Some(found);
    }
    error.source().and_then(tls)
}
