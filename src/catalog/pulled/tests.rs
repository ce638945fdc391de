//! A panel that says a table is made the same table again; what it says twice or not at all stays out, and is told.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::told::tests::{RICH, bundled, draft, listed, panel, prices, said, says, table};
use super::*;
use crate::catalog::offered::{ExportedAddon, ExportedTariff, Input, Name, OrderForm, StepTariff};
use crate::catalog::{AddonId, Months, RenewalForm, Resource, Tariff, TariffId};
use crate::sheet::Field;

#[test]
fn a_table_is_made_again_of_what_its_panel_says() {
    for truth in [bundled("demo5"), bundled("demo6"), table(RICH)] {
        let draft = draft(&panel(&truth));
        let made = &draft.catalog;
        // In one of its places the rich one sells less than its entry in the price list has.
        let other = said(&draft).into_iter().filter(|line| !line.ends_with("in the price list and not in the form"));
        assert_eq!(other.collect::<Vec<_>>(), Vec::<String>::new(), "{}", truth.name);
        assert_eq!(made.tariffs.len(), truth.tariffs.len());
        let order = |catalog: &Catalog| {
            let mut tariffs = catalog.tariffs.clone();
            tariffs.sort_by_key(|tariff| (tariff.id, tariff.data_centre));
            tariffs
        };
        for (made, truth) in order(made).into_iter().zip(order(&truth)) {
            assert_eq!(made, truth);
        }
        let mut templates = made.templates.clone();
        templates.sort_by_key(|template| truth.templates.iter().position(|known| known.name == template.name));
        assert_eq!((&templates, &made.recipes), (&truth.templates, &truth.recipes));
        if !truth.data_centres.is_empty() {
            assert_eq!(made.data_centres, truth.data_centres);
        }
        assert_eq!((&made.currency, &made.fixed, &made.protocol), (&truth.currency, &truth.fixed, &truth.protocol));
        assert_eq!((&made.no_renew, made.auto_renew), (&truth.no_renew, truth.auto_renew));
        assert_eq!((made.as_of.as_str(), made.bundled, made.vat), ("2026-11-30", false, Vat::Unknown));
        assert!(made.agreement.ends_with("`licence_agreement`: I agree to the <terms>"), "{}", made.agreement);
    }
}

#[test]
fn what_cannot_be_ordered_is_left_out_and_counted() {
    let truth = bundled("demo6");
    let mut told = panel(&truth);
    let export = told.export.as_mut().expect("a list");
    let extra = |id: u32, open: bool| ExportedTariff {
        id: TariffId::new(id),
        name: Name::of("Old"),
        open,
        ..ExportedTariff::default()
    };
    export.tariffs.extend([extra(1, false), extra(2, true)]);
    let row = |id: u32, available| StepTariff { id: TariffId::new(id), available, ..StepTariff::default() };
    told.steps[0].1.tariffs.extend([row(1, None), row(3, Some(false)), row(4, Some(true))]);
    told.forms[0].shown = Err("no such step".to_owned());
    let draft = draft(&told);
    assert_eq!(draft.left_out().count(), 5);
    assert_eq!(draft.catalog.tariffs.len(), 2);
    says(&draft, "left out: Old (1/12): closed or hidden");
    says(&draft, "left out: Old (2): it is not among the tariffs that can be ordered");
    says(&draft, "left out:  (3/12): it cannot be ordered");
    says(&draft, "left out: Demo Cloud (92610/12): its form was not shown: no such step");
    assert!(draft.toml(Lang::En).contains("\n# left out: Old (1/12)"), "{}", draft.toml(Lang::En));

    told.steps.clear();
    told.forms[0].shown = Ok(OrderForm { function: Some("v2.vds.order.pricelist".to_owned()), ..OrderForm::default() });
    let draft = self::draft(&told);
    says(&draft, "this is from the price list alone");
    says(&draft, "left out: Demo Cloud (92610/12): another step answered: `v2.vds.order.pricelist`");
    assert_eq!(draft.catalog.tariffs.len(), 2);
}

