//! How the HTTP client is set up: what it needs to know, whom it trusts, and what it never does.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Duration;

use reqwest::blocking::{Client as Http, ClientBuilder};
use secrecy::SecretString;
use thiserror::Error;

use super::fault;
use crate::account::PanelUrl;
use crate::catalog::Dialect;
use crate::run::NoClient;
use crate::text::lang::Lang;

/// How long the client waits.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For a connection, handshake included. Well below the others, so that its end is proved to
    /// be before the request.
    pub connect: Duration,
    /// For a whole exchange: request, head and body of the answer.
    pub exchange: Duration,
    /// For the whole list, all its pages and readings.
    pub list: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), exchange: Duration::from_secs(90), list: Duration::from_mins(5) }
    }
}

/// What a client needs to know.
pub struct Settings {
    /// The panel.
    pub panel: PanelUrl,
    /// How it is spoken to.
    pub dialect: Dialect,
    /// The login.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// What the catalogue says that every order carries.
    pub fixed: BTreeMap<String, String>,
    /// Certificates to trust as well, in PEM.
    pub ca_file: Option<PathBuf>,
    /// How long to wait.
    pub deadlines: Deadlines,
}

/// Why there is no client.
#[derive(Debug, Error)]
pub enum ClientError {
    /// The certificates cannot be read.
    #[error("cannot read the certificates in `{}`: {why}", .file.display())]
    Certificates {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: String,
    },
    /// The file holds no certificate.
    #[error("no certificate in `{}`", .0.display())]
    NoCertificate(PathBuf),
    /// TLS cannot be set up, for want of trusted certificates above all.
    #[error("cannot set up the HTTP client: {0}")]
    Setup(String),
}

impl ClientError {
    /// The same as values that a ledger keeps.
    #[must_use]
    pub fn kept(&self) -> NoClient {
        match self {
            Self::Certificates { file, why } => {
                NoClient::Certificates { file: file.display().to_string(), why: why.clone() }
            }
            Self::NoCertificate(file) => NoClient::NoCertificate(file.display().to_string()),
            Self::Setup(why) => NoClient::Setup(why.clone()),
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.kept().message(lang)
    }
}

/// A client's builder: no redirects, no referer, no retries of its own, TLS 1.2 or newer, plain HTTP only
/// to this machine.
pub(super) fn builder(settings: &Settings) -> Result<ClientBuilder, ClientError> {
    let loopback = settings.panel.is_loopback();
    let mut builder = Http::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .https_only(!loopback)
        .http1_only()
        .min_tls_version(reqwest::tls::Version::TLS_1_2)
        .connect_timeout(settings.deadlines.connect)
        .timeout(settings.deadlines.exchange)
        .user_agent(concat!("vdsbatch/", env!("CARGO_PKG_VERSION")));
    if loopback {
        // A proxy must not see what is meant for this machine.
        builder = builder.no_proxy();
    }
    let certificates = certificates(settings)?;
    let plain = settings.panel.as_str().starts_with("http://");
    Ok(match (plain, loopback) {
        // Plain HTTP needs no certificates, and must work where the system has none.
        (true, _) => builder.tls_certs_only([]),
        (false, _) if certificates.is_empty() => builder,
        (false, _) => builder.tls_certs_merge(certificates),
    })
}

fn certificates(settings: &Settings) -> Result<Vec<reqwest::Certificate>, ClientError> {
    let Some(file) = &settings.ca_file else { return Ok(Vec::new()) };
    let failed = |why: String| ClientError::Certificates { file: file.clone(), why };
    let pem = std::fs::read(file).map_err(|error| failed(error.to_string()))?;
    let found = reqwest::Certificate::from_pem_bundle(&pem).map_err(|error| failed(fault::chain(&error)))?;
    if found.is_empty() { Err(ClientError::NoCertificate(file.clone())) } else { Ok(found) }
}

/// Installs the TLS provider, once for the process.
pub(super) fn provide_cryptography() {
    static ONCE: Once = Once::new();
    // A provider that is installed already serves as well.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}
