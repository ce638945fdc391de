use super::*;
use crate::catalog::Dialect;
use crate::order::service::{Cap, Gap, Listing, ServiceState};

fn read_page(number: usize, reply: &Reply) -> Result<Page<Service>, ReadError> {
    super::read_page(number, reply, &Protocol::usual(Dialect::Billmanager4))
}

fn read_all(fetch: impl FnMut(usize, usize) -> Result<Page<Service>, ReadError>) -> Result<Listing, ReadError> {
    let pages::Whole { rows, gap } = pages::read_all(PAGE, fetch)?;
    Ok(Listing { services: rows, gap, ..Listing::default() })
}

fn service(id: usize) -> Service {
    Service { id: id.to_string(), ..Service::default() }
}

fn page(ids: std::ops::Range<usize>, stated: Option<u64>) -> Page<Service> {
    Page { rows: ids.map(service).collect(), stated, ..Page::default() }
}

#[test]
fn a_list_is_complete_when_as_many_came_as_are_stated() {
    let fetch = |number: usize, _| Ok(page((number - 1) * PAGE..(number * PAGE).min(450), Some(450)));
    let listing = read_all(fetch).expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (450, None));
    let listing = read_all(|_, _| Ok(page(0..3, Some(4)))).expect("a list");
    assert_eq!(listing.gap, Some(Gap::Count { stated: 4, came: 3 }));
    let listing = read_all(|_, _| Ok(page(0..0, Some(0)))).expect("a list");
    assert!(listing.is_complete());
}

#[test]
fn without_a_stated_number_two_readings_must_agree() {
    let ended = |number, _| Ok(page(if number == 1 { 0..3 } else { 0..0 }, None));
    assert!(read_all(ended).expect("a list").is_complete());
    let mut reading = 0;
    let changing = read_all(|number, _| {
        reading += usize::from(number == 1);
        Ok(page(0..2 + reading, None))
    });
    assert_eq!(changing.expect("a list").gap, Some(Gap::Changing));
    // The page's number is ignored and the page is full: nobody knows what comes behind it.
    let endless = read_all(|_, _| Ok(page(0..PAGE, None))).expect("a list");
    assert_eq!(endless.gap, Some(Gap::NoEnd));
}

#[test]
fn a_panel_that_gives_fewer_rows_than_asked_for_is_read_to_its_end() {
    let capped =
        |stated| move |number: usize, _| Ok(page(((number - 1) * 50).min(120)..(number * 50).min(120), stated));
    for stated in [None, Some(120)] {
        let listing = read_all(capped(stated)).expect("a list");
        assert_eq!((listing.services.len(), listing.gap), (120, None), "{stated:?}");
    }
}

#[test]
fn a_list_without_a_number_ends_with_a_short_page_whatever_comes_behind_it() {
    let read = |total: usize, behind: std::ops::Range<usize>| {
        let fetch = |number: usize, _| {
            let ids = ((number - 1) * PAGE).min(total)..(number * PAGE).min(total);
            Ok(page(if ids.is_empty() { behind.clone() } else { ids }, None))
        };
        let listing = read_all(fetch).expect("a list");
        (listing.services.len(), listing.gap)
    };
    // Behind the end comes nothing, or the first page again.
    assert_eq!(read(250, 0..0), (250, None));
    assert_eq!(read(250, 0..PAGE), (250, None));
    assert_eq!(read(400, 0..0), (400, None));
    assert_eq!(read(400, 0..PAGE), (400, Some(Gap::NoEnd)));
}

type OfSize = fn(usize) -> usize;

/// A panel that states no number, with so many services: which page it gives.
fn paged(total: usize, of_size: OfSize, of_number: fn(usize, usize) -> usize) -> (usize, Option<Gap>) {
    let listing = read_all(|number, size| {
        let size = of_size(size);
        let number = of_number(number, total.div_ceil(size));
        Ok(page(((number - 1) * size).min(total)..(number * size).min(total), None))
    });
    let listing = listing.expect("a list");
    (listing.services.len(), listing.gap)
}

