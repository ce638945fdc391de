//! Where the password goes: to the panel itself, once per call, in a body, over a trusted
//! connection; and nowhere else.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::dns::Resolve;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use vdsbatch::account::PanelUrl;
use vdsbatch::host::secret::SecretString;
use vdsbatch::order::ReasonCode;
use vdsbatch::order::attempt::Attempt;
use vdsbatch::panel::http::{Client, Deadlines, Settings, Trust};
use vdsbatch::panel::{Answer, Delivery, Panel};

use super::names::{Found, Names};
use super::tls::{Authority, Named, self_signed};
use super::traces::of_password;
use crate::billing::Paper;
use crate::harness::{CANARY, Desk, LOGIN, catalog, orders, vdsbatch};

/// What came to a listener.
#[derive(Default)]
struct Came {
    connections: usize,
    /// Every byte as it came over the wire.
    raw: Vec<u8>,
    /// What was said within TLS, or the same as `raw`.
    said: Vec<u8>,
}

/// A listener that keeps every byte that comes, and answers requests if it is told how.
pub struct Ear {
    pub address: SocketAddr,
    came: Arc<Mutex<Came>>,
    over: Arc<AtomicBool>,
}

type Reply = dyn Fn(&str) -> String + Send + Sync;

impl Ear {
    /// One that never answers.
    pub fn silent() -> Self {
        Self::new(None, |_| String::new())
    }

    /// One that answers each request, whose text it is given; over TLS with a configuration.
    pub fn new(tls: Option<Arc<ServerConfig>>, reply: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let (came, over, reply) =
            (Arc::new(Mutex::new(Came::default())), Arc::new(AtomicBool::new(false)), Arc::new(reply));
        let (kept, ended) = (Arc::clone(&came), Arc::clone(&over));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if ended.load(Ordering::SeqCst) {
                    break;
                }
                let (Ok(stream), kept) = (stream, Arc::clone(&kept)) else { continue };
                let (tls, reply) = (tls.clone(), Arc::clone(&reply));
                kept.lock().expect("a lock").connections += 1;
                std::thread::spawn(move || listen(stream, tls, &kept, &*reply));
            }
        });
        Self { address, came, over }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn connections(&self) -> usize {
        self.came.lock().expect("a lock").connections
    }

    pub fn raw(&self) -> Vec<u8> {
        self.came.lock().expect("a lock").raw.clone()
    }

    pub fn said(&self) -> Vec<u8> {
        self.came.lock().expect("a lock").said.clone()
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

/// A stream that keeps what is read of it.
struct Kept {
    stream: TcpStream,
    came: Arc<Mutex<Came>>,
}

impl Read for Kept {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let read = self.stream.read(piece)?;
        self.came.lock().expect("a lock").raw.extend_from_slice(&piece[..read]);
        Ok(read)
    }
}

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.stream.flush()
    }
}

trait Both: Read + Write {}
impl<T: Read + Write> Both for T {}

fn listen(stream: TcpStream, tls: Option<Arc<ServerConfig>>, came: &Arc<Mutex<Came>>, reply: &Reply) {
    let kept = Kept { stream, came: Arc::clone(came) };
    let mut stream: Box<dyn Both> = match tls {
        Some(config) => Box::new(StreamOwned::new(ServerConnection::new(config).expect("a session"), kept)),
        None => Box::new(kept),
    };
    let (mut text, mut piece) = (Vec::new(), [0; 4096]);
    while let Ok(read) = stream.read(&mut piece) {
        if read == 0 {
            break;
        }
        text.extend_from_slice(&piece[..read]);
        came.lock().expect("a lock").said.extend_from_slice(&piece[..read]);
        if is_whole(&text) {
            let answer = reply(&String::from_utf8_lossy(&std::mem::take(&mut text)));
            if stream.write_all(answer.as_bytes()).and_then(|()| stream.flush()).is_err() {
                break;
            }
        }
    }
}

/// Whether a request has come to its end.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    body.len() >= length.unwrap_or(0)
}

