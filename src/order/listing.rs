//! A list of the services, and what it proves. Absence is proved only by one that came complete: each
//! reason why one did not is a [`Gap`].

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::cap::Cap;
use super::clock::{Clocks, Moment};
use super::service::Service;
use super::{Domain, ReasonCode};
use crate::text::lang::{Lang, tr};

/// A service that a list of the panel once had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownService {
    /// Its id.
    pub id: String,
    /// Its domain, as the panel wrote it.
    pub domain: String,
}

/// An order that had a positive answer, and whose service no list has shown yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positive {
    /// Its domain.
    pub domain: Domain,
    /// The service's id, where the answer told it.
    pub service_id: Option<String>,
    /// The ids listed under the domain before it was sent.
    pub listed_before: Vec<String>,
}

impl Positive {
    /// Whether a list shows its service, deleted or not: by the ids in it, and those of each domain.
    fn is_in(&self, ids: &HashSet<&str>, of_domain: &HashMap<Domain, Vec<&str>>) -> bool {
        if let Some(id) = &self.service_id {
            return ids.contains(id.as_str());
        }
        let under_it = of_domain.get(&self.domain).map(Vec::as_slice).unwrap_or_default();
        under_it.iter().any(|id| !self.listed_before.iter().any(|before| before == id))
    }
}

/// What every list has that leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Controls {
    /// Services that were seen before and not deleted since.
    pub services: Vec<KnownService>,
    /// Orders of a positive answer.
    pub positive: Vec<Positive>,
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
    /// Of some of its services, by id, two rows tell.
    Doubled(Vec<String>),
    /// Something lies in the account's cart that may be any order's.
    Cart {
        /// The panel's ids of the items.
        items: Vec<String>,
    },
    /// The panel did not take the parameter that puts a saved filter aside: one may have shortened the list.
    Filtered,
    /// It is larger than lists are read.
    TooLarge(Cap),
    /// Services that the ledger knows are missing: a saved filter in the panel, or a deletion.
    Missing(Vec<String>),
}

impl Gap {
    /// The reason by which it is known.
    #[must_use]
    pub const fn reason(&self) -> ReasonCode {
        // The list itself may be whole then: what lies in the cart may still become a service of any order.
        if matches!(self, Self::Cart { .. }) { ReasonCode::CartTaken } else { ReasonCode::ListIncomplete }
    }

