//! What lists and forms show that are asked for and not sent. Only names are kept, never what stands in them. Pure.

use std::collections::BTreeSet;

use super::cap;
use super::document::document;
use super::element::Element;
use super::reply::Reply;
use super::unread::{why_no_list, why_unread};
use crate::catalog::Protocol;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::{FormFacts, ListFacts, ReadError};

/// The most names of columns or fields that are kept.
const MOST: usize = 500;

/// The most characters of a name that are kept.
const LONGEST: usize = 100;

/// Reads the first page of a list.
///
/// # Errors
///
/// [`ReadError`] for what is no list.
pub(in crate::panel) fn read_list(reply: &Reply, protocol: &Protocol) -> Result<ListFacts, ReadError> {
    let is_list = |document: &Element| document.below(&["error", "ok", "authfail"]).is_empty();
    let Some(document) = document(reply, protocol).filter(is_list) else { return Err(why_no_list(reply, protocol)) };
    if document.child("elem").is_none() && document.child("p_elems").is_none() {
        return Err(why_no_list(reply, protocol));
    }
    let stated = document.text_of("p_elems").and_then(|text| text.parse().ok());
    let columns = document.named("elem").flat_map(|row| row.children.iter().map(|column| column.name.as_str()));
    Ok(ListFacts { stated, rows: document.named("elem").count(), columns: names(columns), may_be_filtered: false })
}

/// Reads a form that was asked for and not sent.
///
/// # Errors
///
/// [`ReadError`] for what is no form.
pub(in crate::panel) fn read_form(reply: &Reply, protocol: &Protocol) -> Result<FormFacts, ReadError> {
    let is_form = |document: &Element| document.below(&["error", "ok", "authfail"]).is_empty();
    let Some(document) = document(reply, protocol).filter(is_form) else { return Err(why_unread(reply, protocol)) };
    let function = document.attribute("func").map(|name| cap::cut_at(name, LONGEST));
    let form = document.child("model").unwrap_or(&document);
    let own = ["metadata", "slist", "list", "saved_filters", "model"];
    let fields = form.children.iter().map(|field| field.name.as_str()).filter(|name| !own.contains(name));
    let named = |elements: Vec<&Element>| -> Vec<String> {
        elements.into_iter().filter_map(|element| element.attribute("name").map(ToOwned::to_owned)).collect()
    };
    let (lists, described) = (named(document.below(&["slist"])), named(document.below(&["field"])));
    let fields = names(fields.chain(lists.iter().chain(&described).map(String::as_str)));
    let buttons = names(named(document.below(&["button"])).iter().map(String::as_str));
    if fields.is_empty() {
        let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::NoData);
        return Err(ReadError { reason, passing: false, retry_after: None });
    }
    Ok(FormFacts { function, fields, buttons })
}

fn names<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let names: BTreeSet<String> = names.take(MOST).map(|name| cap::cut_at(name, LONGEST)).collect();
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Dialect;

    fn read_list(reply: &Reply) -> Result<ListFacts, ReadError> {
        super::read_list(reply, &Protocol::usual(Dialect::Billmanager6))
    }

    fn read_form(reply: &Reply) -> Result<FormFacts, ReadError> {
        super::read_form(reply, &Protocol::usual(Dialect::Billmanager6))
    }

    #[test]
    fn a_list_tells_its_columns_and_nothing_that_stands_in_them() {
        let body = "<doc func=\"vds\"><elem><id>7</id><domain>SECRET</domain><remoteid>SECRET</remoteid></elem>\
                    <p_elems>12</p_elems></doc>";
        let facts = read_list(&Reply::of(200, body)).expect("a list");
        assert_eq!((facts.stated, facts.rows), (Some(12), 1));
        assert_eq!(facts.columns, ["domain", "id", "remoteid"]);
        assert!(!format!("{facts:?}").contains("SECRET"));
        let missed = "<doc><error type=\"missed\" object=\"instances\"><msg>x</msg></error></doc>";
        let error = read_list(&Reply::of(200, missed)).expect_err("no list");
        assert_eq!(error.reason.code, ReasonCode::NoSuchList);
        assert!(read_list(&Reply::of(200, "<doc><ok/></doc>")).is_err());
    }

    #[test]
    fn a_form_tells_its_fields_and_buttons_and_nothing_that_stands_in_them() {
        let body = "<doc func=\"v2.vds.order.param\"><pricelist>SECRET</pricelist>\
                    <slist name=\"ostempl\"><val key=\"SECRET\">SECRET</val></slist>\
                    <metadata><form><page><field name=\"addon_7820\"/></page>\
                    <buttons><button name=\"order\" type=\"ok\"/></buttons></form></metadata></doc>";
        let facts = read_form(&Reply::of(200, body)).expect("a form");
        assert_eq!(facts.function.as_deref(), Some("v2.vds.order.param"));
        assert_eq!(facts.fields, ["addon_7820", "ostempl", "pricelist"]);
        assert_eq!(facts.buttons, ["order"]);
        assert!(!format!("{facts:?}").contains("SECRET"));
        for none in ["<doc/>", "<doc><ok/></doc>", "<doc><error type=\"missed\"><msg>x</msg></error></doc>"] {
            assert!(read_form(&Reply::of(200, none)).is_err(), "{none}");
        }
    }
}
