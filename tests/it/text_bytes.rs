//! Text tables as bytes: encodings that must be guessed say so, and bytes that no text holds are named.

use encoding_rs::{Encoding, IBM866, KOI8_U, WINDOWS_1251, X_MAC_CYRILLIC};
use vdsbatch::reader::{Kind, SheetError};
use vdsbatch::text::lang::Lang;

use crate::sheet::{read, texts, utf16};

const HEADER: &str = "Tariff;OS;Period;Domain;Cost centre";

/// A table with these texts in its last column, in an encoding.
fn table(words: &[&str], encoding: &'static Encoding) -> Vec<u8> {
    let rows = words.iter().map(|word| format!("KVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru;{word}\r\n"));
    encoding.encode(&format!("{HEADER}\r\n{}", rows.collect::<String>())).0.into_owned()
}

#[test]
fn short_words_in_capitals_are_windows_1251_unless_proved_otherwise() {
    for words in [&["ЦФО-12", "ЦФО-14", "ЦФО-21"][..], &["РЖД"], &["ОПТ"], &["МТС"], &["отдел"], &["кВт"]]
    {
        let read = read("a.csv", &table(words, WINDOWS_1251)).expect("a table");
        assert_eq!(read.format, "csv (windows-1251, ;)", "{words:?}");
        assert_eq!(texts(&read)[0].1[4], words[0]);
        let note = read.notes.iter().find(|note| note.contains("E060 note:")).expect("it is a guess");
        assert!(note.contains("windows-1251") && note.contains(words[0]) && note.contains("--encoding"), "{note}");
    }
    let capitals: Vec<&str> = std::iter::repeat_n("ЦФО", 3000).collect();
    assert_eq!(read("a.csv", &table(&capitals, WINDOWS_1251)).expect("a table").format, "csv (windows-1251, ;)");
}

#[test]
fn another_encoding_is_found_where_it_is_proved() {
    for (words, encoding, name) in [
        (&["ЦФО"][..], IBM866, "ibm866"),
        (&["РЖД"], IBM866, "ibm866"),
        (&["отдел"], IBM866, "ibm866"),
        (&["Отдел кадров"], IBM866, "ibm866"),
        (&["Отдел кадров"], KOI8_U, "koi8-u"),
        (&["Отдел", "Склад Южный"], KOI8_U, "koi8-u"),
        (&["Отдел кадров", "Бухгалтерия"], X_MAC_CYRILLIC, "x-mac-cyrillic"),
        (&["Отдел кадров"], WINDOWS_1251, "windows-1251"),
    ] {
        let read = read("a.csv", &table(words, encoding)).expect("a table");
        assert_eq!(read.format, format!("csv ({name}, ;)"), "{words:?}");
        assert_eq!(texts(&read)[0].1[4], words[0]);
    }
    // Headers that are known prove it, in capitals too.
    for encoding in [KOI8_U, IBM866, WINDOWS_1251] {
        let text = "ТАРИФ;ОС;ПЕРИОД;ДОМЕН\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru\n";
        let read = read("a.csv", &encoding.encode(text).0).expect("a table");
        assert!(!read.notes.iter().any(|note| note.contains("E060")), "{:?}", read.notes);
    }
}

#[test]
fn utf_32_is_named_with_a_mark_and_without() {
    let text = format!("{HEADER}\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru;Отдел\n");
    for text in [format!("\u{feff}{text}"), text] {
        for wide in [
            text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>(),
            text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        ] {
            let error = read("a.csv", &wide).expect_err("UTF-32");
            assert!(matches!(error, SheetError::NotASheet { kind: Kind::Utf32, .. }), "{error:?}");
            assert!(error.message(Lang::En).contains("UTF-32"));
        }
    }
}

#[test]
fn utf_16_without_a_mark_is_found_however_little_of_it_is_latin() {
    let long = "Наименованиеподразделения".repeat(8);
    let text = format!("{long}\nТариф;ОС;Период;Домен\nФеррум;Дебиан;месяц;пример.рф\n");
    let read = read("a.csv", &utf16(false, &text)).expect("a table");
    assert_eq!(read.format, "csv (utf-16le, ;)");
}

#[test]
fn a_final_end_of_file_sign_of_old_systems_is_left_out() {
    let text = format!("{HEADER}\r\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru;IT");
    for end in ["\u{1a}", "\r\n\u{1a}", "\r\n\u{1a}\u{1a}\u{1a}", "\r\n\u{1a}\r\n", "\u{1a}\0\0\0\0\0\0"] {
        let text = format!("{text}{end}");
        for bytes in [text.clone().into_bytes(), utf16(true, &text)] {
            let read = read("a.csv", &bytes).expect("a table");
            assert_eq!(read.rows.len(), 1, "{end:?}");
            assert_eq!(texts(&read)[0].1[4], "IT", "{end:?}");
            assert!(!read.notes.iter().any(|note| note.contains("E061")), "{:?}", read.notes);
        }
    }
}

#[test]
fn a_byte_that_no_text_holds_is_named_at_its_cell() {
    for (sign, name) in [("\0", "NUL"), ("\u{1a}", "Ctrl-Z"), ("\u{fffd}", "U+FFFD")] {
        let rows = format!(
            "{HEADER}\nKVM Ferrum;Debian-7-x86_64-minimal;1;a.example.ru;IT\n\
             KVM Ferrum;Debian-7-x86_64-minimal;1;b.example.ru;a{sign}b\n"
        );
        let read = read("a.csv", rows.as_bytes()).expect("a table");
        let said = read.notes.iter().find(|note| note.starts_with("f: E3: E061 ")).expect(name);
        assert!(said.contains(name), "{said}");
    }
    // Bytes that are not of the encoding that the mark states become such signs.
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(table(&["Отдел"], WINDOWS_1251));
    let read = read("a.csv", &bytes).expect("a table");
    assert!(read.notes.iter().any(|note| note.starts_with("f: E2: E061 ")), "{:?}", read.notes);
}
