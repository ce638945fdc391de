//! The archive of an `.xlsb`: parts by their names, and which part another one means.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::records::Wrong;
use crate::reader::content::Content;

/// The most bytes of a list of relations.
const RELATIONS: u64 = 16 << 20;

/// An open archive.
pub(super) struct Package {
    archive: ZipArchive<Content>,
    /// The names of the parts as they are compared, with those that they have.
    names: HashMap<String, String>,
}

/// What a part says of another one.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its kind: `worksheet`, `styles`.
    pub(super) kind: String,
    /// The part's name, as names are compared.
    pub(super) part: String,
}

impl Package {
    /// Opens it. Parts whose names are equal as names are compared are refused: which one counts, nobody can say.
    pub(super) fn open(handle: Content) -> Result<Self, Wrong> {
        let archive = ZipArchive::new(handle).map_err(|_| Wrong::CutOff)?;
        let mut names = HashMap::new();
        for name in archive.file_names() {
            let name = name.map_err(|_| Wrong::Records)?;
            if names.insert(compared(&name), name.into_owned()).is_some() {
                return Err(Wrong::Records);
            }
        }
        Ok(Self { archive, names })
    }

    /// The part that lists the sheets.
    pub(super) fn workbook(&mut self) -> String {
        let named = self.relations("").into_iter().find(|relation| relation.kind == "officeDocument");
        named.map_or_else(|| "xl/workbook.bin".to_owned(), |relation| relation.part)
    }

    /// A part, whatever the case of its name.
    pub(super) fn part(&mut self, name: &str) -> Option<BufReader<ZipFile<'_, Content>>> {
        let name = self.names.get(&compared(name))?;
        Some(BufReader::with_capacity(1 << 16, self.archive.by_name(name).ok()?))
    }

    /// What a part is related to.
    pub(super) fn relations(&mut self, part: &str) -> Vec<Relation> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{name}.rels");
        let Some(list) = self.part(list.trim_start_matches('/')) else { return Vec::new() };
        let mut reader = Reader::from_reader(list.take(RELATIONS));
        reader.config_mut().check_end_names = false;
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == "Relationship" => {
                    found.extend(relation(&start, folder));
                }
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
        }
    }
}

fn relation(start: &BytesStart<'_>, folder: &str) -> Option<Relation> {
    let text = |name: &str| {
        let found = start.try_get_attribute(name).ok()??;
        Some(quick_xml::escape::unescape(&found.value).ok()?.trim().to_owned())
    };
    if text("TargetMode").as_deref() == Some("External") {
        return None;
    }
    let kind = text("Type")?.rsplit('/').next()?.to_owned();
    Some(Relation { id: text("Id")?, kind, part: resolved(folder, &text("Target")?) })
}

/// A name as names are compared: in any case, and some programs write `\\`.
fn compared(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// The name of the part that a target means, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = &compared(target);
    let absolute = target.strip_prefix('/');
    let mut steps: Vec<&str> = if absolute.is_some() { Vec::new() } else { folder.split('/').collect() };
    for step in absolute.unwrap_or(target).split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    compared(&steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_target_is_seen_from_its_folder() {
        for target in [
            "worksheets/Sheet1.bin",
            "./worksheets/sheet1.bin",
            "/xl/worksheets/sheet1.bin",
            "../xl/worksheets/sheet1.bin",
            "worksheets\\sheet1.bin",
        ] {
            assert_eq!(resolved("xl", target), "xl/worksheets/sheet1.bin", "{target}");
        }
        assert_eq!(resolved("xl/worksheets", "../comments1.bin"), "xl/comments1.bin");
        assert_eq!(resolved("", "../../a.bin"), "a.bin");
    }
}
