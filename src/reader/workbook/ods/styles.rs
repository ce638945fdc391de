//! The styles of a document, as far as they decide what a person sees: how numbers look, what is struck
//! out, and what has no width or height.

use std::collections::HashMap;

use super::data_style::{DataStyle, is_data_style};
use super::xml::{Element, Space, Xml};
use crate::reader::error::Damage;
use crate::reader::looks::NOTHING;
use crate::sheet::shown::NumberFormat;

/// A style may build upon so many others.
const PARENTS: usize = 32;

/// More styles no program keeps apart.
const MOST: usize = 100_000;

/// How the cells of a style look.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    /// The number format and its code, if it shows more than a number's digits.
    pub(super) format: Option<(String, NumberFormat)>,
    /// Whether the format is only about right, so that the text in the file says it better.
    pub(super) loose: bool,
    /// Whether there is a format at all: without one, the type of the value says how it looks.
    pub(super) given: bool,
    pub(super) struck: bool,
    /// Whether nobody can see its letters, whatever they are.
    pub(super) unseen: bool,
}

impl Look {
    /// Whether it shows days or times.
    pub(super) fn is_of_time(&self) -> bool {
        self.format.as_ref().is_some_and(|(_, format)| format.is_of_time(1.0))
    }
}

/// A style as the file has it.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    data: Option<String>,
    struck: Option<bool>,
    /// Whether it makes a row or column so small, or a sheet so hidden, that nobody sees it.
    unseen: Option<bool>,
    /// The colours of the letters and of the cell, and whether the letters are next to nothing in height.
    letters: Option<String>,
    back: Option<String>,
    small: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    all: HashMap<(String, String), Style>,
    data: HashMap<String, DataStyle>,
    looks: Vec<Look>,
    by_name: HashMap<String, usize>,
}

