//! The cells of the copy: as they were read, in the colour of what was found.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::sheet::problem::{Diagnostic, Severity};
use crate::sheet::{Held, Value};

/// So many cells get a note: each is a drawing, of which spreadsheet programs stand only so many.
/// What the notes say also stands in the last column.
pub(super) const MOST_NOTES: usize = 10_000;

/// The most UTF-16 units of text that a cell or a note holds.
const UNITS: usize = 32_767;

/// The colour of a cell, by the gravest that was found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tint {
    None,
    Note,
    Warning,
    Error,
}

impl Tint {
    pub(super) fn of(found: &[&Diagnostic]) -> Self {
        match found.iter().map(|diagnostic| diagnostic.severity()).max() {
            None => Self::None,
            Some(Severity::Note) => Self::Note,
            Some(Severity::Warning) => Self::Warning,
            Some(Severity::Error) => Self::Error,
        }
    }

    /// Ink and paper, readable at a contrast of 4.5 and more; none for a plain cell.
    const fn colours(self) -> Option<(u32, u32)> {
        match self {
            Self::None => None,
            Self::Note => Some((0x001F_4E79, 0x00DD_EBF7)),
            Self::Warning => Some((0x005C_3D00, 0x00FF_E699)),
            Self::Error => Some((0x007A_1C14, 0x00FD_C9C4)),
        }
    }

    fn on(self, format: Format) -> Format {
        match self.colours() {
            None => format,
            Some((ink, paper)) => format
                .set_font_color(Color::RGB(ink))
                .set_background_color(Color::RGB(paper))
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(ink)),
        }
    }
}

/// The formats of one kind of cell, in every colour.
struct Kind([Format; 4]);

impl Kind {
    fn new(format: &Format) -> Self {
        Self([Tint::None, Tint::Note, Tint::Warning, Tint::Error].map(|tint| tint.on(format.clone())))
    }

    const fn of(&self, tint: Tint) -> &Format {
        &self.0[tint as usize]
    }
}

/// Every format of the copy, made once.
pub(super) struct Tints {
    text: Kind,
    wrapped: Kind,
    told: Kind,
    number: Kind,
    day: Kind,
    moment: Kind,
    header: Kind,
}

impl Tints {
    pub(super) fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let header = top.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E7_E6E6));
        Self {
            // What a person edits stays the text that it is.
            text: Kind::new(&top.clone().set_align(FormatAlign::Left).set_quote_prefix()),
            wrapped: Kind::new(&top.clone().set_align(FormatAlign::Left).set_text_wrap()),
            told: Kind([Tint::None, Tint::Note, Tint::Warning, Tint::Error].map(|tint| {
                let format = top.clone().set_align(FormatAlign::Left).set_text_wrap();
                tint.colours().map_or_else(|| format.clone(), |(ink, _)| format.clone().set_font_color(Color::RGB(ink)))
            })),
            number: Kind::new(&top),
            day: Kind::new(&top.clone().set_num_format("dd.mm.yyyy")),
            moment: Kind::new(&top.set_num_format("dd.mm.yyyy hh:mm:ss")),
            header: Kind::new(&header),
        }
    }

    /// What one cell is written with.
    pub(super) const fn in_colour(&self, tint: Tint) -> Coloured<'_> {
        Coloured { tints: self, tint }
    }

    pub(super) const fn text(&self, tint: Tint) -> &Format {
        self.text.of(tint)
    }

    pub(super) const fn wrapped(&self, tint: Tint) -> &Format {
        self.wrapped.of(tint)
    }

    /// What is said of a row: in the ink of its problems, on plain paper.
    pub(super) const fn told(&self, tint: Tint) -> &Format {
        self.told.of(tint)
    }

    pub(super) const fn header(&self, tint: Tint) -> &Format {
        self.header.of(tint)
    }
}

/// The formats of one colour.
pub(super) struct Coloured<'t> {
    tints: &'t Tints,
    tint: Tint,
}

impl Coloured<'_> {
    /// Writes a cell as it was read: text as text, whatever it looks like.
    pub(super) fn put(&self, sheet: &mut Worksheet, row: u32, col: u16, value: &Value) -> Result<(), XlsxError> {
        let Self { tints, tint } = *self;
        match value {
            Value::Number(number) if number.is_finite() => {
                sheet.write_number_with_format(row, col, *number, tints.number.of(tint))?
            }
            Value::Number(number) => sheet.write_string_with_format(row, col, number.to_string(), tints.text(tint))?,
            Value::Bool(truth) => sheet.write_boolean_with_format(row, col, *truth, tints.number.of(tint))?,
            // A time of day alone is no date to Excel, so it stays text.
            Value::Date(iso) => match ExcelDateTime::parse_from_str(iso).ok().filter(|_| iso.contains('-')) {
                Some(moment) => {
                    let kind = if iso.contains(':') { &tints.moment } else { &tints.day };
                    sheet.write_datetime_with_format(row, col, &moment, kind.of(tint))?
                }
                None => sheet.write_string_with_format(row, col, iso, tints.text(tint))?,
            },
            Value::Text(text) | Value::Error(text) => {
                sheet.write_string_with_format(row, col, fitting(text), tints.text(tint))?
            }
            Value::Shown(shown) => match &shown.stored {
                Held::Number(number) => {
                    let format = tints.number.of(tint).clone().set_num_format(&shown.code);
                    sheet.write_number_with_format(row, col, *number, &format)?
                }
                Held::Text(text) => {
                    let format = tints.text(tint).clone().set_num_format(&shown.code);
                    sheet.write_string_with_format(row, col, fitting(text), &format)?
                }
            },
            Value::NoValue | Value::Merged(_) | Value::TwoReadings(_) => {
                sheet.write_blank(row, col, tints.text(tint))?
            }
        };
        Ok(())
    }
}

/// Text cut to what a cell holds; an ellipsis says so.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= UNITS || text.encode_utf16().count() <= UNITS {
        return Cow::Borrowed(text);
    }
    let mut room = UNITS - 1;
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}
