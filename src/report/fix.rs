//! The To fix sheet: what was not ordered, in the layout of the input, to be corrected and fed back.
//!
//! One line per server with its own name and a count of 1, so that feeding the sheet back orders
//! these servers and no others. Only a row that could not expand is left as it was read: which
//! servers it means is still to be said. Unknown servers are never here.

use std::collections::{BTreeSet, HashMap, HashSet};

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::entry::Entry;
use super::page::{Page, header_text};
use super::style::{Look, Styles};
use super::view::{Subject, View};
use super::widths::{Content, at};
use super::words;
use crate::order::{Domain, Status};
use crate::sheet::problem::{CellProblem, Diagnostic, DomainProblem, Place, Problem, Severity, refused_name};
use crate::sheet::{Cell, Col, Field, Layout, Role, RowNo, names};

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let layout = &view.run.facts.input.layout;
    let form = Form::new(view);
    let mut page = Page::new(sheet, view, styles);
    page.begin_as_read(&contents(view, &form), 0)?;
    for column in &layout.columns {
        page.put(0, column.col.index(), &Entry::text(header_text(&column.header)), Look::Header)?;
    }
    page.put(0, form.reason, &Entry::text(names::what_to_fix(view.lang)), Look::Header)?;
    page.end_header(0)?;
    let mut row = 0;
    for subject in view.to_fix() {
        row += 1;
        write_line(&mut page, row, &subject, &form)?;
    }
    page.fit()?;
    page.sheet.ignore_error_range(0, 0, row, form.reason, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Where things stand on the sheet.
struct Form {
    domain: Option<Col>,
    count: Option<Col>,
    start: Option<Col>,
    reason: u16,
    /// The columns of fields.
    known: BTreeSet<Col>,
    /// How many servers each row became.
    servers: HashMap<RowNo, u64>,
    /// How many servers bear each canonical domain, in the rows that have one which stands twice.
    bearers: HashMap<Domain, u64>,
}

impl Form {
    fn new(view: &View<'_>) -> Self {
        let layout = &view.run.facts.input.layout;
        let mut servers = HashMap::new();
        let mut bearers = HashMap::new();
        // Names are made canonical in these rows only, which are few: a long sheet has very many.
        let rows = view.run.rows.iter().filter(|row| row.diagnostics.iter().any(is_of_twice));
        let twice: HashSet<RowNo> = rows.map(|row| row.row.no).collect();
        for line in &view.run.lines {
            *servers.entry(line.row).or_insert(0) += 1;
            if twice.contains(&line.row)
                && let Some(domain) = Domain::new(&line.name)
            {
                *bearers.entry(domain).or_insert(0) += 1;
            }
        }
        Self {
            domain: layout.col(Field::Domain),
            count: layout.col(Field::Count),
            start: layout.col(Field::Start),
            reason: reason_column(view, layout),
            known: layout
                .columns
                .iter()
                .filter(|column| column.role != Role::Carried)
                .map(|column| column.col)
                .collect(),
            servers,
            bearers,
        }
    }

    /// Whether another server of the sheet bears the same domain.
    fn is_twice(&self, subject: &Subject<'_>) -> bool {
        let domain = Domain::new(&subject.line.name);
        let bearers = domain.and_then(|domain| self.bearers.get(&domain).copied());
        bearers.is_some_and(|many| many > 1)
    }

    /// Whether the row could not expand: it is one line that still bears what stands in its cell.
    fn is_unexpanded(&self, subject: &Subject<'_>) -> bool {
        let line = subject.line;
        let is_alone = self.servers.get(&line.row) == Some(&1);
        // A pattern that did expand to one server has a name that stands in no cell.
        let in_its_cell = subject.cell(Field::Domain).map(Cell::as_read).unwrap_or_default();
        line.outcome.status == Status::Invalid
            && line.order.is_none()
            && is_alone
            && in_its_cell.trim() == line.name.trim()
    }

    /// What stands in a cell of the sheet.
    fn entry<'a>(&self, subject: &Subject<'a>, col: Col) -> Entry<'a> {
        // Where the row itself is refused, no cell of it is wrong: only the name can bring a person there.
        if Some(col) == self.domain
            && let Some(row) = subject.row
            && let Some(refused) = refused_name(&subject.line.name, &row.diagnostics, subject.view.lang)
        {
            return Entry::text(refused);
        }
        if self.is_unexpanded(subject) {
            return self.as_read(subject, col);
        }
        match Some(col) {
            at if at == self.domain => Entry::text(subject.line.name.as_str()),
            at if at == self.count => Entry::count(1_u8),
            // The name is written out: a first number would have no place in it.
            at if at == self.start => Entry::Blank,
            _ => self.as_read(subject, col),
        }
    }

    /// The columns in which something stands for a server, but that of the reason.
    fn cols(&self, subject: &Subject<'_>, layout: &Layout) -> BTreeSet<Col> {
        let filled = subject.row.iter().flat_map(|row| row.row.cells.iter().map(|(col, _)| *col));
        let cols = layout.columns.iter().map(|column| column.col).chain(filled);
        cols.filter(|col| col.index() != self.reason).collect()
    }

    /// What stands in the row's cell; where it was refused, what makes the check refuse it again.
    fn as_read<'a>(&self, subject: &Subject<'a>, col: Col) -> Entry<'a> {
        let Some(cell) = subject.row.and_then(|row| row.row.cell(col)) else { return Entry::Blank };
        // In a column that is carried along, nothing was refused.
        let refused = cell.refused_again().filter(|_| self.known.contains(&col));
        refused.map_or_else(|| Entry::read(cell), Entry::text)
    }
}

