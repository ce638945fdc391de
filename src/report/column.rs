//! The columns of the Orders sheet: a line each, in the order in which they stand.
//!
//! Those that are booked come first, and they alone are printed: an A4 page across has room for their letters at
//! 7 points or more. What else is known of an order stands to the right of them, in the file.

use super::amounts::{actual, charge, currency, difference, planned, price, quote};
use super::entry::Entry;
use super::page::Width;
use super::style::Look;
use super::view::{Subject, View};
use super::{advice, words};

use crate::order::{Order, Parameter, Part, Terms, Value};
use crate::run::Line;
use crate::sheet::{CellRef, Col, Field};

/// A column of our own.
pub(super) struct Column {
    /// Its header in English and Russian.
    pub(super) header: (&'static str, &'static str),
    /// How its cells look where their content does not say it.
    pub(super) look: Look,
    /// How wide it is.
    pub(super) width: Width,
    /// What stands in it for a server.
    pub(super) entry: for<'a> fn(&Subject<'a>) -> Entry<'a>,
}

/// How many columns are booked, and so printed: the first ones of [`OURS`].
pub(super) const BOOKED: u16 = 14;
/// Where in [`OURS`] the domain stands.
pub(super) const DOMAIN: u16 = 1;
/// Where in [`OURS`] the status stands.
pub(super) const STATUS: u16 = 5;
/// Where in [`OURS`] the planned amount stands.
pub(super) const PLANNED: u16 = 6;
/// Where in [`OURS`] the actual amount stands.
pub(super) const ACTUAL: u16 = 7;
/// Where in [`OURS`] the difference of both stands.
pub(super) const DIFFERENCE: u16 = 8;

macro_rules! columns {
    ($($en:literal / $ru:literal, $look:ident, $least:literal ..= $most:literal, $entry:expr;)+) => {
        &[$(Column {
            header: ($en, $ru),
            look: Look::$look,
            width: Width { least: $least, most: $most },
            entry: $entry,
        }),+]
    };
}

/// The columns that everybody reads.
pub(super) const OURS: &[Column] = columns! {
    "No" / "№", Figure, 4 ..= 8, |s| Entry::count(s.no);
    "Domain" / "Домен", Wrapped, 12 ..= 26, domain;
    "Tariff" / "Тариф", Wrapped, 9 ..= 14, |s| of_order(s, Field::Tariff, |order| Entry::text(order.terms.asked.tariff.as_str()));
    "Period, months" / "Период, мес.", Figure, 7 ..= 9, |s| of_order(s, Field::Period, |order| Entry::count(order.terms.asked.months.get()));
    "Ordered on" / "Дата заказа", Figure, 11 ..= 13, ordered_on;
    "Status" / "Статус", Plain, 12 ..= 19, |s| Entry::Status(s.line.outcome.status);
    "Planned amount" / "Сумма по плану", Figure, 12 ..= 24, planned;
    "Actual amount" / "Фактическая сумма", Figure, 12 ..= 24, actual;
    "Planned less actual" / "План минус факт", Figure, 12 ..= 24, difference;
    "Currency" / "Валюта", Wrapped, 8 ..= 10, currency;
    "Service id" / "№ услуги", Wrapped, 7 ..= 14, |s| of_service(s, |service| Entry::text(service.id.as_str()));
    "Valid until" / "Действует до", Figure, 11 ..= 12, |s| of_service(s, |service| service.expires.map_or(Entry::Blank, Entry::Day));
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 15, |s| of_order(s, Field::CostCentre, |order| Entry::text(order.cost_centre.as_str()));
    "Reference" / "Заявка", Wrapped, 8 ..= 14, |s| of_order(s, Field::Reference, |order| Entry::text(order.reference.as_str()));
    "Money" / "Деньги", Wrapped, 9 ..= 12, |s| Entry::text(s.view.reckoning.money(s.line).title(s.view.lang));
    "Reason" / "Причина", Wrapped, 14 ..= 40, |s| Entry::text(words::reason(s));
    "Next step" / "Что делать", Wrapped, 12 ..= 40, |s| Entry::text(advice::next_step(s.line, s.view).whole(s.view.lang));
    "Source cell" / "Ячейка", Centred, 6 ..= 9, source_cell;
    "Disk" / "Диск", Figure, 5 ..= 9, |s| amount(s, Field::Disk);
    "RAM" / "ОЗУ", Figure, 5 ..= 9, |s| amount(s, Field::Ram);
    "CPU" / "CPU", Figure, 5 ..= 8, |s| amount(s, Field::Cpu);
    "IPv4" / "IPv4", Figure, 5 ..= 8, |s| amount(s, Field::Ipv4);
    "IPv6" / "IPv6", Figure, 5 ..= 8, |s| amount(s, Field::Ipv6);
    "Template" / "Шаблон", Wrapped, 10 ..= 24, |s| of_order(s, Field::Template, |order| Entry::text(order.terms.asked.template_shown()));
    "Auto-renew" / "Автопродление", Plain, 8 ..= 16, |s| of_order(s, Field::AutoRenew, |order| {
        Entry::text(words::renewal(order.terms.asked.renewal, s.view.lang))
    });
    "Service state" / "Состояние услуги", Plain, 8 ..= 22, |s| of_service(s, |service| {
        service.state.map_or(Entry::Blank, |state| Entry::text(state.title(s.view.lang)))
    });
    "IP address" / "IP-адрес", Wrapped, 12 ..= 16, |s| of_service(s, |service| Entry::text(service.ip.as_str()));
    "Comment" / "Комментарий", Wrapped, 8 ..= 36, |s| of_order(s, Field::Comment, |order| Entry::text(order.comment.as_str()));
};

