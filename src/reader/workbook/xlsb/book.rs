//! An open `.xlsb`: its sheets, and their cells from the top. \[MS-XLSB\] 2.1.7.61.

use std::cell::RefCell;
use std::io::Read;

use super::package::{Package, Relation};
use super::records::{Record, Records, Wrong};
use super::sheet::{self, Bad, Sheet, Told};
use super::styles;
use super::texts::Shared;
use crate::reader::content::Content;
use crate::reader::error::{Damage, Excess, SheetError};
use crate::reader::marks::Marks;
use crate::reader::runs::Runs;
use crate::reader::workbook::each_cell::EachCell;
use crate::reader::workbook::held::{Held, HeldCell};
use crate::reader::workbook::styled::{Found, Styled};
use crate::reader::workbook::{calculated, twice};
use crate::sheet::{Cell, RowNo, Value};

/// The most sheets: each is looked into.
const SHEETS: usize = 1024;

/// The most cells of a row: as many as there are columns, and some that are written twice.
const ROW: usize = 1 << 15;

const PROPERTIES: u32 = 153;
const SHEET: u32 = 156;
const CALCULATION: u32 = 157;
const COMMENT: u32 = 635;

/// An open workbook.
pub(in crate::reader::workbook) struct Book {
    package: RefCell<Package>,
    sheets: Vec<Listed>,
    styled: Styled,
    shared: Shared,
    /// Whether it says that its results are not valid.
    stale: bool,
}

/// A sheet of cells.
#[derive(Debug)]
struct Listed {
    name: String,
    visible: bool,
    part: String,
}

/// What the list of sheets says.
#[derive(Debug, Default)]
struct Listing {
    sheets: Vec<Listed>,
    is_1904: bool,
    stale: bool,
}

impl Book {
    pub(in crate::reader::workbook) fn open(file: &str, handle: Content) -> Result<Self, SheetError> {
        let refused = |wrong: Wrong| refused(file, Bad::Records(wrong));
        let mut package = Package::open(handle).map_err(refused)?;
        let workbook = package.workbook();
        let relations = package.relations(&workbook);
        let list = package.part(&workbook).ok_or_else(|| refused(Wrong::Records))?;
        let Listing { sheets, is_1904, stale } = listing(list, &relations).map_err(refused)?;
        if sheets.len() > SHEETS {
            return Err(SheetError::too_large(file, Excess::Sheets(SHEETS)));
        }
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
        let found = match of_kind("styles").and_then(|relation| package.part(&relation.part)) {
            Some(part) => styles::read(part).map_err(refused)?,
            None => Found::default(),
        };
        let styled = Styled::new(&Found { is_1904, ..found });
        let styled = styled.ok_or_else(|| SheetError::too_large(file, Excess::Formats))?;
        let shared = match of_kind("sharedStrings").and_then(|relation| package.part(&relation.part)) {
            Some(part) => Shared::read(part, |font| styled.strikes(font)).map_err(refused)?,
            None => Shared::default(),
        };
        Ok(Self { package: RefCell::new(package), sheets, styled, shared, stale })
    }

