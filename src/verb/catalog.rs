//! `vdsbatch catalog`: the tariff tables.

use super::error::Error;
use super::settings::catalog as load;
use crate::catalog::BUNDLED;
use crate::cli::{CatalogArgs, CatalogVerb, Common};
use crate::host::console::Console;
use crate::run::exit::Exit;

/// `vdsbatch catalog list` and `catalog show`.
///
/// # Errors
///
/// When a table cannot be read.
pub fn catalog(typed: &CatalogArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match &typed.verb {
        CatalogVerb::List => {
            for (name, _) in BUNDLED {
                console.answer(&load(name)?.line(console.lang));
            }
        }
        CatalogVerb::Show { name } => {
            console.answer(&load(name.as_ref().unwrap_or(&common.catalog))?.page(console.lang));
        }
    }
    Ok(Exit::Done)
}
