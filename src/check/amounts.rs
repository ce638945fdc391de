//! How much of each resource a row asks for.

use super::cells::{Cells, Given};
use super::number::{amount, date, has_size};
use crate::catalog::{Resource, Tariff};
use crate::order::Amount;
use crate::sheet::Field;
use crate::sheet::problem::{CatalogueProblem, ValueProblem};

/// What a row asks for of each resource; none where something is wrong.
#[derive(Clone, Copy)]
pub(super) struct Amounts {
    pub(super) disk: Option<Amount>,
    pub(super) ram: Option<Amount>,
    pub(super) cpu: Option<Amount>,
    pub(super) ipv4: Option<Amount>,
    pub(super) ipv6: Option<Amount>,
}

impl Amounts {
    /// Reads all of them, reporting what is wrong.
    pub(super) fn read(cells: &mut Cells<'_>, tariff: Option<&Tariff>) -> Self {
        let mut read = |field, of: fn(&Tariff) -> &Resource| resource(cells, field, tariff, tariff.map(of));
        Self {
            disk: read(Field::Disk, |tariff| &tariff.disk),
            ram: read(Field::Ram, |tariff| &tariff.ram),
            cpu: read(Field::Cpu, |tariff| &tariff.cpu),
            ipv4: read(Field::Ipv4, |tariff| &tariff.ipv4),
            ipv6: read(Field::Ipv6, |tariff| &tariff.ipv6),
        }
    }

    /// The bare numbers, in the order in which a tariff is priced.
    pub(super) fn values(self) -> Option<[u32; 5]> {
        Some([self.disk?, self.ram?, self.cpu?, self.ipv4?, self.ipv6?].map(|amount| amount.value))
    }
}

fn resource(
    cells: &mut Cells<'_>,
    field: Field,
    tariff: Option<&Tariff>,
    resource: Option<&Resource>,
) -> Option<Amount> {
    let given = match cells.given(field) {
        Given::Bad => return None,
        Given::Empty => {
            let resource = resource?;
            return Some(Amount { value: resource.default, given: false });
        }
        Given::Text(text) => text,
    };
    let content = field.facts().content;
    let unit = resource.map_or(content.usual_unit(), |resource| resource.unit.as_deref());
    let Some(value) = amount(&given, unit) else {
        let unit = unit.map(ToOwned::to_owned);
        let problem = date(&given).unwrap_or_else(|| match unit {
            Some(unit) if has_size(&given) => ValueProblem::NotDivisible { given, unit }.into(),
            unit => ValueProblem::NotWhole { given, unit }.into(),
        });
        cells.report(field, problem);
        return None;
    };
    let (resource, tariff) = (resource?, tariff?);
    let Resource { min, max, step, .. } = *resource;
    let stepped = step.is_none_or(|step| step == 0 || value.saturating_sub(min.unwrap_or(0)) % step == 0);
    // Where the table knows no limit, nothing of something that every server has is no order.
    let least = min.unwrap_or(*content.bounds().start());
    if value < least || max.is_some_and(|max| value > max) || !stepped {
        let tariff = tariff.name.clone();
        cells.report(field, CatalogueProblem::OutOfRange { given, tariff, min: Some(least), max, step });
        return None;
    }
    Some(Amount { value, given: true })
}
