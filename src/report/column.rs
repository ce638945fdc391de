//! The columns of the Orders sheet: a line each.
//!
//! In what order they stand, and which of them are printed, says `columns`.

use super::amounts::{actual, charge, currency, difference, planned, price, quote};
use super::entry::Entry;
use super::style::Look;
use super::view::{Subject, View};
use super::widths::Width;
use super::{advice, remarks, words};

use crate::catalog::Units;
use crate::order::{Order, Parameter, Part, Terms, Value};
use crate::sheet::{CellRef, Col, Field};
use crate::text::lang::tr;
use crate::text::unit::unit_word;

/// A column of our own.
pub(super) struct Column {
    /// Which one it is.
    pub(super) name: Name,
    /// Its header in English and Russian.
    header: (&'static str, &'static str),
    /// How its cells look where their content does not say it.
    pub(super) look: Look,
    /// How wide it is.
    pub(super) width: Width,
    /// What stands in it for a server.
    pub(super) entry: for<'a> fn(&Subject<'a>) -> Entry<'a>,
}

impl Column {
    /// Its header for a run: with the unit of its amounts, or the zone of its times.
    pub(super) fn heading(&self, view: &View<'_>) -> String {
        let header = view.lang.pick(self.header.0, self.header.1);
        match self.name {
            Name::Disk => with_unit(header, Field::Disk, view),
            Name::Ram => with_unit(header, Field::Ram, view),
            Name::OrderedOn | Name::SentAt | Name::EndedAt => view.calendar.named(header),
            _ => header.to_owned(),
        }
    }

    /// Whether its amounts are in the currency of payments, which may be another than the planned one.
    pub(super) const fn is_paid(&self) -> bool {
        matches!(self.name, Name::Actual | Name::Difference)
    }
}

/// The name of a column of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    No,
    Domain,
    Tariff,
    Period,
    OrderedOn,
    Status,
    Planned,
    Actual,
    Difference,
    Currency,
    ServiceId,
    ValidUntil,
    CostCentre,
    Reference,
    Money,
    Reason,
    NextStep,
    SourceCell,
    Disk,
    Ram,
    Cpu,
    Ipv4,
    Ipv6,
    Template,
    AutoRenew,
    ServiceState,
    IpAddress,
    Comment,
    Problems,
    ListPrice,
    Quote,
    QuoteDiscount,
    QuoteTax,
    SheetPrice,
    Charged,
    ChargeTax,
    ChargeDiscount,
    Waiting,
    ChargedForRenewals,
    ChargedUnclear,
    TariffId,
    PeriodId,
    ResourceIds,
    Attempts,
    HttpStatus,
    SentAt,
    EndedAt,
    OrderId,
}

macro_rules! columns {
    ($($name:ident: $en:literal / $ru:literal, $look:ident, $least:literal ..= $most:literal, $entry:expr;)+) => {
        &[$(Column {
            name: Name::$name,
            header: ($en, $ru),
            look: Look::$look,
            width: Width { least: $least, most: $most },
            entry: $entry,
        }),+]
    };
}

