//! Orders from the sheet to the workbook, and what is asked of the ledger afterwards, at several sizes.
//!
//! Run with `cargo bench --locked --bench orders`, or one part of it: `-- starts`, `rates` or `sizes`. `VDSBATCH_BENCH_ORDERS=N` sets the largest run (10,000), and each
//! size of a tenth down to 1,000 is run before it; `VDSBATCH_BENCH_PROGRAM=FILE` measures another build. The panel is this bench's own and answers at once, or after a delay.
//! The peer keeps no ledger, looks at nothing and opens a connection for each order, as a loop around `curl` does.
//! Both sides run in turn, and ratios of their medians are printed, since a machine's speed drifts. No figure is asserted.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[path = "../measure/mod.rs"]
mod measure;
mod panel;

use measure::{Spent, children, spent};
use panel::Panel;

const ROUNDS: usize = 3;

/// How many orders are under way at a time.
const JOBS: usize = 64;

fn main() {
    let most = std::env::var("VDSBATCH_BENCH_ORDERS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let asked: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|one| one == part);
    if is_asked("starts") {
        starts();
    }
    if is_asked("rates") {
        rates();
    }
    if is_asked("sizes") {
        sizes(most);
    }
}

fn say(line: &str) {
    drop(writeln!(std::io::stdout(), "{line}"));
}

/// What the program takes that does nearly nothing, beside a program that does nothing.
fn starts() {
    let desk = Desk::new(40);
    let mut nothing = Command::new(if cfg!(windows) { "where" } else { "true" });
    if cfg!(windows) {
        nothing.arg("where");
    }
    let (mut version, mut check) = (desk.program(), desk.program());
    version.arg("--version");
    check.arg("check").arg(&desk.sheet);
    let taken = spent(15, &mut [&mut nothing, &mut version, &mut check]);
    for (what, taken, none) in [("--version", taken[1], taken[0]), ("check of 40 rows", taken[2], taken[0])] {
        let (ours, bare) = (taken.wall.as_secs_f64() * 1e3, none.wall.as_secs_f64() * 1e3);
        say(&format!("{what}: {ours:.1} ms, {:.1} × a program that does nothing ({bare:.1} ms)", ours / bare));
    }
}

/// How many orders a second go out, as the panel sees it.
fn rates() {
    for (delay, orders) in [(50, 2_500), (5, 10_000), (0, 10_000)] {
        let (mut ours, mut theirs, mut connections) = (Vec::new(), Vec::new(), 0);
        for _ in 0..ROUNDS {
            let panel = Panel::start(Duration::from_millis(delay));
            let desk = Desk::new(orders);
            desk.process(&panel);
            assert_eq!(panel.orders(), orders);
            ours.push(panel.rate());
            connections = panel.connections();
            let panel = Panel::start(Duration::from_millis(delay));
            loop_of_requests(&panel, orders);
            assert_eq!(panel.orders(), orders);
            theirs.push(panel.rate());
        }
        let median = |of: &mut Vec<f64>| {
            of.sort_by(f64::total_cmp);
            of[ROUNDS / 2]
        };
        let (ours, theirs) = (median(&mut ours), median(&mut theirs));
        say(&format!(
            "a panel of {delay} ms, {JOBS} at a time: {:.2} × a client without a ledger and with a connection an order ({ours:.0} / {theirs:.0} orders a second; {connections} connections / {orders})",
            ours / theirs,
        ));
    }
}

/// The peer: every order on a connection of its own, nothing written down.
fn loop_of_requests(panel: &Panel, orders: usize) {
    let next = AtomicUsize::new(1);
    std::thread::scope(|threads| {
        for _ in 0..JOBS {
            threads.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number > orders {
                        return;
                    }
                    let form = format!(
                        "addon_1034=20&addon_1036=1&addon_1037=1&addon_1043=1&addon_1404=4&agree=on&authinfo=bench:bench&autoprolong=1180&domain=w{number}.example.com&enum_1039=25&enum_1045=21&func=vds.order.7&ostempl=Debian-7-x86_64-minimal&out=xml&payfrom=neworder&period=1180&price=1033&sok=ok"
                    );
                    let mut stream = TcpStream::connect(panel.at).expect("a connection");
                    stream.set_nodelay(true).expect("an option");
                    let (at, length) = (panel.at, form.len());
                    let request = format!(
                        "POST /billmgr HTTP/1.1\r\nHost: {at}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
                    );
                    stream.write_all(request.as_bytes()).expect("sent");
                    let (mut answer, mut part) = (Vec::new(), [0; 512]);
                    while !answer.ends_with(b"</doc>") {
                        let came = stream.read(&mut part).expect("an answer");
                        assert!(came > 0, "a whole answer");
                        answer.extend_from_slice(&part[..came]);
                    }
                }
            });
        }
    });
}

