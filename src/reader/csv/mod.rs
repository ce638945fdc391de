//! Text tables: `;`, `,`, TAB, `|` or what a `sep=` line says; quotes as RFC 4180.
//!
//! A file is gone through as a stream, several times: for its encoding, its separator, its rows.

mod lines;
mod quirks;

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use self::lines::{Lines, Trouble};
pub(super) use self::quirks::{Doubts, guarded, is_formula};
use super::encoding::{self, Utf8};
use super::error::{Columns, Excess, SheetError};
use super::guess::Guess;
use super::headers::{self, HEADER_ROWS};
use super::raw::{Each, RawRow, error_word};
use crate::sheet::problem::{Diagnostic, FileProblem, Place, Problem, TextProblem};
use crate::sheet::{Cell, Col, Value};

/// The largest text file that is read, in MiB.
const LARGEST: u64 = 512;

/// The widest row that is read, as in Excel.
const WIDEST: usize = 16_384;

/// A text table whose encoding and separator are known.
#[derive(Debug)]
pub(super) struct Text {
    handle: File,
    /// Whether a `sep=` line stands above the table.
    stated: bool,
    separator: u8,
    encoding: &'static Encoding,
    /// What the encoding was guessed by, where it is not proved.
    doubtful: Option<String>,
}

impl Text {
    /// Finds a file's encoding and separator: the one that gives the most known headers.
    pub(super) fn read(file: &str, mut handle: File, asked: Option<&'static Encoding>) -> Result<Self, SheetError> {
        let io = |error: std::io::Error| SheetError::io(file, &error);
        if handle.metadata().map_err(io)?.len() > LARGEST << 20 {
            return Err(SheetError::too_large(file, Excess::File(LARGEST)));
        }
        let asked = asked.map(|encoding| Guess { encoding, doubtful: None });
        let Guess { encoding, doubtful } = asked.map_or_else(|| encoding::of(file, &mut handle), Ok)?;
        let stated = stated_separator(&mut handle, encoding).map_err(io)?;
        let mut text = Self { handle, stated: stated.is_some(), separator: stated.unwrap_or(b';'), encoding, doubtful };
        if stated.is_none() {
            text.separator = text.best_separator(file)?;
        }
        Ok(text)
    }

    /// What was found: `csv (windows-1251, ;)`.
    pub(super) fn describe(&self) -> String {
        let separator = if self.separator == b'\t' { "TAB".to_owned() } else { char::from(self.separator).to_string() };
        format!("csv ({}, {separator})", self.encoding.name().to_lowercase())
    }

    /// Whether the encoding is a guess.
    pub(super) fn note(&self) -> Option<Diagnostic> {
        let encoding = self.encoding.name().to_lowercase();
        let problem = |sample: &String| TextProblem::EncodingGuessed { encoding, sample: sample.clone() };
        let problem = self.doubtful.as_ref().map(problem)?;
        Some(Diagnostic { place: Place::Sheet, problem: Problem::Cell(problem.into()) })
    }

    /// The character between cells.
    pub(super) const fn separator(&self) -> char {
        self.separator as char
    }

    /// The first rows, in which the header is looked for.
    pub(super) fn head(&mut self, file: &str) -> Result<Vec<RawRow>, SheetError> {
        let (rows, trouble) = self.head_with(file, self.separator)?;
        match trouble {
            // Where the header was found all the same, the rows are read up to the trouble first.
            Some(trouble) if headers::header_row(&rows).is_none() => Err(refusal(file, trouble)),
            _ => Ok(rows),
        }
    }

    /// All rows with something in them.
    pub(super) fn rows(&mut self, file: &str, each: Each<'_>) -> Result<(), SheetError> {
        match self.each_row(file, self.separator, each)? {
            None => Ok(()),
            Some(trouble) => Err(refusal(file, trouble)),
        }
    }

