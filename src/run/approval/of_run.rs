//! What a run would order, as a plan that can be approved.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;

use super::change::Subject;
use super::kept::Kept;
use super::plan::{Buyer, FORMAT, Kind, Plan, Priced, Table, Term};
use crate::order::{Domain, Order, Part, Terms};
use crate::run::{Facts, Run};
use crate::sheet::{Field, Role, Row, RowNo, vat};

/// The cells that say how many servers a row orders, what they are called, and their price: an order has only what
/// comes of them.
const SAID: [Field; 6] =
    [Field::Domain, Field::Count, Field::Start, Field::Enabled, Field::Price, Field::PricePerMonth];

/// The plan of a run, and where its orders stand; `table` is the tariff table in full. None for nobody's plan: an
/// approval says from whose money.
#[must_use]
pub fn of_run(run: &Run, table: &str) -> Option<Kept> {
    let buyer = buyer(&run.facts)?;
    let catalog = &run.facts.catalog;
    let table = Table {
        name: catalog.name.clone(),
        as_of: catalog.as_of.clone(),
        content: sha256(table),
        currency: catalog.currency.clone(),
        vat: catalog.vat,
    };
    let (kinds, orders) = orders(run);
    let (orders, rows): (Vec<Priced>, Vec<RowNo>) = orders.into_iter().unzip();
    let asked = asked(run);
    let quoted = orders.iter().map(|order| asked.contains(&order.domain)).collect();
    let headers = headers(run);
    let tax = headers.iter().filter(|(_, header)| vat::split(header).is_some()).cloned().collect();
    let plan = Plan { format: FORMAT, buyer, table, tax, kinds, orders };
    Some(Kept { plan, rows, cells: cells(run), headers, quoted })
}

/// The domains of the orders that the panel was asked about by this very run, and told a price of.
#[must_use]
pub fn asked(run: &Run) -> BTreeSet<&Domain> {
    let currency = run.facts.catalog.currency.as_deref();
    let orders = run.lines.iter().filter_map(|line| line.order.as_ref());
    orders.filter(|order| order.prices.quoted(currency).is_some()).map(|order| &order.domain).collect()
}

/// The headers of the sheet's prices.
fn headers(run: &Run) -> Vec<(Field, String)> {
    let columns = run.facts.input.layout.columns.iter().filter_map(|column| match column.role {
        Role::Field(field @ (Field::Price | Field::PricePerMonth)) => Some((field, column.header.trim().to_owned())),
        _ => None,
    });
    let mut found: Vec<(Field, String)> = columns.collect();
    found.sort();
    found
}

fn buyer(facts: &Facts) -> Option<Buyer> {
    if facts.sandbox {
        return Some(Buyer::Practice);
    }
    let account = facts.account.as_ref()?;
    Some(Buyer::Account { panel: account.panel.to_string(), login: account.login.clone() })
}

/// The different kinds of orders in a fixed order, and every order of the run by its domain.
fn orders(run: &Run) -> (Vec<Kind>, Vec<(Priced, RowNo)>) {
    // Whatever became of it: what was sent already was approved as well.
    let all: Vec<&Order> = run.asked().collect();
    let mut found: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    let mut alike: Option<(&Terms, Vec<usize>)> = None;
    for (at, order) in all.iter().enumerate() {
        match &mut alike {
            // The servers of a row, and mostly those of the next one, ask for the same.
            Some((terms, places)) if **terms == *order.terms => places.push(at),
            _ => {
                if let Some((terms, places)) = alike.replace((&order.terms, vec![at])) {
                    found.entry(kind(terms)).or_default().extend(places);
                }
            }
        }
    }
    if let Some((terms, places)) = alike {
        found.entry(kind(terms)).or_default().extend(places);
    }
    let mut kinds = Vec::with_capacity(found.len());
    let mut orders = Vec::with_capacity(all.len());
    for (at, (kind, places)) in found.into_iter().enumerate() {
        kinds.push(kind);
        orders.extend(places.into_iter().map(|place| {
            let Order { domain, prices, price, row, .. } = all[place];
            let (sheet, list) = (prices.sheet, prices.list);
            (Priced { domain: domain.clone(), kind: at, sheet, list, planned: *price }, *row)
        }));
    }
    // Sorted by hand or not, the sheet asks for the same.
    orders.sort_by(|(one, _), (other, _)| one.domain.cmp(&other.domain));
    (kinds, orders)
}

/// Everything that an order says, whether the sheet or the table says it.
fn kind(terms: &Terms) -> Kind {
    let asked = &terms.asked;
    let term = |part, value: String| Term { part, of: None, value };
    let mut said = vec![
        term(Part::Tariff, asked.tariff.clone()),
        term(Part::Period, asked.months.to_string()),
        term(Part::Template, asked.template_shown().to_owned()),
        term(Part::AutoRenew, asked.renewal.to_string()),
    ];
    said.extend(asked.data_centre.clone().map(|name| term(Part::DataCentre, name)));
    said.extend(asked.recipe_shown().map(|name| term(Part::Recipe, name.to_owned())));
    for (field, amount) in asked.amounts.iter() {
        said.extend(Part::of_amount(field).map(|part| term(part, amount.value.to_string())));
    }
    // What the table names is said by its parameters alone, whether the sheet has a column for it or not.
    let sent = terms.sent.parameters().iter().map(|parameter| Term {
        part: parameter.part,
        of: parameter.of.as_deref().map(ToOwned::to_owned),
        value: format!("{}={}", parameter.name, parameter.value),
    });
    Kind { asked: said, sent: sent.collect() }
}

/// What stands in those cells of every row, and in the columns that the table names.
fn cells(run: &Run) -> BTreeMap<RowNo, Vec<(Subject, String)>> {
    let layout = &run.facts.input.layout;
    let said = SAID.into_iter().filter_map(|field| Some((Subject::Field(field), layout.col(field)?)));
    let named = layout.named().map(|(column, name)| (Subject::Named(name.to_owned()), column.col));
    let cols: Vec<_> = said.chain(named).collect();
    let of_row = |row: &Row| -> Vec<(Subject, String)> {
        let filled = cols.iter().filter_map(|(subject, col)| Some((subject, row.cell(*col)?.as_read())));
        let told = filled.filter(|(_, text)| !text.trim().is_empty());
        told.map(|(subject, text)| (subject.clone(), text.trim().to_owned())).collect()
    };
    let chosen = run.rows.iter().filter(|read| run.facts.chooses(read.row.no));
    chosen.map(|read| (read.row.no, of_row(&read.row))).collect()
}

fn sha256(text: &str) -> String {
    HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, text.as_bytes()).as_ref())
}
