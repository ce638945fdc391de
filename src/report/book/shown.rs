//! The columns of a book's sheets: what stands in each of them for an order, a charge, a renewal, a decision. Pure.

use super::due::Due;
use super::gather::Book;
use super::items::Item;
use super::leaf::{Datum, Head, shown_currency};
use super::spent::Spent;
use super::sums::{code, difference, planned};
use crate::order::Order;
use crate::order::charge::Pays;
use crate::order::ruling::Decided;
use crate::report::entry::Entry;
use crate::report::style::Look::{self, Figure, Plain, Wrapped};
use crate::report::totals::Paid;
use crate::report::view::Subject;
use crate::report::{decided, words};
use crate::text::lang::Lang;

/// A kind of lines.
pub(super) trait Kind: 'static {
    /// A line.
    type Line<'a>;
}

/// A line for each order.
pub(super) struct Orders;

/// A line for each row of the panel's list of charges.
pub(super) struct Charges;

/// A line for each renewal.
pub(super) struct Renewals;

/// A line for each decision.
pub(super) struct Decisions;

impl Kind for Orders {
    type Line<'a> = Item<'a>;
}

impl Kind for Charges {
    type Line<'a> = Spent<'a>;
}

impl Kind for Renewals {
    type Line<'a> = Due<'a>;
}

impl Kind for Decisions {
    type Line<'a> = &'a Decided;
}

/// A column of a sheet of one kind of lines.
pub(super) struct Column<K: Kind> {
    pub(super) head: Head,
    /// What stands in it for a line.
    pub(super) of: for<'a> fn(&Book<'_>, &K::Line<'a>) -> Datum<'static>,
}

macro_rules! columns {
    ($($en:literal / $ru:literal, $look:ident, $least:literal ..= $most:literal, $of:expr;)+) => {
        &[$(Column { head: Head($en, $ru, $look, $least, $most), of: $of }),+]
    };
}

/// The orders of a book. Where several accounts are in one book, whose they are stands before these.
pub(super) const ORDERS: &[Column<Orders>] = columns! {
    "Domain" / "Домен", Wrapped, 14 ..= 24, |_, item| text(domain(item));
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, |_, item| text(item.tariff());
    "Period, months" / "Период, мес.", Figure, 8 ..= 9, |_, item| of_order(item, |order| count(order.terms.asked.months.get()));
    "Ordered on" / "Дата заказа", Figure, 11 ..= 12, |_, item| day(item.day);
    "Status" / "Статус", Plain, 12 ..= 21, |_, item| Datum::Is(Entry::Status(item.line.outcome.status));
    "Planned amount" / "Сумма по плану", Figure, 13 ..= 20, |_, item| of_order(item, |_| match planned(item) {
        Some(planned) => Datum::Sum(planned.amount(), code(item.currency())),
        None => Datum::Unknown(code(item.currency())),
    });
    "Actual amount" / "Фактическая сумма", Figure, 13 ..= 20, actual;
    "Planned − actual" / "План − факт", Figure, 12 ..= 18, |_, item| match difference(item) {
        Some(difference) => Datum::Sum(difference, code(item.currency())),
        None => Datum::BLANK,
    };
    "Currency" / "Валюта", Plain, 8 ..= 12, |book, item| text(shown_currency(&code(item.currency()), book.lang));
    "Service id" / "№ услуги", Plain, 8 ..= 12, |_, item| text(item.service().unwrap_or_default());
    "Valid until" / "Действует до", Figure, 11 ..= 12, |_, item| day(item.line.outcome.service.as_ref().and_then(|service| service.expires));
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, |_, item| text(item.cost_centre());
    "Reference" / "Заявка", Wrapped, 8 ..= 16, |_, item| text(item.reference());
    "Run" / "Прогон", Wrapped, 10 ..= 22, |book, item| text(run(item, book.lang));
};

