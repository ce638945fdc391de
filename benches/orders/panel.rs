//! A panel that answers at once, or after a delay that is asked for, and counts what it is asked.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A panel of 2016 on a free port of this machine; it goes on until the bench ends.
#[derive(Debug)]
pub struct Panel {
    /// Where it listens.
    pub at: SocketAddr,
    books: Arc<Books>,
}

#[derive(Debug)]
struct Books {
    delay: Duration,
    connections: AtomicU64,
    orders: Mutex<Orders>,
}

#[derive(Debug, Default)]
struct Orders {
    domains: Vec<String>,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Panel {
    /// Starts one that takes so long for an order, and no time for anything else.
    pub fn start(delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let books = Arc::new(Books { delay, connections: AtomicU64::new(0), orders: Mutex::default() });
        let shared = Arc::clone(&books);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                shared.connections.fetch_add(1, Ordering::Relaxed);
                let books = Arc::clone(&shared);
                let serving = std::thread::Builder::new().stack_size(128 << 10);
                serving.spawn(move || drop(serve(&stream, &books))).expect("a thread");
            }
        });
        Self { at, books }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}/billmgr", self.at)
    }

    /// How many connections were made.
    pub fn connections(&self) -> u64 {
        self.books.connections.load(Ordering::Relaxed)
    }

    /// How many orders it took a second, from the first one's arrival to the last one's answer.
    pub fn rate(&self) -> f64 {
        let orders = self.books.orders();
        let (Some(first), Some(last)) = (orders.first, orders.last) else { return 0.0 };
        let count = u32::try_from(orders.domains.len()).unwrap_or(u32::MAX);
        f64::from(count) / last.duration_since(first).as_secs_f64()
    }

    /// How many orders it took.
    pub fn orders(&self) -> usize {
        self.books.orders().domains.len()
    }
}

impl Books {
    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, form: &str) -> String {
        let value = |name: &str| {
            let of_name =
                |pair: &'_ str| pair.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')).map(ToOwned::to_owned);
            form.split('&').find_map(of_name)
        };
        match value("func").as_deref() {
            Some("vds") => {
                let number = |name| value(name).and_then(|text| text.parse::<usize>().ok());
                self.list(number("p_num").unwrap_or(1), number("p_cnt").unwrap_or(200))
            }
            Some("accountinfo") => "<doc><balance>1000000000.00</balance></doc>".to_owned(),
            Some(order) if order.starts_with("vds.order") => {
                self.orders().first.get_or_insert_with(Instant::now);
                if !self.delay.is_zero() {
                    std::thread::sleep(self.delay);
                }
                let mut orders = self.orders();
                orders.domains.push(value("domain").unwrap_or_default());
                orders.last = Some(Instant::now());
                "<doc><ok/></doc>".to_owned()
            }
            _ => "<doc><error code=\"3\">Could not find function</error></doc>".to_owned(),
        }
    }

    fn list(&self, page: usize, size: usize) -> String {
        let orders = self.orders();
        let mut list = "<doc>".to_owned();
        let rows = orders.domains.iter().enumerate().skip(page.saturating_sub(1) * size).take(size);
        for (index, domain) in rows {
            let id = 1000 + index;
            let row = write!(list, "<elem><id>{id}</id><domain>{domain}</domain><item_status>2</item_status></elem>");
            row.expect("a string takes it");
        }
        list.push_str(&format!("<p_elems>{}</p_elems></doc>", orders.domains.len()));
        list
    }
}

fn serve(stream: &TcpStream, books: &Books) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    loop {
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if line.trim_end().is_empty() {
                break;
            }
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut form = vec![0; length];
        reader.read_exact(&mut form)?;
        let answer = books.answer(&String::from_utf8_lossy(&form));
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n", answer.len());
        writer.write_all((head + &answer).as_bytes())?;
    }
}
