//! A desk with an account at a practice panel: sheets in, the real program run, everything seen.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use tempfile::TempDir;
use vdsbatch::account::{Account, PanelUrl};
use vdsbatch::catalog::Catalog;
use vdsbatch::ledger::{Place, glance};
use vdsbatch::order::claim::{History, Settle};
use vdsbatch::order::clock::{Boot, Clocks, Moment};
use vdsbatch::order::plan::Rules;
use vdsbatch::panel::practice::{Sandbox, Settings};

use crate::canary::{Finds, below, show_count};

pub use crate::canary::CANARY;

/// The login at the desk's panel.
pub const LOGIN: &str = "practice";

/// Programs that are started from here heed the signals that end one, however the tests were started: `nohup`, or a shell
/// in the background, leaves some ignored, and whoever is started by a process that heeds one begins with none ignored.
#[cfg(unix)]
pub fn heed_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        for signal in ignored_among(&[SIGHUP, SIGINT, SIGQUIT, SIGTERM]) {
            signal_hook::flag::register(signal, std::sync::Arc::default()).expect("heeded");
        }
    });
}

/// Which of these signals this process ignores (`SigIgn` of proc(5): a bit for each, from 1).
#[cfg(unix)]
fn ignored_among(signals: &[i32]) -> Vec<i32> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    signals.iter().copied().filter(|signal| mask >> (signal - 1) & 1 == 1).collect()
}

/// The program, with nothing of this machine's settings.
pub fn vdsbatch() -> Command {
    #[cfg(unix)]
    heed_signals();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vdsbatch"));
    for (name, _) in std::env::vars_os() {
        // The desk says where the log goes.
        if name.to_string_lossy().starts_with("VDSBATCH_") && name != "VDSBATCH_LOG" {
            command.env_remove(name);
        }
    }
    for folder in ["XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"] {
        command.env(folder, "/nonexistent");
    }
    command.env("LC_ALL", "en_US.UTF-8").env_remove("HTTP_PROXY").env_remove("http_proxy").stdin(Stdio::null());
    command
}

/// The bundled catalogue.
pub fn catalog() -> Catalog {
    Catalog::bundled("ihor").expect("bundled").expect("sound")
}

/// A folder, a practice panel in this process, and an account at it.
///
/// Every run is logged at trace level, and the panel repeats every request in its answers. When the desk
/// is dropped, everything that the runs left is searched for the password.
pub struct Desk {
    pub dir: TempDir,
    pub panel: Sandbox,
    /// The bundled table that is ordered by.
    table: &'static str,
    url: String,
    /// The streams of the runs that ended: what was run, and what it said.
    said: Mutex<Vec<(String, Vec<u8>)>>,
    /// Files in which a person keeps the password.
    secrets: Mutex<Vec<PathBuf>>,
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let mut finds = Finds::default();
        finds.folder(self.dir.path(), &self.secrets.lock().expect("a lock"));
        for (run, said) in self.said.lock().expect("a lock").iter() {
            finds.bytes(run, said);
        }
        assert!(finds.0.is_empty(), "the password was left behind: {:#?}", finds.0);
        show_count();
    }
}

impl Desk {
    /// A desk at a well-behaved panel.
    pub fn new() -> Self {
        Self::with("")
    }

    /// A desk at a panel with faults.
    pub fn with(faults: &str) -> Self {
        Self::at(Settings { faults: faults.parse().expect("faults"), ..Settings::default() })
    }

    /// A desk at a panel of these settings, with the canary as its password.
    pub fn at(settings: Settings) -> Self {
        Self::of("ihor", settings)
    }

    /// The same at a panel that sells what a bundled table says, in its dialect.
    pub fn of(table: &'static str, settings: Settings) -> Self {
        let faults = settings.faults.clone().echoing();
        let settings = Settings { login: LOGIN.to_owned(), password: CANARY.to_owned(), faults, ..settings };
        let catalog = Catalog::bundled(table).expect("bundled").expect("sound");
        let panel = Sandbox::start(&catalog, settings).expect("a panel");
        let url = panel.url();
        let dir = tempfile::tempdir().expect("a folder");
        Self { dir, panel, table, url, said: Mutex::default(), secrets: Mutex::default() }
    }

