//! What a system takes for the name of a file. Pure.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// How long a name may be: in bytes on Unix (`NAME_MAX`), in units of UTF-16 on Windows (NTFS).
pub const LONGEST: usize = 255;

/// What Windows takes in no name, beside control characters ("Naming Files, Paths, and Namespaces").
const RESERVED: &str = "<>:\"/\\|?*";

/// Names of devices in Windows, with any ending or none (the same page). `COM1` to `LPT9` are told apart below.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Whose rules count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux, macOS.
    Unix,
    /// Windows.
    Windows,
}

/// Why no file can bear a name, or why it would not be the one that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFlaw {
    /// A character that the system keeps for itself.
    Character(char),
    /// A quotation mark: the end of `"C:\folder\"`, whose last backslash makes it a part of the name.
    Quote,
    /// A colon: what follows it would be a hidden stream of another file.
    Stream,
    /// A device's name, as it is written here.
    Device(&'static str),
    /// One of `COM1` to `LPT9`.
    Port,
    /// A dot or a blank at its end, which the system drops.
    End(char),
    /// It is longer than any name.
    Length(usize),
}

impl System {
    /// The one that this program was built for.
    pub const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Unix };

    /// How long a name is, in what the system counts.
    #[must_use]
    pub fn length(self, name: &OsStr) -> usize {
        match self {
            Self::Unix => name.len(),
            // What is no Unicode has one sign here for each unit.
            Self::Windows => name.to_string_lossy().encode_utf16().count(),
        }
    }

    /// What is wrong with a name, if anything is.
    #[must_use]
    pub fn flaw(self, name: &OsStr) -> Option<NameFlaw> {
        let text = name.to_string_lossy();
        let flaw = match self {
            Self::Unix => text.contains('\0').then_some(NameFlaw::Character('\0')),
            Self::Windows => of_windows(&text),
        };
        let length = self.length(name);
        flaw.or_else(|| (length > LONGEST).then_some(NameFlaw::Length(length)))
    }

    /// What is wrong with the first folder of a path that cannot be one, with that folder.
    #[must_use]
    pub fn flaw_of_folders(self, path: &Path) -> Option<NameFlaw> {
        path.components().find_map(|part| match part {
            Component::Normal(name) => self.flaw(name),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        })
    }

    /// A stem that leaves so much room behind it: as it is, or cut between two characters.
    #[must_use]
    pub fn fitted(self, stem: &OsStr, room: usize) -> OsString {
        let longest = LONGEST.saturating_sub(room);
        if self.length(stem) <= longest {
            return stem.to_owned();
        }
        let mut text = stem.to_string_lossy().into_owned();
        while self.length(OsStr::new(&text)) > longest && text.pop().is_some() {}
        OsString::from(text.trim_end())
    }
}

fn of_windows(name: &str) -> Option<NameFlaw> {
    // The usual slips have words of their own.
    if name.contains('"') {
        return Some(NameFlaw::Quote);
    }
    if let Some(found) = name.chars().find(|c| *c != ':' && (u32::from(*c) < 32 || RESERVED.contains(*c))) {
        return Some(NameFlaw::Character(found));
    }
    if name.contains(':') {
        return Some(NameFlaw::Stream);
    }
    // Blanks in front of the ending do not make it another name.
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ');
    if let Some(device) = DEVICES.into_iter().find(|device| device.eq_ignore_ascii_case(stem)) {
        return Some(NameFlaw::Device(device));
    }
    if is_port(stem) {
        return Some(NameFlaw::Port);
    }
    name.chars().next_back().filter(|c| matches!(c, '.' | ' ')).map(NameFlaw::End)
}

/// `COM1` to `LPT9`; the raised digits count as well, and so does 0, which older versions refuse.
fn is_port(stem: &str) -> bool {
    let Some((kind, digit)) = stem.char_indices().nth(3).map(|(at, _)| stem.split_at(at)) else { return false };
    let is_kind = ["COM", "LPT"].iter().any(|known| known.eq_ignore_ascii_case(kind));
    is_kind && matches!(digit, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

impl NameFlaw {
    /// What is wrong and the way out, as it follows the name.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        match self {
            Self::Character(c) => {
                let c = printable(&c.to_string());
                tr!(
                    lang,
                    "a file's name cannot hold `{c}` (choose another name)",
                    "имя файла не может содержать `{c}` (выберите другое имя)"
                )
            }
            Self::Quote => quote_in_name(lang).to_owned(),
            Self::Stream => lang
                .pick(
                    "a colon separates a hidden part of another file, which nobody finds (choose a name without a colon)",
                    "двоеточие отделяет скрытую часть другого файла, которую никто не найдёт (выберите имя без двоеточия)",
                )
                .to_owned(),
            Self::Device(device) => tr!(
                lang,
                "`{device}` is the name of a device, with any ending (choose another name)",
                "`{device}` — имя устройства, с любым расширением (выберите другое имя)"
            ),
            Self::Port => lang
                .pick(
                    "`COM0` to `COM9` and `LPT0` to `LPT9` are names of devices, with any ending (choose another name)",
                    "от `COM0` до `COM9` и от `LPT0` до `LPT9` — имена устройств, с любым расширением (выберите другое имя)",
                )
                .to_owned(),
            Self::End('.') => lang
                .pick(
                    "the system drops a dot at the end of a name (leave it out)",
                    "система отбрасывает точку в конце имени (уберите её)",
                )
                .to_owned(),
            Self::End(_) => lang
                .pick(
                    "the system drops a space at the end of a name (leave it out)",
                    "система отбрасывает пробел в конце имени (уберите его)",
                )
                .to_owned(),
            Self::Length(length) => {
                let unit = match System::HERE {
                    System::Unix => lang.noun(length as u64, ["byte", "bytes"], ["байт", "байта", "байтов"]),
                    System::Windows => lang.noun(length as u64, ["character", "characters"], ["символ", "символа", "символов"]),
                };
                tr!(
                    lang,
                    "the name is too long: {length} {unit}, {LONGEST} are allowed (shorten it)",
                    "имя слишком длинное: {length} {unit}, а допускается {LONGEST} (сократите его)"
                )
            }
        }
    }
}

