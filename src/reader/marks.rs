//! What calamine does not tell of an `.xlsx` sheet, read from its own XML: hidden rows and merged
//! cells. The sheet is streamed; nothing of it is held but this.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

use calamine::{DataRef, Dimensions};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::looks::{Looks, Styles};
use super::{Damage, Excess, SheetError, address};
use crate::sheet::{Cell, CellRef, Col, RowNo, Value};

/// The most bytes that one sheet may unpack to.
const STREAMED: u64 = 4 << 30;

/// Sheets that people fill unpack to at most a hundred times their size. A bomb is denser, but what
/// is small when unpacked does no harm.
const DENSEST: u64 = 250;

/// Up to so many bytes a sheet may be as dense as it likes.
const HARMLESS: u64 = 64 << 20;

/// The most merged areas of a sheet.
const MERGED: usize = 100_000;

/// Wider areas are titles; beyond this column nobody looks for orders.
const WIDEST: u16 = 256;

/// What stands out in a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Runs of hidden rows, from the top.
    hidden: Vec<(u32, u32)>,
    /// By column: first row, last row, and the cell that holds the value; by their first rows.
    merged: BTreeMap<u16, Vec<(u32, u32, CellRef)>>,
    areas: usize,
    /// What the number formats make of the cells.
    pub(super) looks: Looks,
}

impl Marks {
    /// Whether a row, counted from 0, is not to be seen.
    pub(super) fn hides(&self, row: u32) -> bool {
        let at = self.hidden.partition_point(|(first, _)| *first <= row);
        at > 0 && self.hidden[at - 1].1 >= row
    }

    /// The cells of a row, counted from 0, that are merged with another one.
    pub(super) fn covered(&self, row: u32) -> impl Iterator<Item = (Col, Cell)> {
        self.merged.iter().filter_map(move |(col, areas)| {
            let at = areas.partition_point(|(first, _, _)| *first <= row);
            let (_, last, with) = *areas.get(at.checked_sub(1)?)?;
            let own = with.row.get() - 1 == row && with.col.index() == *col;
            (last >= row && !own).then(|| (Col::from_index(*col), Cell { value: Value::Merged(with), formula: false }))
        })
    }

    /// What a cell holds. calamine takes some words of a format for those of a day: `0 "шт. d"`.
    pub(super) fn figure<'d>(&self, row: u32, col: u32, value: DataRef<'d>) -> DataRef<'d> {
        match (&value, u16::try_from(col)) {
            (DataRef::DateTime(day), Ok(col)) if self.looks.is_figure(row, col, day.as_f64()) => {
                DataRef::Float(day.as_f64())
            }
            _ => value,
        }
    }

    /// Notes an area of merged cells; rows and columns from 0. Too many are not noted.
    pub(super) fn merge(&mut self, area: Dimensions) {
        let Dimensions { start: (first, left), end: (last, right) } = area;
        let (Ok(left), Ok(right)) = (u16::try_from(left), u16::try_from(right)) else { return };
        self.areas += 1;
        if self.areas > MERGED {
            return;
        }
        let with = CellRef { row: RowNo::from_index(first), col: Col::from_index(left) };
        for col in left..=right.min(WIDEST) {
            self.merged.entry(col).or_default().push((first, last, with));
        }
    }

    /// Sorts what was noted; then it can be asked.
    pub(super) fn done(mut self, file: &str) -> Result<Self, SheetError> {
        if self.areas > MERGED {
            return Err(SheetError::too_large(file, Excess::Merged(MERGED)));
        }
        self.merged.values_mut().for_each(|areas| areas.sort_unstable());
        self.hidden.sort_unstable();
        let looks = std::mem::take(&mut self.looks).done();
        self.looks = looks.ok_or_else(|| SheetError::too_large(file, Excess::Formats))?;
        Ok(self)
    }

    fn hide(&mut self, row: u32) {
        match self.hidden.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(row) => *last = row,
            _ => self.hidden.push((row, row)),
        }
    }

    /// Reads them from a part of an archive, down to the row of this number.
    pub(super) fn of_part(file: &str, handle: File, part: &str, last: u32, styles: Styles) -> Result<Self, SheetError> {
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
}

fn read(file: &str, part: &str, source: &mut impl BufRead, last: u32, styles: Styles) -> Result<Marks, SheetError> {
    let mut reader = Reader::from_reader(source);
    // Whether the XML is sound is for the reader of the cells to say.
    reader.config_mut().check_end_names = false;
    let mut cells = Cells { styles, row: 0, col: 0 };
    let mut marks = Marks { looks: cells.styles.looks(), ..Marks::default() };
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
                        marks.hide(row);
                    }
                    if matches!(event, Event::Empty(_)) {
                        row = row.saturating_add(1);
                    }
                }
                "c" => {
                    if let Some(at) = text(start, "r").filter(|at| !address::is_cell(at)) {
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

fn text(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.value.trim().to_owned())
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

/// The parts of a workbook that are looked into.
pub(super) struct Parts {
    /// That of each sheet, by its name.
    pub(super) sheets: BTreeMap<String, String>,
    pub(super) styles: Styles,
}

/// The part of each sheet, by its name: what the workbook's list of sheets and its relations say.
pub(super) fn parts(handle: File) -> Option<Parts> {
    let mut archive = ZipArchive::new(handle).ok()?;
    let mut part = |wanted: &str| {
        let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
        let name = names.into_iter().find(|name| name.eq_ignore_ascii_case(wanted))?;
        let mut text = String::new();
        archive.by_name(&name).ok()?.take(192 << 20).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let (mut targets, mut styles) = (BTreeMap::new(), None);
    each(&part("xl/_rels/workbook.xml.rels")?, "Relationship", |start| {
        if let (Some(id), Some(target)) = (text(start, "Id"), text(start, "Target")) {
            // A target counts from `xl/`, unless it begins with a slash.
            let absolute = target.strip_prefix('/').map(str::to_owned);
            let target = absolute.unwrap_or_else(|| format!("xl/{target}"));
            if text(start, "Type").is_some_and(|kind| kind.ends_with("/styles")) {
                styles = Some(target.clone());
            }
            targets.insert(id, target);
        }
    });
    let mut sheets = BTreeMap::new();
    each(&part("xl/workbook.xml")?, "sheet", |start| {
        // `r:id`, by whatever prefix the file calls that namespace.
        let id = start.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == "id");
        let name = start.try_get_attribute("name").ok().flatten();
        let name = name.and_then(|name| Some(quick_xml::escape::unescape(&name.value).ok()?.into_owned()));
        if let (Some(name), Some(target)) = (name, id.and_then(|id| targets.get(&*id.value))) {
            sheets.insert(name, target.clone());
        }
    });
    let styles = styles.and_then(|name| part(&name)).map_or_else(Styles::default, |styles| Styles::of_xml(&styles));
    Some(Parts { sheets, styles })
}

/// Calls for each element of a name.
fn each(document: &str, name: &str, mut call: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(document);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => call(&start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
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
