//! A list has the last word: of refusals, of orders that wait for their payment, of successes that nobody sees.

use vdsbatch::order::claim::ClaimState;

use crate::harness::{Desk, Ran, orders};

fn claim(desk: &Desk, n: usize) -> Option<ClaimState> {
    let domain = orders(n.try_into().expect("small")).remove(n - 1).domain;
    desk.history().claims.get(&domain).map(|claim| claim.state)
}

fn again<'d>(desk: &'d Desk, more: &[&str]) -> Ran<'d> {
    desk.process(&[&["--jobs", "1", "--settle", "0"], more].concat())
}

/// The row of the sheet *Orders* that has this domain.
fn row(ran: &Ran<'_>, book: &str, domain: &str) -> String {
    let rows = ran.workbook(book, "Orders");
    let row = rows.iter().find(|row| row.iter().any(|cell| cell.contains(domain)));
    format!("{:?}", row.expect("the row"))
}

#[test]
fn a_refused_order_that_the_list_shows_is_unknown_and_never_called_somebody_elses() {
    for fault in ["refuse-after@2", "twice@2", "429-after@2"] {
        let desk = Desk::with(fault).orders(3);
        let ran = again(&desk, &[]).exits(5).says("unknown 1").says("P230");
        let id = desk.panel.record().services[1].id.to_string();
        let told = row(&ran, "orders.results.xlsx", "web-2.example.ru");
        assert!(told.contains(&id) && !told.contains("not charged"), "{fault}: {told}");
        assert!(!told.contains("another domain"), "{fault}: {told}");
        assert_eq!(claim(&desk, 2), Some(ClaimState::Unknown), "{fault}");
        // It stays so, whatever is run, until a person says whose it is.
        again(&desk, &[]).exits(5).says("unknown 1");
        let resolved = ["resolve", "web-2.example.ru", "--ordered", &id, "--reason", "it is ours"];
        desk.run(&mut desk.verb(&resolved)).exits(0);
        again(&desk, &[]).exits(0).says("already ordered 3").order_requests(3);
    }
}

#[test]
fn a_refusal_keeps_its_domain_until_the_next_list_bears_it_out() {
    // Whatever made the domain used shows up only after the run: it may have been this very order.
    let desk = Desk::new().orders(2);
    let hidden = desk.panel.add_service("web-2.example.ru");
    desk.panel.hide_service(hidden);
    again(&desk, &[]).exits(4).says("rejected 1");
    assert_eq!(claim(&desk, 2), Some(ClaimState::Refused));
    desk.panel.show_service(hidden);
    let ran = again(&desk, &[]).exits(5).says("unknown 1").order_requests(2);
    ran.says(&format!("vdsbatch resolve web-2.example.ru --ordered {hidden} --reason")).says("--not-ordered");
    assert_eq!(claim(&desk, 2), Some(ClaimState::Unknown));
    // One that nobody executes is free once a list says so, and ordered then.
    let desk = Desk::new().orders(1);
    let foreign = desk.panel.add_service("web-1.example.ru");
    desk.panel.hide_service(foreign);
    again(&desk, &[]).exits(4).says("rejected 1").order_requests(1);
    assert_eq!(claim(&desk, 1), Some(ClaimState::Refused));
    desk.panel.delete_service(foreign);
    again(&desk, &[]).exits(0).says("confirmed 1").order_requests(2);
}

#[test]
fn an_order_that_waits_for_its_payment_is_unpaid_whatever_the_answer_and_the_first_one_stops_the_run() {
    for fault in ["unpaid@1", "unpaid-ok@1", "unpaid-pay@1"] {
        let desk = Desk::with(fault).orders(3);
        let ran = again(&desk, &[]).exits(7).says("unpaid 1 · not sent 2").order_requests(1);
        let told = row(&ran, "orders.results.xlsx", "web-1.example.ru");
        assert!(told.contains("pending") && !told.contains("expected"), "{fault}: {told}");
        assert_eq!(claim(&desk, 1), Some(ClaimState::Unpaid), "{fault}");
    }
    // A success that waits for its payment later in a run is seen by the list at its end.
    let desk = Desk::with("unpaid-ok@3").orders(3);
    again(&desk, &[]).exits(4).says("confirmed 2 · unpaid 1").order_requests(3);
}

