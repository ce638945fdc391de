//! Verbs about the program itself: help, manual pages and completions.

use std::path::Path;

use clap::Command;

use super::error::Error;
use crate::cli::{self, help};
use crate::host::console::{self, Console};
use crate::host::save;
use crate::run::exit::Exit;
use crate::text::alike::nearest;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable};

/// `vdsbatch completions SHELL`.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn completions(shell: clap_complete::Shell, console: Console) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut typed(&cli::command()), "vdsbatch", &mut script);
    console.answer(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}

/// The program without the commands that nobody types: a script of completions would offer them.
fn typed(command: &Command) -> Command {
    let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    Command::new("vdsbatch").version("1").disable_help_subcommand(true).args(command.get_arguments()).subcommands(shown)
}

/// `vdsbatch help [COMMAND]`. Exit code 2 for a command that there is not.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn help(words: &[String], console: Console) -> Result<Exit, Error> {
    Ok(page(words, console).map_or(Exit::Usage, |page| {
        console.answer(&help::long(&page, console::width()));
        Exit::Done
    }))
}

/// `vdsbatch man [COMMAND]`, and `vdsbatch man --all DIR`. Exit code 2 for a command that there is not.
///
/// # Errors
///
/// When the pages cannot be written.
pub fn man(words: &[String], all: Option<&Path>, console: Console) -> Result<Exit, Error> {
    if let Some(folder) = all {
        write_all(folder, console.lang)?;
        let there = folder.shown();
        console.say(&tr!(console.lang, "manual pages: {there}", "страницы руководства: {there}"));
        return Ok(Exit::Done);
    }
    Ok(page(words, console).map_or(Exit::Usage, |page| {
        console.answer(&help::manual(&page, &cli::version()));
        Exit::Done
    }))
}

/// The page of a command, or what is said where there is none.
fn page(words: &[String], console: Console) -> Option<help::Page> {
    let lang = console.lang;
    let program = built();
    let path: Vec<&str> = words.iter().map(String::as_str).collect();
    let page = help::page(&program, &path, lang);
    if page.is_none() {
        let typed = path.join(" ");
        let known: Vec<String> = help::command_list(&program).iter().map(|path| path.join(" ")).collect();
        let near = nearest(&typed, known.iter().map(String::as_str));
        let near = near.map(|near| tr!(lang, "did you mean `{near}`?; ", "возможно, имелось в виду `{near}`?; "));
        let (typed, near) = (printable(&typed), near.unwrap_or_default());
        console.insist(&tr!(
            lang,
            "there is no command `{typed}` ({near}`vdsbatch help` lists the commands)",
            "нет такой команды: `{typed}` ({near}список команд даёт `vdsbatch help`)"
        ));
    }
    page
}

/// The program with the options that every command takes at each of them.
fn built() -> Command {
    let mut program = cli::command();
    program.build();
    program
}

/// Every page in a language, a file each: `vdsbatch.1`, `vdsbatch-process.1`, …
fn write_all(folder: &Path, lang: Lang) -> Result<(), Error> {
    std::fs::create_dir_all(folder)?;
    let program = built();
    let paths = std::iter::once(Vec::new()).chain(help::command_list(&program));
    for path in paths {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let Some(page) = help::page(&program, &path, lang) else { continue };
        let file = folder.join(format!("{}.1", page.path.join("-")));
        save::replace(help::manual(&page, &cli::version()).as_bytes(), &file)?;
    }
    Ok(())
}
