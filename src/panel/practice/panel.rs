//! The practice panel's functions: what each request is answered.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use quick_xml::escape::escape;

use super::faults::{Faults, Kind};
use super::order::{self, PanelError};
use super::parameters::Parameters;
use super::state::{OrderRequest, Owned, State};
use crate::catalog::Catalog;

/// The rows of a list when nobody says how many.
const PAGE: usize = 50;

/// How a request is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// Status, content type, body.
    Whole(u16, &'static str, String),
    /// The connection is cut without an answer.
    Cut,
    /// The answer is cut short.
    CutBody(String),
    /// There is never an answer.
    Silence,
}

/// The panel behind the server.
#[derive(Debug)]
pub(super) struct Panel {
    pub(super) catalog: Catalog,
    pub(super) faults: Faults,
    pub(super) login: String,
    pub(super) password: String,
    pub(super) state: Mutex<State>,
}

impl Panel {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the panel works before it answers a request.
    pub(super) fn work(&self, given: &Parameters) -> Duration {
        if is_order(given) { self.faults.delay } else { Duration::ZERO }
    }

    /// Answers a request with these parameters.
    pub(super) fn reply(&self, given: &Parameters) -> Reply {
        // The lock ends here: what is said below takes it again.
        let request = {
            let record = &mut self.state().record;
            record.requests += 1;
            record.requests
        };
        let repeated = |body: String| self.faults.echo.answer(body, given, request);
        match self.said(given) {
            Reply::Whole(status, kind, body) => Reply::Whole(status, kind, repeated(body)),
            Reply::CutBody(body) => Reply::CutBody(repeated(body)),
            Reply::Cut => Reply::Cut,
            Reply::Silence => Reply::Silence,
        }
    }

    /// What is said to a request, whatever is repeated of it.
    fn said(&self, given: &Parameters) -> Reply {
        let machine = given.get("out").is_some_and(|out| out == "xml");
        if is_order(given) {
            return self.order(given, machine);
        }
        if !self.signed_in(given) {
            return refuse_login(machine);
        }
        match given.get("func").map_or("", String::as_str) {
            "vds" => self.list(given),
            "vds.order.7" => xml("<doc><form/></doc>"),
            "accountinfo" => {
                let balance = self.state().balance;
                let currency = self.catalog.currency.as_deref().unwrap_or("RUB");
                xml(&format!("<doc><balance>{balance}</balance><currency>{}</currency></doc>", escape(currency)))
            }
            other => error(&PanelError::unknown_function(other), machine),
        }
    }

    fn signed_in(&self, given: &Parameters) -> bool {
        let expected = format!("{}:{}", self.login, self.password);
        given.get("authinfo").is_some_and(|info| *info == expected)
    }

    /// An order: its fate first, then the rules.
    fn order(&self, given: &Parameters, machine: bool) -> Reply {
        // Held to the end: of two orders of one domain at one moment, the second must see the first.
        let mut state = self.state();
        let domain = given.get("domain").map(|domain| domain.to_lowercase()).unwrap_or_default();
        let (nth, number) = (state.try_of(&domain), state.record.orders.len() as u64 + 1);
        let fault = self.faults.of_order(&domain, nth, number);
        let (executed, reply) = self.fulfil(&mut state, given, fault, machine);
        state.record.orders.push(OrderRequest { domain, fault, executed });
        reply
    }

    fn fulfil(&self, state: &mut State, given: &Parameters, fault: Option<Kind>, machine: bool) -> (bool, Reply) {
        let not = |reply| (false, reply);
        if let Some(reply) = fault.and_then(|fault| before_execution(fault, machine)) {
            return not(reply);
        }
        if !self.signed_in(given) {
            return not(refuse_login(machine));
        }
        let service = match order::read(&self.catalog, given) {
            Ok(service) => service,
            Err(refusal) => return not(error(&refusal, machine)),
        };
        if state.taken(&service.domain) {
            return not(error(&PanelError::domain_in_use(), machine));
        }
        if service.cost > state.balance {
            return not(error(&PanelError::no_money(), machine));
        }
        if fault == Some(Kind::Late) {
            state.make_later(service);
            return not(Reply::Cut);
        }
        // What could not be written did not happen: a record must be as true as the answer.
        if !state.make(service) {
            return not(page(500, "Internal Server Error"));
        }
        let success = if machine { xml("<doc><ok/></doc>") } else { script() };
        let reply = match fault {
            Some(fault) => after_execution(fault, success),
            None => success,
        };
        (true, reply)
    }

    fn list(&self, given: &Parameters) -> Reply {
        let mut state = self.state();
        let number = |name: &str| given.get(name).and_then(|text| text.parse::<usize>().ok()).filter(|n| *n > 0);
        let (page_number, size) = (number("p_num").unwrap_or(1), number("p_cnt").unwrap_or(PAGE).min(1000));
        // Time passes list by list, however many pages one has.
        if page_number == 1 {
            state.on_list();
        } else {
            state.record.lists += 1;
        }
        let fault = self.faults.of_list(state.record.lists);
        let shown: Vec<&Owned> =
            state.record.services.iter().filter(|service| !state.hidden.contains(&service.id)).collect();
        let total = shown.len();
        let from = page_number.saturating_sub(1).saturating_mul(size).min(total);
        let mut page_services = shown[from..(from + size).min(total)].to_vec();
        match fault {
            Some(Kind::List500) => return page(500, "Internal Server Error"),
            Some(Kind::ListSilence) => return Reply::Silence,
            Some(Kind::ListShort) => drop(page_services.pop()),
            _ => {}
        }
        let elements: String = page_services.into_iter().map(element).collect();
        let body =
            format!("<doc>{elements}<p_num>{page_number}</p_num><p_cnt>{size}</p_cnt><p_elems>{total}</p_elems></doc>");
        if fault == Some(Kind::ListCut) { Reply::CutBody(body) } else { xml(&body) }
    }
}