#[test]
fn a_success_that_no_list_shows_becomes_unknown_and_is_never_sent_again() {
    let desk = Desk::with("ok-nothing@2").orders(3);
    again(&desk, &[]).exits(0).says("accepted 1");
    assert_eq!(claim(&desk, 2), Some(ClaimState::Accepted));
    // The list at the end of the run was the first one, these are the others.
    again(&desk, &[]);
    again(&desk, &[]).exits(5).says("unknown 1");
    assert_eq!(claim(&desk, 2), Some(ClaimState::Unknown));
    for _ in 0..4 {
        again(&desk, &[]).exits(5).says("unknown 1").order_requests(3);
    }
    let ran = desk.run(&mut desk.verb(&["report", "last", "-o", &desk.path("now.xlsx").display().to_string()]));
    let told = row(&ran, "now.xlsx", "web-2.example.ru");
    assert!(told.contains("P231"), "{told}");
    let resolved = ["resolve", "web-2.example.ru", "--not-ordered", "--force", "--reason", "the folder does not exist"];
    desk.run(&mut desk.verb(&resolved)).exits(0);
    again(&desk, &[]).exits(0).says("confirmed 1 · already ordered 2").order_requests(4);
}

#[test]
fn a_list_that_lacks_what_was_accepted_proves_nothing_absent() {
    // A filter hides whatever is new; the order that was lost on its way is not believed absent.
    let desk = Desk::with("cut-after@3,list-filter@2").orders(3);
    let control = desk.panel.add_service("control.example.ru");
    again(&desk, &[]).exits(5).says("unknown 1");
    for _ in 0..6 {
        again(&desk, &[]).exits(5).order_requests(3);
    }
    assert_eq!(desk.panel.record().services.iter().filter(|service| service.id != control).count(), 3);
}

#[test]
fn a_list_at_the_end_that_cannot_be_read_is_told_and_is_no_success() {
    let desk = Desk::with("list-silence@3").orders(1);
    drop(desk);
    let desk = Desk::with("list-short@2,list-short@3,list-short@4").orders(2);
    let ran = again(&desk, &[]).exits(5).says("did not come complete").says("accepted 1");
    let summary = format!("{:?}", ran.workbook("orders.results.xlsx", "Summary"));
    assert!(summary.contains("accepted, but not found"), "{summary}");
    let runs = desk.run(&mut desk.verb(&["runs"])).exits(0);
    assert!(runs.stdout.contains("accepted 1"), "{runs}");
    // Once a list shows it, the run is what it should have been.
    desk.run(&mut desk.verb(&["reconcile"])).exits(0);
    // One that fails once is read again.
    let desk = Desk::with("list-500@3,list-429@4").orders(2);
    again(&desk, &[]).exits(0).says("confirmed 2");
}

#[test]
fn a_service_that_a_panel_hides_once_it_is_deleted_is_told_from_one_that_a_filter_hides() {
    let desk = Desk::new().orders(2);
    again(&desk, &[]).exits(0);
    let first = desk.panel.record().services[0].id;
    // A filter: the panel still knows it, so the list proves nothing, and nothing is sent.
    desk.panel.hide_service(first);
    let more = desk.orders(3);
    again(&more, &[]).exits(1).says("P218").order_requests(2);
    // Deleted for good: the panel says so when it is asked for it, and lists are whole again.
    more.panel.purge_service(first);
    again(&more, &[]).exits(0).says("confirmed 1 · already ordered 2").order_requests(3);
    // Its domain stays claimed until a person says otherwise.
    assert_eq!(claim(&more, 1), Some(ClaimState::Confirmed));
    let told = more.run(&mut more.verb(&["show", "web-1.example.ru"])).exits(0);
    told.says("deleted");
}

