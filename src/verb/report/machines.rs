//! Data for machines, handed over.

use std::path::Path;

use crate::host::console::Console;
use crate::host::save::{self, SaveError};
use crate::text::lang::tr;
use crate::text::printable::printable;

/// Data for machines, to a file or to standard output.
pub(super) fn hand_over(data: &[u8], output: Option<&Path>, console: Console) -> Result<(), SaveError> {
    match output {
        Some(target) => {
            let path = printable(&save::save(data, target)?.display().to_string());
            console.answer(&tr!(console.lang, "data: {path}\n", "данные: {path}\n"));
        }
        None => console.answer(&String::from_utf8_lossy(data)),
    }
    Ok(())
}
