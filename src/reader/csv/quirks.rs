//! What programs write into text tables that others read otherwise: quotes of other forms, backslashes,
//! guards of text. Pure.

use crate::sheet::problem::{CellProblem, TextProblem};
use crate::sheet::{Cell, CellRef, Col, RowNo, Value};
use crate::text::formula;

/// What may have been meant otherwise in the rows so far.
#[derive(Debug, Default)]
pub(in crate::reader) struct Doubts {
    /// Quotations that were begun and have not ended.
    open: Quotations,
}

impl Doubts {
    /// What the cells of a row may have been meant for otherwise, at most one a cell. A quotation that goes
    /// over the end of a line stands at the cell of an earlier row.
    pub(in crate::reader) fn of_row(&mut self, row: RowNo, cells: &[(Col, Cell)]) -> Vec<(CellRef, CellProblem)> {
        let mut found: Vec<(CellRef, TextProblem)> = Vec::new();
        for (n, (col, cell)) in cells.iter().enumerate() {
            let at = CellRef { row, col: *col };
            if n > 0 {
                // What was begun above ends at the beginning of a line, or not at all.
                self.open.0.retain(|(_, begun)| begun.row == row);
            }
            let Value::Text(text) = &cell.value else { continue };
            if text.bytes().any(is_suspect) {
                found.extend(self.open.pass(at, text));
                found.extend(of_cell(text).map(|problem| (at, problem)));
            }
        }
        // Only what stands at the end of a line goes over it.
        let last = cells.last().map(|(col, _)| *col);
        self.open.0.retain(|(mark, begun)| begun.row < row || (Some(begun.col) == last && goes_over_lines(*mark)));
        // What comes first in a cell's list says the most: a quotation over a separator, found when it ends.
        found.sort_by_key(|(at, problem)| (*at, !matches!(problem, TextProblem::QuoteOver { .. })));
        found.dedup_by_key(|(at, _)| *at);
        found.into_iter().map(|(at, problem)| (at, problem.into())).collect()
    }
}

/// Whether a quotation with this mark may go over a line: an apostrophe hardly begins one.
const fn goes_over_lines(mark: char) -> bool {
    !matches!(mark, '"' | '\'' | '`' | '‘' | '’' | '‛' | '‚')
}

/// Whether a byte may begin one of the signs that are looked for. Those of Cyrillic letters do not.
const fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0 | 0x1a | b'"' | b'\'' | b'`' | b'\\' | 0xc2 | 0xe2 | 0xe3 | 0xef)
}

/// What is doubtful in a cell whatever stands beside it.
fn of_cell(text: &str) -> Option<TextProblem> {
    let unreadable = |(sign, name): (char, &str)| text.contains(sign).then(|| name.to_owned());
    let signs = [('\0', "NUL (U+0000)"), ('\u{1a}', "Ctrl-Z (U+001A)"), ('\u{fffd}', "U+FFFD")];
    if let Some(sign) = signs.into_iter().find_map(unreadable) {
        return Some(TextProblem::Unreadable { sign });
    }
    let inner = text.trim();
    let odd = inner.matches('"').count() % 2 == 1;
    if inner.ends_with('\\') || inner.contains("\\\"") || inner == "\\N" || (odd && inner.contains('\\')) {
        return Some(TextProblem::Backslash { given: inner.to_owned() });
    }
    let behind_space = text.starts_with(char::is_whitespace) && inner.starts_with('"');
    (behind_space && (odd || inner.ends_with('"'))).then_some(TextProblem::QuoteBehindSpace)
}

/// The quotations that were begun and have not ended.
#[derive(Debug, Default)]
struct Quotations(Vec<(char, CellRef)>);

impl Quotations {
    /// Goes through a cell; tells of a quotation that began in an earlier one and ends here.
    fn pass(&mut self, cell: CellRef, text: &str) -> Option<(CellRef, TextProblem)> {
        let mut found = None;
        let mut before = None;
        let mut rest = text.trim().chars().peekable();
        while let Some(c) = rest.next() {
            let after = rest.peek().copied();
            let ends_word = after.is_none_or(|after| !after.is_alphanumeric());
            let ends = ends_word && (after.is_none() || before.is_some_and(|before: char| !before.is_whitespace()));
            let begins_word = before.is_none_or(|before: char| before.is_whitespace() || "([{=:".contains(before));
            let begins = begins_word && after.is_some_and(|after| !after.is_whitespace());
            let open = self.0.iter().rposition(|(open, _)| ends && partners(*open).contains(c));
            if let Some(open) = open {
                let (mark, at) = self.0[open];
                self.0.truncate(open);
                if at != cell {
                    found = found.or(Some((at, TextProblem::QuoteOver { mark })));
                }
            } else if begins && !partners(c).is_empty() {
                self.0.push((c, cell));
            }
            before = Some(c);
        }
        found
    }
}

/// What may end a quotation that begins with this mark: German, Swedish and sloppy pairs too.
const fn partners(open: char) -> &'static str {
    match open {
        '"' => "\"",
        '＂' => "＂",
        '\'' => "'’",
        '`' => "`'",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '›' => "‹",
        '“' => "”“\"",
        '„' => "“”\"",
        '”' | '‟' => "”",
        '‘' => "’'",
        '‚' => "‘’'",
        '’' | '‛' => "’",
        '「' => "」",
        '『' => "』",
        '〝' => "〞〟",
        _ => "",
    }
}

/// The text of `="0042"`, as exports write it so that no program makes a number of it.
pub(super) fn text_formula(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let bare = inner.replace("\"\"", "");
    (!bare.contains('"')).then(|| inner.replace("\"\"", "\""))
}

/// The text behind an apostrophe that only marks it as text, and whether it may have been meant: where
/// a formula would begin, as our own text tables have it too, it cannot.
pub(in crate::reader) fn guarded(text: &str) -> Option<(&str, bool)> {
    let taken = text.trim().strip_prefix('\'')?;
    let formula = formula::begins(taken);
    (formula || !(taken.is_empty() || taken.contains(['\'', '’']))).then_some((taken, !formula))
}

/// Whether a spreadsheet program would show the result of a formula here, which a text file has not.
pub(in crate::reader) fn is_formula(text: &str) -> bool {
    let formula = text.trim().strip_prefix('=');
    formula.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || "\"(+-$".contains(c)))
}
