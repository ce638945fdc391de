//! The client against real sockets: what each failure proves, and that the password goes nowhere.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use vdsbatch::account::PanelUrl;
use vdsbatch::host::secret::SecretString;
use vdsbatch::order::attempt::{Attempt, Journal};
use vdsbatch::order::clock::Moment;
use vdsbatch::order::service::{Gap, Listing};
use vdsbatch::order::{Order, Outcome, ReasonCode, Unwritten};
use vdsbatch::panel::http::{Client, Deadlines, Settings, Trust};
use vdsbatch::panel::{Answer, Delivery, Panel};

use crate::harness::{CANARY, LOGIN, catalog, orders};

/// A journal that takes everything.
pub struct Paper;

impl Journal for Paper {
    fn write_begin(&self, _: &Order, _: &Moment) -> Result<(i64, u32), Unwritten> {
        Ok((1, 1))
    }

    fn write_close(&self, _: i64, _: &Order, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_elsewhere(&self, _: &Order, _: &Outcome) -> Option<std::path::PathBuf> {
        None
    }

    fn write_confirm(&self, _: &Order, _: &str, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_confirmed(&self, _: &Order, _: &Outcome, _: &Moment) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_settled(&self, _: &[(&Order, &Outcome)]) -> Result<(), Unwritten> {
        Ok(())
    }

    fn write_listing(&self, _: &Listing) -> Result<(), Unwritten> {
        Ok(())
    }
}

fn settings(url: &str) -> Settings {
    Settings {
        panel: PanelUrl::parse(url).expect("an address"),
        protocol: vdsbatch::catalog::Protocol::usual(vdsbatch::catalog::Dialect::Billmanager4),
        login: LOGIN.to_owned(),
        password: SecretString::from(CANARY),
        fixed: catalog().fixed,
        trust: Trust::default(),
        sign_in: vdsbatch::account::SignIn::Stateless,
        deadlines: Deadlines {
            connect: Duration::from_secs(5),
            exchange: Duration::from_secs(30),
            ..Deadlines::default()
        },
    }
}

fn order_with(settings: Settings) -> Delivery {
    let client = Client::new(settings).expect("a client");
    let order = &orders(1)[0];
    let attempt = Attempt::begin(&Paper, crate::harness::claimed(order), &crate::harness::now()).expect("an attempt");
    let delivery = client.order(&attempt);
    assert!(!format!("{delivery:?} {client:?}").contains("canary"), "{delivery:?}");
    delivery
}

/// A request as it came over the wire.
#[derive(Clone, Debug, Default)]
struct Seen {
    head: String,
    body: String,
}

fn request(stream: &TcpStream) -> Seen {
    let mut reader = BufReader::new(stream);
    let mut seen = Seen::default();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
        seen.head += &line;
    }
    let mut body = vec![0; length];
    let _ = reader.read_exact(&mut body);
    seen.body = String::from_utf8_lossy(&body).into_owned();
    seen
}

/// A server that handles so many connections one after another, each by `handle`.
fn server<T: Send + 'static>(
    connections: usize,
    handle: impl Fn(usize, TcpStream) -> T + Send + 'static,
) -> (String, JoinHandle<Vec<T>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://127.0.0.1:{}/billmgr", listener.local_addr().expect("an address").port());
    let thread = std::thread::spawn(move || {
        (0..connections).map(|number| handle(number, listener.accept().expect("a connection").0)).collect()
    });
    (url, thread)
}

