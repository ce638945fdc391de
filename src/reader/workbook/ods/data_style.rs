//! Number styles of OpenDocument as the codes of number formats that they stand for.

use super::xml::{Element, Space, Xml};
use crate::reader::error::Damage;

/// A style has one style more for each kind of number.
const MAPS: usize = 8;

/// Longer codes are not taken apart anyway.
const LONGEST: usize = 4096;

/// The largest number of digits that a style asks for.
const DIGITS: usize = 30;

/// A style of numbers, dates or texts.
#[derive(Clone, Debug, Default)]
pub(super) struct DataStyle {
    /// Its own code.
    code: String,
    /// The styles that take its place under a condition.
    maps: Vec<(String, String)>,
    /// Whether it is one of texts.
    of_text: bool,
    /// Whether how exactly it is shown is not known here: fractions and exponents.
    pub(super) loose: bool,
}

/// Whether an element is such a style.
pub(super) fn is_data_style(element: &Element<'_>) -> bool {
    element.space == Space::Number
        && matches!(
            element.local(),
            "number-style"
                | "currency-style"
                | "percentage-style"
                | "date-style"
                | "time-style"
                | "boolean-style"
                | "text-style"
        )
}

impl DataStyle {
    /// Reads the style that is open, to its end.
    pub(super) fn read(xml: &mut Xml<'_>, start: &Element<'_>) -> Result<Self, Damage> {
        let mut style = Self { of_text: start.is(Space::Number, "text-style"), ..Self::default() };
        let percent = start.is(Space::Number, "percentage-style");
        let elapsed = start.get(Space::Number, "truncate-on-overflow") == Some("false");
        while let Some(part) = xml.child()? {
            if part.is(Space::Style, "map") {
                let get = |space, name| part.get(space, name).unwrap_or_default().to_owned();
                let map = (get(Space::Style, "condition"), get(Space::Style, "apply-style-name"));
                if style.maps.len() < MAPS {
                    style.maps.push(map);
                }
                xml.skip()?;
            } else if style.code.len() > LONGEST {
                style.loose = true;
                xml.skip()?;
            } else if part.space == Space::Number || part.local() == "text" {
                style.part(xml, &part, percent, elapsed)?;
            } else {
                xml.skip()?;
            }
        }
        Ok(style)
    }

    /// Takes a piece of the style.
    fn part(&mut self, xml: &mut Xml<'_>, part: &Element<'_>, percent: bool, elapsed: bool) -> Result<(), Damage> {
        let long = part.get(Space::Number, "style") == Some("long");
        let time = |short: &str, longer: &str| if long { longer.to_owned() } else { short.to_owned() };
        let piece = match part.local() {
            "number" => return self.number(xml, part),
            "scientific-number" => {
                self.loose = true;
                let decimals = count(part, "decimal-places").unwrap_or(2);
                format!("0{}{}E+00", if decimals > 0 { "." } else { "" }, "0".repeat(decimals))
            }
            "fraction" => {
                self.loose = true;
                "# ?/?".to_owned()
            }
            "text" => {
                self.words(&xml.text()?, percent);
                return Ok(());
            }
            "currency-symbol" => {
                let symbol = xml.text()?;
                self.words(if symbol.trim().is_empty() { "¤" } else { &symbol }, false);
                return Ok(());
            }
            "boolean" => "[=0]\"FALSE\";\"TRUE\"".to_owned(),
            "text-content" => "@".to_owned(),
            "day" => time("d", "dd"),
            "day-of-week" => time("ddd", "dddd"),
            "month" | "minutes" => time("m", "mm"),
            "year" => time("yy", "yyyy"),
            "era" => "g".to_owned(),
            "quarter" | "week-of-year" => "d".to_owned(),
            "hours" if elapsed => "[h]".to_owned(),
            "hours" => time("h", "hh"),
            "seconds" => time("s", "ss"),
            "am-pm" => "AM/PM".to_owned(),
            // It fills a cell's width, of which nothing is known here.
            _ => String::new(),
        };
        self.code += &piece;
        xml.skip()?;
        Ok(())
    }

    /// Takes words. No cell can show so many of them that a code cannot hold them.
    fn words(&mut self, text: &str, percent: bool) {
        self.code += &literal(&text.chars().take(LONGEST).collect::<String>(), percent);
    }

