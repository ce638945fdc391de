//! Answers for machines: one envelope for all of them. Pure.
//!
//! Every answer is one object. `kind` says which one it is, under the name that the schema has it by, and `version` is
//! the version of that kind: within a version, members are only added. To add an answer: [`Answer`] for its struct, and
//! its kind in the schema.

use serde::Serialize;

use super::printable::hidden;

/// What a verb answers with.
pub trait Answer: Serialize {
    /// What it is, as the schema names it.
    const KIND: &'static str;
    /// The version of its form.
    const VERSION: u32 = 1;
}

/// An answer in its envelope.
#[derive(Serialize)]
pub struct Enveloped<'a, A> {
    kind: &'static str,
    version: u32,
    #[serde(flatten)]
    answer: &'a A,
}

/// Puts an answer into its envelope.
pub const fn enveloped<A: Answer>(answer: &A) -> Enveloped<'_, A> {
    Enveloped { kind: A::KIND, version: A::VERSION, answer }
}

/// An answer over several lines, as people read it. What a terminal would obey or hide is written as an escape.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "no answer refuses to be written")]
pub fn pretty(answer: &impl Answer) -> String {
    let text = serde_json::to_string_pretty(&enveloped(answer)).expect(WHOLE);
    harmless(&text)
}

/// An answer in one line, with its line break, as logs and other programs take it.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "no answer refuses to be written")]
pub fn line(answer: &impl Answer) -> String {
    harmless(&serde_json::to_string(&enveloped(answer)).expect(WHOLE))
}

/// Why nothing is in the way of an answer.
const WHOLE: &str = "keys are texts, and nothing in an answer refuses to be written";

/// JSON with escapes, which a reader turns back, for what a terminal would obey or hide; and a line break at its end.
#[must_use]
pub fn harmless(json: &str) -> String {
    let mut shown = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // The only line breaks are those between members: serde escapes the others.
        if c != '\n' && hidden(c) {
            // JSON escapes UTF-16 units, so a character beyond the basic plane takes two.
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| shown += &format!("\\u{unit:04x}"));
        } else {
            shown.push(c);
        }
    }
    shown.push('\n');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Said {
        text: &'static str,
    }

    impl Answer for Said {
        const KIND: &'static str = "said";
        const VERSION: u32 = 3;
    }

    #[test]
    fn an_answer_stands_in_its_envelope_and_obeys_no_terminal() {
        let said = Said { text: "a\u{1b}[2J\n\u{202e}\u{e0041}" };
        assert_eq!(line(&said), "{\"kind\":\"said\",\"version\":3,\"text\":\"a\\u001b[2J\\n\\u202e\\udb40\\udc41\"}\n");
        let again: serde_json::Value = serde_json::from_str(&pretty(&said)).expect("JSON");
        assert_eq!(again["text"], said.text);
    }
}
