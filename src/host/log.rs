//! The trace log (`--log FILE`): everything the program does, for whoever has to find out later.
//!
//! Verbs and effects write to it through `tracing`; the records of the HTTP and TLS libraries come in
//! as well. A form that is sent and an answer as it came never do: they hold the password, or may
//! repeat it. The log is a by-product: one that cannot be opened keeps a run from starting, and one that
//! cannot be written later disturbs nothing but is told at the end.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use thiserror::Error;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::detail::Details;
use super::rules::{NameFlaw, System};
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, shown};
use crate::text::system::said;

/// The first line of a log. A file that begins otherwise is somebody's, and nothing is added to it.
const FORMAT: &str = "vdsbatch log 1\n";

/// The most characters of a record.
const LONGEST: usize = 4000;

/// Whether a record could not be written.
static TORN: AtomicBool = AtomicBool::new(false);

/// Why there is no log.
#[derive(Debug, Error)]
pub enum LogError {
    /// It is a symbolic link.
    #[error("the log `{}` is a symbolic link", .0.shown())]
    Link(PathBuf),
    /// It is a folder, a pipe or a device, or a file that holds something else.
    #[error("`{}` is not a log of this program", .0.shown())]
    NoLog(PathBuf),
    /// No file of the system bears that name.
    #[error("no log can have the name `{}`", .0.shown())]
    BadName(PathBuf, NameFlaw),
    /// It cannot be opened.
    #[error("cannot open the log `{}`: {error}", .file.shown())]
    Open {
        /// The file.
        file: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl LogError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let name = |file: &Path| file.shown();
        match self {
            Self::Link(file) => {
                let file = name(file);
                tr!(
                    lang,
                    "the log `{file}` is a symbolic link (name the file itself with --log)",
                    "журнал отладки `{file}` — символическая ссылка (укажите в --log сам файл)"
                )
            }
            Self::NoLog(file) => {
                let file = name(file);
                tr!(
                    lang,
                    "`{file}` is not a log of this program, so nothing is added to it (name a new file with --log)",
                    "`{file}` — не журнал отладки этой программы, в него ничего не пишется (укажите в --log новый файл)"
                )
            }
            Self::BadName(file, flaw) => format!("--log `{}`: {}", name(file), flaw.message(lang)),
            Self::Open { file, error } => {
                let (file, error) = (name(file), said(&error.to_string(), lang));
                tr!(
                    lang,
                    "cannot open the log `{file}`: {error} (name another file with --log)",
                    "не удалось открыть журнал отладки `{file}`: {error} (укажите в --log другой файл)"
                )
            }
        }
    }
}

/// Opens the log and writes to it from now on, and tells details in the language given; does nothing without either.
///
/// # Errors
///
/// [`LogError`] when the file cannot be opened or have that name, is a link, or holds something else.
pub fn start(file: Option<&Path>, details: Option<Lang>) -> Result<(), LogError> {
    if file.is_none() && details.is_none() {
        return Ok(());
    }
    let layer = |file| {
        let layer = tracing_subscriber::fmt::layer().with_ansi(false).with_thread_names(true);
        layer.log_internal_errors(false).with_writer(Lines(file))
    };
    let log = file.map(open).transpose()?.map(layer);
    // Only one log can be written at a time: the first of a process.
    let _ = tracing_subscriber::registry().with(log).with(details.map(Details)).try_init();
    if file.is_none() {
        return Ok(());
    }
    // Standard error, where a panic goes, may be closed or scroll away.
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!("{panic}");
        told(panic);
    }));
    Ok(())
}

/// Whether something could not be written to the log.
#[must_use]
pub fn is_torn() -> bool {
    TORN.load(Ordering::Relaxed)
}

/// Opens a new log, for its owner only, or one that was begun before.
fn open(path: &Path) -> Result<File, LogError> {
    check_name(path, System::HERE)?;
    let failed = |error: io::Error| LogError::Open { file: path.to_owned(), error };
    if std::fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink()) {
        return Err(LogError::Link(path.to_owned()));
    }
    let mut file =
        super::private::itself(OpenOptions::new().create(true).append(true).read(true)).open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if !meta.is_file() {
        return Err(LogError::NoLog(path.to_owned()));
    }
    if meta.len() == 0 {
        file.write_all(FORMAT.as_bytes()).map_err(failed)?;
        return Ok(file);
    }
    let mut head = String::new();
    let read = (&mut file).take(FORMAT.len() as u64).read_to_string(&mut head);
    if read.is_ok() && head == FORMAT { Ok(file) } else { Err(LogError::NoLog(path.to_owned())) }
}

/// Opens a log that is there, for reading it.
///
/// # Errors
///
/// [`LogError`] when it cannot be opened, or holds something else.
pub fn open_to_read(path: &Path) -> Result<File, LogError> {
    let failed = |error: io::Error| LogError::Open { file: path.to_owned(), error };
    let mut file = unwaiting(OpenOptions::new().read(true)).open(path).map_err(failed)?;
    let is_file = file.metadata().map_err(failed)?.is_file();
    let mut head = String::new();
    let is_log = is_file && (&mut file).take(FORMAT.len() as u64).read_to_string(&mut head).is_ok() && head == FORMAT;
    if is_log { Ok(file) } else { Err(LogError::NoLog(path.to_owned())) }
}

/// Refuses what the system would take for a device, or for something hidden in another file.
fn check_name(path: &Path, system: System) -> Result<(), LogError> {
    match path.file_name().and_then(|name| system.flaw(name)) {
        Some(flaw) => Err(LogError::BadName(path.to_owned(), flaw)),
        None => Ok(()),
    }
}

/// A pipe is not waited for.
#[cfg(unix)]
fn unwaiting(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed())
}

#[cfg(not(unix))]
fn unwaiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Writes each record as one line, cleaned like all foreign text: a library's record may hold some.
struct Lines(File);

impl<'l> MakeWriter<'l> for Lines {
    type Writer = Line<'l>;

    fn make_writer(&'l self) -> Line<'l> {
        Line(&self.0)
    }
}

struct Line<'l>(&'l File);

impl Write for Line<'_> {
    /// Takes one record whole, which is how they are handed over.
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record);
        let line = format!("{}\n", shown(text.trim_end_matches('\n'), LONGEST));
        // Nobody listens to an error of the log while it is written: it is told at the end.
        if self.0.write_all(line.as_bytes()).is_err() {
            TORN.store(true, Ordering::Relaxed);
        }
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_has_a_name_that_the_system_takes() {
        let refused = |name: &str| check_name(&Path::new("logs").join(name), System::Windows);
        for name in ["trace:y.log", "NUL", "CON.log", "a.log."] {
            let error = refused(name).expect_err(name);
            for lang in [Lang::En, Lang::Ru] {
                let said = error.message(lang);
                assert!(said.starts_with("--log `") && said.ends_with(')'), "{said}");
            }
        }
        assert!(refused("журнал.log").is_ok());
        assert!(matches!(open(Path::new(&"n".repeat(300))), Err(LogError::BadName(..))));
    }
}
