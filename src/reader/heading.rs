//! What one header is for: its names in English and Russian, as people write them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{composed, folded, plain};
use super::unit::{WORDS, has, of_word};
use crate::sheet::vat::{self, Said};
use crate::sheet::{Content, Field};
use crate::text::alike::is_one_slip;

/// From so many letters on, a header one edit away from a known one is an error.
pub(super) const LONG: usize = 6;

/// What may stand between the name of a column and what is said of it.
pub(super) const BEHIND: [char; 11] = ['(', '[', '{', ',', '/', ';', ':', '|', '–', '—', '\n'];

/// Of a header with more letters than this only the beginning is read: a sheet may hold one of millions, and thousands
/// of long ones.
const LONGEST: usize = 250;

/// So many digits the longest names of columns have: `IPv4`.
const MOST_DIGITS: usize = 1;

/// Words behind a name that change nothing.
pub(super) const FILLERS: [&str; 12] = [
    "обязательно",
    "необязательно",
    "обяз",
    "required",
    "optional",
    "mandatory",
    "да",
    "нет",
    "yes",
    "no",
    "целое",
    "в",
];

/// Words that are one letter away from a name and mean something else: a server is no count of servers.
const NO_SLIPS: [&str; 2] = ["server", "сервера"];

/// What a header is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A field, and the unit in which bare numbers below it are, if the header names one.
    Field(Field, Option<&'static str>),
    /// No field, but one letter away from the name of one: leaving the column aside could silently drop
    /// what somebody filled in.
    Near(Field, &'static str, Sure),
    /// No field, but the name of one is among its words.
    Among(Field),
    /// The name of a field with something behind it that may change what it means.
    More(Field, &'static str),
    /// A field with a unit that it cannot have, such as a disk in roubles: what stands below may be
    /// anything, and no other name is right for it.
    Foreign(Field),
    /// Nothing that is known.
    Other,
}

/// How sure it is that a header means a known name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// A short word.
    Perhaps,
    /// A long word.
    Surely,
}

/// A known name and its field.
type Name = (Field, &'static str);

/// Every name as it is compared, with its field.
static KNOWN: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let of = |field: Field| field.names().map(move |name| (folded(name), (field, name)));
    Field::ALL.into_iter().flat_map(of).collect()
});

/// The beginning of a header that is too long to be read as a whole.
pub(super) fn beginning(header: &str) -> Option<&str> {
    if header.len() <= LONGEST {
        return None;
    }
    header.char_indices().nth(LONGEST).map(|(at, _)| &header[..at])
}

/// Reads a header. One that is too long is none of the names, whatever it begins with: what was not read may change it.
pub(super) fn heading(header: &str) -> Heading {
    match beginning(header).map(whole) {
        None => whole(header),
        Some(Heading::Field(field, _)) => Heading::More(field, field.header().0),
        Some(other) => other,
    }
}

fn whole(header: &str) -> Heading {
    if let Some(found) = known(header) {
        return found;
    }
    let Some((rest, said)) = vat::split(header) else { return unknown(header) };
    match known(&rest) {
        Some(Heading::Field(field, unit)) if field.facts().content == Content::Money && said != Said::Unclear => {
            Heading::Field(field, unit)
        }
        // Only money has a tax in it or not.
        Some(Heading::Field(field, _) | Heading::Foreign(field)) => Heading::Foreign(field),
        Some(other) => other,
        None => unknown(header),
    }
}

/// Whether a header, as it is compared, is the name of a field.
pub(super) fn is_name(whole: &str) -> bool {
    KNOWN.contains_key(whole)
}

/// The field of a header, if it is a known one. Asked of every cell among which the header is looked for.
pub(super) fn field(header: &str) -> Option<Field> {
    if beginning(header).is_some() {
        return None;
    }
    // Below the header every text is asked for as well, and most are names of servers.
    let digits = header.bytes().filter(u8::is_ascii_digit).count();
    let of_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    if digits > MOST_DIGITS && header.bytes().all(of_host) {
        return None;
    }
    if digits > MOST_DIGITS && header.is_ascii() && !header.contains(BEHIND) && !header.contains('%') {
        return None;
    }
    match heading_of(header) {
        Some(Heading::Field(field, _)) => Some(field),
        Some(Heading::Foreign(_) | Heading::More(..) | Heading::Near(..) | Heading::Among(_) | Heading::Other)
        | None => None,
    }
}

