//! The help: one page for each command, in either language, shown on the terminal or as a manual page. Pure.
//!
//! clap reads what is typed and knows every command and option; it writes English headings of its own around them, which
//! nobody can replace. So a [`Page`] is made here of what clap knows, of the groups in `group`, of the examples and
//! exit codes in `facts`, and, in Russian, of the texts in `words`.
//!
//! To add an option: its English text is its doc comment, as ever; its name goes into the list of `group`, and its
//! Russian text into `words`. To add a command: its doc comment, a row in `facts`, and its Russian text. A test names
//! whatever is missing.

mod asked;
mod facts;
mod group;
mod of;
mod page;
mod pair;
mod plain;
mod roff;
mod words;

pub(super) use self::asked::{Wish, marked, wish};
pub use self::of::{command_list, in_place_of, page, placeholder};
pub use self::page::{Entry, Page, Section};
pub use self::plain::{long, short};
pub use self::roff::manual;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Command;

    use super::*;
    use crate::cli::{command, dropped};
    use crate::text::lang::Lang;

    fn built() -> Command {
        let mut program = command();
        program.build();
        program
    }

    /// Every page in a language, the program's first.
    fn pages(lang: Lang) -> Vec<Page> {
        let program = built();
        let paths = std::iter::once(Vec::new()).chain(command_list(&program));
        let page = |path: Vec<String>| {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            page(&program, &path, lang).expect("a page")
        };
        paths.map(page).collect()
    }

    /// Every text of a page that somebody wrote.
    fn texts(page: &Page) -> Vec<&str> {
        let entries = page.sections.iter().flat_map(|section| &section.entries);
        let texts = entries.flat_map(|entry| {
            let values = entry.values.iter().map(|(_, text)| text.as_str());
            std::iter::once(entry.text.as_str()).chain(entry.more.iter().map(String::as_str)).chain(values)
        });
        std::iter::once(page.about.as_str()).chain(texts).collect()
    }

    /// The words in Latin letters that are no code, name of a file, option or variable.
    fn latin(text: &str) -> Vec<String> {
        /// What is called so in Russian as well.
        const NAMES: [&str; 22] = [
            "Schema",
            "json",
            "TOML",
            "JSON",
            "CSV",
            "PEM",
            "SHA",
            "IPv",
            "ISPmanager",
            "NO_COLOR",
            "MB",
            "billmanager",
            "auto",
            "stateless",
            "bash",
            "cron",
            "PowerShell",
            "http",
            "PROFILE",
            "profile",
            "xlsx",
            "toml",
        ];
        let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        let is_code = |word: &&str| {
            word.starts_with(['-', '.', '$'])
                || word.contains(['/', '_'])
                || word.contains(".toml")
                || word.contains(".xlsx")
        };
        let words = prose.split([' ', '(', ')', '[', ']', ';', ',', ':', '|']).filter(|word| !is_code(word));
        let parts = words.flat_map(|word| word.split(|c: char| !c.is_ascii_alphabetic() && c != '_'));
        parts.filter(|part| !part.is_empty() && !NAMES.contains(part)).map(ToOwned::to_owned).collect()
    }

    #[test]
    fn every_text_of_the_help_is_there_in_russian() {
        let mut wrong = BTreeSet::new();
        for page in pages(Lang::Ru) {
            for text in texts(&page) {
                // What stands there if nothing is typed is typed, or read, in the same letters.
                let said = text.rsplit_once(" [по умолчанию: ").filter(|(_, value)| !value.contains(' '));
                let left = latin(said.map_or(text, |(said, _)| said));
                let is_russian = text.is_empty() || text.chars().any(|c| ('а'..='я').contains(&c));
                if !left.is_empty() || !is_russian {
                    wrong.insert(format!("{}: {left:?} in {text:?}", page.path.join(" ")));
                }
            }
            for usage in &page.usage {
                let rest = usage.strip_prefix(&page.path.join(" ")).unwrap_or(usage);
                let rest: String =
                    rest.split(' ').filter(|word| !word.starts_with("--") && *word != "vdsbatch").collect();
                assert!(latin(&rest).is_empty(), "{usage}");
            }
            let terms = page.sections.iter().flat_map(|section| &section.entries).map(|entry| entry.term.as_str());
            for term in terms.filter(|term| term.contains('<')) {
                let place = term.split_once('<').map_or("", |(_, place)| place);
                assert!(!place.contains(|c: char| c.is_ascii_uppercase()), "{term}");
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_russian_text_is_left_of_an_english_one_that_is_gone() {
        let mut said: BTreeSet<String> = BTreeSet::new();
        for page in pages(Lang::En) {
            said.insert(page.about.trim_end_matches('.').to_owned());
            said.extend(
                texts(&page).into_iter().map(|text| text.split(" [default: ").next().unwrap_or(text).to_owned()),
            );
            said.extend(texts(&page).into_iter().map(|text| text.trim_end_matches('.').to_owned()));
        }
        let program = built();
        let mut places = BTreeSet::new();
        let commands = std::iter::once(&program).chain(
            program.get_subcommands().flat_map(|command| std::iter::once(command).chain(command.get_subcommands())),
        );
        for arg in commands.flat_map(Command::get_arguments) {
            places.extend(arg.get_value_names().into_iter().flatten().map(ToString::to_string));
            said.extend(arg.get_help().map(ToString::to_string));
        }
        for (english, _) in words::all() {
            assert!(said.contains(*english) || places.contains(*english) || *english == "COMMAND", "{english:?}");
        }
    }

    #[test]
    fn every_option_that_is_shown_has_its_group_and_stands_in_it_once() {
        let mut known = BTreeSet::new();
        for id in group::Group::ALL.into_iter().flat_map(group::Group::options) {
            assert!(known.insert(*id), "{id} stands in two groups");
        }
        let program = built();
        let mut paths = command_list(&program);
        paths.push(Vec::new());
        for path in paths {
            let command = path.iter().fold(&program, |command, word| command.find_subcommand(word).expect("a command"));
            for arg in command.get_opts().filter(|arg| !arg.is_hide_set()) {
                assert!(known.contains(arg.get_id().as_str()), "{path:?}: {}", arg.get_id());
            }
        }
    }

    #[test]
    fn every_command_has_examples_that_the_parser_takes_and_tells_how_it_ends() {
        for page in pages(Lang::En) {
            let name = page.path.join(" ");
            let section = |heading: &str| page.sections.iter().find(|section| section.heading == heading);
            let examples = &section("Examples").unwrap_or_else(|| panic!("{name}: no examples")).entries;
            let ends: Vec<&str> = section("Exit codes")
                .map(|ends| ends.entries.iter().map(|end| end.term.as_str()).collect())
                .unwrap_or_default();
            assert!(ends.contains(&"0") && ends.contains(&"2"), "{name}: {ends:?}");
            for Entry { term, .. } in examples {
                let line = term.split(" > ").next().unwrap_or(term);
                let is_of_it = page.path.len() == 1 || line.starts_with(&name);
                assert!(is_of_it, "{name}: {line}");
                if let Err(error) = command().try_get_matches_from(typed(line)) {
                    panic!("{line}\n{}", error.render());
                }
            }
        }
        let told = facts::examples().count();
        assert!(told > 40, "{told} examples");
    }

    /// The words of a line as a shell parts them.
    fn typed(line: &str) -> Vec<String> {
        let quoted = |(at, part): (usize, &str)| -> Vec<String> {
            if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(ToOwned::to_owned).collect() }
        };
        line.split('"').enumerate().flat_map(quoted).collect()
    }

    #[test]
    fn commands_that_nobody_types_are_in_no_page() {
        for page in [pages(Lang::En), pages(Lang::Ru)].concat() {
            for text in [long(&page, 100), short(&page, 100), manual(&page, "vdsbatch")] {
                assert!(!text.contains("read-workbook") && !text.contains("read\\-workbook"), "{text}");
                let is_word = |word: &str| word == dropped::WORD;
                assert!(!text.split_whitespace().any(is_word), "{text}");
            }
        }
        assert!(page(&built(), &[dropped::WORD], Lang::En).is_none());
    }

    #[test]
    fn both_languages_have_the_same_pages() {
        for (en, ru) in pages(Lang::En).into_iter().zip(pages(Lang::Ru)) {
            assert_eq!(en.path, ru.path);
            let counts = |page: &Page| page.sections.iter().map(|section| section.entries.len()).collect::<Vec<_>>();
            assert_eq!(counts(&en), counts(&ru), "{:?}", en.path);
        }
    }
}
