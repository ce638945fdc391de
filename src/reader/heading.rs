//! What one header is for: its names in English and Russian, as people write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use strsim::damerau_levenshtein;

use crate::sheet::{Content, Field};
use crate::text::alike::look_alike;

/// From so many letters on, a header one edit away from a known one is an error.
const LONG: usize = 6;

/// What may stand between the name of a column and what is said of it.
const BEHIND: [char; 5] = ['(', '[', ',', '/', ';'];

/// So many digits the longest names of columns have: `IPv4`.
const MOST_DIGITS: usize = 1;

/// What a unit measures, and so which fields can have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
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

/// What a header is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A field, and the unit in which bare numbers below it are, if the header names one.
    Field(Field, Option<&'static str>),
    /// No field, but it looks like the name of one; `sure` enough that leaving the column aside could
    /// silently drop what somebody filled in.
    Near(Field, &'static str, Sure),
    /// A field with a unit that it cannot have, such as a disk in roubles: what stands below may be
    /// anything, and no other name is right for it.
    Foreign(Field),
    /// Nothing that is known.
    Other,
}

/// How sure it is that a header means a known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// A short word, or one among others.
    Perhaps,
    /// A long word one letter away, or the name with something else behind it.
    Surely,
}

/// Every name as it is compared, with its field.
static KNOWN: LazyLock<HashMap<String, (Field, &'static str)>> = LazyLock::new(|| {
    let of = |field: Field| field.names().map(move |name| (folded(name), (field, name)));
    Field::ALL.into_iter().flat_map(of).collect()
});

/// Every name with a unit behind it, as it is compared, whether its field can have that unit or not.
static WITH_UNIT: LazyLock<HashMap<String, Heading>> = LazyLock::new(|| {
    // Anything may stand behind the name of a text.
    let known = KNOWN.iter().filter(|(_, (field, _))| !field.facts().content.is_text());
    let with = |(name, (field, _)): (&String, &(Field, &str))| {
        let (name, field) = (name.clone(), *field);
        let words = UNITS.into_iter().flat_map(|(of, unit, words)| words.iter().map(move |word| (of, unit, *word)));
        words.map(move |(of, unit, word)| {
            let fits = has(field, of).then_some(Heading::Field(field, Some(unit).filter(|unit| !unit.is_empty())));
            (name.clone() + &folded(word), fits.unwrap_or(Heading::Foreign(field)))
        })
    };
    known.flat_map(with).collect()
});

/// Whether a field can have a unit of this measure.
fn has(field: Field, of: Measure) -> bool {
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

/// Reads a header.
pub(super) fn heading(header: &str) -> Heading {
    let whole = folded(header);
    if let Some(found) = exact(&whole) {
        return found;
    }
    // `Count (IP addresses)` is no count of servers.
    match before(header) {
        Some((field, _)) if field.facts().content.is_text() => Heading::Field(*field, None),
        Some((field, name)) => Heading::Near(*field, name, Sure::Surely),
        None => near(header, &whole),
    }
}

/// What a header is that is one of the names, or one with a unit.
fn exact(whole: &str) -> Option<Heading> {
    let known = KNOWN.get(whole).map(|(field, _)| Heading::Field(*field, None));
    known.or_else(|| WITH_UNIT.get(whole).cloned())
}

/// Whether a text is nothing but a unit, with or without a figure before it.
pub(super) fn is_unit(text: &str) -> bool {
    let word = folded(text.trim().trim_start_matches(|c: char| c.is_ascii_digit()));
    !word.is_empty() && UNITS.iter().any(|(_, _, words)| words.iter().any(|unit| folded(unit) == word))
}

/// The field of a header, if it is a known one. Asked of every cell among which the header is looked for.
pub(super) fn field(header: &str) -> Option<Field> {
    // Below the header every text is asked for as well, and most are names of servers.
    let digits = header.bytes().filter(u8::is_ascii_digit).count();
    if digits > MOST_DIGITS && header.is_ascii() && !header.contains(BEHIND) {
        return None;
    }
    let text = || before(header).map(|(field, _)| *field).filter(|field| field.facts().content.is_text());
    match exact(&folded(header)) {
        Some(Heading::Field(field, _)) => Some(field),
        Some(Heading::Foreign(_) | Heading::Near(..) | Heading::Other) | None => text(),
    }
}

/// The name that stands before brackets or a comma.
fn before(header: &str) -> Option<&'static (Field, &'static str)> {
    // Brackets and commas of full width are such as well.
    let header = &*ComposingNormalizerBorrowed::new_nfkc().normalize(header);
    let at = header.find(BEHIND).filter(|at| *at > 0)?;
    KNOWN.get(&folded(&header[..at]))
}

