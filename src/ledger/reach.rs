//! What the beginning of a Windows path says of where it leads. Text only, so that it is tried on every system.

/// Where a path leads, as far as its beginning says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To a share of another machine: `\\server\share`.
    Share(String),
    /// To a drive, by its root: `C:\`.
    Drive(String),
    /// Elsewhere: a volume without a letter, or no whole path.
    Other,
}

/// Where a whole path leads. `\\?\` stands before paths that Windows takes as they are, `\\.\` before devices, and
/// `\\?\UNC\` before shares ("Naming Files, Paths, and Namespaces").
pub(super) fn reach(path: &str) -> Reach {
    let path = path.replace('/', "\\");
    let (is_verbatim, rest) = match path.strip_prefix(r"\\?\").or_else(|| path.strip_prefix(r"\\.\")) {
        Some(rest) => (true, rest),
        None => (false, path.as_str()),
    };
    let share = if is_verbatim { without_word(rest, r"UNC\") } else { rest.strip_prefix(r"\\") };
    if let Some(share) = share {
        let named: Vec<&str> = share.split('\\').filter(|part| !part.is_empty()).take(2).collect();
        return Reach::Share(format!(r"\\{}", named.join("\\")));
    }
    match rest.as_bytes() {
        [letter, b':', b'\\', ..] | [letter, b':'] if letter.is_ascii_alphabetic() => {
            Reach::Drive(format!(r"{}:\", char::from(letter.to_ascii_uppercase())))
        }
        _ => Reach::Other,
    }
}

/// Whether a path is a folder or below it. Windows tells no capitals from small letters.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    let parts = |path: &str| -> Vec<String> {
        let path = path.replace('/', "\\").to_lowercase();
        let path = path.strip_prefix(r"\\?\").unwrap_or(&path);
        path.split('\\').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let folder = parts(folder);
    !folder.is_empty() && parts(path).starts_with(&folder)
}

/// The rest behind a word in whatever letters.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    head.eq_ignore_ascii_case(word).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_from_a_drive_however_it_is_spelt() {
        let share = Reach::Share(r"\\server\share".to_owned());
        for path in [
            r"\\server\share",
            r"\\server\share\anna\ledgers",
            "//server/share/anna",
            r"\\?\UNC\server\share\anna",
            r"\\?\unc\server\share",
            r"\\.\UNC\server\share\anna",
        ] {
            assert_eq!(reach(path), share, "{path}");
        }
        let drive = Reach::Drive(r"C:\".to_owned());
        for path in [r"C:\Users\anna", r"c:\", r"\\?\C:\Users\anna", "c:/Users/anna", r"\\?\C:\UNC\server"] {
            assert_eq!(reach(path), drive, "{path}");
        }
        for path in [r"\\?\Volume{b75e2c83-0000-0000-0000-602f00000000}\anna", "anna", r"\anna", "", "Ж:\\"] {
            assert_eq!(reach(path), Reach::Other, "{path}");
        }
    }

    #[test]
    fn a_folder_that_is_synced_holds_what_is_below_it_and_nothing_beside_it() {
        let synced = r"C:\Users\anna\OneDrive - Firma";
        for path in [
            r"C:\Users\anna\OneDrive - Firma",
            r"c:\users\ANNA\onedrive - firma\Ledgers",
            r"\\?\C:\Users\anna\OneDrive - Firma\Ledgers",
            "C:/Users/anna/OneDrive - Firma/Ledgers",
        ] {
            assert!(is_below(path, synced), "{path}");
            assert!(is_below(path, &format!("{synced}\\")), "{path}");
        }
        for path in [r"C:\Users\anna\OneDrive", r"C:\Users\anna\OneDrive - Firma 2\x", r"D:\OneDrive - Firma"] {
            assert!(!is_below(path, synced), "{path}");
        }
        assert!(!is_below(r"C:\Users", ""));
    }
}
