//! One cell of a workbook: each kind of content is written as what it is.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::entry::{Entry, excel_day, excel_moment};
use super::totals::number;
use crate::sheet::Held;
use crate::text::lang::Lang;

/// Writes one cell. Text is always a text cell, whatever it begins with.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    entry: &Entry<'_>,
    (format, lang): (&Format, Lang),
) -> Result<(), XlsxError> {
    match entry {
        Entry::Blank => sheet.write_blank(row, col, format)?,
        Entry::Text(text) => sheet.write_string_with_format(row, col, text.as_ref(), format)?,
        Entry::Number(number) if number.is_finite() => sheet.write_number_with_format(row, col, *number, format)?,
        // What is no number would be written in words of the library's own.
        Entry::Number(number) => sheet.write_string_with_format(row, col, number.to_string(), format)?,
        Entry::Shown(shown) => {
            let format = format.clone().set_num_format(&shown.code);
            match &shown.stored {
                Held::Number(number) => sheet.write_number_with_format(row, col, *number, &format)?,
                Held::Text(text) => sheet.write_string_with_format(row, col, text, &format)?,
            }
        }
        Entry::Truth(truth) => sheet.write_boolean_with_format(row, col, *truth, format)?,
        Entry::Amount(money) | Entry::AtLeast(money) => {
            sheet.write_number_with_format(row, col, number(money.amount()), format)?
        }
        Entry::Signed(amount) => sheet.write_number_with_format(row, col, number(*amount), format)?,
        Entry::Unknown(word) => sheet.write_string_with_format(row, col, *word, format)?,
        Entry::Day(day) => match excel_day(*day) {
            Some(excel) => sheet.write_datetime_with_format(row, col, &excel, format)?,
            None => sheet.write_string_with_format(row, col, day.to_string(), format)?,
        },
        Entry::Moment(at) => match excel_moment(*at) {
            Some(excel) => sheet.write_datetime_with_format(row, col, &excel, format)?,
            None => sheet.write_string_with_format(row, col, at.to_string(), format)?,
        },
        Entry::Status(status) => sheet.write_string_with_format(row, col, status.title(lang), format)?,
    };
    Ok(())
}
