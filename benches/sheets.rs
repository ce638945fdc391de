//! Reading and checking a large sheet, and writing its workbook, beside what they are built on.
//!
//! Run with `cargo bench --locked`; another number of rows with `VDSBATCH_BENCH_ROWS=N`. Each
//! comparison runs both sides in turn and prints the ratio of their medians, since a machine's speed
//! drifts. The whole program is compared with what Python offers, if `python3` has `openpyxl` and
//! `python-calamine` (`pip install openpyxl python-calamine`). No figure is asserted.

use std::io::Write;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use vdsbatch::catalog::Catalog;
use vdsbatch::check::{Checked, Checker, mark_invalid};
use vdsbatch::reader::{OpenSheet, Options, open};
use vdsbatch::run::Verdict;
use vdsbatch::run::{CatalogFacts, End, Facts, Run};
use vdsbatch::text::lang::Lang;

#[path = "measure/mod.rs"]
mod measure;

use measure::{Spent, median, spent};

const ROUNDS: usize = 5;

const HEADER: [&str; 10] =
    ["Tariff", "OS template", "Period", "Domain", "Disk", "RAM", "CPU", "Price", "Cost centre", "Owner"];

fn main() {
    let rows = std::env::var("VDSBATCH_BENCH_ROWS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("orders.xlsx");
    sheet(&path, rows);
    let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
    programs(dir.path(), &path, rows);
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| drop(writeln!(out, "{line}"));
    say(format!("{rows} rows, {} bytes, {ROUNDS} rounds", std::fs::metadata(&path).map_or(0, |meta| meta.len())));
    let [bare, read, checked] = medians([
        &mut || bare(&path),
        &mut || assert_eq!(stream(open(&path, &Options::default()).expect("a sheet")), rows),
        &mut || assert_eq!(check(&path, &catalog).judged.len(), rows),
    ]);
    say(line("reading", read, "a bare calamine read", bare));
    say(line("reading and checking", checked, "a bare calamine read", bare));
    let run = recorded(&path, &catalog);
    let [plain, report] = medians([&mut || plain(&run), &mut || {
        drop(vdsbatch::report::workbook(&run, Lang::En).expect("a workbook"));
    }]);
    say(line("the results workbook", report, "the same cells on one plain sheet", plain));
}

/// The program as a whole, beside what Python offers.
fn programs(dir: &Path, path: &Path, rows: usize) {
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| drop(writeln!(out, "{line}"));
    let ours = |path: &Path| {
        let mut check = Command::new(env!("CARGO_BIN_EXE_vdsbatch"));
        check.arg("check").arg(path);
        check
    };
    let python = |code: &str| {
        let mut python = Command::new("python3");
        python.args(["-c", code]).arg(path);
        python
    };
    // First, since what is remembered of memory is the most of all children so far.
    let checked = spent(ROUNDS, &mut [&mut ours(path)]);
    say(format!("check of {rows} rows: at most {} MiB in one process", most_memory().unwrap_or(0) >> 10));
    drop(checked);
    for (name, code) in [("openpyxl, read only", OPENPYXL), ("a bare read by python-calamine", CALAMINE)] {
        if !python(code).stderr(Stdio::null()).stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
            say(format!("not compared with {name}: python3 has it not"));
            continue;
        }
        let [ours, theirs] = spent(ROUNDS, &mut [&mut ours(path), &mut python(code)])[..] else { continue };
        let ratio = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
        say(format!(
            "check: {:.2} × the wall time of {name} (1 / {:.1}), {:.2} × its CPU time ({} ms / {} ms, CPU {} ms / {} ms)",
            ratio(ours.wall, theirs.wall),
            ratio(theirs.wall, ours.wall),
            ratio(ours.cpu, theirs.cpu),
            ours.wall.as_millis(),
            theirs.wall.as_millis(),
            ours.cpu.as_millis(),
            theirs.cpu.as_millis(),
        ));
    }
    for few in [1_000, 10_000, 100_000].into_iter().filter(|few| *few < rows) {
        let smaller = dir.join(format!("{few}.xlsx"));
        sheet(&smaller, few);
        let [small, large] = spent(ROUNDS, &mut [&mut ours(&smaller), &mut ours(path)])[..] else { continue };
        let per_row = |spent: Spent, rows: usize| {
            spent.cpu.as_secs_f64() * 1e6 / f64::from(u32::try_from(rows).unwrap_or(u32::MAX))
        };
        let (small, large) = (per_row(small, few), per_row(large, rows));
        say(format!("CPU a row: {large:.1} µs of {rows} rows, {small:.1} µs of {few} ({:.2} ×)", large / small));
    }
}

const OPENPYXL: &str = "import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], read_only=True)
assert sum(1 for row in book.worksheets[0].iter_rows(values_only=True)) > 1";

const CALAMINE: &str = "import python_calamine, sys
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
assert len(book.get_sheet_by_index(0).to_python()) > 1";

