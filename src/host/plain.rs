//! Files of plain text that people write, read whole.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::held::Patience;
use crate::text::plain::{NoText, decode};

/// The text of a file. One that another program holds is waited for.
///
/// # Errors
///
/// [`NoText`] where it cannot be read, or is kept in another encoding than UTF-8.
pub fn read(path: &Path) -> Result<String, NoText> {
    read_with(Patience::READING, || std::fs::read(path))
}

fn read_with(patience: Patience<'_>, read: impl FnMut() -> io::Result<Vec<u8>>) -> Result<String, NoText> {
    let bytes = patience.again(read).map_err(|error| match error.kind() {
        ErrorKind::NotFound => NoText::NotThere,
        _ if patience.is_held(&error) => NoText::Held,
        _ => NoText::Refused(error.to_string()),
    })?;
    Ok(decode(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::rules::System;
    use crate::text::lang::Lang;

    /// Reads what the system refuses so often with this code.
    fn refused(code: i32, times: usize) -> Result<String, NoText> {
        let patience = Patience::new(System::Windows, &|_| ()).for_reading();
        let mut left = times;
        read_with(patience, || {
            if left == 0 {
                return Ok(b"lang = 'ru'".to_vec());
            }
            left -= 1;
            Err(io::Error::from_raw_os_error(code))
        })
    }

    #[test]
    fn settings_that_another_program_holds_are_waited_for_and_then_named_so() {
        // A sharing violation (winerror.h).
        assert_eq!(refused(32, 4).as_deref(), Ok("lang = 'ru'"));
        assert_eq!(refused(32, 99), Err(NoText::Held));
        for lang in [Lang::En, Lang::Ru] {
            let said = NoText::Held.message(lang);
            assert!(said.ends_with(')') && !said.contains("os error"), "{said}");
        }
        // No right, once.
        assert!(matches!(refused(5, 1), Err(NoText::Refused(_))));
    }
}
