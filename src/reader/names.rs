//! Headers that a tariff table names, held against what stands in a sheet.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fold::{composed, folded, plain};
use super::heading::{BEHIND, FILLERS, LONG, Sure, beginning, explains, is_name};
use super::unit::{Measure, of_word};
use crate::sheet::{Field, NamedColumn, NamedKind};
use crate::text::alike::is_one_slip;

/// What the columns of a sheet may be that only some tariff tables know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumns {
    /// The columns that the table names.
    pub named: Vec<NamedColumn>,
    /// Whether its tariffs stand in data centres.
    pub data_centres: bool,
    /// Whether it has recipes.
    pub recipes: bool,
}

/// So many brackets and commas a header has at most that are part of a name.
const PLACES: usize = 20;

/// The same, by the names as they are compared.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// None while no table is known.
    table: Option<TableColumns>,
    by_name: HashMap<String, usize>,
}

/// What a header says of a column that the table names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named<'n> {
    /// It is one, with the unit of bare numbers below, if the header names one.
    Column(&'n str, Option<String>),
    /// It begins with the name of a choice and says what is wanted.
    Explained(&'n str),
    /// It begins with the name of an amount and says more.
    More(&'n str),
    /// It is the name of one with a unit that the column cannot have, such as a choice in gigabytes.
    Foreign(&'n str),
    /// It is one letter away from the name of one.
    Near(&'n str, Sure),
}

impl Names {
    pub(super) fn new(table: Option<&TableColumns>) -> Self {
        let named = table.map(|table| table.named.as_slice()).unwrap_or_default();
        let by_name = named.iter().enumerate().rev().map(|(at, column)| (folded(&column.name), at)).collect();
        Self { table: table.cloned(), by_name }
    }

    /// Whether a header can be for a field: of those that only some tables have, the usual names alone are taken
    /// where a table is known that has none of it. A column of places may stand in any sheet.
    pub(super) fn has(&self, field: Field, header: &str) -> bool {
        let Some(table) = &self.table else { return true };
        let offered = match field {
            Field::DataCentre => table.data_centres,
            Field::Recipe => table.recipes,
            _ => return true,
        };
        let (en, ru) = field.header();
        offered || [en, ru].iter().any(|name| folded(name) == folded(header))
    }

    /// The name of a field that a header is one letter away from, where it can be for the field.
    pub(super) fn near_field(&self, field: Field, header: &str, near: &'static str) -> Option<&'static str> {
        if self.has(field, "") {
            return Some(near);
        }
        let (whole, (en, ru)) = (folded(header), field.header());
        [en, ru].into_iter().find(|name| is_one_slip(&folded(name), &whole))
    }

    /// What a header is among the table's names. The name of a field is that field's. Of one that is too long the
    /// beginning says which column it may be, and no more.
    pub(super) fn heading(&self, header: &str) -> Option<Named<'_>> {
        match beginning(header).map(|header| self.whole(header)) {
            None => self.whole(header),
            Some(Some(Named::Column(name, _))) => Some(Named::More(name)),
            Some(other) => other,
        }
    }

    fn whole(&self, header: &str) -> Option<Named<'_>> {
        let whole = folded(header);
        if self.by_name.is_empty() || is_name(&whole) {
            return None;
        }
        if let Some(column) = self.column(&whole) {
            return Some(Named::Column(&column.name, None));
        }
        let unit = || self.with_unit(&whole).or_else(|| self.parted(header)).or_else(|| self.with_foreign_unit(&whole));
        unit().or_else(|| self.near(header, &whole))
    }

    fn column(&self, whole: &str) -> Option<&NamedColumn> {
        self.table.as_ref()?.named.get(*self.by_name.get(whole)?)
    }

    /// A name with a unit behind it: `Бэкап ГБ`. The longest name counts.
    fn with_unit(&self, whole: &str) -> Option<Named<'_>> {
        self.begun(whole, |column, behind| Some(Named::Column(&column.name, Some(unit(column, behind)?))))
    }

    /// A name with a unit behind it that the column cannot have: `Порт руб`.
    fn with_foreign_unit(&self, whole: &str) -> Option<Named<'_>> {
        self.begun(whole, |column, behind| of_word(behind).map(|_| Named::Foreign(&column.name)))
    }

    /// What a header is that begins with a name, by what stands behind it. The longest name counts.
    fn begun<'n>(
        &'n self,
        whole: &str,
        named: impl Fn(&'n NamedColumn, &str) -> Option<Named<'n>>,
    ) -> Option<Named<'n>> {
        let found = self.by_name.keys().filter_map(|name| {
            let behind = whole.strip_prefix(name.as_str()).filter(|behind| !behind.is_empty())?;
            Some((name.len(), named(self.column(name)?, behind)?))
        });
        found.max_by_key(|(length, _)| *length).map(|(_, named)| named)
    }

    /// A name before a bracket or a comma: behind it a unit, words that change nothing, or more.
    fn parted(&self, header: &str) -> Option<Named<'_>> {
        let header = composed(header);
        let places = header.match_indices(BEHIND).map(|(at, _)| at).filter(|at| *at > 0).take(PLACES);
        let (column, behind) = places
            .filter_map(|at| {
                let (name, behind) = header.split_at(at);
                Some((self.column(&folded(name))?, behind))
            })
            // The longest name counts.
            .last()?;
        let fills = |word: &str| FILLERS.contains(&&*plain(word)) || plain(word).is_empty();
        let words = || behind.split(|c: char| c.is_whitespace() || BEHIND.contains(&c) || ")]}".contains(c));
        let left: Vec<&str> = words().filter(|word| !fills(word)).collect();
        if left.is_empty() {
            return Some(Named::Column(&column.name, None));
        }
        let said = unit(column, &folded(behind)).or_else(|| unit(column, &folded(&left.concat())));
        let foreign = left.iter().any(|word| of_word(word).is_some()) || of_word(&left.concat()).is_some();
        Some(match (said, &column.kind) {
            (Some(unit), _) => Named::Column(&column.name, Some(unit)),
            // A bare 1 below `Snapshots, GB` is no yes.
            (None, NamedKind::Choice) if foreign => Named::Foreign(&column.name),
            (None, NamedKind::Choice) => Named::Explained(&column.name),
            (None, NamedKind::Amount { .. }) => Named::More(&column.name),
        })
    }

    fn near(&self, header: &str, whole: &str) -> Option<Named<'_>> {
        let letters = whole.chars().count();
        // As of fields: a sign is no slip of the pen, and a figure tells one thing from the next.
        let is_word = letters >= 3 && whole.chars().all(char::is_alphanumeric);
        if !is_word || whole.ends_with(|c: char| c.is_ascii_digit()) || explains(header).is_some() {
            return None;
        }
        let near = self.by_name.keys().filter(|name| is_one_slip(name, whole)).min()?;
        let name = &self.column(near)?.name;
        Some(Named::Near(name, if letters < LONG { Sure::Perhaps } else { Sure::Surely }))
    }
}

