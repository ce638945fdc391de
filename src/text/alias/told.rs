//! Names that were told beforehand, or that a text tells where they stand. Pure.

use super::file::{self, parting};
use super::parting::{is_several, parts};
use super::token::OWN_SHEETS;
use super::{Aliases, Kind};

/// Words that name nobody: what many machines and accounts have in common.
const NOBODY: [&str; 11] =
    ["root", "admin", "administrator", "user", "system", "unknown", "localhost", "nobody", "vdsbatch", "home", "-"];

/// How a panel follows a login.
const AT_PANEL: &str = " @ http";

/// What stands before a login that may be of several words.
const BEFORE_LOGIN: [&str; 5] = ["account: ", "account=\"", "for ", "для ", "запись: "];

/// The most words of a login.
const LOGIN_WORDS: usize = 4;

/// What stands before a name that is a word of the program's as well.
const BEFORE_NAME: [&str; 18] = [
    "--account ",
    "--account=",
    "account=",
    "account=\"",
    "account: ",
    "запись: ",
    "signed in: ",
    "user: ",
    "user=",
    "user=\"",
    "operator=",
    "operator=\"",
    "пользователь: ",
    "machine: ",
    "компьютер: ",
    "host=",
    "host=\"",
    "/home/",
];

impl Aliases {
    /// A name of a kind.
    pub fn know(&mut self, kind: Kind, name: &str) {
        let name = name.trim();
        let name = if kind == Kind::File && is_several(name) { file::stem(name) } else { name };
        // What the program calls its own sheets names nobody.
        if kind == Kind::Sheet && (OWN_SHEETS.contains(&name) || name.split_whitespace().all(|word| self.is_said(word)))
        {
            return;
        }
        let name = name.to_lowercase();
        let is_name = name.chars().filter(|c| c.is_alphanumeric()).count() > 1 && !NOBODY.contains(&name.as_str());
        if is_name && self.known.iter().all(|(known, _)| *known != name) {
            let at = self.known.partition_point(|(known, _)| known.len() >= name.len());
            self.known.insert(at, (name, kind));
        }
    }

    /// The names in a path that are more than one word: where they end cannot be seen in a text.
    pub fn know_path(&mut self, path: &str) {
        let path = path.trim_end_matches(parting);
        let last = path.rfind(parting).map_or(0, |at| at + 1);
        for name in path[..last].split(parting) {
            self.know_part(Kind::Folder, name);
        }
        let kind = if file::ending(path).is_some() { Kind::File } else { Kind::Folder };
        self.know_part(kind, &path[last..]);
    }

    fn know_part(&mut self, kind: Kind, name: &str) {
        if is_several(name) && !file::is_own(name) {
            self.know(kind, name);
        }
    }

    /// The logins that a text names with their panels.
    pub fn learn(&mut self, text: &str) {
        for line in text.lines() {
            for (at, _) in line.match_indices(AT_PANEL) {
                let before = &line[..at];
                let begin = BEFORE_LOGIN.iter().filter_map(|mark| Some(before.rfind(mark)? + mark.len())).max();
                let whole = begin.map(|begin| &before[begin..]);
                let is_login = |name: &&str| !name.contains(" @ ") && name.split(' ').count() <= LOGIN_WORDS;
                let login = whole.filter(is_login).or_else(|| before.rsplit(parts).next());
                self.know(Kind::Account, login.unwrap_or_default());
            }
        }
    }

    /// The kind of a name that was told.
    pub(super) fn known(&self, name: &str) -> Option<Kind> {
        let name = name.to_lowercase();
        self.known.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Names that were told, wherever they stand as whole words. One that is a word of the program's as well is a name
    /// only where names stand.
    pub(super) fn told(&mut self, line: &str, is_meant: impl Fn(&str) -> bool) -> String {
        let names: Vec<(String, Kind)> = self.known.iter().filter(|(name, _)| is_meant(name)).cloned().collect();
        names.into_iter().fold(line.to_owned(), |line, (name, kind)| {
            // Mostly none stands there. A letter whose small form is longer would shift all places.
            let small = line.to_lowercase();
            if !small.contains(&name) || small.len() != line.len() {
                return line;
            }
            let is_said = self.is_said(&name);
            let (mut out, mut rest) = (String::new(), 0);
            for (at, _) in small.match_indices(&name) {
                let end = at + name.len();
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                if at < rest
                    || is_word(line[..at].chars().next_back())
                    || is_word(line[end..].chars().next())
                    || (is_said && !stands_for_name(&small[..at], &small[end..]))
                {
                    continue;
                }
                out += &line[rest..at];
                out += &self.placeholder(kind, &name);
                rest = end;
            }
            out + &line[rest..]
        })
    }

    /// Whether the program says this word itself.
    pub(super) fn is_said(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.own.words.contains(&word) || self.said.contains(&word)
    }
}

/// Whether a name stands between these, and no other word.
fn stands_for_name(before: &str, behind: &str) -> bool {
    // `account            = NAME`, as settings are shown.
    let is_setting = || before.trim_end().strip_suffix('=').is_some_and(|key| key.trim() == "account");
    behind.starts_with(AT_PANEL) || BEFORE_NAME.iter().any(|mark| before.ends_with(mark)) || is_setting()
}
