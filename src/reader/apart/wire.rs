//! Messages on the pipe between the reader of a workbook and the program: a length, a kind, a body.
//! Rows are written compactly and exactly (a number's every bit); what comes once is JSON.
//!
//! By hand, not by `postcard`: cells have one serde form, the JSON that ledgers keep (what is usual is left out, older
//! ones have `null` for a number), and a format without names cannot read that back. A second set of types would be as
//! long as this.

use std::io::{Read, Write};

use crate::reader::error::SheetError;
use crate::reader::head::Head;
use crate::reader::raw::{Mark, RawRow};
use crate::sheet::{Cell, CellRef, Col, Held, RowNo, Shown, TwoReadings, Value};

/// The longest message. A batch of rows is far below, unless the file is made to be wide.
const LONGEST: u32 = 256 << 20;

/// Most messages are shorter than that.
const USUAL: usize = 1 << 16;

/// What the reader says.
#[derive(Debug)]
pub(super) enum Message {
    /// What was found of the sheet and its columns. Comes first.
    Head(Box<Result<Head, SheetError>>),
    /// The next rows.
    Rows(Vec<RawRow>),
    /// There are no more rows. Comes last.
    End(Box<Result<(), SheetError>>),
}

/// Writes a message that comes once.
pub(super) fn write(out: &mut impl Write, message: &Message) -> std::io::Result<()> {
    let mut body = Vec::new();
    match message {
        Message::Head(head) => {
            body.push(b'H');
            serde_json::to_writer(&mut body, head)?;
        }
        Message::Rows(rows) => return rows.iter().collect::<Batch>().write(out),
        Message::End(end) => {
            body.push(b'E');
            serde_json::to_writer(&mut body, end)?;
        }
    }
    put(out, &body)
}

/// A message of rows in the making: each is written down as it comes, and not held.
pub(super) struct Batch {
    body: Vec<u8>,
    /// How many rows there are.
    pub(super) rows: usize,
}

impl Batch {
    pub(super) fn new() -> Self {
        Self { body: vec![b'R'], rows: 0 }
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &RawRow) {
        put_row(&mut self.body, row);
        self.rows += 1;
    }

    /// How many bytes the message has.
    pub(super) const fn length(&self) -> usize {
        self.body.len()
    }

    /// Writes the message, after which it is empty again.
    pub(super) fn write(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        let written = put(out, &self.body);
        self.body.truncate(1);
        self.rows = 0;
        written
    }
}

impl<'r> FromIterator<&'r RawRow> for Batch {
    fn from_iter<I: IntoIterator<Item = &'r RawRow>>(rows: I) -> Self {
        let mut batch = Self::new();
        rows.into_iter().for_each(|row| batch.add(row));
        batch
    }
}