/// The most memory that one of them held, in KiB.
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
fn most_memory() -> Option<u64> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN).ok()?;
    u64::try_from(usage.max_rss()).ok()
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu")))]
const fn most_memory() -> Option<u64> {
    None
}

fn line(what: &str, ours: Duration, other: &str, theirs: Duration) -> String {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    format!("{what}: {ratio:.2} × {other} ({} ms / {} ms)", ours.as_millis(), theirs.as_millis())
}

/// The median of each, run in turn.
fn medians<const N: usize>(runs: [&mut dyn FnMut(); N]) -> [Duration; N] {
    let mut times: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::new());
    let mut runs = runs;
    for _ in 0..ROUNDS {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            let begun = Instant::now();
            run();
            times.push(begun.elapsed());
        }
    }
    times.map(median)
}

/// A sheet of valid rows, one server each.
fn sheet(path: &Path, rows: usize) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
    for (col, header) in (0..).zip(HEADER) {
        sheet.write_string(0, col, header).expect("a header");
    }
    for row in 1..=u32::try_from(rows).expect("rows of a sheet") {
        let domain = format!("web-{row}.example.ru");
        let texts = ["KVM Ferrum", "Debian-7-x86_64-minimal", "3 months", &domain, "40 GB"];
        for (col, text) in (0..).zip(texts) {
            sheet.write_string(row, col, text).expect("a cell");
        }
        for (col, number) in (5..).zip([2.0, 4.0, 1350.5]) {
            sheet.write_number(row, col, number).expect("a cell");
        }
        sheet.write_string(row, 8, "Shop").expect("a cell");
        sheet.write_string(row, 9, "Anna").expect("a cell");
    }
    book.save(path).expect("a file");
}

/// The alternative: every cell streamed by calamine, nothing made of it.
fn bare(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let name = book.sheet_names().remove(0);
    let mut reader = book.worksheet_cells_reader(&name).expect("a sheet");
    let mut cells = 0_u64;
    while reader.next_cell().expect("a cell").is_some() {
        cells += 1;
    }
    assert!(cells > 0);
}

fn stream(sheet: OpenSheet) -> usize {
    let mut rows = 0;
    sheet
        .batches(&mut |batch| {
            rows += batch.len();
            ControlFlow::Continue(())
        })
        .expect("rows");
    rows
}

fn check(path: &Path, catalog: &Catalog) -> Checked {
    let sheet = open(path, &Options::default()).expect("a sheet");
    let layout = sheet.input().layout.clone();
    let mut checker = Checker::new(catalog, &layout, None);
    let mut judged = Vec::new();
    sheet
        .batches(&mut |rows| {
            judged.extend(checker.rows(rows));
            ControlFlow::Continue(())
        })
        .expect("rows");
    let servers = checker.servers();
    mark_invalid(&mut judged, checker.finish());
    Checked { judged, servers }
}

fn recorded(path: &Path, catalog: &Catalog) -> Run {
    let input = open(path, &Options::default()).expect("a sheet").input().clone();
    let started = "2026-11-24T12:00:00Z".parse().expect("a time");
    let facts = Facts {
        id: "20261124T120000Z-0001".to_owned(),
        started,
        account: None,
        sandbox: false,
        no_list: false,
        dry_run: false,
        approved: None,
        rows: None,
        company: Vec::new(),
        zone: None,
        knows: vdsbatch::run::Knows::default(),
        operator: "bench".to_owned(),
        host: "bench".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        input,
        catalog: CatalogFacts {
            name: catalog.name.clone(),
            title: catalog.title.clone(),
            as_of: catalog.as_of.clone(),
            currency: catalog.currency.clone(),
            vat: catalog.vat,
            vat_rate: None,
            units: vdsbatch::sheet::PerAmount::default(),
            comparable: false,
        },
        lang: Lang::En,
    };
    let mut run = Run::of_sheet(facts, Vec::new(), check(path, catalog));
    run.end = Some(End {
        at: started,
        verdict: Verdict::Done,
        stop: None,
        unexplained: Vec::new(),
        closing: None,
        enquiry: None,
        approval: None,
    });
    run
}

/// The alternative: the cells of every order on one sheet without any format.
fn plain(run: &Run) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
    for (row, line) in (0..).zip(&run.lines) {
        let Some(order) = &line.order else { continue };
        let terms = &order.terms.asked;
        sheet.write_number(row, 0, row).expect("a cell");
        for (col, text) in (1..).zip([order.domain.ascii(), &terms.tariff, &terms.template, line.outcome.status.word()])
        {
            sheet.write_string(row, col, text).expect("a cell");
        }
        for (col, (_, amount)) in (5..).zip(terms.amounts.iter()) {
            sheet.write_number(row, col, amount.value).expect("a cell");
        }
        for (col, text) in (10..).zip([&order.cost_centre, &order.reference, &order.comment]) {
            sheet.write_string(row, col, text).expect("a cell");
        }
    }
    assert!(!book.save_to_buffer().expect("a workbook").is_empty());
    assert!(NonZeroUsize::new(run.lines.len()).is_some());
}
