//! Letters that nobody can see: as white as the sheet, in the colour of their cell, or next to nothing in height.

use super::markup::Element;

/// Letters are seen from this height on, in points.
const SMALL: f64 = 2.0;

/// What a sheet is painted with.
const WHITE: &str = "FFFFFF";

/// What a font says of whether its letters are seen.
#[derive(Debug, Default)]
pub(super) struct Font {
    pub(super) strikes: bool,
    small: bool,
    /// None where the program chooses.
    paint: Option<String>,
}

impl Font {
    /// Takes its colour or its height.
    pub(super) fn take(&mut self, name: &[u8], element: &Element<'_>) {
        if name == b"color" {
            self.paint = Some(paint(element));
        } else {
            let size = element.value("val").and_then(|size| size.trim().parse::<f64>().ok());
            self.small = size.is_some_and(|size| size < SMALL);
        }
    }

    /// Whether nobody sees its letters in a cell that is painted so, or not at all.
    pub(super) fn is_unseen_on(&self, fill: Option<&str>) -> bool {
        self.small || self.paint.as_deref().is_some_and(|paint| paint == fill.unwrap_or(WHITE))
    }
}

/// A colour, so that those that are one are written alike.
pub(super) fn paint(element: &Element<'_>) -> String {
    let value = |name| element.value(name).map(|value| value.trim().to_ascii_uppercase());
    if let Some(rgb) = value("rgb") {
        // How far one sees through it is heeded by no program.
        return rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default().to_owned();
    }
    let tint = value("tint").filter(|tint| tint.parse() != Ok(0.0_f64)).unwrap_or_default();
    match (value("theme"), value("indexed"), tint.as_str()) {
        // The first colour of a theme is that of windows.
        (Some(theme), _, "") if theme == "0" => WHITE.to_owned(),
        (None, Some(indexed), "") if matches!(indexed.as_str(), "1" | "9") => WHITE.to_owned(),
        (theme, indexed, tint) => format!("{theme:?} {indexed:?} {tint}"),
    }
}
