//! `vdsbatch explain CODE`: what a code or a status means.

use super::error::Error;
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::lang::tr;

/// `vdsbatch explain CODE`. Wrong usage for a code that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn explain(code: &str, console: Console) -> Result<Exit, Error> {
    if let Some(text) = crate::explain::explain(code, console.lang) {
        console.answer(&text);
        return Ok(Exit::Done);
    }
    let (code, known) = (crate::text::printable::printable(code), crate::explain::known().join(", "));
    console.insist(&tr!(
        console.lang,
        "there is no code or status `{code}` (known: {known})",
        "нет кода или статуса `{code}` (известны: {known})"
    ));
    Ok(Exit::Usage)
}
