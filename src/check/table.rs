//! A tariff table, with what every row looks up in it.

use super::astray::Astray;
use super::places::Spot;
use crate::catalog::{Catalog, Choice, ChoiceOption, DataCentreId, NamedResource, Tariff};
use crate::sheet::{Column, Layout, NamedColumn, NamedKind};
use crate::text::heading::folded;

/// A tariff table, with what every row looks up in it.
#[derive(Debug)]
pub(super) struct Table<'c> {
    pub(super) catalog: &'c Catalog,
    /// The names of tariffs, and behind them those that several share.
    pub(super) tariffs: Vec<&'c str>,
    /// The names of templates, and behind them their titles.
    pub(super) templates: Vec<&'c str>,
    /// The names of recipes, and behind them their titles.
    pub(super) recipes: Vec<&'c str>,
    /// The columns of the sheet that the table names.
    pub(super) named: Vec<NamedPlace<'c>>,
    /// What each tariff gives of all that it sells by name, where the sheet says nothing; empty if none sells
    /// anything by name.
    usual: Vec<Usual<'c>>,
    /// What it offers and the sheet has where nobody reads it.
    pub(super) astray: Astray,
}

/// A column of the sheet that the table names.
#[derive(Debug)]
pub(super) struct NamedPlace<'c> {
    column: &'c Column,
    /// The name of the column.
    pub(super) name: &'c str,
    kind: NamedKind,
    /// What each tariff has of it.
    sold: Vec<Option<Sold>>,
}

/// Which of what a tariff sells by name a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sold {
    /// Its resource at this place.
    Resource(usize),
    /// Its choice at this place.
    Choice(usize),
}

/// What a tariff gives of all that it sells by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Usual<'c> {
    /// How much of its resources, in the table's order.
    pub(super) amounts: Vec<u32>,
    /// The options of its choices, in the table's order.
    pub(super) options: Vec<&'c ChoiceOption>,
}

impl<'c> Table<'c> {
    pub(super) fn new(catalog: &'c Catalog, layout: &'c Layout) -> Self {
        let tariffs = catalog.tariffs.iter().map(|tariff| tariff.name.as_str());
        let products = catalog.tariffs.iter().filter_map(|tariff| tariff.product.as_deref());
        let templates = catalog.templates.iter().map(|template| template.name.as_str());
        let titles = catalog.templates.iter().filter_map(|template| template.title.as_deref());
        let recipes = catalog.recipes.iter().map(|recipe| recipe.name.as_str());
        let called = catalog.recipes.iter().filter_map(|recipe| recipe.title.as_deref());
        let known = columns(catalog);
        let named =
            layout.named().filter_map(|(column, name)| NamedPlace::new(column, name, &known, catalog)).collect();
        let sells = |tariff: &Tariff| !(tariff.named.is_empty() && tariff.choices.is_empty());
        let usual =
            if catalog.tariffs.iter().any(sells) { catalog.tariffs.iter().map(usual).collect() } else { vec![] };
        Self {
            catalog,
            tariffs: once(tariffs.chain(products)),
            templates: once(templates.chain(titles)),
            recipes: once(recipes.chain(called)),
            named,
            usual,
            astray: Astray::new(catalog, layout, &known),
        }
    }

    /// Where a tariff of the table stands in it.
    pub(super) fn place(&self, tariff: &Tariff) -> Option<usize> {
        self.catalog.tariffs.iter().position(|other| std::ptr::eq(other, tariff))
    }

    /// What a tariff gives where a sheet says nothing.
    pub(super) fn usual(&self, tariff: &Tariff) -> Usual<'c> {
        if self.usual.is_empty() {
            return Usual::default();
        }
        self.place(tariff).and_then(|at| self.usual.get(at)).cloned().unwrap_or_default()
    }

    /// How people call a data centre.
    pub(super) fn data_centre(&self, id: DataCentreId) -> String {
        place_name(self.catalog, id).map_or_else(|| format!("id:{id}"), ToOwned::to_owned)
    }
}

