//! What is wrong with a table.

use thiserror::Error;

/// What is wrong with a table: file, line, key and problem.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}: `{key}`: {problem}")]
pub struct CatalogError {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key, such as `tariff[2].periods`.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub problem: String,
}