/// The first tariff of demo6 after a change of what the panel says of its disk, and the remarks.
fn disk(change: impl Fn(&mut ExportedAddon, &mut OrderForm)) -> (Option<Resource>, Draft) {
    let mut told = panel(&bundled("demo6"));
    let mut form = told.forms[0].shown.clone().expect("a form");
    let addon = &mut told.export.as_mut().expect("a list").tariffs[0].addons[0];
    assert_eq!(addon.id, 92611);
    change(addon, &mut form);
    told.forms[0].shown = Ok(form);
    let draft = draft(&told);
    (draft.catalog.tariffs[0].resources.get(Field::Disk).cloned(), draft)
}

#[test]
fn a_limit_that_nobody_says_stays_open_and_the_form_goes_before_the_list() {
    let field = || "addon_92611".to_owned();
    let limits = |resource: &Option<Resource>| resource.as_ref().map(|of| (of.min, of.max, of.step, of.default));
    let (resource, draft) = disk(|addon, form| {
        form.inputs.remove(&field());
        addon.max = None;
    });
    assert_eq!(limits(&resource), Some((None, None, None, 25)));
    says(&draft, "`addon_92611`: the largest amount is told nowhere");
    let (resource, draft) = disk(|addon, _| (addon.min, addon.max) = (Some(10), Some(900)));
    assert_eq!(limits(&resource), Some((Some(25), Some(500), Some(25), 25)));
    says(&draft, "`addon_92611`: the most is 500 in the form and 900 in the price list");
    says(&draft, "`addon_92611`: the least is 25 in the form and 10 in the price list");
    let (resource, draft) = disk(|addon, form| {
        (addon.min, addon.max) = (Some(10), Some(900));
        form.inputs.insert(field(), Input::Other);
    });
    assert_eq!(limits(&resource), Some((Some(10), Some(900), None, 25)));
    says(&draft, "these are from the price list");
    let (resource, draft) = disk(|_, form| drop(form.values.insert(field(), "600".to_owned())));
    assert_eq!(limits(&resource), Some((None, None, None, 600)));
    says(&draft, "`addon_92611`: the default 600 is outside the limits");
    let (resource, draft) = disk(|addon, form| {
        form.values.remove(&field());
        addon.included = Some(50);
    });
    assert_eq!(limits(&resource), Some((Some(25), Some(500), Some(25), 50)));
    says(&draft, "this is what the price covers");
    let (resource, draft) = disk(|addon, form| {
        form.values.remove(&field());
        addon.included = None;
    });
    assert_eq!(resource, None);
    says(&draft, "`addon_92611` is left out: no default is given");
    let (resource, _) = disk(|addon, _| addon.included = Some(50));
    assert_eq!(resource.and_then(|of| of.included), Some(50), "more than the default is covered");
}

#[test]
fn units_kinds_and_names_are_those_that_the_panel_says() {
    let (resource, draft) = disk(|addon, _| addon.measure = Some("Mbit/s".to_owned()));
    assert_eq!(resource.and_then(|of| of.unit), None);
    says(&draft, "`addon_92611`: the panel counts it in `Mbit/s`");
    let (resource, draft) = disk(|addon, _| addon.intname = Some("mem".to_owned()));
    assert_eq!(resource, None);
    says(&draft, "several amounts are of the kind `ram`");
    let named: Vec<&str> = draft.catalog.tariffs[0].named.iter().map(|named| named.name.as_str()).collect();
    assert_eq!(named, ["Disk space (addon 92611)", "Memory (addon 92612)"]);
    says(&draft, "`Memory` of the panel is called `Memory (addon 92612)` here");
    let (resource, draft) =
        disk(|addon, _| addon.name = Name { plain: "Disk".to_owned(), russian: Some("Диск".to_owned()) });
    assert!(resource.is_some() && said(&draft).is_empty());
    // What the list does not know has its name from the form, and no price.
    let mut told = panel(&bundled("demo6"));
    told.export.as_mut().expect("a list").tariffs[0].addons.remove(0);
    if let Ok(form) = &mut told.forms[0].shown {
        form.labels.insert("addon_92611".to_owned(), "Fast  disk".to_owned());
    }
    let draft = self::draft(&told);
    let named = &draft.catalog.tariffs[0].named[0];
    assert_eq!((named.name.as_str(), named.resource.max, named.resource.prices.len()), ("Fast disk", Some(500), 0));
    says(&draft, "`addon_92611` is not in the price list");
    // And what the form does not show cannot be ordered.
    let mut told = panel(&bundled("demo6"));
    if let Ok(form) = &mut told.forms[0].shown {
        {
            let fields = &mut form.values;
            fields.remove("addon_92617");
        }
        form.inputs.remove("addon_92617");
        form.lists.remove("addon_92617");
    }
    let draft = self::draft(&told);
    assert_eq!(draft.catalog.tariffs[0].choices.len(), 1);
    says(&draft, "left out: Port (`addon_92617`) is in the price list and not in the form");
}

