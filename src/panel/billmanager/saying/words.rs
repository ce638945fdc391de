//! A text as sentences of plain words, in which ideas are found. Pure.
//!
//! What is a name says nothing of its own accord: a domain, an address of e-mail, what stands in quotes, an
//! image `captcha-server-12`. It is kept as a place without a word.

use std::net::{IpAddr, SocketAddr};

use crate::order::Domain;

/// Stands for the order's own domain.
pub(super) const OWN_DOMAIN: &str = "§";

/// Stands for a network address.
pub(super) const NETWORK_ADDRESS: &str = "@ip";

/// Stands for any other name.
const NAME: &str = "~";

/// Stands for a comma; several of them, so that what belongs together is nearer than what does not.
const COMMA: &str = ",";
const COMMAS: usize = 3;

/// The most words of a text that are read.
const LONGEST: usize = 500;

/// Words with a hyphen that are no names. Any other Latin one is: `auth-server`, `centos-7`.
const COMPOUNDS: [&str; 18] = [
    "2-factor",
    "2-step",
    "allow-list",
    "e-mail",
    "h-captcha",
    "ip-address",
    "ip-addresses",
    "log-in",
    "multi-factor",
    "one-time",
    "re-captcha",
    "sign-in",
    "smart-captcha",
    "top-up",
    "two-factor",
    "two-step",
    "user-name",
    "white-list",
];

/// Words behind which a point ends no sentence.
const SHORTENED: [&str; 8] = ["руб", "коп", "тел", "мин", "rub", "usd", "eur", "no"];

/// What has a name of its own right behind it: `Тариф Balance`, `template Captcha`.
const NAMED: [&str; 8] = ["template", "image", "recipe", "tariff", "шаблон", "образ", "тариф", "рецепт"];

/// English words that go on behind what has a name; any other one behind it is the name.
const GOING_ON: [&str; 24] = [
    "and", "are", "by", "can", "cannot", "does", "for", "has", "id", "in", "is", "must", "name", "no", "not", "of",
    "on", "or", "plan", "to", "was", "were", "which", "with",
];

/// Words, in small letters.
pub(super) type Sentence = Vec<String>;

/// An idea: the words and stems that say it, and those phrases with them that do not.
pub(super) struct Idea {
    pub(super) is: &'static [&'static str],
    pub(super) is_not: &'static [&'static str],
}

/// Where something stands in a sentence: its first word, and the one behind it.
type Span = (usize, usize);

impl Idea {
    /// Where it stands.
    pub(super) fn spans(&self, sentence: &[String]) -> Vec<Span> {
        let not: Vec<Span> = found(self.is_not, sentence);
        let mut spans = found(self.is, sentence);
        spans.retain(|span| !not.iter().any(|not| span.0 < not.1 && not.0 < span.1));
        spans
    }

    /// Whether it stands in a sentence.
    pub(super) fn is_in(&self, sentence: &[String]) -> bool {
        !self.spans(sentence).is_empty()
    }
}

/// How many words stand between the nearest two.
pub(super) fn distance(spans: &[Span], others: &[Span]) -> Option<usize> {
    let between = |a: &Span, b: &Span| b.0.saturating_sub(a.1).max(a.0.saturating_sub(b.1));
    spans.iter().flat_map(|a| others.iter().map(move |b| between(a, b))).min()
}

fn found(patterns: &[&str], sentence: &[String]) -> Vec<Span> {
    let mut spans = Vec::new();
    for pattern in patterns {
        let pattern: Vec<&str> = pattern.split(' ').collect();
        let windows = sentence.windows(pattern.len()).enumerate();
        let here = windows.filter(|(_, words)| words.iter().zip(&pattern).all(|(word, part)| is(word, part)));
        spans.extend(here.map(|(at, _)| (at, at + pattern.len())));
    }
    spans
}

/// `word` as it is, `stem*` with any ending, `_` for any word but a comma.
fn is(word: &str, part: &str) -> bool {
    match part.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == part || part == "_" && word != COMMA,
    }
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Sentence> {
    let mut all = vec![Sentence::new()];
    for chunk in without_quoted(unquoted(text.trim())).split_whitespace().take(LONGEST) {
        take(chunk, &mut all);
    }
    all.retain(|sentence| !sentence.is_empty());
    all
}

