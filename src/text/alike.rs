//! Words as people write them: which of them mean the same, and which were probably meant. Pure.
//!
//! The reader of sheets and the check must not disagree about these, so both ask here.

use strsim::damerau_levenshtein;

/// Reads yes or no, in both languages.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "1" | "+" | "да" | "д" | "истина" | "вкл" => Some(true),
        // Excel and word processors make dashes of a hyphen.
        "no" | "n" | "false" | "off" | "0" | "-" | "–" | "—" | "нет" | "н" | "ложь" | "выкл" => {
            Some(false)
        }
        _ => None,
    }
}

/// The name that looks most like what was read, if any does.
#[must_use]
pub fn nearest<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let wanted = look_alike(given);
    let distance = |name: &str| damerau_levenshtein(&wanted, &look_alike(name));
    let (best, distance) = names.map(|name| (name, distance(name))).min_by_key(|(_, distance)| *distance)?;
    let length = wanted.chars().count().max(best.chars().count());
    // Two slips, or a quarter of a long name: further off it would be a guess.
    (distance <= 2 || distance * 4 <= length).then(|| best.to_owned())
}

/// A name in lower case, without spaces.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A name in lower case without spaces, with Cyrillic letters that look Latin read as Latin.
#[must_use]
pub fn look_alike(name: &str) -> String {
    plain(name)
        .chars()
        .map(|c| match c {
            'а' => 'a',
            'в' => 'b',
            'с' => 'c',
            'е' | 'ё' => 'e',
            'н' => 'h',
            'і' => 'i',
            'к' => 'k',
            'м' => 'm',
            'о' => 'o',
            'р' => 'p',
            'ѕ' => 's',
            'т' => 't',
            'у' => 'y',
            'х' => 'x',
            other => other,
        })
        .collect()
}
