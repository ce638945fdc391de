//! A certificate as it is shown: read as far as a person needs it. Pure.

use jiff::Timestamp;
use rustls::pki_types::{SubjectPublicKeyInfoDer, UnixTime};
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::FromDer;

use crate::certificate::{Certificate, Fingerprint};

/// The most hosts of a certificate that are kept.
const NAMES: usize = 20;

/// A certificate that can be read.
pub(super) struct Shown {
    /// What it says of itself.
    pub(super) certificate: Certificate,
    /// From and until when it is valid, in seconds since 1970, both included.
    span: [i64; 2],
}

impl Shown {
    /// Whether its time has not come yet.
    pub(super) fn is_early(&self, now: UnixTime) -> bool {
        seconds(now) < self.span[0]
    }

    /// Whether its time is over.
    pub(super) fn is_late(&self, now: UnixTime) -> bool {
        seconds(now) > self.span[1]
    }
}

fn seconds(now: UnixTime) -> i64 {
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}

/// Reads a certificate; none if it is none.
pub(super) fn read(der: &[u8]) -> Option<Shown> {
    let parsed = parsed(der)?;
    let validity = parsed.validity();
    let span = [validity.not_before.timestamp(), validity.not_after.timestamp()];
    // A date may lie beyond every calendar: "for ever" is written as the last second of the year 9999.
    let [from, until] = span.map(|at| Timestamp::from_second(at).ok());
    let certificate = Certificate {
        names: hosts(&parsed),
        from,
        until,
        own: parsed.subject().as_raw() == parsed.issuer().as_raw(),
        sha256: Fingerprint::of(der),
    };
    Some(Shown { certificate, span })
}

/// The public key of a certificate, with its algorithm; none if it is none.
pub(super) fn key(der: &[u8]) -> Option<SubjectPublicKeyInfoDer<'static>> {
    parsed(der).map(|parsed| SubjectPublicKeyInfoDer::from(parsed.public_key().raw.to_vec()))
}

fn parsed(der: &[u8]) -> Option<X509Certificate<'_>> {
    let (rest, parsed) = X509Certificate::from_der(der).ok()?;
    rest.is_empty().then_some(parsed)
}

/// The hosts that a certificate is for. A common name is none: it may say anything.
fn hosts(parsed: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(names)) = parsed.subject_alternative_name() else { return Vec::new() };
    let hosts = names.value.general_names.iter().filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => Some(address(bytes)),
        _ => None,
    });
    hosts.take(NAMES).collect()
}

fn address(bytes: &[u8]) -> String {
    if let Ok(v4) = <[u8; 4]>::try_from(bytes) {
        return std::net::Ipv4Addr::from(v4).to_string();
    }
    match <[u8; 16]>::try_from(bytes) {
        Ok(v6) => std::net::Ipv6Addr::from(v6).to_string(),
        Err(_) => "?".to_owned(),
    }
}
