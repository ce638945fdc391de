//! Files of plain text that people write, read whole.

use std::path::Path;

use crate::text::plain::{NoText, decode};

/// The text of a file.
///
/// # Errors
///
/// [`NoText`] where it cannot be read, or is kept in another encoding than UTF-8.
pub fn read(path: &Path) -> Result<String, NoText> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => NoText::NotThere,
        _ => NoText::Refused(error.to_string()),
    })?;
    decode(bytes)
}
