//! A table as people read it. Pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Catalog, Months, Resource, Tariff};
use crate::money::Money;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

impl Catalog {
    /// The table in one line: name, provider, panel, date.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (name, title, panel) = (printable(&self.name), printable(&self.title), printable(&self.panel));
        let (as_of, tariffs) = (printable(&self.as_of), self.tariffs.len());
        tr!(
            lang,
            "{name}  {title}  {panel}  tariffs: {tariffs}, ids of {as_of}\n",
            "{name}  {title}  {panel}  тарифов: {tariffs}, идентификаторы на {as_of}\n"
        )
    }

    /// The whole table: tariffs with ids, periods, resources and choices; templates; what is not
    /// known.
    #[must_use]
    pub fn page(&self, lang: Lang) -> String {
        let mut page = self.line(lang);
        let mut rows = vec![
            [
                lang.pick("tariff", "тариф"),
                "id",
                lang.pick("periods: months=id", "периоды: месяцы=id"),
                lang.pick("disk", "диск"),
                lang.pick("RAM", "ОЗУ"),
                "CPU",
                "IPv4",
                "IPv6",
                "NS",
                "ISPmanager",
            ]
            .map(ToOwned::to_owned),
        ];
        rows.extend(self.tariffs.iter().map(|tariff| cells(tariff, lang)));
        page += "\n";
        page += &aligned(&rows);
        page += lang.pick(
            "\nresources: id=default (limits where known)\n",
            "\nресурсы: id=по умолчанию (пределы, если известны)\n",
        );
        page += lang.pick("\nOS templates:\n", "\nшаблоны ОС:\n");
        for template in &self.templates {
            let with = if template.ispmanager { "  + ISPmanager" } else { "" };
            let _ = writeln!(page, "  {}{with}", printable(&template.name));
        }
        page += &prices(self, lang);
        if self.tariffs.iter().all(|tariff| tariff.prices.is_empty()) {
            page += lang.pick(
                "\nnot published: prices (fill the sheet's Price column to have sums)\n",
                "\nне опубликованы: цены (для сумм заполните столбец «Цена»)\n",
            );
        }
        if self.no_renew.is_none() {
            page += lang.pick(
                "not published: how to order without auto-renewal\n",
                "не опубликовано: как заказать без автопродления\n",
            );
        }
        page
    }
}

/// What the table says of money: the tariff for each period, and one more of what it has.
fn prices(catalog: &Catalog, lang: Lang) -> String {
    let list = |prices: &BTreeMap<Months, Money>| {
        prices.iter().map(|(months, price)| format!("{months}={price}")).collect::<Vec<_>>().join(" ")
    };
    let mut out = String::new();
    for tariff in catalog.tariffs.iter().filter(|tariff| !tariff.prices.is_empty()) {
        let _ = write!(out, "  {}: {}", printable(&tariff.name), list(&tariff.prices));
        let more = [lang.pick("disk", "диск"), lang.pick("RAM", "ОЗУ"), "CPU", "IPv4", "IPv6"];
        for ((_, resource), name) in tariff.resources().into_iter().zip(more) {
            if !resource.prices.is_empty() {
                let _ = write!(out, "; {name} +1: {}", list(&resource.prices));
            }
        }
        out.push('\n');
    }
    if out.is_empty() {
        return out;
    }
    let currency = printable(catalog.currency.as_deref().unwrap_or_default());
    tr!(lang, "\nprices, {currency}: months=money\n{out}", "\nцены, {currency}: месяцы=деньги\n{out}")
}

fn cells(tariff: &Tariff, lang: Lang) -> [String; 10] {
    let periods: Vec<String> = tariff.periods.iter().map(|(months, id)| format!("{months}={id}")).collect();
    let none = || "–".to_owned();
    let switch = tariff.ispmanager.map_or_else(none, |switch| {
        let (id, on, off) = (switch.id, switch.on, switch.off);
        tr!(lang, "{id}: yes={on} no={off}", "{id}: да={on} нет={off}")
    });
    [
        printable(&tariff.name),
        tariff.id.to_string(),
        periods.join(" "),
        resource(&tariff.disk),
        resource(&tariff.ram),
        resource(&tariff.cpu),
        resource(&tariff.ipv4),
        resource(&tariff.ipv6),
        tariff.name_servers.map_or_else(none, |choice| format!("{}={}", choice.id, choice.value)),
        switch,
    ]
}

fn resource(resource: &Resource) -> String {
    let Resource { addon, default, unit, min, max, .. } = resource;
    let unit = unit.as_ref().map(|unit| format!(" {}", printable(unit))).unwrap_or_default();
    let bound = |bound: &Option<u32>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
    let limits = if min.or(*max).is_some() { format!(" ({}…{})", bound(min), bound(max)) } else { String::new() };
    format!("{addon}={default}{unit}{limits}")
}

/// Rows with their columns one below the other.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: Vec<usize> = (0..N).map(|col| rows.iter().map(|row| row[col].width()).max().unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (text, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{text}{}  ", " ".repeat(width - text.width()));
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_shown_whole_in_both_languages() {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        for lang in [Lang::En, Lang::Ru] {
            let page = catalog.page(lang);
            for tariff in &catalog.tariffs {
                assert!(page.contains(&format!("{}  {}", tariff.name, tariff.id)), "{page}");
            }
            for template in &catalog.templates {
                assert!(page.contains(&template.name), "{page}");
            }
            assert!(page.contains("1=1210 3=1213 6=1214 12=1211"), "{page}");
        }
    }
}
