//! Problems as lines for a terminal: what is wrong in the same way in many rows is said once.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use super::{CatalogueProblem, CellProblem, Diagnostic, FileProblem, OfFile, Place, Problem, ValueProblem};
use crate::sheet::{Col, RowNo, ranges};
use crate::text::lang::{Lang, tr};

/// So many cells of a column in which the same thing is wrong are one line, and so many runs of rows.
const MANY: usize = 4;

/// So many cells of a column are one line that are wrong in the same way, each with a value of its own.
const VERY_MANY: usize = 20;

/// So many columns are named.
const SHOWN: usize = 20;

/// Rows, or cells of a column, in which the same thing is wrong.
struct Group<'d> {
    first: &'d Diagnostic,
    /// Which problem it is.
    kind: u64,
    /// Whether each of them has a value of its own.
    varied: bool,
    /// The columns, where it is said of a column as a whole.
    cols: Vec<Col>,
    rows: Vec<RowNo>,
    /// The first and the last of rows that follow each other.
    runs: Vec<(RowNo, RowNo)>,
}

impl<'d> Group<'d> {
    const fn new(first: &'d Diagnostic, kind: u64) -> Self {
        Self { first, kind, varied: false, cols: Vec::new(), rows: Vec::new(), runs: Vec::new() }
    }

    /// So many runs of rows are one line. What is left out of a sheet is said once.
    const fn many_runs(&self) -> usize {
        match &self.first.problem {
            Problem::File(OfFile::File(FileProblem::TotalRow | FileProblem::HiddenTaken { .. }))
            | Problem::Cell(CellProblem::Catalogue(CatalogueProblem::TextLine { .. })) => 2,
            Problem::File(_) | Problem::Cell(_) | Problem::Sight(_) => MANY,
        }
    }

    /// In how many cells of its column, or in how many columns it is, and where.
    fn places(&self, lang: Lang) -> String {
        let (count, at) = (self.rows.len(), ranges(&self.rows));
        if !self.cols.is_empty() {
            let cols = self.cols.iter().take(SHOWN).map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let more = if count > SHOWN { ", …" } else { "" };
            let noun = lang.noun(count as u64, ["column", "columns"], ["столбце", "столбцах", "столбцах"]);
            return tr!(
                lang,
                " (the same in {count} {noun}: {cols}{more})",
                " (так же в {count} {noun}: {cols}{more})"
            );
        }
        let noun = lang.noun(count as u64, ["cell", "cells"], ["ячейке", "ячейках", "ячейках"]);
        if self.varied {
            tr!(
                lang,
                " (the same, with other values, in {count} {noun} of this column: rows {at})",
                " (так же, с другими значениями, в {count} {noun} столбца: строки {at})"
            )
        } else {
            tr!(
                lang,
                " (the same in {count} {noun} of this column: rows {at})",
                " (так же в {count} {noun} столбца: строки {at})"
            )
        }
    }

    fn add(&mut self, row: RowNo) {
        self.rows.push(row);
        match self.runs.last_mut() {
            Some((_, last)) if last.get() + 1 == row.get() => *last = row,
            _ => self.runs.push((row, row)),
        }
    }
}

/// The lines of these problems in their order, made one by one. What is the same in many rows stands at the
/// first of them, with all places: `orders.xlsx: Orders: rows 5–9, 12: E050 …`, and of cells in one column
/// `orders.xlsx: Orders!E3: E053 … (the same in 39 cells of this column: rows 3–41)`.
pub fn lines<'d>(
    found: impl IntoIterator<Item = &'d Diagnostic>,
    file: &str,
    sheet: Option<&str>,
    lang: Lang,
) -> impl Iterator<Item = String> {
    let found: Vec<&Diagnostic> = found.into_iter().collect();
    let (groups, of) = grouped(&found, lang);
    found.into_iter().zip(of).filter_map(move |(diagnostic, group)| {
        let Some(group) = group.map(|at| &groups[at]) else { return Some(diagnostic.line(file, sheet, lang)) };
        let is_first = std::ptr::eq(group.first, diagnostic);
        match diagnostic.place {
            Place::Row(_) if group.runs.len() >= group.many_runs() => is_first.then(|| {
                let at = ranges(&group.rows);
                diagnostic.line_at(&tr!(lang, "rows {at}", "строки {at}"), file, sheet, lang)
            }),
            Place::Row(row) => group.runs.iter().find(|(first, _)| *first == row).map(|(first, last)| {
                if first == last {
                    return diagnostic.line(file, sheet, lang);
                }
                let rows = tr!(lang, "rows {first}–{last}", "строки {first}–{last}");
                diagnostic.line_at(&rows, file, sheet, lang)
            }),
            Place::Cell(_) if group.rows.len() >= MANY => {
                is_first.then(|| diagnostic.line(file, sheet, lang) + &group.places(lang))
            }
            Place::Cell(_) | Place::Sheet => Some(diagnostic.line(file, sheet, lang)),
        }
    })
}