fn put(out: &mut impl Write, body: &[u8]) -> std::io::Result<()> {
    let length = u32::try_from(body.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| std::io::Error::other("a message without end"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(body)
}

/// Takes the next message as it stands; none at the end, or when it cannot be one.
pub(super) fn take(answers: &mut impl Read) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    answers.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    // It grows with what comes: a wrong length must not ask for memory by itself.
    let mut body = Vec::with_capacity(usize::try_from(length).ok()?.min(USUAL));
    answers.take(u64::from(length.min(LONGEST))).read_to_end(&mut body).ok()?;
    (body.len() as u64 == u64::from(length)).then_some(body)
}

/// What a message says; none when it is none.
pub(super) fn message(body: &[u8]) -> Option<Message> {
    let (kind, rest) = body.split_first()?;
    match kind {
        b'H' => Some(Message::Head(serde_json::from_slice(rest).ok()?)),
        b'E' => Some(Message::End(serde_json::from_slice(rest).ok()?)),
        b'R' => {
            let mut body = Body(rest);
            let mut rows = Vec::new();
            while !body.0.is_empty() {
                rows.push(body.row()?);
            }
            Some(Message::Rows(rows))
        }
        _ => None,
    }
}

fn put_row(body: &mut Vec<u8>, row: &RawRow) {
    body.extend(row.no.get().to_le_bytes());
    body.push(u8::from(row.hidden));
    body.extend(u32::try_from(row.cells.len()).unwrap_or(0).to_le_bytes());
    for (col, cell) in &row.cells {
        body.extend(col.index().to_le_bytes());
        put_cell(body, cell);
    }
    body.extend(u32::try_from(row.marks.len()).unwrap_or(0).to_le_bytes());
    for (col, mark) in &row.marks {
        body.extend(col.index().to_le_bytes());
        body.push(match mark {
            Mark::HiddenColumn => 0,
            Mark::Struck => 1,
            Mark::Comment => 2,
        });
    }
}

fn put_cell(body: &mut Vec<u8>, cell: &Cell) {
    // One byte for the kind and the formula: a sheet may have millions of cells.
    let mut tag = |tag: u8| body.push(tag | u8::from(cell.formula) << 7);
    match &cell.value {
        Value::Text(text) => {
            tag(0);
            put_text(body, text);
        }
        Value::Number(number) => {
            tag(1);
            body.extend(number.to_bits().to_le_bytes());
        }
        Value::Bool(truth) => tag(2 + u8::from(*truth)),
        Value::Date(text) => {
            tag(4);
            put_text(body, text);
        }
        Value::Error(text) => {
            tag(5);
            put_text(body, text);
        }
        Value::NoValue => tag(6),
        Value::Merged(with) => {
            tag(7);
            body.extend(with.row.get().to_le_bytes());
            body.extend(with.col.index().to_le_bytes());
        }
        Value::TwoReadings(both) => {
            tag(10);
            put_text(body, &both.read);
            put_text(body, &both.written);
        }
        Value::Shown(shown) => {
            tag(8 + u8::from(shown.rounded));
            put_text(body, &shown.text);
            put_text(body, &shown.code);
            match &shown.stored {
                Held::Number(number) => {
                    body.push(0);
                    body.extend(number.to_bits().to_le_bytes());
                }
                Held::Text(text) => {
                    body.push(1);
                    put_text(body, text);
                }
            }
        }
    }
}

fn put_text(body: &mut Vec<u8>, text: &str) {
    body.extend(u32::try_from(text.len()).unwrap_or(0).to_le_bytes());
    body.extend(text.as_bytes());
}

/// What is still to be read of a message. Every reading is none at its end.
struct Body<'b>(&'b [u8]);