    /// Its code, and what is missing, as a whole line.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (code, why) = (self.reason().code(), self.message(lang));
        if self.reason() == ReasonCode::CartTaken {
            return format!("{code} {why}");
        }
        tr!(
            lang,
            "{code} the panel's list of services did not come complete: {why}",
            "{code} список услуг панели получен не полностью: {why}"
        )
    }

    /// What a person can do, so that the next list comes complete.
    #[must_use]
    pub const fn way_out(&self, lang: Lang) -> &'static str {
        match self {
            Self::Doubled(_) | Self::Nameless => {
                lang.pick("ask the provider which services these are", "узнайте у провайдера, что это за услуги")
            }
            Self::Cart { .. } => lang.pick(
                "in the panel, pay for the orders in the cart or remove them",
                "оплатите в панели заказы, которые лежат в корзине, или удалите их",
            ),
            Self::TooLarge(Cap::Bytes | Cap::Rows) => lang.pick(
                "check the panel's address, and ask the provider to take deleted services off the account's list",
                "проверьте адрес панели и попросите провайдера убрать удалённые услуги из списка учётной записи",
            ),
            Self::TooLarge(Cap::Field) => lang.pick(
                "check the panel's address, and ask the provider which service has such a long field",
                "проверьте адрес панели и узнайте у провайдера, у какой услуги такое длинное поле",
            ),
            Self::Count { .. } | Self::Changing | Self::NoEnd | Self::Filtered | Self::Missing(_) => {
                lang.pick("clear the filter of the list in the panel", "сбросьте фильтр списка в панели")
            }
        }
    }

    /// What is missing, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Count { stated, came } => {
                tr!(
                    lang,
                    "the list should have {stated} services, {came} came",
                    "заявлено услуг: {stated}, получено: {came}"
                )
            }
            Self::Changing => lang
                .pick(
                    "the list was read twice, and the two readings differ",
                    "список прочитан дважды, и результаты различаются",
                )
                .to_owned(),
            Self::NoEnd => lang
                .pick(
                    "the list does not say how many services it has, and does not end",
                    "число услуг в списке не указано, и список не кончается",
                )
                .to_owned(),
            Self::Nameless => lang
                .pick("some services in the list have no service id", "у некоторых услуг в списке нет № услуги")
                .to_owned(),
            Self::Filtered => lang
                .pick(
                    "the panel shows only a filtered list, and the filter may hide services",
                    "панель показывает список только с фильтром, и часть услуг может быть скрыта",
                )
                .to_owned(),
            Self::TooLarge(cap) => cap.message(lang),
            Self::Doubled(ids) => {
                let ids = crate::text::printable::printable(&ids.join(", "));
                tr!(
                    lang,
                    "several rows of the list have the same service id: {ids}",
                    "в нескольких строках списка один и тот же № услуги: {ids}"
                )
            }
            Self::Cart { items } => {
                let ids = crate::text::printable::printable(&items.join(", "));
                tr!(
                    lang,
                    "the account's cart is not empty, it holds item {ids}",
                    "корзина учётной записи не пуста, в ней позиция № {ids}"
                )
            }
            Self::Missing(ids) => {
                let ids = crate::text::printable::printable(&ids.join(", "));
                tr!(
                    lang,
                    "services that are in the ledger are missing from the list: {ids} (a filter in the panel hides them, or they no longer exist: then say so with `release`)",
                    "в списке нет услуг, которые есть в журнале заказов: {ids} (их скрывает фильтр в панели, или их больше нет: тогда сообщите об этом командой `release`)"
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
    /// The same by the other clocks.
    #[serde(default)]
    pub clocks: Clocks,
    /// Orders of a positive answer whose service it lacks: it is late with them, or a filter hides them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unseen: Vec<Domain>,
}

impl Listing {
    /// Holds the list against what is known to exist: if a service that was seen before is missing, a saved
    /// filter is suspected; if one whose order had a positive answer is missing, the list may be late with it.
    /// Either way the list proves nothing absent.
    #[must_use]
    pub fn held_against(mut self, controls: &Controls) -> Self {
        let listed: HashSet<&str> = self.services.iter().map(|service| service.id.as_str()).collect();
        let mut of_domain: HashMap<Domain, Vec<&str>> = HashMap::new();
        // Each name is read once: every order asks.
        if controls.positive.iter().any(|order| order.service_id.is_none()) {
            for service in &self.services {
                if let Some(domain) = service.canonical() {
                    of_domain.entry(domain).or_default().push(&service.id);
                }
            }
        }
        let unseen = controls.positive.iter().filter(|order| !order.is_in(&listed, &of_domain));
        let unseen = unseen.map(|order| order.domain.clone()).collect();
        let missing: Vec<String> = controls
            .services
            .iter()
            .filter(|known| !listed.contains(known.id.as_str()))
            .map(|known| format!("{} {}", known.id, known.domain))
            .collect();
        self.unseen = unseen;
        // A gap that the panel shows itself is the better reason.
        if self.gap.is_none() && !missing.is_empty() {
            self.gap = Some(Gap::Missing(missing));
        }
        self
    }

    /// The services that every later list has, unless they are deleted.
    #[must_use]
    pub fn known(&self) -> Vec<KnownService> {
        // A panel may hide deleted services, so that their absence says nothing of a filter.
        let there = self.services.iter().filter(|service| !service.is_deleted());
        there.map(|service| KnownService { id: service.id.clone(), domain: service.domain.clone() }).collect()
    }

    /// Whether all of it came, as far as the panel and what was seen before tell.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.gap.is_none()
    }

    /// Whether nothing that was seen before is missing, and the domain of every undeleted service in it can be
    /// read: but for orders of a positive answer, what it does not show is not there.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let readable = |service: &Service| service.is_deleted() || service.canonical().is_some();
        self.is_complete() && self.services.iter().all(readable)
    }

    /// Whether a domain that it does not show has no service: it is whole, and has every service whose order had
    /// a positive answer. Any other one may be any order's.
    #[must_use]
    pub fn proves_absence(&self) -> bool {
        self.is_whole() && self.unseen.is_empty()
    }

    /// When its reading began, by every clock.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { at: self.asked, clocks: self.clocks.clone() }
    }
}
