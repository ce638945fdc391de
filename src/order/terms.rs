//! What an order asks for: in the words of whoever filled the sheet, and as the panel is told it.

use serde::{Deserialize, Serialize};

use super::asked::{Amount, Asked, NamedTerm, Part};
use super::before::Stored;
use super::sent::{Parameter, Sent};
use crate::sheet::Field;

/// What one order asks for, apart from its domain: in names, and in what the panel's dialect made of
/// them. Read from a ledger as this version writes it, or as the one before did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Terms {
    /// What was asked for, for people.
    pub asked: Asked,
    /// What the panel is told: evidence, and what two orders are compared by.
    pub sent: Sent,
}

/// One difference between the terms of two orders of the same domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Where they differ.
    pub part: Part,
    /// Of a part that is several things: which one, by the tariff table's name of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What was ordered (or stands in the panel).
    pub before: String,
    /// What the sheet asks for now.
    pub now: String,
}

impl From<Stored> for Terms {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Now { asked, sent } => Self { asked, sent },
            Stored::Before(before) => Self { sent: before.sent(), asked: before.asked() },
        }
    }
}

impl Terms {
    /// Compares these terms with those of an earlier order, by the ids and typed values that the
    /// panel was told, never by names. Empty when both ask for the same.
    #[must_use]
    pub fn differences(&self, earlier: &Self) -> Vec<Difference> {
        let (now, before) = (&self.asked, &earlier.asked);
        let mut found = Differences { now: &self.sent, before: &earlier.sent, found: Vec::new() };
        let named = |terms: &Self| format!("{} (id {})", terms.asked.tariff, terms.sent.shown(Part::Tariff));
        found.of_value(Part::Tariff, || (named(earlier), named(self)));
        if now.months == before.months {
            found.of_value(Part::Period, || (before.months.to_string(), now.months.to_string()));
        } else {
            found.push(Part::Period, before.months.to_string(), now.months.to_string());
        }
        found.of_value(Part::Template, || (before.template.clone(), now.template.clone()));
        for field in Field::amounts() {
            let Some(part) = Part::of_amount(field) else { continue };
            let both = [before, now].map(|asked| asked.amounts.get(field));
            // What was left empty both times is the same, even if the table's default has changed since.
            if both.into_iter().flatten().any(|amount| amount.given) {
                found.of_value(part, || both.map(figure).into());
            }
        }
        for part in [Part::NameServers, Part::Ispmanager] {
            found.of_parameters(part);
        }
        let place = |terms: &Self| {
            let name = terms.asked.data_centre.clone();
            name.unwrap_or_else(|| terms.sent.shown(Part::DataCentre))
        };
        found.of_value(Part::DataCentre, || (place(earlier), place(self)));
        found.of_value(Part::Recipe, || {
            let shown = |recipe: &Option<String>| recipe.clone().unwrap_or_else(|| "–".to_owned());
            (shown(&before.recipe), shown(&now.recipe))
        });
        found.of_named(before, now);
        if now.renewal_given || before.renewal_given {
            let shown = || (before.renewal.to_string(), now.renewal.to_string());
            if now.renewal == before.renewal {
                found.of_value(Part::AutoRenew, shown);
            } else {
                let (before, now) = shown();
                found.push(Part::AutoRenew, before, now);
            }
        }
        found.found
    }
}

/// An amount as people read it, a dash where there is none.
fn figure(amount: Option<&Amount>) -> String {
    amount.map_or_else(|| "–".to_owned(), |amount| amount.value.to_string())
}

/// The differences found so far between two orders.
struct Differences<'t> {
    now: &'t Sent,
    before: &'t Sent,
    found: Vec<Difference>,
}

impl Differences<'_> {
    fn push(&mut self, part: Part, before: String, now: String) {
        self.found.push(Difference { part, of: None, before, now });
    }

    /// What the table names, each thing by itself: it is the same parameter, whatever the table calls it.
    fn of_named(&mut self, before: &Asked, now: &Asked) {
        let is_named = |parameter: &&Parameter| matches!(parameter.part, Part::Resource | Part::Choice);
        let named = |sent: &'_ Sent| -> Vec<Parameter> { sent.parameters().iter().filter(is_named).cloned().collect() };
        let mut all = named(self.now);
        all.extend(named(self.before).into_iter().filter(|one| self.now.parameter(&one.name).is_none()));
        for one in all {
            let [was, is] = [self.before, self.now].map(|sent| sent.parameter(&one.name));
            if was.map(|was| &was.value) == is.map(|is| &is.value) {
                continue;
            }
            let term = |parameter: Option<&Parameter>, asked: &Asked| -> Option<NamedTerm> {
                asked.named(parameter?.of.as_deref()?).cloned()
            };
            let terms = [term(was, before), term(is, now)];
            // What was left to the tariff both times is the same, even if the table has changed since.
            if !terms.iter().flatten().any(|term| term.given) {
                continue;
            }
            let [was, is] = [(was, &terms[0]), (is, &terms[1])].map(|(parameter, term)| {
                let shown = term.as_ref().map(|term| term.value.to_string());
                shown.or_else(|| Some(parameter?.value.to_string())).unwrap_or_else(|| "–".to_owned())
            });
            let of = one.of.as_deref().unwrap_or(&one.name).to_owned();
            self.found.push(Difference { part: one.part, of: Some(of), before: was, now: is });
        }
    }

    /// A part of which the value counts, whatever the parameter is called: a table may give a
    /// resource another id without meaning another server.
    fn of_value(&mut self, part: Part, shown: impl FnOnce() -> (String, String)) {
        if self.now.value(part) != self.before.value(part) {
            let (before, now) = shown();
            self.push(part, before, now);
        }
    }

    /// A part of which name and value count: the value of a choice means nothing without its id.
    fn of_parameters(&mut self, part: Part) {
        if !self.now.of_part(part).eq(self.before.of_part(part)) {
            self.push(part, self.before.shown(part), self.now.shown(part));
        }
    }
}
