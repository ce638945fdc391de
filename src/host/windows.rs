//! What only the system's own calls can do on Windows: the one place of this program that holds `unsafe`.
//!
//! No kept crate offers these calls safely: `win32job` knows no limit of memory or of processor time, and none tells
//! who else is in a console. Each function below makes one call, or one after another on a handle of its own, with
//! memory that lives longer than the call; what a call answers comes back as a value, and nothing of the system's
//! goes out of here but handles that close themselves.

#![expect(unsafe_code, reason = "see above: these calls exist in no safe form")]

use std::ffi::c_void;
use std::io;
use std::os::windows::ffi::OsStrExt;
use std::os::windows::io::{AsHandle, AsRawHandle, FromRawHandle, OwnedHandle};
use std::path::Path;

use windows_sys::Win32::Foundation::HANDLE;
use windows_sys::Win32::Storage::FileSystem::GetDriveTypeW;
use windows_sys::Win32::System::Console::{FlushConsoleInputBuffer, GetConsoleProcessList};
use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
    JOB_OBJECT_LIMIT_PROCESS_TIME, JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation,
    SetInformationJobObject,
};
use windows_sys::Win32::System::SystemInformation::GetTickCount64;
use windows_sys::Win32::System::Threading::GetCurrentProcess;
use windows_sys::Win32::System::WindowsProgramming::DRIVE_REMOTE;

/// Whether the window was opened for this program, as by a double click: then nobody else is in its console
/// (`GetConsoleProcessList`), and the window goes when the program does.
#[must_use]
pub fn is_window_ours() -> bool {
    let mut ids = [0_u32; 2];
    // SAFETY: the list has room for the two numbers that are offered; a longer list is counted and not written.
    let count = unsafe { GetConsoleProcessList(ids.as_mut_ptr(), 2) };
    count == 1
}

/// Forgets the keys that were pressed in the console and not read yet (`FlushConsoleInputBuffer`). Nothing happens where
/// standard input is no console.
pub fn forget_keys() {
    let input = io::stdin();
    // SAFETY: the handle is open for as long as the process runs, and the call refuses what is no console.
    let _ = unsafe { FlushConsoleInputBuffer(input.as_raw_handle()) };
}

/// Whether a drive leads over a network (`GetDriveTypeW`); its root is `Y:\`.
#[must_use]
pub fn is_remote(root: &Path) -> bool {
    let name: Vec<u16> = root.as_os_str().encode_wide().chain([0]).collect();
    // SAFETY: the name ends in a zero, and lives until the call is over.
    let kind = unsafe { GetDriveTypeW(name.as_ptr()) };
    kind == DRIVE_REMOTE
}

/// Milliseconds since the machine started; they go on while it sleeps (`GetTickCount64`).
#[must_use]
pub fn since_start() -> u64 {
    // SAFETY: the call takes nothing.
    unsafe { GetTickCount64() }
}

/// Limits this process for good: bytes of memory that it may hold, and seconds of processor time (`JOB_OBJECT_LIMIT_PROCESS_MEMORY`,
/// `JOB_OBJECT_LIMIT_PROCESS_TIME`).
///
/// # Errors
///
/// When the system refuses; nothing is limited then.
pub fn limit_this_process(memory: u64, seconds: u64) -> io::Result<()> {
    let job = job(|limits| {
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_PROCESS_TIME;
        limits.ProcessMemoryLimit = usize::try_from(memory).unwrap_or(usize::MAX);
        // In steps of 100 nanoseconds.
        limits.BasicLimitInformation.PerProcessUserTimeLimit =
            i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(10_000_000);
    })?;
    // SAFETY: the call takes nothing and answers a number that stands for this process and needs no closing.
    let this = unsafe { GetCurrentProcess() };
    // The job lives for as long as a process is in it: its handle may go.
    put(this, &job)
}

/// What ends a process when it is dropped, and so when this program ends, however that comes
/// (`JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE`).
#[derive(Debug)]
pub struct Leash {
    _job: OwnedHandle,
}

impl Leash {
    /// Ties a process to this one.
    ///
    /// # Errors
    ///
    /// When the system refuses; the process is as free as before then.
    pub fn on(process: &impl AsHandle) -> io::Result<Self> {
        let job = job(|limits| limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE)?;
        put(process.as_handle().as_raw_handle(), &job)?;
        Ok(Self { _job: job })
    }
}

/// A job object without a name, with limits.
fn job(limit: impl FnOnce(&mut JOBOBJECT_EXTENDED_LIMIT_INFORMATION)) -> io::Result<OwnedHandle> {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limit(&mut limits);
    // SAFETY: both arguments may be null: the usual rights, and no name.
    let made = unsafe { CreateJobObjectW(std::ptr::null(), std::ptr::null()) };
    if made.is_null() {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the handle is new, sound and nobody else's.
    let job = unsafe { OwnedHandle::from_raw_handle(made) };
    let length = u32::try_from(size_of_val(&limits)).map_err(io::Error::other)?;
    let limits: *const c_void = (&raw const limits).cast();
    // SAFETY: the handle is open, and the limits are of the kind that is named and as long as is said.
    let set =
        unsafe { SetInformationJobObject(job.as_raw_handle(), JobObjectExtendedLimitInformation, limits, length) };
    done(set).map(|()| job)
}

fn put(process: HANDLE, job: &OwnedHandle) -> io::Result<()> {
    // SAFETY: both handles are open.
    done(unsafe { AssignProcessToJobObject(job.as_raw_handle(), process) })
}

fn done(answer: i32) -> io::Result<()> {
    if answer == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_process_on_a_leash_ends_with_it() {
        let mut waiting = Command::new("cmd").args(["/c", "pause"]).stdin(Stdio::piped()).spawn().expect("cmd");
        // Held open: nothing but the leash ends it.
        let _input = waiting.stdin.take();
        let leash = Leash::on(&waiting).expect("a leash");
        assert!(waiting.try_wait().expect("a process").is_none(), "it waits for a key");
        drop(leash);
        let (ended, end) = std::sync::mpsc::channel();
        std::thread::spawn(move || ended.send(waiting.wait().is_ok()));
        assert_eq!(end.recv_timeout(std::time::Duration::from_mins(1)), Ok(true));
    }

    #[test]
    fn a_drive_of_this_machine_is_not_remote() {
        assert!(!is_remote(Path::new("C:\\")));
    }
}
