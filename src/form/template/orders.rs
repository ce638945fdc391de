//! The sheet that people fill. Pure.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Worksheet, XlsxError};

use super::form::Form;
use super::style::Styles;
use super::{rule, words};
use crate::sheet::{Col, Content, Field, Value, names};

/// The last row of an Excel sheet, from 0: the rules go for all of it.
const LAST_ROW: u32 = 1_048_575;

/// A row of the sheet: what stands in which column. Columns that are not named stay empty.
pub type Filled = Vec<(Field, Value)>;

pub(super) fn write(sheet: &mut Worksheet, form: &Form<'_>, rows: &[Filled]) -> Result<(), XlsxError> {
    let styles = &form.styles;
    sheet.set_name(names::orders(form.lang))?;
    for (col, field) in (0_u16..).zip(Field::ALL) {
        header(sheet, field, col, form)?;
        let rule = rule::rule(field, Col::from_index(col), form)?;
        sheet.add_data_validation(1, col, LAST_ROW, col, &rule)?;
        sheet.set_column_width(col, f64::from(field.facts().width))?;
        if let Some(format) = format(field, styles) {
            sheet.set_column_format(col, format)?;
        }
    }
    for (row, filled) in (1_u32..).zip(rows) {
        for (field, value) in filled {
            put(sheet, row, field.index(), value, format(*field, styles))?;
        }
    }
    let order = Col::from_index(Field::Enabled.index());
    // Either word may stand in a sheet, whatever language its headers are in.
    let left_out = ConditionalFormatFormula::new()
        .set_rule(format!("=OR(${order}2=\"no\",${order}2=\"нет\")").as_str())
        .set_format(&styles.left_out);
    let last = Field::ALL[Field::ALL.len() - 1].index();
    sheet.add_conditional_format(1, 0, LAST_ROW, last, &left_out)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3);
    Ok(())
}

/// A header, and a note on it that says what the column takes.
fn header(sheet: &mut Worksheet, field: Field, col: u16, form: &Form<'_>) -> Result<(), XlsxError> {
    let (catalog, styles, lang) = (form.catalog, &form.styles, form.lang);
    let needed = field.facts().needed;
    let (mark, format) = if needed { (" *", &styles.needed) } else { ("", &styles.optional) };
    let name = words::header(field, catalog, lang);
    sheet.write_string_with_format(0, col, format!("{name}{mark}"), format)?;
    let need = if needed {
        lang.pick("must be filled", "обязательно")
    } else {
        lang.pick("may stay empty", "необязательно")
    };
    let message = words::message(field, catalog, lang);
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
const fn format(field: Field, styles: &Styles) -> Option<&Format> {
    match field.facts().content {
        Content::Pattern | Content::Text { .. } => Some(&styles.text),
        Content::Money => Some(&styles.money),
        Content::Name(_) => None,
        Content::Months | Content::Renewal | Content::Amount { .. } | Content::Number { .. } | Content::YesNo => {
            Some(&styles.centred)
        }
    }
}
