//! What readings of answers have in common. Pure.

use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::Answer;
use crate::panel::billmanager::saying::Kind;

/// The most characters of a service's id.
const LONGEST_ID: usize = 64;

/// What a step asks for.
pub(super) const fn step(kind: Option<Kind>) -> ReasonCode {
    match kind {
        Some(Kind::SecondFactor) => ReasonCode::SecondFactor,
        Some(Kind::Captcha) => ReasonCode::Captcha,
        Some(Kind::SignIn) => ReasonCode::SignInRefused,
        _ => ReasonCode::AnotherStep,
    }
}

/// Whether a text can be a service's id, or an order's.
pub(super) fn is_id(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.#".contains(c));
    // Zero is how a program says that there is none.
    text.len() <= LONGEST_ID && plain && !text.trim_matches('0').is_empty()
}

/// An answer that says neither yes nor no.
pub(super) fn unclear(code: ReasonCode, flaw: Flaw) -> Answer {
    Answer::Unclear(Reason::flawed(code, flaw))
}
