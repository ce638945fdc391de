//! How the cells of the order sheet look. Pure.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// Every format of the workbook, made once.
pub(super) struct Styles {
    /// A header above cells that must be filled.
    pub(super) needed: Format,
    /// A header above cells that may stay empty.
    pub(super) optional: Format,
    /// Cells that hold text whatever it looks like: `3.12` stays `3.12`.
    pub(super) text: Format,
    /// Short values in the middle of their column.
    pub(super) centred: Format,
    pub(super) money: Format,
    /// Rows that are not to be ordered.
    pub(super) left_out: Format,
    pub(super) title: Format,
    pub(super) section: Format,
    pub(super) body: Format,
    pub(super) wrapped: Format,
    pub(super) muted: Format,
    pub(super) number: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let header = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Left)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00A6_A6A6));
        let top = Format::new().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
        Self {
            needed: header.clone().set_font_color(Color::White).set_background_color(Color::RGB(0x001F_4E79)),
            optional: header.set_font_color(Color::RGB(0x001F_3864)).set_background_color(Color::RGB(0x00DD_EBF7)),
            text: Format::new().set_num_format("@"),
            centred: Format::new().set_align(FormatAlign::Center),
            money: Format::new().set_num_format("#,##0.00"),
            left_out: Format::new().set_font_color(Color::RGB(0x0059_5959)).set_italic(),
            title: top.clone().set_bold().set_font_size(16),
            section: top.clone().set_bold().set_font_size(12),
            wrapped: top.clone().set_text_wrap(),
            muted: top.clone().set_font_color(Color::RGB(0x0059_5959)).set_italic(),
            number: top.clone().set_num_format("0"),
            body: top,
        }
    }
}
