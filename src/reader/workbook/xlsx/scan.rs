//! What calamine does not tell of a sheet, read from its own XML. The sheet is streamed; nothing of it is
//! held but its marks.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::attribute::text;
use crate::reader::address;
use crate::reader::error::{Damage, Excess, SheetError};
use crate::reader::looks::{Looks, Styles};
use crate::reader::marks::{Marks, WIDEST};

/// The most bytes that one sheet may unpack to.
const STREAMED: u64 = 4 << 30;

/// Sheets that people fill unpack to at most a hundred times their size. A bomb is denser, but what
/// is small when unpacked does no harm.
const DENSEST: u64 = 250;

/// Up to so many bytes a sheet may be as dense as it likes.
const HARMLESS: u64 = 64 << 20;

/// Reads them from a part of an archive, down to the row of this number.
pub(in crate::reader::workbook) fn of_part(
    file: &str,
    handle: File,
    part: &str,
    last: u32,
    styles: Styles,
) -> Result<Marks, SheetError> {
    let mut archive = ZipArchive::new(handle).map_err(|error| SheetError::damaged(file, &error))?;
    let name = archive
        .file_names()
        .filter_map(|name| Some(name.ok()?.into_owned()))
        .find(|name| name.eq_ignore_ascii_case(part))
        .ok_or_else(|| SheetError::damaged(file, &format!("`{part}` is missing")))?;
    let found = archive.by_name(&name).map_err(|error| SheetError::damaged(file, &error))?;
    let limit = (found.compressed_size().saturating_mul(DENSEST)).clamp(HARMLESS, STREAMED);
    let mut source = BufReader::with_capacity(1 << 16, found.take(limit));
    let marks = read(file, part, &mut source, last, styles)?;
    if source.get_ref().limit() == 0 {
        return Err(SheetError::too_large(file, Excess::Unpacked(part.to_owned())));
    }
    marks.done(file)
}

fn read(file: &str, part: &str, source: &mut impl BufRead, last: u32, styles: Styles) -> Result<Marks, SheetError> {
    let mut reader = Reader::from_reader(source);
    // Whether the XML is sound is for the reader of the cells to say.
    reader.config_mut().check_end_names = false;
    let mut cells = Cells { styles, row: 0, col: 0 };
    let mut marks = Marks::showing(cells.styles.looks());
    let mut buffer = Vec::new();
    let mut row = 0_u32;
    loop {
        buffer.clear();
        // A sheet that breaks off is reported by the reader of its cells, and so is a bad one.
        let Ok(event) = reader.read_event_into(&mut buffer) else { return Ok(marks) };
        match &event {
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "row" => {
                    // The number may be left out: it is then the next row.
                    if let Some(no) = text(start, "r") {
                        let Some(no) = address::row(&no) else { return Err(no_such(file, no)) };
                        row = no - 1;
                        if no > last {
                            return Ok(marks);
                        }
                    }
                    cells.begin(row);
                    if is_hidden(start) {
                        marks.hide_row(row);
                    }
                    if matches!(event, Event::Empty(_)) {
                        row = row.saturating_add(1);
                    }
                }
                "col" => {
                    if let (true, Some((first, last))) = (has_no_width(start), columns(start)) {
                        marks.hide_columns(first, last);
                    }
                }
                "c" => {
                    if let Some(at) = text(start, "r").filter(|at| address::cell(at).is_none()) {
                        return Err(no_such(file, at));
                    }
                    if !cells.styles.are_idle() {
                        cells.cell(start, &mut marks.looks);
                    }
                }
                "mergeCell" => {
                    if let Some(area) = text(start, "ref").as_deref().and_then(area) {
                        marks.merge(area);
                    }
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "row" => row = row.saturating_add(1),
            Event::DocType(_) => {
                return Err(SheetError::Damaged { file: file.to_owned(), why: Damage::Doctype(part.to_owned()) });
            }
            Event::Eof => return Ok(marks),
            _ => {}
        }
    }
}

/// Where the cells of a sheet stand, and how they look.
struct Cells {
    styles: Styles,
    row: u32,
    col: u32,
}

impl Cells {
    fn begin(&mut self, row: u32) {
        (self.row, self.col) = (row, 0);
    }

    /// Notes a cell whose style shows more than its digits. A cell without an address is the next one.
    fn cell(&mut self, start: &BytesStart<'_>, looks: &mut Looks) {
        let mut style = 0;
        for attribute in start.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "s" => style = attribute.value.trim().parse().unwrap_or(0),
                "r" => {
                    if let Some((row, col)) = corner(attribute.value.trim()) {
                        (self.row, self.col) = (row, col);
                    }
                }
                _ => {}
            }
        }
        let (format, col) = (self.styles.format(style), u16::try_from(self.col).ok());
        if let (Some(format), Some(col)) = (format, col.filter(|col| *col <= WIDEST)) {
            looks.note(self.row, col, format);
        }
        self.col = self.col.saturating_add(1);
    }
}

