//! What a number format's code says. Pure.

/// Longer codes are not taken apart: Excel allows 255.
const LONGEST: usize = 1024;

/// One section of a code: what becomes of the numbers, or the texts, that it is for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<(Compare, f64)>,
    pub(super) parts: Vec<Part>,
    /// Whether it shows a day or a time.
    pub(super) of_time: bool,
    /// Whether its letters are white, as the sheet is.
    pub(super) white: bool,
    /// By how many powers of ten the number is larger than what is stored: percent, and thousands.
    pub(super) shift: i32,
}

/// How a condition compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compare {
    Less,
    AtMost,
    Equal,
    Other,
    AtLeast,
    More,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// This text.
    Words(String),
    /// A space that only aligns.
    Gap,
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    /// The decimal mark.
    Point,
    /// Between a fraction's numbers.
    Slash,
    /// The exponent, and whether it always has its sign.
    Exponent(bool),
    /// The number as it is shown without a format.
    General,
    /// The cell's text.
    Text,
}

impl Section {
    pub(super) fn has(&self, wanted: impl Fn(&Part) -> bool) -> bool {
        self.parts.iter().any(wanted)
    }

    fn words(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Words(words)) => words.push_str(text),
            _ if text.is_empty() => {}
            _ => self.parts.push(Part::Words(text.to_owned())),
        }
    }
}

/// The sections of a code; none if it is no code.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    if code.len() > LONGEST {
        return None;
    }
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        if c == ';' {
            sections.push(Section::default());
            rest = &rest[1..];
            continue;
        }
        let section = sections.last_mut()?;
        rest = piece(section, rest, c)?;
    }
    sections.iter_mut().for_each(scale);
    (sections.len() <= 4).then_some(sections)
}

/// Takes the next piece, which begins with `c`; what is left.
fn piece<'c>(section: &mut Section, rest: &'c str, c: char) -> Option<&'c str> {
    let behind = &rest[c.len_utf8()..];
    let head = |word: &str| rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let second = behind.chars().next().map_or(0, char::len_utf8);
    match c {
        '"' => {
            let (words, behind) = behind.split_once('"')?;
            section.words(words);
            return Some(behind);
        }
        '\\' => section.words(&behind[..second]),
        '_' => section.parts.push(Part::Gap),
        // It fills a cell's width, of which nothing is known here: once, unless it is blank.
        '*' => section.words(behind[..second].trim()),
        '[' => {
            let (inside, behind) = behind.split_once(']')?;
            bracket(section, inside)?;
            return Some(behind);
        }
        _ if head("general") => {
            section.parts.push(Part::General);
            return Some(&rest["general".len()..]);
        }
        _ if ["e+", "e-"].into_iter().any(head) => {
            section.parts.push(Part::Exponent(behind.starts_with('+')));
            return Some(&behind[1..]);
        }
        _ => {
            single(section, c);
            return Some(behind);
        }
    }
    Some(&behind[second..])
}

fn single(section: &mut Section, c: char) {
    match c {
        '0' | '#' | '?' => section.parts.push(Part::Digit(c)),
        '.' if section.has(|part| *part == Part::Point) => section.words("."),
        '.' => section.parts.push(Part::Point),
        '/' if section.has(|part| matches!(part, Part::Digit(_))) => section.parts.push(Part::Slash),
        '@' => section.parts.push(Part::Text),
        '%' => {
            section.shift += 2;
            section.words("%");
        }
        // What it means, the digits around it say.
        ',' => section.words("\u{0}"),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'g' | 'G' | 'b' | 'B' | 'e' | 'E' => {
            section.of_time = true;
        }
        _ => section.words(c.encode_utf8(&mut [0; 4])),
    }
}

/// What stands in brackets: a currency, a condition, elapsed time; colours and languages show nothing.
fn bracket(section: &mut Section, inside: &str) -> Option<()> {
    if let Some(currency) = inside.strip_prefix('$') {
        section.words(currency.split('-').next().unwrap_or_default());
        return Some(());
    }
    let lower = inside.to_ascii_lowercase();
    if matches!(lower.as_str(), "white" | "color2") {
        section.white = true;
        return Some(());
    }
    if !lower.is_empty() && ["h", "m", "s"].iter().any(|unit| lower.trim_matches(|c| unit.contains(c)).is_empty()) {
        section.of_time = true;
        return Some(());
    }
    let signs = [
        ("<=", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("<>", Compare::Other),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
    ];
    if let Some((compare, limit)) = signs.iter().find_map(|(sign, is)| Some((*is, inside.strip_prefix(sign)?))) {
        section.condition = Some((compare, limit.trim().parse().ok()?));
    }
    Some(())
}

/// Decides what the commas mean: behind the last digit each divides by a thousand; between digits they
/// group, which is not shown here, since it is written otherwise in every language.
fn scale(section: &mut Section) {
    let last = section.parts.iter().rposition(|part| matches!(part, Part::Digit(_)));
    let point = section.parts.iter().position(|part| *part == Part::Point);
    let whole = section.parts.iter().take(point.unwrap_or(usize::MAX)).rposition(|part| matches!(part, Part::Digit(_)));
    for (at, part) in section.parts.iter_mut().enumerate() {
        let Part::Words(words) = part else { continue };
        if (Some(at) == last.map(|last| last + 1)) || (Some(at) == whole.map(|whole| whole + 1)) {
            let commas = words.chars().take_while(|c| *c == '\u{0}').count();
            section.shift -= 3 * i32::try_from(commas).unwrap_or(0);
        }
        words.retain(|c| c != '\u{0}');
    }
    section.parts.retain(|part| *part != Part::Words(String::new()));
}
