//! What answers mean, through the whole program: an order is sent, executed or not, and answered in every way.
//!
//! The fake panel executes what a row says and writes it down; a good order goes first, then three get the
//! answer in question. All forms and wordings stand in the unit tests of `panel::billmanager`; here is what they
//! come to: how many orders are sent, how they end, and what the person is told.

mod fake;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use self::fake::{Executed, FakePanel, Script};
use crate::harness::vdsbatch;

/// The orders behind the good one.
const MORE: usize = 3;

/// How a run ended.
struct Ended {
    code: Option<i32>,
    said: String,
    /// Orders that came to the panel, the good one among them.
    sent: usize,
    /// Status and reason's code by domain.
    orders: BTreeMap<String, (String, String)>,
}

/// Runs the program against a panel of this script.
fn run(script: Script, args: &[&str]) -> Ended {
    let panel = FakePanel::start(script);
    let dir = tempfile::tempdir().expect("a folder");
    let mut csv = "Tariff;Period;Domain;OS template\n".to_owned();
    for name in ["a1", "x1", "x2", "x3"] {
        writeln!(csv, "KVM Ferrum;1;{name}.example.ru;Debian-7-x86_64-minimal").expect("text");
    }
    std::fs::write(dir.path().join("orders.csv"), csv).expect("a sheet");
    let mut command = vdsbatch();
    command.current_dir(dir.path()).args(["process", "orders.csv", "--yes", "--lang", "en", "--format", "json"]);
    command.args(["--panel", &panel.url(), "--account", "anna", "--ledger", "ledgers", "--jobs", "1"]).args(args);
    let output = command.env("VDSBATCH_PASSWORD", "orchid").output().expect("it runs");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let data = ["orders.results.json", "orders.plan.json"].map(|name| std::fs::read(dir.path().join(name)));
    let data = data.into_iter().find_map(Result::ok).unwrap_or_else(|| panic!("no data\n{said}"));
    let data: Value = serde_json::from_slice(&data).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let order = |order: &Value| (text(&order["domain"]), (text(&order["status"]), text(&order["code"])));
    let orders = data["orders"].as_array().expect("orders").iter().map(order).collect();
    Ended { code: output.status.code(), said, sent: panel.orders(), orders }
}

/// What must come of an answer.
struct Row {
    /// HTTP status and body.
    answer: (u16, String),
    executed: Executed,
    /// One of these statuses for the first order that gets it.
    ends: &'static [&'static str],
    /// Its reason.
    code: &'static str,
    /// Whether nothing is sent after it.
    stops: bool,
}

fn row(
    body: impl Into<String>,
    executed: Executed,
    ends: &'static [&'static str],
    code: &'static str,
    stops: bool,
) -> Row {
    Row { answer: (200, body.into()), executed, ends, code, stops }
}

fn v4(attributes: &str, words: &str) -> String {
    format!("<doc><error {attributes}>{words}</error></doc>")
}

fn v5(attributes: &str, words: &str) -> String {
    format!("<doc><error {attributes}><msg>{words}</msg></error></doc>")
}

fn rows() -> Vec<Row> {
    use Executed::{Active, No, Unpaid};
    let totp = "<doc><ok type=\"form\">func=totp.confirm</ok></doc>";
    let alert = "<script>alert('На вашем счёте нет средств');</script>";
    vec![
        // A success that is none.
        row(totp, No, &["unknown"], "P220", true),
        row(totp, Active, &["confirmed"], "", true),
        row("<doc><ok type=\"list\">func=vds.order.6</ok></doc>", No, &["unknown"], "P223", true),
        row("<doc><ok type=\"top\">func=order.pay</ok></doc>", Unpaid, &["unpaid"], "P207", true),
        row("<doc><ok type=\"list\">func=basket</ok></doc>", No, &["unpaid"], "P207", true),
        row("<doc><ok type=\"blank\">https://pay.example/5</ok></doc>", Unpaid, &["unpaid"], "P207", true),
        row("<doc><ok type=\"list\">/billmgr?func=vds</ok></doc>", Active, &["confirmed"], "", false),
        row("<doc><ok/><ok type=\"form\">func=totp.confirm</ok></doc>", No, &["unknown"], "P212", false),
        // Not signed in.
        row(v4("code=\"6\" obj=\"badpassword\"", "x"), No, &["not-sent"], "P208", true),
        row(v4("code=\"8\"", "Неверное имя пользователя или пароль"), No, &["unknown", "not-sent"], "P208", true),
        row(v5("type=\"auth\" object=\"blocked\"", "Пользователь заблокирован"), No, &["not-sent"], "P221", true),
        row(v4("code=\"6\"", "Превышено количество попыток входа"), No, &["not-sent", "unknown"], "P222", true),
        row(v4("code=\"6\" obj=\"session\"", "Время сессии истекло"), No, &["not-sent"], "P208", true),
        // Not let in.
        row(v4("code=\"6\"", "Доступ с IP-адреса 127.0.0.1 запрещен"), No, &["unknown", "not-sent"], "P210", true),
        row(v4("code=\"8\"", "Подтвердите, что вы не робот"), No, &["unknown", "not-sent"], "P209", true),
        row(v4("code=\"8\"", "Введите код двухфакторной аутентификации"), No, &["unknown", "not-sent"], "P220", true),
        // No money.
        row(v4("code=\"5\" obj=\"balance\"", ""), Unpaid, &["unpaid"], "P206", true),
        row(v4("code=\"8\"", "Превышен кредитный лимит"), Unpaid, &["unpaid"], "P206", true),
        row(v5("type=\"payment\"", "Payment required"), No, &["rejected"], "P206", true),
        row(alert, Unpaid, &["unpaid"], "P206", true),
        Row { answer: (402, String::new()), ..row("", Unpaid, &["unpaid"], "P206", true) },
        // Ordinary refusals and doubts: others go on.
        row(v4("code=\"5\"", "Не хватает IP-адресов"), No, &["rejected"], "P204", false),
        row(v4("code=\"4\" val=\"ostempl\"", "captcha"), No, &["rejected"], "P202", false),
        row(v4("code=\"4\" val=\"password\"", "Неверный пароль"), No, &["rejected"], "P202", false),
        row(v4("code=\"8\"", "Подтвердите адрес электронной почты"), No, &["unknown"], "P215", false),
        row(v4("code=\"6\" obj=\"vds.order.7\"", "Недостаточно прав"), No, &["rejected"], "P205", false),
    ]
}

