//! One cell of a sheet's part: where it stands, and what is written in it.

use std::io::Read;

use calamine::Dimensions;

use super::area::area;
use super::edits::Edits;
use super::markup::{Attribute, Mark, resolve};
use super::plain::{self, Holds};
use super::spaces::Spaces;
use super::trouble::Trouble;
use super::written::{content, runs, unescaped};
use crate::reader::address;

/// Reads cells.
pub(super) struct Cells<R> {
    pub(super) part: Spaces<R>,
    /// What the last cell says as text.
    pub(super) text: String,
    /// What the library is given otherwise than it stands there.
    pub(super) edits: Edits,
    /// How many texts cells may share.
    pub(super) strings: usize,
}

/// A cell; row and column count from 0.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) col: u32,
    /// Which of the workbook's styles it has.
    pub(super) style: usize,
    /// Whether some of its own text is struck out.
    pub(super) struck: bool,
    pub(super) formula: bool,
    /// The cells whose results its formula makes, if they are several.
    pub(super) computes: Option<Dimensions>,
    pub(super) written: Written,
}

/// What is written in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Written {
    Nothing,
    Number(f64),
    /// The text of the reader.
    Text,
    Bool(bool),
    /// One of the texts that cells share.
    Shared(usize),
    /// An error value; its word is the text of the reader.
    Error,
    /// A day in ISO form, as text.
    Day,
    /// What can be read in several ways, or in none; as it stands, as text.
    Unclear,
}

impl Written {
    /// Which of the texts that cells share it is.
    pub(super) const fn shared(self) -> Option<usize> {
        match self {
            Self::Shared(at) => Some(at),
            _ => None,
        }
    }
}

/// What a cell says of its value: the kind, and where it says so.
struct Kind {
    is: Is,
    /// From where to where the attribute stands.
    stands: (u64, u64),
}

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Number,
    Shared,
    Inline,
    Result,
    Bool,
    Error,
    Day,
    Other,
}

/// Where a value stands in the part, and whether it stands there in one piece.
struct Stands {
    from: u64,
    to: u64,
    plain: bool,
}

impl Stands {
    /// Takes the space around digits from the library.
    fn edit(&self, own: &str, edits: &mut Edits) {
        let digits = own.trim_ascii();
        if self.plain && digits.len() < own.len() {
            edits.number(self.from, self.to, digits);
        }
    }
}

impl Is {
    // Letter by letter: there are as many as cells.
    const fn of(name: &[u8]) -> Self {
        match name {
            [b'n'] => Self::Number,
            [b's'] => Self::Shared,
            [b's', b't', b'r'] => Self::Result,
            [b'i', b'n', b'l', b'i', b'n', b'e', b'S', b't', b'r'] => Self::Inline,
            [b'b'] => Self::Bool,
            [b'e'] => Self::Error,
            [b'd'] => Self::Day,
            _ => Self::Other,
        }
    }
}

impl<R: Read> Cells<R> {
    /// Reads the cell that comes next, if it is written as nearly all are. Mark by mark it would say the same.
    pub(super) fn plain(&mut self) -> Option<Cell> {
        let plain = plain::cell(self.part.ahead()?)?;
        let written = match plain.holds {
            Holds::Nothing => Written::Nothing,
            Holds::Number => Written::Number(plain.text.parse().ok()?),
            Holds::Shared => Written::Shared(plain.text.parse().ok().filter(|at| *at < self.strings)?),
            Holds::Text => Written::Text,
        };
        self.text.clear();
        self.text.push_str(plain.text);
        let ((row, col), style, length) = (plain.at, plain.style, plain.length);
        self.part.pass(length);
        Some(Cell { row, col, style, struck: false, formula: false, computes: None, written })
    }

