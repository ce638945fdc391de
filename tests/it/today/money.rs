//! Money at practice panels of today: what an order would cost, what was charged for it, and what it became.

use jiff::civil::Date;
use rust_decimal::Decimal;
use vdsbatch::catalog::Format;
use vdsbatch::money::Money;
use vdsbatch::order::charge::{Charge, Charged, Charges, ChargesGap, OfOrder};
use vdsbatch::order::claim::Claiming;
use vdsbatch::order::{Enough, Quote, ReasonCode};
use vdsbatch::panel::practice::{Owned, Settings as Practice};
use vdsbatch::panel::{Answer, Panel};
use vdsbatch::sheet::Field;

use super::{FORMATS, Pair, answer};

/// The tables of today's dialects.
const TABLES: [&str; 2] = ["demo5", "demo6"];

/// How panels charge, with the months of a period for which it is tried.
const MANNERS: [&str; 12] = [
    "",
    "split-charges",
    "discount",
    "vat-included",
    "vat-on-top",
    "daily",
    "money-back",
    "late-charges",
    "odd-rows",
    "discount,vat-on-top,daily",
    "discount,vat-included,split-charges,money-back,odd-rows",
    "daily,money-back,late-charges",
];

/// The day of a service.
fn day(service: &Owned) -> Date {
    service.made.expect("a day")
}

impl Pair {
    /// Orders it, and pays for it where it lies in the cart then; the service that was made.
    fn bought(&self, claiming: &'static Claiming) -> Owned {
        match answer(self.order(claiming)) {
            Answer::Accepted { .. } => {}
            Answer::InCart { item } => {
                let paid = answer(self.confirm(claiming, &item));
                assert_eq!(paid, Answer::Accepted { service_id: None });
            }
            other => panic!("{other:?}"),
        }
        self.panel.record().services.last().expect("a service").clone()
    }

    fn quoted(&self, claiming: &'static Claiming) -> Quote {
        self.client.quote(&claiming.order).expect("a form").expect("a quote")
    }

    /// Everything that was charged so far, once all of it is listed.
    fn charged(&self, since: Date) -> Charges {
        // Services are set up list by list.
        for _ in 0..3 {
            self.client.services().expect("a list");
        }
        let charges = self.client.charges(since).expect("a list").expect("a list of charges");
        assert_eq!(charges.gap, None);
        charges
    }
}

#[test]
fn what_is_quoted_is_charged_to_the_kopeck_however_a_panel_shows_it() {
    for table in TABLES {
        for format in FORMATS {
            for manners in MANNERS {
                let at = format!("{table} {format:?} {manners}");
                let pair = Pair::new(table, format, manners);
                for (number, months) in ["1", "3", "12"].into_iter().enumerate() {
                    let domain = format!("web-{number}.example.ru");
                    let more = [(Field::Period, months), (Field::Ram, "4")];
                    let claiming = pair.claiming_with(&domain, &more);
                    let quote = pair.quoted(claiming);
                    assert_eq!(quote.currency, pair.catalog.currency, "{at}");
                    let service = pair.bought(claiming);
                    assert_eq!(quote.amount, service.cost, "{at}");
                    assert_eq!(quote.discount.unwrap_or_default(), service.discount, "{at}");
                    let charges = pair.charged(day(&service));
                    let id = service.id.to_string();
                    let sum = Charged::of(charges.of_service(&id, day(&service))).expect("a sum");
                    assert_eq!((sum.money(), &sum.currency), (Some(service.cost), &pair.catalog.currency), "{at}");
                    assert_eq!(sum.discount, Some(service.discount.amount()).map(|all| all + Decimal::ZERO), "{at}");
                    assert_eq!(sum.tax, Some(quote.tax.unwrap_or_default().amount()), "{at}");
                    let OfOrder { first, renewals, unclear } =
                        charges.of_order(&id, day(&service), claiming.order.terms.asked.months);
                    assert_eq!(first, Some(sum), "{at}");
                    assert!(renewals.is_some_and(|sum| sum.is_nothing()), "{at}");
                    assert!(unclear.is_some_and(|sum| sum.is_nothing()), "{at}");
                }
                let all = pair.charged(day(&pair.panel.record().services[0]));
                let sum = Charged::of(&all.rows).expect("a sum").amount;
                let truth: Decimal = pair.panel.record().services.iter().map(|service| service.cost.amount()).sum();
                assert_eq!(sum, truth, "{at}");
            }
        }
    }
}