/// What every run has.
pub(super) const OURS: &[Column] = columns! {
    No: "No" / "№", Figure, 4 ..= 8, |s| Entry::count(s.no);
    Domain: "Domain" / "Домен", Wrapped, 12 ..= 26, domain;
    Tariff: "Tariff" / "Тариф", Wrapped, 9 ..= 14, |s| of_order(s, Field::Tariff, |order| Entry::text(order.terms.asked.tariff.as_str()));
    Period: "Period, months" / "Период, мес.", Figure, 7 ..= 9, |s| of_order(s, Field::Period, |order| Entry::count(order.terms.asked.months.get()));
    OrderedOn: "Ordered on" / "Дата заказа", Figure, 11 ..= 13, ordered_on;
    Status: "Status" / "Статус", Plain, 12 ..= 19, |s| Entry::Status(s.line.outcome.status);
    Planned: "Planned amount" / "Сумма по плану", Figure, 12 ..= 24, planned;
    Actual: "Actual amount" / "Фактическая сумма", Figure, 12 ..= 24, actual;
    Difference: "Planned less actual" / "План минус факт", Figure, 12 ..= 24, difference;
    Currency: "Currency" / "Валюта", Wrapped, 8 ..= 10, currency;
    ServiceId: "Service id" / "№ услуги", Wrapped, 7 ..= 14, |s| of_service(s, |service| Entry::text(service.id.as_str()));
    ValidUntil: "Valid until" / "Действует до", Figure, 11 ..= 12, |s| of_service(s, |service| service.expires.map_or(Entry::Blank, Entry::Day));
    CostCentre: "Cost centre" / "Центр затрат", Wrapped, 8 ..= 15, |s| of_order(s, Field::CostCentre, |order| Entry::text(order.cost_centre.as_str()));
    Reference: "Reference" / "Заявка", Wrapped, 8 ..= 14, |s| of_order(s, Field::Reference, |order| Entry::text(order.reference.as_str()));
    Money: "Payment" / "Оплата", Wrapped, 9 ..= 12, |s| Entry::text(s.view.reckoning.money(s.line).title(s.view.lang));
    Reason: "Reason" / "Причина", Wrapped, 14 ..= 70, |s| Entry::text(words::reason(s));
    NextStep: "Next step" / "Что делать", Wrapped, 12 ..= 80, |s| Entry::text(advice::next_step(s.line, s.view).whole(s.view.lang));
    SourceCell: "Source cell" / "Ячейка", Centred, 6 ..= 9, source_cell;
    Disk: "Disk" / "Диск", Figure, 5 ..= 9, |s| amount(s, Field::Disk);
    Ram: "RAM" / "ОЗУ", Figure, 5 ..= 9, |s| amount(s, Field::Ram);
    Cpu: "CPU" / "CPU", Figure, 5 ..= 8, |s| amount(s, Field::Cpu);
    Ipv4: "IPv4" / "IPv4", Figure, 5 ..= 8, |s| amount(s, Field::Ipv4);
    Ipv6: "IPv6" / "IPv6", Figure, 5 ..= 8, |s| amount(s, Field::Ipv6);
    Template: "OS template" / "Шаблон ОС", Wrapped, 10 ..= 30, |s| of_order(s, Field::Template, |order| Entry::text(order.terms.asked.template_shown()));
    AutoRenew: "Auto-renew" / "Автопродление", Plain, 8 ..= 16, |s| of_order(s, Field::AutoRenew, |order| {
        Entry::text(words::renewal(order.terms.asked.renewal, s.view.lang))
    });
    ServiceState: "Service state" / "Состояние услуги", Plain, 8 ..= 22, |s| of_service(s, |service| {
        service.state.map_or(Entry::Blank, |state| Entry::text(state.title(s.view.lang)))
    });
    IpAddress: "IP address" / "IP-адрес", Wrapped, 12 ..= 16, |s| of_service(s, |service| Entry::text(service.ip.as_str()));
    Comment: "Comment" / "Комментарий", Wrapped, 8 ..= 36, |s| of_order(s, Field::Comment, |order| Entry::text(order.comment.as_str()));
};

/// What the check found at rows that can be ordered, where it found anything.
pub(super) const REMARKS: &[Column] = columns! {
    Problems: "Problems" / "Замечания", Wrapped, 14 ..= 40, |s| Entry::text(remarks::at_row(s));
};

/// What an order costs by whoever says it, where the panel was asked.
pub(super) const PRICES: &[Column] = columns! {
    ListPrice: "List price" / "Цена по таблице тарифов", Figure, 10 ..= 16, |s| price(s, |prices| prices.list);
    Quote: "Panel's quote" / "Цена панели", Figure, 10 ..= 16, quote;
    QuoteDiscount: "Discount in the quote" / "Скидка в цене панели", Figure, 10 ..= 16, |s| price(s, |prices| prices.quote.as_ref()?.discount);
    QuoteTax: "VAT in the quote" / "НДС в цене панели", Figure, 10 ..= 16, |s| price(s, |prices| prices.quote.as_ref()?.tax);
    SheetPrice: "Sheet price" / "Цена в таблице заказов", Figure, 10 ..= 16, |s| price(s, |prices| prices.sheet);
};

