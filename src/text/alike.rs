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
    let letters = wanted.chars().count();
    let distance = |name: &'n str| {
        let other = look_alike(name);
        let most = (letters.max(other.chars().count()) / 4).max(2);
        Some((name, slips(&wanted, &other, most)?))
    };
    let (best, distance) = names.filter_map(distance).min_by_key(|(_, distance)| *distance)?;
    let length = letters.max(best.chars().count());
    // Two slips, or a quarter of a long name, and never most of a short one: further off it would be a guess.
    ((distance <= 2 && distance * 2 <= length) || distance * 4 <= length).then(|| best.to_owned())
}

/// How many slips of the pen lie between two words, unless they are more than so many. Words whose lengths alone say
/// that they are more are not compared letter by letter: a cell may hold millions of letters.
#[must_use]
pub fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    // A letter has four bytes at most.
    if long / 4 > short.saturating_add(most) || one.chars().count().abs_diff(other.chars().count()) > most {
        return None;
    }
    Some(damerau_levenshtein(one, other)).filter(|slips| *slips <= most)
}

/// Whether two words are one slip of the pen apart: a letter too many, too few, another one, or two that changed places.
#[must_use]
pub fn is_one_slip(one: &str, other: &str) -> bool {
    let begin = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let begin: usize = begin.map(|(letter, _)| letter.len_utf8()).sum();
    let (one, other) = (&one[begin..], &other[begin..]);
    let end = one.chars().rev().zip(other.chars().rev()).take_while(|(one, other)| one == other);
    let end: usize = end.map(|(letter, _)| letter.len_utf8()).sum();
    let left = [one, other].map(|word| {
        let mut letters = word[..word.len() - end].chars();
        (letters.next(), letters.next(), letters.next())
    });
    match left {
        [(Some(_), None, _), (None, ..) | (Some(_), None, _)] | [(None, ..), (Some(_), None, _)] => true,
        [(Some(first), Some(second), None), (Some(third), Some(fourth), None)] => first == fourth && second == third,
        _ => false,
    }
}

/// The name that has every word of what was read, or nearly every one: `Ubuntu 16.04` has those of
/// `Ubuntu-16.04-x86_64-minimal`, and `KVM Ferum 2` nearly all of `KVM Ferrum`. Of several the one with the
/// fewest other words.
#[must_use]
pub fn nearest_by_words<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let wanted = words(given);
    let letters: usize = wanted.iter().map(|word| word.chars().count()).sum();
    let of_name = names.map(|name| {
        let mut has = words(name);
        let mut found = 0;
        for word in &wanted {
            if let Some(at) = has.iter().position(|other| is_slip(word, other)) {
                found += word.chars().count();
                has.swap_remove(at);
            }
        }
        (found, std::cmp::Reverse(has.len()), name)
    });
    let (found, _, name) = of_name.max_by_key(|(found, others, _)| (*found, *others))?;
    // Half of the letters, and words among them: a figure alone says nothing.
    (found >= 3 && found * 2 > letters).then(|| name.to_owned())
}

/// The words and figures of a name, as they are compared.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != '.');
    let mut words: Vec<String> = Vec::new();
    for part in parts {
        // `Centos7` is `Centos 7`.
        let mut word = String::new();
        for c in look_alike(part).chars() {
            if word.ends_with(char::is_alphabetic) && c.is_ascii_digit() {
                words.push(std::mem::take(&mut word));
            }
            word.push(c);
        }
        words.push(word);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether two words are the same but for a slip of the pen.
fn is_slip(one: &str, other: &str) -> bool {
    let long = one.chars().count() >= 4 && one.chars().all(char::is_alphabetic);
    one == other || (long && is_one_slip(one, other))
}

/// A name in lower case, without spaces.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A name without spaces.
#[must_use]
pub fn spaceless(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_which_hardly_a_letter_was_written_is_not_meant() {
        for (given, name) in
            [("x", None), ("om", Some("on")), ("oof", Some("off")), ("ab", None), ("wihtout", Some("without"))]
        {
            assert_eq!(nearest(given, ["on", "off", "without"].into_iter()).as_deref(), name, "{given}");
        }
    }

    #[test]
    fn slips_are_those_that_the_distance_counts() {
        let mut words = vec![String::new()];
        for at in 0..364 {
            let longer: Vec<String> = ["a", "б", "𝄞"].map(|letter| format!("{}{letter}", words[at])).to_vec();
            words.extend(longer.into_iter().filter(|word| word.chars().count() <= 5));
            if at + 1 == words.len() {
                break;
            }
        }
        for one in &words {
            for other in words.iter().filter(|other| other.chars().count() <= 4) {
                let distance = damerau_levenshtein(one, other);
                assert_eq!(is_one_slip(one, other), distance == 1, "{one} {other}");
                for most in 0..4 {
                    assert_eq!(slips(one, other, most), Some(distance).filter(|slips| *slips <= most), "{one} {other}");
                }
            }
        }
    }

    #[test]
    fn a_name_of_millions_of_letters_is_not_compared_letter_by_letter() {
        let began = std::time::Instant::now();
        for long in ["z".repeat(8_000_000), "я".repeat(4_000_000)] {
            assert_eq!(nearest(&long, ["KVM Ferrum", "SSD Ferrum"].into_iter()), None);
            assert!(!is_one_slip(&long, "KVM Ferrum"));
        }
        // Letter by letter it takes minutes and gigabytes.
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    }

    #[test]
    fn a_name_is_found_by_its_words() {
        let templates = [
            "FreeBSD-11-amd64-minimal",
            "Centos-6.7-x86_64-minimal",
            "Debian-7-x86_64-minimal",
            "Ubuntu-16.04-x86_64-minimal",
            "CentOS-7-x86_64-ispmgr5",
        ];
        for (given, name) in [
            ("Ubuntu 16.04", Some("Ubuntu-16.04-x86_64-minimal")),
            ("ubuntu", Some("Ubuntu-16.04-x86_64-minimal")),
            ("Ubuntu 18.04", Some("Ubuntu-16.04-x86_64-minimal")),
            ("CentOS 7", Some("CentOS-7-x86_64-ispmgr5")),
            ("centos7", Some("CentOS-7-x86_64-ispmgr5")),
            ("СentОS 6.7", Some("Centos-6.7-x86_64-minimal")),
            ("Debain 7", Some("Debian-7-x86_64-minimal")),
            ("Windows Server 2019", None),
            ("11", None),
            ("", None),
        ] {
            assert_eq!(nearest_by_words(given, templates.into_iter()).as_deref(), name, "{given}");
        }
        let tariffs = ["KVM Ferrum", "SSD Ferrum", "OVZ Ferrum"];
        for (given, name) in
            [("KVM Ferum 2", "KVM Ferrum"), ("Ferrum SSD", "SSD Ferrum"), ("VPS OVZ-Ferrum", "OVZ Ferrum")]
        {
            assert_eq!(nearest_by_words(given, tariffs.into_iter()).as_deref(), Some(name), "{given}");
        }
    }
}
