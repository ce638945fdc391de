//! The parameters of requests, per dialect. Pure.

use std::collections::BTreeMap;

use crate::catalog::Dialect;
use crate::order::Order;

/// Form parameters, in the order of their names.
pub(in crate::panel) type Form = BTreeMap<String, String>;

/// A dialect's names of what the program asks for.
struct Functions {
    order: &'static str,
    services: &'static str,
    /// The form of one service, which changes nothing as long as it is not sent (`sok`).
    service: &'static str,
    account: &'static str,
}

const fn functions(dialect: Dialect) -> Functions {
    match dialect {
        Dialect::Billmanager4 => {
            Functions { order: "vds.order.7", services: "vds", service: "vds.edit", account: "accountinfo" }
        }
    }
}

/// The parameters of an order. For BILLmanager 4 they are the last step of its seven-step wizard with
/// everything in it (the provider's article of 2016), without the credentials.
///
/// What the order asks for stands in its terms in the dialect's own words; `fixed` is what the catalogue says that
/// every order carries, the acceptance of the agreement among it.
pub(in crate::panel) fn order(dialect: Dialect, order: &Order, fixed: &BTreeMap<String, String>) -> Form {
    let mut form = fixed.clone();
    let mut set = |name: String, value: String| {
        form.insert(name, value);
    };
    for parameter in order.terms.sent.parameters() {
        set(parameter.name.to_string(), parameter.value.to_string());
    }
    set("domain".to_owned(), order.domain.to_string());
    for (name, value) in [("func", functions(dialect).order), ("sok", "ok"), ("out", "xml")] {
        set(name.to_owned(), value.to_owned());
    }
    form
}

/// The parameters of one page of the list of services, counted from 1.
pub(in crate::panel) fn services(dialect: Dialect, page: usize, size: usize) -> Form {
    let pairs = [
        ("func", functions(dialect).services.to_owned()),
        ("out", "xml".to_owned()),
        ("p_num", page.to_string()),
        ("p_cnt", size.to_string()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The parameters of the question for one service, by its id.
pub(in crate::panel) fn service(dialect: Dialect, id: &str) -> Form {
    let pairs = [("func", functions(dialect).service), ("elid", id), ("out", "xml")];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The parameters of the question for the account's money.
pub(in crate::panel) fn balance(dialect: Dialect) -> Form {
    let pairs = [("func", functions(dialect).account), ("out", "xml")];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The credentials of a stateless call. They travel in the body only.
pub(in crate::panel) fn sign(form: &mut Form, login: &str, password: &str) {
    form.insert("authinfo".to_owned(), format!("{login}:{password}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::sheet::{Cell, Col, Column, Field, Layout, Role, Row, RowNo};

    /// The order of the provider's published example.
    fn published() -> (Order, BTreeMap<String, String>) {
        let catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        let fields = [
            (Field::Tariff, "KVM Ferrum"),
            (Field::Template, "Centos-6.7-x86_64-minimal"),
            (Field::Period, "1"),
            (Field::Domain, "test-for.example"),
        ];
        let columns = (0..).zip(fields).map(|(at, (field, _))| Column {
            col: Col::from_index(at),
            header: field.header().0.to_owned(),
            role: Role::Field(field),
            unit: None,
        });
        let layout =
            Layout { sheet: None, header_row: RowNo::from_index(0), columns: columns.collect(), russian: false };
        let cells = (0..).zip(fields).map(|(at, (_, text))| (Col::from_index(at), Cell::text(text))).collect();
        let row = Row { no: RowNo::from_index(1), cells };
        let judged = crate::check::sheet(&catalog, &layout, None, vec![row]).judged.remove(0);
        let crate::check::Judgement::Orders(mut orders) = judged.judgement else { panic!("{judged:?}") };
        (orders.remove(0), catalog.fixed)
    }

    #[test]
    fn an_order_has_exactly_the_published_parameters() {
        let (published_order, fixed) = published();
        let mut form = order(Dialect::Billmanager4, &published_order, &fixed);
        sign(&mut form, "USER", "PASS");
        let expected = "authinfo=USER:PASS addon_1101=20 addon_1103=1 addon_1104=1 addon_1110=1 addon_1791=4 \
                        enum_1112=21 enum_1106=25 agree=on domain=test-for.example ostempl=Centos-6.7-x86_64-minimal \
                        period=1210 price=1100 autoprolong=1210 payfrom=neworder func=vds.order.7 sok=ok out=xml";
        let expected: Form = expected
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(form, expected);
    }

    #[test]
    fn no_renewal_leaves_the_parameter_out_or_sends_the_catalogues_value() {
        use crate::order::{Renewal, Sent};
        let (mut published_order, fixed) = published();
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        published_order.terms.asked.renewal = Renewal::Never;
        for (word, told) in [(None, None), (Some("omit"), None), (Some("null"), Some("null"))] {
            catalog.no_renew = word.map(ToOwned::to_owned);
            let (tariff, template) = (&catalog.tariffs[0], &catalog.templates[0]);
            let sent = Sent::of(&catalog, tariff, template, &published_order.terms.asked);
            published_order.terms.sent = sent.expect("a period that is sold");
            assert_eq!(
                order(Dialect::Billmanager4, &published_order, &fixed).get("autoprolong").map(String::as_str),
                told
            );
        }
    }
}
