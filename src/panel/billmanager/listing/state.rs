//! What a list says of a service's state: a number, or the words that panels of today show for one. Pure.

use crate::order::service::ServiceState;
use crate::panel::billmanager::element::Element;

/// The words, in small letters and with е for ё, as far as they are documented or follow from the numbers' names.
const WORDS: [(ServiceState, &[&str]); 7] = [
    (ServiceState::Ordered, &["ordered", "заказан", "заказана", "заказано"]),
    (ServiceState::Active, &["active", "активен", "активна", "активно"]),
    (
        ServiceState::Suspended,
        &[
            "suspended",
            "suspended by administrator",
            "suspended due to abuse",
            "temporary suspended",
            "temporarily suspended",
            "приостановлен",
            "приостановлена",
            "остановлен",
            "остановлена",
            "остановлен администратором",
            "остановлена администратором",
            "приостановлен администратором",
            "приостановлена администратором",
            "временно приостановлен",
            "временно приостановлена",
            "временно остановлен",
            "временно остановлена",
        ],
    ),
    (ServiceState::Deleted, &["deleted", "удален", "удалена", "удалено"]),
    (
        ServiceState::Processing,
        &["in progress", "processing", "обрабатывается", "в обработке", "в процессе", "выполняется"],
    ),
    (
        ServiceState::Unconfigured,
        &[
            "configuration required",
            "требуется настройка",
            "требует настройки",
            "необходима настройка",
            "требуется конфигурация",
        ],
    ),
    (ServiceState::Unavailable, &["not available", "недоступен", "недоступна", "недоступно"]),
];

/// The state of a row: `<item_status>2</item_status>`, or the number in an attribute beside words.
///
/// A panel of today has numbers of its own above 5, which are steps on the way; and it may show words for what has
/// no number.
pub(super) fn state(row: &Element, of_today: bool) -> Option<ServiceState> {
    let status = row.child("item_status")?;
    let words =
        || WORDS.iter().find(|(_, words)| words.contains(&plain(&status.text).as_str())).map(|(state, _)| *state);
    match status.attribute("orig").unwrap_or_else(|| status.text.trim()).parse() {
        Ok(code) => ServiceState::of_code(code)
            .or_else(|| (of_today && code > 5).then(|| words().unwrap_or(ServiceState::Processing))),
        Err(_) if of_today => words(),
        Err(_) => None,
    }
}

fn plain(text: &str) -> String {
    let letters = text.chars().take(100).flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c });
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
