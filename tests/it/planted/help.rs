//! Bugs of what the program tells of itself, and of how it is told what to do.

use super::{Plant, plant};

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant(
        "a script of completions offers what nobody types",
        "src/verb/about.rs",
        [".filter(|verb| !verb.is_hide_set());", ".filter(|verb| !verb.get_name().is_empty());"],
        &["it help::nothing_speaks_of_commands_that_nobody_types"],
    ),
    plant(
        "a misspelt command is taken for one that nobody types",
        "src/cli/usage.rs",
        ["find(|name| !is_hidden(name))", "find(|name| !name.is_empty() || is_hidden(name))"],
        &["it help::nothing_speaks_of_commands_that_nobody_types"],
    ),
    plant(
        "a variable excludes what is typed",
        "src/cli/sources.rs",
        ["let arg = arg.env(None);", ""],
        &["it help::a_variable_excludes_nothing_that_is_typed"],
    ),
    plant(
        "a script that types nothing is told that all is well",
        "src/cli/wrong.rs",
        [
            ".filter(|_| !is_nothing || std::io::stdout().is_terminal())",
            ".filter(|_| !is_nothing || std::io::stdout().is_terminal() || true)",
        ],
        &["it help::a_script_that_types_nothing_is_told_so"],
    ),
    plant(
        "the language of the settings is not that of wrong usage",
        "src/cli/sources.rs",
        [
            "said(\"--lang\", \"VDSBATCH_LANG\").or_else(set)",
            "said(\"--lang\", \"VDSBATCH_LANG\").or_else(|| set().filter(|_| false))",
        ],
        &["it help::settings_say_the_language_of_help_and_of_wrong_usage_too"],
    ),
    plant(
        "an option has no text in Russian",
        "src/cli/help/words/options.rs",
        ["\"Print only warnings and errors\"", "\"Prints only warnings and errors\""],
        &[
            "lib cli::help::tests::every_text_of_the_help_is_there_in_russian",
            "lib cli::help::tests::no_russian_text_is_left_of_an_english_one_that_is_gone",
        ],
    ),
    plant(
        "cmd reads a variable in a command that is printed",
        "src/text/shell.rs",
        ["['\"', '$', '`', '%',", "['\"', '$', '`', '`',"],
        &["lib text::shell::tests::a_word_is_typed_so_that_its_shell_reads_it_back"],
    ),
];
