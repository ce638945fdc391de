//! What a person is told of an account, a panel and its functions before anything is ordered: reads only.

use super::client::Client;
use crate::catalog::{Dialect, Protocol};
use crate::panel::billmanager::request::{self, Filter};
use crate::panel::billmanager::{account, listing, probe};
use crate::panel::{AccountFacts, FormFacts, ListFacts, ReadError};

impl Client {
    /// Reads who is signed in, and where. A panel of today is asked for its summary of the money as well; one that
    /// does not have it tells the rest all the same.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when nobody is signed in, or the panel cannot be asked.
    pub fn account(&self) -> Result<AccountFacts, ReadError> {
        self.account_as(self.protocol())
    }

    /// The same as a panel tells it that speaks as `protocol` says, which need not be the table's.
    ///
    /// # Errors
    ///
    /// Those of [`Client::account`].
    pub fn account_as(&self, protocol: &Protocol) -> Result<AccountFacts, ReadError> {
        let facts = self.ask(request::balance(protocol), |reply| account::read_account(reply, protocol))?;
        if protocol.dialect == Dialect::Billmanager4 {
            return Ok(self.discretion().of_account(facts));
        }
        let summary = self.ask(request::summary(protocol), |reply| account::read_summary(reply, protocol));
        let facts = match summary {
            Ok(summary) => summary.added_to(facts),
            Err(_) => facts,
        };
        Ok(self.discretion().of_account(facts))
    }

    /// Reads what the list of services shows that `protocol` names, which need not be the table's.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is no such list (its code says so), or the panel cannot be asked.
    pub fn list_facts(&self, protocol: &Protocol) -> Result<ListFacts, ReadError> {
        let ask =
            |filter| self.ask(request::services(protocol, 1, 1, filter), |reply| probe::read_list(reply, protocol));
        let facts = match ask(Filter::Off) {
            Err(error) if listing::refuses_a_parameter(&error) => {
                let facts = ask(Filter::AsSaved).map_err(|_| error)?;
                Ok(ListFacts { may_be_filtered: true, ..facts })
            }
            facts => facts,
        };
        facts.map(|facts| self.discretion().of_list(facts))
    }

    /// Reads the form of an order that `protocol` names, of one tariff or of none. It is not sent, so that nothing
    /// is ordered.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is no such function, or the panel cannot be asked.
    pub fn form_facts(&self, protocol: &Protocol, tariff: Option<u32>) -> Result<FormFacts, ReadError> {
        let facts = self.ask(request::form(protocol, tariff), |reply| probe::read_form(reply, protocol));
        facts.map(|facts| self.discretion().of_form(facts))
    }
}
