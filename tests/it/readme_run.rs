//! Every command of the README, run as printed: at practice panels, in the order of the page.
//!
//! Names that stand for the reader's own (`LOGIN`, `anna`, `panel.example`) are those of a practice panel here, and what the
//! reader has at hand (filled sheets, a file with the password) is there. Nobody sits at a terminal: what asks a person
//! ends by saying so.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use vdsbatch::panel::practice::Settings;

use crate::canary::CANARY;
use crate::harness::{Desk, vdsbatch};
use crate::readme::{README, words};

/// How an example ends that does not end by 0, and why. The first that an example begins with counts.
const ENDS: &[(&str, i32, &str)] = &[
    ("check samples/mistakes.xlsx", 3, "the sheet is made of mistakes"),
    ("process orders.xlsx --approved 7Q4M-0KXD-92VB", 6, "the plan is another one"),
    ("process orders.xlsx --account LOGIN --approved 7Q4M-0KXD-92VB", 6, "the plan is another one"),
    ("resolve web-7.example.ru", 1, "nothing is in doubt"),
    ("resolve web-8.example.ru", 1, "nothing is in doubt"),
    ("release old.example.ru", 1, "there is no such order"),
    ("release --id 123459", 1, "there is no such service"),
    ("adopt web-9.example.ru", 1, "there is no such service"),
    ("reconcile 20261124T120000Z-0001", 1, "there is no such run"),
    ("process orders.xlsx --sandbox --catalog demo5", 3, "the sheet is filled for another table"),
];

/// What runs until somebody interrupts it: it is looked at until it says where it is.
const LASTING: &[&str] = &["sandbox --port", "sandbox --dialect", "sandbox --catalog"];

/// What other tests run: it speaks to a panel on a port of its own, which may be taken here.
const ELSEWHERE: &[&str] = &["process samples/orders.xlsx --panel http://127.0.0.1:8080/billmgr"];

/// What a reader has at hand.
struct Reader {
    desk: Desk,
    /// The tariff, the template, and the table that has them.
    sells: [&'static str; 3],
}

impl Reader {
    fn new(table: &'static str, tariff: &'static str, template: &'static str) -> Self {
        let reader = Self { desk: Desk::of(table, Settings::default()), sells: [tariff, template, table] };
        std::fs::create_dir(reader.desk.path("samples")).expect("a folder");
        for sample in ["orders.xlsx", "mistakes.xlsx"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
            std::fs::copy(from, reader.desk.path("samples").join(sample)).expect("a sample");
        }
        reader.desk.secrets_in("secret.txt", format!("{CANARY}\n").as_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let private = std::fs::Permissions::from_mode(0o600);
            std::fs::set_permissions(reader.desk.path("secret.txt"), private).expect("a mode");
        }
        let sheets = [("orders.xlsx", "8"), ("orders.csv", "8"), ("one.xlsx", "1"), ("november.xlsx", "2"), ("december.xlsx", "2")];
        for (name, count) in sheets {
            reader.filled(name, count);
        }
        reader.settings();
        let practised = ["process", "one.xlsx", "--sandbox", "--sandbox-dir", "practice", "--yes", "--catalog", table];
        reader.desk.run(reader.command(&[]).args(practised)).exits(0);
        reader
    }

    /// A sheet that the reader has filled.
    fn filled(&self, name: &str, count: &str) {
        let [tariff, template, table] = self.sells;
        let stem = name.split('.').next().expect("a name").replace("orders", "web");
        let domain = format!("{stem}-{{n}}.example.ru");
        let typed = ["generate", "--catalog", table, "--tariff", tariff, "--template", template, "--period", "1"];
        let mut command = self.command(&[]);
        command.args(typed).args(["--domain", &domain, "--count", count, "--cost-centre", "Shop", "-o", name]);
        self.desk.run(&mut command).exits(0);
    }

    /// The settings that the administrator made, without profiles.
    fn settings(&self) {
        let folder = self.desk.path("settings/vdsbatch");
        std::fs::create_dir_all(&folder).expect("a folder");
        let text = format!("account = \"practice\"\npanel = \"{}\"\n", self.desk.panel.url());
        std::fs::write(folder.join("config.toml"), text).expect("a file");
    }

    fn command(&self, typed: &[String]) -> Command {
        let mut command = vdsbatch();
        command.args(typed).current_dir(self.desk.dir.path());
        command.env("XDG_CONFIG_HOME", self.desk.path("settings")).env("APPDATA", self.desk.path("settings"));
        command.env("VDSBATCH_LEDGER", self.desk.path("ledgers")).env("VDSBATCH_PASSWORD", CANARY);
        command
    }

