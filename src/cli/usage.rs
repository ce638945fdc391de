//! Wrong usage in words, as every error of the program: the problem, and the way out in brackets. Pure.

use std::error::Error as _;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::help;
use super::wanted::Wanted;
use crate::certificate::FingerprintError;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What is wrong with what was typed for the command at this path below the program, which is handed over built.
pub(super) fn told(error: &clap::Error, program: &Command, path: &[&str], lang: Lang) -> String {
    let (problem, mut ways) = (problem(error, path, lang), Vec::new());
    let nearest = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    if let Some(nearest) = nearest.into_iter().find_map(|kind| closest(error, kind, program)) {
        ways.push(tr!(lang, "did you mean `{nearest}`?", "возможно, имелось в виду `{nearest}`?"));
    }
    let allowed = named(error, ContextKind::ValidValue, lang);
    if !allowed.is_empty() {
        ways.push(tr!(lang, "allowed: {allowed}", "допустимо: {allowed}"));
    }
    ways.push(way_out(error.kind(), program, path, lang));
    format!("{problem} ({})", ways.join("; "))
}

/// The closest of the names that may have been meant, the last one told; some commands are for the program itself, and
/// nobody types them.
fn closest(error: &clap::Error, kind: ContextKind, program: &Command) -> Option<String> {
    let names: Vec<&String> = match error.get(kind)? {
        ContextValue::String(name) => vec![name],
        ContextValue::Strings(names) => names.iter().collect(),
        _ => return None,
    };
    let is_hidden = |name: &str| program.find_subcommand(name).is_some_and(Command::is_hide_set);
    names.into_iter().rev().find(|name| !is_hidden(name)).map(|name| printable(name))
}

/// What is wrong, without a way out.
fn problem(error: &clap::Error, path: &[&str], lang: Lang) -> String {
    let of = |kind| named(error, kind, lang);
    let arg = of(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with("`-") => {
            tr!(lang, "there is no option {arg} here", "здесь нет параметра {arg}")
        }
        ErrorKind::UnknownArgument => tr!(lang, "{arg} is one argument too many", "{arg} — лишний аргумент"),
        ErrorKind::MissingRequiredArgument => {
            let missing = missing(error, path, lang);
            tr!(lang, "{missing} is missing", "не указано обязательное: {missing}")
        }
        ErrorKind::ArgumentConflict => conflict(&arg, &of(ContextKind::PriorArg), lang),
        ErrorKind::InvalidValue if is_empty(error) => {
            tr!(lang, "{arg} is given without a value", "для {arg} не указано значение")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(": {}", printable(&reason(why, lang)))).unwrap_or_default();
            let value = of(ContextKind::InvalidValue);
            tr!(lang, "{value} is not a value of {arg}{why}", "{value} — недопустимое значение для {arg}{why}")
        }
        ErrorKind::TooManyValues => {
            let value = of(ContextKind::InvalidValue);
            tr!(lang, "{value} is one value too many for {arg}", "{value} — лишнее значение для {arg}")
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            tr!(lang, "{arg} takes another number of values", "не то число значений для {arg}")
        }
        ErrorKind::NoEquals => {
            tr!(lang, "{arg} takes its value behind `=`", "значение для {arg} указывается через `=`")
        }
        ErrorKind::InvalidSubcommand => {
            let word = of(ContextKind::InvalidSubcommand);
            tr!(lang, "there is no command {word}", "нет такой команды: {word}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            lang.pick("no command is given", "не указана команда").to_owned()
        }
        ErrorKind::InvalidUtf8 => {
            lang.pick("an argument is not UTF-8", "в аргументах есть текст не в UTF-8").to_owned()
        }
        // Kinds that this program does not bring about, in the parser's own words.
        _ => printable(error.to_string().trim()),
    }
}

