//! Two plans held against each other. Pure.

use std::collections::BTreeMap;

use super::change::{Change, ROWS_NAMED, Subject, Whole};
use super::kept::Kept;
use super::plan::{Buyer, Kind, Plan, Priced, Term};
use crate::money::Money;
use crate::order::{Domain, Part};
use crate::sheet::{Field, RowNo};

/// The cells that say which servers a row orders.
const WHICH: [Subject; 4] = [
    Subject::Field(Field::Domain),
    Subject::Field(Field::Count),
    Subject::Field(Field::Start),
    Subject::Field(Field::Enabled),
];

/// The cells that say what a server costs.
const PRICES: [Subject; 2] = [Subject::Field(Field::Price), Subject::Field(Field::PricePerMonth)];

/// What of the plan of now is otherwise than it was approved: first of the whole, then row by row. Plans of different
/// codes differ in something that is named.
#[must_use]
pub fn changes(approved: &Kept, now: &Kept) -> Vec<Change> {
    let mut found = of_whole(&approved.plan, &now.plan);
    found.extend(of_tax(approved, now));
    let both = Both { approved, now, rows: [approved, now].map(by_row) };
    let mut rows = both.of_orders();
    rows.extend(both.of_rows());
    rows.sort_by_key(|(row, _)| *row);
    found.extend(together(rows));
    found
}

/// Rows in which the same differs in the same way, told together; the servers of a row are told once.
fn together(placed: Placed) -> Vec<Change> {
    let mut found: Vec<(RowNo, Change)> = Vec::new();
    let mut known: BTreeMap<(Subject, String, String), usize> = BTreeMap::new();
    for (row, change) in placed {
        let Change::Rows { what, before, now, .. } = &change else {
            found.push((row, change));
            continue;
        };
        let place = *known.entry((what.clone(), before.clone(), now.clone())).or_insert(found.len());
        match found.get_mut(place) {
            Some((last, Change::Rows { rows, of, .. })) if *last != row => {
                *last = row;
                *of += 1;
                rows.extend((rows.len() < ROWS_NAMED).then_some(row));
            }
            Some(_) => {}
            None => found.push((row, change)),
        }
    }
    found.into_iter().map(|(_, change)| change).collect()
}

/// What differs in one row.
fn in_row(row: RowNo, what: Subject, before: String, now: String) -> (RowNo, Change) {
    (row, Change::Rows { rows: vec![row], of: 1, what, before, now })
}

/// What differs between the plans as a whole.
fn of_whole(before: &Plan, now: &Plan) -> Vec<Change> {
    let whole = |what, [before, now]: [String; 2]| Change::Whole { what, before, now };
    let mut found = Vec::new();
    let mut differ = |what, pair: [String; 2]| {
        if pair[0] != pair[1] {
            found.push(whole(what, pair));
        }
    };
    differ(Whole::Form, [before, now].map(|plan| plan.format.to_string()));
    let buyers = [before, now].map(|plan| match &plan.buyer {
        Buyer::Account { panel, login } => [panel.clone(), login.clone()],
        Buyer::Practice => ["practice".to_owned(), String::new()],
    });
    let of_buyer = |at: usize| [0, 1].map(|plan: usize| buyers[plan][at].clone());
    differ(Whole::Panel, of_buyer(0));
    differ(Whole::Account, of_buyer(1));
    let tables = [&before.table, &now.table];
    differ(Whole::Table, tables.map(|table| table.name.clone()));
    differ(Whole::TableDate, tables.map(|table| table.as_of.clone()));
    differ(Whole::Currency, tables.map(|table| table.currency.clone().unwrap_or_default()));
    differ(Whole::Vat, tables.map(|table| format!("{:?}", table.vat).to_lowercase()));
    if before.table.content != now.table.content {
        found.push(whole(Whole::TableContent, [String::new(), String::new()]));
    }
    // A sum of which a part is not known is no figure to compare; the rows are told.
    if let (Some(was), Some(is)) = (before.sum(), now.sum())
        && was != is
    {
        found.push(whole(Whole::Sum, [was, is].map(|sum| sum.to_string())));
    }
    found
}

