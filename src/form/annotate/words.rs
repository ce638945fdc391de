//! What the copy says of a problem, on the sheet and on its legend.

use crate::sheet::problem::{Diagnostic, Severity};
use crate::text::lang::Lang;

/// A problem in words, with its weight if it is no error.
pub(super) fn said(diagnostic: &Diagnostic, lang: Lang) -> String {
    let weight = match diagnostic.severity() {
        Severity::Error => "",
        Severity::Warning => lang.pick("warning: ", "предупреждение: "),
        Severity::Note => lang.pick("note: ", "примечание: "),
    };
    format!("{} {weight}{}", diagnostic.code(), diagnostic.message(lang))
}

/// The header of the column that tells the problems.
pub(super) const fn own_header(lang: Lang) -> &'static str {
    lang.pick("Problems", "Замечания")
}

/// Whether a column was written by an earlier copy: what it says is out of date.
pub(super) fn is_own(header: &str) -> bool {
    header == own_header(Lang::En) || header == own_header(Lang::Ru)
}
