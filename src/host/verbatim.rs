//! Paths of any length. Windows takes one of more than 259 characters only in its verbatim form (`\\?\`, "Maximum Path
//! Length Limitation"). The standard library writes it so by itself; crates that call the system do not.

use std::borrow::Cow;
use std::path::Path;

use super::rules::System;

/// The path in the form that the system takes at any length; as it is where there is no other.
///
/// The verbatim form allows names that nobody can delete afterwards, so look at the name first.
#[must_use]
pub fn of(path: &Path) -> Cow<'_, Path> {
    match System::HERE {
        System::Unix => Cow::Borrowed(path),
        System::Windows => {
            let whole = std::path::absolute(path).ok();
            let verbatim = whole.as_deref().and_then(Path::to_str).and_then(verbatim);
            verbatim.map_or(Cow::Borrowed(path), |text| Cow::Owned(text.into()))
        }
    }
}

/// The verbatim form of a whole path of Windows; none of one that is verbatim or a device already.
fn verbatim(whole: &str) -> Option<String> {
    if whole.starts_with(r"\\?\") || whole.starts_with(r"\\.\") {
        return None;
    }
    if let Some(share) = whole.strip_prefix(r"\\") {
        return Some(format!(r"\\?\UNC\{share}"));
    }
    let mut chars = whole.chars();
    let is_drive = chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.as_str().starts_with(r":\");
    is_drive.then(|| format!(r"\\?\{whole}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_path_of_windows_has_one_verbatim_form() {
        let of = |whole: &str| verbatim(whole);
        assert_eq!(of(r"C:\a\b.xlsx").as_deref(), Some(r"\\?\C:\a\b.xlsx"));
        assert_eq!(of(r"\\server\share\b.xlsx").as_deref(), Some(r"\\?\UNC\server\share\b.xlsx"));
        for other in [r"\\?\C:\a", r"\\.\NUL", "C:a", r"\a", "a", ""] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_of_unix_is_as_it_was_typed() {
        for path in ["a/../b.xlsx", r"C:\a", "/x/y"] {
            assert_eq!(of(Path::new(path)), Path::new(path));
        }
    }
}
