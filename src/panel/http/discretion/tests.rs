use proptest::prelude::*;

use super::*;
use crate::order::ReasonCode;

fn told(password: &str, words: &str) -> String {
    Discretion::about(password).of_reason(Reason::with_words(ReasonCode::UnknownError, words)).words
}

#[test]
fn every_form_of_the_password_is_taken_out() {
    let password = "p:A ss&7";
    for form in ["p:A ss&7", "p%3AA+ss%267", "p%3aA%20ss%267", "p:A ss&amp;7"] {
        assert_eq!(told(password, &format!("bad authinfo u:{form} here")), "bad authinfo u:*** here", "{form}");
    }
    assert_eq!(told(password, "Wrong amount"), "Wrong amount");
    assert_eq!(told("", "Wrong amount"), "Wrong amount");
    assert_eq!(told("пароль", "неверно: пароль"), "неверно: ***");
}

#[test]
fn a_field_is_cleaned_as_well() {
    let reason = Reason { field: Some("hunter2".to_owned()), ..Reason::new(ReasonCode::ValueRefused) };
    assert_eq!(Discretion::about("hunter2").of_reason(reason).field.as_deref(), Some("***"));
}

#[test]
fn words_that_can_be_read_as_the_password_are_dropped_whole() {
    let password = "pa&ss%+\"'<é:word";
    for words in [
        // Two escapings at once, and one around another.
        "bad: pa&amp;ss%25+&quot;'<%C3%A9:word",
        "bad: pa%2526ss%2525%252B%2522%2527%253C%25C3%25A9%253Aword",
        "bad: pa&amp;amp;ss%+&amp;quot;&amp;#39;&amp;lt;é:word",
        r#"bad: pa\u0026ss%+\"\u0027\u003c\u00e9:word"#,
        r"bad: pa\x26ss\x25\x2b\x22\x27\x3c\xc3\xa9\x3aword",
        // Another case, another encoding, without its end, as a token, as numbers.
        "bad: PA&SS%+\"'<É:WORD",
        "bad: pa&ss%+\"'<Ã©:word",
        "bad: pa&ss%+\"'<?:word",
        "bad: pa&ss%+\"' given",
        "Basic cHJhY3RpY2U6cGEmc3MlKyInPMOpOndvcmQ=",
        "Basic_xcHJhY3RpY2U6cGEmc3MlKyInPMOpOndvcmQ",
        "bad: 7061267373252b22273cc3a93a776f7264",
    ] {
        assert_eq!(told(password, words), "***", "{words}");
    }
    assert_eq!(told(password, "The word is not known"), "The word is not known");
}

#[test]
fn words_that_are_cut_within_an_escaped_password_are_dropped_whole() {
    for cut in ["p%2541ssword&amp;", "p%2541ssw", r"p\u0041ssw"] {
        let words = format!("{}{cut}{}", ".".repeat(1000 - cut.len()), "x".repeat(9));
        assert_eq!(told("pAssword&7", &words), "***", "{cut}");
    }
}

/// A character in one of many escapings, and perhaps that one escaped again.
fn escaped(c: char, how: u32) -> String {
    let bytes = c.to_string().into_bytes();
    match how {
        0 => joined(bytes.iter().map(|byte| format!("%{byte:02X}"))),
        1 => format!("&#{};", u32::from(c)),
        2 => format!("&#x{:x};", u32::from(c)),
        3 => joined(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}"))),
        4 => joined(bytes.iter().map(|byte| format!("\\x{byte:02x}"))),
        5 => joined(bytes.iter().map(|byte| format!("%25{byte:02x}"))),
        6 => format!("&amp;#{};", u32::from(c)),
        _ => c.to_string(),
    }
}

proptest! {
    /// Words that are cut within the password do not end with its beginning.
    #[test]
    fn a_password_that_is_cut_is_taken_out(before in 990_usize..1000, password in "[a-zA-Zа-я%:&+ ]{4,20}") {
        let words = told(&password, &format!("{}{password}", ".".repeat(before)));
        let shown: String = words.trim_start_matches('.').replace(CONCEALED, "");
        prop_assert!(shown.chars().count() < SHORTEST_PIECE, "{}", shown);
    }

    /// However each character is escaped, and all of it once more, no reading of what is told holds it.
    #[test]
    fn no_mixture_of_escapings_gives_it_away(
        password in "[a-zA-Z0-9!@#$^*()_=.,:;<>/?|~ а-яé-]{6,20}",
        hows in proptest::collection::vec(0_u32..12, 20),
        around in 0_u32..3,
    ) {
        let mixed: String = password.chars().zip(hows).map(|(c, how)| escaped(c, how)).collect();
        let words = match around {
            0 => mixed,
            1 => quick_xml::escape::escape(&mixed).into_owned(),
            _ => url::form_urlencoded::byte_serialize(mixed.as_bytes()).collect(),
        };
        let kept = told(&password, &format!("bad authinfo u:{words} here"));
        let held = readings(&kept).iter().any(|reading| folded(reading).contains(&folded(&password)));
        prop_assert!(!held, "{kept}");
        prop_assert!(kept.contains(CONCEALED), "{kept}");
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}
