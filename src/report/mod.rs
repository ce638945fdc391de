//! The results workbook: one recorded [`Run`] made into what accounting gets.
//!
//! [`workbook`] turns a run into bytes and decides nothing about files; [`crate::host::save`] writes bytes and
//! never over anything. A run gives the same bytes every time, so a workbook that was lost can be
//! made again from the ledger.
//!
//! There is a file per sheet: `summary`, `orders`, `fix`, `doubt` (To check), `renewals`, `problems`,
//! `source` and `log`; the summary's tables are `control`, `known`, `groups`, `charges` and `warnings`, all made with the kit in `table`.
//! `advice` finds next steps in commands that run as printed, `decided` shows what people decided, and `dossier`
//! everything about one order, for `vdsbatch show`.
//! All of them write `Entry` values through a `Page`, so that text is always a text cell and money always
//! a number. `--format` gives the same to machines: [`data`] as JSON, `delimited` as CSV.
//!
//! To add a sheet: a `Tab` in `view`, a file, and a line in [`Rendering::workbook`]. To add a column of
//! Orders: a row in `column`, which CSV follows, and a field in [`data`].

mod advice;
mod amounts;
pub mod book;
mod budget;
mod calendar;
mod cell;
mod charges;
mod chart;
mod column;
mod columns;
mod control;
pub mod data;
mod decided;
mod delimited;
mod dossier;
mod doubt;
mod entry;
mod fix;
mod format;
mod groups;
mod known;
mod log;
mod named;
mod orders;
mod otherwise;
mod page;
mod plan;
mod problems;
mod reckoning;
mod remarks;
mod renewals;
mod schedule;
mod source;
mod spoken;
mod style;
mod summary;
mod table;
mod todo;
mod totals;
mod vat;
mod view;
mod warnings;
mod weighed;
mod widths;
mod words;

use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use thiserror::Error;

pub use self::decided::decided_line;
pub use self::dossier::{Shown, decision_json, decisions_json, differences};
pub use self::format::{DataFormat, Output};
pub use self::plan::{PlanBook, PlanData};
use self::style::Styles;
use self::todo::steps;
pub use self::todo::{StepLine, appeared};
use self::view::{Tab, View};
pub use self::words::headline;
use crate::order::service::Gap;
use crate::order::{Domain, Status};
use crate::run::Run;
use crate::sheet::names::{PLAN, PLAN_MARK, RESULTS, RESULTS_MARK, WORKBOOK_MARK};
use crate::text::lang::{Lang, tr};
use crate::text::shell::Options;

/// Up to so many servers the Orders sheet is an Excel table, and held in memory: 40 kB a server. Above, the large sheets
/// are written row by row to a temporary file, and Orders is a range with the same filters and totals.
pub const TABLE_LINES: usize = 1_000;

/// The most lines that fit on a sheet beside its header and totals.
const SHEET_LINES: usize = 1_048_574;

/// Why a workbook could not be made.
#[derive(Debug, Error)]
pub enum ReportError {
    /// More servers than an Excel sheet has rows.
    #[error("the run has {0} lines, and an Excel sheet holds 1,048,574")]
    TooManyLines(usize),
    /// The workbook could not be put together, such as for want of space for temporary files.
    #[error("cannot make the workbook")]
    Workbook(#[from] XlsxError),
}

/// How a run is rendered.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// The language of the workbook.
    pub lang: Lang,
    /// The zone in which times are shown of a run that does not say where it was made.
    pub zone: TimeZone,
    /// The most servers for which Orders is a table; [`TABLE_LINES`] unless a test says otherwise.
    pub table_lines: usize,
    /// The options by which commands name the ledger and the panel; where nobody says so, those of the run's
    /// account.
    pub options: Option<Options>,
}