pub fn xml(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

pub fn redirect(status: u16, location: &str) -> String {
    format!("HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n")
}

/// A client whose every name is on this machine, at a port of its own.
fn client(url: &str, ca: Option<&Path>, names: &Arc<Names>) -> Client {
    client_of(url, Trust { ca_file: ca.map(Path::to_owned), ..Trust::default() }, names)
}

/// The same with whatever a person trusts.
pub fn client_of(url: &str, trust: Trust, names: &Arc<Names>) -> Client {
    let settings = Settings {
        panel: PanelUrl::parse(url).expect("an address"),
        protocol: vdsbatch::catalog::Protocol::usual(vdsbatch::catalog::Dialect::Billmanager4),
        login: LOGIN.to_owned(),
        password: SecretString::from(CANARY),
        fixed: catalog().fixed,
        trust,
        sign_in: vdsbatch::account::SignIn::Stateless,
        deadlines: Deadlines {
            connect: Duration::from_secs(30),
            exchange: Duration::from_mins(1),
            ..Deadlines::default()
        },
    };
    let names: Arc<dyn Resolve> = Arc::clone(names) as _;
    Client::resolving(settings, &names).expect("a client")
}

pub fn order_through(client: &Client) -> Delivery {
    let order = &orders(1)[0];
    client.order(&Attempt::begin(&Paper, crate::harness::claimed(order), &crate::harness::now()).expect("an attempt"))
}

/// Exactly so many requests came, each a POST with the password in its body once and nowhere else.
#[track_caller]
fn only_in_bodies(said: &[u8], requests: usize) {
    let text = String::from_utf8_lossy(said);
    let authinfo: String = url::form_urlencoded::byte_serialize(format!("{LOGIN}:{CANARY}").as_bytes()).collect();
    assert_eq!(text.matches("POST /billmgr HTTP/1.1\r\n").count(), requests, "{text}");
    assert_eq!(text.matches(&format!("authinfo={authinfo}")).count(), requests, "{text}");
    assert_eq!(of_password(text.replace(&authinfo, "").as_bytes()), [""; 0], "{text}");
    for head in text.split("POST /").filter_map(|request| request.split_once("\r\n\r\n")) {
        assert_eq!(of_password(head.0.as_bytes()), [""; 0], "{text}");
    }
}

#[test]
fn a_redirect_takes_the_password_nowhere() {
    let dir = tempfile::tempdir().expect("a folder");
    let (ca, authority) = (dir.path().join("ca.pem"), Authority::new());
    std::fs::write(&ca, authority.pem()).expect("a file");
    let config = authority.server(Named::new("localhost"));
    // Would-be targets: plain; and over TLS, with a certificate that is trusted.
    let (plain, trusted) = (Ear::silent(), Ear::new(Some(Arc::clone(&config)), |_| String::new()));
    for over_tls in [false, true] {
        let (scheme, other) = if over_tls { ("https", "http") } else { ("http", "https") };
        let (same, elsewhere) = if over_tls { (&trusted, &plain) } else { (&plain, &trusted) };
        let there = |scheme: &str, host: &str, ear: &Ear| format!("{scheme}://{host}:{}/billmgr", ear.port());
        let targets = [
            there(scheme, "other.example.com", same),
            there(other, "other.example.com", elsewhere),
            there(scheme, "localhost", same),
            there(other, "localhost", elsewhere),
            format!("//other.example.com:{}/billmgr", same.port()),
            format!("{scheme}://{LOGIN}:guest@other.example.com:{}/", same.port()),
            "/billmgr".to_owned(),
            "/".to_owned(),
            "?func=logon".to_owned(),
            format!("{scheme}://localhost/billmgr"),
            String::new(),
        ];
        let now = Arc::new(Mutex::new((301, String::new())));
        let told = Arc::clone(&now);
        let panel = Ear::new(over_tls.then(|| Arc::clone(&config)), move |_| {
            let (status, location) = &*told.lock().expect("a lock");
            redirect(*status, location)
        });
        let address = panel.address;
        let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
        let client = client(&format!("{scheme}://localhost/billmgr"), over_tls.then_some(&*ca), &names);
        for status in [301, 302, 303, 307, 308] {
            for target in &targets {
                *now.lock().expect("a lock") = (status, target.clone());
                let delivery = order_through(&client);
                let redirected = |code| assert_eq!(code, ReasonCode::Redirected, "{status} {target}");
                match delivery {
                    Delivery::Answered { answer: Answer::Unclear(reason), .. } => redirected(reason.code),
                    other => panic!("{status} {target}: {other:?}"),
                }
                let list = client.services().expect_err("no list");
                assert!(!list.passing, "{status} {target}");
                redirected(list.reason.code);
                redirected(client.balance().expect_err("no balance").reason.code);
            }
        }
        only_in_bodies(&panel.said(), 5 * targets.len() * 3);
        assert!(names.asked().iter().all(|name| name == "localhost"), "{:?}", names.asked());
        assert!(!over_tls || of_password(&panel.raw()).is_empty());
    }
    assert_eq!((plain.connections(), trusted.connections()), (0, 0));
}

#[test]
fn a_certificate_that_proves_nothing_gets_no_byte_of_a_request() {
    let dir = tempfile::tempdir().expect("a folder");
    let (ca, authority, stranger) = (dir.path().join("ca.pem"), Authority::new(), Authority::new());
    std::fs::write(&ca, authority.pem()).expect("a file");
    let shown = Named::new("panel.example.com");
    let cases = [
        ("self-signed", self_signed(shown).0),
        ("of an unknown authority", stranger.server(shown)),
        ("for another name", authority.server(Named::new("other.example.com"))),
        ("for a name below", authority.server(Named::new("www.panel.example.com"))),
        ("for all names beside", authority.server(Named::new("*.panel.example.com"))),
        ("past its time", authority.server(Named { until: 2021, ..shown })),
        ("before its time", authority.server(Named { from: 2090, ..shown })),
    ];
    for (what, config) in cases {
        let panel = Ear::new(Some(config), |_| xml("<doc><ok/></doc>"));
        let address = panel.address;
        let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
        let client = client("https://panel.example.com/billmgr", Some(&ca), &names);
        let delivery = order_through(&client);
        assert!(
            matches!(&delivery, Delivery::NotTrusted(reason) if reason.code == ReasonCode::NotTrusted),
            "{what}: {delivery:?}"
        );
        let list = client.services().expect_err("no list");
        assert_eq!((list.reason.code, list.passing), (ReasonCode::NotTrusted, false), "{what}");
        assert!(panel.connections() > 0, "{what}");
        assert_eq!(panel.said(), b"", "{what}");
        assert_eq!(of_password(&panel.raw()), [""; 0], "{what}");
    }
    // The same authority for the right name and time is trusted.
    let panel = Ear::new(Some(authority.server(shown)), |_| xml("<doc><ok/></doc>"));
    let address = panel.address;
    let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
    let delivery = order_through(&client("https://panel.example.com/billmgr", Some(&ca), &names));
    assert!(matches!(delivery, Delivery::Answered { answer: Answer::Accepted { .. }, .. }), "{delivery:?}");
    only_in_bodies(&panel.said(), 1);
    assert_eq!(of_password(&panel.raw()), [""; 0]);
}

/// A server's greeting that agrees on so old a TLS: 3.2 is TLS 1.1, 3.1 is TLS 1.0, 3.0 is SSL.
pub fn old_greeting(minor: u8) -> Vec<u8> {
    let mut greeting = vec![0x16, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor];
    greeting.extend([7; 32]);
    // No session, a cipher of that time, no compression.
    greeting.extend([0, 0xc0, 0x13, 0]);
    greeting
}

#[test]
fn a_panel_that_speaks_only_an_old_tls_gets_no_byte_of_a_request() {
    for minor in 0..3 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let (mut came, mut piece) = (Vec::new(), [0; 4096]);
            let read = stream.read(&mut piece).expect("a greeting");
            came.extend_from_slice(&piece[..read]);
            stream.write_all(&old_greeting(minor)).expect("a greeting");
            while let Ok(read) = stream.read(&mut piece) {
                if read == 0 {
                    break;
                }
                came.extend_from_slice(&piece[..read]);
            }
            came
        });
        let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
        let delivery = order_through(&client("https://localhost/billmgr", None, &names));
        assert!(matches!(&delivery, Delivery::NotSent(_)), "3.{minor}: {delivery:?}");
        let came = server.join().expect("the server");
        assert_eq!((came[0], of_password(&came)), (0x16, vec![]), "3.{minor}");
    }
}

