//! A list of the services, and what it proves. Absence is proved only by one that came complete: each
//! reason why one did not is a [`Gap`].

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::service::Service;
use crate::text::lang::{Lang, tr};

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
                let ids = crate::text::printable::printable(&ids.join(", "));
                tr!(
                    lang,
                    "services that this ledger knows are missing: {ids} (a filter in the panel hides them, or they are gone: then say so with `release`)",
                    "нет услуг, известных журналу: {ids} (их скрывает фильтр в панели или их больше нет: тогда сообщите об этом командой `release`)"
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
