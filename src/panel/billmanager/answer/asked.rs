//! In what light an answer is read: what was asked, and whom. Pure.

use crate::account::PanelUrl;
use crate::catalog::{Dialect, Protocol};
use crate::order::Domain;

/// The function that pays for an item of the cart.
pub(in super::super) const CONFIRM: &str = "cartorder.create.confirm";

/// What was asked. Nothing is known of a call that only reads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// What the call does.
    pub act: Act<'a>,
    /// The order's domain, which may be called anything: it is taken out before words are read.
    pub domain: Option<&'a Domain>,
    /// The panel: an answer may lead to another address.
    pub panel: Option<&'a PanelUrl>,
    /// How it is spoken to; as BILLmanager 4 where that is not said.
    pub protocol: Option<&'a Protocol>,
}

/// What a call does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Act<'a> {
    /// It reads.
    #[default]
    Read,
    /// It orders.
    Order,
    /// It pays for this item of the cart.
    Confirm(&'a str),
}

impl Asked<'_> {
    /// Whether a panel of today is asked: BILLmanager 5 or 6.
    pub(super) fn is_of_today(&self) -> bool {
        self.protocol.is_some_and(|protocol| protocol.dialect != Dialect::Billmanager4)
    }

    /// The function that was called; none where any may have been.
    pub(super) fn function(&self) -> Option<String> {
        match self.act {
            Act::Read => None,
            Act::Order => self.protocol.map(Protocol::order_function),
            Act::Confirm(_) => Some(CONFIRM.to_owned()),
        }
    }

    /// The panel's list of services.
    pub(super) fn list(&self) -> String {
        self.protocol.map_or_else(|| "vds".to_owned(), Protocol::list_function)
    }

    /// How the functions of an order and the steps to it are called: `vds.order.7`, `v2.vds.order.param`.
    pub(super) fn orders(&self) -> String {
        self.protocol.map_or_else(|| "vds.order".to_owned(), |protocol| format!("{}.order", protocol.item_type))
    }
}
