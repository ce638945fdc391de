//! Whether another program holds a file open: Excel leaves `~$name` beside it, LibreOffice
//! `.~lock.name#`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::sheet::problem::{Diagnostic, FileProblem};

/// Finds the person in a mark.
type User = fn(&[u8]) -> Option<String>;

/// A warning if a mark stands beside the file, with the person it names.
pub(super) fn beside(path: &Path) -> Option<Diagnostic> {
    let name = path.file_name()?.to_str()?;
    let marks = [(format!("~${name}"), excel_user as User), (format!(".~lock.{name}#"), libre_office_user)];
    marks.into_iter().find(|(lock, _)| path.with_file_name(lock).is_file()).map(|(lock, user)| {
        let by = content(&path.with_file_name(&lock)).and_then(|content| user(&content));
        let by = by.map(|by| by.trim().to_owned()).filter(|by| !by.is_empty());
        Diagnostic::of_sheet(FileProblem::OpenElsewhere { lock, by })
    })
}

/// What stands in a mark; none if it cannot be read (Excel may keep it locked).
fn content(lock: &Path) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    File::open(lock).ok()?.take(4096).read_to_end(&mut content).ok()?;
    Some(content)
}

/// Excel writes a length and the name in the system's encoding, padded to 55 bytes, then the same
/// in UTF-16.
fn excel_user(content: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes(content.get(55..57)?.try_into().ok()?));
    let wide =
        content.get(57..)?.chunks_exact(2).take(length.min(52)).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(wide).filter_map(Result::ok).filter(|c| *c != '\0').collect())
}

/// LibreOffice writes the name, the login, the machine and more, separated by commas.
fn libre_office_user(content: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(content);
    let mut fields = text.split([',', ';']).map(str::trim).filter(|field| !field.is_empty());
    // The name is empty where nobody has entered one; then the login names the person.
    fields.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_person_is_read_from_the_mark() {
        let mut mark = vec![4];
        mark.extend(b"Anna");
        mark.resize(55, b' ');
        mark.extend(4_u16.to_le_bytes());
        mark.extend("Анна".encode_utf16().flat_map(u16::to_le_bytes));
        mark.resize(165, 0);
        assert_eq!(excel_user(&mark).as_deref(), Some("Анна"));
        assert_eq!(excel_user(b"x"), None);
        assert_eq!(libre_office_user(b",anna,desk,25.11.2026 10:00,file:///x;").as_deref(), Some("anna"));
    }
}
