//! The machine and the person at it: who to name in a record, and what to switch off for safety.

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;

/// What stands for the name of a machine, or of a person, that has none.
pub const UNKNOWN: &str = "unknown";

/// The name of this machine, or [`UNKNOWN`]. (`gethostname` makes the same two calls, and is one crate more.)
#[must_use]
pub fn host() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    if name.is_empty() { UNKNOWN.to_owned() } else { name }
}

/// The operating system, its version where it tells one, and the kind of machine.
#[must_use]
pub fn system() -> String {
    #[cfg(unix)]
    {
        let names = rustix::system::uname();
        let shown = |name: &std::ffi::CStr| name.to_string_lossy().into_owned();
        [names.sysname(), names.release(), names.machine()].map(shown).join(" ")
    }
    #[cfg(not(unix))]
    return format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
}

/// The name of the operating system's user, or its number where the environment names none.
#[must_use]
pub fn operator() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|key| std::env::var(key).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(nameless)
}

/// What is known of a user without a name.
fn nameless() -> String {
    #[cfg(unix)]
    return format!("uid {}", rustix::process::getuid().as_raw());
    #[cfg(not(unix))]
    UNKNOWN.to_owned()
}

/// The zone of this machine's clocks, as [`jiff`] reads it again: its name, or, where it has none, how far it is from
/// UTC now.
#[must_use]
pub fn zone() -> String {
    let zone = TimeZone::system();
    let printer = DateTimePrinter::new();
    let named = printer.time_zone_to_string(&zone);
    let now = || printer.time_zone_to_string(&zone.to_offset(Timestamp::now()).to_time_zone());
    named.or_else(|_| now()).unwrap_or_else(|_| "UTC".to_owned())
}

/// The variable by which a debug build stays open to whoever traces it as another user than root: the fault rigs of the
/// tests read memory and descriptors. A released program does not know it.
#[cfg(debug_assertions)]
pub const TRACED: &str = "VDSBATCH_TRACED";

/// Keeps memory, which holds the password, from disks and from other processes of the same user, where the system allows:
/// no core is dumped, ever, and on Linux nothing but root traces the process or reads its memory and environment.
pub fn close_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // A refusal leaves the system's own limit in force; there is nothing better to do.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
    // A limit does not bind a program that takes cores by a pipe (`core_pattern`); this does.
    #[cfg(target_os = "linux")]
    if !is_traced() {
        let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    }
}

#[cfg(all(target_os = "linux", debug_assertions))]
fn is_traced() -> bool {
    std::env::var_os(TRACED).is_some()
}

#[cfg(all(target_os = "linux", not(debug_assertions)))]
const fn is_traced() -> bool {
    false
}

/// Whether this process was told to ignore that its terminal hangs up, as `nohup` does. Known on
/// Linux only.
#[must_use]
pub fn ignores_hangup() -> bool {
    let ignored = || {
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(mask.trim(), 16).ok()
    };
    // Signal 1 is the lowest bit.
    cfg!(target_os = "linux") && ignored().is_some_and(|mask| mask & 1 == 1)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn memory_is_closed_to_disks_and_to_whoever_is_not_root() {
        close_memory();
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
        let core = getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)));
    }
}
