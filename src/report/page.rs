//! A sheet being written: typed cells, and columns as wide as what stands in them.

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cell::write_cell;
use super::entry::Entry;
use super::style::{Look, Styles, currency_format};
use super::totals::number;
use super::view::View;
use super::widths::{
    ANYWHERE, Content, MOST_LINES, SIDE, USUAL, Width, across, lines_within, of_contents, room, two_lines,
};
use crate::money::Money;

/// The height of a header of two lines, in points.
const HEADER: f64 = 32.0;

/// The height of a line of 11 points, in points.
const LINE: f64 = 15.0;

/// A formula and what it comes to. Previewers and protected views do not calculate: they show the
/// result that is stored.
pub(super) struct Computed<'a> {
    pub(super) formula: String,
    pub(super) result: Entry<'a>,
}

/// A column of a sheet of ours: its header in both languages, how the header looks, the least and the
/// most characters of its width.
pub(super) struct Head(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) Look,
    pub(super) usize,
    pub(super) usize,
);

/// A sheet being written from the top down.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) view: &'a View<'a>,
    pub(super) styles: &'a Styles,
    /// How wide each column may be.
    limits: Vec<Width>,
    /// The widest content of each column so far.
    widths: Vec<usize>,
    /// How many lines the row being written needs.
    lines: usize,
    /// The last row written so far, and the last one that was made higher.
    last: u32,
    tall: Option<u32>,
    /// Whether what is written now stays off the paper, and makes no row higher.
    pub(super) off_paper: bool,
    /// How many columns stand at the left of every page across, where the sheet may take several.
    beside: Option<u16>,
    /// How many pixels one page across may take.
    pub(super) most_wide: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, view: &'a View<'a>, styles: &'a Styles) -> Self {
        Self {
            sheet,
            view,
            styles,
            limits: Vec::new(),
            widths: Vec::new(),
            lines: 1,
            last: 0,
            tall: None,
            off_paper: false,
            beside: None,
            most_wide: ANYWHERE,
        }
    }

    /// Begins a landscape sheet with these columns in its first row, which stays in sight as do the
    /// first `frozen` columns.
    pub(super) fn begin(&mut self, heads: &[Head], frozen: u16) -> Result<(), XlsxError> {
        self.print(true);
        self.beside = Some(frozen);
        self.sheet.set_freeze_panes(1, frozen)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.limits.extend(heads.iter().map(|Head(_, _, _, least, most)| Width { least: *least, most: *most }));
        for (Head(en, ru, look, ..), col) in heads.iter().zip(0..) {
            self.head(0, col, self.view.lang.pick(en, ru), *look)?;
        }
        self.end_header(0)
    }

    /// Writes a header; above times, with their zone.
    pub(super) fn head(&mut self, row: u32, col: u16, header: &str, look: Look) -> Result<(), XlsxError> {
        let header = match look {
            Look::HeaderTime => self.view.calendar.named(header),
            _ => header.to_owned(),
        };
        self.put(row, col, &Entry::text(header), look)
    }

    /// Begins a sheet in the layout of the input, whose columns hold this: as wide as what stands in them, on as many
    /// pages across as that takes, with the headers in this row.
    pub(super) fn begin_as_read(&mut self, contents: &[Content], header: u32) -> Result<(), XlsxError> {
        let (widths, across) = of_contents(contents);
        self.print(true);
        self.sheet.set_print_fit_to_pages(across, 0);
        self.sheet.set_freeze_panes(header + 1, 0)?;
        self.sheet.set_repeat_rows(header, header)?;
        self.limits = widths;
        Ok(())
    }

    /// Says how wide each column may be, from the left.
    pub(super) fn limit(&mut self, limits: impl IntoIterator<Item = Width>) {
        self.limits = limits.into_iter().collect();
    }

    fn limit_of(&self, at: usize) -> Width {
        self.limits.get(at).copied().unwrap_or(USUAL)
    }

    /// Writes a cell in the format of its content, and remembers how wide it is.
    pub(super) fn put(&mut self, row: u32, col: u16, entry: &Entry<'_>, look: Look) -> Result<(), XlsxError> {
        if *entry == Entry::Blank && !look.shows_when_empty() {
            return Ok(());
        }
        self.measure(col, entry, look);
        self.last = self.last.max(row);
        let styles = self.styles;
        self.write(row, col, entry, styles.of(entry, look))
    }

    /// Like [`put`](Self::put) for an amount in a currency that is none of the workbook's own.
    pub(super) fn put_in(
        &mut self,
        (row, col): (u32, u16),
        (amount, currency): (Money, &str),
        look: Look,
    ) -> Result<(), XlsxError> {
        let entry = Entry::Amount(amount);
        self.measure(col, &entry, look);
        self.last = self.last.max(row);
        let format = self.styles.of(&entry, look).clone().set_num_format(currency_format(Some(currency)));
        self.write(row, col, &entry, &format)
    }

    /// Like [`put`](Self::put) for an amount in the currency of payments.
    pub(super) fn put_paid(&mut self, row: u32, col: u16, entry: &Entry<'_>, look: Look) -> Result<(), XlsxError> {
        if *entry == Entry::Blank && !look.shows_when_empty() {
            return Ok(());
        }
        self.measure(col, entry, look);
        let styles = self.styles;
        self.write(row, col, entry, styles.of_paid(entry, look))
    }

    /// Like [`put`](Self::put) for one of many amounts side by side: without the sign of its currency, which another
    /// cell has.
    pub(super) fn put_bare(&mut self, row: u32, col: u16, entry: &Entry<'_>, look: Look) -> Result<(), XlsxError> {
        if *entry == Entry::Blank && !look.shows_when_empty() {
            return Ok(());
        }
        self.measure_bare(col, entry, look);
        self.last = self.last.max(row);
        let styles = self.styles;
        self.write(row, col, entry, styles.of_bare(entry, look))
    }

    /// Remembers how wide such an amount is.
    pub(super) fn measure_bare(&mut self, col: u16, entry: &Entry<'_>, look: Look) {
        let before = self.widths.get(usize::from(col)).copied().unwrap_or(0);
        self.measure(col, entry, look);
        if let (Entry::Amount(_) | Entry::AtLeast(_), Some(width)) = (entry, self.widths.get_mut(usize::from(col))) {
            // A sign and the space before it.
            *width = before.max(width.saturating_sub(if *width > before { 2 } else { 0 }));
        }
    }

    /// Writes a formula with its result, where the result is a number; else what is said instead.
    pub(super) fn put_formula(
        &mut self,
        row: u32,
        col: u16,
        computed: Computed<'_>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.last = self.last.max(row);
        let result = match &computed.result {
            Entry::Number(count) => count.to_string(),
            Entry::Amount(money) | Entry::AtLeast(money) => number(money.amount()).to_string(),
            Entry::Signed(amount) => number(*amount).to_string(),
            // A word in the place of a sum: no formula comes to it.
            said => return self.write(row, col, said, format),
        };
        let formula = Formula::new(computed.formula).set_result(result);
        self.sheet.write_formula_with_format(row, col, formula, format)?;
        Ok(())
    }

    /// Writes one cell.
    pub(super) fn write(&mut self, row: u32, col: u16, entry: &Entry<'_>, format: &Format) -> Result<(), XlsxError> {
        write_cell(self.sheet, (row, col), entry, (format, self.view.lang))
    }

    /// Remembers how wide a cell is, and how many lines it needs.
    pub(super) fn measure(&mut self, col: u16, entry: &Entry<'_>, look: Look) {
        let at = usize::from(col);
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        let width = match (look, entry) {
            // Room for the button of the filter.
            (Look::Header | Look::HeaderRight | Look::HeaderTime, Entry::Text(header)) => two_lines(header) + 2,
            // Statuses are bold, and a status that breaks reads badly: where there is no Calibri its
            // stand-in is wider still.
            (_, Entry::Status(_)) => room(entry.width()) + entry.width() / 5,
            // Bold is wider.
            (Look::Total, entry) => room(entry.width()) + entry.width() / 8,
            _ => room(entry.width()),
        };
        self.widths[at] = self.widths[at].max(width);
        if let (Look::Header | Look::HeaderRight | Look::HeaderTime, Entry::Text(header)) = (look, entry) {
            let most = self.limit_of(at).most;
            self.lines = self.lines.max(lines_within(header, most.saturating_sub(3).max(1)));
        }
        let wrapped = match (look, entry) {
            (Look::Wrapped | Look::Bad, Entry::Text(text)) => Some(text.as_ref()),
            (_, Entry::Status(status)) => Some(status.title(self.view.lang)),
            _ => None,
        };
        if let Some(text) = wrapped.filter(|_| !self.off_paper) {
            let most = self.limit_of(at).most.max(2) - 1;
            let lines = text.lines().map(|line| room(line.width()).div_ceil(most).max(1)).sum();
            self.lines = self.lines.max(lines);
        }
    }

    /// Makes a row of headers as high as they need, two lines at least.
    pub(super) fn end_header(&mut self, row: u32) -> Result<(), XlsxError> {
        let lines = u16::try_from(self.lines.clamp(2, MOST_LINES)).unwrap_or(2);
        self.sheet.set_row_height(row, f64::from(lines) * HEADER / 2.0)?;
        self.lines = 1;
        Ok(())
    }

    /// Makes a finished row as high as its wrapped text: not every program does so by itself.
    pub(super) fn end_row(&mut self, row: u32) -> Result<(), XlsxError> {
        if self.lines > 1 {
            let lines = self.lines.min(MOST_LINES);
            self.sheet.set_row_height(row, f64::from(u16::try_from(lines).unwrap_or(1)) * LINE)?;
            self.tall = Some(row);
            self.lines = 1;
        }
        Ok(())
    }

    /// Makes every column as wide as its widest cell, within its limits. The last thing done to a sheet.
    pub(super) fn fit(&mut self) -> Result<(), XlsxError> {
        // The streamed form writes its last row twice if that was made higher, and Excel calls the file
        // damaged: so an empty row is the last one.
        if !self.view.small && self.tall == Some(self.last) {
            self.sheet.write_blank(self.last + 1, 0, self.styles.look(Look::Plain))?;
        }
        let fitted = |(at, widest): (usize, &usize)| {
            let Width { least, most } = self.limit_of(at);
            let width = (widest + 1).clamp(least, most.max(least));
            Width { least: width, most: width }
        };
        let widths: Vec<Width> = self.widths.iter().enumerate().map(fitted).collect();
        for (width, col) in widths.iter().zip(0..) {
            self.sheet.set_column_width(col, f64::from(u16::try_from(width.most).unwrap_or(u16::MAX)))?;
        }
        if let Some(beside) = self.beside {
            self.spread(&widths, beside)?;
        }
        Ok(())
    }

    /// Prints a wide sheet on several pages across, each with its first columns, and not in letters that nobody can read.
    fn spread(&mut self, widths: &[Width], beside: u16) -> Result<(), XlsxError> {
        let (wide, first) = (across(widths), across(&widths[..usize::from(beside).min(widths.len())]));
        if wide <= self.most_wide || first >= ANYWHERE / 2 {
            return Ok(());
        }
        let pages = (wide - first).div_ceil(ANYWHERE - first);
        self.sheet.set_print_fit_to_pages(u16::try_from(pages).unwrap_or(u16::MAX), 0);
        if beside > 0 {
            self.sheet.set_repeat_columns(0, beside - 1)?;
        }
        Ok(())
    }

    /// Sets up printing: A4, one page wide, page numbers and the run below.
    pub(super) fn print(&mut self, landscape: bool) {
        let run = &self.view.run.facts.id;
        let lang = self.view.lang;
        let page = lang.pick("page &P of &N", "страница &P из &N");
        let mark = if self.view.run.facts.sandbox {
            lang.pick(" · PRACTICE RUN", " · УЧЕБНЫЙ ПРОГОН")
        } else if self.view.plan {
            lang.pick(" · PLAN", " · ПЛАН")
        } else {
            ""
        };
        // In a footer `&` begins a command; two of them are the character.
        let footer = format!("&L&8vdsbatch · {}{mark}&C&8&A&R&8{page}", run.replace('&', "&&"));
        // A4, by Excel's number.
        self.sheet.set_paper_size(9);
        self.sheet.set_margins(SIDE, SIDE, 0.5, 0.6, 0.3, 0.3);
        self.sheet.set_print_fit_to_pages(1, 0);
        // The library leaves out a longer one and says so on standard error, which is not its own.
        if footer.encode_utf16().count() <= 255 {
            self.sheet.set_footer(footer);
        }
        if landscape {
            self.sheet.set_landscape();
        }
    }
}