impl Styles {
    /// Takes the styles of the element that is open, to its end. What comes later counts.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Damage> {
        while let Some(element) = xml.child()? {
            if self.all.len() + self.data.len() > MOST {
                return Err(xml.bad());
            }
            if is_data_style(&element) {
                let name = element.get(Space::Style, "name").unwrap_or_default().to_owned();
                let style = DataStyle::read(xml, &element)?;
                self.data.insert(name, style);
            } else if element.is(Space::Style, "style") {
                self.style(xml, &element)?;
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    fn style(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Damage> {
        let get = |name: &str| element.get(Space::Style, name).map(str::to_owned);
        let key = (get("family").unwrap_or_default(), get("name").unwrap_or_default());
        let mut style = Style { parent: get("parent-style-name"), data: get("data-style-name"), ..Style::default() };
        while let Some(part) = xml.child()? {
            let own = |name: &str| part.get(Space::Style, name);
            match part.local() {
                "text-properties" => {
                    style.struck = struck(&part).or(style.struck);
                    // Otherwise the program takes the colour that can be seen.
                    let own = own("use-window-font-color") != Some("true");
                    style.letters = part.get(Space::Fo, "color").filter(|_| own).map(colour).or(style.letters);
                    style.small = part.get(Space::Fo, "font-size").map(is_small).or(style.small);
                }
                "table-cell-properties" => style.back = part.get(Space::Fo, "background-color").map(colour),
                "table-row-properties" if own("use-optimal-row-height") != Some("true") => {
                    style.unseen = own("row-height").map(is_nothing);
                }
                "table-column-properties" => style.unseen = own("column-width").map(is_nothing),
                "table-properties" => {
                    style.unseen = part.get(Space::Table, "display").map(|shown| shown.trim() == "false");
                }
                _ => {}
            }
            xml.skip()?;
        }
        self.all.insert(key, style);
        Ok(())
    }

    /// Works out how the cells of every style look.
    pub(super) fn done(mut self) -> Self {
        self.looks.push(Look::default());
        let names: Vec<String> =
            self.all.keys().filter(|(family, _)| family == "table-cell").map(|(_, name)| name.clone()).collect();
        for name in names {
            let look = self.work_out(&name);
            self.by_name.insert(name, self.looks.len());
            self.looks.push(look);
        }
        self
    }

    fn work_out(&self, name: &str) -> Look {
        let mut look =
            Look { struck: self.found("table-cell", name, |style| style.struck) == Some(true), ..Look::default() };
        let find = |what: fn(&Style) -> Option<String>| self.found("table-cell", name, what);
        let back = find(|style| style.back.clone()).filter(|back| back != "transparent");
        let letters = find(|style| style.letters.clone());
        let painted = letters.is_some_and(|letters| letters == back.as_deref().unwrap_or("#ffffff"));
        if painted || self.found("table-cell", name, |style| style.small) == Some(true) {
            let format = NumberFormat::parse(NOTHING).map(|format| (NOTHING.to_owned(), format));
            return Look { format, given: true, unseen: true, ..look };
        }
        let data = self.found("table-cell", name, |style| style.data.clone());
        let Some(data) = data.and_then(|name| self.data.get(&name)) else { return look };
        let code = data.code(|name| self.data.get(name).cloned());
        look.loose = data.loose;
        // What is no code shows nobody knows what.
        let (code, format) = match NumberFormat::parse(&code) {
            Some(format) => (code, Some(format)),
            None => ("\"?\"".to_owned(), NumberFormat::parse("\"?\"")),
        };
        let Some(format) = format else { return look };
        look.given = code != "General";
        look.format = (!format.is_idle()).then_some((code, format));
        look
    }

    /// What the style itself or one that it builds upon says.
    fn found<T>(&self, family: &str, name: &str, what: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name.to_owned();
        for _ in 0..PARENTS {
            let style = self.all.get(&(family.to_owned(), name))?;
            if let Some(found) = what(style) {
                return Some(found);
            }
            name = style.parent.clone()?;
        }
        None
    }

    /// Which look the style of this name has.
    pub(super) fn look(&self, name: &str) -> usize {
        self.by_name.get(name).copied().unwrap_or_default()
    }

    /// How a look looks.
    pub(super) fn at(&self, look: usize) -> &Look {
        &self.looks[look.min(self.looks.len() - 1)]
    }

    /// Whether a style of this family hides what has it.
    pub(super) fn hides(&self, family: &str, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.found(family, name, |style| style.unseen) == Some(true))
    }

    /// Whether text of this style is struck out.
    pub(super) fn strikes(&self, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.found("text", name, |style| style.struck) == Some(true))
    }
}

/// Whether text is struck out, if its properties say so or the contrary.
fn struck(properties: &Element<'_>) -> Option<bool> {
    let line = |name: &str| properties.get(Space::Style, name).map(|line| line.trim() != "none");
    match (line("text-line-through-style"), line("text-line-through-type")) {
        (None, None) => line("text-line-through-text").or_else(|| line("text-crossing-out")),
        (style, kind) => Some(style != Some(false) && kind != Some(false)),
    }
}

/// A colour, so that those that are one are written alike.
fn colour(colour: &str) -> String {
    colour.trim().to_ascii_lowercase()
}

/// Whether letters are too small to be seen.
fn is_small(size: &str) -> bool {
    size.trim().strip_suffix("pt").is_some_and(|points| points.parse().is_ok_and(|points: f64| points < 2.0))
}

/// Whether a length is too small to be seen, as `0cm` is: less than two dots of a screen.
fn is_nothing(length: &str) -> bool {
    let length = length.trim();
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let points = match &length[number.len()..] {
        "cm" => 28.35,
        "mm" => 2.835,
        "in" => 72.0,
        "pc" => 12.0,
        "px" => 0.75,
        _ => 1.0,
    };
    number.parse::<f64>().is_ok_and(|length| length * points < 1.5)
}

#[cfg(test)]
mod tests {
    use super::is_nothing;

    #[test]
    fn what_is_less_than_two_dots_is_not_seen() {
        for length in ["0cm", "0.001in", "0.02cm", "0.5mm", "0.02in", "1pt", "1px", "-1cm"] {
            assert!(is_nothing(length), "{length}");
        }
        for length in ["0.1cm", "1mm", "0.1in", "6pt", "4px", "1pc", "2.258cm", ""] {
            assert!(!is_nothing(length), "{length}");
        }
    }
}
