//! An open `.xlsx`: its sheets, and their cells in the order of the file.

use std::ops::ControlFlow;
use std::sync::Arc;

use calamine::{Reader, Xlsx};

use super::clean::{Clean, Edited};
use super::package::{Package, SheetPart};
use super::second::{Again, Outcome, Second};
use super::sheet::Sheet;
use super::strings;
use super::survey::{Survey, survey};
use super::trouble::Trouble;
use crate::reader::address;
use crate::reader::content::Content;
use crate::reader::error::{Damage, Excess, PartDamage, SheetError};
use crate::reader::marks::Marks;
use crate::reader::workbook::each_cell::EachCell;
use crate::reader::workbook::value;
use crate::sheet::{Cell, TwoReadings, Value};

/// So many texts that cells share are looked up to be shown to a person.
const LOOKED_UP: usize = 100;

/// So many surveys are kept: those of the sheets that were looked into last.
const KEPT: usize = 2;

/// An open workbook.
pub(in crate::reader::workbook) struct Book {
    package: Arc<Package>,
    library: Xlsx<Clean>,
    edited: Edited,
    surveys: Vec<(usize, Arc<Survey>)>,
}

impl Book {
    pub(in crate::reader::workbook) fn open(file: &str, content: Content) -> Result<Self, SheetError> {
        let package = Arc::new(Package::open(file, content)?);
        let edited = Edited::default();
        let clean = Clean::new(file, &package, edited.clone())?;
        let library = Xlsx::new(clean).map_err(|_| misread(file, "xl/workbook.xml", None))?;
        Ok(Self { package, library, edited, surveys: Vec::new() })
    }

    /// The sheets of cells, each with whether a person sees it.
    pub(in crate::reader::workbook) fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.package.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visible))
    }

    /// Whether the workbook says that its results are not valid.
    pub(in crate::reader::workbook) fn is_stale(&self) -> bool {
        self.package.stale
    }

    /// Whether this program wrote it as results.
    pub(in crate::reader::workbook) fn is_results(&self) -> bool {
        self.package.results
    }

    /// What stands out in a sheet.
    pub(in crate::reader::workbook) fn marks(&mut self, file: &str, sheet: &str) -> Result<Marks, SheetError> {
        let at = self.at(file, sheet)?;
        Ok(self.survey(file, at)?.marks.clone())
    }

    /// Tells the cells of a sheet, in the order of the file.
    pub(in crate::reader::workbook) fn cells(
        &mut self,
        file: &str,
        sheet: &str,
        each: EachCell<'_>,
    ) -> Result<(), SheetError> {
        let at = self.at(file, sheet)?;
        let survey = self.survey(file, at)?;
        self.edited.set(at, &survey);
        let part = &self.package.sheets[at];
        let odd = |row| misread(file, &part.part.name, row);
        let mut reader = self.library.worksheet_cells_reader(sheet).map_err(|_| odd(None))?;
        let opinion = Opinion { file, package: &self.package, sheet: part, again: None, looked_up: 0 };
        let mut rows = Compared { second: Second::new(&survey.rows), opinion, cells: Vec::new(), each };
        while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| odd(Some(rows.second.row())))? {
            let (row, col) = record.pos;
            if row != rows.second.row() && rows.next(row)?.is_break() {
                return Ok(());
            }
            rows.second.take(col, &record.value);
            let near = u16::try_from(col).ok();
            let computed = near.is_some_and(|col| survey.marks.is_computed(row, col));
            let value = survey.marks.figure(row, col, record.value);
            let Some(mut cell) = value::cell(value, record.formula.is_some() || computed) else { continue };
            if let Value::Text(text) = &mut cell.value
                && near.is_some_and(|col| survey.marks.is_error(row, col))
            {
                cell.value = Value::Error(std::mem::take(text));
            }
            rows.cells.push((col, cell));
        }
        // A row that nobody wants any more is not compared.
        if rows.next(address::ROWS)?.is_continue() && !rows.second.is_over() {
            return Err(damaged(file, PartDamage::Elsewhere(part.name.clone())));
        }
        Ok(())
    }

    fn at(&self, file: &str, sheet: &str) -> Result<usize, SheetError> {
        let at = self.package.sheets.iter().position(|known| known.name == sheet);
        at.ok_or_else(|| damaged(file, PartDamage::Missing(sheet.to_owned())))
    }

    fn survey(&mut self, file: &str, at: usize) -> Result<Arc<Survey>, SheetError> {
        if let Some((_, known)) = self.surveys.iter().find(|(of, _)| *of == at) {
            return Ok(Arc::clone(known));
        }
        let (package, sheet) = (&self.package, &self.package.sheets[at]);
        let source = Sheet::new(package.archive.unpack(file, &sheet.part)?, package.strings.digests.len());
        let found = survey(source, &package.strings, &package.styles);
        let mut found = found.map_err(|trouble| damaged(file, trouble.of(&sheet.part.name)))?;
        if found.edits.are_too_many() {
            return Err(SheetError::too_large(file, Excess::Unpacked(sheet.part.name.clone())));
        }
        for cell in package.comments(file, sheet)? {
            if let Some((row, col)) = address::cell(&cell)
                && let Ok(col) = u16::try_from(col)
            {
                found.marks.comment(row, col);
            }
        }
        found.marks = found.marks.done(file)?;
        let found = Arc::new(found);
        if self.surveys.len() == KEPT {
            self.surveys.remove(0);
        }
        self.surveys.push((at, Arc::clone(&found)));
        Ok(found)
    }
}

