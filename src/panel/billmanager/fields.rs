//! The fields of a form that was asked for and not sent: only those that are named are read. Pure.

use std::collections::BTreeSet;

use super::cap;
use super::document::shows_a_form;
use super::element::Element;
use crate::order::fit::{ShownField, ShownForm};

/// The most characters of a value that are kept.
const LONGEST: usize = 200;

/// Whether a document is a form, and says neither yes nor no. Deeper, these are the names of texts.
pub(super) fn is_quiet_form(document: &Element) -> bool {
    let quiet = ["error", "ok", "authfail"].iter().all(|name| document.child(name).is_none());
    quiet && shows_a_form(document)
}

/// Where the fields of a form stand: in the document, or in its model.
pub(super) fn places(document: &Element) -> impl Iterator<Item = &Element> {
    [Some(document), document.child("model")].into_iter().flatten()
}

/// What a form shows of the fields of these names, and of no other: the form of a service shows its passwords.
pub(super) fn shown(document: &Element, names: &BTreeSet<&str>) -> ShownForm {
    let open = names.iter().filter(|name| !is_secret(name));
    open.map(|name| ((*name).to_owned(), field(document, name))).collect()
}

/// Whether a field may hold a secret by its name: a table may name any field as an order's.
fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    ["pass", "pwd", "secret", "key", "token", "auth"].iter().any(|part| name.contains(part))
}

fn field(document: &Element, name: &str) -> ShownField {
    let mut values: Vec<String> =
        places(document).flat_map(|place| place.named(name)).map(|field| short(field.text.trim())).collect();
    values.dedup();
    let lists = document.named("slist").filter(|list| list.attribute("name") == Some(name));
    let options = lists
        .flat_map(|list| list.named("val"))
        .filter_map(|option| Some((short(option.attribute("key")?), short(option.text.trim()))));
    // In `bjson` the lists stand in one, each under its own name, and a key is a member.
    let below = document.named("list").flat_map(|list| list.named("slist")).flat_map(|lists| lists.named(name));
    let more = below.filter_map(|option| Some((short(option.text_of("k")?), short(option.text.trim()))));
    ShownField { values, options: options.chain(more).collect() }
}

fn short(text: &str) -> String {
    cap::cut_at(text, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::super::document::parse;
    use super::super::shapes;
    use super::*;
    use crate::catalog::{Dialect, Protocol};

    fn read(body: &str) -> Element {
        parse(body, Some(&Protocol::usual(Dialect::Billmanager6))).unwrap_or_else(|| panic!("no document: {body}"))
    }

    #[test]
    fn only_the_fields_that_are_named_are_read_in_every_shape() {
        let form = "<doc func=\"vds.edit\"><elid>7</elid><password>SECRET</password><addon_1>40</addon_1>\
                    <ostempl>Debian 13</ostempl>\
                    <slist name=\"ostempl\"><val key=\"D13\">Debian 13</val><val key=\"U24\">Ubuntu</val></slist>\
                    <metadata><form><ok/></form></metadata></doc>";
        let names = BTreeSet::from(["addon_1", "ostempl", "addon_2", "password"]);
        let options = vec![("D13".to_owned(), "Debian 13".to_owned()), ("U24".to_owned(), "Ubuntu".to_owned())];
        for body in shapes::of(form) {
            let document = read(&body);
            assert!(is_quiet_form(&document), "{body}");
            let shown = shown(&document, &names);
            assert_eq!(shown["addon_1"].values, ["40"], "{body}");
            assert_eq!(shown["ostempl"], ShownField { values: vec!["Debian 13".to_owned()], options: options.clone() });
            assert_eq!(shown["addon_2"], ShownField::default());
            assert!(!format!("{shown:?}").contains("SECRET"));
        }
        let bjson = r#"{"func":"vds.edit","model":{"addon_1":"40","ostempl":"D13","password":"SECRET"},"messages":[],
            "list":{"slist":{"ostempl":[{"k":"D13","v":"Debian 13"},{"k":"U24","v":"Ubuntu"}]}}}"#;
        let shown = shown(&read(bjson), &names);
        assert_eq!((&shown["addon_1"].values, &shown["ostempl"].options), (&vec!["40".to_owned()], &options));
    }

    #[test]
    fn what_says_yes_or_no_is_no_form() {
        for none in ["<doc><metadata/><ok/></doc>", "<doc><metadata/><error type=\"x\"/></doc>", "<doc><a>1</a></doc>"]
        {
            assert!(!is_quiet_form(&read(none)), "{none}");
        }
    }
}
