//! How cells look: fonts, fills, number formats. A status is always a word *and* a colour.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::entry::Entry;
use crate::order::{Status, Tone};

/// What a cell is for, where its content does not say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// One line.
    Plain,
    /// A figure, to the right.
    Figure,
    /// Long text, wrapped.
    Wrapped,
    /// A short value in the middle of its column.
    Centred,
    /// A cell of the input that has an error.
    Bad,
    /// A header.
    Header,
    /// A header above numbers.
    HeaderRight,
    /// A header above times, which names their zone.
    HeaderTime,
    /// The totals' row.
    Total,
    /// A sum that must be zero, and is.
    Right,
    /// A sum that must be zero, and is not.
    Wrong,
    /// Said in passing.
    Muted,
    /// A cell that a person fills in.
    ToFill,
}

impl Look {
    /// Whether an empty cell of this look is seen, by its fill or its border.
    pub(super) const fn shows_when_empty(self) -> bool {
        match self {
            Self::Header
            | Self::HeaderRight
            | Self::HeaderTime
            | Self::Total
            | Self::Right
            | Self::Wrong
            | Self::Bad
            | Self::ToFill => true,
            Self::Plain | Self::Figure | Self::Wrapped | Self::Centred | Self::Muted => false,
        }
    }
}

/// Every format of a workbook, made once.
pub(super) struct Styles {
    plain: Format,
    figure: Format,
    wrapped: Format,
    centred: Format,
    bad: Format,
    bad_text: Format,
    header: Format,
    header_right: Format,
    total: Format,
    right: Format,
    wrong: Format,
    muted: Format,
    to_fill: Format,
    unsaid: Format,
    total_text: Format,
    right_text: Format,
    wrong_text: Format,
    pub(super) planned: Money,
    pub(super) paid: Money,
    bare: Money,
    day: Format,
    moment: Format,
    statuses: Vec<Format>,
    pub(super) title: Format,
    pub(super) headline: Format,
    pub(super) alarm: Format,
    pub(super) section: Format,
    pub(super) label: Format,
    pub(super) value: Format,
    pub(super) value_moment: Format,
    pub(super) line: Format,
    pub(super) note: Format,
}

/// The formats of one currency.
pub(super) struct Money {
    exact: Format,
    at_least: Format,
    pub(super) total: Format,
    pub(super) total_at_least: Format,
}

impl Money {
    fn new(currency: Option<&str>) -> Self {
        let number = currency_format(currency);
        let at_least = format!("\"≥ \"{number}");
        Self {
            exact: top().set_num_format(&number),
            at_least: top().set_num_format(&at_least),
            total: total().set_num_format(&number),
            total_at_least: total().set_num_format(at_least),
        }
    }
}

