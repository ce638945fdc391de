//! What a number format makes of a cell: the text that a person sees. Pure.
//!
//! Written here: of 1,330 pairs of a code and a number the best kept crate, ssfmt 0.1.2, shows 61 otherwise
//! than LibreOffice (`;;;` and `0;-0;;@` show the hidden number, `0,,` cuts instead of rounding), and it
//! does not tell whether a format rounded. Thousands are not grouped: every language does that in its own
//! way. Days and times are left to who reads them.

mod code;
mod digits;

use self::code::{Compare, Part, Section};
use self::digits::Digits;

/// A number format, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
    /// The section for texts, if there is one.
    text: Option<Section>,
    /// Whether it shows every whole number above zero as its digits.
    plain: bool,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The text, without the spaces around it that only align.
    pub text: String,
    /// Whether it is less exact than what is stored.
    pub rounded: bool,
}

impl NumberFormat {
    /// Takes a format's code apart: `#,##0.00 "GB"`. None if it is no code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        code::sections(code).map(Self::new)
    }

    fn new(mut sections: Vec<Section>) -> Self {
        // The last section may be the one for texts although there are fewer than four.
        let is_last = sections.len() == 4 || sections.last().is_some_and(|last| last.has(|part| *part == Part::Text));
        let text = if is_last { sections.pop() } else { None };
        let plain = sections.first().is_some_and(|first| shows_digits(first) && !first.white)
            && sections.iter().all(|section| section.condition.is_none());
        Self { sections, text, plain }
    }

    /// Whether it shows whatever it is given as it is, so that no cell of it needs a look.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        let general = |section: &Section| section.parts == [Part::General] && section.shift == 0 && !section.white;
        let bare = |section: &Section| section.parts == [Part::Text] && !section.white;
        self.sections.iter().all(general) && self.text.as_ref().is_none_or(bare)
    }

    /// Whether the number is a day or a time.
    #[must_use]
    pub fn is_of_time(&self, number: f64) -> bool {
        self.section(number).is_some_and(|(section, _)| section.of_time)
    }

    /// What is shown of a number; none if it is shown as its digits, or as a day or a time.
    #[must_use]
    pub fn of_number(&self, number: f64) -> Option<Look> {
        if !number.is_finite() || (self.plain && number.fract() == 0.0 && (1.0..1e15).contains(&number)) {
            return None;
        }
        let (section, signed) = self.section(number)?;
        if section.white {
            return Some(Look { text: String::new(), rounded: false });
        }
        if section.of_time {
            return None;
        }
        let (text, rounded) = section_of_number(section, number, signed);
        let text = text.trim().to_owned();
        (text != number.to_string()).then_some(Look { text, rounded })
    }

    /// What is shown of a text; none if it is shown as it is.
    #[must_use]
    pub fn of_text(&self, text: &str) -> Option<Look> {
        let section = self.text.as_ref()?;
        if section.white {
            return Some(Look { text: String::new(), rounded: false });
        }
        let mut shown = String::new();
        for part in &section.parts {
            match part {
                Part::Words(words) => shown += words,
                Part::Text | Part::General => shown += text,
                Part::Gap => shown.push(' '),
                Part::Digit(digit) => shown.push(*digit),
                Part::Point => shown.push('.'),
                Part::Slash => shown.push('/'),
                Part::Exponent(_) => shown.push('E'),
            }
        }
        let shown = shown.trim();
        (shown != text.trim()).then(|| Look { text: shown.to_owned(), rounded: false })
    }

    /// The section for a number, and whether it shows the number's own sign.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        let [first, rest @ ..] = self.sections.as_slice() else { return None };
        let holds = |section: &Section| section.condition.is_some_and(|(compare, limit)| compare.holds(number, limit));
        // A section that only negative numbers come to says itself how they look.
        let signed = |section: &Section| !matches!(section.condition, Some((Compare::Less, limit)) if limit <= 0.0);
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let second = rest.first().unwrap_or(first);
            let other = rest.get(1).unwrap_or(second);
            let section = match (first.condition, second.condition) {
                (Some(_), _) if holds(first) => first,
                (None, _) if number > 0.0 => first,
                (_, Some(_)) if holds(second) => second,
                (_, None) if number < 0.0 || rest.len() < 2 => second,
                _ => other,
            };
            return Some((section, signed(section)));
        }
        match rest {
            [negative, ..] if number < 0.0 => Some((negative, false)),
            [_, zero, ..] if number == 0.0 => Some((zero, false)),
            _ => Some((first, true)),
        }
    }
}

impl Compare {
    #[expect(clippy::float_cmp, reason = "a format compares what is stored, bit by bit")]
    fn holds(self, number: f64, limit: f64) -> bool {
        match self {
            Self::Less => number < limit,
            Self::AtMost => number <= limit,
            Self::Equal => number == limit,
            Self::Other => number != limit,
            Self::AtLeast => number >= limit,
            Self::More => number > limit,
        }
    }
}

