//! What a panel says in words, in whatever code: kinds of refusals that decide what may be done next. Pure.
//!
//! Wordings are examples of kinds, so no sentence is looked for as a whole. An answer is read by its marks
//! (object, value, type: `marks`), then by *pairs of ideas* in one sentence (`kinds`): what happened, and to
//! what. An idea is a list of words and stems, English and Russian (`ideas`).
//!
//! To add a wording: its words to an idea, and a row to the test. To add a kind: a variant of [`Kind`], its
//! rows in `kinds`, and what it means in `answer/refusal.rs`.

mod ideas;
mod kinds;
mod marks;
mod words;

pub(super) use self::kinds::{Kind, of_words};
pub(super) use self::marks::{is_field_of_an_order, of_mark};
pub(super) use self::words::without_domain;
