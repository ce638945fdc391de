//! Whether a script typed it, and no person.

use std::ffi::OsString;

/// Options of a program that nobody watches: it goes on without asking, says nothing but warnings, or is given a password
/// by another program.
const OF_SCRIPTS: [&str; 3] = ["--yes", "--quiet", "--password-stdin"];

/// The letters that stand for some of them, and those behind which a value follows.
const LETTERS: [&str; 2] = ["yq", "oj"];

/// Whether words are a script's, also where they do not fit: a window that was opened for it (Task Scheduler,
/// `Start-Process -Wait`) then has nobody in front of it.
#[must_use]
pub fn is_of_script(words: &[OsString]) -> bool {
    let words = words.iter().skip(1).map(|word| word.to_string_lossy());
    words.take_while(|word| word != "--").any(|word| OF_SCRIPTS.contains(&word.as_ref()) || has_letter(&word))
}

/// Whether words ask for JSON on standard output, also where they do not fit: an object says there what went wrong.
#[must_use]
pub fn wants_json(words: &[OsString]) -> bool {
    let words: Vec<_> =
        words.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
    let typed = |option: &str| {
        words.windows(2).any(|pair| pair[0] == option && pair[1] == "json")
            || words.contains(&format!("{option}=json").into())
    };
    // The data file of `process` is none of its answers.
    typed("--summary") || (typed("--format") && !words.iter().any(|word| word == "process"))
}

/// Whether such a letter stands in a word of letters, as in `-qy`.
fn has_letter(word: &str) -> bool {
    let [of_scripts, with_value] = LETTERS;
    let letters = word.strip_prefix('-').filter(|letters| !letters.starts_with('-')).unwrap_or_default();
    letters.chars().take_while(|letter| !with_value.contains(*letter)).any(|letter| of_scripts.contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_known_by_options_that_nobody_types_who_watches() {
        let is_of_script =
            |typed: &[&str]| is_of_script(&["vdsbatch"].iter().chain(typed).map(OsString::from).collect::<Vec<_>>());
        for typed in [
            &["process", "a.xlsx", "--yes"] as &[&str],
            &["process", "a.xlsx", "-y"],
            &["-q", "a.xlsx"],
            &["process", "-yj4", "a.xlsx"],
            &["reconcile", "--password-stdin"],
            &["--quiet", "chek"],
        ] {
            assert!(is_of_script(typed), "{typed:?}");
        }
        for typed in [
            &[] as &[&str],
            &["a.xlsx"],
            &["process", "a.xlsx", "-oyq.xlsx", "-j4"],
            &["--lang", "ru", "process", "y"],
            &["--", "-y", "--yes"],
            &["--yes-please"],
        ] {
            assert!(!is_of_script(typed), "{typed:?}");
        }
    }

    #[test]
    fn json_is_asked_for_in_either_spelling_and_not_as_the_data_file_of_process() {
        let wants_json = |typed: &str| wants_json(&typed.split(' ').map(OsString::from).collect::<Vec<_>>());
        for typed in ["v runs --format json", "v --lang ru check a --format=json", "v process a --summary json"] {
            assert!(wants_json(typed), "{typed}");
        }
        for typed in ["v runs", "v process a --format json", "v check -- --format json", "v runs --format text"] {
            assert!(!wants_json(typed), "{typed}");
        }
    }
}