    /// Writes `orders.csv`: lines of `tariff | period | domain`, all of them for one template.
    pub fn sheet<'r>(self, rows: impl IntoIterator<Item = &'r str>) -> Self {
        let template = if self.table == "ihor" { "Debian-7-x86_64-minimal" } else { "Debian-13-amd64" };
        let mut csv = "Tariff;Period;Domain;OS template\n".to_owned();
        for row in rows {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            writeln!(csv, "{};{template}", cells.join(";")).expect("text");
        }
        self.file("orders.csv", csv.as_bytes())
    }

    /// Writes `orders.csv` with so many valid orders, `web-1.example.ru` and so on.
    pub fn orders(self, count: usize) -> Self {
        let tariff = match self.table {
            "demo5" => "Demo KVM",
            "demo6" => "Demo Cloud",
            _ => "KVM Ferrum",
        };
        let rows: Vec<String> = (1..=count).map(|n| format!("{tariff} | 1 | web-{n}.example.ru")).collect();
        self.sheet(rows.iter().map(String::as_str))
    }

    /// Writes a file.
    pub fn file(self, name: &str, content: &[u8]) -> Self {
        std::fs::write(self.path(name), content).expect("a file");
        self
    }

    /// Writes a file with the password, as a person keeps it; the search leaves it out.
    pub fn secret(self, name: &str, content: &[u8]) -> Self {
        self.secrets.lock().expect("a lock").push(self.path(name));
        self.file(name, content)
    }

    /// The same in the course of a test.
    pub fn secrets_in(&self, name: &str, content: &[u8]) {
        self.secrets.lock().expect("a lock").push(self.path(name));
        std::fs::write(self.path(name), content).expect("a file");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The program with `process orders.csv`, the account and these arguments.
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_in("ledgers", args)
    }

    /// The same with another folder of ledgers, as another person has.
    pub fn command_in(&self, ledgers: &str, args: &[&str]) -> Command {
        let mut command = vdsbatch();
        command.arg("process").arg(self.path("orders.csv")).args(["--panel", &self.url, "--account", LOGIN]);
        if self.table != "ihor" {
            command.args(["--catalog", self.table]);
        }
        command.arg("--ledger").arg(self.path(ledgers)).args(args).env("VDSBATCH_PASSWORD", CANARY);
        self.watch(&mut command);
        command
    }

    /// Another verb for this desk's account: words, then the account and its ledger.
    pub fn verb(&self, words: &[&str]) -> Command {
        let mut command = vdsbatch();
        command.args(words).args(["--account", LOGIN, "--panel", &self.url]);
        command.arg("--ledger").arg(self.path("ledgers")).env("VDSBATCH_PASSWORD", CANARY);
        let names_table = ["reconcile", "resolve", "release", "adopt", "account"];
        if self.table != "ihor" && words.first().is_some_and(|verb| names_table.contains(verb)) {
            command.args(["--catalog", self.table]);
        }
        command.current_dir(self.dir.path());
        self.watch(&mut command);
        command
    }

    /// Runs `process orders.csv --yes` with these arguments.
    pub fn process(&self, args: &[&str]) -> Ran<'_> {
        self.run(self.command(args).arg("--yes"))
    }

    /// Runs a command to its end.
    pub fn run(&self, command: &mut Command) -> Ran<'_> {
        self.watch(command);
        let shown = format!("{command:?}");
        let output = command.output().expect("the program runs");
        let mut said = self.said.lock().expect("a lock");
        for (name, stream) in [("standard output", &output.stdout), ("standard error", &output.stderr)] {
            said.push((format!("{name} of {shown}"), stream.clone()));
        }
        drop(said);
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ran { desk: self, shown, code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Lets a run log everything and keep its temporary files here, unless it is told otherwise.
    fn watch(&self, command: &mut Command) {
        let temporary = if cfg!(windows) { "TMP" } else { "TMPDIR" };
        for (name, path) in [("VDSBATCH_LOG", self.path("trace.log")), (temporary, self.dir.path().to_owned())] {
            if !command.get_envs().any(|(known, _)| known == name) {
                command.env(name, path);
            }
        }
    }

    /// Starts `process orders.csv --yes` and leaves it running.
    pub fn start(&self, args: &[&str]) -> Child {
        self.spawn(self.command(args).arg("--yes"))
    }

    /// Starts a command whose streams go to files of the desk, which [`Desk::stderr`] reads.
    pub fn spawn(&self, command: &mut Command) -> Child {
        self.watch(command);
        let stream = |name: &str| {
            let append = File::options().create(true).append(true).open(self.path(name));
            Stdio::from(append.expect("a file"))
        };
        command.stdout(stream("spawned.out")).stderr(stream("spawned.err")).spawn().expect("the program starts")
    }

    /// Runs a command on a terminal where these lines are typed; the exit code, and what all such runs said.
    #[cfg(unix)]
    pub fn at_terminal(&self, command: &mut Command, lines: &str) -> (Option<i32>, String) {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        use std::io::Write as _;
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&master).expect("a terminal");
        unlockpt(&master).expect("a terminal");
        let name = ptsname(&master, Vec::new()).expect("a name").into_string().expect("a name");
        let end = File::options().read(true).write(true).open(&name).expect("the terminal");
        let mut master = File::from(master);
        // Behind them nothing more comes, so that nobody waits for it.
        write!(master, "{lines}\n\u{4}").expect("typed");
        let code = self.spawn(command.stdin(end)).wait().expect("it ends").code();
        (code, self.stderr())
    }

    /// What the commands that were started said on standard error.
    pub fn stderr(&self) -> String {
        std::fs::read_to_string(self.path("spawned.err")).expect("text")
    }

    /// The log of all runs.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("trace.log")).expect("a log")
    }

    /// What the account's ledger knows.
    pub fn history(&self) -> History {
        glance(&self.place()).expect("a ledger")
    }

    /// Where the account's ledger is.
    pub fn place(&self) -> Place {
        let account = Account { panel: PanelUrl::parse(&self.url).expect("an address"), login: LOGIN.to_owned() };
        Place::of_account(&self.path("ledgers"), &account)
    }

    /// Every file below the desk's folder.
    pub fn files(&self) -> Vec<PathBuf> {
        below(self.dir.path())
    }
}

