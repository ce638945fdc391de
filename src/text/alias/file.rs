//! Paths and names of files. Pure.

use super::{Aliases, Kind};

/// Endings of files.
const ENDINGS: [&str; 26] = [
    "csv", "tsv", "xlsx", "xlsm", "xls", "xlsb", "ods", "json", "toml", "txt", "log", "pem", "crt", "db", "db-wal",
    "db-shm", "lock", "lnk", "bak", "tmp", "rs", "exe", "sh", "ps1", "bat", "md",
];

/// What stands between the name of a sheet and its ending.
const MIDDLES: [&str; 5] = ["results", "plan", "marked", "practice", "sandbox"];

/// Folders that every system has, and those of this program.
const COMMON: [&str; 45] = [
    "home",
    "users",
    "root",
    "tmp",
    "var",
    "lib",
    "private",
    "state",
    "cache",
    "log",
    "run",
    "credentials",
    "etc",
    "usr",
    "local",
    "share",
    "bin",
    "opt",
    "srv",
    "mnt",
    "media",
    "dev",
    "proc",
    "volumes",
    "library",
    "application support",
    ".local",
    ".config",
    ".cache",
    "appdata",
    "roaming",
    "desktop",
    "documents",
    "downloads",
    "onedrive",
    "vdsbatch",
    "ledger",
    "billmgr",
    "mancgi",
    "system",
    "user",
    "src",
    "target",
    "windows",
    "programdata",
];

/// Parts of the world, in names of time zones.
const ZONES: [&str; 11] = [
    "Etc/",
    "Europe/",
    "Asia/",
    "America/",
    "Africa/",
    "Atlantic/",
    "Australia/",
    "Pacific/",
    "Indian/",
    "Antarctica/",
    "Arctic/",
];

/// Files that this program names itself.
const OWN: [&str; 11] = [
    "config.toml",
    "ledger.db",
    "ledger.db-wal",
    "ledger.db-shm",
    "ledger.lock",
    "ledger.repairing",
    "ledger.taken.db",
    "ledger.taken.json",
    "holder.json",
    "panel.json",
    "vdsbatch.exe",
];

impl Aliases {
    /// A path, part by part.
    pub(super) fn path(&mut self, path: &str) -> String {
        let (mut out, mut rest) = (String::new(), path);
        while let Some(at) = rest.find(parting) {
            out += &self.folder(&rest[..at]);
            out += &rest[at..=at];
            rest = &rest[at + 1..];
        }
        let last = if ending(rest).is_some() { self.file(rest) } else { self.folder(rest) };
        out + &last
    }

    fn folder(&mut self, name: &str) -> String {
        let is_drive = name.len() == 2 && name.ends_with(':');
        let names_nothing = name.chars().all(|c| "?.~*".contains(c)) || is_drive;
        if names_nothing || COMMON.contains(&name.to_lowercase().as_str()) || Self::is_placeholder(name) {
            return name.to_owned();
        }
        let kind = self.known(name).unwrap_or(Kind::Folder);
        self.placeholder(kind, name)
    }

    /// The name of a file: what it is called goes, what it is stays.
    pub(super) fn file(&mut self, name: &str) -> String {
        if OWN.contains(&name.to_lowercase().as_str()) || Self::is_placeholder(name) {
            return name.to_owned();
        }
        let stem = stem(name);
        format!("{}{}", self.placeholder(Kind::File, stem), &name[stem.len()..])
    }
}

/// Whether a token is a path: it has folders in it. `3/40` and `text/xml` are none.
pub(super) fn is_path(token: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || "N%?".contains(c));
    let is_media = ["text/", "application/", "image/"].iter().chain(&ZONES).any(|kind| token.starts_with(kind));
    let is_escape = token.starts_with('\\') && token.len() == 2;
    token.contains(['/', '\\'])
        && token.chars().any(char::is_alphanumeric)
        && !token.split('/').all(is_number)
        && !is_media
        && !is_escape
}

/// Whether it is the name of a folder or a file that every system or this program has.
pub(super) fn is_own(name: &str) -> bool {
    let name = name.to_lowercase();
    COMMON.contains(&name.as_str()) || OWN.contains(&name.as_str())
}

/// Whether a sign parts the names in a path.
pub(super) const fn parting(c: char) -> bool {
    c == '/' || c == '\\'
}

/// The name of a file without what this program and its kind put behind it.
pub(super) fn stem(name: &str) -> &str {
    let stem = ending(name).map_or(name, |ending| &name[..name.len() - ending.len() - 1]);
    stem.rsplit_once('.').filter(|(_, middle)| MIDDLES.contains(middle)).map_or(stem, |(stem, _)| stem)
}

/// The ending of the name of a file, if it has one of those that are known.
pub(super) fn ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty() && ENDINGS.contains(&ending.to_lowercase().as_str())).then_some(ending)
}