#[test]
fn a_plain_address_that_is_not_on_this_machine_is_refused_before_it_is_looked_up() {
    for url in [
        "http://192.0.2.1/billmgr",
        "http://panel.example.com/billmgr",
        "http://localhost.example.com/",
        "http://[::ffff:192.0.2.1]/",
    ] {
        let error = PanelUrl::parse(url).expect_err(url);
        assert!(error.to_string().contains("plain http"), "{error}");
    }
}

#[test]
fn a_panels_name_on_this_machine_needs_no_resolver() {
    let panel = Ear::new(None, |_| xml("<doc><ok/></doc>"));
    let settings = Settings {
        panel: PanelUrl::parse(&format!("http://localhost:{}/billmgr", panel.port())).expect("an address"),
        protocol: vdsbatch::catalog::Protocol::usual(vdsbatch::catalog::Dialect::Billmanager4),
        login: LOGIN.to_owned(),
        password: SecretString::from(CANARY),
        fixed: catalog().fixed,
        trust: Trust::default(),
        sign_in: vdsbatch::account::SignIn::Stateless,
        deadlines: Deadlines::default(),
    };
    let delivery = order_through(&Client::new(settings).expect("a client"));
    assert!(matches!(delivery, Delivery::Answered { answer: Answer::Accepted { .. }, .. }), "{delivery:?}");
    only_in_bodies(&panel.said(), 1);
}

