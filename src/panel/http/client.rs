//! The HTTP client: one request for one order, every failure told apart by what it proves.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use reqwest::blocking::Client as Http;
use reqwest::dns::Resolve;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, DATE, RETRY_AFTER};
use secrecy::ExposeSecret;
use secrecy::zeroize::Zeroize;

use super::came::{Came, body};
use super::coding::coding;
use super::discretion::Discretion;
use super::proxy::Proxy;
use super::resolve::{self, Names};
use super::session::Session;
use super::setup::{ClientError, Deadlines, Settings, builder, provide_cryptography, tls};
use super::{fault, patience, wait};
use crate::account::SignIn;
use crate::catalog::Protocol;
use crate::host::clock::Stopwatch;
use crate::order::attempt::Attempt;
use crate::order::cart::{Cart, Confirm};
use crate::order::charge::Charges;
use crate::order::fit::Fit;
use crate::order::service::Listing;
use crate::order::{Domain, Link, Order, Quote, RemoteId};
use crate::panel::billmanager::request::{self, Carried, Form};
use crate::panel::billmanager::{Act, Asked, Reply, account, cart, of_reading, one, read_answer, read_payment};
use crate::panel::{Answer, Balance, Delivery, Panel, ReadError};

/// The largest answer to an order that is read.
const ORDER_ANSWER: u64 = 1 << 20;

/// The largest page of a list that is read.
const LIST_ANSWER: u64 = 16 << 20;

/// How much of an answer is read, and for how long it is waited for.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) largest: u64,
    pub(super) longest: Duration,
}

impl Limits {
    /// Those of a page of a list, and of whatever else is no larger.
    pub(super) const fn of_list(longest: Duration) -> Self {
        Self { largest: LIST_ANSWER, longest }
    }
}