impl<'c> NamedPlace<'c> {
    fn new(column: &'c Column, name: &'c str, known: &[NamedColumn], catalog: &Catalog) -> Option<Self> {
        // A name that the table no longer has belongs to another one.
        let kind = known.iter().find(|known| known.name == name)?.kind.clone();
        let own = folded(name);
        let sold = |tariff: &Tariff| {
            let resource = tariff.named.iter().position(|other| folded(&other.name) == own).map(Sold::Resource);
            resource.or_else(|| tariff.choices.iter().position(|other| folded(&other.name) == own).map(Sold::Choice))
        };
        let sold = catalog.tariffs.iter().map(sold).collect();
        Some(Self { column, name, kind, sold })
    }

    /// What the tariff at a place of the table has of it.
    pub(super) fn sold(&self, at: usize) -> Option<Sold> {
        self.sold.get(at).copied().flatten()
    }

    /// Its cells, for a tariff that has this of it.
    pub(super) const fn spot(&self, sold: Option<Sold>) -> Spot<'c> {
        let content = match sold {
            Some(Sold::Choice(_)) => NamedKind::OPTIONS,
            Some(Sold::Resource(_)) => NamedKind::AMOUNTS,
            None => self.kind.content(),
        };
        Spot { column: Some(self.column), content }
    }

    /// Where it stands.
    pub(super) const fn column(&self) -> &'c Column {
        self.column
    }

    /// What any tariff lets be chosen there.
    pub(super) fn options(&self, catalog: &'c Catalog) -> impl Iterator<Item = &'c ChoiceOption> {
        let choices = catalog.tariffs.iter().zip(&self.sold).filter_map(|(tariff, sold)| match sold {
            Some(Sold::Choice(at)) => tariff.choices.get(*at),
            Some(Sold::Resource(_)) | None => None,
        });
        choices.flat_map(|choice| &choice.options)
    }
}

/// The columns that a tariff table names beside the fields: each once, in the table's order.
#[must_use]
pub fn columns(catalog: &Catalog) -> Vec<NamedColumn> {
    let mut columns: Vec<(String, NamedColumn)> = Vec::new();
    for tariff in &catalog.tariffs {
        let resources = tariff.named.iter().map(|NamedResource { name, resource }| {
            (name, NamedKind::Amount { units: resource.unit.iter().cloned().collect() })
        });
        let choices = tariff.choices.iter().map(|choice| (&choice.name, NamedKind::Choice));
        for (name, kind) in resources.chain(choices) {
            let whole = folded(name);
            let Some((_, known)) = columns.iter_mut().find(|(known, _)| *known == whole) else {
                columns.push((whole, NamedColumn { name: name.clone(), kind }));
                continue;
            };
            match (&mut known.kind, kind) {
                (NamedKind::Amount { units }, NamedKind::Amount { units: more }) => {
                    units.extend(more.into_iter().filter(|unit| !units.contains(unit)).collect::<Vec<_>>());
                }
                // Where one tariff sells by amounts what another lets be chosen, a unit may be named.
                (kind @ NamedKind::Choice, amount @ NamedKind::Amount { .. }) => *kind = amount,
                (NamedKind::Amount { .. } | NamedKind::Choice, NamedKind::Choice) => {}
            }
        }
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

/// How people call a data centre, where the table says it.
pub(super) fn place_name(catalog: &Catalog, id: DataCentreId) -> Option<&str> {
    catalog.data_centres.iter().find(|place| place.id == id).map(|place| place.name.as_str())
}

fn usual(tariff: &Tariff) -> Usual<'_> {
    Usual {
        amounts: tariff.named.iter().map(|named| named.resource.default).collect(),
        options: tariff.choices.iter().filter_map(usual_option).collect(),
    }
}

/// What a choice is when nothing is said.
fn usual_option(choice: &Choice) -> Option<&ChoiceOption> {
    choice.options.iter().find(|option| option.value == choice.default)
}

fn once<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut seen = std::collections::HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}
