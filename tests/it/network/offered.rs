//! Price lists, steps and forms over real sockets: limits, sessions, secrets, and that nothing is sent.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use vdsbatch::account::{PanelUrl, SignIn};
use vdsbatch::catalog::offered::Export;
use vdsbatch::catalog::{DataCentreId, Dialect, Format, Months, Protocol, TariffId};
use vdsbatch::host::secret::SecretString;
use vdsbatch::order::{Detail, Flaw, ReasonCode};
use vdsbatch::panel::ReadError;
use vdsbatch::panel::http::{Client, Deadlines, Settings, Trust};

use super::secrecy::{Ear, xml};
use super::today::{Parameters, error};
use crate::harness::{CANARY, LOGIN};

fn protocol(dialect: Dialect, format: Format) -> Protocol {
    Protocol { format, ..Protocol::usual(dialect) }
}

fn client(port: u16, sign_in: SignIn) -> Client {
    patient(port, sign_in, Duration::from_mins(1))
}

/// A client that waits so long for an answer.
fn patient(port: u16, sign_in: SignIn, exchange: Duration) -> Client {
    let settings = Settings {
        panel: PanelUrl::parse(&format!("http://127.0.0.1:{port}/billmgr")).expect("an address"),
        protocol: protocol(Dialect::Billmanager6, Format::Xml),
        login: LOGIN.to_owned(),
        password: SecretString::from(CANARY),
        fixed: std::collections::BTreeMap::new(),
        trust: Trust::default(),
        sign_in,
        deadlines: Deadlines { exchange, ..Deadlines::default() },
    };
    Client::new(settings).expect("a client")
}

/// A panel that answers as told, and keeps what it was asked.
fn panel(
    answer: impl Fn(&Parameters) -> String + Send + Sync + 'static,
) -> (Ear, std::sync::Arc<std::sync::Mutex<Vec<Parameters>>>) {
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let kept = std::sync::Arc::clone(&asked);
    let ear = Ear::new(None, move |request| {
        let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        let given: Parameters = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        kept.lock().expect("a lock").push(given.clone());
        answer(&given)
    });
    (ear, asked)
}

fn list(tariffs: &str) -> String {
    format!("<doc func=\"pricelist.export\">{tariffs}</doc>")
}

fn price_list(answer: String) -> Result<Export, ReadError> {
    let (ear, _) = panel(move |_| xml(&answer));
    client(ear.port(), SignIn::Stateless).price_list(&protocol(Dialect::Billmanager6, Format::Xml))
}

/// A price list of so many bytes, of tariffs of a megabyte.
fn large(bytes: usize) -> String {
    let tariff =
        |id: usize, length: usize| format!("<pricelist><id>{id}</id><x>{}</x></pricelist>", "y".repeat(length));
    let one = tariff(100, 1 << 20).len();
    let whole = list("").len();
    let count = (bytes - whole) / one;
    let many: String = (100..100 + count).map(|id| tariff(id, 1 << 20)).collect();
    let rest = bytes - list(&many).len();
    let padding = format!("<!--{}-->", "z".repeat(rest.saturating_sub(7)));
    list(&(many + &padding))
}

#[test]
fn forty_megabytes_are_read_and_one_more_is_refused_with_the_reason() {
    let whole = large(40 << 20);
    assert_eq!(whole.len(), 40 << 20);
    assert_eq!(price_list(whole.clone()).expect("a price list").tariffs.len(), 39);
    for more in [whole.replacen("zz", "zzz", 1), large(41 << 20)] {
        let error = price_list(more).expect_err("too large");
        assert_eq!(error.reason.detail, Some(Detail::Answer(Flaw::TooLarge)));
        assert_eq!((error.reason.code, error.passing), (ReasonCode::Unreadable, false), "it would be as large again");
        assert!(error.to_string().contains("larger than any answer"), "{error}");
    }
}

#[test]
fn a_price_list_that_is_cut_anywhere_is_none() {
    let whole = list("<pricelist><id>1</id><name>A</name></pricelist><pricelist><id>2</id></pricelist>");
    assert_eq!(price_list(whole.clone()).expect("a price list").tariffs.len(), 2);
    for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
        assert!(price_list(whole[..cut].to_owned()).expect_err("a cut one").passing, "{cut}");
    }
    // Fewer bytes than were promised: the rest never comes.
    let (ear, _) = panel(move |_| {
        let answer = xml(&whole);
        answer[..answer.len() - 20].to_owned()
    });
    let hasty = patient(ear.port(), SignIn::Stateless, Duration::from_millis(500));
    let error = hasty.price_list(&protocol(Dialect::Billmanager6, Format::Xml)).expect_err("a cut one");
    assert!(error.passing, "{error}");
}

/// A field of a form that says of what kind it is.
const FIELD: &str = "<metadata><form><field name=\"addon_1\"><select/></field></form></metadata>";