#[test]
fn a_price_that_is_said_in_two_ways_is_none() {
    let mut told = panel(&bundled("demo6"));
    let export = told.export.as_mut().expect("a list");
    export.tariffs[0].addons[0].prices[0].cost = Decimal::new(801, 4);
    told.steps[0].1.tariffs[0].prices = prices(&bundled("demo6").tariffs[1].prices, Some("EUR"));
    let draft = draft(&told);
    let (one, twelve) = (Months::new(1).expect("months"), Months::new(12).expect("months"));
    let tariff = &draft.catalog.tariffs[0];
    assert_eq!(tariff.prices.get(&one), None, "6.50 and 8.00");
    assert_eq!(tariff.prices.get(&twelve), None, "70.00 and 88.00");
    assert_eq!(tariff.prices.len(), 1);
    assert_eq!(tariff.resources.get(Field::Disk).expect("disk").prices.get(&one), None, "0.0801");
    says(&draft, "no price of Demo Cloud for 1 month");
    says(&draft, "no price of Disk space for 1 month");

    let mut told = panel(&bundled("demo6"));
    let export = told.export.as_mut().expect("a list");
    export.tariffs[1].prices.iter_mut().for_each(|price| price.currency = Some("USD".to_owned()));
    let draft = self::draft(&told);
    assert_eq!(draft.catalog.currency.as_deref(), Some("EUR"), "the account's");
    assert!(draft.catalog.tariffs[1].prices.is_empty() && !draft.catalog.tariffs[0].prices.is_empty());
    says(&draft, "(EUR, USD)");
    told.currency = None;
    let draft = self::draft(&told);
    let priced = |tariff: &Tariff| !tariff.prices.is_empty();
    assert!(draft.catalog.currency.is_none() && !draft.catalog.tariffs.iter().any(priced));
    told.currency = Some("RUB".to_owned());
    assert!(!self::draft(&told).catalog.tariffs.iter().any(priced), "in a currency that no price is in");
}

#[test]
fn names_that_look_the_same_say_what_differs() {
    let mut told = panel(&bundled("demo6"));
    let export = told.export.as_mut().expect("a list");
    export.tariffs.iter_mut().for_each(|tariff| tariff.name = Name::of("VPS"));
    let names = |draft: &Draft| {
        draft.catalog.tariffs.iter().map(|tariff| (tariff.name.clone(), tariff.product.clone())).collect::<Vec<_>>()
    };
    let some = |name: &str| Some(name.to_owned());
    let draft = draft(&told);
    // Two of them stand in one place, where only their ids differ.
    let mut names = names(&draft);
    names.sort();
    assert_eq!(
        names,
        [("VPS".to_owned(), None), ("VPS (id 92610)".to_owned(), None), ("VPS (id 92660)".to_owned(), None)]
    );
    says(&draft, "`VPS` of the panel is called `VPS (id 92610)` here");
    // One tariff in several places: it is named by them, and a sheet may name the place beside the product.
    let draft = self::draft(&panel(&table(RICH)));
    let products: Vec<_> = draft.catalog.tariffs.iter().filter(|tariff| tariff.product == some("Rich KVM")).collect();
    assert_eq!(products.len(), 2);
    assert_eq!(products[0].id, products[1].id);
}

