//! What calamine takes no notice of in an `.ods`: that its content breaks off. It would look for the rest
//! for ever.

use std::fs::File;
use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// Whether the content ends before all that it began. What is wrong in another way is left to the reader
/// of the cells.
pub(super) fn is_cut(handle: File) -> bool {
    let Ok(mut archive) = ZipArchive::new(handle) else { return false };
    let Ok(part) = archive.by_name("content.xml") else { return false };
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, part));
    let (mut buffer, mut depth) = (Vec::new(), 0_u64);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth > 0,
            Err(quick_xml::Error::Syntax(_)) => return true,
            Err(_) => return false,
            Ok(_) => {}
        }
    }
}
