//! What each verb does, and what they share.

mod about;
pub mod books;
mod check;
mod config;
mod decide;
pub mod door;
pub mod error;
mod form;
mod ledger;
#[cfg(feature = "sandbox")]
mod practice;
pub mod process;
mod reconcile;
mod report;
mod settings;
mod sheet;

pub use self::about::{completions, man};
pub use self::check::check;
pub use self::config::config;
pub use self::decide::{adopt, release, resolve};
pub use self::form::{generate, template};
pub use self::ledger::ledger;
#[cfg(feature = "sandbox")]
pub use self::practice::sandbox;
pub use self::reconcile::reconcile;
pub use self::report::{report, runs};
pub use self::settings::SettingsError;
use self::settings::catalog as load;
use crate::catalog;
use crate::cli::{CatalogArgs, CatalogVerb, Common};
use crate::console::Console;
use crate::exit::Exit;
use crate::lang::tr;
use crate::verb::error::Error;

/// `vdsbatch catalog list` and `catalog show`.
///
/// # Errors
///
/// When a table cannot be read.
pub fn catalog(typed: &CatalogArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match &typed.verb {
        CatalogVerb::List => {
            for (name, _) in catalog::BUNDLED {
                console.answer(&load(name)?.line(console.lang));
            }
        }
        CatalogVerb::Show { name } => {
            console.answer(&load(name.as_ref().unwrap_or(&common.catalog))?.page(console.lang));
        }
    }
    Ok(Exit::Done)
}

/// `vdsbatch explain CODE`. Exit code 2 for a code that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn explain(code: &str, console: Console) -> Result<Exit, Error> {
    if let Some(text) = crate::explain::explain(code, console.lang) {
        console.answer(&text);
        return Ok(Exit::Done);
    }
    let (code, known) = (crate::printable::printable(code), crate::explain::known().join(", "));
    console.insist(&tr!(
        console.lang,
        "there is no code or status `{code}` (known: {known})",
        "нет кода или статуса `{code}` (известны: {known})"
    ));
    Ok(Exit::Usage)
}
