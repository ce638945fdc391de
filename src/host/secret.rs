//! The account's password: where it comes from. It is never an argument.
//!
//! Every copy that is made here on the way is wiped when it has served. What is left is not ours: the variable of the
//! environment, the buffer of standard input, and what the HTTP client holds of a request.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::zeroize::Zeroizing;
pub use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::console::Console;
use super::held::Patience;
use super::own::{OwnCommand, Purpose};
use crate::account::PASSWORD_VARIABLE;
use crate::run::{CommandFault, LONGEST_PASSWORD, NoPassword};
use crate::text::lang::{Lang, tr};
use crate::text::plain::{Encoding, decode};
use crate::text::printable::{Legible, printable};

/// The account's password, on its way from whoever knows it to the panel.
#[derive(Clone, Debug)]
pub enum Password {
    /// It is known, and cannot be printed.
    Held(SecretString),
    /// It is asked for there.
    AskedFor(Source),
}

/// Where the password is to come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The first line of standard input.
    Stdin,
    /// The first line of a file that only its owner can read.
    File(PathBuf),
    /// What a program of the user's own prints.
    Command(OwnCommand),
    /// The variable of the environment, or else a prompt on the terminal.
    VariableOrPrompt,
}

/// Why there is no password.
#[derive(Debug, Error)]
pub enum SecretError {
    /// It is empty.
    #[error("the password is empty")]
    Empty,
    /// There is no terminal to ask on.
    #[error("no password is given and there is no terminal to ask on")]
    NoTerminal,
    /// It is no regular file.
    #[error("the password file `{}` is no regular file", .0.shown())]
    NotFile(PathBuf),
    /// It holds bytes that no text has.
    #[error("the password holds a zero byte")]
    NotText,
    /// It is longer than any.
    #[error("the password is too long")]
    TooLong,
    /// A program of the user's own did not print it.
    #[error("no password from `{program}`")]
    Command {
        /// The program.
        program: String,
        /// What is wrong with it.
        fault: CommandFault,
    },
    /// The file can be read by others.
    #[error("the password file `{}` is not private", .0.shown())]
    NotPrivate(PathBuf),
    /// Another program holds the file.
    #[error("another program holds the password file `{}`", .0.shown())]
    InUse(PathBuf),
    /// It is kept in another encoding than UTF-8.
    #[error("the password: {0}")]
    Encoded(#[from] Encoding),
    /// The file could not be opened.
    #[error("cannot read the password file `{}`: {why}", .file.shown())]
    FileUnread {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: std::io::Error,
    },
    /// It could not be read.
    #[error("cannot read the password: {0}")]
    Read(std::io::Error),
}

impl SecretError {
    /// The same as values that a ledger keeps.
    #[must_use]
    pub fn kept(&self) -> NoPassword {
        match self {
            Self::Empty => NoPassword::Empty,
            Self::NoTerminal => NoPassword::NoTerminal,
            Self::NotPrivate(file) => NoPassword::NotPrivate(file.display().to_string()),
            Self::NotFile(file) => NoPassword::NotFile(file.display().to_string()),
            Self::NotText => NoPassword::NotText,
            Self::TooLong => NoPassword::TooLong,
            Self::Command { program, fault } => NoPassword::Command { program: program.clone(), fault: fault.clone() },
            Self::InUse(file) => NoPassword::InUse(file.display().to_string()),
            Self::Encoded(Encoding::Utf16) => NoPassword::Utf16,
            Self::Encoded(Encoding::NotUtf8) => NoPassword::NotUtf8,
            Self::FileUnread { file, why } => {
                NoPassword::FileUnread { file: file.display().to_string(), why: why.to_string() }
            }
            Self::Read(error) => NoPassword::Unread(error.to_string()),
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.kept().message(lang)
    }
}

/// How long a program may take to print the password: somebody may have to type what opens a keyring.
const PATIENCE: Duration = Duration::from_mins(2);

impl Password {
    /// Reads the password where nobody has to be asked for it: what is wrong with a file or with
    /// standard input is told before anything else is done, a person is not asked before they must be.
    ///
    /// # Errors
    ///
    /// [`SecretError`] when it stands not where it should.
    pub fn without_asking(self) -> Result<Self, SecretError> {
        match self {
            Self::AskedFor(source @ (Source::Stdin | Source::File(_))) => Ok(Self::Held(fetch(&source, "")?)),
            // A program may ask somebody, and so is started when its password is needed.
            Self::AskedFor(Source::VariableOrPrompt | Source::Command(_)) | Self::Held(_) => Ok(self),
        }
    }

