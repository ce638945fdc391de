//! What a panel says of a table, and of what is ordered by it: nothing is called the same that could not be compared.

use std::collections::BTreeSet;

use super::{Judged, Ordered};
use crate::catalog::offered::StepTariff;
use crate::catalog::pulled::told::tests::{bundled, panel};
use crate::catalog::pulled::{Sold, Spot, Told};
use crate::catalog::{Catalog, DataCentreId, TariffId};
use crate::text::lang::Lang;

/// What is different, and what could not be compared, in words.
fn words(judged: &Judged) -> (Vec<String>, Vec<String>) {
    let changes = judged.changes.iter().map(|change| change.message(Lang::En)).collect();
    (changes, judged.unclear.iter().map(|remark| remark.message(Lang::En)).collect())
}

fn ordered(tariffs: &[(u32, u32)], templates: &[&str]) -> Ordered {
    let spot = |(id, place): &(u32, u32)| (TariffId::new(*id), Some(DataCentreId::new(*place)));
    Ordered {
        tariffs: tariffs.iter().map(spot).collect(),
        templates: templates.iter().map(|name| (*name).to_owned()).collect(),
        recipes: BTreeSet::new(),
    }
}

/// A panel that is asked for what is ordered alone.
fn asked(table: &Catalog, ordered: &Ordered, change: impl Fn(&mut Told)) -> (Vec<String>, Vec<String>) {
    let mut told = panel(&bundled("demo6"));
    change(&mut told);
    let wanted = |told: &Told| {
        let sold = Sold::wanted(told.sold(&mut crate::catalog::pulled::Notes::default()), &ordered.tariffs);
        sold.iter().map(|sold| (sold.id, sold.data_centre)).collect::<Vec<Spot>>()
    };
    let wanted = wanted(&told);
    told.forms.retain(|form| wanted.contains(&(form.tariff, form.data_centre)));
    words(&Judged::of_ordered(table, &told, ordered))
}

const CLOUD: (u32, u32) = (92610, 12);
const NORTH: (u32, u32) = (92640, 17);
const DEBIAN: &str = "Debian-13-amd64";

#[test]
fn what_is_ordered_and_is_not_there_is_told() {
    let table = bundled("demo6");
    let cloud = ordered(&[CLOUD], &[DEBIAN]);
    assert_eq!(asked(&table, &cloud, |_| ()), (vec![], vec![]));
    // One that the panel does not sell, and one that it sells elsewhere.
    let mut other = table.clone();
    other.tariffs[0].id = TariffId::new(92699);
    let (changes, unclear) = asked(&other, &ordered(&[(92699, 12)], &[DEBIAN]), |_| ());
    assert_eq!((changes, unclear), (vec!["tariff Demo Cloud (92699/12): gone".to_owned()], vec![]));
    let mut other = table.clone();
    other.tariffs[0].data_centre = Some(DataCentreId::new(99));
    let (changes, unclear) = asked(&other, &ordered(&[(92610, 99)], &[DEBIAN]), |_| ());
    assert_eq!((changes, unclear), (vec!["tariff Demo Cloud (92610/99): its data centre: 99 → 12".to_owned()], vec![]));
    // A system that no ordered tariff takes any more, and another one, which nobody orders.
    let (changes, unclear) = asked(&table, &cloud, |told| {
        for form in told.forms.iter_mut().filter_map(|form| form.shown.as_mut().ok()) {
            form.lists.get_mut("ostempl").expect("systems").truncate(1);
            form.lists.get_mut("ostempl").expect("systems")[0].key = "Other-1".to_owned();
        }
    });
    assert_eq!((changes, unclear), (vec![format!("OS template `{DEBIAN}`: gone")], vec![]));
}

