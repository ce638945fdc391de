//! The client at practice panels of today: every answer, list and cart, in both dialects, in XML and in JSON.

mod money;

use std::time::Duration;

use vdsbatch::account::{PanelUrl, SignIn};
use vdsbatch::catalog::{Catalog, Format};
use vdsbatch::check::{Judgement, sheet};
use vdsbatch::host::secret::SecretString;
use vdsbatch::order::attempt::Attempt;
use vdsbatch::order::cart::Confirm;
use vdsbatch::order::claim::Claiming;
use vdsbatch::order::service::{Gap, ServiceState};
use vdsbatch::order::{Outcome, Reason, ReasonCode, RemoteId, Status};
use vdsbatch::panel::http::{Client, Deadlines, Settings, Trust};
use vdsbatch::panel::practice::{Sandbox, Settings as Practice};
use vdsbatch::panel::{Answer, Delivery, Panel};
use vdsbatch::sheet::{Cell, Col, Field, Row, RowNo};

use crate::billing::Paper;
use crate::harness::{CANARY, LOGIN, layout, now};

/// A practice panel of a demonstration table, and a client of it.
struct Pair {
    panel: Sandbox,
    client: Client,
    catalog: Catalog,
}

impl Pair {
    fn new(table: &str, format: Format, faults: &str) -> Self {
        let faults = faults.parse().expect("faults");
        Self::with(table, format, Practice { faults, ..Practice::default() })
    }

    fn with(table: &str, format: Format, practice: Practice) -> Self {
        let mut catalog = Catalog::bundled(table).expect("bundled").expect("sound");
        catalog.protocol.format = format;
        let practice = Practice { login: LOGIN.to_owned(), password: CANARY.to_owned(), ..practice };
        let panel = Sandbox::start(&catalog, practice).expect("a panel");
        let settings = Settings {
            panel: PanelUrl::parse(&panel.url()).expect("an address"),
            protocol: catalog.protocol.clone(),
            login: LOGIN.to_owned(),
            password: SecretString::from(CANARY),
            fixed: catalog.fixed.clone(),
            trust: Trust::default(),
            sign_in: SignIn::Stateless,
            deadlines: Deadlines { exchange: Duration::from_secs(30), ..Deadlines::default() },
        };
        Self { panel, client: Client::new(settings).expect("a client"), catalog }
    }

    /// An order of the table's first tariff with a key.
    fn claiming(&self, domain: &str) -> &'static Claiming {
        self.claiming_with(domain, &[])
    }

    /// The same with more cells.
    fn claiming_with(&self, domain: &str, more: &[(Field, &str)]) -> &'static Claiming {
        let mut cells = vec![
            (Field::Tariff, self.catalog.tariffs[0].name.as_str()),
            (Field::Template, self.catalog.templates[0].name.as_str()),
            (Field::Period, "3"),
            (Field::Domain, domain),
        ];
        cells.retain(|(field, _)| more.iter().all(|(other, _)| other != field));
        cells.extend(more);
        let layout = layout(cells.iter().map(|(field, _)| *field));
        let cells = (0..).zip(cells).map(|(at, (_, text))| (Col::from_index(at), Cell::text(text))).collect();
        let judged =
            sheet(&self.catalog, &layout, None, vec![Row { no: RowNo::from_index(1), cells }]).judged.remove(0);
        let Judgement::Orders(mut orders) = judged.judgement else { panic!("{judged:?}") };
        let key = Some(RemoteId::kept(format!("vb00000001-{domain}")));
        Box::leak(Box::new(Claiming {
            order: orders.remove(0),
            listed_before: Vec::new(),
            again: false,
            key,
            cart_item: None,
        }))
    }

    fn order(&self, claiming: &'static Claiming) -> Delivery {
        let attempt = Attempt::begin(&Paper, claiming, &now()).expect("an attempt");
        let delivery = self.client.order(&attempt);
        assert!(!format!("{delivery:?}").contains(CANARY), "{delivery:?}");
        delivery
    }

    fn confirm(&self, claiming: &'static Claiming, item: &str) -> Delivery {
        let doubt = Outcome::because(Status::Unknown, Reason::new(ReasonCode::Crashed));
        let confirm = Confirm::begin(&Paper, claiming, (item.to_owned(), &doubt), &now()).expect("a confirm");
        self.client.confirm(&confirm)
    }
}

