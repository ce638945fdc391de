//! Workbooks: cells streamed with absolute addresses, behind limits.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use calamine::{CellErrorType, DataRef, Reader, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::headers::RawRow;
use super::{Each, HEADER_ROWS, SheetError};
use crate::row::{Cell, Col, RowNo, Value};

/// The most entries of the archive.
const ENTRIES: usize = 4096;

/// The most bytes that the parts which are held in memory may unpack to: texts shared by cells,
/// styles, the list of sheets.
const HELD: u64 = 192 << 20;

/// The most texts shared by cells: each costs memory however short it is.
const SHARED: usize = 4_000_000;

/// The most bytes that one sheet may unpack to. It is streamed.
const STREAMED: u64 = 4 << 30;

/// The most cells of a sheet: a full Excel sheet of 50 columns.
const CELLS: u64 = 1_048_576 * 50;

/// The property that marks a results workbook.
const MARK: &[u8] = b"vdsbatch-results";

/// An open workbook.
pub(super) struct Workbook {
    xlsx: Xlsx<BufReader<File>>,
    results: bool,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("results", &self.results).finish_non_exhaustive()
    }
}

impl Workbook {
    /// Opens a workbook after its parts were found to be within the limits.
    pub(super) fn open(file: &str, mut handle: File) -> Result<Self, SheetError> {
        let results = admit(file, &mut handle)?;
        handle
            .seek(SeekFrom::Start(0))
            .map_err(|error| SheetError::Io { file: file.to_owned(), why: error.to_string() })?;
        let xlsx = Xlsx::new(BufReader::new(handle)).map_err(|error| damaged(file, &error))?;
        Ok(Self { xlsx, results })
    }

    /// Whether this program wrote it as results.
    pub(super) const fn is_results(&self) -> bool {
        self.results
    }

