//! The parameters of the questions for what is sold. None of them sends a form. Pure.

use crate::catalog::{DataCentreId, Dialect, Format, Months, Protocol, TariffId};
use crate::panel::billmanager::request::{Form, reading};

/// The function that tells the price list.
pub(super) const EXPORT: &str = "pricelist.export";

/// How many tariffs a step is asked for; a step of as many may not be whole.
pub(super) const PAGE: usize = 999;

/// The parameters of the question for the price list of an item type.
pub(in crate::panel) fn price_list(protocol: &Protocol) -> Form {
    reading(protocol, EXPORT, [("itemtype", protocol.item_type.as_str()), ("onlyavailable", "on")])
}

/// The function of the step at which a tariff is chosen.
pub(super) fn tariff_function(protocol: &Protocol) -> String {
    let item = &protocol.item_type;
    match protocol.dialect {
        Dialect::Billmanager6 => format!("v2.{item}.order.pricelist"),
        Dialect::Billmanager4 | Dialect::Billmanager5 => format!("{item}.order"),
    }
}

/// The steps that some panels want to be asked for before a later one; nothing but their forms is asked for.
pub(in crate::panel) fn first_steps(protocol: &Protocol) -> Vec<Form> {
    let item = &protocol.item_type;
    let functions = match protocol.dialect {
        Dialect::Billmanager6 => vec![format!("{item}.order"), format!("v2.{item}.order"), tariff_function(protocol)],
        Dialect::Billmanager4 | Dialect::Billmanager5 => vec![tariff_function(protocol)],
    };
    functions.iter().map(|function| reading(protocol, function, [])).collect()
}

/// The parameters of the question for the tariffs of a data centre, or of the one that the panel shows first.
pub(in crate::panel) fn tariffs(protocol: &Protocol, place: Option<DataCentreId>) -> Form {
    let mut form = reading(protocol, &tariff_function(protocol), []);
    if let Some(place) = place {
        form.insert("datacenter".to_owned(), place.to_string());
    }
    if protocol.dialect == Dialect::Billmanager6 {
        form.insert("page".to_owned(), "1".to_owned());
        form.insert("page_size".to_owned(), PAGE.to_string());
    }
    form
}

/// What a form of an order is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panel) struct Wanted {
    /// The tariff.
    pub(in crate::panel) tariff: TariffId,
    /// The data centre, where there is a choice.
    pub(in crate::panel) place: Option<DataCentreId>,
    /// The period; the panel's own first one where nobody asks for another.
    pub(in crate::panel) months: Option<Months>,
}

/// What a dialect calls the period in the form of an order.
pub(super) const fn period_field(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Billmanager6 => "order_period",
        Dialect::Billmanager4 | Dialect::Billmanager5 => "period",
    }
}

/// The parameters of the question for the form of an order. It is not sent.
pub(in crate::panel) fn order_form(protocol: &Protocol, wanted: Wanted) -> Form {
    let mut form = reading(protocol, &protocol.order_function(), []);
    let mut set = |name: &str, value: String| drop(form.insert(name.to_owned(), value));
    set("pricelist", wanted.tariff.to_string());
    if let Some(place) = wanted.place {
        set("datacenter", place.to_string());
    }
    if let Some(months) = wanted.months {
        set(period_field(protocol.dialect), months.to_string());
        // Some panels look for the period under the tariff's number.
        if protocol.dialect == Dialect::Billmanager6 {
            set(&format!("period_{}", wanted.tariff), months.to_string());
        }
    }
    form
}

/// The same question for a form that says of what kind its fields are; none where the first answer is all there is.
pub(in crate::panel) fn described(protocol: &Protocol, wanted: Wanted) -> Option<Form> {
    let mut form = order_form(protocol, wanted);
    form.insert("out".to_owned(), "devel".to_owned());
    // JSON says it as it is.
    (protocol.format == Format::Xml).then_some(form)
}
