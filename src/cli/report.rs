//! What is typed for `vdsbatch report`.

use clap::Args;
use jiff::civil::Date;

use super::account::Whose;
use super::output;
use super::wanted::Wanted;
use crate::report::{DataFormat, Output};

/// `vdsbatch report RUN`, or `vdsbatch report --since DAY`.
// clap does not miss `--since` where it would exclude what was typed, so each of its options excludes a run by itself.
#[derive(Debug, Args)]
pub struct Report {
    /// The run's id, or `last`.
    #[arg(required_unless_present = "since", conflicts_with = "since")]
    pub run: Option<String>,
    /// In place of a run: a book of every order from this day on, over all runs.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub since: Option<Date>,
    /// Up to and including this day [default: today].
    #[arg(long, value_name = "DAY", value_parser = day, requires = "since", conflicts_with = "run")]
    pub until: Option<Date>,
    /// Only the orders of this cost centre; an empty name means those without one.
    #[arg(long, value_name = "NAME", requires = "since", conflicts_with = "run")]
    pub cost_centre: Option<String>,
    /// Every account that has a ledger here, in one book with their sums, whichever account is named otherwise.
    #[arg(long, requires = "since", conflicts_with_all = ["run", "sandbox_dir"])]
    pub all_accounts: bool,
    /// Where it goes: a workbook `.xlsx`, data `.csv` or `.json`, or `-` for standard output [default: the sheet's name
    /// or the days, in this folder; with --format: standard output].
    #[arg(short, long, value_name = "FILE", value_parser = output::results())]
    pub output: Option<Output>,
    /// Data for machines in place of a workbook.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

impl Report {
    /// Whether standard output gets its JSON.
    #[must_use]
    pub fn is_json_on_output(&self) -> bool {
        self.format == Some(DataFormat::Json) && matches!(self.output, None | Some(Output::Stream))
    }
}

/// A day. A month's name or a day without its year is none: nobody is to guess which is meant.
fn day(text: &str) -> Result<Date, Wanted> {
    let text = text.trim();
    let day = (text.len() == 10).then(|| text.parse().ok()).flatten();
    day.ok_or(Wanted(|lang| {
        lang.pick(
            "this is not a day: write year, month and day, such as 2026-11-01",
            "это не день: запишите год, месяц и число, например 2026-11-01",
        )
    }))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(day("2026-11-01").ok(), Some(date(2026, 11, 1)));
        for text in ["", "2026-11", "01.11.2026", "11/01/2026", "2026-11-31", "2026-11-01T00:00", "20261101", "last"] {
            assert!(day(text).is_err(), "{text}");
        }
    }
}
