//! What an `.xls` says of all its sheets: their names, the styles, the texts that cells share. \[MS-XLS\] 2.4.

use super::records::{Record, Records};
use super::texts::{Letters, Shared};
use crate::reader::workbook::styled::{Found, Style};

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000a;
const FILE_PASS: u16 = 0x002f;
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const FORMAT: u16 = 0x041e;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00e0;
const BOUND_SHEET: u16 = 0x0085;
const SST: u16 = 0x00fc;

/// The version of Excel 97 and later, and that of Excel 5 and 95.
const EXCEL_97: u16 = 0x0600;
const EXCEL_95: u16 = 0x0500;

/// The most sheets: each is looked into.
pub(super) const SHEETS: usize = 1024;

/// A sheet of cells.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) visible: bool,
    /// Where in the stream it begins.
    pub(super) at: usize,
}

/// What is said of all sheets.
#[derive(Debug)]
pub(super) struct Globals {
    pub(super) letters: Letters,
    pub(super) found: Found,
    pub(super) sheets: Vec<Listed>,
    pub(super) shared: Shared,
}

/// Why it cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// No workbook stands in the container, or only within another document.
    NoWorkbook,
    /// It was written by a program before Excel 5.
    TooOld,
    /// It is encrypted.
    Encrypted,
    /// It is encrypted since its structure is protected.
    Structure,
    /// Its texts are in a code page that is not known.
    CodePage(u16),
    /// Its end is missing.
    CutOff,
    /// Its records do not fit together.
    Records,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Self, Wrong> {
        let mut records = Records::new(stream);
        let first = records.next().ok_or(Wrong::CutOff)?;
        let letters = match (first.kind, first.u16(0)) {
            (BOF, Some(EXCEL_97)) => Letters::Unicode,
            // What they write who name no code page.
            (BOF, Some(EXCEL_95)) => Letters::CodePage(1252),
            (0x0009 | 0x0209 | 0x0409, _) => return Err(Wrong::TooOld),
            _ => return Err(Wrong::Records),
        };
        let mut globals = Self { letters, found: Found::default(), sheets: Vec::new(), shared: Shared::default() };
        for record in records {
            if record.kind == EOF {
                return Ok(globals);
            }
            globals.take(&record)?;
        }
        Err(Wrong::CutOff)
    }

    fn take(&mut self, record: &Record<'_>) -> Result<(), Wrong> {
        match record.kind {
            FILE_PASS => return Err(Wrong::Encrypted),
            CODE_PAGE => {
                if let (Letters::CodePage(page), Some(named)) = (&mut self.letters, record.u16(0)) {
                    *page = named;
                }
            }
            DATE_MODE => self.found.is_1904 = record.u16(0) == Some(1),
            FONT => self.found.font(record.u16(2).is_some_and(|flags| flags & 0x0008 != 0)),
            FORMAT => {
                let count = if matches!(self.letters, Letters::Unicode) { 2 } else { 1 };
                let number = record.u16(0).ok_or(Wrong::Records)?;
                self.found.codes.insert(number, self.text(record, 2, count)?);
            }
            XF => {
                let (font, format) = (record.u16(0), record.u16(2));
                let (font, format) = (usize::from(font.ok_or(Wrong::Records)?), format.ok_or(Wrong::Records)?);
                self.found.style(Style { format, font: self::font(font) });
            }
            BOUND_SHEET => self.list(record)?,
            // The fonts stand before it.
            SST => {
                let strikes = |number: usize| self.found.fonts.get(font(number)) == Some(&true);
                self.shared = Shared::read(record, strikes).ok_or(Wrong::Records)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Lists a sheet, if it has cells that a person fills.
    fn list(&mut self, record: &Record<'_>) -> Result<(), Wrong> {
        let (Some(at), Some(state), Some(kind)) = (record.u32(0), record.u8(4), record.u8(5)) else {
            return Err(Wrong::Records);
        };
        // Of too many it is enough to know that there are.
        if kind == 0 && self.sheets.len() <= SHEETS {
            let name = self.text(record, 6, 1)?.replace('\0', "");
            let at = usize::try_from(at).map_err(|_| Wrong::Records)?;
            // One sheet under two names would be ordered twice.
            if self.sheets.iter().any(|known| known.at == at) {
                return Err(Wrong::Records);
            }
            self.sheets.push(Listed { name, visible: state % 4 == 0, at });
        }
        Ok(())
    }

    /// A text of a record.
    pub(super) fn text(&self, record: &Record<'_>, at: usize, count: u32) -> Result<String, Wrong> {
        self.letters.text(record, at, count).ok_or(match self.letters {
            Letters::CodePage(page) if !Letters::knows(page) => Wrong::CodePage(page),
            Letters::CodePage(_) | Letters::Unicode => Wrong::Records,
        })
    }
}

/// Which font has a number: there is none of the number 4.
const fn font(number: usize) -> usize {
    if number > 4 { number - 1 } else { number }
}