    fn head_with(&mut self, file: &str, separator: u8) -> Result<(Vec<RawRow>, Option<Trouble>), SheetError> {
        let mut rows = Vec::new();
        let trouble = self.each_row(file, separator, &mut |row| {
            if row.no.get() > HEADER_ROWS {
                return ControlFlow::Break(());
            }
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        Ok((rows, trouble))
    }

    fn best_separator(&mut self, file: &str) -> Result<u8, SheetError> {
        let mut best = (b';', 0);
        // Of equals the first stays: `;` is what Excel writes where the decimal sign is a comma.
        for separator in [b';', b'\t', b',', b'|'] {
            let (rows, _) = self.head_with(file, separator)?;
            let known = rows.iter().map(|row| headers::known(&row.cells)).max().unwrap_or(0);
            if known > best.1 {
                best = (separator, known);
            }
        }
        Ok(best.0)
    }

    fn each_row(&mut self, file: &str, separator: u8, each: Each<'_>) -> Result<Option<Trouble>, SheetError> {
        let io = |error: &std::io::Error| SheetError::io(file, error);
        let text = Utf8::new(&mut self.handle, self.encoding).map_err(|error| io(&error))?;
        let lines = Lines::new(text, separator, self.stated).map_err(|error| io(&error))?;
        // Flexible: a row with more cells than the header is told at its place, and does not end the reading.
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .buffer_capacity(1 << 16)
            .from_reader(lines);
        let mut record = ::csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(reader.get_ref().open_quote()),
                Err(error) => {
                    return match (reader.get_ref().trouble(), error.into_kind()) {
                        (Some(trouble), _) => Ok(Some(trouble)),
                        (None, ::csv::ErrorKind::Io(error)) => Err(io(&error)),
                        (None, other) => Err(SheetError::damaged(file, &format!("{other:?}"))),
                    };
                }
            }
            let begins = record.position().map_or(0, ::csv::Position::byte);
            let no = reader.get_mut().line_of(begins);
            let cells: Vec<(Col, Cell)> = (0..)
                .zip(record.iter().take(WIDEST))
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(col, text)| (Col::from_index(col), cell(text)))
                .collect();
            if !cells.is_empty() && each(RawRow { no, cells, hidden: false, marks: Vec::new() }).is_break() {
                return Ok(None);
            }
        }
    }
}

/// A cell of text; what Excel exports for an error is an error here too, and `="0042"` is the text that
/// spreadsheet programs show.
fn cell(text: &str) -> Cell {
    if let Some(shown) = quirks::text_formula(text) {
        return Cell::text(shown);
    }
    let value = if error_word(text) { Value::Error(text.trim().to_owned()) } else { Value::Text(text.to_owned()) };
    Cell { value, formula: false }
}

fn refusal(file: &str, trouble: Trouble) -> SheetError {
    match trouble {
        Trouble::OpenQuote(line) => {
            let found = vec![Diagnostic::of_sheet(FileProblem::OpenQuote { line })];
            SheetError::Columns(Columns { file: file.to_owned(), sheet: None, found, russian: false })
        }
        Trouble::LongLine(line) => SheetError::too_large(file, Excess::Line(line)),
    }
}

/// The separator that a first line such as `sep=;` states. A spreadsheet program that saved the file
/// again may have padded the line with separators.
fn stated_separator(handle: &mut File, encoding: &'static Encoding) -> std::io::Result<Option<u8>> {
    let mut head = Vec::new();
    Utf8::new(handle, encoding)?.take(256).read_to_end(&mut head)?;
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let Some(stated) = line.get(..4).filter(|word| word.eq_ignore_ascii_case(b"sep=")).map(|_| &line[4..]) else {
        return Ok(None);
    };
    let Some((separator, rest)) = stated.split_first() else { return Ok(None) };
    let fits = separator.is_ascii_punctuation() || matches!(separator, b'\t' | b' ');
    Ok((fits && *separator != b'"' && rest.iter().all(|byte| byte == separator)).then_some(*separator))
}

/// How many lines a quoted cell goes over, if it looks as if it had taken rows in: a line of it holds
/// separators. A text that people write may hold a few.
pub(super) fn swallowed(text: &str, separator: char, free_text: bool) -> Option<u32> {
    let most = text.lines().map(|line| line.matches(separator).count()).max()?;
    let lines = text.trim_end().lines().count();
    (lines > 1 && most >= if free_text { 3 } else { 1 }).then(|| u32::try_from(lines).unwrap_or(u32::MAX))
}
