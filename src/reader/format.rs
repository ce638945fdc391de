//! What a file is: its content decides, not its name.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::content::Content;
use super::error::{Damage, Kind, PartDamage, SheetError};

/// The largest file of a format whose reader holds all of it, in bytes.
pub(super) const HELD_WHOLE: u64 = 20 << 20;

/// How the first bytes of a file tell that it has to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outside {
    /// An archive, or a file of an old Microsoft program: a workbook, if it is a sheet at all.
    Container,
    /// Text.
    Text,
}

/// A format of workbooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `.xlsx` and `.xlsm`.
    Xlsx,
    /// Excel's binary workbook.
    Xlsb,
    /// Excel's old workbook.
    Xls,
    /// OpenDocument.
    Ods,
}

impl Format {
    /// Its usual ending.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
        }
    }
}

/// The first bytes of an old Microsoft file.
const OLE: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Looks at the first bytes.
pub(super) fn outside(file: &str, handle: &mut File) -> Result<Outside, SheetError> {
    // Chosen by mistake: the mark lies beside the sheet that is meant, where hidden files are shown.
    if file.starts_with("~$") || (file.starts_with(".~lock.") && file.ends_with('#')) {
        return Err(SheetError::not_a_sheet(file, Kind::Lock));
    }
    let io = |error: std::io::Error| SheetError::io(file, &error);
    let mut head = Vec::new();
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    handle.by_ref().take(4096).read_to_end(&mut head).map_err(io)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(&OLE) {
        return Ok(Outside::Container);
    }
    match kind(&head) {
        None => Ok(Outside::Text),
        Some(kind) => Err(SheetError::not_a_sheet(file, kind)),
    }
}

/// Looks into a container.
pub(super) fn inside(file: &str, handle: &mut Content) -> Result<Format, SheetError> {
    let io = |error: std::io::Error| SheetError::io(file, &error);
    let mut head = [0; 4];
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    handle.read_exact(&mut head).map_err(io)?;
    if head == OLE {
        return old(file, handle);
    }
    let archive = zip::ZipArchive::new(&mut *handle).map_err(|error| match error {
        zip::result::ZipError::InvalidArchive(_) => SheetError::Damaged { file: file.to_owned(), why: Damage::CutOff },
        _ => SheetError::Damaged { file: file.to_owned(), why: PartDamage::Unpacking(file.to_owned()).into() },
    })?;
    // A program shows the one, and another reads the other.
    // What stands before an archive may be another one.
    if archive.has_duplicate_names() || archive.offset() != 0 {
        return Err(SheetError::Damaged { file: file.to_owned(), why: PartDamage::OneName.into() });
    }
    // Names of parts do not regard case (OPC), and some programs write `\\`.
    let names = archive.file_names().filter_map(|name| Some(name.ok()?.replace('\\', "/").to_ascii_lowercase()));
    let names: Vec<String> = names.collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    // The workbook may have any name.
    let has_workbook = |end: &str| {
        let is = |name: &String| name.strip_suffix(end).is_some_and(|name| name.starts_with("xl/workbook"));
        names.iter().any(is)
    };
    let not = |kind| Err(SheetError::not_a_sheet(file, kind));
    if has_workbook(".xml") {
        Ok(Format::Xlsx)
    } else if has_workbook(".bin") {
        Ok(Format::Xlsb)
    } else if has("word/document.xml") || has("ppt/presentation.xml") {
        not(Kind::Document)
    } else if has("mimetype") && has("content.xml") {
        of_open_document(file, handle)
    } else if has("index/document.iwa") {
        not(Kind::Numbers)
    } else {
        not(Kind::Archive)
    }
}

/// An OpenDocument file says in its first part what it is, and in its manifest whether it is
/// encrypted.
fn of_open_document(file: &str, handle: &mut Content) -> Result<Format, SheetError> {
    let cut = |_| SheetError::Damaged { file: file.to_owned(), why: Damage::CutOff };
    let mut archive = zip::ZipArchive::new(handle).map_err(cut)?;
    let mut part = |name: &str| {
        let mut text = String::new();
        // What is not text, or not there, says nothing.
        archive.by_name(name).ok().and_then(|part| part.take(1 << 20).read_to_string(&mut text).ok());
        text
    };
    if !part("mimetype").contains("spreadsheet") {
        return Err(SheetError::not_a_sheet(file, Kind::Document));
    }
    if part("META-INF/manifest.xml").contains("encryption-data") {
        return Err(SheetError::not_a_sheet(file, Kind::Protected));
    }
    Ok(Format::Ods)
}

