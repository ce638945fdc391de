//! `vdsbatch check SHEET`.

mod found;

use std::path::Path;

use self::found::{Counts, Found};
use super::settings::catalog as load;
use super::sheet::{judge, open as open_sheet};
use crate::catalog::Catalog;
use crate::catalog::age;
use crate::check::Kind;
use crate::cli::{Check, Common};
use crate::form::annotate::{Copy, LAST_ROW};
use crate::host::clock;
use crate::host::console::Console;
use crate::host::save;
use crate::reader::{OpenSheet, SheetError};
use crate::run::Guard;
use crate::run::exit::Exit;
use crate::sheet::RowNo;
use crate::sheet::input::Input;
use crate::sheet::problem::{self, Diagnostic, Severity};
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::verb::error::Error;

/// `vdsbatch check SHEET`: every problem on standard output. Exit code 3 if there is an error.
///
/// Rows are checked as they are read, and none is kept. With `--annotate` the file is read a second
/// time, since what is wrong with a row may only show in a later one.
///
/// # Errors
///
/// When the file cannot be read, its columns are not those of an order sheet, or the copy cannot be
/// written.
pub fn check(typed: &Check, common: &Common, console: Console) -> Result<Exit, Error> {
    if let Some(target) = &typed.annotate {
        // Before a long reading, not after it.
        save::check_target(target, &typed.sheet)?;
    }
    let catalog = load(&common.catalog)?;
    let open = match open_sheet(&typed.sheet, &typed.reading.options(), &catalog) {
        Err(SheetError::Columns(columns)) if typed.told.is_json() => {
            let (found, lang) = (Found::of_columns(&columns), common.lang_over(columns.russian));
            console.answer_by(|out| found::json(&found, lang, out));
            return Ok(Exit::SheetErrors);
        }
        Err(SheetError::Columns(columns)) if typed.annotate.is_some() => {
            console.insist(common.lang_over(columns.russian).pick(
                "no marked copy was written: correct the column headers first, then run the same command again",
                "копия с пометками не создана: сначала исправьте заголовки столбцов, затем запустите ту же команду ещё раз",
            ));
            return Err(SheetError::Columns(columns).into());
        }
        other => other?,
    };
    let sheet = all(typed, &catalog, open)?;
    let input = &sheet.input;
    let console = Console { lang: common.lang_over(input.layout.russian), ..console };
    if typed.told.is_json() {
        console.answer_by(|out| found::json(&sheet.found(), console.lang, out));
    } else {
        let name = input.layout.sheet.as_deref();
        let mut lines = problem::lines(&sheet.diagnostics, &input.file, name, console.lang);
        console.answer_by(|out| lines.try_for_each(|line| writeln!(out, "{line}")));
    }
    say_counts(&sheet, console);
    if let Some(target) = &typed.annotate {
        copy(typed, (&sheet, &catalog), target, (common, console))?;
    }
    Ok(if sheet.counts.errors > 0 { Exit::SheetErrors } else { Exit::Done })
}

/// Writes the copy of `check --annotate` and nothing else, for whoever has been shown already what is wrong.
///
/// # Errors
///
/// Those of [`check`].
pub fn mark(typed: &Check, common: &Common, console: Console) -> Result<(), Error> {
    let Some(target) = &typed.annotate else { return Ok(()) };
    let catalog = load(&common.catalog)?;
    let open = open_sheet(&typed.sheet, &typed.reading.options(), &catalog)?;
    let sheet = all(typed, &catalog, open)?;
    copy(typed, (&sheet, &catalog), target, (common, console))
}

/// Writes the marked copy, or says why there is none.
fn copy(
    typed: &Check,
    (sheet, catalog): (&Read, &Catalog),
    target: &Path,
    (common, console): (&Common, Console),
) -> Result<(), Error> {
    if sheet.undecided {
        let file = target.shown();
        console.insist(&tr!(
            console.lang,
            "no marked copy was written to `{file}`: correct the file or its column headers first, then run the same command again",
            "копия с пометками не записана в `{file}`: сначала исправьте ошибки файла или заголовки столбцов, затем запустите ту же команду ещё раз"
        ));
        return Ok(());
    }
    let lang = common.lang.unwrap_or_else(|| Lang::of_headers(sheet.input.layout.russian));
    annotate(typed, (sheet, catalog), &Target { path: target, lang }, console)
}

/// A sheet that was read to its end, and all that was found.
struct Read {
    input: Input,
    /// The date of the tariff table.
    as_of: String,
    /// Whether `catalog check` compares that table with its panel.
    comparable: bool,
    diagnostics: Vec<Diagnostic>,
    counts: Counts,
    /// Whether every row follows the one before it, on a row that Excel has.
    in_place: bool,
    /// Whether something is wrong that belongs to no row that may be ordered. A copy, which shows what is
    /// hidden and leaves out what was not read, would have lost it.
    undecided: bool,
}

