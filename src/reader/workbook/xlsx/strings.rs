//! The texts that cells share, as a second reading of them needs them: by their digests.

use std::io::Read;

use super::digest;
use super::edits::Edits;
use super::markup::Mark;
use super::spaces::Spaces;
use super::trouble::Trouble;
use super::written::runs;

/// The most texts shared by cells: each costs memory however short it is.
const MOST: usize = 4_000_000;

/// The most bytes that they may unpack to.
pub(super) const HELD: u64 = 192 << 20;

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// The digests of the texts, in their order.
    pub(super) digests: Vec<u64>,
    /// The numbers of those of which some is struck out, in their order.
    struck: Vec<usize>,
    /// What the library is given otherwise: it asks for as much memory as the part says.
    pub(super) edits: Edits,
}

impl Strings {
    /// Whether some of the text of this number is struck out.
    pub(super) fn strikes(&self, at: usize) -> bool {
        self.struck.binary_search(&at).is_ok()
    }
}

/// Reads the part that holds the texts; none if there are too many.
pub(super) fn strings(source: impl Read) -> Result<Option<Strings>, Trouble> {
    let mut part = Spaces::new(source);
    let (mut found, mut text) = (Strings::default(), String::new());
    loop {
        match part.next()? {
            Mark::Open { .. } => match (part.depth(), part.name()) {
                (1, Some(b"sst")) => {
                    for count in part.element().attributes().filter(|one| one.name == b"uniqueCount") {
                        let begin = part.at();
                        found.edits.blank(begin + count.from as u64, begin + (count.at + count.value.len()) as u64 + 1);
                    }
                }
                (2, Some(b"si")) => {
                    text.clear();
                    let runs = runs(&mut part, &mut text)?;
                    if !runs.resolved {
                        return Err(Trouble::Unknown(format!("<si> {}", found.digests.len() + 1)));
                    }
                    if found.digests.len() == MOST {
                        return Ok(None);
                    }
                    if runs.struck {
                        found.struck.push(found.digests.len());
                    }
                    found.digests.push(digest::text(&text));
                }
                _ => part.skip()?,
            },
            Mark::Doctype => return Err(Trouble::Doctype),
            Mark::End if part.depth() == 0 => return Ok(Some(found)),
            Mark::End => return Err(Trouble::Cut),
            Mark::Close | Mark::Text | Mark::Literal | Mark::Aside => {}
        }
    }
}

/// The text of this number, to be shown to a person.
pub(super) fn one(source: impl Read, wanted: usize) -> Option<String> {
    let mut part = Spaces::new(source);
    let mut no = 0;
    loop {
        match part.next().ok()? {
            Mark::Open { .. } if part.depth() == 2 && part.name() == Some(b"si") => {
                let mut text = String::new();
                runs(&mut part, &mut text).ok()?;
                if no == wanted {
                    return Some(text);
                }
                no += 1;
            }
            Mark::Open { .. } if part.depth() > 1 => part.skip().ok()?,
            Mark::End => return None,
            _ => {}
        }
    }
}
