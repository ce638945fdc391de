//! What a panel's list says of the services in an account.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use super::listing::{Cap, Controls, Gap, KnownService, Listing, Positive};
use super::{Domain, RemoteId};
use crate::money::Money;
use crate::text::lang::Lang;

/// The state of a service: BILLmanager's `item_status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceState {
    /// 1.
    Ordered,
    /// 2.
    Active,
    /// 3.
    Suspended,
    /// 4: deleted services stay listed.
    Deleted,
    /// 5.
    Processing,
    /// A person has to fill in what the panel asks for.
    Unconfigured,
    /// The provider has no resources for it.
    Unavailable,
}

impl ServiceState {
    /// Reads BILLmanager's number.
    #[must_use]
    pub const fn of_code(code: u32) -> Option<Self> {
        match code {
            1 => Some(Self::Ordered),
            2 => Some(Self::Active),
            3 => Some(Self::Suspended),
            4 => Some(Self::Deleted),
            5 => Some(Self::Processing),
            // Any other number says nothing known; the service is there all the same.
            _ => None,
        }
    }

    /// The word for people.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Ordered => lang.pick("ordered", "заказан"),
            Self::Active => lang.pick("active", "активен"),
            Self::Suspended => lang.pick("suspended", "приостановлен"),
            Self::Deleted => lang.pick("deleted", "удалён"),
            Self::Processing => lang.pick("processing", "обрабатывается"),
            Self::Unconfigured => lang.pick("configuration required", "требует настройки"),
            Self::Unavailable => lang.pick("not available", "недоступен"),
        }
    }
}

/// One service as the list shows it. Every field but the id may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The panel's id of the service.
    pub id: String,
    /// Its domain as the panel writes it.
    pub domain: String,
    /// Its address or addresses; empty until it is set up.
    pub ip: String,
    /// What the list says of its state; none if it says nothing known.
    pub state: Option<ServiceState>,
    /// The tariff's id or name as listed.
    pub tariff: Option<String>,
    /// The template as listed.
    pub template: Option<String>,
    /// The period as listed.
    pub period: Option<String>,
    /// The renewal as listed.
    pub renewal: Option<String>,
    /// The day it was made.
    pub created: Option<Date>,
    /// The last day that is paid for.
    pub expires: Option<Date>,
    /// What it costs, where that is a plain number.
    pub cost: Option<Money>,
    /// The currency of the cost.
    pub currency: Option<String>,
    /// The tariff's id, where the list tells it beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tariff_id: Option<String>,
    /// The key that its order carried, as far as the panel tells; an empty one if it tells that there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_id: Option<RemoteId>,
}

impl Service {
    /// The domain in canonical form, if it is one.
    #[must_use]
    pub fn canonical(&self) -> Option<Domain> {
        Domain::new(&self.domain)
    }

    /// Whether the panel says that it was deleted.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.state == Some(ServiceState::Deleted)
    }
}