impl Rendering {
    /// A rendering in a language, in this machine's time zone.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, zone: TimeZone::system(), table_lines: TABLE_LINES, options: None }
    }

    /// The same with the options by which commands name the ledger and the panel.
    #[must_use]
    pub fn with_options(self, options: Option<Options>) -> Self {
        Self { options, ..self }
    }

    /// What a person does next, the gravest first, for a terminal; not of a status of which that was said.
    #[must_use]
    pub fn steps(&self, run: &Run, but: Option<Status>) -> Vec<StepLine> {
        steps(&self.view(run, &self.zone_of(run)), but)
    }

    /// Where the panel's prices are other ones than was planned: how many, and both sums; and where they are in another
    /// currency. Nothing if there are none.
    #[must_use]
    pub fn other_prices(&self, run: &Run) -> Vec<String> {
        let zone = self.zone_of(run);
        let view = self.view(run, &zone);
        otherwise::words(&view).into_iter().chain(otherwise::foreign(&view)).collect()
    }

    /// Makes the workbook of a run: the bytes of an `.xlsx` file.
    ///
    /// # Errors
    ///
    /// [`ReportError`] if the run is too long for a sheet, or temporary files cannot be written.
    pub fn workbook(&self, run: &Run) -> Result<Vec<u8>, ReportError> {
        self.marked(run, None)
    }

    /// Like [`Rendering::workbook`], with what equal plans have in common.
    fn marked(&self, run: &Run, mark: Option<&str>) -> Result<Vec<u8>, ReportError> {
        // Source has a line per row, Orders one per server: the longer one has to fit.
        let lines = run.lines.len().max(run.rows.len());
        if lines > SHEET_LINES {
            return Err(ReportError::TooManyLines(lines));
        }
        let zone = self.zone_of(run);
        let view = self.view(run, &zone);
        let styles = Styles::new(view.currency(), view.reckoning.currency);
        let mut book = Workbook::new();
        book.set_properties(&properties(run, (self.lang, mark)));
        for tab in tabs(&view) {
            let sheet = add_sheet(&mut book, tab, &view)?;
            match tab {
                Tab::Summary => summary::write(sheet, &view, &styles)?,
                Tab::Orders => orders::write(sheet, &view, &styles)?,
                Tab::Fix => fix::write(sheet, &view, &styles)?,
                Tab::Check => doubt::write(sheet, &view, &styles)?,
                Tab::Renewals => renewals::write(sheet, &view, &styles)?,
                Tab::Groups => groups::write_all(sheet, &view, &styles)?,
                Tab::Problems => problems::write(sheet, &view, &styles)?,
                Tab::Source => source::write(sheet, &view, &styles)?,
                Tab::Log => log::write(sheet, &view, &styles)?,
            }
        }
        Ok(book.save_to_buffer()?)
    }

    /// The zone of whoever made the run, wherever its workbook is made again.
    fn zone_of(&self, run: &Run) -> TimeZone {
        calendar::zone_of(&run.facts, &self.zone)
    }

    fn view<'a>(&'a self, run: &'a Run, zone: &'a TimeZone) -> View<'a> {
        let view = View::new(run, self.lang, zone, self.table_lines);
        match &self.options {
            Some(options) => view.with_options(options),
            None => view,
        }
    }

    /// Makes the JSON document of a run: see [`data::Document`].
    #[must_use]
    pub fn json(&self, run: &Run) -> Vec<u8> {
        data::json(&self.view(run, &self.zone_of(run)))
    }

    /// The run in one object, with what is known of its end beside it: see [`data::RunSummary`].
    #[must_use]
    pub fn summary(&self, run: &Run, around: data::Around) -> data::RunSummary {
        data::RunSummary::of(&self.view(run, &self.zone_of(run)), around)
    }

    /// Makes the CSV of a run: the lines of the Orders sheet, with `;` between the cells.
    #[must_use]
    pub fn csv(&self, run: &Run) -> Vec<u8> {
        delimited::csv(&self.view(run, &self.zone_of(run)))
    }
}

/// The commands by which a person says of an order in doubt what they found, in lines, each behind its finding.
#[must_use]
pub fn resolve_lines(domain: &Domain, options: &Options, lang: Lang) -> Vec<String> {
    advice::case_lines(&advice::resolve(None, domain, options, lang)).collect()
}

/// The commands that say of services which a list lacks that they are gone; of the first of them.
#[must_use]
pub fn release_commands(gap: &Gap, options: &Options) -> Vec<String> {
    advice::release(gap, options)
}

/// Makes the workbook of a run in this machine's time zone: the bytes of an `.xlsx` file.
///
/// # Errors
///
/// [`ReportError`] if the run is too long for a sheet, or temporary files cannot be written.
pub fn workbook(run: &Run, lang: Lang) -> Result<Vec<u8>, ReportError> {
    Rendering::new(lang).workbook(run)
}

/// The sheets of a run, in their order.
fn tabs(view: &View<'_>) -> Vec<Tab> {
    let mut tabs = view.tabs();
    if groups::is_worth(view) {
        let at = tabs.iter().position(|tab| matches!(tab, Tab::Problems | Tab::Source)).unwrap_or(tabs.len());
        tabs.insert(at, Tab::Groups);
    }
    tabs
}

fn add_sheet<'a>(book: &'a mut Workbook, tab: Tab, view: &View<'_>) -> Result<&'a mut Worksheet, XlsxError> {
    // Streamed rows go top down and are lost otherwise; one page is no reason to bear that.
    let streamed = !view.small && !matches!(tab, Tab::Summary | Tab::Groups);
    let sheet = if streamed { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
    sheet.set_name(tab.title(view.lang))?;
    sheet.set_tab_color(tab.colour());
    Ok(sheet)
}

/// The workbook's own facts. They name the program and the run, but no person and no machine.
fn properties(run: &Run, (lang, mark): (Lang, Option<&str>)) -> DocProperties {
    let id = &run.facts.id;
    let title = tr!(lang, "Server orders, run {id}", "Заказы серверов, прогон {id}");
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(format!("vdsbatch {}", run.facts.version))
        .set_custom_property(WORKBOOK_MARK, if run.is_plan() { PLAN } else { RESULTS })
        .set_custom_property(RESULTS_MARK, id.as_str());
    let properties = match mark {
        Some(mark) => properties.set_custom_property(PLAN_MARK, mark),
        None => properties,
    };
    // Not the time of writing: the same run gives the same bytes, whenever its workbook is made again.
    let made = run.end.as_ref().map_or(run.facts.started, |end| end.at);
    match ExcelDateTime::from_timestamp(made.as_second()) {
        Ok(time) => properties.set_creation_datetime(&time),
        Err(_) => properties,
    }
}