#[test]
fn what_is_ordered_and_could_not_be_read_is_not_called_the_same() {
    let table = bundled("demo6");
    let both = ordered(&[CLOUD, NORTH], &[DEBIAN]);
    let (changes, unclear) = asked(&table, &both, |told| {
        told.forms.iter_mut().for_each(|form| form.shown = Err("504".to_owned()));
    });
    assert_eq!(changes, Vec::<String>::new());
    assert_eq!(
        unclear,
        [
            "left out: Demo Cloud (92610/12): its form was not shown: 504",
            "left out: Demo Cloud North (92640/17): its form was not shown: 504",
        ]
    );
    // Prices in several currencies.
    let (_, unclear) = asked(&table, &both, |told| {
        let list = told.export.as_mut().expect("a list");
        list.tariffs[1].prices.iter_mut().for_each(|price| price.currency = Some("USD".to_owned()));
    });
    assert_eq!(unclear.len(), 1, "{unclear:?}");
    assert!(unclear[0].contains("several currencies"), "{unclear:?}");
    // Without systems nothing can be compared.
    let (changes, unclear) = asked(&table, &both, |told| {
        told.forms.iter_mut().filter_map(|form| form.shown.as_mut().ok()).for_each(|form| {
            form.lists.remove("ostempl");
        });
    });
    assert_eq!((changes.len(), unclear), (0, vec!["which OS templates it takes is told nowhere".to_owned()]));
    // What is not ordered is of no concern.
    let (changes, unclear) = asked(&table, &ordered(&[CLOUD], &[DEBIAN]), |told| {
        told.forms.iter_mut().filter(|form| form.tariff == TariffId::new(92640)).for_each(|form| {
            form.shown = Err("504".to_owned());
        });
    });
    assert_eq!((changes, unclear), (vec![], vec![]));
}

#[test]
fn a_list_of_which_a_part_could_not_be_read_lacks_nothing() {
    let table = bundled("demo6");
    let mut told = panel(&table);
    told.forms.iter_mut().skip(1).for_each(|form| form.shown = Err("504".to_owned()));
    let form = told.forms[0].shown.as_mut().expect("a form");
    form.lists.get_mut("ostempl").expect("systems").truncate(1);
    form.values.remove("licence_agreement");
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert_eq!(changes.iter().filter(|line| !line.starts_with("tariff ")).count(), 0, "{changes:?}");
    assert_eq!(unclear.len(), 2, "{unclear:?}");
    // Where all of it could be read, it does.
    let mut told = panel(&table);
    for form in told.forms.iter_mut().filter_map(|form| form.shown.as_mut().ok()) {
        form.lists.get_mut("ostempl").expect("systems").truncate(1);
        form.values.remove("licence_agreement");
    }
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert!(changes.iter().any(|line| line.starts_with("OS template `") && line.ends_with(": gone")), "{changes:?}");
    assert!(changes.contains(&"the field `licence_agreement` of every order: on → –".to_owned()), "{changes:?}");
    assert_eq!(unclear, Vec::<String>::new());
}

#[test]
fn tariffs_that_are_all_closed_are_each_named() {
    let table = bundled("demo6");
    let mut told = panel(&table);
    told.export.as_mut().expect("a list").tariffs.iter_mut().for_each(|tariff| tariff.open = false);
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert_eq!(changes.len(), table.tariffs.len(), "{changes:?}");
    assert!(changes.iter().all(|line| line.ends_with(": it cannot be ordered any more")), "{changes:?}");
    assert_eq!(unclear, Vec::<String>::new());
    // Beside one that cannot be put into a table.
    let mut other = told.export.as_ref().expect("a list").tariffs[0].clone();
    (other.id, other.open) = (TariffId::new(7), true);
    let place = told.steps[0].0;
    let row = StepTariff { id: other.id, ..StepTariff::default() };
    told.steps[0].1.tariffs.push(row);
    told.export.as_mut().expect("a list").tariffs.push(other);
    let mut form = told.forms[0].clone();
    (form.tariff, form.data_centre) = (TariffId::new(7), place);
    if let Some(list) = form.shown.as_mut().expect("a form").lists.get_mut("ostempl") {
        for option in list {
            "null".clone_into(&mut option.key);
        }
    }
    told.forms.push(form);
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert_eq!((changes.len(), unclear.len()), (table.tariffs.len(), 1), "{changes:?} {unclear:?}");
    told.forms.pop();
    told.export.as_mut().expect("a list").tariffs.pop();
    told.steps.clear();
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert_eq!((changes.len(), unclear.len()), (table.tariffs.len(), 1), "{changes:?}");
    told.unread.push((None, "500".to_owned()));
    let (changes, unclear) = words(&Judged::of(&table, &told).expect("compared"));
    assert_eq!((changes.len(), unclear.len()), (table.tariffs.len(), 2), "{changes:?}");
}
