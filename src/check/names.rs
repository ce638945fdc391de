//! The names of a row's servers.

use super::cells::{Cells, Given};
use super::domain::{domain, looks_latin};
use super::number::{counted, date};
use super::pattern::Pattern;
use crate::order::Domain;
use crate::sheet::Field;
use crate::sheet::problem::{DomainProblem, ExpansionProblem};

/// The names of a row after expansion, canonical where they are host names.
pub(super) struct Names {
    /// One name a server; the cell as read if the row cannot expand.
    pub(super) written: Vec<String>,
    /// The canonical names; as many as servers if nothing is wrong.
    pub(super) domains: Vec<Domain>,
}

impl Names {
    /// The cell as read, of a row that cannot expand.
    fn as_read(cells: &Cells<'_>) -> Self {
        Self { written: vec![cells.as_read(Field::Domain)], domains: Vec::new() }
    }
}

/// Expands a row's pattern. Everything that is wrong is reported, a fault of many names once.
pub(super) fn names(cells: &mut Cells<'_>, login: Option<&str>) -> Names {
    let count = whole(cells, Field::Count, |given| ExpansionProblem::BadCount { given });
    let start = whole(cells, Field::Start, |given| ExpansionProblem::BadStart { given });
    let Some(given) = cells.needed(Field::Domain) else { return Names::as_read(cells) };
    let pattern = match Pattern::parse(&given) {
        Ok(pattern) => pattern,
        Err(problem) => {
            cells.report(Field::Domain, problem);
            return Names::as_read(cells);
        }
    };
    let Some(user) = user(cells, &pattern, login) else { return Names::as_read(cells) };
    let (Some(count), Some(start)) = (count, start) else {
        // What is wrong with the name itself is told all the same.
        if let Err(problem) = domain(&pattern.name(1, &user)) {
            cells.report(Field::Domain, problem);
        }
        return Names::as_read(cells);
    };
    if count > 1 && !pattern.has_number() {
        let proposal = proposal(cells, &given, &pattern.name(1, &user));
        cells.report(Field::Domain, ExpansionProblem::NoNumber { count, proposal });
        return Names::as_read(cells);
    }
    let first = cells.as_read(Field::Start);
    if !first.is_empty() && !pattern.has_number() {
        cells.report(Field::Start, ExpansionProblem::StartUnused { given: first });
    }
    if pattern.has_number() && cells.as_read(Field::Count).is_empty() {
        cells.report(Field::Domain, ExpansionProblem::NoCount { name: pattern.name(start, &user) });
    }
    canonical(cells, (start..start + count).map(|number| pattern.name(number, &user)).collect())
}

/// A pattern to write instead of a name without a place for a number. A name that is wrong by itself is
/// reported, and makes no good proposal.
fn proposal(cells: &mut Cells<'_>, given: &str, name: &str) -> String {
    match domain(name) {
        Ok(_) => Pattern::proposal(given),
        Err(problem) => {
            cells.report(Field::Domain, problem);
            "web-{n}.example.ru".to_owned()
        }
    }
}

/// The names with their canonical forms; the first that is no host name is reported for all.
fn canonical(cells: &mut Cells<'_>, written: Vec<String>) -> Names {
    let mut domains = Vec::with_capacity(written.len());
    for name in &written {
        match domain(name) {
            Ok(domain) => {
                // One word for all names of a row.
                if domains.is_empty()
                    && let Some(label) = looks_latin(name)
                {
                    let (label, ascii) = (label.to_owned(), domain.ascii().to_owned());
                    cells.report(Field::Domain, DomainProblem::LooksLatin { label, ascii });
                }
                domains.push(domain);
            }
            Err(problem) => {
                cells.report(Field::Domain, problem);
                return Names { written, domains: Vec::new() };
            }
        }
    }
    Names { written, domains }
}

/// The login as it stands in names; none if it cannot.
fn user(cells: &mut Cells<'_>, pattern: &Pattern<'_>, login: Option<&str>) -> Option<String> {
    if !pattern.has_user() {
        return Some(String::new());
    }
    let Some(login) = login else {
        cells.report(Field::Domain, ExpansionProblem::UserAssumed);
        return Some("user".to_owned());
    };
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !login.is_empty() && login.chars().all(fits) {
        return Some(login.to_owned());
    }
    cells.report(Field::Domain, ExpansionProblem::BadUser { login: login.to_owned() });
    None
}

/// A whole number within the field's bounds; 1 if the cell is empty, none if something is wrong.
fn whole(cells: &mut Cells<'_>, field: Field, problem: fn(String) -> ExpansionProblem) -> Option<u32> {
    match cells.given(field) {
        Given::Empty => Some(1),
        Given::Bad => None,
        Given::Text(given) => {
            let number = counted(&given).filter(|counted| matches!(counted.unit.as_str(), "" | "шт" | "pcs"));
            let allowed = |number: &u32| field.facts().content.bounds().contains(number);
            let number = number.map(|counted| counted.number).filter(allowed);
            if number.is_none() {
                cells.report(field, date(&given).unwrap_or_else(|| problem(given.into_owned()).into()));
            }
            number
        }
    }
}
