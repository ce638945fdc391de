//! Where things stand in the text of a table, which is where what is wrong with them is told.

use std::ops::Range;

use super::error::{CatalogError, Said, said};
use crate::text::alike::{plain, spaceless};
use crate::text::printable::printable;

/// The text of a table.
pub(in crate::catalog) struct Places<'t> {
    file: &'t str,
    text: &'t str,
    /// Where the table says what it extends: the place of whatever it takes from there.
    pub(super) base: Range<usize>,
}

impl<'t> Places<'t> {
    /// The places of a text that extends no other, as far as is known yet.
    pub(in crate::catalog) const fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, base: 0..0 }
    }

    /// The text.
    pub(in crate::catalog) const fn text(&self) -> &'t str {
        self.text
    }

    /// What is wrong with what stands at a place.
    pub(in crate::catalog) fn error(&self, span: &Range<usize>, problem: Said) -> CatalogError {
        let before = self.text.get(..span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        CatalogError {
            file: printable(self.file),
            line: before.matches('\n').count() + 1,
            key: printable(&key(before, line)),
            problem,
        }
    }

    /// Names must differ as a sheet's reader compares them: without case and spaces.
    pub(super) fn names<'n>(
        &self,
        names: impl Iterator<Item = (&'n str, Range<usize>)>,
        what: &str,
    ) -> Result<(), CatalogError> {
        self.apart(names, what, plain)
    }

    /// Names that the panel itself tells apart letter for letter, and that a sheet may name so as well: nothing but
    /// spaces does not tell them apart.
    pub(super) fn values<'n>(
        &self,
        names: impl Iterator<Item = (&'n str, Range<usize>)>,
        what: &str,
    ) -> Result<(), CatalogError> {
        self.apart(names, what, spaceless)
    }

    fn apart<'n>(
        &self,
        names: impl Iterator<Item = (&'n str, Range<usize>)>,
        what: &str,
        compared: fn(&str) -> String,
    ) -> Result<(), CatalogError> {
        let mut names: Vec<_> = names.collect();
        // What was there before is sound, so that the newcomer is named.
        names.sort_by_key(|(_, span)| *span != self.base);
        let mut seen = Vec::new();
        for (name, span) in names {
            let compared = compared(name);
            if plain(name).is_empty() {
                return Err(self.error(&span, said!("the {what} has no name", "{what}: нет названия")));
            }
            if seen.contains(&compared) {
                return Err(self.error(
                    &span,
                    said!(
                        "two entries are named `{name}`, or look the same",
                        "две записи называются `{name}` или выглядят одинаково"
                    ),
                ));
            }
            seen.push(compared);
        }
        Ok(())
    }
}

/// The key at a line: `tariff[2].periods`; the section alone where the line is its header.
fn key(before: &str, line: &str) -> String {
    let section = |line: &str| line.trim().strip_prefix("[[")?.split_once("]]").map(|(name, _)| name.trim().to_owned());
    let headers: Vec<String> = before.lines().chain([line]).filter_map(section).collect();
    let here = headers.last().map(|name| {
        let number = headers.iter().filter(|other| *other == name).count();
        format!("{name}[{number}]")
    });
    let own = line.split_once('=').map(|(key, _)| key.trim().to_owned()).filter(|_| section(line).is_none());
    match (here, own) {
        (Some(here), Some(own)) => format!("{here}.{own}"),
        (Some(here), None) => here,
        (None, Some(own)) => own,
        (None, None) => line.trim().to_owned(),
    }
}
