//! What is wanted in place of a value that is not taken. Pure.

use std::fmt;

use crate::text::lang::Lang;

/// What is wanted, in a language: clap tells it in English, [`super::usage`] in Russian.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted(pub(super) fn(Lang) -> &'static str);

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str((self.0)(Lang::En))
    }
}

impl std::error::Error for Wanted {}
