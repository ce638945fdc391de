//! Runs the program stopped at each of its system calls, whichever thread makes it.
//!
//! All calls are counted with one counter, from the first one after `exec` on: what the shell does that
//! holds the program still until it is traced is none of the program's. Only the children of the calling
//! thread are waited for, so tests beside this one keep theirs.

use std::collections::HashMap;
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::sys::ptrace::{self, Options};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

use super::call::Call;

/// A program that takes longer hangs: waits of a minute are the longest it has.
const HANGS: Duration = Duration::from_mins(3);

/// What becomes of a system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is made.
    Go,
    /// It is made, and [`Watcher::after`] is told its result.
    Tell,
    /// The whole process is killed, and the call is not made.
    KillBefore,
    /// The call is made, and then the whole process is killed.
    KillAfter,
    /// The call is not made, and the program is told this error.
    Fail(Errno),
    /// The call is made with so many bytes only.
    Shorten(u64),
}

/// Decides about every call.
pub trait Watcher {
    /// A thread is about to make a call.
    fn before(&mut self, call: &Call) -> Act;

    /// A call with [`Act::Tell`] was made: its result, or the negative error number.
    fn after(&mut self, _call: &Call, _result: i64) {}
}

/// How a traced run ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// The exit code; none if it was killed.
    pub code: Option<i32>,
    /// So many system calls began.
    pub calls: u64,
    /// Whether it had to be killed since it did not end.
    pub hung: bool,
}

/// The command, stopped before its first own instruction. Standard streams are to be set again.
pub fn held(command: &Command) -> Command {
    let mut held = Command::new("/bin/sh");
    held.args(["-c", "kill -STOP $$; exec \"$@\"", "sh"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => held.env(name, value),
            None => held.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        held.current_dir(folder);
    }
    // Otherwise nobody but root could read what the program holds.
    held.env(vdsbatch::host::machine::TRACED, "1");
    held
}

/// Runs a [`held`] command to its end under a watcher.
pub fn run(held: &mut Command, watcher: &mut impl Watcher) -> Ended {
    #[expect(clippy::zombie_processes, reason = "the trace waits for it")]
    let child = held.spawn().expect("a shell");
    let leader = Pid::from_raw(child.id().try_into().expect("a process"));
    let stopped = waitpid(leader, Some(WaitPidFlag::WUNTRACED)).expect("the shell stops");
    assert_eq!(stopped, WaitStatus::Stopped(leader, Signal::SIGSTOP));
    let options = Options::PTRACE_O_TRACESYSGOOD
        | Options::PTRACE_O_TRACECLONE
        | Options::PTRACE_O_TRACEEXEC
        | Options::PTRACE_O_EXITKILL;
    ptrace::seize(leader, options).expect("a process may trace its children");
    kill(leader, Signal::SIGCONT).expect("the shell");
    let (over, ended) = channel::<()>();
    let watchdog = std::thread::spawn(move || {
        let hung = ended.recv_timeout(HANGS) == Err(RecvTimeoutError::Timeout);
        if hung {
            let _ = kill(leader, Signal::SIGKILL);
        }
        hung
    });
    let mut trace = Trace { leader, calls: 0, executing: false, pending: HashMap::new() };
    let code = trace.last(watcher);
    drop(over);
    Ended { code, calls: trace.calls, hung: watchdog.join().expect("the watchdog") }
}

struct Trace {
    leader: Pid,
    calls: u64,
    /// Whether the program itself runs: the shell is through.
    executing: bool,
    /// The calls that threads are in, and what was decided about them.
    pending: HashMap<Pid, (Call, Act)>,
}

impl Trace {
    fn last(&mut self, watcher: &mut impl Watcher) -> Option<i32> {
        let flags = WaitPidFlag::__WALL | WaitPidFlag::__WNOTHREAD;
        loop {
            match waitpid(None, Some(flags)) {
                Ok(WaitStatus::PtraceSyscall(thread)) => self.at_call(thread, watcher),
                Ok(WaitStatus::PtraceEvent(thread, _, event)) => {
                    self.executing |= event == libc::PTRACE_EVENT_EXEC;
                    go_on(thread, None);
                }
                Ok(WaitStatus::Stopped(thread, signal)) => go_on(thread, Some(signal)),
                Ok(WaitStatus::Exited(thread, code)) if thread == self.leader => return Some(code),
                Ok(WaitStatus::Signaled(thread, ..)) if thread == self.leader => return None,
                Ok(_) | Err(Errno::EINTR) => {}
                Err(error) => panic!("the traced program got lost: {error}"),
            }
        }
    }

    fn at_call(&mut self, thread: Pid, watcher: &mut impl Watcher) {
        // A thread that was killed meanwhile is waited for like any other.
        let Ok(info) = ptrace::syscall_info(thread) else { return };
        match info.op {
            libc::PTRACE_SYSCALL_INFO_ENTRY if self.executing => self.enters(thread, watcher),
            libc::PTRACE_SYSCALL_INFO_EXIT => self.leaves(thread, watcher),
            _ => {}
        }
        go_on(thread, None);
    }

    fn enters(&mut self, thread: Pid, watcher: &mut impl Watcher) {
        self.calls += 1;
        let Ok(registers) = ptrace::getregs(thread) else { return };
        let call = Call::new(thread, self.calls, &registers);
        let act = match watcher.before(&call) {
            Act::KillAfter if call.never_returns() => Act::KillBefore,
            act => act,
        };
        match act {
            Act::Go => return,
            Act::KillBefore => drop(kill(self.leader, Signal::SIGKILL)),
            Act::Fail(_) => {
                // No call has this number; the kernel skips it.
                let none = libc::user_regs_struct { orig_rax: u64::MAX, ..registers };
                let _ = ptrace::setregs(thread, none);
            }
            Act::Shorten(count) => drop(ptrace::setregs(thread, libc::user_regs_struct { rdx: count, ..registers })),
            Act::Tell | Act::KillAfter => {}
        }
        self.pending.insert(thread, (call, act));
    }

    fn leaves(&mut self, thread: Pid, watcher: &mut impl Watcher) {
        let Some((call, act)) = self.pending.remove(&thread) else { return };
        let Ok(registers) = ptrace::getregs(thread) else { return };
        match act {
            Act::Fail(error) => {
                let rax = i64::from(-(error as i32)).cast_unsigned();
                let _ = ptrace::setregs(thread, libc::user_regs_struct { rax, ..registers });
            }
            Act::KillAfter => drop(kill(self.leader, Signal::SIGKILL)),
            Act::Tell => watcher.after(&call, registers.rax.cast_signed()),
            Act::Go | Act::KillBefore | Act::Shorten(_) => {}
        }
    }
}

fn go_on(thread: Pid, signal: Option<Signal>) {
    match ptrace::syscall(thread, signal) {
        // It was killed meanwhile.
        Ok(()) | Err(Errno::ESRCH) => {}
        Err(error) => panic!("a thread does not go on: {error}"),
    }
}
