//! Which columns the Orders sheet of a run has, in what order they stand, and which of them are printed.
//!
//! Those that are printed come first: an A4 page across has room for their letters at 7 points or more. Of results,
//! what an accountant books; of a plan, what a lead approves. All else stands to the right of them, in the file.

use std::collections::HashSet;

use super::column::{CHARGES, Column, Name, OURS, PRICES, REMARKS, TECHNICAL};
use super::entry::Entry;
use super::named;
use super::page::header_text;
use super::style::Look;
use super::view::{Subject, View};
use super::widths::{Width, to_page};
use crate::order::Status;
use crate::run::Line;
use crate::sheet::Column as ReadColumn;

/// What is booked.
const BOOKED: [Name; 14] = [
    Name::No,
    Name::Domain,
    Name::Tariff,
    Name::Period,
    Name::OrderedOn,
    Name::Status,
    Name::Planned,
    Name::Actual,
    Name::Difference,
    Name::Currency,
    Name::ServiceId,
    Name::ValidUntil,
    Name::CostCentre,
    Name::Reference,
];

/// What is approved: the server, then what the tariff table names and the sheet has a column for, then the rest.
const SERVER: [Name; 3] = [Name::No, Name::Domain, Name::Tariff];
const APPROVED: [Name; 13] = [
    Name::Disk,
    Name::Ram,
    Name::Cpu,
    Name::Ipv4,
    Name::Ipv6,
    Name::Template,
    Name::Period,
    Name::AutoRenew,
    Name::Status,
    Name::Planned,
    Name::Currency,
    Name::CostCentre,
    Name::Reference,
];

/// So many columns that the tariff table names are printed of a plan.
const MOST_PRINTED: usize = 6;

/// How wide a column of the sheet may be.
const READ: Width = Width { least: 8, most: 30 };

/// A column of the Orders sheet.
#[derive(Clone, Copy)]
pub(super) enum Shown<'a> {
    /// One of ours.
    Ours(&'static Column),
    /// One of the sheet: what the tariff table names, or what is only carried along.
    Read(&'a ReadColumn),
}

impl<'a> Shown<'a> {
    /// What stands in it for a server, and how that looks.
    pub(super) fn entry(self, s: &Subject<'a>) -> (Entry<'a>, Look) {
        match self {
            Self::Ours(column) => ((column.entry)(s), column.look),
            Self::Read(column) => {
                let entry = named::entry(s, column);
                let look = named::look(&entry);
                (entry, look)
            }
        }
    }

    /// Whether its amounts are in the currency of payments.
    pub(super) const fn is_paid(self) -> bool {
        match self {
            Self::Ours(column) => column.is_paid(),
            Self::Read(_) => false,
        }
    }

    /// How its header looks: above figures, it stands to the right as they do.
    pub(super) const fn header_look(self) -> Look {
        match self {
            Self::Ours(Column { look: Look::Figure, .. }) => Look::HeaderRight,
            Self::Ours(_) | Self::Read(_) => Look::Header,
        }
    }

    const fn width(self) -> Width {
        match self {
            Self::Ours(column) => column.width,
            Self::Read(_) => READ,
        }
    }

    /// Whether what stands in it goes on in another line, so that the column may be narrower.
    const fn is_wrapped(self) -> bool {
        matches!(self, Self::Read(_) | Self::Ours(Column { look: Look::Wrapped, .. }))
    }
}

/// The columns of the Orders sheet of a run.
pub(super) struct Columns<'a> {
    /// All of them, from the left.
    pub(super) all: Vec<Shown<'a>>,
    /// Their headers, no two alike.
    pub(super) headers: Vec<String>,
    /// How wide they may be.
    pub(super) widths: Vec<Width>,
    /// How many are printed: the first ones.
    pub(super) printed: u16,
    /// Where the technical ones begin, which are folded away.
    pub(super) technical: u16,
}

