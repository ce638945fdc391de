//! What a dialect of the panel makes of what was asked for: its ids and values.
//!
//! Only the dialect's own requests know what a parameter means. Everybody else shows them as
//! evidence, or compares them part by part.
//!
//! To add a dialect: an arm of [`Sent::of`] here, and what [`Dialect`] lists.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::asked::{Asked, NamedValue, Part, Renewal};
use crate::catalog::{Catalog, Dialect, NamedResource, RenewalForm, Tariff, Template};

/// What panels of today call a recipe.
const RECIPE: &str = "recipe";

/// The value of a parameter, with its type: an id or an amount is a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// An id or an amount.
    Number(u32),
    /// A name, or a word of the panel's.
    Text(CompactString),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// One parameter of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// The part of the order that it says.
    pub part: Part,
    /// Of a part that is several things: which one, by the table's name of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Box<str>>,
    /// Its name on the wire. Such words are short, and every order has a dozen of them.
    pub name: CompactString,
    /// Its value.
    pub value: Value,
}

/// The parameters that say what an order asks for, in the order of its parts; the domain and what
/// every order of a panel carries are not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sent(Vec<Parameter>);

impl Sent {
    /// What the table's dialect makes of `asked`; none if the tariff does not sell the periods or has not
    /// the resources that are asked for, which the check has made sure of.
    #[must_use]
    pub fn of(catalog: &Catalog, tariff: &Tariff, template: &Template, asked: &Asked) -> Option<Self> {
        match catalog.protocol.dialect {
            Dialect::Billmanager4 => billmanager4(catalog, tariff, template, asked),
            Dialect::Billmanager5 | Dialect::Billmanager6 => today(catalog, tariff, template, asked),
        }
    }

    /// Takes parameters as a ledger kept them.
    pub(super) const fn kept(parameters: Vec<Parameter>) -> Self {
        Self(parameters)
    }

    /// All parameters.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.0
    }

    /// A text that two orders share which ask for the very same.
    #[must_use]
    pub fn key(&self) -> String {
        let told: Vec<String> =
            self.0.iter().map(|parameter| format!("{}={}", parameter.name, parameter.value)).collect();
        told.join("\n")
    }

    /// The parameters that say a part.
    pub fn of_part(&self, part: Part) -> impl Iterator<Item = &Parameter> {
        self.0.iter().filter(move |parameter| parameter.part == part)
    }

    /// The parameter of a name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.0.iter().find(|parameter| parameter.name == name)
    }

    /// The value that says a part; none if nothing says it.
    #[must_use]
    pub fn value(&self, part: Part) -> Option<&Value> {
        self.of_part(part).map(|parameter| &parameter.value).next()
    }

    /// The same as text, a dash if nothing says it.
    #[must_use]
    pub fn shown(&self, part: Part) -> String {
        self.value(part).map_or_else(|| "–".to_owned(), Value::to_string)
    }
}

/// BILLmanager 4 (the provider's article of 2016): `price` is the tariff's id and no money, `period`
/// a period's id and no months, `addon_N` an amount, `enum_N` a choice.
fn billmanager4(catalog: &Catalog, tariff: &Tariff, template: &Template, asked: &Asked) -> Option<Sent> {
    let mut sent = Sent(Vec::with_capacity(12));
    let number = |id: u32| Value::Number(id);
    // How this dialect is told of one is published nowhere.
    if asked.recipe.is_some() {
        return None;
    }
    sent.say(Part::Tariff, "price".into(), number(tariff.id.get()));
    sent.say(Part::Period, "period".into(), number(tariff.periods.get(&asked.months)?.get()));
    sent.say(Part::Template, "ostempl".into(), Value::Text((&template.name).into()));
    for (field, amount) in asked.amounts.iter() {
        // An amount of what the tariff does not have is no order, rather than an order without it.
        let resource = tariff.resource(field)?;
        sent.say(Part::of_amount(field)?, numbered("addon_", resource.addon.get()), number(amount.value));
    }
    sent.say_named(tariff, asked, Dialect::Billmanager4)?;
    if let Some(fixed) = tariff.name_servers {
        sent.say(Part::NameServers, numbered("enum_", fixed.id.get()), number(fixed.value));
    }
    if let Some(switch) = tariff.ispmanager {
        let value = if template.ispmanager { switch.on } else { switch.off };
        sent.say(Part::Ispmanager, numbered("enum_", switch.id.get()), number(value));
    }
    match asked.renewal {
        Renewal::Every(months) => {
            sent.say(Part::AutoRenew, "autoprolong".into(), number(tariff.periods.get(&months)?.get()));
        }
        Renewal::Never => match catalog.no_renew.as_deref() {
            // The provider says that leaving the parameter out is the way.
            None | Some("omit") => {}
            Some(word) => sent.say(Part::AutoRenew, "autoprolong".into(), Value::Text(word.into())),
        },
    }
    Some(sent)
}

