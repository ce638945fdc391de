//! Problems as lines for a terminal: what is wrong in the same way in many rows is said once.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{CellProblem, Diagnostic, Place, Problem, ValueProblem};
use crate::sheet::{Col, RowNo, ranges};
use crate::text::lang::{Lang, tr};

/// So many cells of a column in which the same thing is wrong are one line, and so many runs of rows.
const MANY: usize = 4;

/// Rows, or cells of a column, in which the same thing is wrong.
struct Group<'d> {
    first: &'d Diagnostic,
    rows: Vec<RowNo>,
    /// The first and the last of rows that follow each other.
    runs: Vec<(RowNo, RowNo)>,
}

impl Group<'_> {
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
/// `orders.xlsx: Orders!E3: E053 … (so in 39 cells of this column: rows 3–41)`.
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
            Place::Row(_) if group.runs.len() >= MANY => is_first.then(|| {
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
            Place::Cell(_) if group.rows.len() >= MANY => is_first.then(|| {
                let (count, at) = (group.rows.len(), ranges(&group.rows));
                let places = tr!(
                    lang,
                    " (so in {count} cells of this column: rows {at})",
                    " (так в {count} ячейках столбца: строки {at})"
                );
                diagnostic.line(file, sheet, lang) + &places
            }),
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
        let (row, col) = match diagnostic.place {
            Place::Sheet => {
                of.push(None);
                continue;
            }
            Place::Row(row) => (row, None),
            Place::Cell(at) => (at.row, Some(at.col)),
        };
        // The sum of the words and not the words: a full sheet may have a million of them.
        let said = if is_result(diagnostic) { 0 } else { sum(&diagnostic.message(lang)) };
        let group = *known.entry((col, said)).or_insert_with(|| {
            groups.push(Group { first: diagnostic, rows: Vec::new(), runs: Vec::new() });
            groups.len() - 1
        });
        let same = is_same(groups[group].first, diagnostic);
        if same {
            groups[group].add(row);
        }
        of.push(same.then_some(group));
    }
    (groups, of)
}

/// Whether two cells of a column have the same problem. Results of formulas differ, and what is to be
/// said of them does not.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.problem == other.problem || (is_result(one) && is_result(other))
}

const fn is_result(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.problem, Problem::Cell(CellProblem::Value(ValueProblem::Formula { .. })))
}

fn sum(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
