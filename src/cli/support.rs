//! What is typed for `vdsbatch support`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use super::account::Whose;
use super::answer::Told;
use super::decide;
use super::output::has_quote;
use super::reading::Reading;
use crate::host::rules::quote_in_name;

use super::wanted::Wanted;

/// `vdsbatch support`.
#[derive(Debug, Args)]
pub struct Support {
    /// A sheet: how it is made is told, its columns, counts and problems, and none of its cells.
    #[arg(value_name = "SHEET")]
    pub sheet: Option<PathBuf>,
    /// Where the file goes, `-` for standard output; a name that is taken gets a number [default:
    /// `vdsbatch-support.txt`].
    #[arg(short, long, value_name = "FILE|-", value_parser = text())]
    pub output: Option<PathBuf>,
    /// Everything that is known of the order for this domain; once for each order that is meant.
    #[arg(long, value_name = "DOMAIN", value_parser = decide::domain)]
    pub order: Vec<crate::order::Domain>,
    /// Leave the names of accounts, machines, domains and people as they are. Passwords never are in it.
    #[arg(long)]
    pub with_names: bool,
    /// The form of the answer; the file is a text in either.
    #[command(flatten)]
    pub told: Told,
    /// Whose ledger; if nobody is named, every ledger here is looked over.
    #[command(flatten)]
    pub whose: Whose,
    /// How the sheet is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// The name of a text.
fn text() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|name| if has_quote(&name) { Err(Wanted(quote_in_name)) } else { Ok(name) })
}
