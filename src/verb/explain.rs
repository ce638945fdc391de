//! `vdsbatch explain CODE`: what a code or a status means.

use serde::Serialize;

use super::error::Error;
use super::failed::refused;
use crate::cli::Explain;
use crate::explain::{self, Explained};
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::tr;

/// What is explained, for machines.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    explained: Explained,
}

impl Answer for Told {
    const KIND: &'static str = "explanation";
}

/// `vdsbatch explain CODE`. Wrong usage for a code that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn explain(typed: &Explain, console: Console) -> Result<Exit, Error> {
    if let Some(explained) = explain::explained(&typed.code, console.lang) {
        let is_json = typed.told.is_json();
        console.document(&if is_json { json::pretty(&Told { explained }) } else { explained.words() });
        return Ok(Exit::Done);
    }
    let (code, known) = (crate::text::printable::printable(&typed.code), explain::known().join(", "));
    let said = tr!(
        console.lang,
        "there is no code or status `{code}` (known: {known})",
        "нет кода или статуса `{code}` (известны: {known})"
    );
    if typed.told.is_json() {
        console.document(&refused(&said));
    }
    console.insist(&said);
    Ok(Exit::Usage)
}
