//! Standard input as a file: read once and whole, for whoever reads it from its beginning more than once.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::sync::Mutex;

/// What stands for standard input, or for standard output, where a file is named.
const NAME: &str = "-";

/// What a sheet from standard input is called, where files are called by their names.
pub const CALLED: &str = "stdin";

/// No sheet is larger.
const LARGEST: u64 = 1 << 30;

/// What was read of it. It has no name, and goes with the program.
static WHOLE: Mutex<Option<File>> = Mutex::new(None);

/// Whether a name stands for standard input.
#[must_use]
pub fn is_meant(name: &Path) -> bool {
    name.as_os_str() == NAME
}

/// Standard input as a file, which stands at its beginning.
///
/// # Errors
///
/// Those of the system; and where a terminal is standard input, which is no file that somebody filled.
pub fn file() -> io::Result<File> {
    let mut whole = WHOLE.lock().map_err(|_| io::ErrorKind::Other)?;
    if let Some(file) = &*whole {
        return file.try_clone();
    }
    let input = io::stdin();
    if input.is_terminal() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut file = tempfile::tempfile()?;
    if io::copy(&mut input.lock().take(LARGEST + 1), &mut file)? > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let handle = file.try_clone()?;
    *whole = Some(file);
    Ok(handle)
}
