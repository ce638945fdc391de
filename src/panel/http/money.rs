//! What a panel says of money: what an order would cost, what was charged, what there is. Reads only.

use jiff::civil::Date;

use super::client::Client;
use super::lists::{Source, Wanted};
use crate::catalog::Dialect;
use crate::order::charge::Charges;
use crate::order::fit::Fit;
use crate::order::{Order, Quote, ReasonCode};
use crate::panel::billmanager::request::{self, Carried};
use crate::panel::billmanager::{Reply, account, expense, one, quote};
use crate::panel::{Balance, ReadError};

impl Client {
    /// What an order would cost, from its form with everything that it asks for. It is not sent.
    pub(super) fn quoted(&self, order: &Order) -> Result<Option<Quote>, ReadError> {
        let protocol = self.protocol();
        // Nobody knows a form of BILLmanager 4 that tells it.
        if protocol.dialect == Dialect::Billmanager4 {
            return Ok(None);
        }
        let form = request::quote(protocol, order, Carried { fixed: self.fixed(), key: None });
        let quote = self.in_turn(protocol, &form, |reply| quote::read_quote(order, reply, protocol))?;
        Ok(quote.map(|quote| self.discretion().of_quote(quote)))
    }

    /// What was charged from a day on.
    pub(super) fn charged(&self, since: Date) -> Result<Option<Charges>, ReadError> {
        let protocol = self.protocol();
        // Nobody knows such a list of BILLmanager 4.
        if protocol.dialect == Dialect::Billmanager4 {
            return Ok(None);
        }
        let whole = self.whole(
            self.deadlines().list,
            &Source {
                size: expense::PAGE,
                ask: |page: Wanted| request::charges(protocol, page.number, page.size, page.filter),
                read: |number, reply: &Reply| expense::read_page(number, reply, protocol),
            },
        );
        match whole {
            Ok(whole) => Ok(Some(self.discretion().of_charges(expense::charges(whole, since)))),
            Err(error) if error.reason.code == ReasonCode::NoSuchList => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How what a service has, as its form shows it, fits what its order was told.
    pub(super) fn fitting(&self, id: &str, order: &Order) -> Result<Option<Fit>, ReadError> {
        let protocol = self.protocol();
        if protocol.dialect == Dialect::Billmanager4 {
            return Ok(None);
        }
        let read = |reply: &Reply| one::read_fit(id, &order.terms, reply, protocol);
        let fit = self.ask(request::service(protocol, id), read)?;
        Ok(fit.map(|fit| self.discretion().of_fit(fit)))
    }

    /// What there is in the account. A panel of today is asked for its summary as well where its account's data do
    /// not say how far the balance may go; one that does not tell it leaves that open.
    pub(super) fn money(&self) -> Result<Option<Balance>, ReadError> {
        let protocol = self.protocol();
        let balance = self.ask(request::balance(protocol), |reply| account::read_balance(reply, protocol))?;
        let is_told = |balance: &Balance| balance.available.is_some() && balance.limit.is_some();
        let open = balance.as_ref().is_some_and(|balance| !is_told(balance));
        if protocol.dialect == Dialect::Billmanager4 || !open {
            return Ok(balance);
        }
        let summary = self.ask(request::summary(protocol), |reply| account::read_summary(reply, protocol));
        Ok(balance.map(|balance| match summary {
            Ok(summary) => summary.added_to_balance(balance),
            Err(_) => balance,
        }))
    }
}