#[test]
fn a_list_of_many_pages_comes_whole_whatever_filter_somebody_saved() {
    let pair = Pair::new("demo5", Format::Json, "daily");
    pair.panel.save_filter();
    let services: Vec<Owned> = (0..4)
        .map(|number| pair.bought(pair.claiming_with(&format!("web-{number}.example.ru"), &[(Field::Period, "12")])))
        .collect();
    let charges = pair.charged(day(&services[0]));
    // Four years of days.
    assert!((4 * 365..=4 * 366).contains(&charges.rows.len()), "{}", charges.rows.len());
    for service in services {
        let id = service.id.to_string();
        assert_eq!(Charged::of(charges.of_service(&id, day(&service))).expect("a sum").money(), Some(service.cost));
    }
    // Where the panel does not put it aside, the rows that it hides may be missing.
    let refusing = Pair::new("demo5", Format::Xml, "filter-refused:100%");
    refusing.panel.save_filter();
    let service = refusing.bought(refusing.claiming("web-1.example.ru"));
    let charges = refusing.client.charges(day(&service)).expect("a list").expect("a list of charges");
    assert_eq!((charges.rows.len(), charges.gap), (0, Some(ChargesGap::Filtered)));
}

#[test]
fn what_is_charged_later_or_names_no_service_is_not_taken_for_nothing() {
    let late = Pair::new("demo5", Format::Xml, "late-charges");
    let service = late.bought(late.claiming("web-1.example.ru"));
    let (id, since) = (service.id.to_string(), day(&service));
    let charges = late.client.charges(since).expect("a list").expect("a list of charges");
    assert!(Charged::of(charges.of_service(&id, since)).expect("a sum").is_nothing());
    let itemless = Pair::new("demo6", Format::Json, "itemless-charges");
    let service = itemless.bought(itemless.claiming("web-1.example.ru"));
    let charges = itemless.charged(day(&service));
    let [Charge { service: None, amount, .. }] = charges.rows.as_slice() else { panic!("{charges:?}") };
    assert_eq!(*amount, service.cost.amount());
    let postpaid = Pair::new("demo5", Format::Json, "postpaid");
    let service = postpaid.bought(postpaid.claiming("web-1.example.ru"));
    let charges = postpaid.charged(day(&service));
    let sum = Charged::of(&charges.rows).expect("a sum");
    assert_eq!((sum.amount, sum.waiting, sum.waiting_rows), (Decimal::ZERO, service.cost.amount(), 1));
}

#[test]
fn what_a_panel_would_put_right_silently_is_no_quote_and_is_found_in_the_service_afterwards() {
    for (table, field, more) in [("demo5", "addon_71821", "40"), ("demo6", "addon_92612", "4")] {
        for format in FORMATS {
            let pair = Pair::new(table, format, "");
            let column = if table == "demo5" { Field::Disk } else { Field::Ram };
            let claiming = pair.claiming_with("web-1.example.ru", &[(column, more)]);
            let service = pair.bought(claiming);
            let fit = pair.client.fit_of(&service.id.to_string(), &claiming.order).expect("a form").expect("a form");
            assert!(fit.is_free_of_misfits(), "{fit:?}");
            assert_eq!(pair.client.fit_of("99", &claiming.order), Ok(None));

            let clamping = Pair::new(table, format, "clamp:100%");
            let claiming = clamping.claiming_with("web-1.example.ru", &[(column, more)]);
            let service = clamping.bought(claiming);
            let fit =
                clamping.client.fit_of(&service.id.to_string(), &claiming.order).expect("a form").expect("a form");
            let misfit = fit.misfits.iter().find(|misfit| misfit.field == field).unwrap_or_else(|| panic!("{fit:?}"));
            assert_eq!((misfit.sent.as_str(), misfit.shown == misfit.sent), (more, false));
        }
    }
    // A panel that has other limits than the table puts it right in its form already.
    let pair = Pair::new("demo5", Format::Xml, "lax");
    let mut claiming = pair.claiming_with("web-1.example.ru", &[(Field::Disk, "400")]).order.clone();
    let catalog = pair.catalog.clone();
    let terms = std::sync::Arc::make_mut(&mut claiming.terms);
    terms.asked.amounts.get_mut(Field::Disk).expect("a disk").value = 500;
    let (tariff, template) = (&catalog.tariffs[0], &catalog.templates[0]);
    terms.sent = vdsbatch::order::Sent::of(&catalog, tariff, template, &terms.asked).expect("an order");
    let error = pair.client.quote(&claiming).expect_err("another order");
    assert_eq!(error.reason.code, ReasonCode::ShownOtherwise);
    assert_eq!((error.reason.field.as_deref(), error.reason.words.as_str()), (Some("addon_71821"), "500 → 400"));
    assert_eq!(pair.panel.record().services.len(), 0);
}

