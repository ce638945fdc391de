//! The practice panel over the wire: as strict and as rude as a real one.

mod accounts;
mod carts;
mod clients;
mod clients_today;
mod meanings;
mod offered;
mod pulled;
mod rehearsal;
mod today;
mod today_faults;
mod wide;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

use vdsbatch::money::Money;
use vdsbatch::panel::practice::{Kind, Sandbox, SandboxError, Settings};

use crate::harness::catalog;

fn panel(faults: &str) -> Sandbox {
    let faults = faults.parse().expect("faults");
    Sandbox::start(&catalog(), Settings { faults, ..Settings::default() }).expect("a panel")
}

/// The provider's published example, with the panel's login.
fn published() -> BTreeMap<&'static str, String> {
    "authinfo=practice:practice addon_1101=20 addon_1103=1 addon_1104=1 addon_1110=1 addon_1791=4 enum_1112=21 \
     enum_1106=25 agree=on domain=test-for.example ostempl=Centos-6.7-x86_64-minimal period=1210 price=1100 \
     autoprolong=1210 payfrom=neworder func=vds.order.7 sok=ok out=xml"
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}

fn with(changes: &[(&'static str, &str)]) -> BTreeMap<&'static str, String> {
    let mut form = published();
    for (name, value) in changes {
        form.insert(name, (*value).to_owned());
    }
    form
}

fn without(name: &str) -> BTreeMap<&'static str, String> {
    let mut form = published();
    form.remove(name).expect("a parameter");
    form
}

/// Posts a form and returns everything that comes back until the connection ends.
fn post(panel: &Sandbox, form: &BTreeMap<&'static str, String>) -> String {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let head =
        "POST /billmgr HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
    raw(panel, format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
}

#[test]
fn pages_of_websites_are_told_nothing_and_order_nothing() {
    let panel = panel("");
    let port = panel.url().trim_start_matches("http://127.0.0.1:").trim_end_matches("/billmgr").to_owned();
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&published()).finish();
    let ask = |aim: &str, headers: &str| {
        let request = format!("GET {aim}/billmgr?{query} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
        raw(&panel, request.as_bytes())
    };
    let own = format!("Host: localhost:{port}\r\n");
    for (aim, headers) in [
        ("", format!("Host: evil.example:{port}\r\n")),
        ("", "Host: localhost\r\n".to_owned()),
        ("", String::new()),
        ("", format!("{own}Host: evil.example:{port}\r\n")),
        ("http://evil.example", own.clone()),
        ("", format!("{own}Origin: https://evil.example\r\n")),
        ("", format!("{own}Origin: null\r\n")),
        ("", format!("{own}Sec-Fetch-Site: cross-site\r\n")),
        ("", format!("{own}Sec-Fetch-Site: same-site\r\n")),
    ] {
        let answer = ask(aim, &headers);
        assert!(answer.starts_with("HTTP/1.1 403"), "{headers}: {answer}");
        assert!(!answer.contains("practice"), "{answer}");
    }
    assert!(panel.record().services.is_empty() && panel.record().requests == 0);
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        let answer = ask("", &format!("Host: {host}:{port}\r\nSec-Fetch-Site: none\r\n"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
}

#[test]
fn what_is_repeated_of_a_request_is_text_in_every_form() {
    let panel = panel("echo=words");
    for out in ["xml", "json", "text", ""] {
        let hostile = "</msg><script>alert(1)</script>\"}]'&\u{1b}[31m";
        let changes = ["domain", "ostempl", "func", "authinfo"].map(|name| (name, hostile));
        for changes in changes.iter().map(|change| [*change, ("out", out)]) {
            let answer = post(&panel, &with(&changes));
            let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
            if head.contains("application/json") {
                assert!(serde_json::from_str::<serde_json::Value>(body).is_ok(), "{out}: {body}");
            } else {
                assert!(!body.contains("<script>alert"), "{out}: {body}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_panels_folder_and_file_are_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().expect("a folder");
    let (above, own) = (dir.path().join("above"), dir.path().join("above/panel"));
    let settings = || Settings { dir: Some(own.clone()), ..Settings::default() };
    let mode = |path: &std::path::Path| path.metadata().expect("facts").permissions().mode() & 0o777;
    drop(Sandbox::start(&catalog(), settings()).expect("a panel"));
    let file = own.join("panel.jsonl");
    assert_eq!([mode(&above), mode(&own), mode(&file)], [0o700, 0o700, 0o600]);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("rights");
    drop(Sandbox::start(&catalog(), settings()).expect("a panel"));
    assert_eq!(mode(&file), 0o600);
}

fn raw(panel: &Sandbox, bytes: &[u8]) -> String {
    let address = panel.url().trim_start_matches("http://").trim_end_matches("/billmgr").to_owned();
    let text = String::from_utf8_lossy(bytes).replacen("Host: x\r\n", &format!("Host: {address}\r\n"), 1);
    let mut stream = TcpStream::connect(address).expect("a connection");
    let _ = stream.write_all(text.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn the_published_example_is_accepted_in_both_forms() {
    let panel = panel("");
    assert!(post(&panel, &published()).contains("<doc><ok/></doc>"));
    let mut bare = with(&[("domain", "second.example")]);
    bare.remove("out");
    assert!(
        post(&panel, &bare).ends_with("<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>")
    );
    assert_eq!(panel.record().domains(), ["second.example", "test-for.example"]);
}

#[test]
fn a_get_with_a_query_is_the_same_request() {
    let panel = panel("");
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(published()).finish();
    let answer =
        raw(&panel, format!("GET /billmgr?{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes());
    assert!(answer.contains("<doc><ok/></doc>"), "{answer}");
    assert!(raw(&panel, b"GET /billmgr/billmgr HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").contains("404"));
}

#[test]
fn whatever_is_wrong_is_refused_by_its_field() {
    let panel = panel("");
    let refused = [
        (with(&[("price", "9999")]), "price"),
        (with(&[("period", "1180")]), "period"),
        (with(&[("period", "1")]), "period"),
        (with(&[("autoprolong", "1180")]), "autoprolong"),
        (with(&[("ostempl", "Windows")]), "ostempl"),
        (with(&[("ostempl", "centos-6.7-x86_64-minimal")]), "ostempl"),
        (with(&[("addon_1101", "many")]), "addon_1101"),
        (with(&[("addon_1034", "20")]), "addon_1034"),
        (with(&[("enum_1106", "1")]), "enum_1106"),
        (with(&[("enum_1112", "22")]), "enum_1112"),
        (with(&[("agree", "off")]), "agree"),
        (with(&[("payfrom", "basket")]), "payfrom"),
        (with(&[("domain", "")]), "domain"),
        (with(&[("domain", "no dots")]), "domain"),
        (without("agree"), "agree"),
        (without("addon_1104"), "addon_1104"),
        (without("enum_1112"), "enum_1112"),
        (without("domain"), "domain"),
    ];
    for (form, field) in refused {
        let answer = post(&panel, &form);
        assert!(
            answer.contains("<error code=\"4\"") && answer.contains(&format!("val=\"{field}\"")),
            "{field}: {answer}"
        );
    }
    assert!(panel.record().services.is_empty());
    assert!(post(&panel, &with(&[("func", "no.such")])).contains("<error code=\"3\""));
    // Without `sok` the function only shows its form.
    assert!(!post(&panel, &without("sok")).contains("<ok/>"));
    assert!(panel.record().services.is_empty());
}

#[test]
fn a_domain_is_sold_once_however_it_is_written_and_again_when_it_was_deleted() {
    let panel = panel("");
    post(&panel, &published());
    let again = post(&panel, &with(&[("domain", "TEST-FOR.Example")]));
    assert!(again.contains("<error code=\"2\" obj=\"domain\"") && again.contains("already in use"), "{again}");
    panel.delete_service(panel.record().services[0].id);
    assert!(post(&panel, &published()).contains("<ok/>"));
    assert_eq!(panel.record().services.len(), 2);
}

#[test]
fn of_sixteen_at_once_one_is_executed() {
    let panel = panel("");
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| post(&panel, &published()));
        }
    });
    let record = panel.record();
    assert_eq!((record.services.len(), record.orders.len()), (1, 16));
    assert_eq!(record.orders.iter().filter(|order| order.executed).count(), 1);
}

#[test]
fn money_runs_out() {
    let balance = Money::try_from("150.00".to_owned()).expect("money");
    let panel = Sandbox::start(&catalog(), Settings { balance, ..Settings::default() }).expect("a panel");
    assert!(post(&panel, &published()).contains("<ok/>"));
    assert!(post(&panel, &with(&[("domain", "b.example")])).contains("Insufficient funds"));
    let account = post(&panel, &with(&[("func", "accountinfo"), ("sok", "")]));
    assert!(account.contains("<balance>50.00</balance>"), "{account}");
}

#[test]
fn a_wrong_password_is_refused_as_version_4_does() {
    let panel = panel("");
    let refused = "<error code=\"6\" obj=\"badpassword\" val=\"\">Invalid username or password</error>";
    assert!(post(&panel, &with(&[("authinfo", "practice:wrong")])).contains(refused));
    assert!(post(&panel, &without("authinfo")).contains("<error code=\"6\" obj=\"auth\""));
    let russian = post(&panel, &with(&[("authinfo", "practice:wrong"), ("lang", "ru"), ("func", "vds")]));
    assert!(russian.contains("obj=\"badpassword\" val=\"\">Неверное имя пользователя или пароль<"), "{russian}");
    let mut page = with(&[("authinfo", "practice:wrong")]);
    page.remove("out");
    assert!(post(&panel, &page).contains("type=\"password\""));
    assert!(panel.record().services.is_empty());
}

#[test]
fn the_typed_form_of_newer_panels_is_asked_for() {
    let panel = panel("typed");
    let refused = post(&panel, &with(&[("authinfo", "practice:wrong")]));
    assert!(refused.contains("<error type=\"auth\" object=\"badpassword\""), "{refused}");
    assert!(refused.contains("<msg>Invalid username or password</msg>"), "{refused}");
    let value = post(&panel, &with(&[("period", "1")]));
    assert!(value.contains("<error type=\"value\" object=\"period\""), "{value}");
}

#[test]
fn services_are_listed_in_pages_and_set_up_after_a_while() {
    let panel = panel("");
    for n in 0..5 {
        panel.add_service(&format!("s{n}.example"));
    }
    let list = |page: &str| post(&panel, &with(&[("func", "vds"), ("sok", ""), ("p_num", page), ("p_cnt", "2")]));
    let first = list("1");
    assert_eq!(first.matches("<elem>").count(), 2);
    assert!(first.contains("<p_elems>5</p_elems>") && first.contains("<item_status>5</item_status>"), "{first}");
    assert_eq!(list("3").matches("<elem>").count(), 1);
    assert_eq!(list("4").matches("<elem>").count(), 0);
    list("1");
    assert!(list("1").contains("<item_status>2</item_status>"));
    panel.delete_service(panel.record().services[0].id);
    assert!(list("1").contains("<item_status>4</item_status>"), "deleted ones stay listed");
    panel.hide_service(panel.record().services[1].id);
    assert!(list("1").contains("<p_elems>4</p_elems>"));
}

#[test]
fn every_fault_does_what_it_says() {
    // Fault, whether the order is executed, what the answer holds.
    let table = [
        (Kind::CutBefore, false, ""),
        (Kind::CutAfter, true, ""),
        (Kind::Late, false, ""),
        (Kind::CutBody, true, "HTTP/1.1 200"),
        (Kind::Throttle, false, "retry-after: 1"),
        (Kind::Error500, false, "HTTP/1.1 500"),
        (Kind::Error502, false, "HTTP/1.1 502"),
        (Kind::Error504After, true, "HTTP/1.1 504"),
        (Kind::Html, false, "<html>"),
        (Kind::Challenge, false, "Just a moment"),
        (Kind::WrongPassword, false, "<error code=\"6\" obj=\"badpassword\""),
        (Kind::SessionOver, false, "<error code=\"6\" obj=\"session\""),
        (Kind::Blocked, false, "<error code=\"6\" obj=\"blocked\""),
        (Kind::Address, false, "Access from this IP denied"),
        (Kind::Captcha, false, "<error code=\"8\" obj=\"captcha_verification_failed\""),
        (Kind::ThrottleAfter, true, "retry-after: 1"),
        (Kind::RefuseAfter, true, "<error code=\"4\" obj=\"\" val=\"ostempl\""),
        (Kind::Twice, true, "already in use"),
        (Kind::Unpaid, true, "<error code=\"8\" obj=\"order\""),
        (Kind::UnpaidPay, true, "<ok type=\"top\">func=order.pay</ok>"),
        (Kind::NoMoney, false, "Insufficient funds"),
    ];
    for (kind, executed, holds) in table {
        let panel = panel(&format!("{}@1", kind.word()));
        let answer = post(&panel, &published());
        let record = panel.record();
        assert_eq!((record.orders[0].executed, record.orders[0].fault), (executed, Some(kind)));
        assert_eq!(record.services.len(), usize::from(executed), "{}", kind.word());
        assert!(answer.contains(holds) && !answer.contains("<ok/></doc>"), "{}: {answer}", kind.word());
        assert_eq!(holds.is_empty(), answer.is_empty(), "{}: {answer}", kind.word());
        assert!(post(&panel, &with(&[("domain", "next.example")])).contains("<ok/>"), "one request only");
    }
}

#[test]
fn a_late_order_appears_after_two_lists() {
    let panel = panel("late@1");
    post(&panel, &published());
    let list = || post(&panel, &with(&[("func", "vds"), ("sok", "")]));
    assert!(!list().contains("test-for.example"));
    assert!(list().contains("test-for.example"));
}

#[test]
fn lists_misbehave_too() {
    let faulty = |kind: &str| {
        let panel = panel(&format!("{kind}@1"));
        panel.add_service("a.example");
        post(&panel, &with(&[("func", "vds"), ("sok", "")]))
    };
    assert!(faulty("list-500").contains("HTTP/1.1 500"));
    assert!(!faulty("list-cut").contains("</doc>"));
    let short = faulty("list-short");
    assert!(short.contains("<p_elems>1</p_elems>") && !short.contains("<elem>"), "{short}");
    let throttled = faulty("list-429");
    assert!(throttled.contains("HTTP/1.1 429") && throttled.contains("retry-after: 1"), "{throttled}");
    assert!(faulty("list-html").contains("<h1>Scheduled maintenance</h1>"));
    let packed = faulty("list-gzip");
    assert!(packed.contains("content-encoding: gzip") && !packed.contains("<doc>"), "{packed}");
}

#[test]
fn what_was_made_outlives_the_panel_and_a_torn_line_does_no_harm() {
    let dir = tempfile::tempdir().expect("a folder");
    let settings = || Settings { dir: Some(dir.path().to_owned()), ..Settings::default() };
    let first = Sandbox::start(&catalog(), settings()).expect("a panel");
    post(&first, &published());
    assert!(
        matches!(Sandbox::start(&catalog(), settings()), Err(SandboxError::State { .. })),
        "two panels on one folder"
    );
    drop(first);
    let file = dir.path().join("panel.jsonl");
    let mut torn = std::fs::OpenOptions::new().append(true).open(&file).expect("the file");
    torn.write_all(b"{\"made\":{\"id\":1000").expect("a torn line");
    drop(torn);
    let second = Sandbox::start(&catalog(), settings()).expect("a panel");
    assert_eq!(second.record().domains(), ["test-for.example"]);
    assert!(post(&second, &published()).contains("already in use"));
    post(&second, &with(&[("domain", "b.example")]));
    drop(second);
    let third = Sandbox::start(&catalog(), settings()).expect("a panel");
    assert_eq!(third.record().domains(), ["b.example", "test-for.example"]);
    drop(third);
    std::fs::write(&file, "something else\n").expect("a file");
    assert!(matches!(Sandbox::start(&catalog(), settings()), Err(SandboxError::State { .. })));
}

#[test]
fn garbage_ends_its_own_connection_only() {
    let panel = panel("");
    for bytes in
        [&b"\x00\xff\x16\x03\x01garbage"[..], b"POST /billmgr HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\r\n\r\n\r\n"]
    {
        raw_and_leave(&panel, bytes);
    }
    let large = format!(
        "POST /billmgr HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n{}",
        "a".repeat(100_000)
    );
    assert!(!raw(&panel, large.as_bytes()).contains("200 OK"));
    assert!(post(&panel, &published()).contains("<ok/>"));
}

fn raw_and_leave(panel: &Sandbox, bytes: &[u8]) {
    let address = panel.url().trim_start_matches("http://").trim_end_matches("/billmgr").to_owned();
    let mut stream = TcpStream::connect(address).expect("a connection");
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Both);
}

#[test]
fn the_help_names_every_fault() {
    use vdsbatch::panel::practice::Faults;
    use vdsbatch::text::lang::Lang;
    let said = |args: &[&str]| {
        let ran = crate::harness::vdsbatch().args(args).output().expect("it runs");
        [ran.stdout, ran.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat()
    };
    let asked: [&[&str]; 2] =
        [&["sandbox", "--faults", "help"], &["process", "orders.csv", "--sandbox", "--faults", "help"]];
    let told = asked.map(said);
    for kind in Kind::ALL {
        assert!(Faults::help(Lang::En).contains(kind.word()) && Faults::help(Lang::Ru).contains(kind.title(Lang::Ru)));
        let is_word = |word: &str| word.trim_end_matches(['.', ',', ';']) == kind.word();
        assert!(told.iter().all(|told| told.split_whitespace().any(is_word)), "{}: {told:#?}", kind.word());
    }
    let misspelt = said(&["--lang", "ru", "sandbox", "--faults", "cut"]);
    assert!(misspelt.contains("`cut` не распознано") && misspelt.contains("list-filter"), "{misspelt}");
}

#[test]
fn a_panel_can_repeat_the_request_beside_its_answers_and_in_its_words() {
    let wrong = || with(&[("price", "9999"), ("authinfo", "practice:practice")]);
    let quiet = panel("");
    assert!(!post(&quiet, &published()).contains("authinfo"));
    let beside = panel("echo");
    let success = post(&beside, &published());
    assert!(success.contains("<tparams>") && success.contains("<authinfo>practice:practice</authinfo>"), "{success}");
    let error = post(&beside, &wrong());
    assert!(error.contains("<param name=\"authinfo\" type=\"msg\">practice:practice</param>"), "{error}");
    assert!(error.contains("</param>The &apos;price&apos; field has invalid value.</error>"), "{error}");
    let words = panel("echo=words");
    let stranger = with(&[("authinfo", &format!("practice:{}", crate::canary::CANARY))]);
    let behind = |answer: String| answer.split_once("username or password").expect("words").1.to_owned();
    let answers: std::collections::BTreeSet<String> = (0..12).map(|_| behind(post(&words, &stranger))).collect();
    assert_eq!(answers.len(), 12, "{answers:#?}");
    assert!(answers.iter().all(|answer| answer.starts_with(" Given: ")), "{answers:#?}");
}
