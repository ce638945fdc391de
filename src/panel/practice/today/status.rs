//! The words of a practice panel of today, in the language that is asked for. Pure.

use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Owned, Standing};
use crate::text::lang::{Lang, tr};

/// The state of a service: its word, and its number where it has one.
pub(super) fn status(service: &Owned, lang: Lang) -> Node {
    let (number, word, colour) = match service.standing {
        _ if service.deleted => (4, lang.pick("Deleted", "Удален"), "gray"),
        Standing::Unpaid => (1, lang.pick("Ordered", "Заказан"), "yellow"),
        Standing::Active => (2, lang.pick("Active", "Активен"), "green"),
        Standing::InProgress => (5, lang.pick("In progress", "Обрабатывается"), "yellow"),
        // These two are words in place of a number.
        Standing::Unconfigured => {
            return Node::text("item_status", lang.pick("Configuration required", "Требуется настройка"));
        }
        Standing::Unavailable => return Node::text("item_status", lang.pick("Not available", "Недоступен")),
    };
    Node::text("item_status", word).attribute("orig", number).attribute("color", colour)
}

/// What a month's worth costs, for display: the charge of a whole period stands elsewhere.
pub(super) fn per_month(service: &Owned, currency: &str, lang: Lang) -> String {
    let months = rust_decimal::Decimal::from(service.months.max(1));
    let month = (service.cost.amount() / months).round_dp(2);
    format!("{month:.2} {currency} / {}", lang.pick("Month", "Месяц"))
}

/// A number of months in words.
pub(super) fn months(months: u8, lang: Lang) -> String {
    match months {
        1 => tr!(lang, "{months} month", "{months} месяц"),
        2..=4 => tr!(lang, "{months} months", "{months} месяца"),
        _ => tr!(lang, "{months} months", "{months} месяцев"),
    }
}

/// An amount as lists and carts write it: with no currency and four decimals.
pub(super) fn exact(service: &Owned) -> String {
    format!("{:.4}", service.cost.amount())
}
