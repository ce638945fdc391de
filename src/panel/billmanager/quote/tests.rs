use super::super::shapes;
use super::*;
use crate::catalog::{Catalog, Dialect};
use crate::money::Money;
use crate::sheet::{Cell, Col, Column, Field, Layout, Role, Row, RowNo};

/// An order of a bundled table's first tariff, for three months and without renewal.
pub(in crate::panel::billmanager) fn order(catalog: &Catalog) -> Order {
    order_with(catalog, &[])
}

/// The same with more that is asked for.
fn order_with(catalog: &Catalog, more: &[(Field, &'static str)]) -> Order {
    let fields = [
        (Field::Tariff, catalog.tariffs[0].name.as_str()),
        (Field::Template, catalog.templates[0].name.as_str()),
        (Field::Period, "3"),
        (Field::Domain, "web-1.example.ru"),
        (Field::AutoRenew, "no"),
    ];
    let fields: Vec<(Field, &str)> = fields.into_iter().chain(more.iter().copied()).collect();
    let columns = (0..).zip(&fields).map(|(at, &(field, _))| Column {
        col: Col::from_index(at),
        header: field.header().0.to_owned(),
        role: Role::Field(field),
        unit: None,
    });
    let layout = Layout { sheet: None, header_row: RowNo::from_index(0), columns: columns.collect(), russian: false };
    let cells = (0..).zip(&fields).map(|(at, (_, text))| (Col::from_index(at), Cell::text(*text))).collect();
    let judged =
        crate::check::sheet(catalog, &layout, None, vec![Row { no: RowNo::from_index(1), cells }]).judged.remove(0);
    let crate::check::Judgement::Orders(mut orders) = judged.judgement else { panic!("{judged:?}") };
    orders.remove(0)
}

fn bundled(dialect: Dialect) -> Catalog {
    let name = if dialect == Dialect::Billmanager5 { "demo5" } else { "demo6" };
    Catalog::bundled(name).expect("bundled").expect("sound")
}

/// The form of that order with everything as it was asked for, and more.
fn form(dialect: Dialect, more: &str) -> String {
    let catalog = bundled(dialect);
    form_of(&order(&catalog), &catalog, more)
}

fn form_of(order: &Order, catalog: &Catalog, more: &str) -> String {
    let told = order.terms.sent.parameters().iter();
    let fields: Vec<String> = told.map(|told| format!("<{0}>{1}</{0}>", told.name, told.value)).collect();
    let fields = fields.concat();
    let function = catalog.protocol.order_function();
    format!("<doc func=\"{function}\">{fields}{more}<metadata><form/></metadata></doc>")
}

fn read(dialect: Dialect, body: &str) -> Result<Option<Quote>, ReadError> {
    let catalog = bundled(dialect);
    read_quote(&order(&catalog), &Reply::of(200, body), &catalog.protocol)
}

/// What a quote says, or why there is none.
fn told(quote: Result<Option<Quote>, ReadError>) -> String {
    let amount = |amount: Option<Money>| amount.map_or("–".to_owned(), |amount| amount.to_string());
    match quote {
        Ok(Some(Quote { amount: total, currency, discount, tax })) => {
            let currency = currency.unwrap_or_default();
            format!("{total} {currency} {} {}", amount(discount), amount(tax))
        }
        Ok(None) => "none".to_owned(),
        Err(ReadError { reason, .. }) => match (&reason.detail, &reason.field) {
            (Some(detail), _) => detail.to_string(),
            (None, Some(field)) => format!("{field}: {}", reason.words),
            _ => format!("{:?}", reason.code),
        },
    }
}

#[test]
fn the_text_of_the_older_functions_names_what_the_order_costs() {
    let of = |info: &str| {
        let escaped = quick_xml::escape::escape(info).into_owned();
        let body = form(Dialect::Billmanager5, &format!("<orderinfo>{escaped}</orderinfo>"));
        let told: Vec<String> = shapes::of(&body).iter().map(|body| told(read(Dialect::Billmanager5, body))).collect();
        assert!(told.iter().all(|one| *one == told[0]), "{info}: {told:?}");
        told[0].clone()
    };
    let (odd, period, several) = (
        "a sum that is not understood",
        "a price of another period than the order's",
        "several sums for the whole order",
    );
    let net = "a sum to which tax is added, or from which a discount is taken";
    for (info, quote) in [
        ("Total amount: 5.00 EUR", "5.00 EUR – –"),
        ("<b>Total amount:</b> 1&nbsp;234,50&nbsp;руб.", "1234.50 RUB – –"),
        ("Итого: 1 020.00 RUB", "1020.00 RUB – –"),
        ("<p>Demo KVM: 4.00 EUR</p><p>Memory: 1.00 EUR</p><p>Total: 5.00 EUR</p>", "5.00 EUR – –"),
        (
            "<table><tr><td>Price</td><td>6.00</td></tr><tr><td>К оплате</td><td>5.00 €</td></tr></table>",
            "5.00 EUR – –",
        ),
        ("Total<br/>5.00 EUR", "5.00 EUR – –"),
        ("Total amount: 5.00 EUR<br>Discount: -0.50 EUR<br>VAT: 0.83 EUR", "5.00 EUR 0.50 0.83"),
        ("Total amount: 5.00 EUR (incl. VAT 0.83 EUR)", "5.00 EUR – 0.83"),
        ("Итого: 5.00 руб. (в т. ч. НДС 0.83 руб.)", "5.00 RUB – 0.83"),
        ("Total amount: 5.00 EUR (VAT 20 % 0.83 EUR)", "5.00 EUR – –"),
        ("Subtotal: 6.00 EUR<br/>Total discount: 1.00 EUR<br/>Total with discount: 5.00 EUR", "5.00 EUR 1.00 –"),
        ("Total amount: 15.00 EUR / 3 months", "15.00 EUR – –"),
        ("Total for 3 months: 15.00 EUR", "15.00 EUR – –"),
        ("Total amount: 15.00 EUR for 3 months", "15.00 EUR – –"),
        ("Total amount: 5.00 EUR. <br>Total amount: 5.00 EUR", "5.00 EUR – –"),
        ("5.00 EUR", "5.00 EUR – –"),
        ("Total amount: 0.00 EUR", "0.00 EUR – –"),
        ("Demo KVM: 4.00 EUR", "none"),
        ("", "none"),
        ("Welcome!", "none"),
        ("Total amount: 5.00 EUR / Month", period),
        ("Total amount: 5.00 EUR per month", period),
        ("Итого в месяц: 5.00 EUR", period),
        ("Total per month: 5.00 EUR", period),
        ("Total for 12 months: 5.00 EUR", period),
        ("Total amount: 5.00 EUR / 30 days", period),
        ("Total amount: 5.00 EUR / period", period),
        ("Total amount: 5.00 EUR<br/>Total with VAT: 6.00 EUR", several),
        ("Total amount: 5.00 EUR<br/>Total amount: 5.00 USD", "several currencies"),
        ("Total amount: 5.00 EUR (5.60 USD)", odd),
        ("Total amount: <s>6.00 EUR</s> 5.00 EUR", odd),
        ("Total amount: <del>6.00</del><ins>5.00 EUR</ins>", odd),
        ("<div>Total</div><div>6.00 EUR</div><div>5.00 EUR</div>", odd),
        ("Total: 6.00 EUR<br>5.00 EUR", odd),
        ("Total amount: 1,200 EUR", odd),
        ("Total amount: from 5.00 EUR", odd),
        ("Total amount: 5.00 EUR or more", odd),
        ("Total amount: -5.00 EUR", odd),
        ("Total amount for order 7: 5.00 EUR", odd),
        ("Total amount from 790.00 RUB", odd),
        ("Итого от: 790.00 руб.", odd),
        ("Estimated total: 790.00 RUB", odd),
        ("Total amount: 790.00 RUB (excl. VAT 20%)", net),
        ("Total amount: 790.00 RUB (+ VAT)", net),
        ("Total amount: 790.00 RUB (VAT is not included)", net),
        ("Итого: 790.00 RUB (без НДС)", net),
        ("Total amount without VAT: 790.00 RUB<br>VAT: 158.00 RUB", net),
        ("Net total: 790.00 RUB", net),
        ("Итого без учёта НДС: 790.00 RUB<br>НДС: 158.00 RUB", net),
        ("Total amount: 790.00 RUB<br>Prices are shown without VAT.", net),
        ("Total amount: 790.00 RUB<br>VAT 20% is not included", net),
        ("Total without discount: 790.00 RUB", net),
        ("Total without VAT: 790.00 RUB<br>VAT: 158.00 RUB<br>Total with VAT: 948.00 RUB", "948.00 RUB – 158.00"),
        ("Private network: 3.00 RUB<br>Activation: 1.00 RUB<br>Total: 5.00 RUB", "5.00 RUB – –"),
    ] {
        assert_eq!(of(info), quote, "{info}");
    }
}

/// A list of rows of a label and a price.
fn list(name: &str, rows: &[(&str, &str, &str)]) -> String {
    let row = |(label, cost, currency): &(&str, &str, &str)| {
        format!(
            "<elem><label>{label}</label><cost><price><cost>{cost}</cost><currency>{currency}</currency></price></cost></elem>"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<list name=\"{name}\">{rows}</list>")
}

#[test]
fn the_lists_of_todays_functions_name_what_the_order_costs() {
    let of = |lists: &str| {
        let body = form(Dialect::Billmanager6, lists);
        let told: Vec<String> = shapes::of(&body).iter().map(|body| told(read(Dialect::Billmanager6, body))).collect();
        assert!(told.iter().all(|one| *one == told[0]), "{lists}: {told:?}");
        told[0].clone()
    };
    let total = |rows: &[(&str, &str, &str)]| list("total_summary", rows);
    let period = "a price of another period than the order's";
    let net = "a sum to which tax is added, or from which a discount is taken";
    let (price, off) =
        (list("pricelist_summary", &[("Price", "6.00", "EUR")]), list("discount_summary", &[("Off", "1", "EUR")]));
    for (lists, quote) in [
        (total(&[("Total", "5.00", "EUR")]), "5.00 EUR – –"),
        (total(&[("", "5.0000 EUR", "126")]), "5.00 EUR – –"),
        (format!("{price}{off}{}", total(&[("Total", "5.00", "EUR")])), "5.00 EUR 1.00 –"),
        (total(&[("Total", "5.00", "EUR"), ("incl. VAT", "0.83", "EUR")]), "5.00 EUR – 0.83"),
        (total(&[("Итого", "5.00", "EUR"), ("К оплате", "5.00", "EUR")]), "5.00 EUR – –"),
        (total(&[("Subtotal", "6.00", "EUR"), ("Total", "5.00", "EUR")]), "5.00 EUR – –"),
        (total(&[("Total", "15.00 EUR / 3 months", "EUR")]), "15.00 EUR – –"),
        (
            format!(
                "{}{}",
                total(&[("Total", "5.00", "EUR")]),
                list("discount_summary", &[("a", "1", "EUR"), ("b", "2", "EUR")])
            ),
            "5.00 EUR – –",
        ),
        (price.clone(), "none"),
        (String::new(), "none"),
        (total(&[]), "none"),
        (total(&[("Total", "5.00 EUR / Month", "EUR")]), period),
        (total(&[("Total per month", "5.00", "EUR")]), period),
        (total(&[("Total", "5.00", "EUR"), ("Later", "7.00", "EUR")]), "several sums for the whole order"),
        (total(&[("Total", "5.00", "EUR"), ("Total", "5.00", "USD")]), "several currencies"),
        (total(&[("Total", "1,200", "EUR")]), "a sum that is not understood"),
        (total(&[("Total", "", "EUR")]), "a sum that is not understood"),
        (total(&[("Total from", "5.00", "EUR")]), "a sum that is not understood"),
        (total(&[("Total", "5.00 EUR or more", "EUR")]), "a sum that is not understood"),
        (total(&[("Total excl. VAT", "5.00", "EUR")]), net),
        (total(&[("Total", "5.00 EUR + VAT", "EUR")]), net),
        (total(&[("Total excl. VAT", "5.00", "EUR"), ("VAT", "1.00", "EUR")]), net),
        (total(&[("Excl. VAT", "5.00", "EUR"), ("VAT", "1.00", "EUR"), ("Total", "6.00", "EUR")]), "6.00 EUR – 1.00"),
        (
            "<orderinfo>Total: 6.00 EUR</orderinfo>".to_owned() + &total(&[("Total", "5.00", "EUR")]),
            "several sums for the whole order",
        ),
    ] {
        assert_eq!(of(&lists), quote, "{lists}");
    }
    let several = "<list name=\"total_summary\"><elem><cost><price><cost>5</cost><currency>EUR</currency></price>\
                   <price><cost>5</cost><currency>USD</currency></price></cost></elem></list>";
    assert_eq!(of(several), "several currencies");
    let other =
        "<list name=\"total_summary\"><elem><cost><price><cost>5</cost><period>1</period></price></cost></elem></list>";
    assert_eq!(of(other), period);
    // In `bjson` the lists stand in one, each under its own name, and the fields in a model.
    let bjson = r#"{"func":"v2.vds.order.param","model":{"pricelist":"92610"},"messages":[],"list":{"slist":{},
        "total_summary":[{"label":"Total","cost":{"price":{"cost":"5.00","currency":"EUR"}}}]}}"#;
    assert_eq!(told(read(Dialect::Billmanager6, bjson)), "5.00 EUR – –");
    let bjson =
        r#"{"func":"vds.order.param","model":{"pricelist":"71820","orderinfo":"Total: 5.00 EUR"},"messages":[]}"#;
    assert_eq!(told(read(Dialect::Billmanager5, bjson)), "5.00 EUR – –");
}

#[test]
fn a_form_that_shows_other_values_is_not_the_quote_of_this_order() {
    for (dialect, total) in [
        (Dialect::Billmanager5, "<orderinfo>Total: 5.00 EUR</orderinfo>".to_owned()),
        (Dialect::Billmanager6, list("total_summary", &[("Total", "5.00", "EUR")])),
    ] {
        let own = form(dialect, &total);
        assert_eq!(told(read(dialect, &own)), "5.00 EUR – –");
        let catalog = bundled(dialect);
        let order = order(&catalog);
        for parameter in order.terms.sent.parameters() {
            let (name, value) = (&parameter.name, parameter.value.to_string());
            let other = match parameter.part {
                crate::order::Part::AutoRenew => "3".to_owned(),
                _ if value.parse::<u32>().is_ok() => "777".to_owned(),
                _ => "Another".to_owned(),
            };
            let field = |value: &str| format!("<{name}>{value}</{name}>");
            let changed = own.replace(&field(&value), &field(&other));
            assert_ne!(changed, own, "{name}");
            let error = read(dialect, &changed).expect_err("another order");
            assert_eq!((error.reason.code, error.passing), (ReasonCode::ShownOtherwise, false), "{name}");
            assert_eq!(error.reason.field.as_deref(), Some(name.as_str()));
            assert_eq!(error.reason.words, format!("{value} → {other}"));
            // What a form does not show is no difference.
            assert_eq!(told(read(dialect, &own.replace(&field(&value), ""))), "5.00 EUR – –", "{name}");
        }
    }
}

#[test]
fn a_value_that_the_form_shows_again_and_does_not_offer_is_refused_with_its_limits() {
    let catalog = bundled(Dialect::Billmanager5);
    let order = order_with(&catalog, &[(Field::Disk, "40")]);
    let sent = |part: crate::order::Part| {
        let own = |parameter: &&crate::order::Parameter| parameter.part == part;
        let parameter = order.terms.sent.parameters().iter().find(own).expect("a parameter");
        (parameter.name.clone(), parameter.value.to_string())
    };
    let (disk, amount) = sent(crate::order::Part::Disk);
    let (system, template) = sent(crate::order::Part::Template);
    let amount: u32 = amount.parse().expect("an amount");
    assert!(amount >= 2);
    let field = |control: &str| {
        let own = form_of(&order, &catalog, "<orderinfo>Total: 5.00 EUR</orderinfo>");
        own.replace("<form/>", &format!("<form><field name=\"{disk}\">{control}</field></form>"))
    };
    let slider = |min: u32, max: u32, step: &str| {
        field(&format!("<slider name=\"{disk}\" min=\"{min}\" max=\"{max}\" step=\"{step}\"/>"))
    };
    let list = |name: &str, keys: &[&str]| {
        let values: Vec<String> = keys.iter().map(|key| format!("<val key=\"{key}\">{key}</val>")).collect();
        let values = values.concat();
        form_of(
            &order,
            &catalog,
            &format!("<orderinfo>Total: 5.00 EUR</orderinfo><slist name=\"{name}\">{values}</slist>"),
        )
    };
    let (least, most) = (amount - 1, amount + 1);
    for (body, said) in [
        (slider(least, most, "1"), None),
        (slider(amount, amount, "1"), None),
        (slider(0, least, "1"), Some(format!("{disk}: {amount} ∉ 0..{least}"))),
        (slider(most, most, "1"), Some(format!("{disk}: {amount} ∉ {most}..{most}"))),
        (slider(least, most, "2"), Some(format!("{disk}: {amount} ∉ {least}..{most}, +2"))),
        // Limits of which one is not read are none.
        (slider(0, least, "much"), None),
        (list(&system, &["Ubuntu", &template]), None),
        (list(&system, &["Ubuntu", "Alma"]), Some(format!("{system}: {template} ∉ Ubuntu, Alma"))),
        (list(&system, &["a", "b", "c", "d", "e", "f"]), Some(format!("{system}: {template} ∉ a, b, c, d, e, …"))),
        (list(&system, &[]), None),
        (list("other", &["a"]), None),
    ] {
        for body in shapes::of(&body) {
            let read = read_quote(&order, &Reply::of(200, body.as_str()), &catalog.protocol);
            if let Err(error) = &read {
                assert_eq!(error.reason.code, ReasonCode::NotOffered, "{body}");
            }
            assert_eq!(told(read), said.clone().unwrap_or_else(|| "5.00 EUR – –".to_owned()), "{body}");
        }
    }
}

#[test]
fn what_is_no_form_of_the_orders_is_no_quote() {
    let code = |body: &str| read(Dialect::Billmanager5, body).expect_err("no quote").reason.code;
    let step =
        form(Dialect::Billmanager5, "<orderinfo>Total: 5.00 EUR</orderinfo>").replace("vds.order.param", "vds.order");
    assert_eq!(told(read(Dialect::Billmanager5, &step)), "another form than was asked for");
    let value = "<doc><error type=\"value\" object=\"period\"><msg>no</msg></error></doc>";
    assert_eq!(code(value), ReasonCode::ValueRefused);
    assert_eq!(code("<doc><error type=\"auth\"><msg>no</msg></error></doc>"), ReasonCode::SignInRefused);
    assert!(read(Dialect::Billmanager5, "<doc func=\"vds.order.param\"><ok/></doc>").is_err());
    assert!(read(Dialect::Billmanager5, "<doc func=\"vds.order.param\"><id>7</id></doc>").is_err());
    assert!(read(Dialect::Billmanager5, "").is_err());
    let inside = form(Dialect::Billmanager5, "<orderinfo><b>Total</b>: 5.00 EUR</orderinfo>");
    assert_eq!(told(read(Dialect::Billmanager5, &inside)), "a sum that is not understood");
}