/// What a quotation mark in a name means, and the way out.
#[must_use]
pub const fn quote_in_name(lang: Lang) -> &'static str {
    lang.pick(
        "a quotation mark in a name is usually the end of `\"C:\\folder\\\"`, where the last backslash takes it into the name (leave that backslash out, and add a file name)",
        "кавычка в имени — обычно конец записи `\"C:\\папка\\\"`: последняя обратная черта делает её частью имени (уберите эту черту и добавьте имя файла)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(name: &str) -> Option<NameFlaw> {
        System::Windows.flaw(OsStr::new(name))
    }

    #[test]
    fn windows_takes_no_device_no_sign_of_its_own_and_no_end_that_it_drops() {
        for name in ["a?.xlsx", "a*b.xlsx", "<.xlsx", "a|b.xlsx", "a\tb.xlsx", "a\\b", "a/b"] {
            assert!(matches!(windows(name), Some(NameFlaw::Character(_))), "{name}");
        }
        assert_eq!(windows("folder\" -y"), Some(NameFlaw::Quote));
        assert_eq!(windows("a:b.xlsx"), Some(NameFlaw::Stream));
        for (name, device) in [
            ("CON.xlsx", "CON"),
            ("nul", "NUL"),
            ("Aux.results.xlsx", "AUX"),
            ("prn .xlsx", "PRN"),
            ("conin$", "CONIN$"),
        ] {
            assert_eq!(windows(name), Some(NameFlaw::Device(device)), "{name}");
        }
        for name in ["COM¹", "com9.xlsx", "LPT0.results.xlsx", "lpt³ .csv"] {
            assert_eq!(windows(name), Some(NameFlaw::Port), "{name}");
        }
        assert_eq!([windows("a.xlsx."), windows("a.xlsx ")], [Some(NameFlaw::End('.')), Some(NameFlaw::End(' '))]);
        for name in
            ["заказ.xlsx", "CONTRACT.xlsx", "com.xlsx", "COM10.xlsx", "nul-1.xlsx", ".a", "a #%&'()+,;=@[]^`{}~!$.xlsx"]
        {
            assert_eq!(windows(name), None, "{name}");
        }
    }

    #[test]
    fn unix_takes_every_name_that_is_not_too_long() {
        let unix = |name: &str| System::Unix.flaw(OsStr::new(name));
        for name in ["a?.xlsx", "CON.xlsx", "a.xlsx.", "a:b", "\"", " "] {
            assert_eq!(unix(name), None, "{name}");
        }
        assert_eq!(unix("a\0b"), Some(NameFlaw::Character('\0')));
        // The same name is short for one and too long for the other.
        let name = format!("{}.xlsx", "я".repeat(126));
        assert_eq!((unix(&name), windows(&name)), (Some(NameFlaw::Length(257)), None));
        assert_eq!([unix(&"a".repeat(255)), unix(&"a".repeat(256))], [None, Some(NameFlaw::Length(256))]);
        assert_eq!([windows(&"😀".repeat(127)), windows(&"😀".repeat(128))], [None, Some(NameFlaw::Length(256))]);
    }

    #[test]
    fn a_stem_is_cut_between_two_characters_and_only_where_it_must_be() {
        let fitted =
            |system: System, stem: &str, room| system.fitted(OsStr::new(stem), room).into_string().expect("text");
        assert_eq!(fitted(System::Unix, "orders", 40), "orders");
        assert_eq!(fitted(System::Unix, &"я".repeat(120), 25), "я".repeat(115));
        assert_eq!(fitted(System::Windows, &"я".repeat(120), 25), "я".repeat(120));
        assert_eq!(fitted(System::Windows, &format!("a{}", "😀".repeat(127)), 25), format!("a{}", "😀".repeat(114)));
        assert_eq!(fitted(System::Unix, "a b", 253), "a");
    }

    #[test]
    fn every_flaw_says_what_it_is_and_the_way_out() {
        let all = [
            NameFlaw::Character('?'),
            NameFlaw::Quote,
            NameFlaw::Stream,
            NameFlaw::Device("CON"),
            NameFlaw::Port,
            NameFlaw::End('.'),
            NameFlaw::End(' '),
            NameFlaw::Length(300),
        ];
        for flaw in all {
            assert!(
                [Lang::En, Lang::Ru].map(|lang| flaw.message(lang)).iter().all(|said| said.ends_with(')')),
                "{flaw:?}"
            );
        }
        assert!(NameFlaw::Quote.message(Lang::En).contains(r#""C:\folder\""#));
        assert!(
            NameFlaw::Length(300).message(Lang::Ru).contains("300")
                && NameFlaw::Device("NUL").message(Lang::Ru).contains("NUL")
        );
    }
}
