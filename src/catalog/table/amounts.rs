//! What a tariff sells: amounts by their kind, amounts by name, choices; and what their columns may be called.

use std::ops::Range;

use toml::Spanned;

use super::error::{CatalogError, Said, said};
use super::lists::not_there;
use super::places::Places;
use super::written::NamedTable;
use crate::catalog::dialect::Dialect;
use crate::catalog::tariff::{Choice, NamedResource, Resource, Tariff};
use crate::sheet::Field;
use crate::text::alike::plain;

/// Takes away what a tariff of the table that is extended has no more: amounts by their kind or name, choices, the
/// licence, name servers, its list of templates, its prices.
pub(super) fn taken_away(
    at: &Places<'_>,
    tariff: &mut Tariff,
    without: &[Spanned<String>],
) -> Result<(), CatalogError> {
    for gone in without {
        let word = gone.get_ref().as_str();
        let kept = tariff.named.len() + tariff.choices.len();
        tariff.named.retain(|named| named.name != word);
        tariff.choices.retain(|choice| choice.name != word);
        let by_name = kept > tariff.named.len() + tariff.choices.len();
        let field = Field::amounts().find(|field| field.word() == word);
        let there = by_name
            || match (word, field) {
                (_, Some(field)) => tariff.resources.take(field).is_some(),
                ("ispmanager", _) => tariff.ispmanager.take().is_some(),
                ("name_servers", _) => tariff.name_servers.take().is_some(),
                ("templates", _) => tariff.templates.take().is_some(),
                ("prices", _) => !std::mem::take(&mut tariff.prices).is_empty(),
                _ => false,
            };
        if !there {
            return Err(at.error(&gone.span(), not_there(word)));
        }
    }
    Ok(())
}

/// The amounts by their kind: those that the table says take the place of those that were there. The first that is
/// wrong is named.
pub(super) fn by_kind<const N: usize>(
    at: &Places<'_>,
    (span, dialect): (&Range<usize>, Dialect),
    tariff: &mut Tariff,
    tables: [(Field, Option<Spanned<Resource>>); N],
) -> Result<(), CatalogError> {
    for (field, table) in tables {
        if let Some(table) = table {
            let (place, resource) = (table.span(), table.into_inner());
            sound(at, &place, &resource)?;
            tariff.resources.put(field, resource);
        }
        // What a panel of 2016 leaves out of an order it may read as none at all.
        if tariff.resources.get(field).is_none() && dialect == Dialect::Billmanager4 {
            return Err(at.error(span, said!("missing field `{}`", "нет ключа `{}`", field.word())));
        }
    }
    Ok(())
}

/// The amounts by name. One of the same name or id takes the place of one that was there.
pub(super) fn by_name(
    at: &Places<'_>,
    tariff: &mut Tariff,
    tables: Vec<Spanned<NamedTable>>,
) -> Result<(), CatalogError> {
    let before = tariff.named.len();
    for table in tables {
        let (span, named) = (table.span(), NamedResource::from(table.into_inner()));
        sound(at, &span, &named.resource)?;
        let same =
            |other: &&mut NamedResource| other.name == named.name || other.resource.addon == named.resource.addon;
        match tariff.named.iter_mut().take(before).find(same) {
            Some(place) => *place = named,
            None => tariff.named.push(named),
        }
        columns(at, &span, tariff)?;
    }
    Ok(())
}

/// The choices. One of the same name or id takes the place of one that was there.
pub(super) fn choices(at: &Places<'_>, tariff: &mut Tariff, tables: Vec<Spanned<Choice>>) -> Result<(), CatalogError> {
    let before = tariff.choices.len();
    for table in tables {
        let (span, choice) = (table.span(), table.into_inner());
        options(at, &span, &choice)?;
        let same = |other: &&mut Choice| other.name == choice.name || other.addon == choice.addon;
        match tariff.choices.iter_mut().take(before).find(same) {
            Some(place) => *place = choice,
            None => tariff.choices.push(choice),
        }
        columns(at, &span, tariff)?;
    }
    Ok(())
}

