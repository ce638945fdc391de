//! The practice panel's functions: what each request is answered.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::fate::{Fate, accepted, ok, second_factor, too_many};
use super::kind::Kind;
use super::list;
use super::manner::Manner;
use super::node::{Form, Node};
use super::order;
use super::owned::{Owned, Standing};
use super::parameters::Parameters;
use super::price::raised;
use super::record::OrderRequest;
use super::refusal::{Refusal, Style, Wording};
use super::reply::{Reply, Said};
use super::seller::{Seller, is_sent};
use super::state::State;
use super::today;
use crate::catalog::Dialect;

/// The rows of a list when nobody says how many.
const PAGE: usize = 50;

/// The panel behind the server.
#[derive(Debug)]
pub(super) struct Panel {
    pub(super) seller: Seller,
    pub(super) state: Mutex<State>,
}

impl Panel {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the panel works before it answers a request.
    pub(super) fn work(&self, given: &Parameters) -> Duration {
        let orders = is_order(given) || today::is_order(&self.seller, given);
        if orders { self.seller.faults.delay } else { Duration::ZERO }
    }

    /// Answers a request with these parameters.
    pub(super) fn reply(&self, given: &Parameters) -> Reply {
        // Held to the end: of two orders of one domain at one moment, the second must see the first.
        let mut state = self.state();
        state.record.requests += 1;
        let number = state.record.requests;
        let faults = &self.seller.faults;
        let (form, said) = if self.seller.catalog.protocol.dialect == Dialect::Billmanager4 {
            let form = Form::asked(given, faults.has(Manner::FlatJson));
            let wording = if faults.has(Manner::Typed) { Wording::Typed } else { Wording::Coded };
            (form, self.said(&mut state, given, Style::new(form, wording, given)))
        } else {
            let form = Form::asked_today(given);
            (form, today::said(&self.seller, &mut state, given, Style::new(form, Wording::Today, given)))
        };
        said.written(form, |document| self.seller.faults.echo.told(document, given, number))
    }

    /// What somebody orders in the web interface: the first tariff, with a template of its.
    pub(super) fn by_hand(&self, domain: &str) -> Owned {
        let catalog = &self.seller.catalog;
        let Some(tariff) = catalog.tariffs.first() else { return Owned::default() };
        let months = tariff.periods.keys().next().map_or(1, |months| months.get());
        Owned {
            domain: domain.to_lowercase(),
            tariff: tariff.name.clone(),
            tariff_id: tariff.id.get(),
            template: catalog.templates.get(2).map(|template| template.name.clone()).unwrap_or_default(),
            months,
            renewal: Some(months),
            ..Owned::default()
        }
    }

    /// What is said to a request, whatever is repeated of it.
    fn said(&self, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
        if is_order(given) {
            return self.order(state, given, style);
        }
        let function = given.get("func").map_or("", String::as_str);
        if let Err(refusal) = self.seller.signed_in(state, given) {
            return refusal.said(style);
        }
        if function == "auth" {
            let id = state.sessions.begin();
            return Said::Session(id.clone(), Node::new("doc").with(session(&id, style)));
        }
        if state.second_factor {
            return second_factor();
        }
        match function {
            "vds" => self.list(state, given),
            "vds.edit" | "vds.delete" => self.one(state, given, style),
            "vds.order.7" => Said::Document(Node::new("doc").with(Node::new("form"))),
            "accountinfo" => Said::Document(Node::new("doc").with(self.account(state))),
            "session.delete" | "logout" => {
                state.sessions.end(given.get("auth").map_or("", String::as_str));
                ok()
            }
            other => Refusal::unknown_function(other).said(style),
        }
    }

    fn account(&self, state: &State) -> Node {
        let row = Node::new("elem").with(Node::text("id", 1)).with(Node::text("name", &self.seller.login));
        row.with(Node::text("balance", format!("{:.2}", state.balance)))
            .with(Node::text("currency", self.seller.currency()))
    }

    /// An order: its fate first, then the rules.
    fn order(&self, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
        let domain = given.get("domain").map(|domain| domain.to_lowercase()).unwrap_or_default();
        let (nth, number) = (state.try_of(&domain), state.record.orders.len() as u64 + 1);
        let fault = self.seller.faults.of_order(&domain, nth, number);
        match fault {
            Some(Kind::SecondFactor) => state.second_factor = true,
            Some(Kind::SessionOver) => state.sessions.end_all(),
            _ => {}
        }
        let (executed, said) = match Fate::of(fault, number, style) {
            Fate::Left(told) => (false, told.said(accepted())),
            fate => self.fulfil(state, given, fault, (fate, style)),
        };
        state.record.orders.push(OrderRequest { domain, fault, executed, item: None });
        said
    }

