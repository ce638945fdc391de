//! Files that another program holds for a moment or longer: a virus scanner, a cloud client, Excel. Windows then
//! refuses to open, write, rename or delete them; nothing of the kind is known on Unix.

use std::io;
use std::time::Duration;

use super::rules::System;

/// Access is denied (`ERROR_ACCESS_DENIED`): no right to it, or another program holds what is replaced or deleted.
const DENIED: i32 = 5;

/// Another program has opened the file and does not share it (`ERROR_SHARING_VIOLATION`).
const NOT_SHARED: i32 = 32;

/// Another program has locked a part of the file (`ERROR_LOCK_VIOLATION`).
const LOCKED: i32 = 33;

/// How long is waited between two tries, in milliseconds: five seconds in all. Scanners are done by then.
const WAITS: [u64; 9] = [10, 25, 50, 100, 200, 400, 800, 1600, 1815];

/// How it is waited until another program lets go of a file.
#[derive(Clone, Copy)]
pub struct Patience<'p> {
    system: System,
    pause: &'p dyn Fn(Duration),
    /// Whether a refusal of access may be another program's doing.
    denied: bool,
}

impl Patience<'static> {
    /// For what is written, renamed or deleted on this system; asleep between two tries.
    pub const USUAL: Self = Self::new(System::HERE, &std::thread::sleep);

    /// For what is read: access is refused to who has no right to it, and to folders, and that does not pass.
    pub const READING: Self = Self::USUAL.for_reading();
}

impl<'p> Patience<'p> {
    /// For a system, with waits of one's own.
    #[must_use]
    pub const fn new(system: System, pause: &'p dyn Fn(Duration)) -> Self {
        Self { system, pause, denied: true }
    }

    /// The same for what is read.
    #[must_use]
    pub const fn for_reading(self) -> Self {
        Self { denied: false, ..self }
    }

    /// Whether another program holds the file, whatever the rights to it.
    #[must_use]
    pub fn is_held(&self, error: &io::Error) -> bool {
        self.says(error, &[NOT_SHARED, LOCKED])
    }

    /// Whether it may be otherwise in a moment.
    #[must_use]
    pub fn may_pass(&self, error: &io::Error) -> bool {
        self.is_held(error) || (self.denied && self.says(error, &[DENIED]))
    }

    fn says(&self, error: &io::Error, codes: &[i32]) -> bool {
        self.system == System::Windows && error.raw_os_error().is_some_and(|code| codes.contains(&code))
    }

    /// Does something until it succeeds, or fails otherwise than because of another program, or that one has held the
    /// file for too long.
    ///
    /// # Errors
    ///
    /// That of the last try.
    pub fn again<T>(&self, mut once: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        self.again_with((), |()| once().map_err(|error| (error, ()))).map_err(|(error, ())| error)
    }

    /// The same with what a try takes and gives back when it fails.
    ///
    /// # Errors
    ///
    /// That of the last try, with what it gave back.
    pub fn again_with<T, K>(
        &self,
        mut kept: K,
        mut once: impl FnMut(K) -> Result<T, (io::Error, K)>,
    ) -> Result<T, (io::Error, K)> {
        for wait in WAITS {
            kept = match once(kept) {
                Err((error, kept)) if self.may_pass(&error) => kept,
                done => return done,
            };
            (self.pause)(Duration::from_millis(wait));
        }
        once(kept)
    }
}

/// Whether another program holds a file of this system.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    Patience::USUAL.is_held(error)
}

#[cfg(test)]
mod tests;