/// What the headers of prices say otherwise of the tax, each told whole.
fn of_tax(before: &Kept, now: &Kept) -> Vec<Change> {
    let said = |kept: &Kept, field: Field| {
        let found = kept.plan.tax.iter().find(|(of, _)| *of == field);
        found.map(|(_, header)| header.clone())
    };
    let fields = [Field::Price, Field::PricePerMonth].into_iter();
    let differs = fields.filter(|field| said(before, *field) != said(now, *field));
    let header = |kept: &Kept, field| said(kept, field).unwrap_or_else(|| kept.header(field).to_owned());
    let told =
        differs.map(|field| Change::Whole { what: Whole::Vat, before: header(before, field), now: header(now, field) });
    told.collect()
}

/// The domains that each row orders.
type ByRow<'k> = BTreeMap<RowNo, Vec<&'k Domain>>;

/// A plan that was approved and the one of now, with where their orders stand.
struct Both<'k> {
    approved: &'k Kept,
    now: &'k Kept,
    /// What the rows of each order.
    rows: [ByRow<'k>; 2],
}

/// What differs, and the row by which it is put in order.
type Placed = Vec<(RowNo, Change)>;

impl Both<'_> {
    /// What the orders that both have ask for otherwise.
    fn of_orders(&self) -> Placed {
        let mut found = Vec::new();
        let rows: BTreeMap<&Domain, RowNo> = self.approved.orders().map(|(order, row)| (&order.domain, row)).collect();
        for (order, row) in self.now.orders() {
            let Some(was) = self.approved.plan.order(&order.domain) else { continue };
            let rows = [rows.get(&order.domain).copied().unwrap_or(row), row];
            let kinds = (self.approved.plan.kind(was), self.now.plan.kind(order));
            let mut told = Vec::new();
            if let (Some(before), Some(now)) = kinds
                && before != now
            {
                told.extend(self.of_kinds(before, now, rows));
            }
            told.extend(self.of_prices(was, order, rows));
            let renamed = if told.is_empty() { Vec::new() } else { self.renamed(order, row) };
            found.extend(if renamed.is_empty() { told } else { renamed });
        }
        found
    }

    /// The cells by which an order has another name in its row, where the row of that number orders what was approved
    /// of it, under other names: two names changed places, and nothing else did.
    fn renamed(&self, order: &Priced, row: RowNo) -> Placed {
        let first = self.rows[0].get(&row).and_then(|domains| self.approved.plan.order(domains.first()?));
        let Some(was) = first else { return Vec::new() };
        let priced = |order: &Priced| (order.sheet, order.list, order.planned);
        let is_alike = self.approved.plan.kind(was) == self.now.plan.kind(order) && priced(was) == priced(order);
        if is_alike { self.cells(&WHICH, [row, row]) } else { Vec::new() }
    }

    fn of_kinds(&self, before: &Kind, now: &Kind, [was, is]: [RowNo; 2]) -> Placed {
        let asked = differences(&before.asked, &now.asked);
        let is_told = |part: Part, of: Option<&str>| asked.iter().any(|one| (one.0, one.1.as_deref()) == (part, of));
        let is_other_tariff = is_told(Part::Tariff, None);
        let cells = |what: &Subject| [self.approved.cell(was, what), self.now.cell(is, what)];
        let sent = differences(&before.sent, &now.sent).into_iter().filter(|(part, of, ..)| {
            let [before, now] = cells(&Subject::of_part(*part, of.as_deref()));
            // Another tariff has other ids for everything, and another template its own panel licence.
            let follows = is_other_tariff || (*part == Part::Ispmanager && is_told(Part::Template, None));
            !is_told(*part, of.as_deref()) && (!follows || before != now)
        });
        let told = asked.iter().cloned().chain(sent).map(|(part, of, before, now)| {
            let what = Subject::of_part(part, of.as_deref());
            let said = cells(&what);
            // Whoever filled the sheet knows the option by its name, and not by what the panel is told.
            let [before, now] = if said[0] == said[1] { bare(before, now) } else { said.map(ToOwned::to_owned) };
            in_row(is, what, before, now)
        });
        told.collect()
    }

    fn of_prices(&self, was: &Priced, is: &Priced, rows: [RowNo; 2]) -> Placed {
        let known = |order: &Priced| [order.planned, order.sheet, order.list];
        let Some([before, now]) = known(was).into_iter().zip(known(is)).map(<[_; 2]>::from).find(|[was, is]| was != is)
        else {
            return Vec::new();
        };
        let cells = self.cells(&PRICES, rows);
        if was.sheet != is.sheet && !cells.is_empty() {
            return cells;
        }
        let pair = [before, now];
        let [before, now] = pair.map(|price| price.as_ref().map(Money::to_string).unwrap_or_default());
        vec![in_row(rows[1], Subject::Planned, before, now)]
    }

    /// The cells that say otherwise in a row of now than in one of the approved plan.
    fn cells(&self, of: &[Subject], [was, is]: [RowNo; 2]) -> Placed {
        let differs = of.iter().filter_map(|what| {
            let (before, now) = (self.approved.cell(was, what), self.now.cell(is, what));
            let (what, before, now) = (what.clone(), before.to_owned(), now.to_owned());
            (before != now).then(|| in_row(is, what, before, now))
        });
        differs.collect()
    }

    /// The orders that only one of the plans has: by the cells that make them, where the row is still the same one.
    fn of_rows(&self) -> Placed {
        let (mut gone, new) = (only(self.approved, &self.now.plan), only(self.now, &self.approved.plan));
        let mut found = Vec::new();
        for (row, domains) in new {
            let was = self.row_before(row, &gone);
            let cells = was.map(|was| self.cells(&WHICH, [was, row])).unwrap_or_default();
            match was.filter(|_| !cells.is_empty()) {
                Some(was) => {
                    gone.remove(&was);
                    found.extend(cells);
                }
                None => found.push((row, Change::New { row, domain: domains[0].unicode(), of: domains.len() as u64 })),
            }
        }
        for (row, domains) in gone {
            let cells = self.row_now(row).map(|is| self.cells(&WHICH, [row, is])).unwrap_or_default();
            if cells.is_empty() {
                found.push((row, Change::Gone { row, domain: domains[0].unicode(), of: domains.len() as u64 }));
            }
            found.extend(cells);
        }
        found
    }

    /// The row of the approved plan that became this row of now: one that orders something of the same, or the one of
    /// that number, if its domain stands there still or it lost what it ordered.
    fn row_before(&self, row: RowNo, gone: &ByRow<'_>) -> Option<RowNo> {
        let shared = shared(self.rows[1].get(&row), self.approved);
        let is_one = || gone.contains_key(&row) || self.names_the_same(row);
        shared.or_else(|| (self.approved.cells.contains_key(&row) && is_one()).then_some(row))
    }

    /// The row of now that a row of the approved plan became.
    fn row_now(&self, row: RowNo) -> Option<RowNo> {
        let shared = shared(self.rows[0].get(&row), self.now);
        shared.or_else(|| (self.now.cells.contains_key(&row) && self.names_the_same(row)).then_some(row))
    }

    /// Whether the row of this number names the same in both.
    fn names_the_same(&self, row: RowNo) -> bool {
        self.approved.cell(row, &WHICH[0]) == self.now.cell(row, &WHICH[0])
    }
}