/// The groups, and to which of them each problem belongs.
fn grouped<'d>(found: &[&'d Diagnostic], lang: Lang) -> (Vec<Group<'d>>, Vec<Option<usize>>) {
    let mut groups: Vec<Group<'d>> = Vec::new();
    let mut known: HashMap<(Option<Col>, u64), usize> = HashMap::new();
    let mut of = Vec::with_capacity(found.len());
    for diagnostic in found {
        let Some((row, col)) = row_and_column(diagnostic.place) else {
            of.push(None);
            continue;
        };
        let kind = kind(&diagnostic.problem);
        // A table beside the one that is read may have very many columns.
        let of_column = col
            .filter(|_| matches!(diagnostic.problem, Problem::File(OfFile::File(FileProblem::NoHeaderAbove { .. }))));
        let col = if of_column.is_some() { None } else { col };
        // The sum of the words and not the words: a full sheet may have a million of them.
        let said = if says_the_same(&diagnostic.problem) { kind } else { sum(&diagnostic.message(lang)) };
        let group = *known.entry((col, said)).or_insert_with(|| {
            groups.push(Group::new(diagnostic, kind));
            groups.len() - 1
        });
        let first = groups[group].first;
        let same = first.problem == diagnostic.problem
            || (says_the_same(&first.problem) && says_the_same(&diagnostic.problem) && groups[group].kind == kind);
        if same {
            groups[group].add(row);
            groups[group].cols.extend(of_column);
        }
        of.push(same.then_some(group));
    }
    gather(&mut groups, &mut of, found);
    (groups, of)
}

/// Makes one group of very many cells of a column that are wrong in the same way with a value of their own each.
fn gather<'d>(groups: &mut Vec<Group<'d>>, of: &mut [Option<usize>], found: &[&'d Diagnostic]) {
    let column = |group: &Group<'_>| match group.first.place {
        Place::Cell(at) if group.rows.len() < MANY => Some((at.col, group.kind)),
        Place::Cell(_) | Place::Row(_) | Place::Sheet => None,
    };
    let mut cells: HashMap<(Col, u64), usize> = HashMap::new();
    for group in groups.iter() {
        if let Some(column) = column(group) {
            *cells.entry(column).or_default() += group.rows.len();
        }
    }
    cells.retain(|_, count| *count >= VERY_MANY);
    let mut one: HashMap<(Col, u64), usize> = HashMap::new();
    for (group, diagnostic) in of.iter_mut().zip(found) {
        let Some(many) = group.and_then(|at| column(&groups[at])).filter(|column| cells.contains_key(column)) else {
            continue;
        };
        let together = *one.entry(many).or_insert_with(|| {
            groups.push(Group { varied: true, ..Group::new(diagnostic, many.1) });
            groups.len() - 1
        });
        *group = Some(together);
    }
    // Only now, since a group that has grown would no longer count as one of few cells.
    for (group, diagnostic) in of.iter().zip(found) {
        if let (Some(at), Some((row, _))) = (*group, row_and_column(diagnostic.place))
            && groups[at].varied
        {
            groups[at].add(row);
        }
    }
}

const fn row_and_column(place: Place) -> Option<(RowNo, Option<Col>)> {
    match place {
        Place::Sheet => None,
        Place::Row(row) => Some((row, None)),
        Place::Cell(at) => Some((at.row, Some(at.col))),
    }
}

