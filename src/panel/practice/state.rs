//! What the practice panel knows: services, money, and the record of what really happened.

use std::collections::{HashMap, HashSet};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::SandboxError;
use super::kind::Kind;
use super::session::Sessions;
use crate::money::Money;

/// The first line of a panel's file.
const FORMAT: &str = r#"{"format":"vdsbatch-panel","version":2}"#;

/// The same of earlier files, which lack what came since.
const EARLIER: &str = r#"{"format":"vdsbatch-panel","version":1}"#;

/// A service is set up once it has stood in more lists than these.
const LISTS: u32 = 2;

/// How far a service has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is being set up.
    #[default]
    InProgress,
    /// It is set up.
    Active,
    /// It waits for its payment, which never comes.
    Unpaid,
}

/// A service of the practice panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// Its id.
    pub id: u64,
    /// Its domain, in lower case.
    pub domain: String,
    /// The tariff's name.
    pub tariff: String,
    /// The template.
    pub template: String,
    /// The months of a period.
    pub months: u8,
    /// The months of its renewal; none if it does not renew.
    pub renewal: Option<u8>,
    /// What a period costs.
    pub cost: Money,
    /// Whether nobody but this panel says so: the table has no such price.
    #[serde(default)]
    pub invented: bool,
    /// How far it has come.
    #[serde(default)]
    pub standing: Standing,
    /// Whether it was deleted. It stays listed.
    #[serde(default)]
    pub deleted: bool,
    /// In how many lists of this panel's it has stood; it is set up after two.
    #[serde(skip)]
    pub listed: u32,
}

/// One order request and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRequest {
    /// The domain asked for.
    pub domain: String,
    /// The fault that struck, if one did.
    pub fault: Option<Kind>,
    /// Whether the order was executed at once.
    pub executed: bool,
}

/// What really happened at the panel.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Requests of every kind.
    pub requests: u64,
    /// List requests, pages counted one by one.
    pub lists: u64,
    /// Order requests, in the order they were handled.
    pub orders: Vec<OrderRequest>,
    /// The services, in the order they were made.
    pub services: Vec<Owned>,
    /// The most order requests that were under way at a time.
    pub peak: usize,
}

