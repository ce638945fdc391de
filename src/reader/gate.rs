//! The gate in front of an archive: its parts are counted while they are unpacked to nowhere,
//! before any reader holds one of them.

use std::io::Read;

use zip::ZipArchive;

use super::content::Content;
use super::error::{Damage, Excess, PartDamage, SheetError};
use super::format::Format;
use crate::sheet::names::RESULTS_MARK;

/// The most entries of the archive.
const ENTRIES: usize = 4096;

/// The most bytes that the parts which are held in memory may unpack to: texts shared by cells,
/// styles, the list of sheets, and all of an `.xlsb` or `.ods`.
const HELD: u64 = 192 << 20;

/// The most texts shared by cells: each costs memory however short it is.
const SHARED: usize = 4_000_000;

/// The parts of an `.ods` that anything is read of. Its macros are XML as well, with a DOCTYPE of their own.
const READ: [&str; 5] = ["content.xml", "styles.xml", "meta.xml", "settings.xml", "meta-inf/manifest.xml"];

/// The property that marks a results workbook, as its bytes stand in the file.
const MARK: &[u8] = RESULTS_MARK.as_bytes();

/// What the gate found.
pub(super) struct Admitted {
    /// Whether the workbook carries the mark of results.
    pub(super) results: bool,
}

/// Admits an archive that is within the limits: an `.xlsb` or an `.ods`, of which all may be held.
pub(super) fn admit(file: &str, handle: &mut Content, format: Format) -> Result<Admitted, SheetError> {
    let bad = |why: Damage| SheetError::Damaged { file: file.to_owned(), why };
    let unpacking = |part: &str| bad(PartDamage::Unpacking(part.to_owned()).into());
    let mut archive = ZipArchive::new(handle).map_err(|_| bad(Damage::CutOff))?;
    if archive.len() > ENTRIES {
        return Err(SheetError::too_large(file, Excess::Parts(archive.len())));
    }
    let (mut held, mut results) = (0_u64, false);
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| unpacking(file))?;
        let name = part.name().map_err(|_| unpacking(file))?.into_owned();
        let lower = name.to_ascii_lowercase();
        // Pictures and the like are never unpacked.
        let end = lower.rsplit('.').next().unwrap_or_default();
        if !matches!(end, "xml" | "rels" | "bin" | "vml") {
            continue;
        }
        let marks = matches!(lower.as_str(), "docprops/custom.xml" | "meta.xml");
        // Counted by unpacking: an archive may state any size that its maker likes.
        let found = inspect(&mut part, HELD - held, marks).map_err(|_| unpacking(&name))?;
        held += found.bytes;
        if held >= HELD || found.shared > SHARED {
            return Err(SheetError::too_large(file, Excess::Unpacked(name)));
        }
        // No spreadsheet program writes one, and its entities can be made to fill any memory.
        let read = format != Format::Ods || READ.contains(&lower.as_str());
        if found.doctype && end != "bin" && read {
            return Err(bad(Damage::Doctype(name)));
        }
        results |= found.marked;
    }
    Ok(Admitted { results })
}

/// What is found in a part while it is unpacked to nowhere.
#[derive(Debug, Default)]
struct Found {
    bytes: u64,
    shared: usize,
    doctype: bool,
    marked: bool,
}

fn inspect(part: &mut impl Read, limit: u64, marks: bool) -> std::io::Result<Found> {
    let mut found = Found::default();
    let mut buffer = vec![0; 1 << 16];
    let mut kept = 0;
    let mut part = part.take(limit);
    loop {
        let read = part.read(&mut buffer[kept..])?;
        found.bytes += read as u64;
        let filled = &buffer[..kept + read];
        // What begins in the tail is looked at with the next reading, when it is whole.
        let tail = if read == 0 { filled.len() } else { filled.len().saturating_sub(MARK.len()) };
        for (at, _) in filled[..tail].iter().enumerate().filter(|(_, byte)| **byte == b'<') {
            found.shared += usize::from(filled[at..].starts_with(b"<si"));
            found.doctype |= filled[at..].get(..9).is_some_and(|text| text.eq_ignore_ascii_case(b"<!DOCTYPE"));
        }
        found.marked |= marks && filled.windows(MARK.len()).any(|text| text == MARK);
        if read == 0 {
            return Ok(found);
        }
        let end = filled.len();
        buffer.copy_within(tail..end, 0);
        kept = end - tail;
    }
}
