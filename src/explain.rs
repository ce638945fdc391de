//! `vdsbatch explain`: what a code or a status means, and what to do. Pure.
//!
//! The words stand in the row of whatever bears the code; here they are only found.

use serde::Serialize;

use crate::order::{ReasonCode, Status};
use crate::run::{Guard, InUse};
use crate::sheet::problem::{
    CatalogueProblem, DomainProblem, ExpansionProblem, FileProblem, HeaderProblem, OfferProblem, SightProblem,
    TextProblem, ValueProblem,
};
use crate::text::code::Meaning;
use crate::text::lang::Lang;

/// What the codes mean that are not reasons of an outcome.
fn meanings() -> impl Iterator<Item = &'static Meaning> {
    let tables = [
        FileProblem::MEANINGS,
        HeaderProblem::MEANINGS,
        SightProblem::MEANINGS,
        CatalogueProblem::MEANINGS,
        DomainProblem::MEANINGS,
        ExpansionProblem::MEANINGS,
        OfferProblem::MEANINGS,
        TextProblem::MEANINGS,
        ValueProblem::MEANINGS,
        Guard::MEANINGS,
        InUse::MEANINGS,
    ];
    tables.into_iter().flatten()
}

/// A code or a status, and what it means.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// The code, if it is one.
    pub code: Option<&'static str>,
    /// The word of a reason or a status; codes of sheets and guards have none.
    pub word: Option<&'static str>,
    /// What people call it; codes of sheets and guards have no such name.
    pub title: Option<&'static str>,
    /// What it means, where that says more.
    pub meaning: Option<&'static str>,
    /// What a person does then, where that stands apart.
    pub next_step: Option<&'static str>,
}

impl Explained {
    /// It in words.
    #[must_use]
    pub fn words(&self) -> String {
        let meaning = self.meaning.unwrap_or_default();
        match (self.code, self.word, self.title, self.next_step) {
            (Some(code), Some(word), Some(title), Some(next)) => format!("{code} {word}: {title}\n→ {next}\n"),
            (None, Some(word), Some(title), _) => format!("{word} ({title}): {meaning}\n"),
            (code, ..) => format!("{}: {meaning}\n", code.unwrap_or_default()),
        }
    }
}

/// Explains a code such as `E011` or a status such as `unknown`, in words; none if there is none such.
#[must_use]
pub fn explain(wanted: &str, lang: Lang) -> Option<String> {
    explained(wanted, lang).map(|explained| explained.words())
}

/// What a code such as `E011` or a status such as `unknown` means; none if there is none such.
#[must_use]
pub fn explained(wanted: &str, lang: Lang) -> Option<Explained> {
    let wanted = wanted.trim();
    let nothing = Explained { code: None, word: None, title: None, meaning: None, next_step: None };
    if let Some(found) = meanings().find(|meaning| meaning.code.0.eq_ignore_ascii_case(wanted)) {
        return Some(Explained { code: Some(found.code.0), meaning: Some(found.words(lang)), ..nothing });
    }
    let reason = ReasonCode::ALL
        .iter()
        .find(|reason| reason.code().0.eq_ignore_ascii_case(wanted) || reason.word().eq_ignore_ascii_case(wanted));
    if let Some(reason) = reason {
        return Some(Explained {
            code: Some(reason.code().0),
            word: Some(reason.word()),
            title: Some(reason.title(lang)),
            next_step: Some(reason.next_step(lang)),
            ..nothing
        });
    }
    let status = Status::of_word(&wanted.to_lowercase())?;
    let (title, meaning) = (Some(status.title(lang)), Some(status.meaning(lang)));
    Some(Explained { word: Some(status.word()), title, meaning, ..nothing })
}

/// Every code and word that can be explained.
#[must_use]
pub fn known() -> Vec<&'static str> {
    let codes = meanings().map(|meaning| meaning.code.0);
    let reasons = ReasonCode::ALL.iter().map(|reason| reason.code().0);
    let mut known: Vec<&'static str> =
        codes.chain(reasons).chain(Status::ALL.iter().map(|status| status.word())).collect();
    known.sort_unstable();
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_known_is_explained_in_both_languages_and_once() {
        let known = known();
        for word in &known {
            assert!(
                explain(word, Lang::En).is_some_and(|text| text.is_ascii() || text.contains('«') || text.len() > 10)
            );
            let russian = explain(&word.to_lowercase(), Lang::Ru).expect("explained");
            assert!(russian.chars().any(|c| ('а'..='я').contains(&c)), "{russian}");
        }
        let mut once = known.clone();
        once.dedup();
        assert_eq!(once, known);
        assert_eq!(explain("E999", Lang::En), None);
    }
}
