//! The Problems sheet: everything that the check found, each at its row, the file as a whole first.

use std::collections::HashMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::entry::Entry;
use super::page::{Head, Page};
use super::remarks;
use super::style::{Look, Styles};
use super::view::View;
use crate::sheet::RowNo;
use crate::sheet::problem::{Diagnostic, Place, Severity};
use crate::text::lang::tr;
use crate::text::printable::{printable, shown};

const COLUMNS: [Head; 7] = [
    Head("Row", "Строка", Look::HeaderRight, 6, 10),
    Head("Source cell", "Ячейка", Look::Header, 8, 10),
    Head("Column", "Столбец", Look::Header, 10, 22),
    Head("Domain", "Домен", Look::Header, 12, 28),
    Head("Weight", "Важность", Look::Header, 12, 18),
    Head("Code", "Код", Look::Header, 7, 8),
    Head("Problem", "Замечание", Look::Header, 30, 76),
];

/// The most problems that the sheet takes; the copy that `check --annotate` makes has them all.
const MOST: usize = 1_000_000;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let mut found: Vec<&Diagnostic> = view.run.diagnostics().collect();
    // By rows, and the file before them; the sort is stable.
    found.sort_by_key(|one| (one.row(), one.place));
    let names = Names::of(view);
    let mut page = Page::new(sheet, view, styles);
    page.begin(&COLUMNS, 0)?;
    let mut row = 0;
    for one in found.iter().take(MOST) {
        row += 1;
        for ((entry, look), col) in line(one, &names, view).into_iter().zip(0..) {
            page.put(row, col, &entry, look)?;
        }
        page.end_row(row)?;
    }
    page.sheet.autofilter(0, 0, row, u16::try_from(COLUMNS.len()).unwrap_or(1) - 1)?;
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        let said = tr!(
            view.lang,
            "and {more} more: `vdsbatch check --annotate` marks them all",
            "и ещё {more}: все отметит `vdsbatch check --annotate`"
        );
        page.put(row + 1, 0, &Entry::text(said), Look::Muted)?;
    }
    page.fit()
}

fn line<'a>(found: &Diagnostic, names: &Names<'_>, view: &View<'_>) -> [(Entry<'a>, Look); COLUMNS.len()] {
    let lang = view.lang;
    let (cell, header) = match found.place {
        Place::Cell(at) => (at.to_string(), view.run.facts.input.layout.column(at.col).map(|it| printable(&it.header))),
        Place::Row(_) | Place::Sheet => (String::new(), None),
    };
    let severity = found.severity();
    // An error looks as its cell does on the sheet where it is corrected.
    let look = if severity == Severity::Error { Look::Bad } else { Look::Plain };
    [
        (found.row().map_or(Entry::Blank, |row| Entry::count(row.get())), Look::Figure),
        (Entry::text(cell), Look::Centred),
        (Entry::text(header.unwrap_or_default()), Look::Wrapped),
        (Entry::text(found.row().map(|row| names.shown(row, view)).unwrap_or_default()), Look::Wrapped),
        (Entry::text(remarks::weight(severity, lang)), look),
        (Entry::text(found.code().0), Look::Plain),
        (Entry::text(found.message(lang)), Look::Wrapped),
    ]
}

/// The servers of each row: the first one's name, and how many there are.
struct Names<'v>(HashMap<RowNo, (&'v str, u64)>);

impl<'v> Names<'v> {
    fn of(view: &View<'v>) -> Self {
        let mut names: HashMap<RowNo, (&str, u64)> = HashMap::new();
        for line in &view.run.lines {
            names.entry(line.row).or_insert((&line.name, 0)).1 += 1;
        }
        Self(names)
    }

    fn shown(&self, row: RowNo, view: &View<'_>) -> String {
        let Some((name, servers)) = self.0.get(&row) else { return String::new() };
        let (name, more) = (shown(name, 60), servers - 1);
        if more == 0 {
            return name;
        }
        tr!(view.lang, "{name} and {more} more", "{name} и ещё {more}")
    }
}
