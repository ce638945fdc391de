//! An order: one server, valid by construction.
//!
//! `check` makes orders out of rows and a catalogue; code past it never checks again. How orders end stands
//! beside them (`status`, `reason`, `outcome`), and what is decided of them (`plan`, `findings`, `claim`).

mod asked;
pub mod attempt;
mod balance;
mod before;
mod cap;
pub mod cart;
pub mod charge;
pub mod claim;
mod claimed;
pub mod clock;
mod detail;
mod facts;
pub mod findings;
pub mod fit;
pub mod identity;
mod link;
mod listing;
mod money;
mod objection;
pub mod outcome;
pub mod plan;
mod prices;
mod quote;
mod reason;
mod remote_id;
pub mod renews;
pub mod ruled;
pub mod ruling;
mod sent;
pub mod service;
mod status;
mod terms;
mod untrusted;
mod unwritten;

use std::fmt;
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

pub use self::asked::{Amount, Asked, NamedTerm, NamedValue, Part, Renewal};
pub use self::balance::{Balance, Enough};
pub use self::claimed::ClaimState;
pub use self::detail::{Detail, Flaw};
pub use self::facts::{Facts, OnClaim, Placed, Server, Tone, Weight};
pub use self::link::{Link, ProxyAnswer};
pub use self::money::MoneyState;
pub use self::objection::Objection;
pub use self::outcome::{Earlier, Outcome, PaidAs};
pub use self::prices::Prices;
pub use self::quote::Quote;
pub use self::reason::{Reason, ReasonCode};
pub use self::remote_id::RemoteId;
pub use self::sent::{Parameter, Sent, Value};
pub use self::status::Status;
pub use self::terms::{Alike, Difference, Terms};
pub use self::untrusted::{Distrust, Named, Untrusted};
pub use self::unwritten::{Unread, Unwritten};
use crate::money::Money;
use crate::sheet::{CellRef, RowNo};

/// A host name in its canonical form: what is sent, and what the order's key is made of.
///
/// Trimmed, NFC, UTS-46 to ASCII, lower case, no final dot, at least two labels. The one way in
/// is [`Domain::new`], which `check` calls with a name that passed its own, more helpful rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(CompactString);

impl Domain {
    /// Takes a name as a person writes it and brings it to canonical form; `None` if it is not a
    /// host name with at least two labels, or is an address.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        if is_canonical(name) {
            return Some(Self(name.into()));
        }
        let name = name.trim().trim_end_matches('.');
        let ascii = idna::domain_to_ascii_strict(name).ok()?;
        // IDNA alone takes `10.0.0.1` for a name; a last label with a digit in it makes an address.
        let last = ascii.rsplit('.').next()?;
        let named = last.starts_with("xn--") || last.bytes().all(|b| b.is_ascii_alphabetic());
        (ascii.contains('.') && named && ascii.len() <= 253).then(|| Self(ascii.into()))
    }

    /// The canonical (ASCII) form.
    #[must_use]
    pub fn ascii(&self) -> &str {
        &self.0
    }

    /// The form for people: `пример.рф` for `xn--e1afmkfd.xn--p1ai`.
    #[must_use]
    pub fn unicode(&self) -> String {
        if self.is_encoded() { idna::domain_to_unicode(&self.0).0 } else { self.0.to_string() }
    }

    /// Whether a label of it stands for other letters than it is written with.
    #[must_use]
    pub fn is_encoded(&self) -> bool {
        self.0.split('.').any(|label| label.starts_with("xn--"))
    }
}

/// Whether a name plainly is in its canonical form already, as nearly all are in lists and ledgers: IDNA, which leaves
/// it as it is, costs twenty times as much. It says no of some that are as well.
fn is_canonical(name: &str) -> bool {
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        let plain = bytes.iter().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let hyphens = bytes.first() == Some(&b'-') || bytes.last() == Some(&b'-') || bytes.get(2..4) == Some(b"--");
        plain && !hyphens && (1..=63).contains(&bytes.len())
    };
    let last = name.rsplit_once('.').map(|(_, last)| last);
    let is_word = |last: &str| last.bytes().all(|byte| byte.is_ascii_lowercase());
    name.len() <= 253 && last.is_some_and(is_word) && name.split('.').all(is_label)
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0.into()
    }
}

impl TryFrom<String> for Domain {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| format!("`{text}` is not a host name"))
    }
}

/// One server to be ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The row it comes from.
    pub row: RowNo,
    /// Which server of that row, from 1.
    pub server: u32,
    /// The cell that holds its domain or pattern.
    pub cell: CellRef,
    /// Its host name.
    pub domain: Domain,
    /// What it asks for; shared by orders that ask for the same.
    pub terms: Arc<Terms>,
    /// What is planned to be paid for it and its period, where anybody says it.
    pub price: Option<Money>,
    /// Who says what it costs.
    #[serde(default, skip_serializing_if = "Prices::is_empty")]
    pub prices: Prices,
    /// The cost centre, or empty.
    pub cost_centre: String,
    /// The buyer's reference, or empty.
    pub reference: String,
    /// The comment, or empty.
    pub comment: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_has_one_canonical_form() {
        for name in ["Web-1.Example.RU", " web-1.example.ru. ", "web-1.example.ru"] {
            assert_eq!(Domain::new(name).expect("a host name").ascii(), "web-1.example.ru");
        }
        let cyrillic = Domain::new("Пример.рф").expect("an IDN");
        assert_eq!(cyrillic.ascii(), "xn--e1afmkfd.xn--p1ai");
        assert_eq!(cyrillic.unicode(), "пример.рф");
    }

    proptest::proptest! {
        /// What is taken as it is must be what IDNA leaves as it is: labels near the rules, of few letters.
        #[test]
        fn a_plainly_canonical_name_is_one(name in "(xn--|a|-|1|ab-)?[a-c1-]{0,4}(\\.[a-c1-]{0,3}){0,3}(\\.[a-z1-]{1,3})?") {
            let by_idna = idna::domain_to_ascii_strict(&name).ok();
            if is_canonical(&name) {
                proptest::prop_assert_eq!(by_idna.as_deref(), Some(name.as_str()));
                proptest::prop_assert!(name.contains('.') && !name.ends_with(|last: char| last.is_ascii_digit()));
            }
        }
    }

    #[test]
    fn nearly_every_name_of_a_list_is_plainly_canonical() {
        assert!(is_canonical("web-1.example.ru") && is_canonical(&format!("{}.ru", "a".repeat(63))));
        for other in
            ["Web.ru", "a.ru.", "ru", "a..ru", "-a.ru", "a-.ru", "xn--e1afmkfd.ru", "1.2.3.4", "a.r2", "я.рф", ""]
        {
            assert!(!is_canonical(other), "{other}");
        }
        assert!(!is_canonical(&format!("{}.ru", "a".repeat(64))) && !is_canonical(&["a"; 128].join(".")));
    }

    #[test]
    fn what_is_no_host_name_is_no_domain() {
        for name in ["", "localhost", "1.2.3.4", "a.123", "a_b.ru", "-a.ru", "a..ru", "*.ru", "a b.ru", "a.ru/x"] {
            assert_eq!(Domain::new(name), None, "{name}");
        }
    }
}
