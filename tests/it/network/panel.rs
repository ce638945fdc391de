//! A panel that keeps the truth and breaks what the cell says.

use std::collections::HashMap;
use std::net::TcpStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cell::{Cell, Fault, Phase, Truth};
use super::names::{Names, found};
use super::tls;
use super::wire::{Wire, answer, break_answer, break_handshake, break_sending};
use crate::listening::Listening;

/// A service that stands in the account whatever happens: a filter would be noticed by it.
pub const CONTROL: &str = "control.example.ru";

struct Standing {
    id: u32,
    domain: String,
    paid: bool,
}

#[derive(Default)]
struct State {
    /// Whether it goes wrong now.
    hit: bool,
    services: Vec<Standing>,
    /// Orders to be executed after so many more lists; after the run, if none.
    pending: Vec<(String, Option<u32>)>,
    /// Order requests that came whole, by domain.
    requests: HashMap<String, usize>,
    next: u32,
}

impl State {
    fn execute(&mut self, domain: &str, paid: bool) {
        self.next += 1;
        self.services.push(Standing { id: 100 + self.next, domain: domain.to_owned(), paid });
    }

    fn has(&self, domain: &str) -> bool {
        self.services.iter().any(|service| service.domain == domain)
    }

    /// Takes an order that came whole, and says what it came to.
    fn order(&mut self, domain: &str, truth: Truth) -> String {
        *self.requests.entry(domain.to_owned()).or_default() += 1;
        if self.has(domain) {
            return "<doc><error code=\"2\" obj=\"domain\">The domain is already in use.</error></doc>".to_owned();
        }
        let accepted = "<doc><ok/></doc>".to_owned();
        match truth {
            Truth::Never => {
                return "<doc><error code=\"4\" val=\"ostempl\">Invalid value</error></doc>".to_owned();
            }
            Truth::Before | Truth::Earlier => self.execute(domain, true),
            Truth::Soon => self.pending.push((domain.to_owned(), Some(1))),
            Truth::Late => self.pending.push((domain.to_owned(), None)),
            Truth::Unpaid => {
                self.execute(domain, false);
                return "<doc><billorder>77</billorder><ok type=\"url\">/billmgr?func=payment&amp;id=77</ok></doc>"
                    .to_owned();
            }
        }
        accepted
    }

    fn list(&mut self) -> String {
        for (domain, after) in std::mem::take(&mut self.pending) {
            match after {
                Some(0) => self.execute(&domain, true),
                after => self.pending.push((domain, after.map(|lists| lists - 1))),
            }
        }
        let row = |service: &Standing| {
            let (id, domain, status) = (service.id, &service.domain, if service.paid { 2 } else { 1 });
            format!("<elem><id>{id}</id><domain>{domain}</domain><item_status>{status}</item_status></elem>")
        };
        let rows: String = self.services.iter().map(row).collect();
        format!("<doc>{rows}<p_elems>{}</p_elems></doc>", self.services.len())
    }
}

struct Shared {
    cell: Cell,
    state: Mutex<State>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hit(&self) -> Option<(Phase, Fault)> {
        self.state().hit.then_some((self.cell.phase, self.cell.fault))
    }
}

/// The panel of one cell.
pub struct TestPanel {
    shared: Arc<Shared>,
    _listening: Listening,
    pub names: Arc<Names>,
    pub url: &'static str,
}

impl TestPanel {
    pub fn start(cell: Cell) -> Self {
        let mut state = State::default();
        state.execute(CONTROL, true);
        let shared = Arc::new(Shared { cell, state: Mutex::new(state) });
        let served = Arc::clone(&shared);
        let listening = Listening::start(move |stream| serve(&served, stream));
        let (address, asked) = (listening.address(), Arc::clone(&shared));
        let names = Arc::new(Names::new(move |_| found(address, asked.hit())));
        let url = if cell.is_tls() { "https://localhost/billmgr" } else { "http://localhost/billmgr" };
        Self { shared, _listening: listening, names, url }
    }

    /// From now on it goes wrong.
    pub fn hit(&self) {
        self.shared.state().hit = true;
    }

    /// From now on it does not.
    pub fn spare(&self) {
        self.shared.state().hit = false;
    }

    pub fn is_hit(&self) -> bool {
        self.shared.state().hit
    }

    /// Everything works again, and what was left to be executed is.
    pub fn heal(&self) {
        let mut state = self.shared.state();
        state.hit = false;
        for (domain, _) in std::mem::take(&mut state.pending) {
            state.execute(&domain, true);
        }
    }

    /// Executes an order that came long ago, once.
    pub fn execute_earlier(&self, domain: &str) {
        let mut state = self.shared.state();
        if !state.has(domain) {
            state.execute(domain, true);
        }
    }

    /// Order requests of a domain that came whole.
    pub fn requests(&self, domain: &str) -> usize {
        self.shared.state().requests.get(domain).copied().unwrap_or(0)
    }

    /// Services of a domain.
    pub fn services(&self, domain: &str) -> usize {
        self.shared.state().services.iter().filter(|service| service.domain == domain).count()
    }
}

fn serve(shared: &Shared, stream: TcpStream) {
    let hit = shared.hit();
    let mut wire = match hit {
        Some((Phase::Handshake, fault)) => return break_handshake(stream, fault, &tls::matrix().nobodys),
        _ if shared.cell.is_tls() => Wire::tls(stream, Arc::clone(&tls::matrix().trusted)),
        _ => Wire::Plain(stream),
    };
    let Some((head, body)) = read_head(&mut wire) else { return };
    if let Some((Phase::Sending, fault)) = hit {
        return break_sending(wire, fault);
    }
    let Some(given) = read_rest(&mut wire, &head, body) else { return };
    let text = match given.get("func").map(String::as_str) {
        Some("vds.order.7") => {
            let truth = if hit.is_some() { shared.cell.truth } else { Truth::Before };
            shared.state().order(&given["domain"], truth)
        }
        Some("vds") => shared.state().list(),
        _ => "<doc><balance>1000000.00</balance><currency>RUB</currency></doc>".to_owned(),
    };
    match hit {
        Some(hit) => break_answer(wire, hit, &text),
        None => answer(wire, &text),
    }
}

/// The parameters of a request that comes whole.
pub fn read_form(wire: &mut Wire) -> Option<HashMap<String, String>> {
    let (head, body) = read_head(wire)?;
    read_rest(wire, &head, body)
}

fn read_rest(wire: &mut Wire, head: &str, mut body: Vec<u8>) -> Option<HashMap<String, String>> {
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let length: usize = length.unwrap_or(0);
    let mut piece = [0; 4096];
    while body.len() < length {
        match wire.read(&mut piece) {
            Ok(read) if read > 0 => body.extend_from_slice(&piece[..read]),
            _ => return None,
        }
    }
    Some(url::form_urlencoded::parse(&body).into_owned().collect())
}

/// The head of a request, and what came behind it.
fn read_head(wire: &mut Wire) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let body = bytes.split_off(end + 4);
            return Some((String::from_utf8_lossy(&bytes).into_owned(), body));
        }
        match wire.read(&mut piece) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
            _ => return None,
        }
    }
}
