//! The parts of an `.xlsx` or `.xlsm`, found as the format says: by relations and not by their names.

use std::io::Read;

use super::archive::{Archive, Part, resolved};
use super::comments;
use super::markup::{Element, Mark};
use super::spaces::Spaces;
use super::strings::{self, Strings, strings};
use super::styles::{CellStyles, styles};
use super::trouble::Trouble;
use crate::reader::content::Content;
use crate::reader::error::{Excess, PartDamage, SheetError};
use crate::sheet::names::RESULTS_MARK;

/// The most bytes of a part that is held while the workbook is read.
const SMALL: u64 = 64 << 20;

/// An open package.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) archive: Archive,
    pub(super) sheets: Vec<SheetPart>,
    pub(super) styles: CellStyles,
    /// The part with the texts that cells share, and what was found in it.
    pub(super) shared: Option<Part>,
    pub(super) strings: Strings,
    /// Whether days count from 1904.
    pub(super) from_1904: bool,
    /// Whether the workbook says that its results are not valid.
    pub(super) stale: bool,
    /// Whether this program wrote it as results.
    pub(super) results: bool,
}

/// A sheet with cells.
#[derive(Clone, Debug)]
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) visible: bool,
    pub(super) part: Part,
}

/// A relation of a part: its kind is the last word of its type.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Package {
    /// Opens the package of a file.
    pub(super) fn open(file: &str, content: Content) -> Result<Self, SheetError> {
        let archive = Archive::open(file, content)?;
        let workbook = workbook(file, &archive)?;
        let relations = relations(file, &archive, &workbook)?;
        let of = |kind: &str| match only(file, &relations, kind)? {
            Some(one) => archive.target(file, &one.target),
            None => Ok(None),
        };
        let styles = match of("styles")? {
            Some(part) => of_part(file, part, styles(archive.unpack(file, part)?))?,
            None => CellStyles::default(),
        };
        let shared = of("sharedStrings")?.cloned();
        let strings = match &shared {
            Some(part) if part.size > strings::HELD => {
                return Err(SheetError::too_large(file, Excess::Unpacked(part.name.clone())));
            }
            Some(part) => of_part(file, part, strings(archive.unpack(file, part)?))?
                .ok_or_else(|| SheetError::too_large(file, Excess::Unpacked(part.name.clone())))?,
            None => Strings::default(),
        };
        let results = is_results(file, &archive)?;
        let part = archive.target(file, &workbook)?.cloned();
        let part = part.ok_or_else(|| missing(file, &workbook))?;
        let mut package =
            Self { archive, sheets: Vec::new(), styles, shared, strings, from_1904: false, stale: false, results };
        package.list(file, &part, &relations)?;
        Ok(package)
    }

    /// Reads the workbook's part: its sheets and what it says of itself.
    fn list(&mut self, file: &str, part: &Part, relations: &[Relation]) -> Result<(), SheetError> {
        let text = self.archive.text(file, part, SMALL)?;
        let mut spaces = Spaces::new(text.as_slice());
        loop {
            match of_part(file, part, spaces.next().map_err(Trouble::from))? {
                Mark::Open { .. } => match (spaces.depth(), spaces.name()) {
                    (2, Some(b"workbookPr")) => {
                        self.from_1904 = spaces.element().value("date1904").is_some_and(|on| is_on(&on));
                    }
                    (2, Some(b"calcPr")) => {
                        let says = |name, yes| spaces.element().value(name).is_some_and(|value| is_on(&value) == yes);
                        self.stale |= says("fullCalcOnLoad", true) || says("calcCompleted", false);
                    }
                    (3, Some(b"sheet")) => self.sheet(file, &spaces, relations)?,
                    _ => {}
                },
                Mark::Doctype => return of_part(file, part, Err(Trouble::Doctype)),
                Mark::End => return Ok(()),
                Mark::Close | Mark::Text | Mark::Literal | Mark::Aside => {}
            }
        }
    }

    /// Takes a sheet that has cells: neither a chart, nor a dialogue, nor the macros of old programs.
    fn sheet(&mut self, file: &str, spaces: &Spaces<&[u8]>, relations: &[Relation]) -> Result<(), SheetError> {
        let element = spaces.element();
        let name = element.value("name").unwrap_or_default();
        let id = spaces.related().ok_or_else(|| missing(file, &name))?;
        let relation = relations.iter().find(|one| one.id == id).ok_or_else(|| missing(file, &name))?;
        if relation.kind != "worksheet" {
            return Ok(());
        }
        let part = self.archive.target(file, &relation.target)?.cloned();
        let part = part.ok_or_else(|| missing(file, &relation.target))?;
        let visible = element.value("state").is_none_or(|state| matches!(state.trim(), "" | "visible"));
        self.sheets.push(SheetPart { name, visible, part });
        Ok(())
    }

    /// The cells of a sheet that people commented, by their addresses.
    pub(super) fn comments(&self, file: &str, sheet: &SheetPart) -> Result<Vec<String>, SheetError> {
        let mut cells = Vec::new();
        for relation in relations(file, &self.archive, &key(&sheet.part.name))? {
            let Some(part) = self.archive.part(&relation.target).filter(|_| relation.kind == "comments") else {
                continue;
            };
            let text = self.archive.text(file, part, SMALL)?;
            cells.extend(of_part(file, part, comments::of_people(&text))?);
        }
        Ok(cells)
    }
}