/// Whether a request orders something. Without a non-empty `sok` it only shows the form.
fn is_order(given: &Parameters) -> bool {
    let sok = given.get("sok").is_some_and(|sok| !sok.is_empty());
    sok && given.get("func").is_some_and(|func| func == "vds.order.7")
}

/// The answer to an order that is not executed; none for a fault that strikes later, or lists.
fn before_execution(fault: Kind, machine: bool) -> Option<Reply> {
    Some(match fault {
        Kind::CutBefore => Reply::Cut,
        Kind::Throttle => Reply::Whole(429, "text/plain", "Too Many Requests".to_owned()),
        Kind::Error500 => page(500, "Internal Server Error"),
        Kind::Error502 => page(502, "Bad Gateway"),
        Kind::Html => page(200, "Scheduled maintenance"),
        Kind::Challenge => page(200, "Just a moment..."),
        Kind::WrongPassword => refuse_login(machine),
        Kind::Captcha => captcha(),
        Kind::NoMoney => error(&PanelError::no_money(), machine),
        Kind::Late
        | Kind::CutAfter
        | Kind::CutBody
        | Kind::Silence
        | Kind::Error504After
        | Kind::List500
        | Kind::ListCut
        | Kind::ListSilence
        | Kind::ListShort => return None,
    })
}

/// What becomes of the answer to an order that was executed.
fn after_execution(fault: Kind, success: Reply) -> Reply {
    match fault {
        Kind::CutAfter => Reply::Cut,
        Kind::Silence => Reply::Silence,
        Kind::Error504After => page(504, "Gateway Time-out"),
        Kind::CutBody => match success {
            Reply::Whole(_, _, body) => Reply::CutBody(body),
            Reply::Cut | Reply::CutBody(_) | Reply::Silence => success,
        },
        // An order of these is not executed, or not at once; the last ones befall lists.
        Kind::CutBefore
        | Kind::Late
        | Kind::Throttle
        | Kind::Error500
        | Kind::Error502
        | Kind::Html
        | Kind::Challenge
        | Kind::WrongPassword
        | Kind::Captcha
        | Kind::NoMoney
        | Kind::List500
        | Kind::ListCut
        | Kind::ListSilence
        | Kind::ListShort => success,
    }
}

fn element(service: &Owned) -> String {
    // A fresh service is in progress for a while and has no address yet, as at a real panel.
    let set_up = service.listed > 2;
    let status = match (service.deleted, set_up) {
        (true, _) => 4,
        (false, true) => 2,
        (false, false) => 5,
    };
    // Addresses of the range that is kept for documentation.
    let ip = if set_up { format!("198.51.100.{}", service.id % 254 + 1) } else { String::new() };
    let renewal = service.renewal.map_or_else(|| "null".to_owned(), |months| months.to_string());
    format!(
        "<elem><id>{}</id><domain>{}</domain><ip>{ip}</ip><ostempl>{}</ostempl><pricelist>{}</pricelist>\
         <period>{}</period><autoprolong>{renewal}</autoprolong><item_cost>{}</item_cost><item_status>{status}</item_status></elem>",
        service.id,
        escape(service.domain.as_str()),
        escape(service.template.as_str()),
        escape(service.tariff.as_str()),
        service.months,
        service.cost,
    )
}

fn xml(body: &str) -> Reply {
    Reply::Whole(200, "text/xml; charset=UTF-8", format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}\n"))
}

/// The published answer without `out`: a script.
fn script() -> Reply {
    let script = "<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>";
    Reply::Whole(200, "text/html; charset=UTF-8", script.to_owned())
}

pub(super) fn page(status: u16, title: &str) -> Reply {
    let body = format!("<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>");
    Reply::Whole(status, "text/html; charset=UTF-8", body)
}

fn error(error: &PanelError, machine: bool) -> Reply {
    let PanelError { code, object, value, text } = error;
    let body = format!(
        "<doc><error code=\"{code}\" obj=\"{object}\" val=\"{}\">{}</error></doc>",
        escape(value.as_str()),
        escape(text.as_str())
    );
    if machine { xml(&body) } else { page(200, text) }
}

fn refuse_login(machine: bool) -> Reply {
    if machine {
        return xml("<doc><error type=\"auth\" object=\"badpassword\" code=\"1\">\
                    <msg>Invalid username or password</msg></error></doc>");
    }
    let form = "<!DOCTYPE html><html><head><title>BILLmanager</title></head><body class=\"loginform\">\
                <form method=\"post\" action=\"/billmgr\" id=\"loginform\"><input type=\"hidden\" name=\"func\" value=\"auth\"/>\
                <input name=\"username\"/><input type=\"password\" name=\"password\"/></form></body></html>";
    Reply::Whole(200, "text/html; charset=UTF-8", form.to_owned())
}

fn captcha() -> Reply {
    xml(
        "<doc><error type=\"captcha_verification_failed\" object=\"captcha\"><msg>Enter the code from the image</msg></error></doc>",
    )
}
