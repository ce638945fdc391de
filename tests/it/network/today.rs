//! A panel as the answers of panels are known: one account, one service, the order function of its dialect. It keeps
//! the parameters of every request.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::{Arc, Mutex};

use super::secrecy::{Ear, xml};
use crate::harness::{CANARY, Desk, LOGIN, vdsbatch};

/// The parameters of a request.
pub type Parameters = BTreeMap<String, String>;

pub struct Today {
    ear: Ear,
    asked: Arc<Mutex<Vec<Parameters>>>,
}

/// An error that names what it is about.
pub fn error(kind: &str, object: &str, words: &str) -> String {
    format!("<doc><error type=\"{kind}\" object=\"{object}\" lang=\"en\"><msg>{words}</msg></error></doc>")
}

/// The form of an order: fields, a list, buttons.
pub fn form(function: &str, button: &str, more: &str) -> String {
    format!(
        "<doc func=\"{function}\"><pricelist>71820</pricelist><licence_agreement>off</licence_agreement>\
         <addon_71821>20</addon_71821>{more}<slist name=\"ostempl\"><val key=\"Debian-13-amd64\">Debian</val></slist>\
         <metadata><form><buttons><button name=\"{button}\" type=\"ok\"/></buttons></form></metadata></doc>"
    )
}

impl Today {
    /// One that has the order functions of this dialect, and answers some requests in its own way.
    pub fn new(dialect: &'static str, own: impl Fn(&Parameters) -> Option<String> + Send + Sync + 'static) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (kept, ordered) = (Arc::clone(&asked), Mutex::new(None::<Parameters>));
        let ear = Ear::new(None, move |request| {
            let body = request.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            let given: Parameters = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            kept.lock().expect("a lock").push(given.clone());
            let usual = || usual(dialect, &given, &mut ordered.lock().expect("a lock"));
            xml(&own(&given).unwrap_or_else(usual))
        });
        Self { ear, asked }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/billmgr", self.ear.port())
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Parameters> {
        self.asked.lock().expect("a lock").clone()
    }

    /// A verb for the account at this panel.
    pub fn verb(&self, desk: &Desk, words: &[&str]) -> Command {
        let mut command = vdsbatch();
        command.args(words).args(["--account", LOGIN, "--panel", &self.url(), "--ledger"]).arg(desk.path("ledgers"));
        command.env("VDSBATCH_PASSWORD", CANARY).current_dir(desk.dir.path());
        command
    }
}

fn usual(dialect: &str, given: &Parameters, ordered: &mut Option<Parameters>) -> String {
    let of = |name: &str| given.get(name).map_or("", String::as_str);
    let order = match dialect {
        "billmanager4" => "vds.order.7",
        "billmanager5" => "vds.order.param",
        _ => "v2.vds.order.param",
    };
    match of("func") {
        "accountinfo" if dialect == "billmanager4" => {
            "<doc><elem><name>practice</name><balance>1200.50</balance></elem></doc>".to_owned()
        }
        "whoami" | "dashboard.info" if dialect == "billmanager4" => error("missed", of("func"), "no such function"),
        "whoami" => "<doc func=\"whoami\" features=\"a b\"><user id=\"77\" name=\"practice\" balance=\"1200.50\" \
                     currency=\"RUB\"/><mgr dist=\"startup\"/></doc>"
            .to_owned(),
        "dashboard.info" => {
            "<doc><available>1300.00 RUB</available><limit>100.00</limit><reserved>0.50</reserved></doc>".to_owned()
        }
        "vds" => list(ordered.as_ref()),
        "vds.edit" => match of("elid") {
            "7100001" => "<doc func=\"vds.edit\"><elid>7100001</elid><domain>old.example.ru</domain></doc>".to_owned(),
            other => error("missed", "item", &format!("no item {other}")),
        },
        "cart" => "<doc func=\"cart\"><list name=\"lineitems\"/></doc>".to_owned(),
        function if function == order && of("sok") == "ok" => {
            *ordered = Some(given.clone());
            let id = if dialect == "billmanager4" { "" } else { "<id>7100042</id>" };
            format!("<doc>{id}<ok/></doc>")
        }
        function if function == order => {
            let button = if dialect == "billmanager6" { "order" } else { "finish" };
            form(function, button, "")
        }
        other => error("missed", other, "no such function"),
    }
}

fn list(ordered: Option<&Parameters>) -> String {
    let row = |id: &str, domain: &str, key: &str| {
        format!(
            "<elem><id>{id}</id><domain>{domain}</domain><remoteid>{key}</remoteid><pricelist_id>71820</pricelist_id>\
             <item_status orig=\"2\">Active</item_status><pricelist>Small</pricelist></elem>"
        )
    };
    let mut rows = row("7100001", "old.example.ru", "");
    let of = |name: &str| ordered.and_then(|given| given.get(name)).map_or("", String::as_str);
    if ordered.is_some() {
        rows += &row("7100042", of("domain"), of("remoteid"));
    }
    let count = 1 + usize::from(ordered.is_some());
    format!("<doc func=\"vds\">{rows}<p_elems>{count}</p_elems></doc>")
}

/// A table for such a panel.
pub fn table(dialect: &str) -> String {
    let no_renew = if dialect == "billmanager6" { "off" } else { "null" };
    format!(
        "format = 1\nname = \"mine\"\ntitle = \"Mine\"\npanel = \"https://panel.example/billmgr\"\n\
         dialect = \"{dialect}\"\nskipbasket = true\nas_of = \"2026-11\"\nunique_domains = false\nauto_renew = false\n\
         no_renew = \"{no_renew}\"\nagreement = \"terms\"\ncurrency = \"RUB\"\nvat = \"included\"\n\
         fixed = {{ licence_agreement = \"on\" }}\n\
         [[template]]\nname = \"Debian-13-amd64\"\n\
         [[tariff]]\nname = \"Small\"\nid = 71820\ndatacenter = 3\nperiods = [1, 3]\n\
         disk = {{ addon = 71821, default = 20 }}\n"
    )
}

/// A desk with `mine.toml` and a sheet for it.
pub fn desk(dialect: &str) -> Desk {
    let desk = Desk::new().file("mine.toml", table(dialect).as_bytes());
    desk.file("orders.csv", b"Tariff;Period;Domain;OS template\nSmall;1;web-1.example.ru;Debian-13-amd64\n")
}