#[test]
fn a_panel_that_ignores_the_pages_number_may_hold_something_back() {
    let (as_asked, capped): (OfSize, OfSize) = (|size| size, |size| size.min(50));
    let ignored: fn(usize, usize) -> usize = |_, _| 1;
    assert_eq!(paged(120, capped, ignored), (50, Some(Gap::NoEnd)));
    assert_eq!(paged(2, |size| size.min(2), ignored), (2, Some(Gap::NoEnd)));
    // A single row that comes again and again may be one of many.
    for total in [1, 120] {
        assert_eq!(paged(total, |size| size.min(1), ignored), (1, Some(Gap::NoEnd)));
    }
    // Whoever gives the last page again behind the last one has pages, and all of them came.
    for total in [2, 3, 49, 50, 51, 120, 199, 200, 201, 450] {
        let last_again: fn(usize, usize) -> usize = |number, last| number.min(last);
        for of_size in [as_asked, capped] {
            let full = total % of_size(PAGE) == 0 && of_size(PAGE) == PAGE;
            let gap = full.then_some(Gap::NoEnd);
            assert_eq!(paged(total, of_size, last_again), (total, gap), "{total}");
        }
    }
    // Whoever heeds neither number nor size may give all that there is, or as much as it likes.
    for kept in [137, 50, 2] {
        let listing = read_all(|_, _| Ok(page(0..kept, None))).expect("a list");
        assert_eq!(listing.gap, Some(Gap::NoEnd), "{kept}");
    }
}

#[test]
fn a_number_that_cannot_be_read_is_no_number() {
    let read = |text: &str| read_page(1, &Reply::of(200, format!("<doc><p_elems>{text}</p_elems></doc>")));
    assert_eq!(read("1 250").expect("a page").stated, Some(1250));
    for none in ["many", "-1", "1.5", "99999999999999999999"] {
        assert_eq!(read(none).expect_err("no page").reason.code, ReasonCode::Unreadable, "{none}");
    }
}

#[test]
fn a_list_that_moved_between_its_pages_proves_nothing_absent() {
    // A service of page 1 goes after it is read, every time, so the first of page 2 slips onto it.
    let slipped = |number, _| Ok(if number == 1 { page(0..200, Some(250)) } else { page(201..250, Some(249)) });
    let listing = read_all(slipped).expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (249, Some(Gap::Changing)));
}

#[test]
fn a_page_with_rows_of_an_earlier_one_beside_new_ones_belongs_to_another_list() {
    // A service is put on top of the list between its pages.
    let shifted = |number, _| Ok(if number == 1 { page(0..200, Some(250)) } else { page(199..250, Some(250)) });
    let listing = read_all(shifted).expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (250, Some(Gap::Changing)));
}

#[test]
fn an_endless_list_is_read_to_its_caps_and_proves_nothing_absent() {
    let endless = |per_page: usize, bytes: usize, stated| {
        let mut pages = 0;
        let listing = read_all(|number, _| {
            pages += 1;
            let ids = (number - 1) * per_page..number * per_page;
            Ok(Page { bytes, ..page(ids, stated) })
        });
        let listing = listing.expect("a list");
        (listing.services.len(), listing.gap, pages)
    };
    for stated in [None, Some(u64::MAX)] {
        assert_eq!(endless(1000, 1 << 10, stated), (200_000, Some(Gap::TooLarge(Cap::Rows)), 201));
        assert_eq!(endless(10, 16 << 20, stated), (50, Some(Gap::TooLarge(Cap::Bytes)), 5));
    }
    // As much as that is taken.
    let full = read_all(|_, _| Ok(Page { bytes: 64 << 20, ..page(0..200_000, Some(200_000)) })).expect("a list");
    assert_eq!((full.services.len(), full.gap), (200_000, None));
    let one_page = format!("<doc>{}</doc>", "<elem><id>1</id></elem>".repeat(200_001));
    let read = read_page(1, &Reply::of(200, one_page)).expect("a page");
    assert_eq!((read.rows.len(), read.over), (200_000, Some(Cap::Rows)));
}

