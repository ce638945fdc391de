//! Names of the catalogue, found as people write them.

use crate::text::alike::{look_alike, nearest, nearest_by_words, plain};

/// A name found among the catalogue's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Match<'n> {
    /// This one; the flag tells that letters of another alphabet were read as Latin ones.
    One(&'n str, bool),
    /// Several fit.
    Many(Vec<String>),
    /// None fits; this one looks most like it.
    None(Option<String>),
}

/// Finds a name: letter for letter, else without regard to case and spaces, else with Cyrillic
/// letters that look Latin read as Latin.
pub(super) fn find<'n>(given: &str, names: impl Iterator<Item = &'n str> + Clone) -> Match<'n> {
    if let Some(exact) = names.clone().find(|name| *name == given) {
        return Match::One(exact, false);
    }
    for (fold, folded) in [(plain as fn(&str) -> String, false), (look_alike, true)] {
        let wanted = fold(given);
        let mut fitting: Vec<&'n str> = names.clone().filter(|name| fold(name) == wanted).collect();
        fitting.dedup();
        match fitting.as_slice() {
            [] => {}
            [one] => return Match::One(one, folded),
            several => return Match::Many(several.iter().map(ToString::to_string).collect()),
        }
    }
    Match::None(nearest(given, names.clone()).or_else(|| nearest_by_words(given, names)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["KVM Ferrum", "SSD Ferrum", "CentOS-7-x86_64-ispmgr5"];

    #[test]
    fn names_are_found_as_people_write_them() {
        for given in ["KVM Ferrum", "kvm ferrum", "KVMFerrum", " kvm  Ferrum"] {
            assert_eq!(find(given, NAMES.into_iter()), Match::One("KVM Ferrum", false), "{given}");
        }
        // Cyrillic К and М, С and о.
        assert_eq!(find("КVМ Ferrum", NAMES.into_iter()), Match::One("KVM Ferrum", true));
        assert_eq!(find("СentОS-7-x86_64-ispmgr5", NAMES.into_iter()), Match::One("CentOS-7-x86_64-ispmgr5", true));
    }

    #[test]
    fn a_near_miss_is_proposed_and_a_far_one_is_not() {
        assert_eq!(find("KVM Ferum", NAMES.into_iter()), Match::None(Some("KVM Ferrum".to_owned())));
        assert_eq!(find("Windows", NAMES.into_iter()), Match::None(None));
    }

    #[test]
    fn several_that_fit_are_all_named() {
        let found = find("a b", ["AB", "A B"].into_iter());
        assert_eq!(found, Match::Many(vec!["AB".to_owned(), "A B".to_owned()]));
    }
}
