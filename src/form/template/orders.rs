//! The sheet that people fill. Pure.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Worksheet, XlsxError};

use super::column::{Column, Filled};
use super::form::Form;
use super::style::Styles;
use super::{rule, words};
use crate::sheet::{Col, Content, Field, Value, names};

/// The last row of an Excel sheet, from 0: the rules go for all of it.
const LAST_ROW: u32 = 1_048_575;

pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, rows: &[Filled]) -> Result<(), XlsxError> {
    let styles = &form.styles;
    sheet.set_name(names::orders(form.lang))?;
    for (col, column) in (0_u16..).zip(&form.columns) {
        header(sheet, column, col, form)?;
        let rule = rule::rule(column, Col::from_index(col), form)?;
        sheet.add_data_validation(1, col, LAST_ROW, col, &rule)?;
        sheet.set_column_width(col, f64::from(column.width()))?;
        if let Some(format) = format(column, styles) {
            sheet.set_column_format(col, format)?;
        }
    }
    for (row, filled) in (1_u32..).zip(rows) {
        for (role, value) in filled {
            // A column that the table does not have has no place.
            let Some((col, column)) = (0..).zip(&form.columns).find(|(_, column)| column.role() == *role) else {
                continue;
            };
            put(sheet, row, col, value, format(column, styles))?;
        }
    }
    let of = |field| form.columns.iter().position(|column| *column == Column::Field(field));
    let order = Col::from_index(u16::try_from(of(Field::Enabled).unwrap_or(0)).unwrap_or(u16::MAX));
    // Either word may stand in a sheet, whatever language its headers are in.
    let left_out = ConditionalFormatFormula::new()
        .set_rule(format!("=OR(${order}2=\"no\",${order}2=\"нет\")").as_str())
        .set_format(&styles.left_out);
    let last = u16::try_from(form.columns.len() - 1).unwrap_or(u16::MAX);
    sheet.add_conditional_format(1, 0, LAST_ROW, last, &left_out)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    Ok(())
}

/// A header, and a note on it that says what the column takes.
fn header(sheet: &mut Worksheet, column: &Column, col: u16, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    let needed = column.needed();
    let (mark, format) = if needed { (" *", &styles.needed) } else { ("", &styles.optional) };
    let name = words::header_of(column, catalog, lang);
    sheet.write_string_with_format(0, col, format!("{name}{mark}"), format)?;
    let need = if needed {
        lang.pick("must be filled", "обязательно")
    } else {
        lang.pick("may stay empty", "необязательно")
    };
    let message = words::message_of(column, catalog, lang);
    let note = Note::new(format!("{name}: {need}\n{message}"));
    sheet.insert_note(
        0,
        col,
        &note.set_author(names::NOTE_AUTHOR).add_author_prefix(false).set_width(300).set_height(120),
    )?;
    sheet.set_row_height(0, 36.0)?;
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, col: u16, value: &Value, format: Option<&Format>) -> Result<(), XlsxError> {
    match (value, format) {
        (Value::Text(text), Some(format)) => sheet.write_string_with_format(row, col, text, format)?,
        (Value::Text(text), None) => sheet.write_string(row, col, text)?,
        (Value::Number(number), Some(format)) if number.is_finite() => {
            sheet.write_number_with_format(row, col, *number, format)?
        }
        (Value::Number(number), None) if number.is_finite() => sheet.write_number(row, col, *number)?,
        (Value::Bool(truth), _) => sheet.write_boolean(row, col, *truth)?,
        (
            Value::Number(_)
            | Value::Date(_)
            | Value::Error(_)
            | Value::NoValue
            | Value::Merged(_)
            | Value::Shown(_)
            | Value::TwoReadings(_),
            _,
        ) => {
            return Ok(());
        }
    };
    Ok(())
}

/// How the cells of a column look; none if nothing is to be said of it.
const fn format<'s>(column: &Column, styles: &'s Styles) -> Option<&'s Format> {
    match column.content() {
        Content::Pattern | Content::Text { .. } => Some(&styles.text),
        Content::Money => Some(&styles.money),
        Content::Name(_) => None,
        Content::Months | Content::Renewal | Content::Amount { .. } | Content::Number { .. } | Content::YesNo => {
            Some(&styles.centred)
        }
    }
}
