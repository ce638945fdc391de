//! A table as TOML, so that reading it gives the same table. Pure.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::dialect::Dialect;
use super::id::{DataCentreId, TariffId};
use super::months::Months;
use super::protocol::{Format, Protocol, RenewalForm};
use super::provider::{Catalog, NO_WAY, Vat};
use super::tariff::{Choice, DataCentre, Recipe, Resource, Tariff, Template};
use crate::money::Money;

/// Where in a table something is said of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Above everything.
    Top,
    /// Above the templates.
    Templates,
    /// Above the recipes.
    Recipes,
    /// Above the data centres.
    DataCentres,
    /// Above a tariff.
    Tariff(TariffId, Option<DataCentreId>),
    /// Below everything.
    End,
}

/// Lines that are written as comments, each where it belongs.
pub type Comments = BTreeMap<Place, Vec<String>>;

impl Catalog {
    /// The table as TOML, with comments at their places.
    #[must_use]
    pub fn toml(&self, comments: &Comments) -> String {
        let mut out = String::new();
        said(&mut out, comments, &Place::Top);
        if !out.is_empty() {
            out.push('\n');
        }
        self.head(&mut out);
        said_apart(&mut out, comments, &Place::DataCentres);
        for place in &self.data_centres {
            data_centre(&mut out, place);
        }
        said_apart(&mut out, comments, &Place::Templates);
        for entry in &self.templates {
            template(&mut out, entry);
        }
        said_apart(&mut out, comments, &Place::Recipes);
        for entry in &self.recipes {
            recipe(&mut out, entry);
        }
        for entry in &self.tariffs {
            out.push('\n');
            said(&mut out, comments, &Place::Tariff(entry.id, entry.data_centre));
            tariff(&mut out, entry, self.protocol.dialect);
        }
        said_apart(&mut out, comments, &Place::End);
        // What is said of a tariff that is not here is said all the same.
        let is_here = |place: &Place| match place {
            Place::Tariff(id, at) => self.tariffs.iter().any(|tariff| (tariff.id, tariff.data_centre) == (*id, *at)),
            _ => true,
        };
        for place in comments.keys().filter(|place| !is_here(place)) {
            said_apart(&mut out, comments, place);
        }
        out
    }

    fn head(&self, out: &mut String) {
        key(out, "format", 1);
        key(out, "name", quoted(&self.name));
        key(out, "title", quoted(&self.title));
        key(out, "panel", quoted(&self.panel));
        self.spoken(out);
        key(out, "as_of", quoted(&self.as_of));
        text(out, "source", self.source.as_ref());
        key(out, "unique_domains", self.unique_domains);
        key(out, "auto_renew", self.auto_renew);
        match &self.no_renew {
            // Left out it would be what is usual.
            None if self.protocol.dialect != Dialect::Billmanager4 => key(out, "no_renew", quoted(NO_WAY)),
            word => text(out, "no_renew", word.as_ref()),
        }
        key(out, "agreement", quoted(&self.agreement));
        text(out, "agreement_ru", self.agreement_ru.as_ref());
        text(out, "currency", self.currency.as_ref());
        if self.currency.is_some() || self.vat != Vat::Unknown {
            key(out, "vat", quoted(vat(self.vat)));
        }
        if let Some(rate) = self.vat_rate {
            key(out, "vat_rate", rate);
        }
        if !self.fixed.is_empty() {
            let fixed = self.fixed.iter().map(|(name, value)| format!("{} = {}", bare(name), quoted(value)));
            key(out, "fixed", format!("{{ {} }}", fixed.collect::<Vec<_>>().join(", ")));
        }
    }

    /// How the panel is spoken to.
    fn spoken(&self, out: &mut String) {
        let Protocol { dialect, item_type, list, template_field, renewal, skips_cart, format } = &self.protocol;
        key(out, "dialect", quoted(dialect.word()));
        let usual = Protocol::usual(*dialect);
        if *dialect != Dialect::Billmanager4 || *item_type != usual.item_type {
            key(out, "item_type", quoted(item_type.as_str()));
        }
        if list != item_type {
            key(out, "list", quoted(list.as_str()));
        }
        if *template_field != usual.template_field {
            key(out, "template_field", quoted(template_field));
        }
        if *dialect != Dialect::Billmanager4 || *renewal != usual.renewal {
            key(out, "renewal", quoted(renewal_word(*renewal)));
        }
        if let Some(skips) = skips_cart.filter(|_| *skips_cart != usual.skips_cart) {
            key(out, "skipbasket", skips);
        }
        if *format != Format::default() {
            key(out, "answers", quoted(format.word()));
        }
    }
}

fn said(out: &mut String, comments: &Comments, place: &Place) {
    for line in comments.get(place).into_iter().flatten().flat_map(|text| text.split(['\n', '\r'])) {
        // A comment ends with its line, and may hold no other control character.
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(out, "{}", format!("# {}", line.trim()).trim_end());
    }
}

fn said_apart(out: &mut String, comments: &Comments, place: &Place) {
    if comments.get(place).is_some_and(|lines| !lines.is_empty()) {
        out.push('\n');
        said(out, comments, place);
    }
}

fn data_centre(out: &mut String, place: &DataCentre) {
    out.push_str("\n[[datacenter]]\n");
    key(out, "id", place.id);
    key(out, "name", quoted(&place.name));
}

