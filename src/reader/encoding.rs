//! The encoding of a text file, and the text as a stream of UTF-8.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Take};

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::guess::{Guess, guess};
use super::{Damage, SheetError};
use crate::sheet::RowNo;

/// So much of a file is shown to the detection, from its first byte that is not ASCII on.
const SHOWN: usize = 1 << 20;

/// So many characters beyond ASCII make a text that is surely UTF-8.
const SURELY: usize = 8;

/// Finds out how a file is encoded: by its byte order mark; UTF-16 without one by its zero bytes;
/// valid UTF-8; else windows-1251, unless the words of the text prove another encoding of Russian.
pub(super) fn of(file: &str, handle: &mut File) -> Result<Guess, SheetError> {
    let io = |error: std::io::Error| SheetError::io(file, &error);
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut head = Vec::new();
    handle.by_ref().take(4096).read_to_end(&mut head).map_err(io)?;
    let sure = |encoding| Ok(Guess { encoding, doubtful: None });
    if let Some(encoding) = Encoding::for_bom(&head).map(|(encoding, _)| encoding).or_else(|| wide(&head)) {
        return sure(encoding);
    }
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    match first_fault(handle).map_err(io)? {
        None => sure(UTF_8),
        // So much valid UTF-8 is no accident: the file is made of two, and any one encoding garbles a part.
        Some(fault) if fault.wide_before >= SURELY => {
            let why = Damage::NotOneEncoding { line: RowNo::from_index(fault.lines_before) };
            Err(SheetError::Damaged { file: file.to_owned(), why })
        }
        Some(_) => {
            handle.seek(SeekFrom::Start(0)).map_err(io)?;
            by_words(handle).map_err(io)
        }
    }
}

