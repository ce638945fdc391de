//! Names and marks by which the reader of sheets knows a workbook that this program made.
//!
//! `report` and `form` write them, `reader` looks for them: they stand here once, below all of them, so
//! that neither side can change alone.

use crate::text::lang::Lang;

/// The custom property that says which workbook of ours it is: its value is `results` or `plan`. It is
/// for people and their tools; the reader does not ask for it.
pub const WORKBOOK_MARK: &str = "vdsbatch-workbook";

/// The custom property whose value is the run's id. A reader that finds it in a workbook reads the
/// sheet [`to_fix`] and nothing else.
pub const RESULTS_MARK: &str = "vdsbatch-results";

/// What a person may call the sheet of orders, in lower case.
pub const MEANT_FOR_ORDERS: [&str; 4] = ["orders", "order", "заказы", "заказ"];

/// The sheet of orders, in a sheet made for filling and in a results workbook.
#[must_use]
pub const fn orders(lang: Lang) -> &'static str {
    lang.pick("Orders", "Заказы")
}

/// The sheet of a results workbook that is to be corrected and fed back.
#[must_use]
pub const fn to_fix(lang: Lang) -> &'static str {
    lang.pick("To fix", "Исправить")
}

/// Whether a sheet bears the name of [`to_fix`] in any language.
#[must_use]
pub fn is_to_fix(name: &str) -> bool {
    // Whoever feeds a workbook back may speak another language than its run.
    [Lang::En, Lang::Ru].into_iter().any(|lang| to_fix(lang) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_of_orders_that_we_make_is_one_that_the_reader_looks_for() {
        for lang in [Lang::En, Lang::Ru] {
            assert!(MEANT_FOR_ORDERS.contains(&orders(lang).to_lowercase().as_str()));
        }
    }
}
