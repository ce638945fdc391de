//! What an order asks for: in the words of whoever filled the sheet, and as the panel is told it.

use std::sync::Arc;

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

/// Terms that several orders have, held once: of a hundred thousand servers most ask for one of a few things.
#[derive(Clone, Debug, Default)]
pub struct Alike(Vec<Arc<Terms>>);

impl Alike {
    /// So many kinds are told apart; of more each order holds its own.
    const KINDS: usize = 64;

    /// Makes these terms the same ones as equal ones before.
    pub fn share(&mut self, terms: &mut Arc<Terms>) {
        match self.0.iter().find(|known| *known == terms) {
            Some(known) => *terms = Arc::clone(known),
            None if self.0.len() < Self::KINDS => self.0.push(Arc::clone(terms)),
            None => {}
        }
    }
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
            Stored::Now { asked, sent } => Self { asked: *asked, sent },
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
        found.of_value(Part::Template, || (before.template_shown().to_owned(), now.template_shown().to_owned()));
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
            let shown = |asked: &Asked| asked.recipe_shown().unwrap_or("–").to_owned();
            (shown(before), shown(now))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::order::NamedValue;
    use crate::order::asked::Renewal;
    use crate::sheet::PerAmount;

    fn catalog() -> Catalog {
        Catalog::bundled("demo6").expect("bundled").expect("sound")
    }

    /// An order of a table's first tariff with these terms.
    fn terms(catalog: &Catalog, named: Vec<NamedTerm>) -> Terms {
        let tariff = &catalog.tariffs[0];
        let asked = Asked {
            tariff: tariff.name.clone(),
            months: *tariff.periods.keys().next().expect("a period"),
            template: catalog.templates[0].name.clone(),
            amounts: PerAmount::of(|field| Some(Amount { value: tariff.resource(field)?.default, given: false })),
            renewal: Renewal::Never,
            renewal_given: false,
            data_centre: None,
            recipe: None,
            template_title: None,
            recipe_title: None,
            named,
        };
        let sent = Sent::of(catalog, tariff, &catalog.templates[0], &asked).expect("an order");
        Terms { asked, sent }
    }

    fn port(value: &str, name: &str, given: bool) -> NamedTerm {
        let value = NamedValue::Option { value: value.to_owned(), name: name.to_owned() };
        NamedTerm { name: "Port".to_owned(), value, given }
    }

    #[test]
    fn an_order_that_asks_for_nothing_by_name_is_kept_as_it_always_was() {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let kept = serde_json::to_string(&terms(&catalog, Vec::new())).expect("JSON");
        for word in ["named", "recipe", "data_centre", "\"of\""] {
            assert!(!kept.contains(word), "{word}: {kept}");
        }
    }

    #[test]
    fn terms_that_were_kept_before_there_were_names_are_read_and_compared() {
        let catalog = catalog();
        let now = terms(&catalog, vec![port("202", "1 Gbit/s", true)]);
        let old = terms(&catalog, Vec::new());
        // As the version before wrote them: parameters alone.
        let kept = serde_json::to_string(&old)
            .expect("JSON")
            .replace(",\"of\":\"Port\"", "")
            .replace(",\"of\":\"Snapshots\"", "");
        assert!(!kept.contains("\"of\""), "{kept}");
        let before: Terms = serde_json::from_str(&kept).expect("terms");
        assert!(old.differences(&before).is_empty());
        let found = now.differences(&before);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((one.part, one.of.as_deref()), (Part::Choice, Some("Port")));
        assert_eq!((one.before.as_str(), one.now.as_str()), ("201", "1 Gbit/s"));
        let again: Terms = serde_json::from_str(&serde_json::to_string(&now).expect("JSON")).expect("terms");
        assert_eq!(again, now);
    }

    #[test]
    fn what_was_left_to_the_tariff_both_times_is_the_same_even_if_the_table_changed() {
        let (before, mut changed) = (catalog(), catalog());
        changed.tariffs[0].choices[0].default = "202".to_owned();
        let (old, new) = (terms(&before, Vec::new()), terms(&changed, Vec::new()));
        assert_ne!(old.sent, new.sent);
        assert_eq!(new.differences(&old), []);
        // An empty cell of a column is left to it as well.
        let empty = terms(&changed, vec![port("202", "1 Gbit/s", false)]);
        assert_eq!(empty.differences(&old), []);
        let said = terms(&changed, vec![port("203", "10 Gbit/s", true)]);
        assert_eq!((said.differences(&old).len(), old.differences(&said).len()), (1, 1));
    }

    #[test]
    fn what_the_tariff_does_not_have_is_no_order() {
        let catalog = catalog();
        let with = |term: NamedTerm, (fixed, value): (&str, &str), recipe: Option<&str>| {
            let mut catalog = catalog.clone();
            catalog.fixed.insert(fixed.to_owned(), value.to_owned());
            let mut asked = terms(&catalog, Vec::new()).asked;
            asked.named.push(term);
            asked.recipe = recipe.map(ToOwned::to_owned);
            Sent::of(&catalog, &catalog.tariffs[0], &catalog.templates[0], &asked)
        };
        assert!(with(port("202", "1 Gbit/s", true), ("x", "1"), Some("lamp")).is_some());
        assert!(with(port("202", "1 Gbit/s", true), ("recipe", "docker"), None).is_some());
        assert_eq!(with(port("202", "1 Gbit/s", true), ("recipe", "docker"), Some("lamp")), None, "two recipes");
        let fixed = with(port("202", "1 Gbit/s", true), ("recipe", "null"), Some("lamp")).expect("one recipe");
        assert_eq!(fixed.shown(Part::Recipe), "lamp", "where a row has none, nothing is installed");
        let amount = NamedTerm { value: NamedValue::Amount(1), ..port("", "", true) };
        assert_eq!(with(amount, ("x", "1"), None), None, "an amount of a choice");
        let other = NamedTerm { name: "Backup".to_owned(), ..port("202", "1 Gbit/s", true) };
        assert_eq!(with(other, ("x", "1"), None), None, "nothing of that name");
    }

    #[test]
    fn the_panel_of_2016_is_told_numbers_and_no_recipe() {
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        catalog.tariffs[0].choices = super::tests::catalog().tariffs[0].choices.clone();
        catalog.tariffs[0].choices.truncate(1);
        let sent = terms(&catalog, vec![port("202", "1 Gbit/s", true)]).sent;
        let said = sent.parameters().iter().find(|one| one.part == Part::Choice).expect("a choice");
        assert_eq!((said.name.as_str(), said.value.to_string().as_str()), ("enum_92617", "202"));
        let mut asked = terms(&catalog, Vec::new()).asked;
        asked.recipe = Some("lamp".to_owned());
        assert_eq!(Sent::of(&catalog, &catalog.tariffs[0], &catalog.templates[0], &asked), None);
        catalog.tariffs[0].choices[0].options[0].value = "on".to_owned();
        catalog.tariffs[0].choices[0].default = "on".to_owned();
        let asked = Asked { recipe: None, ..asked };
        assert_eq!(Sent::of(&catalog, &catalog.tariffs[0], &catalog.templates[0], &asked), None);
    }
}