/// A panel's client. It can be shared by threads.
pub struct Client {
    settings: Settings,
    /// The proxy on the way, if there is one.
    proxy: Option<Proxy>,
    /// A fresh connection for every order, so that every failure before the request is provably
    /// unsent.
    orders: Http,
    /// Connections that are kept, for reads.
    reads: Http,
    /// The session that requests belong to; none where each carries login and password.
    session: Option<Session>,
    /// What the panel's last `Date` said, and when it came.
    date: Mutex<Option<(Timestamp, Stopwatch)>>,
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
        let tls = tls(&settings)?;
        let builder = || {
            let builder = builder(&settings, tls.clone());
            match names {
                Some(names) => builder.dns_resolver(Arc::new(Names(Arc::clone(names)))),
                None => builder.resolve_to_addrs(resolve::LOCALHOST, &resolve::THIS_MACHINE),
            }
        };
        let orders = patience::built(|| builder().pool_max_idle_per_host(0))?;
        let reads = patience::built(builder)?;
        let proxy = Proxy::of(&settings.panel);
        let through = proxy.as_ref().map(Proxy::name);
        tracing::debug!(panel = settings.panel.as_str(), proxy = through, "client");
        let session = (settings.sign_in == SignIn::Session).then(Session::default);
        Ok(Self { settings, proxy, orders, reads, session, date: Mutex::new(None) })
    }

    /// One exchange against one deadline. The body is read whole, or not at all.
    fn exchange(&self, http: &Http, form: Form, limits: Limits) -> Result<Came, fault::Fault> {
        let began = Instant::now();
        let (func, page) = (form.get("func").cloned(), form.get("p_num").cloned());
        tracing::debug!(func, page, "request");
        let answer = self.answer(http, form, limits);
        let took = began.elapsed();
        match &answer {
            Ok(Came { reply: Reply { http_status: status, content_type, retry_after, body }, coding }) => {
                // A header is the panel's word as well, and can repeat the password as an error can.
                let told = |header: &Option<String>| header.as_ref().map(|text| self.discretion().of_text(text));
                let (content_type, retry_after) = (told(content_type), told(retry_after));
                tracing::debug!(
                    func,
                    page,
                    status,
                    content_type,
                    retry_after,
                    length = body.len(),
                    ?coding,
                    ?took,
                    "answer"
                );
            }
            Err(fault) => tracing::debug!(func, page, ?fault, ?took, "no answer"),
        }
        answer
    }

    fn answer(&self, http: &Http, mut form: Form, limits: Limits) -> Result<Came, fault::Fault> {
        self.sign(&mut form);
        let longest = limits.longest.min(self.settings.deadlines.exchange);
        let deadline = Instant::now() + longest;
        // An order is not held up for words about a proxy: the first read has them.
        let ask = std::ptr::eq(http, &raw const self.reads);
        let request = http.post(self.settings.panel.as_str()).timeout(longest).form(&form);
        // The client has its own copy now, which nobody can wipe.
        form.values_mut().for_each(Zeroize::zeroize);
        let response = request
            .send()
            // The words of an error name the whole address, and they go into ledger and workbook.
            .map_err(|error| fault::of_send(&error.without_url(), self.proxy.as_ref(), ask))?;
        let status = response.status().as_u16();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
        let content_type = header(CONTENT_TYPE);
        self.note_date(header(DATE).as_deref());
        let retry_after = header(RETRY_AFTER).map(|text| wait::in_seconds(&text, header(DATE).as_deref()));
        let encoding = header(CONTENT_ENCODING);
        let body =
            body(response, limits.largest, deadline).map_err(|reason| fault::Fault::Lost(reason, Some(status)))?;
        let coding = coding(encoding.as_deref());
        Ok(Came { reply: Reply { http_status: status, content_type, retry_after, body }, coding })
    }

    /// Puts in who asks, at the last moment.
    fn sign(&self, form: &mut Form) {
        let (login, password) = (&self.settings.login, self.settings.password.expose_secret());
        match &self.session {
            None => request::sign(form, login, password),
            Some(_) if form.get("func").is_some_and(|func| func == request::SIGN_IN) => {
                request::introduce(form, login, password);
            }
            Some(session) => session.id().iter().for_each(|id| request::join(form, id.expose_secret())),
        }
    }

    pub(super) fn discretion(&self) -> Discretion {
        let ids = self.session.iter().flat_map(Session::ids);
        let password = Discretion::about(self.settings.password.expose_secret());
        ids.fold(password, |secrets, id| secrets.and(Discretion::about(id.expose_secret())))
    }

    /// What every order carries.
    pub(super) const fn fixed(&self) -> &BTreeMap<String, String> {
        &self.settings.fixed
    }

    /// How long is waited.
    pub(super) const fn deadlines(&self) -> Deadlines {
        self.settings.deadlines
    }

    pub(super) const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    pub(super) fn is_loopback(&self) -> bool {
        self.settings.panel.is_loopback()
    }

    /// Keeps the time that the panel told. One that cannot be read is none.
    fn note_date(&self, date: Option<&str>) {
        if let Some(date) = date.and_then(wait::instant) {
            *self.date.lock().unwrap_or_else(PoisonError::into_inner) = Some((date, Stopwatch::start()));
        }
    }

    /// How the panel is spoken to.
    pub(super) const fn protocol(&self) -> &Protocol {
        &self.settings.protocol
    }

    /// A call that only reads, and takes as long as one exchange at most.
    pub(super) fn ask<T>(&self, form: Form, read: impl Fn(&Reply) -> Result<T, ReadError>) -> Result<T, ReadError> {
        self.read(form, Limits::of_list(self.settings.deadlines.exchange), read)
    }

    /// A call that only reads, within limits, with whatever says who asks.
    pub(super) fn read_once<T>(
        &self,
        form: Form,
        limits: Limits,
        read: &impl Fn(&Reply) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let failed = |reason, passing| ReadError { reason, passing, retry_after: None };
        let read = match self.exchange(&self.reads, form, limits) {
            Ok(came) => came
                .read(read)
                .map_err(|error| ReadError { reason: self.discretion().of_reason(error.reason), ..error }),
            Err(fault::Fault::NotTrusted(reason)) => Err(failed(reason, false)),
            // A read costs nothing: whatever ended it, it may be asked for again, unless it ends the same for ever.
            Err(fault::Fault::NotSent(reason) | fault::Fault::Lost(reason, _)) => {
                let passing = reason.link().is_none_or(Link::is_passing);
                Err(failed(of_reading(reason), passing))
            }
        };
        tracing::debug!(error = ?read.as_ref().err(), "read");
        read
    }

    /// In what light an answer to an order for a domain is read.
    const fn asked<'a>(&'a self, domain: &'a Domain) -> Asked<'a> {
        let (panel, protocol) = (Some(&self.settings.panel), Some(&self.settings.protocol));
        Asked { act: Act::Order, domain: Some(domain), panel, protocol }
    }

    /// Sends what costs money, once, on a connection of its own, and says how that ended.
    fn deliver(&self, form: Form, read: impl Fn(&Reply) -> Answer) -> Delivery {
        let limits = Limits { largest: ORDER_ANSWER, longest: self.settings.deadlines.exchange };
        if let Some(reason) = self.out_of_session() {
            return Delivery::NotSent(reason);
        }
        let delivery = match self.exchange(&self.orders, form, limits) {
            Ok(came) => Delivery::Answered {
                http_status: came.reply.http_status,
                answer: self.discretion().of_answer(came.answer(read)),
            },
            Err(fault::Fault::NotSent(reason)) => Delivery::NotSent(reason),
            Err(fault::Fault::NotTrusted(reason)) => Delivery::NotTrusted(reason),
            Err(fault::Fault::Lost(reason, http_status)) => Delivery::Lost { reason, http_status },
        };
        tracing::debug!(?delivery, "read");
        delivery
    }
}