/// What else the file has of an order, outside of what is printed: none of it makes a printed line higher.
pub(super) const ORDERS_BESIDE: &[Column<Orders>] = columns! {
    "Service state" / "Состояние услуги", Plain, 9 ..= 16, |book, item| {
        let state = item.line.outcome.service.as_ref().and_then(|service| service.state);
        text(state.map_or("", |state| state.title(book.lang)))
    };
    "Money" / "Деньги", Plain, 9 ..= 14, |book, item| text(item.view.reckoning.money(item.line).title(book.lang));
    "Comment" / "Комментарий", Plain, 10 ..= 30, |_, item| of_order(item, |order| text(order.comment.as_str()));
    "Reason" / "Причина", Plain, 12 ..= 40, |_, item| text(reason(item));
    "Decisions" / "Решения", Plain, 12 ..= 40, |book, item| {
        let decided = book.decided(item).iter().map(|one| decided::in_words(one, book.zone, book.lang));
        text(decided.collect::<Vec<_>>().join(" · "))
    };
    "Input file" / "Исходный файл", Plain, 10 ..= 30, |_, item| {
        text(if item.taken_over { "" } else { item.view.run.facts.input.file.as_str() })
    };
    "Row" / "Строка", Figure, 6 ..= 8, |_, item| if item.taken_over { Datum::BLANK } else { count(item.line.row.get()) };
};

/// What the panel charged.
pub(super) const CHARGES: &[Column<Charges>] = columns! {
    "Charged on" / "Дата списания", Figure, 11 ..= 12, |_, spent| day(spent.charge.charged_on);
    "Domain" / "Домен", Wrapped, 14 ..= 26, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(domain(item)));
    "Service id" / "№ услуги", Plain, 8 ..= 12, |_, spent| text(spent.charge.service.as_deref().unwrap_or_default());
    "For" / "За что", Wrapped, 12 ..= 22, |book, spent| text(pays_for(spent, book.lang));
    "Charged" / "Списано", Figure, 12 ..= 20, |_, spent| Datum::Sum(spent.charge.paid(), spent.currency());
    "Not paid yet" / "Ещё не оплачено", Figure, 11 ..= 18, |_, spent| {
        if spent.charge.is_waiting() { Datum::Sum(spent.charge.waiting(), spent.currency()) } else { Datum::BLANK }
    };
    "VAT in it" / "В том числе НДС", Figure, 11 ..= 18, |_, spent| {
        spent.charge.tax.map_or(Datum::BLANK, |tax| Datum::Sum(tax, spent.currency()))
    };
    "Currency" / "Валюта", Plain, 8 ..= 12, |book, spent| text(shown_currency(&spent.currency(), book.lang));
    "Paid from" / "Оплачено с", Figure, 11 ..= 12, |_, spent| day(spent.charge.from);
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, |_, spent| text(spent.cost_centre());
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(item.tariff()));
    "Reference" / "Заявка", Wrapped, 8 ..= 16, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(item.reference()));
    "Ordered on" / "Дата заказа", Figure, 11 ..= 12, |_, spent| day(spent.item.and_then(|item| item.day));
    "Run" / "Прогон", Wrapped, 10 ..= 22, |book, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(run(item, book.lang)));
    "Charge id" / "№ списания", Plain, 8 ..= 14, |_, spent| text(spent.charge.id.as_str());
};

/// The renewals that fell into the book's time.
pub(super) const RENEWALS: &[Column<Renewals>] = columns! {
    "Renewal on" / "Продление", Figure, 11 ..= 12, |_, due| day(Some(due.day));
    "Domain" / "Домен", Wrapped, 14 ..= 26, |_, due| text(domain(&due.item));
    "Service id" / "№ услуги", Plain, 8 ..= 12, |_, due| text(due.item.service().unwrap_or_default());
    "For months" / "На сколько мес.", Figure, 8 ..= 10, |_, due| count(due.every);
    "Expected amount" / "Ожидаемая сумма", Figure, 12 ..= 20, |_, due| match due.price {
        Some(price) => Datum::Sum(price.amount(), code(due.item.currency())),
        None => Datum::Unknown(code(due.item.currency())),
    };
    "Currency" / "Валюта", Plain, 8 ..= 12, |book, due| text(shown_currency(&code(due.item.currency()), book.lang));
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, |_, due| text(due.item.cost_centre());
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, |_, due| text(due.item.tariff());
    "Reference" / "Заявка", Wrapped, 8 ..= 16, |_, due| text(due.item.reference());
    "Ordered on" / "Дата заказа", Figure, 11 ..= 12, |_, due| day(due.item.day);
    "Run" / "Прогон", Wrapped, 10 ..= 22, |book, due| text(run(&due.item, book.lang));
};

