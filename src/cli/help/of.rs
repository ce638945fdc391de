//! A page made of what the parser knows of a command, and of what it does not. Pure.

use clap::{Arg, ArgAction, Command};

use super::facts::Facts;
use super::group::Group;
use super::page::{Entry, Page, Section, Set};
use super::words;
use crate::text::lang::{Lang, tr};

/// Two of which one must be given, by the command and their names: the parser tells of the first alone.
const EITHER: [(&str, &str, &str); 3] =
    [("resolve", "--ordered", "--not-ordered"), ("release", "<DOMAIN>", "--id"), ("report", "<RUN>", "--since")];

/// What may be given in place of what a command misses, by their names.
#[must_use]
pub fn in_place_of(command: &str, missing: &str) -> Option<&'static str> {
    EITHER.into_iter().find(|(of, first, _)| *of == command && *first == missing).map(|(.., other)| other)
}

/// The other one of two of which one must be given.
fn other_of<'c>(command: &'c Command, arg: &Arg) -> Option<&'c Arg> {
    let other = in_place_of(command.get_name(), term(arg, Lang::En).split(' ').next()?)?;
    command.get_opts().chain(command.get_arguments()).find(|arg| arg.get_long() == other.strip_prefix("--"))
}

/// The page of the command at a path below the program; none if there is no such command, or nobody types it. The
/// program is handed over built.
#[must_use]
pub fn page(program: &Command, path: &[&str], lang: Lang) -> Option<Page> {
    let mut command = program;
    for word in path {
        command = command.find_subcommand(word).filter(|command| !command.is_hide_set())?;
    }
    let facts = Facts::of(path);
    let names = std::iter::once("vdsbatch").chain(path.iter().copied()).map(ToOwned::to_owned).collect::<Vec<_>>();
    let about = said(command.get_about().map(ToString::to_string), lang) + ".";
    let mut usage = vec![usage_of(command, &names.join(" "), lang)];
    if path.is_empty() {
        usage.push(format!("vdsbatch {} {}…", options_word(lang), value("SHEET", lang)));
    }
    let lists = [commands(command, lang), arguments(command, lang)];
    let groups = Group::ALL.into_iter().map(|group| options(command, group, lang));
    let sections = lists.into_iter().chain(groups).chain(facts.sections(command, lang));
    let sections = sections.filter(|section| !section.entries.is_empty()).collect();
    Some(Page { lang, path: names, about, usage, sections })
}

/// Every command that somebody types, as the words below the program's name, each with those below it.
#[must_use]
pub fn command_list(program: &Command) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name().to_owned();
        paths.push(vec![name.clone()]);
        paths.extend(command_list(command).into_iter().map(|rest| [vec![name.clone()], rest].concat()));
    }
    paths
}

/// How a command is typed: options, then what is needed.
fn usage_of(command: &Command, name: &str, lang: Lang) -> String {
    let mut usage = format!("{name} {}", options_word(lang));
    let is_needed = |arg: &&Arg| arg.is_required_set() || other_of(command, arg).is_some();
    let needed = command.get_opts().filter(|arg| is_needed(arg) && !arg.is_hide_set());
    for arg in needed.chain(command.get_positionals()) {
        usage += " ";
        usage += &if let Some(other) = other_of(command, arg) {
            format!("({} | {})", term(arg, lang), term(other, lang))
        } else if arg.is_positional() && !arg.is_required_set() {
            format!("[{}]", bare(arg, lang))
        } else {
            term(arg, lang)
        };
    }
    if command.get_subcommands().next().is_some() {
        usage += &format!(" {}", value("COMMAND", lang));
    }
    usage
}

const fn options_word(lang: Lang) -> &'static str {
    lang.pick("[OPTIONS]", "[ПАРАМЕТРЫ]")
}

fn commands(command: &Command, lang: Lang) -> Section {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    let entries = shown.map(|command| entry(command.get_name().to_owned(), command.get_about(), lang)).collect();
    section(lang.pick("Commands", "Команды"), Set::Beside, entries)
}

