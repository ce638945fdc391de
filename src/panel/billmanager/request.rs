//! The parameters of requests, per dialect. Pure.

use std::collections::BTreeMap;

use super::answer::CONFIRM;
use super::cart::CART;
use super::expense::EXPENSE;
use crate::catalog::{Dialect, Protocol};
use crate::order::{Order, Part};

/// What becomes of a filter that a person saved in the web interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panel) enum Filter {
    /// It is put aside for this call.
    Off,
    /// The panel does as it likes.
    AsSaved,
}

/// Form parameters, in the order of their names.
pub(in crate::panel) type Form = BTreeMap<String, String>;

/// What an order carries beside its terms.
#[derive(Clone, Copy, Debug)]
pub(in crate::panel) struct Carried<'c> {
    /// What the catalogue says that every order carries, the acceptance of the agreement among it.
    pub(in crate::panel) fixed: &'c BTreeMap<String, String>,
    /// The order's key, by which its service is proved ours.
    pub(in crate::panel) key: Option<&'c str>,
}

/// The parameters of an order, without the credentials. For BILLmanager 4 they are the last step of its seven-step
/// wizard with everything in it (the provider's article of 2016); for 5 and 6 the last step of theirs, paid at once.
///
/// What the order asks for stands in its terms in the dialect's own words.
pub(in crate::panel) fn order(protocol: &Protocol, order: &Order, carried: Carried<'_>) -> Form {
    let mut form = carried.fixed.clone();
    let mut set = |name: &str, value: &str| {
        form.insert(name.to_owned(), value.to_owned());
    };
    for parameter in order.terms.sent.parameters() {
        set(&parameter.name, &parameter.value.to_string());
    }
    set("domain", order.domain.ascii());
    let button = match protocol.dialect {
        Dialect::Billmanager4 => None,
        Dialect::Billmanager5 => Some("finish"),
        Dialect::Billmanager6 => Some("order"),
    };
    if let Some(button) = button {
        set("clicked_button", button);
        set("skipbasket", "on");
        if let Some(key) = carried.key {
            set("remoteid", key);
        }
    }
    set("func", &protocol.order_function());
    set("sok", "ok");
    set("out", protocol.format.word());
    form
}

/// What sends an order, and says what becomes of it then.
const SENDING: [&str; 4] = ["sok", "snext", "clicked_button", "skipbasket"];

/// The parameters of the question what an order would cost: its form with everything that the order asks for, and
/// without what sends it.
pub(in crate::panel) fn quote(protocol: &Protocol, order: &Order, carried: Carried<'_>) -> Form {
    let mut form = self::order(protocol, order, carried);
    form.retain(|name, _| !SENDING.contains(&name.as_str()));
    if protocol.dialect == Dialect::Billmanager6 {
        // Some panels look for the period under the tariff's number.
        let [tariff, period] = [Part::Tariff, Part::Period].map(|part| order.terms.sent.shown(part));
        form.insert(format!("period_{tariff}"), period);
    }
    form
}

