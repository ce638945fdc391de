//! The Orders sheet: a line per server, with filters and totals.

use rust_xlsxwriter::{Formula, IgnoreError, Table, TableColumn, TableFunction, TableStyle, Worksheet, XlsxError};

use super::column::Name;
use super::columns::{Columns, index};
use super::entry::Entry;
use super::page::{Computed, Page};
use super::style::{Look, Styles};
use super::totals::Sum;
use super::view::{Subject, View};
use crate::sheet::Col;
use crate::text::lang::Lang;

/// The most columns of the input that the sheet has.
pub(super) const MOST_CARRIED: usize = 1000;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let columns = Columns::of(view, MOST_CARRIED);
    let mut page = Page::new(sheet, view, styles);
    arrange(&mut page, &columns)?;
    for ((header, shown), at) in columns.headers.iter().zip(&columns.all).zip(0..) {
        page.put(0, at, &Entry::text(header.as_str()), shown.header_look())?;
    }
    page.end_header(0)?;
    let mut sum = Sum::default();
    let mut row = 0;
    for subject in view.subjects() {
        row += 1;
        sum.add(subject.line, &view.reckoning);
        write_line(&mut page, row, &subject, &columns)?;
    }
    // Excel knows no table without a line, and the library makes none.
    if row == 0 {
        let said = Entry::text(view.lang.pick("no orders", "заказов нет"));
        page.put(1, columns.at(Name::Domain), &said, Look::Muted)?;
    } else {
        let area = Area { columns: &columns, last_row: row, last_col: index(columns.all.len() - 1) };
        area.finish(&mut page, &sum)?;
    }
    page.fit()
}

/// Everything about the sheet that does not depend on its lines.
fn arrange(page: &mut Page<'_>, columns: &Columns<'_>) -> Result<(), XlsxError> {
    page.print(true);
    page.sheet.set_freeze_panes(1, columns.at(Name::Domain) + 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.group_columns_collapsed(columns.technical, index(columns.all.len() - 1))?;
    page.limit(columns.widths.iter().copied());
    Ok(())
}

fn write_line<'a>(page: &mut Page<'_>, row: u32, s: &Subject<'a>, columns: &Columns<'a>) -> Result<(), XlsxError> {
    for (shown, at) in columns.all.iter().zip(0..) {
        let (entry, look) = shown.entry(s);
        // A row that is high for what is not printed would be an empty one on paper.
        page.off_paper = at >= columns.printed;
        if shown.is_paid() {
            page.put_paid(row, at, &entry, look)?;
        } else {
            page.put(row, at, &entry, look)?;
        }
    }
    page.off_paper = false;
    page.end_row(row)
}

/// The lines on the sheet: below the header, above the totals.
struct Area<'a> {
    columns: &'a Columns<'a>,
    last_row: u32,
    last_col: u16,
}

impl Area<'_> {
    /// Filters, totals, and what is printed.
    fn finish(&self, page: &mut Page<'_>, sum: &Sum) -> Result<(), XlsxError> {
        if page.view.small {
            self.as_table(page, sum)?;
        } else {
            page.sheet.autofilter(0, 0, self.last_row, self.last_col)?;
        }
        // Behind the table, which stores 0 as what each of its totals comes to.
        self.write_totals(page, sum)?;
        // All else stays off the paper: with it, one page's width leaves nothing that can be read.
        page.sheet.set_print_area(0, 0, self.last_row + 1, self.columns.printed - 1)?;
        page.sheet.ignore_error_range(1, 0, self.last_row, self.last_col, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn as_table(&self, page: &mut Page<'_>, sum: &Sum) -> Result<(), XlsxError> {
        let totals = self.totals(sum, page.view.lang);
        let shown = self.columns.headers.iter().zip(&self.columns.all).zip(0..);
        let columns: Vec<TableColumn> = shown
            .map(|((header, shown), at)| {
                let column = TableColumn::new()
                    .set_header(header)
                    // The table writes the header cells once more, without the format that they have.
                    .set_header_format(page.styles.look(shown.header_look()));
                match totals.iter().find(|(of, _)| *of == at) {
                    _ if at == 0 => column.set_total_label(total_label(page.view.lang)),
                    Some((_, Entry::Unknown(word))) => column.set_total_label(*word),
                    Some((_, Entry::Blank)) | None => column,
                    Some(_) => column.set_total_function(TableFunction::Custom(Formula::new(self.total(page, at)))),
                }
            })
            .collect();
        let table =
            Table::new().set_name("Orders").set_style(TableStyle::Light9).set_columns(&columns).set_total_row(true);
        page.sheet.add_table(0, 0, self.last_row + 1, self.last_col, &table)?;
        Ok(())
    }

    /// Sums what the filter leaves. The table is named, since LibreOffice takes no `[Column]` alone.
    fn total(&self, page: &Page<'_>, at: u16) -> String {
        // Unlike 3 and 9, these leave out the rows that somebody hides by hand as well.
        let function = if at == self.columns.at(Name::Domain) { 103 } else { 109 };
        if page.view.small {
            let header = self.columns.headers.get(usize::from(at)).map_or("", String::as_str);
            return format!("SUBTOTAL({function},Orders[{header}])");
        }
        let (letters, last) = (Col::from_index(at), self.last_row + 1);
        format!("SUBTOTAL({function},{letters}2:{letters}{last})")
    }

    /// What stands below the lines, by column.
    fn totals(&self, sum: &Sum, lang: Lang) -> [(u16, Entry<'static>); 4] {
        [
            (Name::Domain, Entry::count(sum.servers)),
            (Name::Planned, sum.planned_entry(lang)),
            (Name::Actual, sum.actual_entry(lang)),
            (Name::Difference, sum.difference_entry(lang)),
        ]
        .map(|(name, entry)| (self.columns.at(name), entry))
    }

    /// Writes the totals with their results stored: previewers and protected views do not calculate.
    fn write_totals(&self, page: &mut Page<'_>, sum: &Sum) -> Result<(), XlsxError> {
        let row = self.last_row + 1;
        let (styles, lang) = (page.styles, page.view.lang);
        for at in 0..=self.last_col {
            page.sheet.write_blank(row, at, styles.look(Look::Total))?;
        }
        page.put(row, 0, &Entry::text(total_label(lang)), Look::Total)?;
        for (at, entry) in self.totals(sum, lang) {
            let formula = self.total(page, at);
            page.measure(at, &entry, Look::Total);
            let format = if self.columns.all[usize::from(at)].is_paid() {
                styles.of_paid(&entry, Look::Total)
            } else {
                styles.of(&entry, Look::Total)
            };
            page.put_formula(row, at, Computed { formula, result: entry }, format)?;
        }
        Ok(())
    }
}

const fn total_label(lang: Lang) -> &'static str {
    lang.pick("Total", "Итого")
}
