//! What stands between this machine and a panel: proxies, old TLS, compression, and reads that are tried again.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use vdsbatch::order::{Detail, Flaw, Link, ReasonCode};
use vdsbatch::panel::http::Trust;
use vdsbatch::panel::{Answer, Delivery, Panel};

use super::names::{Found, Names, closed};
use super::secrecy::{Ear, client_of, order_through, program_at, through_proxy, xml};
use super::traces::of_password;
use crate::harness::{CANARY, Desk, LOGIN, Ran, vdsbatch};

const LIST: &str = "<doc><p_elems>0</p_elems></doc>";

/// The program at a panel elsewhere, of which only a proxy could know.
fn elsewhere(desk: &Desk) -> Command {
    let mut command = vdsbatch();
    command.arg("process").arg(desk.path("orders.csv")).args(["--yes", "--account", LOGIN]);
    command.args(["--panel", "https://panel.example.com/billmgr"]).arg("--ledger").arg(desk.path("ledgers"));
    command.env("VDSBATCH_PASSWORD", CANARY);
    command
}

#[track_caller]
fn without_secrets(ran: &Ran<'_>) {
    let told = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!told.contains("s3cret") && of_password(told.as_bytes()).is_empty(), "{told}");
}

#[test]
fn a_proxy_that_does_not_let_through_is_named_with_its_answer_and_without_its_password() {
    for (answer, said, next) in [
        (
            "HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n",
            "asks for a user and password (HTTP 407)",
            "USER:PASSWORD",
        ),
        ("HTTP/1.0 403 Forbidden\r\n\r\n", "does not allow connections to the panel (HTTP 403)", "NO_PROXY"),
        (
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
            "could not reach the panel (HTTP 502)",
            "panel's address",
        ),
        ("HTTP/1.1 418 Teapot\r\n\r\n", "answered HTTP 418", "the proxy's administrator"),
        ("no answer of a proxy\r\n\r\n", "did not answer as a proxy does", "HTTPS_PROXY"),
    ] {
        let proxy = Ear::new(None, move |_| answer.to_owned());
        let desk = Desk::new().orders(1);
        let mut command = elsewhere(&desk);
        through_proxy(&mut command, &proxy);
        for name in ["HTTPS_PROXY", "https_proxy"] {
            command.env(name, format!("http://anna:s3cret@127.0.0.1:{}", proxy.port()));
        }
        let ran = desk.run(&mut command).exits(1).says("T301").says(said).says(next).says("nothing was sent");
        let ran = ran.says(&format!("the proxy http://127.0.0.1:{} ", proxy.port()));
        without_secrets(&ran);
        assert_eq!(of_password(&proxy.raw()), [""; 0]);
        for file in desk.files() {
            let bytes = std::fs::read(&file).expect("a file");
            assert!(!String::from_utf8_lossy(&bytes).contains("s3cret"), "{}", file.display());
        }
    }
    let desk = Desk::new().orders(1);
    let mut command = elsewhere(&desk);
    through_proxy(&mut command, &Ear::silent());
    for name in ["HTTPS_PROXY", "https_proxy"] {
        command.env(name, format!("http://anna:s3cret@{}", closed()));
    }
    without_secrets(&desk.run(&mut command).exits(1).says("the proxy http://127.0.0.1").says("could not be reached"));
}

#[test]
fn a_proxy_setting_that_cannot_be_read_is_named_before_anything_is_sent() {
    for (name, value, said) in [
        ("HTTPS_PROXY", "not a url", "not the address of a proxy"),
        ("https_proxy", "http://anna:s3cret@proxy:port", "not the address of a proxy"),
        ("ALL_PROXY", "socks5://anna:s3cret@proxy:1080", "a kind of proxy that this program does not support"),
        ("HTTP_PROXY", "http://", "not the address of a proxy"),
        ("NO_PROXY", "a b", "not a list of hosts"),
    ] {
        // Wherever the panel is: the person means something by it.
        for far in [true, false] {
            let desk = Desk::new().orders(1);
            let mut command = if far { elsewhere(&desk) } else { desk.command(&["--yes"]) };
            for known in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
                command.env_remove(known).env_remove(known.to_lowercase());
            }
            // Windows knows a variable by either case, and tells the first that is looked for.
            let told = if cfg!(windows) { name.to_uppercase() } else { name.to_owned() };
            let ran = desk.run(command.env(name, value)).exits(1).says(&format!("`{told}`")).says(said);
            without_secrets(&ran.order_requests(0).requests(0));
        }
    }
    // The practice panel inside the program is asked through no proxy.
    let desk = Desk::new().orders(1);
    let mut command = vdsbatch();
    command.arg("process").arg(desk.path("orders.csv")).args(["--yes", "--sandbox"]).env("HTTPS_PROXY", "not a url");
    drop(desk.run(&mut command).exits(0));
}