/// Rows that a person hid, that a filter or a group hides, or that have no height.
fn is_hidden(row: &BytesStart<'_>) -> bool {
    row.attributes().with_checks(false).flatten().any(|attribute| match attribute.key.local_name().as_ref() {
        "hidden" => matches!(attribute.value.trim(), "1" | "true"),
        "ht" => attribute.value.trim().parse() == Ok(0.0_f64),
        _ => false,
    })
}

/// Columns that a person or a group hides, or that have no width.
fn has_no_width(col: &BytesStart<'_>) -> bool {
    col.attributes().with_checks(false).flatten().any(|attribute| match attribute.key.local_name().as_ref() {
        "hidden" => matches!(attribute.value.trim(), "1" | "true"),
        "width" => attribute.value.trim().parse() == Ok(0.0_f64),
        _ => false,
    })
}

/// The first and the last of the columns that an element is about, from 0.
fn columns(col: &BytesStart<'_>) -> Option<(u16, u16)> {
    let col_no = |name| text(col, name)?.parse::<u16>().ok()?.checked_sub(1);
    Some((col_no("min")?, col_no("max")?))
}

fn no_such(file: &str, address: String) -> SheetError {
    SheetError::Damaged { file: file.to_owned(), why: Damage::NoSuchCell(address) }
}

/// An area such as `A5:C7`: its corners, rows and columns from 0.
fn area(text: &str) -> Option<Dimensions> {
    let (first, last) = text.split_once(':')?;
    let (start, end) = (corner(first)?, corner(last)?);
    (start.0 <= end.0 && start.1 <= end.1).then_some(Dimensions { start, end })
}

fn corner(text: &str) -> Option<(u32, u32)> {
    let split = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = text.split_at(split);
    let letters = letters.trim_matches('$');
    let col = letters.bytes().try_fold(0_u32, |col, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| col.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, col.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(xml: &str) -> Marks {
        let idle = Styles::default();
        read("f", "p", &mut xml.as_bytes(), address::ROWS, idle).and_then(|marks| marks.done("f")).expect("marks")
    }

    #[test]
    fn rows_are_hidden_by_hand_by_a_filter_or_by_their_height() {
        let marks = marks(
            r#"<worksheet><sheetData><row r="2" hidden="1"/><row><c/></row><row hidden='true'/><row r="9" ht="0"></row><row hidden="0"/></sheetData></worksheet>"#,
        );
        let hidden: Vec<u32> = (0..12).filter(|row| marks.hides(*row)).map(|row| row + 1).collect();
        assert_eq!(hidden, [2, 4, 9]);
    }

    #[test]
    fn merged_cells_name_the_one_that_holds_the_value() {
        let marks = marks(r#"<x><mergeCell ref="B5:C6"/><mergeCell ref="A1:XFD1"/><mergeCell ref="nonsense"/></x>"#);
        let covered = |row: u32| -> Vec<String> { marks.covered(row - 1).map(|(col, _)| col.to_string()).collect() };
        assert_eq!(covered(5), ["C"]);
        assert_eq!(covered(6), ["B", "C"]);
        assert!(covered(7).is_empty());
        assert_eq!(covered(1).len(), usize::from(WIDEST));
    }
}