impl Read {
    fn found(&self) -> Found<'_> {
        Found {
            file: &self.input.file,
            format: Some(&self.input.format),
            sha256: Some(&self.input.sha256),
            sheet: self.input.layout.sheet.as_deref(),
            layout: Some(&self.input.layout),
            diagnostics: &self.diagnostics,
            counts: self.counts,
        }
    }
}

/// Reads and judges every row.
fn all(typed: &Check, catalog: &Catalog, open: OpenSheet) -> Result<Read, Error> {
    let chosen = typed.reading.rows.as_ref();
    let is_chosen = |row: RowNo| chosen.is_none_or(|chosen| chosen.holds(row));
    let (mut found, mut left_out) = (Vec::new(), 0);
    let mut counts = Counts::default();
    let (mut above, mut in_place) = (open.input().layout.header_row, true);
    let mut rows: Vec<RowNo> = Vec::new();
    let read = judge(open, catalog, typed.account.as_deref(), &mut |checker, batch| {
        for told in checker.told(&batch) {
            counts.rows += u64::from(told.kind != Kind::Text);
            in_place &= told.no > above && told.no <= RowNo::from_index(LAST_ROW);
            above = told.no;
            rows.push(above);
            let skipped = told.kind == Kind::Skipped || (told.kind == Kind::Checked && !is_chosen(above));
            counts.skipped += u64::from(skipped);
            left_out += if skipped { told.servers as u64 } else { 0 };
            if is_chosen(above) {
                found.extend(told.diagnostics);
            }
        }
    })?;
    if let Some(chosen) = chosen.filter(|chosen| !chosen.are_among(&rows)) {
        return Err(Error::Guarded(Guard::NoSuchRows { rows: chosen.clone(), last: rows.into_iter().max() }));
    }
    counts.servers = read.servers - left_out;
    rows.sort_unstable();
    let of_row = |found: &Diagnostic| found.row().is_some_and(|row| rows.binary_search(&row).is_ok());
    let is_told = |one: &Diagnostic| !of_row(one) || one.row().is_none_or(is_chosen);
    let of_file = |found: &Diagnostic| found.severity() == Severity::Error && !of_row(found);
    let undecided = read.notes.iter().chain(&read.found).any(of_file);
    // In this order, which stays among those of one place.
    let mut diagnostics = read.notes;
    diagnostics.extend(found);
    diagnostics.extend(read.found.into_iter().filter(is_told));
    diagnostics.extend(read.doubles.into_iter().filter(is_told));
    diagnostics.sort_by_key(|diagnostic| diagnostic.place);
    counts.weigh(&diagnostics);
    let (as_of, comparable) = (catalog.as_of.clone(), catalog.protocol.is_comparable());
    Ok(Read { input: read.input, as_of, comparable, diagnostics, counts, in_place, undecided })
}

fn say_counts(sheet: &Read, console: Console) {
    if let Some(warning) = age::warning(&sheet.as_of, clock::today(), sheet.comparable, console.lang) {
        console.insist(&tr!(console.lang, "warning: {warning}", "предупреждение: {warning}"));
    }
    let (file, format) = (crate::text::printable::printable(&sheet.input.file), &sheet.input.format);
    let Counts { rows, servers, errors, warnings, .. } = sheet.counts;
    console.say(&tr!(
        console.lang,
        "{file} ({format}): rows {rows}, servers {servers}, errors {errors}, warnings {warnings}",
        "{file} ({format}): строк: {rows}, серверов: {servers}, ошибок: {errors}, предупреждений: {warnings}"
    ));
    if servers == 0 && errors == 0 {
        console.say(console.lang.pick(
            "there is nothing to order yet: no row is filled, or all rows have `no` in \"Order?\"",
            "заказывать пока нечего: строки не заполнены или во всех в столбце «Заказать?» стоит `нет`",
        ));
    }
}

/// Where a marked copy goes, and the language of its marks.
struct Target<'t> {
    path: &'t Path,
    lang: Lang,
}

/// Writes the copy with everything that was found marked in it.
fn annotate(
    typed: &Check,
    (sheet, catalog): (&Read, &Catalog),
    target: &Target<'_>,
    console: Console,
) -> Result<(), Error> {
    let open = open_sheet(&typed.sheet, &typed.reading.options(), catalog)?;
    // The marks belong to what was checked, not to what somebody has saved since.
    if open.input().sha256 != sheet.input.sha256 {
        return Err(Error::ChangedMeanwhile(sheet.input.file.clone()));
    }
    let workbook = |error| Error::Report(crate::report::ReportError::from(error));
    let mut copy = Copy::begin(&sheet.input, &sheet.diagnostics, target.lang, sheet.in_place).map_err(workbook)?;
    let mut failed = None;
    open.batches(&mut |rows| match copy.rows(&rows) {
        Ok(()) => std::ops::ControlFlow::Continue(()),
        Err(error) => {
            failed = Some(error);
            std::ops::ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(workbook(error));
    }
    let bytes = copy.finish().map_err(workbook)?;
    let file = save::save(&bytes, target.path)?.shown();
    console.say(&tr!(console.lang, "marked copy: {file}", "копия с пометками: {file}"));
    Ok(())
}
