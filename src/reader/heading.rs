//! What one header is for: its names in English and Russian, as people write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use strsim::damerau_levenshtein;

use crate::sheet::Field;
use crate::text::alike::look_alike;

/// From so many letters on, a header one edit away from a known one is an error.
const LONG: usize = 6;

/// Units that may stand behind the name of a column of figures, with the words for them. The empty
/// one is that of money: roubles are what is meant anyway.
const UNITS: [(&str, &[&str]); 11] = [
    ("GB", &["gb", "gib", "гб"]),
    ("MB", &["mb", "mib", "мб"]),
    ("TB", &["tb", "tib", "тб"]),
    ("pcs", &["pcs", "шт", "штук"]),
    ("cores", &["cores", "ядер"]),
    ("months", &["months", "month", "mo", "месяцев", "месяцы", "месяц", "мес"]),
    ("years", &["years", "year", "лет", "годы", "год"]),
    ("days", &["days", "дней", "дни"]),
    ("", &["рублей", "рубли", "руб", "₽", "rub"]),
    ("USD", &["usd"]),
    ("EUR", &["eur"]),
];

/// What a header is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A field, and the unit in which bare numbers below it are, if the header names one.
    Field(Field, Option<&'static str>),
    /// No field, but it looks like the name of one; `sure` enough that leaving the column aside could
    /// silently drop what somebody filled in.
    Near(Field, &'static str, Sure),
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

/// Every name of a column of figures with a unit behind it, as it is compared.
static WITH_UNIT: LazyLock<HashMap<String, (Field, Option<&'static str>)>> = LazyLock::new(|| {
    let figures = KNOWN.iter().filter(|(_, (field, _))| field.facts().content.takes_units());
    let with = |(name, (field, _)): (&String, &(Field, &str))| {
        let (name, field) = (name.clone(), *field);
        let words = UNITS.into_iter().flat_map(|(unit, words)| words.iter().map(move |word| (unit, *word)));
        words.map(move |(unit, word)| {
            (name.clone() + &folded(word), (field, Some(unit).filter(|unit| !unit.is_empty())))
        })
    };
    figures.flat_map(with).collect()
});

/// Reads a header.
pub(super) fn heading(header: &str) -> Heading {
    let whole = folded(header);
    if let Some((field, unit)) = exact(&whole) {
        return Heading::Field(field, unit);
    }
    // `Count (IP addresses)` is no count of servers.
    match before(header) {
        Some((field, _)) if field.facts().content.is_text() => Heading::Field(*field, None),
        Some((field, name)) => Heading::Near(*field, name, Sure::Surely),
        None => near(header, &whole),
    }
}

/// The field and the unit that a header names, if it is one of the names or one with a unit.
fn exact(whole: &str) -> Option<(Field, Option<&'static str>)> {
    KNOWN.get(whole).map(|(field, _)| (*field, None)).or_else(|| WITH_UNIT.get(whole).copied())
}

/// The field of a header, if it is a known one. Asked of every cell among which the header is looked for.
pub(super) fn field(header: &str) -> Option<Field> {
    let text = || before(header).map(|(field, _)| *field).filter(|field| field.facts().content.is_text());
    exact(&folded(header)).map(|(field, _)| field).or_else(text)
}

/// The name that stands before brackets or a comma.
fn before(header: &str) -> Option<&'static (Field, &'static str)> {
    // Brackets and commas of full width are such as well.
    let header = &*ComposingNormalizerBorrowed::new_nfkc().normalize(header);
    let at = header.find(['(', '[', ',', '/', ';']).filter(|at| *at > 0)?;
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
        ] {
            assert_eq!(heading(header), Heading::Field(expected, None), "{header}");
        }
        for header in ["Сумма", "Total", "Owner", "", "(GB)", "?", "GB", "Ответственный", "Order #", "Order №"]
        {
            assert_eq!(heading(header), Heading::Other, "{header}");
        }
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
        ] {
            assert_eq!(heading(header), Heading::Field(field, Some(unit)), "{header}");
        }
    }

    #[test]
    fn a_name_with_something_else_behind_it_is_not_that_name() {
        for (header, field) in [
            ("Количество (IP)", Field::Count),
            ("Имя (сотрудника)", Field::Domain),
            ("Цена (всего)", Field::Price),
            ("Disk [SSD]", Field::Disk),
            ("Templaet", Field::Template),
        ] {
            let found = heading(header);
            let surely = |found: &Heading| matches!(found, Heading::Near(of, _, Sure::Surely) if *of == field);
            assert!(surely(&found), "{header}: {found:?}");
        }
        for (header, field) in [("Disc", Field::Disk), ("Диск SSD", Field::Disk), ("CPU cores max", Field::Cpu)] {
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
