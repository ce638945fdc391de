//! What the tables of the reference sheet are made of.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::style::Styles;
use crate::catalog::{Resource, Tariff};
use crate::text::lang::{Lang, tr};
use crate::text::together::together;
use crate::text::unit::unit_word;

/// A column of the tariffs: its header, how wide it is, and what stands there.
pub(super) type Told<'f> = (String, f64, Box<dyn Fn(&Tariff) -> String + 'f>);

/// What stands where there is nothing.
pub(super) fn none() -> String {
    "–".to_owned()
}

pub(super) fn headers(sheet: &mut Worksheet, row: u32, names: &[&str], styles: &Styles) -> Result<(), XlsxError> {
    for (col, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, col, *name, &styles.optional)?;
    }
    Ok(())
}

/// `20 GB`, with the limits where they are known: `20 GB (10 to 200, in steps of 10)`.
pub(super) fn amount(resource: &Resource, lang: Lang) -> String {
    let Resource { default, unit, min, max, step, .. } = resource;
    let unit = unit.as_ref().map(|unit| format!(" {}", unit_word(unit, lang))).unwrap_or_default();
    let bounds = match (min, max) {
        (Some(min), Some(max)) => Some(tr!(lang, "{min} to {max}", "от {min} до {max}")),
        (Some(min), None) => Some(tr!(lang, "from {min}", "от {min}")),
        (None, Some(max)) => Some(tr!(lang, "up to {max}", "до {max}")),
        (None, None) => None,
    };
    let step = step.map(|step| tr!(lang, "in steps of {step}", "с шагом {step}"));
    let limits: Vec<String> = bounds.into_iter().chain(step).collect();
    let whole = if limits.is_empty() { String::new() } else { format!(" ({})", limits.join(", ")) };
    together(&format!("{default}{unit}{whole}"))
}
