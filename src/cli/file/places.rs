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

    /// Whether a sign of a text there is written with `\`, other than `\` itself: where a path is meant, `"C:\table"`
    /// may have been, and TOML reads a tabulator.
    pub(super) fn has_escapes(&self, span: &Range<usize>) -> bool {
        let written = self.text.get(span.clone()).unwrap_or_default();
        written.starts_with('"') && written.replace(r"\\", "").contains('\\')
    }

    /// Whether a value is written there as it is read, sign by sign.
    pub(super) fn is_written(&self, span: &Range<usize>, value: &str) -> bool {
        self.text.get(span.clone()) == Some(value)
    }

    /// What the reader of TOML says there.
    pub(super) fn toml(&self, span: &Range<usize>, problem: &str) -> ConfigError {
        let line = self.line(span);
        let text = self.text.lines().nth(line - 1).unwrap_or_default();
        let has_backslash = text.split_once('"').is_some_and(|(_, text)| text.contains('\\'));
        let before = self.text.get(..span.start).unwrap_or_default();
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        // What stands behind the sign may be a secret, and is not repeated.
        let key = text.split_once('=').map(|(key, _)| key.trim().to_owned()).filter(|key| is_key(key));
        ConfigError::Toml { file: self.file.to_owned(), line, column, key, problem: problem.to_owned(), has_backslash }
    }
}

/// Whether it is written as the name of a setting.
fn is_key(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
