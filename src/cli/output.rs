//! Names of files that are written to: what they say, or a refusal.

use std::path::{Path, PathBuf};

use clap::builder::{PathBufValueParser, TypedValueParser};

use super::wanted::Wanted;
use crate::host::rules::{NameFlaw, System, quote_in_name};
use crate::report::Output;

/// The name of results.
pub(super) fn results() -> impl TypedValueParser<Value = Output> {
    PathBufValueParser::new().try_map(|name| {
        if has_quote(&name) {
            return Err(Wanted(quote_in_name));
        }
        Output::of(&name).ok_or(Wanted(|lang| {
            lang.pick(
                "expected a name that ends in `.xlsx` (a workbook), `.csv` or `.json` (data), or `-`",
                "нужно имя, которое кончается на `.xlsx` (книга), `.csv` или `.json` (данные), или `-`",
            )
        }))
    })
}

/// The name of a tariff table.
pub(super) fn table() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|name| {
        if has_quote(&name) {
            return Err(Wanted(quote_in_name));
        }
        let is_table = name.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if is_table || name.as_os_str() == "-" {
            Ok(name)
        } else {
            Err(Wanted(|lang| {
                lang.pick("expected a name that ends in .toml, or -", "нужно имя, которое кончается на .toml, или -")
            }))
        }
    })
}

/// Whether a shell of Windows took the end of `"C:\folder\"` for a part of the name.
pub(super) fn has_quote(name: &Path) -> bool {
    name.file_name().is_some_and(|name| System::HERE.flaw(name) == Some(NameFlaw::Quote))
}
