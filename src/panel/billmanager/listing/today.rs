//! Lists of panels of today, in every shape.

use super::*;
use crate::money::Money;
use crate::order::service::ServiceState;
use crate::panel::billmanager::shapes;

fn protocol() -> Protocol {
    Protocol::usual(Dialect::Billmanager6)
}

fn page(body: &str) -> Result<Page, ReadError> {
    read_page(1, &Reply::of(200, body), &protocol())
}

fn state(status: &str) -> Option<ServiceState> {
    page(&format!("<doc func=\"vds\"><elem><id>7</id>{status}</elem></doc>")).expect("a page").services[0].state
}

#[test]
fn a_row_is_read_in_every_shape() {
    let body = "<doc func=\"vds\" lang=\"en\"><elem><id>7100001</id><ip>192.0.2.10</ip>\
                <domain>vds7100001.panel.example</domain><createdate>2026-03-08</createdate>\
                <expiredate>daily</expiredate><real_expiredate>2026-12-08</real_expiredate>\
                <ostempl>Ubuntu-24.04-amd64</ostempl><pricelist>KVM SSD Start</pricelist><pricelist_id>7818</pricelist_id>\
                <cost>100.00 RUB / Month</cost><item_cost>100.0000</item_cost><currency_str>RUB</currency_str>\
                <remoteid>vb1</remoteid><item_status orig=\"2\">Active</item_status></elem><p_elems>1</p_elems></doc>";
    for body in shapes::of(body) {
        let page = page(&body).unwrap_or_else(|error| panic!("{body}: {error}"));
        let [service] = page.services.as_slice() else { panic!("{body}: {page:?}") };
        assert_eq!((page.nameless, page.stated), (false, Some(1)), "{body}");
        assert_eq!((service.id.as_str(), service.state), ("7100001", Some(ServiceState::Active)), "{body}");
        assert_eq!(service.domain, "vds7100001.panel.example", "{body}");
        assert_eq!(service.tariff_id.as_deref(), Some("7818"), "{body}");
        assert_eq!(service.remote_id.as_ref().map(|key| key.as_str()), Some("vb1"), "{body}");
        assert_eq!(service.cost, Money::try_from("100.00".to_owned()).ok(), "{body}");
        assert_eq!(service.currency.as_deref(), Some("RUB"), "{body}");
        assert_eq!(service.expires.map(|day| day.to_string()).as_deref(), Some("2026-12-08"), "{body}");
    }
    let attribute = "<doc><elem remoteid=\"vb1\"><id>7</id></elem></doc>";
    let listed = page(attribute).expect("a page").services.remove(0);
    assert_eq!(listed.remote_id.as_ref().map(|key| key.as_str()), Some("vb1"));
}

#[test]
fn numbers_above_five_are_steps_and_words_stand_for_numbers() {
    use ServiceState as S;
    for (status, read) in [
        ("<item_status>1</item_status>", Some(S::Ordered)),
        ("<item_status>6</item_status>", Some(S::Processing)),
        ("<item_status orig=\"7\">Renewal</item_status>", Some(S::Processing)),
        ("<item_status orig=\"7\">Not available</item_status>", Some(S::Unavailable)),
        ("<item_status orig=\"2\">Not available</item_status>", Some(S::Active)),
        ("<item_status>0</item_status>", None),
        ("<item_status>Active</item_status>", Some(S::Active)),
        ("<item_status>Suspended by administrator</item_status>", Some(S::Suspended)),
        ("<item_status>Temporary suspended</item_status>", Some(S::Suspended)),
        ("<item_status>Deleted</item_status>", Some(S::Deleted)),
        ("<item_status>In  progress</item_status>", Some(S::Processing)),
        ("<item_status>Configuration required</item_status>", Some(S::Unconfigured)),
        ("<item_status>Not available</item_status>", Some(S::Unavailable)),
        ("<item_status>Удалён</item_status>", Some(S::Deleted)),
        ("<item_status>Обрабатывается</item_status>", Some(S::Processing)),
        ("<item_status>Not active</item_status>", None),
        ("<item_status>Activ</item_status>", None),
        ("<item_status/>", None),
        ("", None),
    ] {
        assert_eq!(state(status), read, "{status}");
    }
}

#[test]
fn only_the_lists_own_function_answers_with_the_list() {
    let empty = |body: &str| page(body).map(|page| page.services.len());
    for body in
        ["<doc func=\"vds\"/>", "<doc func=\"vds\"><p_elems>0</p_elems></doc>", "<doc><p_elems>0</p_elems></doc>"]
    {
        for body in shapes::of(body).iter().filter(|body| !body.starts_with("{\"p_elems")) {
            assert_eq!(empty(body), Ok(0), "{body}");
        }
    }
    for none in [
        "<doc/>",
        "<doc func=\"desktop\"/>",
        "<doc func=\"desktop\"><elem><id>7</id></elem></doc>",
        "<doc func=\"vds\"><metadata/></doc>",
        "<doc func=\"vds\"><ok/></doc>",
        "<doc func=\"totp.confirm\"><ok/></doc>",
        "{\"p_elems\":\"0\"}",
        "{\"doc\":{\"$func\":\"vds\",\"elem\":[{\"id\":\"7\"}]}",
    ] {
        assert!(page(none).is_err(), "{none}");
    }
    assert!(
        read_page(1, &Reply::of(200, "{\"func\":\"vds\",\"elem\":[]}"), &Protocol::usual(Dialect::Billmanager4))
            .is_err()
    );
}

#[test]
fn an_id_may_be_told_twice_and_nothing_else() {
    let read = |row: &str| {
        let page = page(&format!("<doc func=\"vds\"><elem>{row}</elem></doc>")).expect("a page");
        (page.services.len(), page.nameless)
    };
    assert_eq!(read("<id>7</id><id>7</id>"), (1, false));
    for row in
        ["<id>7</id><id>8</id>", "<id/><id>7</id>", "<id>7</id><domain>a</domain><domain>a</domain>", "<ID>7</ID>"]
    {
        assert_eq!(read(row), (0, true), "{row}");
    }
}

#[test]
fn only_a_refusal_that_can_be_about_the_filter_is_taken_for_one() {
    let refuses = |kind: &str, object: &str| {
        let body = format!("<doc><error type=\"{kind}\" object=\"{object}\"><msg>x</msg></error></doc>");
        refuses_a_parameter(&page(&body).expect_err("no list"))
    };
    for (kind, object) in [("value", "filter"), ("value", ""), ("missed", "filter"), ("xml", "")] {
        assert!(refuses(kind, object), "{kind} {object}");
    }
    for (kind, object) in [("auth", ""), ("access", "vds"), ("access", ""), ("missed", "vds"), ("extraconfirm", "")] {
        assert!(!refuses(kind, object), "{kind} {object}");
    }
    let server = read_page(1, &Reply::of(502, ""), &protocol()).expect_err("no list");
    assert!(!refuses_a_parameter(&server));
}
