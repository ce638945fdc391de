//! What the help tells of a command beside its options: examples, exit codes, files and environment variables.

mod around;
mod asking;
mod deciding;
mod exits;
mod ordering;

use clap::Command;

use self::exits::End;
use super::page::{Entry, Section, Set};
use crate::text::lang::{Lang, tr};

/// A line that runs, and what it does in English and Russian.
pub(super) type Example = (&'static str, &'static str, &'static str);

/// What there is to tell of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// The words that are typed behind the name of the program.
    path: &'static str,
    /// Lines that run.
    examples: &'static [Example],
    /// How it can end.
    ends: &'static [End],
    /// What it reads and writes.
    files: &'static [File],
}

/// A file or folder that a command reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    /// The settings.
    Settings,
    /// The ledgers.
    Ledgers,
    /// Results beside a sheet.
    Results,
    /// A plan beside a sheet.
    Plan,
    /// A blank or generated sheet.
    Sheet,
}

impl File {
    fn entry(self, lang: Lang) -> Entry {
        let windows = cfg!(windows);
        let (term, text) = match self {
            Self::Settings if windows => (r"%APPDATA%\vdsbatch\config.toml", lang.pick("settings", "настройки")),
            Self::Settings => ("~/.config/vdsbatch/config.toml", lang.pick("settings", "настройки")),
            Self::Ledgers => {
                let text = lang.pick(
                    "ledgers, one for each panel and account; keep them as you keep receipts",
                    "журналы заказов, по одному на панель и учётную запись; храните их, как хранят чеки",
                );
                (if windows { r"%LOCALAPPDATA%\vdsbatch" } else { "~/.local/state/vdsbatch" }, text)
            }
            Self::Results => (
                lang.pick("NAME.results.xlsx", "ИМЯ.results.xlsx"),
                lang.pick("the results, beside the sheet", "результаты, рядом с таблицей"),
            ),
            Self::Plan => (
                lang.pick("NAME.plan.xlsx", "ИМЯ.plan.xlsx"),
                lang.pick("the plan of a dry run, beside the sheet", "план (--dry-run), рядом с таблицей"),
            ),
            Self::Sheet => {
                ("orders.xlsx", lang.pick("the sheet, unless -o names another", "таблица, если -o не указывает другую"))
            }
        };
        entry(term, text)
    }
}

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
        let examples = self.examples.iter().map(|(line, en, ru)| entry(line, lang.pick(en, ru))).collect();
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

fn entry(term: &str, text: &str) -> Entry {
    Entry { term: term.to_owned(), text: text.to_owned(), more: Vec::new(), values: Vec::new() }
}

/// Every example.
#[cfg(test)]
pub(super) fn examples() -> impl Iterator<Item = &'static Example> {
    let all = ordering::FACTS.iter().chain(asking::FACTS).chain(deciding::FACTS).chain(around::FACTS);
    all.flat_map(|facts| facts.examples)
}
