//! The tokens of Rust text, as far as messages need them.

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A string literal, its escapes resolved.
    Text(String),
    /// An identifier, a keyword or a number.
    Word(String),
    /// Any other character that is not space or comment.
    Mark(char),
}

/// The tokens of a text, each with its line.
pub fn tokens(text: &str) -> Vec<(usize, Token)> {
    let chars: Vec<char> = text.chars().collect();
    let mut reader = Reader { chars: &chars, at: 0, line: 1, found: Vec::new() };
    while reader.at < chars.len() {
        reader.next();
    }
    reader.found
}

struct Reader<'c> {
    chars: &'c [char],
    at: usize,
    line: usize,
    found: Vec<(usize, Token)>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn step(&mut self) -> char {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.at += 1;
        c
    }

    fn next(&mut self) {
        let line = self.line;
        match (self.peek(0), self.peek(1), self.peek(2)) {
            (c, ..) if c.is_whitespace() => {
                self.step();
            }
            ('/', '/', _) => while self.at < self.chars.len() && self.step() != '\n' {},
            ('/', '*', _) => {
                while self.at < self.chars.len() && (self.peek(0), self.peek(1)) != ('*', '/') {
                    self.step();
                }
                self.at += 2;
            }
            ('r', '"' | '#', _) if self.raw() => {}
            ('b', 'r', '"' | '#') => {
                self.at += 1;
                self.raw();
            }
            ('b', '"', _) => {
                self.at += 1;
                self.quoted(line);
            }
            ('"', ..) => self.quoted(line),
            ('\'', '\\', _) => {
                self.at += 3;
                while self.at < self.chars.len() && self.step() != '\'' {}
            }
            ('\'', _, '\'') => self.at += 3,
            (c, ..) if c.is_alphanumeric() || c == '_' || c == '\'' => {
                let mut word = self.step().to_string();
                while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
                    word.push(self.step());
                }
                self.found.push((line, Token::Word(word)));
            }
            (c, ..) => {
                self.step();
                self.found.push((line, Token::Mark(c)));
            }
        }
    }

    /// A raw string, if one begins here.
    fn raw(&mut self) -> bool {
        let hashes = self.chars[self.at + 1..].iter().take_while(|c| **c == '#').count();
        if self.peek(1 + hashes) != '"' {
            return false;
        }
        let line = self.line;
        self.at += 2 + hashes;
        let mut text = String::new();
        let ends = |reader: &Self| reader.peek(0) == '"' && (1..=hashes).all(|n| reader.peek(n) == '#');
        while self.at < self.chars.len() && !ends(self) {
            text.push(self.step());
        }
        self.at += 1 + hashes;
        self.found.push((line, Token::Text(text)));
        true
    }

    fn quoted(&mut self, line: usize) {
        self.step();
        let mut text = String::new();
        loop {
            match self.step() {
                '"' | '\0' => break,
                '\\' => match self.step() {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'u' => {
                        let code: String =
                            std::iter::from_fn(|| Some(self.step()).filter(|c| *c != '}')).skip(1).collect();
                        text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
                    }
                    '\n' => {
                        while self.peek(0).is_whitespace() {
                            self.step();
                        }
                    }
                    other => text.push(other),
                },
                other => text.push(other),
            }
        }
        self.found.push((line, Token::Text(text)));
    }
}

#[test]
fn tokens_are_what_the_compiler_sees() {
    let text = "fn f<'a>(x: &'a str) { // \"no\"\n let c = '\"'; let d = '\\n'; g(\"a \\\"b\\\" \\\n   c\", r#\"d\"e\"#); /* \"x\" */ }";
    let texts: Vec<_> = tokens(text)
        .into_iter()
        .filter_map(|(line, token)| if let Token::Text(text) = token { Some((line, text)) } else { None })
        .collect();
    assert_eq!(texts, [(2, "a \"b\" c".to_owned()), (3, "d\"e".to_owned())]);
}
