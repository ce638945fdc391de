//! A panel's certificate: what it says of itself, and the SHA-256 that names one. Pure.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The SHA-256 of a certificate: one and no other is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 32]);

/// Why a text is no SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a SHA-256 has 64 hexadecimal digits, with or without a colon between each two")]
pub struct FingerprintError;

impl Fingerprint {
    /// The SHA-256 of a certificate, byte for byte as it is shown (DER).
    #[must_use]
    pub fn of(certificate: &[u8]) -> Self {
        let digest = ring::digest::digest(&ring::digest::SHA256, certificate);
        let mut bytes = [0; 32];
        bytes.iter_mut().zip(digest.as_ref()).for_each(|(byte, digested)| *byte = *digested);
        Self(bytes)
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads hexadecimal digits, with or without colons, also as `openssl x509 -fingerprint` prints them:
    /// `sha256 Fingerprint=AA:BB:…`.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digits = match text.split_once('=') {
            Some((head, digits)) if head.trim().eq_ignore_ascii_case("sha256 fingerprint") => digits,
            Some(_) => return Err(FingerprintError),
            None => text,
        };
        let digits = digits.trim();
        let pairs = || digits.split(':').map(|pair| if pair.len() == 2 { pair } else { "-" });
        let digits = if digits.contains(':') { pairs().collect() } else { digits.to_owned() };
        let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map_err(|_| FingerprintError)?;
        bytes.try_into().map(Self).map_err(|_| FingerprintError)
    }
}

impl fmt::Display for Fingerprint {
    /// As other programs show it: `AA:BB:…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let colon = if at == 0 { "" } else { ":" };
            write!(f, "{colon}{byte:02X}")?;
        }
        Ok(())
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, FingerprintError> {
        text.parse()
    }
}

/// What a certificate says of itself. Foreign text, made printable where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The hosts that it is for; empty if it names none.
    pub names: Vec<String>,
    /// From when on it is valid; none for a time beyond every calendar.
    pub from: Option<Timestamp>,
    /// Until when.
    pub until: Option<Timestamp>,
    /// Whether it names itself as the one that vouches for it.
    pub own: bool,
    /// Its SHA-256.
    pub sha256: Fingerprint,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sha_256_is_read_in_every_usual_form_and_shown_in_one() {
        let shown = Fingerprint::of(b"abc").to_string();
        assert!(shown.starts_with("BA:78:16:BF:") && shown.ends_with(":15:AD"), "{shown}");
        let plain = shown.replace(':', "");
        for text in [
            shown.clone(),
            shown.to_lowercase(),
            plain.clone(),
            format!("  {}\n", plain.to_lowercase()),
            format!("sha256 Fingerprint={shown}"),
            format!("SHA256 Fingerprint={shown}"),
        ] {
            assert_eq!(text.parse(), Ok(Fingerprint::of(b"abc")), "{text}");
        }
        for text in [
            String::new(),
            plain[2..].to_owned(),
            format!("{plain}00"),
            plain.replace('B', "G"),
            shown.replacen(':', "", 1),
            shown.replacen(':', "::", 1),
            format!("sha1 Fingerprint={shown}"),
            plain.replacen("BA", "+A", 1),
            plain.replacen("BA", "б", 1),
        ] {
            assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError), "{text}");
        }
    }
}
