//! What a page of the help holds, before anybody decides how it looks. Pure.

use crate::text::lang::Lang;

/// The page of one command.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language that it is in.
    pub lang: Lang,
    /// The words that are typed: the program, the command, the command of the command.
    pub path: Vec<String>,
    /// What the command does.
    pub about: String,
    /// How it is typed, a line for each way.
    pub usage: Vec<String>,
    /// Everything else, in the order in which a person needs it.
    pub sections: Vec<Section>,
}

/// A part of a page, under a heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// How its entries are set.
    pub set: Set,
    /// Whether the short help has it too.
    pub in_short: bool,
    /// What it tells.
    pub entries: Vec<Entry>,
}

/// How the entries of a section are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The term on a line of its own, what is said of it below.
    Below,
    /// What is said stands beside the term.
    Beside,
}

/// A term and what is said of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What is typed, set or returned.
    pub term: String,
    /// What it means.
    pub text: String,
    /// What else there is to say of it, a paragraph each; not in the short help.
    pub more: Vec<String>,
    /// The values that it takes, each with its meaning, if it takes only some.
    pub values: Vec<(String, String)>,
}
