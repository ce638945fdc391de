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

/// The custom property of a plan that tells which plans are equal, whenever and by which command they were made.
pub const PLAN_MARK: &str = "vdsbatch-plan";

/// The value of [`WORKBOOK_MARK`] in a plan.
pub const PLAN: &str = "plan";

/// The value of [`WORKBOOK_MARK`] in results.
pub const RESULTS: &str = "results";

/// Who wrote the notes that this program puts on cells. Spreadsheet programs keep it when they save.
pub const NOTE_AUTHOR: &str = "vdsbatch";

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

/// The header of the reasons on [`to_fix`].
#[must_use]
pub const fn what_to_fix(lang: Lang) -> &'static str {
    lang.pick("Why it was not ordered", "Почему не заказано")
}

/// Whether a header is that of reasons which an earlier run wrote beside its rows, in any language: they say nothing
/// of the run that reads them.
#[must_use]
pub fn is_what_to_fix(header: &str) -> bool {
    // The last two are those of workbooks before version 0.2.
    [what_to_fix(Lang::En), what_to_fix(Lang::Ru), "What to fix", "Что исправить"].contains(&header.trim())
}

/// Whether a note on a cell is one of this program's: by its author, or by the code that it begins with, as
/// in the copies of before that named none.
#[must_use]
pub fn is_own_note(author: &str, text: &str) -> bool {
    let code = text.trim_start().split(' ').next().unwrap_or_default().as_bytes();
    let begins_with_code = matches!(code, [b'E' | b'G' | b'P' | b'T', digits @ ..] if digits.len() == 3 && digits.iter().all(u8::is_ascii_digit));
    author.trim() == NOTE_AUTHOR || begins_with_code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_this_program_are_told_from_those_of_people() {
        assert!(is_own_note(NOTE_AUTHOR, "cancelled") && is_own_note("", "E010 unknown tariff `x`"));
        assert!(is_own_note("", "E045 warning: a formula"));
        for text in ["cancelled, do not order", "E10 is wrong", "E0100 x", "Error", ""] {
            assert!(!is_own_note("anna", text), "{text}");
        }
    }

    #[test]
    fn reasons_of_earlier_versions_are_known_by_their_headers_as_well() {
        for header in ["Why it was not ordered", "Почему не заказано", "What to fix", " Что исправить "]
        {
            assert!(is_what_to_fix(header), "{header}");
        }
        assert!(!is_what_to_fix("What to do") && !is_what_to_fix(""));
    }

    #[test]
    fn the_sheet_of_orders_that_we_make_is_one_that_the_reader_looks_for() {
        for lang in [Lang::En, Lang::Ru] {
            assert!(MEANT_FOR_ORDERS.contains(&orders(lang).to_lowercase().as_str()));
        }
    }
}
