//! What a person names as trusted, and the TLS that goes by it.

use std::path::PathBuf;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};

use super::shown;
use super::verifier::Verifier;
use crate::certificate::Fingerprint;
use crate::order::Named;

/// What a person names as trusted, beside whom this machine trusts.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// Certificates in PEM: authorities, or the panel's own, which is trusted as it is, byte for byte.
    pub ca_file: Option<PathBuf>,
    /// The panel's own certificate: this one and no other is trusted.
    pub pin: Option<Fingerprint>,
}

/// Why the certificates of a file cannot be used.
#[derive(Debug)]
pub(in crate::panel::http) enum TrustError {
    /// It cannot be read, in the system's words or a library's.
    Unread(String),
    /// There is none in it.
    None,
    /// TLS cannot be set up, in its words.
    Setup(String),
}

impl Trust {
    /// TLS 1.2 or newer, to `host` and whatever stands on the way to it.
    pub(in crate::panel::http) fn tls(&self, host: &str) -> Result<ClientConfig, TrustError> {
        let setup = |error: &dyn std::fmt::Display| TrustError::Setup(error.to_string());
        // An address within brackets is one all the same.
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let panel = ServerName::try_from(host).map_err(|error| setup(&error))?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let exact = self.certificates()?;
        let chain = match chain(&exact, &provider) {
            Ok(chain) => Some(chain),
            // Where nobody is trusted, the one that is named may be all the same.
            Err(_) if self.pin.is_some() => None,
            Err(error) => return Err(setup(&error)),
        };
        let named = match (&self.pin, &self.ca_file) {
            (Some(_), _) => Named::Pin,
            (None, Some(file)) => Named::File(file.display().to_string()),
            (None, None) => Named::Nothing,
        };
        let algorithms = provider.signature_verification_algorithms;
        let verifier = Verifier { panel, exact, pin: self.pin, chain, named, algorithms };
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(|error| setup(&error))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(config)
    }

    fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, TrustError> {
        let Some(file) = &self.ca_file else { return Ok(Vec::new()) };
        let pem = std::fs::read(file).map_err(|error| TrustError::Unread(error.to_string()))?;
        let found: Result<Vec<CertificateDer<'static>>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let found = found.map_err(|error| TrustError::Unread(error.to_string()))?;
        if found.is_empty() {
            return Err(TrustError::None);
        }
        if found.iter().any(|certificate| shown::read(certificate).is_none()) {
            return Err(TrustError::Unread("one of them is damaged".to_owned()));
        }
        Ok(found)
    }
}

/// The check of chains that end at somebody whom this machine trusts, or at one of these.
fn chain(
    named: &[CertificateDer<'static>],
    provider: &Arc<rustls::crypto::CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, rustls::Error> {
    // One that cannot stand for others may still be trusted as it is.
    let roots = named.iter().filter(|one| RootCertStore::empty().add((*one).clone()).is_ok()).cloned();
    let verifier =
        rustls_platform_verifier::Verifier::new_with_extra_roots(roots.collect::<Vec<_>>(), Arc::clone(provider))?;
    Ok(Arc::new(verifier))
}
