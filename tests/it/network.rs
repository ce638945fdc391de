//! What a network can do to an order: every phase, fault, truth and context, over real sockets.
//!
//! The cells are enumerated in [`cell`], with the reason why where one cannot exist; [`oracle`] says
//! what each must come to, from the table of an order's life and not from the program; [`drive`]
//! plays it through the real client, the real workers and a real ledger against [`panel`].

mod account;
mod cell;
mod drive;
mod manner;
mod meaning;
mod names;
mod offered;
mod oracle;
mod panel;
mod reads;
mod secrecy;
mod session;
mod sessions;
mod tls;
mod today;
mod traces;
mod trust;
mod ways;
mod wire;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use cell::Cell;

/// Cells that are under way at a time: most of their time is waiting.
const AT_A_TIME: usize = 32;

/// One in so many cells is played, unless all are asked for.
const SHARE: usize = 9;

/// Cells to play: a share, scattered and the same every time. `VDSBATCH_CELLS=all` plays all of them,
/// another value those whose description has it, such as `phase: Head`.
fn chosen(possible: Vec<Cell>) -> Vec<Cell> {
    match std::env::var("VDSBATCH_CELLS").as_deref() {
        Ok("all") => possible,
        Ok(wanted) => possible.into_iter().filter(|cell| format!("{cell:?}").contains(wanted)).collect(),
        Err(_) => {
            let scattered = |at: usize| (at.wrapping_mul(0x9e37_79b9) >> 7).is_multiple_of(SHARE);
            (0..).zip(possible).filter(|(at, _)| scattered(*at)).map(|(_, cell)| cell).collect()
        }
    }
}

fn play(cell: Cell) -> Result<cell::Cell, String> {
    let wanted = oracle::end(cell);
    match catch_unwind(AssertUnwindSafe(|| drive::play(cell))) {
        Ok(end) if end == wanted => Ok(cell),
        Ok(end) => Err(format!("{cell:?}\n   wanted {wanted:?}\n   came   {end:?}")),
        Err(panic) => {
            let why = panic.downcast_ref::<String>().map(String::as_str);
            let why = why.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
            Err(format!("{cell:?}\n   {why}"))
        }
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "how much was played is the result")]
fn whatever_the_network_does_an_order_ends_as_the_table_says() {
    let all = cell::all();
    let mut impossible: BTreeMap<&str, usize> = BTreeMap::new();
    for why in all.iter().copied().filter_map(Cell::impossible) {
        *impossible.entry(why).or_default() += 1;
    }
    let total = all.len();
    let possible: Vec<Cell> = all.into_iter().filter(|cell| cell.impossible().is_none()).collect();
    assert_eq!(total, possible.len() + impossible.values().sum::<usize>());
    let (count, cells) = (possible.len(), chosen(possible));
    let (next, deviations) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_A_TIME {
            scope.spawn(|| {
                while let Some(cell) = cells.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if let Err(deviation) = play(*cell) {
                        deviations.lock().expect("a lock").push(deviation);
                    }
                }
            });
        }
    });
    let mut statuses: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in &cells {
        *statuses.entry(oracle::end(*cell).status.word()).or_default() += 1;
    }
    let statuses: Vec<String> = statuses.iter().map(|(status, count)| format!("{status} {count}")).collect();
    let deviations = deviations.into_inner().expect("a lock");
    println!(
        "network: {} of {count} possible cells played ({} cannot exist): {} · {} deviations",
        cells.len(),
        total - count,
        statuses.join(" · "),
        deviations.len()
    );
    for (why, count) in impossible {
        println!("  {count:4} cannot exist: {why}");
    }
    assert!(deviations.is_empty(), "{} deviations\n{}", deviations.len(), deviations.join("\n"));
}
