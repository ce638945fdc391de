//! Wrong usage in Russian. In English clap says it itself.

use std::error::Error as _;
use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::wanted::Wanted;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// What is wrong with what was typed, in Russian; none for what is no mistake (help, the version), or of a kind that
/// only clap can tell.
pub(super) fn in_russian(error: &clap::Error) -> Option<String> {
    let of = |kind| named(error, kind);
    let arg = of(ContextKind::InvalidArg);
    let problem = match error.kind() {
        ErrorKind::UnknownArgument => format!("нет такого параметра: {arg}"),
        ErrorKind::MissingRequiredArgument => format!("не указано обязательное: {arg}"),
        ErrorKind::ArgumentConflict => conflict(&arg, &of(ContextKind::PriorArg)),
        ErrorKind::InvalidValue if is_empty(error) => format!("для {arg} не указано значение"),
        ErrorKind::InvalidValue => format!("{} — недопустимое значение для {arg}", value(error)),
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!(": {}", printable(&reason(why)))).unwrap_or_default();
            format!("{} — недопустимое значение для {arg}{why}", value(error))
        }
        ErrorKind::TooManyValues => format!("{} — лишнее значение для {arg}", value(error)),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("не то число значений для {arg}"),
        ErrorKind::NoEquals => format!("значение для {arg} указывается через `=`"),
        ErrorKind::InvalidSubcommand => format!("нет такой команды: {}", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => "не указана команда".to_owned(),
        ErrorKind::InvalidUtf8 => "в аргументах есть текст не в UTF-8".to_owned(),
        _ => return None,
    };
    let mut out = format!("ошибка: {problem}");
    let hints = [
        ("допустимо", of(ContextKind::ValidValue)),
        ("команды", of(ContextKind::ValidSubcommand)),
        ("возможно, имелось в виду", of(ContextKind::SuggestedArg)),
        ("возможно, имелось в виду", of(ContextKind::SuggestedValue)),
        ("возможно, имелось в виду", of(ContextKind::SuggestedSubcommand)),
    ];
    for (what, names) in hints.iter().filter(|(_, names)| !names.is_empty()) {
        let _ = write!(out, "\n  {what}: {names}");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string().replacen("Usage:", "Формат:", 1);
        let _ = write!(out, "\n\n{}", usage.lines().map(printable).collect::<Vec<_>>().join("\n"));
    }
    Some(out + "\n\nПодробнее: --help")
}

/// Two that exclude each other, or one that stands twice.
fn conflict(arg: &str, others: &str) -> String {
    if arg == others || others.is_empty() {
        format!("{arg} нельзя указать больше одного раза")
    } else {
        format!("{arg} нельзя указать вместе с {others}")
    }
}

/// Why a value is not taken, in Russian where that is known.
fn reason(why: &(dyn std::error::Error + 'static)) -> String {
    why.downcast_ref::<Wanted>().map_or_else(|| why.to_string(), |wanted| (wanted.0)(Lang::Ru).to_owned())
}

fn is_empty(error: &clap::Error) -> bool {
    matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(value)) if value.is_empty())
}

fn value(error: &clap::Error) -> String {
    named(error, ContextKind::InvalidValue)
}

/// The names that an error tells of a kind, as they are quoted; empty if it tells none.
fn named(error: &clap::Error, kind: ContextKind) -> String {
    let quoted = |name: &String| format!("`{}`", printable(name));
    match error.get(kind) {
        Some(ContextValue::String(name)) => quoted(name),
        Some(ContextValue::Strings(names)) => names.iter().map(quoted).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Cli;

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
        ] {
            let error = Cli::try_parse_from(["vdsbatch"].iter().chain(&words)).expect_err("not taken");
            let said = in_russian(&error).expect("Russian");
            let first = said.lines().next().expect("a line");
            let why = first.rsplit(">`: ").next().expect("a reason");
            assert!(why != first && why.contains(|c| matches!(c, 'а'..='я')), "{said}");
            assert!(!why.contains("wanted") && !why.contains("allowed"), "{said}");
        }
    }
}
