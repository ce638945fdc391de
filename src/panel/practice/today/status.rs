//! The words of a practice panel of today, in the language that is asked for. Pure.

use crate::panel::practice::node::Node;
use crate::panel::practice::owned::{Owned, Standing};
use crate::text::lang::{Lang, tr};

/// The state of a service: its word, and its number where it has one.
pub(super) fn status(service: &Owned, odd: bool, lang: Lang) -> Node {
    let (number, word, colour) = match service.standing {
        _ if service.deleted => (4, lang.pick("Deleted", "Удален"), "gray"),
        Standing::Unpaid => (1, lang.pick("Ordered", "Заказан"), "yellow"),
        Standing::Active => (2, lang.pick("Active", "Активен"), "green"),
        // What panels do with a service has numbers that nobody documents.
        Standing::InProgress if odd => (7, lang.pick("Opening", "Открытие"), "yellow"),
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
pub(super) fn per_month(service: &Owned, currency: &str, odd: bool, lang: Lang) -> String {
    let months = rust_decimal::Decimal::from(service.months.max(1));
    let month = (service.cost.amount() / months).round_dp(2);
    if odd {
        return format!("{}\u{a0}{currency} / {}", spaced(&format!("{month:.2}"), lang), lang.pick("Day", "День"));
    }
    format!("{month:.2} {currency} / {}", lang.pick("Month", "Месяц"))
}

/// An amount whose thousands are parted by spaces that do not break; in Russian with a comma.
pub(super) fn spaced(amount: &str, lang: Lang) -> String {
    let (whole, cents) = amount.split_once('.').unwrap_or((amount, "00"));
    let (head, tail) = whole.split_at(whole.len().saturating_sub(3));
    let gap = if head.is_empty() { "" } else { "\u{a0}" };
    let point = if lang == Lang::Ru { ',' } else { '.' };
    format!("{head}{gap}{tail}{point}{cents}")
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
