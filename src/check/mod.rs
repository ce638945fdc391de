//! Rows and a catalogue in; valid orders or diagnostics out.
//!
//! Pure. Every problem of a row is reported, not only its first, and every row is judged, so that
//! a person sees all problems of a sheet at once. Rows are checked in parallel, and none is kept:
//! a full Excel sheet fits in little memory.
//!
//! To add a field: see [`crate::sheet::Field`]. What it does to an order is read here, by its kind in
//! `terms`, `amounts` or `names`, and its own problems stand in [`crate::sheet::problem::CellProblem`].

mod amounts;
mod astray;
mod cells;
mod chosen;
mod columns;
mod domain;
mod duplicate;
mod letters;
mod line;
mod name;
mod named;
mod names;
mod number;
mod offer;
mod pattern;
mod period;
mod places;
mod price;
mod shown;
mod table;
mod terms;
mod totals;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use self::cells::{Cells, Given};
pub use self::columns::columns;
use self::duplicate::Seen;
use self::places::Places;
pub use self::price::price as amount;
use self::table::Table;
pub use self::table::columns as named_columns;
pub use self::totals::{Taken, Totals};
use crate::catalog::Catalog;
use crate::order::{Alike, Domain, Order};
use crate::sheet::problem::{CatalogueProblem, Diagnostic, ExpansionProblem, Problem, Severity, ValueProblem};
use crate::sheet::{Field, Layout, Row, RowNo};
use crate::text::alike::yes_no;

/// The most servers of one sheet, after expansion: a full Excel sheet of single servers can be
/// checked. A run takes fewer, see `--max-orders`.
pub const MOST_SERVERS: u64 = 1_048_575;

/// A row and what was made of it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The row as read.
    pub row: Row,
    /// What was found, from left to right.
    pub diagnostics: Vec<Diagnostic>,
    /// What it comes to.
    pub judgement: Judgement,
}

/// What a row comes to.
#[derive(Clone, Debug)]
pub enum Judgement {
    /// Valid orders, one a server.
    Orders(Vec<Order>),
    /// Something is wrong: the names of its servers, or the one as read if it cannot expand.
    Invalid(Vec<String>),
    /// The row says not to order it; its name as read. It was not checked.
    Skipped(String),
    /// The row holds a line of text and no order.
    Text,
}

impl Judgement {
    /// How many servers the row stands for.
    #[must_use]
    pub const fn servers(&self) -> usize {
        match self {
            Self::Orders(orders) => orders.len(),
            Self::Invalid(names) => names.len(),
            Self::Skipped(_) => 1,
            Self::Text => 0,
        }
    }
}

/// What there is to tell of a row, without its orders.
#[derive(Clone, Debug)]
pub struct Told {
    /// Where it stands.
    pub no: RowNo,
    /// What kind of row it is.
    pub kind: Kind,
    /// How many servers it stands for.
    pub servers: usize,
    /// What was found, from left to right.
    pub diagnostics: Vec<Diagnostic>,
}

/// A kind of row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It asks for servers.
    Checked,
    /// It says not to order it.
    Skipped,
    /// It holds a line of text and no order.
    Text,
}

/// A whole sheet, checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Every row, in the sheet's order.
    pub judged: Vec<Judged>,
    /// How many servers they stand for.
    pub servers: u64,
}

/// Checks a sheet batch by batch.
#[derive(Debug)]
pub struct Checker<'c> {
    table: Table<'c>,
    layout: &'c Layout,
    places: Places<'c>,
    login: Option<&'c str>,
    servers: u64,
    seen: Seen,
    alike: Alike,
    user_assumed: bool,
}

impl<'c> Checker<'c> {
    /// A checker for a sheet of this layout. `login` is what `{user}` stands for in patterns;
    /// without it `user` does, and a note says so.
    #[must_use]
    pub fn new(catalog: &'c Catalog, layout: &'c Layout, login: Option<&'c str>) -> Self {
        Self {
            table: Table::new(catalog, layout),
            layout,
            places: Places::new(layout),
            login,
            servers: 0,
            seen: Seen::default(),
            alike: Alike::default(),
            user_assumed: false,
        }
    }

    /// Judges a batch of rows; the result is in their order.
    pub fn rows(&mut self, rows: Vec<Row>) -> Vec<Judged> {
        let found = self.judge(&rows, |judgement| judgement);
        let alike = &mut self.alike;
        let judged = |(row, (diagnostics, mut judgement))| {
            if let Judgement::Orders(orders) = &mut judgement {
                for order in orders {
                    alike.share(&mut order.terms);
                }
            }
            Judged { row, diagnostics, judgement }
        };
        rows.into_iter().zip(found).map(judged).collect()
    }

    /// Judges a batch of rows of which nothing is to be ordered; the result is in their order.
    pub fn told(&mut self, rows: &[Row]) -> Vec<Told> {
        // Orders are dropped where they were made.
        let found = self.judge(rows, |judgement| {
            let kind = match judgement {
                Judgement::Orders(_) | Judgement::Invalid(_) => Kind::Checked,
                Judgement::Skipped(_) => Kind::Skipped,
                Judgement::Text => Kind::Text,
            };
            (kind, judgement.servers())
        });
        let told = |(row, (diagnostics, (kind, servers))): (&Row, _)| Told { no: row.no, kind, servers, diagnostics };
        rows.iter().zip(found).map(told).collect()
    }

