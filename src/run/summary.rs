//! The plan in numbers and words: what a person confirms.

use std::collections::BTreeMap;

use super::{Line, Run, Tally};
use crate::catalog::Months;
use crate::money::Money;
use crate::order::{Order, Renewal, Status};
use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// A sum of money of which parts may not be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of what is known.
    pub known: Money,
    /// How many prices it is made of.
    pub priced: u64,
    /// How many prices are not known.
    pub unknown: u64,
}

impl Sum {
    /// Adds one price.
    pub fn add(&mut self, price: Option<Money>) {
        match price {
            Some(price) => {
                self.known = self.known + price;
                self.priced += 1;
            }
            None => self.unknown += 1,
        }
    }

    /// For how many servers there is no price.
    fn unpriced(&self, lang: Lang) -> String {
        let (n, noun) = (self.unknown, servers(self.unknown, lang));
        tr!(lang, "no price for {n} {noun}", "без цены: {n} {noun}")
    }

    /// The sum in words: never 0 where nothing is known.
    #[must_use]
    pub fn words(&self, currency: Option<&str>, lang: Lang) -> String {
        let known = self.known.shown(lang);
        let currency = currency.map(|currency| format!(" {currency}")).unwrap_or_default();
        let unpriced = self.unpriced(lang);
        match (self.priced, self.unknown) {
            // Nothing at all costs 0; a price that is not known never does.
            (_, 0) => format!("{known}{currency}"),
            (0, _) => lang.pick("no price", "цены нет").to_owned(),
            _ => format!("≥ {known}{currency}, {unpriced}"),
        }
    }
}

const fn servers(n: u64, lang: Lang) -> &'static str {
    lang.noun(n, ["server", "servers"], ["сервер", "сервера", "серверов"])
}

/// What is to be sent, by tariff and period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Servers.
    pub servers: u64,
    /// What they cost for the first period.
    pub first: Sum,
    /// How many have each price: whoever wrote a row's sum for its price sees it here.
    pub prices: BTreeMap<Money, u64>,
    /// How many of them renew.
    pub renewing: u64,
    /// What the renewals of one period cost.
    pub renewals: Sum,
}

impl Group {
    fn add(&mut self, order: &Order) {
        self.servers += 1;
        self.first.add(order.price);
        if let Some(price) = order.price {
            *self.prices.entry(price).or_default() += 1;
        }
        if let Renewal::Every(months) = order.terms.asked.renewal {
            self.renewing += 1;
            // The price is that of the ordered period; of another one nothing is known.
            let same = months == order.terms.asked.months;
            self.renewals.add(order.price.filter(|_| same));
        }
    }
}

/// So many prices of a group are told one by one.
const PRICES: usize = 4;

/// The plan in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is to be sent, by tariff and period.
    pub groups: BTreeMap<(String, Months), Group>,
    /// All of it.
    pub total: Group,
    /// Every line by status.
    pub tally: Tally,
    /// How many of what is to be sent lie in the cart already, unpaid.
    pub in_cart: u64,
}

impl Summary {
    /// Sums up the lines of a plan.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let mut summary = Self { tally: lines.iter().map(|line| line.outcome.status).collect(), ..Self::default() };
        // What stands already was charged by another run, so it is no part of what a person confirms.
        for line in lines.iter().filter(|line| line.outcome.status == Status::Ready) {
            let Some(order) = &line.order else { continue };
            let key = (order.terms.asked.tariff.clone(), order.terms.asked.months);
            summary.groups.entry(key).or_default().add(order);
            summary.total.add(order);
            summary.in_cart += u64::from(line.outcome.cart_item.is_some());
        }
        summary
    }

    /// The plan as lines for a terminal: where it goes, what it orders, what it leaves out.
    #[must_use]
    pub fn words(&self, run: &Run, agreement: &str, lang: Lang) -> String {
        let mut out = String::new();
        let currency = run.facts.catalog.currency.as_deref();
        out += &heading(run, lang);
        for ((tariff, months), group) in &self.groups {
            out += &line(tariff, *months, group, currency, lang);
        }
        let servers = self.total.servers;
        let first = self.total.first.words(currency, lang);
        let noun = self::servers(servers, lang);
        out += &tr!(
            lang,
            "to order: {servers} {noun}, first charge: {first}\n",
            "к заказу: {servers} {noun}, первое списание: {first}\n"
        );
        if self.in_cart > 0 {
            let count = self.in_cart;
            out += &tr!(
                lang,
                "of these, in the cart unpaid, to be paid first: {count}\n",
                "из них не оплачены и лежат в корзине, оплачиваются первыми: {count}\n"
            );
        }
        if self.total.renewing > 0 {
            let (count, sum) = (self.total.renewing, self.total.renewals.words(currency, lang));
            let noun = self::servers(count, lang);
            // Periods may differ: no single day charges this sum.
            out += &tr!(
                lang,
                "auto-renew: {count} {noun}, one renewal of each: {sum}\n",
                "автопродление: {count} {noun}, по одному продлению каждого: {sum}\n"
            );
        }
        // A row that is left out silently is taken for ordered.
        let rest = self.left_out(lang);
        if !rest.is_empty() {
            out += &tr!(lang, "not to be sent: {rest}\n", "не отправляются: {rest}\n");
        }
        // Every order says `agree=on` to the panel, and that is a legal act of whoever confirms.
        if servers > 0 && !agreement.is_empty() {
            out += &tr!(lang, "by ordering you accept: {agreement}\n", "заказывая, вы принимаете: {agreement}\n");
        }
        out
    }

    fn left_out(&self, lang: Lang) -> String {
        let part = |status: Status| {
            let count = self.tally.count(status);
            (count > 0).then(|| format!("{} {count}", status.title(lang).to_lowercase()))
        };
        let statuses = Status::ALL.into_iter().filter(|status| *status != Status::Ready);
        statuses.filter_map(part).collect::<Vec<_>>().join(" · ")
    }
}

