//! What one order costs and what was charged for it, as lines for a terminal. Pure.

use crate::money::{self, Money};
use crate::order::Prices;
use crate::order::charge::{Charged, OfOrder, shown};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// A sum with its currency, where that is known.
pub(super) fn in_currency(sum: Money, currency: Option<&str>, lang: Lang) -> String {
    let sum = sum.shown(lang);
    currency.map(printable).map_or_else(|| sum.clone(), |code| format!("{sum} {code}"))
}

/// Who says what an order costs; none where nobody does. The prices of tables are in the `currency` of the tariff table.
pub(super) fn prices(prices: &Prices, currency: Option<&str>, lang: Lang) -> Option<String> {
    let mut said = Vec::new();
    let of_table = |sum| in_currency(sum, currency, lang);
    said.extend(prices.sheet.map(of_table).map(|sum| tr!(lang, "sheet {sum}", "таблица заказов {sum}")));
    said.extend(prices.list.map(of_table).map(|sum| tr!(lang, "tariff table {sum}", "таблица тарифов {sum}")));
    said.extend(prices.quote.as_ref().map(|quote| {
        let sum = in_currency(quote.amount, quote.currency.as_deref(), lang);
        tr!(lang, "the panel's price {sum}", "цена панели {sum}")
    }));
    let all = said.join(" · ");
    (!said.is_empty()).then(|| tr!(lang, "prices: {all}", "цены: {all}"))
}

/// What was charged; nothing where the list of charges names nothing.
pub(super) fn charges(all: &OfOrder, lang: Lang) -> Vec<String> {
    let first = lang.pick("charged", "списано");
    let renewals = lang.pick("charged for renewals", "списано за продления");
    let unclear = lang.pick("charged, not known for what", "списано, неизвестно за что");
    let parts = [(first, &all.first), (renewals, &all.renewals), (unclear, &all.unclear)];
    parts
        .into_iter()
        .filter_map(|(label, charged)| Some(format!("{label}: {}", words(charged.as_ref(), lang)?)))
        .collect()
}

/// None where nothing was charged.
fn words(charged: Option<&Charged>, lang: Lang) -> Option<String> {
    let Some(charged) = charged else {
        return Some(lang.pick("in several currencies", "в нескольких валютах").to_owned());
    };
    if charged.is_nothing() {
        return None;
    }
    let currency = printable(charged.currency.as_deref().unwrap_or_default());
    let amount = |amount| money::shown(shown(amount), lang);
    let mut more = Vec::new();
    more.extend(
        charged
            .tax
            .filter(|tax| !tax.is_zero())
            .map(amount)
            .map(|tax| tr!(lang, "VAT in it {tax}", "в том числе НДС {tax}")),
    );
    let discount = charged.discount.filter(|discount| !discount.is_zero()).map(amount);
    more.extend(discount.map(|discount| tr!(lang, "discount {discount}", "скидка {discount}")));
    let waiting = (charged.waiting_rows > 0).then_some(charged.waiting).map(amount);
    more.extend(waiting.map(|waiting| tr!(lang, "not paid yet {waiting}", "ещё не оплачено {waiting}")));
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    let amount = amount(charged.amount);
    Some(format!("{} {more}", format!("{amount} {currency}").trim_end()).replace("  ", " ").trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn a_charge_is_told_to_the_hundredth_unless_it_has_more() {
        let decimal = |text: &str| Decimal::from_str_exact(text).expect("a number");
        let charged = |amount: &str, tax: &str, waiting: &str| {
            let of = Charged {
                amount: decimal(amount),
                currency: Some("EUR".to_owned()),
                tax: Some(decimal(tax)),
                rows: 2,
                waiting: decimal(waiting),
                waiting_rows: usize::from(waiting != "0"),
                ..Charged::default()
            };
            words(Some(&of), Lang::En).expect("words")
        };
        assert_eq!(charged("13.0500", "2.1800", "0"), "13.05 EUR (VAT in it 2.18)");
        assert_eq!(charged("13.0", "2.18125", "4.0000"), "13.00 EUR (VAT in it 2.18125, not paid yet 4.00)");
        assert_eq!(charged("-1005", "0", "0"), "-1,005.00 EUR");
    }
}