#[test]
fn a_field_that_is_too_long_is_nobodys() {
    let long = format!("{}.example.ru", "a".repeat(1000));
    let list = |row: &str| {
        let body = format!("<doc><elem>{row}</elem><p_elems>1</p_elems></doc>");
        read_all(|number, _| read_page(number, &Reply::of(200, body.clone()))).expect("a list")
    };
    for column in COLUMNS.into_iter().filter(|column| !["id", "item_status"].contains(column)) {
        let listing = list(&format!("<id>7</id><{column}>{long}</{column}>"));
        assert_eq!((listing.services.len(), &listing.gap), (1, &Some(Gap::TooLarge(Cap::Field))), "{column}");
        let kept = serde_json::to_string(&listing.services[0]).expect("JSON");
        assert!(kept.chars().count() < 1300 && !kept.contains(&long), "{column}: {kept}");
        assert_eq!(listing.services[0].canonical(), None);
    }
    let listing = list(&format!("<id>{long}</id><domain>a.example.ru</domain>"));
    assert_eq!((listing.services.len(), listing.gap), (0, Some(Gap::TooLarge(Cap::Field))));
    // What is not read may be of any length.
    assert!(list(&format!("<id>7</id><note>{long}</note>")).is_complete());
    // A key of ours with something behind it is not ours.
    let key = |text: &str| list(&format!("<id>7</id><remoteid>{text}</remoteid>")).services[0].remote_id.clone();
    let ours = "k".repeat(64);
    assert_eq!(key(&ours).expect("a key").as_str(), ours);
    assert_ne!(key(&format!("{ours}k")).expect("a key").as_str(), ours);
}

#[test]
fn a_list_that_changes_once_is_read_again() {
    let mut fetched = 0;
    let listing = read_all(|number, _| {
        fetched += 1;
        // In the first reading only, a service goes between the pages.
        let slips = fetched <= 2;
        Ok(match number {
            1 => page(0..200, Some(if slips { 250 } else { 249 })),
            _ => page(if slips { 201..250 } else { 200..249 }, Some(249)),
        })
    });
    let listing = listing.expect("a list");
    assert_eq!((listing.services.len(), listing.gap, fetched), (249, None, 4));
}

#[test]
fn rows_without_an_id_prove_nothing_absent() {
    let body = "<doc><elem><id>7</id></elem><elem><domain>web-1.example.ru</domain></elem></doc>";
    let listing = read_all(|number, _| read_page(number, &Reply::of(200, body))).expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (1, Some(Gap::Nameless)));
}

#[test]
fn a_bare_page_is_the_end_but_never_the_whole_list() {
    let read = |number, body: &str| read_page(number, &Reply::of(200, body));
    let bodies = |number| if number == 1 { "<doc><elem><id>7</id></elem></doc>" } else { "<doc/>" };
    let listing = read_all(|number, _| read(number, bodies(number))).expect("a list");
    assert_eq!((listing.services.len(), listing.gap), (1, None));
    assert!(read(1, "<doc/>").is_err());
    assert!(read(2, "<doc><ok/></doc>").is_err());
}

#[test]
fn the_fields_of_a_service_are_read() {
    let body = "<doc><elem><id>7</id><domain>Web.Example.ru</domain><item_status orig='2'>Активен</item_status>\
                <expiredate>Daily charges</expiredate><real_expiredate>2026-12-24</real_expiredate>\
                <item_cost>1 234,56</item_cost><pricelist>KVM Ferrum</pricelist></elem><p_elems>1</p_elems></doc>";
    let page = read_page(1, &Reply::of(200, body)).expect("a page");
    let service = &page.rows[0];
    assert_eq!(page.stated, Some(1));
    assert_eq!(service.state, Some(ServiceState::Active));
    assert_eq!(service.expires, Some(jiff::civil::date(2026, 12, 24)));
    assert_eq!(service.cost.map(|cost| cost.to_string()).as_deref(), Some("1234.56"));
    assert_eq!(service.canonical().expect("a domain").ascii(), "web.example.ru");
}