    /// Takes the digits of a number.
    fn number(&mut self, xml: &mut Xml<'_>, part: &Element<'_>) -> Result<(), Damage> {
        let least = count(part, "min-integer-digits").unwrap_or(0);
        let grouped = part.get(Space::Number, "grouping") == Some("true");
        let decimals = count(part, "decimal-places");
        let always = count(part, "min-decimal-places").or_else(|| {
            // What stands in the place of the decimals of a whole number.
            let replaced = part.get(Space::Number, "decimal-replacement")?;
            self.loose |= !replaced.is_empty();
            Some(0)
        });
        let factor = part.get(Space::Number, "display-factor").and_then(|text| text.trim().parse::<f64>().ok());
        let mut inside: Vec<(usize, String)> = Vec::new();
        while let Some(text) = xml.child()? {
            let at = count(&text, "position").unwrap_or(0);
            let embedded = text.is(Space::Number, "embedded-text");
            let words = xml.text()?;
            if embedded {
                inside.push((at, words));
            }
        }
        let Some(decimals) = decimals else {
            self.code += "General";
            // Some programs fill such a number up to its least digits, and some do not.
            self.loose |= least > 1 || grouped || !inside.is_empty();
            return Ok(());
        };
        self.code += &integer(least, grouped, &mut inside);
        let always = always.unwrap_or(decimals).min(decimals);
        if decimals > 0 {
            self.code.push('.');
            self.code += &"0".repeat(always);
            self.code += &"#".repeat(decimals - always);
        }
        // Each comma divides by a thousand.
        let mut rest = factor.unwrap_or(1.0);
        while rest >= 999.5 {
            self.code.push(',');
            rest /= 1000.0;
        }
        Ok(())
    }

    /// The whole code, with those of the styles that take its place.
    pub(super) fn code(&self, find: impl Fn(&str) -> Option<Self>) -> String {
        let mut sections: Vec<(String, String)> = Vec::new();
        for (condition, name) in &self.maps {
            let Some(compare) = condition.trim().strip_prefix("value()") else { continue };
            let Some(other) = find(name) else { continue };
            let compare = compare.trim().replace("!=", "<>");
            sections.push((compare, other.code));
        }
        let zero = |text: &str, signs: &[&str]| signs.iter().any(|sign| text.replace(".0", "") == format!("{sign}0"));
        let usual = match sections.as_slice() {
            [] => true,
            [(one, _)] => zero(one, &[">="]) || (self.of_text && zero(one, &[">", ">=", "<>"])),
            [(one, _), (two, _)] => zero(one, &[">"]) && zero(two, &["<"]),
            [(one, _), (two, _), (three, _)] => zero(one, &[">"]) && zero(two, &["<"]) && zero(three, &["="]),
            _ => false,
        };
        let section =
            |(compare, code): &(String, String)| if usual { code.clone() } else { format!("[{compare}]{code}") };
        let mut all: Vec<String> = sections.iter().map(section).collect();
        all.push(self.code.clone());
        all.join(";")
    }
}

/// The places before the decimal mark, with the words among them, counted from the mark.
fn integer(least: usize, grouped: bool, inside: &mut [(usize, String)]) -> String {
    if inside.is_empty() {
        let digits = "0".repeat(least);
        return match least {
            0 if !grouped => "#".to_owned(),
            0..=3 if grouped => format!("#,{}{digits}", "#".repeat(3 - least)),
            _ => digits,
        };
    }
    inside.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let most = inside.first().map_or(0, |(at, _)| *at).max(least).min(DIGITS);
    let mut code = String::new();
    let mut words = inside.iter().peekable();
    for left in (0..=most).rev() {
        while let Some((_, text)) = words.next_if(|(at, _)| (*at).min(DIGITS) >= left) {
            if code.is_empty() {
                // Further digits stand before the words.
                code.push('#');
            }
            code += &literal(text, false);
        }
        if left > 0 {
            code.push(if left <= least { '0' } else { '#' });
        }
    }
    code
}

/// Words as a code holds them. The sign of a percentage counts only in a style of percentages.
fn literal(text: &str, percent: bool) -> String {
    let mut code = String::new();
    for c in text.chars() {
        match c {
            '%' if percent => code.push('%'),
            '"' => code += "\\\"",
            _ => {
                if code.len() > 1 && code.ends_with('"') && !code.ends_with("\\\"") {
                    code.pop();
                } else {
                    code.push('"');
                }
                code.push(c);
                code.push('"');
            }
        }
    }
    code
}

