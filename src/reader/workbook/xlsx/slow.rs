//! A source that gives a byte at a time, for tests: every mark is cut everywhere, and nothing is read at one glance.

use std::io::{self, Read};

/// What is left to be given.
pub(super) struct Slow<'b>(pub(super) &'b [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
        (into[0], self.0) = (*first, rest);
        Ok(1)
    }
}
