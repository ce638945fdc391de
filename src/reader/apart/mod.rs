//! Workbooks read in a process of their own, under limits.
//!
//! Nothing that a file does to its reader reaches the program: memory that cannot be had, an endless
//! search, a fault deep in a format end that process, and this one says so. It is the same binary
//! with a verb that is not shown; it gets the file as its standard input and the [`Ask`] as its only
//! argument, an environment without anything in it, gives up whatever else it could do ([`confine`]), and answers with
//! [`Message`]s. It reads no settings and writes no log. On Windows it ends with this program as well, however that ends;
//! elsewhere it does with its next message.

mod confine;
mod wire;

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use self::wire::{Batch, Message};
use super::book;
use super::choose::Wanted;
use super::error::{Lost, SheetError};
use super::head::Head;
use super::hidden::Hidden;
use super::names::{Names, TableColumns};
use super::raw::Each;
use crate::run::exit::Exit;

/// The verb that makes this program a reader.
pub const VERB: &str = "read-workbook";

/// The most bytes of address space that the reader may have; on Windows, of memory that the system promised it (commit).
/// Below 512 MB, since what is resident is never more than the addresses. An `.xlsx` of a million rows is streamed in a
/// third of it; of the formats that are held whole, 100,000 rows of an `.ods` took 137 MB.
pub const MEMORY: u64 = 480 << 20;

/// How long nothing may come from the reader.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// What a program does not start without: on Windows its libraries ask where the system is, elsewhere its loader may have
/// been told where they are.
const NEEDED: &[&str] = if cfg!(windows) { &["SystemRoot"] } else { &["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"] };

/// Rows of one message.
const BATCH: usize = 256;

/// Bytes of one message, beyond which no row is added.
const LENGTH: usize = 4 << 20;

/// How workbooks are read apart.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The program, which is this one.
    pub program: PathBuf,
    /// How long nothing may come.
    pub patience: Duration,
    /// The most bytes, of address space, or on Windows of memory that is kept for it.
    pub memory: u64,
}

impl Apart {
    /// By the program that runs, within the usual limits. Where it cannot tell where it is, no
    /// workbook is read, rather than one that could take it along.
    #[must_use]
    pub fn usual() -> Self {
        Self { program: itself().unwrap_or_default(), patience: PATIENCE, memory: MEMORY }
    }
}

/// The file of the program that runs. In a root without `/proc` the system does not say: there it is what was started by
/// its whole path.
fn itself() -> Option<PathBuf> {
    let typed = || std::env::args_os().next().map(PathBuf::from).filter(|typed| typed.is_absolute());
    std::env::current_exe().ok().or_else(typed)
}

/// What the reader is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Ask {
    /// The file's name, for messages only.
    file: String,
    sheet: Option<String>,
    hidden: Option<Hidden>,
    memory: u64,
    /// The columns that only the tariff table knows.
    #[serde(default)]
    table: Option<TableColumns>,
}

/// A workbook that is being read apart.
#[derive(Debug)]
pub(super) struct Reader {
    child: Child,
    /// Its messages as they stand: whoever drops their rows makes them.
    messages: Receiver<Vec<u8>>,
    patience: Duration,
    /// None where the system refuses one: then it ends with its next message.
    #[cfg(windows)]
    _leash: Option<crate::host::windows::Leash>,
}

