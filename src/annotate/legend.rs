//! The page that says what the colours mean and what was found in the file as a whole.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::cell::{Tint, Tints};
use super::said;
use crate::diagnostic::Diagnostic;
use crate::input::Input;
use crate::lang::{Lang, tr};

/// The page's rows, written from the top.
struct Page<'p> {
    sheet: &'p mut rust_xlsxwriter::Worksheet,
    row: u32,
}

impl Page<'_> {
    fn line(
        &mut self,
        (left, left_format): (&str, &Format),
        (right, format): (&str, &Format),
    ) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, left, left_format)?;
        self.sheet.write_string_with_format(self.row, 1, super::cell::fitting(right), format)?;
        let lines = right.chars().count().div_ceil(82).max(1);
        if lines > 1 {
            self.sheet.set_row_height(self.row, 15.0 * f64::from(u16::try_from(lines.min(20)).unwrap_or(1)))?;
        }
        self.row += 1;
        Ok(())
    }
}

pub(super) fn write(
    book: &mut Workbook,
    (input, of_sheet, [notes, warnings, errors]): (&Input, &[&Diagnostic], [usize; 3]),
    (lang, notes_left_out): (Lang, bool),
    tints: &Tints,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    let name = lang.pick("Legend", "Пояснения");
    let taken = input.layout.sheet.as_ref().is_some_and(|sheet| sheet.to_lowercase() == name.to_lowercase());
    sheet.set_name(if taken { format!("{name} 2") } else { name.to_owned() })?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 88)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    let top = Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
    let (title, body) = (top.clone().set_bold().set_font_size(16), top.set_text_wrap());
    let heading = tr!(lang, "Check of {}", "Проверка {}", crate::printable::printable(&input.file));
    sheet.write_string_with_format(0, 0, heading, &title)?;
    let mut page = Page { sheet, row: 2 };
    let plain = &tints.wrapped(Tint::None).clone();
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
                "Probably not what was meant; the row would be ordered as it is.",
                "Возможно, имелось в виду другое; строка будет заказана как есть.",
            ),
        ),
        (
            Tint::Note,
            tr!(lang, "notes: {notes}", "примечаний: {notes}"),
            lang.pick("Worth knowing; nothing to do.", "К сведению; делать ничего не нужно."),
        ),
    ] {
        page.line((&name, tints.text(tint)), (text, &body))?;
    }
    page.row += 1;
    for diagnostic in of_sheet {
        page.line((lang.pick("the file", "файл"), plain), (&said(diagnostic, lang), &body))?;
    }
    for text in hints(notes_left_out, lang) {
        page.line(("", plain), (&text, &body))?;
    }
    page.row += 1;
    for (name, text) in [
        (lang.pick("sheet", "лист"), input.layout.sheet.clone().unwrap_or_else(|| input.format.clone())),
        ("SHA-256", input.sha256.clone()),
        (lang.pick("checked by", "проверено"), format!("vdsbatch {}", env!("CARGO_PKG_VERSION"))),
    ] {
        page.line((name, plain), (&text, &body))?;
    }
    Ok(())
}

fn hints(notes_left_out: bool, lang: Lang) -> Vec<String> {
    let own = super::own_header(lang);
    let mut hints = vec![
        tr!(
            lang,
            "Each marked cell has a note; the column {own} tells the same. Addresses are those of the file; titles, totals and empty rows are left out.",
            "У каждой отмеченной ячейки есть примечание; то же сказано в столбце «{own}». Адреса — как в файле; строки с названием, итогами и пустые не копируются."
        ),
        lang.pick(
            "Correct the file, or this copy, and check it again: vdsbatch check FILE.",
            "Исправьте файл или эту копию и проверьте ещё раз: vdsbatch check ФАЙЛ.",
        )
        .to_owned(),
    ];
    if notes_left_out {
        let most = super::MOST_NOTES;
        hints.push(tr!(
            lang,
            "There are more than {most} marked cells; those below have no note, only the column {own}.",
            "Отмеченных ячеек больше {most}; у нижних нет примечаний, только столбец «{own}»."
        ));
    }
    hints
}
