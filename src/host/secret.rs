//! The account's password: where it comes from. It is never an argument.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

pub use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::held::Patience;
use crate::account::PASSWORD_VARIABLE;
use crate::run::NoPassword;
use crate::text::lang::{Lang, tr};
use crate::text::plain::{Encoding, decode};

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
    /// The file can be read by others, or is no regular file.
    #[error("the password file `{}` is not private", .0.display())]
    NotPrivate(PathBuf),
    /// Another program holds the file.
    #[error("another program holds the password file `{}`", .0.display())]
    InUse(PathBuf),
    /// It is kept in another encoding than UTF-8.
    #[error("the password: {0}")]
    Encoded(#[from] Encoding),
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
            Self::InUse(file) => NoPassword::InUse(file.display().to_string()),
            Self::Encoded(Encoding::Utf16) => NoPassword::Utf16,
            Self::Encoded(Encoding::NotUtf8) => NoPassword::NotUtf8,
            Self::Read(error) => NoPassword::Unread(error.to_string()),
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.kept().message(lang)
    }
}

/// The longest password that is read, in bytes.
const LONGEST: u64 = 4096;

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
            Self::AskedFor(Source::VariableOrPrompt) | Self::Held(_) => Ok(self),
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
    let line = |path: PathBuf| first_line(io::BufReader::new(regular_file(&path)?)).ok();
    variable.into_iter().chain(file.and_then(line).map(SecretString::from)).collect()
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
        Source::File(file) => first_line(std::io::BufReader::new(private_file(file)?))?,
        Source::VariableOrPrompt => match std::env::var(PASSWORD_VARIABLE) {
            Ok(password) => password,
            // A prompt that goes into a pipe would wait for ever.
            Err(_) if std::io::stdin().is_terminal() => typed_hidden(prompt).map_err(SecretError::Read)?,
            Err(_) => return Err(SecretError::NoTerminal),
        },
    };
    if text.is_empty() { Err(SecretError::Empty) } else { Ok(SecretString::from(text)) }
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
fn first_line(input: impl BufRead) -> Result<String, SecretError> {
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line).map_err(SecretError::Read)?;
    Ok(decode(line)?.trim_end_matches(['\r', '\n']).to_owned())
}

/// A file that is none but a file, which opens at once.
fn regular_file(path: &Path) -> Option<File> {
    let is_file = std::fs::metadata(path).ok()?.is_file();
    is_file.then(|| File::open(path).ok())?
}

/// Opens a file; one that another program holds is waited for.
fn opened(path: &Path, patience: Patience<'_>, open: impl FnMut() -> io::Result<File>) -> Result<File, SecretError> {
    patience.again(open).map_err(|error| {
        if patience.is_held(&error) { SecretError::InUse(path.into()) } else { SecretError::Read(error) }
    })
}

#[cfg(unix)]
fn private_file(path: &Path) -> Result<File, SecretError> {
    use std::os::unix::fs::MetadataExt;
    let file = opened(path, Patience::READING, || File::open(path))?;
    let meta = file.metadata().map_err(SecretError::Read)?;
    if meta.is_file() && meta.mode().trailing_zeros() >= 6 {
        Ok(file)
    } else {
        Err(SecretError::NotPrivate(path.into()))
    }
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> Result<File, SecretError> {
    let file = opened(path, Patience::READING, || File::open(path))?;
    let meta = file.metadata().map_err(SecretError::Read)?;
    if meta.is_file() { Ok(file) } else { Err(SecretError::NotPrivate(path.into())) }
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
            assert_eq!(read(bytes).expect("a line"), password);
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
