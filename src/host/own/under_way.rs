//! Programs that are under way: an interrupt ends them with everything that they started.

use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

static PROGRAMS: Mutex<Vec<Program>> = Mutex::new(Vec::new());

struct Program {
    pid: u32,
    is_awaited: bool,
    is_interrupted: bool,
}

/// A program that an interrupt ends, until this is dropped.
pub(super) struct UnderWay(u32);

impl UnderWay {
    /// The program that has just been started; whether what it prints is awaited.
    pub(super) fn of(child: &Child, is_awaited: bool) -> Self {
        programs().push(Program { pid: child.id(), is_awaited, is_interrupted: false });
        Self(child.id())
    }

    /// Whether an interrupt has ended it.
    pub(super) fn is_interrupted(&self) -> bool {
        programs().iter().any(|program| program.pid == self.0 && program.is_interrupted)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        programs().retain(|program| program.pid != self.0);
    }
}

/// Ends what is under way. Returns whether somebody waited for a password, who now learns that there is none, and so
/// comes to an end that is told as every other one.
#[must_use]
pub fn interrupt() -> bool {
    let mut was_awaited = false;
    for program in programs().iter_mut().filter(|program| !program.is_interrupted) {
        program.is_interrupted = true;
        end_group(program.pid);
        was_awaited |= program.is_awaited;
    }
    was_awaited
}

fn programs() -> MutexGuard<'static, Vec<Program>> {
    PROGRAMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends the group that a program leads. One that has ended leaves it to those that it started.
#[cfg_attr(not(unix), expect(unused_variables, reason = "no program is started there"))]
pub(super) fn end_group(leader: u32) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(leader).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
}