fn answer(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn lost(delivery: &Delivery) -> ReasonCode {
    match delivery {
        Delivery::Lost { reason, .. } => reason.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_port_that_nobody_listens_on_proves_that_nothing_was_sent() {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let delivery = order_with(settings(&format!("http://127.0.0.1:{port}/billmgr")));
    assert!(matches!(&delivery, Delivery::NotSent(reason) if reason.code == ReasonCode::Unreachable), "{delivery:?}");
}

#[test]
fn a_host_that_has_no_address_proves_that_nothing_was_sent() {
    let delivery = order_with(settings("https://no-such-panel.invalid/billmgr"));
    assert!(matches!(&delivery, Delivery::NotSent(reason) if reason.code == ReasonCode::Unreachable), "{delivery:?}");
}

#[test]
fn an_order_is_one_post_with_everything_in_its_body_on_a_connection_of_its_own() {
    // The first connection stays open: a client that keeps connections would use it again.
    let (url, server) = server(2, |_, mut stream| {
        let seen = request(&stream);
        stream.write_all(answer("<doc><ok/></doc>").as_bytes()).expect("an answer");
        (seen, stream)
    });
    let client = Client::new(settings(&url)).expect("a client");
    for order in &orders(2) {
        let attempt =
            Attempt::begin(&Paper, crate::harness::claimed(order), &crate::harness::now()).expect("an attempt");
        let delivery = client.order(&attempt);
        assert!(
            matches!(delivery, Delivery::Answered { http_status: 200, answer: Answer::Accepted { service_id: None } }),
            "{delivery:?}"
        );
    }
    let seen = server.join().expect("the server");
    for (number, (seen, _open)) in (1..).zip(&seen) {
        assert!(seen.head.starts_with("POST /billmgr HTTP/1.1\r\n"), "{}", seen.head);
        assert!(!seen.head.contains("canary") && !seen.head.to_lowercase().contains("referer"), "{}", seen.head);
        let given: std::collections::HashMap<_, _> = url::form_urlencoded::parse(seen.body.as_bytes()).collect();
        assert_eq!(given["authinfo"], format!("{LOGIN}:{CANARY}"));
        assert_eq!(given["func"], "vds.order.7");
        assert_eq!(given["out"], "xml");
        assert_eq!(given["domain"], format!("web-{number}.example.ru"));
        assert_eq!(given["agree"], "on");
        assert_eq!(given.len(), 18);
    }
}

#[test]
fn a_connection_that_ends_after_it_was_made_leaves_the_order_in_doubt() {
    let (url, closed_at_once) = server(1, |_, stream| drop(stream));
    assert_eq!(lost(&order_with(settings(&url))), ReasonCode::ConnectionLost);
    closed_at_once.join().expect("the server");
    let (url, closed_after) = server(1, |_, stream| drop(request(&stream)));
    assert_eq!(lost(&order_with(settings(&url))), ReasonCode::ConnectionLost);
    closed_after.join().expect("the server");
    // Closing with most of the request unread resets the connection.
    let (url, reset) = server(1, |_, stream| {
        let mut first = [0; 1];
        (&stream).read_exact(&mut first).expect("a byte");
        first
    });
    assert_eq!(lost(&order_with(settings(&url))), ReasonCode::ConnectionLost);
    assert_eq!(reset.join().expect("the server"), [*b"P"]);
}

#[test]
fn an_answer_that_is_cut_short_is_none() {
    for sent in [
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n<doc><ok/></doc>",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<doc><ok/></doc>\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "garbage\r\n\r\n",
    ] {
        let (url, server) = server(1, |_, mut stream| {
            request(&stream);
            stream.write_all(sent.as_bytes()).expect("an answer");
        });
        assert_eq!(lost(&order_with(settings(&url))), ReasonCode::ConnectionLost, "{sent}");
        server.join().expect("the server");
    }
}

/// Like [`settings`], for a client that soon gives up.
fn impatient(url: &str) -> Settings {
    let mut settings = settings(url);
    settings.deadlines.exchange = Duration::from_millis(400);
    settings
}

/// Keeps a connection open until the client gives up.
fn until_closed(mut stream: &TcpStream) {
    let mut rest = [0; 64];
    while stream.read(&mut rest).is_ok_and(|read| read > 0) {}
}

#[test]
fn silence_and_a_trickle_end_at_the_one_deadline() {
    let (url, silent) = server(1, |_, stream| {
        request(&stream);
        until_closed(&stream);
    });
    assert_eq!(lost(&order_with(impatient(&url))), ReasonCode::TimedOut);
    silent.join().expect("the server");
    // A byte now and then keeps each single read within its time.
    let (url, trickling) = server(1, |_, mut stream| {
        request(&stream);
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("a head");
        stream.set_read_timeout(Some(Duration::from_millis(40))).expect("a limit");
        let mut sent = 0;
        while stream.write_all(b"x").is_ok() && sent < 1000 {
            sent += 1;
            // The client has gone: from now on a read waits for nothing.
            if matches!((&stream).read(&mut [0; 1]), Ok(0)) {
                break;
            }
        }
        sent
    });
    assert_eq!(lost(&order_with(impatient(&url))), ReasonCode::TimedOut);
    assert!(trickling.join().expect("the server")[0] < 1000);
}

#[test]
fn a_wait_until_a_time_is_counted_by_the_panels_clock() {
    let (url, server) = server(1, |_, mut stream| {
        request(&stream);
        let head = "HTTP/1.1 429 Too Many Requests\r\nDate: Tue, 24 Nov 2026 14:20:36 GMT\r\n\
                    Retry-After: Tue, 24 Nov 2026 14:21:06 GMT\r\nContent-Length: 0\r\n\r\n";
        stream.write_all(head.as_bytes()).expect("an answer");
    });
    let delivery = order_with(settings(&url));
    let wait = Some(Duration::from_secs(30));
    assert_eq!(delivery, Delivery::Answered { http_status: 429, answer: Answer::Throttled { retry_after: wait } });
    server.join().expect("the server");
}

#[test]
fn a_panel_that_repeats_the_password_is_not_quoted() {
    let (url, server) = server(2, |_, mut stream| {
        let seen = request(&stream);
        let given: std::collections::HashMap<String, String> =
            url::form_urlencoded::parse(seen.body.as_bytes()).into_owned().collect();
        let echo = quick_xml::escape::escape(given["authinfo"].as_str());
        let form = quick_xml::escape::escape(seen.body.as_str());
        let body = format!("<doc><error code=\"8\" val=\"{echo}\">no access for {echo} ({form})</error></doc>");
        stream.write_all(answer(&body).as_bytes()).expect("an answer");
    });
    let client = Client::new(settings(&url)).expect("a client");
    let order = &orders(1)[0];
    let delivery = client
        .order(&Attempt::begin(&Paper, crate::harness::claimed(order), &crate::harness::now()).expect("an attempt"));
    let refused = client.services().expect_err("no list");
    server.join().expect("the server");
    for told in [format!("{delivery:?}"), format!("{refused:?}")] {
        assert!(told.contains("no access for") && told.contains("***"), "{told}");
        assert!(!told.contains("canary"), "{told}");
    }
}

#[test]
fn a_head_that_comes_late_leaves_no_new_time_for_the_body() {
    let (url, server) = server(1, |_, mut stream| {
        request(&stream);
        // Three quarters of the deadline pass before the head comes, and no body ever does.
        stream.set_read_timeout(Some(Duration::from_millis(900))).expect("a limit");
        let _ = (&stream).read(&mut [0; 1]);
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n").expect("a head");
        stream.set_read_timeout(None).expect("no limit");
        until_closed(&stream);
    });
    let mut settings = settings(&url);
    settings.deadlines.exchange = Duration::from_millis(1200);
    let began = Instant::now();
    assert_eq!(lost(&order_with(settings)), ReasonCode::TimedOut);
    // With a deadline of its own, the body would be awaited until 2100 ms.
    assert!(began.elapsed() < Duration::from_millis(1900), "{:?}", began.elapsed());
    server.join().expect("the server");
}

#[test]
fn a_flood_is_cut_off() {
    let (url, server) = server(1, |_, mut stream| {
        request(&stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").expect("a head");
        let piece = vec![b' '; 1 << 16];
        let mut sent = 0_usize;
        while sent < 64 << 20 && stream.write_all(&piece).is_ok() {
            sent += piece.len();
        }
        sent
    });
    assert_eq!(lost(&order_with(settings(&url))), ReasonCode::ConnectionLost);
    assert!(server.join().expect("the server")[0] < 64 << 20);
}

#[test]
fn a_redirect_is_not_followed_and_takes_no_password_along() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
        elsewhere.set_nonblocking(true).expect("a listener");
        let port = elsewhere.local_addr().expect("an address").port();
        let (url, server) = server(1, move |_, mut stream| {
            request(&stream);
            let head = format!(
                "HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:{port}/billmgr\r\nContent-Length: 0\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).expect("an answer");
        });
        let delivery = order_with(settings(&url));
        assert!(
            matches!(&delivery, Delivery::Answered { answer: Answer::Unclear(reason), .. } if reason.code == ReasonCode::Redirected),
            "{delivery:?}"
        );
        server.join().expect("the server");
        assert!(elsewhere.accept().is_err(), "{status} was followed");
    }
}

/// A TLS server with a certificate of its own; counts what it reads of requests.
fn tls(name: &str) -> (u16, String, Arc<AtomicUsize>, JoinHandle<()>) {
    tls_until(name, 2100)
}

/// Like [`tls`], with a certificate that ends with a year.
fn tls_until(name: &str, year: i32) -> (u16, String, Arc<AtomicUsize>, JoinHandle<()>) {
    let mut params = rcgen::CertificateParams::new(vec![name.to_owned()]).expect("a name");
    params.not_after = rcgen::date_time_ymd(year, 12, 31);
    let signing_key = rcgen::KeyPair::generate().expect("a key");
    let cert = params.self_signed(&signing_key).expect("a certificate");
    let key = rustls::pki_types::PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let bytes = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&bytes);
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut session = rustls::ServerConnection::new(Arc::new(config)).expect("a session");
        let mut stream = rustls::Stream::new(&mut session, &mut stream);
        let mut text = Vec::new();
        let mut piece = [0; 4096];
        while let Ok(read) = stream.read(&mut piece) {
            if read == 0 {
                break;
            }
            text.extend_from_slice(&piece[..read]);
            counted.fetch_add(read, Ordering::SeqCst);
            if String::from_utf8_lossy(&text).contains("sok=ok") {
                stream.write_all(answer("<doc><ok/></doc>").as_bytes()).expect("an answer");
                let _ = stream.flush();
                break;
            }
        }
    });
    (port, cert.pem(), bytes, thread)
}