/// The parameters of a call that only reads: never one of those that send a form.
pub(super) fn reading<const N: usize>(protocol: &Protocol, function: &str, more: [(&str, &str); N]) -> Form {
    let always = [("func", function), ("out", protocol.format.word())];
    always.into_iter().chain(more).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The parameters of one page of the list of services, counted from 1. What somebody filtered in the web interface
/// is shown all the same (`filter`), where a panel of today is asked, unless it refused to hear of that.
pub(in crate::panel) fn services(protocol: &Protocol, page: usize, size: usize, filter: Filter) -> Form {
    let (page, size) = (page.to_string(), size.to_string());
    let mut form = reading(protocol, &protocol.list_function(), [("p_num", &page), ("p_cnt", &size)]);
    if protocol.dialect != Dialect::Billmanager4 && filter == Filter::Off {
        form.insert("filter".to_owned(), "off".to_owned());
    }
    form
}

/// The parameters of one page of the list of charges, counted from 1. The oldest come first: what is charged while the
/// list is read comes behind it. What somebody filtered in the web interface is shown all the same, as for services;
/// a filter of this call might be added to that one, so none is used.
pub(in crate::panel) fn charges(protocol: &Protocol, page: usize, size: usize, filter: Filter) -> Form {
    let (page, size) = (page.to_string(), size.to_string());
    let pages = [("p_num", page.as_str()), ("p_cnt", &size), ("p_sort", "id"), ("p_order", "asc")];
    let mut form = reading(protocol, EXPENSE, pages);
    if filter == Filter::Off {
        form.insert("filter".to_owned(), "off".to_owned());
    }
    form
}

/// The parameters of the question for one service, by its id.
pub(in crate::panel) fn service(protocol: &Protocol, id: &str) -> Form {
    reading(protocol, &protocol.service_function(), [("elid", id)])
}

/// The parameters of the question for the account's money.
pub(in crate::panel) fn balance(protocol: &Protocol) -> Form {
    let function = match protocol.dialect {
        Dialect::Billmanager4 => "accountinfo",
        Dialect::Billmanager5 | Dialect::Billmanager6 => "whoami",
    };
    reading(protocol, function, [])
}

/// The parameters of the question for a summary of the money, which panels of today have.
pub(in crate::panel) fn summary(protocol: &Protocol) -> Form {
    reading(protocol, "dashboard.info", [("dashboard", "info"), ("sfrom", "ajax")])
}

/// The parameters of the question for the form of an order, of one tariff or of none. It is not sent.
pub(in crate::panel) fn form(protocol: &Protocol, tariff: Option<u32>) -> Form {
    let mut form = reading(protocol, &protocol.order_function(), []);
    if let Some(tariff) = tariff {
        form.insert("pricelist".to_owned(), tariff.to_string());
    }
    form
}

/// The parameters of the question for what lies in the account's cart.
pub(in crate::panel) fn cart(protocol: &Protocol) -> Form {
    reading(protocol, CART, [])
}

/// The parameters that pay for one item of the cart from the account's balance.
pub(in crate::panel) fn confirm(protocol: &Protocol, item: &str) -> Form {
    let pairs = [("elid", item), ("paymethod_id", "0"), ("sok", "ok")];
    reading(protocol, CONFIRM, pairs)
}

/// The function that opens a session.
pub(in crate::panel) const SIGN_IN: &str = "auth";

/// The parameters that open a session, without the credentials.
pub(in crate::panel) fn sign_in(protocol: &Protocol) -> Form {
    reading(protocol, SIGN_IN, [])
}

/// The credentials that open a session. They travel in the body only, as those below.
pub(in crate::panel) fn introduce(form: &mut Form, login: &str, password: &str) {
    form.insert("username".to_owned(), login.to_owned());
    form.insert("password".to_owned(), password.to_owned());
}

/// The session that a call belongs to.
pub(in crate::panel) fn join(form: &mut Form, session: &str) {
    form.insert("auth".to_owned(), session.to_owned());
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

    #[test]
    fn whatever_an_order_asks_for_its_quote_asks_for_and_nothing_that_sends_it() {
        for dialect in Dialect::ALL {
            let (published_order, mut fixed) = published();
            // Not even a table gets what sends a form into it.
            fixed.extend([("snext".to_owned(), "ok".to_owned())]);
            let protocol = Protocol::usual(dialect);
            let carried = Carried { fixed: &fixed, key: None };
            let (mut sent, quoted) =
                (order(&protocol, &published_order, carried), quote(&protocol, &published_order, carried));
            for act in ["sok", "snext", "clicked_button", "skipbasket"] {
                sent.remove(act);
                assert!(!quoted.contains_key(act), "{dialect:?}: {act}");
            }
            if dialect == Dialect::Billmanager6 {
                sent.insert("period_1100".to_owned(), "1210".to_owned());
            }
            assert_eq!(quoted, sent, "{dialect:?}");
            assert_eq!(quoted["domain"], "test-for.example");
            assert_eq!(quoted["func"], protocol.order_function());
        }
    }

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
        let protocol = Protocol::usual(Dialect::Billmanager4);
        let carried = Carried { fixed: &fixed, key: Some("k") };
        let mut form = order(&protocol, &published_order, carried);
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
        use std::sync::Arc;

        use crate::order::{Renewal, Sent};
        let (mut published_order, fixed) = published();
        let mut catalog = Catalog::bundled("ihor").expect("bundled").expect("sound");
        Arc::make_mut(&mut published_order.terms).asked.renewal = Renewal::Never;
        for (word, told) in [(None, None), (Some("omit"), None), (Some("null"), Some("null"))] {
            catalog.no_renew = word.map(ToOwned::to_owned);
            let (tariff, template) = (&catalog.tariffs[0], &catalog.templates[0]);
            let sent = Sent::of(&catalog, tariff, template, &published_order.terms.asked);
            Arc::make_mut(&mut published_order.terms).sent = sent.expect("a period that is sold");
            assert_eq!(
                order(&catalog.protocol, &published_order, Carried { fixed: &fixed, key: None })
                    .get("autoprolong")
                    .map(String::as_str),
                told
            );
        }
    }
}
