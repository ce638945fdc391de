//! The kit of a book's sheets: typed cells, amounts in any currency, columns as wide as what stands in them.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::sums::{Partly, tidy};
use crate::report::cell::write_cell;
use crate::report::entry::Entry;
use crate::report::style::{Look, Styles, currency_format};
use crate::report::totals::{number, unknown};
use crate::report::widths::{Width, to_pixels};
use crate::text::lang::Lang;

/// A column: its header in both languages, how its cells look, the least and the most characters of its width.
pub(super) struct Head(
    pub(super) &'static str,
    pub(super) &'static str,
    pub(super) Look,
    pub(super) usize,
    pub(super) usize,
);

/// A column, its headers as a pair.
macro_rules! head {
    ($en:literal / $ru:literal, $look:ident, $least:literal ..= $most:literal) => {
        $crate::report::book::leaf::Head($en, $ru, $crate::report::style::Look::$look, $least, $most)
    };
}

pub(super) use head;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Datum<'a> {
    /// Anything but an amount.
    Is(Entry<'a>),
    /// An amount in a currency; below zero for money that came back.
    Sum(Decimal, String),
    /// An amount of which a part is not known: at least so much.
    AtLeast(Decimal, String),
    /// An amount that nobody knows, in the currency that it would have.
    Unknown(String),
}

impl Datum<'_> {
    /// Nothing.
    pub(super) const BLANK: Self = Self::Is(Entry::Blank);

    fn width(&self) -> usize {
        match self {
            Self::Is(entry) => entry.width(),
            Self::Unknown(_) => 10,
            // Digits, the gaps between thousands, a sign and a currency's.
            Self::Sum(amount, _) | Self::AtLeast(amount, _) => {
                let digits = tidy(*amount).to_string().len() + if amount.scale() > 2 { 0 } else { 3 };
                digits + digits.saturating_sub(4) / 3 + 2
            }
        }
    }
}

impl Partly {
    /// The amount as a cell: exact, a lower bound, or unknown; never 0 for what is not known.
    pub(super) fn datum(&self, currency: &str) -> Datum<'static> {
        match (self.amounts, self.unknown) {
            (0, 0) => Datum::BLANK,
            (0, _) => Datum::Unknown(currency.to_owned()),
            (_, 0) => Datum::Sum(self.known, currency.to_owned()),
            (_, _) => Datum::AtLeast(self.known, currency.to_owned()),
        }
    }
}

/// The formats of amounts in one currency.
struct Amounts {
    exact: Format,
    at_least: Format,
    total: Format,
    total_at_least: Format,
    right: Format,
    wrong: Format,
}

/// Every format of a book, made once.
pub(super) struct Ink {
    pub(super) lang: Lang,
    pub(super) styles: Styles,
    /// By currency: of cents, and of more decimals than those.
    amounts: BTreeMap<String, [Amounts; 2]>,
    /// What stands below each sheet, at the left.
    footer: String,
}

impl Ink {
    pub(super) fn new(lang: Lang, currencies: &BTreeSet<String>, footer: String) -> Self {
        let styles = Styles::new(None, None);
        let of = |number: String| {
            let at_least = format!("\"≥ \"{number}");
            let with = |look: Look, code: &str| styles.look(look).clone().set_num_format(code);
            Amounts {
                exact: with(Look::Figure, &number),
                at_least: with(Look::Figure, &at_least),
                total: with(Look::Total, &number),
                total_at_least: with(Look::Total, &at_least),
                right: with(Look::Right, &number),
                wrong: with(Look::Wrong, &number),
            }
        };
        let both = |currency: &String| {
            let cents = currency_format(Some(currency));
            // Rounded to cents, parts of a cent would not add up to the sum below them.
            let finer = cents.replace("0.00", "0.00####");
            (currency.clone(), [of(cents), of(finer)])
        };
        let amounts = currencies.iter().map(both).collect();
        Self { lang, styles, amounts, footer }
    }

    fn of(&self, datum: &Datum<'_>, look: Look) -> &Format {
        let amounts = |currency: &str| {
            let finer = match datum {
                Datum::Sum(amount, _) | Datum::AtLeast(amount, _) => amount.normalize().scale() > 2,
                Datum::Is(_) | Datum::Unknown(_) => false,
            };
            self.amounts.get(currency).map(|both| &both[usize::from(finer)])
        };
        let found = match (datum, look) {
            (Datum::Sum(_, currency), Look::Total) => amounts(currency).map(|amounts| &amounts.total),
            (Datum::Sum(_, currency), Look::Right) => amounts(currency).map(|amounts| &amounts.right),
            (Datum::Sum(_, currency), Look::Wrong) => amounts(currency).map(|amounts| &amounts.wrong),
            (Datum::Sum(_, currency), _) => amounts(currency).map(|amounts| &amounts.exact),
            (Datum::AtLeast(_, currency), Look::Total) => amounts(currency).map(|amounts| &amounts.total_at_least),
            (Datum::AtLeast(_, currency), _) => amounts(currency).map(|amounts| &amounts.at_least),
            (Datum::Unknown(_), look) => Some(self.styles.of(&Entry::Unknown(""), look)),
            (Datum::Is(entry), look) => Some(self.styles.of(entry, look)),
        };
        found.unwrap_or_else(|| self.styles.look(look))
    }
}

