//! The package that the library is given: small, under the usual names, and with nothing in it that it
//! stumbles over. Large parts are unpacked while the library reads them.

use std::fmt::Write as _;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use super::archive::{Part, Unpacked};
use super::package::Package;
use super::survey::Survey;
use crate::reader::error::{Excess, SheetError};

/// So many bytes the library's reading of archives looks at from the end on at first. Nothing that has to be
/// unpacked stands among them.
const END: usize = 1024;

/// The part of the list of sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// The package for the library. It is read like a file that is an archive.
pub(super) struct Clean {
    package: Arc<Package>,
    pieces: Vec<Piece>,
    at: u64,
    /// The part that is being read: which piece, how far, and what is made of it.
    open: Option<(usize, u64, Unpacked)>,
    edited: Edited,
}

/// The sheet that is read with edits, as it was surveyed: set while the library holds the package.
#[derive(Clone, Default)]
pub(super) struct Edited(Arc<Mutex<Option<Surveyed>>>);

/// The number of a sheet, and what was found in it.
type Surveyed = (usize, Arc<Survey>);

impl Edited {
    /// Has the sheet of this number read with its edits.
    pub(super) fn set(&self, sheet: usize, survey: &Arc<Survey>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((sheet, Arc::clone(survey)));
    }

    fn make(&self, sheet: usize, from: u64, piece: &mut [u8]) {
        let edited = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, survey)) = edited.as_ref().filter(|(of, _)| *of == sheet) {
            survey.edits.make(from, piece);
        }
    }
}

impl std::fmt::Debug for Clean {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clean").field("at", &self.at).finish_non_exhaustive()
    }
}

/// A piece of the archive.
struct Piece {
    start: u64,
    length: u64,
    content: Content,
}

enum Content {
    Bytes(Vec<u8>),
    /// A part, and the number of its sheet if it is none of shared texts.
    Part(Part, Option<usize>),
}

impl Clean {
    /// Of a package.
    pub(super) fn new(file: &str, package: &Arc<Package>, edited: Edited) -> Result<Self, SheetError> {
        let mut making = Making::default();
        making.bytes("_rels/.rels", relations(&[("rId1", "officeDocument", WORKBOOK.to_owned())]));
        let numbered = || package.sheets.iter().zip(1..);
        let sheets: Vec<(String, String)> =
            numbered().map(|(_, no)| (format!("rId{no}"), format!("worksheets/sheet{no}.xml"))).collect();
        let related: Vec<(&str, &str, String)> =
            sheets.iter().map(|(id, target)| (id.as_str(), "worksheet", target.clone())).collect();
        making.bytes("xl/_rels/workbook.xml.rels", relations(&related));
        making.bytes(WORKBOOK, workbook(package));
        making.bytes("xl/styles.xml", package.styles.part.clone());
        if let Some(part) = &package.shared {
            making.part("xl/sharedStrings.xml", part, None);
        }
        for (at, (sheet, (_, target))) in package.sheets.iter().zip(&sheets).enumerate() {
            making.part(&format!("xl/{target}"), &sheet.part, Some(at));
        }
        let pieces = making.done().ok_or_else(|| {
            let largest = package.sheets.iter().max_by_key(|sheet| sheet.part.size);
            let name = largest.map(|sheet| sheet.part.name.clone()).unwrap_or_default();
            SheetError::too_large(file, Excess::Unpacked(name))
        })?;
        Ok(Self { package: Arc::clone(package), pieces, at: 0, open: None, edited })
    }

    fn piece(&self) -> Option<usize> {
        let at = self.pieces.partition_point(|piece| piece.start <= self.at).checked_sub(1)?;
        let piece = &self.pieces[at];
        (self.at < piece.start + piece.length).then_some(at)
    }

    /// Reads from a part, which is opened anew unless the library reads on.
    fn unpack(&mut self, at: usize, into: &mut [u8]) -> io::Result<usize> {
        let Content::Part(part, sheet) = &self.pieces[at].content else { return Ok(0) };
        let from = self.at - self.pieces[at].start;
        let open = self.open.take().filter(|(piece, done, _)| *piece == at && *done == from);
        let mut source = if let Some((_, _, source)) = open {
            source
        } else {
            let unpacked =
                self.package.archive.unpack("", part).map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
            skip(unpacked, from)?
        };
        let read = source.read(into)?;
        match sheet {
            Some(sheet) => self.edited.make(*sheet, from, &mut into[..read]),
            None => self.package.strings.edits.make(from, &mut into[..read]),
        }
        self.open = Some((at, from + read as u64, source));
        Ok(read)
    }
}

