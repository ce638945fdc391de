//! What a practice panel of today sells, as its price list and its forms both need it. Pure.

use crate::catalog::{AddonId, Catalog, Choice, DataCentreId, NamedResource, Recipe, Resource, Tariff, Template};
use crate::sheet::Field;

/// The name of an addon's field.
pub(super) fn addon(id: AddonId) -> String {
    format!("addon_{id}")
}

/// Everything that a tariff sells by amount.
pub(super) fn resources(tariff: &Tariff) -> impl Iterator<Item = &Resource> {
    let own = tariff.resources.iter().map(|(_, resource)| resource);
    own.chain(tariff.named.iter().map(|named| &named.resource))
}

/// What a panel calls an amount, in its own word and for people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called<'t> {
    /// The panel's own word; none where it has none.
    pub(super) intname: Option<&'static str>,
    pub(super) name: &'t str,
    pub(super) russian: Option<&'t str>,
}

/// Every amount of a tariff, and what it is called.
pub(super) fn amounts<'a>(tariff: &'a Tariff) -> impl Iterator<Item = (Called<'a>, &'a Resource)> {
    let of_field = |(field, resource): (Field, &'a Resource)| {
        let (name, russian) = field.header();
        (Called { intname: intname(field), name, russian: Some(russian) }, resource)
    };
    let named =
        |named: &'a NamedResource| (Called { intname: None, name: &named.name, russian: None }, &named.resource);
    tariff.resources.iter().map(of_field).chain(tariff.named.iter().map(named))
}

const fn intname(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Cpu => "ncpu",
        Field::Ram => "mem",
        Field::Disk => "disc",
        Field::Ipv4 | Field::Ipv6 => "ip",
        _ => return None,
    })
}

/// Whether a choice is on or off, and nothing else.
pub(super) fn is_switch(choice: &Choice) -> bool {
    let values: Vec<&str> = choice.options.iter().map(|option| option.value.as_str()).collect();
    matches!(values.as_slice(), ["off", "on"] | ["on", "off"])
}

/// The templates that a tariff takes.
pub(super) fn templates<'c>(catalog: &'c Catalog, tariff: &'c Tariff) -> impl Iterator<Item = &'c Template> {
    catalog.templates.iter().filter(|template| takes(tariff, &template.name))
}

/// Whether a tariff takes a template.
pub(super) fn takes(tariff: &Tariff, template: &str) -> bool {
    tariff.templates.as_ref().is_none_or(|names| names.iter().any(|name| name == template))
}

/// Whether a recipe goes with a template.
pub(super) fn goes_with(recipe: &Recipe, template: &str) -> bool {
    recipe.templates.as_ref().is_none_or(|names| names.iter().any(|name| name == template))
}

/// Whether orders have recipes.
pub(super) fn has_recipes(catalog: &Catalog) -> bool {
    !catalog.recipes.is_empty() || catalog.fixed.contains_key("recipe")
}

/// What a data centre is called.
pub(super) fn place(catalog: &Catalog, id: DataCentreId) -> String {
    let known = catalog.data_centres.iter().find(|place| place.id == id);
    known.map_or_else(|| format!("Place {id}"), |place| place.name.clone())
}

/// Every data centre in which something is sold, once.
pub(super) fn places(catalog: &Catalog) -> Vec<DataCentreId> {
    let mut places: Vec<DataCentreId> = catalog.tariffs.iter().filter_map(|tariff| tariff.data_centre).collect();
    places.sort();
    places.dedup();
    places
}