/// Whether a section shows a whole number as its digits and nothing else.
fn shows_digits(section: &Section) -> bool {
    let digits = section.parts.iter().filter(|part| **part == Part::Digit('0')).count();
    let quiet = |part: &Part| matches!(part, Part::Digit('0' | '#') | Part::Gap | Part::General);
    !section.of_time && section.shift == 0 && digits <= 1 && section.parts.iter().all(quiet) && {
        section.parts.iter().any(|part| matches!(part, Part::Digit(_) | Part::General))
    }
}

/// The text of a number, and whether it was rounded.
fn section_of_number(section: &Section, number: f64, signed: bool) -> (String, bool) {
    let point = section.parts.iter().position(|part| *part == Part::Point).unwrap_or(section.parts.len());
    let is_digit = |part: &Part| matches!(part, Part::Digit(_));
    let (whole, decimals) = section.parts.split_at(point);
    let exponent = section.has(|part| matches!(part, Part::Exponent(_)));
    let fraction = section.has(|part| *part == Part::Slash);
    let (shown, rounded, zero) = if exponent || (fraction && number.fract() != 0.0) {
        // Refused in every field but a text: how exactly it is written does not matter.
        let text = if exponent { format!("{:E}", number.abs()) } else { general(number.abs()) };
        (written(section, &text), fraction, false)
    } else if !section.has(is_digit) {
        (written(section, &general(number.abs())), false, number == 0.0)
    } else if fraction {
        let digits = Digits::of(number, section.shift, 0);
        let text = if digits.whole.is_empty() { "0" } else { &digits.whole };
        (text.to_owned(), false, digits.is_zero())
    } else {
        let digits = Digits::of(number, section.shift, decimals.iter().filter(|part| is_digit(part)).count());
        (before(whole, &digits.whole) + &behind(decimals, &digits.decimals), digits.rounded, digits.is_zero())
    };
    let minus = signed && number < 0.0 && !zero;
    (if minus { format!("-{}", shown.trim_start()) } else { shown }, rounded)
}

/// The section's words, and the number once where its digits stand.
fn written(section: &Section, number: &str) -> String {
    let mut shown = String::new();
    let mut stands = false;
    for part in &section.parts {
        match part {
            Part::Words(words) => shown += words,
            Part::Gap => shown.push(' '),
            Part::Digit(_) | Part::General | Part::Text | Part::Point | Part::Slash | Part::Exponent(_) => {
                if !std::mem::replace(&mut stands, true) {
                    shown += number;
                }
            }
        }
    }
    shown
}

/// The parts before the decimal mark: digits fill their places from the right, and those that have no
/// place of their own stand before the first.
fn before(parts: &[Part], digits: &str) -> String {
    let places = parts.iter().filter(|part| matches!(part, Part::Digit(_))).count();
    let mut shown = String::new();
    let mut place = 0;
    if places == 0 {
        shown += digits;
    }
    for part in parts {
        match part {
            Part::Digit(digit) => {
                let left = places - place;
                if place == 0 && digits.len() > places {
                    shown += &digits[..digits.len() - places];
                }
                match digits.len().checked_sub(left).and_then(|at| digits.get(at..=at)) {
                    Some(own) => shown += own,
                    None if *digit == '0' => shown.push('0'),
                    None if *digit == '?' => shown.push(' '),
                    None => {}
                }
                place += 1;
            }
            Part::Words(words) => shown += words,
            Part::Gap => shown.push(' '),
            Part::General | Part::Text | Part::Point | Part::Slash | Part::Exponent(_) => {}
        }
    }
    shown
}

/// The decimal mark and what follows it: zeros at the end are shown only where the format asks for them.
fn behind(parts: &[Part], digits: &str) -> String {
    let significant = digits.trim_end_matches('0').len();
    let mut shown = String::new();
    let mut place = 0;
    for part in parts {
        match part {
            Part::Digit(digit) => {
                if *digit == '0' || place < significant {
                    shown += digits.get(place..=place).unwrap_or("0");
                } else if *digit == '?' {
                    shown.push(' ');
                }
                place += 1;
            }
            Part::Point => shown.push('.'),
            Part::Words(words) => shown += words,
            Part::Gap => shown.push(' '),
            Part::General | Part::Text | Part::Slash | Part::Exponent(_) => {}
        }
    }
    // Excel shows `2.` for `0.#`, LibreOffice `2`: it is the same number.
    shown.strip_prefix('.').filter(|_| digits_of(&shown) == 0).map(ToOwned::to_owned).unwrap_or(shown)
}

fn digits_of(shown: &str) -> usize {
    shown.bytes().filter(u8::is_ascii_digit).count()
}

