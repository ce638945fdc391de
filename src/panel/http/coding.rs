//! An answer that says that it is packed although nobody asked for it: named, and never unpacked. Pure.

use crate::order::Flaw;

/// How an answer is packed by its header `Content-Encoding`; none if it is not.
pub(super) fn coding(stated: Option<&str>) -> Option<Flaw> {
    match stated.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "" | "identity" => None,
        "gzip" | "x-gzip" => Some(Flaw::Gzip),
        "deflate" => Some(Flaw::Deflate),
        "zstd" => Some(Flaw::Zstd),
        "br" => Some(Flaw::Brotli),
        _ => Some(Flaw::Packed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_answer_is_known_by_its_head() {
        for (stated, is) in [
            (None, None),
            (Some("identity"), None),
            (Some(" GZip "), Some(Flaw::Gzip)),
            (Some("deflate"), Some(Flaw::Deflate)),
            (Some("zstd"), Some(Flaw::Zstd)),
            (Some("br"), Some(Flaw::Brotli)),
            (Some("gzip, br"), Some(Flaw::Packed)),
        ] {
            assert_eq!(coding(stated), is, "{stated:?}");
        }
    }
}
