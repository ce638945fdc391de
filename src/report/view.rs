//! A run as one reader sees it: in a language, a time zone, and with its rows at hand.

use std::collections::HashMap;

use jiff::tz::TimeZone;
use rust_xlsxwriter::Color;

use super::calendar::Calendar;
use super::reckoning::Reckoning;
use super::schedule::Schedule;
use super::weighed::Weighed;
use crate::order::{Placed, Server, Status};
use crate::run::{Line, ReadRow, Run};
use crate::sheet::{Cell, Field, RowNo, names};
use crate::text::lang::Lang;
use crate::text::shell::Options;

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// The verdict and the control table on one page.
    Summary,
    /// A line per server.
    Orders,
    /// The rows to correct and feed back.
    Fix,
    /// The orders that a person must look up.
    Check,
    /// Which server renews when, and for how much.
    Renewals,
    /// Every group of a table of which the summary shows the largest alone.
    Groups,
    /// What the check found.
    Problems,
    /// The rows as read.
    Source,
    /// The tries.
    Log,
}

impl Tab {
    /// The sheet's name.
    pub(super) const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Summary => lang.pick("Summary", "Сводка"),
            Self::Orders => names::orders(lang),
            Self::Fix => names::to_fix(lang),
            Self::Check => lang.pick("To check", "Проверить"),
            Self::Renewals => lang.pick("Renewals", "Продления"),
            Self::Groups => lang.pick("Groups", "Группы"),
            Self::Problems => lang.pick("Problems", "Замечания"),
            Self::Source => lang.pick("Source", "Исходные данные"),
            Self::Log => lang.pick("Attempts", "Попытки"),
        }
    }

    pub(super) const fn colour(self) -> Color {
        match self {
            Self::Summary => Color::RGB(0x001F_4E79),
            Self::Orders => Color::RGB(0x002E_75B6),
            Self::Fix => Color::RGB(0x00C5_5A11),
            Self::Check => Color::RGB(0x007A_1C14),
            Self::Renewals | Self::Groups => Color::RGB(0x0037_5623),
            Self::Problems => Color::RGB(0x00BF_8F00),
            Self::Source | Self::Log => Color::RGB(0x00A6_A6A6),
        }
    }
}

/// Which run an order that stands, or may stand, comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// This one.
    ThisRun,
    /// An earlier one of the very same sheet.
    ThisSheet,
    /// Another sheet, or somebody by hand.
    Elsewhere,
}

/// One server with what surrounds it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) view: &'a View<'a>,
    /// Its number in the workbook, from 1.
    pub(super) no: u64,
    pub(super) line: &'a Line,
    /// The row it comes from, if that was recorded.
    pub(super) row: Option<&'a ReadRow>,
}

/// A run, and how it is to be shown.
pub(super) struct View<'a> {
    pub(super) run: &'a Run,
    pub(super) lang: Lang,
    pub(super) zone: &'a TimeZone,
    /// Whether it is a plan: every line asks.
    pub(super) plan: bool,
    /// The run's days in that zone.
    pub(super) calendar: Calendar<'a>,
    /// Whether the sheets are held in memory, and Orders is a table.
    pub(super) small: bool,
    /// What was charged, and in what currency.
    pub(super) reckoning: Reckoning<'a>,
    /// How commands name the ledger and the panel; none if both went with the run.
    pub(super) options: Option<Options>,
    /// What renews in the year after.
    pub(super) schedule: Schedule,
    /// What the check found.
    pub(super) weighed: Weighed<'a>,
    rows: HashMap<RowNo, usize>,
}

impl<'a> View<'a> {
    /// A run in a language and a zone; with more lines than `table_lines` its sheets are streamed.
    pub(super) fn new(run: &'a Run, lang: Lang, zone: &'a TimeZone, table_lines: usize) -> Self {
        let calendar = Calendar::of(run, zone);
        // The log has a line per try, of which there may be more than servers.
        let longest = run.lines.len().max(run.rows.len()).max(run.trail.attempts.len());
        let planned = run.facts.catalog.currency.as_deref();
        let currency = planned.or_else(|| run.lines.iter().find_map(named_currency));
        let reckoning = Reckoning { charges: &run.trail.charges, calendar, currency, is_of_plan: currency == planned };
        Self {
            run,
            lang,
            zone,
            plan: run.is_plan(),
            calendar,
            small: longest <= table_lines,
            schedule: Schedule::of(run, &reckoning),
            reckoning,
            options: options_of(run),
            weighed: Weighed::of(run),
            rows: run.rows.iter().enumerate().map(|(at, row)| (row.row.no, at)).collect(),
        }
    }

