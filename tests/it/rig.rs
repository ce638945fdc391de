//! Fault rigs: the real program, stopped at every system call by `ptrace`, and killed there, or told
//! that the disk failed.
//!
//! In the suite a few points are taken, spread over the run; the long forms take every one:
//!
//! ```text
//! VDSBATCH_POINTS=all cargo test --release --locked --test it rig:: -- --nocapture
//! VDSBATCH_POINTS=200 …     so many points, spread over the run
//! VDSBATCH_POINT=137 …      this one alone
//! ```

mod call;
mod disk;
mod fault;
mod judge;
mod kill;
mod tracer;

use crate::trials::{number, random};

/// Which of the points from 1 to `last` are taken: all, one alone, or some that are spread evenly,
/// each at a place of its part that does not change from run to run.
fn points(last: u64, usual: u64) -> Vec<u64> {
    if let Some(point) = number("VDSBATCH_POINT") {
        return vec![point];
    }
    let wanted = match std::env::var("VDSBATCH_POINTS").as_deref() {
        Ok("all") => last,
        Ok(_) => number("VDSBATCH_POINTS").unwrap_or(usual),
        Err(_) => usual,
    };
    if wanted >= last {
        return (1..=last).collect();
    }
    (0..wanted)
        .map(|part| {
            let (from, to) = (part * last / wanted, (part + 1) * last / wanted);
            from + 1 + random(part, "point") % (to - from)
        })
        .collect()
}