/// The field whose name a header begins with, to explain what is wanted: `Домен (полное имя)`. Only where every
/// cell is held against a list or a rule, so that nothing else can be meant.
pub(super) fn explains(header: &str) -> Option<Field> {
    let Heading::More(field, _) = heading(header) else { return None };
    match field.facts().content {
        Content::Name(_) | Content::Pattern | Content::YesNo | Content::Renewal => Some(field),
        Content::Months | Content::Amount { .. } | Content::Number { .. } | Content::Money | Content::Text { .. } => {
            None
        }
    }
}

/// What a header is, if that is cheap to say.
fn heading_of(header: &str) -> Option<Heading> {
    known(header).or_else(|| vat::split(header).map(|_| heading(header)))
}

/// What a header is that is one of the names, one with a unit, or one of which all parts say the same.
fn known(header: &str) -> Option<Heading> {
    exact(&folded(header)).or_else(|| {
        let header = composed(header);
        let (name, behind) = parted(&header)?;
        match exact(&folded(name))? {
            // `Count (IP addresses)` is no count of servers.
            Heading::Field(field, unit) if field.facts().content.is_text() => Some(Heading::Field(field, unit)),
            Heading::Field(field, unit) => adds(field, unit, behind),
            other => Some(other),
        }
    })
}

fn exact(whole: &str) -> Option<Heading> {
    let known = KNOWN.get(whole).map(|(field, _)| Heading::Field(*field, None));
    known.or_else(|| with_unit(whole))
}

/// What a header is that is one of the names with a unit behind it, whether its field can have that unit or
/// not: the longest name counts. Anything may stand behind the name of a text.
fn with_unit(whole: &str) -> Option<Heading> {
    let named = WORDS.iter().filter_map(|(word, measure, unit)| {
        let name = whole.strip_suffix(word.as_str())?;
        let (field, _) = KNOWN.get(name).filter(|(field, _)| !field.facts().content.is_text())?;
        let fits = Heading::Field(*field, Some(*unit).filter(|unit| !unit.is_empty()));
        Some((name.len(), if has(*field, *measure) { fits } else { Heading::Foreign(*field) }))
    });
    named.max_by_key(|(length, _)| *length).map(|(_, heading)| heading)
}

/// The name that stands before brackets or a comma, and what stands behind it.
fn parted(header: &str) -> Option<(&str, &str)> {
    header.find(BEHIND).filter(|at| *at > 0).map(|at| header.split_at(at))
}

/// A name with nothing behind it but other names of the same field, a unit, and words that change nothing:
/// `ОЗУ (RAM), ГБ`.
fn adds(field: Field, unit: Option<&'static str>, behind: &str) -> Option<Heading> {
    let mut unit = unit;
    // What is allowed, in figures: `Срок (1, 3, 6 мес.)`. One alone may be the number of the column.
    let figures = behind.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty()).count();
    let is_figure = |word: &str| figures > 1 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let behind: String = behind.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in behind.split(|c: char| "()[]{},/;:|–—".contains(c)).filter(|part| !part.trim().is_empty()) {
        let words = || part.split_whitespace().filter(|word| !FILLERS.contains(&&*plain(word)) && !is_figure(word));
        let is_name = |text: &str| KNOWN.get(&folded(text)).is_some_and(|(of, _)| *of == field);
        if is_name(part) {
            continue;
        }
        let whole: Option<(_, _)> = of_word(part);
        for found in
            whole.map(Some).into_iter().chain(words().filter(|word| whole.is_none() && !is_name(word)).map(of_word))
        {
            let (of, named) = found?;
            if !has(field, of) {
                return Some(Heading::Foreign(field));
            }
            let named = Some(named).filter(|named| !named.is_empty());
            if unit.is_some() && named.is_some() && unit != named {
                return None;
            }
            unit = unit.or(named);
        }
    }
    Some(Heading::Field(field, unit))
}