/// An old Microsoft file is what the names of its streams say, which stand in it in UTF-16.
fn old(file: &str, handle: &mut Content) -> Result<Format, SheetError> {
    let io = |error: std::io::Error| SheetError::io(file, &error);
    let mut content = Vec::new();
    let length = handle.len().map_err(io)?;
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    handle.take(HELD_WHOLE).read_to_end(&mut content).map_err(io)?;
    // An entry of the directory begins at a multiple of 128 bytes with the name.
    // The case of a name says nothing.
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        content.chunks(128).any(|entry| entry.get(..wide.len()).is_some_and(|start| start.eq_ignore_ascii_case(&wide)))
    };
    let not = |kind| Err(SheetError::not_a_sheet(file, kind));
    // The header names the sector of the directory; sectors of 512 bytes follow the header.
    let directory = content.get(48..52).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes);
    // A download that broke off has its header, but ends before the directory that names the streams.
    let whole = (u64::from(directory) + 2) * 512 <= length;
    // First, since a protected `.xlsx` stands in an old container as well.
    if names("EncryptedPackage") {
        not(Kind::Protected)
    } else if names("Workbook") || names("Book") {
        Ok(Format::Xls)
    } else if names("WordDocument") {
        not(Kind::Word)
    } else if !whole || length < 1536 {
        Err(SheetError::Damaged { file: file.to_owned(), why: Damage::CutOff })
    } else {
        not(Kind::OldOffice)
    }
}

/// What a file that is no container is; none for text that may be a table.
fn kind(head: &[u8]) -> Option<Kind> {
    let magic: [(&[u8], Kind); 10] = [
        // The size of its header and the first bytes of its class (MS-SHLLINK).
        (b"\x4c\0\0\0\x01\x14\x02\0", Kind::Shortcut),
        (b"%PDF", Kind::Pdf),
        (b"{\\rtf", Kind::Document),
        (b"\x89PNG", Kind::Picture),
        (b"\xff\xd8\xff", Kind::Picture),
        (b"GIF8", Kind::Picture),
        (b"Rar!", Kind::Archive),
        (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
        (b"\x1f\x8b", Kind::Archive),
        (b"BZh", Kind::Archive),
    ];
    if let Some((_, kind)) = magic.iter().find(|(start, _)| head.starts_with(start)) {
        return Some(*kind);
    }
    // The first record of a workbook that stands in no container, as Excel 4 and earlier wrote it.
    if let [9, 0 | 2 | 4 | 8, 4..=16, 0, ..] = head {
        return Some(Kind::OldExcel);
    }
    if super::encoding::is_utf_32(head) {
        return Some(Kind::Utf32);
    }
    let encoding = encoding_rs::Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let wide = encoding.or_else(|| super::encoding::wide(head)).filter(|encoding| *encoding != encoding_rs::UTF_8);
    if head.iter().all(|byte| *byte == 0) {
        return Some(Kind::Empty);
    }
    // What old systems fill up the end of a text with says nothing of the rest.
    let filling = head.iter().rev().take_while(|byte| matches!(byte, 0 | 0x1a | b'\r' | b'\n')).count();
    let text = &head[..head.len() - filling];
    // One zero byte is a slip, which is told at its cell; many are no text.
    let zeros = text.split(|byte| *byte == 0).count() - 1;
    if wide.is_none() && zeros * 10 > text.len() {
        return Some(Kind::Binary);
    }
    let control = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127);
    // A few stray control characters do stand in tables that other programs export.
    let controls = text.iter().filter(control).count();
    let (text, _) = wide.unwrap_or(encoding_rs::UTF_8).decode_with_bom_removal(head);
    if let Some(kind) = kind_of_text(text.trim_start()) {
        return Some(kind);
    }
    (wide.is_none() && controls * 50 > head.len()).then_some(Kind::Binary)
}

fn kind_of_text(text: &str) -> Option<Kind> {
    let text = text.to_lowercase();
    if text.is_empty() {
        return Some(Kind::Empty);
    }
    // Many programs export such a page under the name of a workbook, and Excel opens it.
    let page = ["<!doctype html", "<html", "<table", "<head", "<meta", "<style", "<body", "<div", "<!--"];
    // What a browser saves as a single file.
    let saved = text.starts_with("mime-version:") || text.starts_with("from: <saved by");
    if saved || page.iter().any(|start| text.starts_with(start)) {
        return Some(Kind::Html);
    }
    // What is kept of a table on the web by Google Drive, and by Windows.
    if (text.starts_with('{') && text.contains("docs.google.com")) || text.starts_with("[internetshortcut]") {
        return Some(Kind::Link);
    }
    let xml = text.starts_with("<?xml") || text.starts_with("<workbook") || text.starts_with("<office:");
    xml.then(|| {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") || text.contains("excel.sheet") {
            Kind::Excel2003Xml
        } else if text.contains("<html") {
            Kind::Html
        } else if text.contains("opendocument.spreadsheet") {
            Kind::FlatOpenDocument
        } else {
            Kind::Xml
        }
    })
}
