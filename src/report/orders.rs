//! The Orders sheet: a line per server, with filters and totals.

use std::collections::HashSet;

use rust_xlsxwriter::{Formula, IgnoreError, Table, TableColumn, TableFunction, TableStyle, Worksheet, XlsxError};

use super::column::{ACTUAL, BOOKED, Column, DIFFERENCE, DOMAIN, PLANNED, TECHNICAL, ours};
use super::entry::Entry;
use super::named;
use super::page::{Computed, HEADER, Page, Width, header_text};
use super::style::{Look, Styles};
use super::totals::Sum;
use super::view::{Subject, View};
use crate::sheet::{Col, Column as ReadColumn};
use crate::text::lang::Lang;

/// The most columns that the input may carry along.
const MOST_CARRIED: usize = 1000;

pub(super) fn write(sheet: &mut Worksheet, view: &View<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let carried: Vec<&ReadColumn> = named::columns(&view.run.facts.input.layout).take(MOST_CARRIED).collect();
    let (headers, ours) = (headers(view, &carried), ours(view));
    let mut page = Page::new(sheet, view, styles);
    arrange(&mut page, carried.len())?;
    for (header, at) in headers.iter().zip(0..) {
        page.put(0, at, &Entry::text(header.as_str()), header_look(&ours, usize::from(at)))?;
    }
    let mut sum = Sum::default();
    let mut row = 0;
    for subject in view.subjects() {
        row += 1;
        sum.add(subject.line, &view.reckoning);
        write_line(&mut page, row, &subject, (&ours, &carried))?;
    }
    // Excel knows no table without a line, and the library makes none.
    if row == 0 {
        page.put(1, DOMAIN, &Entry::text(view.lang.pick("no orders", "заказов нет")), Look::Muted)?;
    } else {
        let area = Area { last_row: row, last_col: col(headers.len() - 1) };
        area.finish(&mut page, &headers, &sum)?;
    }
    page.fit()
}

/// Ours first, so that a carried header gives way to ours and never the other way round.
pub(super) fn headers(view: &View<'_>, carried: &[&ReadColumn]) -> Vec<String> {
    let of_ours = |column: &Column| view.lang.pick(column.header.0, column.header.1).to_owned();
    let ours = ours(view);
    let all_of_ours = ours.iter().copied().chain(TECHNICAL);
    let mut taken: HashSet<String> = all_of_ours.map(|column| of_ours(column).to_lowercase()).collect();
    let mut headers: Vec<String> = ours.iter().copied().map(of_ours).collect();
    for column in carried {
        let name = Some(header_text(named::header(column, view.lang))).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| column.col.to_string());
        headers.push(unique(&name, &mut taken));
    }
    headers.extend(TECHNICAL.iter().map(of_ours));
    headers
}

fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut tried = name.to_owned();
    let mut n = 1_u32;
    // Excel calls a table damaged in which two headers differ in nothing but case.
    while !taken.insert(tried.to_lowercase()) {
        n += 1;
        tried = format!("{name} ({n})");
    }
    tried
}

/// Everything about the sheet that does not depend on its lines.
fn arrange(page: &mut Page<'_>, carried: usize) -> Result<(), XlsxError> {
    page.print(true);
    let ours = ours(page.view);
    let (first, last) = (col(ours.len() + carried), col(ours.len() + carried + TECHNICAL.len() - 1));
    page.sheet.set_freeze_panes(1, DOMAIN + 1)?;
    page.sheet.set_repeat_rows(0, 0)?;
    page.sheet.group_columns_collapsed(first, last)?;
    page.sheet.set_row_height(0, HEADER)?;
    let between = std::iter::repeat_n(Width { least: 8, most: 30 }, carried);
    let widths = ours.iter().map(|column| column.width);
    page.limit(widths.chain(between).chain(TECHNICAL.iter().map(|column| column.width)));
    Ok(())
}

/// How the header of a column looks: above figures, it stands to the right as they do.
fn header_look(ours: &[&Column], at: usize) -> Look {
    match ours.get(at) {
        Some(Column { look: Look::Figure, .. }) => Look::HeaderRight,
        _ => Look::Header,
    }
}

fn write_line(
    page: &mut Page<'_>,
    row: u32,
    s: &Subject<'_>,
    (ours, carried): (&[&Column], &[&ReadColumn]),
) -> Result<(), XlsxError> {
    let mut at = 0;
    for column in ours {
        let entry = (column.entry)(s);
        if is_paid(at) {
            page.put_paid(row, at, &entry, column.look)?;
        } else {
            page.put(row, at, &entry, column.look)?;
        }
        at += 1;
    }
    for column in carried {
        let entry = named::entry(s, column);
        page.put(row, at, &entry, named::look(&entry))?;
        at += 1;
    }
    for column in TECHNICAL {
        page.put(row, at, &(column.entry)(s), column.look)?;
        at += 1;
    }
    page.end_row(row)
}

