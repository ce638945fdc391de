//! How the HTTP client is set up: what it needs to know, whom it trusts, and what it never does.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Duration;

use reqwest::blocking::{Client as Http, ClientBuilder};
use reqwest::header::{ACCEPT_ENCODING, HeaderMap, HeaderValue};
use rustls::ClientConfig;
use secrecy::SecretString;
use thiserror::Error;

use super::proxy::{ProxyFault, ProxySettingError};
use super::trust::{Trust, TrustError};
use crate::account::{PanelUrl, SignIn};
use crate::catalog::Protocol;
use crate::run::NoClient;
use crate::text::lang::Lang;
use crate::text::printable::Legible;

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
    pub protocol: Protocol,
    /// The login.
    pub login: String,
    /// The password.
    pub password: SecretString,
    /// How the panel is told who asks.
    pub sign_in: SignIn,
    /// What the catalogue says that every order carries.
    pub fixed: BTreeMap<String, String>,
    /// Certificates that a person trusts.
    pub trust: Trust,
    /// How long to wait.
    pub deadlines: Deadlines,
}

/// Why there is no client.
#[derive(Debug, Error)]
pub enum ClientError {
    /// The certificates cannot be read.
    #[error("cannot read the certificates in `{}`: {why}", .file.shown())]
    Certificates {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: String,
    },
    /// The file holds no certificate.
    #[error("no certificate in `{}`", .0.shown())]
    NoCertificate(PathBuf),
    /// A variable that names a proxy cannot be read.
    #[error(transparent)]
    Proxy(#[from] ProxySettingError),
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
            Self::Proxy(ProxySettingError { variable, why }) => {
                let variable = variable.clone();
                match why {
                    ProxyFault::NotAnAddress => NoClient::ProxyAddress(variable),
                    ProxyFault::Kind => NoClient::ProxyKind(variable),
                    ProxyFault::TwoSpellings => NoClient::ProxySpellings(variable),
                    ProxyFault::NotHosts => NoClient::ProxyExceptions(variable),
                }
            }
            Self::Setup(why) => NoClient::Setup(why.clone()),
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.kept().message(lang)
    }
}

/// A client's builder: no redirects, no referer, no retries of its own, plain HTTP only to this machine, answers
/// as they are and not compressed. TLS is [`tls`]'s.
pub(super) fn builder(settings: &Settings, tls: Option<ClientConfig>) -> ClientBuilder {
    let loopback = settings.panel.is_loopback();
    let mut builder = Http::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .https_only(!loopback)
        .http1_only()
        .connect_timeout(settings.deadlines.connect)
        .timeout(settings.deadlines.exchange)
        // Nothing here undoes a compression; without this header any is allowed.
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        .user_agent(concat!("vdsbatch/", env!("CARGO_PKG_VERSION")));
    if loopback {
        // A proxy must not see what is meant for this machine.
        builder = builder.no_proxy();
    }
    match tls {
        Some(tls) => builder.tls_backend_preconfigured(tls),
        // Plain HTTP needs no certificates, and must work where the system has none.
        None => builder.tls_certs_only([]),
    }
}

/// The TLS of a panel; none where it is spoken to plainly.
pub(super) fn tls(settings: &Settings) -> Result<Option<ClientConfig>, ClientError> {
    if settings.panel.as_str().starts_with("http://") {
        return Ok(None);
    }
    let file = || settings.trust.ca_file.clone().unwrap_or_default();
    settings.trust.tls(settings.panel.host()).map(Some).map_err(|error| match error {
        TrustError::Unread(why) => ClientError::Certificates { file: file(), why },
        TrustError::None => ClientError::NoCertificate(file()),
        TrustError::Setup(why) => ClientError::Setup(why),
    })
}

/// Installs the TLS provider, once for the process.
pub(super) fn provide_cryptography() {
    static ONCE: Once = Once::new();
    // A provider that is installed already serves as well.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}
