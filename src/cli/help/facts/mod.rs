//! What the help tells of a command beside its options: examples, exit codes, files and environment variables. Pure.

mod around;
mod asking;
mod deciding;
mod exits;
mod fact;
mod ordering;

use clap::Command;

#[cfg(test)]
use self::fact::Example;
pub(super) use self::fact::Facts;
use self::fact::entry;
use super::page::{Entry, Section, Set};
use crate::text::lang::{Lang, tr};

impl Facts {
    /// What there is to tell of the command at a path; nothing of one that is not known.
    pub(super) fn of(path: &[&str]) -> Self {
        let path = path.join(" ");
        let all = ordering::FACTS.iter().chain(asking::FACTS).chain(deciding::FACTS).chain(around::FACTS);
        let nothing = Self { path: "", examples: &[], ends: &[], files: &[] };
        all.copied().find(|facts| facts.path == path).unwrap_or(nothing)
    }

    /// The parts of the page that follow the options.
    pub(super) fn sections(self, command: &Command, lang: Lang) -> [Section; 4] {
        let examples = self.examples.iter().map(|(line, (en, ru))| entry(line, lang.pick(en, ru))).collect();
        let ends = self.ends.iter().map(|end| exits::entry(end, lang)).collect();
        let files = self.files.iter().map(|file| file.entry(lang)).collect();
        let of = |heading, set, entries| Section { heading, set, in_short: false, entries };
        [
            of(lang.pick("Examples", "Примеры"), Set::Below, examples),
            of(lang.pick("Exit codes", "Коды завершения"), Set::Beside, ends),
            of(lang.pick("Files", "Файлы"), Set::Beside, files),
            of(lang.pick("Environment", "Переменные окружения"), Set::Beside, variables(command, lang)),
        ]
    }
}

/// The variables that a command reads.
fn variables(command: &Command, lang: Lang) -> Vec<Entry> {
    let mut entries = Vec::new();
    let args = || command.get_arguments().filter(|arg| !arg.is_hide_set() || arg.get_id() == "approval_above");
    for arg in args() {
        if let (Some(name), Some(long)) = (arg.get_env(), arg.get_long()) {
            entries.push(entry(&name.to_string_lossy(), &tr!(lang, "as --{long}", "то же, что --{long}")));
        }
    }
    let has = |id: &str| args().any(|arg| arg.get_id() == id);
    if has("password_file") {
        let text = lang.pick(
            "the password, where neither --password-file nor --password-stdin is given",
            "пароль, если не указаны --password-file и --password-stdin",
        );
        entries.push(entry(crate::account::PASSWORD_VARIABLE, text));
        let text = lang.pick("the proxy to the panel", "прокси на пути к панели");
        entries.push(entry("HTTPS_PROXY, NO_PROXY", text));
    }
    if has("lang") {
        let text = lang.pick("the language, where --lang is not given", "язык, если не указан --lang");
        entries.push(entry("LC_ALL, LC_MESSAGES, LANG", text));
        let text = lang.pick("whether there are colours", "нужны ли цвета");
        entries.push(entry("NO_COLOR, CLICOLOR_FORCE, TERM", text));
    }
    entries.sort_by_key(|entry| !entry.term.starts_with("VDSBATCH_"));
    entries
}

/// Every example.
#[cfg(test)]
pub(super) fn examples() -> impl Iterator<Item = &'static Example> {
    let all = ordering::FACTS.iter().chain(asking::FACTS).chain(deciding::FACTS).chain(around::FACTS);
    all.flat_map(|facts| facts.examples)
}
