//! Names of files: beside a sheet, and where a name is taken. Pure.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How long a name may be, in bytes; file systems take 255, and the time of a run may follow.
const LONGEST_STEM: usize = 200;

/// How the name of results ends, in front of its extension.
const RESULTS: &str = ".results";

/// How the name of a plan ends, in front of its extension.
const PLAN: &str = ".plan";

/// What a workbook is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Results of a run: `NAME.results.xlsx`.
    Results,
    /// A plan, of which nothing was sent: `NAME.plan.xlsx`, so that accounting never gets it by mistake.
    Plan,
}

/// What becomes of a name that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A number: `orders (2).xlsx`.
    Numbered,
    /// The moment of the run, and a number only from the second file of one minute on:
    /// `orders.results 2026-11-29 1405.xlsx`, `orders.results 2026-11-29 1405 (2).xlsx`.
    Dated(String),
}

impl Taken {
    /// For what belongs to a run that started then: by the clock of whoever runs it.
    #[must_use]
    pub fn of_run(started: Timestamp, zone: &TimeZone) -> Self {
        Self::Dated(started.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H%M").to_string())
    }

    /// The name that is tried as this one, from 1.
    #[must_use]
    pub fn name(&self, target: &Path, number: u32) -> PathBuf {
        let more = match self {
            _ if number < 2 => return target.to_owned(),
            Self::Numbered => format!(" ({number})"),
            Self::Dated(at) if number == 2 => format!(" {at}"),
            Self::Dated(at) => format!(" {at} ({})", number - 1),
        };
        let mut name = target.file_stem().unwrap_or(OsStr::new("orders")).to_owned();
        name.push(more);
        with_extension_of(target, name)
    }
}

/// The name of a workbook beside its input: `orders.results.xlsx` for `orders.csv`.
#[must_use]
pub fn beside(input: &Path, kind: Kind) -> PathBuf {
    match kind {
        Kind::Results => named_beside(input, ".results.xlsx"),
        Kind::Plan => named_beside(input, ".plan.xlsx"),
    }
}

/// The name of a copy beside its input in which errors are marked: `orders.marked.xlsx`.
#[must_use]
pub fn marked_beside(input: &Path) -> PathBuf {
    named_beside(input, ".marked.xlsx")
}

/// The name of the results of practice beside their input, which nobody takes for results that count:
/// `orders.practice.xlsx`.
#[must_use]
pub fn practice_beside(input: &Path) -> PathBuf {
    named_beside(input, ".practice.xlsx")
}

fn named_beside(input: &Path, end: &str) -> PathBuf {
    let mut name = shortened(input.file_stem().unwrap_or(OsStr::new("orders")));
    name.push(end);
    input.with_file_name(name)
}

/// Whether a name says that results are in the file: `november.results.xlsx`.
#[must_use]
pub fn is_of_results(name: &Path) -> bool {
    name.file_stem().and_then(OsStr::to_str).is_some_and(|stem| stem.ends_with(RESULTS))
}

/// The name of a plan where results were wanted under a name of their own: `november.plan.xlsx` for `november.xlsx`. A
/// name that says already that it is a plan's stays.
#[must_use]
pub fn plan_in_place_of(results: &Path) -> PathBuf {
    let stem = results.file_stem().unwrap_or(OsStr::new("orders"));
    if stem.to_str().is_some_and(|stem| stem.ends_with(PLAN)) {
        return results.to_owned();
    }
    let plain = stem.to_str().and_then(|stem| stem.strip_suffix(RESULTS)).map(OsStr::new);
    let mut name = plain.filter(|stem| !stem.is_empty()).unwrap_or(stem).to_owned();
    name.push(PLAN);
    with_extension_of(results, name)
}

fn with_extension_of(target: &Path, mut name: OsString) -> PathBuf {
    if let Some(extension) = target.extension() {
        name.push(".");
        name.push(extension);
    }
    target.with_file_name(name)
}

fn shortened(stem: &OsStr) -> OsString {
    match stem.to_str() {
        Some(text) if text.len() > LONGEST_STEM => {
            let end = (0..=LONGEST_STEM).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            OsString::from(text.get(..end).unwrap_or_default())
        }
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_named_after_its_input() {
        let named = |input: &str, kind| beside(Path::new(input), kind).display().to_string();
        assert_eq!(named("in/orders.xlsx", Kind::Results), "in/orders.results.xlsx");
        assert_eq!(named("заказ.2026.csv", Kind::Plan), "заказ.2026.plan.xlsx");
        assert_eq!(named("orders", Kind::Results), "orders.results.xlsx");
        let long = format!("{}.xlsx", "я".repeat(125));
        assert!(named(&long, Kind::Results).len() < 240);
    }

    #[test]
    fn a_taken_name_gets_a_number_or_the_time_of_its_run_before_its_extension() {
        let target = Path::new("a/orders.results.xlsx");
        let names = |taken: &Taken| [1, 2, 3].map(|number| taken.name(target, number).display().to_string());
        assert_eq!(
            names(&Taken::Numbered),
            ["a/orders.results.xlsx", "a/orders.results (2).xlsx", "a/orders.results (3).xlsx"]
        );
        assert_eq!(Taken::Numbered.name(Path::new("orders"), 3), Path::new("orders (3)"));
        let zone = TimeZone::fixed(jiff::tz::offset(3));
        let taken = Taken::of_run("2026-11-29T11:05:59Z".parse().expect("a time"), &zone);
        assert_eq!(
            names(&taken),
            [
                "a/orders.results.xlsx",
                "a/orders.results 2026-11-29 1405.xlsx",
                "a/orders.results 2026-11-29 1405 (2).xlsx"
            ]
        );
    }

    #[test]
    fn a_plan_never_bears_the_name_that_results_were_wanted_under() {
        let plan = |results: &str| plan_in_place_of(Path::new(results)).display().to_string();
        assert_eq!(plan("a/november.xlsx"), "a/november.plan.xlsx");
        assert_eq!(plan("orders.results.xlsx"), "orders.plan.xlsx");
        assert_eq!(plan("x.csv"), "x.plan.csv");
        assert_eq!([plan("x.plan.xlsx"), plan("plan.xlsx")], ["x.plan.xlsx", "plan.plan.xlsx"]);
        let of_results = |name: &str| is_of_results(Path::new(name));
        assert_eq!(
            [of_results("a/x.results.csv"), of_results("results.csv"), of_results("x.xlsx")],
            [true, false, false]
        );
    }
}
