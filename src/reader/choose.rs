//! Which sheet of a workbook is meant, and where its columns are.

use std::ops::ControlFlow;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::error::{Columns, NoChoice, SheetError};
use super::headers;
use super::hidden::Hidden;
use super::names::Names;
use super::raw::RawRow;
use super::workbook::{SheetName, Workbook};
use crate::sheet::names::{MEANT_FOR_ORDERS, is_to_fix};
use crate::sheet::problem::{Diagnostic, FileProblem};
use crate::sheet::{Field, Layout};

/// The layout and notes of a sheet.
pub(super) type Found = (Layout, Vec<Diagnostic>);

/// Which sheet is asked for, what becomes of what is hidden, and which columns the tariff table names.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) sheet: Option<&'w str>,
    pub(super) hidden: Option<Hidden>,
    pub(super) names: &'w Names,
}

/// Chooses the sheet: the one asked for; in a results workbook what is to be fixed; else the one
/// named for orders; else the only one to be seen that has the columns.
pub(super) fn choose(file: &str, workbook: &mut Workbook, wanted: &Wanted<'_>) -> Result<(Found, String), SheetError> {
    let Wanted { sheet: asked, hidden, names } = *wanted;
    let sheets = workbook.sheets();
    if let Some(given) = asked {
        let name = named(file, &sheets, given)?;
        // The other sheets have the same columns, but tell of orders that were dealt with.
        if workbook.is_results() && !is_to_fix(&name) {
            return Err(SheetError::no_choice(file, NoChoice::Results { asked: Some(name) }));
        }
        let rows = workbook.head(file, &name)?;
        return Ok((columns(file, Some(name.clone()), &rows, names)?, name));
    }
    if workbook.is_results() {
        return to_fix(file, workbook, &sheets, names);
    }
    let counts = |sheet: &&SheetName| sheet.visible || hidden == Some(Hidden::Include);
    let seen: Vec<String> = sheets.iter().filter(counts).map(|sheet| sheet.name.clone()).collect();
    let unseen: Vec<String> = sheets.iter().filter(|sheet| !sheet.visible).map(|sheet| sheet.name.clone()).collect();
    let mut concealed = Vec::new();
    // Sheets that are not chosen from are looked into all the same, so that orders on them are not passed over silently.
    if hidden != Some(Hidden::Skip) {
        for name in unseen {
            if has_orders(file, workbook, &name, names)? {
                concealed.push(name);
            }
        }
    }
    let undecided = (hidden.is_none() && !concealed.is_empty())
        .then(|| Diagnostic::of_sheet(FileProblem::HiddenSheets { names: concealed.clone() }));
    match among(file, workbook, (&seen, &concealed), names) {
        Ok(((layout, mut notes), name)) => {
            notes.extend(undecided);
            Ok(((layout, notes), name))
        }
        // What stands on hidden sheets is the likeliest reason that no other has the columns.
        Err(SheetError::Columns(columns)) if undecided.is_some() => {
            Err(SheetError::Columns(Columns { sheet: None, found: undecided.into_iter().collect(), ..columns }))
        }
        Err(error) => Err(error),
    }
}

/// The sheet of a name, letter for letter or else without regard to case.
fn named(file: &str, sheets: &[SheetName], given: &str) -> Result<String, SheetError> {
    let names = |sheets: &[&SheetName]| sheets.iter().map(|sheet| sheet.name.clone()).collect();
    if let Some(exact) = sheets.iter().find(|sheet| sheet.name == given) {
        return Ok(exact.name.clone());
    }
    let alike: Vec<&SheetName> = sheets.iter().filter(|sheet| same_name(&sheet.name) == same_name(given)).collect();
    match alike.as_slice() {
        [one] => Ok(one.name.clone()),
        [] => {
            let names = names(&sheets.iter().collect::<Vec<_>>());
            Err(SheetError::no_choice(file, NoChoice::NoSuchSheet { given: given.to_owned(), names }))
        }
        several => Err(SheetError::no_choice(file, NoChoice::Several { names: names(several) })),
    }
}

/// A sheet's name as it is compared: `Orders (2)`, which is what Excel calls a copy, is another one.
fn same_name(name: &str) -> String {
    ComposingNormalizerBorrowed::new_nfkc().normalize(name.trim()).to_lowercase()
}

