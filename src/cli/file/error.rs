//! What is wrong with a file of settings. Pure.

use thiserror::Error;

use super::keys::KEYS;
use super::own::OWN_KEYS;
use crate::text::lang::{Lang, tr};
use crate::text::plain::NoText;
use crate::text::printable::printable;
use crate::text::system::said;

/// What is wrong with a file of settings. No value is ever repeated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read the settings `{file}`: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why not.
        why: NoText,
    },
    /// It cannot be written.
    #[error("cannot write the settings `{file}`: {why}")]
    Unwritable {
        /// The file.
        file: String,
        /// Why not, in the system's words.
        why: String,
    },
    /// It is no TOML.
    #[error("{file}:{line}: {problem}")]
    Toml {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// The setting of the line, if it has one.
        key: Option<String>,
        /// What the reader of TOML says.
        problem: String,
        /// Whether a `\` stands there between double quotes, where TOML takes it for the beginning of a sign.
        has_backslash: bool,
    },
    /// What should be the settings of profiles is something else.
    #[error("{file}:{line}: `profile` is not a table")]
    NoProfileTable {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
    },
    /// There is no such setting.
    #[error("{file}:{line}: unknown setting `{key}`")]
    Unknown {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What was read.
        key: String,
        /// The setting that was probably meant.
        nearest: Option<String>,
    },
    /// It holds a secret.
    #[error("{file}:{line}: `{key}` is a secret")]
    Secret {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What it is called.
        key: String,
    },
    /// A setting does not take the value.
    #[error("{file}:{line}: `{key}` does not take this value")]
    Value {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The setting.
        key: &'static str,
        /// What it takes, in English and Russian.
        allowed: (&'static str, &'static str),
    },
    /// It names a file with the password and a program that prints it.
    #[error("{file}: `password_file` and `password_command`")]
    TwoPasswords {
        /// The file.
        file: String,
    },
    /// There is such a profile already.
    #[error("{file}: the profile `{name}` is there")]
    ProfileThere {
        /// The file.
        file: String,
        /// Its name.
        name: String,
    },
    /// There is no such profile.
    #[error("{file}: no profile `{name}`")]
    NoProfile {
        /// The file.
        file: String,
        /// The name asked for.
        name: String,
        /// The name that was probably meant.
        nearest: Option<String>,
        /// The names there are.
        known: Vec<String>,
    },
}

impl ConfigError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(lang, "cannot read the settings `{file}`: {why}", "не удалось прочитать настройки `{file}`: {why}")
            }
            Self::Unwritable { file, why } => {
                let (file, why) = (printable(file), said(why, lang));
                tr!(
                    lang,
                    "cannot write the settings `{file}`: {why} (make the file and its folder writable, or name another file with --config)",
                    "не удалось записать настройки `{file}`: {why} (разрешите запись в файл и его папку или укажите другой файл через --config)"
                )
            }
            // The parser has its words in English only: they are evidence.
            Self::Toml { file, line, column, key, problem, has_backslash } => {
                let (file, problem) = (printable(file), printable(problem));
                let key = key.as_deref().map(printable);
                let what = key.map_or_else(
                    || lang.pick("this line cannot be read", "эту строку нельзя прочитать").to_owned(),
                    |key| tr!(lang, "`{key}` cannot be read", "`{key}` нельзя прочитать"),
                );
                let hint = if *has_backslash { backslash(lang) } else { quotes(lang) };
                tr!(
                    lang,
                    "{file}:{line}:{column}: {what} ({hint}; the parser says: {problem})",
                    "{file}:{line}:{column}: {what} ({hint}; сообщение разбора: {problem})"
                )
            }
            Self::NoProfileTable { file, line } => {
                let file = printable(file);
                tr!(
                    lang,
                    "{file}:{line}: a profile is a section of its own (write [profile.NAME] on a line, and its settings below)",
                    "{file}:{line}: профиль — отдельный раздел (напишите строку [profile.ИМЯ], а под ней его настройки)"
                )
            }
            Self::Unknown { file, line, key, nearest } => {
                let (file, key) = (printable(file), printable(key));
                let hint = nearest.as_deref().map_or_else(|| known_settings(lang), |name| did_you_mean(name, lang));
                tr!(
                    lang,
                    "{file}:{line}: unknown setting `{key}` ({hint})",
                    "{file}:{line}: неизвестная настройка `{key}` ({hint})"
                )
            }
            Self::Secret { file, line, key } => {
                let (file, key) = (printable(file), printable(key));
                tr!(
                    lang,
                    "{file}:{line}: `{key}`: secrets must not be in a file of settings (remove the line; name a file that only you can read with `password_file`, or type the password when asked)",
                    "{file}:{line}: `{key}`: секретов в файле настроек быть не должно (удалите строку; укажите через `password_file` файл, который читаете только вы, или вводите пароль по запросу)"
                )
            }
            Self::Value { file, line, key, allowed } => {
                let (file, allowed) = (printable(file), lang.pick(allowed.0, allowed.1));
                tr!(
                    lang,
                    "{file}:{line}: `{key}` does not take this value (allowed: {allowed})",
                    "{file}:{line}: такое значение `{key}` недопустимо (допустимо: {allowed})"
                )
            }
            Self::TwoPasswords { file } => {
                let file = printable(file);
                tr!(
                    lang,
                    "{file}: `password_file` and `password_command` both say where the password comes from (remove one of them)",
                    "{file}: и `password_file`, и `password_command` указывают, откуда взять пароль (удалите одну из настроек)"
                )
            }
            Self::ProfileThere { file, name } => {
                let (file, name) = (printable(file), printable(name));
                tr!(
                    lang,
                    "{file}: the profile `{name}` exists already and is not replaced (edit it in that file, or choose another name)",
                    "{file}: профиль `{name}` уже есть и не перезаписывается (измените его в этом файле или выберите другое имя)"
                )
            }
            Self::NoProfile { file, name, nearest, known } => {
                let (file, name) = (printable(file), printable(name));
                let known = printable(&known.join("`, `"));
                let hint = match nearest {
                    Some(name) => did_you_mean(name, lang),
                    None if known.is_empty() => {
                        lang.pick("the file has no profiles", "профилей в файле нет").to_owned()
                    }
                    None => tr!(lang, "the file has `{known}`", "в файле есть `{known}`"),
                };
                tr!(lang, "{file}: no profile `{name}` ({hint})", "{file}: нет профиля `{name}` ({hint})")
            }
        }
    }
}

fn backslash(lang: Lang) -> &'static str {
    lang.pick(
        r"put a path with `\` between single quotes: `'C:\Users\anna\table.toml'`",
        r"путь с `\` заключите в одинарные кавычки: `'C:\Users\anna\table.toml'`",
    )
}

fn quotes(lang: Lang) -> &'static str {
    lang.pick(
        r#"write `key = "value"`, a text between straight quotes"#,
        r#"пишите `ключ = "значение"`, текст — в прямых кавычках"#,
    )
}

fn did_you_mean(name: &str, lang: Lang) -> String {
    tr!(lang, "did you mean `{name}`?", "может быть, `{name}`?")
}

fn known_settings(lang: Lang) -> String {
    let known: Vec<&str> = KEYS.iter().map(|key| key.name).chain(OWN_KEYS.iter().map(|key| key.name)).collect();
    let known = known.join(", ");
    tr!(lang, "known: {known}", "известны: {known}")
}
