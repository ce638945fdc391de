//! A ledger's database and SQLite's log beside it that do not belong together.

use std::path::Path;

use super::fresh;
use crate::text::lang::{Lang, tr};

/// How a ledger's database and its log are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// The database says that more stands in its log, and there is none.
    LogMissing,
    /// The log is of another time.
    LogOfAnotherTime,
}

impl Parted {
    /// The problem in words.
    #[must_use]
    pub(super) fn message(self, file: &Path, lang: Lang) -> String {
        let log = fresh::with_end(file, "-wal");
        let log = log.file_name().unwrap_or_default().to_string_lossy();
        match self {
            Self::LogMissing => tr!(
                lang,
                "what was written last is in `{log}`, which is missing",
                "записанное последним — в файле `{log}`, а его нет"
            ),
            Self::LogOfAnotherTime => tr!(
                lang,
                "`{log}` beside it belongs to another time",
                "файл `{log}` рядом с ним относится к другому времени"
            ),
        }
    }
}
