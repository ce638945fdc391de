//! Hostile text in every place that comes from outside, through every command that shows it, in both languages: nothing
//! that is shown acts on a terminal, hides, or stands as a line of its own.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Mutex;

use tempfile::TempDir;
use vdsbatch::text::printable::hidden;

use crate::harness::vdsbatch;
use crate::listening::Listening;

/// What a forged line begins with.
const FORGED: &str = "vdsbatch: 40 servers confirmed";

/// Text that clears a screen, turns its direction, hides in it, and forges lines behind both signs that end one.
fn hostile() -> String {
    format!("ev\u{1b}[2J\u{9b}1mi\u{202e}l\u{200b}\u{e0041}\u{2800}\r{FORGED}\n{FORGED}\n\u{7}")
}

/// The same without controls, as files take it that allow none.
const UNSEEN: &str = "ev\u{202e}il\u{200b}\u{2066}\u{e0041}\u{2800}\u{2028}";

/// The same as TOML writes it between quotes.
fn toml(text: &str) -> String {
    text.chars().map(|c| if hidden(c) { format!("\\U{:08X}", u32::from(c)) } else { c.to_string() }).collect()
}

/// The same as XML writes it.
fn xml(text: &str) -> String {
    text.chars().map(|c| if hidden(c) { format!("&#{};", u32::from(c)) } else { c.to_string() }).collect()
}

/// What the panel answers: to an order, to a list, and to everything else.
#[derive(Clone, Default)]
struct Answers {
    order: String,
    list: String,
    other: String,
}

/// A folder of somebody, a panel that says what it is told to, and what was shown that must not be.
struct Walk {
    dir: TempDir,
    panel: Listening,
    faults: Mutex<Vec<String>>,
    walked: Mutex<usize>,
}

impl Walk {
    fn new(answers: Answers) -> Self {
        let panel = Listening::start(move |stream| while answer(&stream, &answers).is_some() {});
        let dir = tempfile::tempdir().expect("a folder");
        let walk = Self { dir, panel, faults: Mutex::default(), walked: Mutex::default() };
        let csv = "Tariff;Period;Domain;OS template\nKVM Ferrum;1;a1.example.ru;Debian-7-x86_64-minimal\n";
        walk.file("orders.csv", csv.as_bytes());
        walk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), content).expect("a file");
        self.path(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = vdsbatch();
        command.current_dir(self.dir.path()).args(words).env("VDSBATCH_PASSWORD", "orchid");
        command
    }

    /// The account's part of a command.
    fn account(&self) -> [String; 6] {
        let url = format!("http://{}/billmgr", self.panel.address());
        ["--panel", &url, "--account", "anna", "--ledger", "ledgers"].map(str::to_owned)
    }

    /// Runs it in both languages.
    fn goes(&self, make: impl Fn() -> Command) -> Vec<Output> {
        ["en", "ru"].map(|lang| self.look(make().args(["--lang", lang, "--color", "never"]))).into()
    }

    /// Runs a command of these words for the account.
    fn asks(&self, words: &[&str]) -> Vec<Output> {
        self.goes(|| {
            let mut command = self.command(words);
            command.args(self.account());
            command
        })
    }

    /// Runs it once, and looks at all that it shows.
    fn look(&self, command: &mut Command) -> Output {
        let shown = format!("{command:?}");
        let output = command.output().expect("it runs");
        *self.walked.lock().expect("a lock") += 1;
        let mut faults = self.faults.lock().expect("a lock");
        for stream in [&output.stdout, &output.stderr] {
            // A workbook is none of a terminal's.
            if stream.starts_with(b"PK") {
                continue;
            }
            let text = String::from_utf8(stream.clone()).expect("text");
            for line in text.split('\n') {
                let bad: Vec<String> =
                    line.chars().filter(|c| hidden(*c)).map(|c| c.escape_default().to_string()).collect();
                let is_forged = line.trim_start().starts_with(FORGED);
                if !bad.is_empty() || is_forged {
                    faults.push(format!("{shown}\n    {bad:?} forged {is_forged}: {line:?}"));
                }
            }
            if text.contains("panicked at") {
                faults.push(format!("{shown}\n{text}"));
            }
        }
        output
    }

    /// What shows what a ledger knows.
    fn tells(&self) {
        for verb in
            [&["runs"][..], &["report", "last", "-o", "-"], &["show", "a1.example.ru"], &["decisions"], &["account"]]
        {
            self.asks(verb);
            self.asks(&[verb, &["--format", "json"]].concat());
        }
        self.asks(&["reconcile"]);
        self.asks(&["support", "-o", "-"]);
    }

    /// What takes words of a person, or what it writes into files.
    fn decides(&self) {
        for verb in [
            &["report", "last"][..],
            &["report", "last", "--cost-centre", &hostile()],
            &["report", "--since", "2026-01-01", "--cost-centre", &hostile(), "-o", "book.xlsx"],
            &["ledger", "check"],
            &["ledger", "where"],
            &["ledger", "backup", &hostile()],
            &["resolve", "a1.example.ru", "--ordered", &hostile(), "--reason", &hostile()],
            &["adopt", &hostile(), "17", "--reason", &hostile()],
            &["release", "a1.example.ru", "--reason", &hostile()],
            &["report", &hostile()],
            &["show", &hostile()],
            &["--profile", &hostile(), "config", "show"],
        ] {
            self.asks(verb);
        }
    }

    fn ends(self, least: usize) {
        let faults = self.faults.into_inner().expect("a lock");
        let walked = self.walked.into_inner().expect("a lock");
        assert!(faults.is_empty(), "{} faults in {walked} runs\n{}", faults.len(), faults.join("\n"));
        assert!(walked >= least, "{walked}");
    }
}

