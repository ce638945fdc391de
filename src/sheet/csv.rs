//! Text tables: `;`, `,`, TAB, `|` or what a `sep=` line says; quotes as RFC 4180.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use super::encoding::decode;
use super::headers::{self, RawRow};
use super::{Columns, HEADER_ROWS, SheetError};
use crate::diagnostic::{Diagnostic, FileProblem};
use crate::row::{Cell, Col, RowNo};

/// The largest text file that is read.
const LARGEST: u64 = 512 << 20;

/// The widest row that is read, as in Excel.
const WIDEST: usize = 16_384;

/// A text table, decoded, its separator known.
#[derive(Debug)]
pub(super) struct Text {
    content: String,
    /// Where the table begins: behind a `sep=` line.
    start: usize,
    separator: u8,
    encoding: &'static Encoding,
}

impl Text {
    /// Reads and decodes a file and finds its separator: the one that gives the most known headers.
    pub(super) fn read(file: &str, handle: &mut File, asked: Option<&'static Encoding>) -> Result<Self, SheetError> {
        let mut bytes = Vec::new();
        handle
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| SheetError::Io { file: file.to_owned(), why: error.to_string() })?;
        if bytes.len() as u64 > LARGEST {
            let why = format!("more than {} MiB", LARGEST >> 20);
            return Err(SheetError::TooLarge { file: file.to_owned(), why });
        }
        let decoded = decode(bytes, asked);
        let (start, stated) = separator_line(&decoded.text);
        let mut text = Self { content: decoded.text, start, separator: b';', encoding: decoded.encoding };
        text.separator = stated.unwrap_or_else(|| text.best_separator());
        if let Some(line) = open_quote(&text.content[start..], text.separator) {
            let line = RowNo::from_index(line + u32::from(start > 0));
            let found = vec![Diagnostic::of_sheet(FileProblem::OpenQuote { line })];
            return Err(SheetError::Columns(Columns { file: file.to_owned(), sheet: None, found }));
        }
        Ok(text)
    }

    /// What was found: `csv (windows-1251, ;)`.
    pub(super) fn describe(&self) -> String {
        let separator = if self.separator == b'\t' { "TAB".to_owned() } else { char::from(self.separator).to_string() };
        format!("csv ({}, {separator})", self.encoding.name().to_lowercase())
    }

    /// The first rows, in which the header is looked for.
    pub(super) fn head(&mut self) -> Vec<RawRow> {
        self.head_with(self.separator)
    }

    /// All rows with something in them.
    pub(super) fn rows(&self, each: super::Each<'_>) {
        self.each_row(self.separator, each);
    }

    fn head_with(&self, separator: u8) -> Vec<RawRow> {
        let mut rows = Vec::new();
        self.each_row(separator, &mut |row| {
            if row.0.get() > HEADER_ROWS {
                return ControlFlow::Break(());
            }
            rows.push(row);
            ControlFlow::Continue(())
        });
        rows
    }

    fn best_separator(&self) -> u8 {
        let known =
            |separator: u8| self.head_with(separator).iter().map(|(_, cells)| headers::known(cells)).max().unwrap_or(0);
        // `max_by_key` takes the last of equals, so the most usual one comes last.
        [b'|', b',', b'\t', b';'].into_iter().max_by_key(|separator| known(*separator)).unwrap_or(b';')
    }

    fn each_row(&self, separator: u8, each: super::Each<'_>) {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(&self.content.as_bytes()[self.start..]);
        let mut lines = Lines { text: self.content.as_bytes(), at: 0, line: 0 };
        let mut record = ::csv::StringRecord::new();
        // Reading from memory in UTF-8 with any number of fields does not fail.
        while reader.read_record(&mut record).unwrap_or(false) {
            let begins = record.position().map_or(0, ::csv::Position::byte);
            let no = RowNo::from_index(lines.at(self.start + usize::try_from(begins).unwrap_or(usize::MAX)));
            let cells: Vec<(Col, Cell)> = (0..)
                .zip(record.iter().take(WIDEST))
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(col, text)| (Col::from_index(col), Cell::text(text)))
                .collect();
            if !cells.is_empty() && each((no, cells)).is_break() {
                return;
            }
        }
    }
}

/// Counts lines while going through a text. The reader's own count is one too low behind a CR LF,
/// whose second half it leaves to the next record.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line, from 0, of the first byte from `begins` on that ends no line.
    fn at(&mut self, begins: usize) -> u32 {
        while let Some(byte) = self.text.get(self.at) {
            if self.at >= begins && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line = self.line.saturating_add(u32::from(*byte == b'\n'));
            self.at += 1;
        }
        self.line
    }
}

/// A first line such as `sep=;`: where the table begins, and the separator.
fn separator_line(text: &str) -> (usize, Option<u8>) {
    let line = text.lines().next().unwrap_or_default();
    let Some(stated) = line.trim_end_matches('\r').strip_prefix("sep=") else { return (0, None) };
    let &[separator] = stated.as_bytes() else { return (0, None) };
    let start = text.find('\n').map_or(text.len(), |end| end + 1);
    (start, Some(separator))
}

/// The line, from 0, of a quote that is opened and never closed.
fn open_quote(text: &str, separator: u8) -> Option<u32> {
    let (mut line, mut opened) = (0_u32, None);
    let mut field_start = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += u32::from(byte == b'\n');
        match (opened, byte) {
            (None, b'"') if field_start => opened = Some(line),
            (Some(_), b'"') if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        field_start = opened.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
    }
    opened
}
