//! Why nothing is done with what was typed.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use thiserror::Error;

use super::dropped;
use super::file::ConfigError;
use crate::host::console::Console;
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
    /// What clap says itself: wrong usage in English, the help, the version.
    #[error("{0}")]
    Said(clap::Error),
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
                    "--account: a login has no `:` (give the login alone; the password is asked for, or comes from --password-file; if the login itself has a `:`, add `--sign-in session`)",
                    "--account: в логине не бывает `:` (укажите только логин; пароль будет спрошен или берётся из --password-file; если `:` есть в самом логине, добавьте `--sign-in session`)",
                )
                .to_owned(),
            Self::NoSandbox(option) => tr!(
                lang,
                "{option} is for the practice panel, and --sandbox is missing (add --sandbox, or leave {option} out)",
                "{option} относится к учебной панели, а --sandbox не указан (добавьте --sandbox или уберите {option})"
            ),
            Self::Usage(said) => said.clone(),
            Self::Said(error) => error.to_string(),
            Self::Config(error) => error.message(lang),
        }
    }

    /// Says it: help on standard output, what is wrong on standard error.
    pub fn say(&self, lang: Lang) {
        match self {
            // In colours, where the terminal has some.
            Self::Said(error) => drop(error.print()),
            other => Console { lang, quiet: false, aside: false }.insist(&other.message(lang)),
        }
    }

    /// How the program ends: by wrong usage, or by a file that could not be read.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Said(error) if !error.use_stderr() => Exit::Done,
            Self::Said(_) | Self::Colon | Self::NoSandbox(_) | Self::Usage(_) => Exit::Usage,
            Self::Config(_) => Exit::NotRun,
        }
    }
}

/// What clap does not take, in the language that is asked for. In English it says itself what is wrong. Of sheets alone
/// (`alone`), options of a command may have been typed.
pub(super) fn told(mut error: clap::Error, alone: bool, lang: Lang) -> TypedError {
    let tip = (alone && error.kind() == ErrorKind::UnknownArgument).then(|| dropped::named(lang));
    if lang == Lang::Ru
        && let Some(said) = super::usage::in_russian(&error)
    {
        return TypedError::Usage(tip.into_iter().fold(said, |said, tip| format!("{said}\n{tip}")));
    }
    if let Some(tip) = tip {
        let mut tips = match error.get(ContextKind::Suggested) {
            Some(ContextValue::StyledStrs(tips)) => tips.clone(),
            _ => Vec::new(),
        };
        tips.push(tip.into());
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
    TypedError::Said(error)
}
