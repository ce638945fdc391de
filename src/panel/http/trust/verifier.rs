//! The check of a server's certificate: what was named byte for byte, or else the chain.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::{
    WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature, verify_tls13_signature_with_raw_key,
};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error as TlsError, OtherError, SignatureScheme};

use super::shown;
use crate::certificate::Fingerprint;
use crate::order::{Distrust, Named, Untrusted};

/// Why a certificate was refused, on its way through the TLS library.
#[derive(Debug)]
pub(in crate::panel::http) struct Refusal(pub(in crate::panel::http) Untrusted);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0.why)
    }
}

impl StdError for Refusal {}

/// Trusts a certificate of the panel that was named, or else what the chain proves.
#[derive(Debug)]
pub(super) struct Verifier {
    /// The panel. Others, such as a proxy that is spoken to over TLS, are checked by their chain.
    pub(super) panel: ServerName<'static>,
    /// Certificates that are trusted as they are, byte for byte.
    pub(super) exact: Vec<CertificateDer<'static>>,
    /// The only certificate that is trusted, if one is named so.
    pub(super) pin: Option<Fingerprint>,
    /// The check of chains; none where the machine trusts nobody and a pin is given.
    pub(super) chain: Option<Arc<dyn ServerCertVerifier>>,
    /// What a person named, for the words of a refusal.
    pub(super) named: Named,
    /// How signatures are checked.
    pub(super) algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    /// A certificate that was named is trusted as it is, whatever it says of authorities and whether or not it
    /// names hosts; but in its time, and for the host if it names any.
    fn in_order(
        &self,
        der: &CertificateDer<'_>,
        host: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let refuse = |why| Err(self.refusal(why, der, host, Some(now)));
        let Some(shown) = shown::read(der) else { return refuse(Distrust::Unreadable) };
        if shown.is_late(now) {
            return refuse(Distrust::Expired);
        }
        if shown.is_early(now) {
            return refuse(Distrust::NotYet);
        }
        if !shown.certificate.names.is_empty() {
            let for_host = ParsedCertificate::try_from(der).and_then(|parsed| verify_server_name(&parsed, host));
            if for_host.is_err() {
                return refuse(Distrust::OtherName);
            }
        }
        Ok(ServerCertVerified::assertion())
    }

    fn refusal(
        &self,
        why: Distrust,
        der: &CertificateDer<'_>,
        host: &ServerName<'_>,
        now: Option<UnixTime>,
    ) -> TlsError {
        let at = now.and_then(|now| Timestamp::from_second(i64::try_from(now.as_secs()).ok()?).ok());
        let refused = Untrusted {
            why,
            host: host.to_str().into_owned(),
            shown: shown::read(der).map(|shown| shown.certificate),
            // Of anybody else's certificate nothing was named.
            named: if *host == self.panel { self.named.clone() } else { Named::Nothing },
            at,
        };
        CertificateError::Other(OtherError(Arc::new(Refusal(refused)))).into()
    }

    /// Whether this certificate was named, byte for byte.
    fn is_named(&self, der: &CertificateDer<'_>) -> bool {
        self.pin.map_or_else(|| self.exact.iter().any(|exact| exact == der), |pin| Fingerprint::of(der) == pin)
    }

    /// What a signature proves. A named certificate may be older than the library reads: its key does as well.
    fn signed(
        &self,
        der: &CertificateDer<'_>,
        usual: Result<HandshakeSignatureValid, TlsError>,
        by_key: impl FnOnce() -> Option<HandshakeSignatureValid>,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let error = match usual {
            Ok(valid) => return Ok(valid),
            Err(error) => error,
        };
        let false_one = matches!(error, TlsError::InvalidCertificate(CertificateError::BadSignature));
        if !false_one
            && self.is_named(der)
            && let Some(valid) = by_key()
        {
            return Ok(valid);
        }
        match error {
            TlsError::InvalidCertificate(error) => Err(self.refusal(why(&error), der, &self.panel, None)),
            other => Err(other),
        }
    }

    fn signed_12(
        &self,
        message: &[u8],
        der: &CertificateDer<'_>,
        given: &DigitallySignedStruct,
    ) -> Option<HandshakeSignatureValid> {
        let key = shown::key(der)?;
        let key = webpki::RawPublicKeyEntity::try_from(&key).ok()?;
        let (_, ways) = self.algorithms.mapping.iter().find(|(scheme, _)| *scheme == given.scheme)?;
        let proved = ways.iter().any(|way| key.verify_signature(*way, message, given.signature()).is_ok());
        proved.then(HandshakeSignatureValid::assertion)
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        if *server_name == self.panel {
            if self.is_named(end_entity) {
                return self.in_order(end_entity, server_name, now);
            }
            if self.pin.is_some() {
                return Err(self.refusal(Distrust::OtherPin, end_entity, server_name, Some(now)));
            }
        }
        let Some(chain) = &self.chain else {
            return Err(self.refusal(Distrust::NotVouched, end_entity, server_name, Some(now)));
        };
        let proved = chain.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        proved.map_err(|error| match error {
            TlsError::InvalidCertificate(error) => {
                // The dates of the one that is shown may be in order: another one of the chain is meant then.
                let in_time = || shown::read(end_entity).is_some_and(|it| !it.is_late(now) && !it.is_early(now));
                let why = match why(&error) {
                    Distrust::Expired | Distrust::NotYet if in_time() => Distrust::IssuerOutOfTime,
                    // No signature of its chain holds: nobody vouches for it.
                    Distrust::BadSignature => Distrust::NotVouched,
                    why => why,
                };
                self.refusal(why, end_entity, server_name, Some(now))
            }
            other => other,
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let usual = verify_tls12_signature(message, cert, dss, &self.algorithms);
        self.signed(cert, usual, || self.signed_12(message, cert, dss))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        let usual = verify_tls13_signature(message, cert, dss, &self.algorithms);
        self.signed(cert, usual, || {
            verify_tls13_signature_with_raw_key(message, &shown::key(cert)?, dss, &self.algorithms).ok()
        })
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// What the library's error means to a person.
fn why(error: &CertificateError) -> Distrust {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => Distrust::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Distrust::NotYet,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Distrust::OtherName,
        CertificateError::BadSignature => Distrust::BadSignature,
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => Distrust::UnknownSignature,
        CertificateError::Revoked => Distrust::Revoked,
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => Distrust::Purpose,
        CertificateError::BadEncoding | CertificateError::UnhandledCriticalExtension => Distrust::Unreadable,
        // One that vouches for itself comes back in several ways, and so does what another system's own check says.
        _ => Distrust::NotVouched,
    }
}
