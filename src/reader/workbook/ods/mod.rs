//! `.ods`: the tables of a document, read from its own XML, with a second reading beside it.
//!
//! A cell counts as what is seen: its style shows the number, and the text that programs keep beside it must
//! say the same. To read another thing of a cell: `cell` judges it, `table` finds it, `survey` keeps it.

mod agree;
mod cell;
mod data_style;
mod days;
mod package;
mod second;
mod styles;
mod survey;
mod table;
mod text;
mod xml;

use std::ops::ControlFlow;

use calamine::Reader;

use self::package::CONTENT;
use self::second::Cells;
use self::styles::Styles;
use self::survey::Table;
use self::table::{Line, Shared, Slot, walk};
use self::xml::{Names, Token, Xml};
use crate::reader::content::Content;
use crate::reader::error::{Damage, Excess, PartDamage, SheetError};
use crate::reader::marks::Marks;
use crate::reader::workbook::each_cell::EachCell;
use crate::sheet::{Cell, TwoReadings, Value};

/// The most cells of a table. Many may be written in few bytes, since rows are repeated.
const CELLS: u64 = 10_000_000;

/// A document whose tables are known.
pub(super) struct Document {
    content: String,
    names: Names,
    styles: Styles,
    old: bool,
    tables: Vec<Table>,
    second: Option<Box<second::Second>>,
}

impl Document {
    /// Opens a document and looks through all of it.
    pub(super) fn open(file: &str, handle: Content) -> Result<Self, SheetError> {
        let damaged = |why: Damage| SheetError::Damaged { file: file.to_owned(), why };
        let mut archive = zip::ZipArchive::new(handle.clone()).map_err(|_| damaged(Damage::CutOff))?;
        let mut part = |name| package::part(&mut archive, name).map_err(damaged);
        let (meta, styles) = (part("meta.xml")?, part("styles.xml")?);
        let content = part(CONTENT)?.ok_or_else(|| damaged(PartDamage::Missing(CONTENT.to_owned()).into()))?;
        let found = survey::survey(&content, styles.as_deref(), meta.as_deref()).map_err(damaged)?;
        let survey::Found { names, styles, old, tables, plain } = found;
        let cells = tables.iter().map(|table| table.held).fold(0, u64::saturating_add);
        let second = if plain { second::open(handle, cells, content.len() as u64) } else { None };
        Ok(Self { content, names, styles, old, tables, second })
    }

    /// The name of each table, and whether a person sees it.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&str, bool)> {
        self.tables.iter().map(|table| (table.name.as_str(), table.visible))
    }

    fn table(&self, file: &str, name: &str) -> Result<&Table, SheetError> {
        let missing =
            || SheetError::Damaged { file: file.to_owned(), why: PartDamage::Missing(name.to_owned()).into() };
        self.tables.iter().find(|table| table.name == name).ok_or_else(missing)
    }

    /// What stands out in a table.
    pub(super) fn marks(&self, file: &str, name: &str) -> Result<Marks, SheetError> {
        self.table(file, name)?.marks.clone().done(file)
    }

    /// Streams the filled cells of a table, each repeated one as often as it is there.
    pub(super) fn stream(&mut self, file: &str, name: &str, each: EachCell<'_>) -> Result<(), SheetError> {
        let range = self.second.as_mut().and_then(|second| second.worksheet_range(name).ok());
        let table = self.table(file, name)?;
        if table.cells > CELLS {
            return Err(SheetError::too_large(file, Excess::Cells(CELLS)));
        }
        let mut second = range.as_ref().map(Cells::of);
        let piece = self.content.get(table.at.clone()).unwrap_or_default();
        let mut xml = Xml::at(piece, CONTENT, self.names.clone());
        let shared = Shared { styles: &self.styles, old: self.old };
        let (mut failed, mut whole) = (None, true);
        let mut read = || {
            // What stands before the table in this piece is white space.
            while !matches!(xml.next()?, Token::Start(_)) {}
            walk(&mut xml, &shared, &mut |line| {
                let flow = lines(line, table, second.as_mut(), each).or_else(|error| match error {
                    Stopped::Damaged(why) => Err(why),
                    Stopped::Failed(error) => {
                        failed = Some(error);
                        Ok(ControlFlow::Break(()))
                    }
                })?;
                whole &= flow.is_continue();
                Ok(flow)
            })?;
            if whole { second.as_mut().map_or(Ok(()), Cells::over) } else { Ok(()) }
        };
        read().map_err(|why| SheetError::Damaged { file: file.to_owned(), why })?;
        failed.map_or(Ok(()), Err)
    }
}