    /// The names of all sheets.
    pub(super) fn all(&self) -> Vec<String> {
        self.xlsx.sheets_metadata().iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// The names of the sheets that a person sees.
    pub(super) fn visible(&self) -> Vec<String> {
        let sheets = self.xlsx.sheets_metadata().iter();
        sheets.filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect()
    }

    /// The first rows of a sheet, in which the header is looked for.
    pub(super) fn head(&mut self, file: &str, sheet: &str) -> Result<Vec<RawRow>, SheetError> {
        let mut rows = Vec::new();
        self.rows(file, sheet, &mut |row| {
            if row.0.get() > HEADER_ROWS {
                return ControlFlow::Break(());
            }
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// Streams the rows of a sheet that have something in them.
    pub(super) fn rows(&mut self, file: &str, sheet: &str, each: Each<'_>) -> Result<(), SheetError> {
        let mut reader = self.xlsx.worksheet_cells_reader(sheet).map_err(|error| damaged(file, &error))?;
        let mut cells: Vec<(Col, Cell)> = Vec::new();
        let (mut at, mut count) = (None, 0_u64);
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|error| damaged(file, &error))? {
            count += 1;
            if count > CELLS {
                return Err(SheetError::TooLarge { file: file.to_owned(), why: format!("more than {CELLS} cells") });
            }
            let (row, col) = record.pos;
            if at != Some(row) {
                if let Some(row) = at
                    && !cells.is_empty()
                    && each(raw(row, std::mem::take(&mut cells))).is_break()
                {
                    return Ok(());
                }
                at = Some(row);
            }
            let (Ok(col), Some(value)) = (u16::try_from(col), value(&record.value, record.formula.is_some())) else {
                continue;
            };
            cells.push((Col::from_index(col), Cell { value, formula: record.formula.is_some() }));
        }
        if let Some(row) = at
            && !cells.is_empty()
        {
            let _ = each(raw(row, cells));
        }
        Ok(())
    }
}

/// A row with its cells from left to right, each column once: files are not always in order.
fn raw(row: u32, mut cells: Vec<(Col, Cell)>) -> RawRow {
    cells.sort_by_key(|(col, _)| *col);
    cells.dedup_by_key(|(col, _)| *col);
    (RowNo::from_index(row), cells)
}

/// What a cell holds; none if it holds nothing.
fn value(data: &DataRef<'_>, formula: bool) -> Option<Value> {
    let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match data {
        DataRef::Int(number) => {
            #[expect(clippy::cast_precision_loss, reason = "a file's integer cell; Excel itself keeps 15 digits")]
            let number = *number as f64;
            Some(Value::Number(number))
        }
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(truth) => Some(Value::Bool(*truth)),
        DataRef::DateTime(moment) => {
            if !moment.is_datetime() {
                return Some(Value::Date(format!("{} d", moment.as_f64())));
            }
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let iso = format!("{year:04}-{month:02}-{day:02}");
            let midnight = (hour, minute, second) == (0, 0, 0);
            Some(Value::Date(if midnight { iso } else { format!("{iso} {hour:02}:{minute:02}:{second:02}") }))
        }
        DataRef::DateTimeIso(iso) | DataRef::DurationIso(iso) => Some(Value::Date(iso.clone())),
        DataRef::Error(error) => Some(Value::Error(error_text(error))),
        DataRef::Empty => formula.then_some(Value::NoValue),
    }
}

fn error_text(error: &CellErrorType) -> String {
    error.to_string()
}

/// Finds the archive within the limits before calamine unpacks it, and the mark of results.
fn admit(file: &str, handle: &mut File) -> Result<bool, SheetError> {
    let too_large = |why: String| SheetError::TooLarge { file: file.to_owned(), why };
    let bad = |why: String| SheetError::Damaged { file: file.to_owned(), why };
    let mut archive = ZipArchive::new(handle).map_err(|error| bad(error.to_string()))?;
    if archive.len() > ENTRIES {
        return Err(too_large(format!("{} parts", archive.len())));
    }
    let (mut held, mut results) = (0_u64, false);
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| bad(error.to_string()))?;
        let name = part.name().map_err(|error| bad(error.to_string()))?.into_owned();
        if name.starts_with("xl/worksheets/sheet") || !name.to_ascii_lowercase().ends_with(".xml") {
            if name.starts_with("xl/worksheets/") && part.size() > STREAMED {
                return Err(too_large(format!("`{name}` unpacks to {} bytes", part.size())));
            }
            continue;
        }
        let marks = name.eq_ignore_ascii_case("docProps/custom.xml");
        let found = inspect(&mut part, HELD - held, marks).map_err(|error| bad(format!("`{name}`: {error}")))?;
        held += found.bytes;
        if held >= HELD || found.shared > SHARED {
            return Err(too_large(format!("`{name}` unpacks to more than can be held")));
        }
        if found.doctype {
            return Err(bad(format!("`{name}` holds a DOCTYPE, which no spreadsheet program writes")));
        }
        results |= found.marked;
    }
    Ok(results)
}

/// What is found in a part while it is unpacked to nowhere.
#[derive(Debug, Default)]
struct Found {
    bytes: u64,
    shared: usize,
    doctype: bool,
    marked: bool,
}

fn inspect(part: &mut impl Read, limit: u64, marks: bool) -> std::io::Result<Found> {
    let mut found = Found::default();
    let mut buffer = vec![0; 1 << 16];
    let mut kept = 0;
    let mut part = part.take(limit);
    loop {
        let read = part.read(&mut buffer[kept..])?;
        if read == 0 {
            return Ok(found);
        }
        found.bytes += read as u64;
        let filled = &buffer[..kept + read];
        // What begins in the tail is looked at with the next reading, when it is whole.
        let tail = filled.len().saturating_sub(MARK.len());
        for (at, _) in filled[..tail].iter().enumerate().filter(|(_, byte)| **byte == b'<') {
            found.shared += usize::from(filled[at..].starts_with(b"<si"));
            found.doctype |= filled[at..].get(..9).is_some_and(|text| text.eq_ignore_ascii_case(b"<!DOCTYPE"));
        }
        found.marked |= filled.windows(MARK.len()).any(|text| marks && text == MARK);
        let end = filled.len();
        buffer.copy_within(tail..end, 0);
        kept = end - tail;
    }
}

fn damaged(file: &str, error: &calamine::XlsxError) -> SheetError {
    SheetError::Damaged { file: file.to_owned(), why: error.to_string() }
}
