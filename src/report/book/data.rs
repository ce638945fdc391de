//! A book for machines: CSV with a line for each order, or one JSON document with everything.
//!
//! The document's `format` is always `vdsbatch-book`; `version` grows when a field changes its meaning or goes away,
//! and new fields may come at any time. Statuses are the words of the ledger. Money is a decimal number as text, `null`
//! where it is not known and never 0; every sum is of one currency, and says how many amounts it lacks. Days are ISO:
//! those of orders in the zone of their run, which each names; times are RFC 3339 in UTC.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::currency::code;
use super::gather::Book;
use super::items::{Fate, Item};
use super::leaf::Datum;
use super::proof::{Against, Parts, against};
use super::shown::{Column, ORDERS, ORDERS_BESIDE, Orders, domain};
use super::spent::{Spent, Whose};
use super::sums::{By, Figures, Partly, difference, planned, tidy};
use super::totals::by_account;
use crate::money::Money;
use crate::order::charge::Pays;
use crate::order::{MoneyState, Status};
use crate::report::decided::Decision;
use crate::report::delimited::{self, cell, safe};
use crate::report::totals::{Paid, Sum, unknown};
use crate::text::json::{self, Answer};

/// A book.
#[derive(Debug, Serialize)]
struct Document<'a> {
    format: &'static str,
    program: &'static str,
    since: Date,
    until: Date,
    /// The zone of whoever asked, whose days decisions have; none where it has no name.
    zone: Option<&'a str>,
    /// The one cost centre of which it is; none where it is of all.
    cost_centre: Option<&'a str>,
    accounts: Vec<String>,
    /// Whether anything of it is practice: nothing was ordered or paid then.
    sandbox: bool,
    /// Whether nothing is left over against the workbooks of its runs.
    agrees: bool,
    runs: Vec<Held<'a>>,
    orders: Vec<Ordered<'a>>,
    charges: Vec<Charged<'a>>,
    renewals: Vec<Renewed<'a>>,
    decisions: Vec<Decision<'a>>,
    /// Where it is of several accounts, by account; else nothing.
    by_account: Vec<Group>,
    by_cost_centre: Vec<Group>,
    by_tariff: Vec<Group>,
    by_reference: Vec<Group>,
    /// The whole, by currency.
    totals: Vec<Group>,
    /// Orders whose day nobody knows; they are in no book.
    orders_without_a_day: u64,
    /// Charges of which the panel tells no day; they are in no book.
    charges_without_a_day: u64,
    /// Charges of its time of which the panel names no service: they are in no book of one cost centre.
    charges_without_a_service: u64,
    /// Runs that have not ended, or were cut off.
    runs_open: u64,
}

/// A run against the book.
#[derive(Debug, Serialize)]
struct Held<'a> {
    run: &'a str,
    account: String,
    file: &'a str,
    started: Timestamp,
    currency: String,
    agrees: bool,
    /// What the run's own workbook counts.
    workbook: Counted,
    /// What of it is in this book.
    within: Counted,
    placed_at_another_time: Counted,
    day_not_known: Counted,
    of_another_cost_centre: Counted,
    counted_with_another_run: Counted,
    ordered_before: Counted,
    not_ordered: Counted,
}

#[derive(Debug, Default, Serialize)]
struct Counted {
    servers: u64,
    planned: Money,
    actual: Money,
    /// Actual amounts in other currencies than the run's, by currency.
    actual_in_other_currencies: BTreeMap<String, Decimal>,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "machines read these names, which the workbook has too")]
struct Ordered<'a> {
    account: String,
    /// The run that it came from; none if it was taken over from the panel.
    run: Option<&'a str>,
    row: Option<u32>,
    domain: String,
    tariff: &'a str,
    months: Option<u8>,
    ordered_on: Option<Date>,
    /// The zone whose day that is: the run's.
    ordered_on_zone: String,
    status: Status,
    money: MoneyState,
    planned: Option<Money>,
    actual: Option<Money>,
    actual_currency: Option<String>,
    /// Planned less actual, where both are known in one currency.
    difference: Option<Decimal>,
    currency: String,
    service_id: Option<&'a str>,
    valid_until: Option<Date>,
    cost_centre: &'a str,
    reference: &'a str,
    comment: &'a str,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "machines read these names, which the workbook has too")]
struct Charged<'a> {
    id: &'a str,
    account: String,
    charged_on: Option<Date>,
    service_id: Option<&'a str>,
    domain: Option<String>,
    /// `first-period`, `renewal`, `not-clear`, `not-ordered-from-here` or `service-not-named`.
    pays_for: &'static str,
    charged: Decimal,
    not_paid: Decimal,
    tax: Option<Decimal>,
    currency: String,
    cost_centre: &'a str,
    run: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Renewed<'a> {
    account: String,
    on: Date,
    domain: String,
    service_id: Option<&'a str>,
    months: u8,
    expected: Option<Money>,
    currency: String,
    cost_centre: &'a str,
}