/// Answers one request; none when the connection is over.
fn answer(mut stream: &TcpStream, answers: &Answers) -> Option<()> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    let body = loop {
        let read = stream.read(&mut piece).ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        if body.len() >= length.unwrap_or(0) {
            break body.to_owned();
        }
    };
    let said = match () {
        () if body.contains("func=vds.order") => &answers.order,
        () if body.contains("func=vds&") || body.ends_with("func=vds") => &answers.list,
        () => &answers.other,
    };
    let head = format!("HTTP/1.1 200 X\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n", said.len());
    stream.write_all((head + said).as_bytes()).ok()
}

fn empty() -> String {
    "<doc><p_elems>0</p_elems></doc>".to_owned()
}

fn rich() -> String {
    "<doc><balance>1000000.00</balance><currency>RUB</currency></doc>".to_owned()
}

#[test]
fn what_a_panel_says_is_text() {
    let evil = xml(&hostile());
    let elem = format!(
        "<doc><elem><id>{evil}</id><domain>{evil}</domain><item_status>{evil}</item_status><pricelist>{evil}</pricelist>\
         <ostempl>{evil}</ostempl><expiredate>{evil}</expiredate><cost>{evil}</cost></elem><p_elems>1</p_elems></doc>"
    );
    let listed = format!(
        "<doc><elem><id>17</id><domain>a1.example.ru</domain><item_status>2</item_status><pricelist>{evil}</pricelist>\
         <ostempl>{evil}</ostempl><expiredate>{evil}</expiredate><cost>{evil}</cost></elem><p_elems>1</p_elems></doc>"
    );
    let refused = format!("<doc><error code=\"4\" obj=\"{evil}\" val=\"{evil}\">{evil}</error></doc>");
    let of_today = format!("<doc><error type=\"{evil}\" object=\"{evil}\"><msg>{evil}</msg></error></doc>");
    let leads = format!("<doc><ok type=\"form\">{evil}</ok></doc>");
    let account = format!("<doc><balance>{evil}</balance><currency>{evil}</currency></doc>");
    for (order, list, other) in [
        (&refused, &empty(), &rich()),
        (&leads, &empty(), &rich()),
        (&of_today, &empty(), &account),
        (&of_today, &elem, &rich()),
        (&of_today, &listed, &refused),
        (&leads, &of_today, &rich()),
    ] {
        let walk = Walk::new(Answers { order: order.clone(), list: list.clone(), other: other.clone() });
        walk.asks(&["process", "orders.csv", "--yes"]);
        walk.asks(&["process", "orders.csv", "--yes", "--format", "json", "-o", "-"]);
        walk.tells();
        walk.ends(20);
    }
}

/// The bundled table with this text instead of one thing that is named in it, for each such thing.
fn tables(text: &str) -> Vec<String> {
    let bundled = include_str!("../../src/catalog/ihor.toml");
    let (text, name) = (toml(text), toml(UNSEEN));
    let one = |old: &str, new: String| {
        assert!(bundled.contains(old), "{old}");
        bundled.replace(old, &new)
    };
    vec![
        one("title = \"Ihor\"", format!("title = \"{text}\"")),
        one("as_of = \"2016-07\"", format!("as_of = \"{text}\"")),
        one("agreement = \"", format!("agreement = \"{text}")),
        one("name = \"KVM Ferrum\"", format!("name = \"KVM {text}\"")),
        one("name = \"KVM Ferrum\"", format!("name = \"KVM {name}\"")),
        one("name = \"Debian-7-x86_64-minimal\"", format!("name = \"Debian {name}\"")),
        one("unit = \"GB\"", format!("unit = \"{text}\"")),
    ]
}