    /// The same, where commands name ledger and panel so.
    pub(super) fn with_options(self, options: &Options) -> Self {
        Self { options: Some(options.clone()), ..self }
    }

    /// Which run ordered a server; none if it is not ordered and cannot be.
    pub(super) fn origin(&self, line: &Line) -> Option<Origin> {
        let outcome = &line.outcome;
        let earlier = outcome.earlier.as_ref().map(|earlier| earlier.run.as_deref());
        let facts = outcome.status.facts();
        match earlier {
            _ if facts.server == Server::None => None,
            Some(Some(run)) if self.run.is_of_this_sheet(run) => Some(Origin::ThisSheet),
            Some(_) => Some(Origin::Elsewhere),
            // Ordered before, and nobody knows by which run.
            None if facts.placed == Placed::Earlier => Some(Origin::Elsewhere),
            None => Some(Origin::ThisRun),
        }
    }

    /// The sheets of this run, in their order, but [`Tab::Groups`].
    pub(super) fn tabs(&self) -> Vec<Tab> {
        let mut tabs = vec![Tab::Summary, Tab::Orders];
        if self.to_fix().next().is_some() {
            tabs.push(Tab::Fix);
        }
        if self.in_doubt().next().is_some() {
            tabs.push(Tab::Check);
        }
        if self.schedule.total.servers > 0 {
            tabs.push(Tab::Renewals);
        }
        if self.weighed.is_something() {
            tabs.push(Tab::Problems);
        }
        tabs.push(Tab::Source);
        if !self.run.trail.attempts.is_empty() || !self.run.trail.decisions.is_empty() {
            tabs.push(Tab::Log);
        }
        tabs
    }

    /// Every server with its number and its row.
    pub(super) fn subjects(&'a self) -> impl Iterator<Item = Subject<'a>> {
        let numbered = self.run.lines.iter().zip(1..);
        numbered.map(|(line, no)| Subject { view: self, no, line, row: self.row(line.row) })
    }

    /// The servers that a corrected sheet would order. Never one that is unknown.
    pub(super) fn to_fix(&'a self) -> impl Iterator<Item = Subject<'a>> {
        self.subjects()
            .filter(|subject| subject.line.outcome.status.facts().to_fix && !subject.line.outcome.is_under_way())
    }

    /// The servers that may or may not exist.
    pub(super) fn in_doubt(&'a self) -> impl Iterator<Item = Subject<'a>> {
        self.subjects()
            .filter(|subject| subject.line.outcome.status == Status::Unknown && !subject.line.outcome.is_under_way())
    }

    fn row(&self, no: RowNo) -> Option<&'a ReadRow> {
        self.rows.get(&no).and_then(|at| self.run.rows.get(*at))
    }

    /// The currency of planned amounts.
    pub(super) fn currency(&self) -> Option<&'a str> {
        self.run.facts.catalog.currency.as_deref()
    }
}

/// How the account of a run is named. A practice panel is named by its folder, which a run does not keep.
fn options_of(run: &Run) -> Option<Options> {
    let account = run.facts.account.as_ref().filter(|_| !run.facts.sandbox)?;
    Some(Options::default().with("--account", &account.login).with("--panel", account.panel.as_str()))
}

fn named_currency(line: &Line) -> Option<&str> {
    line.outcome.service.as_ref()?.currency.as_deref().filter(|named| !named.is_empty())
}

impl<'a> Subject<'a> {
    /// The row's cell of a field.
    pub(super) fn cell(&self, field: Field) -> Option<&'a Cell> {
        let col = self.view.run.facts.input.layout.col(field)?;
        self.row?.row.cell(col)
    }
}
