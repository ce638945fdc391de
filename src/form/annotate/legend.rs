//! The page that says what the colours mean and what was found in the file as a whole.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::cell::{MOST_NOTES, Tint, Tints, fitting};
use super::words::{own_header, said};
use crate::sheet::input::Input;
use crate::sheet::problem::{Diagnostic, Severity};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// How many problems there are, by their weight.
#[derive(Clone, Copy, Default)]
pub(super) struct Counts {
    notes: usize,
    warnings: usize,
    errors: usize,
}

impl Counts {
    /// Counts one more.
    pub(super) const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Note => self.notes += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Error => self.errors += 1,
        }
    }
}

/// What the page tells.
pub(super) struct Legend<'a> {
    pub(super) input: &'a Input,
    /// What was found in the file as a whole.
    pub(super) of_sheet: &'a [&'a Diagnostic],
    pub(super) counts: Counts,
    /// Whether some marked cells have no note.
    pub(super) notes_left_out: bool,
    pub(super) lang: Lang,
}

impl Legend<'_> {
    /// Adds the page behind the copy.
    pub(super) fn write(&self, book: &mut Workbook, tints: &Tints) -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(self.name())?;
        sheet.set_column_width(0, 26)?.set_column_width(1, 88)?;
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        let top = Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
        let (title, body) = (top.clone().set_bold().set_font_size(16), top.set_text_wrap());
        let heading = tr!(self.lang, "Check of {}", "Проверка {}", printable(&self.input.file));
        sheet.write_string_with_format(0, 0, heading, &title)?;
        let mut page = Page { sheet, row: 2, plain: tints.wrapped(Tint::None), body: &body };
        self.colours(&mut page, tints)?;
        page.row += 1;
        for diagnostic in self.of_sheet {
            page.line(self.lang.pick("the file", "файл"), &said(diagnostic, self.lang))?;
        }
        for text in hints(self.notes_left_out, self.lang) {
            page.line("", &text)?;
        }
        page.row += 1;
        self.origin(&mut page)
    }

    /// The page's name, which the sheet that is copied may have taken.
    fn name(&self) -> String {
        let name = self.lang.pick("Legend", "Пояснения");
        let taken = |sheet: &String| sheet.to_lowercase() == name.to_lowercase();
        if self.input.layout.sheet.as_ref().is_some_and(taken) { format!("{name} 2") } else { name.to_owned() }
    }

    /// What each colour means, and how often it is there.
    fn colours(&self, page: &mut Page<'_>, tints: &Tints) -> Result<(), XlsxError> {
        let (lang, Counts { notes, warnings, errors }) = (self.lang, self.counts);
        for (tint, name, text) in [
            (
                Tint::Error,
                tr!(lang, "errors: {errors}", "ошибок: {errors}"),
                lang.pick(
                    "The row cannot be ordered until it is corrected.",
                    "Строку нельзя заказать, пока ошибка не исправлена.",
                ),
            ),
            (
                Tint::Warning,
                tr!(lang, "warnings: {warnings}", "предупреждений: {warnings}"),
                lang.pick(
                    "This may not be what was meant; the row would be ordered as it is.",
                    "Возможно, имелось в виду другое; строка будет заказана как есть.",
                ),
            ),
            (
                Tint::Note,
                tr!(lang, "notes: {notes}", "примечаний: {notes}"),
                lang.pick("Worth knowing; nothing to do.", "К сведению; делать ничего не нужно."),
            ),
        ] {
            page.line_in(tints.text(tint), &name, text)?;
        }
        Ok(())
    }

    /// What the copy is made from, so that it can be told from another.
    fn origin(&self, page: &mut Page<'_>) -> Result<(), XlsxError> {
        let (lang, input) = (self.lang, self.input);
        let sheet = input.layout.sheet.as_ref().unwrap_or(&input.format);
        page.line(lang.pick("sheet", "лист"), sheet)?;
        page.line("SHA-256", &input.sha256)?;
        page.line(lang.pick("checked by", "проверено"), &format!("vdsbatch {}", env!("CARGO_PKG_VERSION")))
    }
}

/// The page's rows, written from the top.
struct Page<'p> {
    sheet: &'p mut Worksheet,
    row: u32,
    plain: &'p Format,
    body: &'p Format,
}

impl Page<'_> {
    fn line(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        self.line_in(self.plain, name, text)
    }

    /// A line whose name stands in a format of its own.
    fn line_in(&mut self, format: &Format, name: &str, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, name, format)?;
        self.sheet.write_string_with_format(self.row, 1, fitting(text), self.body)?;
        // Not every program makes rows as high as their text by itself.
        let lines = text.chars().count().div_ceil(82).max(1);
        if lines > 1 {
            self.sheet.set_row_height(self.row, 15.0 * f64::from(u16::try_from(lines.min(20)).unwrap_or(1)))?;
        }
        self.row += 1;
        Ok(())
    }
}

fn hints(notes_left_out: bool, lang: Lang) -> Vec<String> {
    let own = own_header(lang);
    let mut hints = vec![
        tr!(
            lang,
            "Each marked cell has a note; the column \"{own}\" says the same. Cell addresses are those of the file; titles, totals and empty rows are left out.",
            "У каждой отмеченной ячейки есть примечание; то же сказано в столбце «{own}». Адреса ячеек — как в исходном файле; строки с названием, итогами и пустые не копируются."
        ),
        lang.pick(
            "Correct the file, or this copy, and check it again: `vdsbatch check FILE`.",
            "Исправьте файл или эту копию и проверьте ещё раз: `vdsbatch check ФАЙЛ`.",
        )
        .to_owned(),
    ];
    if notes_left_out {
        let most = MOST_NOTES;
        hints.push(tr!(
            lang,
            "More than {most} cells are marked; those below have no note, only an entry in the column \"{own}\".",
            "Отмечено больше {most} ячеек; у нижних нет примечаний, есть только запись в столбце «{own}»."
        ));
    }
    hints
}