fn to_fix(
    file: &str,
    workbook: &mut Workbook,
    sheets: &[SheetName],
    names: &Names,
) -> Result<(Found, String), SheetError> {
    let nothing = || SheetError::no_choice(file, NoChoice::Results { asked: None });
    let sheet = sheets.iter().find(|sheet| is_to_fix(&sheet.name)).ok_or_else(nothing)?;
    let rows = workbook.head(file, &sheet.name)?;
    match columns(file, Some(sheet.name.clone()), &rows, names) {
        Err(SheetError::Columns(_)) => Err(nothing()),
        found => Ok((found?, sheet.name.clone())),
    }
}

/// Chooses among sheets by name, else by their columns. Those of `concealed` that are among them are
/// not passed over silently.
fn among(
    file: &str,
    workbook: &mut Workbook,
    (names, concealed): (&[String], &[String]),
    known: &Names,
) -> Result<(Found, String), SheetError> {
    let several = |names: Vec<String>| SheetError::no_choice(file, NoChoice::Several { names });
    let meant: Vec<&String> =
        names.iter().filter(|name| MEANT_FOR_ORDERS.contains(&same_name(name).as_str())).collect();
    if meant.len() > 1 {
        return Err(several(meant.into_iter().cloned().collect()));
    }
    if let Some(name) = meant.first().copied() {
        let others: Vec<String> =
            concealed.iter().filter(|other| *other != name && names.contains(other)).cloned().collect();
        // With `--hidden include` a hidden sheet counts like any other, so a name alone decides nothing.
        if !others.is_empty() {
            return Err(several([vec![name.clone()], others].concat()));
        }
        let rows = workbook.head(file, name)?;
        let (layout, mut notes) = columns(file, Some(name.clone()), &rows, known)?;
        notes.extend(left(file, workbook, names.iter().filter(|other| *other != name), known)?);
        return Ok(((layout, notes), name.clone()));
    }
    let (mut fitting, mut russian) = (Vec::new(), !names.is_empty());
    for name in names {
        let rows = workbook.head(file, name)?;
        russian &= headers::speak_russian(&rows);
        if let Some(header) = headers::header_row(&rows) {
            fitting.push((name, headers::has_needed(header), rows));
        }
    }
    // A table of prices has a few of the columns, orders have all that are needed.
    if fitting.iter().any(|(_, whole, _)| *whole) {
        fitting.retain(|(_, whole, _)| *whole);
    }
    match fitting.as_slice() {
        [] => Err(no_header(file, (names.len() == 1).then(|| names[0].clone()), russian)),
        [(name, _, rows)] => Ok((columns(file, Some((*name).clone()), rows, known)?, (*name).clone())),
        _ => Err(several(fitting.iter().map(|(name, _, _)| (*name).clone()).collect())),
    }
}

/// A word of the sheets with orders that are not read, since another one bears the name for orders.
fn left<'n>(
    file: &str,
    workbook: &mut Workbook,
    others: impl Iterator<Item = &'n String>,
    known: &Names,
) -> Result<Option<Diagnostic>, SheetError> {
    let mut names = Vec::new();
    for other in others {
        if has_orders(file, workbook, other, known)? {
            names.push(other.clone());
        }
    }
    Ok((!names.is_empty()).then(|| Diagnostic::of_sheet(FileProblem::OtherSheets { names })))
}

/// Whether a sheet has all columns that are needed, and a row with a domain.
fn has_orders(file: &str, workbook: &mut Workbook, name: &str, names: &Names) -> Result<bool, SheetError> {
    let rows = workbook.head(file, name)?;
    let Some(header) = headers::header_row(&rows).filter(|header| headers::has_needed(header)) else {
        return Ok(false);
    };
    // Wrong columns do not mean that nobody wanted it ordered.
    let Ok((layout, _)) = headers::layout(None, header, names) else { return Ok(true) };
    let mut found = false;
    workbook.rows(file, name, &mut |row| {
        found = row.no > layout.header_row
            && layout.col(Field::Domain).is_some_and(|col| row.cells.iter().any(|(at, _)| *at == col));
        if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(found)
}

/// The columns of a table, by its first rows.
pub(super) fn columns(file: &str, sheet: Option<String>, rows: &[RawRow], names: &Names) -> Result<Found, SheetError> {
    let Some(row) = headers::header_row(rows) else {
        return Err(no_header(file, sheet, headers::speak_russian(rows)));
    };
    headers::layout(sheet.clone(), row, names).map_err(|headers::Wrong { found, russian }| {
        SheetError::Columns(Columns { file: file.to_owned(), sheet, found, russian })
    })
}

fn no_header(file: &str, sheet: Option<String>, russian: bool) -> SheetError {
    let found = vec![Diagnostic::of_sheet(FileProblem::NoHeader)];
    SheetError::Columns(Columns { file: file.to_owned(), sheet, found, russian })
}