/// The row of a plan that orders one of these.
fn shared(domains: Option<&Vec<&Domain>>, of: &Kept) -> Option<RowNo> {
    let at = |domain: &Domain| of.plan.orders.binary_search_by(|one| one.domain.cmp(domain)).ok();
    domains?.iter().find_map(|domain| of.rows.get(at(domain)?).copied())
}

fn by_row(of: &Kept) -> ByRow<'_> {
    let mut found = ByRow::new();
    for (order, row) in of.orders() {
        found.entry(row).or_default().push(&order.domain);
    }
    found
}

/// The orders that another plan does not have, by row.
fn only<'k>(of: &'k Kept, other: &Plan) -> ByRow<'k> {
    let mut found = ByRow::new();
    for (order, row) in of.orders().filter(|(order, _)| other.order(&order.domain).is_none()) {
        found.entry(row).or_default().push(&order.domain);
    }
    found
}

/// Two values of one parameter, without its name.
fn bare(before: String, now: String) -> [String; 2] {
    match (before.split_once('='), now.split_once('=')) {
        (Some((one, was)), Some((other, is))) if one == other => [was.to_owned(), is.to_owned()],
        _ => [before, now],
    }
}

/// What two orders say otherwise: about which part, and both values.
fn differences(before: &[Term], now: &[Term]) -> Vec<(Part, Option<String>, String, String)> {
    let key = |term: &Term| (term.part, term.of.clone());
    let mut keys: Vec<(Part, Option<String>)> = Vec::new();
    for term in now.iter().chain(before) {
        if !keys.contains(&key(term)) {
            keys.push(key(term));
        }
    }
    let value = |terms: &[Term], wanted: &(Part, Option<String>)| {
        let said: Vec<&str> =
            terms.iter().filter(|term| key(term) == *wanted).map(|term| term.value.as_str()).collect();
        said.join(", ")
    };
    let pairs = keys.into_iter().map(|wanted| {
        let (was, is) = (value(before, &wanted), value(now, &wanted));
        (wanted.0, wanted.1, was, is)
    });
    pairs.filter(|(_, _, was, is)| was != is).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Vat;
    use crate::run::approval::{FORMAT, Table};
    use crate::text::lang::Lang;

    /// A row of a sheet: its number, its domain cell, its disk, and the domains that it orders.
    type Said = (u32, &'static str, &'static str, &'static [&'static str]);

    fn term(part: Part, value: &str) -> Term {
        Term { part, of: None, value: value.to_owned() }
    }

    fn kept(login: &str, said: &[Said]) -> Kept {
        let mut kinds = Vec::new();
        let mut orders = Vec::new();
        let mut cells = BTreeMap::new();
        for (no, cell, disk, domains) in said {
            let row = RowNo::from_index(no - 1);
            cells.insert(row, vec![(Subject::Field(Field::Domain), (*cell).to_owned())]);
            for name in *domains {
                let domain = Domain::new(name).expect("a domain");
                orders.push((Priced { domain, kind: kinds.len(), sheet: None, list: None, planned: None }, row));
            }
            let sent = vec![term(Part::Disk, &format!("addon_1={disk}"))];
            kinds.push(Kind { asked: vec![term(Part::Disk, disk)], sent });
        }
        orders.sort_by(|(one, _), (other, _)| one.domain.cmp(&other.domain));
        let (orders, rows) = orders.into_iter().unzip();
        let buyer = Buyer::Account { panel: "https://panel.example/billmgr".to_owned(), login: login.to_owned() };
        let text = || "t".to_owned();
        let table = Table { name: text(), as_of: text(), content: text(), currency: None, vat: Vat::None };
        let plan = Plan { format: FORMAT, buyer, table, tax: Vec::new(), kinds, orders };
        Kept { plan, rows, cells, headers: Vec::new(), quoted: Vec::new() }
    }

    fn told(before: &[Said], now: &[Said]) -> Vec<String> {
        changes(&kept("anna", before), &kept("anna", now)).iter().map(|change| change.words(Lang::En)).collect()
    }

    #[test]
    fn rows_are_known_again_by_what_they_order_and_not_by_their_numbers() {
        let before: &[Said] = &[(2, "a-{n}.ru", "20", &["a-1.ru", "a-2.ru"]), (3, "b.ru", "20", &["b.ru"])];
        assert_eq!(told(before, before), [""; 0]);
        let moved: &[Said] = &[(5, "b.ru", "20", &["b.ru"]), (9, "a-{n}.ru", "40", &["a-1.ru", "a-2.ru"])];
        assert_eq!(told(before, moved), ["row 9, Disk: was `20`, now `40`"], "the servers of a row are told once");
        let both: &[Said] = &[(2, "a-{n}.ru", "40", &["a-1.ru", "a-2.ru"]), (3, "b.ru", "40", &["b.ru"])];
        assert_eq!(told(before, both), ["rows 2–3, Disk: was `20`, now `40`"]);
        let renamed: &[Said] = &[(2, "a-{n}.ru", "20", &["a-1.ru", "a-2.ru"]), (3, "c.ru", "20", &["c.ru"])];
        assert_eq!(told(before, renamed), ["row 3, Domain: was `b.ru`, now `c.ru`"]);
        let more: &[Said] = &[before[0], before[1], (4, "d-{n}.ru", "20", &["d-1.ru", "d-2.ru"])];
        assert_eq!(told(before, more), ["row 4: `d-1.ru` and 1 more not in the approved plan"]);
        assert_eq!(told(more, before), ["row 4 of the approved plan: `d-1.ru` and 1 more no longer ordered"]);
        // Two names changed places: that is told, and not all that the rows differ in.
        let swapped: &[Said] = &[(2, "b.ru", "20", &["b.ru"]), (3, "a.ru", "40", &["a.ru"])];
        let apart: &[Said] = &[(2, "a.ru", "20", &["a.ru"]), (3, "b.ru", "40", &["b.ru"])];
        let names = ["row 2, Domain: was `a.ru`, now `b.ru`", "row 3, Domain: was `b.ru`, now `a.ru`"];
        assert_eq!(told(apart, swapped), names);
        // Rows that changed places are no names that did.
        let sorted: &[Said] = &[(2, "b.ru", "40", &["b.ru"]), (3, "a.ru", "30", &["a.ru"])];
        assert_eq!(told(apart, sorted), ["row 3, Disk: was `20`, now `30`"]);
        // One row is gone, and the one below it has its number now.
        let up: &[Said] = &[(2, "b.ru", "20", &["b.ru"])];
        assert_eq!(told(before, up), ["row 2 of the approved plan: `a-1.ru` and 1 more no longer ordered"]);
    }

    #[test]
    fn plans_of_different_codes_differ_in_something_that_is_named() {
        let rows: &[Said] = &[(2, "a.ru", "20", &["a.ru"])];
        let plan = kept("anna", rows);
        let mut others = vec![kept("boris", rows), kept("anna", &[]), kept("anna", &[(2, "a.ru", "21", &["a.ru"])])];
        let mut other = |change: &dyn Fn(&mut Plan)| {
            let mut kept = plan.clone();
            change(&mut kept.plan);
            others.push(kept);
        };
        other(&|plan| plan.format += 1);
        other(&|plan| plan.buyer = Buyer::Practice);
        other(&|plan| plan.table.name.push('x'));
        other(&|plan| plan.table.as_of.push('x'));
        other(&|plan| plan.table.content.push('x'));
        other(&|plan| plan.table.currency = Some("RUB".to_owned()));
        other(&|plan| plan.table.vat = Vat::Included);
        other(&|plan| plan.tax.push((Field::Price, "Price incl. VAT".to_owned())));
        other(&|plan| plan.tax.push((Field::PricePerMonth, "Price excl. VAT".to_owned())));
        other(&|plan| plan.orders[0].sheet = Some(Money::ZERO));
        other(&|plan| plan.orders[0].list = Some(Money::ZERO));
        other(&|plan| plan.orders[0].planned = Some(Money::ZERO));
        other(&|plan| plan.kinds[0].sent[0].value.push('0'));
        let mut codes: Vec<_> = others.iter().map(|other| other.plan.code()).chain([plan.plan.code()]).collect();
        for other in &others {
            for pair in [[&plan, other], [other, &plan]] {
                let found = changes(pair[0], pair[1]);
                assert!(!found.is_empty(), "{other:?}");
                assert!(found.iter().all(|one| [Lang::En, Lang::Ru].iter().all(|lang| !one.words(*lang).is_empty())));
            }
        }
        let all = codes.len();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), all, "each has a code of its own");
    }
}