fn form(function: &str, fields: &str) -> String {
    format!("<doc func=\"{function}\"><addon_1>1</addon_1>{fields}</doc>")
}

fn answer(given: &Parameters) -> String {
    match given["func"].as_str() {
        "auth" => "<doc><auth id=\"5e55i0n\"/></doc>".to_owned(),
        "pricelist.export" => list("<pricelist><id>1</id></pricelist>"),
        function if function.ends_with("order.param") => form(function, FIELD),
        function => format!("<doc func=\"{function}\"><list name=\"tariflist\"/></doc>"),
    }
}

/// Everything that can be asked, of one client.
fn ask_all(client: &Client, protocol: &Protocol) {
    client.price_list(protocol).expect("a price list");
    client.tariffs(protocol, None).expect("a step");
    client.tariffs(protocol, Some(DataCentreId::new(3))).expect("a step");
    client.order_form(protocol, TariffId::new(1), None, None).expect("a form");
    let (place, months) = (Some(DataCentreId::new(3)), Months::new(12));
    client.order_form(protocol, TariffId::new(1), place, months).expect("a form");
}

#[test]
fn what_is_sold_is_asked_for_signed_in_and_never_sends_a_form() {
    for sign_in in [SignIn::Stateless, SignIn::Session] {
        for dialect in [Dialect::Billmanager5, Dialect::Billmanager6] {
            let (ear, asked) = panel(|given| xml(&answer(given)));
            ask_all(&client(ear.port(), sign_in), &protocol(dialect, Format::Xml));
            let asked = asked.lock().expect("a lock").clone();
            let (begun, reads): (Vec<_>, Vec<_>) = asked.iter().partition(|given| given["func"] == "auth");
            assert_eq!((begun.len(), reads.len()), (usize::from(sign_in == SignIn::Session), 5));
            for given in reads {
                assert!(["sok", "snext", "clicked_button"].iter().all(|act| !given.contains_key(*act)), "{given:?}");
                let signed = if sign_in == SignIn::Session { "auth" } else { "authinfo" };
                assert!(given.contains_key(signed) && given.contains_key("authinfo") != given.contains_key("auth"));
            }
            let last = asked.last().expect("a form");
            let period = if dialect == Dialect::Billmanager6 { "order_period" } else { "period" };
            assert_eq!(
                (last["pricelist"].as_str(), last["datacenter"].as_str(), last[period].as_str()),
                ("1", "3", "12")
            );
            assert_eq!(last.contains_key("period_1"), dialect == Dialect::Billmanager6);
        }
    }
}

#[test]
fn a_session_that_is_over_is_opened_again_for_a_price_list() {
    let over = AtomicUsize::new(0);
    let (ear, asked) = panel(move |given| {
        let second = given["func"] == "pricelist.export" && over.fetch_add(1, Ordering::SeqCst) == 1;
        xml(&if second { error("access", "", "Insufficient privileges") } else { answer(given) })
    });
    let client = client(ear.port(), SignIn::Session);
    for _ in 0..2 {
        client.price_list(&protocol(Dialect::Billmanager6, Format::Xml)).expect("a price list");
    }
    let functions: Vec<String> = asked.lock().expect("a lock").iter().map(|given| given["func"].clone()).collect();
    assert_eq!(functions, ["auth", "pricelist.export", "pricelist.export", "auth", "pricelist.export"]);
}

#[test]
fn an_earlier_step_is_asked_for_only_where_the_panel_wants_it() {
    let late = |wanted: &'static str| {
        let begun = AtomicUsize::new(0);
        panel(move |given| {
            let function = given["func"].as_str();
            if function == wanted {
                begun.fetch_add(1, Ordering::SeqCst);
                return xml(&answer(given));
            }
            if function.starts_with("v2.") && begun.load(Ordering::SeqCst) == 0 {
                return xml(&error("wizard_unavailable", "pricelist", "You are trying to access the 'x' step"));
            }
            xml(&if function.starts_with("v2.") {
                answer(given)
            } else {
                error("missed", function, "no such function")
            })
        })
    };
    let functions = |asked: &std::sync::Mutex<Vec<Parameters>>| {
        let asked = asked.lock().expect("a lock");
        asked.iter().map(|given| given["func"].clone()).collect::<Vec<_>>()
    };
    let six = protocol(Dialect::Billmanager6, Format::Xml);
    let (step, form) = ("v2.vds.order.pricelist", "v2.vds.order.param");
    let (ear, asked) = late("vds.order");
    client(ear.port(), SignIn::Stateless).tariffs(&six, None).expect("a step");
    assert_eq!(functions(&asked), [step, "vds.order", step]);
    let (ear, asked) = late("v2.vds.order");
    client(ear.port(), SignIn::Stateless).order_form(&six, TariffId::new(1), None, None).expect("a form");
    assert_eq!(functions(&asked), [form, "vds.order", form, "v2.vds.order", form]);
    // One that is never content is asked for every step once, and its refusal is told.
    let (ear, asked) = late("never");
    let error =
        client(ear.port(), SignIn::Stateless).order_form(&six, TariffId::new(1), None, None).expect_err("no form");
    assert_eq!((error.reason.code, error.passing), (ReasonCode::ValueRefused, false));
    assert_eq!(functions(&asked), [form, "vds.order", form, "v2.vds.order", form, step, form]);
    // Any other refusal is the end.
    let (ear, asked) = panel(|_| xml(&super::today::error("missed", "pricelist", "no such tariff")));
    client(ear.port(), SignIn::Stateless).order_form(&six, TariffId::new(1), None, None).expect_err("no form");
    assert_eq!(functions(&asked), [form]);
}