fn answer(delivery: Delivery) -> Answer {
    let Delivery::Answered { answer, .. } = delivery else { panic!("{delivery:?}") };
    answer
}

/// The answer's kind, and its reason's code.
fn told(delivery: Delivery) -> (&'static str, Option<ReasonCode>) {
    match delivery {
        Delivery::NotSent(reason) | Delivery::NotTrusted(reason) => ("not sent", Some(reason.code)),
        Delivery::Lost { reason, .. } => ("lost", Some(reason.code)),
        Delivery::Answered { answer, .. } => match answer {
            Answer::Accepted { .. } => ("accepted", None),
            Answer::InCart { .. } => ("in cart", None),
            Answer::Throttled { .. } => ("throttled", None),
            Answer::Unpaid(reason) => ("unpaid", Some(reason.code)),
            Answer::Refused(reason) => ("refused", Some(reason.code)),
            Answer::NoMoney(reason) => ("no money", Some(reason.code)),
            Answer::SignInRefused(reason) => ("sign-in", Some(reason.code)),
            Answer::Blocked(reason) => ("blocked", Some(reason.code)),
            Answer::Unclear(reason) => ("unclear", Some(reason.code)),
        },
    }
}

const FORMATS: [Format; 2] = [Format::Xml, Format::Json];

#[test]
fn an_order_that_is_paid_at_once_is_found_by_its_number_and_its_key() {
    for format in FORMATS {
        for faults in ["", "id-array:100%"] {
            let pair = Pair::new("demo5", format, faults);
            let claiming = pair.claiming("web-1.example.ru");
            let Answer::Accepted { service_id: Some(id) } = answer(pair.order(claiming)) else { panic!("{faults}") };
            let listing = pair.client.services().expect("a list");
            assert_eq!(listing.gap, None);
            let [service] = listing.services.as_slice() else { panic!("{listing:?}") };
            assert_eq!((&service.id, service.domain.as_str()), (&id, "web-1.example.ru"));
            assert!(matches!(service.state, Some(ServiceState::Active | ServiceState::Processing)), "{service:?}");
            assert_eq!(service.tariff_id, Some(pair.catalog.tariffs[0].id.get().to_string()));
            assert_eq!(service.cost, claiming.order.price);
            assert_eq!(pair.client.key_of(&id).expect("a form"), claiming.key);
            assert_eq!((pair.client.is_gone(&id), pair.client.is_gone("99")), (Ok(false), Ok(true)));
            assert_eq!(pair.client.cart(), Ok(None));
        }
    }
}

#[test]
fn an_order_in_the_cart_is_paid_by_a_second_act_and_never_by_a_third() {
    for format in FORMATS {
        let pair = Pair::new("demo6", format, "");
        assert_eq!(pair.client.cart().expect("a cart").map(|cart| cart.items.len()), Some(0));
        let claiming = pair.claiming("web-1.example.ru");
        let Answer::InCart { item } = answer(pair.order(claiming)) else { panic!("not in the cart") };
        let cart = pair.client.cart().expect("a cart").expect("one");
        assert!(cart.holds_only(&claiming.order, &item), "{cart:?} {:?}", claiming.order);
        assert!(pair.client.services().expect("a list").services.is_empty());
        assert_eq!(answer(pair.confirm(claiming, &item)), Answer::Accepted { service_id: None });
        assert_eq!(pair.client.cart().expect("a cart").map(|cart| cart.items.len()), Some(0));
        let listing = pair.client.services().expect("a list");
        assert_eq!(listing.services.len(), 1);
        assert_eq!(pair.client.key_of(&listing.services[0].id).expect("a form"), claiming.key);
        assert_eq!(told(pair.confirm(claiming, &item)), ("unclear", Some(ReasonCode::NotKnown)));
        assert_eq!(pair.panel.record().confirms.len(), 2);
        assert_eq!(pair.client.services().expect("a list").services.len(), 1);
    }
}