/// What a header looks like that is none of the names.
fn unknown(header: &str) -> Heading {
    let composed = composed(header);
    if let Some((field, name)) = parted(&composed).and_then(|(name, _)| KNOWN.get(&folded(name))) {
        return Heading::More(*field, name);
    }
    let whole = folded(header);
    let letters = whole.chars().count();
    // A sign is no slip of the pen: `Order #` is not `Order?`.
    let word = letters >= 3 && whole.chars().all(char::is_alphanumeric) && !NO_SLIPS.contains(&&*plain(header));
    // A figure is none, either: `Диск 2` is the second one.
    let word = word && !whole.ends_with(|c: char| c.is_ascii_digit());
    let edited = |(name, _): &(&String, &Name)| word && is_one_slip(name, &whole);
    if let Some((_, (field, name))) = KNOWN.iter().filter(edited).min_by_key(|(name, _)| name.as_str()) {
        return Heading::Near(*field, name, if letters < LONG { Sure::Perhaps } else { Sure::Surely });
    }
    let words = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    // A figure that is left aside changes what is ordered; a text such as a comment does not.
    let among =
        words.filter_map(|word| KNOWN.get(&folded(word))).find(|(field, _)| field.facts().content.takes_units());
    among.map_or(Heading::Other, |(field, _)| Heading::Among(*field))
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
            ("Цена за ед. без НДС, руб.", Field::Price),
            ("Price (excl. 20% VAT)", Field::Price),
            ("Имя хоста", Field::Domain),
            ("Hostname (FQDN)", Field::Domain),
            ("Домен / хост", Field::Domain),
            ("ОС (шаблон)", Field::Template),
            ("Операционка", Field::Template),
            ("Тариф (обязательно)", Field::Tariff),
            ("CPU (ядра)", Field::Cpu),
            ("Накопитель", Field::Disk),
            ("ОЗУ/RAM", Field::Ram),
            ("Тариф — Tariff", Field::Tariff),
            ("Домен\nDomain", Field::Domain),
            ("Количество (1-1000)", Field::Count),
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
    fn of_a_very_long_header_the_beginning_says_what_it_may_be_and_no_more() {
        let long = |begin: &str| format!("{begin}{}", " слово".repeat(2000));
        for (header, field) in [("Price (", Field::Price), ("Диск, ГБ;", Field::Disk), ("Домен (", Field::Domain)]
        {
            let found = heading(&long(header));
            assert!(matches!(found, Heading::More(of, _) if of == field), "{header}: {found:?}");
        }
        let filled = format!("Диск, ГБ{}или ТБ", " ".repeat(LONGEST));
        assert!(matches!(heading(&filled), Heading::More(Field::Disk, _)), "what is not read may change it");
        assert_eq!((super::field(&filled), super::field("Диск, ГБ")), (None, Some(Field::Disk)));
        assert_eq!(explains(&long("Домен (")), Some(Field::Domain));
        assert_eq!(heading(&"z".repeat(8_000_000)), Heading::Other);
    }

    #[test]
    fn a_row_of_thousands_of_headers_is_read_at_once() {
        let began = std::time::Instant::now();
        for number in 0..16_000 {
            let header = format!("{}{}x", "abcdefgh".repeat(7), "abcd".repeat(number % 9));
            assert_eq!(heading(&header), Heading::Other);
        }
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    }

    #[test]
    fn no_name_has_more_digits_than_are_looked_at() {
        let digits = |name: &String| name.bytes().filter(u8::is_ascii_digit).count();
        assert_eq!(KNOWN.keys().map(digits).max(), Some(MOST_DIGITS));
        assert!(WORDS.iter().all(|(word, ..)| digits(word) == 0));
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
            ("vCPU, шт.", Field::Cpu, "pcs"),
            ("Память, ГБ", Field::Ram, "GB"),
            ("ОЗУ (RAM), ГБ", Field::Ram, "GB"),
            ("Диск, ГБ (SSD)", Field::Disk, "GB"),
            ("Кол-во (серверов), шт.", Field::Count, "pcs"),
            ("Disk/SSD (GB)", Field::Disk, "GB"),
            ("Диск, ГБ / Disk, GB", Field::Disk, "GB"),
            ("Срок (1, 3, 6, 12 мес.)", Field::Period, "months"),
            ("Период — 1/2/3 лет", Field::Period, "years"),
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
            ("Диск (SSD), руб.", Field::Disk),
            ("Диск с НДС", Field::Disk),
            ("Цена НДС", Field::Price),
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
            ("Price, PLN", Field::Price),
            ("Цена, тыс. тенге", Field::Price),
            ("Disk [type]", Field::Disk),
            ("Диск (2)", Field::Disk),
            ("Диск, ГБ (SSD или HDD)", Field::Disk),
        ] {
            let found = heading(header);
            assert!(matches!(found, Heading::More(of, _) if of == field), "{header}: {found:?}");
        }
        let slip = heading("Templaet");
        assert!(matches!(slip, Heading::Near(Field::Template, _, Sure::Surely)), "{slip:?}");
        assert!(matches!(heading("Disc"), Heading::Near(Field::Disk, _, Sure::Perhaps)));
        for (header, field) in [
            ("Диск запасной", Field::Disk),
            ("CPU cores max", Field::Cpu),
            ("Диск 2", Field::Disk),
            ("Цена доставки", Field::Price),
        ] {
            assert_eq!(heading(header), Heading::Among(field), "{header}");
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