    /// Reads the cell whose element has begun; it stands there if it does not say where.
    pub(super) fn cell(&mut self, next: (u32, u32)) -> Result<Cell, Trouble> {
        let (mut kind, mut clear) = (Kind { is: Is::Number, stands: (0, 0) }, true);
        let mut cell = Cell {
            row: next.0,
            col: next.1,
            style: 0,
            struck: false,
            formula: false,
            computes: None,
            written: Written::Nothing,
        };
        let begin = self.part.at();
        for one in self.part.element().attributes().filter(|one| one.prefix.is_empty()) {
            match one.name {
                [b'r'] => (cell.row, cell.col) = at(&one)?,
                [b's'] => match style(&one) {
                    Some((style, plain)) => {
                        cell.style = style;
                        if !plain {
                            let at = begin + one.at as u64;
                            self.edits.number(at, at + one.value.len() as u64, &style.to_string());
                        }
                    }
                    None => clear = false,
                },
                [b't'] => {
                    let from = begin + one.from as u64;
                    kind =
                        Kind { is: Is::of(one.value), stands: (from, begin + (one.at + one.value.len()) as u64 + 1) };
                }
                _ => {}
            }
        }
        if cell.col >= address::COLS {
            return Err(Trouble::NoSuchCell(cell.address()));
        }
        self.value(&mut cell, &kind)?;
        if !clear && cell.written != Written::Nothing {
            cell.written = Written::Unclear;
        }
        Ok(cell)
    }

    fn value(&mut self, cell: &mut Cell, kind: &Kind) -> Result<(), Trouble> {
        let outside = self.part.depth() - 1;
        let mut values = 0;
        self.text.clear();
        loop {
            match self.part.next()? {
                Mark::Open { .. } => match self.part.name() {
                    Some([b'v']) => {
                        values += 1;
                        self.v(cell, kind, values)?;
                    }
                    Some([b'i', b's']) => {
                        values += 1;
                        let mut text = String::new();
                        let runs = runs(&mut self.part, &mut text)?;
                        if !runs.resolved {
                            return Err(Trouble::Unknown(cell.address()));
                        }
                        cell.struck |= runs.struck;
                        self.add(&text, values);
                        cell.written = if kind.is == Is::Inline { Written::Text } else { Written::Unclear };
                    }
                    Some([b'f']) => self.formula(cell)?,
                    None if is_data(self.part.element().name) => {
                        return Err(Trouble::Foreign(String::from_utf8_lossy(self.part.element().name).into_owned()));
                    }
                    None if self.part.element().name == b"AlternateContent" => {
                        return Err(Trouble::Foreign("AlternateContent".to_owned()));
                    }
                    _ => {
                        let from = self.part.at() - 1;
                        self.part.skip()?;
                        self.edits.blank(from, self.part.behind());
                    }
                },
                Mark::Close if self.part.depth() == outside => break,
                Mark::End => return Err(Trouble::Cut),
                _ => {}
            }
        }
        // Two values are one too many, whatever the library takes.
        if values > 1 {
            cell.written = Written::Unclear;
        }
        Ok(())
    }

    fn add(&mut self, text: &str, values: usize) {
        if values > 1 {
            self.text.push_str(" / ");
        }
        self.text.push_str(text);
    }

    fn v(&mut self, cell: &mut Cell, kind: &Kind, values: usize) -> Result<(), Trouble> {
        let from = self.part.behind();
        let mut text = std::mem::take(&mut self.text);
        let before = text.len();
        if values > 1 {
            text.push_str(" / ");
        }
        let start = text.len();
        let found = content(&mut self.part, &mut text)?;
        self.text = text;
        if !found.resolved {
            return Err(Trouble::Unknown(cell.address()));
        }
        let to = self.part.at().saturating_sub(2);
        let own = &self.text[start..];
        if own.is_empty() && kind.is != Is::Result {
            self.text.truncate(before);
            return Ok(());
        }
        let stands = Stands { from, to, plain: found.plain };
        cell.written = self.judged(kind, start, &stands);
        Ok(())
    }