/// Every variable that names a proxy, in both spellings.
pub fn through_proxy(command: &mut Command, proxy: &Ear) {
    let url = format!("http://127.0.0.1:{}", proxy.port());
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, &url).env(name.to_lowercase(), &url);
    }
    command.env_remove("NO_PROXY").env_remove("no_proxy").env_remove("REQUEST_METHOD");
}

#[test]
fn a_proxy_sees_nothing_of_a_panel_on_this_machine() {
    let proxy = Ear::new(None, |_| "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".to_owned());
    let desk = Desk::new().orders(2);
    let mut command = desk.command(&["--yes"]);
    through_proxy(&mut command, &proxy);
    desk.run(&mut command).exits(0).order_requests(2);
    assert_eq!(proxy.connections(), 0);
}

#[test]
fn a_proxy_of_a_panel_elsewhere_sees_no_password_and_can_take_none() {
    // It refuses; it speaks plainly where TLS is due; it shows a certificate of its own.
    let (own, _) = self_signed(Named::new("panel.example.com"));
    let within = Ear::new(Some(own), |_| xml("<doc><ok/></doc>"));
    let inner = within.address;
    let refusing = Ear::new(None, |_| "HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n".to_owned());
    let plain = Ear::new(None, |_| xml("<doc><ok/></doc>"));
    let tunnel = tunnel_to(inner);
    for (what, proxy) in [("refusing", &refusing), ("plain", &plain), ("tunnel", &tunnel)] {
        let desk = Desk::new().orders(1);
        let mut command = vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--yes", "--account", LOGIN]);
        command.args(["--panel", "https://panel.example.com/billmgr"]).arg("--ledger").arg(desk.path("ledgers"));
        command.env("VDSBATCH_PASSWORD", CANARY);
        through_proxy(&mut command, proxy);
        let ran = desk.run(&mut command).exits(1).order_requests(0);
        let came = String::from_utf8_lossy(&proxy.raw()).into_owned();
        assert!(came.starts_with("CONNECT panel.example.com:443 "), "{what}: {came}\n{ran}");
        assert_eq!(of_password(&proxy.raw()), [""; 0], "{what}");
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert_eq!(of_password(told.as_bytes()), [""; 0], "{what}: {told}");
    }
    assert!(within.connections() > 0);
    assert_eq!(within.said(), b"");
}

