//! A certificate as it is shown: read as far as a person needs it. Pure.

use jiff::Timestamp;
use rustls::pki_types::{SubjectPublicKeyInfoDer, UnixTime};
use x509_cert::certificate::{CertificateInner, Raw, TbsCertificateInner};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::SubjectAltName;
use x509_cert::ext::pkix::name::GeneralName;

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
    let parsed = parsed.tbs_certificate();
    let validity = parsed.validity();
    let span = [validity.not_before, validity.not_after].map(|at| at.to_unix_duration().as_secs());
    let span = span.map(|at| i64::try_from(at).unwrap_or(i64::MAX));
    // A date may lie beyond every calendar: "for ever" is written as the last second of the year 9999.
    let [from, until] = span.map(|at| Timestamp::from_second(at).ok());
    let certificate = Certificate {
        names: hosts(parsed),
        from,
        until,
        own: parsed.subject() == parsed.issuer(),
        sha256: Fingerprint::of(der),
    };
    Some(Shown { certificate, span })
}

/// The public key of a certificate, with its algorithm; none if it is none.
pub(super) fn key(der: &[u8]) -> Option<SubjectPublicKeyInfoDer<'static>> {
    let key = parsed(der)?.tbs_certificate().subject_public_key_info().to_der().ok()?;
    Some(SubjectPublicKeyInfoDer::from(key))
}

fn parsed(der: &[u8]) -> Option<CertificateInner<Raw>> {
    // Nothing may stand behind it: `from_der` reads all.
    CertificateInner::from_der(der).ok()
}

/// The hosts that a certificate is for. A common name is none: it may say anything.
fn hosts(parsed: &TbsCertificateInner<Raw>) -> Vec<String> {
    let Ok(Some((_, SubjectAltName(names)))) = parsed.get_extension() else { return Vec::new() };
    let hosts = names.iter().filter_map(|name| match name {
        GeneralName::DnsName(name) => Some(name.to_string()),
        GeneralName::IpAddress(bytes) => Some(address(bytes.as_bytes())),
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
