//! The practice panel's rules for an order: strict, like a real panel's.

use super::owned::Owned;
use super::parameters::Parameters;
use super::price::Price;
use super::refusal::Refusal;
use crate::catalog::{Catalog, Months, PeriodId, Tariff, TariffId};
use crate::order::Domain;
use crate::sheet::PerAmount;

/// Reads an order's parameters into the service that it asks for.
///
/// # Errors
///
/// The first thing that the panel does not take.
pub(super) fn read(catalog: &Catalog, given: &Parameters) -> Result<Owned, Refusal> {
    let text = |field: &str| given.get(field).map(String::as_str).ok_or_else(|| Refusal::value(field));
    let number = |field: &str| text(field)?.parse::<u32>().map_err(|_| Refusal::value(field));
    if text("agree")? != "on" {
        return Err(Refusal::value("agree"));
    }
    if text("payfrom")? != "neworder" {
        return Err(Refusal::value("payfrom"));
    }
    let tariff = catalog.tariff(TariffId::new(number("price")?)).ok_or_else(|| Refusal::value("price"))?;
    let months = months_of(tariff, number("period")?).ok_or_else(|| Refusal::value("period"))?;
    let renewal = match given.get("autoprolong") {
        None => None,
        // However this provider says that a service is not renewed.
        Some(word) if catalog.no_renew.as_ref() == Some(word) => None,
        Some(_) => Some(months_of(tariff, number("autoprolong")?).ok_or_else(|| Refusal::value("autoprolong"))?.get()),
    };
    let template = catalog.template(text("ostempl")?).ok_or_else(|| Refusal::value("ostempl"))?;
    if tariff.templates.as_ref().is_some_and(|taken| !taken.contains(&template.name)) {
        return Err(Refusal::value("ostempl"));
    }
    for (_, resource) in tariff.resources.iter() {
        let field = format!("addon_{}", resource.addon);
        let value = number(&field)?;
        let within = resource.min.is_none_or(|min| value >= min) && resource.max.is_none_or(|max| value <= max);
        // A table without a limit is no promise that a panel has none.
        if !within || value > 1_000_000 {
            return Err(Refusal::value(&field));
        }
    }
    choices(tariff, template.ispmanager, given)?;
    let domain = Domain::new(text("domain")?).ok_or_else(|| Refusal::value("domain"))?;
    let amount = |field| number(&format!("addon_{}", tariff.resource(field)?.addon)).ok();
    let price = Price::of(tariff, months, &PerAmount::of(amount));
    Ok(Owned {
        domain: domain.ascii().to_owned(),
        tariff: tariff.name.clone(),
        template: template.name.clone(),
        months: months.get(),
        renewal,
        cost: price.amount,
        invented: price.invented,
        tariff_id: tariff.id.get(),
        ..Owned::default()
    })
}

/// Choices are those of the tariff, and ISPmanager goes with the template. What the tariff does
/// not know is refused.
fn choices(tariff: &Tariff, holds_ispmanager: bool, given: &Parameters) -> Result<(), Refusal> {
    let mut known: Vec<String> =
        tariff.resources.iter().map(|(_, resource)| format!("addon_{}", resource.addon)).collect();
    let mut expect = |field: String, value: u32| {
        let right = given.get(&field).is_some_and(|given| *given == value.to_string());
        let result = if right { Ok(()) } else { Err(Refusal::value(&field)) };
        known.push(field);
        result
    };
    if let Some(fixed) = tariff.name_servers {
        expect(format!("enum_{}", fixed.id), fixed.value)?;
    }
    if let Some(switch) = tariff.ispmanager {
        expect(format!("enum_{}", switch.id), if holds_ispmanager { switch.on } else { switch.off })?;
    }
    let foreign =
        |field: &&String| (field.starts_with("addon_") || field.starts_with("enum_")) && !known.contains(field);
    given.keys().find(foreign).map_or(Ok(()), |field| Err(Refusal::value(field)))
}

fn months_of(tariff: &Tariff, id: u32) -> Option<Months> {
    tariff.periods.iter().find(|(_, period)| **period == PeriodId::new(id)).map(|(months, _)| *months)
}