#[test]
fn systems_and_options_that_look_the_same_are_all_there() {
    let mut told = panel(&bundled("demo6"));
    for form in told.forms.iter_mut().filter_map(|form| form.shown.as_mut().ok()) {
        let systems = form.lists.get_mut("ostempl").expect("systems");
        systems.extend([listed("debian-13-AMD64", "Debian 13"), listed("DEBIAN-13-amd64", "Debian 13")]);
        systems.push(listed("Debian-13-amd64 ", "Debian 13"));
        form.lists.insert("recipe".to_owned(), vec![listed("LAMP", "Web"), listed("lamp", "web")]);
    }
    let form = told.forms[0].shown.as_mut().expect("a form");
    form.lists.insert("addon_92617".to_owned(), vec![listed("203", "1"), listed("201", "203"), listed("205", "205")]);
    form.values.insert("addon_92617".to_owned(), "205".to_owned());
    let draft = draft(&told);
    let table = &draft.catalog;
    for name in ["Debian-13-amd64", "debian-13-AMD64", "DEBIAN-13-amd64"] {
        assert_eq!(table.template(name).map(|template| template.title.clone()), Some(None), "{name}");
    }
    assert_eq!(table.recipes.iter().map(|recipe| recipe.name.as_str()).collect::<Vec<_>>(), ["LAMP", "lamp"]);
    says(&draft, "left out: `Debian-13-amd64 `, which differs from `Debian-13-amd64` only in spaces");
    assert!(!said(&draft).iter().any(|line| line.contains("` of the panel is called")), "{:#?}", said(&draft));
    // One that is named like another one's value says its own.
    let port = table.tariffs[0].choices.iter().find(|choice| choice.addon == AddonId::new(92617)).expect("a choice");
    let names: Vec<&str> = port.options.iter().map(|option| option.name.as_str()).collect();
    assert_eq!(names, ["1", "203 (201)", "205"]);
}

#[test]
fn what_is_left_out_has_no_other_name() {
    let mut told = panel(&bundled("demo6"));
    told.export.as_mut().expect("a list").tariffs[0]
        .addons
        .iter_mut()
        .filter(|addon| addon.id == 92617)
        .for_each(|addon| addon.name = Name::of("ISPmanager"));
    says(&draft(&told), "`ISPmanager` of the panel is called `ISPmanager (addon 92617)` here");
    told.forms[0].shown.as_mut().expect("a form").lists.remove("addon_92617");
    let draft = draft(&told);
    says(&draft, "`addon_92617` is left out");
    assert!(
        !said(&draft).iter().any(|line| line.contains("`ISPmanager` of the panel is called")),
        "{:#?}",
        said(&draft)
    );
}

#[test]
fn a_panel_without_systems_or_tariffs_makes_no_table() {
    let mut told = panel(&bundled("demo5"));
    for form in &mut told.forms {
        if let Ok(form) = &mut form.shown {
            form.lists.remove("ostempl");
        }
    }
    assert!(matches!(Draft::of(&told), Err(Unmade::NoTemplates(_))));
    let parameters = BTreeMap::from([("ostempl".to_owned(), vec![listed("Debian-13", "Debian 13")])]);
    let export = told.export.as_mut().expect("a list");
    export.tariffs.iter_mut().for_each(|tariff| tariff.parameters = parameters.clone());
    let draft = draft(&told);
    assert_eq!(draft.catalog.templates.len(), 1);
    says(&draft, "the form shows no OS templates, these are from the price list");
    told.forms.clear();
    let error = Draft::of(&told).expect_err("a table of nothing");
    assert!(
        error
            .message(Lang::En)
            .starts_with("the panel sells no tariff of this type that a tariff table can have: left out")
    );
    let Unmade::NoTariffs(notes) = error else { panic!("another reason") };
    assert_eq!(notes.iter().filter(|(_, remark)| matches!(remark, Remark::Table(OfTable::Left { .. }))).count(), 3);
}

#[test]
fn what_could_not_be_read_is_not_called_unsold() {
    let said = |change: &dyn Fn(&mut Told)| {
        let mut told = panel(&bundled("demo5"));
        change(&mut told);
        let error = Draft::of(&told).expect_err("no table");
        assert_ne!(error.message(Lang::En), error.message(Lang::Ru));
        error.message(Lang::En)
    };
    let said_of_lists = said(&|told| {
        told.export = Err("the answer is larger than 64 MB".to_owned());
        told.steps.clear();
        told.unread.push((None, "no such function".to_owned()));
    });
    assert_eq!(
        said_of_lists,
        "what the panel sells could not be read: no price list, and so neither prices nor units: the answer is larger than \
         64 MB; the tariffs of data centre – were not shown: no such function; the panel does not show which tariffs \
         can be ordered in which data centre: this is from the price list alone"
    );
    let said_of_forms = said(&|told| told.forms.iter_mut().for_each(|form| form.shown = Err("504".to_owned())));
    assert!(said_of_forms.contains("its form was not shown: 504"), "{said_of_forms}");
    let said_of_more = said(&|told| {
        told.forms.clear();
        let list = told.export.as_mut().expect("a list");
        let tariff = list.tariffs[0].clone();
        list.tariffs.extend((1..9).map(|id| ExportedTariff { id: TariffId::new(id), ..tariff.clone() }));
    });
    assert!(said_of_more.ends_with("; … and 6 more"), "{said_of_more}");
    let said_of_systems = said(&|told| {
        for form in told.forms.iter_mut().filter_map(|form| form.shown.as_mut().ok()) {
            form.lists.remove("ostempl");
        }
    });
    assert!(said_of_systems.contains("there are: which OS templates it takes is told nowhere"), "{said_of_systems}");
}