impl Reader {
    /// Starts a reader and waits for what it finds of the sheet and its columns.
    pub(super) fn open(
        file: &str,
        mut handle: File,
        apart: &Apart,
        (sheet, hidden, table): (Option<&str>, Option<Hidden>, Option<&TableColumns>),
    ) -> Result<(Head, Self), SheetError> {
        handle.seek(SeekFrom::Start(0)).map_err(|error| SheetError::io(file, &error))?;
        let ask = Ask {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            hidden,
            memory: apart.memory,
            table: table.cloned(),
        };
        let ask = serde_json::to_string(&ask).map_err(|_| lost(file, Lost::NotStarted))?;
        let mut command = Command::new(&apart.program);
        // By its handle and not by name: another file may stand under the name by now.
        command.arg(VERB).arg(ask).stdin(handle).stdout(Stdio::piped()).stderr(Stdio::null());
        // The environment may hold a password.
        command.env_clear().envs(NEEDED.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        if cfg!(target_env = "musl") {
            // mimalloc reserves a GiB of addresses at once, which the limit of memory counts.
            command.env("MIMALLOC_ARENA_RESERVE", "0");
        }
        let mut child = command.spawn().map_err(|_| lost(file, Lost::NotStarted))?;
        #[cfg(windows)]
        let leash = crate::host::windows::Leash::on(&child).ok();
        // A channel, since a pipe cannot be waited for with a limit; a short one, so that rows do not pile up.
        let (passing, messages) = sync_channel(8);
        if let Some(answers) = child.stdout.take() {
            std::thread::spawn(move || pass_on(answers, &passing));
        }
        let mut reader = Self {
            child,
            messages,
            patience: apart.patience,
            #[cfg(windows)]
            _leash: leash,
        };
        match reader.next(file)? {
            Message::Head(head) => (*head).map(|head| (head, reader)),
            Message::Rows(_) | Message::End(_) => Err(lost(file, Lost::Failed)),
        }
    }

    /// Streams the rows.
    pub(super) fn rows(&mut self, file: &str, each: Each<'_>) -> Result<(), SheetError> {
        loop {
            match self.next(file)? {
                Message::Rows(rows) => {
                    for row in rows {
                        if each(row).is_break() {
                            return Ok(());
                        }
                    }
                }
                Message::End(end) => return *end,
                Message::Head(_) => return Err(lost(file, Lost::Failed)),
            }
        }
    }

    fn next(&mut self, file: &str) -> Result<Message, SheetError> {
        let message = self.messages.recv_timeout(self.patience).map_err(|error| match error {
            RecvTimeoutError::Timeout => lost(file, Lost::Time),
            RecvTimeoutError::Disconnected => lost(file, self.child.wait().map_or(Lost::Failed, how)),
        })?;
        wire::message(&message).ok_or_else(|| lost(file, Lost::Failed))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Either does nothing to a process that has ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes messages from the pipe until it ends.
fn pass_on(mut answers: impl Read, passing: &SyncSender<Vec<u8>>) {
    while let Some(message) = wire::take(&mut answers) {
        if passing.send(message).is_err() {
            return;
        }
    }
}

/// How a process ended that did not say.
#[cfg(unix)]
fn how(status: ExitStatus) -> Lost {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt;
    match status.signal().and_then(Signal::from_named_raw) {
        // What a process does to itself that asks for memory in vain.
        Some(Signal::ABORT | Signal::SEGV) => Lost::Memory,
        Some(Signal::XCPU) => Lost::Time,
        // No process does this to itself. The system does so as well that is short of memory.
        Some(Signal::KILL | Signal::TERM | Signal::INT | Signal::HUP | Signal::QUIT) => Lost::Ended,
        _ => Lost::Failed,
    }
}

#[cfg(windows)]
fn how(status: ExitStatus) -> Lost {
    // Windows gives what a process died of as its exit code (`NTSTATUS`, in 32 bits).
    how_on_windows(status.code().unwrap_or_default().cast_unsigned())
}

/// What the exit code of a process on Windows says.
#[cfg(any(windows, test))]
const fn how_on_windows(code: u32) -> Lost {
    match code {
        // STATUS_NO_MEMORY, STATUS_COMMITMENT_LIMIT; STATUS_STACK_BUFFER_OVERRUN, which is how a process of Rust ends that asks for
        // memory in vain; STATUS_ACCESS_VIOLATION and STATUS_STACK_OVERFLOW, as SIGSEGV elsewhere.
        0xc000_0017 | 0xc000_012d | 0xc000_0409 | 0xc000_0005 | 0xc000_00fd => Lost::Memory,
        // ERROR_NOT_ENOUGH_QUOTA: a job object ends a process with it whose time is over.
        1816 => Lost::Time,
        // What whoever ends a process gives (`TerminateProcess`): the task manager 1, as the reader itself where nobody
        // takes its answers; STATUS_CONTROL_C_EXIT, STATUS_VIRUS_INFECTED.
        1 | 0xc000_013a | 0xc000_0906 => Lost::Ended,
        _ => Lost::Failed,
    }
}

fn lost(file: &str, how: Lost) -> SheetError {
    SheetError::Lost { file: file.to_owned(), how }
}

/// What a reader is asked, where the words on the command line say that this process is one.
#[must_use]
pub fn asked(words: &[OsString]) -> Option<&str> {
    match words {
        [_, verb, ask] if verb == VERB => ask.to_str(),
        _ => None,
    }
}

/// The reader's side: reads the workbook on standard input as it was asked, and answers on standard
/// output. Says how it ended.
#[must_use]
pub fn serve(ask: &str) -> Exit {
    let Ok(ask) = serde_json::from_str::<Ask>(ask) else { return Exit::Usage };
    let Some(handle) = standard_input() else { return Exit::Usage };
    // Before the first byte of the file is looked at.
    confine::confine(ask.memory, &handle);
    let mut out = std::io::stdout().lock();
    let names = Names::new(ask.table.as_ref());
    let wanted = Wanted { sheet: ask.sheet.as_deref(), hidden: ask.hidden, names: &names };
    let opened = book::open(&ask.file, handle.into(), &wanted);
    let (head, mut source) = match opened {
        Ok(opened) => opened,
        Err(error) => return sent(wire::write(&mut out, &Message::Head(Box::new(Err(error))))),
    };
    if wire::write(&mut out, &Message::Head(Box::new(Ok(head)))).and_then(|()| out.flush()).is_err() {
        return Exit::NotRun;
    }
    let mut batch = Batch::new();
    let mut written = Ok(());
    let end = source.rows(&ask.file, &mut |row| {
        batch.add(&row);
        if batch.rows >= BATCH || batch.length() > LENGTH {
            written = batch.write(&mut out);
        }
        // Nobody listens any more.
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let end = Message::End(Box::new(end));
    sent(written.and_then(|()| batch.write(&mut out)).and_then(|()| wire::write(&mut out, &end)))
}

fn sent(written: std::io::Result<()>) -> Exit {
    let told = written.and_then(|()| std::io::stdout().flush());
    if told.is_ok() { Exit::Done } else { Exit::NotRun }
}

#[cfg(unix)]
fn standard_input() -> Option<File> {
    use std::os::fd::AsFd;
    Some(File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?))
}

#[cfg(windows)]
fn standard_input() -> Option<File> {
    use std::os::windows::io::AsHandle;
    Some(File::from(std::io::stdin().as_handle().try_clone_to_owned().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exit_code_of_windows_says_how_a_reader_was_lost() {
        for (codes, how) in [
            (&[0xc000_0409, 0xc000_012d, 0xc000_00fd][..], Lost::Memory),
            (&[1816], Lost::Time),
            (&[1, 0xc000_013a, 0xc000_0906], Lost::Ended),
            (&[0xc000_0374, 101, 0], Lost::Failed),
        ] {
            for code in codes {
                assert_eq!(how_on_windows(*code), how, "{code:#x}");
            }
        }
    }
}