#[test]
fn a_certificate_that_is_not_trusted_gets_no_byte_of_a_request() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ca.pem");
    // Made by nobody; made for another name, and trusted; past its time, and trusted.
    for (name, trusted, until) in
        [("localhost", false, 2100), ("panel.example.com", true, 2100), ("localhost", true, 2020)]
    {
        let (port, pem, bytes, server) = tls_until(name, until);
        std::fs::write(&file, pem).expect("a file");
        let url = format!("https://localhost:{port}/billmgr");
        let ca_file = trusted.then(|| file.clone());
        let trust = Trust { ca_file, ..Trust::default() };
        let delivery = order_with(Settings { trust, ..settings(&url) });
        assert!(
            matches!(&delivery, Delivery::NotTrusted(reason) if reason.code == ReasonCode::NotTrusted),
            "{name} until {until}: {delivery:?}"
        );
        server.join().expect("the server");
        assert_eq!(bytes.load(Ordering::SeqCst), 0);
    }
}

#[test]
fn a_panels_own_certificate_is_trusted_when_it_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ca.pem");
    let (port, pem, bytes, server) = tls("localhost");
    std::fs::write(&file, pem).expect("a file");
    let mut settings = settings(&format!("https://localhost:{port}/billmgr"));
    settings.trust.ca_file = Some(file);
    let delivery = order_with(settings);
    assert!(matches!(delivery, Delivery::Answered { answer: Answer::Accepted { .. }, .. }), "{delivery:?}");
    server.join().expect("the server");
    assert!(bytes.load(Ordering::SeqCst) > 0);
}

