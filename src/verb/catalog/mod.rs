//! `vdsbatch catalog`: the tariff tables, and what panels say that they sell.

mod ask;
mod check;
mod found;
mod pull;

pub use self::check::differences;
use serde_json::{Value, json};

use super::error::Error;
use super::settings::catalog as load;
use crate::catalog::{BUNDLED, Catalog, Comments};
use crate::cli::{CatalogArgs, CatalogFormat, CatalogVerb, Common, TableFormat};
use crate::host::console::Console;
use crate::run::exit::Exit;

/// `vdsbatch catalog list`, `show`, `pull` and `check`.
///
/// # Errors
///
/// When a table cannot be read, or the panel cannot be asked.
pub fn catalog(typed: &CatalogArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match &typed.verb {
        CatalogVerb::List { format } => {
            let tables: Vec<Catalog> = BUNDLED.iter().map(|(name, _)| load(name)).collect::<Result<_, _>>()?;
            match format {
                CatalogFormat::Text => tables.iter().for_each(|table| console.answer(&table.line(console.lang))),
                CatalogFormat::Json => console.answer(&pretty(&tables.iter().map(line).collect())),
            }
        }
        CatalogVerb::Show { name, format } => {
            let table = load(name.as_ref().unwrap_or(&common.catalog))?;
            let toml = || table.toml(&Comments::new());
            console.answer(&match format {
                TableFormat::Text => table.page(console.lang),
                TableFormat::Toml => toml(),
                // What was written reads as it was: a test holds it.
                TableFormat::Json => pretty(&toml::from_str(&toml()).unwrap_or_default()),
            });
        }
        CatalogVerb::Pull(typed) => return pull::pull(typed, console),
        CatalogVerb::Check(typed) => return check::check(typed, common, console),
    }
    Ok(Exit::Done)
}

/// A table in a list.
fn line(table: &Catalog) -> Value {
    json!({
        "name": table.name,
        "title": table.title,
        "panel": table.panel,
        "dialect": table.protocol.dialect.word(),
        "as_of": table.as_of,
        "tariffs": table.tariffs.len(),
    })
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}