fn count(element: &Element<'_>, name: &str) -> Option<usize> {
    let text = element.get(Space::Number, name)?;
    Some(text.trim().parse::<usize>().ok()?.min(DIGITS))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::sheet::shown::NumberFormat;

    /// What the style called `N` shows of a number.
    fn shown(styles: &str, number: f64) -> String {
        let names = r#"xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0""#;
        let document = format!("<styles {names}>{styles}</styles>");
        let (mut xml, _) = Xml::open(&document, "p").expect("styles");
        let mut all = HashMap::new();
        while let Some(element) = xml.child().expect("a style") {
            let name = element.get(Space::Style, "name").unwrap_or_default().to_owned();
            all.insert(name, DataStyle::read(&mut xml, &element).expect("a style"));
        }
        let code = all["N"].code(|name| all.get(name).cloned());
        let format = NumberFormat::parse(&code).expect(&code);
        format.of_number(number).map_or_else(|| number.to_string(), |look| look.text)
    }

    fn style(kind: &str, name: &str, inside: &str) -> String {
        format!(r#"<number:{kind}-style style:name="{name}">{inside}</number:{kind}-style>"#)
    }

    /// A number with so many decimals, and what stands behind it.
    fn number(decimals: u32, more: &str, behind: &str) -> String {
        format!(
            r#"<number:number number:decimal-places="{decimals}" number:min-integer-digits="1" {more}/><number:text>{behind}</number:text>"#
        )
    }

    /// What LibreOffice 7.4 shows for these.
    #[test]
    fn numbers_are_shown_as_a_spreadsheet_program_shows_them() {
        let n = |inside: &str| style("number", "N", inside);
        let general = r#"<number:number number:min-integer-digits="1"/>"#;
        for (styles, stored, text) in [
            (n(&format!("{general}<number:text> year</number:text>")), 1.0, "1 year"),
            (n(general), 2.5, "2.5"),
            (n(&number(2, r#"number:grouping="true""#, "")), 1350.5, "1350.50"),
            (n(r#"<number:number number:decimal-places="0" number:min-integer-digits="5"/>"#), 123.0, "00123"),
            (n(r#"<number:number number:decimal-places="0" number:min-integer-digits="0"/>"#), 0.0, ""),
            (
                n(
                    r#"<number:number number:decimal-places="0" number:min-integer-digits="5"><number:embedded-text number:position="2">-</number:embedded-text></number:number>"#,
                ),
                123.0,
                "001-23",
            ),
            (n(&number(3, r#"number:min-decimal-places="1""#, "")), 0.25, "0.25"),
            (n(&number(2, r#"number:display-factor="1000""#, " тыс")), 1350.0, "1.35 тыс"),
            (n(&number(0, r#"number:display-factor="1000000""#, "M")), 123_456_789.0, "123M"),
            (n(&number(0, "", "% of \"all\"")), 20.0, "20% of \"all\""),
            (n("<number:text>no</number:text>"), 4.0, "no"),
            (n(""), 4.0, ""),
            (style("percentage", "N", &number(0, "", "%")), 0.2, "20%"),
            (
                style("currency", "N", &(number(2, "", " ") + "<number:currency-symbol>€</number:currency-symbol>")),
                100.0,
                "100.00 €",
            ),
            (style("boolean", "N", "<number:boolean/>"), 1.0, "TRUE"),
            (style("boolean", "N", "<number:boolean/>"), 0.0, "FALSE"),
        ] {
            assert_eq!(shown(&styles, stored), text, "{styles} of {stored}");
        }
    }

    #[test]
    fn a_style_may_take_the_place_of_another_under_a_condition() {
        let map = |condition: &str, name: &str| {
            format!(r#"<style:map style:condition="value(){condition}" style:apply-style-name="{name}"/>"#)
        };
        let large = style("number", "P", &number(1, r#"number:display-factor="1000""#, " TB"));
        let styles = style("number", "N", &(number(0, "", " GB") + &map("&gt;=1000", "P"))) + &large;
        assert_eq!([2048.0, 4.0].map(|number| shown(&styles, number)), ["2.0 TB", "4 GB"]);
        // Negative numbers, as every program writes them down.
        let positive = style("number", "P", &number(2, "", ""));
        let styles = positive.clone()
            + &style(
                "number",
                "N",
                &("<number:text>-</number:text>".to_owned() + &number(2, "", "") + &map("&gt;=0", "P")),
            );
        assert_eq!([5.0, 0.0, -5.0].map(|number| shown(&styles, number)), ["5.00", "0.00", "-5.00"]);
        let negative = style("number", "M", &("<number:text>(</number:text>".to_owned() + &number(2, "", ")")));
        let three = "<number:text>zero</number:text>".to_owned() + &map("&gt;0", "P") + &map("&lt;0", "M");
        let styles = positive + &negative + &style("number", "N", &three);
        assert_eq!([5.0, 0.0, -5.0].map(|number| shown(&styles, number)), ["5.00", "zero", "(5.00)"]);
    }
}
