//! Which page is asked for, as the parser says it. Pure.
//!
//! clap knows at which command `--help` stands, and says it only by the text that it would show. So this text is the
//! command's path and nothing else.

use clap::Command;
use clap::error::ErrorKind;

/// What stands before the path for the long form, and for the short one.
const LONG: &str = "long";
const SHORT: &str = "short";

/// What is wanted in place of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Wish {
    /// The page of the command at this path below the program.
    Help {
        /// The names of the commands.
        path: Vec<String>,
        /// Whether everything is wanted.
        long: bool,
    },
    /// The version, perhaps with everything that is known of the build.
    Version {
        /// Whether everything is wanted.
        long: bool,
    },
}

/// The commands, each of which says its own path where its help is asked for.
pub(in crate::cli) fn marked(command: Command) -> Command {
    below(command.version(SHORT).long_version(LONG), "")
}

fn below(command: Command, path: &str) -> Command {
    command
        .disable_help_subcommand(true)
        .help_template("{after-help}")
        .after_help(format!("{SHORT}{path}"))
        .after_long_help(format!("{LONG}{path}"))
        .mut_subcommands(|verb| {
            let path = format!("{path}/{}", verb.get_name());
            below(verb, &path)
        })
}

/// What an error of the parser asks for, if it is none.
pub(in crate::cli) fn wish(error: &clap::Error) -> Option<Wish> {
    let text = error.to_string();
    match error.kind() {
        ErrorKind::DisplayVersion => Some(Wish::Version { long: text.trim().ends_with(LONG) }),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let mut parts = text.trim().split('/');
            let long = parts.next() == Some(LONG) && error.kind() == ErrorKind::DisplayHelp;
            Some(Wish::Help { path: parts.map(ToOwned::to_owned).collect(), long })
        }
        _ => None,
    }
}
