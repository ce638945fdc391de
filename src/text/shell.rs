//! Commands as people type them: words in quotes where their shell needs them. Pure.

use super::printable::{hidden, shown};

/// The most characters of a word that are shown: a path may be long, and a command that is cut does not run.
const LONGEST: usize = 4096;

/// What a command shows where only a person knows what to write: how they know, or why.
pub const TO_SAY: &str = "--reason \"…\"";

/// The kind of shell that a command is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// sh and whatever understands it.
    Posix,
    /// cmd and PowerShell, as far as both read a word alike.
    Windows,
}

impl Shell {
    /// The one that people have where this program was built for.
    pub const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Posix };

    /// A word as it is typed: bare, or in quotes where it needs them.
    #[must_use]
    pub fn word(self, text: &str) -> String {
        let text = shown(text, LONGEST);
        let bare = |c: char| match self {
            Self::Posix => c.is_alphanumeric() || "@%+=:./_-".contains(c),
            Self::Windows => c.is_alphanumeric() || "@+=:./_-\\".contains(c),
        };
        // At the front these mean something else than themselves: to zsh, to PowerShell.
        if !text.is_empty() && text.chars().all(bare) && !text.starts_with(['=', '@', '%']) {
            return text;
        }
        match self {
            // What double quotes leave alone is taken alike by every shell.
            Self::Posix if !text.contains(['"', '$', '`', '\\', '!']) => format!("\"{text}\""),
            Self::Posix => format!("'{}'", text.replace('\'', r"'\''")),
            // cmd knows no single quotes; PowerShell reads these signs even between double ones, and cmd a `%`.
            Self::Windows if !text.contains(ONLY_POWERSHELL) => {
                // Before the closing sign `\` would take its meaning away (`CommandLineToArgvW`).
                let last = &text[text.trim_end_matches('\\').len()..];
                format!("\"{text}{last}\"")
            }
            // To PowerShell a quotation mark of paper is one of the keyboard, and two of them are the sign itself.
            Self::Windows => {
                let doubled = |c: char| if "'‘’‚‛".contains(c) { format!("{c}{c}") } else { c.to_string() };
                format!("'{}'", text.chars().map(doubled).collect::<String>())
            }
        }
    }

    /// A whole command. One that cmd would read otherwise stands behind the prompt of PowerShell, which reads it as meant.
    fn command(self, typed: String) -> String {
        let is_for_one = self == Self::Windows && [" '", "='"].iter().any(|quote| typed.contains(quote));
        if is_for_one { format!("PS> {typed}") } else { typed }
    }
}

/// What no word can hold that cmd and PowerShell read alike.
const ONLY_POWERSHELL: [char; 10] = ['"', '$', '`', '%', '“', '”', '„', '‘', '’', '‚'];

/// The options that say whose ledger and which panel a command is about, in the order in which they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(Vec<(&'static str, String)>);

impl Options {
    /// These and one more: its name with the dashes, and its value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.push((name, value.to_owned()));
        self
    }

    /// A command of this program with these options: what is typed before them is given as typed.
    #[must_use]
    pub fn command(&self, typed: &str) -> String {
        let mut command = format!("vdsbatch {typed}");
        for (name, value) in &self.0 {
            let word = Shell::HERE.word(value);
            // Behind a space it would be taken for an option of its own.
            let between = if value.starts_with('-') { '=' } else { ' ' };
            command += &format!(" {name}{between}{word}");
        }
        Shell::HERE.command(command)
    }
}

/// A word of a command: [`Shell::word`] for the shell of this machine.
#[must_use]
pub fn word(text: &str) -> String {
    Shell::HERE.word(text)
}

/// Words that stand in commands and manuals where something is to be filled in.
const PLACES: [&str; 44] = [
    "id",
    "ids",
    "text",
    "reason",
    "why",
    "domain",
    "dir",
    "number",
    "service",
    "service-id",
    "service_id",
    "your",
    "the",
    "some",
    "a",
    "my",
    "here",
    "put",
    "write",
    "todo",
    "tbd",
    "xxx",
    "n",
    "no",
    "номер",
    "номер_услуги",
    "номер-услуги",
    "услуги",
    "услуга",
    "текст",
    "причина",
    "причину",
    "почему",
    "домен",
    "папка",
    "ваш",
    "ваша",
    "вашу",
    "ваше",
    "сюда",
    "здесь",
    "впишите",
    "напишите",
    "укажите",
];