fn near(header: &str, whole: &str) -> Heading {
    let letters = whole.chars().count();
    // A sign is no slip of the pen: `Order #` is not `Order?`.
    let word = letters >= 3 && whole.chars().all(char::is_alphanumeric);
    let edited = |(name, _): &(&String, &(Field, &str))| word && damerau_levenshtein(name, whole) == 1;
    if let Some((_, (field, name))) = KNOWN.iter().filter(edited).min_by_key(|(name, _)| name.as_str()) {
        return Heading::Near(*field, name, if letters < LONG { Sure::Perhaps } else { Sure::Surely });
    }
    let words = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A figure that is left aside changes what is ordered; a text such as a comment does not.
    let among =
        words.filter_map(|word| KNOWN.get(&folded(word))).find(|(field, _)| field.facts().content.takes_units());
    among.map_or(Heading::Other, |(field, name)| Heading::Near(*field, name, Sure::Perhaps))
}

/// A header as it is compared: NFKC, lower case, `ё` as `е`, without spaces and punctuation, Cyrillic
/// letters that look Latin as Latin ones.
fn folded(header: &str) -> String {
    look_alike(&plain(header))
}

/// The same with every letter as it is.
pub(super) fn plain(header: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc().normalize(header).to_lowercase();
    let kept = nfkc
        .chars()
        .filter(|c| !c.is_whitespace() && !crate::text::printable::hidden(*c) && !"_-.*?:()[],;/".contains(*c));
    kept.map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_as_people_write_them() {
        for (header, expected) in [
            ("Tariff", Field::Tariff),
            ("TARIFF *", Field::Tariff),
            ("Объем диска", Field::Disk),
            ("Кол-во", Field::Count),
            ("Price\u{a0}per month", Field::PricePerMonth),
            ("Цена (за месяц)", Field::PricePerMonth),
            ("Цена/мес.", Field::PricePerMonth),
            ("price_per_period", Field::Price),
            ("ＲＡＭ", Field::Ram),
            ("СРU", Field::Cpu),
            ("OЗУ", Field::Ram),
            ("Заказать?", Field::Enabled),
            ("Project (code)", Field::CostCentre),
            ("Project （code）", Field::CostCentre),
            ("Цена, руб.", Field::Price),
            ("Цена, ₽", Field::Price),
            ("Operating system", Field::Template),
            ("Операционная  система", Field::Template),
            ("Наименование тарифа", Field::Tariff),
            ("Срок аренды", Field::Period),
            ("Кол-во месяцев", Field::Period),
            ("Disk size", Field::Disk),
            ("Диск SSD", Field::Disk),
            ("Disk [SSD]", Field::Disk),
            ("Память (RAM)", Field::Ram),
            ("Количество ядер", Field::Cpu),
            ("Servers", Field::Count),
            ("Кол-во серверов", Field::Count),
            ("Цена с НДС", Field::Price),
            ("Цена (с НДС), руб.", Field::Price),
            ("Цена с НДС за месяц", Field::PricePerMonth),
            ("Price per month, incl. VAT", Field::PricePerMonth),
            ("№ заявки", Field::Reference),
            ("Заказать (да/нет)", Field::Enabled),
        ] {
            assert_eq!(heading(header), Heading::Field(expected, None), "{header}");
        }
        for header in ["Сумма", "Total", "Owner", "", "(GB)", "?", "GB", "Ответственный", "Order #", "Order №"]
        {
            assert_eq!(heading(header), Heading::Other, "{header}");
        }
    }

    #[test]
    fn no_name_has_more_digits_than_are_looked_at() {
        let digits = |name: &String| name.bytes().filter(u8::is_ascii_digit).count();
        assert_eq!(KNOWN.keys().chain(WITH_UNIT.keys()).map(digits).max(), Some(MOST_DIGITS));
    }

    #[test]
    fn a_unit_in_a_header_is_that_of_the_numbers_below() {
        for (header, field, unit) in [
            ("Disk, GB", Field::Disk, "GB"),
            ("Объем диска (ГБ)", Field::Disk, "GB"),
            ("Диск ГБ", Field::Disk, "GB"),
            ("disk_mb", Field::Disk, "MB"),
            ("RAM, MB", Field::Ram, "MB"),
            ("Период, мес.", Field::Period, "months"),
            ("Срок, лет", Field::Period, "years"),
            ("Кол-во, шт", Field::Count, "pcs"),
            ("Цена, USD", Field::Price, "USD"),
            ("Price ($)", Field::Price, "$"),
            ("Цена, €", Field::Price, "EUR"),
            ("Цена за месяц, грн.", Field::PricePerMonth, "UAH"),
            ("Цена, долл.", Field::Price, "$"),
            ("Цена, тыс. руб.", Field::Price, "тыс."),
            ("Price, k", Field::Price, "тыс."),
        ] {
            assert_eq!(heading(header), Heading::Field(field, Some(unit)), "{header}");
        }
    }

    #[test]
    fn a_unit_belongs_to_the_fields_that_can_have_it() {
        for (header, field) in [
            ("Диск, руб.", Field::Disk),
            ("ОЗУ (руб)", Field::Ram),
            ("ОЗУ（руб）", Field::Ram),
            ("Ядра ₽", Field::Cpu),
            ("CPU, $", Field::Cpu),
            ("CPU, GB", Field::Cpu),
            ("Count, rub", Field::Count),
            ("Количество, мес", Field::Count),
            ("Количество, ГБ", Field::Count),
            ("Период, руб", Field::Period),
            ("Disk, months", Field::Disk),
            ("Disk, pcs", Field::Disk),
            ("IPv4, ₽", Field::Ipv4),
            ("Price, GB", Field::Price),
            ("Цена, шт", Field::Price),
            ("Rate, USD", Field::Tariff),
            ("Тариф, руб.", Field::Tariff),
            ("Start, pcs", Field::Start),
            ("ISPmanager, руб", Field::Ispmanager),
        ] {
            assert_eq!(heading(header), Heading::Foreign(field), "{header}");
            assert_eq!(super::field(header), None, "{header}");
        }
    }

    #[test]
    fn a_name_with_something_else_behind_it_is_not_that_name() {
        for (header, field) in [
            ("Количество (IP)", Field::Count),
            ("Имя (сотрудника)", Field::Domain),
            ("Цена (всего)", Field::Price),
            ("Disk [type]", Field::Disk),
            ("Templaet", Field::Template),
        ] {
            let found = heading(header);
            let surely = |found: &Heading| matches!(found, Heading::Near(of, _, Sure::Surely) if *of == field);
            assert!(surely(&found), "{header}: {found:?}");
        }
        for (header, field) in [("Disc", Field::Disk), ("Диск запасной", Field::Disk), ("CPU cores max", Field::Cpu)]
        {
            assert!(matches!(heading(header), Heading::Near(of, _, Sure::Perhaps) if of == field), "{header}");
        }
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        for field in Field::ALL {
            for name in field.names() {
                assert_eq!(super::field(name), Some(field), "{name}");
            }
        }
    }
}
