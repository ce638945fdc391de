//! The text on its way to the reader of records: where lines begin, and whether a quote is open.
//!
//! The reader of records takes whatever stands behind an unclosed quote for one cell, and counts
//! lines differently behind a CR LF and not at all behind a lone CR.

use std::collections::VecDeque;
use std::io::Read;

use crate::sheet::RowNo;

/// The longest row, over however many lines: more than 256 cells of the most that Excel holds.
const LONGEST: u64 = 16 << 20;

/// Why a text cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The quote opened in this line is not closed.
    OpenQuote(RowNo),
    /// This line is longer than any row.
    LongLine(RowNo),
}

/// Where the reading stands within the quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A cell begins.
    Start,
    /// Within a cell without quotes, or behind its closing quote.
    Plain,
    /// Within the quotes opened in this line.
    Quoted(u32),
    /// Behind a quote within those quotes: it closes, or it is doubled.
    Doubtful(u32),
}

/// A text that passes through.
pub(super) struct Lines<R> {
    text: R,
    separator: u8,
    /// Bytes that have passed.
    at: u64,
    /// The current line, from 0.
    line: u32,
    behind_cr: bool,
    /// Whether something has stood in the current line.
    begun: bool,
    /// Where each line begins that has something in it, from the first that nobody asked for.
    begins: VecDeque<(u64, u32)>,
    /// Where the current record begins.
    record: u64,
    state: State,
    trouble: Option<Trouble>,
}

impl<R: Read> Lines<R> {
    /// The text from its first line on, or from the second below a `sep=` line.
    pub(super) fn new(mut text: R, separator: u8, stated: bool) -> std::io::Result<Self> {
        let mut byte = [0];
        let mut rest = None;
        while stated && text.read(&mut byte)? == 1 {
            if matches!(byte[0], b'\n' | b'\r') {
                rest = (byte[0] == b'\r').then_some(());
                break;
            }
        }
        Ok(Self {
            text,
            separator,
            at: 0,
            line: first_line(stated).get() - 1,
            // The second half of a CR LF belongs to the line that was left out.
            behind_cr: rest.is_some(),
            begun: false,
            begins: VecDeque::new(),
            record: 0,
            state: State::Start,
            trouble: None,
        })
    }

    /// The line on which the record at this byte begins.
    pub(super) fn line_of(&mut self, begins: u64) -> RowNo {
        while self.begins.front().is_some_and(|(at, _)| *at < begins) {
            self.begins.pop_front();
        }
        RowNo::from_index(self.begins.front().map_or(self.line, |(_, line)| *line))
    }

    /// Why the text could not be read on.
    pub(super) const fn trouble(&self) -> Option<Trouble> {
        self.trouble
    }

    /// The quote that is open, at the end of the text.
    pub(super) const fn open_quote(&self) -> Option<Trouble> {
        match self.state {
            State::Quoted(line) => Some(Trouble::OpenQuote(RowNo::from_index(line))),
            _ => None,
        }
    }

    fn pass(&mut self, byte: u8) {
        let ends = matches!(byte, b'\r' | b'\n');
        if ends {
            // A CR LF ends one line, not two.
            if byte == b'\r' || !self.behind_cr {
                self.line = self.line.saturating_add(1);
            }
            self.begun = false;
        } else if !self.begun {
            self.begun = true;
            self.begins.push_back((self.at, self.line));
        }
        self.behind_cr = byte == b'\r';
        self.at += 1;
        self.state = match (self.state, byte) {
            (State::Start, b'"') => State::Quoted(self.line),
            (State::Quoted(line), b'"') => State::Doubtful(line),
            (State::Quoted(line), _) | (State::Doubtful(line), b'"') => State::Quoted(line),
            (_, byte) if ends || byte == self.separator => State::Start,
            _ => State::Plain,
        };
        if ends && self.state == State::Start {
            self.record = self.at;
        }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.text.read(buffer)?;
        for byte in &buffer[..read] {
            self.pass(*byte);
        }
        // An unclosed quote makes one cell of all that follows, which would be gathered in memory.
        if self.at - self.record > LONGEST {
            let trouble = self.open_quote().unwrap_or(Trouble::LongLine(RowNo::from_index(self.line)));
            self.trouble = Some(trouble);
            return Err(std::io::Error::other("a row without end"));
        }
        Ok(read)
    }
}

/// The first line of the table is row 1, or row 2 below a `sep=` line.
const fn first_line(stated: bool) -> RowNo {
    RowNo::from_index(stated as u32)
}
