//! A book of a time: every order of an account from one day to another, over all runs, each once and with the run that
//! it came from; the charges and the renewals of that time, by cost centre, tariff and reference; what people decided.
//!
//! It is held against the workbooks of its runs: what one of these counts is in the book, or it is said why not.
//! `source` shows each run as its own workbook does, `items` finds the orders, `gather` puts everything together, and
//! there is a file for each sheet. Amounts of two currencies are never added.
//!
//! To add a column: a row in `shown`. To add a sheet: a `Tab` in `tabs`, a file, and a line in [`BookRendering::workbook`].

mod currency;
mod data;
mod due;
mod gather;
mod items;
mod leaf;
mod lines;
mod months;
mod proof;
mod shown;
mod source;
mod spent;
mod summary;
mod sums;
mod tabs;
mod taken;
mod totals;

use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::gather::Book;
use self::items::Choice;
use self::leaf::Ink;
use self::source::{Account, Source};
use self::tabs::Tab;
use super::format::DataFormat;
use crate::run::Period;
use crate::run::chronicle::Chronicle;
use crate::sheet::names::{RESULTS_MARK, WORKBOOK_MARK};
use crate::text::lang::{Lang, tr};

/// What a book is of, and how it is rendered.
#[derive(Clone, Debug)]
pub struct BookRendering {
    /// The language.
    pub lang: Lang,
    /// The zone of whoever asks: of decisions, and of runs that did not keep their own.
    pub zone: TimeZone,
    /// The days.
    pub period: Period,
    /// The one cost centre of which it is; an empty one is that of orders that name none.
    pub cost_centre: Option<String>,
}

/// A book that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The bytes of its file.
    pub bytes: Vec<u8>,
    /// How many orders it has.
    pub orders: usize,
    /// How many runs it does not agree with: none, or the program is wrong.
    pub disagrees: usize,
}

impl BookRendering {
    /// Makes the workbook: the bytes of an `.xlsx` file.
    ///
    /// # Errors
    ///
    /// When it could not be put together, such as for want of rows in a sheet.
    pub fn workbook(&self, records: &[Chronicle]) -> Result<Made, XlsxError> {
        self.with(records, |book| {
            let ink = Ink::new(self.lang, &book.currencies(), self.footer(book));
            let mut out = Workbook::new();
            out.set_properties(&properties(book));
            for tab in tabs(book) {
                let sheet = out.add_worksheet();
                sheet.set_name(tab.title(self.lang))?;
                sheet.set_tab_color(tab.colour());
                match tab {
                    Tab::Summary => summary::write(sheet, book, &ink)?,
                    Tab::Orders => lines::orders(sheet, book, &ink)?,
                    Tab::Charges => lines::charges(sheet, book, &ink)?,
                    Tab::Renewals => lines::renewals(sheet, book, &ink)?,
                    Tab::Totals => totals::write(sheet, book, &ink)?,
                    Tab::Months => months::write(sheet, book, &ink)?,
                    Tab::Decisions => lines::decisions(sheet, book, &ink)?,
                    Tab::Proof => proof::write(sheet, book, &ink)?,
                }
            }
            Ok(made(book, out.save_to_buffer()?))
        })
    }

    /// Makes the book for machines.
    #[must_use]
    pub fn data(&self, records: &[Chronicle], format: DataFormat) -> Made {
        self.with(records, |book| {
            let bytes = match format {
                DataFormat::Csv => data::csv(book),
                DataFormat::Json => data::json(book),
            };
            made(book, bytes)
        })
    }

    fn with<T>(&self, records: &[Chronicle], use_it: impl FnOnce(&Book<'_>) -> T) -> T {
        let accounts: Vec<Account<'_>> = records.iter().map(|record| Account::new(record, &self.zone)).collect();
        let sources: Vec<Source<'_>> = accounts.iter().map(|account| Source::new(account, self.lang)).collect();
        let choice = Choice { period: self.period, centre: self.cost_centre.as_deref() };
        use_it(&Book::of(&sources, choice, &self.zone, self.lang))
    }

    fn footer(&self, book: &Book<'_>) -> String {
        let (since, until) = (self.period.since(), self.period.until());
        let mark =
            if book.is_practice() { self.lang.pick(" · PRACTICE", " · УЧЕБНАЯ ПАНЕЛЬ") } else { "" };
        format!("vdsbatch · {since} … {until}{mark}")
    }
}

fn made(book: &Book<'_>, bytes: Vec<u8>) -> Made {
    let disagrees = proof::against(book).iter().filter(|one| !one.agrees()).count();
    Made { bytes, orders: book.items.len(), disagrees }
}

/// The sheets of a book, in their order.
fn tabs(book: &Book<'_>) -> Vec<Tab> {
    let mut tabs = vec![Tab::Summary, Tab::Orders];
    if !book.spent.is_empty() {
        tabs.push(Tab::Charges);
    }
    if !book.due.is_empty() {
        tabs.push(Tab::Renewals);
    }
    tabs.push(Tab::Totals);
    if months::is_worth(book) {
        tabs.push(Tab::Months);
    }
    if !book.decisions.is_empty() {
        tabs.push(Tab::Decisions);
    }
    tabs.push(Tab::Proof);
    tabs
}

/// The workbook's own facts. A reader of sheets takes it for no sheet of orders.
fn properties(book: &Book<'_>) -> DocProperties {
    let (since, until) = (book.choice.period.since(), book.choice.period.until());
    let title = tr!(book.lang, "Server orders, {since} to {until}", "Заказы серверов, с {since} по {until}");
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(format!("vdsbatch {}", env!("CARGO_PKG_VERSION")))
        .set_custom_property(WORKBOOK_MARK, "book")
        .set_custom_property(RESULTS_MARK, format!("{since}/{until}"));
    // Not the time of writing: the same record gives the same bytes, whenever its book is made again.
    let ends = book.sources.iter().flat_map(|source| &source.chronicle.runs);
    let last = ends.filter_map(|run| run.end.as_ref().map(|end| end.at)).max();
    match last.and_then(|at| ExcelDateTime::from_timestamp(at.as_second()).ok()) {
        Some(time) => properties.set_creation_datetime(&time),
        None => properties,
    }
}
