//! What programs take, run in turn: a machine's speed drifts, so that only what runs side by side is compared.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a program took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Of all its processes; nothing where the system does not tell.
    pub cpu: Duration,
}

impl Spent {
    /// What a program takes from its start to its end, which has to be a good one.
    pub fn by(program: &mut Command) -> Self {
        let (begun, before) = (Instant::now(), children().unwrap_or_default());
        let ended = program.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a program");
        assert!(ended.success(), "{program:?}");
        Self { wall: begun.elapsed(), cpu: children().unwrap_or_default().saturating_sub(before) }
    }

    /// The medians of both.
    pub fn median(of: &[Self]) -> Self {
        Self {
            wall: median(of.iter().map(|one| one.wall).collect()),
            cpu: median(of.iter().map(|one| one.cpu).collect()),
        }
    }
}

/// The medians of what programs take that are run in turn.
pub fn spent(rounds: usize, programs: &mut [&mut Command]) -> Vec<Spent> {
    let mut all: Vec<Vec<Spent>> = programs.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (program, all) in programs.iter_mut().zip(&mut all) {
            all.push(Spent::by(program));
        }
    }
    all.iter().map(|all| Spent::median(all)).collect()
}

/// The one in the middle.
pub fn median(mut of: Vec<Duration>) -> Duration {
    of.sort();
    of[of.len() / 2]
}

/// The CPU time of all children that have ended, and of theirs.
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
pub fn children() -> Option<Duration> {
    let usage = nix::sys::resource::getrusage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN).ok()?;
    let duration = |time: nix::sys::time::TimeVal| {
        Duration::new(u64::try_from(time.tv_sec()).unwrap_or(0), 0)
            + Duration::from_micros(u64::try_from(time.tv_usec()).unwrap_or(0))
    };
    Some(duration(usage.user_time()) + duration(usage.system_time()))
}

#[cfg(not(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu")))]
pub const fn children() -> Option<Duration> {
    None
}