#[test]
fn a_form_without_the_kinds_of_its_fields_is_asked_for_as_developers_do() {
    let asked_of = |format: Format, developed: &'static str| {
        let (ear, asked) = panel(move |given| match given["out"].as_str() {
            "devel" => developed.to_owned(),
            _ => xml(&form("v2.vds.order.param", "")),
        });
        let read = client(ear.port(), SignIn::Stateless).order_form(
            &protocol(Dialect::Billmanager6, format),
            TariffId::new(1),
            None,
            None,
        );
        let outs = asked.lock().expect("a lock").iter().map(|given| given["out"].clone()).collect::<Vec<_>>().join(" ");
        (read, outs)
    };
    let leaked = |text: String| -> &'static str { text.leak() };
    let told = leaked(xml(&form("v2.vds.order.param", FIELD)));
    let (read, outs) = asked_of(Format::Xml, told);
    assert_eq!((read.expect("a form").inputs.len(), outs.as_str()), (1, "xml devel"));
    assert_eq!(asked_of(Format::Json, told).1, "json", "JSON says it as it is");
    // A panel that knows nothing of that has said all that it says.
    for nothing in [error("access", "", "no"), form("v2.vds.order.param", "")] {
        let (read, outs) = asked_of(Format::Xml, leaked(xml(&nothing)));
        assert_eq!((read.expect("a form").inputs.len(), outs.as_str()), (0, "xml devel"));
    }
    // One that is busy has not.
    let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    assert!(asked_of(Format::Xml, busy).0.expect_err("not all of it").passing);
}

#[test]
fn the_password_is_not_told_with_what_is_sold() {
    let secret = quick_xml::escape::escape(CANARY).into_owned();
    let (ear, _) = panel(move |given| {
        let text = match given["func"].as_str() {
            "pricelist.export" => list(&format!(
                "<tparams><authinfo>{LOGIN}:{secret}</authinfo></tparams><pricelist><id>1</id><name>x {secret}</name>\
                 <name_ru>{secret}</name_ru><datacenter><id>1</id><name>{secret}</name></datacenter>\
                 <addon><id>2</id><name>{secret}</name><addonmin>{secret}</addonmin><enumeration><enumerationitem>\
                 <id>3</id><name>{secret}</name></enumerationitem></enumeration></addon><itemtypeparam><intname>o</intname>\
                 <itemtypeparamvalue><intname>k</intname><name>{secret}</name></itemtypeparamvalue></itemtypeparam></pricelist>"
            )),
            function if function.ends_with("order.param") => format!(
                "<doc func=\"{function}\"><tparams><authinfo>{secret}</authinfo></tparams><authinfo>{LOGIN}:{secret}</authinfo>\
                 <password>{secret}</password><note>{secret}</note><addon_1>{secret}</addon_1><slist name=\"o\"><val key=\"k\">{secret}</val>\
                 <val>{secret}</val></slist><metadata><form><field name=\"addon_1\"><slider min=\"{secret}\" max=\"1\" step=\"1\"/></field>\
                 <buttons><button name=\"{secret}\"/></buttons></form></metadata><messages><msg name=\"addon_1\">{secret}</msg></messages></doc>"
            ),
            function => format!(
                "<doc func=\"{function}\"><slist name=\"datacenter\"><val key=\"1\">{secret}</val></slist><list name=\"tariflist\">\
                 <elem><id>1</id><title>{secret}</title></elem><elem><id>{secret}</id></elem></list></doc>"
            ),
        };
        xml(&text)
    });
    let client = client(ear.port(), SignIn::Stateless);
    let six = protocol(Dialect::Billmanager6, Format::Xml);
    let told = [
        format!("{:?}", client.price_list(&six).expect("a price list")),
        format!("{:?}", client.tariffs(&six, None).expect("a step")),
        format!("{:?}", client.order_form(&six, TariffId::new(1), None, None).expect("a form")),
    ];
    for text in told {
        assert!(text.contains("***"), "{text}");
        assert_eq!(super::traces::of_password(text.as_bytes()), Vec::<&str>::new(), "{text}");
    }
}