#[test]
fn a_file_that_holds_no_certificate_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ca.pem");
    for content in ["", "not a certificate"] {
        std::fs::write(&file, content).expect("a file");
        let trust = Trust { ca_file: Some(file.clone()), ..Trust::default() };
        let settings = Settings { trust, ..settings("https://localhost/billmgr") };
        assert!(Client::new(settings).is_err(), "{content}");
    }
}

#[test]
fn a_list_is_read_page_by_page() {
    let (url, server) = server(1, |_, mut stream| {
        let (mut asked, mut first) = (Vec::new(), None);
        for page in 1..=2_usize {
            let seen = request(&stream);
            first.get_or_insert_with(jiff::Timestamp::now);
            let given: std::collections::HashMap<String, String> =
                url::form_urlencoded::parse(seen.body.as_bytes()).into_owned().collect();
            asked.push((given["p_num"].clone(), given["p_cnt"].clone(), given["func"].clone()));
            let size: usize = given["p_cnt"].parse().expect("a size");
            let ids = ((page - 1) * size..(page * size).min(250)).map(|id| format!("<elem><id>{id}</id></elem>"));
            let body = format!("<doc>{}<p_elems>250</p_elems></doc>", ids.collect::<String>());
            stream.write_all(answer(&body).as_bytes()).expect("an answer");
        }
        (asked, first.expect("a request"))
    });
    let listing = Client::new(settings(&url)).expect("a client").services().expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (250, None::<Gap>));
    let (asked, first) = server.join().expect("the server").remove(0);
    assert!(listing.asked <= first, "what a list says is not younger than the question");
    let page = |number: &str| (number.to_owned(), "200".to_owned(), "vds".to_owned());
    assert_eq!(asked, [page("1"), page("2")]);
}

#[test]
fn a_list_that_does_not_end_is_given_up_as_a_whole() {
    let (url, server) = server(1, |_, mut stream| {
        for page in 0_usize.. {
            if request(&stream).body.is_empty() {
                return page;
            }
            let ids = (page * 200..(page + 1) * 200).map(|id| format!("<elem><id>{id}</id></elem>"));
            let body = format!("<doc>{}</doc>", ids.collect::<String>());
            if stream.write_all(answer(&body).as_bytes()).is_err() {
                return page;
            }
        }
        usize::MAX
    });
    let mut settings = settings(&url);
    settings.deadlines.list = Duration::from_millis(1);
    let client = Client::new(settings).expect("a client");
    let error = client.services().expect_err("no list");
    assert_eq!((error.reason.code, error.passing), (ReasonCode::TimedOut, false));
    drop(client);
    assert!(server.join().expect("the server")[0] < 1000, "every page that may be read was");
}