fn skip(mut source: Unpacked, bytes: u64) -> io::Result<Unpacked> {
    io::copy(&mut (&mut source).take(bytes), &mut io::sink())?;
    Ok(source)
}

impl Read for Clean {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(at) = self.piece() else { return Ok(0) };
        let piece = &self.pieces[at];
        let left = usize::try_from(piece.start + piece.length - self.at).unwrap_or(usize::MAX);
        let most = left.min(into.len());
        let read = match &piece.content {
            Content::Bytes(bytes) => {
                let from = usize::try_from(self.at - piece.start).unwrap_or(usize::MAX);
                let mut rest = bytes.get(from..).unwrap_or_default();
                rest.read(&mut into[..most])?
            }
            Content::Part(..) => self.unpack(at, &mut into[..most])?,
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Clean {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.pieces.last().map_or(0, |piece| piece.start + piece.length);
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => end.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

fn relations(all: &[(&str, &str, String)]) -> String {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut part = String::from("<Relationships>");
    for (id, kind, target) in all {
        let _ = write!(part, "<Relationship Id=\"{id}\" Type=\"{TYPE}/{kind}\" Target=\"{target}\"/>");
    }
    part + "</Relationships>"
}

fn workbook(package: &Package) -> String {
    let days = u8::from(package.from_1904);
    let mut part = format!("<workbook><workbookPr date1904=\"{days}\"/><sheets>");
    for (sheet, no) in package.sheets.iter().zip(1..) {
        let name = quick_xml::escape::escape(sheet.name.as_str());
        let state = if sheet.visible { "visible" } else { "hidden" };
        let _ = write!(part, "<sheet name=\"{name}\" state=\"{state}\" id=\"rId{no}\"/>");
    }
    part + "</sheets></workbook>"
}

/// An archive in the making: nothing in it is packed.
#[derive(Default)]
struct Making {
    pieces: Vec<Piece>,
    end: u64,
    /// The list of the parts at its end.
    list: Vec<u8>,
    parts: u16,
    over: bool,
}

impl Making {
    fn bytes(&mut self, name: &str, content: String) {
        self.head(name, content.len() as u64, crc32fast::hash(content.as_bytes()));
        self.piece(content.len() as u64, Content::Bytes(content.into_bytes()));
    }

    /// A part is edited while it is read, and its checksum was looked at before.
    fn part(&mut self, name: &str, part: &Part, sheet: Option<usize>) {
        self.head(name, part.size, 0);
        self.piece(part.size, Content::Part(part.clone(), sheet));
    }

    fn piece(&mut self, length: u64, content: Content) {
        self.pieces.push(Piece { start: self.end, length, content });
        self.end += length;
    }

    /// What stands before a part, and what is said of it in the list.
    fn head(&mut self, name: &str, size: u64, crc: u32) {
        let (Ok(size), Ok(start)) = (u32::try_from(size), u32::try_from(self.end)) else {
            self.over = true;
            return;
        };
        let length = u16::try_from(name.len()).unwrap_or(0);
        // Version 2.0, no flags, stored, at midnight of the first day that there is.
        let mut facts = Vec::new();
        for half in [20_u16, 0, 0, 0, 33] {
            facts.extend(half.to_le_bytes());
        }
        for word in [crc, size, size] {
            facts.extend(word.to_le_bytes());
        }
        facts.extend(length.to_le_bytes());
        facts.extend([0; 2]);
        let head = [b"PK\x03\x04", facts.as_slice(), name.as_bytes()].concat();
        let entry = [b"PK\x01\x02\x14\0", facts.as_slice(), &[0; 10], &start.to_le_bytes(), name.as_bytes()].concat();
        self.list.extend(entry);
        self.parts += 1;
        self.piece(head.len() as u64, Content::Bytes(head));
    }

    /// The pieces; none if they are more than an archive can hold.
    fn done(mut self) -> Option<Vec<Piece>> {
        self.piece(END as u64, Content::Bytes(vec![0; END]));
        let (start, length) = (u32::try_from(self.end).ok()?, u32::try_from(self.list.len()).ok()?);
        let mut list = std::mem::take(&mut self.list);
        list.extend(b"PK\x05\x06\0\0\0\0");
        for _ in 0..2 {
            list.extend(self.parts.to_le_bytes());
        }
        list.extend(length.to_le_bytes());
        list.extend(start.to_le_bytes());
        list.extend([0; 2]);
        self.piece(list.len() as u64, Content::Bytes(list));
        (!self.over).then_some(self.pieces)
    }
}
