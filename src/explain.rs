//! `vdsbatch explain`: what a code or a status means, and what to do. Pure.
//!
//! The words stand in the row of whatever bears the code; here they are only found.

use crate::order::{ReasonCode, Status};
use crate::run::Guard;
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
    ];
    tables.into_iter().flatten()
}

/// Explains a code such as `E011` or a status such as `unknown`; none if there is none such.
#[must_use]
pub fn explain(wanted: &str, lang: Lang) -> Option<String> {
    let wanted = wanted.trim();
    if let Some(meaning) = meanings().find(|meaning| meaning.code.0.eq_ignore_ascii_case(wanted)) {
        return Some(format!("{}: {}\n", meaning.code, meaning.words(lang)));
    }
    let reason = ReasonCode::ALL
        .iter()
        .find(|reason| reason.code().0.eq_ignore_ascii_case(wanted) || reason.word().eq_ignore_ascii_case(wanted));
    if let Some(reason) = reason {
        let (code, word) = (reason.code(), reason.word());
        return Some(format!("{code} {word}: {}\n→ {}\n", reason.title(lang), reason.next_step(lang)));
    }
    let status = Status::of_word(&wanted.to_lowercase())?;
    Some(format!("{status} ({}): {}\n", status.title(lang), status.meaning(lang)))
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
