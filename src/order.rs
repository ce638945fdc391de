//! An order: one server, valid by construction.
//!
//! `check` makes orders out of rows and a catalogue; code past it never checks again.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalog::{AddonId, EnumId, Months, PeriodId, TariffId};
use crate::money::Money;
use crate::row::{CellRef, RowNo};

/// A host name in its canonical form: what is sent, and what the order's key is made of.
///
/// Trimmed, NFC, UTS-46 to ASCII, lower case, no final dot, at least two labels. The one way in
/// is [`Domain::new`], which `check` calls with a name that passed its own, more helpful rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(Box<str>);

impl Domain {
    /// Takes a name as a person writes it and brings it to canonical form; `None` if it is not a
    /// host name with at least two labels, or is an address.
    #[must_use]
    pub fn new(name: &str) -> Option<Self> {
        let name = name.trim().trim_end_matches('.');
        let ascii = idna::domain_to_ascii_strict(name).ok()?;
        let last = ascii.rsplit('.').next()?;
        let named = last.starts_with("xn--") || last.bytes().all(|b| b.is_ascii_alphabetic());
        (ascii.contains('.') && named && ascii.len() <= 253).then(|| Self(ascii.into()))
    }

    /// The canonical (ASCII) form.
    #[must_use]
    pub fn ascii(&self) -> &str {
        &self.0
    }

    /// The form for people: `пример.рф` for `xn--e1afmkfd.xn--p1ai`.
    #[must_use]
    pub fn unicode(&self) -> String {
        idna::domain_to_unicode(&self.0).0
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> Self {
        domain.0.into()
    }
}

impl TryFrom<String> for Domain {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| format!("`{text}` is not a host name"))
    }
}

/// An amount of a resource.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Amount {
    /// The panel's id of the resource.
    pub addon: AddonId,
    /// How much is sent.
    pub value: u32,
    /// Whether the sheet said it (otherwise it is the tariff's default).
    pub given: bool,
}

impl Amount {
    /// Whether both ask for the same: left empty both times, or equal values.
    #[must_use]
    pub const fn same(self, other: Self) -> bool {
        (!self.given && !other.given) || self.value == other.value
    }
}

/// A choice and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The panel's id of the choice.
    pub id: EnumId,
    /// The value sent.
    pub value: u32,
}

/// What happens at the period's end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Renewal {
    /// The server renews for so many months; the id is the period's.
    Every(Months, PeriodId),
    /// It does not renew; the value is what the catalogue says `autoprolong` is to be (none: the
    /// parameter is left out).
    Never(Option<String>),
}

/// What one order asks for: everything that the panel is told, apart from the domain.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terms {
    /// The tariff's id.
    pub tariff: TariffId,
    /// The tariff's name, for people.
    pub tariff_name: String,
    /// For how many months.
    pub months: Months,
    /// The period's id.
    pub period: PeriodId,
    /// The template's name, as the panel writes it.
    pub template: String,
    /// Disk size.
    pub disk: Amount,
    /// Memory.
    pub ram: Amount,
    /// Cores.
    pub cpu: Amount,
    /// IPv4 addresses.
    pub ipv4: Amount,
    /// IPv6 addresses.
    pub ipv6: Amount,
    /// Name servers.
    pub name_servers: Option<Choice>,
    /// The ISPmanager licence.
    pub ispmanager: Option<Choice>,
    /// Renewal.
    pub renewal: Renewal,
    /// Whether the sheet said how to renew (otherwise it is the catalogue's default).
    pub renewal_given: bool,
}

/// A part of the terms, for naming a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The tariff.
    Tariff,
    /// The period.
    Period,
    /// The template.
    Template,
    /// Disk size.
    Disk,
    /// Memory.
    Ram,
    /// Cores.
    Cpu,
    /// IPv4 addresses.
    Ipv4,
    /// IPv6 addresses.
    Ipv6,
    /// Name servers.
    NameServers,
    /// ISPmanager.
    Ispmanager,
    /// Renewal.
    AutoRenew,
}

/// One difference between the terms of two orders of the same domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Where they differ.
    pub part: Part,
    /// What was ordered (or stands in the panel).
    pub before: String,
    /// What the sheet asks for now.
    pub now: String,
}

impl Terms {
    /// Compares these terms with those of an earlier order, field by field as typed values. Empty
    /// when both ask for the same.
    #[must_use]
    pub fn differences(&self, earlier: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut differ = |part, same: bool, before: String, now: String| {
            if !same {
                found.push(Difference { part, before, now });
            }
        };
        let named = |terms: &Self| format!("{} (id {})", terms.tariff_name, terms.tariff);
        differ(Part::Tariff, self.tariff == earlier.tariff, named(earlier), named(self));
        let same_period = self.months == earlier.months && self.period == earlier.period;
        differ(Part::Period, same_period, earlier.months.to_string(), self.months.to_string());
        differ(Part::Template, self.template == earlier.template, earlier.template.clone(), self.template.clone());
        for (part, now, before) in [
            (Part::Disk, self.disk, earlier.disk),
            (Part::Ram, self.ram, earlier.ram),
            (Part::Cpu, self.cpu, earlier.cpu),
            (Part::Ipv4, self.ipv4, earlier.ipv4),
            (Part::Ipv6, self.ipv6, earlier.ipv6),
        ] {
            differ(part, now.same(before), before.value.to_string(), now.value.to_string());
        }
        for (part, now, before) in [
            (Part::NameServers, self.name_servers, earlier.name_servers),
            (Part::Ispmanager, self.ispmanager, earlier.ispmanager),
        ] {
            let shown =
                |choice: Option<Choice>| choice.map_or_else(|| "–".to_owned(), |choice| choice.value.to_string());
            differ(part, now == before, shown(before), shown(now));
        }
        let unsaid = !self.renewal_given && !earlier.renewal_given;
        let same_renewal = unsaid || self.renewal == earlier.renewal;
        differ(Part::AutoRenew, same_renewal, earlier.renewal.to_string(), self.renewal.to_string());
        found
    }
}

impl fmt::Display for Renewal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every(months, _) => months.fmt(f),
            Self::Never(_) => f.write_str("no"),
        }
    }
}

/// One server to be ordered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The row it comes from.
    pub row: RowNo,
    /// Which server of that row, from 1.
    pub server: u32,
    /// The cell that holds its domain or pattern.
    pub cell: CellRef,
    /// Its host name.
    pub domain: Domain,
    /// What it asks for.
    pub terms: Terms,
    /// What it costs per period, where the sheet or the catalogue says it.
    pub price: Option<Money>,
    /// The cost centre, or empty.
    pub cost_centre: String,
    /// The buyer's reference, or empty.
    pub reference: String,
    /// The comment, or empty.
    pub comment: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_has_one_canonical_form() {
        for name in ["Web-1.Example.RU", " web-1.example.ru. ", "web-1.example.ru"] {
            assert_eq!(Domain::new(name).expect("a host name").ascii(), "web-1.example.ru");
        }
        let cyrillic = Domain::new("Пример.рф").expect("an IDN");
        assert_eq!(cyrillic.ascii(), "xn--e1afmkfd.xn--p1ai");
        assert_eq!(cyrillic.unicode(), "пример.рф");
    }

    #[test]
    fn what_is_no_host_name_is_no_domain() {
        for name in ["", "localhost", "1.2.3.4", "a.123", "a_b.ru", "-a.ru", "a..ru", "*.ru", "a b.ru", "a.ru/x"] {
            assert_eq!(Domain::new(name), None, "{name}");
        }
    }
}