#[test]
fn without_a_price_list_the_forms_make_a_table_without_prices_and_kinds() {
    let mut told = panel(&bundled("demo6"));
    told.export = Err("503".to_owned());
    for (_, step) in &mut told.steps {
        step.tariffs.iter_mut().for_each(|row| row.title = Some(format!("Tariff {}", row.id)));
    }
    let draft = draft(&told);
    says(&draft, "no price list, and so neither prices nor units: 503");
    let tariff = draft.catalog.tariff(TariffId::new(92610)).expect("sold");
    assert!(tariff.prices.is_empty() && tariff.resources.iter().next().is_none());
    assert_eq!((tariff.named.len(), tariff.named[0].resource.addon), (4, AddonId::new(92611)));
}

#[test]
fn renewal_is_said_as_the_forms_say_it() {
    let renewal = |keys: &[&str], value: Option<&str>| {
        let mut told = panel(&bundled("demo6"));
        for form in &mut told.forms {
            let Ok(form) = &mut form.shown else { continue };
            form.lists.insert("autoprolong".to_owned(), keys.iter().map(|key| listed(key, key)).collect());
            form.values.remove("autoprolong");
            form.values.extend(value.map(|value| ("autoprolong".to_owned(), value.to_owned())));
        }
        let draft = draft(&told);
        let unsaid = said(&draft).iter().any(|line| line.contains("how auto-renewal is ordered"));
        (draft.catalog.protocol.renewal, draft.catalog.no_renew.unwrap_or_default(), draft.catalog.auto_renew, unsaid)
    };
    let (months, flag) = (RenewalForm::Months, RenewalForm::Flag);
    assert_eq!(renewal(&["null", "1", "12"], Some("null")), (months, "null".to_owned(), false, false));
    assert_eq!(renewal(&["off", "1", "12"], Some("12")), (months, "off".to_owned(), true, false));
    assert_eq!(renewal(&["on", "off"], Some("on")), (flag, "off".to_owned(), true, false));
    assert_eq!(renewal(&[], Some("on")), (flag, "off".to_owned(), true, false));
    assert_eq!(renewal(&[], None), (months, "null".to_owned(), false, true));
    assert_eq!(renewal(&["on", "1", "null"], None), (months, "null".to_owned(), false, true));
    // A form that lists no way not to renew has none, and no usual one stands in its place.
    assert_eq!(renewal(&["1", "3", "12"], Some("1")), (months, String::new(), true, false));
    assert_eq!(renewal(&["1", "3", ""], None), (months, String::new(), true, false));
    assert_eq!(renewal(&["on"], Some("on")), (flag, String::new(), true, false));
    assert_eq!(renewal(&["0", "12"], None), (months, "0".to_owned(), false, false));
    // Nor has a table that is for several forms what one of them lacks.
    let mut told = panel(&bundled("demo6"));
    let form = told.forms[1].shown.as_mut().expect("a form");
    form.lists.get_mut("autoprolong").expect("a list").retain(|option| option.key != "off");
    let draft = draft(&told);
    assert_eq!((draft.catalog.no_renew.as_deref(), draft.catalog.auto_renew), (None, true));
    says(&draft, "the forms have no common way to decline auto-renewal (`on`, `off`)");
    assert!(draft.toml(Lang::En).contains("\nauto_renew = true\nno_renew = \"none\"\n"), "{}", draft.toml(Lang::En));
}
