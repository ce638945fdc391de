//! The lines of a company in a file of settings: `[company]`, for all or of a profile. Pure.
//!
//! ```toml
//! [company]
//! "Договор" = "№ 12-345 от 01.02.2026"
//! "ИНН" = "7701234567"
//! "Счёт №" = ""                          # empty: a line to be filled in by hand
//! ```

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::error::ConfigError;
use super::keys::is_secret;
use super::places::Places;
use crate::run::company::{CompanyLine, MOST};

/// The name of the table.
pub(super) const COMPANY: &str = "company";

/// What it takes, in English and Russian.
const ALLOWED: (&str, &str) =
    ("at most 12 short texts: `INN = \"77…\"`", "не больше 12 коротких текстов: `\"ИНН\" = \"77…\"`");

/// Reads the table, its lines in the order of the file.
///
/// # Errors
///
/// [`ConfigError`] names file, line and what is wrong.
pub(super) fn lines(
    at: &Places<'_>,
    name: &Spanned<DeString<'_>>,
    value: &DeValue<'_>,
) -> Result<Vec<CompanyLine>, ConfigError> {
    let wrong =
        |span| ConfigError::Value { file: at.file.to_owned(), line: at.line(&span), key: COMPANY, allowed: ALLOWED };
    let DeValue::Table(table) = value else { return Err(wrong(name.span())) };
    if table.len() > MOST {
        return Err(wrong(name.span()));
    }
    in_order(table)
        .into_iter()
        .map(|(label, value)| line(at, label, value).ok_or_else(|| wrong(label.span()))?)
        .collect()
}

/// The table has its keys by their letters; a person wrote them in an order.
fn in_order<'t, 'd>(table: &'t DeTable<'d>) -> Vec<(&'t Spanned<DeString<'d>>, &'t Spanned<DeValue<'d>>)> {
    let mut lines: Vec<_> = table.iter().collect();
    lines.sort_by_key(|(label, _)| label.span().start);
    lines
}

/// A line; none where it is no text, or does not fit on one.
fn line(
    at: &Places<'_>,
    label: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Result<CompanyLine, ConfigError>> {
    let name = label.get_ref().to_string();
    // A workbook is mailed: what is called a secret is none of it.
    if is_secret(&name) || name.split(|c: char| !c.is_alphanumeric()).any(is_secret) {
        return Some(Err(ConfigError::Secret { file: at.file.to_owned(), line: at.line(&label.span()), key: name }));
    }
    let DeValue::String(text) = value.get_ref() else { return None };
    CompanyLine::new(&name, text).map(Ok)
}

/// The lines of a narrower place over those of a wider one: of the same label in their place, others below.
pub(super) fn over(
    mut wider: Vec<(CompanyLine, bool)>,
    narrower: Vec<(CompanyLine, bool)>,
) -> Vec<(CompanyLine, bool)> {
    for line in narrower {
        match wider.iter_mut().find(|known| known.0.label() == line.0.label()) {
            Some(known) => *known = line,
            None => wider.push(line),
        }
    }
    wider
}
