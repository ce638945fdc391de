//! Units behind the names of columns, and which fields can have them.

use std::sync::LazyLock;

use super::fold::folded;
use crate::sheet::{Content, Field};

/// What a unit measures, and so which fields can have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Bytes.
    Size,
    /// Things that are counted.
    Pieces,
    /// Cores of a processor.
    Cores,
    /// Months and the like.
    Time,
    /// Money.
    Money,
}

/// Units that may stand behind the name of a column of figures, with the words for them. The empty
/// one is that of money: roubles are what is meant anyway. Any other unit of money is part of every
/// amount below the header, and the check takes it or says what it is.
const UNITS: [(Measure, &str, &[&str]); 25] = [
    (Measure::Size, "GB", &["gb", "gib", "гб", "гиб", "гигабайт"]),
    (Measure::Size, "MB", &["mb", "mib", "мб", "миб", "мегабайт"]),
    (Measure::Size, "TB", &["tb", "tib", "тб", "тиб", "терабайт"]),
    (Measure::Size, "KB", &["kb", "kib", "кб", "киб"]),
    (Measure::Pieces, "pcs", &["pcs", "pieces", "шт", "штук", "ед", "единиц"]),
    (Measure::Cores, "cores", &["cores", "ядер"]),
    (Measure::Time, "months", &["months", "month", "mo", "месяцев", "месяцы", "месяц", "мес"]),
    (Measure::Time, "years", &["years", "year", "лет", "годы", "год"]),
    (Measure::Time, "weeks", &["weeks", "недель", "недели"]),
    (Measure::Time, "days", &["days", "дней", "дни", "сут"]),
    (Measure::Money, "", &["рублей", "рубли", "рубль", "в рублях", "руб", "р", "₽", "rub", "rur", "roubles", "rubles"]),
    (Measure::Money, "USD", &["usd", "us$"]),
    (Measure::Money, "$", &["$", "долл", "доллар", "доллары", "долларов", "в долларах", "dollars"]),
    (Measure::Money, "EUR", &["eur", "€", "евро", "в евро", "euro", "euros"]),
    (Measure::Money, "GBP", &["gbp", "£"]),
    (Measure::Money, "CHF", &["chf"]),
    (Measure::Money, "CNY", &["cny", "¥", "юань", "юани", "юаней"]),
    (Measure::Money, "UAH", &["uah", "₴", "грн", "гривна", "гривны", "гривен"]),
    (Measure::Money, "KZT", &["kzt", "₸", "тенге", "тг"]),
    (Measure::Money, "BYN", &["byn", "бел руб", "br"]),
    (Measure::Money, "у. е.", &["уе"]),
    (Measure::Money, "коп.", &["коп", "копеек", "kopecks"]),
    (Measure::Money, "%", &["%", "процент", "процентов", "percent"]),
    (
        Measure::Money,
        "тыс.",
        &[
            "тыс",
            "тысяч",
            "тыс руб",
            "тыс рублей",
            "тысяч рублей",
            "тыс р",
            "тыс ₽",
            "тр",
            "k",
            "thousands",
            "k rub",
            "тыс $",
        ],
    ),
    (Measure::Money, "млн", &["млн", "млн руб", "млн рублей", "mln", "million"]),
];

/// Every word for a unit as it is compared, with what it measures and the unit.
pub(super) static WORDS: LazyLock<Vec<(String, Measure, &'static str)>> = LazyLock::new(|| {
    let of = |(measure, unit, words): (Measure, &'static str, &'static [&'static str])| {
        words.iter().map(move |word| (folded(word), measure, unit))
    };
    UNITS.into_iter().flat_map(of).collect()
});

/// Whether a field can have a unit of this measure.
pub(super) fn has(field: Field, of: Measure) -> bool {
    match field.facts().content {
        Content::Amount { unit: Some(_), .. } => of == Measure::Size,
        Content::Amount { unit: None, .. } => of == Measure::Pieces || (of == Measure::Cores && field == Field::Cpu),
        Content::Number { counts, .. } => counts && of == Measure::Pieces,
        Content::Months => of == Measure::Time,
        Content::Money => of == Measure::Money,
        // A bare 1 below `Auto-renew` may mean yes, whatever unit the header names.
        Content::Name(_) | Content::Renewal | Content::Pattern | Content::YesNo | Content::Text { .. } => false,
    }
}

/// The unit that a word is, compared as headers are.
pub(super) fn of_word(word: &str) -> Option<(Measure, &'static str)> {
    let word = folded(word);
    let found = WORDS.iter().find(|(unit, ..)| *unit == word);
    found.filter(|_| !word.is_empty()).map(|(_, of, unit)| (*of, *unit))
}

/// Whether a text is nothing but a unit, with or without a figure before it.
pub(super) fn is_unit(text: &str) -> bool {
    of_word(text.trim().trim_start_matches(|c: char| c.is_ascii_digit())).is_some()
}