#[test]
fn what_a_table_says_is_text() {
    let walk = Walk::new(Answers { order: "<doc><ok/></doc>".to_owned(), list: empty(), other: rich() });
    for content in tables(&hostile()) {
        walk.file("table.toml", content.as_bytes());
        for words in [
            &["check", "orders.csv"][..],
            &["check", "orders.csv", "--format", "json"],
            &["process", "orders.csv", "--dry-run"],
            &["process", "orders.csv", "--yes"],
        ] {
            walk.asks(&[words, &["--catalog", "./table.toml"]].concat());
        }
        walk.goes(|| walk.command(&["catalog", "show", "./table.toml"]));
        walk.goes(|| walk.command(&["catalog", "show", "./table.toml", "--format", "json"]));
    }
    walk.tells();
    walk.ends(80);
}

/// A workbook with hostile headers and cells, on sheets of such names.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["a\u{202e}b\u{200b}", "c\u{2066}d\u{e0041}"] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        let evil = hostile();
        let headers = ["Tariff", "Period", "Domain", "OS template", "Count", "Disk", "Cost centre", &evil];
        for (col, header) in (0..).zip(headers) {
            sheet.write(0, col, header).expect("a cell");
            for row in 1..4 {
                sheet.write(row, col, &evil).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn what_a_sheet_says_is_text() {
    let walk = Walk::new(Answers { order: "<doc><ok/></doc>".to_owned(), list: empty(), other: rich() });
    walk.file("orders.xlsx", &workbook());
    let evil = format!("\"{}\"", hostile());
    let lines = format!(
        "Tariff;Period;Domain;OS template;Cost centre;Comment;Reference;{evil}\n\
         {evil};{evil};{evil};{evil};{evil};{evil};{evil};{evil}\n\
         KVM Ferrum;1;a1.example.ru;Debian-7-x86_64-minimal;{evil};{evil};{evil};{evil}\n"
    );
    walk.file("orders.csv", lines.as_bytes());
    walk.file("strange.csv", format!("{evil};{evil}\n{evil};{evil}\n").as_bytes());
    for sheet in ["orders.csv", "orders.xlsx", "strange.csv"] {
        for more in [&[][..], &["--format", "json"], &["--sheet", "a\u{202e}b\u{200b}"], &["--sheet", &hostile()]] {
            walk.goes(|| walk.command(&[&["check", sheet], more].concat()));
        }
        walk.asks(&["process", sheet, "--dry-run", "--only-valid"]);
        walk.asks(&["process", sheet, "--yes", "--only-valid"]);
        walk.asks(&["process", sheet, "--yes", "--only-valid", "--format", "json", "-o", "-"]);
    }
    walk.tells();
    walk.decides();
    walk.ends(80);
}

#[cfg(unix)]
#[test]
fn what_files_and_people_are_called_is_text() {
    let walk = Walk::new(Answers { order: "<doc><ok/></doc>".to_owned(), list: empty(), other: rich() });
    let folder = walk.path(&hostile());
    std::fs::create_dir(&folder).expect("a folder");
    let sheet = folder.join(format!("{}.csv", hostile()));
    std::fs::copy(walk.path("orders.csv"), &sheet).expect("a sheet");
    std::fs::write(folder.join(".~lock"), "").expect("a file");
    let named = |words: &[&str], path: &std::path::Path, more: &[&str]| {
        let mut command = walk.command(words);
        command.arg(path).args(more);
        for name in ["USER", "LOGNAME", "USERNAME", "SUDO_USER", "TZ", "HOSTNAME"] {
            command.env(name, hostile());
        }
        let [panel, url, ..] = walk.account();
        command.args([panel, url]).arg("--ledger").arg(&folder).args(["--account", "anna"]);
        command
    };
    for path in [&sheet, &folder, &folder.join("none.csv"), &walk.path("none.csv")] {
        walk.goes(|| {
            let mut command = walk.command(&["check"]);
            command.arg(path);
            command
        });
        walk.goes(|| named(&["process"], path, &["--dry-run"]));
        walk.goes(|| named(&["process"], path, &["--yes"]));
        walk.goes(|| named(&["process"], path, &["--yes", "--password-file", "none\u{202e}\n"]));
        walk.goes(|| named(&["process"], path, &["--yes", "--ca-file", "none\u{202e}\n"]));
        walk.goes(|| named(&["process"], path, &["--yes", "--log", "none\u{202e}/\n"]));
        walk.goes(|| named(&["--config"], path, &["config", "show"]));
        walk.goes(|| named(&["--config"], path, &["runs"]));
        walk.goes(|| named(&["--catalog"], path, &["runs"]));
        walk.goes(|| named(&["catalog", "show"], path, &[]));
    }
    for words in [
        &["runs"][..],
        &["runs", "--format", "json"],
        &["report", "last"],
        &["show", "a1.example.ru"],
        &["decisions"],
        &["ledger", "where"],
        &["ledger", "check"],
        &["ledger", "recover", "--yes"],
        &["reconcile"],
        &["account"],
    ] {
        let ran = walk.goes(|| named(words, std::path::Path::new("--verbose"), &[]));
        let is_place = words == ["ledger", "where"];
        assert!(!is_place || String::from_utf8_lossy(&ran[0].stdout).contains(r"/ev\u{1b}[2J"), "{ran:?}");
    }
    let evil = hostile();
    for words in [
        &["process", "orders.csv", "--panel", evil.as_str(), "--yes"][..],
        &["process", "orders.csv", "--panel", "https://e\u{202e}vil.example/\u{200b}", "--account", "anna", "--yes"],
        &["process", evil.as_str()],
        &["explain", evil.as_str()],
        &["schema", evil.as_str()],
        &[evil.as_str()],
        &["check", "orders.csv", "--format", evil.as_str()],
        &["check", "orders.csv", "--encoding", evil.as_str()],
        &["check", "orders.csv", "--cost-centre", evil.as_str()],
        &["process", "orders.csv", "--max-total", evil.as_str()],
        &["help", evil.as_str()],
        &["profile", "show", evil.as_str()],
        &[
            "generate",
            "--tariff",
            evil.as_str(),
            "--template",
            evil.as_str(),
            "--period",
            "1",
            "--domains",
            evil.as_str(),
        ],
        &[
            "generate",
            "--tariff",
            "KVM Ferrum",
            "--template",
            "Debian-7-x86_64-minimal",
            "--period",
            "1",
            "--cost-centre",
            evil.as_str(),
            "--domains",
            "a{n}.example.ru",
            "--count",
            "2",
        ],
    ] {
        walk.goes(|| walk.command(words));
    }
    walk.ends(100);
}

#[test]
fn what_settings_and_the_holder_of_a_ledger_say_is_text() {
    let walk = Walk::new(Answers { order: "<doc><ok/></doc>".to_owned(), list: empty(), other: rich() });
    let evil = toml(&hostile());
    for key in
        ["panel", "account", "catalog", "lang", "ledger", "jobs", "ca_file", "password_file", &format!("\"{evil}\"")]
    {
        let profile = format!("{key} = \"{evil}\"\n[profile.\"{evil}\"]\naccount = \"{evil}\"\n");
        walk.file("config.toml", profile.as_bytes());
        walk.file("broken.toml", format!("{key} = \"{}\n", hostile()).as_bytes());
        for file in ["config.toml", "broken.toml"] {
            for words in [
                &["config", "show"][..],
                &["config", "show", "--format", "json"],
                &["profile", "list"],
                &["runs"],
                &["process", "orders.csv", "--yes"],
                &["process", "orders.csv", "--yes", "--profile", &hostile()],
            ] {
                walk.goes(|| walk.command(&[&["--config", file], words].concat()));
            }
        }
    }
    walk.asks(&["process", "orders.csv", "--yes"]);
    let ledger = std::fs::read_dir(walk.path("ledgers")).expect("ledgers").next().expect("one").expect("one").path();
    let evil = serde_json::to_string(&hostile()).expect("JSON");
    let holder = format!("{{\"pid\":1,\"host\":{evil},\"program\":{evil},\"since\":\"2026-11-24T12:00:00Z\"}}");
    std::fs::write(ledger.join("holder.json"), holder).expect("a file");
    let lock = std::fs::File::options().write(true).open(ledger.join("ledger.lock")).expect("a lock");
    lock.lock().expect("nobody has it");
    let held = walk.asks(&["process", "orders.csv", "--yes"]);
    assert!(String::from_utf8_lossy(&held[0].stderr).contains(r"`ev\u{1b}[2J"), "{held:?}");
    walk.asks(&["process", "orders.csv", "--yes", "--lock-timeout", "1"]);
    walk.tells();
    walk.decides();
    walk.ends(200);
}
