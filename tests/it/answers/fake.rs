//! A panel on a real socket that executes and answers as a script says.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use crate::listening::Listening;

/// What becomes of an order, whatever its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Executed {
    /// Nothing.
    #[default]
    No,
    /// A service that is active.
    Active,
    /// A service that waits for its payment.
    Unpaid,
}

/// What the panel does. The order of `a1` is always executed and accepted.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// The answer to every other order: HTTP status and body.
    pub order: (u16, String),
    pub executed: Executed,
    /// The answer to every list; the services if none. Status 0 closes the connection.
    pub list: Option<(u16, String)>,
}

#[derive(Default)]
struct State {
    /// Domain and state of each service.
    services: Vec<(String, u8)>,
    orders: usize,
}

struct Shared {
    script: Script,
    state: Mutex<State>,
}

/// A panel; it ends when it is dropped.
pub struct FakePanel {
    shared: Arc<Shared>,
    listening: Listening,
}

impl FakePanel {
    pub fn start(script: Script) -> Self {
        let shared = Arc::new(Shared { script, state: Mutex::default() });
        let served = Arc::clone(&shared);
        let listening = Listening::start(move |stream| while served.answer(&stream).is_some() {});
        Self { shared, listening }
    }

    pub fn url(&self) -> String {
        format!("http://{}/billmgr", self.listening.address())
    }

    /// How many orders came.
    pub fn orders(&self) -> usize {
        self.shared.state.lock().expect("a lock").orders
    }
}

impl Shared {
    /// Answers one request; none when the connection is over.
    fn answer(&self, stream: &TcpStream) -> Option<()> {
        let given = read(stream)?;
        let (status, body) = match given.get("func").map(String::as_str) {
            Some("vds.order.7") => self.order(given.get("domain")?),
            Some("vds") => self.script.list.clone().unwrap_or_else(|| (200, self.list())),
            _ => (200, "<doc><balance>1000000.00</balance><currency>RUB</currency></doc>".to_owned()),
        };
        if status == 0 {
            return None;
        }
        let head = format!("HTTP/1.1 {status} X\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n", body.len());
        (&*stream).write_all((head + &body).as_bytes()).ok()
    }

    fn order(&self, domain: &str) -> (u16, String) {
        let mut state = self.state.lock().expect("a lock");
        state.orders += 1;
        let good = domain.starts_with("a1.");
        match if good { Executed::Active } else { self.script.executed } {
            Executed::No => {}
            Executed::Active => state.services.push((domain.to_owned(), 2)),
            Executed::Unpaid => state.services.push((domain.to_owned(), 1)),
        }
        if good { (200, "<doc><ok/></doc>".to_owned()) } else { self.script.order.clone() }
    }

    fn list(&self) -> String {
        let state = self.state.lock().expect("a lock");
        let row = |(at, (domain, status)): (usize, &(String, u8))| {
            let id = 100 + at;
            format!("<elem><id>{id}</id><domain>{domain}</domain><item_status>{status}</item_status></elem>")
        };
        let rows: String = state.services.iter().enumerate().map(row).collect();
        format!("<doc>{rows}<p_elems>{}</p_elems></doc>", state.services.len())
    }
}

/// The parameters of a request; none if none comes any more.
fn read(mut stream: &TcpStream) -> Option<HashMap<String, String>> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let whole: usize = end + 4 + length.unwrap_or(0);
            if bytes.len() >= whole {
                return Some(url::form_urlencoded::parse(&bytes[end + 4..whole]).into_owned().collect());
            }
        }
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => bytes.extend_from_slice(&piece[..read]),
            _ => return None,
        }
    }
}
