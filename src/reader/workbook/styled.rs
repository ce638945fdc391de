//! What the styles of a binary workbook make of its cells. Both binary formats know them alike: a cell has
//! a style, which names a number format and a font.

use std::collections::HashMap;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::reader::looks::{Styles, built_in};
use crate::reader::marks::{Marks, WIDEST};
use crate::sheet::shown::NumberFormat;

/// The most letters of all codes of formats: they take much more memory than in the file.
const CODES: usize = 1 << 20;

/// The most styles and fonts; Excel writes no more.
const STYLES: usize = 1 << 16;

/// What a style names, by their numbers in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) format: u16,
    pub(super) font: usize,
}

/// What a file says of its styles, as it is found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The codes of number formats that the file writes down, by their numbers.
    pub(super) codes: HashMap<u16, String>,
    /// By font: whether it strikes its text out.
    pub(super) fonts: Vec<bool>,
    pub(super) styles: Vec<Style>,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
}

impl Found {
    /// The next font: whether it strikes its text out. Of too many it is enough to know that there are.
    pub(super) fn font(&mut self, struck: bool) {
        if self.fonts.len() <= STYLES {
            self.fonts.push(struck);
        }
    }

    /// The next style.
    pub(super) fn style(&mut self, style: Style) {
        if self.styles.len() <= STYLES {
            self.styles.push(style);
        }
    }
}

/// The styles of a workbook.
#[derive(Debug)]
pub(super) struct Styled {
    looks: Styles,
    /// Formats of which a number may be a day or a time.
    times: Vec<(NumberFormat, ExcelDateTimeType)>,
    /// By style: which of them, if any.
    time: Vec<Option<usize>>,
    /// By style: whether it strikes the text out; by font the same.
    struck: Vec<bool>,
    fonts: Vec<bool>,
    is_1904: bool,
}

impl Styled {
    /// None if there are formats without end.
    pub(super) fn new(found: &Found) -> Option<Self> {
        let codes: usize = found.codes.values().map(String::len).sum();
        if codes > CODES || found.styles.len() > STYLES || found.fonts.len() > STYLES {
            return None;
        }
        let code = |style: &Style| found.codes.get(&style.format).map(String::as_str);
        let known = |style: &Style| code(style).or_else(|| built_in(u32::from(style.format)));
        let (mut times, mut met): (Vec<_>, HashMap<&str, Option<usize>>) = (Vec::new(), HashMap::new());
        let time = found.styles.iter().map(|style| {
            let code = code(style).or_else(|| of_time(style.format))?;
            *met.entry(code).or_insert_with(|| {
                // What no section reads as a time is none, whatever the number.
                let format = NumberFormat::parse(code)?;
                [-1.0, 0.0, 1.0, 1e6].iter().any(|number| format.is_of_time(*number)).then(|| {
                    times.push((
                        format,
                        if is_elapsed(code) { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime },
                    ));
                    times.len() - 1
                })
            })
        });
        let time = time.collect();
        let struck = found.styles.iter().map(|style| found.fonts.get(style.font) == Some(&true)).collect();
        Some(Self {
            looks: Styles::of_codes(found.styles.iter().map(known)),
            times,
            time,
            struck,
            fonts: found.fonts.clone(),
            is_1904: found.is_1904,
        })
    }

    /// For the cells of a sheet.
    pub(super) fn marks(&self) -> Marks {
        Marks::showing(self.looks.looks())
    }

    /// Notes what a cell's style makes of it; row and column from 0.
    pub(super) fn note(&self, marks: &mut Marks, (row, col): (u32, u16), style: usize) {
        if col > WIDEST {
            return;
        }
        if let Some(format) = self.looks.format(style) {
            marks.looks.note(row, col, format);
        }
        if self.struck.get(style) == Some(&true) {
            marks.strike(row, col);
        }
    }

    /// Whether a font strikes its text out.
    pub(super) fn strikes(&self, font: usize) -> bool {
        self.fonts.get(font) == Some(&true)
    }

    /// A number, which may be a day or a time.
    pub(super) fn number(&self, style: usize, number: f64) -> DataRef<'static> {
        let time = self.time.get(style).copied().flatten().and_then(|at| self.times.get(at));
        match time {
            Some((format, kind)) if format.is_of_time(number) => {
                DataRef::DateTime(ExcelDateTime::new(number, *kind, self.is_1904))
            }
            _ => DataRef::Float(number),
        }
    }
}

/// The formats of days and times that a file need not write down, as far as it matters here; those of East
/// Asia are days wherever they are looked at.
const fn of_time(format: u16) -> Option<&'static str> {
    match format {
        14..=17 | 22 | 27..=36 | 50..=58 => Some("yyyy-mm-dd"),
        18..=21 | 45 | 47 => Some("h:mm:ss"),
        46 => Some("[h]:mm:ss"),
        _ => None,
    }
}

/// Whether a code shows time that elapsed: `[h]:mm`, beyond a day.
fn is_elapsed(code: &str) -> bool {
    let mut letters = code.chars();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => drop(letters.next()),
            '[' if !quoted => {
                let inner: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                if ['h', 'm', 's']
                    .iter()
                    .any(|of| !inner.is_empty() && inner.chars().all(|c| c.eq_ignore_ascii_case(of)))
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, number: f64) -> DataRef<'static> {
        let codes = HashMap::from([(164, code.to_owned())]);
        let found = Found { codes, styles: vec![Style { format: 164, font: 0 }], ..Found::default() };
        Styled::new(&found).expect("styles").number(0, number)
    }

    #[test]
    fn words_of_a_format_make_no_day() {
        for code in ["0 \"days\"", "0\\d", "0.00\" m\"", "General\" h\"", "[$d-409]0", "0;\"yes\"", "@", "0%"] {
            assert_eq!(read(code, 2.0), DataRef::Float(2.0), "{code}");
        }
        for code in ["dd.mm.yyyy", "[$-419]d mmmm yyyy;@", "h:mm", "mm:ss", "[h]:mm:ss", "[Red]yyyy"] {
            assert!(
                matches!(read(code, 2.0), DataRef::DateTime(day) if day.as_f64().to_bits() == 2.0_f64.to_bits()),
                "{code}"
            );
        }
        // A time only where its section is shown.
        assert_eq!(read("0;h:mm", 2.0), DataRef::Float(2.0));
        assert!(matches!(read("0;h:mm", -2.0), DataRef::DateTime(_)));
    }

    #[test]
    fn time_that_elapsed_is_told_from_a_time_of_day() {
        assert!(["[h]:mm", "[mm]:ss", "0;[S]", "[Blue][hh]"].into_iter().all(is_elapsed));
        assert!(!["h:mm", "\"[h]\"0", "[Red]h", "\\[h", "[]0"].into_iter().any(is_elapsed));
    }
}
