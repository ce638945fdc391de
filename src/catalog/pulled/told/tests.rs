//! A panel that says what a table holds, and says it well.

use std::collections::BTreeMap;

use crate::catalog::offered::{
    AddonKind, Export, ExportedAddon, ExportedItem, ExportedTariff, Input, Length, ListPrice, Listed, Name, OrderForm,
    StepTariff, TariffStep,
};
use crate::catalog::pulled::{Draft, Form, Told};
use crate::catalog::{Catalog, DataCentreId, Months, Protocol, RenewalForm, Resource, Tariff};
use crate::money::Money;
use crate::sheet::Field;
use crate::text::lang::Lang;

/// A table with everything that one of today can have.
pub(in crate::catalog) const RICH: &str = include_str!("../rich.toml");

pub(in crate::catalog) fn table(text: &str) -> Catalog {
    Catalog::parse("truth.toml", text).unwrap_or_else(|error| panic!("{error}"))
}

pub(in crate::catalog) fn bundled(name: &str) -> Catalog {
    Catalog { bundled: false, ..Catalog::bundled(name).expect("bundled").expect("sound") }
}

pub(in crate::catalog) fn prices(prices: &BTreeMap<Months, Money>, currency: Option<&str>) -> Vec<ListPrice> {
    let price = |(months, money): (&Months, &Money)| ListPrice {
        length: Length::Months(months.get().into()),
        cost: money.amount(),
        currency: currency.map(ToOwned::to_owned),
    };
    prices.iter().map(price).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "numbers and texts are given as they are")]
pub(in crate::catalog) fn listed(key: impl ToString, words: &str) -> Listed {
    Listed { key: key.to_string(), words: words.to_owned(), depends: None }
}

/// What a price list says of an amount.
pub(in crate::catalog) fn amount(
    resource: &Resource,
    (intname, name): (&str, &str),
    currency: Option<&str>,
) -> ExportedAddon {
    ExportedAddon {
        id: resource.addon.get(),
        name: Name::of(name),
        intname: Some(intname.to_owned()),
        kind: AddonKind::Amount,
        included: Some(resource.included.unwrap_or(resource.default)),
        measure: resource.unit.as_deref().map(str::to_lowercase),
        prices: prices(&resource.prices, currency),
        ..ExportedAddon::default()
    }
}

pub(in crate::catalog) fn intname(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Disk => ("disc", "Disk space"),
        Field::Ram => ("mem", "Memory"),
        Field::Cpu => ("ncpu", "Processors"),
        Field::Ipv4 => ("ip", "IPv4 addresses"),
        _ => ("ip", "IPv6 addresses"),
    }
}

pub(in crate::catalog) fn exported(tariff: &Tariff, catalog: &Catalog) -> ExportedTariff {
    let currency = catalog.currency.as_deref();
    let kinds = tariff.resources.iter().map(|(field, resource)| amount(resource, intname(field), currency));
    let named = tariff.named.iter().map(|named| amount(&named.resource, ("other", &named.name), currency));
    let choices = tariff.choices.iter().map(|choice| {
        let flag = choice.options.iter().all(|option| matches!(option.value.as_str(), "on" | "off"));
        let item = |option: &crate::catalog::ChoiceOption| {
            let prices = prices(&option.prices, currency);
            option.value.parse().ok().map(|id| ExportedItem { id, name: Name::of(&option.name), intname: None, prices })
        };
        let on = choice.options.iter().find(|option| option.value == "on");
        ExportedAddon {
            id: choice.addon.get(),
            name: Name::of(&choice.name),
            kind: if flag { AddonKind::Flag } else { AddonKind::Enumeration },
            items: choice.options.iter().filter_map(item).collect(),
            prices: on.map(|on| prices(&on.prices, currency)).unwrap_or_default(),
            ..ExportedAddon::default()
        }
    });
    let licence = tariff.ispmanager.iter().map(|switch| ExportedAddon {
        id: switch.id.get(),
        name: Name::of("Control panel"),
        kind: AddonKind::Enumeration,
        items: vec![
            ExportedItem { id: switch.off, intname: Some("none".to_owned()), ..ExportedItem::default() },
            ExportedItem { id: switch.on, intname: Some("ispmgr".to_owned()), ..ExportedItem::default() },
        ],
        ..ExportedAddon::default()
    });
    ExportedTariff {
        id: tariff.id,
        name: Name::of(tariff.product.as_ref().unwrap_or(&tariff.name)),
        open: true,
        data_centres: tariff.data_centre.map(|id| (id, Name::of("Place"))).into_iter().collect(),
        prices: prices(&tariff.prices, currency),
        addons: kinds.chain(named).chain(choices).chain(licence).collect(),
        ..ExportedTariff::default()
    }
}