/// A text that stands in quotes as a whole, without them.
fn unquoted(text: &str) -> &str {
    let between = |(open, close): (char, char)| {
        let inside = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside)
    };
    [('"', '"'), ('«', '»'), ('“', '”'), ('\'', '\'')].into_iter().find_map(between).unwrap_or(text)
}

/// A text in which what stands in quotes is a name. An apostrophe within a word opens nothing.
fn without_quoted(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '«' | '“' | '„' | '`' | '\''))
    {
        let (before, behind) = (&rest[..at], &rest[at + open.len_utf8()..]);
        out.push_str(before);
        let close: &[char] = match open {
            '«' => &['»'],
            '“' | '„' => &['”', '“'],
            '\'' => &['\''],
            '`' => &['`', '\''],
            _ => &['"'],
        };
        let opens = !before.ends_with(char::is_alphanumeric);
        if let Some(end) = behind.find(close).filter(|_| opens) {
            out.push_str(" ~ ");
            let closing = behind[end..].chars().next().map_or(0, char::len_utf8);
            rest = &behind[end + closing..];
        } else {
            out.push(if opens { ' ' } else { open });
            rest = behind;
        }
    }
    out + rest
}

/// Takes what stands between two spaces in.
fn take(chunk: &str, all: &mut Vec<Sentence>) {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ';' | '…');
    let is_mark = |c: char| !(c.is_alphanumeric() || "§~@".contains(c));
    let address = chunk.trim_end_matches(['.', ',', ';', ')']).trim_start_matches('(');
    let core = if is_network_address(address) { address } else { chunk.trim_matches(is_mark) };
    let behind = core.chars().next().map_or(chunk, |_| {
        let at = chunk.find(core).unwrap_or(0) + core.len();
        &chunk[at..]
    });
    if !core.is_empty() {
        words(core, all);
    }
    let shortened = behind == "." && SHORTENED.contains(&core.to_lowercase().as_str());
    if behind.contains(ends) && !shortened {
        all.push(Sentence::new());
    } else if behind.contains(',')
        && let Some(sentence) = all.last_mut()
    {
        sentence.extend(std::iter::repeat_n(COMMA.to_owned(), COMMAS));
    }
}

/// The words of what stands between two spaces, without the marks around it.
fn words(core: &str, all: &mut Vec<Sentence>) {
    // A point without a space behind it ends a sentence only before a capital letter.
    let ends = |(_, other): &(&str, &str)| other.starts_with(char::is_uppercase) && !core.contains(['@', '/']);
    if let Some((one, other)) = core.split_once('.').filter(ends) {
        words(one, all);
        all.push(Sentence::new());
        return words(other, all);
    }
    let Some(sentence) = all.last_mut() else { return };
    if let Some(mark) = name(core, sentence.last().map_or("", String::as_str)) {
        return sentence.push(mark.to_owned());
    }
    let lower = lower(core);
    let parts = lower.split(['-', '/', '’', '(', ')', ',', ':']).filter(|part| !part.is_empty());
    sentence.extend(parts.map(|part| part.trim_end_matches("'s").to_owned()));
}

/// What stands in the place of a name; none if it is none. The word before it may say that it is one.
fn name(core: &str, before: &str) -> Option<&'static str> {
    if core == OWN_DOMAIN {
        return Some(OWN_DOMAIN);
    }
    if is_network_address(core) {
        return Some(NETWORK_ADDRESS);
    }
    let lower = lower(core);
    let is_latin = lower.is_ascii();
    let is_known = lower == "2fa" || COMPOUNDS.contains(&lower.as_str());
    let is_mixed = lower.contains(|c: char| c.is_ascii_digit() || c == '-') && lower.contains(char::is_alphabetic);
    let is_written_as_one = core.contains(['@', '_', '=', '\\', '%', '&', '.']) || core.contains("//");
    let is_named = NAMED.iter().any(|stem| before.starts_with(stem));
    let is_foreign = is_latin && (!before.is_ascii() || before != "image" && !GOING_ON.contains(&lower.as_str()));
    let is_called = is_named && (core.starts_with(char::is_uppercase) || is_foreign);
    (core == NAME || is_written_as_one || is_latin && is_mixed && !is_known || is_called).then_some(NAME)
}