    /// Judges a batch of rows, and keeps this of what each comes to.
    fn judge<T: Send>(&mut self, rows: &[Row], kept: fn(Judgement) -> T) -> Vec<(Vec<Diagnostic>, T)> {
        let Self { table, places, login, .. } = &*self;
        let found: Vec<(Found, Vec<Diagnostic>, T)> = rows
            .par_iter()
            .map(|row| {
                let (diagnostics, judgement, domains) = judge(row, table, places, *login);
                (Found { servers: judgement.servers(), domains }, diagnostics, kept(judgement))
            })
            .collect();
        let counted = rows.iter().zip(found).map(|(row, (found, mut diagnostics, kept))| {
            self.count(row.no, &found, &mut diagnostics);
            (diagnostics, kept)
        });
        counted.collect()
    }

    /// How many servers the rows so far stand for.
    #[must_use]
    pub const fn servers(&self) -> u64 {
        self.servers
    }

    /// The domains that stand in the sheet more than once: one diagnostic for each row concerned,
    /// in the sheet's order.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        self.seen.duplicates(self.layout)
    }

    fn count(&mut self, row: RowNo, found: &Found, diagnostics: &mut Vec<Diagnostic>) {
        self.servers += found.servers as u64;
        for domain in &found.domains {
            self.seen.add(domain, row);
        }
        // The stand-in for the login is worth one note, not one a row.
        let noted = &mut self.user_assumed;
        diagnostics.retain(|diagnostic| {
            diagnostic.problem != Problem::Cell(ExpansionProblem::UserAssumed.into()) || !std::mem::replace(noted, true)
        });
    }
}

/// What is counted of a row.
struct Found {
    servers: usize,
    domains: Vec<Domain>,
}

/// Makes rows invalid of which something wrong was found when the sheet was seen as a whole, such as
/// that they share a domain; each gets its diagnostics. A row that is not to be ordered stays so.
pub fn mark_invalid(judged: &mut [Judged], found: Vec<Diagnostic>) {
    let mut by_row: HashMap<RowNo, Vec<Diagnostic>> = HashMap::new();
    for diagnostic in found {
        let Some(row) = diagnostic.row() else { continue };
        by_row.entry(row).or_default().push(diagnostic);
    }
    for judged in judged {
        let Some(found) = by_row.remove(&judged.row.no) else { continue };
        judged.diagnostics.extend(found);
        judged.diagnostics.sort_by_key(|diagnostic| diagnostic.place);
        if let Judgement::Orders(orders) = &judged.judgement {
            let names = orders.iter().map(|order| order.domain.unicode()).collect();
            judged.judgement = Judgement::Invalid(names);
        }
    }
}

/// Checks a whole sheet that is at hand.
#[must_use]
pub fn sheet(catalog: &Catalog, layout: &Layout, login: Option<&str>, rows: Vec<Row>) -> Checked {
    let mut checker = Checker::new(catalog, layout, login);
    let mut judged = checker.rows(rows);
    let servers = checker.servers();
    mark_invalid(&mut judged, checker.finish());
    Checked { judged, servers }
}

/// What is found of a row, what it comes to, and the domains in it.
fn judge(
    row: &Row,
    table: &Table<'_>,
    places: &Places<'_>,
    login: Option<&str>,
) -> (Vec<Diagnostic>, Judgement, Vec<Domain>) {
    let mut cells = Cells::new(row, places);
    let enabled = match cells.given(Field::Enabled) {
        Given::Empty => Some(true),
        Given::Bad => None,
        Given::Text(given) => yes_no(&given).or_else(|| {
            cells.report(Field::Enabled, ValueProblem::NotYesNo { given: given.into_owned() });
            None
        }),
    };
    // A row that is not to be ordered may be half filled, and nobody wants to be told.
    if enabled == Some(false) {
        let judgement = Judgement::Skipped(cells.as_read(Field::Domain));
        return (cells.found(), judgement, Vec::new());
    }
    if let Some(given) = line::line(row, places.layout(), table) {
        let diagnostics = vec![Diagnostic::of_row(row.no, CatalogueProblem::TextLine { given })];
        return (diagnostics, Judgement::Text, Vec::new());
    }
    let terms = terms::terms(&mut cells, table);
    let names = names::names(&mut cells, login);
    let (cost_centre, reference) = (cells.text(Field::CostCentre), cells.text(Field::Reference));
    let comment = cells.text(Field::Comment);
    cells.carried();
    cells.found_more(table.astray.of(row));
    let cell = cells.at(Field::Domain);
    let diagnostics = cells.found();
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity() != Severity::Error);
    let judgement = match (terms, cell) {
        (Some((terms, prices)), Some(cell)) if sound => {
            let order = |domain: &Domain| Order {
                row: row.no,
                server: 1,
                cell,
                domain: domain.clone(),
                terms: Arc::new(terms),
                price: prices.planned(table.catalog.currency.as_deref()),
                prices,
                cost_centre,
                reference,
                comment,
            };
            // Most rows are one server: the last order is the first one, moved and not copied.
            let orders = names.domains.first().map(order);
            let orders = orders.into_iter().flat_map(|order| std::iter::repeat_n(order, names.domains.len()));
            let numbered = (1..).zip(&names.domains).zip(orders);
            let own =
                |((server, domain), order): ((u32, &Domain), Order)| Order { server, domain: domain.clone(), ..order };
            Judgement::Orders(numbered.map(own).collect())
        }
        _ => Judgement::Invalid(names.written),
    };
    (diagnostics, judgement, names.domains)
}