pub(in crate::catalog) fn form(tariff: &Tariff, catalog: &Catalog) -> OrderForm {
    let mut form = OrderForm::default();
    let named = tariff.named.iter().map(|named| &named.resource);
    for resource in tariff.resources.iter().map(|(_, resource)| resource).chain(named) {
        let field = format!("addon_{}", resource.addon);
        form.values.insert(field.clone(), resource.default.to_string());
        if let (Some(min), Some(max)) = (resource.min, resource.max) {
            let step = resource.step.unwrap_or(0);
            form.inputs.insert(field, Input::Slider { min, max, step, cost: None });
        }
    }
    for choice in &tariff.choices {
        let field = format!("addon_{}", choice.addon);
        form.values.insert(field.clone(), choice.default.clone());
        let flag = choice.options.iter().all(|option| matches!(option.value.as_str(), "on" | "off"));
        if flag {
            form.inputs.insert(field, Input::Checkbox);
        } else {
            form.inputs.insert(field.clone(), Input::Select);
            let options = choice.options.iter().map(|option| listed(&option.value, &option.name));
            form.lists.insert(field, options.collect());
        }
    }
    if let Some(switch) = tariff.ispmanager {
        let field = format!("addon_{}", switch.id);
        form.values.insert(field.clone(), switch.off.to_string());
        form.inputs.insert(field.clone(), Input::Select);
        form.lists.insert(field, vec![listed(switch.off, "none"), listed(switch.on, "ISPmanager")]);
    }
    let takes = |name: &String| tariff.templates.as_ref().is_none_or(|own| own.contains(name));
    let templates = catalog.templates.iter().filter(|template| takes(&template.name));
    let templates = templates.map(|template| listed(&template.name, template.title.as_ref().unwrap_or(&template.name)));
    form.lists.insert(catalog.protocol.template_field.clone(), templates.collect());
    let mut recipes = vec![listed("null", "-- none --")];
    for recipe in &catalog.recipes {
        let words = recipe.title.as_ref().unwrap_or(&recipe.name);
        let depends = recipe.templates.iter().flatten().cloned().map(Some);
        let depends: Vec<_> = if recipe.templates.is_some() { depends.collect() } else { vec![None] };
        recipes.extend(depends.into_iter().map(|depends| Listed { depends, ..listed(&recipe.name, words) }));
    }
    if catalog.fixed.contains_key("recipe") || !catalog.recipes.is_empty() {
        form.lists.insert("recipe".to_owned(), recipes);
    }
    let periods = tariff.periods.keys().map(|months| listed(months, "months"));
    form.lists.insert(
        "period".to_owned(),
        [listed("-100", "trial"), listed("0", "once")].into_iter().chain(periods).collect(),
    );
    let renewals = match catalog.protocol.renewal {
        RenewalForm::Months => vec![listed("null", "none"), listed(1, "month")],
        RenewalForm::Flag => vec![listed("on", "on"), listed("off", "off")],
    };
    form.lists.insert("autoprolong".to_owned(), renewals);
    let usual = if catalog.auto_renew { "1" } else { "null" };
    form.values.insert("autoprolong".to_owned(), usual.to_owned());
    if catalog.fixed.contains_key("licence_agreement") {
        form.values.insert("licence_agreement".to_owned(), "off".to_owned());
        form.labels.insert("licence_agreement".to_owned(), "I agree  to\nthe <terms>".to_owned());
    }
    form
}

/// A panel that says what a table holds.
pub(in crate::catalog) fn panel(catalog: &Catalog) -> Told {
    let mut tariffs: Vec<ExportedTariff> = Vec::new();
    let mut steps: BTreeMap<Option<DataCentreId>, TariffStep> = BTreeMap::new();
    for tariff in &catalog.tariffs {
        let own = exported(tariff, catalog);
        match tariffs.iter_mut().find(|other| other.id == own.id) {
            Some(same) => same.data_centres.extend(own.data_centres),
            None => tariffs.push(own),
        }
        let row = StepTariff { id: tariff.id, available: Some(true), ..StepTariff::default() };
        steps.entry(tariff.data_centre).or_default().tariffs.push(row);
    }
    let places: Vec<Listed> = catalog.data_centres.iter().map(|place| listed(place.id, &place.name)).collect();
    for step in steps.values_mut() {
        step.data_centres.clone_from(&places);
    }
    let shown =
        |tariff: &Tariff| Form { tariff: tariff.id, data_centre: tariff.data_centre, shown: Ok(form(tariff, catalog)) };
    Told {
        name: catalog.name.clone(),
        panel: catalog.panel.clone(),
        protocol: Protocol { renewal: RenewalForm::Months, ..catalog.protocol.clone() },
        others: Vec::new(),
        currency: catalog.currency.clone(),
        today: jiff::civil::date(2026, 11, 30),
        lang: Lang::En,
        export: Ok(Export { tariffs, ..Export::default() }),
        steps: steps.into_iter().collect(),
        unread: Vec::new(),
        forms: catalog.tariffs.iter().map(shown).collect(),
    }
}

pub(in crate::catalog) fn draft(told: &Told) -> Draft {
    let draft = Draft::of(told).unwrap_or_else(|error| panic!("{error}"));
    let text = draft.toml(Lang::Ru);
    assert_eq!(Catalog::parse("x.toml", &text).as_ref(), Ok(&draft.catalog), "it is a table: {text}");
    draft
}

/// What was said, in words.
pub(in crate::catalog) fn said(draft: &Draft) -> Vec<String> {
    draft.notes.iter().map(|(_, remark)| remark.message(Lang::En)).collect()
}

#[track_caller]
pub(in crate::catalog) fn says(draft: &Draft, words: &str) {
    let said = said(draft);
    assert!(said.iter().any(|line| line.contains(words)), "{words}\n{said:#?}");
    for (_, remark) in draft.notes.iter() {
        assert_ne!(remark.message(Lang::En), remark.message(Lang::Ru));
    }
}