/// The columns of whoever says what an order costs, where the panel was asked.
const PRICES: &[Column] = columns! {
    "List price" / "Цена по тарифам", Figure, 10..=16, |s| price(s, |prices| prices.list);
    "Panel's quote" / "Цена панели", Figure, 10..=16, quote;
    "Discount in the quote" / "Скидка в цене панели", Figure, 10..=16, |s| price(s, |prices| prices.quote.as_ref()?.discount);
    "VAT in the quote" / "НДС в цене панели", Figure, 10..=16, |s| price(s, |prices| prices.quote.as_ref()?.tax);
    "Sheet price" / "Цена в таблице заказов", Figure, 10..=16, |s| price(s, |prices| prices.sheet);
};

/// The columns of what the panel charged, where its list of charges was read.
const CHARGES: &[Column] = columns! {
    "Charged" / "Списано", Figure, 10..=16, |s| charge(s, |all| all.first.as_ref(), |charged| Some(charged.amount));
    "VAT in the charge" / "НДС в списании", Figure, 10..=16, |s| charge(s, |all| all.first.as_ref(), |charged| charged.tax);
    "Discount in the charge" / "Скидка в списании", Figure, 10..=16, |s| charge(s, |all| all.first.as_ref(), |charged| charged.discount);
    "Not paid yet" / "Ещё не оплачено", Figure, 10..=16, |s| charge(s, |all| all.first.as_ref(), |charged| {
        (charged.waiting_rows > 0).then_some(charged.waiting)
    });
    "Charged for renewals" / "Списано за продления", Figure, 10..=16, |s| charge(s, |all| all.renewals.as_ref(), |charged| {
        (charged.rows > 0).then_some(charged.amount)
    });
    "Charged, for what is not clear" / "Списано, неясно за что", Figure, 10..=16, |s| charge(s, |all| all.unclear.as_ref(), |charged| {
        (charged.rows > 0).then_some(charged.amount)
    });
};

/// The column of what the check found at rows that can be ordered, where there is any.
const REMARKS: &[Column] = columns! {
    "Problems" / "Замечания", Wrapped, 14 ..= 32, |s| Entry::text(words::remarks(s));
};

/// The columns that everybody reads, of one run.
pub(super) fn ours(view: &View<'_>) -> Vec<&'static Column> {
    let quoted = |line: &Line| line.order.as_ref().is_some_and(|order| order.prices.quote.is_some());
    let prices = if view.run.lines.iter().any(quoted) { PRICES } else { &[] };
    let charges = if view.run.trail.charges.is_empty() { &[] } else { CHARGES };
    let remarks = if view.weighed.at_servers { REMARKS } else { &[] };
    OURS.iter().chain(remarks).chain(prices).chain(charges).collect()
}

/// The technical columns, at the far right and folded away.
pub(super) const TECHNICAL: &[Column] = columns! {
    "Tariff id" / "Код тарифа", Figure, 10..=14, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| id(&order.terms, Part::Tariff));
    "Period id" / "Код периода", Figure, 10..=14, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| id(&order.terms, Part::Period));
    "Resource ids" / "Коды ресурсов", Plain, 12..=30, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| Entry::text(ids(&order.terms)));
    "Attempts" / "Попыток", Figure, 9..=12, |s| Entry::count(s.line.outcome.attempts);
    "HTTP status" / "Код HTTP", Figure, 9..=12, |s| s.line.outcome.http_status.map_or(Entry::Blank, Entry::count);
    "Sent at" / "Отправлено", Figure, 20..=20, |s| Entry::moment(s.line.outcome.sent_at, s.view.zone);
    "Ended at" / "Ответ получен", Figure, 20..=20, |s| Entry::moment(s.line.outcome.ended_at, s.view.zone);
    "Our order id" / "Наш № заказа", Plain, 20..=34, order_id;
};

