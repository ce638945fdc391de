//! How much a row asks for of each resource that its tariff sells.

use super::cells::{Cells, Given};
use super::number::{amount, date, has_size};
use crate::catalog::Tariff;
use crate::order::Amount;
use crate::sheet::problem::{CatalogueProblem, OfferProblem, Quantity, ValueProblem};
use crate::sheet::{Field, PerAmount};

/// Reads all of them, reporting everything that is wrong; none if anything is.
pub(super) fn amounts(cells: &mut Cells<'_>, tariff: Option<&Tariff>) -> Option<PerAmount<Amount>> {
    let mut sound = true;
    let read = PerAmount::of(|field| {
        let read = resource(cells, field, tariff);
        // The cells after a wrong one are read all the same: a person is told of all of them at once.
        sound &= read.is_some();
        read.flatten()
    });
    sound.then_some(read)
}

/// How much a row asks for of one resource. The outer absence: something is wrong. The inner: the tariff
/// does not sell it, and the row does not ask for it.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn resource(cells: &mut Cells<'_>, field: Field, tariff: Option<&Tariff>) -> Option<Option<Amount>> {
    let resource = tariff.and_then(|tariff| tariff.resource(field));
    let given = match cells.given(field) {
        Given::Bad => return None,
        Given::Empty => {
            return tariff.map(|_| resource.map(|resource| Amount { value: resource.default, given: false }));
        }
        Given::Text(text) => text,
    };
    let content = field.facts().content;
    let unit = resource.map_or(content.usual_unit(), |resource| resource.unit.as_deref());
    let Some(value) = amount(&given, unit) else {
        let (unit, of) = (unit.map(ToOwned::to_owned), Some(Quantity::Field(field)));
        let problem = date(&given).unwrap_or_else(|| match unit {
            Some(unit) if has_size(&given) => ValueProblem::NotDivisible { given: given.into_owned(), unit, of }.into(),
            unit => ValueProblem::NotWhole { given: given.into_owned(), unit, of }.into(),
        });
        cells.report(field, problem);
        return None;
    };
    let tariff = tariff?;
    // Of what a tariff does not sell it takes none, rather than an order without what was asked for.
    let Some(of) = resource else {
        if value == 0 {
            return Some(None);
        }
        let (given, tariff) = (given.into_owned(), tariff.name.clone());
        cells.report(field, OfferProblem::NoAmount { given, field, tariff });
        return None;
    };
    let (min, max, step) = (of.min, of.max, of.step);
    // Where the table knows no limit, nothing of something that every server has is no order.
    let least = min.unwrap_or(*content.bounds().start());
    if !is_sold(value, least, (min, max, step)) {
        let (tariff, unit, min) = (tariff.name.clone(), unit.map(ToOwned::to_owned), Some(least));
        cells.report(field, CatalogueProblem::OutOfRange { given: given.into_owned(), tariff, min, max, step, unit });
        return None;
    }
    if let (Some(unit), Some(much)) = (unit, content.much())
        && value >= much
        && given.trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        cells.report(field, ValueProblem::MuchWithoutUnit { given: given.into_owned(), unit: unit.to_owned() });
    }
    Some(Some(Amount { value, given: true }))
}

/// Whether an amount is within what is sold: least, most, and the steps from the least that the table knows.
pub(super) fn is_sold(value: u32, least: u32, (min, max, step): (Option<u32>, Option<u32>, Option<u32>)) -> bool {
    let stepped = step.is_none_or(|step| step == 0 || value.saturating_sub(min.unwrap_or(0)) % step == 0);
    value >= least && max.is_none_or(|max| value <= max) && stepped
}