/// A header's text as a table takes it: one line of at most 240 UTF-16 units without outer spaces.
///
/// Excel calls a file damaged whose table names a column otherwise than the header's cell does, so
/// nothing is left that is written one way in an attribute and another way in a cell.
pub(super) fn header_text(text: &str) -> String {
    let unfit = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    let line: String = text.chars().map(|c| if unfit(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    // Excel takes 255; a number that tells two headers apart may follow.
    let mut room = 240_usize;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    without_escapes(&words.join(" ")).chars().take_while(fits).collect()
}

/// Parts what a spreadsheet would read as the escape of a character: `_x0041_`.
fn without_escapes(text: &str) -> String {
    let is_escape = |rest: &str| {
        let code = rest.as_bytes().get(..5);
        code.is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
    };
    let mut parts = text.split("_x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for rest in parts {
        out.push_str(if is_escape(rest) { "_ x" } else { "_x" });
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_one_line_without_outer_spaces() {
        assert_eq!(header_text(" Owner\r\n of\tit "), "Owner of it");
        assert_eq!(header_text(&"я".repeat(1000)).chars().count(), 240);
        assert_eq!(header_text(&"😀".repeat(1000)).encode_utf16().count(), 240);
        assert_eq!(header_text("a_x0041_b_x_\u{ffff}"), "a_ x0041_b_x_");
    }
}
