//! What is typed for `vdsbatch catalog …`.

use clap::{Args, Subcommand};

/// `vdsbatch catalog …`.
#[derive(Debug, Args)]
pub struct CatalogArgs {
    /// What to show.
    #[command(subcommand)]
    pub verb: CatalogVerb,
}

/// What can be shown of the tables.
#[derive(Debug, Subcommand)]
pub enum CatalogVerb {
    /// The bundled tables.
    List,
    /// One table: tariffs, periods, ids, defaults, templates.
    Show {
        /// A bundled name or a TOML file [default: --catalog].
        name: Option<String>,
    },
}