#[test]
fn an_answer_that_is_no_list_says_why() {
    let refused = |status, body: &str| read_page(1, &Reply::of(status, body)).expect_err("no list");
    let login = refused(200, "<doc><error type=\"auth\"><msg>x</msg></error></doc>");
    assert_eq!((login.reason.code, login.passing), (ReasonCode::SignInRefused, false));
    assert_eq!((refused(502, "<html/>").reason.code, refused(502, "").passing), (ReasonCode::ServerError, true));
    assert!(!refused(302, "").passing);
    assert_eq!(refused(200, "<doc><elem>").reason.code, ReasonCode::Unreadable);
    assert_eq!(refused(200, "<doc><ok/></doc>").reason.code, ReasonCode::Unreadable);
    assert_eq!(refused(200, "<doc/>").reason.code, ReasonCode::Unreadable);
    assert_eq!(refused(500, "<doc><p_elems>0</p_elems></doc>").reason.code, ReasonCode::ServerError);
}

#[test]
fn two_rows_of_one_service_prove_nothing_absent() {
    let read = |rows: &str| {
        let body = format!("<doc>{rows}</doc>");
        let listing = read_all(|number, _| {
            read_page(number, &Reply::of(200, if number == 1 { body.as_str() } else { "<doc/>" }))
        });
        let listing = listing.expect("a list");
        let ids: Vec<String> = listing.services.into_iter().map(|service| service.id).collect();
        (ids.join(" "), listing.gap)
    };
    let row = |id: &str, domain: &str, status: u8| {
        format!("<elem><id>{id}</id><domain>{domain}</domain><item_status>{status}</item_status></elem>")
    };
    let doubled = |id: &str| Some(Gap::Doubled(vec![id.to_owned()]));
    let other = row("8", "b.ru", 2);
    assert_eq!(read(&(row("7", "a.ru", 2) + &other)), ("7 8".to_owned(), None));
    // The same twice is there; of two that differ nobody knows which one is.
    assert_eq!(read(&(row("7", "a.ru", 2) + &row("7", "a.ru", 2) + &other)), ("7 8".to_owned(), doubled("7")));
    assert_eq!(read(&(row("7", "a.ru", 2) + &other + &row("7", "c.ru", 2))), ("8".to_owned(), doubled("7")));
    assert_eq!(read(&(row("7", "a.ru", 2) + &other + &row("7", "a.ru", 4))), ("8".to_owned(), doubled("7")));
}

#[test]
fn a_service_may_stand_on_two_pages_but_not_under_two_domains() {
    let page = |domain: &str, state| Page {
        rows: vec![Service { id: "7".to_owned(), domain: domain.to_owned(), state, ..Service::default() }],
        ..Page::default()
    };
    let read = |second: Page<Service>| {
        let listing = read_all(|number, _| {
            Ok(if number == 1 { page("a.ru", Some(ServiceState::Processing)) } else { second.clone() })
        });
        let listing = listing.expect("a list");
        (listing.services.len(), listing.gap)
    };
    assert_eq!(read(page("a.ru", Some(ServiceState::Active))), (1, Some(Gap::NoEnd)));
    assert_eq!(read(page("b.ru", Some(ServiceState::Active))), (0, Some(Gap::Doubled(vec!["7".to_owned()]))));
}

