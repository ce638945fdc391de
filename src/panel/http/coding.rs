//! An answer that is compressed although nobody asked for it: named, and never undone. Pure.

use crate::order::Coding;

/// How an answer is compressed; none if it is not. `stated` is the header `Content-Encoding`.
pub(super) fn coding(stated: Option<&str>, body: &[u8]) -> Option<Coding> {
    if body.is_empty() {
        return None;
    }
    let stated = stated.unwrap_or_default().trim().to_ascii_lowercase();
    match stated.as_str() {
        "" | "identity" => of_bytes(body),
        "gzip" | "x-gzip" => Some(Coding::Gzip),
        "deflate" => Some(Coding::Deflate),
        "br" => Some(Coding::Br),
        "zstd" => Some(Coding::Zstd),
        _ => Some(Coding::Other),
    }
}

/// What the first bytes say where the head says nothing. No document and no page begins so.
fn of_bytes(body: &[u8]) -> Option<Coding> {
    match body {
        [0x1f, 0x8b, 8, ..] => Some(Coding::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Coding::Zstd),
        [0x78, second, ..] if (0x7800 | u16::from(*second)) % 31 == 0 && !second.is_ascii_graphic() => {
            Some(Coding::Deflate)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compression_is_known_by_the_head_or_by_its_first_bytes() {
        for (stated, body, is) in [
            (None, &b"<doc/>"[..], None),
            (Some("identity"), b"<doc/>", None),
            (Some(" GZip "), b"<doc/>", Some(Coding::Gzip)),
            (Some("br"), b"\x0b\x02", Some(Coding::Br)),
            (Some("deflate"), b"\x4b", Some(Coding::Deflate)),
            (Some("gzip, br"), b"\x1f\x8b\x08", Some(Coding::Other)),
            (Some("gzip"), b"", None),
            (None, b"\x1f\x8b\x08\0", Some(Coding::Gzip)),
            (None, b"\x28\xb5\x2f\xfd\0", Some(Coding::Zstd)),
            (None, b"\x78\x9c\x03", Some(Coding::Deflate)),
            (None, b"x^2", None),
            (None, b"xml", None),
        ] {
            assert_eq!(coding(stated, body), is, "{stated:?} {body:?}");
        }
    }
}