impl Styles {
    /// The formats for amounts planned in one currency and paid in another.
    pub(super) fn new(planned: Option<&str>, paid: Option<&str>) -> Self {
        let header = text()
            .set_bold()
            .set_font_color(Color::White)
            .set_background_color(Color::RGB(0x001F_4E79))
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        let bad = text()
            .set_text_wrap()
            .set_background_color(Color::RGB(0x00FD_E0DD))
            .set_font_color(Color::RGB(0x007A_1C14));
        Self {
            plain: text(),
            figure: top(),
            // What a person edits stays the text that it is.
            wrapped: text().set_text_wrap().set_quote_prefix(),
            centred: top().set_align(FormatAlign::Center),
            bad_text: bad.clone().set_quote_prefix(),
            bad,
            header_right: header.clone().set_indent(0).set_align(FormatAlign::Right),
            header,
            total: total(),
            total_text: indented(total()),
            right_text: indented(right()),
            right: right(),
            wrong_text: indented(wrong()),
            wrong: wrong(),
            muted: text().set_font_color(Color::RGB(0x0059_5959)).set_italic(),
            unsaid: top().set_font_color(Color::RGB(0x0059_5959)).set_italic().set_align(FormatAlign::Right),
            to_fill: text().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00A6_A6A6)),
            planned: Money::new(planned),
            paid: Money::new(paid),
            bare: Money::new(None),
            day: top().set_num_format("dd.mm.yyyy"),
            moment: top().set_num_format("dd.mm.yyyy hh:mm:ss"),
            statuses: Status::ALL.into_iter().map(status_format).collect(),
            title: text().set_font_size(12).set_font_color(Color::RGB(0x0059_5959)),
            headline: text().set_bold().set_font_size(18).set_text_wrap(),
            alarm: top()
                .set_bold()
                .set_font_size(20)
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x009C_3A00)),
            section: text().set_bold().set_font_size(12).set_border_bottom(FormatBorder::Medium),
            label: text().set_font_color(Color::RGB(0x0059_5959)),
            value: text().set_text_wrap(),
            value_moment: text().set_num_format("dd.mm.yyyy hh:mm:ss"),
            line: text().set_border_bottom(FormatBorder::Thin),
            note: text().set_font_size(9).set_font_color(Color::RGB(0x0059_5959)).set_text_wrap(),
        }
    }

    /// The format of a cell, by what it holds and what it is for.
    pub(super) fn of(&self, entry: &Entry<'_>, look: Look) -> &Format {
        match (entry, look) {
            (Entry::Amount(_) | Entry::Signed(_), Look::Total) => &self.planned.total,
            (Entry::AtLeast(_), Look::Total) => &self.planned.total_at_least,
            (Entry::Amount(_) | Entry::Signed(_), _) => &self.planned.exact,
            (Entry::AtLeast(_), _) => &self.planned.at_least,
            (Entry::Unknown(_), _) => &self.unsaid,
            (Entry::Day(_), _) => &self.day,
            (Entry::Moment(_), _) => &self.moment,
            (Entry::Status(status), _) => self.status(*status),
            (Entry::Text(_), Look::Bad) => &self.bad_text,
            (Entry::Text(_), Look::Total) => &self.total_text,
            (Entry::Text(_), Look::Right) => &self.right_text,
            (Entry::Text(_), Look::Wrong) => &self.wrong_text,
            // These looks are indented from the left, where a figure is taken for text.
            (Entry::Number(_) | Entry::Shown(_) | Entry::Truth(_), Look::Plain | Look::Wrapped) => &self.figure,
            (Entry::Blank | Entry::Text(_) | Entry::Number(_) | Entry::Shown(_) | Entry::Truth(_), look) => {
                self.look(look)
            }
        }
    }

    /// The format of an amount that was paid, whose currency may be another than the planned one.
    pub(super) fn of_paid(&self, entry: &Entry<'_>, look: Look) -> &Format {
        match (entry, look) {
            (Entry::Amount(_) | Entry::Signed(_), Look::Total) => &self.paid.total,
            (Entry::AtLeast(_), Look::Total) => &self.paid.total_at_least,
            (Entry::Amount(_) | Entry::Signed(_), _) => &self.paid.exact,
            (Entry::AtLeast(_), _) => &self.paid.at_least,
            _ => self.of(entry, look),
        }
    }

    /// The format of an amount where many stand side by side, and another cell names their currency.
    pub(super) fn of_bare(&self, entry: &Entry<'_>, look: Look) -> &Format {
        match (entry, look) {
            (Entry::Amount(_) | Entry::Signed(_), Look::Total) => &self.bare.total,
            (Entry::AtLeast(_), Look::Total) => &self.bare.total_at_least,
            (Entry::Amount(_) | Entry::Signed(_), _) => &self.bare.exact,
            (Entry::AtLeast(_), _) => &self.bare.at_least,
            _ => self.of(entry, look),
        }
    }

    pub(super) const fn look(&self, look: Look) -> &Format {
        match look {
            Look::Plain => &self.plain,
            Look::Figure => &self.figure,
            Look::Wrapped => &self.wrapped,
            Look::Centred => &self.centred,
            Look::Bad => &self.bad,
            Look::Header => &self.header,
            Look::HeaderRight | Look::HeaderTime => &self.header_right,
            Look::Total => &self.total,
            Look::Right => &self.right,
            Look::Wrong => &self.wrong,
            Look::Muted => &self.muted,
            Look::ToFill => &self.to_fill,
        }
    }

    fn status(&self, status: Status) -> &Format {
        let at = Status::ALL.iter().position(|known| *known == status).unwrap_or(0);
        self.statuses.get(at).unwrap_or(&self.plain)
    }
}

fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// Text keeps a little distance from the figures to its left.
fn text() -> Format {
    indented(top())
}

fn indented(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn total() -> Format {
    top().set_bold().set_border_top(FormatBorder::Thin)
}

fn right() -> Format {
    total().set_background_color(Color::RGB(0x00E2_F0D9)).set_font_color(Color::RGB(0x001E_4620))
}

fn wrong() -> Format {
    total().set_background_color(Color::RGB(0x007A_1C14)).set_font_color(Color::White)
}

fn status_format(status: Status) -> Format {
    let Tone { ink, paper } = status.facts().tone;
    text().set_bold().set_text_wrap().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper))
}

/// Excel's number format of money in a currency. Excel itself puts the reader's separators in.
pub(super) fn currency_format(currency: Option<&str>) -> String {
    match currency.map(str::to_ascii_uppercase).as_deref() {
        Some("RUB" | "RUR") => r"#,##0.00\ [$₽-419]".to_owned(),
        Some("USD") => "[$$-409]#,##0.00".to_owned(),
        Some("EUR") => r"#,##0.00\ [$€-407]".to_owned(),
        // Anything else could end the format, or begin a second one behind a semicolon.
        Some(code) if code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic()) => {
            format!(r"#,##0.00\ [${code}]")
        }
        _ => "#,##0.00".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: u32) -> f64 {
        let channel = |shift: u32| {
            let c = f64::from((colour >> shift) & 0xff) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    #[test]
    fn every_status_can_be_read_and_told_from_the_others() {
        let mut papers = Vec::new();
        for status in Status::ALL {
            let Tone { ink, paper } = status.facts().tone;
            let (a, b) = (luminance(ink), luminance(paper));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{status}: {contrast}");
            papers.push(paper);
        }
        papers.sort_unstable();
        papers.dedup();
        assert_eq!(papers.len(), Status::ALL.len());
    }

    #[test]
    fn a_currency_that_is_no_code_cannot_break_a_number_format() {
        assert_eq!(currency_format(Some("rub")), r"#,##0.00\ [$₽-419]");
        assert_eq!(currency_format(Some("CHF")), r"#,##0.00\ [$CHF]");
        assert_eq!(currency_format(Some("\"];x")), "#,##0.00");
        assert_eq!(currency_format(None), "#,##0.00");
    }
}
