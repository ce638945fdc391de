//! Charts that stay numbers in a spreadsheet and can be read on grey paper: columns by month, a part for each cost
//! centre.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Color,
};

use crate::sheet::Col;

/// The most parts of a column: more cannot be told apart, so the rest are one.
pub(super) const MOST_PARTS: usize = 6;

/// The cells that a chart is of: months in a row of headers, a row for each part below it.
pub(super) struct Cells<'a> {
    /// The sheet's name.
    pub(super) sheet: &'a str,
    /// The row of the months' names, from 0.
    pub(super) months: u32,
    /// The column of the parts' names, from 0.
    pub(super) names: u16,
    /// The first and the last column of figures.
    pub(super) columns: (u16, u16),
    /// The rows of the parts.
    pub(super) parts: std::ops::Range<u32>,
}

impl Cells<'_> {
    fn row(&self, row: u32) -> String {
        let (first, last) = self.columns;
        let (first, last, row) = (Col::from_index(first), Col::from_index(last), row + 1);
        format!("='{}'!${first}${row}:${last}${row}", self.sheet)
    }

    fn name(&self, row: u32) -> String {
        format!("='{}'!${}${}", self.sheet, Col::from_index(self.names), row + 1)
    }
}

/// A chart of these cells, about as wide as a table of so many characters: a wide table is printed small, so the chart's
/// letters grow with it. The title says the currency: cells and axis have no room for it.
pub(super) fn by_month(title: &str, cells: &Cells<'_>, wide: usize) -> Chart {
    let width = u32::try_from(wide).unwrap_or(u32::MAX).saturating_mul(7).clamp(900, 3000);
    // Whole points: a size of 9.8 would be written with the noise of its binary fraction, which no reader has to take.
    let letters = f64::from((width + 50) / 100);
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let small = ChartFont::new().set_size(letters).clone();
    for (row, nth) in cells.parts.clone().zip(0..) {
        let series = chart.add_series();
        series.set_categories(cells.row(cells.months).as_str()).set_values(cells.row(row).as_str());
        series.set_name(cells.name(row).as_str()).set_format(&mut fill(nth)).set_gap(60);
    }
    chart.title().set_name(title).set_font(ChartFont::new().set_size(letters + 3.0).set_bold());
    chart.y_axis().set_num_format("#,##0").set_font(&small);
    chart.x_axis().set_font(&small);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small);
    if cells.parts.len() < 2 {
        chart.legend().set_hidden();
    }
    chart.set_width(width).set_height(height(width)).set_alt_text(title);
    chart
}

/// How high a chart is that is so wide.
const fn height(width: u32) -> u32 {
    width * 2 / 5
}

/// How many rows of 20 pixels such a chart covers, and one more.
pub(super) fn rows(wide: usize) -> u32 {
    height(u32::try_from(wide).unwrap_or(u32::MAX).saturating_mul(7).clamp(900, 3000)) / 20 + 2
}

/// How a part is filled: each is told from its neighbours in black and white as well.
fn fill(nth: usize) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(Color::Black).set_width(0.75));
    let solid = |format: &mut ChartFormat, colour: u32| {
        format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
    };
    let pattern = |format: &mut ChartFormat, kind: ChartPatternFillType, colour: u32| {
        let mut fill = ChartPatternFill::new();
        fill.set_pattern(kind).set_foreground_color(Color::RGB(colour)).set_background_color(Color::White);
        format.set_pattern_fill(&fill);
    };
    match nth % MOST_PARTS {
        0 => solid(&mut format, 0x001F_3864),
        1 => solid(&mut format, 0x00BD_D7EE),
        2 => pattern(&mut format, ChartPatternFillType::DiagonalStripesWideUpwards, 0x007A_1C14),
        3 => solid(&mut format, 0x0070_A37F),
        4 => pattern(&mut format, ChartPatternFillType::VerticalStripesLight, 0x0037_5623),
        _ => solid(&mut format, 0x00FF_FFFF),
    }
    format
}
