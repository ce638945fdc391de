//! Asks a panel who is signed in, and which of the functions that it may have are there. Reads only.

use std::thread::sleep;
use std::time::Duration;

use super::found::{Form, Found, List, Told};
use crate::catalog::{Dialect, ItemType, Protocol};
use crate::order::ReasonCode;
use crate::panel::http::Client;
use crate::panel::{AccountFacts, Panel, ReadError};

/// Item types that panels are known to have.
const USUAL: [&str; 3] = ["vds", "vds.vps", "instances"];

/// Asks, slowly enough for any panel.
pub struct Probe<'p> {
    client: &'p Client,
    protocol: &'p Protocol,
    tariff: Option<u32>,
    pause: Duration,
}

impl<'p> Probe<'p> {
    /// Of a panel on this machine or elsewhere, spoken to as a table says; with a tariff of the table, if there is
    /// one, so that the fields of its form show.
    pub const fn new(client: &'p Client, protocol: &'p Protocol, tariff: Option<u32>, loopback: bool) -> Self {
        // How many requests a panel takes is not documented: at most two a second.
        let pause = if loopback { Duration::ZERO } else { Duration::from_millis(500) };
        Self { client, protocol, tariff, pause }
    }

    /// Everything that is asked.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when nobody is let in, or the panel is out of reach.
    pub fn all(&self) -> Result<Found, ReadError> {
        let (account, today) = self.account()?;
        let lists = self.types().iter().map(|item| self.list(item, today)).collect::<Result<_, _>>()?;
        let forms = if today { self.forms()? } else { Vec::new() };
        let has_cart = today && self.protocol.dialect == Dialect::Billmanager6;
        let cart = has_cart.then(|| self.client.cart().map_err(|error| error.reason).transpose()).flatten();
        Ok(Found { account, today, lists, forms, cart })
    }

    /// Whose account it is, and whether a panel of today tells it: as the table says first, and otherwise only if the
    /// panel says that it does not have that function.
    fn account(&self) -> Result<(AccountFacts, bool), ReadError> {
        let own = self.protocol;
        let is_today = own.dialect != Dialect::Billmanager4;
        let error = match self.client.account_as(own) {
            Ok(account) => return Ok((account, is_today)),
            Err(error) => error,
        };
        // A second try to sign in may be one too many.
        if !matches!(error.reason.code, ReasonCode::NotKnown | ReasonCode::NoSuchList) {
            return Err(error);
        }
        sleep(self.pause);
        let other = if is_today { Dialect::Billmanager4 } else { Dialect::Billmanager5 };
        let account = self.client.account_as(&Protocol { dialect: other, ..own.clone() });
        account.map(|account| (account, !is_today)).map_err(|_| error)
    }

    /// The item types that are asked for: the table's first.
    fn types(&self) -> Vec<ItemType> {
        let own = [&self.protocol.list, &self.protocol.item_type].map(Clone::clone);
        let mut types: Vec<ItemType> = Vec::new();
        for item in own.into_iter().chain(USUAL.into_iter().filter_map(ItemType::new)) {
            if !types.contains(&item) {
                types.push(item);
            }
        }
        types
    }

    fn list(&self, item: &ItemType, today: bool) -> Result<List, ReadError> {
        sleep(self.pause);
        let own = self.protocol;
        let dialect = match (today, own.dialect) {
            (true, Dialect::Billmanager4) => Dialect::Billmanager5,
            (true, dialect) => dialect,
            (false, _) => Dialect::Billmanager4,
        };
        let protocol = Protocol { dialect, list: item.clone(), ..own.clone() };
        let function = protocol.list_function();
        Ok(List { told: Told::of(self.client.list_facts(&protocol), &function)?, function })
    }

    /// The forms of both families: the table's own with a tariff of it, so that its fields show.
    fn forms(&self) -> Result<Vec<Form>, ReadError> {
        let own = self.protocol;
        let mut asked: Vec<Form> = Vec::new();
        let families = [own.dialect, Dialect::Billmanager5, Dialect::Billmanager6];
        let families = || families.into_iter().filter(|dialect| *dialect != Dialect::Billmanager4);
        for item in std::iter::once(own.item_type.clone()).chain(self.types()) {
            for dialect in families() {
                let protocol = Protocol { dialect, item_type: item.clone(), ..own.clone() };
                let function = protocol.order_function();
                if asked.iter().any(|form| form.function == function) {
                    continue;
                }
                let tariff = self.tariff.filter(|_| protocol == *own);
                sleep(self.pause);
                let told = Told::of(self.client.form_facts(&protocol, tariff), &function)?;
                asked.push(Form { protocol, function, tariff, told });
            }
        }
        Ok(asked)
    }
}