#[derive(Debug, Serialize)]
struct Group {
    /// `orders`; `not-ordered-from-here` and `service-not-named` for charges of no order; `whole`.
    kind: &'static str,
    /// Its name, empty for orders that name none; none for what is of no order, and for the whole.
    name: Option<String>,
    currency: String,
    orders: u64,
    planned: Amount,
    actual: Amount,
    difference: Option<Decimal>,
    charged: Option<Decimal>,
    charged_for_renewals: Option<Decimal>,
    /// What is still to be paid, and is not charged yet.
    not_paid: Option<Decimal>,
    renewals: u64,
    expected: Amount,
}

/// A sum, and how many amounts it lacks.
#[derive(Debug, Serialize)]
struct Amount {
    sum: Option<Decimal>,
    unknown: u64,
}

impl Answer for Document<'_> {
    const KIND: &'static str = "book";
}

pub(super) fn json(book: &Book<'_>) -> Vec<u8> {
    json::pretty(&document(book)).into_bytes()
}

fn document<'a>(book: &'a Book<'a>) -> Document<'a> {
    let against = against(book);
    let groups =
        |by: By| book.grouped(by).0.iter().map(|((whose, code), figures)| group(Some(whose), code, figures)).collect();
    Document {
        format: "vdsbatch-book",
        program: env!("CARGO_PKG_VERSION"),
        since: book.choice.period.since(),
        until: book.choice.period.until(),
        zone: book.zone.iana_name(),
        cost_centre: book.choice.centre,
        accounts: (0..book.sources.len()).map(|at| book.account(at)).collect(),
        sandbox: book.is_practice(),
        agrees: against.iter().all(Against::agrees),
        runs: against.iter().map(|one| held(one, book)).collect(),
        orders: book.items.iter().map(|item| ordered(item, book)).collect(),
        charges: book.spent.iter().map(|spent| charged(spent, book)).collect(),
        renewals: book
            .due
            .iter()
            .map(|due| Renewed {
                account: book.account(due.item.source),
                on: due.day,
                domain: domain(&due.item),
                service_id: due.item.service(),
                months: due.every,
                expected: due.price,
                currency: due.currency.clone(),
                cost_centre: due.item.cost_centre(),
            })
            .collect(),
        decisions: book.decisions.iter().map(|(_, decided)| Decision::of(decided)).collect(),
        by_account: if book.is_of_several() { groups(by_account) } else { Vec::new() },
        by_cost_centre: groups(|item| item.cost_centre().to_owned()),
        by_tariff: groups(|item| item.tariff().to_owned()),
        by_reference: groups(|item| item.reference().to_owned()),
        totals: book.grouped(|_| String::new()).whole().iter().map(|(code, sum)| group(None, code, sum)).collect(),
        orders_without_a_day: book.undated,
        charges_without_a_day: book.undated_charges,
        charges_without_a_service: book.unnamed_charges(),
        runs_open: book.open(),
    }
}

fn held<'a>(one: &Against<'a>, book: &Book<'_>) -> Held<'a> {
    let run = one.view.run;
    let rest = |fate: Fate| Counted {
        actual_in_other_currencies: foreign(one, |parts| parts.rest.get(&fate).copied()),
        ..one.rest.get(&fate).map(counted).unwrap_or_default()
    };
    Held {
        run: &run.facts.id,
        account: book.account(one.source),
        file: &run.facts.input.file,
        started: run.facts.started,
        currency: code(one.view.reckoning.currency),
        agrees: one.agrees(),
        workbook: Counted {
            actual_in_other_currencies: foreign(one, |parts| Some(parts.whole)),
            ..counted(&one.whole)
        },
        within: Counted {
            actual_in_other_currencies: foreign(one, |parts| Some(parts.within).filter(|sum| !sum.is_zero())),
            ..counted(&one.within)
        },
        placed_at_another_time: rest(Fate::OtherTime),
        day_not_known: rest(Fate::Undated),
        of_another_cost_centre: rest(Fate::OtherCentre),
        counted_with_another_run: rest(Fate::OtherRun),
        ordered_before: rest(Fate::Earlier),
        not_ordered: rest(Fate::NotOrdered),
    }
}

fn foreign(one: &Against<'_>, of: impl Fn(&Parts) -> Option<Decimal>) -> BTreeMap<String, Decimal> {
    one.foreign.iter().filter_map(|(code, parts)| Some((code.clone(), tidy(of(parts)?)))).collect()
}

