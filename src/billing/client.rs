//! The HTTP client: one request for one order, every failure told apart by what it proves.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use reqwest::blocking::{Client as Http, ClientBuilder, Response};
use reqwest::dns::Resolve;
use reqwest::header::{CONTENT_TYPE, DATE, RETRY_AFTER};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::discretion::Discretion;
use super::listing::{self, Page};
use super::names::{self, Names};
use super::request::{self, Form};
use super::{Balance, Delivery, Panel, ReadError, account, fault, read_answer, wait};
use crate::account::PanelUrl;
use crate::attempt::Attempt;
use crate::lang::Lang;
use crate::outcome::{Reason, ReasonCode};
use crate::service::Listing;
use crate::tr;

/// The largest answer to an order that is read.
const ORDER_ANSWER: u64 = 1 << 20;

/// The largest page of a list that is read.
const LIST_ANSWER: u64 = 16 << 20;

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
    /// TLS cannot be set up, for want of trusted certificates above all.
    #[error("cannot set up the HTTP client: {0}")]
    Setup(String),
}

impl ClientError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Certificates { file, why } => {
                let file = crate::printable::printable(&file.display().to_string());
                tr!(
                    lang,
                    "cannot read the certificates in `{file}`: {why} (wanted: a PEM file)",
                    "не удалось прочитать сертификаты из `{file}`: {why} (нужен файл PEM)"
                )
            }
            Self::Setup(why) => tr!(
                lang,
                "cannot set up the HTTP client: {why} (install the system's certificates, or name them with --ca-file)",
                "не удалось настроить HTTP-клиент: {why} (установите системные сертификаты или укажите их через --ca-file)"
            ),
        }
    }
}

/// A panel's client. It can be shared by threads.
pub struct Client {
    settings: Settings,
    /// A fresh connection for every order, so that every failure before the request is provably
    /// unsent.
    orders: Http,
    /// Connections that are kept, for reads.
    reads: Http,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("panel", &self.settings.panel).finish_non_exhaustive()
    }
}

impl Client {
    /// Sets up a client: no redirects, no referer, no retries of its own, TLS 1.2 or newer, plain
    /// HTTP only to this machine.
    ///
    /// # Errors
    ///
    /// [`ClientError`] when certificates cannot be read or TLS cannot be set up.
    pub fn new(settings: Settings) -> Result<Self, ClientError> {
        Self::build(settings, None)
    }

    /// The same, with the panel's name looked up by `names` instead of the system. Tests have a
    /// resolver that fails in every way.
    ///
    /// # Errors
    ///
    /// As for [`Client::new`].
    pub fn resolving(settings: Settings, names: &Arc<dyn Resolve>) -> Result<Self, ClientError> {
        Self::build(settings, Some(names))
    }

    fn build(settings: Settings, names: Option<&Arc<dyn Resolve>>) -> Result<Self, ClientError> {
        provide_cryptography();
        let setup = |error: reqwest::Error| ClientError::Setup(fault::chain(&error.without_url()));
        let builder = || {
            let builder = builder(&settings)?;
            Ok(match names {
                Some(names) => builder.dns_resolver(Arc::new(Names(Arc::clone(names)))),
                None => builder.resolve_to_addrs(names::LOCALHOST, &names::THIS_MACHINE),
            })
        };
        let orders = builder()?.pool_max_idle_per_host(0).build().map_err(setup)?;
        let reads = builder()?.build().map_err(setup)?;
        Ok(Self { settings, orders, reads })
    }

    /// One exchange against one deadline. The body is read whole, or not at all.
    fn exchange(&self, http: &Http, form: Form, largest: u64) -> Result<Whole, fault::Fault> {
        let began = Instant::now();
        let (func, page) = (form.get("func").cloned(), form.get("p_num").cloned());
        tracing::debug!(func, page, "request");
        let answer = self.answer(http, form, largest);
        let took = began.elapsed();
        match &answer {
            Ok(Whole { status, content_type, retry_after, body }) => {
                let told = |header: &Option<String>| header.as_ref().map(|text| self.discretion().of_text(text));
                let (content_type, retry_after) = (told(content_type), told(retry_after));
                tracing::debug!(func, page, status, content_type, retry_after, length = body.len(), ?took, "answer");
            }
            Err(fault) => tracing::debug!(func, page, ?fault, ?took, "no answer"),
        }
        answer
    }

