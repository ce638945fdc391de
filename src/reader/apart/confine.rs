//! What the reader of a workbook may do: compute, read its one file, answer on its one pipe.
//!
//! Everything is for good (no process gets back what it gave up this way), and in force before the first byte of the
//! file is looked at:
//!
//! * limits of the system, on every Unix: memory and time; nothing can be opened, no file, no socket, no pipe
//!   (`RLIMIT_NOFILE` 0); nothing is written to a file (`RLIMIT_FSIZE` 0; a pipe is none); no process and no thread begins
//!   (`RLIMIT_NPROC` 0, which does not bind root); no memory is dumped;
//! * on Linux no new privileges, whatever would be run;
//! * on Linux for x86-64 and ARM64 a filter of system calls (seccomp, since 3.5): those that are listed below, most of them for
//!   one descriptor alone. So there are no files, no network, no other process, no signal to one, no memory that can be
//!   written and then run, and what was inherited from whoever started the program can neither be read nor written. Any
//!   other call answers as that of a kernel that does not know it (`ENOSYS`): C libraries have another way then, or do
//!   without.
//!
//! Where a kernel refuses one of them (an old one, one that is emulated), the others are left, and the reading goes on.
//!
//! Landlock was refused (`landlock` is safe as well): it says which files and ports the calls may reach that open and
//! connect, and the filter has none of them. Kernels have it later (5.13, the network 6.7), distributions leave it off,
//! and it brings a second `syn` into the tree.

use std::fs::File;

/// The most seconds of processor time.
const PROCESSOR: u64 = 600;

/// Confines this process to the file. What no system knows is left out.
#[cfg(unix)]
pub(super) fn confine(memory: u64, file: &File) {
    limit(memory);
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::set_no_new_privs(true);
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    filter::enforce(file);
    #[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
    let _ = file;
}

#[cfg(windows)]
pub(super) fn confine(memory: u64, _: &File) {
    // Where the system refuses, the patience of the other side is left.
    let _ = crate::host::windows::limit_this_process(memory, PROCESSOR);
}

/// So many seconds later Linux would kill it. Where both are equal it kills at once (SIGKILL), as whoever else ends a
/// process does, and nobody could tell which it was; so it says first whose time is over (SIGXCPU, setrlimit(2)).
#[cfg(unix)]
const AFTERWARDS: u64 = 10;

#[cfg(unix)]
fn limit(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most, maximum) in [
        (Resource::As, memory, memory),
        (Resource::Cpu, PROCESSOR, PROCESSOR + AFTERWARDS),
        (Resource::Nofile, 0, 0),
        (Resource::Fsize, 0, 0),
        (Resource::Nproc, 0, 0),
        (Resource::Core, 0, 0),
    ] {
        // Where the system knows no such limit, the patience of the other side is left.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(maximum) });
    }
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter {
    use std::fs::File;
    use std::os::fd::AsRawFd;

    use seccompiler::SeccompCmpArgLen::Dword;
    use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule, TargetArch, apply_filter,
    };

    /// Whatever is asked of the system: time, memory, how a fault ends, the end itself. (A size or a date of a file by its
    /// name is told as well, by the calls that tell that of an open one.)
    const FREE: &[i64] = &[
        libc::SYS_brk,
        libc::SYS_clock_gettime,
        libc::SYS_close,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_fstat,
        libc::SYS_futex,
        libc::SYS_getpid,
        libc::SYS_getrandom,
        libc::SYS_gettid,
        libc::SYS_madvise,
        libc::SYS_mremap,
        libc::SYS_munmap,
        libc::SYS_newfstatat,
        libc::SYS_restart_syscall,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sched_yield,
        libc::SYS_sigaltstack,
        libc::SYS_statx,
    ];

    /// With the file alone.
    const OF_FILE: &[i64] = &[libc::SYS_lseek, libc::SYS_pread64, libc::SYS_read, libc::SYS_readv];

    /// With the pipe for answers, and with what goes nowhere.
    const OF_PIPES: &[i64] = &[libc::SYS_write, libc::SYS_writev];

    /// With this process alone: what a fault does to it (`abort`).
    const OF_ITSELF: &[i64] = &[libc::SYS_tgkill, libc::SYS_tkill];

    pub(super) fn enforce(file: &File) {
        // A kernel that has no filters says so, and the limits are left.
        let _ = program(file).and_then(|program| apply_filter(&program).map_err(drop));
    }

    fn program(file: &File) -> Result<BpfProgram, ()> {
        let file = file.as_raw_fd().unsigned_abs();
        let arch = TargetArch::try_from(std::env::consts::ARCH).map_err(drop)?;
        let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
        let rules = rules(file.into(), std::process::id().into()).map_err(drop)?.into_iter().collect();
        let filter = SeccompFilter::new(rules, unknown, SeccompAction::Allow, arch).map_err(drop)?;
        filter.try_into().map_err(drop)
    }

    /// Each call that may be made, and how.
    fn rules(file: u64, itself: u64) -> Result<Vec<(i64, Vec<SeccompRule>)>, seccompiler::BackendError> {
        let first = |value| SeccompRule::new(vec![SeccompCondition::new(0, Dword, Eq, value)?]);
        let [anonymous, run] = [libc::MAP_ANONYMOUS, libc::PROT_EXEC].map(|flag| u64::from(flag.unsigned_abs()));
        let never_run = || SeccompCondition::new(2, Dword, MaskedEq(run), 0);
        let of_nobody = SeccompCondition::new(3, Dword, MaskedEq(anonymous), anonymous)?;
        let mut rules: Vec<_> = FREE.iter().map(|call| (*call, Vec::new())).collect();
        for (calls, given) in [(OF_FILE, &[file][..]), (OF_PIPES, &[1, 2]), (OF_ITSELF, &[itself])] {
            for call in calls {
                rules.push((*call, given.iter().map(|value| first(*value)).collect::<Result<_, _>>()?));
            }
        }
        rules.push((libc::SYS_mmap, vec![SeccompRule::new(vec![never_run()?, of_nobody])?]));
        rules.push((libc::SYS_mprotect, vec![SeccompRule::new(vec![never_run()?])?]));
        Ok(rules)
    }
}

#[cfg(test)]
mod tests;
