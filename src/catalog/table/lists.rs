//! What the tariffs of a table share: templates, recipes, data centres. Those of a table that is extended come first,
//! and an entry of the same name or id takes the place of one of them.

use std::ops::Range;

use toml::Spanned;

use super::error::{CatalogError, Said, said};
use super::places::Places;
use crate::catalog::id::DataCentreId;
use crate::catalog::tariff::{DataCentre, Recipe, Template};

/// An entry, and where it stands.
pub(super) type Entry<T> = (T, Range<usize>);

/// The entries of the table that is extended without those that are taken away, and then the table's own.
fn joined<T, K: PartialEq + std::fmt::Display>(
    at: &Places<'_>,
    (base, own): (Vec<T>, Vec<Spanned<T>>),
    without: &[Spanned<K>],
    key: fn(&T) -> K,
) -> Result<Vec<Entry<T>>, CatalogError> {
    let mut joined: Vec<Entry<T>> = base.into_iter().map(|entry| (entry, at.base.clone())).collect();
    for gone in without {
        let Some(place) = joined.iter().position(|(entry, _)| key(entry) == *gone.get_ref()) else {
            return Err(at.error(&gone.span(), not_there(gone.get_ref())));
        };
        joined.remove(place);
    }
    for entry in own {
        let (span, entry) = (entry.span(), entry.into_inner());
        let same = |(other, from): &&mut Entry<T>| *from == at.base && key(other) == key(&entry);
        match joined.iter_mut().find(same) {
            Some(place) => *place = (entry, span),
            None => joined.push((entry, span)),
        }
    }
    Ok(joined)
}

/// What is said where something is taken away that is not there.
pub(super) fn not_there(what: impl std::fmt::Display) -> Said {
    said!("there is no `{what}` to take away", "убирать нечего: `{what}` нет")
}

/// The operating systems.
pub(super) fn templates(
    at: &Places<'_>,
    lists: (Vec<Template>, Vec<Spanned<Template>>),
    without: &[Spanned<String>],
) -> Result<Vec<Template>, CatalogError> {
    let joined = joined(at, lists, without, |template| template.name.clone())?;
    at.values(joined.iter().map(|(template, span)| (template.name.as_str(), span.clone())), "template")?;
    let called = joined.iter().map(|(template, span)| (template.name.as_str(), template.title.as_deref(), span));
    titles(at, called)?;
    if joined.is_empty() {
        return Err(at.error(&(0..0), said!("the table has no `[[template]]`", "в таблице нет `[[template]]`")));
    }
    Ok(joined.into_iter().map(|(template, _)| template).collect())
}

/// What can be installed with them.
pub(super) fn recipes(
    at: &Places<'_>,
    lists: (Vec<Recipe>, Vec<Spanned<Recipe>>),
    without: &[Spanned<String>],
    templates: &[Template],
) -> Result<Vec<Recipe>, CatalogError> {
    let joined = joined(at, lists, without, |recipe| recipe.name.clone())?;
    at.values(joined.iter().map(|(recipe, span)| (recipe.name.as_str(), span.clone())), "recipe")?;
    titles(at, joined.iter().map(|(recipe, span)| (recipe.name.as_str(), recipe.title.as_deref(), span)))?;
    for (recipe, span) in &joined {
        let known = |name: &&String| !templates.iter().any(|template| template.name == **name);
        if let Some(unknown) = recipe.templates.iter().flatten().find(known) {
            return Err(at.error(
                span,
                said!("no `[[template]]` is named `{unknown}`", "нет `[[template]]` с названием `{unknown}`"),
            ));
        }
    }
    Ok(joined.into_iter().map(|(recipe, _)| recipe).collect())
}

/// The data centres. One that no tariff names is no error: it does no harm, and a tariff of it may follow.
pub(super) fn data_centres(
    at: &Places<'_>,
    lists: (Vec<DataCentre>, Vec<Spanned<DataCentre>>),
    without: &[Spanned<DataCentreId>],
) -> Result<Vec<DataCentre>, CatalogError> {
    let joined = joined(at, lists, without, |place| place.id)?;
    at.names(joined.iter().map(|(place, span)| (place.name.as_str(), span.clone())), "datacenter")?;
    let mut seen: Vec<DataCentreId> = Vec::new();
    for (place, span) in &joined {
        if seen.contains(&place.id) {
            return Err(
                at.error(span, said!("two data centres have the id {}", "у двух дата-центров код {}", place.id))
            );
        }
        seen.push(place.id);
    }
    Ok(joined.into_iter().map(|(place, _)| place).collect())
}

/// A title is a name as well: nobody could say which of two entries is meant.
fn titles<'n>(
    at: &Places<'_>,
    entries: impl Iterator<Item = (&'n str, Option<&'n str>, &'n Range<usize>)>,
) -> Result<(), CatalogError> {
    let mut all: Vec<(&str, Range<usize>)> = Vec::new();
    let plain = crate::text::alike::plain;
    let mut names: Vec<String> = Vec::new();
    for (name, title, span) in entries {
        // Names of two entries may differ in less than a title has to.
        if !names.contains(&plain(name)) {
            names.push(plain(name));
            all.push((name, span.clone()));
        }
        all.extend(title.filter(|title| plain(title) != plain(name)).map(|title| (title, span.clone())));
    }
    at.names(all.into_iter(), "entry")
}