impl<'a> Columns<'a> {
    /// The columns of a run, with at most so many that the sheet carries along.
    pub(super) fn of(view: &View<'a>, most_carried: usize) -> Self {
        let ours = ours(view);
        let mut all = if view.plan { approved(view, &ours) } else { taken(&BOOKED, &ours) };
        let printed = all.len();
        let rest = |column: &&&'static Column| !all.iter().any(|shown| is(*shown, column.name));
        let rest: Vec<Shown<'a>> = ours.iter().filter(rest).map(|column| Shown::Ours(column)).collect();
        let of_table = named::ordered(&view.run.facts.input.layout).skip(named_in(&all));
        let read = of_table.chain(named::carried(&view.run.facts.input.layout)).take(most_carried);
        all.extend(rest);
        all.extend(read.map(Shown::Read));
        let technical = all.len();
        all.extend(TECHNICAL.iter().map(Shown::Ours));
        let mut widths: Vec<Width> = all.iter().map(|shown| shown.width()).collect();
        let wrapped: Vec<bool> = all.iter().map(|shown| shown.is_wrapped()).collect();
        to_page(&mut widths[..printed], &wrapped);
        let headers = headers(view, &all);
        Self { all, headers, widths, printed: index(printed), technical: index(technical) }
    }

    /// Where a column of ours stands that every run has.
    pub(super) fn at(&self, name: Name) -> u16 {
        index(self.all.iter().position(|shown| is(*shown, name)).unwrap_or_default())
    }
}

/// A column's index. A sheet of ours has some thousand columns at most.
pub(super) fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn is(shown: Shown<'_>, name: Name) -> bool {
    matches!(shown, Shown::Ours(column) if column.name == name)
}

fn named_in(all: &[Shown<'_>]) -> usize {
    all.iter().filter(|shown| matches!(shown, Shown::Read(_))).count()
}

/// Our own columns of one run, but the technical ones.
fn ours(view: &View<'_>) -> Vec<&'static Column> {
    let quoted = |line: &Line| line.order.as_ref().is_some_and(|order| order.prices.quote.is_some());
    let prices = if view.run.lines.iter().any(quoted) { PRICES } else { &[] };
    let charges = if view.run.trail.charges.is_empty() { &[] } else { CHARGES };
    let remarks = if view.weighed.at_servers { REMARKS } else { &[] };
    OURS.iter().chain(remarks).chain(prices).chain(charges).collect()
}

/// Those of these names, in the order of the names.
fn taken<'a>(names: &[Name], ours: &[&'static Column]) -> Vec<Shown<'a>> {
    names.iter().filter_map(|name| ours.iter().find(|column| column.name == *name)).map(|c| Shown::Ours(c)).collect()
}

/// What a lead reads before the run.
fn approved<'a>(view: &View<'a>, ours: &[&'static Column]) -> Vec<Shown<'a>> {
    let mut all = taken(&SERVER, ours);
    all.extend(named::ordered(&view.run.facts.input.layout).take(MOST_PRINTED).map(Shown::Read));
    all.extend(taken(&APPROVED, ours));
    all.extend(taken(&[Name::Problems], ours));
    let explained = |line: &Line| line.outcome.reason.is_some() || line.outcome.status == Status::Invalid;
    if view.run.lines.iter().any(explained) {
        all.extend(taken(&[Name::Reason], ours));
    }
    all
}

/// Ours first, so that a carried header gives way to ours and never the other way round.
fn headers(view: &View<'_>, all: &[Shown<'_>]) -> Vec<String> {
    let of_ours = |shown: &Shown<'_>| match shown {
        Shown::Ours(column) => Some(column.heading(view)),
        Shown::Read(_) => None,
    };
    let mut taken: HashSet<String> = all.iter().filter_map(of_ours).map(|header| header.to_lowercase()).collect();
    let header = |shown: &Shown<'_>| match shown {
        Shown::Ours(column) => column.heading(view),
        Shown::Read(column) => {
            let name = Some(header_text(named::header(column, view.lang))).filter(|name| !name.is_empty());
            unique(&name.unwrap_or_else(|| column.col.to_string()), &mut taken)
        }
    };
    all.iter().map(header).collect()
}

fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut tried = name.to_owned();
    let mut n = 1_u32;
    // Excel calls a table damaged in which two headers differ in nothing but case.
    while !taken.insert(tried.to_lowercase()) {
        n += 1;
        tried = format!("{name} ({n})");
    }
    tried
}