/// Whether an attribute says yes.
fn is_on(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

fn key(name: &str) -> String {
    name.replace('\\', "/")
}

fn missing(file: &str, part: &str) -> SheetError {
    SheetError::Damaged { file: file.to_owned(), why: PartDamage::Missing(part.to_owned()).into() }
}

fn of_part<T>(file: &str, part: &Part, found: Result<T, Trouble>) -> Result<T, SheetError> {
    found.map_err(|trouble| SheetError::Damaged { file: file.to_owned(), why: trouble.of(&part.name) })
}

/// The name of the workbook's part.
fn workbook(file: &str, archive: &Archive) -> Result<String, SheetError> {
    let relations = relations(file, archive, "")?;
    let found = only(file, &relations, "officeDocument")?;
    Ok(found.map_or_else(|| "xl/workbook.xml".to_owned(), |one| one.target.clone()))
}

/// The relation of a kind of which there may be but one: programs take different ones of two.
fn only<'r>(file: &str, relations: &'r [Relation], kind: &str) -> Result<Option<&'r Relation>, SheetError> {
    let mut found = relations.iter().filter(|one| one.kind == kind);
    let first = found.next();
    if found.next().is_some() { Err(twice(file, kind)) } else { Ok(first) }
}

fn twice(file: &str, what: &str) -> SheetError {
    SheetError::Damaged { file: file.to_owned(), why: PartDamage::Twice(what.to_owned()).into() }
}

/// The relations of a part, with their targets as names of parts.
fn relations(file: &str, archive: &Archive, of: &str) -> Result<Vec<Relation>, SheetError> {
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(part) = archive.part(&format!("{folder}{slash}_rels/{name}.rels")) else { return Ok(Vec::new()) };
    let text = archive.text(file, part, SMALL)?;
    let mut spaces = Spaces::new(text.as_slice());
    let mut relations: Vec<Relation> = Vec::new();
    loop {
        match of_part(file, part, spaces.next().map_err(Trouble::from))? {
            Mark::Open { .. } if spaces.element().name == b"Relationship" => {
                let Some(found) = relation(folder, &spaces.element()) else { continue };
                if relations.iter().any(|one| one.id == found.id) {
                    return Err(twice(file, &found.id));
                }
                relations.push(found);
            }
            Mark::Doctype => return of_part(file, part, Err(Trouble::Doctype)),
            Mark::End => return Ok(relations),
            _ => {}
        }
    }
}

/// A relation to a part of the package; none if it leads outside.
fn relation(folder: &str, element: &Element<'_>) -> Option<Relation> {
    if element.value("TargetMode").is_some_and(|mode| mode.trim() == "External") {
        return None;
    }
    let (id, target) = (element.value("Id")?, element.value("Target")?.replace('\\', "/"));
    let kind = element.value("Type")?.rsplit('/').next()?.to_owned();
    Some(Relation { id, kind, target: resolved(folder, &target) })
}

/// Whether the workbook carries the mark of results.
fn is_results(file: &str, archive: &Archive) -> Result<bool, SheetError> {
    let Some(part) = archive.part("docProps/custom.xml") else { return Ok(false) };
    let mut text = Vec::new();
    // What stands there otherwise is nobody's concern.
    let read = archive.unpack(file, part)?.take(1 << 20).read_to_end(&mut text);
    Ok(read.is_ok() && memchr::memmem::find(&text, RESULTS_MARK.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_counted_from_its_folder() {
        for (folder, target, part) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "./sharedStrings.xml", "xl/sharedStrings.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("xl/worksheets", "../comments1.xml", "xl/comments1.xml"),
            ("xl", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolved(folder, target), part);
        }
    }
}