#[test]
fn a_debt_with_credit_still_buys_what_is_left_of_it() {
    let money = |text: &str| Money::try_from(text.to_owned()).expect("money");
    for (table, [balance, limit, reserved]) in
        [("demo5", ["1000.00", "500.00", "100.00"]), ("demo6", ["15.00", "20.00", "1.00"])]
    {
        for format in FORMATS {
            let [balance, limit, reserved] = [balance, limit, reserved].map(money);
            let pair = Pair::with(table, format, Practice { balance, limit, reserved, ..Practice::default() });
            let told = || pair.client.balance().expect("an answer").expect("a balance");
            let before = told();
            assert_eq!((before.amount, before.limit, before.reserved), (balance, Some(limit), Some(reserved)));
            assert_eq!(before.spendable().amount(), balance.amount() + limit.amount() - reserved.amount());
            let service = pair.bought(pair.claiming("web-1.example.ru"));
            let after = told();
            assert_eq!((after.amount, after.net()), (Money::ZERO, balance.amount() - service.cost.amount()));
            assert_eq!(after.spendable().amount(), before.spendable().amount() - service.cost.amount());
            let enough = |sum: Money| after.enough(sum, pair.catalog.currency.as_deref());
            let more = Money::new(after.spendable().amount() + Decimal::ONE).expect("money");
            assert_eq!([enough(after.spendable()), enough(more)], [Enough::Yes, Enough::OnCredit]);
            // What is left buys no other one.
            let refused = answer(pair.order(pair.claiming("web-2.example.ru")));
            match refused {
                Answer::NoMoney(_) => {}
                Answer::InCart { item } => {
                    let confirmed = answer(pair.confirm(pair.claiming("web-2.example.ru"), &item));
                    assert!(matches!(confirmed, Answer::NoMoney(_)), "{confirmed:?}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn however_rude_its_forms_are_a_panel_is_asked_what_an_order_costs() {
    let rude = ["late-forms", "period-named", "labels-only", "no-sliders", "limits-elsewhere", "bare-xml", "echo"];
    for table in TABLES {
        for format in FORMATS {
            for faults in rude.into_iter().map(str::to_owned).chain([rude.join(",")]) {
                let pair = Pair::new(table, format, &faults);
                let claiming = pair.claiming_with("web-1.example.ru", &[(Field::Ram, "4")]);
                let quote = pair.quoted(claiming);
                assert_eq!(Some(quote.amount), claiming.order.price, "{table} {format:?} {faults}");
                assert!(pair.panel.record().orders.is_empty(), "{faults}");
            }
        }
    }
}

#[test]
fn a_quote_orders_nothing_and_needs_whoever_is_signed_in() {
    for table in TABLES {
        let pair = Pair::new(table, Format::Xml, "");
        for _ in 0..3 {
            pair.quoted(pair.claiming("web-1.example.ru"));
        }
        let record = pair.panel.record();
        assert!(record.orders.is_empty() && record.services.is_empty() && record.cart.is_empty(), "{record:?}");
        let closed = Pair::new(table, Format::Xml, "no-authinfo");
        assert!(closed.client.quote(&closed.claiming("web-1.example.ru").order).is_err());
    }
}