#[test]
fn whatever_a_panel_of_today_answers_to_an_order_is_understood() {
    use ReasonCode as C;
    let both: &[(&str, (&str, Option<C>))] = &[
        ("form-again:100%", ("blocked", Some(C::AnotherStep))),
        ("second-factor:100%", ("blocked", Some(C::SecondFactor))),
        ("captcha:100%", ("blocked", Some(C::Captcha))),
        ("address:100%", ("blocked", Some(C::AddressRefused))),
        ("wrong-password:100%", ("sign-in", Some(C::SignInRefused))),
        ("cut-after:100%", ("lost", Some(C::ConnectionLost))),
        ("html:100%", ("unclear", Some(C::Unreadable))),
        ("502:100%", ("unclear", Some(C::ServerError))),
        ("429:100%", ("throttled", None)),
    ];
    let mut wrong: Vec<String> = Vec::new();
    for format in FORMATS {
        for table in ["demo5", "demo6"] {
            for (faults, expected) in both {
                let pair = Pair::new(table, format, faults);
                let read = told(pair.order(pair.claiming("web-1.example.ru")));
                if read != *expected {
                    wrong.push(format!("{table} {format:?} {faults}: {read:?}"));
                }
            }
        }
        for (faults, expected) in [
            ("cart:100%", ("unpaid", Some(C::NotPaid))),
            ("unpaid-pay:100%", ("unpaid", Some(C::NotPaid))),
            ("no-money:100%", ("no money", Some(C::NoMoney))),
        ] {
            let pair = Pair::new("demo5", format, faults);
            assert_eq!(told(pair.order(pair.claiming("web-1.example.ru"))), expected, "{format:?} {faults}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_payment_that_is_not_cleanly_done_is_no_success() {
    use ReasonCode as C;
    for format in FORMATS {
        for (faults, expected) in [
            ("confirm-lost:100%", ("lost", Some(C::ConnectionLost))),
            ("confirm-url:100%", ("unpaid", Some(C::NotPaid))),
            ("confirm-refused:100%", ("unclear", Some(C::ValueRefused))),
        ] {
            let pair = Pair::new("demo6", format, faults);
            let claiming = pair.claiming("web-1.example.ru");
            let Answer::InCart { item } = answer(pair.order(claiming)) else { panic!("not in the cart") };
            assert_eq!(told(pair.confirm(claiming, &item)), expected, "{format:?} {faults}");
        }
        let pair = Pair::new("demo6", format, "cart-foreign:100%");
        let claiming = pair.claiming("web-1.example.ru");
        let Answer::InCart { item } = answer(pair.order(claiming)) else { panic!("not in the cart") };
        let cart = pair.client.cart().expect("a cart").expect("one");
        assert_eq!(cart.items.len(), 2);
        assert!(!cart.holds_only(&claiming.order, &item));
    }
}

#[test]
fn a_list_that_a_filter_may_have_shortened_proves_nothing_absent() {
    for format in FORMATS {
        for table in ["demo5", "demo6"] {
            let pair = Pair::new(table, format, "filter-refused:100%");
            let listing = pair.client.services().expect("a list");
            assert_eq!(listing.gap, Some(Gap::Filtered), "{table} {format:?}");
            assert!(!listing.proves_absence());
            assert!(pair.client.list_facts(&pair.catalog.protocol).expect("a list").may_be_filtered);
        }
    }
}

#[test]
fn an_account_is_told_with_its_money() {
    for format in FORMATS {
        let pair = Pair::new("demo6", format, "");
        let facts = pair.client.account().expect("an account");
        let balance = facts.balance.expect("a balance");
        assert_eq!((facts.name.as_deref(), balance.currency.as_deref()), (Some(LOGIN), Some("EUR")));
        assert!(balance.available.is_some() && balance.limit.is_some() && balance.reserved.is_some(), "{balance:?}");
        assert_eq!(pair.client.signed_in(), Ok(()));
        let tariff = pair.catalog.tariffs[0].id.get();
        let form = pair.client.form_facts(&pair.catalog.protocol, Some(tariff)).expect("a form");
        assert!(form.fields.iter().any(|field| field == "ostempl"), "{form:?}");
        assert_eq!(pair.panel.record().confirms.len() + pair.panel.record().orders.len(), 0);
    }
}
