//! A panel that means something else than it says, over the same wire that the cells break.

use std::collections::HashMap;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cell::{Fault, Phase};
use super::panel::{CONTROL, read_form};
use super::wire::{Wire, answer, break_answer};
use crate::listening::Listening;

/// What the panel, or what stands before it, does from one order on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Manner {
    /// Nothing: only the answer may break.
    Plain,
    /// A second factor is switched on: this and every later call is answered by its form.
    SecondFactor,
    /// A front sends this order twice, and passes the second answer on.
    Twice,
    /// A filter is saved: lists hide this order and every later one, and their count agrees.
    Filter,
    /// The order stands unpaid; an error says something.
    UnpaidError,
    /// The order stands unpaid; the answer is a success.
    UnpaidOk,
    /// The order is executed, then refused by a code.
    RefusedAfter,
    /// The order is executed, then refused by a type.
    TypedAfter,
    /// The order is executed, and a front answers 429.
    ThrottledAfter,
    /// The same, and lists show it only after two more.
    ThrottledLate,
    /// The order is executed and refused, and no list of that run shows it.
    RefusedLate,
    /// The answer is a success, and nothing is executed.
    OkNothing,
}

impl Manner {
    pub const ALL: [Self; 12] = [
        Self::Plain,
        Self::SecondFactor,
        Self::Twice,
        Self::Filter,
        Self::UnpaidError,
        Self::UnpaidOk,
        Self::RefusedAfter,
        Self::TypedAfter,
        Self::ThrottledAfter,
        Self::ThrottledLate,
        Self::RefusedLate,
        Self::OkNothing,
    ];

    /// Whether its answer is no document that could break.
    pub const fn is_throttled(self) -> bool {
        matches!(self, Self::ThrottledAfter | Self::ThrottledLate)
    }
}

/// One trial's panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    pub manner: Manner,
    /// The order request that it befalls, from 1.
    pub at: usize,
    /// What goes wrong with the answer to that request.
    pub broken: Option<(Phase, Fault)>,
    /// Whether a second service of a domain is refused.
    pub unique: bool,
}

/// A service of the panel's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub id: u32,
    pub domain: String,
    pub paid: bool,
    pub hidden: bool,
    /// So many more lists do not show it yet.
    pub late: u32,
    /// Whether a front made it beside the one that was asked for.
    pub twin: bool,
}

/// What happened at the panel, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// An order request came whole.
    Ordered(String),
    /// Something was answered by the form of a second factor.
    Form,
}

#[derive(Default)]
struct State {
    made: Vec<Made>,
    happened: Vec<Happened>,
    orders: usize,
    second_factor: bool,
    filter: bool,
}

/// What a request is answered: a document, or that there are too many requests.
enum Said {
    Document(String),
    Throttled,
}

const OK: &str = "<doc><ok/></doc>";
const FORM: &str = "<doc><ok type=\"form\">func=totp.confirm</ok></doc>";
const IN_USE: &str = "<doc><error code=\"2\" obj=\"domain\">The domain is already in use.</error></doc>";

impl State {
    fn make(&mut self, domain: &str, paid: bool, twin: bool) {
        let id = 100 + u32::try_from(self.made.len()).expect("a few");
        let hidden = self.filter;
        self.made.push(Made { id, domain: domain.to_owned(), paid, hidden, late: 0, twin });
    }

    /// Takes an order that came whole; whether its answer may break.
    fn order(&mut self, domain: &str, meant: Meant) -> (Said, bool) {
        self.orders += 1;
        self.happened.push(Happened::Ordered(domain.to_owned()));
        let struck = self.orders == meant.at;
        self.second_factor |= struck && meant.manner == Manner::SecondFactor;
        self.filter |= struck && meant.manner == Manner::Filter;
        (self.executed(domain, meant, struck).map_or(Said::Throttled, Said::Document), struck)
    }

