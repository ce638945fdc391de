//! The rows that a person chooses of a sheet: `2-11`, `2-5,9,20-`. Pure.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::place::RowNo;

/// Rows of a sheet, by their numbers as Excel shows them: at least one run, in their order, none touching another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChosenRows(Vec<(RowNo, RowNo)>);

/// The end of a run that goes to the end of the sheet.
const OPEN: RowNo = RowNo::from_index(u32::MAX);

/// What was typed names no rows; whoever asked says what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChosenRowsError;

impl fmt::Display for ChosenRowsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`2-5,9`?")
    }
}

impl std::error::Error for ChosenRowsError {}

impl ChosenRows {
    /// Whether a row is one of them.
    #[must_use]
    pub fn holds(&self, row: RowNo) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&row))
    }

    /// Each run of them, from its first row to its last; none for one that goes to the end of the sheet.
    pub fn runs(&self) -> impl Iterator<Item = (RowNo, Option<RowNo>)> {
        self.0.iter().map(|(first, last)| (*first, Some(*last).filter(|last| *last != OPEN)))
    }

    /// Whether each run has one of these rows, which are all that there are, and none goes beyond the last of them.
    #[must_use]
    pub fn are_among(&self, rows: &[RowNo]) -> bool {
        let end = rows.iter().max();
        self.runs().all(|(first, last)| {
            let within = |row: &&RowNo| **row >= first && last.is_none_or(|last| **row <= last);
            rows.iter().any(|row| within(&row)) && last.is_none_or(|last| Some(&last) <= end)
        })
    }

    /// The rows for people: `2–5, 9`.
    #[must_use]
    pub fn words(&self) -> String {
        self.joined("–", ", ")
    }

    fn joined(&self, to: &str, and: &str) -> String {
        let run = |(first, last): &(RowNo, RowNo)| match last {
            last if last == first => first.to_string(),
            last if *last == OPEN => format!("{first}{to}"),
            last => format!("{first}{to}{last}"),
        };
        self.0.iter().map(run).collect::<Vec<_>>().join(and)
    }
}

impl fmt::Display for ChosenRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.joined("-", ","))
    }
}

impl FromStr for ChosenRows {
    type Err = ChosenRowsError;

    fn from_str(text: &str) -> Result<Self, ChosenRowsError> {
        let row = |text: &str| {
            let digits = text.trim();
            let number = digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
            number.and_then(|number| number.checked_sub(1)).map(RowNo::from_index).ok_or(ChosenRowsError)
        };
        let run = |text: &str| {
            let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
            let (first, last) = (row(first)?, if last.trim().is_empty() { OPEN } else { row(last)? });
            // Whoever types them the other way round may have meant other rows.
            if first <= last { Ok((first, last)) } else { Err(ChosenRowsError) }
        };
        let mut runs = text.split(',').map(run).collect::<Result<Vec<_>, _>>()?;
        runs.sort_unstable();
        let mut joined: Vec<(RowNo, RowNo)> = Vec::new();
        for (first, last) in runs {
            match joined.last_mut() {
                Some((_, end)) if first.get() <= end.get().saturating_add(1) => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        Ok(Self(joined))
    }
}

impl From<ChosenRows> for String {
    fn from(rows: ChosenRows) -> Self {
        rows.to_string()
    }
}

impl TryFrom<String> for ChosenRows {
    type Error = ChosenRowsError;

    fn try_from(text: String) -> Result<Self, ChosenRowsError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_by_their_numbers_or_refused() {
        let read = |text: &str| text.parse::<ChosenRows>().map(|rows| (rows.to_string(), rows.words()));
        for (text, typed, words) in [
            ("2-11", "2-11", "2–11"),
            ("7", "7", "7"),
            (" 9 , 2 – 5 ", "2-5,9", "2–5, 9"),
            ("2-5,4-8,9", "2-9", "2–9"),
            ("2,20-", "2,20-", "2, 20–"),
            ("20-,3-40", "3-", "3–"),
        ] {
            assert_eq!(read(text), Ok((typed.to_owned(), words.to_owned())), "{text}");
        }
        for text in ["", "-", "0", "-11", "11-2", "2..11", "2-4-6", "+2", "A2", "2,", "4294967296", "1 000"] {
            assert_eq!(read(text), Err(ChosenRowsError), "{text}");
        }
        let rows: ChosenRows = "2-5,9".parse().expect("rows");
        let held = |row: u32| rows.holds(RowNo::from_index(row - 1));
        assert_eq!([1, 2, 5, 6, 8, 9, 10].map(held), [false, true, true, false, false, true, false]);
        let among = |text: &str| {
            let there = [2, 3, 5, 9].map(|row: u32| RowNo::from_index(row - 1));
            text.parse::<ChosenRows>().expect("rows").are_among(&there)
        };
        assert!(among("2-5,9") && among("3-") && among("1-4") && among("9"));
        assert!(!among("2-5,10-") && !among("2-10") && !among("4") && !among("6-8") && !among("2,7"));
        let kept = serde_json::to_string(&rows).expect("JSON");
        assert_eq!((kept.as_str(), serde_json::from_str::<ChosenRows>(&kept).expect("rows")), ("\"2-5,9\"", rows));
        assert!(serde_json::from_str::<ChosenRows>("\"9-2\"").is_err());
    }
}
