//! The same for what a panel tells of an account, of its lists, of its forms and of money. Pure.

use super::Discretion;
use crate::order::Quote;
use crate::order::charge::{Charges, ChargesGap};
use crate::order::fit::Fit;
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

    /// The quote without the password.
    pub(in crate::panel::http) fn of_quote(&self, mut quote: Quote) -> Quote {
        quote.currency.iter_mut().for_each(|text| *text = self.of_text(text));
        quote
    }

    /// The charges without the password.
    pub(in crate::panel::http) fn of_charges(&self, mut charges: Charges) -> Charges {
        let texts = charges.rows.iter_mut().flat_map(|row| [Some(&mut row.id), row.currency.as_mut()]);
        let of_gap = match &mut charges.gap {
            Some(ChargesGap::Doubled(ids)) => ids.iter_mut().collect(),
            Some(ChargesGap::Unread(rows)) => rows.iter_mut().map(|row| &mut row.id).collect(),
            _ => Vec::new(),
        };
        texts.flatten().chain(of_gap).for_each(|text| *text = self.of_text(text));
        charges
    }

    /// What differs without the password.
    pub(in crate::panel::http) fn of_fit(&self, mut fit: Fit) -> Fit {
        fit.misfits.iter_mut().for_each(|misfit| misfit.shown = self.of_text(&misfit.shown));
        fit
    }
}
