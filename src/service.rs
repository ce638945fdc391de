//! What a panel's list says of the services in an account.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lang::{Lang, tr};
use crate::money::Money;
use crate::order::Domain;

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

/// A service that a list of the panel once had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownService {
    /// Its id.
    pub id: String,
    /// Its domain, as the panel wrote it.
    pub domain: String,
}

/// Why a list proves nothing absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// The panel states another number of services than came.
    Count {
        /// What the panel states.
        stated: u64,
        /// What came.
        came: u64,
    },
    /// Two reads differ, or the pages of one.
    Changing,
    /// No number is stated, and the last page is full.
    NoEnd,
    /// Some of it has no id, so that nobody knows which services these are.
    Nameless,
    /// Services that the ledger knows are missing: a saved filter in the panel, or a deletion.
    Missing(Vec<String>),
}

impl Gap {
    /// What is missing, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Count { stated, came } => {
                tr!(lang, "it states {stated} services, {came} came", "заявлено услуг: {stated}, получено: {came}")
            }
            Self::Changing => lang.pick("two readings of it differ", "два чтения списка различаются").to_owned(),
            Self::NoEnd => lang
                .pick("it states no number and does not end", "число услуг не указано, и список не кончается")
                .to_owned(),
            Self::Nameless => {
                lang.pick("some of its services have no id", "у некоторых услуг в нём нет номера").to_owned()
            }
            Self::Missing(ids) => {
                let ids = crate::printable::printable(&ids.join(", "));
                tr!(
                    lang,
                    "services that this ledger knows are missing: {ids} (a filter; or they are gone: then `vdsbatch release DOMAIN` says so)",
                    "нет услуг, известных журналу: {ids} (фильтр; если же их больше нет, сообщите об этом через `vdsbatch release ДОМЕН`)"
                )
            }
        }
    }
}

/// A list of the account's services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The services, deleted ones among them, each id once.
    pub services: Vec<Service>,
    /// Why it proves nothing absent; none if it came complete.
    pub gap: Option<Gap>,
    /// When its reading began: what it says may have changed since.
    pub asked: Timestamp,
}

impl Listing {
    /// Holds the list against services, by id and domain, that were seen before and not deleted since: if one
    /// is missing, a saved filter is suspected, and the list proves nothing absent.
    #[must_use]
    pub fn held_against(mut self, known: &[KnownService]) -> Self {
        let listed: HashSet<&str> = self.services.iter().map(|service| service.id.as_str()).collect();
        let missing: Vec<String> = known
            .iter()
            .filter(|known| !listed.contains(known.id.as_str()))
            .map(|known| format!("{} {}", known.id, known.domain))
            .collect();
        if self.gap.is_none() && !missing.is_empty() {
            self.gap = Some(Gap::Missing(missing));
        }
        self
    }

    /// The services that every later list has, unless they are deleted.
    #[must_use]
    pub fn known(&self) -> Vec<KnownService> {
        let there = self.services.iter().filter(|service| !service.is_deleted());
        there.map(|service| KnownService { id: service.id.clone(), domain: service.domain.clone() }).collect()
    }

    /// Whether what is not listed does not exist.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.gap.is_none()
    }

    /// Whether a domain that it does not show has no service: it is complete, and the domain of every
    /// undeleted service in it can be read. Any other service may be any order's.
    #[must_use]
    pub fn proves_absence(&self) -> bool {
        let readable = |service: &Service| service.is_deleted() || service.canonical().is_some();
        self.is_complete() && self.services.iter().all(readable)
    }
}
