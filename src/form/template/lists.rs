//! The lists that the drop-downs of the order sheet show, and where they stand on the reference sheet. Pure.

use rust_xlsxwriter::Formula;

use super::words;
use crate::catalog::{Catalog, Dialect, Months};
use crate::sheet::{Content, Offered};
use crate::text::lang::Lang;

/// The row of the tariffs' headers, from 0.
pub(super) const HEADERS: u32 = 4;

/// The lists that the drop-downs show, and where they stand.
pub(super) struct Lists {
    sheet: &'static str,
    pub(super) periods: Vec<Months>,
    pub(super) renewals: Vec<String>,
    pub(super) yes_no: [&'static str; 2],
    tariffs: u32,
    templates: u32,
}

impl Lists {
    pub(super) fn new(catalog: &Catalog, own: bool, lang: Lang) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut periods: Vec<Months> =
            catalog.tariffs.iter().flat_map(|tariff| tariff.periods.keys().copied()).collect();
        periods.sort_unstable();
        periods.dedup();
        let yes_no = [lang.pick("yes", "да"), lang.pick("no", "нет")];
        let mut renewals = vec![yes_no[0].to_owned()];
        renewals.extend(catalog.no_renew.as_ref().map(|_| yes_no[1].to_owned()));
        // A panel of today renews for the period that is ordered, and yes says that.
        if !own || catalog.protocol.dialect == Dialect::Billmanager4 {
            renewals.extend(periods.iter().map(|months| months_word(*months, lang)));
        }
        Self {
            sheet: words::reference(lang),
            periods,
            renewals,
            yes_no,
            tariffs: count(catalog.tariffs.len()),
            templates: count(catalog.templates.len()),
        }
    }

    /// The row of the templates' headers, from 0.
    pub(super) fn templates_row(&self) -> u32 {
        // Behind the tariffs an empty row and a heading.
        HEADERS + self.tariffs + 3
    }

    /// The row of the lists' headers, from 0.
    pub(super) fn lists_row(&self) -> u32 {
        self.templates_row() + self.templates + 3
    }

    /// The row behind the lists, from 0.
    pub(super) fn end(&self) -> u32 {
        let longest = self.periods.len().max(self.renewals.len()).max(2);
        self.lists_row() + u32::try_from(longest).unwrap_or(u32::MAX) + 1
    }

    /// The list of a column; none if it takes what is typed.
    pub(super) fn of(&self, content: Content) -> Option<Formula> {
        // Rows from 0 here, from 1 in the formula.
        let lists = self.lists_row() + 1;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (col, first, rows) = match content {
            Content::Name(Offered::Tariffs) => ('A', HEADERS + 1, self.tariffs),
            Content::Name(Offered::Templates) => ('A', self.templates_row() + 1, self.templates),
            Content::Months => ('A', lists, count(self.periods.len())),
            Content::Renewal => ('B', lists, count(self.renewals.len())),
            Content::YesNo => ('C', lists, 2),
            Content::Name(Offered::DataCentres | Offered::Recipes | Offered::Options)
            | Content::Pattern
            | Content::Amount { .. }
            | Content::Number { .. }
            | Content::Money
            | Content::Text { .. } => return None,
        };
        // Absolute, since a relative range moves along with the cell.
        Some(Formula::new(format!("='{}'!${col}${}:${col}${}", self.sheet, first + 1, first + rows.max(1))))
    }
}

/// `3 months`, as the check reads it.
fn months_word(months: Months, lang: Lang) -> String {
    let n = u64::from(months.get());
    format!("{n} {}", lang.noun(n, ["month", "months"], ["месяц", "месяца", "месяцев"]))
}