    /// What the text that begins there in that of the reader is as a value of this kind.
    fn judged(&mut self, kind: &Kind, start: usize, stands: &Stands) -> Written {
        let own = &self.text[start..];
        match kind.is {
            Is::Number => match own.trim_ascii().parse() {
                Ok(number) => {
                    stands.edit(own, &mut self.edits);
                    Written::Number(number)
                }
                Err(_) => self.unclear(kind),
            },
            Is::Shared => {
                match own.trim_ascii().parse::<usize>().ok().filter(|at| *at < self.strings && !own.contains('+')) {
                    Some(at) => {
                        stands.edit(own, &mut self.edits);
                        Written::Shared(at)
                    }
                    None => self.unclear(kind),
                }
            }
            Is::Bool => match own.trim_ascii() {
                "0" | "false" => Written::Bool(false),
                "1" | "true" => Written::Bool(true),
                _ => self.unclear(kind),
            },
            Is::Result => {
                let clear = unescaped(&self.text[start..]).into_owned();
                self.text.truncate(start);
                self.text.push_str(&clear);
                Written::Text
            }
            Is::Day => Written::Day,
            Is::Error => {
                // The library knows few words for errors and gives up at any other.
                self.edits.blank(kind.stands.0, kind.stands.1);
                Written::Error
            }
            Is::Inline | Is::Other => self.unclear(kind),
        }
    }

    /// A value that is none of its kind: the library would refuse the whole file.
    fn unclear(&mut self, kind: &Kind) -> Written {
        if kind.stands != (0, 0) && kind.is != Is::Inline {
            self.edits.blank(kind.stands.0, kind.stands.1);
        }
        Written::Unclear
    }

    fn formula(&mut self, cell: &mut Cell) -> Result<(), Trouble> {
        let begin = self.part.at();
        let element = self.part.element();
        cell.formula = true;
        let find = |name: &[u8]| element.attributes().find(|one| one.prefix.is_empty() && one.name == name);
        let of = find(b"t").filter(|of| matches!(of.value, b"array" | b"dataTable"));
        if of.is_some() {
            cell.computes = element.value("ref").as_deref().and_then(area);
        }
        // A formula that is shared under no number, or under none that is clean, the library gives up at.
        let shared = find(b"t").filter(|of| of.value == b"shared");
        let number = find(b"si").is_some_and(|si| !si.value.is_empty() && si.value.iter().all(u8::is_ascii_digit));
        let area_of =
            find(b"ref").is_none_or(|one| std::str::from_utf8(one.value).is_ok_and(|text| area(text).is_some()));
        if let Some(shared) = shared.filter(|_| !number || !area_of) {
            let to = begin + (shared.at + shared.value.len()) as u64 + 1;
            self.edits.blank(begin + shared.from as u64, to);
        }
        self.part.skip()?;
        Ok(())
    }
}

fn is_data(name: &[u8]) -> bool {
    matches!(name, b"v" | b"is" | b"f" | b"t")
}

/// Where a cell says that it stands.
fn at(one: &Attribute<'_>) -> Result<(u32, u32), Trouble> {
    let no_such = || {
        let mut text = String::new();
        resolve(one.value, &mut text);
        Trouble::NoSuchCell(text)
    };
    std::str::from_utf8(one.value).ok().and_then(address::cell).ok_or_else(no_such)
}

/// The number of a style, and whether it is written as a clean number; none if it is no number.
fn style(one: &Attribute<'_>) -> Option<(usize, bool)> {
    let clean = std::str::from_utf8(one.value).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(number) = clean.and_then(|text| text.parse().ok()) {
        return Some((number, true));
    }
    let mut text = String::new();
    resolve(one.value, &mut text);
    Some((text.trim().parse().ok()?, false))
}

impl Cell {
    /// Its address.
    pub(super) fn address(&self) -> String {
        address::name(self.row, self.col)
    }
}
