//! A workbook that this program made, known by its marks, and whole.

use std::io;

use super::archive::Archive;
use super::markup::Mark;
use super::spaces::Spaces;
use super::written::content;
use crate::reader::content::Content;
use crate::sheet::names::{PLAN, PLAN_MARK, RESULTS, RESULTS_MARK, WORKBOOK_MARK};

/// The part that holds the marks.
const MARKS: &str = "docProps/custom.xml";

/// The most bytes of that part.
const MOST: u64 = 1 << 20;

/// A whole workbook of this program's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Whether it is a plan, and no results.
    pub is_plan: bool,
    /// What equal plans have in common, where it says so.
    pub plan: Option<String>,
}

/// What of this program's own a file is; none if it is something else, or not whole.
pub(in crate::reader) fn own(file: &str, content: Content) -> Option<Own> {
    let archive = Archive::open(file, content).ok()?;
    let marks = archive.text(file, archive.part(MARKS)?, MOST).ok()?;
    let mut found = Own { is_plan: false, plan: None };
    let (mut kind, mut results) = (None, false);
    for (name, value) in properties(&marks)? {
        match name.as_str() {
            WORKBOOK_MARK => kind = Some(value),
            RESULTS_MARK => results = true,
            PLAN_MARK => found.plan = Some(value),
            _ => {}
        }
    }
    found.is_plan = match kind.as_deref()? {
        PLAN => true,
        RESULTS => false,
        _ => return None,
    };
    // Each part has its length and checksum in the archive: a file that was cut off or damaged is somebody's last copy.
    let whole = |part| archive.unpack(file, part).is_ok_and(|mut text| io::copy(&mut text, &mut io::sink()).is_ok());
    (results && archive.parts().all(whole)).then_some(found)
}

/// The custom properties of a workbook with their values; none if they cannot be read.
fn properties(text: &[u8]) -> Option<Vec<(String, String)>> {
    let mut spaces = Spaces::new(text);
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        match spaces.next().ok()? {
            Mark::Open { .. } if spaces.depth() == 2 => {
                found.push((spaces.element().value("name").unwrap_or_default(), String::new()));
            }
            Mark::Open { .. } if spaces.depth() == 3 => {
                content(&mut spaces, &mut found.last_mut()?.1).ok()?;
            }
            Mark::Doctype => return None,
            Mark::End => return Some(found),
            _ => {}
        }
    }
}
