//! What a panel was asked before anything is ordered: the account's services and money, and what orders would cost.
//! Pure.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Line, ROWS_NAMED, Run, Sum};
use crate::order::service::Gap;
use crate::order::{Balance, Prices, Reason, Status};
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
        self.rows.extend(others.rows);
        self.rows.truncate(ROWS_NAMED);
    }

    fn words(&self, lang: Lang) -> String {
        let noun = lang.noun(self.of, ["row", "rows"], ["строки", "строк", "строк"]);
        let mut rows = self.rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if self.of > self.rows.len() as u64 {
            rows += " …";
        }
        match (&self.reason, self.refused) {
            (None, _) => tr!(lang, "no quote for {noun} {rows}\n", "нет цены панели для {noun} {rows}\n"),
            (Some(reason), true) => {
                let why = reason.message(lang);
                tr!(
                    lang,
                    "the panel would not take {noun} {rows}: {why}\n",
                    "панель не примет заказ {noun} {rows}: {why}\n"
                )
            }
            (Some(reason), false) => {
                let why = reason.message(lang);
                tr!(lang, "no quote for {noun} {rows}: {why}\n", "нет цены панели для {noun} {rows}: {why}\n")
            }
        }
    }
}

impl Enquiry {
    /// The enquiry as lines for a terminal: services, money, and where there is no quote.
    #[must_use]
    pub fn words(&self, run: &Run, lang: Lang) -> String {
        let mut out = String::new();
        if let Some(services) = self.services {
            out += &tr!(lang, "services in the account: {services}", "услуг в учётной записи: {services}");
            if let Some(gap) = &self.gap {
                let why = gap.message(lang);
                out += &tr!(lang, " (the list may lack some: {why})", " (в списке могут быть не все: {why})");
            }
            out.push('\n');
        }
        let (label, money) = self.money(lang);
        let _ = writeln!(out, "{}: {money}", label.to_lowercase());
        let currency = run.facts.catalog.currency.as_deref();
        for line in compared(&run.lines, currency, lang) {
            out += &line;
            out.push('\n');
        }
        self.unquoted.iter().for_each(|unquoted| out += &unquoted.words(lang));
        out
    }

    /// The money in the account: the word for it, and how much.
    #[must_use]
    pub fn money(&self, lang: Lang) -> (&'static str, String) {
        let label = lang.pick("Balance", "Баланс");
        let Some(balance) = &self.balance else {
            let unknown =
                lang.pick("the panel does not tell it, or it is a debt", "панель не сообщает его, или это долг");
            return (label, unknown.to_owned());
        };
        let currency = balance.currency.as_deref().map(|name| format!(" {}", printable(name))).unwrap_or_default();
        let mut more = Vec::new();
        let mut told = |amount: Option<crate::money::Money>, words: &str| {
            more.extend(amount.map(|amount| format!("{words} {amount}{currency}")));
        };
        told(balance.available, lang.pick("can be spent", "можно потратить"));
        told(balance.limit, lang.pick("credit limit", "кредитный лимит"));
        told(balance.reserved, lang.pick("reserved", "зарезервировано"));
        let (amount, more) = (balance.amount, more.join(", "));
        let more = if more.is_empty() { more } else { format!(" ({more})") };
        (label, format!("{amount}{currency}{more}"))
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

/// What the orders cost that are ready, or were when the panel was asked, by the table, by the panel and by the sheet, as far as each is known;
/// nothing where nobody asked the panel.
#[must_use]
pub fn compared<'l>(lines: &'l [Line], currency: Option<&str>, lang: Lang) -> Vec<String> {
    // Those that were sent since were ready when the panel was asked.
    let asked = |prices: &Prices, line: &Line| prices.quote.is_some() || line.outcome.status == Status::Ready;
    let of_line = |line: &'l Line| Some((&line.order.as_ref()?.prices, line));
    let prices = lines.iter().filter_map(of_line).filter(|(prices, line)| asked(prices, line));
    let prices: Vec<&Prices> = prices.map(|(prices, _)| prices).collect();
    if prices.iter().all(|prices| prices.quote.is_none()) {
        return Vec::new();
    }
    let sum = |of: &dyn Fn(&Prices) -> Option<crate::money::Money>| {
        let mut sum = Sum::default();
        prices.iter().for_each(|prices| sum.add(of(prices)));
        sum.words(currency, lang)
    };
    let list = sum(&|prices| prices.list);
    let quote = sum(&|prices| prices.quoted(currency));
    let sheet = sum(&|prices| prices.sheet);
    let mut said = vec![tr!(
        lang,
        "list price: {list} · the panel's quote: {quote} · sheet price: {sheet}",
        "цена по таблице тарифов: {list} · цена панели: {quote} · цена в таблице заказов: {sheet}"
    )];
    let others = prices.iter().filter(|prices| prices.differs(currency)).count() as u64;
    if others > 0 {
        let noun = lang.noun(others, ["order", "orders"], ["заказа", "заказов", "заказов"]);
        said.push(tr!(
            lang,
            "the panel asks another price than the sheet says for {others} {noun}",
            "цена панели не совпадает с ценой в таблице заказов у {others} {noun}"
        ));
    }
    said
}