/// What a run costs, and what is asked of the ledger after it, from size to size.
fn sizes(most: usize) {
    let mut sizes: Vec<usize> =
        std::iter::successors(Some(most), |size| Some(size / 10)).take_while(|size| *size >= 1_000).collect();
    sizes.reverse();
    let mut before: Option<Vec<(&str, f64)>> = None;
    for size in sizes {
        let (desk, panel) = (Desk::new(size), Panel::start(Duration::ZERO));
        let (run, memory) = desk.process(&panel);
        let ledger = size_of(&desk.state);
        let per = |amount: f64| amount / f64::from(u32::try_from(size).unwrap_or(u32::MAX));
        let cpu = |spent: Spent| per(spent.cpu.as_secs_f64() * 1e6);
        let mut figures = vec![
            ("process, CPU µs", cpu(run)),
            ("process, memory of the program, bytes", per(bytes(memory.unwrap_or(0)))),
            ("ledger, bytes", per(bytes(ledger >> 10))),
        ];
        for (name, verb) in [
            ("report last, CPU µs", &["report", "last", "-o", "again.xlsx"][..]),
            ("reconcile, CPU µs", &["reconcile"]),
            (
                "the same sheet again, CPU µs",
                &["process", "orders.csv", "--yes", "--overwrite", "--max-orders", "1000000"],
            ),
        ] {
            let mut program = desk.account(verb, &panel);
            figures.push((name, cpu(Spent::by(&mut program))));
        }
        say(&format!("{size} orders, per order:"));
        for (index, (name, figure)) in figures.iter().enumerate() {
            let beside = before.as_ref().and_then(|before| before.get(index)).map(|(_, before)| figure / before);
            let beside = beside.map(|beside| format!(" ({beside:.2} × of a tenth of them)")).unwrap_or_default();
            say(&format!("    {name}: {figure:.0}{beside}"));
        }
        for (name, verb) in [("runs", &["runs"][..]), ("show of one order", &["show", "w7.example.com"])] {
            let taken = Spent::by(&mut desk.account(verb, &panel));
            say(&format!("    {name}, whole: {:.1} ms", taken.wall.as_secs_f64() * 1e3));
        }
        before = Some(figures);
    }
    if children().is_none() {
        say("this system does not tell the CPU time of a program's children: those figures are 0");
    }
}

fn bytes(kib: u64) -> f64 {
    f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) * 1024.0
}

/// A folder with a sheet, a password and a ledger of its own.
struct Desk {
    folder: tempfile::TempDir,
    sheet: PathBuf,
    state: PathBuf,
}

impl Desk {
    fn new(orders: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let sheet = folder.path().join("orders.csv");
        let mut text = "Tariff,OS template,Period,Domain\n".to_owned();
        for number in 1..=orders {
            text.push_str(&format!("SSD Ferrum,Debian-7-x86_64-minimal,1,w{number}.example.com\n"));
        }
        std::fs::write(&sheet, text).expect("a sheet");
        let state = folder.path().join("ledger");
        Self { folder, sheet, state }
    }

    fn program(&self) -> Command {
        let other = std::env::var_os("VDSBATCH_BENCH_PROGRAM");
        let mut program = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_vdsbatch").into()));
        for home in ["HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"] {
            program.env(home, self.folder.path());
        }
        program.env("VDSBATCH_PASSWORD", "bench").current_dir(self.folder.path());
        program
    }

    fn account(&self, verb: &[&str], panel: &Panel) -> Command {
        let mut program = self.program();
        program.args(verb).arg("--ledger").arg(&self.state).args(["--account", "bench", "--panel", &panel.url()]);
        program
    }

    /// Orders the sheet: what that took, and the most memory of the program itself, in KiB, where the system tells.
    fn process(&self, panel: &Panel) -> (Spent, Option<u64>) {
        let mut program = self.account(&["process", "orders.csv", "--yes", "--overwrite", "-q"], panel);
        program.args(["--jobs", &JOBS.to_string(), "--max-orders", "1000000"]);
        program.stdout(Stdio::null()).stderr(Stdio::null());
        let (begun, before) = (std::time::Instant::now(), children().unwrap_or_default());
        let mut child = program.spawn().expect("the program");
        let mut most = None;
        let ended = loop {
            most = most.max(peak(child.id()));
            if let Some(ended) = child.try_wait().expect("its end") {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        assert!(ended.success(), "{ended}");
        let cpu = children().unwrap_or_default().saturating_sub(before);
        (Spent { wall: begun.elapsed(), cpu }, most)
    }
}

fn size_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(
            |entry| {
                if entry.path().is_dir() {
                    size_of(&entry.path())
                } else {
                    entry.metadata().map_or(0, |meta| meta.len())
                }
            },
        )
        .sum()
}

/// The most memory that a running process has held, in KiB.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}
