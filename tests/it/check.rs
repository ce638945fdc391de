//! Promises of the check, over sheets that nobody would think of.

use proptest::prelude::*;
use vdsbatch::check::{Judgement, sheet};
use vdsbatch::order::Part;
use vdsbatch::sheet::problem::{CellProblem, DomainProblem, Problem, Severity};
use vdsbatch::sheet::{Cell, Col, Field, PerAmount, Row, RowNo, Value};
use vdsbatch::text::lang::Lang;

use crate::harness::{catalog, layout, orders_of};

fn cell() -> impl Strategy<Value = Option<Cell>> {
    let text = prop_oneof![
        "[a-zA-Zа-яА-Я0-9 .,#{}$:_%-]{0,20}",
        "\\PC{0,12}",
        proptest::sample::select(vec![
            "KVM Ferrum",
            "OVZ Ferrum",
            "id:1033",
            "Debian-7-x86_64-minimal",
            "CentOS-7-x86_64-ispmgr5",
            "1",
            "3 мес",
            "год",
            "web-{n}.example.ru",
            "web.example.ru",
            "###.example.ru",
            "да",
            "no",
            "40 GB",
            "1000",
        ])
        .prop_map(ToOwned::to_owned),
    ];
    let value = prop_oneof![
        6 => text.prop_map(Value::Text),
        2 => any::<f64>().prop_map(Value::Number),
        2 => (0_u32..2000).prop_map(|n| Value::Number(f64::from(n))),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Date("2026-12-03".to_owned())),
        1 => Just(Value::Error("#REF!".to_owned())),
        1 => Just(Value::NoValue),
    ];
    proptest::option::weighted(0.7, (value, any::<bool>()).prop_map(|(value, formula)| Cell { value, formula }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// No sheet crashes the check; rows come back whole and in order; servers are counted right;
    /// a row has orders exactly if it has no error; every problem has words in both languages.
    #[test]
    fn any_sheet_is_judged(rows in proptest::collection::vec(proptest::collection::vec(cell(), 19), 0..12)) {
        let catalog = catalog();
        let layout = layout(Field::ALL);
        let rows: Vec<Row> = (1..).zip(rows).map(|(no, cells)| Row {
            no: RowNo::from_index(no),
            cells: (0..).zip(cells).filter_map(|(at, cell)| Some((Col::from_index(at), cell?))).collect(),
        }).collect();
        let checked = sheet(&catalog, &layout, Some("anna"), rows.clone());
        prop_assert_eq!(checked.judged.iter().map(|judged| judged.row.clone()).collect::<Vec<_>>(), rows);
        let mut domains = std::collections::HashSet::new();
        let mut servers = 0;
        for judged in &checked.judged {
            servers += judged.judgement.servers() as u64;
            let wrong = judged.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
            match &judged.judgement {
                Judgement::Orders(orders) => {
                    prop_assert!(!wrong && !orders.is_empty());
                    for order in orders {
                        prop_assert!(domains.insert(order.domain.clone()), "{} twice", order.domain);
                    }
                }
                Judgement::Invalid(names) => prop_assert!(wrong && !names.is_empty()),
                Judgement::Skipped(_) | Judgement::Text => {}
            }
            for diagnostic in &judged.diagnostics {
                prop_assert!(!diagnostic.message(Lang::En).is_empty() && !diagnostic.message(Lang::Ru).is_empty());
                prop_assert_eq!(diagnostic.row(), Some(judged.row.no));
            }
        }
        prop_assert_eq!(servers, checked.servers);
    }

    /// The same row gives the same names; a higher count keeps them and adds to them.
    #[test]
    fn raising_a_count_only_adds(first in 1_u32..60, more in 0_u32..60) {
        let names = |count| -> Vec<String> {
            orders_of("KVM Ferrum", "1", "web-##.example.ru", count).iter().map(|order| order.domain.to_string()).collect()
        };
        let (few, many) = (names(first), names(first + more));
        prop_assert_eq!(few.len(), first as usize);
        prop_assert_eq!(&few[..], &many[..few.len()]);
        let mut distinct = many.clone();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(distinct.len(), many.len());
    }
}

#[test]
fn a_duplicate_is_reported_on_every_row_and_names_the_others() {
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Count]);
    let row = |no, domain: &str, count: &str| Row {
        no: RowNo::from_index(no),
        cells: (0..)
            .zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", domain, count])
            .map(|(at, text)| (Col::from_index(at), Cell::text(text)))
            .collect(),
    };
    let rows = vec![
        row(1, "web-{n}.example.ru", "3"),
        row(2, "other.example.ru", ""),
        row(3, "WEB-2.example.ru", ""),
        row(4, "web-2.example.ru.", ""),
    ];
    let checked = sheet(&catalog(), &layout, None, rows);
    let twice: Vec<(u32, Vec<u32>)> = checked
        .judged
        .iter()
        .filter_map(|judged| {
            judged.diagnostics.iter().find_map(|diagnostic| match &diagnostic.problem {
                Problem::Cell(CellProblem::Domain(DomainProblem::Twice { others, .. })) => {
                    Some((judged.row.no.get(), others.iter().map(|row| row.get()).collect()))
                }
                _ => None,
            })
        })
        .collect();
    assert_eq!(twice, [(2, vec![4, 5]), (4, vec![2, 5]), (5, vec![2, 4])]);
    assert!(matches!(checked.judged[1].judgement, Judgement::Orders(_)));
    assert_eq!(checked.servers, 6);
}