    /// Whether an order is executed now that nothing keeps it from the rules, and what is said to it.
    fn fulfil(
        &self,
        state: &mut State,
        given: &Parameters,
        fault: Option<Kind>,
        (fate, style): (Fate, Style<'_>),
    ) -> (bool, Said) {
        let service = match self.asked(state, given, fault) {
            Ok(service) if !state.second_factor => service,
            Ok(_) => return (false, second_factor()),
            Err(refusal) => return (false, refusal.said(style)),
        };
        if let Fate::Late(told) = fate {
            state.make_later(service, false);
            return (false, told.said(accepted()));
        }
        // What could not be written did not happen: a record must be as true as the answer.
        if state.make(service.clone()).is_none() {
            return (false, Said::Front(500, "Internal Server Error"));
        }
        let said = match fate {
            Fate::Twice if state.taken(&service.domain) => Refusal::domain_in_use().said(style),
            Fate::Twice => {
                state.make(service);
                ok()
            }
            Fate::Left(told) | Fate::Executed(told) | Fate::Late(told) => told.said(accepted()),
        };
        (true, said)
    }

    /// The service that an order asks for, if it may have it.
    fn asked(&self, state: &mut State, given: &Parameters, fault: Option<Kind>) -> Result<Owned, Refusal> {
        self.seller.signed_in(state, given)?;
        let mut service = order::read(&self.seller.catalog, given)?;
        let unpaid = fault.is_some_and(Kind::unpaid);
        if unpaid {
            service.standing = Standing::Unpaid;
        }
        if fault == Some(Kind::OtherPrice) {
            service.cost = raised(service.cost);
        }
        if state.taken(&service.domain) {
            return Err(Refusal::domain_in_use());
        }
        if !unpaid && service.cost.amount() > state.available() {
            return Err(Refusal::no_money());
        }
        Ok(service)
    }

    /// One service: its form, or its deletion.
    fn one(&self, state: &mut State, given: &Parameters, style: Style<'_>) -> Said {
        let function = given.get("func").map_or("", String::as_str);
        let ids = given.get("elid").map_or("", String::as_str);
        let known = |id: &str| {
            let there = |service: &&Owned| service.id.to_string() == id && !state.purged.contains(&service.id);
            state.record.services.iter().find(there)
        };
        // Several ids are parted by commas.
        let found: Vec<_> = ids.split(',').map(|id| known(id.trim()).ok_or(id.trim())).collect();
        match (function, found.as_slice()) {
            (_, found) if found.iter().any(Result::is_err) => {
                let missing = found.iter().find_map(|service| service.err()).unwrap_or_default();
                Refusal::unknown_service(missing).said(style)
            }
            ("vds.edit", [Ok(service)]) if !is_sent(given) => {
                Said::Document(list::form(service, self.seller.currency()))
            }
            ("vds.delete", found) => {
                let ids: Vec<u64> = found.iter().flatten().map(|service| service.id).collect();
                for id in ids {
                    state.delete(id);
                }
                ok()
            }
            (function, _) => Refusal::access(function).said(style),
        }
    }

    fn list(&self, state: &mut State, given: &Parameters) -> Said {
        let number = |name: &str| given.get(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
        let (page, size) = (number("p_num").unwrap_or(1), number("p_cnt").unwrap_or(PAGE).min(1000));
        // Time passes list by list, however many pages one has.
        if page == 1 {
            state.on_list();
        } else {
            state.record.lists += 1;
        }
        let fault = self.seller.faults.of_list(state.record.lists);
        if fault == Some(Kind::ListFilter) {
            state.save_filter();
        }
        let shown: Vec<&Owned> = state.record.services.iter().filter(|service| state.shows(service)).collect();
        let total = shown.len();
        let from = (page - 1).saturating_mul(size).min(total);
        let mut services = shown[from..(from + size).min(total)].to_vec();
        if fault == Some(Kind::ListShort) {
            services.pop();
        }
        let document = list::page(&services, self.seller.currency(), (page, size, total));
        match fault {
            Some(Kind::List500) => Said::Front(500, "Internal Server Error"),
            Some(Kind::List429) => too_many(),
            Some(Kind::ListHtml) => Said::Front(200, "Scheduled maintenance"),
            Some(Kind::ListSilence) => Said::Silence,
            Some(Kind::ListCut) => Said::CutShort(document),
            Some(Kind::ListGzip) => Said::Packed(document),
            _ => Said::Document(document),
        }
    }
}

/// Whether a request orders something. Without a non-empty `sok` it only shows the form.
fn is_order(given: &Parameters) -> bool {
    is_sent(given) && given.get("func").is_some_and(|func| func == "vds.order.7")
}

/// A session as the answer names it.
fn session(id: &str, style: Style<'_>) -> Node {
    Node::text("auth", if style.is_json() { id } else { "" }).attribute("id", id)
}
