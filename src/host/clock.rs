//! What time it is, by every clock of this machine.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::order::clock::{Boot, Clocks, Moment};

/// This moment; `panel` is the panel's own time, where it tells one.
#[must_use]
pub fn now(panel: Option<Timestamp>) -> Moment {
    Moment { at: Timestamp::now(), clocks: Clocks { boot: boot(), panel } }
}

/// The day, where this machine stands.
#[must_use]
pub fn today() -> Date {
    Timestamp::now().to_zoned_datetime(TimeZone::system()).date()
}

/// Measures a time that goes on while the machine sleeps, where the system can tell.
#[derive(Clone, Debug)]
pub struct Stopwatch {
    began: Instant,
    boot: Option<Boot>,
}

impl Stopwatch {
    /// Starts now.
    #[must_use]
    pub fn start() -> Self {
        Self { began: Instant::now(), boot: boot() }
    }

    /// How much time has passed.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        let awake = self.began.elapsed();
        let passed = |since: &Boot| Some(Duration::from_millis(boot()?.millis.saturating_sub(since.millis)));
        // The other clock tells milliseconds only.
        self.boot.as_ref().and_then(passed).map_or(awake, |passed| passed.max(awake))
    }
}

/// The clock that runs since the machine started; none where the system does not tell which start it was.
#[cfg(target_os = "linux")]
#[must_use]
pub fn boot() -> Option<Boot> {
    use std::sync::OnceLock;

    use rustix::time::{ClockId, clock_gettime};
    static ID: OnceLock<Option<String>> = OnceLock::new();
    let read = || {
        let space = std::fs::read_link("/proc/self/ns/time").ok();
        let id = || std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok();
        is_of_the_machine(space.as_deref()).then(id)?.map(|id| id.trim().to_owned())
    };
    let id = ID.get_or_init(read).clone().filter(|id| !id.is_empty())?;
    // This one goes on while the machine sleeps, and nobody can set it.
    let since = clock_gettime(ClockId::Boottime);
    let millis = u64::try_from(since.tv_sec).ok()? * 1000 + u64::try_from(since.tv_nsec).ok()? / 1_000_000;
    Some(Boot { id, millis })
}

/// Whether a process has the clocks of its machine. A container may have a time namespace of its own: whoever made it set
/// the clock since the start, to anything, and the start is the machine's all the same (`time_namespaces(7)`).
#[cfg(target_os = "linux")]
fn is_of_the_machine(space: Option<&std::path::Path>) -> bool {
    // The first of a machine has this number (`PROC_TIME_INIT_INO`); kernels before 5.6 have none at all.
    space.is_none_or(|space| space == std::path::Path::new("time:[4026531834]"))
}

/// The clock that runs since the machine started. Windows does not tell which start it was, and need not: a count that
/// began anew is smaller than the time that has passed, so the difference of two counts never is too much on one
/// machine. Which machine it is, its name says.
#[cfg(windows)]
#[must_use]
pub fn boot() -> Option<Boot> {
    let host = super::machine::host();
    (host != "unknown").then(|| Boot { id: format!("windows {host}"), millis: super::windows::since_start() })
}

/// The clock that runs since the machine started. Here it is not asked for: the panel's own time has to do.
#[cfg(not(any(target_os = "linux", windows)))]
#[must_use]
pub const fn boot() -> Option<Boot> {
    None
}

#[cfg(all(test, any(target_os = "linux", windows)))]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_clock_that_a_container_was_given_tells_no_start() {
        assert!(is_of_the_machine(None) && is_of_the_machine(Some("time:[4026531834]".as_ref())));
        assert!(!is_of_the_machine(Some("time:[4026532177]".as_ref())));
    }

    #[test]
    fn the_clock_of_this_start_goes_forward() {
        let (one, other) = (now(None), now(None));
        assert_eq!(
            one.clocks.boot.as_ref().expect("a boot clock").id,
            other.clocks.boot.as_ref().expect("the same").id
        );
        assert!(one.until(&other).is_some_and(|passed| !passed.is_negative() && passed.as_secs() < 60));
    }
}
