//! What a cell of a workbook holds: typed, so that nothing is guessed from its looks. Pure.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use rust_xlsxwriter::ExcelDateTime;
use unicode_width::UnicodeWidthStr;

use crate::money::Money;
use crate::order::Status;
use crate::sheet::{Cell, Shown, Value};

/// The most UTF-16 units of text that an Excel cell holds.
const CELL_UNITS: usize = 32_767;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry<'a> {
    /// Nothing.
    Blank,
    /// Text, whatever it looks like: `=1+1` is written as these four characters.
    Text(Cow<'a, str>),
    /// A number that is not money.
    Number(f64),
    /// A number or a text of the sheet whose number format shows something else: that goes with it.
    Shown(&'a Shown),
    /// A truth value, as read.
    Truth(bool),
    /// An amount in the workbook's currency.
    Amount(Money),
    /// An amount of which a part is not known: at least so much.
    AtLeast(Money),
    /// An amount in the workbook's currency that may be below zero, such as a difference.
    Signed(Decimal),
    /// Something that should stand here and is not known, with the word for that.
    Unknown(&'static str),
    /// A day.
    Day(Date),
    /// A local time.
    Moment(DateTime),
    /// A status.
    Status(Status),
}

impl<'a> Entry<'a> {
    /// Text, cut to what a cell can hold; nothing if it is empty.
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(fitting(text)) }
    }

    /// A count.
    pub(super) fn count(n: impl Into<u64>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a sheet has far fewer than 2^53 of anything")]
        Self::Number(n.into() as f64)
    }

    /// A point in time as the clocks of a zone show it; nothing if there is none.
    pub(super) fn moment(at: Option<Timestamp>, zone: &TimeZone) -> Self {
        at.map_or(Self::Blank, |at| Self::Moment(zone.to_datetime(at)))
    }

    /// A cell of the input, of the type that it was read as.
    pub(super) fn read(cell: &'a Cell) -> Self {
        match &cell.value {
            Value::Text(text) | Value::Error(text) => Self::text(text.as_str()),
            Value::Number(number) => Self::Number(*number),
            Value::Bool(truth) => Self::Truth(*truth),
            Value::Date(iso) => read_date(iso),
            Value::Shown(shown) => Self::Shown(shown),
            // A workbook of results tells what was read; that it was doubtful stands with its row.
            Value::TwoReadings(both) => Self::text(both.written.as_str()),
            Value::NoValue | Value::Merged(_) => Self::Blank,
        }
    }

    /// About how many characters wide it is shown.
    pub(super) fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
            Self::Number(number) => number.to_string().len(),
            Self::Shown(shown) => shown.text.width(),
            Self::Truth(_) => 6,
            Self::Amount(money) => amount_width(money),
            Self::AtLeast(money) => amount_width(money) + 2,
            Self::Signed(amount) => amount_width(amount),
            Self::Unknown(word) => word.width(),
            Self::Day(_) => 10,
            Self::Moment(_) => 19,
            // An entry knows no language, and the Russian words are the longer ones.
            Self::Status(status) => status.title(crate::text::lang::Lang::Ru).width(),
        }
    }
}

/// Digits, the gaps between thousands, and a currency sign.
fn amount_width(amount: &impl ToString) -> usize {
    let digits = amount.to_string().len();
    digits + digits.saturating_sub(4) / 3 + 2
}

fn read_date(iso: &str) -> Entry<'_> {
    let moment = iso.parse::<DateTime>().ok().filter(|_| iso.contains(['T', ' ']));
    let day = iso.parse::<Date>().ok();
    match (moment, day) {
        // Excel stores a day as its midnight: nobody typed that time.
        (Some(moment), _) if moment.time() != jiff::civil::Time::midnight() => Entry::Moment(moment),
        (_, Some(day)) => Entry::Day(day),
        _ => Entry::text(iso),
    }
}

/// Excel's form of a day; none where Excel has no such day (before 1900).
pub(super) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, of_month).ok()
}

/// Excel's form of a time, to the second; none where Excel has no such day.
pub(super) fn excel_moment(at: DateTime) -> Option<ExcelDateTime> {
    let hour = u16::try_from(at.hour()).ok()?;
    let minute = u8::try_from(at.minute()).ok()?;
    excel_day(at.date())?.and_hms(hour, minute, f64::from(at.second())).ok()
}

/// Cuts text to what a cell can hold; an ellipsis says so.
pub(super) fn fitting(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return text;
    }
    // Counted as Excel counts and cut between characters: half of a surrogate pair is no text.
    let mut room = CELL_UNITS - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    Cow::Owned(kept.chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_to_what_a_cell_holds() {
        assert_eq!(fitting("a".repeat(32_767).into()).len(), 32_767);
        let cut = fitting("я".repeat(40_000).into());
        assert_eq!(cut.encode_utf16().count(), 32_767);
        assert!(cut.ends_with('…'));
        let pairs = fitting(format!("a{}", "😀".repeat(20_000)).into());
        assert_eq!(pairs.encode_utf16().count(), 32_766, "no half of a pair is kept");
        assert_eq!(fitting(format!("ab{}", "😀".repeat(20_000)).into()).encode_utf16().count(), 32_767);
    }

    #[test]
    fn dates_of_the_input_stay_dates() {
        let read = |iso: &str| Entry::read(&Cell { value: Value::Date(iso.to_owned()), formula: false }).clone_owned();
        assert_eq!(read("2026-12-03"), Entry::Day(jiff::civil::date(2026, 12, 3)));
        assert_eq!(read("2026-12-03T00:00:00"), Entry::Day(jiff::civil::date(2026, 12, 3)));
        assert_eq!(read("2026-12-03T10:30:00"), Entry::Moment(jiff::civil::date(2026, 12, 3).at(10, 30, 0, 0)));
        assert_eq!(read("10:30"), Entry::Text("10:30".into()));
    }

    impl Entry<'_> {
        fn clone_owned(&self) -> Entry<'static> {
            match self {
                Self::Text(text) => Entry::Text(text.clone().into_owned().into()),
                Self::Day(day) => Entry::Day(*day),
                Self::Moment(at) => Entry::Moment(*at),
                other => panic!("unexpected {other:?}"),
            }
        }
    }

    #[test]
    fn what_excel_has_no_day_for_is_no_day() {
        assert!(excel_day(jiff::civil::date(1899, 1, 1)).is_none());
        assert!(excel_day(jiff::civil::date(-5, 1, 1)).is_none());
        assert!(excel_moment(jiff::civil::date(2026, 2, 3).at(4, 5, 6, 0)).is_some());
    }
}