#[test]
fn a_row_that_says_one_thing_twice_or_under_another_name_is_not_understood() {
    let read = |row: &str| {
        let body = format!("<doc>{row}<elem><id>8</id></elem></doc>");
        let bodies = |number| if number == 1 { body.as_str() } else { "<doc/>" };
        let listing = read_all(|number, _| read_page(number, &Reply::of(200, bodies(number))));
        let listing = listing.expect("a list");
        (listing.services.len(), listing.gap)
    };
    assert_eq!(read("<elem><id>7</id></elem>"), (2, None));
    for row in [
        "<elem><id/><id>7</id></elem>",
        "<elem><id>7</id><id>9</id></elem>",
        "<elem><id>7</id><domain/><domain>a.ru</domain></elem>",
        "<elem><id>7</id><item_status>4</item_status><item_status>2</item_status></elem>",
        "<elem><ID>7</ID></elem>",
        "<Elem><id>7</id></Elem>",
    ] {
        assert_eq!(read(row), (1, Some(Gap::Nameless)), "{row}");
    }
    // A column in another case is not the column: nobody knows its domain, so no domain is absent.
    let listing = read_page(1, &Reply::of(200, "<doc><elem><id>7</id><Domain>a.ru</Domain></elem></doc>"));
    assert_eq!(listing.expect("a page").rows[0].domain, "");
}

#[test]
fn a_list_beside_a_success_an_error_or_two_counts_is_none() {
    for body in [
        "<doc><elem><id>7</id></elem><ok/></doc>",
        "<doc><elem><id>7</id></elem><Error code='1'/></doc>",
        "<doc><elem><id>7</id></elem><x><error code='1'/></x></doc>",
        "<doc><elem><id>7</id></elem><p_elems/><p_elems>1</p_elems></doc>",
        "<doc><elem><id>7</id></elem><p_elems>1</p_elems><p_elems>2</p_elems></doc>",
    ] {
        assert!(read_page(1, &Reply::of(200, body)).is_err(), "{body}");
    }
    assert_eq!(read_page(1, &Reply::of(200, "<doc><p_elems/><elem/></doc>")).expect("a page").stated, None);
}

#[test]
fn the_number_of_a_state_is_read() {
    let state = |status: &str| {
        let body = format!("<doc><elem><id>7</id>{status}</elem></doc>");
        read_page(1, &Reply::of(200, body)).expect("a page").rows[0].state
    };
    for (number, read) in [
        ("1", Some(ServiceState::Ordered)),
        ("2", Some(ServiceState::Active)),
        ("3", Some(ServiceState::Suspended)),
        ("4", Some(ServiceState::Deleted)),
        ("5", Some(ServiceState::Processing)),
        ("6", None),
        ("", None),
        ("Active", None),
    ] {
        assert_eq!(state(&format!("<item_status>{number}</item_status>")), read, "{number}");
    }
    assert_eq!(state("<Item_Status>2</Item_Status>"), None);
}

#[test]
fn version_4_tells_what_a_service_costs_as_text() {
    let cost = |columns: &str| {
        let body = format!("<doc><elem><id>7</id>{columns}</elem></doc>");
        let service = read_page(1, &Reply::of(200, body)).expect("a page").rows.remove(0);
        service.cost.map(|cost| format!("{cost} {}", service.currency.unwrap_or_default()))
    };
    for (columns, expected) in [
        ("<cost>1 234,56 руб.</cost>", Some("1234.56 RUB")),
        ("<cost>100.00 RUB</cost><item_cost>300.00</item_cost>", Some("300.00 ")),
        ("<cost>100.00</cost><currency>RUB</currency>", Some("100.00 RUB")),
        ("<cost>100.00 RUB</cost><currency>126</currency>", Some("100.00 RUB")),
        ("<cost>100.00 RUB / Month</cost>", None),
        ("<cost>100.00 RUB per month</cost>", None),
        ("<cost>100.00 RUB (invented for practice)</cost>", None),
        ("<cost>1.200 RUB</cost>", None),
        ("<cost>5</cost><cost>6</cost>", None),
        ("", None),
    ] {
        assert_eq!(cost(columns).as_deref(), expected, "{columns}");
    }
}

/// Lists of panels of today, in every shape.
mod today {
    use super::super::*;
    use crate::money::Money;
    use crate::order::RemoteId;
    use crate::order::service::ServiceState;
    use crate::panel::billmanager::shapes;

