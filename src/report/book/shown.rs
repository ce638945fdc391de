//! The columns of a book's sheets: what stands in each of them for an order, a charge, a renewal, a decision.

use super::currency::{code, shown_currency};
use super::due::Due;
use super::gather::Book;
use super::items::Item;
use super::leaf::{Datum, Head};
use super::spent::{Spent, Whose};
use super::sums::planned;
use crate::order::Order;
use crate::order::charge::Pays;
use crate::order::ruling::Decided;
use crate::report::entry::Entry;
use crate::report::style::Look::{self, Figure, Plain, Wrapped};
use crate::report::totals::{Difference, Paid, foreign, other_currency};
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

/// What a column is to the formulas of a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// How an order stands.
    Status,
    /// The planned amount, which is summed up below the lines.
    Planned,
    /// The actual amount, likewise.
    Actual,
    /// Another amount that is summed up.
    Summed,
    /// The currency of the line's amounts.
    Currency,
    /// The day of an order, which is one of a zone.
    Placed,
    /// The run.
    Run,
    /// Nothing.
    Other,
}

impl What {
    /// Whether there is a sum below the lines.
    pub(super) const fn is_summed(self) -> bool {
        matches!(self, Self::Planned | Self::Actual | Self::Summed)
    }
}

/// A column of a sheet of one kind of lines.
pub(super) struct Column<K: Kind> {
    pub(super) head: Head,
    /// What formulas know it by.
    pub(super) what: What,
    /// What stands in it for a line.
    pub(super) of: for<'a> fn(&Book<'_>, &K::Line<'a>) -> Datum<'static>,
}

macro_rules! columns {
    ($($en:literal / $ru:literal, $look:ident, $least:literal ..= $most:literal, $what:ident, $of:expr;)+) => {
        &[$(Column { head: Head($en, $ru, $look, $least, $most), what: What::$what, of: $of }),+]
    };
}

/// The orders of a book. Where several accounts are in one book, whose they are stands before these.
pub(super) const ORDERS: &[Column<Orders>] = columns! {
    "Domain" / "Домен", Wrapped, 14 ..= 24, Other, |_, item| text(domain(item));
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, Other, |_, item| text(item.tariff());
    "Period, months" / "Период, мес.", Figure, 8 ..= 9, Other, |_, item| of_order(item, |order| count(order.terms.asked.months.get()));
    "Ordered on" / "Дата заказа", Figure, 11 ..= 13, Placed, |_, item| day(item.day);
    "Status" / "Статус", Plain, 12 ..= 21, Status, |_, item| Datum::Is(Entry::Status(item.line.outcome.status));
    "Planned amount" / "Сумма по плану", Figure, 13 ..= 18, Planned, |_, item| of_order(item, |_| match planned(item) {
        Some(planned) => Datum::Sum(planned.amount(), code(item.currency())),
        None => Datum::Unknown(code(item.currency())),
    });
    "Actual amount" / "Фактическая сумма", Figure, 13 ..= 18, Actual, actual;
    "Planned − actual" / "План − факт", Figure, 12 ..= 16, Summed, |book, item| match Difference::of(item.line, &item.view.reckoning) {
        Some(Difference::Known(amount)) => Datum::Sum(amount, code(item.currency())),
        Some(Difference::OfTwoCurrencies) => Datum::Is(Entry::Unknown(other_currency(book.lang))),
        Some(Difference::Unsaid) | None => Datum::BLANK,
    };
    "Currency" / "Валюта", Plain, 8 ..= 11, Currency, |book, item| text(currencies(item, book.lang));
    "Service id" / "№ услуги", Plain, 8 ..= 12, Other, |_, item| text(item.service().unwrap_or_default());
    "Valid until" / "Действует до", Figure, 11 ..= 12, Other, |_, item| day(item.line.outcome.service.as_ref().and_then(|service| service.expires));
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, Other, |_, item| text(item.cost_centre());
    "Reference" / "Заявка", Wrapped, 8 ..= 16, Other, |_, item| text(item.reference());
    "Run" / "Прогон", Plain, 10 ..= 26, Run, |book, item| text(run(item, book.lang));
};