    /// The password; `prompt` is what a person is asked.
    ///
    /// # Errors
    ///
    /// [`SecretError`] when there is none.
    pub fn get(&self, prompt: &str) -> Result<SecretString, SecretError> {
        match self {
            Self::Held(password) => Ok(password.clone()),
            Self::AskedFor(source) => fetch(source, prompt),
        }
    }
}

/// Whether the environment holds a password.
#[must_use]
pub fn is_in_environment() -> bool {
    std::env::var_os(PASSWORD_VARIABLE).is_some()
}

/// Every password that can be had here without asking anybody: for whoever must not repeat one.
#[must_use]
pub fn lying_about(file: Option<PathBuf>) -> Vec<SecretString> {
    let variable = std::env::var(PASSWORD_VARIABLE).ok().map(SecretString::from);
    // Also one that is not private enough to be used: what stands in it is a password all the same.
    let line = |path: PathBuf| first_line_of_file(regular_file(&path)?).ok();
    let kept = file.and_then(line).map(|line| SecretString::from(line.as_str()));
    variable.into_iter().chain(kept).collect()
}

/// Where a password in the environment comes from, and that it is not shown.
#[must_use]
pub fn whence(lang: Lang) -> String {
    if is_in_environment() {
        tr!(lang, "password: from {PASSWORD_VARIABLE}, not shown\n", "пароль: из {PASSWORD_VARIABLE}, не показан\n")
    } else {
        lang.pick("password: not stored\n", "пароль: не хранится\n").to_owned()
    }
}

fn fetch(source: &Source, prompt: &str) -> Result<SecretString, SecretError> {
    let text = match source {
        Source::Stdin => first_line(std::io::stdin().lock())?,
        Source::File(file) => first_line_of_file(private_file(file)?)?,
        Source::Command(command) => printed(command)?,
        Source::VariableOrPrompt => match std::env::var(PASSWORD_VARIABLE) {
            Ok(password) => password.into(),
            // A prompt that goes into a pipe would wait for ever.
            Err(_) if std::io::stdin().is_terminal() => typed_hidden(prompt).map_err(SecretError::Read)?.into(),
            Err(_) => return Err(SecretError::NoTerminal),
        },
    };
    // By reference: a text with room to spare would be moved, and its old place kept.
    if text.is_empty() { Err(SecretError::Empty) } else { Ok(SecretString::from(text.as_str())) }
}

/// What is typed unseen. Standard error asks, where somebody sees it: a console of Windows takes the bytes of a file as
/// those of its own code page, and `rpassword` writes into one (`CONOUT$`).
fn typed_hidden(prompt: &str) -> io::Result<String> {
    let mut err = io::stderr().lock();
    if !err.is_terminal() {
        return rpassword::prompt_password(prompt);
    }
    write!(err, "{prompt}")?;
    err.flush()?;
    drop(err);
    rpassword::read_password()
}

/// The first line, without the one mark that some editors and shells put in front of a text as UTF-8.
fn first_line(input: impl BufRead) -> Result<Zeroizing<String>, SecretError> {
    let mut line = room();
    input.take(MOST_READ as u64).read_until(b'\n', &mut line).map_err(SecretError::Read)?;
    line_of(&line)
}

/// The same of a file, past no buffer.
fn first_line_of_file(file: File) -> Result<Zeroizing<String>, SecretError> {
    let mut begin = room();
    file.take(MOST_READ as u64).read_to_end(&mut begin).map_err(SecretError::Read)?;
    line_of(begin.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
}

/// So many bytes are read: the mark and the end of a line are none of a password.
const MOST_READ: usize = LONGEST_PASSWORD + 8;

/// Room that needs no more, since what grows leaves its old place as it was. (The end of a file is looked for behind it.)
fn room() -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(MOST_READ + 64))
}

/// A line without its mark and its end.
fn line_of(line: &[u8]) -> Result<Zeroizing<String>, SecretError> {
    if line.contains(&0) && !is_of_two_bytes(line) {
        return Err(SecretError::NotText);
    }
    let text = Zeroizing::new(decode(line.to_vec())?);
    let line = text.trim_end_matches(['\r', '\n']);
    if line.len() > LONGEST_PASSWORD { Err(SecretError::TooLong) } else { Ok(Zeroizing::new(line.to_owned())) }
}

/// Whether every second byte is empty, or a mark says that the text has two for each sign. The line may end within one.
fn is_of_two_bytes(line: &[u8]) -> bool {
    let is_empty =
        |first: usize| line.iter().skip(first).step_by(2).take(line.len().saturating_sub(1) / 2).all(|byte| *byte == 0);
    let has_two = line.len() > 1;
    line.starts_with(&[0xff, 0xfe]) || line.starts_with(&[0xfe, 0xff]) || (has_two && (is_empty(0) || is_empty(1)))
}

/// The one line that a program prints.
fn printed(command: &OwnCommand) -> Result<Zeroizing<String>, SecretError> {
    let failed = |fault| SecretError::Command { program: command.program().to_owned(), fault };
    let ended = command.run(Purpose::Password, Vec::new(), PATIENCE).map_err(failed)?;
    let (stdout, stderr) = (Zeroizing::new(ended.stdout), Zeroizing::new(ended.stderr));
    let line = one_line(&stdout);
    // What it repeats of the password is told to nobody.
    let said = String::from_utf8_lossy(&stderr);
    let repeats = line.as_ref().is_ok_and(|line| !line.is_empty() && said.contains(line.as_str()));
    let got = if ended.status.success() { line } else { Err(CommandFault::Failed(ended.status.code())) };
    if got.is_err() && !repeats {
        // It may name a secret, so whoever watches sees it, and no log, no answer and no other program does.
        said.lines().take(SAID).for_each(|line| Console::mutter(&format!("`{PROGRAM}`: {}", printable(line))));
    }
    got.map_err(failed)
}

/// The setting that names the program.
const PROGRAM: &str = "password_command";

/// So many lines of what a program said are shown.
const SAID: usize = 10;

/// The only line of a text.
fn one_line(bytes: &[u8]) -> Result<Zeroizing<String>, CommandFault> {
    if bytes.len() > LONGEST_PASSWORD {
        return Err(CommandFault::TooMuch);
    }
    let text = Zeroizing::new(decode(bytes.to_vec()).map_err(|_| CommandFault::NotOneLine)?);
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() || line.contains(['\n', '\r']) {
        Err(CommandFault::NotOneLine)
    } else {
        Ok(line.to_owned().into())
    }
}

/// A file that is none but a file, which opens at once.
fn regular_file(path: &Path) -> Option<File> {
    let is_file = std::fs::metadata(path).ok()?.is_file();
    is_file.then(|| File::open(path).ok())?
}

/// Opens a file; one that another program holds is waited for.
fn opened(path: &Path, patience: Patience<'_>, open: impl FnMut() -> io::Result<File>) -> Result<File, SecretError> {
    patience.again(open).map_err(|error| {
        if patience.is_held(&error) {
            SecretError::InUse(path.into())
        } else {
            SecretError::FileUnread { file: path.into(), why: error }
        }
    })
}

#[cfg(unix)]
fn private_file(path: &Path) -> Result<File, SecretError> {
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
    // A pipe is not waited for.
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let open = || File::options().read(true).custom_flags(flags).open(path);
    let file = opened(path, Patience::READING, open)?;
    let meta = file.metadata().map_err(SecretError::Read)?;
    if !meta.is_file() {
        return Err(SecretError::NotFile(path.into()));
    }
    let is_ours = [rustix::process::geteuid().as_raw(), 0].contains(&meta.uid());
    // systemd lets a service read what belongs to root, by a list of rights that shows as those of the group.
    let kept_from = if is_credential(path) { 0o027 } else { 0o077 };
    if is_ours && meta.mode() & kept_from == 0 { Ok(file) } else { Err(SecretError::NotPrivate(path.into())) }
}

/// Whether it stands in the folder where systemd lays the secrets of this service, and of no other.
#[cfg(unix)]
fn is_credential(path: &Path) -> bool {
    let folder = std::env::var_os("CREDENTIALS_DIRECTORY").and_then(|folder| PathBuf::from(folder).canonicalize().ok());
    let named = path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
    folder.is_some() && named == folder
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> Result<File, SecretError> {
    let file = opened(path, Patience::READING, || File::open(path))?;
    let meta = file.metadata().map_err(SecretError::Read)?;
    if meta.is_file() { Ok(file) } else { Err(SecretError::NotFile(path.into())) }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::host::rules::System;

    #[test]
    fn one_mark_in_front_is_dropped_and_utf_16_is_told() {
        let read = |bytes: &[u8]| first_line(bytes);
        for (bytes, password) in [
            (&b"guest\nmore"[..], "guest"),
            (b"\xef\xbb\xbfguest\r\n", "guest"),
            (b"\xef\xbb\xbf\xef\xbb\xbfguest", "\u{feff}guest"),
            ("пароль".as_bytes(), "пароль"),
            (b"\xef\xbb\xbf", ""),
            (b" guest ", " guest "),
        ] {
            assert_eq!(read(bytes).expect("a line").as_str(), password);
        }
        let utf_16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
            [mark.to_vec(), "guest\n".encode_utf16().flat_map(unit).collect()].concat()
        };
        for bytes in [
            utf_16(b"\xff\xfe", u16::to_le_bytes),
            utf_16(b"\xfe\xff", u16::to_be_bytes),
            utf_16(b"", u16::to_le_bytes),
            utf_16(b"", u16::to_be_bytes),
        ] {
            assert!(matches!(read(&bytes), Err(SecretError::Encoded(Encoding::Utf16))), "{bytes:?}");
        }
        assert!(matches!(read(b"\xe3\xee\xf1\xf2\xfc\n"), Err(SecretError::Encoded(Encoding::NotUtf8))));
    }

    #[test]
    fn what_is_no_password_is_told_and_never_cut() {
        for (bytes, is_told) in [
            (vec![b'x'; LONGEST_PASSWORD + 1], "longer"),
            ([vec![b'x'; LONGEST_PASSWORD], b"\n".to_vec()].concat(), ""),
            (b"gue\0st\n".to_vec(), "zero byte"),
            (b"\0".to_vec(), "zero byte"),
        ] {
            let read = first_line(bytes.as_slice()).map_err(|error| error.message(Lang::En));
            assert!(read.as_ref().map_or_else(|said| said.contains(is_told), |_| is_told.is_empty()), "{read:?}");
        }
        for (printed, is_line) in [
            ("geheim\n", true),
            ("geheim", true),
            ("geheim\r\n", true),
            ("a\nb\n", false),
            ("", false),
            ("\n", false),
            ("a\n\n", false),
        ] {
            assert_eq!(one_line(printed.as_bytes()).is_ok(), is_line, "{printed:?}");
        }
        assert_eq!(one_line(&[b'x'; LONGEST_PASSWORD + 1]), Err(CommandFault::TooMuch));
    }

    #[test]
    fn a_password_file_that_another_program_holds_is_waited_for_and_then_named() {
        let waits = Cell::new(0);
        let pause = |_| waits.set(waits.get() + 1);
        let patience = Patience::new(System::Windows, &pause).for_reading();
        // A sharing violation (winerror.h).
        let error = opened(Path::new("pass.txt"), patience, || Err(io::Error::from_raw_os_error(32))).map(drop);
        let Err(error @ SecretError::InUse(_)) = error else { panic!("{error:?}") };
        assert_eq!(waits.get(), 9);
        for lang in [Lang::En, Lang::Ru] {
            let said = error.message(lang);
            assert!(said.contains("`pass.txt`") && said.ends_with(')'), "{said}");
        }
    }
}
