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
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn failing(codes: &[i32], system: System) -> (io::Result<usize>, Vec<u64>) {
        let waits = RefCell::new(Vec::new());
        let pause = |wait: Duration| waits.borrow_mut().push(u64::try_from(wait.as_millis()).expect("a short wait"));
        let mut tries = 0;
        let done = Patience::new(system, &pause).again(|| {
            tries += 1;
            codes.get(tries - 1).map_or(Ok(tries), |code| Err(io::Error::from_raw_os_error(*code)))
        });
        (done, waits.into_inner())
    }

    #[test]
    fn what_another_program_holds_is_tried_again_for_five_seconds() {
        let (done, waits) = failing(&[NOT_SHARED, LOCKED, DENIED], System::Windows);
        assert_eq!((done.expect("the fourth try"), waits), (4, vec![10, 25, 50]));
        let (done, waits) = failing(&[NOT_SHARED; 20], System::Windows);
        let error = done.expect_err("held for good");
        assert!(Patience::new(System::Windows, &|_| {}).is_held(&error), "{error}");
        assert_eq!((waits.len(), waits.iter().sum::<u64>()), (9, 5000));
    }

    #[test]
    fn what_is_wrong_otherwise_is_not_tried_again() {
        // A full disk.
        assert_eq!(failing(&[112], System::Windows).1, [] as [u64; 0]);
        // The same numbers mean other things elsewhere: 5 is a disk that fails, 32 a pipe without a reader.
        for code in [DENIED, NOT_SHARED, LOCKED] {
            let (done, waits) = failing(&[code], System::Unix);
            assert!(done.is_err() && waits.is_empty(), "{code}");
        }
        let (denied, patience) = (io::Error::from_raw_os_error(DENIED), Patience::new(System::Windows, &|_| {}));
        assert!(!patience.is_held(&denied), "no right is no other program");
        assert_eq!([patience, patience.for_reading()].map(|patience| patience.may_pass(&denied)), [true, false]);
    }
}
