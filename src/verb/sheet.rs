//! A sheet read to its end and judged row by row: what `check` and `process` have in common.

use std::ops::ControlFlow;
use std::path::Path;

use crate::catalog::Catalog;
use crate::check::{Checker, MOST_SERVERS, columns, named_columns};
use crate::reader::{self, Excess, OpenSheet, Options, SheetError, TableColumns};
use crate::sheet::Row;
use crate::sheet::input::Input;
use crate::sheet::problem::Diagnostic;

/// What is known of a sheet once its last row was read, beside the rows themselves.
#[derive(Debug)]
pub struct Judgements {
    /// The file.
    pub input: Input,
    /// What was worth knowing of the file and its columns before any row.
    pub notes: Vec<Diagnostic>,
    /// What the reading found wrong with rows, or worth knowing of the file.
    pub found: Vec<Diagnostic>,
    /// Domains that stand in the sheet more than once: one for each row concerned.
    pub doubles: Vec<Diagnostic>,
    /// How many servers the sheet asks for after expansion, skipped rows among them.
    pub servers: u64,
}

/// Opens a sheet that orders by a tariff table: its columns may be what that table names.
///
/// # Errors
///
/// As [`reader::open`].
pub fn open(path: &Path, options: &Options, catalog: &Catalog) -> Result<OpenSheet, SheetError> {
    let table = TableColumns {
        named: named_columns(catalog),
        data_centres: catalog.tariffs.iter().any(|tariff| tariff.data_centre.is_some()),
        recipes: !catalog.recipes.is_empty(),
    };
    reader::open(path, &Options { table: Some(table), ..options.clone() })
}

/// Reads a sheet to its end and hands on its rows, batch by batch, with the checker that judges them. None is
/// held here.
///
/// `login` is what `{user}` in a pattern of names stands for.
///
/// # Errors
///
/// When the file turns out to be damaged, or asks for more servers than a run can have.
pub fn judge(
    open: OpenSheet,
    catalog: &Catalog,
    login: Option<&str>,
    each: &mut dyn FnMut(&mut Checker<'_>, Vec<Row>),
) -> Result<Judgements, SheetError> {
    let (input, mut notes) = (open.input().clone(), open.notes().to_vec());
    notes.extend(columns(catalog, &input.layout));
    let mut checker = Checker::new(catalog, &input.layout, login);
    let found = open.batches(&mut |rows| {
        each(&mut checker, rows);
        // A count with a few zeros too many is not read to its end, which memory might not hold.
        if checker.servers() > MOST_SERVERS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let servers = checker.servers();
    if servers > MOST_SERVERS {
        return Err(SheetError::TooLarge { file: input.file, why: Excess::Servers(MOST_SERVERS) });
    }
    let doubles = checker.finish();
    Ok(Judgements { input, notes, found, doubles, servers })
}
