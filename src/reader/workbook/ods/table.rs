//! The rows and cells of one table of an `.ods`, in their order. Rows and columns count from 0.

use std::ops::ControlFlow;

use super::cell::{Expected, Written};
use super::styles::Styles;
use super::text::said;
use super::xml::{Element, Space, Token, Xml};
use crate::reader::address;
use crate::reader::error::Damage;
use crate::sheet::{Cell, Value};

/// The most rows and columns of a sheet.
const ROWS: u64 = address::ROWS as u64;
const COLS: u64 = address::COLS as u64;

/// What all tables of a document share.
pub(super) struct Shared<'d> {
    pub(super) styles: &'d Styles,
    /// Whether days are counted from 1904.
    pub(super) old: bool,
}

/// A row, as often as it is repeated.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) row: u64,
    pub(super) repeat: u64,
    pub(super) hidden: bool,
    /// The cells that are filled, or otherwise say something.
    pub(super) cells: Vec<Slot>,
    /// How many cells a reader keeps that keeps the empty ones before others.
    pub(super) width: u64,
}

/// A cell of a row, as often as it is repeated.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) col: u64,
    pub(super) repeat: u64,
    pub(super) cell: Option<Cell>,
    pub(super) expected: Expected,
    /// How many rows and columns are merged with it.
    pub(super) span: Option<(u64, u64)>,
    /// How many rows and columns its formula fills.
    pub(super) matrix: Option<(u64, u64)>,
    pub(super) comment: bool,
    pub(super) struck: bool,
}

/// What is found besides the rows.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Hidden columns: the first and the last.
    pub(super) hidden: Vec<(u64, u64)>,
    /// Whether simple readers lose their way in the table.
    pub(super) wild: bool,
}

/// Columns of one kind.
struct Columns {
    last: u64,
    look: Option<usize>,
}

/// A table while it is read.
struct Walk<'w, 'x> {
    xml: &'w mut Xml<'x>,
    shared: &'w Shared<'w>,
    columns: Vec<Columns>,
    aside: Aside,
    next_row: u64,
    next_col: u64,
}

/// Told of each row with what it holds.
pub(super) type EachLine<'e> = &'e mut dyn FnMut(&Line) -> Result<ControlFlow<()>, Damage>;

/// Reads the table that is open, to its end or until it is enough.
pub(super) fn walk(xml: &mut Xml<'_>, shared: &Shared<'_>, each: EachLine<'_>) -> Result<Aside, Damage> {
    let columns = Vec::new();
    let mut walk = Walk { xml, shared, columns, aside: Aside::default(), next_row: 0, next_col: 0 };
    // Of each group that is open: whether what stands in it is folded away.
    let mut groups: Vec<bool> = Vec::new();
    loop {
        let element = match walk.xml.next()? {
            Token::Start(element) => element,
            Token::End if groups.pop().is_some() => continue,
            Token::End => return Ok(walk.aside),
            Token::Text(..) => continue,
        };
        let folded = groups.contains(&true);
        match (element.space, element.local()) {
            (Space::Table, "table-row-group" | "table-column-group") => {
                groups.push(element.get(Space::Table, "display").is_some_and(|shown| shown.trim() == "false"));
            }
            (Space::Table, "table-header-rows" | "table-rows" | "table-header-columns" | "table-columns") => {
                groups.push(false);
            }
            (Space::Table, "table-column") => walk.column(&element, folded)?,
            (Space::Table, "table-row") => {
                let line = walk.row(&element, folded)?;
                if each(&line)?.is_break() {
                    return Ok(walk.aside);
                }
            }
            _ => walk.aside.wild |= walk.xml.skip()?,
        }
    }
}

impl Walk<'_, '_> {
    fn column(&mut self, element: &Element<'_>, folded: bool) -> Result<(), Damage> {
        let (first, count) = (self.next_col, repeated(element, "number-columns-repeated")?);
        self.next_col = first.saturating_add(count);
        let last = self.next_col - 1;
        let hidden = folded
            || is_hidden(element)
            || self.shared.styles.hides("table-column", element.get(Space::Table, "style-name"));
        match self.aside.hidden.last_mut() {
            Some((_, before)) if hidden && before.checked_add(1) == Some(first) => *before = last,
            _ if hidden && first < COLS => self.aside.hidden.push((first, last)),
            _ => {}
        }
        let look = element.get(Space::Table, "default-cell-style-name").map(|name| self.shared.styles.look(name));
        if first < COLS {
            self.columns.push(Columns { last, look });
        }
        self.aside.wild |= self.xml.skip()?;
        Ok(())
    }