    fn protocol() -> Protocol {
        Protocol::usual(Dialect::Billmanager6)
    }

    fn page(body: &str) -> Result<Page<Service>, ReadError> {
        read_page(1, &Reply::of(200, body), &protocol())
    }

    fn state(status: &str) -> Option<ServiceState> {
        page(&format!("<doc func=\"vds\"><elem><id>7</id>{status}</elem></doc>")).expect("a page").rows[0].state
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
            let [service] = page.rows.as_slice() else { panic!("{body}: {page:?}") };
            assert_eq!((page.nameless, page.stated), (false, Some(1)), "{body}");
            assert_eq!((service.id.as_str(), service.state), ("7100001", Some(ServiceState::Active)), "{body}");
            assert_eq!(service.domain, "vds7100001.panel.example", "{body}");
            assert_eq!(service.tariff_id.as_deref(), Some("7818"), "{body}");
            assert_eq!(service.remote_id.as_ref().map(RemoteId::as_str), Some("vb1"), "{body}");
            assert_eq!(service.cost, Money::try_from("100.00".to_owned()).ok(), "{body}");
            assert_eq!(service.currency.as_deref(), Some("RUB"), "{body}");
            assert_eq!(service.expires.map(|day| day.to_string()).as_deref(), Some("2026-12-08"), "{body}");
        }
        let attribute = "<doc><elem remoteid=\"vb1\"><id>7</id></elem></doc>";
        let listed = page(attribute).expect("a page").rows.remove(0);
        assert_eq!(listed.remote_id.as_ref().map(RemoteId::as_str), Some("vb1"));
    }

    #[test]
    fn what_a_month_costs_for_display_is_never_what_a_service_costs() {
        let cost = |columns: &str| {
            let body = format!("<doc func=\"vds\"><elem><id>7</id>{columns}</elem></doc>");
            let costs: Vec<_> = shapes::of(&body)
                .iter()
                .map(|body| page(body).expect("a page").rows.remove(0).cost.map(|cost| cost.to_string()))
                .collect();
            assert!(costs.iter().all(|one| *one == costs[0]), "{columns}: {costs:?}");
            costs[0].clone()
        };
        for (columns, expected) in [
            ("<cost>1.80 EUR / Month</cost><item_cost>10.8000</item_cost>", Some("10.80")),
            ("<item_cost>10.80 EUR</item_cost>", Some("10.80")),
            ("<cost>1.80 EUR / Month</cost>", None),
            ("<cost>1.80 EUR</cost>", None),
            ("<cost>1.80 EUR</cost><item_cost>10.8001</item_cost>", None),
            ("<item_cost>10.8000</item_cost><billdaily>off</billdaily>", Some("10.80")),
            // A day's, or a month's: nobody knows.
            ("<item_cost>10.8000</item_cost><billdaily>on</billdaily>", None),
            ("<item_cost>10.8000</item_cost><billdaily orig=\"on\">Daily</billdaily>", None),
        ] {
            assert_eq!(cost(columns).as_deref(), expected, "{columns}");
        }
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
        let empty = |body: &str| page(body).map(|page| page.rows.len());
        for body in [
            "<doc func=\"vds\"/>",
            "<doc func=\"vds\"><metadata type=\"list\"/><messages><ok>OK</ok><error>No</error></messages></doc>",
            "<doc func=\"vds\"><p_elems>0</p_elems></doc>",
            "<doc><p_elems>0</p_elems></doc>",
        ] {
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
            (page.rows.len(), page.nameless)
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
        for (kind, object) in [("auth", ""), ("access", "vds"), ("access", ""), ("missed", "vds"), ("extraconfirm", "")]
        {
            assert!(!refuses(kind, object), "{kind} {object}");
        }
        let server = read_page(1, &Reply::of(502, ""), &protocol()).expect_err("no list");
        assert!(!refuses_a_parameter(&server));
    }
}