    fn answer(&self, http: &Http, mut form: Form, largest: u64) -> Result<Whole, fault::Fault> {
        request::sign(&mut form, &self.settings.login, self.settings.password.expose_secret());
        let deadline = Instant::now() + self.settings.deadlines.exchange;
        let response = http
            .post(self.settings.panel.as_str())
            .timeout(self.settings.deadlines.exchange)
            .form(&form)
            .send()
            .map_err(|error| fault::of_send(&error.without_url()))?;
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
        let content_type = header(CONTENT_TYPE);
        let retry_after = header(RETRY_AFTER).map(|text| wait::in_seconds(&text, header(DATE).as_deref()));
        let body = body(response, largest, deadline).map_err(|reason| fault::Fault::Lost(reason, Some(status)))?;
        Ok(Whole { status, content_type, retry_after, body })
    }

    fn discretion(&self) -> Discretion {
        Discretion::about(self.settings.password.expose_secret())
    }

    /// A call that only reads.
    fn read<T>(&self, form: Form, read: impl Fn(&Whole) -> Result<T, ReadError>) -> Result<T, ReadError> {
        let failed = |reason, passing| ReadError { reason, passing, retry_after: None };
        let read = match self.exchange(&self.reads, form, LIST_ANSWER) {
            Ok(whole) => {
                read(&whole).map_err(|error| ReadError { reason: self.discretion().of_reason(error.reason), ..error })
            }
            Err(fault::Fault::NotTrusted(reason)) => Err(failed(reason, false)),
            Err(fault::Fault::NotSent(reason) | fault::Fault::Lost(reason, _)) => Err(failed(reason, true)),
        };
        tracing::debug!(error = ?read.as_ref().err(), "read");
        read
    }

    fn page(&self, number: usize, size: usize) -> Result<Page, ReadError> {
        self.read(request::services(number, size), |Whole { status, content_type, retry_after, body }| {
            listing::read_page(number, *status, content_type.as_deref(), retry_after.as_deref(), body)
        })
    }
}

impl Panel for Client {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        let form = request::order(attempt.order(), &self.settings.fixed);
        let _order =
            tracing::debug_span!("order", domain = %attempt.order().domain, attempt = attempt.number()).entered();
        let delivery = match self.exchange(&self.orders, form, ORDER_ANSWER) {
            Ok(whole) => Delivery::Answered {
                http_status: whole.status,
                answer: self.discretion().of_answer(read_answer(
                    whole.status,
                    whole.content_type.as_deref(),
                    whole.retry_after.as_deref(),
                    &whole.body,
                )),
            },
            Err(fault::Fault::NotSent(reason)) => Delivery::NotSent(reason),
            Err(fault::Fault::NotTrusted(reason)) => Delivery::NotTrusted(reason),
            Err(fault::Fault::Lost(reason, http_status)) => Delivery::Lost { reason, http_status },
        };
        tracing::debug!(?delivery, "read");
        delivery
    }

    fn services(&self) -> Result<Listing, ReadError> {
        let deadline = Instant::now() + self.settings.deadlines.list;
        listing::read_all(|number, size| {
            if Instant::now() > deadline {
                let reason = Reason::with_words(ReasonCode::TimedOut, "the list does not end");
                return Err(ReadError { reason, passing: false, retry_after: None });
            }
            self.page(number, size)
        })
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        self.read(request::balance(), |Whole { status, content_type, retry_after, body }| {
            account::read_balance(*status, content_type.as_deref(), retry_after.as_deref(), body)
        })
    }

    fn signed_in(&self) -> Result<(), ReadError> {
        self.read(request::balance(), |Whole { status, content_type, retry_after, body }| {
            account::read_signed_in(*status, content_type.as_deref(), retry_after.as_deref(), body)
        })
    }
}

/// An answer that came whole.
struct Whole {
    status: u16,
    content_type: Option<String>,
    retry_after: Option<String>,
    body: Vec<u8>,
}

/// Reads a body in pieces, so that neither a flood nor a trickle outlasts the limits: reqwest's
/// own time-out starts anew with each piece.
fn body(mut response: Response, largest: u64, deadline: Instant) -> Result<Vec<u8>, Reason> {
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
            return Err(Reason::with_words(ReasonCode::ConnectionLost, "the answer is larger than any answer to this"));
        }
        if Instant::now() > deadline {
            return Err(Reason::new(ReasonCode::TimedOut));
        }
    }
    if stated.is_some_and(|stated| stated != body.len() as u64) {
        return Err(Reason::with_words(ReasonCode::ConnectionLost, "the answer was cut short"));
    }
    Ok(body)
}

fn builder(settings: &Settings) -> Result<ClientBuilder, ClientError> {
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
    if found.is_empty() { Err(failed("no certificate in it".to_owned())) } else { Ok(found) }
}

/// Installs the TLS provider, once for the process.
fn provide_cryptography() {
    static ONCE: Once = Once::new();
    // A provider that is installed already serves as well.
    ONCE.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
}