    /// None: too many requests.
    fn executed(&mut self, domain: &str, meant: Meant, struck: bool) -> Option<String> {
        if self.second_factor {
            self.happened.push(Happened::Form);
            return Some(FORM.to_owned());
        }
        if meant.unique && self.made.iter().any(|made| made.domain == domain) {
            return Some(IN_USE.to_owned());
        }
        let manner = if struck { meant.manner } else { Manner::Plain };
        if manner != Manner::OkNothing {
            self.make(domain, !matches!(manner, Manner::UnpaidError | Manner::UnpaidOk), false);
        }
        if let Some(made) = self.made.last_mut().filter(|made| made.domain == domain) {
            made.late = match manner {
                Manner::ThrottledLate => 2,
                Manner::RefusedLate => u32::MAX,
                _ => 0,
            };
        }
        Some(match manner {
            Manner::Plain | Manner::SecondFactor | Manner::Filter | Manner::UnpaidOk | Manner::OkNothing => {
                OK.to_owned()
            }
            Manner::Twice if meant.unique => IN_USE.to_owned(),
            Manner::Twice => {
                self.make(domain, true, true);
                OK.to_owned()
            }
            Manner::UnpaidError => "<doc><error code=\"8\" obj=\"\">Contact the manager</error></doc>".to_owned(),
            Manner::RefusedAfter | Manner::RefusedLate => {
                "<doc><error code=\"4\" val=\"ostempl\">Invalid value</error></doc>".to_owned()
            }
            Manner::TypedAfter => {
                "<doc><error type=\"value\" object=\"period\"><msg>Invalid value</msg></error></doc>".to_owned()
            }
            Manner::ThrottledAfter | Manner::ThrottledLate => return None,
        })
    }

    fn list(&mut self) -> String {
        if self.second_factor {
            self.happened.push(Happened::Form);
            return FORM.to_owned();
        }
        let shown: Vec<&Made> = self.made.iter().filter(|made| !made.hidden && made.late == 0).collect();
        let row = |made: &&Made| {
            let (id, domain, status) = (made.id, &made.domain, if made.paid { 2 } else { 1 });
            format!("<elem><id>{id}</id><domain>{domain}</domain><item_status>{status}</item_status></elem>")
        };
        let rows: String = shown.iter().map(row).collect();
        let list = format!("<doc>{rows}<p_elems>{}</p_elems></doc>", shown.len());
        self.made.iter_mut().for_each(|made| made.late = made.late.saturating_sub(1));
        list
    }

    fn account(&mut self) -> String {
        if self.second_factor {
            self.happened.push(Happened::Form);
            return FORM.to_owned();
        }
        "<doc><balance>1000000.00</balance><currency>RUB</currency></doc>".to_owned()
    }
}

struct Shared {
    meant: Meant,
    state: Mutex<State>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, stream: TcpStream) {
        let mut wire = Wire::Plain(stream);
        let Some(given) = read_form(&mut wire) else { return };
        let (said, struck) = self.said(&given);
        match (said, self.meant.broken.filter(|_| struck)) {
            (Said::Document(text), Some(broken)) => break_answer(wire, broken, &text),
            (Said::Document(text), None) => answer(wire, &text),
            (Said::Throttled, _) => {
                wire.write(b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                wire.finish();
            }
        }
    }

    fn said(&self, given: &HashMap<String, String>) -> (Said, bool) {
        let mut state = self.state();
        match given.get("func").map(String::as_str) {
            Some("vds.order.7") => state.order(&given["domain"], self.meant),
            Some("vds") => (Said::Document(state.list()), false),
            _ => (Said::Document(state.account()), false),
        }
    }
}

/// The panel of one trial.
pub struct MeaningPanel {
    shared: Arc<Shared>,
    listening: Listening,
}

impl MeaningPanel {
    pub fn start(meant: Meant) -> Self {
        let mut state = State::default();
        state.make(CONTROL, true, false);
        let shared = Arc::new(Shared { meant, state: Mutex::new(state) });
        let served = Arc::clone(&shared);
        let listening = Listening::start(move |stream| served.serve(stream));
        Self { shared, listening }
    }

    pub fn url(&self) -> String {
        format!("http://{}/billmgr", self.listening.address())
    }

    /// From now on lists show what they did not show yet.
    pub fn reveal(&self) {
        self.shared.state().made.iter_mut().for_each(|made| made.late = 0);
    }

    pub fn made(&self) -> Vec<Made> {
        self.shared.state().made.clone()
    }

    pub fn manner(&self) -> Manner {
        self.shared.meant.manner
    }

    pub fn happened(&self) -> Vec<Happened> {
        self.shared.state().happened.clone()
    }
}