    /// What is typed for an example: words, and the file that comes on standard input.
    fn typed<'e>(&self, example: &'e str) -> (Vec<String>, Option<&'e str>) {
        let (example, piped) = example.split_once(" < ").map_or((example, None), |(typed, file)| (typed, Some(file)));
        let example = example.replace("https://panel.example/billmgr", &self.desk.panel.url());
        (words(&example.replace("LOGIN", "practice").replace("anna", "practice")), piped)
    }

    /// Runs an example and says how it ended, if otherwise than it should.
    fn tried(&self, example: &str) -> Option<String> {
        let (typed, piped) = self.typed(example);
        if typed.first().is_some_and(|verb| verb == "template") && typed.contains(&"orders.xlsx".to_owned()) {
            // The reader fills it then.
            std::fs::remove_file(self.desk.path("orders.xlsx")).expect("removed");
            self.desk.run(&mut self.command(&typed)).exits(0);
            std::fs::remove_file(self.desk.path("orders.xlsx")).expect("made");
            self.filled("orders.xlsx", "8");
            return None;
        }
        if let Some(at) = typed.iter().position(|word| word == "-o") {
            let _ = std::fs::remove_file(self.desk.path(&typed[at + 1]));
        }
        if typed.starts_with(&["profile".to_owned(), "add".to_owned()]) {
            self.settings();
        }
        let mut command = self.command(&typed);
        if LASTING.iter().any(|lasting| example.starts_with(lasting)) && !example.contains("help") {
            return lasts(&mut command).map(|said| format!("{example}: {said}"));
        }
        if let Some(file) = piped {
            command.stdin(std::fs::File::open(self.desk.path(file)).expect("a file"));
        }
        let ran = self.desk.run(&mut command);
        let wanted = ENDS.iter().find(|(begins, ..)| example.starts_with(begins)).map_or(0, |(_, code, _)| *code);
        let asks = ran.stderr.contains("G114 ");
        (ran.code != Some(wanted) && !(ran.code == Some(6) && asks))
            .then(|| format!("{example}\n  exits {:?} instead of {wanted}:\n{}{}", ran.code, ran.stdout, ran.stderr))
    }
}

/// Starts what goes on until it is interrupted, and ends it once it says where it is; what it says otherwise.
fn lasts(command: &mut Command) -> Option<String> {
    // Another program may have the port of the example.
    let port: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    if let Some(at) = port.iter().position(|word| word == "--port").filter(|at| port[at + 1] != "0") {
        let mut free = vdsbatch();
        free.args(&port[..at]).args(["--port", "0"]).args(&port[at + 2..]);
        free.current_dir(command.get_current_dir().expect("a folder"));
        return lasts(&mut free);
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let mut said = String::new();
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
    while !said.contains("http://127.0.0.1:") && lines.read_line(&mut said).expect("text") > 0 {}
    child.kill().expect("it goes on");
    child.wait().expect("it ends");
    (!said.contains("http://127.0.0.1:")).then_some(said)
}

/// The examples of the README: what stands behind `vdsbatch `.
fn examples() -> Vec<String> {
    let page = README.replace("\\\n", " ");
    let example = |line: &str| {
        let (before, command) = line.split_once("vdsbatch ")?;
        let is_example = before.starts_with("    ") && !before.contains("cargo");
        is_example.then(|| command.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    page.lines().filter_map(example).collect()
}

#[test]
fn every_example_of_the_readme_ends_as_it_says() {
    let old = Reader::new("ihor", "KVM Ferrum", "Debian-7-x86_64-minimal");
    let today = Reader::new("demo6", "Demo Cloud", "Debian-13-amd64");
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for example in examples() {
        if ELSEWHERE.iter().any(|elsewhere| example.starts_with(elsewhere)) {
            continue;
        }
        // The reader's own provider has a panel of today.
        let own = ["panel.example", "profile", "my-provider", "catalog check"];
        let is_own = own.iter().any(|own| example.contains(own)) && !example.contains("web.xlsx");
        wrong.extend(if is_own { &today } else { &old }.tried(&example));
        tried += 1;
    }
    assert!(tried > 70, "only {tried} examples were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for (begins, ..) in ENDS {
        assert!(examples().iter().any(|example| example.starts_with(begins)), "no example `{begins}`");
    }
}
