//! What is wanted in place of a value that is not taken. Pure.

use std::fmt;

/// What is wanted, in English and in Russian: clap tells it in English, [`super::usage`] in Russian.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted(pub(super) &'static str, pub(super) &'static str);

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Wanted {}