/// Whether what is to be said and done is the same whatever the values are, as with results of formulas.
const fn says_the_same(problem: &Problem) -> bool {
    match problem {
        Problem::Cell(CellProblem::Value(problem)) => matches!(
            problem,
            ValueProblem::Formula { .. }
                | ValueProblem::Date { .. }
                | ValueProblem::DayAsText { .. }
                | ValueProblem::ErrorValue { .. }
                | ValueProblem::CarriedError { .. }
                | ValueProblem::NotMoney { .. }
                | ValueProblem::OtherMoney { .. }
                | ValueProblem::ShownUnclear { .. }
                | ValueProblem::ShownRounded { .. }
                | ValueProblem::MuchWithoutUnit { .. }
                | ValueProblem::TwoReadings { .. }
                | ValueProblem::Merged { .. }
        ),
        Problem::Cell(CellProblem::Text(_)) => true,
        Problem::Cell(CellProblem::Catalogue(problem)) => {
            matches!(problem, CatalogueProblem::LookAlike { .. } | CatalogueProblem::TextLine { .. })
        }
        Problem::File(OfFile::File(problem)) => matches!(
            problem,
            FileProblem::Ragged { .. } | FileProblem::Swallowed { .. } | FileProblem::NoHeaderAbove { .. }
        ),
        Problem::Cell(CellProblem::Domain(_) | CellProblem::Expansion(_) | CellProblem::Offer(_))
        | Problem::File(OfFile::Header(_))
        | Problem::Sight(_) => false,
    }
}

/// Which problem it is, whatever its values are.
fn kind(problem: &Problem) -> u64 {
    let mut hasher = DefaultHasher::new();
    match problem {
        Problem::File(OfFile::File(problem)) => discriminant(problem).hash(&mut hasher),
        Problem::File(OfFile::Header(problem)) => (6, discriminant(problem)).hash(&mut hasher),
        Problem::Sight(problem) => (7, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Catalogue(problem)) => (1, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Domain(problem)) => (2, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Expansion(problem)) => (3, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Offer(problem)) => (8, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Text(problem)) => (4, discriminant(problem)).hash(&mut hasher),
        Problem::Cell(CellProblem::Value(problem)) => (5, discriminant(problem)).hash(&mut hasher),
    }
    hasher.finish()
}

fn sum(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::problem::TextProblem;
    use crate::sheet::{CellRef, TwoReadings};

    fn said(problem: impl Fn(u32) -> CellProblem, rows: std::ops::RangeInclusive<u32>) -> Vec<String> {
        let at = |row| CellRef { row: RowNo::from_index(row - 1), col: Col::from_index(4) };
        let found: Vec<Diagnostic> = rows.map(|row| Diagnostic::of_cell(at(row), problem(row))).collect();
        lines(&found, "f", None, Lang::En).collect()
    }

    #[test]
    fn what_is_to_be_done_in_many_cells_is_said_once_whatever_their_values() {
        let readings = |row: u32| {
            let both = TwoReadings { read: row.to_string(), written: format!("{row}0") };
            ValueProblem::TwoReadings { read: both.read, written: both.written }.into()
        };
        let guarded = |row: u32| TextProblem::Guarded { given: format!("'{row}"), taken: row.to_string() }.into();
        let merged = |row: u32| {
            ValueProblem::Merged { with: CellRef { row: RowNo::from_index(row), col: Col::from_index(0) } }.into()
        };
        for problem in [&readings as &dyn Fn(u32) -> CellProblem, &guarded, &merged] {
            assert_eq!(said(problem, 3..=5).len(), 3);
            let lines = said(problem, 3..=42);
            assert_eq!(lines.len(), 1, "{lines:?}");
            assert!(
                lines[0].starts_with("f: E3: ")
                    && lines[0].ends_with(" (the same in 40 cells of this column: rows 3–42)")
            );
        }
    }

    #[test]
    fn what_differs_from_cell_to_cell_is_said_of_each_until_there_are_very_many() {
        let unknown = |row: u32| CatalogueProblem::UnknownTariff { given: row.to_string(), nearest: None }.into();
        assert_eq!(said(unknown, 2..=20).len(), 19);
        let lines = said(unknown, 2..=21);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].contains("`2`"), "{lines:?}");
        assert!(
            lines[0].ends_with(" (the same, with other values, in 20 cells of this column: rows 2–21)"),
            "{lines:?}"
        );
    }
}