/// What the panel charged, where its list of charges was read.
pub(super) const CHARGES: &[Column] = columns! {
    Charged: "Charged" / "Списано", Figure, 10 ..= 16, |s| charge(s, |all| all.first.as_ref(), |charged| Some(charged.amount));
    ChargeTax: "VAT in the charge" / "НДС в списании", Figure, 10 ..= 16, |s| charge(s, |all| all.first.as_ref(), |charged| charged.tax);
    ChargeDiscount: "Discount in the charge" / "Скидка в списании", Figure, 10 ..= 16, |s| charge(s, |all| all.first.as_ref(), |charged| charged.discount);
    Waiting: "Not paid yet" / "Ещё не оплачено", Figure, 10 ..= 16, |s| charge(s, |all| all.first.as_ref(), |charged| {
        (charged.waiting_rows > 0).then_some(charged.waiting)
    });
    ChargedForRenewals: "Charged for renewals" / "Списано за продления", Figure, 10 ..= 16, |s| charge(s, |all| all.renewals.as_ref(), |charged| {
        (charged.rows > 0).then_some(charged.amount)
    });
    ChargedUnclear: "Charged, not known for what" / "Списано, неизвестно за что", Figure, 10 ..= 16, |s| charge(s, |all| all.unclear.as_ref(), |charged| {
        (charged.rows > 0).then_some(charged.amount)
    });
};

/// For whoever follows an order through panel and ledger: at the far right and folded away.
pub(super) const TECHNICAL: &[Column] = columns! {
    TariffId: "Tariff id" / "Код тарифа", Figure, 10 ..= 14, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| id(&order.terms, Part::Tariff));
    PeriodId: "Period id" / "Код периода", Figure, 10 ..= 14, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| id(&order.terms, Part::Period));
    ResourceIds: "Resource ids" / "Коды ресурсов", Plain, 12 ..= 30, |s| s.line.order.as_ref().map_or(Entry::Blank, |order| Entry::text(ids(&order.terms)));
    Attempts: "Number of attempts" / "Число попыток", Figure, 9 ..= 12, |s| Entry::count(s.line.outcome.attempts);
    HttpStatus: "HTTP status" / "Код HTTP", Figure, 9 ..= 12, |s| s.line.outcome.http_status.map_or(Entry::Blank, Entry::count);
    SentAt: "Sent at" / "Отправлено", Figure, 20 ..= 20, |s| Entry::moment(s.line.outcome.sent_at, s.view.zone);
    EndedAt: "Ended at" / "Ответ получен", Figure, 20 ..= 20, |s| Entry::moment(s.line.outcome.ended_at, s.view.zone);
    OrderId: "Our order number" / "Наш № заказа", Plain, 20 ..= 34, order_id;
};

/// A header with the unit of an amount's field: none where nobody knows it, and no single one where tariffs differ.
fn with_unit(header: &str, field: Field, view: &View<'_>) -> String {
    let lang = view.lang;
    match view.run.facts.catalog.units.get(field) {
        Some(Units::One(unit)) => format!("{header}, {}", unit_word(unit, lang)),
        Some(Units::Several) => tr!(lang, "{header}, in the tariff's unit", "{header}, в единицах тарифа"),
        None => header.to_owned(),
    }
}

/// What an order says, or, where the row made no order, what stands in the row's cell.
fn of_order<'a>(s: &Subject<'a>, field: Field, entry: impl Fn(&'a Order) -> Entry<'a>) -> Entry<'a> {
    s.line.order.as_ref().map_or_else(|| s.cell(field).map_or(Entry::Blank, Entry::read), entry)
}

fn of_service<'a>(s: &Subject<'a>, entry: impl Fn(&'a crate::order::service::Service) -> Entry<'a>) -> Entry<'a> {
    s.line.outcome.service.as_deref().map_or(Entry::Blank, entry)
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