#[test]
fn every_request_asks_for_answers_as_they_are_and_a_compressed_one_is_named() {
    let gzip = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Encoding: gzip\r\nContent-Length: 16\r\n\r\n<doc><ok/></doc>";
    let panel = Ear::new(None, move |_| gzip.to_owned());
    let names = Arc::new(Names::new(move |_| Found::At(Vec::new())));
    let client = client_of(&format!("http://127.0.0.1:{}/billmgr", panel.port()), Trust::default(), &names);
    let compressed = |detail| assert!(matches!(detail, Some(Detail::Answer(Flaw::Gzip))), "{detail:?}");
    match order_through(&client) {
        Delivery::Answered { answer: Answer::Unclear(reason), .. } => compressed(reason.detail),
        other => panic!("{other:?}"),
    }
    let list = client.services().expect_err("no list");
    assert_eq!((list.reason.code, list.passing), (ReasonCode::NotThePanel, false));
    compressed(list.reason.detail);
    let said = String::from_utf8_lossy(&panel.said()).to_lowercase();
    assert_eq!(
        (said.matches("post /").count(), said.matches("accept-encoding: identity\r\n").count()),
        (2, 2),
        "{said}"
    );
    // The status says more than a compressed page.
    let busy = "HTTP/1.1 503 Busy\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbusy";
    let panel = Ear::new(None, move |_| busy.to_owned());
    let client = client_of(&format!("http://127.0.0.1:{}/billmgr", panel.port()), Trust::default(), &names);
    let list = client.services().expect_err("no list");
    assert_eq!((list.reason.code, list.passing), (ReasonCode::ServerError, true));
}

#[test]
fn what_a_handshake_fails_of_is_said() {
    let alert = |kind: u8| vec![0x15, 3, 3, 0, 2, 2, kind];
    let old = super::secrecy::old_greeting(2);
    for (answer, link) in [
        (old, Link::OldTls),
        (alert(70), Link::OldTls),
        (alert(40), Link::NoCommonTls),
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".to_vec(), Link::NoTls),
    ] {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = std::thread::spawn(move || {
            use std::io::{Read, Write};
            let (mut stream, _) = listener.accept().expect("a connection");
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
            let _ = stream.shutdown(std::net::Shutdown::Write);
            while stream.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {}
        });
        let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
        let client = client_of("https://localhost/billmgr", Trust::default(), &names);
        match order_through(&client) {
            Delivery::NotSent(reason) => {
                assert_eq!((reason.code, reason.link()), (ReasonCode::Unreachable, Some(&link)));
            }
            other => panic!("{link:?}: {other:?}"),
        }
        server.join().expect("the server");
    }
}

/// The first list is answered so, once or for ever.
fn first_list(answer: &'static str, for_ever: bool) -> (Ear, Arc<AtomicUsize>) {
    let lists = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&lists);
    let panel = Ear::new(None, move |request| {
        if request.contains("vds.order.7") {
            return xml("<doc><ok/></doc>");
        }
        let first = request.contains("func=vds&") && counted.fetch_add(1, Ordering::SeqCst) == 0;
        if first || for_ever { answer.to_owned() } else { xml(LIST) }
    });
    (panel, lists)
}

#[test]
fn a_read_that_fails_in_passing_is_tried_again_and_one_that_does_not_is_not() {
    let proxy = Ear::silent();
    let answer = |status: &str, more: &str| -> &'static str {
        format!("HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\n\r\n").leak()
    };
    let again = [
        answer("429 Slow down", "Retry-After: 1\r\n"),
        answer("503 Busy", ""),
        answer("502 Bad gateway", ""),
        answer("504 Late", ""),
        "not HTTP at all",
    ];
    for first in again {
        let (panel, _) = first_list(first, false);
        let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), &[], &proxy);
        drop(desk.run(&mut command).exits(0).says("accepted 2").says("next attempt in"));
    }
    for (for_ever, least, most) in [(answer("503 Busy", ""), 2, 6), (answer("404 Not found", ""), 1, 1)] {
        let (panel, lists) = first_list(for_ever, true);
        let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), &[], &proxy);
        drop(desk.run(&mut command).exits(1).says("not sent 2"));
        let lists = lists.load(Ordering::SeqCst);
        assert!((least..=most).contains(&lists), "{lists}");
    }
    // Nobody waits for an hour.
    let (panel, lists) = first_list(answer("429 Slow down", "Retry-After: 3600\r\n"), true);
    let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), &[], &proxy);
    drop(desk.run(&mut command).exits(1).says("P216"));
    assert_eq!(lists.load(Ordering::SeqCst), 1);
}

#[test]
fn a_plan_says_through_which_proxy_and_on_whose_word_the_panel_is_reached() {
    let desk = Desk::new().orders(1);
    let plan = |lang: &str, hosts: &str| {
        let mut command = crate::harness::vdsbatch();
        command.arg("process").arg(desk.path("orders.csv")).args(["--dry-run", "--account", "anna", "--lang", lang]);
        command.args(["--panel", "https://billing.example.com/billmgr", "--ca-file", "firm.pem"]);
        command.arg("--ledger").arg(desk.path("ledgers")).current_dir(desk.dir.path());
        for known in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "no_proxy"] {
            command.env_remove(known);
        }
        command.env("HTTPS_PROXY", "http://anna:geheim@proxy.example.com:3128").env("NO_PROXY", hosts);
        desk.run(command.env("SSL_CERT_FILE", "/etc/firm/roots.pem"))
    };
    for (lang, word) in [("en", "proxy: "), ("ru", "прокси: ")] {
        let ran = plan(lang, "");
        assert!(ran.stderr.contains(word) && ran.stderr.contains("http://proxy.example.com:3128"), "{ran}");
        assert!(!ran.stderr.contains("geheim") && !ran.stderr.contains("anna:"), "{ran}");
        assert!(ran.stderr.contains("firm.pem"), "{ran}");
        assert_eq!(ran.stderr.contains("/etc/firm/roots.pem"), cfg!(all(unix, not(target_os = "macos"))), "{ran}");
        let ran = plan(lang, "billing.example.com");
        assert!(!ran.stderr.contains("proxy.example.com"), "{ran}");
    }
}
