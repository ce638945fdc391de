//! A sheet being written: typed cells, and columns as wide as what stands in them.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::entry::{Entry, excel_day, excel_moment, fitting};
use super::style::{Look, Styles};
use super::view::View;

/// The narrowest column, in characters.
const NARROWEST: usize = 4;

/// A sheet being written from the top down.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) view: &'a View<'a>,
    pub(super) styles: &'a Styles,
    widths: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, view: &'a View<'a>, styles: &'a Styles) -> Self {
        Self { sheet, view, styles, widths: Vec::new() }
    }

    /// Writes a cell in the format of its content, and remembers how wide it is.
    pub(super) fn put(&mut self, row: u32, col: u16, entry: &Entry<'_>, look: Look) -> Result<(), XlsxError> {
        let width = entry.width();
        let at = usize::from(col);
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        self.widths[at] = self.widths[at].max(width);
        let styles = self.styles;
        write_cell(self.sheet, (row, col), entry, styles.of(entry, look), self.view)
    }

    /// Like [`put`](Self::put) for an amount in the currency of payments.
    pub(super) fn put_paid(&mut self, row: u32, col: u16, entry: &Entry<'_>, look: Look) -> Result<(), XlsxError> {
        self.put(row, col, &Entry::Blank, look)?;
        let styles = self.styles;
        if let Some(widest) = self.widths.get_mut(usize::from(col)) {
            *widest = (*widest).max(entry.width());
        }
        write_cell(self.sheet, (row, col), entry, styles.of_paid(entry, look), self.view)
    }

    /// Makes a column as wide as its widest cell, within limits in characters.
    pub(super) fn fit(&mut self, col: u16, least: usize, most: usize) -> Result<(), XlsxError> {
        let widest = self.widths.get(usize::from(col)).copied().unwrap_or(0);
        // Cyrillic letters are wider than the digit that Excel measures by.
        let wanted = widest + widest / 12 + 2;
        let width = wanted.clamp(least.max(NARROWEST), most.max(least).max(NARROWEST));
        self.sheet.set_column_width(col, f64::from(u16::try_from(width).unwrap_or(u16::MAX)))?;
        Ok(())
    }

    /// Sets up printing: A4, one page wide, page numbers and the run below.
    pub(super) fn print(&mut self, landscape: bool) {
        let run = &self.view.run.facts.id;
        let lang = self.view.lang;
        let page = lang.pick("page &P of &N", "страница &P из &N");
        let footer = format!("&L&8vdsbatch · {}&C&8&A&R&8{page}", run.replace('&', "&&"));
        self.sheet.set_paper_size(9);
        self.sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
        self.sheet.set_print_fit_to_pages(1, 0);
        if footer.encode_utf16().count() <= 255 {
            self.sheet.set_footer(footer);
        }
        if landscape {
            self.sheet.set_landscape();
        }
    }
}

/// Writes one cell. Text is always a text cell, whatever it begins with.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    entry: &Entry<'_>,
    format: &Format,
    view: &View<'_>,
) -> Result<(), XlsxError> {
    match entry {
        Entry::Blank => sheet.write_blank(row, col, format)?,
        Entry::Text(text) => sheet.write_string_with_format(row, col, text.as_ref(), format)?,
        Entry::Number(number) if number.is_finite() => sheet.write_number_with_format(row, col, *number, format)?,
        Entry::Number(number) => sheet.write_string_with_format(row, col, number.to_string(), format)?,
        Entry::Truth(truth) => sheet.write_boolean_with_format(row, col, *truth, format)?,
        Entry::Amount(money) | Entry::AtLeast(money) => {
            sheet.write_number_with_format(row, col, super::totals::number(*money), format)?
        }
        Entry::Unknown(word) => sheet.write_string_with_format(row, col, *word, format)?,
        Entry::Day(day) => match excel_day(*day) {
            Some(excel) => sheet.write_datetime_with_format(row, col, &excel, format)?,
            None => sheet.write_string_with_format(row, col, day.to_string(), format)?,
        },
        Entry::Moment(at) => match excel_moment(*at) {
            Some(excel) => sheet.write_datetime_with_format(row, col, &excel, format)?,
            None => sheet.write_string_with_format(row, col, at.to_string(), format)?,
        },
        Entry::Status(status) => sheet.write_string_with_format(row, col, status.title(view.lang), format)?,
    };
    Ok(())
}

/// A header's text as a table takes it: one line, at most 255 characters, without outer spaces.
pub(super) fn header_text(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    fitting(words.join(" ").into()).chars().take(250).collect()
}