/// A proxy that joins every connection to one listener, and keeps what the client said.
fn tunnel_to(inner: SocketAddr) -> Ear {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (came, over) = (Arc::new(Mutex::new(Came::default())), Arc::new(AtomicBool::new(false)));
    let (kept, ended) = (Arc::clone(&came), Arc::clone(&over));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if ended.load(Ordering::SeqCst) {
                break;
            }
            let (Ok(mut stream), kept) = (stream, Arc::clone(&kept)) else { continue };
            std::thread::spawn(move || {
                let (mut head, mut piece) = (Vec::new(), [0; 1]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut piece).is_ok_and(|read| read > 0) {
                    head.push(piece[0]);
                }
                kept.lock().expect("a lock").raw.extend_from_slice(&head);
                let mut there = TcpStream::connect(inner).expect("the listener");
                let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n");
                let (mut back, mut from) =
                    (stream.try_clone().expect("a stream"), there.try_clone().expect("a stream"));
                std::thread::spawn(move || std::io::copy(&mut from, &mut back));
                let _ = std::io::copy(&mut Kept { stream, came: kept }, &mut there);
                let _ = there.shutdown(std::net::Shutdown::Write);
            });
        }
    });
    Ear { address, came, over }
}

/// The program against a panel of the test's, which says what each call is answered.
pub fn program_at(url: &str, more: &[&str], proxy: &Ear) -> (Desk, Command) {
    let desk = Desk::new().orders(2);
    let mut command = vdsbatch();
    command.arg("process").arg(desk.path("orders.csv")).args([
        "--yes",
        "--jobs",
        "1",
        "--account",
        LOGIN,
        "--panel",
        url,
    ]);
    command.arg("--ledger").arg(desk.path("ledgers")).args(more).env("VDSBATCH_PASSWORD", CANARY);
    through_proxy(&mut command, proxy);
    (desk, command)
}

#[test]
fn the_program_follows_no_redirect_and_trusts_nobody() {
    let (elsewhere, proxy) = (Ear::silent(), Ear::silent());
    let target = format!("http://127.0.0.1:{}/billmgr", elsewhere.port());
    // The list is redirected: nothing is sent.
    let location = target.clone();
    let panel = Ear::new(None, move |_| redirect(307, &location));
    let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), &[], &proxy);
    desk.run(&mut command).exits(1).says("P214");
    only_in_bodies(&panel.said(), 1);
    assert!(!String::from_utf8_lossy(&panel.said()).contains("vds.order"));
    // The order is redirected: it may exist.
    let panel = Ear::new(None, move |request| {
        if request.contains("vds.order.7") { redirect(308, &target) } else { xml("<doc><p_elems>0</p_elems></doc>") }
    });
    let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), &[], &proxy);
    desk.run(&mut command).exits(5).says("unknown 1 · not sent 1");
    let said = panel.said();
    let text = String::from_utf8_lossy(&said);
    assert_eq!(text.matches("vds.order.7").count(), 1, "{text}");
    only_in_bodies(&said, text.matches("POST ").count());
    // A certificate that nobody vouches for.
    let panel = Ear::new(Some(self_signed(Named::new("localhost")).0), |_| xml("<doc><ok/></doc>"));
    let (desk, mut command) = program_at(&format!("https://localhost:{}/billmgr", panel.port()), &[], &proxy);
    desk.run(&mut command).exits(1).says("T302");
    assert!(panel.connections() > 0);
    assert_eq!(panel.said(), b"");
    assert_eq!(of_password(&panel.raw()), [""; 0]);
    // Plain HTTP to another machine: not even the proxy is asked.
    for url in ["http://192.0.2.1/billmgr", "http://panel.example.com/billmgr"] {
        let (desk, mut command) = program_at(url, &[], &proxy);
        desk.run(&mut command).exits(2).says("plain http");
    }
    assert_eq!((elsewhere.connections(), proxy.connections()), (0, 0));
}