#[test]
fn the_login_stands_in_names_where_it_can() {
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain]);
    let rows = || {
        vec![Row {
            no: RowNo::from_index(1),
            cells: (0..)
                .zip(["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "$USER-$i.ru"])
                .map(|(at, text)| (Col::from_index(at), Cell::text(text)))
                .collect(),
        }]
    };
    let names = |login| -> Vec<String> {
        match &sheet(&catalog(), &layout, login, rows()).judged[0].judgement {
            Judgement::Orders(orders) => orders.iter().map(|order| order.domain.to_string()).collect(),
            Judgement::Invalid(_) | Judgement::Skipped(_) | Judgement::Text => Vec::new(),
        }
    };
    assert_eq!(names(Some("anna")), ["anna-1.ru"]);
    assert_eq!(names(None), ["user-1.ru"]);
    assert!(names(Some("anna@example.ru")).is_empty());
}

/// Every code that the program can say is one that it can explain.
#[test]
fn every_code_in_the_source_is_explained() {
    let known = vdsbatch::explain::known();
    let mut seen = 0;
    let rooms = ["sheet/problem/", "order/", "run/", "verb/process/guard.rs", "verb/error.rs"];
    let sources = crate::harness::sources().into_iter();
    for (file, text) in sources.filter(|(file, _)| rooms.iter().any(|room| file.starts_with(room))) {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            let code = word.len() == 4
                && word.starts_with(['E', 'G', 'P', 'T'])
                && word[1..].bytes().all(|b| b.is_ascii_digit());
            if code {
                assert!(known.contains(&word), "{file}: {word}");
                seen += 1;
            }
        }
    }
    assert!(seen > 70, "{seen}");
}

/// What more disk or a licence costs nobody knows, so the table's price is for a tariff as it comes.
#[test]
fn the_tables_price_is_that_of_the_tariff_as_it_comes() {
    let table = vdsbatch::catalog::BUNDLED[0].1.replace("id = 1100\n", "id = 1100\nprices = { 1 = \"450.00\" }\n");
    let catalog = vdsbatch::catalog::Catalog::parse("my.toml", &table).expect("a table");
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Disk, Field::Price]);
    let more = table.replacen("addon = 1101, default = 20", "addon = 1101, default = 20, prices = { 1 = \"5.00\" }", 1);
    let more = vdsbatch::catalog::Catalog::parse("my.toml", &more).expect("a table");
    let price_of = |catalog: &_, template: &str, period: &str, disk: &str, price: &str| {
        let cells = ["KVM Ferrum", template, period, "a.example.ru", disk, price];
        let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
        let rows = vec![Row { no: RowNo::from_index(1), cells }];
        match &sheet(catalog, &layout, None, rows).judged[0].judgement {
            Judgement::Orders(orders) => orders[0].price.map(|price| price.to_string()),
            other => panic!("{other:?}"),
        }
    };
    let debian = "Debian-7-x86_64-minimal";
    let price =
        |template: &str, period: &str, disk: &str, price: &str| price_of(&catalog, template, period, disk, price);
    assert_eq!(price_of(&more, debian, "1", "40", "").as_deref(), Some("550.00"), "twenty more at five each");
    assert_eq!(price_of(&more, debian, "1", "10", ""), None, "what less costs no table says");
    assert_eq!(price(debian, "1", "10", ""), None);
    assert_eq!(price(debian, "1", "20", "").as_deref(), Some("450.00"));
    assert_eq!(price(debian, "1", "", "").as_deref(), Some("450.00"));
    assert_eq!(price(debian, "1", "40", ""), None);
    assert_eq!(price("CentOS-7-x86_64-ispmgr5", "1", "", ""), None);
    assert_eq!(price(debian, "3", "", ""), None);
    assert_eq!(price(debian, "1", "40", "700").as_deref(), Some("700.00"));
}

