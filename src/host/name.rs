//! Names of files: beside a sheet, and where a name is taken. Pure.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::rules::System;

/// What is left behind the stem of a sheet: the time of a run and a number may follow.
const ROOM: usize = 55;

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

    /// The name that is tried as this one, from 1. What would make it too long is cut out of its middle.
    #[must_use]
    pub fn name(&self, target: &Path, number: u32) -> PathBuf {
        self.name_on(System::HERE, target, number)
    }

    fn name_on(&self, system: System, target: &Path, number: u32) -> PathBuf {
        let more = match self {
            _ if number < 2 => return target.to_owned(),
            Self::Numbered => format!(" ({number})"),
            Self::Dated(at) if number == 2 => format!(" {at}"),
            Self::Dated(at) => format!(" {at} ({})", number - 1),
        };
        with_end(system, target, target.file_stem().unwrap_or(OsStr::new("orders")), &more)
    }
}

/// The name of a workbook beside its input: `orders.results.xlsx` for `orders.csv`.
#[must_use]
pub fn beside(input: &Path, kind: Kind) -> PathBuf {
    beside_on(System::HERE, input, kind)
}

/// The name of a copy beside its input in which errors are marked: `orders.marked.xlsx`.
#[must_use]
pub fn marked_beside(input: &Path) -> PathBuf {
    named_beside(System::HERE, input, ".marked.xlsx")
}

/// The name of the results of practice beside their input, which nobody takes for results that count:
/// `orders.practice.xlsx`.
#[must_use]
pub fn practice_beside(input: &Path) -> PathBuf {
    named_beside(System::HERE, input, ".practice.xlsx")
}

fn beside_on(system: System, input: &Path, kind: Kind) -> PathBuf {
    match kind {
        Kind::Results => named_beside(system, input, ".results.xlsx"),
        Kind::Plan => named_beside(system, input, ".plan.xlsx"),
    }
}

fn named_beside(system: System, input: &Path, end: &str) -> PathBuf {
    let mut name = system.fitted(input.file_stem().unwrap_or(OsStr::new("orders")), ROOM);
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
    with_end(System::HERE, results, plain.filter(|stem| !stem.is_empty()).unwrap_or(stem), PLAN)
}

/// The beginning that a name and every later one of it share.
#[must_use]
pub fn beginning(target: &Path) -> Option<OsString> {
    Some(System::HERE.fitted(target.file_stem()?, ROOM))
}

/// A target's name with another stem and this behind it, as long as names may be.
fn with_end(system: System, target: &Path, stem: &OsStr, end: &str) -> PathBuf {
    let mut behind = OsString::from(end);
    if let Some(extension) = target.extension() {
        behind.push(".");
        behind.push(extension);
    }
    let mut name = system.fitted(stem, system.length(&behind));
    name.push(behind);
    target.with_file_name(name)
}

/// A path as another program finds it, wherever that is started.
#[must_use]
pub fn whole(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_named_after_its_input() {
        let named = |input: &str, kind| beside(Path::new(input), kind).display().to_string().replace('\\', "/");
        assert_eq!(named("in/orders.xlsx", Kind::Results), "in/orders.results.xlsx");
        assert_eq!(named("заказ.2026.csv", Kind::Plan), "заказ.2026.plan.xlsx");
        assert_eq!(named("orders", Kind::Results), "orders.results.xlsx");
    }

    #[test]
    fn a_name_that_fits_alone_is_cut_where_more_follows_it() {
        let long = PathBuf::from(format!("a/{}.xlsx", "я".repeat(125)));
        let zone = TimeZone::fixed(jiff::tz::offset(3));
        let dated = Taken::of_run("2026-11-29T11:05:59Z".parse().expect("a time"), &zone);
        let name = |path: PathBuf| path.file_name().expect("a name").to_owned();
        let on = |system, path: &Path| {
            let later =
                [&Taken::Numbered, &dated].map(|taken| [2, 3, 9999].map(|number| taken.name_on(system, path, number)));
            let beside = [Kind::Results, Kind::Plan].map(|kind| beside_on(system, path, kind));
            later.into_iter().flatten().chain(beside).map(name).collect::<Vec<_>>()
        };
        for name in on(System::Unix, &long) {
            assert!(System::Unix.flaw(&name).is_none() && name.len() > 150, "{name:?}");
        }
        // Where letters are counted, and not bytes, there is room.
        assert!(on(System::Windows, &long).iter().all(|name| System::Windows.length(name) > 130));
        let last = dated.name_on(System::Unix, &long, 12);
        assert!(last.display().to_string().ends_with("яя 2026-11-29 1405 (11).xlsx"), "{last:?}");
        assert_eq!(last.parent(), Some(Path::new("a")));
        // A name of the very last length keeps it, and the one after it is cut.
        let full = PathBuf::from(format!("{}.xlsx", "a".repeat(250)));
        assert_eq!(Taken::Numbered.name_on(System::Unix, &full, 1), full);
        assert_eq!(name(Taken::Numbered.name_on(System::Unix, &full, 2)).len(), 255);
        let beginning = beginning(&full).expect("a stem").into_string().expect("text");
        assert!(dated.name(&full, 9999).display().to_string().starts_with(&beginning));
    }

    #[test]
    fn a_taken_name_gets_a_number_or_the_time_of_its_run_before_its_extension() {
        let target = Path::new("a/orders.results.xlsx");
        let names =
            |taken: &Taken| [1, 2, 3].map(|number| taken.name(target, number).display().to_string().replace('\\', "/"));
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
        let plan = |results: &str| plan_in_place_of(Path::new(results)).display().to_string().replace('\\', "/");
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