/// What people decided.
pub(super) const DECISIONS: &[Column<Decisions>] = columns! {
    "Decided at" / "Время решения", Figure, 19 ..= 20, |book, one| Datum::Is(Entry::moment(Some(one.at), book.zone));
    "By" / "Кто", Wrapped, 8 ..= 20, |_, one| text(one.operator.as_str());
    "Domain" / "Домен", Wrapped, 14 ..= 26, |_, one| {
        text(crate::order::Domain::new(&one.domain).map_or_else(|| one.domain.clone(), |domain| domain.unicode()))
    };
    "Decision" / "Решение", Wrapped, 12 ..= 24, |book, one| text(decided::ruled(&one.ruled, book.lang).into_owned());
    "Service id" / "№ услуги", Plain, 8 ..= 12, |_, one| text(one.ruled.service_id().unwrap_or_default());
    "Why" / "Почему", Wrapped, 16 ..= 46, |_, one| text(one.reason.as_str());
    "Panel's lists" / "Списки панели", Wrapped, 14 ..= 36, |book, one| text(decided::held(&one.held, book.lang));
    "Forced (--force)" / "Вопреки (--force)", Plain, 10 ..= 16, |book, one| {
        text(if one.forced { book.lang.pick("yes", "да") } else { "" })
    };
};

fn text(text: impl Into<String>) -> Datum<'static> {
    Datum::Is(Entry::text(text.into()))
}

fn count(n: impl Into<u64>) -> Datum<'static> {
    Datum::Is(Entry::count(n))
}

fn day(day: Option<jiff::civil::Date>) -> Datum<'static> {
    Datum::Is(day.map_or(Entry::Blank, Entry::Day))
}

fn of_order(item: &Item<'_>, of: impl Fn(&Order) -> Datum<'static>) -> Datum<'static> {
    item.order().map_or(Datum::BLANK, of)
}

/// The form for people, with the one that was sent where that differs.
pub(super) fn domain(item: &Item<'_>) -> String {
    let Some(order) = item.order() else { return item.line.name.clone() };
    let (ascii, unicode) = (order.domain.ascii(), order.domain.unicode());
    if ascii == unicode { unicode } else { format!("{unicode} ({ascii})") }
}

/// The run that ordered it, or where else it comes from.
pub(super) fn run(item: &Item<'_>, lang: Lang) -> String {
    if item.taken_over {
        return lang.pick("taken over", "принят под учёт").to_owned();
    }
    item.view.run.facts.id.clone()
}

fn actual(_: &Book<'_>, item: &Item<'_>) -> Datum<'static> {
    match Paid::of(item.line, &item.view.reckoning) {
        None => Datum::BLANK,
        Some(Paid::Unsaid) => Datum::Unknown(code(item.currency())),
        Some(Paid::Ours(cost)) => Datum::Sum(cost.amount(), code(item.currency())),
        // As text: whoever sums up the column must not add another currency to it.
        Some(Paid::Foreign(cost, currency)) => text(format!("{cost} {currency}")),
    }
}

/// Why an order stands so, in words.
fn reason(item: &Item<'_>) -> String {
    words::reason(&Subject { view: item.view, no: 0, line: item.line, row: None })
}

/// What a charge pays for.
pub(super) fn pays_for(spent: &Spent<'_>, lang: Lang) -> &'static str {
    match (spent.item.is_some(), spent.pays) {
        (false, _) => lang.pick("not ordered from here", "заказано не здесь"),
        (_, Pays::First) => lang.pick("first period", "первый период"),
        (_, Pays::Later) => lang.pick("renewal", "продление"),
        (_, Pays::Unclear) => lang.pick("not clear", "неясно"),
    }
}

/// Where a column stands among others, by its English header.
pub(super) fn place<K: Kind>(columns: &[Column<K>], header: &str) -> u16 {
    let at = columns.iter().position(|column| column.head.0 == header);
    at.and_then(|at| u16::try_from(at).ok()).unwrap_or_default()
}

/// How the cells of a column look.
pub(super) const fn look(head: &Head) -> Look {
    head.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_formulas_look_for_are_there() {
        for header in ["Status", "Planned amount", "Actual amount", "Planned − actual", "Currency", "Run"] {
            assert!(ORDERS.iter().any(|column| column.head.0 == header), "{header}");
        }
        for header in ["Charged", "Not paid yet", "Currency"] {
            assert!(CHARGES.iter().any(|column| column.head.0 == header), "{header}");
        }
        for header in ["Expected amount", "Currency"] {
            assert!(RENEWALS.iter().any(|column| column.head.0 == header), "{header}");
        }
    }

    #[test]
    fn what_is_printed_of_orders_can_be_read() {
        // At 11 points on A4 landscape some 150 characters stand in a line; at 7 points some 235.
        let wide: usize = ORDERS.iter().map(|column| column.head.4).sum();
        assert!(wide + 8 <= 235, "{wide}");
    }
}
