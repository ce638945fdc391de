//! `vdsbatch catalog`: the tariff tables, and what panels say that they sell.

mod ask;
mod check;
mod found;
mod pull;

pub use self::check::differences;
use serde::Serialize;
use serde_json::{Map, Value};

use super::error::Error;
use super::settings::catalog as load;
use crate::catalog::{BUNDLED, Catalog, Comments};
use crate::cli::{CatalogArgs, CatalogVerb, Common, TableFormat};
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};

/// `vdsbatch catalog list`, `show`, `pull` and `check`.
///
/// # Errors
///
/// When a table cannot be read, or the panel cannot be asked.
pub fn catalog(typed: &CatalogArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match &typed.verb {
        CatalogVerb::List { told } => {
            let tables: Vec<Catalog> = BUNDLED.iter().map(|(name, _)| load(name)).collect::<Result<_, _>>()?;
            console.document(&if told.is_json() {
                json::pretty(&Listed { tables: tables.iter().map(Line::of).collect() })
            } else {
                tables.iter().map(|table| table.line(console.lang)).collect()
            });
        }
        CatalogVerb::Show { name, format } => {
            let table = load(name.as_ref().unwrap_or(&common.catalog))?;
            let toml = || table.toml(&Comments::new());
            console.document(&match format {
                TableFormat::Text => table.page(console.lang),
                TableFormat::Toml => toml(),
                // What was written reads as it was: a test holds it.
                TableFormat::Json => json::pretty(&Shown { table: toml::from_str(&toml()).unwrap_or_default() }),
            });
        }
        CatalogVerb::Pull(typed) => return pull::pull(typed, common, console),
        CatalogVerb::Check(typed) => return check::check(typed, common, console),
    }
    Ok(Exit::Done)
}

/// The bundled tables.
#[derive(Serialize)]
struct Listed<'c> {
    tables: Vec<Line<'c>>,
}

impl Answer for Listed<'_> {
    const KIND: &'static str = "catalogs";
}

/// A table in a list.
#[derive(Serialize)]
struct Line<'c> {
    /// Its name, as `--catalog` takes it.
    name: &'c str,
    /// The provider's name.
    title: &'c str,
    /// The panel's address.
    panel: &'c str,
    /// How its panel is spoken to.
    dialect: &'static str,
    /// The date of its ids.
    as_of: &'c str,
    /// How many tariffs it has.
    tariffs: usize,
}

impl<'c> Line<'c> {
    fn of(table: &'c Catalog) -> Self {
        Self {
            name: &table.name,
            title: &table.title,
            panel: &table.panel,
            dialect: table.protocol.dialect.word(),
            as_of: &table.as_of,
            tariffs: table.tariffs.len(),
        }
    }
}

/// A table with the keys that it has in TOML.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    table: Map<String, Value>,
}

impl Answer for Shown {
    const KIND: &'static str = "catalog";
}
