//! Messages in pairs, as they stand in the sources.

use std::collections::BTreeSet;

use super::tokens::{Token, tokens};

/// A message in both languages.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The file and line.
    pub at: String,
    /// How it is written.
    pub form: &'static str,
    /// Whether it is a format string, in which `{{` shows a brace.
    pub formatted: bool,
    pub en: String,
    pub ru: String,
}

impl std::fmt::Display for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})\n    en {:?}\n    ru {:?}\n  ", self.at, self.form, self.en, self.ru)
    }
}

/// A source file without its tests.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below `src`.
    pub name: String,
    tokens: Vec<(usize, Token)>,
}

/// Every source file.
pub fn sources() -> Vec<Source> {
    let read = |(name, text): (String, String)| Source { tokens: tokens(&text), name };
    crate::harness::sources().into_iter().map(read).collect()
}

/// Two texts, by the places of their tokens.
type Found = (&'static str, usize, usize);

impl Source {
    fn text(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some((_, Token::Text(text))) => Some(text),
            _ => None,
        }
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        matches!(self.tokens.get(at), Some((_, Token::Mark(c))) if *c == mark)
    }

    fn word(&self, at: usize, word: &str) -> bool {
        matches!(self.tokens.get(at), Some((_, Token::Word(w))) if w == word)
    }

    /// Where the part that begins here ends: at a comma or a closing bracket that belongs to none of
    /// its own brackets.
    fn end(&self, mut at: usize) -> usize {
        let mut depth = 0_i32;
        while let Some((_, token)) = self.tokens.get(at) {
            match token {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}' | ',' | ';') if depth == 0 => break,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        at
    }

    fn found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for at in 0..self.tokens.len() {
            found.extend(self.call(at));
            found.extend(self.table(at));
            if self.word(at, "Lang") && self.word(at + 3, "En") && self.mark(at + 4, '=') && self.mark(at + 5, '>') {
                found.extend(self.arms(at + 6));
            }
            if self.mark(at, '.') && self.word(at + 1, "noun") && self.mark(at + 2, '(') {
                found.extend(self.noun(at + 3));
            }
        }
        found
    }

    /// `tr!(lang, "…", "…")`, `said!("…", "…")` and `.pick("…", "…")`.
    fn call(&self, at: usize) -> Option<Found> {
        if self.word(at, "tr") && self.mark(at + 1, '!') && self.mark(at + 2, '(') {
            let en = self.end(at + 3) + 1;
            assert!(self.text(en).is_some() && self.text(en + 2).is_some(), "{}: tr! without texts", self.name);
            return Some(("tr", en, en + 2));
        }
        if self.word(at, "said") && self.mark(at + 1, '!') && self.mark(at + 2, '(') && self.text(at + 3).is_some() {
            return Some(("tr", at + 3, at + 5));
        }
        let picks = self.mark(at, '.') && self.word(at + 1, "pick") && self.mark(at + 2, '(');
        (picks && self.text(at + 3).is_some() && self.text(at + 5).is_some()).then_some(("pick", at + 3, at + 5))
    }

    /// `"…" / "…"`, `("E010", "…", "…")`, and the two headers of a field or a column.
    fn table(&self, at: usize) -> Option<Found> {
        if self.text(at).is_some() && self.mark(at + 1, '/') && self.text(at + 2).is_some() {
            return Some(("slash", at, at + 2));
        }
        let texts = |n: usize| (0..n).all(|n| self.text(at + 1 + 2 * n).is_some());
        if matches!(self.name.as_str(), "panel/practice/kind.rs" | "panel/practice/manner.rs")
            && self.mark(at, '=')
            && texts(3)
        {
            return Some(("table", at + 3, at + 5));
        }
        if !self.mark(at, '(') || self.word(at.wrapping_sub(1), "pick") {
            return None;
        }
        if texts(3) && self.text(at + 1).is_some_and(|code| code.len() == 4) {
            return Some(("table", at + 3, at + 5));
        }
        let calls = matches!(self.tokens.get(at.wrapping_sub(1)), Some((_, Token::Word(_) | Token::Mark('!'))));
        let known = ["Column", "said"].iter().any(|name| self.word(at.wrapping_sub(1), name));
        let closes = self.mark(at + 4, ')') || (self.mark(at + 4, ',') && known);
        let both = texts(2) && closes && (known || !calls) && self.mark(at + 2, ',');
        (both && (super::cyrillic(self.text(at + 3)?))).then_some(("header", at + 1, at + 3))
    }

    /// The arms of a `match` on the language: their texts, one by one.
    fn arms(&self, english: usize) -> Vec<Found> {
        let mut next = self.end(english);
        let first = self.end(english);
        if self.mark(next, ',') {
            next += 1;
        } else if !self.word(next, "Lang") {
            // An arm in braces has no comma behind it.
            next = (english..next).find(|at| self.word(*at, "Lang") && self.word(*at + 3, "Ru")).unwrap_or(next);
        }
        if !(self.word(next, "Lang") && self.word(next + 3, "Ru")) {
            return Vec::new();
        }
        let texts = |from: usize, to: usize| (from..to).filter(|at| self.text(*at).is_some()).collect::<Vec<_>>();
        let (en, ru) = (texts(english, first.min(next)), texts(next + 6, self.end(next + 6)));
        // What is formatted last is the message; before it stand forms of nouns.
        let last = en.last().copied().zip(ru.last().copied());
        last.map(|(en, ru)| ("arms", en, ru)).into_iter().collect()
    }

    /// `lang.noun(n, ["…", "…"], ["…", "…", "…"])`: each Russian form with an English one.
    fn noun(&self, number: usize) -> Vec<Found> {
        let en = self.end(number) + 2;
        let ru = self.end(en - 1) + 2;
        assert!((0..3).all(|n| self.text(ru + 2 * n).is_some()), "{}: noun without its forms", self.name);
        vec![("noun", en, ru), ("noun", en + 2, ru + 2), ("noun", en + 2, ru + 4)]
    }

    /// Every message.
    pub fn pairs(&self) -> Vec<Pair> {
        let pair = |(form, en, ru): Found| Pair {
            at: format!("src/{}:{}", self.name, self.tokens[en].0),
            form,
            formatted: matches!(form, "tr" | "arms"),
            en: self.text(en).unwrap_or_default().to_owned(),
            ru: self.text(ru).unwrap_or_default().to_owned(),
        };
        self.found().into_iter().map(pair).collect()
    }

    /// Every text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.tokens
            .iter()
            .filter_map(|(_, token)| if let Token::Text(text) = token { Some(text.as_str()) } else { None })
    }

    /// Texts that are no message, no error's own words and no reason for a lint, with their lines.
    pub fn loose(&self) -> Vec<(usize, String)> {
        let paired: BTreeSet<usize> = self.found().into_iter().flat_map(|(_, en, ru)| [en, ru]).collect();
        let aside = |at: usize| {
            let before = |word: &str, back: usize| at >= back && self.word(at - back, word);
            before("expect", 2)
                || before("error", 2)
                || before("reason", 2)
                || before("doc", 2)
                // What clap shows of a field's option: it speaks English, and its help with it.
                || before("help", 2)
                || self.is_read(at)
                || ["plural_ru", "plural_en"].iter().any(|call| (2..9).any(|back| before(call, back)))
                || (1..12).any(|back| before("assert", back) || before("debug_assert_eq", back))
        };
        let texts = (0..self.tokens.len()).filter(|at| !paired.contains(at) && !aside(*at));
        texts.filter_map(|at| Some((self.tokens[at].0, self.text(at)?.to_owned()))).collect()
    }

    /// Whether a text is one of the names by which a header of a sheet is known: people write them, and
    /// nobody is shown them all.
    fn is_read(&self, at: usize) -> bool {
        let first = (0..=at).rev().find(|at| self.text(*at).is_none() && !self.mark(*at, ','));
        first.is_some_and(|at| at >= 3 && self.mark(at, '[') && self.word(at - 3, "also"))
    }

    /// Literals that are said to a person as they stand, in whatever language that is.
    pub fn said(&self) -> Vec<(usize, String)> {
        let verbs = ["say", "insist", "answer", "ask"];
        let mut found = Vec::new();
        for at in 0..self.tokens.len() {
            if !(self.mark(at, '.') && verbs.iter().any(|verb| self.word(at + 1, verb)) && self.mark(at + 2, '(')) {
                continue;
            }
            let literal = (at + 3..self.end(at + 3)).take(6).find_map(|at| {
                let behind =
                    self.text(at).filter(|_| !self.mark(at.wrapping_sub(2), '!') || self.word(at - 3, "format"));
                behind.map(|text| (self.tokens[at].0, text.to_owned()))
            });
            let calls =
                (at + 3..at + 6).any(|at| self.word(at, "tr") || self.word(at, "lang") || self.word(at, "console"));
            found.extend(literal.filter(|(_, text)| !calls && super::speaks(text)));
        }
        found
    }
}