fn heading(run: &Run, lang: Lang) -> String {
    let facts = &run.facts;
    let (title, as_of) = (printable(&facts.catalog.title), day::as_of(&printable(&facts.catalog.as_of), lang));
    let (file, format, rows) = (printable(&facts.input.file), &facts.input.format, run.rows.len());
    let sheet = facts.input.layout.sheet.as_ref().map(|sheet| sheet_named(&printable(sheet), lang)).unwrap_or_default();
    let mut out = tr!(
        lang,
        "sheet: {file}{sheet} ({format}), rows: {rows}\n",
        "таблица: {file}{sheet} ({format}), строк: {rows}\n"
    );
    out += &tr!(lang, "provider: {title} (tariff ids of {as_of})\n", "провайдер: {title} (коды тарифов на {as_of})\n");
    if let Some(warning) = facts.aged(lang) {
        out += &tr!(lang, "warning: {warning}\n", "предупреждение: {warning}\n");
    }
    if let Some(account) = &facts.account {
        let practice = if facts.sandbox {
            lang.pick(
                " — PRACTICE PANEL, nothing is ordered or paid",
                " — УЧЕБНАЯ ПАНЕЛЬ, ничего не заказывается и не оплачивается",
            )
        } else {
            ""
        };
        out += &tr!(lang, "account: {account}{practice}\n", "учётная запись: {account}{practice}\n");
        if facts.sandbox {
            out += lang.pick(
                "prices at the practice panel: from the tariff table; where the table has none, the practice panel invents one\n",
                "цены учебной панели: из таблицы тарифов; где цены нет, учебная панель её придумывает\n",
            );
        }
    }
    if let Some(rows) = &facts.rows {
        let rows = rows.words();
        out += &tr!(
            lang,
            "rows chosen with --rows: {rows}; the other rows are not ordered now\n",
            "строки, выбранные через --rows: {rows}; остальные сейчас не заказываются\n"
        );
    }
    if facts.no_list {
        out += lang.pick(
            "the panel's list is not read (--no-list): only the ledger keeps orders from being placed twice\n",
            "список панели не читается (--no-list): от повторного заказа защищает только журнал заказов\n",
        );
    }
    out
}

fn sheet_named(name: &str, lang: Lang) -> String {
    tr!(lang, ", sheet \"{name}\"", ", лист «{name}»")
}

fn line(tariff: &str, months: Months, group: &Group, currency: Option<&str>, lang: Lang) -> String {
    let tariff = printable(tariff);
    let (n, m) = (group.servers, u64::from(months.get()));
    let first = &group.first;
    // Without `≥` here: the prices that the known part is made of stand in front of it.
    let sum = if first.priced > 0 && first.unknown > 0 {
        let known = Sum { unknown: 0, ..*first }.words(currency, lang);
        format!("{known}, {}", first.unpriced(lang))
    } else {
        first.words(currency, lang)
    };
    let servers = servers(n, lang);
    let unit = lang.noun(m, ["month", "months"], ["месяц", "месяца", "месяцев"]);
    let made_of = made_of(&group.prices, lang);
    format!("  {tariff}, {months} {unit}: {n} {servers}, {made_of}{sum}\n")
}

/// What the known part of a sum is made of: `3 × 743.50 + 1 × 900.00 = `; nothing where no price is
/// known.
fn made_of(prices: &BTreeMap<Money, u64>, lang: Lang) -> String {
    let mut parts: Vec<String> =
        prices.iter().take(PRICES).map(|(price, count)| format!("{count} × {}", price.shown(lang))).collect();
    let more = prices.len().saturating_sub(PRICES);
    if more > 0 {
        let noun = lang.noun(more as u64, ["price", "prices"], ["цена", "цены", "цен"]);
        parts.push(tr!(lang, "{more} more {noun}", "ещё {more} {noun}"));
    }
    if parts.is_empty() { String::new() } else { format!("{} = ", parts.join(" + ")) }
}
