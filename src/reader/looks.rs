//! What the number formats of a sheet make of its cells, so that a cell counts as the text that a person
//! sees. Only cells whose format shows more than a number's digits are kept, in runs.

use std::collections::HashMap;

use super::runs::Runs;
use crate::sheet::shown::NumberFormat;
use crate::sheet::{Cell, Held, Shown, Value};

/// A format and its code.
type Format = (String, NumberFormat);

/// The formats of a workbook's styles.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    formats: Vec<Format>,
    /// By style: which format; none if it shows every cell as it is.
    styles: Vec<Option<u16>>,
}

/// Which cells of a sheet have which format.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    formats: Vec<Format>,
    runs: Runs<u16>,
    /// Cells that show nothing, whatever their formats are.
    unseen: Runs<()>,
}

impl Styles {
    /// Of the styles in their order, each by the code of its format.
    pub(super) fn of_codes<'c>(codes: impl Iterator<Item = Option<&'c str>>) -> Self {
        let (mut formats, mut known): (Vec<Format>, HashMap<&str, Option<u16>>) = (Vec::new(), HashMap::new());
        let styles = codes.map(|code| {
            let code = code?;
            *known.entry(code).or_insert_with(|| {
                let format = NumberFormat::parse(code).filter(|format| !format.is_idle())?;
                formats.push((code.to_owned(), format));
                u16::try_from(formats.len() - 1).ok()
            })
        });
        let styles = styles.collect();
        Self { formats, styles }
    }

    /// Which format a style has, if it needs a look.
    pub(super) fn format(&self, style: usize) -> Option<u16> {
        self.styles.get(style).copied().flatten()
    }

    /// For the cells of a sheet.
    pub(super) fn looks(&self) -> Looks {
        Looks { formats: self.formats.clone(), ..Looks::default() }
    }
}

impl Looks {
    /// Notes a cell that shows nothing, whatever its format is; row and column from 0.
    pub(super) fn unseen(&mut self, row: u32, col: u32) {
        if let Ok(col) = u16::try_from(col) {
            self.unseen.note(row, col, ());
        }
    }

    /// Notes a cell's format; row and column from 0.
    pub(super) fn note(&mut self, row: u32, col: u16, format: u16) {
        self.runs.note(row, col, format);
    }

    /// Sorts what was noted; none if there is too much of it.
    pub(super) fn done(self) -> Option<Self> {
        Some(Self { runs: self.runs.done()?, unseen: self.unseen.done()?, ..self })
    }

    fn format(&self, row: u32, col: u16) -> Option<&Format> {
        self.formats.get(usize::from(self.runs.get(row, col)?))
    }

    /// Whether a number of a cell is none of a day or a time, whatever else takes it for one.
    pub(super) fn is_figure(&self, row: u32, col: u16, number: f64) -> bool {
        self.format(row, col).is_some_and(|(_, format)| !format.is_of_time(number))
    }

    /// The cell as a person sees it.
    pub(super) fn seen(&self, row: u32, col: u16, cell: Cell) -> Cell {
        if self.unseen.get(row, col).is_some() {
            return hidden(cell);
        }
        match self.format(row, col) {
            Some((code, format)) => shown(code, format, cell),
            None => cell,
        }
    }
}

/// A cell that shows nothing.
fn hidden(cell: Cell) -> Cell {
    NumberFormat::parse(NOTHING).map_or(cell.clone(), |format| shown(NOTHING, &format, cell))
}

/// The code of a format that shows nothing.
pub(super) const NOTHING: &str = ";;;";

/// A cell as a format shows it.
pub(super) fn shown(code: &str, format: &NumberFormat, cell: Cell) -> Cell {
    let (look, stored) = match &cell.value {
        Value::Number(number) => (format.of_number(*number), Held::Number(*number)),
        Value::Text(text) => (format.of_text(text), Held::Text(text.clone())),
        Value::Bool(_)
        | Value::Date(_)
        | Value::Error(_)
        | Value::NoValue
        | Value::Merged(_)
        | Value::Shown(_)
        | Value::TwoReadings(_) => return cell,
    };
    let Some(look) = look else { return cell };
    let shown = Shown { text: look.text, stored, rounded: look.rounded, code: code.to_owned() };
    Cell { value: Value::Shown(Box::new(shown)), ..cell }
}

/// The codes that a file need not write down. Those with a currency show the one of the computer that
/// they are looked at on; a file that means another writes it down.
pub(super) const fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\"$\"#,##0_);(\"$\"#,##0)",
        7 | 8 => "\"$\"#,##0.00_);(\"$\"#,##0.00)",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        37 | 38 => "#,##0_);(#,##0)",
        39 | 40 => "#,##0.00_);(#,##0.00)",
        41 => "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
        42 => "_(\"$\"* #,##0_);_(\"$\"* (#,##0);_(\"$\"* \"-\"_);_(@_)",
        43 => "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
        44 => "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)",
        48 => "##0.0E+0",
        _ => return None,
    })
}
