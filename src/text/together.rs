//! What a line may not part: a number and its unit, № and its number. For sentences in workbooks, whose lines are
//! broken wherever the column ends; a terminal has plain spaces, so that lines can be copied and found. Pure.

/// The space that does not break.
const TIE: char = '\u{a0}';

/// What follows a number closely, beside the codes of currencies.
const UNITS: [&str; 13] = ["МБ", "ГБ", "ТБ", "MB", "GB", "TB", "%", "₽", "€", "мес", "мин", "г", "mo"];

/// The text with its numbers tied to what they count. What stands in backticks is typed, and stays as it is.
#[must_use]
pub fn together(text: &str) -> String {
    let parts: Vec<String> =
        text.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { tied(part) } else { part.to_owned() }).collect();
    parts.join("`")
}

fn tied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, behind) = (out.chars().next_back(), &text[at + c.len_utf8()..]);
        let ties = c == ' '
            && match before {
                Some('№') => behind.starts_with(|c: char| c.is_ascii_digit()),
                Some(digit) if digit.is_ascii_digit() => is_unit(behind),
                _ => false,
            };
        out.push(if ties { TIE } else { c });
    }
    out
}

/// Whether a text begins with a unit, and with nothing that only begins like one.
fn is_unit(behind: &str) -> bool {
    if UNITS.iter().any(|sign| !sign.starts_with(char::is_alphabetic) && behind.starts_with(sign)) {
        return true;
    }
    let word = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_currency = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    is_currency || UNITS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit_on_its_line() {
        for (plain, kept) in [
            ("по плану 1\u{a0}150,50 RUB, в панели 300,00 RUB", "по плану 1\u{a0}150,50~RUB, в панели 300,00~RUB"),
            ("20 ГБ (от 10 до 200)", "20~ГБ (от 10 до 200)"),
            ("KVM Ferrum · 3 мес.", "KVM Ferrum · 3~мес."),
            ("на июль 2016 г.: 5 % скидки", "на июль 2016~г.: 5~% скидки"),
            ("услуга № 100001", "услуга №~100001"),
            ("planned 1,150.50 RUB", "planned 1,150.50~RUB"),
        ] {
            assert_eq!(together(plain), kept.replace('~', "\u{a0}"), "{plain}");
        }
    }

    #[test]
    fn what_is_typed_and_what_is_no_unit_stays_as_it_is() {
        for text in [
            "`20 GB`",
            "2 сервера",
            "3 строки",
            "код `5 %` и 2 заказа",
            "№ услуги",
            "в 2 строках",
            "7 TODO",
            "GB 20",
            "",
        ] {
            assert_eq!(together(text), text);
        }
    }
}
