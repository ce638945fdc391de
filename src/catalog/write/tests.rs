//! What is written is read as the same table.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::catalog::{AddonId, BUNDLED, ChoiceOption, EnumId, FixedChoice, ItemType, NamedResource, PeriodId, Switch};
use crate::sheet::{Field, PerAmount};

fn read(text: &str) -> Catalog {
    Catalog::parse("written.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn a_bundled_table_is_read_again_as_it_was() {
    for (name, _) in BUNDLED {
        let table = Catalog { bundled: false, ..Catalog::bundled(name).expect("bundled").expect("sound") };
        let text = table.toml(&Comments::new());
        assert_eq!(read(&text), table, "{text}");
        assert_eq!(read(&text).toml(&Comments::new()), text, "written once more it is the same");
    }
}

#[test]
fn comments_stand_at_their_places_and_change_nothing() {
    let table = Catalog { bundled: false, ..Catalog::bundled("demo6").expect("bundled").expect("sound") };
    let tariff = &table.tariffs[1];
    let comments = Comments::from([
        (Place::Top, vec!["pulled\nname = \"other\"".to_owned()]),
        (Place::Templates, vec!["of systems \u{7}".to_owned()]),
        (Place::Tariff(tariff.id, tariff.data_centre), vec!["of the north".to_owned(), String::new()]),
        (Place::End, vec!["left out".to_owned()]),
    ]);
    let text = table.toml(&comments);
    assert_eq!(read(&text), table);
    assert!(text.starts_with("# pulled\n# name = \"other\"\n\nformat = 1\n"), "{text}");
    assert!(text.contains("\n# of systems\n\n[[template]]\n"), "{text}");
    assert!(text.contains("\n\n# of the north\n#\n[[tariff]]\nname = \"Demo Cloud North\"\n"), "{text}");
    assert!(text.ends_with("\n\n# left out\n"), "{text}");
}

fn words() -> BoxedStrategy<String> {
    prop_oneof!["[a-zA-Zа-яё0-9 ._-]{1,12}", "[\\PC\"\\\\#='\u{0}\t\n\r\u{200b}\u{202e}]{1,8}",].boxed()
}

/// A name that no other of its list has.
fn name(at: usize, words: &str) -> String {
    format!("{words}~{at}")
}

fn money() -> BoxedStrategy<BTreeMap<Months, Money>> {
    proptest::collection::btree_map(1_u8..=36, 0_u32..9_999_999, 0..3)
        .prop_map(|prices| {
            let price = |(months, cents): (u8, u32)| {
                let money = Money::new(rust_decimal::Decimal::new(cents.into(), 2));
                (Months::new(months).expect("months"), money.expect("money"))
            };
            prices.into_iter().map(price).collect()
        })
        .boxed()
}

fn resource(id: u32) -> BoxedStrategy<Resource> {
    let limits = (0_u32..9, 0_u32..9, 0_u32..9, 1_u32..9, any::<[bool; 4]>());
    (limits, proptest::option::of(words()), money())
        .prop_map(move |((min, more, most, step, said), unit, prices)| Resource {
            addon: AddonId::new(id),
            default: min + more,
            unit,
            min: said[0].then_some(min),
            max: said[1].then_some(min + more + most),
            step: said[2].then_some(step),
            included: said[3].then_some(min),
            prices,
        })
        .boxed()
}

fn choice(at: usize) -> BoxedStrategy<Choice> {
    (words(), proptest::collection::vec((words(), money()), 1..4))
        .prop_map(move |(words, options)| {
            let option = |(at, (words, prices)): (usize, (String, BTreeMap<Months, Money>))| ChoiceOption {
                value: name(at, &words),
                name: name(at, &words),
                prices,
            };
            let options: Vec<ChoiceOption> = options.into_iter().enumerate().map(option).collect();
            let default = options[options.len() - 1].value.clone();
            Choice {
                name: name(at, &words),
                addon: AddonId::new(500 + u32::try_from(at).expect("few")),
                options,
                default,
            }
        })
        .boxed()
}

/// A tariff of today, or one of BILLmanager 4, which has an amount of each kind.
fn tariff(at: usize, old: bool) -> BoxedStrategy<Tariff> {
    let kinds = [1, 2, 3, 4, 5].map(resource);
    let named =
        (words(), resource(100)).prop_map(|(words, resource)| NamedResource { name: name(0, &words), resource });
    let lists = (proptest::collection::vec(named, 0..2), proptest::collection::vec(choice(1), 0..2));
    let periods = proptest::collection::btree_set(1_u8..=36, 1..5);
    let other = (any::<[bool; 8]>(), 1_u32..9, proptest::option::of(1_u32..4));
    (words(), kinds, lists, periods, other, money())
        .prop_map(move |(words, kinds, (named, choices), periods, (has, id, place), prices)| {
            let mut kinds = kinds.into_iter().zip(has);
            let period = |months: u8| {
                let id = if old { u32::from(months) + 1000 } else { u32::from(months) };
                (Months::new(months).expect("months"), PeriodId::new(id))
            };
            Tariff {
                name: name(at, &words),
                product: place.filter(|_| has[5]).map(|_| format!("product {at}")),
                id: TariffId::new(u32::try_from(at).expect("few") * 10 + id),
                periods: periods.into_iter().map(period).collect(),
                resources: PerAmount::of(|_: Field| kinds.next().filter(|(_, has)| *has || old).map(|(kind, _)| kind)),
                named,
                name_servers: has[6].then_some(FixedChoice { id: EnumId::new(901), value: id }),
                ispmanager: has[7].then_some(Switch { id: EnumId::new(902), on: id, off: 0 }),
                choices,
                data_centre: place.map(DataCentreId::new),
                templates: has[4].then(|| vec!["one~0".to_owned()]),
                prices,
            }
        })
        .boxed()
}

fn protocol(old: bool) -> BoxedStrategy<Protocol> {
    let words = (0_usize..3, 0_usize..3, any::<[bool; 3]>(), proptest::option::of(any::<bool>()));
    words
        .prop_map(move |(item, list, said, skips)| {
            let types = ["vds", "vds.vps", "instances"].map(|name| ItemType::new(name).expect("a type"));
            let dialect = match (old, said[0]) {
                (true, _) => Dialect::Billmanager4,
                (false, true) => Dialect::Billmanager5,
                (false, false) => Dialect::Billmanager6,
            };
            let usual = Protocol::usual(dialect);
            Protocol {
                item_type: types[item].clone(),
                list: types[list].clone(),
                template_field: if said[1] { "instances_os".to_owned() } else { usual.template_field.clone() },
                renewal: if said[2] { RenewalForm::Flag } else { RenewalForm::Months },
                format: if said[1] { Format::Json } else { Format::Xml },
                skips_cart: skips.or(usual.skips_cart),
                ..usual
            }
        })
        .boxed()
}

fn table(old: bool) -> BoxedStrategy<Catalog> {
    let texts = (words(), words(), words(), proptest::option::of(words()), proptest::option::of(words()));
    let list = || proptest::collection::vec((words(), proptest::option::of(words()), any::<bool>()), 0..3);
    let tariffs = (tariff(1, old), tariff(2, old), tariff(3, old)).prop_map(|(one, two, three)| vec![one, two, three]);
    let numbers = (0_i64..4, any::<[bool; 3]>(), proptest::collection::btree_map("f[a-z_]{0,8}q", words(), 0..3));
    (texts, protocol(old), list(), list(), tariffs, numbers)
        .prop_map(
            |((own, title, agreement, source, russian), protocol, templates, recipes, tariffs, (vat, said, fixed))| {
                let template = |(at, (words, title, ispmanager)): (usize, (String, Option<String>, bool))| Template {
                    name: name(at + 1, &words),
                    title: title.map(|title| name(at + 100, &title)),
                    ispmanager,
                };
                let recipe = |(at, (words, title, some)): (usize, (String, Option<String>, bool))| Recipe {
                    name: name(at, &words),
                    title: title.map(|title| name(at + 100, &title)),
                    templates: some.then(|| vec!["one~0".to_owned()]),
                };
                let first = Template { name: "one~0".to_owned(), ..Template::default() };
                let vats = [Vat::Included, Vat::Excluded, Vat::None, Vat::Unknown];
                let usual = if protocol.renewal == RenewalForm::Flag { "off" } else { "null" };
                Catalog {
                    bundled: false,
                    name: name(0, &own),
                    title,
                    panel: "https://panel.example/billmgr".to_owned(),
                    as_of: "2026-11-30".to_owned(),
                    source,
                    unique_domains: said[0],
                    auto_renew: said[1],
                    no_renew: match (said[2], said[1]) {
                        // Only a table of servers that renew may know no way not to.
                        (true, true) => None,
                        (true, false) => Some("omit".to_owned()),
                        (false, _) => Some(usual.to_owned()),
                    },
                    agreement,
                    agreement_ru: russian,
                    currency: Some("EUR".to_owned()),
                    vat: vats[usize::try_from(vat).expect("few")],
                    vat_rate: (vat < 2).then_some(20),
                    fixed,
                    templates: std::iter::once(first).chain(templates.into_iter().enumerate().map(template)).collect(),
                    recipes: recipes.into_iter().enumerate().map(recipe).collect(),
                    data_centres: vec![DataCentre { id: DataCentreId::new(1), name: name(1, "Москва \"3\"") }],
                    tariffs,
                    protocol,
                }
            },
        )
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_table_is_read_again_as_it_was(table in prop_oneof![table(false), table(true)], said in words()) {
        let comments = Comments::from([(Place::Top, vec![said.clone()]), (Place::End, vec![said])]);
        prop_assert_eq!(&read(&table.toml(&Comments::new())), &table);
        prop_assert_eq!(&read(&table.toml(&comments)), &table);
    }
}