/// A run that ended, and what is expected of it. Every failure shows all of it.
pub struct Ran<'d> {
    desk: &'d Desk,
    shown: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran<'_> {
    /// The exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }

    /// Something on either stream.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text) || self.stderr.contains(text), "no `{text}`\n{self}");
        self
    }

    /// Exactly these domains exist at the panel now.
    #[track_caller]
    pub fn ordered<const N: usize>(self, domains: [&str; N]) -> Self {
        let mut domains = domains.map(str::to_owned).to_vec();
        domains.sort();
        assert_eq!(self.desk.panel.record().domains(), domains, "{self}");
        self
    }

    /// So many order requests came to the panel in all.
    #[track_caller]
    pub fn order_requests(self, count: usize) -> Self {
        assert_eq!(self.desk.panel.record().orders.len(), count, "{self}");
        self
    }

    /// So many requests of any kind came to the panel in all.
    #[track_caller]
    pub fn requests(self, count: u64) -> Self {
        assert_eq!(self.desk.panel.record().requests, count, "{self}");
        self
    }

    /// A file of this name was written.
    #[track_caller]
    pub fn leaves(self, name: &str) -> Self {
        assert!(self.desk.path(name).exists(), "no {name}\n{self}");
        self
    }

    /// The last of the files that this name leads to: of several runs, each later one carries its time.
    pub fn last_of(&self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').expect("an ending");
        let names = self.desk.files().into_iter().filter_map(|file| Some(file.file_name()?.to_str()?.to_owned()));
        let later = |file: &String| {
            let rest = file.strip_prefix(stem)?.strip_suffix(ending)?.strip_suffix('.')?;
            // The files of one minute are numbered.
            let (minute, number) = rest.split_at_checked(16).unwrap_or((rest, ""));
            Some((minute.to_owned(), number.trim_matches([' ', '(', ')']).parse::<u32>().unwrap_or(0)))
        };
        let mut names: Vec<_> = names.filter_map(|file| Some((later(&file)?, file))).collect();
        names.sort();
        names.pop().unwrap_or_else(|| panic!("no {name}\n{self}")).1
    }

    /// The cells of a sheet of a workbook that was left, as text, row by row.
    pub fn workbook(&self, name: &str, sheet: &str) -> Vec<Vec<String>> {
        use calamine::Reader;
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook(self.desk.path(name)).unwrap_or_else(|error| panic!("{error}\n{self}"));
        let range = book.worksheet_range(sheet).unwrap_or_else(|error| panic!("{error}\n{self}"));
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }
}

impl std::fmt::Display for Ran<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { shown, code, stdout, stderr, desk } = self;
        writeln!(f, "$ {shown}\nexit {code:?}\n--- stdout\n{stdout}--- stderr\n{stderr}--- files")?;
        desk.files().iter().try_for_each(|file| writeln!(f, "{}", file.display()))?;
        writeln!(f, "--- panel\n{:#?}", desk.panel.record())
    }
}

/// Valid orders for `web-1.example.ru`, `web-2.example.ru` and so on, as the check makes them.
pub fn orders(count: u32) -> Vec<vdsbatch::order::Order> {
    orders_of("KVM Ferrum", "1", "web-{n}.example.ru", count)
}