/// Rows on their way from the library, each compared before it is passed on.
struct Compared<'b, 'e, R> {
    second: Second<'b>,
    opinion: Opinion<'b, R>,
    cells: Vec<(u32, Cell)>,
    each: EachCell<'e>,
}

impl Compared<'_, '_, super::archive::Unpacked> {
    /// Ends the row that the library is in, and begins another.
    fn next(&mut self, row: u32) -> Result<ControlFlow<()>, SheetError> {
        if let Outcome::Differs(at) = self.second.end() {
            for (col, written) in self.opinion.of(&self.second, at)? {
                self.doubt(col, written);
            }
        }
        let here = self.second.row();
        for (col, cell) in self.cells.drain(..) {
            if (self.each)(here, col, cell)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        self.second.begin(row);
        Ok(ControlFlow::Continue(()))
    }

    fn doubt(&mut self, col: u32, written: String) {
        let found = self.cells.iter_mut().find(|(at, _)| *at == col).map(|(_, cell)| cell);
        let read = found.as_ref().map(|cell| cell.as_read().into_owned()).unwrap_or_default();
        let value = Value::TwoReadings(Box::new(TwoReadings { read, written }));
        match found {
            Some(cell) => cell.value = value,
            None => self.cells.push((col, Cell { value, formula: false })),
        }
    }
}

/// What stands in a sheet's part, for the rows that the library reads otherwise.
struct Opinion<'b, R> {
    file: &'b str,
    package: &'b Package,
    sheet: &'b SheetPart,
    again: Option<Again<R>>,
    looked_up: usize,
}

impl Opinion<'_, super::archive::Unpacked> {
    /// The cells of the row of this number in which the readings differ, with what stands there.
    fn of(&mut self, second: &Second<'_>, at: usize) -> Result<Vec<(u32, String)>, SheetError> {
        let (file, package) = (self.file, self.package);
        if self.again.is_none() {
            let source = package.archive.unpack(file, &self.sheet.part)?;
            self.again = Some(Again::new(Sheet::new(source, package.strings.digests.len())));
        }
        let Some(again) = &mut self.again else { return Ok(Vec::new()) };
        let (shared, looked_up) = (package.shared.as_ref(), std::cell::Cell::new(self.looked_up));
        let text = |at| {
            looked_up.set(looked_up.get() + 1);
            let part = shared.filter(|_| looked_up.get() <= LOOKED_UP)?;
            strings::one(package.archive.unpack(file, part).ok()?, at)
        };
        let stands = again.row(at, &package.strings.digests, text);
        self.looked_up = looked_up.get();
        let stands = stands.map_err(|trouble: Trouble| damaged(file, trouble.of(&self.sheet.part.name)))?;
        let elsewhere = || damaged(file, PartDamage::Elsewhere((second.row() + 1).to_string()));
        stands.and_then(|stands| second.differing(&stands)).ok_or_else(elsewhere)
    }
}

fn damaged(file: &str, why: impl Into<Damage>) -> SheetError {
    SheetError::Damaged { file: file.to_owned(), why: why.into() }
}

/// What the library cannot read, in words that are not the library's.
fn misread(file: &str, part: &str, row: Option<u32>) -> SheetError {
    damaged(file, PartDamage::Unclear { part: part.to_owned(), at: row.map(|row| (row + 1).to_string()) })
}
