//! Why the ledger did not take or give something: values, put into words where they are shown.
//!
//! These are what writing and reading the ledger fail with, and what it keeps of its own failures.
//! To add one: a variant, and its words in `why`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Domain;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// How the sentence begins that older ledgers kept whole.
const HEAD: &str = "cannot write to the ledger: ";

/// Why nothing can be done about a ledger at the moment.
fn held(lang: Lang) -> String {
    lang.pick("another program holds it", "его использует другая программа").to_owned()
}

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
    /// The ledger that is open is no longer where its path leads: this folder or file of it.
    Gone(String),
    /// SQLite or the system refused, in its words; kept as the bare text that it always was.
    #[serde(untagged)]
    Refused(String),
}

impl Unwritten {
    /// Why, without what it kept from being. What SQLite and the system say stays in their language.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        match self {
            Self::Unread(unread) => unread.message(lang),
            Self::NoWriter => {
                lang.pick("the writing thread has ended", "пишущая часть программы завершилась").to_owned()
            }
            Self::NoClaim(domain) => tr!(
                lang,
                "this run may not send `{domain}`: it has no open claim on it",
                "этому прогону нельзя отправлять `{domain}`: у него нет открытого заказа на этот домен"
            ),
            Self::NotAgain(domain) => {
                tr!(lang, "`{domain}` may not be sent for the second time", "`{domain}` нельзя отправить второй раз")
            }
            Self::NoCartItem(domain) => tr!(
                lang,
                "`{domain}` has nothing in the cart that may be paid for",
                "для `{domain}` в корзине нет того, что можно оплатить"
            ),
            Self::NoFit(domain) => {
                tr!(lang, "this does not fit the claim on `{domain}`", "это не подходит к заказу на `{domain}`")
            }
            Self::NoService(id) => {
                let id = printable(id);
                tr!(lang, "no list showed service `{id}`", "ни в одном списке не было услуги № `{id}`")
            }
            Self::Held => held(lang),
            Self::Gone(path) => {
                let path = printable(path);
                tr!(
                    lang,
                    "`{path}` was moved, renamed or replaced while the ledger was in use",
                    "`{path}`: перемещено, переименовано или заменено, пока журнал заказов использовался"
                )
            }
            Self::NotReadAgain(column) => tr!(
                lang,
                "{column}: what would be written could not be read again as it was",
                "{column}: записанное не удалось бы прочитать в том же виде"
            ),
            Self::Refused(words) => words.clone(),
        }
    }
}

impl Unwritten {
    /// The whole sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let why = self.why(lang);
        tr!(lang, "cannot write to the ledger: {why}", "не удалось записать в журнал заказов: {why}")
    }

    /// What is left of a sentence of older ledgers without its head, which stands before it already.
    #[must_use]
    pub fn without_head(sentence: &str) -> &str {
        sentence.strip_prefix(HEAD).unwrap_or(sentence)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
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
    /// Why, without what it kept from being. What SQLite and the system say stays in their language.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        match self {
            Self::NotKnown { column, given } => {
                // What stands in a damaged ledger is foreign text.
                let given = printable(given);
                tr!(lang, "{column}: `{given}` is not known", "{column}: неизвестное значение `{given}`")
            }
            Self::Held => held(lang),
            Self::Refused(words) => words.clone(),
        }
    }

    fn message(&self, lang: Lang) -> String {
        let why = self.why(lang);
        tr!(lang, "cannot read the ledger: {why}", "не удалось прочитать журнал заказов: {why}")
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Unread {}