/// Valid orders of a tariff, a period and a pattern.
pub fn orders_of(tariff: &str, period: &str, pattern: &str, count: u32) -> Vec<vdsbatch::order::Order> {
    use vdsbatch::check::{Judgement, sheet};
    use vdsbatch::sheet::{Cell, Col, Field, Row, RowNo};
    let count = count.to_string();
    let cells = [
        (Field::Tariff, tariff),
        (Field::Template, "Debian-7-x86_64-minimal"),
        (Field::Period, period),
        (Field::Domain, pattern),
        (Field::Count, &count),
    ];
    let layout = layout(cells.map(|(field, _)| field));
    let cells = (0..).zip(cells).map(|(at, (_, text))| (Col::from_index(at), Cell::text(text))).collect();
    let row = Row { no: RowNo::from_index(1), cells };
    let judged = sheet(&catalog(), &layout, None, vec![row]).judged.remove(0);
    let Judgement::Orders(orders) = judged.judgement else { panic!("{judged:?}") };
    orders
}

/// A layout with these fields from column A on, header in row 1.
pub fn layout(fields: impl IntoIterator<Item = vdsbatch::sheet::Field>) -> vdsbatch::sheet::Layout {
    use vdsbatch::sheet::{Col, Column, Layout, Role, RowNo};
    let column = |(at, field): (u16, vdsbatch::sheet::Field)| Column {
        col: Col::from_index(at),
        header: field.header().0.to_owned(),
        role: Role::Field(field),
        unit: None,
    };
    let columns = (0..).zip(fields).map(column).collect();
    Layout { sheet: Some("Orders".to_owned()), header_row: RowNo::from_index(0), columns, russian: false }
}

/// A run that orders these, as it stands before anything is sent.
pub fn run_of(orders: &[vdsbatch::order::Order]) -> vdsbatch::run::Run {
    use vdsbatch::order::{Outcome, Status};
    use vdsbatch::run::{CatalogFacts, Facts, Line, Run};
    use vdsbatch::sheet::input::Input;
    let catalog = catalog();
    let line = |order: &vdsbatch::order::Order| Line {
        row: order.row,
        server: order.server,
        name: order.domain.unicode(),
        order: Some(order.clone()),
        outcome: Outcome::new(Status::Ready),
    };
    Run {
        facts: Facts {
            id: "20261124T120000Z-0001".to_owned(),
            started: "2026-11-24T12:00:00Z".parse().expect("a time"),
            account: None,
            sandbox: false,
            no_list: false,
            dry_run: false,
            approved: None,
            rows: None,
            operator: "anna".to_owned(),
            host: "desk".to_owned(),
            zone: None,
            version: "0".to_owned(),
            input: Input {
                file: "orders.csv".to_owned(),
                sha256: "0".repeat(64),
                format: "csv".to_owned(),
                layout: layout([]),
            },
            catalog: CatalogFacts {
                name: catalog.name,
                title: catalog.title,
                as_of: catalog.as_of,
                currency: catalog.currency,
                vat: catalog.vat,
                vat_rate: catalog.vat_rate,
                units: vdsbatch::sheet::PerAmount::default(),
                comparable: catalog.protocol.is_comparable(),
            },
            lang: vdsbatch::text::lang::Lang::En,
            company: Vec::new(),
            knows: vdsbatch::run::Knows::Ledger,
        },
        servers: orders.len() as u64,
        rows: Vec::new(),
        notes: Vec::new(),
        lines: orders.iter().map(line).collect(),
        enquiry: None,
        approval: None,
        end: None,
        trail: vdsbatch::run::Trail::default(),
    }
}

/// Every source file by its path below `src`, without its tests.
pub fn sources() -> std::collections::BTreeMap<String, String> {
    fn below(folder: &Path, root: &Path, found: &mut std::collections::BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, root, found);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).expect("a file");
                let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                found.insert(name, text);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = std::collections::BTreeMap::new();
    below(&root, &root, &mut found);
    found
}

/// An order as a run claims it, for tests that send without one. It lives as long as the process.
pub fn claimed(order: &vdsbatch::order::Order) -> &'static vdsbatch::order::claim::Claiming {
    let claiming = vdsbatch::order::claim::Claiming {
        order: order.clone(),
        listed_before: Vec::new(),
        again: false,
        key: None,
        cart_item: None,
    };
    Box::leak(Box::new(claiming))
}

/// This moment, by every clock of this machine.
pub fn now() -> Moment {
    vdsbatch::host::clock::now(None)
}

/// A moment of a world whose clocks agree, so long after its beginning.
pub fn moment(at: jiff::Timestamp) -> Moment {
    let millis = u64::try_from(at.as_millisecond()).expect("a time after 1970");
    Moment { at, clocks: Clocks { boot: Some(Boot { id: "world".to_owned(), millis }), panel: None } }
}

/// The rules of a panel that keeps domains unique and has a list.
pub fn rules() -> Rules {
    Rules { settle: Settle::default(), unique: true, listed: true, after_refusal: Rules::AFTER_REFUSAL }
}