fn arguments(command: &Command, lang: Lang) -> Section {
    let entries = command.get_positionals().map(|arg| of_arg(arg, lang)).collect();
    section(lang.pick("Arguments", "Аргументы"), Set::Below, entries)
}

fn options(command: &Command, group: Group, lang: Lang) -> Section {
    let arg = |id: &&str| command.get_arguments().find(|arg| arg.get_id() == id);
    let args = group.options().iter().filter_map(arg).filter(|arg| !arg.is_hide_set() && !arg.is_positional());
    section(group.heading(lang), Set::Below, args.map(|arg| of_arg(arg, lang)).collect())
}

fn section(heading: &'static str, set: Set, entries: Vec<Entry>) -> Section {
    Section { heading, set, in_short: true, entries }
}

fn entry(term: String, text: Option<&clap::builder::StyledStr>, lang: Lang) -> Entry {
    Entry { term, text: said(text.map(ToString::to_string), lang), more: Vec::new(), values: Vec::new() }
}

fn of_arg(arg: &Arg, lang: Lang) -> Entry {
    let mut entry = match arg.get_id().as_str() {
        "help" => Entry { text: words::help(lang).to_owned(), ..entry(term(arg, lang), None, lang) },
        "version" => Entry { text: words::version(lang).to_owned(), ..entry(term(arg, lang), None, lang) },
        _ => entry(term(arg, lang), arg.get_help(), lang),
    };
    if let Some(default) = default(arg) {
        entry.text += &tr!(lang, " [default: {default}]", " [по умолчанию: {default}]");
    }
    // The first paragraph is the short text once more.
    let whole = arg.get_long_help().map(ToString::to_string).unwrap_or_default();
    let more = whole.split("\n\n").skip(1).map(|text| said(Some(text.trim_end_matches('.').to_owned()), lang) + ".");
    entry.more = more.collect();
    if arg.get_action().takes_values() {
        let values = arg.get_possible_values();
        let shown = values.iter().filter(|value| !value.is_hide_set());
        let of = |value: &clap::builder::PossibleValue| said(value.get_help().map(ToString::to_string), lang);
        entry.values = shown.map(|value| (value.get_name().to_owned(), of(value))).collect();
    }
    entry
}

fn default(arg: &Arg) -> Option<String> {
    if !arg.get_action().takes_values() || arg.is_hide_default_value_set() {
        return None;
    }
    arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned())
}

/// What is typed: letter and name of an option with its value, or the place of an argument.
fn term(arg: &Arg, lang: Lang) -> String {
    let Some(name) = arg.get_long() else {
        let more =
            matches!(arg.get_action(), ArgAction::Append) || arg.get_num_args().is_some_and(|n| n.max_values() > 1);
        return format!("<{}>{}", bare(arg, lang), if more { "…" } else { "" });
    };
    let letter = arg.get_short().map(|letter| format!("-{letter}, ")).unwrap_or_default();
    let value = if arg.get_action().takes_values() { format!(" <{}>", bare(arg, lang)) } else { String::new() };
    format!("{letter}--{name}{value}")
}

/// The name of its value.
fn bare(arg: &Arg, lang: Lang) -> String {
    let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    placeholder(&name.unwrap_or_else(|| arg.get_id().as_str().to_uppercase()), lang).to_owned()
}

fn value(name: &str, lang: Lang) -> String {
    format!("<{}>", placeholder(name, lang))
}

/// What stands where something is to be filled in.
#[must_use]
pub fn placeholder(name: &str, lang: Lang) -> &str {
    match lang {
        Lang::En => name,
        Lang::Ru => words::russian(name).unwrap_or(name),
    }
}

/// An English text in a language. One that nobody has translated stays as it is: a test holds that there is none.
fn said(text: Option<String>, lang: Lang) -> String {
    let text = text.unwrap_or_default();
    match lang {
        Lang::En => text,
        Lang::Ru => words::russian(&text).map_or(text, ToOwned::to_owned),
    }
}
