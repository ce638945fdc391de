//! Why a program of the user's own was not started, or did not do what it was started for: kept in the ledger.

use serde::{Deserialize, Serialize};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What went wrong with a program of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandFault {
    /// Somebody else may change the settings that name it: the file, or a folder above it.
    NotOwn(String),
    /// Nobody can tell on this system who may change the settings.
    NotHere,
    /// It is neither a plain name nor an absolute path.
    Relative,
    /// It could not be started, and why.
    NotStarted(String),
    /// It did not end within so many seconds, and was ended.
    TooLong(u64),
    /// A person interrupted the program while it ran, so it was ended.
    Interrupted,
    /// It ended with this code; none if a signal ended it.
    Failed(Option<i32>),
    /// It printed nothing, or more than one line.
    NotOneLine,
    /// It printed more than is taken.
    TooMuch,
}

impl CommandFault {
    /// What is wrong with it in words, and what to do.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotOwn(path) => {
                let path = printable(path);
                tr!(
                    lang,
                    "it is not started, since others can change `{path}` (only you or `root` may own and write the settings and every folder above: `chown` where the owner is another, `chmod go-w` where others may write)",
                    "она не запущена: `{path}` могут изменить другие (файл настроек и папки над ним — только ваши или `root`: `chown`, если владелец другой; `chmod go-w`, если могут писать другие)"
                )
            }
            Self::NotHere => lang
                .pick(
                    "it is not started on this system, where the program cannot tell who may change the settings (use a password file, or look at the exit code)",
                    "в этой системе не запускается: нельзя проверить, кто может изменить настройки (используйте файл с паролем или код завершения)",
                )
                .to_owned(),
            Self::Relative => lang
                .pick(
                    "it is neither a plain name nor an absolute path (write the whole path)",
                    "нужно простое имя или полный путь к программе (укажите полный путь)",
                )
                .to_owned(),
            Self::NotStarted(why) => {
                let why = printable(why);
                tr!(
                    lang,
                    "it cannot be started: {why} (is the name right, and `PATH`?)",
                    "не удалось запустить: {why} (верны ли имя программы и `PATH`?)"
                )
            }
            Self::TooLong(seconds) => {
                let noun = lang.noun(*seconds, ["second", "seconds"], ["секунду", "секунды", "секунд"]);
                tr!(
                    lang,
                    "it did not end within {seconds} {noun} and was stopped",
                    "не завершилась за {seconds} {noun} и остановлена"
                )
            }
            Self::Interrupted => lang
                .pick(
                    "it was stopped since you interrupted the run (run the same command again)",
                    "она остановлена, так как вы прервали работу (запустите ту же команду ещё раз)",
                )
                .to_owned(),
            Self::Failed(Some(code)) => tr!(lang, "it failed with exit code {code}", "завершилась с кодом {code}"),
            Self::Failed(None) => lang.pick("a signal ended it", "её завершил сигнал").to_owned(),
            Self::NotOneLine => lang
                .pick(
                    "it must print one line, the password, and nothing else",
                    "она должна напечатать одну строку с паролем и больше ничего",
                )
                .to_owned(),
            Self::TooMuch => lang
                .pick("it printed more than a password", "она напечатала больше, чем пароль")
                .to_owned(),
        }
    }
}