fn counted(sum: &Sum) -> Counted {
    Counted { servers: sum.servers, planned: sum.planned, actual: sum.actual, ..Counted::default() }
}

fn ordered<'a>(item: &Item<'a>, book: &Book<'_>) -> Ordered<'a> {
    let (actual, actual_currency) = match Paid::of(item.line, &item.view.reckoning) {
        Some(Paid::Ours(cost)) => (Some(cost), item.currency().map(|named| code(Some(named)))),
        Some(Paid::Foreign(cost, named)) => (Some(cost), Some(code(Some(&named)))),
        Some(Paid::Unsaid) | None => (None, None),
    };
    let order = item.order();
    Ordered {
        account: book.account(item.source),
        run: (!item.taken_over).then_some(item.view.run.facts.id.as_str()),
        row: (!item.taken_over).then_some(item.line.row.get()),
        domain: domain(item),
        tariff: item.tariff(),
        months: order.map(|order| order.terms.asked.months.get()),
        ordered_on: item.day,
        ordered_on_zone: item.view.calendar.zone(),
        status: item.line.outcome.status,
        money: item.view.reckoning.money(item.line),
        planned: planned(item),
        actual,
        actual_currency,
        difference: difference(item).map(tidy),
        currency: code(item.currency()),
        service_id: item.service(),
        valid_until: item.line.outcome.service.as_ref().and_then(|service| service.expires),
        cost_centre: item.cost_centre(),
        reference: item.reference(),
        comment: order.map_or("", |order| order.comment.as_str()),
    }
}

fn charged<'a>(spent: &Spent<'a>, book: &Book<'_>) -> Charged<'a> {
    let charge = spent.charge;
    Charged {
        id: &charge.id,
        account: book.account(spent.source),
        charged_on: charge.charged_on,
        service_id: charge.service.as_deref(),
        domain: spent.item.as_ref().map(domain),
        pays_for: match (spent.whose(|_| ()), spent.pays) {
            (Whose::Ours(()), Pays::First) => "first-period",
            (Whose::Ours(()), Pays::Later) => "renewal",
            (Whose::Ours(()), Pays::Unclear) => "not-clear",
            (stray, _) => stray.word(),
        },
        charged: tidy(charge.paid()),
        not_paid: tidy(charge.waiting()),
        tax: charge.tax.map(tidy),
        currency: spent.currency(),
        cost_centre: spent.cost_centre(),
        run: spent.item.filter(|item| !item.taken_over).map(|item| item.view.run.facts.id.as_str()),
    }
}

/// A group; without one, the whole.
fn group(whose: Option<&Whose<String>>, code: &str, figures: &Figures) -> Group {
    // A sum of nothing known would be 0, which reads as free of charge.
    let known = |part: &Partly| (part.amounts > 0).then_some(tidy(part.known));
    let amount = |part: &Partly| Amount { sum: known(part), unknown: part.unknown };
    Group {
        kind: whose.map_or("whole", Whose::word),
        name: whose.and_then(Whose::ours).cloned(),
        currency: code.to_owned(),
        orders: figures.orders,
        planned: amount(&figures.planned),
        actual: amount(&figures.actual),
        difference: known(&figures.difference),
        charged: known(&figures.charged()),
        charged_for_renewals: known(&figures.renewals),
        not_paid: known(&figures.waiting),
        renewals: figures.due,
        expected: amount(&figures.expected),
    }
}

/// The lines of the sheet of orders, with `;` between the cells, as a run's own CSV has them.
pub(super) fn csv(book: &Book<'_>) -> Vec<u8> {
    let lang = book.lang;
    let mut out = delimited::writer();
    let mut record = |cells: Vec<String>| out.write_record(&cells).expect("every line has a cell per header");
    let columns: Vec<&Column<Orders>> = ORDERS.iter().chain(ORDERS_BESIDE).collect();
    let account = || lang.pick("Account", "Учётная запись").to_owned();
    let heads = columns.iter().map(|column| safe(lang.pick(column.head.0, column.head.1)));
    record([account()].into_iter().chain(heads).collect());
    for item in &book.items {
        let shown = columns.iter().map(|column| match (column.of)(book, item) {
            Datum::Is(entry) => cell(&entry, lang),
            Datum::Unknown(_) => unknown(lang).to_owned(),
            Datum::Sum(amount, _) | Datum::AtLeast(amount, _) => number(amount, lang),
        });
        record([safe(&book.account(item.source))].into_iter().chain(shown).collect());
    }
    out.into_inner().expect("memory can be written to")
}

fn number(amount: Decimal, lang: crate::text::lang::Lang) -> String {
    let text = tidy(amount).to_string();
    lang.pick(&text, &text.replace('.', ",")).to_owned()
}