fn deviation(row: &Row) -> Option<String> {
    let ended = run(Script { order: row.answer.clone(), executed: row.executed, ..Script::default() }, &[]);
    let (status, code) = ended.orders.get("x1.example.ru").cloned().unwrap_or_default();
    // At most three alike in a row; one where it stops.
    let sent = if row.stops { ended.sent == 2 } else { ended.sent > 2 && ended.sent <= 1 + MORE };
    let right = row.ends.contains(&status.as_str()) && (code == row.code || row.code.is_empty()) && sent;
    let Ended { said, sent, orders, .. } = &ended;
    let body = &row.answer.1;
    (!right).then(|| format!("{body} ({:?}): {status} {code}, {sent} sent\n{orders:#?}\n{said}", row.executed))
}

#[test]
fn an_answer_comes_to_what_it_means() {
    let (rows, next, wrong) = (rows(), AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(row) = rows.get(next.fetch_add(1, Ordering::SeqCst)) {
                    wrong.lock().expect("a lock").extend(deviation(row));
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("a lock");
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn a_list_that_is_none_says_what_is_wrong_before_anything_is_sent() {
    for (status, body, code, said) in [
        (404, "<html>404</html>".to_owned(), "P224", "check the panel's address"),
        (401, String::new(), "P226", "in front of the panel"),
        (403, "<html>403 Forbidden</html>".to_owned(), "P226", "refuses this IP address"),
        (200, "<html>Welcome to the hotel</html>".to_owned(), "P224", "a web page"),
        (200, "{\"doc\":{\"elem\":[]}}".to_owned(), "P224", "JSON"),
        (200, v4("code=\"3\" obj=\"vds\"", ""), "P225", "--no-list"),
        (200, v4("code=\"6\" obj=\"badpassword\"", ""), "P208", "check login and password"),
        (200, v4("code=\"8\"", "Your account has been disabled"), "P221", "ask the provider"),
        (200, v4("code=\"6\"", "Доступ с вашего IP-адреса запрещён"), "P210", "from this computer's IP address"),
        (200, "<doc><elem><id>7</id></elem><elem><id>7</id></elem></doc>".to_owned(), "P218", "the same service id: 7"),
    ] {
        let ended = run(Script { list: Some((status, body)), ..Script::default() }, &[]);
        assert_eq!((ended.code, ended.sent), (Some(1), 0), "{}", ended.said);
        for part in [code, said, "nothing was sent"] {
            assert!(ended.said.contains(part), "no `{part}`\n{}", ended.said);
        }
        assert!(!ended.said.contains("after sending"), "{}", ended.said);
    }
}

#[test]
fn a_list_that_is_cut_off_says_that_nothing_was_ordered() {
    let ended = run(Script { list: Some((0, String::new())), ..Script::default() }, &[]);
    assert_eq!((ended.code, ended.sent), (Some(1), 0), "{}", ended.said);
    assert!(ended.said.contains("T307") && ended.said.contains("nothing was ordered"), "{}", ended.said);
    assert!(!ended.said.contains("after sending"), "{}", ended.said);
}
