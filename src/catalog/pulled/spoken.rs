//! How a panel is spoken to, as its forms say it: the field of the system, renewal, agreements. Pure.

use std::collections::BTreeMap;

use super::names::tidy;
use super::notes::Notes;
use super::remark::OfTable;
use super::told::Told;
use crate::catalog::offered::{Input, OrderForm};
use crate::catalog::protocol::{Protocol, RenewalForm};
use crate::catalog::write::Place;
use crate::text::lang::Lang;

/// Fields of a form that are known to be agreements.
const AGREEMENTS: [&str; 5] =
    ["licence_agreement", "license_agreement", "order_agreement", "user_agreement", "agreement"];

/// Fields that are known to ask for the operating system.
const SYSTEMS: [&str; 3] = ["ostempl", "instances_os", "os"];

/// What the forms say of how orders are made.
pub(super) struct Spoken {
    /// How the panel is spoken to.
    pub(super) protocol: Protocol,
    /// Whether a server renews when nobody says anything.
    pub(super) auto_renew: bool,
    /// How the panel is told not to renew.
    pub(super) no_renew: Option<String>,
    /// What every order carries.
    pub(super) fixed: BTreeMap<String, String>,
    /// What going on accepts, in both languages.
    pub(super) agreement: [String; 2],
}

/// Reads it from the forms that were shown.
pub(super) fn spoken(told: &Told, notes: &mut Notes) -> Spoken {
    let forms: Vec<&OrderForm> = told.forms.iter().filter_map(|form| form.shown.as_ref().ok()).collect();
    let mut protocol = told.protocol.clone();
    let has = |field: &&str| forms.iter().any(|form| form.lists.contains_key(*field));
    if let Some(field) = SYSTEMS.iter().find(|field| has(field)) {
        (*field).clone_into(&mut protocol.template_field);
    }
    let (auto_renew, no_renew) = renewal(&forms, &mut protocol, notes);
    let mut fixed = BTreeMap::new();
    let mut labels = Vec::new();
    for field in AGREEMENTS {
        let shows = |form: &&&OrderForm| form.values.contains_key(field) || form.inputs.contains_key(field);
        if let Some(form) = forms.iter().find(shows) {
            fixed.insert(field.to_owned(), "on".to_owned());
            labels.push((field, form.labels.get(field).map(|label| tidy(label)).filter(|label| !label.is_empty())));
        }
    }
    if labels.is_empty() {
        notes.say(&Place::Top, OfTable::NoAgreement);
    }
    let nothing =
        |form: &&OrderForm| form.lists.get("recipe").is_some_and(|list| list.iter().any(|option| option.key == "null"));
    if forms.iter().any(nothing) {
        fixed.insert("recipe".to_owned(), "null".to_owned());
    }
    Spoken { protocol, auto_renew, no_renew, fixed, agreement: agreement(&labels) }
}

/// What going on accepts, with the words of the form where it has some.
fn agreement(labels: &[(&str, Option<String>)]) -> [String; 2] {
    let listed = |en: &str| {
        let one = |(field, label): &(&str, Option<String>)| match label {
            Some(label) => format!("{en} `{field}`: {label}"),
            None => format!("{en} `{field}`"),
        };
        labels.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    if labels.is_empty() {
        return [String::new(), String::new()];
    }
    [Lang::En, Lang::Ru].map(|lang| {
        listed(lang.pick(
            "the provider's user agreement, the form's field",
            "пользовательское соглашение провайдера, поле формы",
        ))
    })
}

/// How renewal is said. Forms that say nothing leave what is usual.
fn renewal(forms: &[&OrderForm], protocol: &mut Protocol, notes: &mut Notes) -> (bool, Option<String>) {
    let keys: Vec<&str> = forms
        .iter()
        .filter_map(|form| form.lists.get("autoprolong"))
        .flatten()
        .map(|option| option.key.trim())
        .collect();
    let value = forms.iter().find_map(|form| form.values.get("autoprolong")).map(|value| value.trim());
    let is_number = |text: &str| text.parse::<u32>().is_ok_and(|number| number > 0);
    let checkbox = forms.iter().any(|form| form.inputs.get("autoprolong") == Some(&Input::Checkbox));
    let flag = checkbox || keys.contains(&"on") || value == Some("on");
    let months = keys.iter().copied().chain(value).any(is_number);
    match (months, flag) {
        (true, false) => protocol.renewal = RenewalForm::Months,
        (false, true) => protocol.renewal = RenewalForm::Flag,
        // Both, or neither.
        _ => notes.say(&Place::Top, OfTable::NoRenewal),
    }
    let usual = match protocol.renewal {
        RenewalForm::Months => "null",
        RenewalForm::Flag => "off",
    };
    // What the form shows before anybody has chosen is what the panel does.
    let renews = value.is_some_and(|value| !matches!(value, "" | "null" | "off" | "0"));
    if keys.is_empty() {
        return (renews, Some(usual.to_owned()));
    }
    // A form that lists how it renews, and no way not to, takes no order that does not.
    let lists = |word: &&str| {
        let all = forms.iter().filter_map(|form| form.lists.get("autoprolong")).filter(|list| !list.is_empty());
        let mut all = all.map(|list| list.iter().any(|option| option.key.trim() == *word));
        all.all(|has| has)
    };
    if let Some(word) = [usual, "null", "off", "0"].into_iter().find(lists) {
        return (renews, Some(word.to_owned()));
    }
    let mut listed: Vec<String> = Vec::new();
    for key in keys.iter().filter(|key| !key.is_empty()) {
        if !listed.iter().any(|known| known == key) {
            listed.push((*key).to_owned());
        }
    }
    notes.say(&Place::Top, OfTable::AlwaysRenews(listed));
    (true, None)
}
