//! Every kind of change between two tables is named, and nothing else is.

use std::collections::BTreeSet;

use super::*;
use crate::catalog::{Catalog, TariffId};
use crate::text::lang::Lang;

const BEFORE: &str = include_str!("../pulled/rich.toml");

fn table(text: &str) -> Catalog {
    Catalog::parse("table.toml", text).unwrap_or_else(|error| panic!("{error}"))
}

/// What is said after one change of the text, in English.
fn said(changes: &[(&str, &str)]) -> Vec<String> {
    let now = changes.iter().fold(BEFORE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    let changes = compared(&table(BEFORE), &table(&now), &BTreeSet::new());
    for change in &changes {
        assert_ne!(change.message(Lang::En), change.message(Lang::Ru), "{change:?}");
    }
    // Back again, the same things are told the other way round.
    assert_eq!(changes.len(), compared(&table(&now), &table(BEFORE), &BTreeSet::new()).len());
    changes.iter().map(|change| format!("{}: {}", change.word(), change.message(Lang::En))).collect()
}

#[test]
fn a_table_is_not_different_from_itself() {
    for text in [BEFORE, include_str!("../demo5.toml"), include_str!("../demo6.toml"), include_str!("../ihor.toml")] {
        assert_eq!(compared(&table(text), &table(text), &BTreeSet::new()), Vec::new());
    }
    // What says nothing of the panel is no change.
    assert_eq!(
        said(&[("as_of = \"2026-11\"", "as_of = \"2026-12\""), ("title = \"Every", "title = \"Not every")]),
        Vec::<String>::new()
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of every kind of change")]
fn every_kind_of_change_is_named() {
    let first = "tariff Rich KVM, Москва (100/3): ";
    for (from, to, expected) in [
        (
            "dialect = \"billmanager5\"",
            "dialect = \"billmanager6\"",
            vec!["function: the order function: vds.vps.order.param → v2.vds.vps.order.param"],
        ),
        (
            "panel.example",
            "other.example",
            vec!["panel: the panel's address: https://panel.example/billmgr → https://other.example/billmgr"],
        ),
        (
            "item_type = \"vds.vps\"",
            "item_type = \"vds.vps\"\nlist = \"vds\"",
            vec!["list: the list of services: vds.vps → vds"],
        ),
        (
            "as_of =",
            "template_field = \"os\"\nas_of =",
            vec!["template-field: the field of the OS template: ostempl → os"],
        ),
        ("renewal = \"months\"", "renewal = \"flag\"", vec!["renewal: how auto-renewal is ordered: months → flag"]),
        ("no_renew = \"null\"", "no_renew = \"off\"", vec!["no-renew: how auto-renewal is declined: null → off"]),
        (
            "fixed = { licence_agreement = \"on\", recipe = \"null\" }",
            "fixed = { recipe = \"null\" }",
            vec!["fixed: the field `licence_agreement` of every order: on → –"],
        ),
        ("currency = \"RUB\"", "currency = \"EUR\"", vec!["currency: the currency: RUB → EUR"]),
        (
            "[[template]]\nname = \"Rocky-10\"",
            "[[template]]\nname = \"Rocky-10\"\n[[template]]\nname = \"Rocky-11\"",
            vec!["template: OS template `Rocky-11`: new"],
        ),
        (
            "title = \"Debian 13\"",
            "title = \"Debian 13.1\"",
            vec!["template-title: OS template `0f0c-17`, its title: Debian 13 → Debian 13.1"],
        ),
        ("[[recipe]]\nname = \"gitlab\"\n", "", vec!["recipe: recipe `gitlab`: gone"]),
        ("title = \"LAMP\"", "title = \"Web\"", vec!["recipe-title: recipe `lamp`, its title: LAMP → Web"]),
        (
            "templates = [\"0f0c-17\", \"0f0c-18\"]",
            "templates = [\"0f0c-18\"]",
            vec!["recipe-templates: recipe `lamp` goes with other OS templates"],
        ),
        (
            "name = \"Amsterdam\"",
            "name = \"Rotterdam\"",
            vec!["datacenter-name: data centre 5, its name: Amsterdam → Rotterdam"],
        ),
        (
            "[[template]]",
            "[[datacenter]]\nid = 7\nname = \"Riga\"\n\n[[template]]",
            vec!["datacenter: data centre 7 (Riga): new"],
        ),
    ] {
        assert_eq!(said(&[(from, to)]), expected, "{from}");
    }
    for (from, to, word, expected) in [
        ("name = \"Rich KVM, Москва\"", "name = \"Richest\"", "tariff-name", "its name: Rich KVM, Москва → Richest"),
        ("product = \"Rich KVM\"\n", "", "tariff-product", "its product: Rich KVM → –"),
        ("periods = [1, 3]", "periods = [1, 3, 12]", "period", "period of 12 months: new"),
        ("periods = [1, 3]", "periods = [1]", "period", "period of 3 months: gone"),
        ("1 = \"350.00\"", "1 = \"420.00\"", "price", "price for 1 month: 350.00 → 420.00 (+20 %)"),
        ("1 = \"350.00\"", "1 = \"300.00\"", "price", "price for 1 month: 350.00 → 300.00 (-14.3 %)"),
        ("1 = \"350.00\", ", "", "price", "price for 1 month: 350.00 → –"),
        (
            "templates = [\"0f0c-17\", \"Rocky-10\"]",
            "templates = [\"0f0c-17\"]",
            "tariff-template",
            "it does not take the OS template `Rocky-10` any more",
        ),
        ("templates = [\"0f0c-17\", \"Rocky-10\"]", "", "tariff-template", "it takes the OS template `0f0c-18` now"),
        ("min = 20, max = 400", "min = 10, max = 400", "min", "disk (addon 101): the least: 20 → 10"),
        ("max = 400, ", "", "max", "disk (addon 101): the most: 400 → –"),
        ("max = 400, step = 10", "max = 400, step = 5", "step", "disk (addon 101): step: 10 → 5"),
        ("included = 10, ", "", "included", "disk (addon 101): covered by the price: 10 → 20"),
        (
            "addon = 102, default = 1024",
            "addon = 102, default = 2048",
            "default",
            "ram (addon 102): the default: 1024 → 2048",
        ),
        ("unit = \"TB\"", "unit = \"GB\"", "unit", "Traffic (addon 103): unit: TB → GB"),
        (
            "prices = { 1 = \"90.00\", ",
            "prices = { 1 = \"100.00\", ",
            "addon-price",
            "Traffic (addon 103): price for 1 month: 90.00 → 100.00 (+11.1 %)",
        ),
        ("name = \"Traffic\"", "name = \"Трафик\"", "addon-name", "Traffic (addon 103): name: Traffic → Трафик"),
        (
            "[[tariff.resource]]\nname = \"Snapshots\"\naddon = 104\ndefault = 0\nmin = 0\nmax = 5\nstep = 1\n",
            "",
            "addon-gone",
            "Snapshots (addon 104): gone",
        ),
        (
            "disk = { addon = 101,",
            "cpu = { addon = 109, default = 1 }\ndisk = { addon = 101,",
            "addon-new",
            "cpu (addon 109): new",
        ),
        ("default = \"201\"", "default = \"202\"", "default", "Порт (addon 105): the default: 100 Мбит/с → 1 Гбит/с"),
        (
            "    { value = \"202\", name = \"1 Гбит/с\", prices = { 1 = \"500.00\" } },\n",
            "",
            "option",
            "Порт (addon 105): value 1 Гбит/с (202): gone",
        ),
        (
            "name = \"1 Гбит/с\"",
            "name = \"1 Gbit/s\"",
            "option-name",
            "Порт (addon 105): value 202, its name: 1 Гбит/с → 1 Gbit/s",
        ),
        (
            "prices = { 1 = \"500.00\" }",
            "prices = { 1 = \"50.00\" }",
            "option-price",
            "Порт (addon 105): value 1 Гбит/с, price for 1 month: 500.00 → 50.00 (-90 %)",
        ),
    ] {
        assert_eq!(said(&[(from, to)]), [format!("{word}: {first}{expected}")], "{from}");
    }
}

#[test]
fn a_tariff_is_gone_closed_or_new_by_its_id_and_place() {
    let north = BEFORE.rfind("[[tariff]]").expect("the last tariff");
    let now = table(&BEFORE[..north]);
    let words = |changes: Vec<Change>| changes.iter().map(|change| change.message(Lang::En)).collect::<Vec<_>>();
    let (before, none) = (table(BEFORE), BTreeSet::new());
    assert_eq!(words(compared(&before, &now, &none)), ["tariff Rich KVM, Amsterdam (100/5): gone"]);
    assert_eq!(words(compared(&now, &before, &none)), ["tariff Rich KVM, Amsterdam (100/5): new"]);
    let closed = BTreeSet::from([TariffId::new(100)]);
    let said = words(compared(&before, &now, &closed));
    assert_eq!(said, ["tariff Rich KVM, Amsterdam (100/5): it cannot be ordered any more"]);
    // Where both have one of an id alone it is the same one, wherever it stands.
    let demo = include_str!("../demo6.toml");
    let moved = table(&demo.replacen("datacenter = 17\n", "", 1));
    let said = words(compared(&table(demo), &moved, &none));
    assert_eq!(said, ["tariff Demo Cloud North (92640/17): its data centre: 17 → –"]);
    // Another id under the same name is another tariff.
    let other = table(&BEFORE.replacen("id = 100\n", "id = 200\n", 1));
    let said = words(compared(&before, &other, &none));
    assert_eq!(said, ["tariff Rich KVM, Москва (100/3): gone", "tariff Rich KVM, Москва (200/3): new"]);
}

#[test]
fn an_amount_that_became_a_choice_and_a_switch_with_other_values_are_told() {
    let port = "[[tariff.choice]]\nname = \"Порт\"\naddon = 105\ndefault = \"201\"";
    let amount = "[[tariff.resource]]\nname = \"Порт\"\naddon = 105\ndefault = 1\n\n[[tariff.choice]]\nname = \"Порт 2\"\naddon = 107\ndefault = \"201\"";
    let said = said(&[(port, amount)]);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("addon-form: ") && said[1].starts_with("addon-new: "), "{said:?}");
    let ihor = include_str!("../ihor.toml");
    let now = ihor.replacen("on = 1, off = 25", "on = 2, off = 25", 1).replacen("1 = 1210", "1 = 1310", 1);
    let changes = compared(&table(ihor), &table(&now), &BTreeSet::new());
    let said: Vec<String> = changes.iter().map(|change| change.message(Lang::En)).collect();
    assert_eq!(
        said,
        [
            "tariff KVM Ferrum (1100): period of 1 month: 1210 → 1310",
            "tariff KVM Ferrum (1100): ispmanager (addon 1106): what is sent for it has another form now"
        ]
    );
}
