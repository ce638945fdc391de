//! Why nothing is done with what was typed.

use std::ffi::OsString;
use std::io::IsTerminal;

use clap::error::ErrorKind;
use thiserror::Error;

use super::file::ConfigError;
use super::help::Wish;
use super::{command, dropped, help, usage, version};
use crate::host::console::{self, Console};
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};

/// Why nothing is done with what was typed.
#[derive(Debug, Error)]
pub enum TypedError {
    /// A login with a colon: at the panel the password would begin behind it.
    #[error("a login has no `:`")]
    Colon,
    /// An option of the practice panel, without the option that asks for one.
    #[error("{0} needs --sandbox")]
    NoSandbox(&'static str),
    /// Wrong usage of another kind, in words.
    #[error("{0}")]
    Usage(String),
    /// Nothing is wrong: this text is wanted, a help or the version.
    #[error("{0}")]
    Wanted(String),
    /// The file of settings is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl TypedError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Colon => lang
                .pick(
                    "--account: a login cannot have a `:` (give the login alone; the program asks for the password, or reads it from the file of --password-file; if the login itself has a `:`, add `--sign-in session`)",
                    "--account: в логине не может быть `:` (укажите только логин; программа спросит пароль или прочтёт его из файла --password-file; если `:` есть в самом логине, добавьте `--sign-in session`)",
                )
                .to_owned(),
            Self::NoSandbox(option) => tr!(
                lang,
                "{option} is for the practice panel, and --sandbox is missing (add --sandbox, or leave {option} out)",
                "{option} относится к учебной панели, а --sandbox не указан (добавьте --sandbox или уберите {option})"
            ),
            Self::Usage(said) | Self::Wanted(said) => said.clone(),
            Self::Config(error) => error.message(lang),
        }
    }

    /// Says it: what is wanted on standard output, what is wrong on standard error.
    pub fn say(&self, lang: Lang) {
        let console = Console { lang, quiet: false, aside: false };
        match self {
            Self::Wanted(text) => console.answer(text),
            wrong => console.fail(&wrong.message(lang)),
        }
    }

    /// How the program ends: by wrong usage, or by a file that could not be read.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Wanted(_) => Exit::Done,
            Self::Colon | Self::NoSandbox(_) | Self::Usage(_) => Exit::Usage,
            Self::Config(_) => Exit::NotRun,
        }
    }
}

/// What the parser does not take, in the language that is asked for: a wish for something else than work, or wrong usage.
/// Of sheets alone (`alone`), options of a command may have been typed.
pub(super) fn told(error: &clap::Error, words: &[OsString], alone: bool, lang: Lang) -> TypedError {
    let mut program = command();
    program.build();
    // Whoever types nothing at a terminal wants to know what there is; a script whose variable is empty does not.
    let is_nothing = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let wish = help::wish(error).filter(|_| !is_nothing || std::io::stdout().is_terminal());
    match wish {
        Some(Wish::Version { long: true }) => return TypedError::Wanted(version::long(lang)),
        Some(Wish::Version { long: false }) => return TypedError::Wanted(version::short() + "\n"),
        Some(Wish::Help { path, long }) => {
            // What nobody types by its name is the program itself.
            let path: Vec<&str> = path.iter().map(String::as_str).filter(|word| *word != dropped::WORD).collect();
            if let Some(page) = help::page(&program, &path, lang) {
                let write = if long { help::long } else { help::short };
                return TypedError::Wanted(write(&page, console::width()));
            }
        }
        None => {}
    }
    let said = usage::told(error, &program, &path(&program, words), lang);
    let tip = (alone && error.kind() == ErrorKind::UnknownArgument).then(|| dropped::named(lang));
    TypedError::Usage(tip.into_iter().fold(said, |said, tip| format!("{said}\n{tip}")))
}

/// The commands that were typed, as far as there are such.
fn path<'w>(program: &'w clap::Command, words: &[OsString]) -> Vec<&'w str> {
    let (mut command, mut path) = (program, Vec::new());
    for word in words.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(found) = command.find_subcommand(word).filter(|found| !found.is_hide_set()) {
            path.push(found.get_name());
            command = found;
        }
    }
    path
}
