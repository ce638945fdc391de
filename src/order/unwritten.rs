//! Why the ledger did not take or give something: values, put into words where they are shown.
//!
//! These are what writing and reading the ledger fail with, and what it keeps of its own failures.
//! To add one: a variant, and its words in `why`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Domain;
use crate::text::printable::printable;

/// Why nothing can be done about a ledger at the moment.
const HELD: &str = "another program holds it";

/// Why something is not in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unwritten {
    /// What had to be read first was not.
    Unread(Unread),
    /// The thread that writes has ended.
    NoWriter,
    /// The run that would send an order has no open claim on its domain.
    NoClaim(Domain),
    /// The order in doubt may not be sent for the second time.
    NotAgain(Domain),
    /// What would be paid in the account's cart is not what an answer to this order named, or was paid before.
    NoCartItem(Domain),
    /// What a person ruled does not fit the claim on the domain.
    NoFit(Domain),
    /// No list showed the service that a person decided about.
    NoService(String),
    /// What would stand in this column could not be read again as it was.
    NotReadAgain(String),
    /// Another program, which is none of ours, holds the ledger for longer than one waits.
    Held,
    /// SQLite or the system refused, in its words; kept as the bare text that it always was.
    #[serde(untagged)]
    Refused(String),
}

impl Unwritten {
    /// Why, without what it kept from being: in English, as evidence.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            Self::Unread(unread) => unread.to_string(),
            Self::NoWriter => "the writing thread has ended".to_owned(),
            Self::NoClaim(domain) => format!("this run may not send `{domain}`: it has no open claim on it"),
            Self::NotAgain(domain) => format!("`{domain}` may not be sent for the second time"),
            Self::NoCartItem(domain) => format!("`{domain}` has nothing in the cart that may be paid for"),
            Self::NoFit(domain) => format!("this does not fit the claim on `{domain}`"),
            Self::NoService(id) => format!("no list showed service `{}`", printable(id)),
            Self::Held => HELD.to_owned(),
            Self::NotReadAgain(column) => format!("{column}: what would be written could not be read again as it was"),
            Self::Refused(words) => words.clone(),
        }
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write to the ledger: {}", self.why())
    }
}

impl std::error::Error for Unwritten {}

impl From<Unread> for Unwritten {
    fn from(unread: Unread) -> Self {
        Self::Unread(unread)
    }
}

/// Why something was not read from the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// What stands in a column is not what this program writes there.
    NotKnown {
        /// The column: `claim.state`.
        column: String,
        /// What stands there.
        given: String,
    },
    /// Another program, which is none of ours, holds the ledger for longer than one waits.
    Held,
    /// In the words of SQLite, of the reader of JSON (behind the name of the column), or of the system;
    /// kept as the bare text that it always was.
    #[serde(untagged)]
    Refused(String),
}

impl Unread {
    /// Why, without what it kept from being: in English, as evidence.
    #[must_use]
    pub fn why(&self) -> String {
        match self {
            // What stands in a damaged ledger is foreign text.
            Self::NotKnown { column, given } => format!("{column}: `{}` is not known", printable(given)),
            Self::Held => HELD.to_owned(),
            Self::Refused(words) => words.clone(),
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read the ledger: {}", self.why())
    }
}

impl std::error::Error for Unread {}
