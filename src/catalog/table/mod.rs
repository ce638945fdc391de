//! Reading a table's TOML: strict, and every error with its file, line and key.

mod amounts;
mod error;
mod head;
mod lists;
mod places;
mod tariff;
mod tariffs;
mod written;

pub use self::error::CatalogError;
pub(super) use self::error::{Said, said};
pub(super) use self::places::Places;
pub(super) use self::written::{Table, table as read};
use super::provider::{Catalog, Vat};

/// Judges a table that was read, and the table that it extends with it.
pub(super) fn catalog(at: &mut Places<'_>, table: Table, base: Option<Catalog>) -> Result<Catalog, CatalogError> {
    let dialect = head::dialect(at, &table, base.as_ref())?;
    head::check(at, &table, dialect)?;
    let protocol = head::protocol(&table, dialect, base.as_ref());
    let (auto_renew, no_renew) = head::renewal(at, (table.auto_renew, table.no_renew), &protocol, base.as_ref())?;
    let fixed = head::fixed(table.fixed, base.as_ref());
    at.base = table.extends.as_ref().map_or(0..0, toml::Spanned::span);
    let without = table.without.map(toml::Spanned::into_inner).unwrap_or_default();
    let of = |text: fn(&Catalog) -> &String| base.as_ref().map(|base| text(base).clone());
    let title = head::needed(at, table.title, of(|base| &base.title), "title")?;
    let panel = table.panel.map(toml::Spanned::into_inner);
    let panel = head::needed(at, panel, of(|base| &base.panel), "panel")?;
    let as_of = table.as_of.map(toml::Spanned::into_inner);
    let as_of = head::needed(at, as_of, of(|base| &base.as_of), "as_of")?;
    let (agreement, agreement_ru) = head::agreement(at, (table.agreement, table.agreement_ru), base.as_ref())?;
    let unique_domains = base.as_ref().map(|base| base.unique_domains);
    let unique_domains = head::needed(at, table.unique_domains, unique_domains, "unique_domains")?;
    let source = table.source.or_else(|| base.as_ref().and_then(|base| base.source.clone()));
    let currency = table.currency.or_else(|| base.as_ref().and_then(|base| base.currency.clone()));
    let vat = table.vat.or_else(|| base.as_ref().filter(|base| base.currency.is_some()).map(|base| base.vat));
    let vat_rate = head::vat_rate(at, table.vat_rate, vat, base.as_ref())?;
    let before = base.map(|base| (base.templates, base.recipes, base.data_centres, base.tariffs)).unwrap_or_default();
    let templates = lists::templates(at, (before.0, table.template), &without.templates)?;
    let recipes = lists::recipes(at, (before.1, table.recipe), &without.recipes, &templates)?;
    let data_centres = lists::data_centres(at, (before.2, table.datacenter), &without.datacenters)?;
    let tariffs = tariffs::tariffs(at, (before.3, table.tariff), &without.tariffs, (&templates, dialect))?;
    tariffs::check(at, &tariffs, &templates, currency.is_some() && vat.is_some())?;
    Ok(Catalog {
        bundled: false,
        name: table.name.into_inner(),
        title,
        panel,
        protocol,
        as_of,
        source,
        unique_domains,
        auto_renew,
        no_renew,
        agreement,
        agreement_ru,
        currency,
        vat: vat.unwrap_or(Vat::Unknown),
        vat_rate,
        fixed,
        templates,
        recipes,
        data_centres,
        tariffs: tariffs.into_iter().map(|(tariff, _)| tariff).collect(),
    })
}

#[cfg(test)]
mod tests;
