//! Remarks as they are collected, each with its place. Pure.

use super::remark::Remark;
use crate::catalog::write::{Comments, Place};
use crate::text::lang::Lang;

/// Remarks, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(Vec<(Place, Remark)>);

impl Notes {
    /// Says something, once at a place.
    pub(super) fn say(&mut self, place: &Place, remark: impl Into<Remark>) {
        let remark = remark.into();
        if !self.0.iter().any(|(at, said)| at == place && *said == remark) {
            self.0.push((place.clone(), remark));
        }
    }

    /// All of them, in the order in which they came up.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, &Remark)> {
        self.0.iter().map(|(place, remark)| (place, remark))
    }

    /// What is said, wherever it belongs.
    pub fn all(&self) -> impl Iterator<Item = &Remark> {
        self.0.iter().map(|(_, remark)| remark)
    }

    /// What could not be read.
    pub fn unclear(&self) -> impl Iterator<Item = &Remark> {
        self.all().filter(|remark| remark.is_unclear())
    }

    /// The same as comments of a table.
    #[must_use]
    pub fn comments(&self, lang: Lang) -> Comments {
        let mut comments = Comments::new();
        for (place, remark) in &self.0 {
            comments.entry(place.clone()).or_default().push(remark.message(lang));
        }
        comments
    }
}
