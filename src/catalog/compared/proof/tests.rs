//! A panel that cannot be asked for everything is not said to be different.

use std::collections::BTreeSet;

use super::proved;
use crate::catalog::compared::compared;
use crate::catalog::pulled::told::tests::{RICH, bundled, draft, panel, table};
use crate::catalog::pulled::{Draft, Told};
use crate::catalog::{Catalog, TariffId};
use crate::text::lang::Lang;

/// What is different for certain, and whether everything could be compared.
fn differences(table: &Catalog, told: &Told) -> (Vec<String>, bool) {
    let Draft { catalog, notes } = draft(told);
    let changes = proved(compared(table, &catalog, &BTreeSet::new()), &notes);
    let words = changes.iter().map(|change| change.message(Lang::En)).collect();
    (words, notes.unclear().next().is_none())
}

fn nothing() -> Vec<String> {
    Vec::new()
}

#[test]
fn a_panel_that_says_its_table_is_not_different() {
    for truth in [bundled("demo5"), bundled("demo6"), table(RICH)] {
        assert_eq!(differences(&truth, &panel(&truth)), (nothing(), true), "{}", truth.name);
    }
}

#[test]
fn what_could_not_be_asked_is_neither_gone_nor_changed() {
    let truth = bundled("demo6");
    let rude = |change: &dyn Fn(&mut Told)| {
        let mut told = panel(&truth);
        change(&mut told);
        differences(&truth, &told)
    };
    // The price list, and with it kinds, names, units and prices.
    let (said, whole) = rude(&|told| told.export = Err("503".to_owned()));
    assert_eq!((said, whole), (nothing(), false));
    // A form.
    let (said, whole) = rude(&|told| told.forms[0].shown = Err("504".to_owned()));
    assert_eq!((said, whole), (nothing(), false));
    // The tariffs of a place.
    let (said, whole) = rude(&|told| {
        let gone = told.steps.pop().expect("a step");
        told.unread.push((gone.0, "500".to_owned()));
    });
    assert_eq!((said, whole), (nothing(), false));
    // An amount without a default, limits that contradict it, and a choice without values.
    let (said, whole) = rude(&|told| {
        let export = told.export.as_mut().expect("a list");
        export.tariffs[0].addons.iter_mut().for_each(|addon| addon.included = None);
        let form = told.forms[0].shown.as_mut().expect("a form");
        form.values.remove("addon_92611");
        form.values.insert("addon_92612".to_owned(), "4000".to_owned());
        form.lists.remove("addon_92617");
    });
    assert_eq!(said, ["tariff Demo Cloud (92610/12): ram (addon 92612): the default: 2 → 4000"]);
    assert!(!whole);
    // A price that is said in two ways.
    let (said, whole) = rude(&|told| {
        let export = told.export.as_mut().expect("a list");
        let mut other = export.tariffs[0].prices[0].clone();
        other.cost += rust_decimal::Decimal::ONE;
        export.tariffs[0].prices.push(other);
    });
    assert_eq!((said, whole), (nothing(), false));
}

#[test]
fn what_could_be_asked_is_told_all_the_same() {
    let truth = bundled("demo6");
    let mut told = panel(&truth);
    told.export = Err("503".to_owned());
    told.forms.retain(|form| form.tariff != TariffId::new(92660));
    let form = told.forms[0].shown.as_mut().expect("a form");
    form.lists.get_mut("period").expect("periods").retain(|period| period.key != "3");
    form.values.remove("addon_92618");
    form.inputs.remove("addon_92618");
    for (_, step) in &mut told.steps {
        step.tariffs.retain(|row| row.id != TariffId::new(92640));
    }
    let (said, whole) = differences(&truth, &told);
    assert!(!whole);
    let mut said = said;
    said.sort();
    assert_eq!(
        said,
        [
            "tariff Demo Cloud (92610/12): Snapshots (addon 92618): gone",
            "tariff Demo Cloud (92610/12): period of 3 months: gone",
            "tariff Demo Cloud North (92640/17): gone",
        ]
    );
}
