//! The Russian texts of the help, each beside the English one that it belongs to. Pure.
//!
//! The English text is what the doc comment of a command or option says; whoever changes it changes its row here, which
//! a test asks for. Text without a final stop, as the parser keeps it.

mod commands;
mod options;
mod places;

use super::pair::Pair;
use crate::text::lang::Lang;

/// Every text.
pub(super) fn all() -> impl Iterator<Item = &'static Pair> {
    commands::COMMANDS.iter().chain(options::OPTIONS).chain(options::VALUES).chain(places::PLACES)
}

/// The Russian text that belongs to an English one.
pub(super) fn russian(english: &str) -> Option<&'static str> {
    all().find(|(en, _)| *en == english).map(|(_, ru)| *ru)
}

/// What `--help` does.
pub(super) const fn help(lang: Lang) -> &'static str {
    lang.pick(
        "Print the help: -h in short, --help with examples, exit codes and environment variables",
        "Показать справку: -h — краткую, --help — с примерами, кодами завершения и переменными окружения",
    )
}

/// What `--version` does.
pub(super) const fn version(lang: Lang) -> &'static str {
    lang.pick(
        "Print the version: -V in one line, --version with all that is known of the build",
        "Показать версию: -V — одной строкой, --version — со всеми сведениями о сборке",
    )
}
