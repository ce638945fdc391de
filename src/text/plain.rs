//! Texts that people keep in files of their own: settings, tariff tables. Pure.

use thiserror::Error;

use super::lang::{Lang, tr};
use super::system::said;

/// Why a file of text is not read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoText {
    /// The system does not give it, and why.
    #[error("{0}")]
    Refused(String),
    /// It is there in no way.
    #[error("there is no such file")]
    NotThere,
    /// Another program holds it.
    #[error("another program holds it")]
    Held,
    /// It is kept in another encoding than UTF-8.
    #[error(transparent)]
    Encoded(#[from] Encoding),
}

/// How a text is kept that is not kept as UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Encoding {
    /// As UTF-16.
    #[error("it is kept as UTF-16")]
    Utf16,
    /// Otherwise.
    #[error("it is not kept as UTF-8")]
    NotUtf8,
}

impl NoText {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Refused(why) => said(why, lang),
            Self::NotThere => lang.pick("there is no such file", "такого файла нет").to_owned(),
            Self::Held => lang
                .pick(
                    "another program is using it (close that program or wait until it is done, then run the same command again)",
                    "его использует другая программа (закройте её или дождитесь её завершения и запустите ту же команду ещё раз)",
                )
                .to_owned(),
            Self::Encoded(Encoding::Utf16) => tr!(
                lang,
                "it is kept as UTF-16, as `>` of Windows PowerShell writes it (save it as UTF-8: in Notepad, Save as, Encoding)",
                "он сохранён в UTF-16, как пишет `>` в Windows PowerShell (сохраните его в UTF-8: в Блокноте «Сохранить как», «Кодировка»)"
            ),
            Self::Encoded(Encoding::NotUtf8) => tr!(
                lang,
                "it is not kept as UTF-8 (save it as UTF-8: in Notepad, Save as, Encoding)",
                "он сохранён не в UTF-8 (сохраните его в UTF-8: в Блокноте «Сохранить как», «Кодировка»)"
            ),
        }
    }
}

/// The text that a file holds, without the mark that Notepad and PowerShell may put in front of it.
///
/// # Errors
///
/// [`Encoding`] where it is kept in another one than UTF-8; nothing is guessed.
pub fn decode(bytes: Vec<u8>) -> Result<String, Encoding> {
    // Every second byte of plain letters is empty in UTF-16, with or without a mark in front; no text has one.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.contains(&0) {
        return Err(Encoding::Utf16);
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Encoding::NotUtf8)?;
    // In its place, since the text may be a secret.
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_front_is_dropped_and_other_encodings_are_told() {
        let utf_16: Vec<u8> = "lang = 'ru'".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(b"\xef\xbb\xbflang = 'ru'\r\n".to_vec()), Ok("lang = 'ru'\r\n".to_owned()));
        assert_eq!(decode(utf_16.clone()), Err(Encoding::Utf16));
        assert_eq!(decode([b"\xff\xfe".to_vec(), utf_16].concat()), Err(Encoding::Utf16));
        assert_eq!(decode(b"\xeb\xe8\xf1\xf2".to_vec()), Err(Encoding::NotUtf8));
    }
}
