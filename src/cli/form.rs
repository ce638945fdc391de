//! What is typed for `vdsbatch template` and `vdsbatch generate`.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use super::answer::Told;
use super::wanted::Wanted;
use crate::form::generate::Given;
use crate::sheet::{Field, Role, Typed};

/// `vdsbatch template`.
#[derive(Debug, Args)]
pub struct Template {
    /// Where the workbook goes; a number is added to a name that is taken [default: `orders.xlsx`].
    #[arg(short, long, value_name = "FILE", value_parser = workbook)]
    pub output: Option<PathBuf>,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
}

/// `vdsbatch generate …`. Values are written as in a sheet: `3 months`, `id:1100`, `40 GB`.
#[derive(Debug, Args)]
pub struct Generate {
    /// What stands in the columns of the row.
    #[command(flatten)]
    pub columns: Columns,
    /// The value of a column that the tariff table names: `--set 'Port=1 Gbit/s'`; once for each column.
    #[arg(long, value_name = "NAME=VALUE", value_parser = named)]
    pub set: Vec<(String, String)>,
    /// A row for each server instead of one with a pattern.
    #[arg(long)]
    pub expand: bool,
    /// The login that `{user}` in a name pattern means.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Where the sheet goes: `.xlsx` or `.csv`, or `-` for CSV on standard output; a number is added to a name that is
    /// taken [default: `orders.xlsx`].
    #[arg(short, long, value_name = "FILE", value_parser = sheet)]
    pub output: Option<PathBuf>,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
}

impl Generate {
    /// Whether a CSV file is asked for.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        self.output.as_deref().is_some_and(|path| ends_in(path, "csv")) || self.is_stream()
    }

    /// Whether the sheet goes to standard output, which has no name that could say its form: a stream is text.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        self.output.as_deref().is_some_and(is_stream)
    }
}

/// The values of a row: an option for every field that has one, as [`Field`] says it.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(Field, String)>);

impl Columns {
    /// What was typed, column by column, in the order of a sheet.
    #[must_use]
    pub fn given(&self) -> Given {
        self.0.iter().map(|(field, text)| (Role::Field(*field), text.clone())).collect()
    }
}

impl Args for Columns {
    fn augment_args(command: Command) -> Command {
        command.args(options())
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.args(options().map(|option| option.required(false)))
    }
}

impl FromArgMatches for Columns {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let typed = |field: Field| {
            field.facts().typed?;
            Some((field, matches.get_one::<String>(field.word())?.clone()))
        };
        Ok(Self(Field::ALL.into_iter().filter_map(typed).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let Self(typed) = Self::from_arg_matches(matches)?;
        self.0.retain(|(field, _)| typed.iter().all(|(again, _)| again != field));
        self.0.extend(typed);
        self.0.sort_by_key(|(field, _)| *field);
        Ok(())
    }
}

/// The options of all fields, as they stand in the help.
fn options() -> impl Iterator<Item = Arg> {
    let mut typed: Vec<(Field, Typed)> =
        Field::ALL.into_iter().filter_map(|field| Some((field, field.facts().typed?))).collect();
    // A person thinks of the names and how many there are before what each server has; a sheet's columns do not.
    typed.sort_by_key(|(_, typed)| typed.place);
    typed.into_iter().map(|(field, typed)| option(field, typed))
}

fn option(field: Field, typed: Typed) -> Arg {
    Arg::new(field.word())
        .long(field.word())
        .aliases(typed.aliases)
        .value_name(typed.value)
        .help(typed.help)
        .required(field.facts().needed)
}

fn is_stream(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end))
}

/// A name that a workbook can have. Excel refuses a workbook under another ending.
pub(super) fn workbook(text: &str) -> Result<PathBuf, Wanted> {
    let path = PathBuf::from(text);
    if ends_in(&path, "xlsx") {
        Ok(path)
    } else {
        Err(Wanted(|lang| lang.pick("expected a name that ends in .xlsx", "нужно имя, которое кончается на .xlsx")))
    }
}

/// A name and a value.
fn named(text: &str) -> Result<(String, String), Wanted> {
    const WANTED: Wanted = Wanted(|lang| {
        lang.pick("expected NAME=VALUE, such as 'Port=1 Gbit/s'", "нужно ИМЯ=ЗНАЧЕНИЕ, например 'Порт=1 Гбит/с'")
    });
    let (name, value) = text.split_once('=').ok_or(WANTED)?;
    if name.trim().is_empty() {
        return Err(WANTED);
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn sheet(text: &str) -> Result<PathBuf, Wanted> {
    let path = PathBuf::from(text);
    let fits = ends_in(&path, "xlsx") || ends_in(&path, "csv") || is_stream(&path);
    if fits {
        Ok(path)
    } else {
        Err(Wanted(|lang| {
            lang.pick(
                "expected a name that ends in .xlsx or .csv, or -",
                "нужно имя, которое кончается на .xlsx или .csv, или -",
            )
        }))
    }
}