    fn row(&mut self, element: &Element<'_>, folded: bool) -> Result<Line, Damage> {
        let (row, repeat) = (self.next_row, repeated(element, "number-rows-repeated")?);
        self.next_row = row.saturating_add(repeat);
        let styles = self.shared.styles;
        let hidden = folded || is_hidden(element) || styles.hides("table-row", element.get(Space::Table, "style-name"));
        let look = element.get(Space::Table, "default-cell-style-name").map(|name| styles.look(name));
        let mut line = Line { row, repeat, hidden, ..Line::default() };
        let mut col = 0_u64;
        while let Some(element) = self.xml.child()? {
            if !(element.is(Space::Table, "table-cell") || element.is(Space::Table, "covered-table-cell")) {
                self.aside.wild |= self.xml.skip()?;
                continue;
            }
            let slot = self.cell(&element, col, look)?;
            if slot.is_filled() && col.saturating_add(slot.repeat) > COLS {
                return Err(Damage::NoSuchCell(format!(
                    "R{}C{}",
                    row.saturating_add(1),
                    col.saturating_add(slot.repeat)
                )));
            }
            line.width = if slot.is_filled() { col.saturating_add(slot.repeat) } else { line.width.max(col.min(COLS)) };
            col = col.saturating_add(slot.repeat);
            if slot.says_something() && slot.col < COLS {
                line.cells.push(slot);
            }
        }
        if row.saturating_add(repeat) > ROWS && line.is_filled() {
            return Err(Damage::NoSuchCell(format!("R{}C1", row.saturating_add(repeat))));
        }
        Ok(line)
    }

    fn cell(&mut self, element: &Element<'_>, col: u64, of_row: Option<usize>) -> Result<Slot, Damage> {
        let repeat = repeated(element, "number-columns-repeated")?;
        let styles = self.shared.styles;
        let own = element.get(Space::Table, "style-name").map(|name| styles.look(name));
        let of_column = || {
            let at = self.columns.partition_point(|columns| columns.last < col);
            self.columns.get(at).and_then(|columns| columns.look)
        };
        let look = styles.at(own.or(of_row).or_else(of_column).unwrap_or_default());
        let written = Written::of(element);
        let area = |rows: &str, cols: &str| {
            let rows = element.get(Space::Table, rows).map_or(Ok(1), |_| repeated(element, rows))?;
            let cols = element.get(Space::Table, cols).map_or(Ok(1), |_| repeated(element, cols))?;
            Ok::<_, Damage>(((rows, cols) != (1, 1)).then_some((rows, cols)))
        };
        let span = area("number-rows-spanned", "number-columns-spanned")?;
        let matrix = area("number-matrix-rows-spanned", "number-matrix-columns-spanned")?;
        let said = said(self.xml, styles)?;
        self.aside.wild |= said.wild;
        let value = written.value(&said, look, self.shared.old);
        let struck = value.is_some() && (said.struck || look.struck);
        let expected = written.expected(&said);
        let cell = value.map(|value| Cell { formula: written.formula, value });
        Ok(Slot { col, repeat, cell, expected, span, matrix, comment: said.comment, struck })
    }
}

impl Line {
    /// Whether something stands in the row.
    pub(super) fn is_filled(&self) -> bool {
        self.cells.iter().any(Slot::is_filled)
    }

    /// The last row of those that it stands for; all of them, if a sheet has so many.
    pub(super) fn last(&self) -> u32 {
        u32::try_from(self.row.saturating_add(self.repeat).min(ROWS).saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

impl Slot {
    const fn says_something(&self) -> bool {
        self.is_filled() || self.comment || self.span.is_some() || self.matrix.is_some()
    }

    /// Whether something stands in the cell.
    pub(super) const fn is_filled(&self) -> bool {
        self.cell.is_some() || !matches!(self.expected, Expected::Nothing)
    }

    /// Whether it is a formula whose result is nothing, or a zero if that counts as nothing.
    pub(super) fn is_uncalculated(&self, zeros: bool) -> Option<bool> {
        let cell = self.cell.as_ref().filter(|cell| cell.formula)?;
        Some(match &cell.value {
            Value::NoValue => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::Number(number) => zeros && *number == 0.0,
            Value::Bool(truth) => zeros && !truth,
            Value::Date(_) | Value::Error(_) | Value::Merged(_) | Value::Shown(_) | Value::TwoReadings(_) => false,
        })
    }
}

/// Rows and columns that a person hid or that a filter hides.
fn is_hidden(element: &Element<'_>) -> bool {
    element.get(Space::Table, "visibility").is_some_and(|shown| matches!(shown.trim(), "collapse" | "filter"))
}

/// How often something stands there. It may be any number, but a number it must be.
fn repeated(element: &Element<'_>, name: &str) -> Result<u64, Damage> {
    let Some(text) = element.get(Space::Table, name) else { return Ok(1) };
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let count = if digits { text.parse().unwrap_or(u64::MAX) } else { 0 };
    if count == 0 {
        return Err(Damage::NoSuchCell(format!("{name}=\"{text}\"")));
    }
    Ok(count)
}