/// UTF-16 without a mark: the letters of Latin, Cyrillic and punctuation have few upper bytes, which
/// all stand on the same side, among them the zero of separators and line ends.
pub(super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    if pairs < 4 {
        return None;
    }
    let is_upper = |side: usize| {
        let bytes = || head.chunks_exact(2).map(|pair| pair[side]);
        let upper = bytes().filter(|byte| matches!(byte, 0 | 0x04 | 0x20 | 0x21)).count();
        upper * 10 >= pairs * 9 && bytes().any(|byte| byte == 0)
    };
    match (is_upper(0), is_upper(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32, by its mark or by its zero bytes: no letter needs the upper half of its four.
pub(super) fn is_utf_32(head: &[u8]) -> bool {
    let zeros = |side: usize| head.chunks_exact(4).all(|four| four[side] == 0 && four[side + 1] == 0);
    let letters = head.chunks_exact(4).all(|four| four != [0; 4]);
    let marked = head.starts_with(&[0xff, 0xfe, 0, 0]) || head.starts_with(&[0, 0, 0xfe, 0xff]);
    head.len() >= 16 && (marked || letters) && (zeros(0) || zeros(2))
}

/// The first bytes that are not UTF-8.
struct Fault {
    /// Characters beyond ASCII in front of them.
    wide_before: usize,
    /// Line ends in front of them.
    lines_before: u32,
}

fn first_fault(handle: &mut File) -> std::io::Result<Option<Fault>> {
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let (mut raw, mut text) = (vec![0; 1 << 16], vec![0; 1 << 17]);
    let mut fault = Fault { wide_before: 0, lines_before: 0 };
    loop {
        let read = handle.read(&mut raw)?;
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(&raw[..read], &mut text, read == 0);
        for byte in &text[..written] {
            fault.wide_before += usize::from(*byte >= 0xc0);
            fault.lines_before = fault.lines_before.saturating_add(u32::from(*byte == b'\n'));
        }
        match result {
            DecoderResult::Malformed(..) => return Ok(Some(fault)),
            DecoderResult::InputEmpty | DecoderResult::OutputFull if read == 0 => return Ok(None),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
}

/// By what stands in the first stretch that is not ASCII.
fn by_words(handle: &mut File) -> std::io::Result<Guess> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let mut raw = vec![0; 1 << 16];
    let mut shown = Vec::new();
    while shown.len() < SHOWN {
        let read = handle.read(&mut raw)?;
        if read == 0 {
            break;
        }
        // Leading ASCII tells nothing, and would use up what may be shown.
        if !shown.is_empty() || !raw[..read].is_ascii() {
            detector.feed(&raw[..read], false);
            shown.extend_from_slice(&raw[..read]);
        }
    }
    detector.feed(&[], true);
    Ok(guess(&shown, detector.guess(Some(b"ru"), chardetng::Utf8Detection::Deny)))
}

/// So much of a file's end is looked at for what old systems fill it up with.
const TAIL: u64 = 4096;

/// Where the text ends: in front of the Ctrl-Z, and of the zeros behind it, that DOS and CP/M wrote
/// at the end of a file.
fn end(handle: &mut File, encoding: &'static Encoding) -> std::io::Result<u64> {
    let length = handle.seek(SeekFrom::End(0))?;
    let from = length.saturating_sub(TAIL) & !1;
    handle.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    handle.by_ref().take(TAIL + 1).read_to_end(&mut tail)?;
    let unit = if encoding == UTF_16LE || encoding == UTF_16BE { 2 } else { 1 };
    // The other byte of such a sign is zero in UTF-16, whichever comes first.
    let sign = |unit: &[u8]| unit.iter().copied().max().filter(|_| unit.len() == 1 || unit.contains(&0));
    let filling = |unit: &&[u8]| matches!(sign(unit), Some(0x1a | 0 | b'\r' | b'\n'));
    let run = tail.chunks(unit).rev().take_while(filling).count();
    let begins = tail.len().div_ceil(unit) - run;
    let ctrl_z = tail.chunks(unit).skip(begins).position(|unit| sign(unit) == Some(0x1a));
    Ok(ctrl_z.map_or(length, |at| from + ((begins + at) * unit) as u64))
}

/// A file's text as UTF-8, decoded while it is read.
pub(super) struct Utf8<'f> {
    /// The file up to where its text ends.
    handle: Take<&'f mut File>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` is still to be decoded.
    waiting: std::ops::Range<usize>,
    /// Text for which the reader had no room: a character may be longer than what it asks for.
    over: VecDeque<u8>,
    ended: bool,
    finished: bool,
}

/// So much room takes any character.
const ROOM: usize = 8;

impl<'f> Utf8<'f> {
    /// The text from the beginning, without its byte order mark and a final Ctrl-Z.
    pub(super) fn new(handle: &'f mut File, encoding: &'static Encoding) -> std::io::Result<Self> {
        let end = end(handle, encoding)?;
        handle.seek(SeekFrom::Start(0))?;
        let decoder = encoding.new_decoder_with_bom_removal();
        Ok(Self {
            handle: handle.take(end),
            decoder,
            raw: vec![0; 1 << 15],
            waiting: 0..0,
            over: VecDeque::new(),
            ended: false,
            finished: false,
        })
    }
}

impl Utf8<'_> {
    fn decode(&mut self, text: &mut [u8]) -> std::io::Result<usize> {
        while !self.finished {
            if self.waiting.is_empty() && !self.ended {
                let read = self.handle.read(&mut self.raw)?;
                self.waiting = 0..read;
                self.ended = read == 0;
            }
            let (result, taken, written, _) =
                self.decoder.decode_to_utf8(&self.raw[self.waiting.clone()], text, self.ended);
            self.waiting.start += taken;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl Read for Utf8<'_> {
    fn read(&mut self, text: &mut [u8]) -> std::io::Result<usize> {
        if self.over.is_empty() && text.len() >= ROOM {
            return self.decode(text);
        }
        // A character may need more room than the reader of records offers at the end of its buffer.
        if self.over.is_empty() {
            let mut room = [0; ROOM];
            let written = self.decode(&mut room)?;
            self.over.extend(&room[..written]);
        }
        self.over.read(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_asks_for_single_bytes_gets_the_whole_text() {
        let text = "Тариф;№ 1\n€𝄞".repeat(3);
        let mut file = tempfile::tempfile().expect("a file");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        std::io::Write::write_all(&mut file, &wide).expect("written");
        for room in [1, 2, 7, 8, 100] {
            let mut reader = Utf8::new(&mut file, UTF_16LE).expect("text");
            let (mut read, mut buffer) = (Vec::new(), vec![0; room]);
            loop {
                match reader.read(&mut buffer).expect("read") {
                    0 => break,
                    count => read.extend(&buffer[..count]),
                }
            }
            assert_eq!(String::from_utf8(read).expect("text"), text, "{room}");
        }
    }
}
