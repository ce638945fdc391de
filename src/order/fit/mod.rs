//! Whether what a panel shows is what it was told: the parameters of an order, held against the fields of a form. Pure.
//!
//! A panel may put right silently what it does not take: the form of an order shows that before anything is ordered,
//! the form of its service afterwards. What a form does not show, or shows in words that may mean the same, is no
//! difference; nor is it the same.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::asked::Part;
use super::renews::{self, Held};
use super::sent::{Parameter, Value};
use super::terms::{Difference, Terms};

/// What a form shows of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownField {
    /// What stands in it; each thing, where it is there more than once.
    pub values: Vec<String>,
    /// What can stand in it, where that is one of several: a key, and its words.
    pub options: Vec<(String, String)>,
}

/// What a form shows, by the names of its fields.
pub type ShownForm = BTreeMap<String, ShownField>;

/// Whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOf {
    /// An order's, with its values asked for: a list to choose from has the key of what was chosen.
    Order,
    /// A service's, whose fields may be called otherwise and hold words in place of keys.
    Service,
}

/// One thing that differs from what was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// The part of the order that it is.
    pub part: Part,
    /// The panel's name of it.
    pub field: String,
    /// What the panel was told.
    pub sent: String,
    /// What the panel shows.
    pub shown: String,
}

/// How what a panel shows fits what it was told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// What differs.
    pub misfits: Vec<Misfit>,
    /// The parameters of which the form does not tell whether they do, by their names.
    pub untold: Vec<String>,
}

impl Fit {
    /// Holds what an order tells a panel against what a form shows.
    #[must_use]
    pub fn of(terms: &Terms, shown: &ShownForm, form: FormOf) -> Self {
        let mut fit = Self::default();
        for parameter in terms.sent.parameters() {
            let name = parameter.name.as_str();
            let Some(field) = field_of(parameter, shown, form) else {
                fit.untold.push(name.to_owned());
                continue;
            };
            match field.held_against(parameter, terms, form) {
                Held::Same => {}
                Held::Untold => fit.untold.push(name.to_owned()),
                Held::Differs => fit.misfits.push(Misfit {
                    part: parameter.part,
                    field: name.to_owned(),
                    sent: parameter.value.to_string(),
                    shown: field.values.join(", "),
                }),
            }
        }
        fit
    }

    /// What differs, as people read it.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let told = |misfit: &Misfit| Difference {
            part: misfit.part,
            of: matches!(misfit.part, Part::Resource | Part::Choice).then(|| misfit.field.clone()),
            before: misfit.sent.clone(),
            now: misfit.shown.clone(),
        };
        self.misfits.iter().map(told).collect()
    }

    /// Whether nothing differs of what is shown.
    #[must_use]
    pub fn is_free_of_misfits(&self) -> bool {
        self.misfits.is_empty()
    }
}

/// The field of a parameter; none if the form shows nothing in it.
fn field_of<'s>(parameter: &Parameter, shown: &'s ShownForm, form: FormOf) -> Option<&'s ShownField> {
    let other = (form == FormOf::Service && parameter.part == Part::Period).then_some("period");
    let field = shown.get(parameter.name.as_str()).or_else(|| shown.get(other?));
    field.filter(|field| field.values.iter().any(|value| !value.is_empty()))
}

impl ShownField {
    fn held_against(&self, parameter: &Parameter, terms: &Terms, form: FormOf) -> Held {
        let sent = parameter.value.to_string();
        let of = |shown: &String| match parameter.part {
            _ if *shown == sent => Held::Same,
            Part::AutoRenew => {
                let asked = &terms.asked;
                renews::held(asked.renewal, asked.months, Some(shown.as_str()))
            }
            Part::Period if let Some(shown) = renews::Lasting::read(shown) => {
                same(shown == renews::Lasting::Months(terms.asked.months.get()))
            }
            _ => self.of_value(&sent, shown, (&parameter.value, form)),
        };
        let mut held: Vec<Held> = self.values.iter().map(of).collect();
        held.dedup();
        match held.as_slice() {
            [only] => *only,
            several if several.contains(&Held::Differs) => Held::Differs,
            _ => Held::Untold,
        }
    }

    fn of_value(&self, sent: &str, shown: &str, (value, form): (&Value, FormOf)) -> Held {
        let number = |text: &str| Decimal::from_str_exact(text.trim()).ok();
        if let (Some(sent), Some(shown)) = (number(sent), number(shown)) {
            return same(sent == shown);
        }
        // The words of the key that was sent, or of another one.
        if self.options.iter().any(|(key, words)| key == sent && words == shown) {
            return Held::Same;
        }
        let of_another = self.options.iter().any(|(key, words)| key == shown || (key != sent && words == shown));
        let is_choice = matches!(value, Value::Text(_));
        if of_another || (form == FormOf::Order && is_choice && self.options.is_empty()) || both_flags(sent, shown) {
            return Held::Differs;
        }
        Held::Untold
    }
}

fn both_flags(one: &str, other: &str) -> bool {
    [one, other].iter().all(|word| ["on", "off"].contains(word))
}

const fn same(is: bool) -> Held {
    if is { Held::Same } else { Held::Differs }
}

#[cfg(test)]
mod tests;
