//! `vdsbatch schema`: what verbs answer with `--format json`, as a JSON Schema.
//!
//! The schema is a file beside this one. A test holds every verb's answer against it: types, members that must be
//! there, and none that it does not name.

use serde_json::{Map, Value, json};

use super::error::Error;
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// All answers, and the events of `--progress json`.
pub const SCHEMA: &str = include_str!("schema.json");

/// `vdsbatch schema [KIND]`. Wrong usage for a kind that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn schema(kind: Option<&str>, console: Console) -> Result<Exit, Error> {
    let Some(kind) = kind else {
        console.document(SCHEMA);
        return Ok(Exit::Done);
    };
    let all: Map<String, Value> = serde_json::from_str(SCHEMA).unwrap_or_default();
    let known = all.get("$defs").and_then(Value::as_object).cloned().unwrap_or_default();
    // What is named with a capital letter is a part of an answer, and no kind of one.
    let is_kind = |name: &str| known.contains_key(name) && !name.starts_with(char::is_uppercase);
    if is_kind(kind) {
        let one = json!({ "$schema": all.get("$schema"), "$ref": format!("#/$defs/{kind}"), "$defs": known });
        console.document(&format!("{one:#}\n"));
        return Ok(Exit::Done);
    }
    let kinds: Vec<&str> = known.keys().map(String::as_str).filter(|name| is_kind(name)).collect();
    let (kind, kinds) = (printable(kind), kinds.join(", "));
    console.insist(&tr!(
        console.lang,
        "there is no answer of the kind `{kind}` (there are: {kinds})",
        "нет ответа вида `{kind}` (есть: {kinds})"
    ));
    Ok(Exit::Usage)
}