/// The unit of a column's amounts that a word is, as the table has it where it is the table's own.
fn unit(column: &NamedColumn, word: &str) -> Option<String> {
    let NamedKind::Amount { units } = &column.kind else { return None };
    if let Some(own) = units.iter().find(|own| folded(own) == word) {
        return Some(own.clone());
    }
    let (measure, unit) = of_word(word)?;
    let of_size = |own: &String| of_word(own).is_some_and(|(of, _)| of == Measure::Size);
    let fits = match measure {
        Measure::Size => units.iter().any(of_size),
        Measure::Pieces => units.is_empty(),
        Measure::Cores | Measure::Time | Measure::Money => false,
    };
    fits.then(|| unit.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let amount = |name: &str, units: &[&str]| NamedColumn {
            name: name.to_owned(),
            kind: NamedKind::Amount { units: units.iter().map(ToString::to_string).collect() },
        };
        let choice = |name: &str| NamedColumn { name: name.to_owned(), kind: NamedKind::Choice };
        let named = vec![
            amount("Бэкап", &["GB"]),
            amount("Канал", &["Мбит/с"]),
            amount("Диск 2", &["GB"]),
            amount("Snapshots", &[]),
            choice("Порт"),
            choice("DNS"),
            choice("Защита от DDoS"),
        ];
        Names::new(Some(&TableColumns { named, data_centres: false, recipes: true }))
    }

    #[test]
    fn headers_are_held_against_the_names_of_the_table() {
        let names = names();
        let of = |name: &'static str, unit: Option<&str>| Some(Named::Column(name, unit.map(ToOwned::to_owned)));
        for (header, expected) in [
            ("Порт", of("Порт", None)),
            ("ПОРТ *", of("Порт", None)),
            (" порт ", of("Порт", None)),
            // Latin letters that look like these.
            ("Пopт", of("Порт", None)),
            ("Бэкап, ГБ", of("Бэкап", Some("GB"))),
            ("Бэкап (MB)", of("Бэкап", Some("MB"))),
            ("Бэкап ГБ", of("Бэкап", Some("GB"))),
            ("Диск 2", of("Диск 2", None)),
            ("Диск 2, ГБ", of("Диск 2", Some("GB"))),
            ("Канал, Мбит/с", of("Канал", Some("Мбит/с"))),
            ("Канал (Мбит/с)", of("Канал", Some("Мбит/с"))),
            ("Snapshots, pcs", of("Snapshots", Some("pcs"))),
            ("Защита от ddos (да/нет)", of("Защита от DDoS", None)),
            ("DNS (обязательно)", of("DNS", None)),
            ("Порт, Мбит/с", Some(Named::Explained("Порт"))),
            ("Порт (скорость)", Some(Named::Explained("Порт"))),
            ("Бэкап, дней", Some(Named::More("Бэкап"))),
            ("Бэкап, руб.", Some(Named::More("Бэкап"))),
            ("Порт, руб.", Some(Named::Foreign("Порт"))),
            ("Порт, тыс. руб.", Some(Named::Foreign("Порт"))),
            ("Порт (цена, руб.)", Some(Named::Foreign("Порт"))),
            ("Порт (GB)", Some(Named::Foreign("Порт"))),
            ("Порт, шт", Some(Named::Foreign("Порт"))),
            ("Порт руб", Some(Named::Foreign("Порт"))),
            ("DNS GB", Some(Named::Foreign("DNS"))),
            ("Бэкап руб", Some(Named::Foreign("Бэкап"))),
            ("Snapshot", Some(Named::Near("Snapshots", Sure::Surely))),
            ("Парт", Some(Named::Near("Порт", Sure::Perhaps))),
            ("Диск 3", None),
            ("Диск", None),
            ("DNS name", None),
            ("Owner", None),
        ] {
            assert_eq!(names.heading(header), expected, "{header}");
        }
    }

    #[test]
    fn a_field_that_the_table_has_none_of_is_known_by_its_usual_names_alone() {
        let names = names();
        for (field, header, has) in [
            (Field::DataCentre, "Дата-центр", true),
            (Field::DataCentre, "Data centre *", true),
            (Field::DataCentre, "Площадка", false),
            (Field::Recipe, "Софт", true),
            (Field::Disk, "Диск", true),
        ] {
            assert_eq!(names.has(field, header), has, "{header}");
        }
        assert!(Names::default().has(Field::DataCentre, "Площадка"), "no table is known");
    }
}
