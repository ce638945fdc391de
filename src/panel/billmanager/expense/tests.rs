use super::super::shapes;
use super::*;
use crate::catalog::Dialect;

fn protocol() -> Protocol {
    Protocol::usual(Dialect::Billmanager6)
}

fn page(body: &str) -> Result<Page<Expense>, ReadError> {
    read_page(1, &Reply::of(200, body), &protocol())
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// The charges of bodies, one a page, from a day on.
fn read(bodies: &[&str], since: &str) -> Charges {
    let protocol = protocol();
    let whole = pages::read_all(PAGE, |number, _| {
        let body = bodies.get(number - 1).copied().unwrap_or("<doc func=\"expense\"><p_elems/></doc>");
        read_page(number, &Reply::of(200, body), &protocol)
    });
    charges(whole.expect("a list"), day(since))
}

/// A list of these rows, which states so many.
fn list(rows: &str, stated: usize) -> String {
    format!("<doc func=\"expense\" lang=\"en\">{rows}<p_elems>{stated}</p_elems></doc>")
}

/// A row with these columns beside its id, its amount and its day.
fn row(id: u32, amount: &str, more: &str) -> String {
    format!("<elem><id>{id}</id><amount>{amount}</amount><realdate>2026-11-30</realdate>{more}</elem>")
}

fn only(columns: &str) -> Charge {
    let charges = read(&[&list(&row(501, "15.00 USD", columns), 1)], "2026-11-30");
    let ([charge], None) = (charges.rows.as_slice(), &charges.gap) else { panic!("{columns}: {charges:?}") };
    charge.clone()
}

#[test]
fn a_row_is_read_in_every_shape() {
    let body = list(
        "<elem><id>501</id><locale_name>KVM SSD Start #7100001</locale_name><item>7100001</item>\
         <realdate>2026-11-30</realdate><cdate>2026-12-01</cdate><amount>1 234.5600 RUB</amount><notpayd>0.00</notpayd>\
         <discountamount>102.00 RUB</discountamount><taxamount>205.76 RUB</taxamount><payments>1</payments></elem>",
        1,
    );
    for body in shapes::of(&body) {
        let charges = read(&[&body], "2026-11-30");
        let amount = |text: &str| Decimal::from_str_exact(text).ok();
        let expected = Charge {
            id: "501".to_owned(),
            service: Some("7100001".to_owned()),
            amount: Decimal::new(12_345_600, 4),
            currency: Some("RUB".to_owned()),
            tax: amount("205.76"),
            discount: amount("102.00"),
            unpaid: amount("0.00"),
            charged_on: Some(day("2026-11-30")),
            from: Some(day("2026-12-01")),
        };
        assert_eq!(charges, Charges { rows: vec![expected], gap: None }, "{body}");
    }
    let bjson =
        r#"{"func":"expense","elem":[{"id":"501","amount":"$5","item":"KVM","item_orig":"7100001"}],"p_elems":"1"}"#;
    let charges = read(&[bjson], "2026-11-30");
    assert_eq!((charges.rows[0].service.as_deref(), charges.rows[0].currency.as_deref()), (Some("7100001"), Some("$")));
}

#[test]
fn a_row_names_its_service_by_an_id_or_not_at_all() {
    for (columns, service) in [
        ("<item>7100001</item>", Some("7100001")),
        ("<main_item>7100001</main_item>", Some("7100001")),
        ("<item orig=\"7100001\">KVM #7100001</item>", Some("7100001")),
        // What is charged for a part is charged for its service.
        ("<item>7100009</item><main_item>7100001</main_item>", Some("7100001")),
        ("<item>7100001</item><main_item/>", Some("7100001")),
        ("<item>7100001</item><main_item>0</main_item>", Some("7100001")),
        ("<item>KVM #7100001</item>", None),
        ("<locale_name>KVM #7100001</locale_name>", None),
        ("<item>0</item>", None),
        ("", None),
    ] {
        assert_eq!(only(columns).service.as_deref(), service, "{columns}");
    }
}

#[test]
fn what_a_row_does_not_say_is_not_told() {
    let charge = only("<taxamount/><cdate>soon</cdate>");
    assert_eq!((charge.tax, charge.discount, charge.unpaid, charge.from), (None, None, None, None));
    let back = read(
        &[&list(&row(501, "-15.0000", "<currency>126</currency><currency_str>RUB</currency_str>"), 1)],
        "2026-11-30",
    );
    assert_eq!((back.rows[0].amount, back.rows[0].currency.as_deref()), (Decimal::new(-15, 0), Some("RUB")));
    for named in ["790.00 руб.", "790.00 ₽", "790,00 р."] {
        let own = read(&[&list(&row(501, named, "<taxamount>1.00 руб.</taxamount>"), 1)], "2026-11-30");
        assert_eq!((own.rows[0].currency.as_deref(), &own.gap), (Some("RUB"), &None), "{named}");
    }
    let bare = read(&[&list(&row(501, "15", "<currency>126</currency>"), 1)], "2026-11-30");
    assert_eq!(bare.rows[0].currency, None);
}

#[test]
fn an_amount_that_can_be_read_in_two_ways_makes_its_row_unread_and_the_list_incomplete() {
    let odd = |row: &str| {
        let charges = read(&[&list(&format!("{row}{}", self::row(502, "1.00", "")), 2)], "2026-11-30");
        assert_eq!(charges.rows.len(), 1, "{row}");
        match charges.gap {
            Some(ChargesGap::Unread(rows)) => {
                rows.iter().map(|row| format!("{} {}", row.id, row.column)).collect::<Vec<_>>().concat()
            }
            gap => panic!("{row}: {gap:?}"),
        }
    };
    for amount in ["1.200", "1,200.00", "much", "", "5 / Month", "15.00 USD EUR", "15.00 of 30.00", "1000000000000"] {
        assert_eq!(odd(&row(501, amount, "")), "501 amount", "{amount}");
    }
    for (columns, column) in [
        ("<taxamount>1.200</taxamount>", "taxamount"),
        ("<taxamount>1.20 EUR</taxamount>", "taxamount"),
        ("<discountamount>10 %</discountamount>", "discountamount"),
        ("<notpayd>some</notpayd>", "notpayd"),
        ("<notpayd>-1.00</notpayd>", "notpayd"),
        ("<notpayd>15.01</notpayd>", "notpayd"),
        ("<item>7</item><item>8</item>", "item"),
        ("<amount>15.00 USD</amount>", "amount"),
        ("<realdate>2026-12-01</realdate>", "realdate"),
    ] {
        assert_eq!(odd(&row(501, "15.00 USD", columns)), format!("501 {column}"), "{columns}");
    }
    assert_eq!(odd("<elem><id>501</id></elem>"), "501 amount");
}

#[test]
fn only_rows_from_the_day_on_count_and_one_without_a_day_may_be_of_any() {
    let rows = "<elem><id>1</id><amount>1</amount><realdate>2026-11-29</realdate></elem>\
                <elem><id>2</id><amount>odd</amount><realdate>2026-11-29</realdate></elem>\
                <elem><id>3</id><amount>3</amount><realdate>2026-11-30 23:59:59</realdate></elem>\
                <elem><id>4</id><amount>4</amount><realdate>30.11.2026</realdate></elem>";
    let charges = read(&[&list(rows, 4)], "2026-11-30");
    let ids: Vec<&str> = charges.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids, charges.gap), (vec!["3", "4"], None), "what is odd and was charged before is no gap");
    assert!(matches!(read(&[&list(rows, 4)], "2026-11-29").gap, Some(ChargesGap::Unread(_))));
}

