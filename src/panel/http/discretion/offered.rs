//! The same for what a panel says that it sells. Pure.
//!
//! A table is made of it, so that a key is never changed: what the panel is told must be what it said. A text for
//! people that holds a secret whole is told without it; a piece of one may stand there by chance, since a password
//! may be a word.

use super::Discretion;
use crate::catalog::offered::{Doubt, Export, Listed, Name, OrderForm, TariffStep};

/// A shorter password is found in everything.
const SHORTEST: usize = 6;

impl Discretion {
    /// The price list without the password.
    pub(in crate::panel::http) fn of_export(&self, mut export: Export) -> Export {
        for tariff in &mut export.tariffs {
            self.hide_in_name(&mut tariff.name);
            tariff.data_centres.iter_mut().for_each(|(_, name)| self.hide_in_name(name));
            tariff.parameters.values_mut().flatten().for_each(|value| self.hide_in(&mut value.words));
            for addon in &mut tariff.addons {
                self.hide_in_name(&mut addon.name);
                addon.items.iter_mut().for_each(|item| self.hide_in_name(&mut item.name));
            }
        }
        self.hide_in_doubts(&mut export.doubts);
        export
    }

    /// The step without the password.
    pub(in crate::panel::http) fn of_step(&self, mut step: TariffStep) -> TariffStep {
        step.data_centres.iter_mut().for_each(|place| self.hide_in(&mut place.words));
        step.tariffs.iter_mut().filter_map(|tariff| tariff.title.as_mut()).for_each(|title| self.hide_in(title));
        self.hide_in_doubts(&mut step.doubts);
        step
    }

    /// The form without the password: a field that shows it is left out, unless it is one of several values.
    pub(in crate::panel::http) fn of_offer(&self, mut form: OrderForm) -> OrderForm {
        let lists = &form.lists;
        let is_listed = |name: &str, value: &str| {
            lists.get(name).is_some_and(|values| values.iter().any(|listed| listed.key == value))
        };
        form.values.retain(|name, value| !self.holds(value) || is_listed(name, value));
        form.lists.values_mut().flatten().for_each(|Listed { words, .. }| self.hide_in(words));
        form.labels.values_mut().for_each(|label| self.hide_in(label));
        form.buttons.iter_mut().chain(&mut form.function).for_each(|name| self.hide_in(name));
        self.hide_in_doubts(&mut form.doubts);
        form
    }

    fn hide_in_name(&self, Name { plain, russian }: &mut Name) {
        self.hide_in(plain);
        if let Some(russian) = russian {
            self.hide_in(russian);
        }
    }

    fn hide_in_doubts(&self, doubts: &mut [Doubt]) {
        for Doubt { place, given, .. } in doubts {
            *given = self.of_text(given);
            self.hide_in(place);
        }
    }

    fn hide_in(&self, text: &mut String) {
        if self.holds(text) {
            *text = self.of_text(text);
        }
    }

    /// Whether a text holds a secret whole, in one of its forms.
    fn holds(&self, text: &str) -> bool {
        self.forms.iter().any(|form| form.chars().count() >= SHORTEST && text.contains(form.as_str()))
    }
}
