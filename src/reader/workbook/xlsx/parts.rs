//! Which parts of an archive the sheets and the styles of a workbook are.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::attribute::text;
use crate::reader::looks::Styles;

/// The parts of a workbook that are looked into.
pub(in crate::reader::workbook) struct Parts {
    /// That of each sheet, by its name.
    pub(in crate::reader::workbook) sheets: BTreeMap<String, String>,
    pub(in crate::reader::workbook) styles: Styles,
}

/// The part of each sheet, by its name: what the workbook's list of sheets and its relations say.
pub(in crate::reader::workbook) fn parts(handle: File) -> Option<Parts> {
    let mut archive = ZipArchive::new(handle).ok()?;
    let mut part = |wanted: &str| {
        let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
        let name = names.into_iter().find(|name| name.eq_ignore_ascii_case(wanted))?;
        let mut text = String::new();
        archive.by_name(&name).ok()?.take(192 << 20).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let (mut targets, mut styles) = (BTreeMap::new(), None);
    each(&part("xl/_rels/workbook.xml.rels")?, "Relationship", |start| {
        if let (Some(id), Some(target)) = (text(start, "Id"), text(start, "Target")) {
            // A target counts from `xl/`, unless it begins with a slash.
            let absolute = target.strip_prefix('/').map(str::to_owned);
            let target = absolute.unwrap_or_else(|| format!("xl/{target}"));
            if text(start, "Type").is_some_and(|kind| kind.ends_with("/styles")) {
                styles = Some(target.clone());
            }
            targets.insert(id, target);
        }
    });
    let mut sheets = BTreeMap::new();
    each(&part("xl/workbook.xml")?, "sheet", |start| {
        // `r:id`, by whatever prefix the file calls that namespace.
        let id = start.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == "id");
        let name = start.try_get_attribute("name").ok().flatten();
        let name = name.and_then(|name| Some(quick_xml::escape::unescape(&name.value).ok()?.into_owned()));
        if let (Some(name), Some(target)) = (name, id.and_then(|id| targets.get(&*id.value))) {
            sheets.insert(name, target.clone());
        }
    });
    let styles = styles.and_then(|name| part(&name)).map_or_else(Styles::default, |styles| Styles::of_xml(&styles));
    Some(Parts { sheets, styles })
}

/// Calls for each element of a name.
fn each(document: &str, name: &str, mut call: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(document);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => call(&start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
