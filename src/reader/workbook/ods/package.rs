//! The parts of an `.ods` as text.

use std::io::Read;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::reader::content::Content;
use crate::reader::error::{Damage, PartDamage};

/// The part that holds the tables.
pub(super) const CONTENT: &str = "content.xml";

/// The most bytes of a part. The gate has counted them already.
const PART: u64 = 192 << 20;

/// The content of a part; none if there is no such part.
pub(super) fn part(archive: &mut ZipArchive<Content>, name: &'static str) -> Result<Option<String>, Damage> {
    let names = archive.file_names().filter_map(|known| Some(known.ok()?.replace('\\', "/")));
    let alike = names.filter(|known| known.eq_ignore_ascii_case(name)).count();
    // Of two parts whose names differ by case alone, some programs read the one and some the other.
    if alike > 1 {
        return Err(PartDamage::SameName(name.to_owned()).into());
    }
    let unpacking = || PartDamage::Unpacking(name.to_owned());
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        // It may have been written in a way, or with a password, that is not known here.
        Err(_) => return Err(unpacking().into()),
    };
    let mut bytes = Vec::new();
    part.take(PART).read_to_end(&mut bytes).map_err(|_| unpacking())?;
    let encoding = encoding(&bytes);
    let text = if encoding == UTF_8 {
        String::from_utf8(bytes).ok()
    } else {
        encoding.decode_without_bom_handling_and_without_replacement(&bytes).map(std::borrow::Cow::into_owned)
    };
    let text = text.ok_or_else(|| PartDamage::Unclear { part: name.to_owned(), at: None })?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// The encoding of XML: that of its mark, or of its first character, or the one that it names.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => return UTF_16LE,
        [0xfe, 0xff, ..] | [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    let head = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let named = head.split("?>").next().and_then(|head| head.split_once("encoding"));
    let named = named.and_then(|(_, rest)| rest.trim_start_matches(['=', ' ', '"', '\'']).split(['"', '\'']).next());
    named
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|found| found.is_ascii_compatible())
        .unwrap_or(UTF_8)
}
