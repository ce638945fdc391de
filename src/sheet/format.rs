//! What a file is: its content decides, not its name.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::{Kind, SheetError};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `.xlsx` and `.xlsm`.
    Workbook,
    /// `.csv` and `.tsv`.
    Text,
}

/// Looks at the first bytes, and into an archive's list of entries.
pub(super) fn of(file: &str, handle: &mut File) -> Result<Format, SheetError> {
    let io = |error: std::io::Error| SheetError::Io { file: file.to_owned(), why: error.to_string() };
    let mut head = Vec::new();
    handle.by_ref().take(4096).read_to_end(&mut head).map_err(io)?;
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    let not = |kind| Err(SheetError::NotASheet { file: file.to_owned(), kind });
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return match archive(file, handle)? {
            None => Ok(Format::Workbook),
            Some(kind) => not(kind),
        };
    }
    match kind_of_text(&head) {
        None => Ok(Format::Text),
        Some(kind) => not(kind),
    }
}

/// What an archive holds; none for a workbook.
fn archive(file: &str, handle: &mut File) -> Result<Option<Kind>, SheetError> {
    let archive = zip::ZipArchive::new(&mut *handle)
        .map_err(|error| SheetError::Damaged { file: file.to_owned(), why: error.to_string() })?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    let kind = if has("xl/workbook.xml") {
        None
    } else if has("xl/workbook.bin") {
        Some(Kind::BinaryExcel)
    } else if has("word/document.xml") {
        Some(Kind::Document)
    } else if has("mimetype") && has("content.xml") {
        Some(Kind::OpenDocument)
    } else {
        Some(Kind::Archive)
    };
    drop(archive);
    let io = |error: std::io::Error| SheetError::Io { file: file.to_owned(), why: error.to_string() };
    handle.seek(SeekFrom::Start(0)).map_err(io)?;
    Ok(kind)
}

/// What a file that is no archive is; none for text that may be a table.
fn kind_of_text(head: &[u8]) -> Option<Kind> {
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Some(Kind::OldExcel);
    }
    if head.starts_with(b"%PDF") {
        return Some(Kind::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return Some(Kind::Document);
    }
    let wide =
        head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) || super::encoding::wide(head).is_some();
    if wide {
        return None;
    }
    if head.contains(&0) {
        return Some(Kind::Binary);
    }
    let text = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    if text.is_empty() {
        return Some(Kind::Empty);
    }
    if ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|start| text.starts_with(start)) {
        return Some(Kind::Html);
    }
    if text.starts_with("<?xml") {
        return Some(if text.contains("<html") { Kind::Html } else { Kind::Xml });
    }
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    (head.iter().filter(control).count() * 50 > head.len()).then_some(Kind::Binary)
}
