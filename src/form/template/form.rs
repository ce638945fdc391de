//! What every sheet of the workbook is made from. Pure.

use super::lists::Lists;
use super::style::Styles;
use crate::catalog::Catalog;
use crate::text::lang::Lang;

/// What every sheet of the workbook is made from.
pub(super) struct Form<'f> {
    pub(super) catalog: &'f Catalog,
    pub(super) lists: Lists,
    pub(super) styles: Styles,
    pub(super) lang: Lang,
}
