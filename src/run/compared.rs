//! What a panel was asked before anything is ordered, in words, and what orders cost by the table, the panel and the
//! sheet. Pure.

use std::fmt::Write as _;

use super::{Enquiry, Line, Run, Sum};
use crate::catalog::compared::Change;
use crate::order::{Prices, Status};
use crate::text::lang::{Lang, tr};

impl Enquiry {
    /// The enquiry as lines for a terminal: services, money, and where there is no quote.
    #[must_use]
    pub fn words(&self, run: &Run, lang: Lang) -> String {
        let mut out = String::new();
        if let Some(services) = self.services_in_words(lang) {
            out += &tr!(lang, "services in the account: {services}\n", "услуг в учётной записи: {services}\n");
        }
        let (label, money) = self.money(lang);
        let _ = writeln!(out, "{}: {money}", label.to_lowercase());
        let currency = run.facts.catalog.currency.as_deref();
        for line in compared(&run.lines, currency, lang) {
            out += &line;
            out.push('\n');
        }
        self.unquoted.iter().for_each(|unquoted| out += &unquoted.words(lang));
        if let Some(different) = self.different(lang) {
            let _ = writeln!(out, "{different}");
        }
        out
    }

    /// What of the tariff table is not as the panel says it, and what could not be compared; none where nobody asked.
    #[must_use]
    pub fn different(&self, lang: Lang) -> Option<String> {
        let changes = self.changes.as_deref()?;
        if self.unclear.is_empty() {
            return Some(different(changes, lang));
        }
        let unclear: Vec<String> = self.unclear.iter().map(|remark| remark.message(lang)).collect();
        let unclear = unclear.join("; ");
        let compared = match changes {
            [] => lang.pick("in what was compared, no differences", "в сверенном расхождений нет").to_owned(),
            changes => different_from(changes, lang),
        };
        Some(tr!(
            lang,
            "TARIFF TABLE: NOT ALL OF IT WAS COMPARED: {unclear}. {compared}",
            "ТАБЛИЦА ТАРИФОВ СВЕРЕНА НЕ ВСЯ: {unclear}. {compared}"
        ))
    }
}

fn different(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return lang
            .pick(
                "tariff table: in what is ordered, no differences from the panel",
                "таблица тарифов: в том, что заказывается, расхождений с панелью нет",
            )
            .to_owned();
    }
    let said = different_from(changes, lang);
    tr!(lang, "TARIFF TABLE: {said}", "ТАБЛИЦА ТАРИФОВ: {said}")
}

fn different_from(changes: &[Change], lang: Lang) -> String {
    let many = changes.len();
    let said: Vec<String> = changes.iter().map(|change| change.message(lang)).collect();
    let said = said.join("; ");
    tr!(lang, "differences from the panel {many}: {said}", "расхождений с панелью {many}: {said}")
}

/// What the orders cost that are ready, or were when the panel was asked: by the table, by the panel and by the sheet,
/// as far as each is known; nothing where nobody asked the panel.
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
        for prices in &prices {
            sum.add(of(prices));
        }
        sum.words(currency, lang)
    };
    let list = sum(&|prices| prices.list);
    let quote = sum(&|prices| prices.quoted(currency));
    let none = lang.pick("none", "нет").to_owned();
    let sheet = if prices.iter().all(|prices| prices.sheet.is_none()) { none } else { sum(&|prices| prices.sheet) };
    let mut said = vec![tr!(
        lang,
        "list price: {list} · the panel's price: {quote} · sheet price: {sheet}",
        "цена по таблице тарифов: {list} · цена панели: {quote} · цена в таблице заказов: {sheet}"
    )];
    let others = prices.iter().filter(|prices| prices.differs(currency)).count() as u64;
    if others > 0 {
        let noun = lang.noun(others, ["order", "orders"], ["заказа", "заказов", "заказов"]);
        said.push(tr!(
            lang,
            "the panel's price differs from the price in the sheet for {others} {noun}",
            "цена панели не совпадает с ценой в таблице заказов у {others} {noun}"
        ));
    }
    said
}
