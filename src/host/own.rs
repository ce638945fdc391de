//! Programs that the user's own settings name, and nobody else: whoever can write the settings says what is run here.
//!
//! A program is started without a shell, with few variables and none of this program's, and for a limited time; what it
//! prints is read up to a limit. Only [`OwnCommand::of`] makes one, which looks at who may write the settings.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::run::CommandFault;

/// A program that the user's own settings name, and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCommand {
    program: String,
    arguments: Vec<String>,
}

/// What a program is started for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To print the password.
    Password,
    /// To be told what a run came to.
    Finish,
}

/// What a program did.
#[derive(Debug)]
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed, cut at the limit.
    pub stdout: Vec<u8>,
    /// What it said on standard error, cut at the limit.
    pub stderr: Vec<u8>,
}

/// Variables that a program gets, where they are set.
const VARIABLES: [&str; 17] = [
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "XDG_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "DBUS_SESSION_BUS_ADDRESS",
    "GPG_TTY",
    "GNUPGHOME",
    "PASSWORD_STORE_DIR",
    "DISPLAY",
];

/// Where systemd lays secrets, for a program that prints one.
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";

/// The most bytes of each stream that are read; the rest is thrown away.
pub const MOST: usize = 64 * 1024;

/// How long the streams of a program that has ended are read on, where others hold them.
const REST: Duration = Duration::from_secs(1);

/// How often it is looked whether a program has ended.
const PAUSE: Duration = Duration::from_millis(10);

impl OwnCommand {
    /// The program that these words name, as they stand in this file of settings.
    ///
    /// # Errors
    ///
    /// [`CommandFault::NotOwn`] where others can change the file, [`CommandFault::NotHere`] where nobody can tell, and
    /// [`CommandFault::Relative`] where the program depends on the folder that it is started in.
    pub fn of(settings: &Path, words: &[String]) -> Result<Self, CommandFault> {
        let [program, arguments @ ..] = words else { return Err(CommandFault::NotOneLine) };
        is_own(settings)?;
        if program.contains('/') && !Path::new(program).is_absolute() {
            return Err(CommandFault::Relative);
        }
        Ok(Self { program: program.clone(), arguments: arguments.to_vec() })
    }

    /// The program, as it was named.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Runs it to its end with this on its standard input. At the limit it is ended with everything that it started.
    ///
    /// # Errors
    ///
    /// [`CommandFault::NotStarted`] and [`CommandFault::TooLong`].
    pub fn run(&self, purpose: Purpose, input: Vec<u8>, limit: Duration) -> Result<Ended, CommandFault> {
        let failed = |error: std::io::Error| CommandFault::NotStarted(error.to_string());
        let mut child = self.command(purpose).spawn().map_err(failed)?;
        if let Some(mut stdin) = child.stdin.take() {
            // One that reads nothing closes it, which is its own affair.
            std::thread::spawn(move || drop(stdin.write_all(&input)));
        }
        let (stdout, stderr) = (child.stdout.take().map(reading), child.stderr.take().map(reading));
        let until = Instant::now() + limit;
        let ended = ended(&mut child, until).and_then(|status| {
            // What it started may hold the streams. An agent that stays when a password was printed is waited for no longer
            // than it takes to read that.
            let is_password = purpose == Purpose::Password;
            let until = if is_password { until.min(Instant::now() + REST) } else { until };
            let all = |stream: Option<Reading>| stream.map_or(Some(Vec::new()), |read| read.all(until, is_password));
            Some(Ended { status, stdout: all(stdout)?, stderr: all(stderr)? })
        });
        if ended.is_none() {
            end(&mut child);
        }
        ended.ok_or(CommandFault::TooLong(limit.as_secs()))
    }

    fn command(&self, purpose: Purpose) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).env_clear();
        let more = (purpose == Purpose::Password).then_some(CREDENTIALS);
        for name in VARIABLES.into_iter().chain(more) {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own, so that what it starts ends with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command
    }
}

/// A stream that is read on a thread of its own.
struct Reading {
    /// Its beginning, as far as it came.
    kept: Arc<Mutex<Vec<u8>>>,
    /// Told at its end.
    ended: Receiver<()>,
}

/// Reads a stream to its end on a thread of its own, and keeps its beginning.
fn reading(mut stream: impl Read + Send + 'static) -> Reading {
    let (tell, ended) = channel();
    let kept = Arc::new(Mutex::new(Vec::new()));
    let filled = Arc::clone(&kept);
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        // An error ends it as its end does.
        while let Ok(read @ 1..) = stream.read(&mut piece) {
            let mut kept = filled.lock().unwrap_or_else(PoisonError::into_inner);
            let wanted = read.min(MOST.saturating_sub(kept.len()));
            kept.extend_from_slice(&piece[..wanted]);
        }
        let _ = tell.send(());
    });
    Reading { kept, ended }
}

impl Reading {
    /// What came, once the stream is at its end; where that is `enough`, what came until then.
    fn all(&self, until: Instant, enough: bool) -> Option<Vec<u8>> {
        let is_whole = self.ended.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok();
        let kept = || std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        (is_whole || enough).then(kept)
    }
}

/// How it ended; none if it has not.
fn ended(child: &mut Child, until: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < until => std::thread::sleep(PAUSE),
            Ok(None) | Err(_) => return None,
        }
    }
}

/// Ends it and whatever it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // One that has ended leaves its group to those that it started.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Whether nobody but this user and root can change a file: its owner and rights, and those of every folder above it.
#[cfg(unix)]
fn is_own(file: &Path) -> Result<(), CommandFault> {
    use std::os::unix::fs::MetadataExt;
    let other = |path: &Path| CommandFault::NotOwn(path.display().to_string());
    let named = std::path::absolute(file).map_err(|_| other(file))?;
    // Where a link leads, and the folder in which the link is.
    let whole = named.canonicalize().map_err(|_| other(file))?;
    let beside = named.parent().and_then(|folder| folder.canonicalize().ok());
    let me = rustix::process::geteuid().as_raw();
    for path in whole.ancestors().chain(beside.iter().flat_map(|folder| folder.ancestors())) {
        let meta = std::fs::metadata(path).map_err(|_| other(path))?;
        let is_ours = meta.uid() == me || meta.uid() == 0;
        // In a folder such as /tmp nobody replaces what is another's.
        let is_kept = meta.mode() & 0o022 == 0 || (meta.is_dir() && meta.mode() & 0o1000 != 0);
        if !(is_ours && is_kept) {
            return Err(other(path));
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn is_own(_: &Path) -> Result<(), CommandFault> {
    Err(CommandFault::NotHere)
}

#[cfg(all(test, unix))]
mod tests;
