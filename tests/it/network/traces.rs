//! The password, in every form in which bytes on a wire could carry it.

use crate::harness::{CANARY, LOGIN};

/// The forms and their bytes.
fn forms() -> Vec<(&'static str, Vec<u8>)> {
    let form: String = url::form_urlencoded::byte_serialize(CANARY.as_bytes()).collect();
    let percent = form.replace('+', "%20");
    let every: String = CANARY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let hexadecimal: String = CANARY.bytes().map(|byte| format!("{byte:02x}")).collect();
    let json = serde_json::to_string(CANARY).expect("json");
    let mut forms = vec![
        ("plain", CANARY.as_bytes().to_vec()),
        ("form, small letters", form.to_lowercase().into_bytes()),
        ("percent, small letters", percent.to_lowercase().into_bytes()),
        ("form", form.into_bytes()),
        ("percent", percent.into_bytes()),
        ("every byte, small letters", every.to_lowercase().into_bytes()),
        ("every byte", every.into_bytes()),
        ("hexadecimal", hexadecimal.clone().into_bytes()),
        ("hexadecimal, capitals", hexadecimal.to_uppercase().into_bytes()),
        ("json", json.trim_matches('"').as_bytes().to_vec()),
        ("xml", quick_xml::escape::escape(CANARY).into_owned().into_bytes()),
        ("utf-16", CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("utf-16, big end first", CANARY.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("its end", b":canary".to_vec()),
        ("its end, encoded", b"%3Acanary".to_vec()),
    ];
    for shift in 0..3 {
        // What stands beside it decides of the first and the last letters only.
        let text = [&b"xx"[..shift], CANARY.as_bytes()].concat();
        let letters = base64(&text);
        let sure = letters[(shift * 8).div_ceil(6)..text.len() * 8 / 6].to_owned();
        forms.push(("base64 for addresses", sure.replace('+', "-").replace('/', "_").into_bytes()));
        forms.push(("base64", sure.into_bytes()));
    }
    forms
}

/// Without padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = bytes.chunks(3).flat_map(|piece| {
        let bits = piece.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - piece.len()));
        (0..=piece.len()).map(move |at| LETTERS[(bits >> (18 - 6 * at) & 63) as usize])
    });
    letters.map(char::from).collect()
}

/// The forms in which it stands in these bytes.
pub fn of_password(bytes: &[u8]) -> Vec<&'static str> {
    let stands = |trace: &Vec<u8>| bytes.windows(trace.len()).any(|window| window == trace);
    forms().into_iter().filter(|(_, trace)| stands(trace)).map(|(form, _)| form).collect()
}

#[test]
fn the_search_finds_every_form() {
    for (form, trace) in forms() {
        assert!(of_password(&[b"before ", &trace[..], b" behind"].concat()).contains(&form), "{form}");
    }
    assert_eq!(base64(b"Man is"), "TWFuIGlz");
    // As a proxy's or a server's basic authentication would carry it, at any place of a longer text.
    for before in ["", "a", "ab", "abc"] {
        let text = base64(format!("{before}{LOGIN}:{CANARY}").as_bytes());
        assert!(of_password(text.as_bytes()).contains(&"base64"), "{before}");
    }
    assert!(of_password(b"POST /billmgr HTTP/1.1 func=vds").is_empty());
}