#[test]
fn pages_that_do_not_make_one_list_are_no_whole_list() {
    let since = "2026-11-30";
    let gap = |bodies: &[&str]| read(bodies, since).gap;
    let (first, second) = (row(501, "1.00", ""), row(502, "2.00", ""));
    assert_eq!(gap(&[&list(&first, 2), &list(&second, 2)]), None);
    assert_eq!(gap(&[&list(&first, 2)]), Some(ChargesGap::Count { stated: 2, came: 1 }));
    assert_eq!(gap(&[&list(&first, 2), &list(&second, 3)]), Some(ChargesGap::Changing));
    let twice = format!("{first}{first}");
    assert_eq!(gap(&[&list(&twice, 1)]), Some(ChargesGap::Doubled(vec!["501".to_owned()])));
    assert_eq!(read(&[&list(&twice, 1)], since).rows.len(), 1);
    // Of two that differ nobody knows which one is.
    let other = format!("{first}{}", row(501, "9.00", ""));
    let charges = read(&[&list(&other, 1)], since);
    assert_eq!((charges.rows.len(), charges.gap), (0, Some(ChargesGap::Doubled(vec!["501".to_owned()]))));
    let across = [list(&first, 2), list(&format!("{}{second}", row(501, "9.00", "")), 2)];
    assert_eq!(gap(&[&across[0], &across[1]]), Some(ChargesGap::Doubled(vec!["501".to_owned()])));
    assert_eq!(gap(&[&list("<elem><amount>1</amount></elem>", 0)]), Some(ChargesGap::Nameless));
    assert_eq!(gap(&[&list("", 0)]), None);
}

#[test]
fn what_is_no_list_of_charges_says_why() {
    use crate::order::ReasonCode;
    let missed = "<doc><error type=\"missed\" object=\"expense\"><msg>x</msg></error></doc>";
    assert_eq!(page(missed).expect_err("no list").reason.code, ReasonCode::NoSuchList);
    for none in [
        "<doc/>",
        "<doc func=\"vds\"><elem><id>501</id><amount>1</amount></elem></doc>",
        "<doc func=\"expense\"><ok/></doc>",
        "<doc func=\"expense\"><metadata/></doc>",
        "<doc func=\"expense\"><elem><id>501</id></elem><error type=\"x\"/></doc>",
        "<doc func=\"expense\"><p_elems>many</p_elems></doc>",
        "<doc func=\"expense\"><elem>",
    ] {
        assert!(page(none).is_err(), "{none}");
    }
}