    /// The sheets of cells, each with whether a person sees it.
    pub(in crate::reader::workbook) fn sheets(&self) -> impl Iterator<Item = (&str, bool)> {
        self.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.visible))
    }

    /// What stands out in a sheet.
    pub(in crate::reader::workbook) fn marks(&self, file: &str, sheet: &str) -> Result<Marks, SheetError> {
        let (mut marks, _) = self.scan(sheet).map_err(|bad| refused(file, bad))?;
        let listed = self.listed(sheet).map_err(|bad| refused(file, bad))?;
        let mut package = self.package.borrow_mut();
        let comments = package.relations(&listed.part).into_iter().filter(|relation| relation.kind == "comments");
        for relation in comments.take(1) {
            let Some(part) = package.part(&relation.part) else { continue };
            comments_of(part, &mut marks).map_err(|wrong| refused(file, Bad::Records(wrong)))?;
        }
        marks.done(file)
    }

    /// Tells the cells of a sheet, from the top. Those of one row are told together.
    pub(in crate::reader::workbook) fn cells(
        &self,
        file: &str,
        sheet: &str,
        each: EachCell<'_>,
    ) -> Result<(), SheetError> {
        let refused = |bad: Bad| refused(file, bad);
        let (_, arrays) = self.scan(sheet).map_err(refused)?;
        let arrays = arrays.done().ok_or_else(|| SheetError::too_large(file, Excess::Formats))?;
        let listed = self.listed(sheet).map_err(refused)?;
        let mut package = self.package.borrow_mut();
        let part = package.part(&listed.part).ok_or_else(|| refused(Wrong::Records.into()))?;
        let told = |cell: &HeldCell| self.told(cell, &arrays).map_err(|wrong| refused(wrong.into()));
        let (mut sheet, mut row) = (Sheet::new(part), Vec::<HeldCell>::new());
        loop {
            let cell = match sheet.next().map_err(refused)? {
                Some(Told::Other(_)) => continue,
                Some(Told::Cell(cell)) => Some(cell),
                None => None,
            };
            if row.first().is_some_and(|first| cell.as_ref().is_none_or(|cell| cell.at.0 != first.at.0)) {
                row.sort_by_key(|cell| cell.at);
                if twice::once(&row, &told, each)?.is_break() {
                    return Ok(());
                }
                row.clear();
            }
            let Some(cell) = cell else { return Ok(()) };
            row.push(cell);
            if row.len() > ROW {
                return Err(refused(Wrong::Records.into()));
            }
        }
    }

    /// What a cell holds; none if nothing.
    fn told(&self, cell: &HeldCell, arrays: &Runs<()>) -> Result<Option<Cell>, Wrong> {
        let formula = cell.formula || arrays.get(cell.at.0, cell.at.1).is_some();
        let shared = match cell.held {
            Held::Shared(at) => self.shared.get(at).ok_or(Wrong::Records)?,
            _ => String::new(),
        };
        Ok(cell.told(&self.styled, &shared, formula).map(|mut told| {
            if formula && self.stale && calculated::is_nothing(&told.value) {
                told.value = Value::NoValue;
            }
            told
        }))
    }

    fn scan(&self, sheet: &str) -> Result<(Marks, Runs<()>), Bad> {
        let part = &self.listed(sheet)?.part;
        let mut package = self.package.borrow_mut();
        sheet::marks(package.part(part).ok_or(Wrong::Records)?, &self.styled, &self.shared)
    }

    fn listed(&self, sheet: &str) -> Result<&Listed, Bad> {
        self.sheets.iter().find(|listed| listed.name == sheet).ok_or(Bad::Records(Wrong::Records))
    }
}

/// Reads the list of sheets.
fn listing(part: impl Read, relations: &[Relation]) -> Result<Listing, Wrong> {
    let (mut found, mut records) = (Listing::default(), Records::new(part));
    while let Some(record) = records.next()? {
        match record.kind {
            PROPERTIES => found.is_1904 = record.u8(0)? & 1 != 0,
            // It asks for a calculation (fFullCalcOnLoad), or says that the last one was not done (fSomeUncalced).
            CALCULATION => found.stale = record.data.get(24).is_some_and(|flags| flags & 0b1_0001 != 0),
            // Of too many it is enough to know that there are.
            SHEET if found.sheets.len() <= SHEETS => {
                let listed = listed(&record, relations)?;
                // One part under two names would be ordered twice.
                if found.sheets.iter().any(|known| listed.as_ref().is_some_and(|listed| listed.part == known.part)) {
                    return Err(Wrong::Records);
                }
                found.sheets.extend(listed);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// A sheet of the list, if it has cells that a person fills.
fn listed(record: &Record<'_>, relations: &[Relation]) -> Result<Option<Listed>, Wrong> {
    let (id, end) = record.text(8)?;
    let (name, _) = record.text(end)?;
    let visible = record.u32(0)? == 0;
    let relation = relations.iter().find(|relation| relation.id == id && relation.kind == "worksheet");
    Ok(relation.map(|relation| Listed { name, visible, part: relation.part.clone() }))
}

/// Notes the cells that somebody commented.
fn comments_of(part: impl Read, marks: &mut Marks) -> Result<(), Wrong> {
    let mut records = Records::new(part);
    while let Some(record) = records.next()? {
        if record.kind == COMMENT {
            let (row, col) = sheet::area_at(&record, 4)?.start;
            marks.comment(row, u16::try_from(col).map_err(|_| Wrong::Records)?);
        }
    }
    Ok(())
}

fn refused(file: &str, bad: Bad) -> SheetError {
    let why = match bad {
        Bad::Records(Wrong::CutOff) => Damage::CutOff,
        Bad::Records(Wrong::Records) => Damage::Records,
        Bad::NoSuchCell(row, col) => Damage::NoSuchCell(format!("R{}C{}", u64::from(row) + 1, u64::from(col) + 1)),
        Bad::Unordered(row) => Damage::Unordered(RowNo::from_index(row)),
    };
    SheetError::Damaged { file: file.to_owned(), why }
}
