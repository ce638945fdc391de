//! What is typed where sheets are named alone: `vdsbatch SHEET…`, as Explorer does with files that are dropped on the
//! program's icon.

use std::ffi::{OsStr, OsString};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use clap::{Args, Command};

use crate::text::lang::Lang;

/// The command that is meant where sheets are named alone. Nobody types it.
pub(super) const WORD: &str = "dropped";

/// What asks for something else than sheets.
const ASKS: [&str; 4] = ["--help", "-h", "--version", "-V"];

/// The endings of sheets.
const SHEETS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv"];

/// `vdsbatch SHEET…`.
#[derive(Debug, Args)]
pub struct Dropped {
    /// The filled sheets; none where the program was opened by itself.
    #[arg(value_name = "SHEET")]
    pub sheets: Vec<PathBuf>,
}

/// Where an option goes that a sheet named alone does not take.
pub(super) fn named(lang: Lang) -> String {
    lang.pick(
        "options of `process` or `check` are typed with the name of the command, for example `vdsbatch process SHEET --sandbox`",
        "параметры команд `process` и `check` указываются вместе с командой, например `vdsbatch process ТАБЛИЦА --sandbox`",
    )
    .to_owned()
}

/// The words with the command that is meant in front, where none is named: sheets alone, or nothing but options in a
/// window that was opened for it. What is neither a command nor a file stays as it is, so that a misspelt command is told.
pub(super) fn with_command(mut words: Vec<OsString>, command: &Command, own_window: bool) -> Vec<OsString> {
    let is_meant = match first(words.get(1..).unwrap_or_default(), command) {
        Some(first) => !is_command(first, command) && is_file(first),
        None => own_window && !words.iter().any(|word| ASKS.iter().any(|asks| word == asks)),
    };
    if is_meant {
        // In front of the options, which go for it as well.
        words.insert(words.len().min(1), WORD.into());
    }
    words
}

/// The first word that is no option and no value of one.
fn first<'w>(words: &'w [OsString], command: &Command) -> Option<&'w OsStr> {
    let mut words = words.iter().map(OsString::as_os_str);
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        if text == "--" {
            return words.next();
        }
        if !text.starts_with('-') || text == "-" {
            return Some(word);
        }
        if takes_next(&text, command) {
            words.next();
        }
    }
    None
}

/// Whether the value of an option is the next word. Those of `process` count as well, so that one of them in front of a
/// sheet is told as what it is.
fn takes_next(word: &str, command: &Command) -> bool {
    let Some(name) = word.strip_prefix("--").filter(|name| !name.contains('=')) else { return false };
    let process = command.find_subcommand("process").into_iter().flat_map(Command::get_arguments);
    let mut options = command.get_arguments().chain(process);
    options.any(|option| option.get_long() == Some(name) && option.get_action().takes_values())
}

fn is_command(word: &OsStr, command: &Command) -> bool {
    word.to_str().is_some_and(|word| command.find_subcommand(word).is_some())
}

/// Whether a word can be nothing but a file: it is there, or it is written like one.
fn is_file(word: &OsStr) -> bool {
    let path = Path::new(word);
    let ends_like_one = path.extension().is_some_and(|end| SHEETS.iter().any(|known| end.eq_ignore_ascii_case(known)));
    let is_path = word.to_string_lossy().contains(['/', MAIN_SEPARATOR]);
    ends_like_one || is_path || path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    fn meant(typed: &[&str], own_window: bool) -> bool {
        let words = ["vdsbatch"].iter().chain(typed).map(OsString::from).collect();
        let words = with_command(words, &command(), own_window);
        words.get(1).is_some_and(|word| word == WORD)
    }

    #[test]
    fn a_sheet_is_known_wherever_it_stands_and_a_command_stays_one() {
        let yes: [&[&str]; 12] = [
            &["orders.xlsx"],
            &["Заказ.XLSM"],
            &["a/b"],
            &["--lang", "ru", "orders.csv"],
            &["--lang=ru", "orders.csv"],
            &["-q", "orders.tsv", "other.ods"],
            &["orders.xlsx", "--catalog", "demo6"],
            &["--", "-orders.csv"],
            &["--sandbox", "orders.xls"],
            &["--account", "anna", "orders.xlsb"],
            // They are there: tests run where this file is.
            &["Cargo.toml"],
            &["src"],
        ];
        for typed in yes {
            assert!(meant(typed, false), "{typed:?}");
        }
        let no: [&[&str]; 10] = [
            &["check", "orders.xlsx"],
            &["check"],
            &["--lang", "ru", "process", "orders.xlsx"],
            &["proces"],
            &["proces", "orders.xlsx"],
            &["orders"],
            &["--catalog", "my.xlsx"],
            &["--help"],
            &["-"],
            &[],
        ];
        for typed in no {
            assert!(!meant(typed, false), "{typed:?}");
        }
        assert!(meant(&[], true) && meant(&["--lang", "ru"], true));
        assert!(!meant(&["--help"], true) && !meant(&["-V"], true) && !meant(&["check"], true));
    }
}
