//! Verbs about the program itself: completions and manual pages.

use clap::CommandFactory;

use super::error::Error;
use crate::cli::Cli;
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::lang::tr;

/// `vdsbatch completions SHELL`.
///
/// # Errors
///
/// None; the type is that of all verbs.
pub fn completions(shell: clap_complete::Shell, console: Console) -> Result<Exit, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "vdsbatch", &mut script);
    console.answer(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}

/// `vdsbatch man [VERB]`. Exit code 2 for a verb that there is not.
///
/// # Errors
///
/// When the page cannot be made.
pub fn man(verb: Option<&str>, console: Console) -> Result<Exit, Error> {
    let mut command = Cli::command();
    // Else the pages of the verbs lack the options that all verbs share.
    command.build();
    let page = match verb {
        None => command,
        Some(name) => {
            let Some(found) = command.find_subcommand(name) else {
                let name = crate::text::printable::printable(name);
                console.insist(&tr!(
                    console.lang,
                    "there is no verb `{name}` (`vdsbatch --help` lists them)",
                    "нет команды `{name}` (список даёт `vdsbatch --help`)"
                ));
                return Ok(Exit::Usage);
            };
            found.clone()
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    console.answer(&String::from_utf8_lossy(&text));
    Ok(Exit::Done)
}