/// A number as it is shown without a format: its fifteen digits.
fn general(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, number: f64) -> String {
        let format = NumberFormat::parse(code).expect(code);
        format.of_number(number).map_or_else(|| number.to_string(), |look| look.text)
    }

    /// What LibreOffice 7.4 shows for these, thousands not grouped.
    #[test]
    fn numbers_are_shown_as_spreadsheet_programs_show_them() {
        for (code, number, text) in [
            ("0", 12.5, "13"),
            ("0.00", 99.995, "100.00"),
            ("#,##0.00", 1_234_567.891, "1234567.89"),
            ("0.###", 2.0, "2"),
            ("0.###", 0.5, "0.5"),
            ("#.##", 0.0, ""),
            ("0%", 0.49, "49%"),
            ("0.00%", 0.5, "50.00%"),
            ("00000", 123.0, "00123"),
            ("0 \"TB\"", 2.0, "2 TB"),
            ("#,##0\" GB\"", 2048.0, "2048 GB"),
            ("General\" GB\"", 12.5, "12.5 GB"),
            ("0\\ \\г\\о\\д", 1.0, "1 год"),
            ("[$$-409]#,##0.00", 12.5, "$12.50"),
            ("[$€-2] #,##0.00", 12.5, "€ 12.50"),
            ("#,##0.00\\ [$₽-419]", 100.0, "100.00 ₽"),
            ("[$CHF] 0.00", 4.0, "CHF 4.00"),
            ("0.00,\" тыс. руб.\"", 1350.0, "1.35 тыс. руб."),
            ("0,", 490_400.0, "490"),
            ("#,##0,", 490_400.0, "490"),
            ("0,,", 123_456_789_012.0, "123457"),
            ("0\"00\"", 4.0, "400"),
            ("000\\-000", 123.0, "000-123"),
            ("(000) 000\\-0000", 123_456_789_012.0, "(12345) 678-9012"),
            ("[<1000]0\" GB\";0.0,\" TB\"", 2048.0, "2.0 TB"),
            ("[<1000]0\" GB\";0.0,\" TB\"", 4.0, "4 GB"),
            ("[=1]0\" year\";0\" years\"", 1.0, "1 year"),
            ("[>100]\"big\";[<10]\"small\";\"mid\"", 12.5, "mid"),
            ("0;-0;;@", 0.0, ""),
            (";;;", 4.0, ""),
            ("0;(0)", -1.0, "(1)"),
            ("#,##0.00_);(#,##0.00)", -1350.456, "(1350.46)"),
            ("_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-", 0.0, "-"),
            ("_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-", 1350.0, "1350.00"),
            ("[Red]-0;0", 4.0, "-4"),
            ("+0;-0;0", 4.0, "+4"),
            ("#\" \"##0", 1350.0, "1 350"),
            ("0.00", -0.001, "0.00"),
            ("@\".x\"", 5.0, "5"),
            ("0.00", 0.1 + 0.2, "0.30"),
        ] {
            assert_eq!(shown(code, number), text, "{code} of {number}");
        }
    }

    #[test]
    fn texts_are_shown_by_their_section() {
        let shown = |code: &str| NumberFormat::parse(code).expect(code).of_text("db").map(|look| look.text);
        assert_eq!(shown("@\".example.ru\"").as_deref(), Some("db.example.ru"));
        assert_eq!(shown("0;0;0;\"t: \"@").as_deref(), Some("t: db"));
        assert_eq!(shown(";;;").as_deref(), Some(""));
        assert!(["@", "0.00", "General", "0;-0;0", "_(* #,##0_);_(@_)"].iter().all(|code| shown(code).is_none()));
    }

    #[test]
    fn what_is_rounded_is_known() {
        let rounded = |code: &str, number: f64| NumberFormat::parse(code)?.of_number(number).map(|look| look.rounded);
        assert_eq!(rounded("0", 12.5), Some(true));
        assert_eq!(rounded("0.00", 12.5), Some(false));
        assert_eq!(rounded("0.00", 0.1 + 0.2), Some(false));
        assert_eq!(rounded("0,", 490_400.0), Some(true));
        assert_eq!(rounded("#,##0", 40.0), None);
    }

    #[test]
    fn days_and_times_are_left_alone_and_so_is_what_is_no_code() {
        for code in ["dd.mm.yyyy", "[h]:mm:ss", "[$-419]d mmm yyyy", "h:mm AM/PM"] {
            let format = NumberFormat::parse(code).expect(code);
            assert!(format.is_of_time(1.5) && format.of_number(1.5).is_none(), "{code}");
        }
        assert!(!NumberFormat::parse("0 \"d\"").expect("a code").is_of_time(1.5));
        for code in ["0\"open", "[open", "0;0;0;0;0", &"0".repeat(2000)] {
            assert_eq!(NumberFormat::parse(code), None, "{code}");
        }
        for code in ["General", "@", "GENERAL", "General;General"] {
            assert!(NumberFormat::parse(code).expect(code).is_idle(), "{code}");
        }
    }
}