/// What stands in each column.
fn contents(view: &View<'_>, form: &Form) -> Vec<Content> {
    let layout = &view.run.facts.input.layout;
    let mut contents = Vec::new();
    for column in &layout.columns {
        at(&mut contents, column.col.index()).head(&header_text(&column.header));
    }
    for subject in view.to_fix() {
        for col in form.cols(&subject, layout) {
            at(&mut contents, col.index()).take(&form.entry(&subject, col));
        }
        at(&mut contents, form.reason).take(&Entry::text(words::reason_at_hand(&subject)));
    }
    contents
}

/// Whether a problem is that a domain stands twice.
const fn is_of_twice(found: &Diagnostic) -> bool {
    matches!(found.problem, Problem::Cell(CellProblem::Domain(DomainProblem::Twice { .. })))
}

/// The column after the last one, or the one that an earlier round of fixing left.
fn reason_column(view: &View<'_>, layout: &Layout) -> u16 {
    let left = layout.carried().find(|column| names::is_what_to_fix(&column.header));
    if let Some(column) = left {
        return column.col.index();
    }
    let headed = layout.columns.iter().map(|column| column.col.index());
    let filled = view.run.rows.iter().filter_map(|row| row.row.cells.last()).map(|(col, _)| col.index());
    // Excel has no column behind this one.
    headed.chain(filled).max().map_or(0, |last| last.saturating_add(1)).min(16_383)
}

fn write_line(page: &mut Page<'_>, row: u32, subject: &Subject<'_>, form: &Form) -> Result<(), XlsxError> {
    let layout = &page.view.run.facts.input.layout;
    let bad = bad_cells(subject, form);
    for col in form.cols(subject, layout) {
        let look = if bad.contains(&col) { Look::Bad } else { Look::Wrapped };
        page.put(row, col.index(), &form.entry(subject, col), look)?;
    }
    page.put(row, form.reason, &Entry::text(words::reason_at_hand(subject)), Look::Wrapped)?;
    page.end_row(row)
}

/// The columns in which the row's errors are. That a domain stands twice is the error of those servers
/// alone whose name does, not of the row's others.
fn bad_cells(subject: &Subject<'_>, form: &Form) -> BTreeSet<Col> {
    let concerns = |found: &Diagnostic| !is_of_twice(found) || form.is_unexpanded(subject) || form.is_twice(subject);
    let place = |found: &Diagnostic| match found.place {
        Place::Cell(at) if at.row == subject.line.row => Some(at.col),
        Place::Cell(_) | Place::Row(_) | Place::Sheet => None,
    };
    let found = subject.row.into_iter().flat_map(|row| &row.diagnostics);
    let errors = found.filter(|found| found.severity() == Severity::Error && concerns(found));
    errors.filter_map(place).collect()
}
