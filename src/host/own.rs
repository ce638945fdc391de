//! Programs that the user's own settings name, and nobody else: whoever can write the settings says what is run here.
//!
//! A program is started without a shell, with few variables and none of this program's, and for a limited time; what it
//! prints is read up to a limit. An interrupt ends it with everything that it started. Only [`OwnCommand::of`] makes one,
//! which looks at who may write the settings.

#[cfg(unix)]
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::Path;
#[cfg(unix)]
use std::path::{Component, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use secrecy::zeroize::Zeroizing;

pub use self::under_way::interrupt;
use self::under_way::{UnderWay, end_group};
use crate::run::CommandFault;

mod under_way;

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
    /// [`CommandFault::NotStarted`], [`CommandFault::TooLong`] and [`CommandFault::Interrupted`].
    pub fn run(&self, purpose: Purpose, input: Vec<u8>, limit: Duration) -> Result<Ended, CommandFault> {
        let failed = |error: std::io::Error| CommandFault::NotStarted(error.to_string());
        let mut child = self.command(purpose).spawn().map_err(failed)?;
        let under_way = UnderWay::of(&child, purpose == Purpose::Password);
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
        // Whatever it printed until then is no whole password.
        if under_way.is_interrupted() {
            return Err(CommandFault::Interrupted);
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
    // Room that needs no more: what grows leaves its old place as it was, and this may be a password.
    let kept = Arc::new(Mutex::new(Vec::with_capacity(MOST)));
    let filled = Arc::clone(&kept);
    std::thread::spawn(move || {
        let mut piece = Zeroizing::new([0; 4096]);
        // An error ends it as its end does.
        while let Ok(read @ 1..) = stream.read(&mut *piece) {
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
    end_group(child.id());
    let _ = child.kill();
    let _ = child.wait();
}

/// So many links of a chain are followed, as the system follows them (`MAXSYMLINKS`).
#[cfg(unix)]
const LINKS: usize = 40;

/// Whether nobody but this user and root can change a file, or lead its name elsewhere: the owner and rights of the
/// file, of every link on the way and of every folder above each of them.
#[cfg(unix)]
fn is_own(file: &Path) -> Result<(), CommandFault> {
    let other = |path: &Path| CommandFault::NotOwn(path.display().to_string());
    let (mut at, mut links) = (PathBuf::from("/"), 0);
    is_kept(&at).map_err(|()| other(&at))?;
    // The next part last. Links are replaced by where they lead, so that `..` is the folder above.
    let mut left = parts(&std::path::absolute(file).map_err(|_| other(file))?);
    while let Some(part) = left.pop() {
        match Path::new(&part).components().next() {
            Some(Component::ParentDir) => drop(at.pop()),
            Some(Component::RootDir) => at = PathBuf::from("/"),
            Some(Component::Normal(name)) => {
                at.push(name);
                is_kept(&at).map_err(|()| other(&at))?;
                let Ok(leads) = std::fs::read_link(&at) else { continue };
                links += 1;
                if links > LINKS {
                    return Err(other(file));
                }
                at.pop();
                left.extend(parts(&leads));
            }
            Some(Component::CurDir | Component::Prefix(_)) | None => {}
        }
    }
    Ok(())
}

/// The parts of a path, the last one first.
#[cfg(unix)]
fn parts(path: &Path) -> Vec<OsString> {
    path.components().rev().map(|part| part.as_os_str().to_owned()).collect()
}

/// Whether nobody but this user and root can change or replace what has this very name, which may be a link.
#[cfg(unix)]
fn is_kept(path: &Path) -> Result<(), ()> {
    use std::os::unix::fs::MetadataExt;
    let meta = std::fs::symlink_metadata(path).map_err(drop)?;
    let is_ours = [rustix::process::geteuid().as_raw(), 0].contains(&meta.uid());
    // In a folder such as /tmp nobody replaces what is another's; a link has no rights of its own.
    let is_shared_well = meta.is_symlink() || (meta.is_dir() && meta.mode() & 0o1000 != 0);
    if is_ours && (meta.mode() & 0o022 == 0 || is_shared_well) { Ok(()) } else { Err(()) }
}

#[cfg(not(unix))]
fn is_own(_: &Path) -> Result<(), CommandFault> {
    Err(CommandFault::NotHere)
}

#[cfg(all(test, unix))]
mod tests;