/// A sheet of a book, written from the top down.
pub(super) struct Leaf<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) ink: &'a Ink,
    limits: Vec<(usize, usize)>,
    /// Which columns may be narrower than what stands in them, which goes on in another line.
    wrapped: Vec<bool>,
    widths: Vec<usize>,
    lines: usize,
}

/// The most lines that a row grows to; the whole text is in the cell.
const MOST_LINES: usize = 8;

/// The height of a line of 11 points, in points.
const LINE: f64 = 15.0;

impl<'a> Leaf<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, ink: &'a Ink) -> Self {
        Self { sheet, ink, limits: Vec::new(), wrapped: Vec::new(), widths: Vec::new(), lines: 1 }
    }

    pub(super) const fn lang(&self) -> Lang {
        self.ink.lang
    }

    /// Says how wide the columns may be.
    pub(super) fn limit(&mut self, heads: &[&Head]) {
        self.limits = heads.iter().map(|Head(_, _, _, least, most)| (*least, *most)).collect();
        self.wrapped = heads.iter().map(|Head(_, _, look, ..)| *look == Look::Wrapped).collect();
    }

    /// Writes the headers of a table into a row.
    pub(super) fn heads(&mut self, row: u32, heads: &[&Head]) -> Result<(), XlsxError> {
        for (Head(en, ru, look, ..), col) in heads.iter().zip(0..) {
            let text = self.lang().pick(en, ru);
            let look = if *look == Look::Figure { Look::HeaderRight } else { Look::Header };
            self.put(row, col, &Datum::Is(Entry::text(text)), look)?;
        }
        self.sheet.set_row_height(row, 2.0 * LINE + 2.0)?;
        self.lines = 1;
        Ok(())
    }

    /// Begins a sheet that is one table: its header stays in sight and is repeated on paper.
    pub(super) fn begin(&mut self, heads: &[&Head], frozen: u16) -> Result<(), XlsxError> {
        self.print(true);
        self.limit(heads);
        self.heads(0, heads)?;
        self.sheet.set_freeze_panes(1, frozen)?;
        self.sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// Writes another header over numbers into the first row.
    pub(super) fn header(&mut self, col: u16, text: &str) -> Result<(), XlsxError> {
        self.text(0, col, text, Look::HeaderRight)?;
        self.lines = 1;
        Ok(())
    }

    /// Writes a cell, and remembers how wide it is.
    pub(super) fn put(&mut self, row: u32, col: u16, datum: &Datum<'_>, look: Look) -> Result<(), XlsxError> {
        self.measure(col, datum, look);
        if matches!(datum, Datum::Is(Entry::Blank)) && !look.shows_when_empty() {
            return Ok(());
        }
        let format = self.ink.of(datum, look);
        match datum {
            Datum::Is(entry) => write_cell(self.sheet, (row, col), entry, (format, self.ink.lang))?,
            Datum::Unknown(_) => {
                self.sheet.write_string_with_format(row, col, unknown(self.ink.lang), format)?;
            }
            Datum::Sum(amount, _) | Datum::AtLeast(amount, _) => {
                self.sheet.write_number_with_format(row, col, number(*amount), format)?;
            }
        }
        Ok(())
    }

    /// Writes text in a row of a table.
    pub(super) fn text(&mut self, row: u32, col: u16, text: &str, look: Look) -> Result<(), XlsxError> {
        self.put(row, col, &Datum::Is(Entry::text(text)), look)
    }

    /// Writes a formula with its result, where that is a number; else what is said instead.
    pub(super) fn formula(
        &mut self,
        (row, col): (u32, u16),
        formula: String,
        result: &Datum<'_>,
        look: Look,
    ) -> Result<(), XlsxError> {
        let stored = match result {
            Datum::Is(Entry::Number(count)) => count.to_string(),
            Datum::Sum(amount, _) | Datum::AtLeast(amount, _) => number(*amount).to_string(),
            Datum::Is(_) | Datum::Unknown(_) => return self.put(row, col, result, look),
        };
        self.measure(col, result, look);
        let formula = Formula::new(formula).set_result(stored);
        self.sheet.write_formula_with_format(row, col, formula, self.ink.of(result, look))?;
        Ok(())
    }

    fn measure(&mut self, col: u16, datum: &Datum<'_>, look: Look) {
        let at = usize::from(col);
        if self.widths.len() <= at {
            self.widths.resize(at + 1, 0);
        }
        let (width, most) = (datum.width(), self.limits.get(at).map_or(40, |(_, most)| *most));
        // Statuses and totals are bold, and a status that breaks reads badly.
        let bold = matches!(datum, Datum::Is(Entry::Status(_))) || look == Look::Total;
        let room = width + width / 10 + if bold { width / 4 + 1 } else { 0 };
        let needed = match (look, datum) {
            (Look::Header | Look::HeaderRight, Datum::Is(Entry::Text(header))) => header_width(header),
            _ => room,
        };
        self.widths[at] = self.widths[at].max(needed);
        if look == Look::Wrapped {
            self.lines = self.lines.max(room.div_ceil(most.max(2) - 1));
        }
    }

    /// Remembers how wide a cell will be, without a word of it.
    pub(super) fn look_at(&mut self, col: u16, datum: &Datum<'_>, look: Look) {
        self.measure(col, datum, look);
        self.lines = 1;
    }

    /// Makes the first columns, which are printed, as wide as what was looked at, and then so much narrower that their
    /// letters can be read on paper; those of names only where that does not do.
    pub(super) fn make_room(&mut self, (printed, across): (usize, usize), is_name: impl Fn(usize) -> bool) {
        let fitted = |(at, (least, most)): (usize, &(usize, usize))| {
            let widest = self.widths.get(at).map_or(*least, |widest| widest + 1);
            Width { least: *least, most: widest.clamp(*least, *most) }
        };
        let mut widths: Vec<Width> = self.limits.iter().take(printed).enumerate().map(fitted).collect();
        let wrapped: Vec<bool> = self.wrapped.iter().take(printed).copied().collect();
        let first: Vec<bool> = wrapped.iter().enumerate().map(|(at, wrapped)| *wrapped && !is_name(at)).collect();
        to_pixels(&mut widths, &first, across);
        to_pixels(&mut widths, &wrapped, across);
        for (limit, width) in self.limits.iter_mut().zip(&widths) {
            limit.1 = width.most;
        }
    }

    /// Makes a finished row as high as its wrapped text: not every program does so by itself.
    pub(super) fn end_row(&mut self, row: u32) -> Result<(), XlsxError> {
        if self.lines > 1 {
            let lines = u16::try_from(self.lines.min(MOST_LINES)).unwrap_or(1);
            self.sheet.set_row_height(row, f64::from(lines) * LINE)?;
        }
        self.lines = 1;
        Ok(())
    }

    /// Makes every column as wide as its widest cell, within its limits. The last thing done to a sheet.
    pub(super) fn fit(&mut self) -> Result<(), XlsxError> {
        for (at, widest) in self.widths.iter().enumerate() {
            let (least, most) = self.limits.get(at).copied().unwrap_or((8, 40));
            let width = (widest + 1).clamp(least, most.max(least));
            let col = u16::try_from(at).unwrap_or(u16::MAX);
            self.sheet.set_column_width(col, f64::from(u16::try_from(width).unwrap_or(u16::MAX)))?;
        }
        Ok(())
    }

    /// Sets up printing: A4, one page wide, page numbers and the book's time below.
    pub(super) fn print(&mut self, landscape: bool) {
        let page = self.lang().pick("page &P of &N", "страница &P из &N");
        // In a footer `&` begins a command; two of them are the character.
        let footer = format!("&L&8{}&C&8&A&R&8{page}", self.ink.footer.replace('&', "&&"));
        // A4, by Excel's number.
        self.sheet.set_paper_size(9);
        self.sheet.set_margins(0.3, 0.3, 0.5, 0.6, 0.3, 0.3);
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

/// What a header needs that breaks into two lines, and never within a word: it is bold, and has a filter's button.
fn header_width(header: &str) -> usize {
    let longest = header.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let wide = header.width().div_ceil(2).max(longest);
    wide + wide / 5 + 3
}

/// The letters of a range of cells of another sheet, for formulas: rows count from 0.
pub(super) fn range(sheet: &str, col: u16, (first, last): (u32, u32)) -> String {
    let letters = crate::sheet::Col::from_index(col);
    format!("'{sheet}'!${letters}${}:${letters}${}", first + 1, last + 1)
}

/// A cell of the same sheet, for formulas: rows count from 0.
pub(super) fn cell(row: u32, col: u16) -> String {
    format!("{}{}", crate::sheet::Col::from_index(col), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::widths::ANYWHERE;

    #[test]
    fn what_is_printed_has_room_for_letters_that_can_be_read_and_names_are_broken_last() {
        let ink = Ink::new(Lang::En, &BTreeSet::new(), String::new());
        let text = |width: usize| Datum::Is(Entry::text("x".repeat(width)));
        let name = head!("Domain" / "Домен", Wrapped, 14..=24);
        let other = head!("Account" / "Учётная запись", Wrapped, 8..=24);
        let figure = head!("Charged" / "Списано", Figure, 12..=24);
        let heads = [&name, &other, &other, &other, &other, &figure, &figure, &figure, &figure, &figure];
        let mut sheet = Worksheet::new();
        let mut leaf = Leaf::new(&mut sheet, &ink);
        leaf.limit(&heads);
        (0..10).for_each(|col| leaf.look_at(col, &text(if col == 0 { 18 } else { 23 }), heads[usize::from(col)].2));
        leaf.make_room((10, ANYWHERE), |at| at == 0);
        let most: Vec<usize> = leaf.limits.iter().map(|(_, most)| *most).collect();
        let wide: usize = most.iter().map(|most| most * 7 + 5).sum();
        assert!(wide <= ANYWHERE, "{most:?}");
        assert!(most[0] >= 18 && most[1] < 24 && most[9] == 24, "{most:?}");
    }
}