#[test]
fn a_second_try_that_was_given_up_since_the_first_one_may_stand_is_said() {
    use vdsbatch::panel::practice::Settings;
    for unique_domains in [true, false] {
        let settings =
            Settings { faults: "429-after@2".parse().expect("faults"), unique_domains, ..Settings::default() };
        let desk = Desk::at(settings).orders(2);
        let ran = again(&desk, &[]).says("answered HTTP 429, and no further attempt was made").order_requests(2);
        let of = |n: usize| row(&ran, "orders.results.xlsx", &format!("web-{n}.example.ru"));
        assert!(of(2).contains("no further attempt was made"), "{}", of(2));
        assert!(!of(1).contains("no further attempt"), "{}", of(1));
    }
    // What was turned away and sent again is no such order.
    let desk = Desk::with("429@2").orders(2);
    let ran = again(&desk, &[]).exits(0).order_requests(3);
    assert!(!ran.stderr.contains("no further attempt"), "{ran}");
}

#[test]
fn prices_that_the_panel_tells_otherwise_are_summed_up_in_words() {
    let sheet = "Tariff;Period;Domain;OS template;Price\n\
                 KVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal;100\n\
                 KVM Ferrum;1;web-2.example.ru;Debian-7-x86_64-minimal;100\n\
                 KVM Ferrum;1;web-3.example.ru;Debian-7-x86_64-minimal;95\n\
                 KVM Ferrum;1;web-4.example.ru;Debian-7-x86_64-minimal;\n";
    for (lang, said) in [
        ("en", "differs from the planned one for 2 orders: planned 195.00 RUB, in the panel 210.00 RUB"),
        ("ru", "не совпадает с планом у 2 заказов: по плану 195,00 RUB, по данным панели 210,00 RUB"),
    ] {
        let desk = Desk::with("other-price@2").file("orders.csv", sheet.as_bytes());
        let ran = again(&desk, &["--lang", lang]).exits(0).says(said);
        let tab = if lang == "en" { "Summary" } else { "Сводка" };
        // A number keeps to its unit there.
        let summary = format!("{:?}", ran.workbook("orders.results.xlsx", tab)).replace("\\u{a0}", " ");
        assert!(summary.contains(said), "{summary}");
    }
    let desk = Desk::new().file("orders.csv", sheet.replace(";95", ";100").as_bytes());
    let ran = again(&desk, &[]).exits(0);
    assert!(!ran.stderr.contains("planned one"), "{ran}");
}

#[test]
fn commands_are_shown_for_five_orders_in_doubt_and_the_rest_is_somewhere() {
    let mut desk = Desk::with("cut-before:100%");
    for n in 1..=7 {
        // A first order in doubt stops its run.
        desk = desk.sheet([format!("KVM Ferrum | 1 | web-{n}.example.ru").as_str()]);
        drop(desk.process(&["--settle", "900"]).exits(5));
    }
    let desk = desk.orders(7);
    let ran = desk.process(&["--settle", "900"]).exits(5).says("unknown 7");
    let commands = |ran: &Ran<'_>| ran.stderr.matches("vdsbatch resolve").count();
    assert_eq!(commands(&ran), 10, "{ran}");
    let ran = ran.says("and 2 more").says("vdsbatch report ").says("sheet \"To check\"");
    let listed = format!("{:?}", ran.workbook(&ran.last_of("orders.results.xlsx"), "To check"));
    assert_eq!(listed.matches("vdsbatch resolve").count(), 14, "{listed}");
    let ran = desk.run(&mut desk.verb(&["reconcile", "-o", "again.xlsx"])).exits(5);
    assert_eq!(commands(&ran), 10, "{ran}");
    ran.says("and 2 more").says("vdsbatch show web-6.example.ru");
}
