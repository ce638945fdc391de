//! A table as people read it. Pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Catalog, ChoiceOption, Months, Resource, Tariff};
use crate::money::Money;
use crate::sheet::Field;
use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

impl Catalog {
    /// The table in one line: name, provider, panel, date.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        let (name, title, panel) = (printable(&self.name), printable(&self.title), printable(&self.panel));
        let (as_of, tariffs) = (day::as_of(&printable(&self.as_of), lang), self.tariffs.len());
        tr!(
            lang,
            "{name}  {title}  {panel}  tariffs: {tariffs}, tariff ids of {as_of}\n",
            "{name}  {title}  {panel}  тарифов: {tariffs}, коды тарифов на {as_of}\n"
        )
    }

    /// The whole table: tariffs with ids, periods, resources and choices; templates; what is not
    /// known.
    #[must_use]
    pub fn page(&self, lang: Lang) -> String {
        let mut page = self.line(lang);
        let mut rows = vec![heads(lang)];
        rows.extend(self.tariffs.iter().map(|tariff| cells(tariff, lang)));
        page += "\n";
        page += &aligned(&rows);
        page += lang.pick(
            "\nresources: id=default (limits where known)\n",
            "\nресурсы: код=по умолчанию (пределы, если известны)\n",
        );
        page += &by_name(self, lang);
        page += lang.pick("\nOS templates:\n", "\nшаблоны ОС:\n");
        for template in &self.templates {
            let with = if template.ispmanager { "  + ISPmanager" } else { "" };
            let _ = writeln!(page, "  {}{with}", titled(&template.name, template.title.as_deref()));
        }
        page += &beside(self, lang);
        page += &prices(self, lang);
        if self.tariffs.iter().all(|tariff| tariff.prices.is_empty()) {
            page += lang.pick(
                "\nnot published: prices (fill the sheet's column \"Price\" to have sums)\n",
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

/// A name as the panel is told it, with what people call it.
fn titled(name: &str, title: Option<&str>) -> String {
    let title = title.map(|title| format!("  {}", printable(title))).unwrap_or_default();
    format!("{}{title}", printable(name))
}

/// What the tariffs sell that the table names itself: amounts, and choices with their values.
fn by_name(catalog: &Catalog, lang: Lang) -> String {
    let mut out = String::new();
    for tariff in &catalog.tariffs {
        let amounts =
            tariff.named.iter().map(|named| format!("{} {}", printable(&named.name), resource(&named.resource)));
        let choices = tariff.choices.iter().map(|choice| {
            let value = |option: &ChoiceOption| {
                let usual = if option.value == choice.default { "*" } else { "" };
                format!("{}={}{usual}", printable(&option.name), printable(&option.value))
            };
            let values: Vec<String> = choice.options.iter().map(value).collect();
            format!("{} {}: {}", printable(&choice.name), choice.addon, values.join(", "))
        });
        let all: Vec<String> = amounts.chain(choices).collect();
        if !all.is_empty() {
            let _ = writeln!(out, "  {}: {}", printable(&tariff.name), all.join("; "));
        }
    }
    if out.is_empty() {
        return out;
    }
    tr!(lang, "\nby name (* is the default):\n{out}", "\nпо названиям (* — по умолчанию):\n{out}")
}

/// Recipes, data centres, and where the table was pulled from.
fn beside(catalog: &Catalog, lang: Lang) -> String {
    let mut out = String::new();
    if !catalog.recipes.is_empty() {
        out += lang.pick("\nrecipes:\n", "\nрецепты:\n");
        for recipe in &catalog.recipes {
            let with: Vec<String> = recipe.templates.iter().flatten().map(|name| printable(name)).collect();
            let with = if with.is_empty() { String::new() } else { format!("  ({})", with.join(", ")) };
            let _ = writeln!(out, "  {}{with}", titled(&recipe.name, recipe.title.as_deref()));
        }
    }
    if !catalog.data_centres.is_empty() {
        out += lang.pick("\ndata centres:\n", "\nдата-центры:\n");
        for place in &catalog.data_centres {
            let _ = writeln!(out, "  {}  {}", place.id, printable(&place.name));
        }
    }
    if let Some(source) = catalog.source.as_deref().map(printable) {
        out += &tr!(lang, "\nfrom: {source}\n", "\nисточник: {source}\n");
    }
    out
}

/// What the table says of money: the tariff for each period, and one more of what it has.
fn prices(catalog: &Catalog, lang: Lang) -> String {
    let list = |prices: &BTreeMap<Months, Money>| {
        prices.iter().map(|(months, price)| format!("{months}={}", price.shown(lang))).collect::<Vec<_>>().join(" ")
    };
    let mut out = String::new();
    for tariff in catalog.tariffs.iter().filter(|tariff| !tariff.prices.is_empty()) {
        let _ = write!(out, "  {}: {}", printable(&tariff.name), list(&tariff.prices));
        for (field, resource) in tariff.resources.iter().filter(|(_, resource)| !resource.prices.is_empty()) {
            let _ = write!(out, "; {} +1: {}", name(field, lang), list(&resource.prices));
        }
        out.push('\n');
    }
    if out.is_empty() {
        return out;
    }
    let currency = printable(catalog.currency.as_deref().unwrap_or_default());
    tr!(lang, "\nprices, {currency}: months=price\n{out}", "\nцены, {currency}: месяцы=цена\n{out}")
}

/// What stands above the columns of tariffs.
fn heads(lang: Lang) -> Vec<String> {
    let first = [lang.pick("tariff", "тариф"), "id", lang.pick("periods: months=id", "периоды: месяцы=код")];
    let (first, last) = (first.map(ToOwned::to_owned), ["NS", "ISPmanager"].map(ToOwned::to_owned));
    first.into_iter().chain(Field::amounts().map(|field| name(field, lang))).chain(last).collect()
}

/// A field's name within a line: `disk`, but `RAM` and `IPv4`.
fn name(field: Field, lang: Lang) -> String {
    let title = field.title(lang);
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        // A second letter that is small tells a word from an abbreviation.
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// What stands in them for a tariff, a dash where it sells nothing of the kind.
fn cells(tariff: &Tariff, lang: Lang) -> Vec<String> {
    let periods: Vec<String> = tariff.periods.iter().map(|(months, id)| format!("{months}={id}")).collect();
    let none = || "–".to_owned();
    let switch = tariff.ispmanager.map_or_else(none, |switch| {
        let (id, on, off) = (switch.id, switch.on, switch.off);
        tr!(lang, "{id}: yes={on} no={off}", "{id}: да={on} нет={off}")
    });
    let servers = tariff.name_servers.map_or_else(none, |choice| format!("{}={}", choice.id, choice.value));
    let mut cells = vec![printable(&tariff.name), tariff.id.to_string(), periods.join(" ")];
    cells.extend(Field::amounts().map(|field| tariff.resource(field).map_or_else(none, resource)));
    cells.extend([servers, switch]);
    cells
}

fn resource(resource: &Resource) -> String {
    let Resource { addon, default, unit, min, max, .. } = resource;
    let unit = unit.as_ref().map(|unit| format!(" {}", printable(unit))).unwrap_or_default();
    let bound = |bound: &Option<u32>| bound.map_or_else(|| "?".to_owned(), |bound| bound.to_string());
    let limits = if min.or(*max).is_some() { format!(" ({}…{})", bound(min), bound(max)) } else { String::new() };
    format!("{addon}={default}{unit}{limits}")
}

/// Rows, each as long as the first, with their columns one below the other.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = 0..rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = columns.map(|col| rows.iter().map(|row| row[col].width()).max().unwrap_or(0)).collect();
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
    use crate::sheet::PerAmount;

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
            for field in Field::amounts() {
                assert!(page.contains(&format!("  {}  ", name(field, lang))), "{field:?} is missing: {page}");
            }
        }
        assert_eq!([Field::Disk, Field::Ram, Field::Ipv4].map(|field| name(field, Lang::En)), ["disk", "RAM", "IPv4"]);
    }

    #[test]
    fn what_a_table_names_itself_is_shown() {
        let catalog = Catalog::parse("rich.toml", include_str!("pulled/rich.toml")).expect("sound");
        let page = catalog.page(Lang::En);
        for line in [
            "  Rich KVM, Москва: Traffic 103=1 TB (1…32); Snapshots 104=0 (0…5); Порт 105: 100 Мбит/с=201*, 1 Гбит/с=202; DNS 106: off=off*, on=on\n",
            "  0f0c-17  Debian 13\n",
            "\nrecipes:\n  lamp  LAMP  (0f0c-17, 0f0c-18)\n  gitlab\n",
            "\ndata centres:\n  3  Москва\n  5  Amsterdam\n",
        ] {
            assert!(page.contains(line), "no `{line}`\n{page}");
        }
    }

    #[test]
    fn what_a_tariff_does_not_sell_is_a_dash_in_its_column() {
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let sold = catalog.tariffs[0].resources.clone();
        catalog.tariffs[0].resources = PerAmount::of(|field| sold.get(field).filter(|_| field != Field::Cpu).cloned());
        let page = catalog.page(Lang::En);
        assert!(page.contains("1103=1 GB  –       1110=1  "), "{page}");
    }
}
