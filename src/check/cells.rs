//! The cells of one row, read field by field, and what is found wrong with them.

use std::borrow::Cow;

use super::letters::composed;
use super::number::whole;
use super::places::{Places, Spot};
use super::shown::{Taken, taken};
use crate::sheet::problem::{CellProblem, Diagnostic, Problem, ValueProblem};
use crate::sheet::{Cell, CellRef, Content, Field, Row, Shown, TwoReadings, Value};

/// What a cell gives to its field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given<'a> {
    /// Nothing, or only spaces.
    Empty,
    /// Text, trimmed; a number as its digits.
    Text(Cow<'a, str>),
    /// Something that was reported already.
    Bad,
}

/// One row's cells.
pub(super) struct Cells<'a> {
    row: &'a Row,
    places: &'a Places<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Cells<'a> {
    pub(super) const fn new(row: &'a Row, places: &'a Places<'a>) -> Self {
        Self { row, places, found: Vec::new() }
    }

    /// The address of a field's cell in this row, whether the cell is filled or not.
    pub(super) fn at(&self, field: Field) -> Option<CellRef> {
        self.at_spot(self.places.of(field))
    }

    fn at_spot(&self, spot: Spot<'_>) -> Option<CellRef> {
        Some(CellRef { row: self.row.no, col: spot.column?.col })
    }

    pub(super) fn report(&mut self, field: Field, problem: impl Into<CellProblem>) {
        self.report_at(self.places.of(field), problem);
    }

    /// Like [`Cells::report`], of any column.
    pub(super) fn report_at(&mut self, spot: Spot<'_>, problem: impl Into<CellProblem>) {
        self.found.push(match self.at_spot(spot) {
            Some(at) => Diagnostic::of_cell(at, problem),
            None => Diagnostic::of_row(self.row.no, problem),
        });
    }

    /// The cell of a column, if it is filled.
    fn cell(&self, spot: Spot<'_>) -> Option<&'a Cell> {
        self.row.cell(spot.column?.col)
    }

    /// What stands in a field's cell; dates, errors and formulas without a value are reported.
    pub(super) fn given(&mut self, field: Field) -> Given<'a> {
        self.given_at(self.places.of(field))
    }

    /// Like [`Cells::given`], of any column.
    pub(super) fn given_at(&mut self, spot: Spot<'_>) -> Given<'a> {
        let Some(cell) = self.cell(spot) else { return Given::Empty };
        let problem = match &cell.value {
            Value::Date(given) => ValueProblem::Date { given: given.clone() },
            Value::Error(given) => ValueProblem::ErrorValue { given: given.clone() },
            Value::NoValue => ValueProblem::NoStoredValue,
            Value::Merged(with) => ValueProblem::Merged { with: *with },
            Value::TwoReadings(both) => two_readings(both),
            Value::Shown(shown) => return self.shown(spot, shown, cell),
            Value::Text(_) | Value::Number(_) | Value::Bool(_) => return self.plain(spot, cell),
        };
        // One word is enough of an area that is merged across the row.
        let merged = matches!(problem, ValueProblem::Merged { .. });
        let problem = CellProblem::from(problem);
        let same = |found: &Diagnostic| matches!(&found.problem, Problem::Cell(known) if *known == problem);
        let told = merged && self.found.iter().any(same);
        if !told {
            self.report_at(spot, problem);
        }
        Given::Bad
    }

    /// What a cell gives that holds a text, a number or a truth value.
    fn plain(&mut self, spot: Spot<'_>, cell: &'a Cell) -> Given<'a> {
        let text = match cell.as_read() {
            Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
            // Made of a number or a truth value: there is no space around it.
            made @ Cow::Owned(_) => made,
        };
        if text.is_empty() {
            if cell.formula {
                self.report_at(spot, ValueProblem::EmptyResult);
            }
            return Given::Empty;
        }
        if cell.formula {
            self.report_at(spot, ValueProblem::Formula { value: text.clone().into_owned() });
        }
        Given::Text(Self::with_unit(spot, composed(text)))
    }

    /// What a cell gives whose number format shows something else than it holds.
    fn shown(&mut self, spot: Spot<'_>, shown: &Shown, cell: &Cell) -> Given<'a> {
        let text = match taken(spot.content, shown) {
            Taken::Text(text) => text,
            Taken::Number(number) => number.to_string(),
            Taken::Rounded(number) => {
                let (shown, stored) = (shown.text.clone(), number.to_string());
                self.report_at(spot, ValueProblem::ShownRounded { shown, stored: stored.clone() });
                stored
            }
            Taken::Unclear => {
                let (shown, stored) = (shown.text.clone(), shown.stored.to_string());
                self.report_at(spot, ValueProblem::ShownUnclear { shown, stored });
                return Given::Bad;
            }
        };
        if cell.formula {
            self.report_at(spot, ValueProblem::Formula { value: text.clone() });
        }
        Given::Text(Self::with_unit(spot, trimmed(&text).to_owned().into()))
    }

    /// A bare number with the unit that its column's header names, so that `2048` below `RAM, MB` is
    /// no 2048 GB.
    fn with_unit(spot: Spot<'_>, text: Cow<'a, str>) -> Cow<'a, str> {
        match spot.unit() {
            Some(unit) if text.ends_with(|c: char| c.is_ascii_digit()) || is_other_money(spot.content, &text, unit) => {
                let whole = whole(&text);
                format!("{whole} {unit}").into()
            }
            _ => text,
        }
    }

    /// The number in a field's cell, where the file stores one and its column's header names no unit.
    pub(super) fn number(&self, field: Field) -> Option<f64> {
        let number = match &self.cell(self.places.of(field))?.value {
            Value::Number(number) => *number,
            Value::Shown(shown) => match taken(field.facts().content, shown) {
                Taken::Number(number) | Taken::Rounded(number) => number,
                Taken::Text(_) | Taken::Unclear => return None,
            },
            Value::Text(_)
            | Value::Bool(_)
            | Value::Date(_)
            | Value::Error(_)
            | Value::NoValue
            | Value::Merged(_)
            | Value::TwoReadings(_) => return None,
        };
        self.unit(field).is_none().then_some(number)
    }

    /// The unit that the header of a field's column names.
    pub(super) fn unit(&self, field: Field) -> Option<&'a str> {
        self.places.of(field).unit()
    }

    /// Like [`Cells::given`], and an empty cell is reported.
    pub(super) fn needed(&mut self, field: Field) -> Option<Cow<'a, str>> {
        match self.given(field) {
            Given::Text(text) => Some(text),
            Given::Bad => None,
            Given::Empty => {
                self.report(field, ValueProblem::Empty { field });
                None
            }
        }
    }

    /// Text for a column that is not checked. A day is text as well; where it stands for something else,
    /// as `3.12` in a cost centre does, that is worth a warning.
    pub(super) fn text(&mut self, field: Field) -> String {
        if let Some(Value::Date(day)) = self.cell(self.places.of(field)).map(|cell| &cell.value) {
            if !matches!(field.facts().content, Content::Text { of_days: true }) {
                self.report(field, ValueProblem::DayAsText { given: day.clone() });
            }
            return day.clone();
        }
        match self.given(field) {
            Given::Text(text) => text.into_owned(),
            Given::Empty | Given::Bad => String::new(),
        }
    }

    /// Says which cells of columns that are only carried along hold no value.
    pub(super) fn carried(&mut self) {
        for column in self.places.layout().carried() {
            let problem = match self.row.cell(column.col).map(|cell| &cell.value) {
                Some(Value::Error(given)) => ValueProblem::CarriedError { given: given.clone() },
                Some(Value::TwoReadings(both)) => two_readings(both),
                _ => continue,
            };
            let at = CellRef { row: self.row.no, col: column.col };
            self.found.push(Diagnostic::of_cell(at, problem));
        }
    }

    /// Takes what else was found of the row.
    pub(super) fn found_more(&mut self, found: impl Iterator<Item = Diagnostic>) {
        self.found.extend(found);
    }

    /// What stands in a field's cell, without a word about it.
    pub(super) fn as_read(&self, field: Field) -> String {
        self.cell(self.places.of(field)).map(|cell| trimmed(&cell.as_read()).to_owned()).unwrap_or_default()
    }

    /// Everything found, from left to right.
    pub(super) fn found(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|diagnostic| diagnostic.place);
        self.found
    }
}

fn two_readings(both: &TwoReadings) -> ValueProblem {
    ValueProblem::TwoReadings { read: both.read.clone(), written: both.written.clone() }
}

/// Whether a header names money of one kind and a cell another, as `450 ₽` below `Price, USD` does.
fn is_other_money(content: Content, text: &str, unit: &str) -> bool {
    content == Content::Money && !text.to_lowercase().ends_with(&unit.to_lowercase())
}

/// Without outer spaces, no-break spaces among them.
pub(super) fn trimmed(text: &str) -> &str {
    // Mostly there is nothing to take away, and every cell asks.
    if let [first, .., last] = text.as_bytes()
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}'))
}