/// Whether a text is what a command shows where something is to be filled in (`ID`, `TEXT`, `НОМЕР`, `<id>`,
/// `…`), and not what a person filled in.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let framed = [('<', '>'), ('[', ']'), ('{', '}'), ('%', '%')];
    let is_framed =
        framed.iter().any(|(open, close)| text.len() > 1 && text.starts_with(*open) && text.ends_with(*close));
    // `$ID` and `${ID}`, which a shell leaves behind if they stand in single quotes.
    if is_framed || text.strip_prefix('$').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        return true;
    }
    let words: Vec<String> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))
        .map(|word| word.trim_matches('-').to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    // Nothing but dots, dashes and signs says nothing either.
    words.iter().all(|word| PLACES.contains(&word.as_str()))
}

/// A service's id as a person gives it; none for what is no id: a placeholder, or what no panel calls a service.
#[must_use]
pub fn service_id(text: &str) -> Option<&str> {
    let id = text.trim();
    let has_digit = id.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.:".contains(c);
    (has_digit && id.len() <= 64 && id.chars().all(|c| fits(c) && !hidden(c))).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_typed_so_that_its_shell_reads_it_back() {
        for (text, posix, windows) in [
            ("buyer@example.ru", "buyer@example.ru", "buyer@example.ru"),
            ("ООО Ромашка", "\"ООО Ромашка\"", "\"ООО Ромашка\""),
            ("a$b", "'a$b'", "'a$b'"),
            ("o'neil", "\"o'neil\"", "\"o'neil\""),
            ("o'neil $", r"'o'\''neil $'", "'o''neil $'"),
            (r"C:\Users\anna", r"'C:\Users\anna'", r"C:\Users\anna"),
            ("C:\\le d\\", r"'C:\le d\'", r#""C:\le d\\""#),
            ("", "\"\"", "\"\""),
            ("a;b", "\"a;b\"", "\"a;b\""),
            ("@home", "\"@home\"", "\"@home\""),
            ("a%TEMP%b", "a%TEMP%b", "'a%TEMP%b'"),
            ("“цит”.csv", "\"“цит”.csv\"", "'“цит”.csv'"),
            ("it’s $5", "'it’s $5'", "'it’’s $5'"),
        ] {
            assert_eq!(Shell::Posix.word(text), posix);
            assert_eq!(Shell::Windows.word(text), windows);
        }
        for (typed, shown) in [
            ("vdsbatch check a.csv", "vdsbatch check a.csv"),
            ("vdsbatch check 'a$b.csv'", "PS> vdsbatch check 'a$b.csv'"),
            ("vdsbatch runs --account='-$'", "PS> vdsbatch runs --account='-$'"),
        ] {
            assert_eq!(Shell::Windows.command(typed.to_owned()), shown);
            assert_eq!(Shell::Posix.command(typed.to_owned()), typed);
        }
        let options = Options::default().with("--account", "-x").with("--panel", "https://h/billmgr");
        assert_eq!(options.command("runs"), "vdsbatch runs --account=-x --panel https://h/billmgr");
    }

    #[test]
    fn what_is_to_be_filled_in_is_told_from_what_was() {
        for text in [
            "ID",
            "TEXT",
            "Text.",
            "НОМЕР",
            "НОМЕР_УСЛУГИ",
            "ТЕКСТ",
            "<id>",
            "<any thing>",
            "[why]",
            "{reason}",
            "%ID%",
            "$ID",
            "${ID}",
            "…",
            "...",
            "?",
            "—",
            "",
            "  ",
            "your reason",
            "put reason here",
            "ваш текст",
            "\"…\"",
            "<ID>…",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "x",
            "over",
            "asked support",
            "deleted on purpose",
            "спросили поддержку",
            "id 123456 in the panel",
            "$5 was charged",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn an_id_is_an_id() {
        assert_eq!(service_id(" 123456 "), Some("123456"));
        assert_eq!(service_id("vds-77"), Some("vds-77"));
        for text in ["ID", "<id>", "<1>", "НОМЕР", "№ 5", "…", "", "0", "000", "1 2", "12\u{200b}3"] {
            assert_eq!(service_id(text), None, "{text}");
        }
    }
}
