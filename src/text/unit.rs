//! Units of amounts in the reader's letters.

use super::lang::Lang;

/// A unit of size in the reader's letters; other units stay as the table has them.
#[must_use]
pub fn unit_word(unit: &str, lang: Lang) -> &str {
    match unit.to_ascii_uppercase().as_str() {
        "MB" => lang.pick("MB", "МБ"),
        "GB" => lang.pick("GB", "ГБ"),
        "TB" => lang.pick("TB", "ТБ"),
        _ => unit,
    }
}
