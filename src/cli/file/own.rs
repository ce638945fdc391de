//! Settings that no option and no variable gives: which programs are started, and whether a team shares the ledgers. Pure.
//!
//! ```toml
//! password_command = ["pass", "show", "billing.example.com/anna"]
//! on_finish = ["/usr/local/bin/tell-the-office", "orders"]
//! on_finish_timeout = 60
//! shared_ledger = true
//! ```

use toml::de::DeValue;

/// A setting of this kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnKey {
    /// Its name.
    pub name: &'static str,
    /// What it takes, in English and Russian.
    pub(super) allowed: (&'static str, &'static str),
    kind: Kind,
}

/// What a setting of this kind takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Command,
    Seconds,
    Yes,
}

/// The program that prints the password.
pub const PASSWORD_COMMAND: &str = "password_command";

/// The program that is told what a run came to.
pub const ON_FINISH: &str = "on_finish";

/// How many seconds that one may take.
pub const ON_FINISH_TIMEOUT: &str = "on_finish_timeout";

/// That a team shares the ledgers: the group may write to their folder.
pub const SHARED_LEDGER: &str = "shared_ledger";

/// What a command is.
const COMMAND: (&str, &str) =
    (r#"a program and its arguments: `["pass", "show", "x"]`"#, r#"программа и её аргументы: `["pass", "show", "x"]`"#);

/// Every setting of this kind.
pub const OWN_KEYS: [OwnKey; 4] = [
    OwnKey { name: PASSWORD_COMMAND, allowed: COMMAND, kind: Kind::Command },
    OwnKey { name: ON_FINISH, allowed: COMMAND, kind: Kind::Command },
    OwnKey {
        name: ON_FINISH_TIMEOUT, allowed: ("1 to 3600 seconds", "от 1 до 3600 секунд"), kind: Kind::Seconds
    },
    OwnKey { name: SHARED_LEDGER, allowed: ("`true` or `false`", "`true` или `false`"), kind: Kind::Yes },
];

impl OwnKey {
    /// The words of a value; none if it does not take it.
    pub(super) fn words(&self, value: &DeValue<'_>) -> Option<Vec<String>> {
        match value {
            DeValue::Array(array) if self.kind == Kind::Command => {
                let word = |value: &DeValue<'_>| match value {
                    DeValue::String(text) if !text.contains('\0') => Some(text.to_string()),
                    _ => None,
                };
                let words: Vec<String> = array.iter().map(|value| word(value.get_ref())).collect::<Option<_>>()?;
                words.first().is_some_and(|program| !program.trim().is_empty()).then_some(words)
            }
            DeValue::Integer(number) if self.kind == Kind::Seconds => {
                let seconds = u32::from_str_radix(number.as_str(), number.radix()).ok();
                seconds.filter(|seconds| (1..=3600).contains(seconds)).map(|seconds| vec![seconds.to_string()])
            }
            DeValue::Boolean(yes) if self.kind == Kind::Yes => Some(vec![yes.to_string()]),
            _ => None,
        }
    }

    /// Whether it names a program.
    #[must_use]
    pub fn names_program(&self) -> bool {
        self.kind == Kind::Command
    }
}
