//! Rows as the readers of the formats give them.

use std::ops::ControlFlow;

use crate::sheet::{Cell, Col, RowNo};

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawRow {
    /// Its number.
    pub(super) no: RowNo,
    /// Its filled cells, each column at most once, from left to right.
    pub(super) cells: Vec<(Col, Cell)>,
    /// Whether it is not to be seen in the sheet.
    pub(super) hidden: bool,
    /// What there is to say of its cells besides what they hold.
    pub(super) marks: Vec<(Col, Mark)>,
}

/// What a person sees, or does not see, of a cell besides what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It stands in a column that is hidden or has no width.
    HiddenColumn,
    /// Its text is struck out.
    Struck,
    /// Somebody commented it.
    Comment,
}

impl RawRow {
    /// A row whose cells may come in any order: files are not always sorted. Of two cells in one
    /// column the first counts.
    pub(super) fn new(no: RowNo, mut cells: Vec<(Col, Cell)>) -> Self {
        cells.sort_by_key(|(col, _)| *col);
        cells.dedup_by_key(|(col, _)| *col);
        Self { no, cells, hidden: false, marks: Vec::new() }
    }
}

/// Told of each raw row; breaks off the reading.
pub(super) type Each<'e> = &'e mut dyn FnMut(RawRow) -> ControlFlow<()>;

/// Whether a text is what spreadsheet programs show for an error. Text formats and OpenDocument keep
/// nothing else of it.
pub(super) fn error_word(text: &str) -> bool {
    let text = text.trim();
    // Nearly every text of a sheet begins otherwise.
    if !text.starts_with(['#', 'E']) {
        return false;
    }
    let russian = ["#ДЕЛ/0!", "#Н/Д", "#ИМЯ?", "#ПУСТО!", "#ЧИСЛО!", "#ССЫЛКА!", "#ЗНАЧ!"];
    let english = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"];
    russian.contains(&text)
        || english.contains(&text)
        || text.strip_prefix("Err:").is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_for_errors_are_known() {
        assert!(["#REF!", " #ССЫЛКА! ", "Err:502"].iter().all(|text| error_word(text)));
        assert!(!["#1", "###.example.ru", "Err:5", "REF"].iter().any(|text| error_word(text)));
    }
}
