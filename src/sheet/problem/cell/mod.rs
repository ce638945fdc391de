//! Problems of a row's cells, by what they are about: codes E01x, E067 and E068 (what the catalogue offers), E071
//! to E075 (what it names beside the fields), E02x (host names), E03x (names of many servers), E04x, E053, E059 and E064 (what stands in a cell), E060 to E063
//! (text files).
//!
//! To add a problem: a row in the file of its noun, with code, meaning, values, weight and words, and
//! the check that finds it. Nothing else has to know of it.

pub(crate) mod catalogue;
pub(crate) mod domain;
pub(crate) mod expansion;
pub(crate) mod offer;
pub(crate) mod text;
pub(crate) mod value;

use serde::{Deserialize, Serialize};

pub use self::catalogue::CatalogueProblem;
pub use self::domain::{DomainFault, DomainProblem};
pub use self::expansion::ExpansionProblem;
pub use self::offer::OfferProblem;
pub use self::text::TextProblem;
pub use self::value::ValueProblem;
use super::severity::Severity;
use crate::text::code::Code;
use crate::text::lang::Lang;

/// What is wrong with a cell or a row. A ledger keeps the problem itself, without its noun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CellProblem {
    /// Against what the catalogue offers.
    Catalogue(CatalogueProblem),
    /// With a host name.
    Domain(DomainProblem),
    /// With the names of many servers.
    Expansion(ExpansionProblem),
    /// Against what the catalogue names beside the fields.
    Offer(OfferProblem),
    /// With what programs make of text files.
    Text(TextProblem),
    /// With the value itself, whatever the catalogue offers.
    Value(ValueProblem),
}

impl CellProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Catalogue(problem) => problem.code(),
            Self::Domain(problem) => problem.code(),
            Self::Expansion(problem) => problem.code(),
            Self::Offer(problem) => problem.code(),
            Self::Text(problem) => problem.code(),
            Self::Value(problem) => problem.code(),
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Catalogue(problem) => problem.severity(),
            Self::Domain(problem) => problem.severity(),
            Self::Expansion(problem) => problem.severity(),
            Self::Offer(problem) => problem.severity(),
            Self::Text(problem) => problem.severity(),
            Self::Value(problem) => problem.severity(),
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Catalogue(problem) => problem.message(lang),
            Self::Domain(problem) => problem.message(lang),
            Self::Expansion(problem) => problem.message(lang),
            Self::Offer(problem) => problem.message(lang),
            Self::Text(problem) => problem.message(lang),
            Self::Value(problem) => problem.message(lang),
        }
    }
}

impl From<CatalogueProblem> for CellProblem {
    fn from(problem: CatalogueProblem) -> Self {
        Self::Catalogue(problem)
    }
}

impl From<DomainProblem> for CellProblem {
    fn from(problem: DomainProblem) -> Self {
        Self::Domain(problem)
    }
}

impl From<ExpansionProblem> for CellProblem {
    fn from(problem: ExpansionProblem) -> Self {
        Self::Expansion(problem)
    }
}

impl From<ValueProblem> for CellProblem {
    fn from(problem: ValueProblem) -> Self {
        Self::Value(problem)
    }
}

impl From<OfferProblem> for CellProblem {
    fn from(problem: OfferProblem) -> Self {
        Self::Offer(problem)
    }
}

impl From<TextProblem> for CellProblem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}