impl Panel for Client {
    fn order(&self, attempt: &Attempt<'_>) -> Delivery {
        let carried = Carried { fixed: &self.settings.fixed, key: attempt.key() };
        let form = request::order(&self.settings.protocol, attempt.order(), carried);
        let _order =
            tracing::debug_span!("order", domain = %attempt.order().domain, attempt = attempt.number()).entered();
        let asked = self.asked(&attempt.order().domain);
        self.deliver(form, |reply| read_answer(reply, &asked))
    }

    fn services(&self) -> Result<Listing, ReadError> {
        self.services_within(self.settings.deadlines.list)
    }

    fn services_within(&self, longest: Duration) -> Result<Listing, ReadError> {
        self.listed(longest)
    }

    fn cart(&self) -> Result<Option<Cart>, ReadError> {
        if !self.protocol().may_use_cart() {
            return Ok(None);
        }
        self.ask(request::cart(self.protocol()), |reply| cart::read_cart(reply, self.protocol())).map(Some)
    }

    fn confirm(&self, confirm: &Confirm<'_>) -> Delivery {
        let domain = &confirm.claiming().order.domain;
        let _confirm = tracing::debug_span!("confirm", domain = %domain, item = confirm.item()).entered();
        let asked = self.asked(domain);
        let form = request::confirm(self.protocol(), confirm.item());
        self.deliver(form, |reply| read_payment(reply, confirm.item(), &asked))
    }

    fn quote(&self, order: &Order) -> Result<Option<Quote>, ReadError> {
        self.quoted(order)
    }

    fn charges(&self, since: Date) -> Result<Option<Charges>, ReadError> {
        self.charged(since)
    }

    fn fit_of(&self, id: &str, order: &Order) -> Result<Option<Fit>, ReadError> {
        self.fitting(id, order)
    }

    fn is_gone(&self, id: &str) -> Result<bool, ReadError> {
        self.ask(request::service(self.protocol(), id), |reply| one::read_is_gone(id, reply, self.protocol()))
    }

    fn key_of(&self, id: &str) -> Result<Option<RemoteId>, ReadError> {
        if !self.protocol().carries_key() {
            return Ok(None);
        }
        self.ask(request::service(self.protocol(), id), |reply| one::read_key(id, reply, self.protocol()))
    }

    fn time(&self) -> Option<Timestamp> {
        let last = self.date.lock().unwrap_or_else(PoisonError::into_inner);
        let (date, since) = last.as_ref()?;
        date.checked_add(since.elapsed()).ok()
    }

    fn balance(&self) -> Result<Option<Balance>, ReadError> {
        self.money()
    }

    fn signed_in(&self) -> Result<(), ReadError> {
        self.ask(request::balance(self.protocol()), |reply| account::read_signed_in(reply, self.protocol()))
    }
}