fn lower(core: &str) -> String {
    core.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

fn is_network_address(core: &str) -> bool {
    let bare = core.split_once('/').map_or(core, |(address, _)| address);
    bare.parse::<IpAddr>().is_ok() || bare.parse::<SocketAddr>().is_ok()
}

/// A text without the order's own domain: it may be called anything. A mark stands in its place.
pub(in super::super) fn without_domain(text: &str, domain: Option<&Domain>) -> String {
    let Some(domain) = domain else { return text.to_owned() };
    let names = [domain.ascii().to_owned(), domain.unicode()];
    names.iter().fold(text.to_owned(), |text, name| replaced(&text, name))
}

/// A text with a mark in place of a name, whatever its letters' case.
fn replaced(text: &str, name: &str) -> String {
    let name: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(c) = rest.chars().next() {
        if let Some(length) = begins_with(rest, &name) {
            out.push_str(OWN_DOMAIN);
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The length in bytes of what a text begins with, if that is the name.
fn begins_with(text: &str, name: &[char]) -> Option<usize> {
    let (mut wanted, mut length) = (name.iter(), 0);
    for c in text.chars() {
        if wanted.as_slice().is_empty() {
            break;
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
        length += c.len_utf8();
    }
    wanted.as_slice().is_empty().then_some(length).filter(|length| *length > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        sentences(text).iter().map(|sentence| sentence.join(" ")).collect()
    }

    #[test]
    fn a_text_is_sentences_of_plain_words() {
        assert_eq!(read("Счёт пуст. Top-up it!"), ["счет пуст", "top up it"]);
        assert_eq!(
            read("Доступ с IP-адреса 10.0.0.1 запрещён.Обратитесь"),
            ["доступ с ip адреса @ip запрещен", "обратитесь"]
        );
        assert_eq!(read("login/password, please"), ["login password , , , please"]);
        assert_eq!(read("Don't use user's password"), ["don't use user password"]);
        assert_eq!(read("[::1]:80 and 10.1.1.0/24"), ["@ip and @ip"]);
    }

    #[test]
    fn a_name_says_nothing() {
        assert_eq!(
            read("Image captcha-server, a.captcha.ru, ip_auth, x@auth.ru and auth12"),
            ["image ~ , , , ~ , , , ~ , , , ~ and ~"]
        );
        assert_eq!(read("образ «Captcha Auth» и 'balance' не найден"), ["образ ~ и ~ не найден"]);
        assert_eq!(read("«Недостаточно средств»"), ["недостаточно средств"]);
    }

    #[test]
    fn the_orders_own_domain_is_taken_out_in_every_form() {
        let domain = Domain::new("баланс.рф").expect("a domain");
        let ascii = domain.ascii().to_uppercase();
        let text = without_domain(&format!("{ascii}, БАЛАНС.рф. и www.баланс.рф"), Some(&domain));
        assert_eq!(text, "§, §. и www.§");
        assert_eq!(without_domain("", Some(&domain)), "");
    }

    #[test]
    fn an_idea_is_found_by_words_stems_and_phrases() {
        let idea = Idea { is: &["ip", "адрес*", "your _ place"], is_not: &["адрес* почт*"] };
        let spans = |text: &str| idea.spans(&sentences(text)[0]);
        assert_eq!(spans("с ip адресами"), [(1, 2), (2, 3)]);
        assert_eq!(spans("адрес почты"), []);
        assert_eq!(spans("your own place, your, place"), [(0, 3)]);
        assert_eq!(distance(&[(0, 1)], &[(3, 4), (1, 2)]), Some(0));
        assert_eq!(distance(&[(4, 5)], &[(0, 2)]), Some(2));
        assert_eq!(distance(&[], &[(0, 2)]), None);
    }
}