/// What else the file has of an order, outside of what is printed: none of it makes a printed line higher.
pub(super) const ORDERS_BESIDE: &[Column<Orders>] = columns! {
    "Service state" / "Состояние услуги", Plain, 9 ..= 16, Other, |book, item| {
        let state = item.line.outcome.service.as_ref().and_then(|service| service.state);
        text(state.map_or("", |state| state.title(book.lang)))
    };
    "Payment" / "Оплата", Plain, 9 ..= 14, Other, |book, item| text(item.view.reckoning.money(item.line).title(book.lang));
    "Comment" / "Комментарий", Plain, 10 ..= 30, Other, |_, item| of_order(item, |order| text(order.comment.as_str()));
    "Reason" / "Причина", Plain, 12 ..= 40, Other, |_, item| text(reason(item));
    "Decisions" / "Решения", Plain, 12 ..= 40, Other, |book, item| {
        let decided = book.decided(item).iter().map(|one| decided::in_words(one, book.zone, book.lang));
        text(decided.collect::<Vec<_>>().join(" · "))
    };
    "Input file" / "Исходный файл", Plain, 10 ..= 30, Other, |_, item| {
        text(if item.taken_over { "" } else { item.view.run.facts.input.file.as_str() })
    };
    "Row" / "Строка", Figure, 6 ..= 8, Other, |_, item| if item.taken_over { Datum::BLANK } else { count(item.line.row.get()) };
};

/// What the panel charged.
pub(super) const CHARGES: &[Column<Charges>] = columns! {
    "Charged on" / "Дата списания", Figure, 11 ..= 12, Other, |_, spent| day(spent.charge.charged_on);
    "Domain" / "Домен", Wrapped, 14 ..= 26, Other, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(domain(item)));
    "Service id" / "№ услуги", Plain, 8 ..= 12, Other, |_, spent| text(spent.charge.service.as_deref().unwrap_or_default());
    "Kind of charge" / "Вид списания", Wrapped, 12 ..= 22, Other, |book, spent| text(pays_for(spent, book.lang));
    "Charged" / "Списано", Figure, 12 ..= 20, Summed, |_, spent| Datum::Sum(spent.charge.paid(), spent.currency());
    "Not paid yet" / "Ещё не оплачено", Figure, 11 ..= 18, Summed, |_, spent| {
        if spent.charge.is_waiting() { Datum::Sum(spent.charge.waiting(), spent.currency()) } else { Datum::BLANK }
    };
    "VAT in it" / "В том числе НДС", Figure, 11 ..= 18, Summed, |_, spent| {
        spent.charge.tax.map_or(Datum::BLANK, |tax| Datum::Sum(tax, spent.currency()))
    };
    "Currency" / "Валюта", Plain, 8 ..= 12, Currency, |book, spent| text(shown_currency(&spent.currency(), book.lang));
    "Payment source" / "Источник оплаты", Figure, 11 ..= 12, Other, |_, spent| day(spent.charge.from);
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, Other, |_, spent| text(spent.cost_centre());
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, Other, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(item.tariff()));
    "Reference" / "Заявка", Wrapped, 8 ..= 16, Other, |_, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(item.reference()));
    "Ordered on" / "Дата заказа", Figure, 11 ..= 13, Placed, |_, spent| day(spent.item.and_then(|item| item.day));
    "Run" / "Прогон", Plain, 10 ..= 26, Run, |book, spent| spent.item.as_ref().map_or(Datum::BLANK, |item| text(run(item, book.lang)));
    "Charge id" / "№ списания", Plain, 8 ..= 14, Other, |_, spent| text(spent.charge.id.as_str());
};

/// The renewals that fell into the book's time.
pub(super) const RENEWALS: &[Column<Renewals>] = columns! {
    "Renewal on" / "Дата продления", Figure, 11 ..= 12, Other, |_, due| day(Some(due.day));
    "Domain" / "Домен", Wrapped, 14 ..= 26, Other, |_, due| text(domain(&due.item));
    "Service id" / "№ услуги", Plain, 8 ..= 12, Other, |_, due| text(due.item.service().unwrap_or_default());
    "Renewal period, months" / "Период продления, мес.", Figure, 8 ..= 10, Other, |_, due| count(due.every);
    "Expected renewal amount" / "Ожидаемая сумма продления", Figure, 12 ..= 20, Summed, |_, due| match due.price {
        Some(price) => Datum::Sum(price.amount(), due.currency.clone()),
        None => Datum::Unknown(due.currency.clone()),
    };
    "Currency" / "Валюта", Plain, 8 ..= 12, Currency, |book, due| text(shown_currency(&due.currency, book.lang));
    "Cost centre" / "Центр затрат", Wrapped, 8 ..= 16, Other, |_, due| text(due.item.cost_centre());
    "Tariff" / "Тариф", Wrapped, 9 ..= 15, Other, |_, due| text(due.item.tariff());
    "Reference" / "Заявка", Wrapped, 8 ..= 16, Other, |_, due| text(due.item.reference());
    "Ordered on" / "Дата заказа", Figure, 11 ..= 13, Placed, |_, due| day(due.item.day);
    "Run" / "Прогон", Plain, 10 ..= 26, Run, |book, due| text(run(&due.item, book.lang));
};

