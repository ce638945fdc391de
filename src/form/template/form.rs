//! What every sheet of the workbook is made from. Pure.

use super::column::Column;
use super::lists::Lists;
use super::own::Own;
use super::style::Styles;
use crate::catalog::Catalog;
use crate::text::lang::Lang;

/// What every sheet of the workbook is made from.
pub(super) struct Form<'f> {
    pub(super) catalog: &'f Catalog,
    pub(super) columns: Vec<Column>,
    pub(super) lists: Lists,
    /// The lists that depend on the tariff, where the table is such.
    pub(super) own: Option<Own>,
    pub(super) styles: Styles,
    pub(super) lang: Lang,
}
