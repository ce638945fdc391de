//! A number in decimal digits, as spreadsheet programs keep it: fifteen of them. Pure.

/// A number's digits and where its decimal mark stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Before the mark, without zeros in front.
    pub(super) whole: String,
    /// Behind it.
    pub(super) decimals: String,
    /// Whether digits were lost to the places that there are.
    pub(super) rounded: bool,
}

impl Digits {
    /// Of a number's size times a power of ten, rounded to so many places behind the mark.
    pub(super) fn of(number: f64, shift: i32, places: usize) -> Self {
        let scientific = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        // How many digits stand before the mark.
        let before = exponent.parse::<i32>().unwrap_or(0).saturating_add(1).saturating_add(shift);
        let mut before = usize::try_from(before).unwrap_or_else(|_| {
            let zeros = usize::try_from(before.unsigned_abs()).unwrap_or(0);
            digits.splice(..0, std::iter::repeat_n(0, zeros));
            0
        });
        let kept = before + places;
        let rounded = digits.iter().skip(kept).any(|digit| *digit != 0);
        let up = digits.get(kept).is_some_and(|digit| *digit >= 5);
        digits.resize(kept, 0);
        if up && raise(&mut digits) {
            before += 1;
        }
        let text = |digits: &[u8]| digits.iter().map(|digit| char::from(b'0' + digit)).collect::<String>();
        let whole = text(&digits[..before]).trim_start_matches('0').to_owned();
        Self { whole, decimals: text(&digits[before..]), rounded }
    }

    /// Whether it shows as nothing.
    pub(super) fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.decimals.bytes().all(|digit| digit == b'0')
    }
}

/// Adds one to the last digit; whether the number became longer by one.
fn raise(digits: &mut Vec<u8>) -> bool {
    for digit in digits.iter_mut().rev() {
        *digit += 1;
        if *digit < 10 {
            return false;
        }
        *digit = 0;
    }
    digits.insert(0, 1);
    true
}
