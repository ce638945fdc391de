//! What is different of the panel itself, and of the lists that tariffs share. Pure.

use std::collections::BTreeSet;

use super::change::{OfList, OfPanel, Was};
use crate::catalog::protocol::RenewalForm;
use crate::catalog::provider::Catalog;

/// What is different of the panel.
pub(super) fn panel(before: &Catalog, now: &Catalog) -> Vec<OfPanel> {
    let (one, two) = (&before.protocol, &now.protocol);
    let text = |one: &str, two: &str| Was::of(Some(one.to_owned()), Some(two.to_owned()));
    let address = |catalog: &Catalog| match crate::account::PanelUrl::parse(&catalog.panel) {
        Ok(url) => url.as_str().to_owned(),
        Err(_) => catalog.panel.clone(),
    };
    let changes = [
        text(&address(before), &address(now)).map(OfPanel::Address),
        text(&one.order_function(), &two.order_function()).map(OfPanel::Function),
        text(&one.list_function(), &two.list_function()).map(OfPanel::List),
        text(&one.template_field, &two.template_field).map(OfPanel::TemplateField),
        text(renewal(one.renewal), renewal(two.renewal)).map(OfPanel::Renewal),
        Was::of(before.no_renew.clone(), now.no_renew.clone()).map(OfPanel::NoRenewal),
    ];
    let fields: BTreeSet<&String> = before.fixed.keys().chain(now.fixed.keys()).collect();
    let fixed = fields.into_iter().filter_map(|field| {
        let was = Was::of(before.fixed.get(field).cloned(), now.fixed.get(field).cloned())?;
        Some(OfPanel::Fixed(field.clone(), was))
    });
    let currency = Was::of(before.currency.clone(), now.currency.clone()).map(OfPanel::Currency);
    changes.into_iter().flatten().chain(fixed).chain(currency).collect()
}

const fn renewal(form: RenewalForm) -> &'static str {
    match form {
        RenewalForm::Months => "months",
        RenewalForm::Flag => "flag",
    }
}

/// What is different of the lists.
pub(super) fn lists(before: &Catalog, now: &Catalog) -> Vec<OfList> {
    let mut changes = Vec::new();
    let templates = |catalog: &Catalog| -> Vec<(String, Option<String>)> {
        catalog.templates.iter().map(|template| (template.name.clone(), template.title.clone())).collect()
    };
    let recipes = |catalog: &Catalog| -> Vec<(String, Option<String>)> {
        catalog.recipes.iter().map(|recipe| (recipe.name.clone(), recipe.title.clone())).collect()
    };
    for (name, was, titles) in entries(&templates(before), &templates(now)) {
        changes.extend(was.map(OfList::Template));
        changes.extend(titles.map(|titles| OfList::TemplateTitle(name, titles)));
    }
    for (name, was, titles) in entries(&recipes(before), &recipes(now)) {
        let both = was.is_none();
        changes.extend(was.map(OfList::Recipe));
        changes.extend(titles.map(|titles| OfList::RecipeTitle(name.clone(), titles)));
        let goes_with = |catalog: &Catalog| {
            let recipe = catalog.recipes.iter().find(|recipe| recipe.name == name)?;
            let templates: Option<BTreeSet<String>> =
                recipe.templates.as_ref().map(|templates| templates.iter().cloned().collect());
            Some(templates)
        };
        if both && goes_with(before) != goes_with(now) {
            changes.push(OfList::RecipeTemplates(name));
        }
    }
    data_centres(before, now, &mut changes);
    changes
}

fn data_centres(before: &Catalog, now: &Catalog, changes: &mut Vec<OfList>) {
    // A table may leave out their names, and where it does it says nothing of them.
    if before.data_centres.is_empty() || now.data_centres.is_empty() {
        return;
    }
    let name = |catalog: &Catalog, id| {
        catalog.data_centres.iter().find(|place| place.id == id).map(|place| place.name.clone())
    };
    let all: BTreeSet<_> = before.data_centres.iter().chain(&now.data_centres).map(|place| place.id).collect();
    for id in all {
        // One that only tariffs name is there as well, and has no name yet.
        let used = |catalog: &Catalog| catalog.tariffs.iter().any(|tariff| tariff.data_centre == Some(id));
        match (name(before, id), name(now, id)) {
            (Some(one), Some(two)) => {
                changes.extend(Was::of(Some(one), Some(two)).map(|was| OfList::DataCentreName(id, was)));
            }
            (None, _) if used(before) => {}
            (_, None) if used(now) => {}
            (one, two) => changes.push(OfList::DataCentre(id, Was { before: one, now: two })),
        }
    }
}

/// An entry: its name, whether it is gone or new, and what it was called.
type Entry = (String, Option<Was<String>>, Option<Was<String>>);

/// The entries of both lists.
fn entries(before: &[(String, Option<String>)], now: &[(String, Option<String>)]) -> Vec<Entry> {
    let find = |list: &[(String, Option<String>)], name: &str| list.iter().find(|(own, _)| own == name).cloned();
    let mut seen = BTreeSet::new();
    let names = before.iter().chain(now).map(|(name, _)| name.clone());
    let entry = |name: String| match (find(before, &name), find(now, &name)) {
        (Some((_, one)), Some((_, two))) => (name, None, Was::of(one, two)),
        (one, two) => {
            let was = Was { before: one.map(|(own, _)| own), now: two.map(|(own, _)| own) };
            (name, Some(was), None)
        }
    };
    names.filter(|name| seen.insert(name.clone())).map(entry).collect()
}
