//! Arguments as they are typed for a shell. Pure.

use super::printable::printable;

/// An argument as it is typed for a shell: in quotes where it needs them.
#[must_use]
pub fn argument(text: &str) -> String {
    let text = printable(text);
    if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "@%+=:,./_-".contains(c)) {
        return text;
    }
    // What double quotes leave alone is taken alike by every shell.
    if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        format!("\"{text}\"")
    }
}
