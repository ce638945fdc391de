//! Texts as an `.xls` writes them: of one or two bytes a letter, and in several records if they are long; before
//! Excel 97, of bytes in a code page. \[MS-XLS\] 2.5.

use encoding_rs::Encoding;

use super::records::Record;

/// How the letters of a workbook are written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Letters {
    /// In Unicode, whatever code page is named: Excel 97 and later.
    Unicode,
    /// In a code page: Excel 5 and 95.
    CodePage(u16),
}

/// Bytes that go on in further pieces.
struct Pieces<'s> {
    all: Vec<&'s [u8]>,
    /// The piece that is read, and where in it.
    piece: usize,
    at: usize,
}

impl<'s> Pieces<'s> {
    fn of(record: &Record<'s>, at: usize) -> Self {
        Self { all: record.pieces(), piece: 0, at }
    }

    /// What is left of this piece; the next one's bytes if nothing is.
    fn here(&mut self) -> Option<&'s [u8]> {
        loop {
            let rest = self.all.get(self.piece)?.get(self.at..).unwrap_or_default();
            if !rest.is_empty() {
                return Some(rest);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.here()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        (0..bytes).try_fold(0, |number, at| Some(number | usize::from(self.byte()?) << (8 * at)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = self.here()?.len().min(bytes);
            self.at += step;
            bytes -= step;
        }
        Some(())
    }

    /// Letters, the first of whose flags was read; a further piece begins with flags of its own.
    fn letters(&mut self, mut count: usize, flags: u8, units: &mut Vec<u16>) -> Option<()> {
        let mut wide = flags & 1 != 0;
        units.clear();
        while count > 0 {
            let piece = self.piece;
            self.here()?;
            if self.piece != piece {
                wide = self.byte()? & 1 != 0;
            }
            let rest = self.all.get(self.piece)?.get(self.at..)?;
            let before = units.len();
            if wide {
                units.extend(rest.as_chunks::<2>().0.iter().take(count).map(|unit| u16::from_le_bytes(*unit)));
            } else {
                units.extend(rest.iter().take(count).map(|unit| u16::from(*unit)));
            }
            let taken = units.len() - before;
            if taken == 0 {
                return None;
            }
            self.at += if wide { taken * 2 } else { taken };
            count -= taken;
        }
        Some(())
    }

    /// A text whose count of letters was read, with what follows its letters: how parts of it look, and how it
    /// is pronounced.
    /// The fonts of the parts are told.
    fn unicode(&mut self, count: usize, units: &mut Vec<u16>, mut font: impl FnMut(usize)) -> Option<()> {
        let flags = self.byte()?;
        let runs = if flags & 0x08 != 0 { self.number(2)? } else { 0 };
        let more = if flags & 0x04 != 0 { self.number(4)? } else { 0 };
        self.letters(count, flags, units)?;
        for _ in 0..runs {
            self.skip(2)?;
            font(self.number(2)?);
        }
        self.skip(more)
    }
}

impl Letters {
    /// Whether a code page is known.
    pub(super) fn knows(page: u16) -> bool {
        encoding(page).is_some()
    }

    /// A text in a record, of which a count of one or of two bytes stands first.
    pub(super) fn text(self, record: &Record<'_>, at: usize, count: u32) -> Option<String> {
        let mut pieces = Pieces::of(record, at);
        let letters = pieces.number(count)?;
        match self {
            Self::Unicode => {
                let mut units = Vec::new();
                // Some programs leave the flags of an empty text out.
                if letters > 0 {
                    pieces.unicode(letters, &mut units, |_| {})?;
                }
                Some(String::from_utf16_lossy(&units))
            }
            Self::CodePage(page) => {
                let mut bytes = Vec::new();
                while bytes.len() < letters {
                    bytes.push(pieces.byte()?);
                }
                decoded(page, &bytes)
            }
        }
    }
}

/// The text of bytes in a code page; none if it is not known.
fn decoded(page: u16, bytes: &[u8]) -> Option<String> {
    if bytes.is_ascii() {
        return Some(bytes.iter().map(|byte| char::from(*byte)).collect());
    }
    let encoding = encoding(page)?;
    Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

fn encoding(page: u16) -> Option<&'static Encoding> {
    Some(match page {
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 | 32769 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 | 32768 => encoding_rs::MACINTOSH,
        10007 => encoding_rs::X_MAC_CYRILLIC,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    text: String,
    ends: Vec<usize>,
    /// Those of which a part is struck out.
    struck: Vec<usize>,
}

impl Shared {
    /// Reads them from their record; none if it breaks off before the last of those it counts. Some fonts strike
    /// out.
    pub(super) fn read(record: &Record<'_>, strikes: impl Fn(usize) -> bool) -> Option<Self> {
        let counted = usize::try_from(record.u32(4)?).ok()?;
        let (mut shared, mut units) = (Self::default(), Vec::new());
        let mut pieces = Pieces::of(record, 8);
        while pieces.here().is_some() {
            let mut struck = false;
            let read = pieces.number(2);
            let read = read.and_then(|count| pieces.unicode(count, &mut units, |font| struck |= strikes(font)));
            // Some programs count too few; what only fills the record up is no text.
            if read.is_none() {
                return (shared.ends.len() >= counted).then_some(shared);
            }
            shared
                .text
                .extend(char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
            if struck {
                shared.struck.push(shared.ends.len());
            }
            shared.ends.push(shared.text.len());
        }
        Some(shared)
    }

    /// Whether a part of a text is struck out.
    pub(super) fn is_struck(&self, at: usize) -> bool {
        self.struck.binary_search(&at).is_ok()
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(start..*self.ends.get(at)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::Records;
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_shared_text_goes_on_in_another_record_in_other_letters() {
        let first = [&[9, 0, 0, 0, 3, 0, 0, 0][..], &[2, 0, 0], b"OS", &[6, 0, 0], b"Tar"].concat();
        // Two letters in two bytes each, then one more record in one byte each.
        let second = [&[1][..], &wide("иф")].concat();
        // Runs and pronunciation follow the third text.
        let third = [&[0][..], b"f", &[1, 0, 0x0d, 1, 0, 2, 0, 0, 0], &wide("Ж"), &[1, 2, 3, 4], &[9]].concat();
        let stream = [record(0xfc, &first), record(0x3c, &second), record(0x3c, &third), record(0x3c, &[9])].concat();
        let shared =
            Shared::read(&Records::new(&stream).next().expect("a record"), |font| font == 0x0403).expect("texts");
        assert_eq!([0, 1, 2].map(|at| shared.is_struck(at)), [false, false, true]);
        let texts: Vec<&str> = (0..4).filter_map(|at| shared.get(at)).collect();
        assert_eq!(texts, ["OS", "Tarифf", "Ж"]);
    }

    #[test]
    fn shared_texts_that_break_off_are_none() {
        let read = |counted: u8, rest: &[u8]| {
            let stream = record(0xfc, &[&[9, 0, 0, 0, counted, 0, 0, 0][..], rest].concat());
            Shared::read(&Records::new(&stream).next().expect("a record"), |_| false).map(|shared| shared.ends.len())
        };
        assert_eq!(read(1, b"\x02\0\0OS"), Some(1));
        assert_eq!(read(2, b"\x02\0\0OS"), Some(1));
        assert_eq!(read(2, b"\x02\0\0OS\x09\0\0OS"), None);
        assert_eq!(read(1, b"\x02\0\0OS\x09\0\0OS"), Some(1));
        assert_eq!(read(1, b"\xff\xff\x01OSx"), None);
    }

    #[test]
    fn texts_of_excel_95_are_in_a_code_page() {
        let stream = record(0x204, b"\x04\0\xc4\xe8\xf1\xea");
        let record = Records::new(&stream).next().expect("a record");
        assert_eq!(Letters::CodePage(1251).text(&record, 0, 2).as_deref(), Some("Диск"));
        assert_eq!(Letters::CodePage(1200).text(&record, 0, 2), None);
        assert_eq!(Letters::CodePage(866).text(&record, 0, 2).as_deref(), Some("─шёъ"));
    }
}