/// BILLmanager 5 and 6: `pricelist` is the tariff's id, periods are months, and everything that a tariff has is an
/// `addon_N`: an amount, `on` or `off`, or the id of one of several.
fn today(catalog: &Catalog, tariff: &Tariff, template: &Template, asked: &Asked) -> Option<Sent> {
    let protocol = &catalog.protocol;
    let mut sent = Sent(Vec::with_capacity(12));
    let (number, word) = (|id: u32| Value::Number(id), |word: &str| Value::Text(word.into()));
    sent.say(Part::Tariff, "pricelist".into(), number(tariff.id.get()));
    if let Some(id) = tariff.data_centre {
        sent.say(Part::DataCentre, "datacenter".into(), number(id.get()));
    }
    let period = if protocol.dialect == Dialect::Billmanager6 { "order_period" } else { "period" };
    sent.say(Part::Period, period.into(), number(tariff.periods.get(&asked.months)?.get()));
    sent.say(Part::Template, (&protocol.template_field).into(), word(&template.name));
    if let Some(recipe) = &asked.recipe {
        // Two recipes are no order; what is fixed to none is said in the other orders.
        if catalog.fixed_recipe().is_some() {
            return None;
        }
        sent.say(Part::Recipe, RECIPE.into(), word(recipe));
    }
    for (field, amount) in asked.amounts.iter() {
        let resource = tariff.resource(field)?;
        sent.say(Part::of_amount(field)?, numbered("addon_", resource.addon.get()), number(amount.value));
    }
    if let Some(fixed) = tariff.name_servers {
        sent.say(Part::NameServers, numbered("addon_", fixed.id.get()), number(fixed.value));
    }
    if let Some(switch) = tariff.ispmanager {
        let value = if template.ispmanager { switch.on } else { switch.off };
        sent.say(Part::Ispmanager, numbered("addon_", switch.id.get()), number(value));
    }
    sent.say_named(tariff, asked, protocol.dialect)?;
    let renewal = match (asked.renewal, protocol.renewal) {
        (Renewal::Every(months), RenewalForm::Months) => number(tariff.periods.get(&months)?.get()),
        // A flag says no other period than the one that is ordered.
        (Renewal::Every(months), RenewalForm::Flag) if months == asked.months => word("on"),
        (Renewal::Every(_), RenewalForm::Flag) => return None,
        (Renewal::Never, _) => word(catalog.no_renew.as_deref()?),
    };
    sent.say(Part::AutoRenew, "autoprolong".into(), renewal);
    Some(sent)
}

impl Sent {
    fn say(&mut self, part: Part, name: CompactString, value: Value) {
        self.0.push(Parameter { part, of: None, name, value });
    }

    /// Says what a tariff sells by name: as it was asked for, else as the tariff gives it. In BILLmanager 4 a choice is
    /// an `enum_N`, and what it is told a number.
    fn say_named(&mut self, tariff: &Tariff, asked: &Asked, dialect: Dialect) -> Option<()> {
        let sells = |name: &String| {
            tariff.named.iter().any(|of| of.name == *name) || tariff.choices.iter().any(|of| of.name == *name)
        };
        // What the tariff does not have is no order, rather than an order without it.
        if !asked.named.iter().all(|term| sells(&term.name)) {
            return None;
        }
        for NamedResource { name, resource } in &tariff.named {
            let amount = match asked.named(name).map(|term| &term.value) {
                None => resource.default,
                Some(NamedValue::Amount(amount)) => *amount,
                Some(NamedValue::Option { .. }) => return None,
            };
            let (of, called) = (Some(name.as_str().into()), numbered("addon_", resource.addon.get()));
            self.0.push(Parameter { part: Part::Resource, of, name: called, value: Value::Number(amount) });
        }
        for choice in &tariff.choices {
            let value = match asked.named(&choice.name).map(|term| &term.value) {
                None => &choice.default,
                Some(NamedValue::Option { value, .. }) => value,
                Some(NamedValue::Amount(_)) => return None,
            };
            let (word, value) = match dialect {
                Dialect::Billmanager4 => ("enum_", Value::Number(value.parse().ok()?)),
                Dialect::Billmanager5 | Dialect::Billmanager6 => ("addon_", Value::Text(value.into())),
            };
            let (of, called) = (Some(choice.name.as_str().into()), numbered(word, choice.addon.get()));
            self.0.push(Parameter { part: Part::Choice, of, name: called, value });
        }
        Some(())
    }
}

/// A short word with a number behind it. Every order has several, so it is not left to the slower ways of
/// formatting.
fn numbered(word: &str, number: u32) -> CompactString {
    let mut signs = [b'0'; 24];
    let mut begin = signs.len();
    let mut rest = number;
    while rest > 0 || begin == signs.len() {
        begin -= 1;
        signs[begin] += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    // Ten digits are the most, so that there is room for every word that is used here.
    for sign in word.bytes().rev().take(begin) {
        begin -= 1;
        signs[begin] = sign;
    }
    CompactString::from_utf8(&signs[begin..]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_behind_its_word() {
        for number in [0, 7, 10, 99, 100, 1_234_567_890, u32::MAX] {
            assert_eq!(numbered("addon_", number), format!("addon_{number}"));
        }
    }
}
