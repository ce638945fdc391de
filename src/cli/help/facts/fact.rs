//! What there is to tell of a command. Pure.

use super::super::page::Entry;
use super::super::pair::Pair;
use super::exits::End;
use crate::text::lang::Lang;

/// A line that runs, and what it does.
pub(in crate::cli::help) type Example = (&'static str, Pair);

/// What there is to tell of a command.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli::help) struct Facts {
    /// The words that are typed behind the name of the program.
    pub(super) path: &'static str,
    /// Lines that run.
    pub(super) examples: &'static [Example],
    /// How it can end.
    pub(super) ends: &'static [End],
    /// What it reads and writes.
    pub(super) files: &'static [File],
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
    /// Its name, and what it holds.
    pub(super) fn entry(self, lang: Lang) -> Entry {
        let windows = cfg!(windows);
        let name = lang.pick("NAME", "ИМЯ");
        let (results, plan) = (format!("{name}.results.xlsx"), format!("{name}.plan.xlsx"));
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
            Self::Results => {
                (results.as_str(), lang.pick("the results, beside the sheet", "результаты, рядом с таблицей"))
            }
            Self::Plan => (
                plan.as_str(),
                lang.pick(
                    "the plan of --dry-run, beside the sheet",
                    "план, который составляет --dry-run, рядом с таблицей",
                ),
            ),
            Self::Sheet => {
                ("orders.xlsx", lang.pick("the sheet, unless -o names another", "таблица, если -o не указывает другую"))
            }
        };
        entry(term, text)
    }
}

/// A term and what is said of it.
pub(super) fn entry(term: &str, text: &str) -> Entry {
    Entry { term: term.to_owned(), text: text.to_owned(), more: Vec::new(), values: Vec::new() }
}
