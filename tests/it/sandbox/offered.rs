//! What the practice panel says that it sells, read by the client over sockets, is what its table says: in both
//! families, in both forms of answers, and however rudely it is said.

use std::collections::BTreeMap;

use vdsbatch::account::{PanelUrl, SignIn};
use vdsbatch::catalog::offered::{AddonKind, Export, ExportedAddon, Input, Length, ListPrice, Listed, OrderForm};
use vdsbatch::catalog::{Catalog, Choice, Dialect, Format, Months, RenewalForm, Resource, Tariff, TariffId};
use vdsbatch::host::secret::SecretString;
use vdsbatch::money::Money;
use vdsbatch::order::ReasonCode;
use vdsbatch::panel::http::{Client, Deadlines, Settings, Trust};
use vdsbatch::panel::practice::{Sandbox, Settings as Practice};

use super::today::table;

/// What is beside the tariffs of a wide table.
const BESIDE: &str = "
[[datacenter]]
id = 3
name = \"Москва\"

[[datacenter]]
id = 5
name = \"Riga & North < 57°\"

[[recipe]]
name = \"LAMP\"
title = \"LAMP stack\"
templates = [\"Debian-13-amd64\", \"TEMPLATE\"]

[[recipe]]
name = \"Docker\"
";

/// A tariff with everything that a table can say, in one of its data centres.
const WIDE: &str = "
[[tariff]]
name = \"Wide, PLACE\"
product = \"Wide\"
id = 88010
datacenter = PLACE
periods = [1, 6]
prices = { 1 = \"500.00\", 6 = \"2900.50\" }
ram = { addon = 88011, default = 4, unit = \"GB\", min = 2, max = LARGEST, step = 2, included = 2, prices = { 1 = \"10.00\", 6 = \"55.25\" } }
ispmanager = { addon = 88012, on = 94, off = 93 }

[[tariff.resource]]
name = \"Backup space\"
addon = 88013
default = 100
unit = \"GB\"
min = 0
max = 1000
step = 50
included = 50
prices = { 1 = \"0.10\", 6 = \"0.55\" }

[[tariff.resource]]
name = \"Снимки\"
addon = 88014
default = 0
min = 0
max = 5
step = 1

[[tariff.choice]]
name = \"Порт\"
addon = 88015
default = \"301\"
options = [{ value = \"301\", name = \"100 Мбит/с\" }, { value = \"302\", name = \"1 Гбит/с\", prices = { 1 = \"100.00\" } }]

[[tariff.choice]]
name = \"DNS\"
addon = 88016
default = \"on\"
options = [{ value = \"off\", name = \"off\" }, { value = \"on\", name = \"on\", prices = { 1 = \"5.00\", 6 = \"25.00\" } }]
";

/// A demonstration table with one product more, which is sold in two data centres and has everything.
pub fn wide(name: &str, changes: &[(&str, &str)]) -> Catalog {
    let tariff = |place: &str, largest: &str| WIDE.replace("PLACE", place).replace("LARGEST", largest);
    let second = if name == "demo5" { "Ubuntu-24.04-amd64" } else { "Rocky-10-amd64" };
    let beside = BESIDE.replace("TEMPLATE", second);
    let (_, text) = vdsbatch::catalog::BUNDLED.iter().find(|(known, _)| *known == name).expect("bundled");
    let titled = "[[template]]\nname = \"Debian-13-amd64\"\ntitle = \"Debian 13 & < 14\"\n";
    let text = text.replacen("[[template]]\nname = \"Debian-13-amd64\"\n", titled, 1);
    let text = changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let text = format!("{text}{beside}{}{}", tariff("3", "64"), tariff("5", "32"));
    Catalog::parse(name, &text).unwrap_or_else(|error| panic!("{error}"))
}

/// A panel that sells what a table holds, and a client of it.
pub fn pair(catalog: &Catalog, format: Format, faults: &str) -> (Sandbox, Client) {
    let mut catalog = catalog.clone();
    catalog.protocol.format = format;
    let faults = faults.parse().expect("faults");
    let panel = Sandbox::start(&catalog, Practice { faults, ..Practice::default() }).expect("a panel");
    let settings = Settings {
        panel: PanelUrl::parse(&panel.url()).expect("an address"),
        protocol: catalog.protocol.clone(),
        login: "practice".to_owned(),
        password: SecretString::from("practice"),
        fixed: catalog.fixed.clone(),
        trust: Trust::default(),
        sign_in: SignIn::Stateless,
        deadlines: Deadlines::default(),
    };
    let client = Client::new(settings).expect("a client");
    (panel, client)
}

/// Every table that is tried: both families, with another item type as well.
fn tables() -> Vec<Catalog> {
    let vps = [("item_type = \"vds\"", "item_type = \"vds.vps\"")];
    let instances = [("item_type = \"vds\"", "item_type = \"instances\"\ntemplate_field = \"instances_os\"")];
    vec![
        table("demo5", &[]),
        table("demo6", &[]),
        wide("demo5", &[]),
        wide("demo6", &[]),
        wide("demo5", &vps),
        wide("demo6", &instances),
    ]
}

fn in_both(catalog: &Catalog, faults: &str, each: impl Fn(&Client, &Catalog)) {
    for format in [Format::Xml, Format::Json] {
        let (panel, client) = pair(catalog, format, faults);
        let mut catalog = catalog.clone();
        catalog.protocol.format = format;
        each(&client, &catalog);
        assert!(panel.record().services.is_empty() && panel.record().orders.is_empty(), "it only reads");
    }
}

fn prices(told: &BTreeMap<Months, Money>, catalog: &Catalog) -> Vec<ListPrice> {
    let price = |(months, cost): (&Months, &Money)| ListPrice {
        length: Length::Months(u32::from(months.get())),
        cost: cost.amount().normalize(),
        currency: catalog.currency.clone(),
    };
    told.iter().map(price).collect()
}

/// Everything that a tariff sells by amount: its name and what there is of it.
fn amounts(tariff: &Tariff) -> Vec<(String, &Resource)> {
    let own = tariff.resources.iter().map(|(field, resource)| (field.header().0.to_owned(), resource));
    own.chain(tariff.named.iter().map(|named| (named.name.clone(), &named.resource))).collect()
}

fn is_switch(choice: &Choice) -> bool {
    choice.options.iter().all(|option| ["on", "off"].contains(&option.value.as_str()))
}

/// The templates of a tariff, as a list has them.
fn templates(catalog: &Catalog, tariff: &Tariff) -> Vec<Listed> {
    let own = |name: &String| tariff.templates.as_ref().is_none_or(|names| names.contains(name));
    let listed = |(name, title): (String, Option<String>)| Listed {
        words: title.unwrap_or_else(|| name.clone()),
        key: name,
        depends: None,
    };
    let all = catalog.templates.iter().filter(|template| own(&template.name));
    all.map(|template| listed((template.name.clone(), template.title.clone()))).collect()
}

/// Holds an addon of the price list against the amount that it is.
fn is_amount(addon: &ExportedAddon, resource: &Resource, catalog: &Catalog) {
    assert_eq!(addon.kind, AddonKind::Amount);
    let included = Some(resource.included.unwrap_or(resource.default));
    assert_eq!((addon.min, addon.included, addon.max), (resource.min, included, None));
    assert_eq!((&addon.measure, &addon.prices), (&resource.unit, &prices(&resource.prices, catalog)));
}

/// Holds an addon of the price list against the choice that it is.
fn is_choice(addon: &ExportedAddon, choice: &Choice, catalog: &Catalog) {
    assert_eq!(addon.name.plain, choice.name);
    if is_switch(choice) {
        let on = choice.options.iter().find(|option| option.value == "on").expect("on");
        assert_eq!((addon.kind, &addon.prices), (AddonKind::Flag, &prices(&on.prices, catalog)));
        return;
    }
    assert_eq!(addon.kind, AddonKind::Enumeration);
    let told = addon.items.iter().map(|item| (item.id.to_string(), item.name.plain.clone(), item.prices.clone()));
    let wanted = choice
        .options
        .iter()
        .map(|option| (option.value.clone(), option.name.clone(), prices(&option.prices, catalog)));
    assert!(told.eq(wanted), "{addon:?}");
}

/// Holds a price list against its table: every tariff once, with everything.
fn holds_all(export: &Export, catalog: &Catalog) {
    assert_eq!(export.doubts, []);
    let mut ids: Vec<TariffId> = catalog.tariffs.iter().map(|tariff| tariff.id).collect();
    ids.dedup();
    assert_eq!(export.tariffs.iter().map(|tariff| tariff.id).collect::<Vec<_>>(), ids);
    for told in &export.tariffs {
        let own: Vec<&Tariff> = catalog.tariffs.iter().filter(|tariff| tariff.id == told.id).collect();
        let tariff = own[0];
        assert_eq!(told.name.plain, *tariff.product.as_ref().unwrap_or(&tariff.name));
        assert_eq!((told.open, told.item_type.as_deref()), (true, Some(catalog.protocol.item_type.as_str())));
        let places: Vec<_> = told.data_centres.iter().map(|(id, name)| (*id, name.plain.clone())).collect();
        assert_eq!(places, own.iter().filter_map(|own| place(catalog, own)).collect::<Vec<_>>());
        assert_eq!(told.prices, prices(&tariff.prices, catalog));
        assert_eq!(told.parameters[&catalog.protocol.template_field], templates(catalog, tariff));
        let addon = |id: u32| told.addons.iter().find(|addon| addon.id == id).expect("an addon");
        for (name, resource) in amounts(tariff) {
            assert_eq!(addon(resource.addon.get()).name.plain, name);
            is_amount(addon(resource.addon.get()), resource, catalog);
        }
        for choice in &tariff.choices {
            is_choice(addon(choice.addon.get()), choice, catalog);
        }
        if let Some(licence) = tariff.ispmanager {
            let told = addon(licence.id.get());
            assert_eq!(told.intname.as_deref(), Some("ispmgr"));
            assert_eq!(told.items.iter().map(|item| item.id).collect::<Vec<_>>(), [licence.off, licence.on]);
        }
        let count = amounts(tariff).len() + tariff.choices.len() + usize::from(tariff.ispmanager.is_some());
        assert_eq!(told.addons.len(), count);
    }
}

fn place(catalog: &Catalog, tariff: &Tariff) -> Option<(vdsbatch::catalog::DataCentreId, String)> {
    let id = tariff.data_centre?;
    let named = catalog.data_centres.iter().find(|place| place.id == id).map(|place| place.name.clone());
    Some((id, named.unwrap_or_else(|| format!("Place {id}"))))
}

/// Holds a form against a tariff of its table: values, lists, limits, labels and the button.
fn fits(form: &OrderForm, catalog: &Catalog, tariff: &Tariff, months: Months) {
    assert_eq!(form.doubts, []);
    assert_eq!(form.function, Some(catalog.protocol.order_function()));
    let new = catalog.protocol.dialect == Dialect::Billmanager6;
    let (period, button) = if new { ("order_period", "order") } else { ("period", "finish") };
    assert_eq!(
        (form.values["pricelist"].clone(), form.values[period].clone()),
        (tariff.id.to_string(), months.to_string())
    );
    assert_eq!(form.buttons, [button, "cancel"]);
    assert_eq!(form.values["licence_agreement"], "off");
    assert_eq!(form.lists[&catalog.protocol.template_field], templates(catalog, tariff));
    let keys = |name: &str| form.lists[name].iter().map(|listed| listed.key.clone()).collect::<Vec<_>>();
    let sold: Vec<String> = tariff.periods.keys().map(ToString::to_string).collect();
    assert_eq!(keys(period), sold);
    let renewals = match catalog.protocol.renewal {
        RenewalForm::Flag => vec!["on".to_owned(), "off".to_owned()],
        RenewalForm::Months => std::iter::once("null".to_owned()).chain(sold).collect(),
    };
    assert_eq!(keys("autoprolong"), renewals);
    for (name, resource) in amounts(tariff) {
        let field = format!("addon_{}", resource.addon);
        let cost = resource.prices.get(&months).copied().unwrap_or_default().amount().normalize();
        let limit = |limit: Option<u32>, otherwise| limit.unwrap_or(otherwise);
        let (min, max) = (limit(resource.min, 0), limit(resource.max, 1_000_000));
        let slider = Input::Slider { min, max, step: limit(resource.step, 1), cost: Some(cost) };
        assert_eq!((&form.inputs[&field], &form.labels[&field]), (&slider, &name), "{field}");
        assert_eq!(form.values[&field], resource.default.to_string());
    }
    for choice in &tariff.choices {
        let field = format!("addon_{}", choice.addon);
        assert_eq!((&form.values[&field], &form.labels[&field]), (&choice.default, &choice.name));
        if is_switch(choice) {
            assert_eq!((&form.inputs[&field], form.lists.get(&field)), (&Input::Checkbox, None));
            continue;
        }
        assert_eq!(form.inputs[&field], Input::Select);
        let told = form.lists[&field].iter().map(|listed| (listed.key.as_str(), listed.words.as_str()));
        assert!(told.eq(choice.options.iter().map(|option| (option.value.as_str(), option.name.as_str()))), "{field}");
    }
    assert_eq!(form.lists.get("recipe").map(Vec::as_slice).unwrap_or_default(), recipes(catalog, tariff));
}

/// The recipes of a tariff, as its form has them: one that needs a template stands there for each of them.
fn recipes(catalog: &Catalog, tariff: &Tariff) -> Vec<Listed> {
    if catalog.recipes.is_empty() && !catalog.fixed.contains_key("recipe") {
        return Vec::new();
    }
    let none = Listed { key: "null".to_owned(), words: "-- none --".to_owned(), depends: None };
    let mut all = vec![none];
    for recipe in &catalog.recipes {
        let words = recipe.title.clone().unwrap_or_else(|| recipe.name.clone());
        let listed = |depends| Listed { key: recipe.name.clone(), words: words.clone(), depends };
        match &recipe.templates {
            None => all.push(listed(None)),
            Some(names) => {
                let own = |name: &&String| tariff.templates.as_ref().is_none_or(|own| own.contains(name));
                all.extend(names.iter().filter(own).map(|name| listed(Some(name.clone()))));
            }
        }
    }
    all
}

/// Every form of a table: each tariff, for each of its periods.
fn every_form(client: &Client, catalog: &Catalog, each: impl Fn(&OrderForm, &Tariff, Months)) {
    for tariff in &catalog.tariffs {
        for months in tariff.periods.keys() {
            let form = client.order_form(&catalog.protocol, tariff.id, tariff.data_centre, Some(*months));
            each(&form.unwrap_or_else(|error| panic!("{error}: {}", tariff.name)), tariff, *months);
        }
    }
}

/// Holds the steps of all data centres against the table.
fn every_step(client: &Client, catalog: &Catalog) {
    let first = client.tariffs(&catalog.protocol, None).expect("a step");
    let mut places: Vec<_> = catalog.tariffs.iter().filter_map(|tariff| place(catalog, tariff)).collect();
    places.sort();
    places.dedup();
    let listed = places.iter().map(|(id, name)| (id.to_string(), name.clone()));
    assert!(first.data_centres.iter().map(|one| (one.key.clone(), one.words.clone())).eq(listed));
    for (id, _) in places {
        let step = client.tariffs(&catalog.protocol, Some(id)).expect("a step");
        assert_eq!((step.data_centre, step.doubts), (Some(id.to_string()), Vec::new()));
        let there: Vec<&Tariff> = catalog.tariffs.iter().filter(|tariff| tariff.data_centre == Some(id)).collect();
        assert_eq!(step.tariffs.len(), there.len());
        for (told, tariff) in step.tariffs.iter().zip(there) {
            assert_eq!((told.id, told.available), (tariff.id, Some(true)));
            if catalog.protocol.dialect == Dialect::Billmanager6 {
                assert_eq!(told.title.as_ref(), Some(tariff.product.as_ref().unwrap_or(&tariff.name)));
                assert_eq!((told.data_centre, &told.prices), (Some(id), &prices(&tariff.prices, catalog)));
            }
        }
    }
}

#[test]
fn what_is_read_of_a_panel_is_its_table() {
    for catalog in tables() {
        in_both(&catalog, "", |client, catalog| {
            holds_all(&client.price_list(&catalog.protocol).expect("a price list"), catalog);
            every_step(client, catalog);
            every_form(client, catalog, |form, tariff, months| fits(form, catalog, tariff, months));
        });
    }
}

#[test]
fn limits_in_another_place_and_forms_that_come_late_are_the_same() {
    let all = "late-forms,period-named,limits-elsewhere,bare-xml,echo";
    for faults in ["limits-elsewhere", "late-forms", "period-named", "bare-xml", all] {
        for catalog in tables() {
            in_both(&catalog, faults, |client, catalog| {
                every_form(client, catalog, |form, tariff, months| fits(form, catalog, tariff, months));
                every_step(client, catalog);
            });
            // The step is asked for first as well.
            in_both(&catalog, faults, every_step);
        }
    }
    // Without a period, a panel that wants one shows no form.
    in_both(&table("demo6", &[]), "period-named", |client, catalog| {
        let tariff = &catalog.tariffs[0];
        let error = client.order_form(&catalog.protocol, tariff.id, None, None).expect_err("no form");
        assert_eq!(error.reason.field.as_deref(), Some("period_92610"));
    });
}

#[test]
fn a_price_list_that_does_not_come_at_first_is_a_passing_error() {
    for faults in ["export-empty", "export-503"] {
        for catalog in tables() {
            in_both(&catalog, faults, |client, catalog| {
                let error = client.price_list(&catalog.protocol).expect_err("nothing yet");
                assert!(error.passing, "{error}");
                holds_all(&client.price_list(&catalog.protocol).expect("a price list"), catalog);
            });
        }
    }
}

#[test]
fn tariffs_that_are_closed_are_told_as_closed() {
    for catalog in tables() {
        in_both(&catalog, "closed-tariffs", |client, catalog| {
            let mut export = client.price_list(&catalog.protocol).expect("a price list");
            let closed = export.tariffs.split_off(export.tariffs.len() - 3);
            assert!(closed.iter().all(|tariff| !tariff.open && tariff.name.plain == "Closed"), "{closed:?}");
            holds_all(&export, catalog);
            let step = client.tariffs(&catalog.protocol, None).expect("a step");
            let last = step.tariffs.last().expect("a row");
            assert_eq!((last.id, last.available), (closed[0].id, Some(false)));
            let error = client.order_form(&catalog.protocol, last.id, None, None).expect_err("no form");
            assert_eq!((error.reason.code, error.passing), (ReasonCode::ValueRefused, false));
        });
    }
}

#[test]
fn what_a_panel_does_not_say_is_not_made_up() {
    for catalog in tables() {
        in_both(&catalog, "no-prices", |client, catalog| {
            let export = client.price_list(&catalog.protocol).expect("a price list");
            let none = |addon: &ExportedAddon| {
                addon.prices.is_empty() && addon.items.iter().all(|item| item.prices.is_empty())
            };
            assert!(export.tariffs.iter().all(|tariff| tariff.prices.is_empty() && tariff.addons.iter().all(none)));
        });
        in_both(&catalog, "no-sliders", |client, catalog| {
            every_form(client, catalog, |form, tariff, _| {
                for (_, resource) in amounts(tariff) {
                    let field = format!("addon_{}", resource.addon);
                    assert_eq!(
                        (&form.inputs[&field], &form.values[&field]),
                        (&Input::Other, &resource.default.to_string())
                    );
                }
            });
        });
        in_both(&catalog, "labels-only", |client, catalog| {
            every_form(client, catalog, |form, tariff, _| {
                let field = &catalog.protocol.template_field;
                assert_eq!(form.lists[field], [], "a label is no key");
                let told: Vec<&str> = form.doubts.iter().map(|doubt| doubt.given.as_str()).collect();
                for template in templates(catalog, tariff) {
                    assert!(told.iter().any(|given| *given == template.words), "{told:?}");
                }
                assert!(
                    form.doubts
                        .iter()
                        .all(|doubt| doubt.tariff == Some(tariff.id) && doubt.place.starts_with("slist["))
                );
            });
        });
    }
}

#[test]
fn what_price_list_and_form_say_differently_is_told_as_each_says_it() {
    for catalog in tables() {
        in_both(&catalog, "contradicts", |client, catalog| {
            let export = client.price_list(&catalog.protocol).expect("a price list");
            for tariff in &catalog.tariffs {
                let told = export.tariffs.iter().find(|told| told.id == tariff.id).expect("the tariff");
                for (_, resource) in amounts(tariff) {
                    let addon = told.addons.iter().find(|addon| addon.id == resource.addon.get()).expect("an addon");
                    assert!(addon.min > Some(resource.default), "{addon:?}");
                }
            }
            every_form(client, catalog, |form, tariff, months| fits(form, catalog, tariff, months));
        });
    }
}

#[test]
fn forty_megabytes_are_read_whole() {
    for (catalog, format) in [(wide("demo5", &[]), Format::Xml), (wide("demo6", &[]), Format::Json)] {
        let (_panel, client) = pair(&catalog, format, "huge-export");
        let protocol = vdsbatch::catalog::Protocol { format, ..catalog.protocol.clone() };
        holds_all(&client.price_list(&protocol).expect("a price list"), &catalog);
    }
}