impl Body<'_> {
    fn bytes(&mut self, count: usize) -> Option<&[u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.bytes(N)?.try_into().ok()
    }

    fn word(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn row_no(&mut self) -> Option<RowNo> {
        Some(RowNo::from_index(self.word()?.checked_sub(1)?))
    }

    fn col(&mut self) -> Option<Col> {
        self.array().map(u16::from_le_bytes).map(Col::from_index)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.word()?).ok()?;
        str::from_utf8(self.bytes(length)?).ok().map(str::to_owned)
    }

    fn row(&mut self) -> Option<RawRow> {
        let no = self.row_no()?;
        let [hidden] = self.array()?;
        let count = self.word()?;
        // It grows with what comes: a wrong number must not ask for memory by itself.
        let mut cells = Vec::with_capacity(usize::try_from(count).ok()?.min(64));
        for _ in 0..count {
            cells.push((self.col()?, self.cell()?));
        }
        let count = self.word()?;
        let mut marks = Vec::new();
        for _ in 0..count {
            marks.push((self.col()?, self.mark()?));
        }
        Some(RawRow { no, cells, hidden: hidden == 1, marks })
    }

    fn mark(&mut self) -> Option<Mark> {
        match self.array()? {
            [0] => Some(Mark::HiddenColumn),
            [1] => Some(Mark::Struck),
            [2] => Some(Mark::Comment),
            _ => None,
        }
    }

    fn shown(&mut self, rounded: bool) -> Option<Shown> {
        let (text, code) = (self.text()?, self.text()?);
        let stored = match self.array()? {
            [0] => Held::Number(f64::from_bits(self.array().map(u64::from_le_bytes)?)),
            [1] => Held::Text(self.text()?),
            _ => return None,
        };
        Some(Shown { text, stored, rounded, code })
    }

    fn cell(&mut self) -> Option<Cell> {
        let [tag] = self.array()?;
        let value = match tag & 0x7f {
            0 => Value::Text(self.text()?),
            1 => Value::Number(f64::from_bits(self.array().map(u64::from_le_bytes)?)),
            2 => Value::Bool(false),
            3 => Value::Bool(true),
            4 => Value::Date(self.text()?),
            5 => Value::Error(self.text()?),
            6 => Value::NoValue,
            7 => Value::Merged(CellRef { row: self.row_no()?, col: self.col()? }),
            10 => Value::TwoReadings(Box::new(TwoReadings { read: self.text()?, written: self.text()? })),
            tag @ (8 | 9) => Value::Shown(Box::new(self.shown(tag == 9)?)),
            _ => return None,
        };
        Some(Cell { value, formula: tag & 0x80 != 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(answers: &mut impl Read) -> Option<Message> {
        message(&take(answers)?)
    }

    fn shown(stored: Held, rounded: bool) -> Value {
        let (text, code) = ("2 ТБ".to_owned(), "0 \"ТБ\"".to_owned());
        Value::Shown(Box::new(Shown { text, stored, rounded, code }))
    }

    fn rows() -> Vec<RawRow> {
        let at = CellRef { row: RowNo::from_index(4), col: Col::from_index(2) };
        let values = [
            Value::Text("КVМ".to_owned()),
            Value::Number(199.99),
            Value::Number(-0.0),
            Value::Bool(true),
            Value::Bool(false),
            Value::Date("2026-12-03".to_owned()),
            Value::Error("#REF!".to_owned()),
            Value::NoValue,
            Value::Merged(at),
            shown(Held::Number(0.1 + 0.2), true),
            shown(Held::Text("db".to_owned()), false),
            Value::TwoReadings(Box::new(TwoReadings { read: "40".to_owned(), written: "400".to_owned() })),
        ];
        let cell = |(col, value)| (Col::from_index(col), Cell { value, formula: col % 2 == 1 });
        let cells = (0..).zip(values).map(cell).collect();
        let last = RowNo::from_index(1_048_575);
        let marks = [Mark::HiddenColumn, Mark::Struck, Mark::Comment].map(|mark| (Col::from_index(3), mark)).into();
        let bare = RawRow::new(last, Vec::new());
        vec![RawRow { no: last, cells, hidden: true, marks }, bare]
    }

    #[test]
    fn what_is_written_is_read() {
        let mut pipe = Vec::new();
        write(&mut pipe, &Message::Rows(rows())).expect("written");
        write(&mut pipe, &Message::End(Box::new(Ok(())))).expect("written");
        let mut pipe = pipe.as_slice();
        assert!(matches!(read(&mut pipe), Some(Message::Rows(read)) if read == rows()));
        assert!(matches!(read(&mut pipe), Some(Message::End(end)) if end.is_ok()));
        assert!(read(&mut pipe).is_none());
    }

    #[test]
    fn what_breaks_off_is_no_message() {
        let mut pipe = Vec::new();
        write(&mut pipe, &Message::Rows(rows())).expect("written");
        for end in 0..pipe.len() {
            assert!(read(&mut &pipe[..end]).is_none(), "{end}");
        }
        // A length that lies within the message.
        for cut in 5..pipe.len() - 4 {
            let mut short = u32::try_from(cut - 4).expect("a length").to_le_bytes().to_vec();
            short.extend(&pipe[4..cut]);
            if let Some(Message::Rows(read)) = read(&mut short.as_slice()) {
                assert!(read.len() < rows().len());
            }
        }
    }
}
