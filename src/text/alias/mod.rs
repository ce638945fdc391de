//! Foreign names in texts that go to strangers, each replaced by a placeholder: `domain-1`, `ip-2`. Pure.
//!
//! The same name gets the same placeholder wherever it stands, so that a story stays readable. What looks like a
//! network name, an address or a path is known by itself; names of other kinds are told beforehand. What stands between
//! quotes or backticks and has a word in it that is not the program's own is covered as a whole. To cover another kind of name:
//! a variant of [`Kind`], and where it is known by itself, a line in `token`.

mod file;
mod kind;
mod parting;
mod quoted;
mod token;
mod told;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use self::kind::Kind;
use self::parting::is_several;

/// What stands where a password stood.
pub const REMOVED: &str = "[removed]";

/// Where the first half of a name stood.
const GONE: &str = "\0";

/// What a text has of the program's own.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Words that a quoted text may have, in small letters.
    pub words: HashSet<String>,
    /// How reasons begin behind which the words of others stand.
    pub reasons: Vec<String>,
    /// Words of the program's own that stand there as well, a number in braces.
    pub details: Vec<&'static str>,
}

/// Names and what stands for them.
#[derive(Clone, Debug)]
pub struct Aliases {
    keeps_names: bool,
    own: Own,
    /// The words of the program's reasons, in small letters.
    said: HashSet<String>,
    secrets: Vec<String>,
    /// Names that were told, the longest first: as they are compared, and of what kind.
    known: Vec<(String, Kind)>,
    numbers: HashMap<(Kind, String), usize>,
    counts: BTreeMap<Kind, usize>,
}

impl Aliases {
    /// Nothing is known yet; `keeps_names` leaves every name where it is, and removes passwords alone.
    #[must_use]
    pub fn new(own: Own, keeps_names: bool) -> Self {
        let words = own.reasons.iter().flat_map(|reason| reason.split(|c: char| !c.is_alphanumeric()));
        let said = words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        Self {
            keeps_names,
            own,
            said,
            secrets: Vec::new(),
            known: Vec::new(),
            numbers: HashMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// A password: it goes wherever it stands, and however it is written.
    pub fn secret(&mut self, secret: &str) {
        let secret = secret.trim_end_matches(['\r', '\n']);
        if secret.is_empty() {
            return;
        }
        let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        let percent = form.replace('+', "%20");
        let debug = format!("{secret:?}");
        let json = debug.replace("\\'", "'");
        let quoted = [debug, json].map(|text| text.trim_matches('"').to_owned());
        self.secrets.extend([secret.to_owned(), form, percent].into_iter().chain(quoted));
        self.secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        self.secrets.dedup();
    }

    /// How many names of each kind were replaced.
    #[must_use]
    pub const fn counts(&self) -> &BTreeMap<Kind, usize> {
        &self.counts
    }

    /// A text with placeholders in it, line by line.
    pub fn clean(&mut self, text: &str) -> String {
        text.split('\n').map(|line| self.line(line)).collect::<Vec<_>>().join("\n")
    }

    fn line(&mut self, line: &str) -> String {
        let line = self.without_secrets(line);
        if self.keeps_names {
            return line;
        }
        // Names of several words first: their parts would be taken for names of their own.
        let line = self.told(&line, is_several);
        let line = self.words_of_others(&line);
        let line = self.tokens(&line);
        let line = self.told(&line, |name| !is_several(name));
        let line = self.people(&line);
        self.quoted(&line)
    }

    /// The placeholder of a name, which it gets now if it has none.
    fn placeholder(&mut self, kind: Kind, name: &str) -> String {
        let folded = name.to_lowercase();
        let key = match kind {
            Kind::Domain => idna::domain_to_ascii(&folded).unwrap_or(folded),
            _ => folded,
        };
        let counts = &mut self.counts;
        let number = self.numbers.entry((kind, key)).or_insert_with(|| {
            let count = counts.entry(kind).or_insert(0);
            *count += 1;
            *count
        });
        format!("{}-{number}", kind.word())
    }

    fn without_secrets(&self, text: &str) -> String {
        let clean = |text: String, secret: &String| text.replace(secret.as_str(), REMOVED);
        self.secrets.iter().fold(text.to_owned(), clean)
    }

    /// The panel's words behind a reason that is the panel's.
    fn words_of_others(&mut self, line: &str) -> String {
        let found = self.own.reasons.iter().filter_map(|reason| Some(line.find(reason.as_str())? + reason.len())).min();
        let Some(end) = found else { return line.to_owned() };
        let behind = &line[end..];
        // In brackets stands the field that the panel names.
        let field =
            behind.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map_or(0, |(name, _)| name.len() + 3);
        let Some(said) = behind[field..].strip_prefix(": ") else { return line.to_owned() };
        // Words that were told have their placeholder already.
        let has_one = Self::is_placeholder(said.split('"').next().unwrap_or_default());
        if has_one || self.own.details.iter().any(|own| is_detail(said, own)) {
            return line.to_owned();
        }
        // In a log the reason may stand between quotes.
        let (said, more) = said.find('"').map_or((said, ""), |at| said.split_at(at));
        format!("{}: {}{more}", &line[..end + field], self.placeholder(Kind::Words, said))
    }

    /// Two names side by side, as people bear them.
    fn people(&mut self, line: &str) -> String {
        let mut words: Vec<String> = line.split(' ').map(ToOwned::to_owned).collect();
        for at in 1..words.len() {
            let [one, other] =
                [&words[at - 1], &words[at]].map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            if self.may_name(one)
                && self.may_name(other)
                && words[at - 1].ends_with(one)
                && words[at].starts_with(other)
            {
                let name = format!("{one} {other}");
                let whole = format!("{} {}", words[at - 1], words[at]);
                words[at] = whole.replacen(&name, &self.placeholder(Kind::Person, &name), 1);
                GONE.clone_into(&mut words[at - 1]);
            }
        }
        let mut out: Vec<String> = Vec::new();
        for word in words {
            match out.last_mut() {
                Some(last) if last == GONE => *last = word,
                _ => out.push(word),
            }
        }
        out.join(" ")
    }

    fn may_name(&self, word: &str) -> bool {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().next().is_some()
            && letters.all(char::is_lowercase)
            && !self.own.words.contains(&word.to_lowercase())
    }

    /// Whether a word is a placeholder, perhaps with the ending of a file.
    fn is_placeholder(word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word == REMOVED.trim_matches(['[', ']'])
            || word.rsplit_once('-').is_some_and(|(kind, number)| {
                let number = number.split('.').next().unwrap_or_default();
                Kind::ALL.iter().any(|known| known.word() == kind)
                    && !number.is_empty()
                    && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    }
}

/// Whether a text is these words, or goes on behind them in a list.
fn is_detail(said: &str, own: &str) -> bool {
    let (first, last) = match own.split_once('{') {
        Some((first, rest)) => (first, rest.split_once('}').map(|(_, last)| last)),
        None => (own, None),
    };
    let rest = said.strip_prefix(first).and_then(|rest| match last {
        Some(last) => rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(last),
        None => Some(rest),
    });
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['"', ';']))
}

#[cfg(test)]
mod tests;