/// Why the rows end before their time.
enum Stopped {
    Damaged(Damage),
    Failed(SheetError),
}

/// Passes the cells of a row on, for every row that it stands for.
fn lines(
    line: &Line,
    table: &Table,
    mut second: Option<&mut Cells<'_>>,
    each: EachCell<'_>,
) -> Result<ControlFlow<()>, Stopped> {
    if !line.is_filled() {
        return Ok(ControlFlow::Continue(()));
    }
    let first = u32::try_from(line.row).unwrap_or(u32::MAX);
    for row in first..=line.last() {
        for slot in line.cells.iter().filter(|slot| slot.is_filled()) {
            let left = u32::try_from(slot.col).unwrap_or(u32::MAX);
            let right = u32::try_from(slot.col + slot.repeat).unwrap_or(u32::MAX);
            for col in left..right {
                let other = match &mut second {
                    Some(second) => second.other(row, col, &slot.expected).map_err(Stopped::Damaged)?,
                    None => None,
                };
                let Some(cell) = judged(slot, table, other) else { continue };
                if each(row, col, cell).map_err(Stopped::Failed)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The cell, with what only the whole table and the second reading tell of it.
fn judged(slot: &Slot, table: &Table, other: Option<String>) -> Option<Cell> {
    let mut cell = slot.cell.clone();
    if let Some(read) = other {
        let written = cell.as_ref().map(|cell| cell.as_read().into_owned()).unwrap_or_default();
        let value = Value::TwoReadings(Box::new(TwoReadings { read, written }));
        return Some(Cell { value, formula: false });
    }
    if let Some(cell) = &mut cell
        && table.uncalculated
        && slot.is_uncalculated(true) == Some(true)
    {
        cell.value = Value::NoValue;
    }
    cell
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A document whose only sheet has a cell with this inside.
    fn document(inside: &str) -> Document {
        let names: String = ["office", "table", "text"]
            .map(|name| format!(r#" xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#))
            .concat();
        let content = format!(
            r#"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string">{inside}</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
        );
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, part) in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<a/>"),
            (CONTENT, &content),
        ] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            writer.write_all(part.as_bytes()).expect("a part");
        }
        let archive = writer.finish().expect("an archive").into_inner();
        Document::open("f", archive.into()).expect("a document")
    }

    #[test]
    fn a_document_is_read_twice_unless_the_second_reading_would_lose_its_way() {
        assert!(document("<text:p>x</text:p>").second.is_some());
        for inside in ["<text:p>x</text:p><table:table/>", r#"<text:p><text:s text:c="2147483647"/></text:p>"#] {
            assert!(document(inside).second.is_none(), "{inside}");
        }
    }

    #[test]
    fn a_cell_that_the_second_reading_makes_something_else_of_has_two_readings() {
        let mut document = document("<text:p>x</text:p>");
        // As if the second reading had read another document.
        document.content = document.content.replace(">x<", ">y<");
        let mut found = Vec::new();
        let mut each = |row, col, cell: Cell| {
            found.push((row, col, cell.value));
            Ok(ControlFlow::Continue(()))
        };
        document.stream("f", "a", &mut each).expect("cells");
        let both = TwoReadings { read: "x".to_owned(), written: "y".to_owned() };
        assert_eq!(found, [(0, 0, Value::TwoReadings(Box::new(both)))]);
    }
}