/// An order without what was asked for would be another order.
#[test]
fn what_a_tariff_does_not_sell_is_asked_of_it_in_vain() {
    let mut catalog = catalog();
    let sold = catalog.tariffs[0].resources.clone();
    catalog.tariffs[0].resources = PerAmount::of(|field| sold.get(field).filter(|_| field != Field::Ipv6).cloned());
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Ipv6]);
    let judged = |ipv6: &str| {
        let cells = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", "web.example.ru", ipv6];
        let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
        sheet(&catalog, &layout, None, vec![Row { no: RowNo::from_index(1), cells }]).judged.remove(0)
    };
    for nothing in ["", "0"] {
        let Judgement::Orders(orders) = judged(nothing).judgement else { panic!("no order for {nothing:?}") };
        let terms = &orders[0].terms;
        assert_eq!((terms.asked.amounts.get(Field::Ipv6), terms.sent.value(Part::Ipv6)), (None, None));
        assert_eq!(terms.asked.amounts.iter().count(), 4);
    }
    let messages: Vec<String> = judged("2").diagnostics.iter().map(|found| found.message(Lang::En)).collect();
    assert_eq!(
        messages,
        ["KVM Ferrum offers no choice of IPv6, and `2` asks for it (leave the cell empty, or choose another tariff)"]
    );
}

/// All problems at once: a bad count does not hide what is wrong with the name.
#[test]
fn a_name_is_judged_beside_a_bad_count() {
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Count]);
    let codes = |domain: &str, count: &str| -> Vec<String> {
        let cells = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", domain, count];
        let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
        let rows = vec![Row { no: RowNo::from_index(1), cells }];
        let judged = sheet(&catalog(), &layout, None, rows).judged.remove(0);
        judged.diagnostics.iter().map(|diagnostic| diagnostic.code().to_string()).collect()
    };
    assert_eq!(codes("web_{n}.example.ru", "0"), ["E020", "E032"]);
    assert_eq!(codes("web-{n}.ex\u{430}mple.ru", "many"), ["E022", "E032"]);
    assert_eq!(codes("web-{n}.example.ru", "0"), ["E032"]);
}

#[test]
fn a_first_number_without_a_place_is_told() {
    let layout = layout([Field::Tariff, Field::Template, Field::Period, Field::Domain, Field::Start]);
    let codes = |domain: &str, start: &str| -> Vec<String> {
        let cells = ["KVM Ferrum", "Debian-7-x86_64-minimal", "1", domain, start];
        let cells = (0..).zip(cells).map(|(at, text)| (Col::from_index(at), Cell::text(text))).collect();
        let judged = sheet(&catalog(), &layout, None, vec![Row { no: RowNo::from_index(1), cells }]).judged.remove(0);
        assert!(matches!(judged.judgement, Judgement::Orders(_)), "{judged:?}");
        judged.diagnostics.iter().map(|diagnostic| diagnostic.code().to_string()).collect()
    };
    assert_eq!(codes("web.example.ru", "5"), ["E036"]);
    // The number has its place; how many servers are meant nothing says.
    assert_eq!(codes("web-{n}.example.ru", "5"), ["E037"]);
    assert!(codes("web.example.ru", "").is_empty());
}