/// What an order says, or, where the row made no order, what stands in the row's cell.
fn of_order<'a>(s: &Subject<'a>, field: Field, entry: impl Fn(&'a Order) -> Entry<'a>) -> Entry<'a> {
    s.line.order.as_ref().map_or_else(|| s.cell(field).map_or(Entry::Blank, Entry::read), entry)
}

fn of_service<'a>(s: &Subject<'a>, entry: impl Fn(&'a crate::order::service::Service) -> Entry<'a>) -> Entry<'a> {
    s.line.outcome.service.as_ref().map_or(Entry::Blank, entry)
}

/// The id that says a part of an order: a figure where it is one.
fn id(terms: &Terms, part: Part) -> Entry<'static> {
    match terms.sent.value(part) {
        Some(Value::Number(id)) => Entry::count(*id),
        Some(Value::Text(id)) => Entry::text(id.clone()),
        None => Entry::Blank,
    }
}

/// Resources and choices as they are sent.
fn ids(terms: &Terms) -> String {
    let shown = |parameter: &Parameter| format!("{}={}", parameter.name, parameter.value);
    let parameters = terms.sent.parameters().iter().filter(|parameter| parameter.part.is_configured());
    parameters.map(shown).collect::<Vec<_>>().join(" ")
}

/// Our id of an order that this run sent.
fn order_id<'a>(s: &Subject<'a>) -> Entry<'a> {
    let line = s.line;
    // An id that never left would be looked for in the panel in vain.
    if line.outcome.attempts == 0 { Entry::Blank } else { Entry::text(s.view.run.order_id(line.row, line.server)) }
}

/// How much an order asks for of a resource; nothing where its tariff does not sell it.
fn amount<'a>(s: &Subject<'a>, field: Field) -> Entry<'a> {
    of_order(s, field, |order| {
        order.terms.asked.amounts.get(field).map_or(Entry::Blank, |amount| Entry::count(amount.value))
    })
}

pub(super) fn source_cell<'a>(s: &Subject<'a>) -> Entry<'a> {
    let col = s.view.run.facts.input.layout.col(Field::Domain).unwrap_or(Col::from_index(0));
    let cell = s.line.order.as_ref().map_or(CellRef { row: s.line.row, col }, |order| order.cell);
    Entry::text(cell.to_string())
}

/// The form for people, with the one that was sent where that differs.
pub(super) fn domain<'a>(s: &Subject<'a>) -> Entry<'a> {
    let Some(order) = &s.line.order else { return Entry::text(s.line.name.as_str()) };
    let (ascii, unicode) = (order.domain.ascii(), order.domain.unicode());
    if ascii == unicode { Entry::text(ascii) } else { Entry::text(format!("{unicode} ({ascii})")) }
}

/// The day on which an order that stands was placed. An order in doubt has none.
fn ordered_on<'a>(s: &Subject<'a>) -> Entry<'a> {
    s.view.calendar.ordered_on(&s.line.outcome).map_or(Entry::Blank, Entry::Day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::page::SIDE;

    #[test]
    fn totals_stand_under_their_columns() {
        let header = |at: u16| OURS[usize::from(at)].header.0;
        assert_eq!(header(DOMAIN), "Domain");
        assert_eq!(header(STATUS), "Status");
        assert_eq!(header(PLANNED), "Planned amount");
        assert_eq!(header(ACTUAL), "Actual amount");
        assert_eq!(header(DIFFERENCE), "Planned less actual");
        assert_eq!(header(BOOKED - 1), "Reference");
    }

    #[test]
    fn what_is_booked_is_printed_at_7_points_however_wide_its_columns_are() {
        // A column is 7 pixels a character and 5 between columns, at 96 an inch, in letters of 11 points. Excel
        // shrinks by whole hundredths.
        let wide: usize = OURS[..usize::from(BOOKED)].iter().map(|column| column.width.most * 7 + 5).sum();
        let across = (297.0 / 25.4 - 2.0 * SIDE) * 96.0;
        let hundredths = (across / f64::from(u32::try_from(wide).expect("a width")) * 100.0).floor();
        assert!(hundredths * 11.0 >= 700.0, "{} points", hundredths * 0.11);
    }

    #[test]
    fn our_headers_are_unique_in_both_languages() {
        for lang in [crate::text::lang::Lang::En, crate::text::lang::Lang::Ru] {
            let all = OURS.iter().chain(REMARKS).chain(PRICES).chain(CHARGES).chain(TECHNICAL);
            let mut headers: Vec<_> = all.map(|column| lang.pick(column.header.0, column.header.1)).collect();
            let many = headers.len();
            headers.sort_unstable();
            headers.dedup();
            assert_eq!(headers.len(), many);
        }
    }
}