/// Whether it is clear which option a sheet means, and which one is taken where it means none.
fn options(at: &Places<'_>, span: &Range<usize>, choice: &Choice) -> Result<(), CatalogError> {
    let value = |value: &str| choice.options.iter().filter(|option| option.value == value).count();
    if choice.options.iter().any(|option| value(&option.value) > 1) {
        return Err(at.error(span, said!("two options have one value", "у двух вариантов одно значение")));
    }
    if value(&choice.default) == 0 {
        return Err(at.error(
            span,
            said!(
                "`default` is the value of none of its `options`",
                "`default` не равно ни одному из значений `options`"
            ),
        ));
    }
    at.names(choice.options.iter().map(|option| (option.name.as_str(), span.clone())), "option")
}

/// Whether a tariff's columns can be told from each other, and from those that every sheet may have.
fn columns(at: &Places<'_>, span: &Range<usize>, tariff: &Tariff) -> Result<(), CatalogError> {
    let named = tariff.named.iter().map(|named| named.name.as_str());
    let mut seen: Vec<String> = Vec::new();
    for name in named.chain(tariff.choices.iter().map(|choice| choice.name.as_str())) {
        let own = plain(name);
        if own.is_empty() {
            return Err(at.error(span, said!("the column has no name", "у столбца нет названия")));
        }
        if seen.contains(&own) {
            let problem = said!(
                "two entries of one tariff are named `{name}`, or look the same",
                "две записи одного тарифа называются `{name}` или выглядят одинаково"
            );
            return Err(at.error(span, problem));
        }
        let is_called = |field: &Field| field.names().chain([field.word()]).any(|called| plain(called) == own);
        if let Some(field) = Field::ALL.into_iter().find(is_called) {
            let word = field.word();
            let problem = said!(
                "in sheets, a column \"{name}\" means `{word}` (choose another name)",
                "в таблицах заказов столбец «{name}» означает `{word}` (выберите другое название)"
            );
            return Err(at.error(span, problem));
        }
        seen.push(own);
    }
    Ok(())
}

/// Whether everything that a tariff tells the panel has an id of its own.
pub(super) fn ids(at: &Places<'_>, span: &Range<usize>, tariff: &Tariff, dialect: Dialect) -> Result<(), CatalogError> {
    let amounts = tariff.resources.iter().map(|(_, resource)| resource.addon.get());
    let named = tariff.named.iter().map(|named| named.resource.addon.get());
    let choices = tariff.choices.iter().map(|choice| choice.addon.get());
    // At a panel of 2016 an `enum_N` is another thing than an `addon_N`.
    let one_list = dialect != Dialect::Billmanager4;
    let licence = tariff.ispmanager.filter(|_| one_list).map(|switch| switch.id.get());
    let servers = tariff.name_servers.filter(|_| one_list).map(|fixed| fixed.id.get());
    let mut seen: Vec<u32> = Vec::new();
    for id in amounts.chain(named).chain(choices).chain(licence).chain(servers) {
        if seen.contains(&id) {
            return Err(at.error(
                span,
                said!("two entries of one tariff have the id {id}", "у двух записей одного тарифа код {id}"),
            ));
        }
        seen.push(id);
    }
    Ok(())
}

/// Whether the limits of an amount fit each other.
fn sound(at: &Places<'_>, span: &Range<usize>, resource: &Resource) -> Result<(), CatalogError> {
    let Resource { default, min, max, step, included, .. } = *resource;
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        return Err(at.error(span, said!("`min` is larger than `max`", "`min` больше `max`")));
    }
    if step == Some(0) {
        return Err(at.error(span, said!("`step` is 0 (allowed: 1 or more)", "`step` равно 0 (допустимо: от 1)")));
    }
    if min.is_some_and(|min| default < min) || max.is_some_and(|max| default > max) {
        return Err(
            at.error(span, said!("`default` is outside `min` and `max`", "`default` вне пределов `min` и `max`"))
        );
    }
    if included.zip(max).is_some_and(|(included, max)| included > max) {
        return Err(at.error(span, said!("`included` is more than `max`", "`included` больше `max`")));
    }
    Ok(())
}