fn template(out: &mut String, template: &Template) {
    out.push_str("\n[[template]]\n");
    key(out, "name", quoted(&template.name));
    text(out, "title", template.title.as_ref());
    if template.ispmanager {
        key(out, "ispmanager", true);
    }
}

fn recipe(out: &mut String, recipe: &Recipe) {
    out.push_str("\n[[recipe]]\n");
    key(out, "name", quoted(&recipe.name));
    text(out, "title", recipe.title.as_ref());
    if let Some(templates) = &recipe.templates {
        key(out, "templates", list(templates));
    }
}

fn tariff(out: &mut String, tariff: &Tariff, dialect: Dialect) {
    out.push_str("[[tariff]]\n");
    key(out, "name", quoted(&tariff.name));
    text(out, "product", tariff.product.as_ref());
    key(out, "id", tariff.id);
    if let Some(place) = tariff.data_centre {
        key(out, "datacenter", place);
    }
    let periods: Vec<String> = match dialect {
        Dialect::Billmanager4 => tariff.periods.iter().map(|(months, id)| format!("{months} = {id}")).collect(),
        _ => tariff.periods.keys().map(ToString::to_string).collect(),
    };
    match dialect {
        Dialect::Billmanager4 => key(out, "periods", format!("{{ {} }}", periods.join(", "))),
        Dialect::Billmanager5 | Dialect::Billmanager6 => key(out, "periods", format!("[{}]", periods.join(", "))),
    }
    if !tariff.prices.is_empty() {
        key(out, "prices", prices(&tariff.prices));
    }
    for (field, amount) in tariff.resources.iter() {
        key(out, field.word(), format!("{{ {} }}", resource(amount).join(", ")));
    }
    if let Some(fixed) = tariff.name_servers {
        key(out, "name_servers", format!("{{ {} = {}, value = {} }}", id_word(dialect), fixed.id, fixed.value));
    }
    if let Some(switch) = tariff.ispmanager {
        let (id, on, off) = (switch.id, switch.on, switch.off);
        key(out, "ispmanager", format!("{{ {} = {id}, on = {on}, off = {off} }}", id_word(dialect)));
    }
    if let Some(templates) = &tariff.templates {
        key(out, "templates", list(templates));
    }
    for named in &tariff.named {
        out.push_str("\n[[tariff.resource]]\n");
        key(out, "name", quoted(&named.name));
        for line in resource(&named.resource) {
            let _ = writeln!(out, "{line}");
        }
    }
    for entry in &tariff.choices {
        choice(out, entry);
    }
}

/// What the id of a choice is called: at a panel of 2016 it is an `enum_N`, at one of today an `addon_N`.
const fn id_word(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Billmanager4 => "enum",
        Dialect::Billmanager5 | Dialect::Billmanager6 => "addon",
    }
}

fn choice(out: &mut String, choice: &Choice) {
    out.push_str("\n[[tariff.choice]]\n");
    key(out, "name", quoted(&choice.name));
    key(out, "addon", choice.addon);
    key(out, "default", quoted(&choice.default));
    out.push_str("options = [\n");
    for option in &choice.options {
        let mut parts = vec![format!("value = {}", quoted(&option.value)), format!("name = {}", quoted(&option.name))];
        if !option.prices.is_empty() {
            parts.push(format!("prices = {}", prices(&option.prices)));
        }
        let _ = writeln!(out, "    {{ {} }},", parts.join(", "));
    }
    out.push_str("]\n");
}

/// The keys of an amount, each as a line of its own.
fn resource(resource: &Resource) -> Vec<String> {
    let Resource { addon, default, unit, min, max, step, included, prices: unit_prices } = resource;
    let mut parts = vec![format!("addon = {addon}"), format!("default = {default}")];
    parts.extend(unit.as_ref().map(|unit| format!("unit = {}", quoted(unit))));
    let limits = [("min", min), ("max", max), ("step", step), ("included", included)];
    parts.extend(limits.into_iter().filter_map(|(name, limit)| limit.map(|limit| format!("{name} = {limit}"))));
    if !unit_prices.is_empty() {
        parts.push(format!("prices = {}", prices(unit_prices)));
    }
    parts
}

fn prices(prices: &BTreeMap<Months, Money>) -> String {
    let all: Vec<String> = prices.iter().map(|(months, price)| format!("{months} = \"{price}\"")).collect();
    format!("{{ {} }}", all.join(", "))
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        return "[]".to_owned();
    }
    let lines: Vec<String> = names.iter().map(|name| format!("    {},", quoted(name))).collect();
    format!("[\n{}\n]", lines.join("\n"))
}

fn key(out: &mut String, name: &str, value: impl std::fmt::Display) {
    let _ = writeln!(out, "{name} = {value}");
}

fn text(out: &mut String, name: &str, value: Option<&String>) {
    if let Some(value) = value {
        key(out, name, quoted(value));
    }
}

/// A key as it stands before its `=`: parameters may have names that TOML wants in quotes.
fn bare(name: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(plain) { name.to_owned() } else { quoted(name) }
}

/// A text between quotes.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // What acts on a terminal or hides is shown by its number; reading makes it the same again.
            c if c.is_control() || crate::text::printable::hidden(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

const fn renewal_word(renewal: RenewalForm) -> &'static str {
    match renewal {
        RenewalForm::Months => "months",
        RenewalForm::Flag => "flag",
    }
}

const fn vat(vat: Vat) -> &'static str {
    match vat {
        Vat::Included => "included",
        Vat::Excluded => "excluded",
        Vat::None => "none",
        Vat::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests;