/// What people decided.
pub(super) const DECISIONS: &[Column<Decisions>] = columns! {
    "Decided at" / "Время решения", Figure, 19 ..= 20, Other, |book, one| Datum::Is(Entry::moment(Some(one.at), book.zone));
    "By" / "Кто решил", Wrapped, 8 ..= 20, Other, |_, one| text(one.operator.as_str());
    "Domain" / "Домен", Wrapped, 14 ..= 26, Other, |_, one| {
        text(crate::order::Domain::new(&one.domain).map_or_else(|| one.domain.clone(), |domain| domain.unicode()))
    };
    "Decision" / "Решение", Wrapped, 12 ..= 24, Other, |book, one| text(decided::ruled(&one.ruled, book.lang).into_owned());
    "Service id" / "№ услуги", Plain, 8 ..= 12, Other, |_, one| text(one.ruled.service_id().unwrap_or_default());
    "Why" / "Почему", Wrapped, 16 ..= 46, Other, |_, one| text(one.reason.as_str());
    "Panel's lists" / "Списки панели", Wrapped, 14 ..= 36, Other, |book, one| text(decided::held(&one.held, book.lang));
    "Forced (--force)" / "Вопреки возражению (--force)", Plain, 10 ..= 16, Other, |book, one| {
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
        return lang.pick("taken over", "внесено в журнал заказов").to_owned();
    }
    item.view.run.facts.id.clone()
}

fn actual(book: &Book<'_>, item: &Item<'_>) -> Datum<'static> {
    match Paid::of(item.line, &item.view.reckoning) {
        None => Datum::BLANK,
        Some(Paid::Unsaid) => Datum::Unknown(code(item.currency())),
        Some(Paid::Ours(cost)) => Datum::Sum(cost.amount(), code(item.currency())),
        // As text: whoever sums up the column must not add another currency to it.
        Some(Paid::Foreign(cost, currency)) => text(foreign(cost, &currency, book.lang)),
    }
}

/// The currency of both amounts; where the panel names another one than the plan's, both.
fn currencies(item: &Item<'_>, lang: Lang) -> String {
    let own = code(item.currency());
    let own = shown_currency(&own, lang);
    match Paid::of(item.line, &item.view.reckoning) {
        Some(Paid::Foreign(_, currency)) => format!("{own} / {}", shown_currency(&code(Some(&currency)), lang)),
        Some(Paid::Ours(_) | Paid::Unsaid) | None => own.to_owned(),
    }
}

/// Why an order stands so, in words.
fn reason(item: &Item<'_>) -> String {
    words::reason(&Subject { view: item.view, no: 0, line: item.line, row: None })
}

/// What a charge pays for.
pub(super) fn pays_for(spent: &Spent<'_>, lang: Lang) -> &'static str {
    match (spent.whose(|_| ()), spent.pays) {
        (Whose::Elsewhere, _) => lang.pick("not in the ledger", "нет в журнале заказов"),
        (Whose::Unnamed, _) => lang.pick("the panel names no service", "панель не называет услугу"),
        (Whose::Ours(()), Pays::First) => lang.pick("first period", "первый период"),
        (Whose::Ours(()), Pays::Later) => lang.pick("renewal", "продление"),
        (Whose::Ours(()), Pays::Unclear) => lang.pick("not clear", "неизвестно за что"),
    }
}

/// Where a column stands among others.
pub(super) fn place<K: Kind>(columns: &[Column<K>], what: What) -> u16 {
    let at = columns.iter().position(|column| column.what == what);
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
    fn the_columns_that_formulas_look_for_are_there_once() {
        for what in [What::Status, What::Planned, What::Actual, What::Currency, What::Run] {
            assert_eq!(ORDERS.iter().filter(|column| column.what == what).count(), 1, "{what:?}");
        }
        let currencies = |all: &mut dyn Iterator<Item = What>| all.filter(|what| *what == What::Currency).count();
        assert_eq!(currencies(&mut CHARGES.iter().map(|column| column.what)), 1);
        assert_eq!(currencies(&mut RENEWALS.iter().map(|column| column.what)), 1);
    }

    #[test]
    fn what_is_printed_of_orders_can_be_read() {
        // At 11 points on A4 landscape some 150 characters stand in a line; at 7 points some 235.
        let wide: usize = ORDERS.iter().map(|column| column.head.4).sum();
        assert!(wide + 8 <= 235, "{wide}");
    }
}
