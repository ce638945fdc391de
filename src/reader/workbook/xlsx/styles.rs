//! The styles of a workbook, as far as they change what a person sees: number formats, and what is struck
//! out.

use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;

use super::markup::{Element, Mark};
use super::spaces::Spaces;
use super::trouble::Trouble;
use super::unseen::{Font, paint};
use crate::reader::looks::{self, Styles};

/// The styles of cells, by their numbers.
#[derive(Debug, Default)]
pub(super) struct CellStyles {
    /// How numbers are shown.
    pub(super) looks: Styles,
    /// Which of them strike the text out.
    struck: Vec<bool>,
    /// The same for the library, which knows dates by them.
    pub(super) part: String,
}

impl CellStyles {
    /// Whether a style strikes the text out.
    pub(super) fn strikes(&self, style: usize) -> bool {
        self.struck.get(style).copied().unwrap_or(false)
    }
}

#[derive(Default)]
struct Found {
    codes: HashMap<u32, String>,
    /// A number under which there are two codes.
    twice: Option<u32>,
    /// Whether a program chooses from several of a list.
    chosen: bool,
    fonts: Vec<Font>,
    /// What each fill paints a cell with; none if it paints nothing, or not with one colour.
    fills: Vec<Option<String>>,
    /// The number format, the font and the fill of each style.
    styles: Vec<(u32, usize, usize)>,
}

/// Reads the part that holds the styles.
pub(super) fn styles(source: impl Read) -> Result<CellStyles, Trouble> {
    let mut part = Spaces::new(source);
    let mut found = Found::default();
    let mut within = Vec::new();
    loop {
        match part.next()? {
            Mark::Open { .. } => {
                let name = part.name().unwrap_or_default().to_vec();
                found.take(&within, &name, &part.element());
                within.push(name);
            }
            Mark::Close => drop(within.pop()),
            Mark::Doctype => return Err(Trouble::Doctype),
            Mark::End if part.depth() == 0 => return found.styles(),
            Mark::End => return Err(Trouble::Cut),
            Mark::Text | Mark::Literal | Mark::Aside => {}
        }
    }
}

impl Found {
    fn take(&mut self, within: &[Vec<u8>], name: &[u8], element: &Element<'_>) {
        let within: Vec<&[u8]> = within.iter().map(Vec::as_slice).collect();
        let number = |name| element.value(name).and_then(|text| text.trim().parse::<u32>().ok());
        // Conditional formats have codes and fonts of their own, under numbers of their own.
        match (within.as_slice(), name) {
            ([b"styleSheet", b"numFmts", ..], b"numFmt") => {
                if let (Some(id), Some(code)) = (number("numFmtId"), element.value("formatCode")) {
                    let other = self.codes.get(&id).is_some_and(|known| *known != code);
                    self.twice = self.twice.or(other.then_some(id));
                    self.codes.insert(id, code);
                }
            }
            ([b"styleSheet", b"", ..], b"numFmts" | b"fonts" | b"fills" | b"cellXfs") => self.chosen = true,
            ([b"styleSheet", b"fonts"], b"font") => self.fonts.push(Font::default()),
            ([b"styleSheet", b"fills"], b"fill") => self.fills.push(None),
            ([b"styleSheet", b"fills", b"fill"], b"gradientFill") => self.fill("gradient".to_owned()),
            ([b"styleSheet", b"fills", b"fill"], b"patternFill") => {
                let pattern = element.value("patternType").unwrap_or_default();
                if !matches!(pattern.trim(), "" | "none") {
                    self.fill(pattern);
                }
            }
            ([b"styleSheet", b"fills", b"fill", b"patternFill"], b"fgColor")
                if self.fills.last().is_some_and(|fill| fill.as_deref() == Some("solid")) =>
            {
                self.fill(paint(element));
            }
            ([b"styleSheet", b"fonts", b"font"], b"color" | b"sz") => {
                if let Some(font) = self.fonts.last_mut() {
                    font.take(name, element);
                }
            }
            ([b"styleSheet", b"fonts", b"font"], b"strike") => {
                let no = element.value("val").is_some_and(|value| matches!(value.trim(), "0" | "false" | "off"));
                if let Some(font) = self.fonts.last_mut() {
                    font.strikes = !no;
                }
            }
            ([b"styleSheet", b"cellXfs"], b"xf") => {
                let at = |name| number(name).and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
                self.styles.push((number("numFmtId").unwrap_or(0), at("fontId"), at("fillId")));
            }
            _ => {}
        }
    }

    fn fill(&mut self, with: String) {
        if let Some(fill) = self.fills.last_mut() {
            *fill = Some(with);
        }
    }

    fn styles(self) -> Result<CellStyles, Trouble> {
        if self.chosen {
            return Err(Trouble::Foreign("AlternateContent".to_owned()));
        }
        if let Some(id) = self.twice {
            return Err(Trouble::Twice(id.to_string()));
        }
        let code = |id: &u32| self.codes.get(id).map(String::as_str).or_else(|| looks::built_in(*id));
        let font = |at: &usize| self.fonts.get(*at);
        let looks = Styles::of_codes(self.styles.iter().map(|(id, at, fill)| {
            let fill = self.fills.get(*fill).and_then(Option::as_deref);
            // What nobody can see is what a format shows nothing of.
            if font(at).is_some_and(|font| font.is_unseen_on(fill)) { Some(looks::NOTHING) } else { code(id) }
        }));
        let struck = self.styles.iter().map(|(_, at, _)| font(at).is_some_and(|font| font.strikes)).collect();
        let mut part = String::from("<styleSheet><numFmts>");
        for (id, code) in &self.codes {
            let code = quick_xml::escape::escape(code.as_str());
            let _ = write!(part, "<numFmt numFmtId=\"{id}\" formatCode=\"{code}\"/>");
        }
        part.push_str("</numFmts><cellXfs>");
        for (id, _, _) in &self.styles {
            let _ = write!(part, "<xf numFmtId=\"{id}\"/>");
        }
        part.push_str("</cellXfs></styleSheet>");
        Ok(CellStyles { looks, struck, part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_its_format_and_its_font() {
        let part = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0&quot; ТБ&quot;"/></numFmts>
            <fonts><font><sz val="11"/></font><font><strike/></font><font><strike val="0"/></font></fonts>
            <cellStyleXfs><xf numFmtId="9" fontId="1"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="1"/><xf numFmtId="1" fontId="2"/></cellXfs>
            <dxfs><dxf><font><strike/></font><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs></styleSheet>"#;
        let found = styles(part.as_bytes()).expect("styles");
        assert_eq!([0, 1, 2, 3].map(|style| found.strikes(style)), [false, true, false, false]);
        assert_eq!([0, 1, 2, 3].map(|style| found.looks.format(style).is_some()), [false, true, true, false]);
        assert!(found.part.contains("0&quot; ТБ&quot;"), "{}", found.part);
    }
}
