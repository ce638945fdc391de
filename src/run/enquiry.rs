//! What a panel was asked before anything is ordered: the account's services and money, and what orders would cost.
//! Pure.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::guard::ROWS_NAMED;
use crate::catalog::compared::Change;
use crate::catalog::pulled::Remark;
use crate::money;
use crate::order::service::Gap;
use crate::order::{Balance, Reason};
use crate::sheet::RowNo;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What a panel told before anything is ordered. Nothing of it is a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquiry {
    /// When it was asked.
    pub at: Timestamp,
    /// How many services the account has; none if its list was not read.
    pub services: Option<u64>,
    /// Why that list proves nothing absent, if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<Gap>,
    /// The money in the account; none if the panel does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Balance>,
    /// Orders for which there is no quote, by why there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unquoted: Vec<Unquoted>,
    /// What of the tariff table is not as the panel says it, for the tariffs that are ordered; none where it was not
    /// compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Vec<Change>>,
    /// What of that could not be compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<Remark>,
}

/// Orders for which there is no quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unquoted {
    /// The first of their rows, at most [`ROWS_NAMED`].
    pub rows: Vec<RowNo>,
    /// How many rows they are.
    pub of: u64,
    /// Why; none where the panel has no answer to that at all.
    pub reason: Option<Reason>,
    /// Whether the panel says that it would not take such an order.
    pub refused: bool,
}

impl Unquoted {
    /// Of these rows, each named once.
    #[must_use]
    pub fn of(mut rows: Vec<RowNo>, reason: Option<Reason>, refused: bool) -> Self {
        rows.dedup();
        let of = rows.len() as u64;
        rows.truncate(ROWS_NAMED);
        Self { rows, of, reason, refused }
    }

    /// These and others of the same reason.
    pub fn add(&mut self, others: Self) {
        self.of += others.of;
        for row in others.rows {
            // A row of several servers is one row.
            if self.rows.contains(&row) {
                self.of -= 1;
            } else {
                self.rows.push(row);
            }
        }
        self.rows.truncate(ROWS_NAMED);
    }

    pub(super) fn words(&self, lang: Lang) -> String {
        let noun = lang.noun(self.of, ["row", "rows"], ["строки", "строк", "строк"]);
        let mut rows = self.rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if self.of > self.rows.len() as u64 {
            rows += " …";
        }
        match (&self.reason, self.refused) {
            (None, _) => tr!(lang, "no panel price for {noun} {rows}\n", "нет цены панели для {noun} {rows}\n"),
            (Some(reason), true) => {
                let why = reason.message(lang);
                tr!(
                    lang,
                    "the panel would not accept the order of {noun} {rows}: {why}\n",
                    "панель не примет заказ {noun} {rows}: {why}\n"
                )
            }
            (Some(reason), false) => {
                let why = reason.message(lang);
                tr!(lang, "no panel price for {noun} {rows}: {why}\n", "нет цены панели для {noun} {rows}: {why}\n")
            }
        }
    }
}

impl Enquiry {
    /// The money in the account: the word for it, and how much.
    #[must_use]
    pub fn money(&self, lang: Lang) -> (&'static str, String) {
        let label = lang.pick("Balance", "Лицевой счёт");
        let Some(balance) = &self.balance else {
            let unknown = lang.pick("the panel does not show the balance", "панель не сообщает остаток");
            return (label, unknown.to_owned());
        };
        let currency = balance.currency.as_deref().map(|name| format!(" {}", printable(name))).unwrap_or_default();
        let mut more = Vec::new();
        let mut told = |amount: Option<crate::money::Money>, words: &str| {
            more.extend(amount.map(|amount| format!("{words} {}{currency}", amount.shown(lang))));
        };
        told(balance.available, lang.pick("available", "доступно"));
        told(balance.limit, lang.pick("credit limit", "кредитный лимит"));
        told(balance.reserved, lang.pick("reserved", "зарезервировано"));
        let (amount, more) = (balance.net(), more.join(", "));
        let more = if more.is_empty() { more } else { format!(" ({more})") };
        (label, format!("{}{currency}{more}", money::shown(amount, lang)))
    }

    /// How many services the account has, as far as its list was read; none if it was not.
    #[must_use]
    pub fn services_in_words(&self, lang: Lang) -> Option<String> {
        let services = self.services?;
        Some(match &self.gap {
            None => services.to_string(),
            Some(gap) => {
                let why = gap.message(lang);
                tr!(
                    lang,
                    "{services} (some may be missing from the list: {why})",
                    "{services} (в списке могут быть не все: {why})"
                )
            }
        })
    }

    /// For which rows there is no quote, and why, a line a reason.
    #[must_use]
    pub fn unquoted_in_words(&self, lang: Lang) -> Vec<String> {
        self.unquoted.iter().map(|unquoted| unquoted.words(lang).trim_end().to_owned()).collect()
    }

    /// The rows whose orders the panel says it would not take, and how many they are.
    #[must_use]
    pub fn refused(&self) -> (Vec<RowNo>, u64) {
        let refused = || self.unquoted.iter().filter(|unquoted| unquoted.refused);
        let mut rows: Vec<RowNo> = refused().flat_map(|unquoted| &unquoted.rows).copied().collect();
        rows.sort_unstable();
        (rows, refused().map(|unquoted| unquoted.of).sum())
    }
}
