//! Where the panel's price is another than the planned one, in words.

use std::collections::BTreeMap;

use super::totals::Paid;
use super::view::{Tab, View};
use crate::run::Sum;
use crate::text::lang::tr;
use crate::text::printable::printable;

/// How many orders were charged in another currency than the plan's, and what; none if none were.
pub(super) fn foreign(view: &View<'_>) -> Option<String> {
    let paid = view.run.lines.iter().filter_map(|line| Paid::of(line, &view.reckoning));
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    for paid in paid {
        if let Paid::Foreign(amount, currency) = paid {
            sums.entry(printable(&currency)).or_default().add(Some(amount));
        }
    }
    let (orders, lang) = (sums.values().map(|sum| sum.priced).sum::<u64>(), view.lang);
    (orders > 0).then(|| {
        let told: Vec<String> = sums.iter().map(|(currency, sum)| sum.words(Some(currency), lang)).collect();
        let (told, noun) = (told.join(" · "), lang.noun(orders, ["order", "orders"], ["заказа", "заказов", "заказов"]));
        tr!(
            lang,
            "the panel gives another currency than the plan for {orders} {noun}: {told} (not in the totals)",
            "панель указывает другую валюту, чем в плане, для {orders} {noun}: {told} (в итоги они не входят)"
        )
    })
}

/// How many orders cost something else than was planned, and both sums; none if there are none.
pub(super) fn words(view: &View<'_>) -> Option<String> {
    let (mut planned, mut told) = (Sum::default(), Sum::default());
    for line in &view.run.lines {
        let price = line.order.as_ref().and_then(|order| order.price);
        // Amounts of two currencies cannot be compared, and what nobody said is no other price.
        let (Some(price), Some(Paid::Ours(cost))) = (price, Paid::of(line, &view.reckoning)) else { continue };
        if price != cost {
            planned.add(Some(price));
            told.add(Some(cost));
        }
    }
    let (orders, lang) = (planned.priced, view.lang);
    (orders > 0).then(|| {
        let noun = lang.noun(orders, ["order", "orders"], ["заказа", "заказов", "заказов"]);
        let sum = |sum: Sum| sum.words(view.reckoning.currency, lang);
        let (planned, told, tab) = (sum(planned), sum(told), Tab::Orders.title(lang));
        let said = tr!(
            lang,
            "the panel's price differs from the planned one for {orders} {noun}: planned {planned}, in the panel {told} (compare the amounts on the sheet \"{tab}\")",
            "цена в панели не совпадает с планом у {orders} {noun}: по плану {planned}, по данным панели {told} (сверьте суммы на листе «{tab}»)"
        );
        // Nobody is to look for what a rehearsal only plays.
        let invents = lang.pick(
            "; the practice panel invents the prices that the tariff table lacks",
            "; цены, которых нет в таблице тарифов, учебная панель придумывает",
        );
        if view.run.facts.sandbox { said + invents } else { said }
    })
}