/// The lines on the sheet: below the header, above the totals.
struct Area {
    last_row: u32,
    last_col: u16,
}

impl Area {
    /// Filters, totals, and what is printed.
    fn finish(&self, page: &mut Page<'_>, headers: &[String], sum: &Sum) -> Result<(), XlsxError> {
        if page.view.small {
            self.as_table(page, headers, sum)?;
        } else {
            page.sheet.autofilter(0, 0, self.last_row, self.last_col)?;
        }
        // Behind the table, which stores 0 as what each of its totals comes to.
        self.totals(page, headers, sum)?;
        // All else stays off the paper: with it, one page's width leaves nothing that can be read.
        page.sheet.set_print_area(0, 0, self.last_row + 1, BOOKED - 1)?;
        page.sheet.ignore_error_range(1, 0, self.last_row, self.last_col, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn as_table(&self, page: &mut Page<'_>, headers: &[String], sum: &Sum) -> Result<(), XlsxError> {
        let (totals, ours) = (totals(sum, page.view.lang), ours(page.view));
        let columns: Vec<TableColumn> = headers
            .iter()
            .zip(0..)
            .map(|(header, at)| {
                let column = TableColumn::new()
                    .set_header(header)
                    // The table writes the header cells once more, without the format that they have.
                    .set_header_format(page.styles.look(header_look(&ours, usize::from(at))));
                match totals.iter().find(|(of, _)| *of == at) {
                    _ if at == 0 => column.set_total_label(total_label(page.view.lang)),
                    Some((_, Entry::Unknown(word))) => column.set_total_label(*word),
                    Some((_, Entry::Blank)) | None => column,
                    Some(_) => {
                        column.set_total_function(TableFunction::Custom(Formula::new(self.total(page, headers, at))))
                    }
                }
            })
            .collect();
        let table =
            Table::new().set_name("Orders").set_style(TableStyle::Light9).set_columns(&columns).set_total_row(true);
        page.sheet.add_table(0, 0, self.last_row + 1, self.last_col, &table)?;
        Ok(())
    }

    /// Sums what the filter leaves. The table is named, since LibreOffice takes no `[Column]` alone.
    fn total(&self, page: &Page<'_>, headers: &[String], at: u16) -> String {
        // Unlike 3 and 9, these leave out the rows that somebody hides by hand as well.
        let function = if at == DOMAIN { 103 } else { 109 };
        if page.view.small {
            let header = headers.get(usize::from(at)).map_or("", String::as_str);
            return format!("SUBTOTAL({function},Orders[{header}])");
        }
        let (letters, last) = (Col::from_index(at), self.last_row + 1);
        format!("SUBTOTAL({function},{letters}2:{letters}{last})")
    }

    /// Writes the totals with their results stored: previewers and protected views do not calculate.
    fn totals(&self, page: &mut Page<'_>, headers: &[String], sum: &Sum) -> Result<(), XlsxError> {
        let row = self.last_row + 1;
        let (styles, lang) = (page.styles, page.view.lang);
        for at in 0..=self.last_col {
            page.sheet.write_blank(row, at, styles.look(Look::Total))?;
        }
        page.put(row, 0, &Entry::text(total_label(lang)), Look::Total)?;
        for (at, entry) in totals(sum, lang) {
            let formula = self.total(page, headers, at);
            page.measure(at, &entry, Look::Total);
            let format = if is_paid(at) { styles.of_paid(&entry, Look::Total) } else { styles.of(&entry, Look::Total) };
            page.put_formula(row, at, Computed { formula, result: entry }, format)?;
        }
        Ok(())
    }
}

const fn total_label(lang: Lang) -> &'static str {
    lang.pick("Total", "Итого")
}

/// What stands below the lines, by column.
fn totals(sum: &Sum, lang: Lang) -> [(u16, Entry<'static>); 4] {
    [
        (DOMAIN, Entry::count(sum.servers)),
        (PLANNED, sum.planned_entry(lang)),
        (ACTUAL, sum.actual_entry(lang)),
        (DIFFERENCE, sum.difference_entry(lang)),
    ]
}

/// Whether a column is in the currency of payments, which may be another than the planned one.
const fn is_paid(at: u16) -> bool {
    matches!(at, ACTUAL | DIFFERENCE)
}

/// A column's index. A sheet of ours has some hundreds of columns at most.
fn col(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
