//! What is typed for `vdsbatch catalog …`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand, ValueEnum};

use super::account::AccountArgs;
use super::answer::Told;
use super::output;
use super::wanted::Wanted;
use crate::catalog::{Dialect, ItemType};

/// `vdsbatch catalog …`.
#[derive(Debug, Args)]
pub struct CatalogArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CatalogVerb,
}

/// What can be done with the tables.
#[derive(Debug, Subcommand)]
pub enum CatalogVerb {
    /// List the bundled tables.
    List {
        /// The form of the answer.
        #[command(flatten)]
        told: Told,
    },
    /// Show one table: tariffs, periods, ids, defaults, OS templates.
    Show {
        /// A bundled name or a TOML file [default: that of --catalog].
        name: Option<String>,
        /// The form of the answer.
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TableFormat,
    },
    /// Make a table of what a panel sells. Orders nothing.
    Pull(Box<Pull>),
    /// Compare the table with what its panel says now. Orders nothing.
    Check(Box<CheckTable>),
}

/// How a table is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A page for people.
    Text,
    /// TOML: a table that can be used and changed.
    Toml,
    /// JSON, for machines: the same keys as in TOML.
    Json,
}

/// Which of the panel's products are meant.
#[derive(Debug, Args)]
pub struct Product {
    /// The kind of product, where the panel sells several: `vds`, `vds.vps`, `instances`.
    #[arg(long, value_name = "TYPE", value_parser = item_type)]
    pub item_type: Option<ItemType>,
    /// The family of functions, where the panel has both.
    #[arg(long, value_name = "DIALECT", value_parser = dialect())]
    pub dialect: Option<Dialect>,
}

/// `vdsbatch catalog pull`.
#[derive(Debug, Args)]
pub struct Pull {
    /// Where the table is written, `-` for standard output; an existing file is never overwritten [default:
    /// `NAME.toml`].
    #[arg(short, long, value_name = "FILE", value_parser = output::table())]
    pub output: Option<PathBuf>,
    /// The name of the table [default: the panel's host].
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// In what form it is said what was made.
    #[command(flatten)]
    pub told: Told,
    /// What is sold.
    #[command(flatten)]
    pub product: Product,
    /// Whom it is asked of.
    #[command(flatten)]
    pub account: AccountArgs,
}

/// `vdsbatch catalog check`.
#[derive(Debug, Args)]
pub struct CheckTable {
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whom it is asked of.
    #[command(flatten)]
    pub account: AccountArgs,
}

fn item_type(typed: &str) -> Result<ItemType, Wanted> {
    ItemType::try_from(typed.to_owned()).map_err(|_| {
        Wanted(|lang| lang.pick("expected a type of product, such as `vds`", "нужен тип услуги, например `vds`"))
    })
}

fn dialect() -> impl TypedValueParser<Value = Dialect> {
    let words = [Dialect::Billmanager5.word(), Dialect::Billmanager6.word()];
    // The parser lets nothing else through.
    PossibleValuesParser::new(words).map(|word| Dialect::of_word(&word).unwrap_or(Dialect::Billmanager5))
}
