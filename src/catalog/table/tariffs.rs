//! The tariffs of a table, and whether they can be told from each other.

use std::ops::Range;

use toml::Spanned;

use super::error::{CatalogError, Said, said};
use super::lists::{Entry, not_there};
use super::places::Places;
use super::tariff::tariff;
use super::written::TariffTable;
use crate::catalog::dialect::Dialect;
use crate::catalog::tariff::{Tariff, Template};
use crate::text::alike::plain;

/// The tariffs of the table that is extended, without those that are taken away, and the table's own: one of the
/// same name changes one that was there, and so does one of the same id, which has a new name then.
pub(super) fn tariffs(
    at: &Places<'_>,
    (base, own): (Vec<Tariff>, Vec<Spanned<TariffTable>>),
    without: &[Spanned<String>],
    shared: (&[Template], Dialect),
) -> Result<Vec<Entry<Tariff>>, CatalogError> {
    let mut joined: Vec<Entry<Tariff>> = base.into_iter().map(|tariff| (tariff, at.base.clone())).collect();
    for gone in without {
        let Some(place) = joined.iter().position(|(tariff, _)| tariff.name == *gone.get_ref()) else {
            return Err(at.error(&gone.span(), not_there(gone.get_ref())));
        };
        joined.remove(place);
    }
    for entry in own {
        let (span, table) = (entry.span(), entry.into_inner());
        match changed(at, &span, &table, &joined)? {
            Some(place) => {
                let before = joined[place].0.clone();
                joined[place] = (tariff(at, (&span, table), Some(before), shared)?, span);
            }
            None => joined.push((tariff(at, (&span, table), None, shared)?, span)),
        }
    }
    Ok(joined)
}

/// Which tariff of the table that is extended is changed.
fn changed(
    at: &Places<'_>,
    span: &Range<usize>,
    table: &TariffTable,
    joined: &[Entry<Tariff>],
) -> Result<Option<usize>, CatalogError> {
    let before = || joined.iter().enumerate().filter(|(_, (_, from))| *from == at.base);
    if let Some((place, _)) = before().find(|(_, (tariff, _))| tariff.name == table.name) {
        return Ok(Some(place));
    }
    let Some(id) = table.id else { return Ok(None) };
    let same = |tariff: &Tariff| tariff.id == id && table.datacenter.is_none_or(|own| tariff.data_centre == Some(own));
    let mut same = before().filter(|(_, (tariff, _))| same(tariff)).map(|(place, _)| place);
    match (same.next(), same.next()) {
        (Some(_), Some(_)) => Err(at.error(
            span,
            said!(
                "several tariffs have the id {id}, in different data centres (give `datacenter`)",
                "у нескольких тарифов код {id}, в разных дата-центрах (укажите `datacenter`)"
            ),
        )),
        (place, _) => Ok(place),
    }
}

/// Checks the tariffs against each other, and their prices.
pub(super) fn check(
    at: &Places<'_>,
    entries: &[Entry<Tariff>],
    templates: &[Template],
    may_be_priced: bool,
) -> Result<(), CatalogError> {
    at.names(entries.iter().map(|(tariff, span)| (tariff.name.as_str(), span.clone())), "tariff")?;
    if entries.is_empty() {
        return Err(at.error(&(0..0), said!("the table has no `[[tariff]]`", "в таблице нет `[[tariff]]`")));
    }
    let mut seen: Vec<&Tariff> = Vec::with_capacity(entries.len());
    // What was there before is sound, so that the newcomer is named.
    let (before, own): (Vec<_>, Vec<_>) = entries.iter().partition(|(_, span)| *span == at.base);
    for (tariff, span) in before.into_iter().chain(own) {
        let same = |other: &&&Tariff| other.id == tariff.id && other.data_centre == tariff.data_centre;
        if seen.iter().any(|other| same(&other)) {
            return Err(at.error(span, said!("two tariffs have the id {}", "у двух тарифов код {}", tariff.id)));
        }
        product(at, (tariff, span), entries, &seen)?;
        // A template may have been taken away from under a tariff that was there.
        let known = |name: &&String| !templates.iter().any(|template| template.name == **name);
        if let Some(unknown) = tariff.templates.iter().flatten().find(known) {
            let problem = said!(
                "no `[[template]]` is named `{unknown}`, which the tariff `{}` takes",
                "нет `[[template]]` с названием `{unknown}`, а он указан для тарифа `{}`",
                tariff.name
            );
            return Err(at.error(span, problem));
        }
        // A price of which nobody knows the currency or the tax is no price.
        if is_priced(tariff) && !may_be_priced {
            return Err(at.error(
                span,
                said!(
                    "prices need `currency` and `vat` at the top of the table",
                    "для цен нужны `currency` и `vat` в начале таблицы"
                ),
            ));
        }
        seen.push(tariff);
    }
    Ok(())
}

/// Tariffs that share a name are told apart by their data centre, and by nothing else.
fn product(
    at: &Places<'_>,
    (tariff, span): (&Tariff, &Range<usize>),
    all: &[Entry<Tariff>],
    seen: &[&Tariff],
) -> Result<(), CatalogError> {
    let Some(product) = &tariff.product else { return Ok(()) };
    let own = plain(product);
    if own.is_empty() {
        return Err(at.error(span, said!("the product has no name", "у продукта нет названия")));
    }
    if tariff.data_centre.is_none() {
        return Err(at.error(
            span,
            said!(
                "a tariff of a `product` needs its `datacenter`, by which it is told from the others",
                "тарифу с `product` нужен `datacenter`, по которому он отличается от других"
            ),
        ));
    }
    if let Some((other, _)) = all.iter().find(|(other, _)| plain(&other.name) == own) {
        let problem = said!(
            "the product is named like the tariff `{}`, or looks the same",
            "продукт назван так же, как тариф `{}`, или выглядит так же",
            other.name
        );
        return Err(at.error(span, problem));
    }
    for other in seen.iter().filter(|other| other.product.as_ref().is_some_and(|name| plain(name) == own)) {
        if other.product.as_ref() != Some(product) {
            return Err(at.error(
                span,
                said!(
                    "two products look the same: `{product}` is written in two ways",
                    "два продукта выглядят одинаково: `{product}` написан двумя способами"
                ),
            ));
        }
        if other.data_centre == tariff.data_centre {
            let problem = said!(
                "two tariffs of the product `{product}` are in one data centre",
                "два тарифа продукта `{product}` в одном дата-центре"
            );
            return Err(at.error(span, problem));
        }
    }
    Ok(())
}

/// Whether anything of a tariff has a price.
fn is_priced(tariff: &Tariff) -> bool {
    let amounts = tariff.resources.iter().map(|(_, resource)| resource);
    let mut amounts = amounts.chain(tariff.named.iter().map(|named| &named.resource));
    let mut options = tariff.choices.iter().flat_map(|choice| &choice.options);
    !tariff.prices.is_empty()
        || amounts.any(|resource| !resource.prices.is_empty())
        || options.any(|option| !option.prices.is_empty())
}
