//! Where things stand in a file of settings. Pure.

use std::ops::Range;

use super::error::ConfigError;

/// Where things stand in the text.
pub(super) struct Places<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
}

impl Places<'_> {
    /// The line, from 1.
    pub(super) fn line(&self, span: &Range<usize>) -> usize {
        self.text.get(..span.start).unwrap_or_default().matches('\n').count() + 1
    }

    /// What the reader of TOML says there.
    pub(super) fn toml(&self, span: &Range<usize>, problem: &str) -> ConfigError {
        ConfigError::Toml { file: self.file.to_owned(), line: self.line(span), problem: problem.to_owned() }
    }
}
