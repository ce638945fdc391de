//! The same for what a panel tells of an account, of its lists and of its forms. Pure.

use super::Discretion;
use crate::panel::{AccountFacts, FormFacts, ListFacts};

impl Discretion {
    /// The facts without the password.
    pub(in crate::panel::http) fn of_account(&self, mut facts: AccountFacts) -> AccountFacts {
        let AccountFacts { id, name, email, balance, in_debt: _, currency, edition, version, features } = &mut facts;
        let of_balance = balance.as_mut().map(|balance| &mut balance.currency);
        let texts = [id, name, email, currency, edition, version, features].into_iter().chain(of_balance);
        texts.flatten().for_each(|text| *text = self.of_text(text));
        facts
    }

    /// The names without the password.
    pub(in crate::panel::http) fn of_list(&self, mut facts: ListFacts) -> ListFacts {
        facts.columns.iter_mut().for_each(|name| *name = self.of_text(name));
        facts
    }

    /// The names without the password.
    pub(in crate::panel::http) fn of_form(&self, mut facts: FormFacts) -> FormFacts {
        let names = facts.fields.iter_mut().chain(&mut facts.buttons).chain(&mut facts.function);
        names.for_each(|name| *name = self.of_text(name));
        facts
    }
}