/// What is missing, each with what may be given in its place.
fn missing(error: &clap::Error, path: &[&str], lang: Lang) -> String {
    let Some(ContextValue::Strings(names)) = error.get(ContextKind::InvalidArg) else {
        return named(error, ContextKind::InvalidArg, lang);
    };
    let each = names.iter().map(|name| {
        let first = format!("`{}`", printable(&without_value(name, lang)));
        let other = path.last().and_then(|command| help::in_place_of(command, &without_value(name, Lang::En)));
        other.map_or_else(|| first.clone(), |other| tr!(lang, "{first} or `{other}`", "{first} или `{other}`"))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Two that exclude each other, or one that is given twice.
fn conflict(arg: &str, others: &str, lang: Lang) -> String {
    if arg == others || others.is_empty() {
        tr!(lang, "{arg} is given more than once", "{arg} нельзя указать больше одного раза")
    } else {
        tr!(lang, "{arg} excludes {others}", "{arg} нельзя указать вместе с {others}")
    }
}

/// Where the right way is written down.
fn way_out(kind: ErrorKind, program: &Command, path: &[&str], lang: Lang) -> String {
    let page = help::page(program, path, lang);
    if let (ErrorKind::MissingRequiredArgument, Some(page)) = (kind, &page) {
        let usage = &page.usage[0];
        return tr!(lang, "usage: `{usage}`", "формат: `{usage}`");
    }
    let command = ["vdsbatch", "help"].iter().chain(path.iter().filter(|_| page.is_some())).copied();
    let command = command.collect::<Vec<_>>().join(" ");
    match kind {
        ErrorKind::InvalidSubcommand
        | ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            tr!(lang, "`{command}` lists the commands", "список команд даёт `{command}`")
        }
        _ => tr!(lang, "see `{command}`", "подробнее: `{command}`"),
    }
}

/// Why a value is not taken, in the language where that is known.
fn reason(why: &(dyn std::error::Error + 'static), lang: Lang) -> String {
    if let Some(wanted) = why.downcast_ref::<Wanted>() {
        return (wanted.0)(lang).to_owned();
    }
    if why.is::<FingerprintError>() {
        let digits = lang.pick(
            "a SHA-256 has 64 hexadecimal digits, with or without a colon between each two",
            "SHA-256 — это 64 шестнадцатеричные цифры, между парами цифр допустимо двоеточие",
        );
        return digits.to_owned();
    }
    // The parser's own words about a number out of its range.
    let said = why.to_string();
    let range = said.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    range
        .map_or_else(|| said.clone(), |(from, to)| tr!(lang, "allowed: {from} to {to}", "допустимо: от {from} до {to}"))
}

fn is_empty(error: &clap::Error) -> bool {
    matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(value)) if value.is_empty())
}

/// The names that an error tells of a kind, as they are quoted; empty if it tells none.
fn named(error: &clap::Error, kind: ContextKind, lang: Lang) -> String {
    let is_value = matches!(kind, ContextKind::InvalidValue | ContextKind::ValidValue | ContextKind::SuggestedValue);
    let quoted = |name: &String| {
        let name = if is_value { name.clone() } else { without_value(name, lang) };
        format!("`{}`", printable(&name))
    };
    match error.get(kind) {
        Some(ContextValue::String(name)) => quoted(name),
        Some(ContextValue::Strings(names)) => names.iter().map(quoted).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

/// An option without what stands for its value, and the place of an argument in the language of the help.
fn without_value(name: &str, lang: Lang) -> String {
    if let Some((option, _)) = name.split_once(' ').filter(|_| name.starts_with('-')) {
        return option.to_owned();
    }
    let place = name.strip_prefix('<').and_then(|name| name.split_once('>'));
    let optional = name.strip_prefix('[').and_then(|name| name.split_once(']'));
    match (place, optional) {
        (Some((place, rest)), _) => format!("<{}>{rest}", help::placeholder(place, lang)),
        (_, Some((place, rest))) => format!("[{}]{rest}", help::placeholder(place, lang)),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    fn said(words: &[&str], lang: Lang) -> String {
        let error = command().try_get_matches_from(["vdsbatch"].iter().chain(words)).expect_err("not taken");
        let mut program = command();
        program.build();
        told(&error, &program, &words[..1], lang)
    }

    #[test]
    fn why_a_value_is_not_taken_is_said_in_one_language() {
        for words in [
            ["process", "a.csv", "--expect-total", "5,000"],
            ["process", "a.csv", "--max-total", "5.000"],
            ["process", "a.csv", "--jobs", "0"],
            ["process", "a.csv", "--rows", "x"],
            ["process", "a.csv", "--encoding", "x"],
            ["process", "a.csv", "-o", "x.pdf"],
            ["check", "a.csv", "--annotate", "x.pdf"],
            ["report", "last", "--since", "November"],
            ["sandbox", "--port", "99999", "--verbose"],
            ["process", "a.csv", "--certificate-sha256", "zz"],
            ["process", "a.csv", "--lang", "fr"],
        ] {
            let said = said(&words, Lang::Ru);
            let why = said.split("`: ").nth(1).expect("a reason");
            assert!(why.contains(|c| matches!(c, 'а'..='я')), "{said}");
            assert!(!why.contains("expected") && !why.contains("allowed"), "{said}");
        }
    }

    #[test]
    fn wrong_usage_is_told_as_every_error_problem_first_and_the_way_out_in_brackets() {
        for (words, en, ru) in [
            (
                &["process"] as &[&str],
                "`<SHEET>` is missing (usage: `vdsbatch process [OPTIONS] <SHEET>`)",
                "не указано обязательное: `<ТАБЛИЦА>` (формат: `vdsbatch process [ПАРАМЕТРЫ] <ТАБЛИЦА>`)",
            ),
            (
                &["resolve", "d.ru", "--reason", "x"],
                "`--ordered` or `--not-ordered` is missing (usage: `vdsbatch resolve [OPTIONS] (--ordered <ID> | --not-ordered) --reason <TEXT> <DOMAIN>`)",
                "не указано обязательное: `--ordered` или `--not-ordered` (формат: `vdsbatch resolve [ПАРАМЕТРЫ] (--ordered <НОМЕР_УСЛУГИ> | --not-ordered) --reason <ТЕКСТ> <ДОМЕН>`)",
            ),
            (
                &["release", "--reason", "x"],
                "`<DOMAIN>` or `--id` is missing (usage: `vdsbatch release [OPTIONS] --reason <TEXT> (<DOMAIN> | --id <ID>)`)",
                "не указано обязательное: `<ДОМЕН>` или `--id` (формат: `vdsbatch release [ПАРАМЕТРЫ] --reason <ТЕКСТ> (<ДОМЕН> | --id <НОМЕР_УСЛУГИ>)`)",
            ),
            (
                &["process", "a.csv", "--jbos", "3"],
                "there is no option `--jbos` here (did you mean `--jobs`?; see `vdsbatch help process`)",
                "здесь нет параметра `--jbos` (возможно, имелось в виду `--jobs`?; подробнее: `vdsbatch help process`)",
            ),
            (
                &["process", "a.csv", "b.csv"],
                "`b.csv` is one argument too many (see `vdsbatch help process`)",
                "`b.csv` — лишний аргумент (подробнее: `vdsbatch help process`)",
            ),
            (
                &["ledger"],
                "no command is given (`vdsbatch help ledger` lists the commands)",
                "не указана команда (список команд даёт `vdsbatch help ledger`)",
            ),
        ] {
            assert_eq!(said(words, Lang::En), en);
            assert_eq!(said(words, Lang::Ru), ru);
        }
    }
}