impl Record {
    /// The domains of the services that are not deleted, sorted.
    #[must_use]
    pub fn domains(&self) -> Vec<String> {
        let mut domains: Vec<String> =
            self.services.iter().filter(|service| !service.deleted).map(|service| service.domain.clone()).collect();
        domains.sort();
        domains
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Entry {
    Made(Owned),
    Deleted(u64),
    /// These were set up.
    Active(Vec<u64>),
    /// A filter was saved that shows no service above this id; or it was taken away.
    Filter(Option<u64>),
}

/// An order that is executed when lists have been asked for a few more times.
#[derive(Debug)]
struct Pending {
    service: Owned,
    after: u32,
}

/// The panel's state. What it makes is in its file before it is answered.
#[derive(Debug)]
pub(super) struct State {
    pub(super) record: Record,
    pub(super) balance: Money,
    pub(super) under_way: usize,
    pub(super) unique_domains: bool,
    /// Services that a filter saved in the web interface keeps out of every list.
    pub(super) hidden: HashSet<u64>,
    /// Services that are deleted for good: nothing shows them any more.
    pub(super) purged: HashSet<u64>,
    /// A saved filter that shows none above this id.
    pub(super) filter: Option<u64>,
    pub(super) sessions: Sessions,
    /// Whether every call is answered by the form of a second factor.
    pub(super) second_factor: bool,
    /// The domains of the services that are not deleted.
    domains: HashSet<String>,
    tries: HashMap<String, u64>,
    pending: Vec<Pending>,
    next_id: u64,
    file: Option<File>,
}

impl State {
    pub(super) fn open(dir: Option<&Path>, balance: Money, unique_domains: bool) -> Result<Self, SandboxError> {
        let mut state = Self {
            record: Record::default(),
            balance,
            under_way: 0,
            unique_domains,
            hidden: HashSet::new(),
            purged: HashSet::new(),
            filter: None,
            sessions: Sessions::default(),
            second_factor: false,
            domains: HashSet::new(),
            tries: HashMap::new(),
            pending: Vec::new(),
            next_id: 100_001,
            file: None,
        };
        if let Some(dir) = dir {
            state.file = Some(state.replay(dir)?);
        }
        Ok(state)
    }

    /// Reads the file of an earlier panel and takes its lock. A line that was cut by a crash was
    /// never answered, and is dropped.
    fn replay(&mut self, dir: &Path) -> Result<File, SandboxError> {
        let path = dir.join("panel.jsonl");
        let failed = |why: String| SandboxError::State { file: path.clone(), why };
        std::fs::create_dir_all(dir).map_err(|error| failed(error.to_string()))?;
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(|error| failed(error.to_string()))?;
        // Two panels on one file would each answer from half of what happened.
        file.try_lock().map_err(|_| failed("another practice panel uses it".to_owned()))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| failed(error.to_string()))?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let text = std::str::from_utf8(&bytes[..whole]).map_err(|error| failed(error.to_string()))?;
        let mut lines = text.lines();
        match lines.next() {
            None => {}
            Some(FORMAT | EARLIER) => {
                for line in lines {
                    let entry = serde_json::from_str(line).map_err(|error| failed(error.to_string()))?;
                    self.apply(entry);
                }
            }
            Some(_) => return Err(failed("it is not a practice panel's file".to_owned())),
        }
        file.set_len(whole as u64).map_err(|error| failed(error.to_string()))?;
        file.seek(SeekFrom::End(0)).map_err(|error| failed(error.to_string()))?;
        if whole == 0 {
            writeln!(file, "{FORMAT}").map_err(|error| failed(error.to_string()))?;
        }
        Ok(file)
    }

    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Active(ids) => self.activate(&ids),
            Entry::Filter(last) => self.filter = last,
            Entry::Made(service) => {
                self.next_id = self.next_id.max(service.id + 1);
                if service.standing != Standing::Unpaid {
                    self.balance = less(self.balance, service.cost);
                }
                if !service.deleted {
                    self.domains.insert(service.domain.clone());
                }
                self.record.services.push(service);
            }
            Entry::Deleted(id) => {
                if let Some(service) = self.record.services.iter_mut().find(|service| service.id == id) {
                    service.deleted = true;
                    let twin = service.domain.clone();
                    // Where domains are not unique, another service may still bear it.
                    let stands = |other: &Owned| !other.deleted && other.domain == twin;
                    if !self.record.services.iter().any(stands) {
                        self.domains.remove(&twin);
                    }
                }
            }
        }
    }

    fn activate(&mut self, ids: &[u64]) {
        let ids: HashSet<u64> = ids.iter().copied().collect();
        self.record.services.iter_mut().filter(|service| ids.contains(&service.id)).for_each(|service| {
            service.standing = Standing::Active;
        });
    }

    /// Writes an entry and only then makes it true.
    fn write(&mut self, entry: Entry) -> bool {
        if let Some(file) = &mut self.file {
            let written = serde_json::to_string(&entry)
                .map_err(std::io::Error::from)
                .and_then(|line| file.write_all(format!("{line}\n").as_bytes()));
            if written.is_err() {
                return false;
            }
        }
        self.apply(entry);
        true
    }

    /// How many orders of this domain were asked for, this one among them.
    pub(super) fn try_of(&mut self, domain: &str) -> u64 {
        let tries = self.tries.entry(domain.to_owned()).or_default();
        *tries += 1;
        *tries
    }

    /// Whether an undeleted service has the domain.
    pub(super) fn taken(&self, domain: &str) -> bool {
        self.unique_domains && self.domains.contains(domain)
    }

    /// Makes a service: the order is executed.
    pub(super) fn make(&mut self, service: Owned) -> bool {
        let service = Owned { id: self.next_id, ..service };
        self.write(Entry::Made(service))
    }

    /// Makes a service later.
    pub(super) fn make_later(&mut self, service: Owned) {
        self.pending.push(Pending { service, after: 2 });
    }

    /// Marks a service as deleted; it stays listed.
    pub(super) fn delete(&mut self, id: u64) -> bool {
        self.write(Entry::Deleted(id))
    }

    /// A list is asked for: what was pending comes nearer, and services are set up.
    pub(super) fn on_list(&mut self) {
        self.record.lists += 1;
        let mut due = Vec::new();
        self.pending.retain_mut(|pending| {
            pending.after -= 1;
            if pending.after == 0 {
                due.push(pending.service.clone());
            }
            pending.after > 0
        });
        for service in due {
            // Somebody may have ordered the domain while this order was late.
            if !self.taken(&service.domain) {
                self.make(service);
            }
        }
        let mut set_up = Vec::new();
        for service in &mut self.record.services {
            service.listed = service.listed.saturating_add(1);
            if service.listed > LISTS && service.standing == Standing::InProgress && !service.deleted {
                set_up.push(service.id);
            }
        }
        if !set_up.is_empty() {
            self.write(Entry::Active(set_up));
        }
    }

    /// Saves a filter that shows none but what there is now, unless one is saved already.
    pub(super) fn save_filter(&mut self) {
        if self.filter.is_none() {
            self.write(Entry::Filter(Some(self.next_id - 1)));
        }
    }

    /// Takes a saved filter away.
    pub(super) fn clear_filter(&mut self) {
        if self.filter.is_some() {
            self.write(Entry::Filter(None));
        }
    }

    /// Whether lists show a service.
    pub(super) fn shows(&self, service: &Owned) -> bool {
        !self.hidden.contains(&service.id) && self.filter.is_none_or(|last| service.id <= last)
    }
}

/// What is left of a balance.
fn less(balance: Money, cost: Money) -> Money {
    Money::new(balance.amount() - cost.amount()).unwrap_or(Money::ZERO)
}
