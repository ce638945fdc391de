//! Clients that others wrote, as they call a panel: each test plays one's calls in its order.
//!
//! How they call was read in public code and on pages of the vendor; the requests here are our own.

use serde_json::Value;
use vdsbatch::panel::practice::Sandbox;

use super::{panel, published, raw};

/// An answer: its head and its body.
struct Got {
    head: String,
    body: String,
}

impl Got {
    fn json(&self) -> Value {
        assert!(self.head.contains("content-type: application/json"), "{}", self.head);
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// What stands between two marks.
    fn between(&self, from: &str, to: &str) -> &str {
        let (_, rest) = self.body.split_once(from).unwrap_or_else(|| panic!("no `{from}`: {}", self.body));
        rest.split_once(to).expect("an end").0
    }
}

fn call(panel: &Sandbox, first: &str, headers: &[(&str, &str)], body: &str) -> Got {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    let request = format!("{first} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}{length}\r\n{body}");
    let answer = raw(panel, request.as_bytes());
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    Got { head: head.to_lowercase(), body: body.to_owned() }
}

fn get(panel: &Sandbox, address: &str) -> Got {
    call(panel, &format!("GET {address}"), &[], "")
}

fn post(panel: &Sandbox, address: &str, body: &str) -> Got {
    let kind = [("Content-Type", "application/x-www-form-urlencoded")];
    call(panel, &format!("POST {address}"), &kind, body)
}

fn urlencoded(changes: &[(&'static str, &str)]) -> String {
    let mut form = published();
    for (name, value) in changes {
        if value.is_empty() {
            form.remove(name);
        } else {
            form.insert(name, (*value).to_owned());
        }
    }
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
}

/// Signs in by GET with a session, reads a table, one row of it, and deletes that; everything as JSON.
#[test]
fn a_class_that_signs_in_and_reads_tables_as_json() {
    let panel = panel("");
    panel.add_service("a.example");
    panel.add_service("b.example");
    let wrong = get(&panel, "/manager/billmgr?out=json&func=auth&username=practice&password=wrong").json();
    assert_eq!(wrong["doc"]["error"]["$obj"], "badpassword");
    assert_eq!(wrong["doc"]["error"]["msg"]["$"], "Invalid username or password");
    assert!(wrong["doc"]["auth"].is_null());
    let signed = get(&panel, "/manager/billmgr?out=json&func=auth&username=practice&password=practice").json();
    let id = signed["doc"]["auth"]["$id"].as_str().expect("a session").to_owned();
    assert_eq!(signed["doc"]["auth"]["$"], *id);
    let with = |rest: &str| get(&panel, &format!("/manager/billmgr?auth={id}&out=json&{rest}")).json();
    let rows = with("func=vds");
    assert_eq!(rows["doc"]["elem"].as_array().map(Vec::len), Some(2));
    assert_eq!(rows["doc"]["elem"][1]["domain"]["$"], "b.example");
    let elid = rows["doc"]["elem"][0]["id"]["$"].as_str().expect("an id").to_owned();
    let one = with(&format!("func=vds.edit&elid={elid}"));
    assert_eq!(one["doc"]["domain"]["$"], "a.example");
    assert_eq!(with("func=vds.edit&elid=7")["doc"]["error"]["$code"], "3");
    assert!(with(&format!("func=vds.delete&elid={elid}"))["doc"]["ok"].is_object());
    assert_eq!(panel.record().domains(), ["b.example"]);
    // Rows are an array even if there is one; where there is none, there is no row.
    assert_eq!(with("func=vds&p_cnt=1&p_num=2")["doc"]["elem"].as_array().map(Vec::len), Some(1));
    assert!(with("func=vds&p_cnt=2&p_num=2")["doc"]["elem"].is_null());
    assert_eq!(with("func=no.such")["doc"]["error"]["$obj"], "func");
}

/// The same at a panel whose JSON is flat: `auth`, `elem`, `ok` and `error` stand on top, with plain texts.
#[test]
fn a_class_that_was_written_for_flat_json() {
    let panel = panel("flat-json");
    panel.add_service("a.example");
    let signed = get(&panel, "/manager/billmgr?out=json&func=auth&username=practice&password=practice").json();
    let id = signed["auth"].as_str().expect("a session").to_owned();
    let with = |rest: &str| get(&panel, &format!("/manager/billmgr?auth={id}&out=json&{rest}")).json();
    assert_eq!(with("func=vds")["elem"][0]["domain"], "a.example");
    let account = with("func=accountinfo");
    assert_eq!(
        (&account["elem"][0]["balance"], &account["elem"][0]["currency"]),
        (&"100000000.00".into(), &"RUB".into())
    );
    let error = with("func=vds.edit&elid=7");
    assert_eq!((&error["error"]["code"], &error["error"]["msg"]), (&"3".into(), &"Service '7' does not exist.".into()));
    let order = post(&panel, "/manager/billmgr", &urlencoded(&[("out", "json")])).json();
    assert_eq!(order["ok"], "");
}

/// Reads lists as XML with `authinfo`, by POST first, then by GET; where that is refused, through a session.
#[test]
fn a_connector_that_falls_back_to_a_session() {
    let panel = panel("");
    panel.add_service("a.example");
    let refused = post(&panel, "/billmgr", "authinfo=practice%3Awrong&func=vds&out=xml&filter=on");
    assert!(refused.body.contains("obj=\"badpassword\""), "{}", refused.body);
    let sign_in = "func=auth&username=practice&password=practice&out=xml";
    for signed in [post(&panel, "/billmgr", sign_in), get(&panel, &format!("/billmgr?{sign_in}"))] {
        let id = signed.between("<auth id=\"", "\"/>").to_owned();
        let listed = post(&panel, "/billmgr", &format!("auth={id}&func=vds&out=xml&filter=on"));
        assert!(listed.body.contains("<domain>a.example</domain>"), "{}", listed.body);
    }
    assert!(get(&panel, "/billmgr?authinfo=practice:practice&func=whoami&out=xml").body.contains("<error code=\"3\""));
}

/// Reads the money as JSON, and counts on `doc.elem[0].balance`.
#[test]
fn a_watcher_of_the_balance() {
    let panel = panel("");
    let account = get(&panel, "/billmgr?authinfo=practice%3Apractice&out=json&func=accountinfo&lang=en").json();
    assert_eq!(account["doc"]["elem"][0]["balance"]["$"], "100000000.00");
    let refused = get(&panel, "/billmgr?authinfo=practice%3Ax&out=json&func=accountinfo&lang=ru").json();
    assert_eq!(refused["doc"]["error"]["$"], "Неверное имя пользователя или пароль");
    for out in ["xjson", "sjson"] {
        get(&panel, &format!("/billmgr?authinfo=practice%3Apractice&out={out}&func=accountinfo")).json();
    }
}

/// Signs in as a browser does, keeps the cookie, and reads the page of the account.
#[test]
fn a_scraper_of_pages() {
    let panel = panel("");
    let before = [("Cookie", "billmgr4=sirius:ru:0"), ("Content-Type", "application/x-www-form-urlencoded")];
    let form = "username=practice&password=practice&theme=sirius&lang=ru&func=auth&project=&welcomfunc=";
    let signed = call(&panel, "POST /manager/billmgr", &before, form);
    let (_, cookie) = signed.head.split_once("set-cookie: billmgr4=").expect("a cookie");
    let id = cookie.split(';').next().and_then(|value| value.rsplit(':').next()).expect("a session");
    let cookie = [("Cookie", &*format!("theme=x; billmgr4=sirius:ru:{id}"))];
    let page = call(&panel, "GET /manager/billmgr?func=accountinfo&clickstat=yes", &cookie, "");
    assert!(
        page.head.contains("content-type: text/html") && page.body.contains("<td>100000000.00</td>"),
        "{}",
        page.body
    );
    let list = call(&panel, "GET /billmgr?func=vds", &cookie, "");
    assert!(list.body.starts_with("<!DOCTYPE html>"), "a page, and no document: {}", list.body);
    let stranger = get(&panel, "/manager/billmgr?func=accountinfo");
    assert!(stranger.body.contains("id=\"loginform\""), "{}", stranger.body);
    call(&panel, "GET /billmgr?func=logout", &cookie, "");
    assert!(call(&panel, "GET /billmgr?func=vds", &cookie, "").body.contains("id=\"loginform\""));
}

/// The loop of the provider's article: one POST an order. Then it waits for addresses.
#[test]
fn a_script_that_orders_in_a_loop_and_waits_for_addresses() {
    let panel = panel("");
    for n in 1..=3 {
        let order = post(&panel, "/billmgr", &urlencoded(&[("domain", &format!("user-{n}.ru")), ("out", "")]));
        assert_eq!(order.body, "<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>");
    }
    // What stands in the address and what stands in the body are one request; so is a form in parts.
    let fields: String = published()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "func" | "out"))
        .map(|(name, value)| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"))
        .collect();
    let parts = [("Content-Type", "multipart/form-data; boundary=x")];
    let order = call(&panel, "POST /billmgr?func=vds.order.7&out=xml", &parts, &format!("{fields}--x--\r\n"));
    assert!(order.body.contains("<doc><ok/></doc>"), "{}", order.body);
    let waited = (1..10).find(|_| {
        let list = get(&panel, "/billmgr?authinfo=practice:practice&func=vds&out=xml");
        list.body.matches("<item_status>2</item_status>").count() == 4 && !list.body.contains("<ip/>")
    });
    assert_eq!(waited, Some(3), "services are set up after two lists");
}

/// A session that nobody knows, or that is over, is told from a wrong password.
#[test]
fn a_session_ends() {
    let panel = panel("session-over@1");
    let signed = get(&panel, "/billmgr?func=auth&username=practice&password=practice&out=xml");
    let id = signed.between("<auth id=\"", "\"/>").to_owned();
    let list = |id: &str| get(&panel, &format!("/billmgr?auth={id}&func=vds&out=xml")).body;
    assert!(list(&id).contains("<p_elems>0</p_elems>"));
    assert!(list("0123456789abcdef").contains("<error code=\"6\" obj=\"session\""));
    let order = post(&panel, "/billmgr", &(urlencoded(&[("authinfo", "")]) + "&auth=" + &id));
    assert!(order.body.contains("<error code=\"6\" obj=\"session\""), "{}", order.body);
    assert!(list(&id).contains("<error code=\"6\" obj=\"session\""), "every call until it signs in again");
    assert!(panel.record().services.is_empty());
    let again = get(&panel, "/billmgr?authinfo=practice:practice&func=auth&out=xml");
    let id = again.between("<auth id=\"", "\"/>").to_owned();
    let order = post(&panel, "/billmgr", &(urlencoded(&[("authinfo", "")]) + "&auth=" + &id));
    assert!(order.body.contains("<doc><ok/></doc>"), "{}", order.body);
}
