//! Whether two texts of a number say the same, whatever language's marks they are written with. Pure.

/// How far two texts agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agree {
    /// They say the same.
    Whole,
    /// They do but for zeros before or behind a number: `00123`, `4.10`.
    ButZeros,
    Not,
}

/// Whether a text that a program wrote says the same as one of ours, whose decimal mark is a point and
/// whose thousands are not grouped.
pub(super) fn agree(text: &str, ours: &str) -> Agree {
    if text.split_whitespace().eq(ours.split_whitespace()) {
        return Agree::Whole;
    }
    let (theirs, ours) = (pieces(text), pieces(ours));
    if theirs.len() != ours.len() {
        return Agree::Not;
    }
    let mut all = Agree::Whole;
    for (theirs, ours) in theirs.iter().zip(&ours) {
        match (theirs, ours) {
            (Piece::Words(one), Piece::Words(other)) if one == other => {}
            (Piece::Number(number), Piece::Number(ours)) => match numbers(number, ours) {
                Agree::Whole => {}
                Agree::ButZeros => all = Agree::ButZeros,
                Agree::Not => return Agree::Not,
            },
            _ => return Agree::Not,
        }
    }
    all
}

/// The number that a text is and nothing else, as its language may write it.
pub(super) fn bare(text: &str) -> Option<(f64, usize)> {
    let text = text.trim().replace('\u{2212}', "-");
    if let Ok(number) = text.parse::<f64>() {
        return Some((number, significant(&text)));
    }
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, &*text), |rest| (-1.0, rest));
    match pieces(digits).as_slice() {
        [Piece::Number(number)] => {
            let read = readings(number).into_iter().next()?.parse::<f64>().ok()?;
            Some((sign * read, significant(number)))
        }
        _ => None,
    }
}

/// How many digits before and behind the decimal mark a bare number is written with.
pub(super) fn places(text: &str) -> Option<(usize, usize)> {
    match pieces(text.trim().trim_start_matches(['-', '\u{2212}'])).as_slice() {
        [Piece::Number(number)] => {
            let read = readings(number).into_iter().next()?;
            let (whole, decimals) = read.split_once('.').unwrap_or((&read, ""));
            Some((whole.len(), decimals.len()))
        }
        _ => None,
    }
}

fn significant(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').len()
}

#[derive(Debug)]
enum Piece {
    /// Without spaces, in lower case.
    Words(String),
    /// Digits with the marks among them.
    Number(String),
}

/// Marks that stand between the digits of a number in some language.
const fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn pieces(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        let joins = is_mark(*c) && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if c.is_ascii_digit() || joins {
            match pieces.last_mut() {
                Some(Piece::Number(number)) => number.push(*c),
                _ => pieces.push(Piece::Number(c.to_string())),
            }
            continue;
        }
        if c.is_whitespace() {
            // A number ends here, although no word begins.
            if matches!(pieces.last(), Some(Piece::Number(_))) {
                pieces.push(Piece::Words(String::new()));
            }
            continue;
        }
        let c = if *c == '\u{2212}' { '-' } else { *c };
        match pieces.last_mut() {
            Some(Piece::Words(words)) => words.extend(c.to_lowercase()),
            _ => pieces.push(Piece::Words(c.to_lowercase().collect())),
        }
    }
    pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
    pieces
}

/// What the digits can mean, their decimal mark a point: the last mark is the decimal one, or all group.
fn readings(number: &str) -> Vec<String> {
    let marks: Vec<(usize, char)> = number.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    let bare = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut readings = Vec::new();
    // Groups of three behind the first, by one mark alone.
    let groups: Vec<&str> = number.split(is_mark).collect();
    let grouped =
        groups.iter().skip(1).all(|group| group.len() == 3) && groups.first().is_some_and(|group| group.len() <= 3);
    let one_mark = marks.windows(2).all(|pair| pair[0].1 == pair[1].1);
    if let Some((at, mark)) = marks.last().filter(|(_, mark)| matches!(mark, '.' | ',')) {
        let repeated = marks.iter().filter(|(_, other)| other == mark).count() > 1;
        if !repeated {
            readings.push(format!("{}.{}", bare(&number[..*at]), bare(&number[at + 1..])));
        }
    }
    if marks.is_empty() || (grouped && one_mark) {
        readings.push(bare(number));
    }
    readings
}

/// Whether two numbers say the same; ours has one reading.
fn numbers(theirs: &str, ours: &str) -> Agree {
    let ours: String = ours.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let plain = |text: &str| {
        let text = text.trim_start_matches('0');
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
        text.to_owned()
    };
    let readings = readings(theirs);
    if readings.contains(&ours) {
        Agree::Whole
    } else if readings.iter().any(|reading| plain(reading) == plain(&ours)) {
        Agree::ButZeros
    } else {
        Agree::Not
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_agree_in_any_language() {
        for (text, ours) in [
            ("1 TB", "1 TB"),
            ("1\u{a0}TB", "1 TB"),
            ("100,00 €", "100.00 €"),
            ("1 234,50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("1,234.50", "1234.50"),
            ("1.234", "1234"),
            ("1.234", "1.234"),
            ("\u{2212}5", "-5"),
            ("20 %", "20%"),
            ("1'234'567", "1234567"),
            ("1 год", "1 год"),
        ] {
            assert_eq!(agree(text, ours), Agree::Whole, "{text} {ours}");
        }
        for (text, ours) in [("00123", "123"), ("4.10", "4.1"), ("10,0", "10"), ("20.00%", "20%")] {
            assert_eq!(agree(text, ours), Agree::ButZeros, "{text} {ours}");
        }
        for (text, ours) in
            [("1 TB", "1"), ("12.50", "1250"), ("1", "1 year"), ("100.00 €", "100.00 $"), ("20%", "0.2"), ("1 2", "12")]
        {
            assert_eq!(agree(text, ours), Agree::Not, "{text} {ours}");
        }
        assert_eq!(bare("3,33333333333"), Some((3.333_333_333_33, 12)));
        assert_eq!(bare("1.5E+20"), Some((1.5e20, 2)));
        assert_eq!(bare("1 TB"), None);
        assert_eq!(places("00123"), Some((5, 0)));
    }
}
