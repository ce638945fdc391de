//! Many trials: how many, on all cores, each repeatable by its number alone.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;

/// A number from the environment.
pub fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is a number, not `{text}`")))
}

/// A well-mixed number for a trial's number and a question asked in it, the same in every run.
pub fn random(trial: u64, question: &str) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    BuildHasherDefault::<DefaultHasher>::default().hash_one((trial, question))
}

/// Runs a trial for each number, on all cores, and returns what each came to. A trial that panics
/// names its number first.
pub fn each<T: Send>(numbers: impl IntoIterator<Item = u64>, trial: impl Fn(u64) -> T + Sync) -> Vec<(u64, T)> {
    let numbers: Vec<u64> = numbers.into_iter().collect();
    let (left, results) = (Mutex::new(numbers.into_iter()), Mutex::new(Vec::new()));
    let work = || {
        while let Some(number) = { left.lock().expect("nobody panics here").next() } {
            let result = catch_unwind(AssertUnwindSafe(|| trial(number))).unwrap_or_else(|panic| {
                say(&format!("trial {number} failed"));
                resume_unwind(panic)
            });
            results.lock().expect("nobody panics here").push((number, result));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, NonZeroUsize::get) {
            scope.spawn(work);
        }
    });
    results.into_inner().expect("nobody panics here")
}

/// Prints what a rig came to; seen with `--nocapture`.
#[expect(clippy::print_stdout, reason = "the answer of a long form")]
pub fn say(line: &str) {
    println!("{line}");
}
