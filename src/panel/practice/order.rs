//! The practice panel's rules for an order: strict, like a real panel's.

use super::parameters::Parameters;
use super::state::Owned;
use crate::catalog::{Catalog, Months, PeriodId, Tariff, TariffId};
use crate::money::Money;
use crate::order::Domain;

/// An error as BILLmanager 4 gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PanelError {
    pub(super) code: u32,
    pub(super) object: &'static str,
    pub(super) value: String,
    pub(super) text: String,
}

impl PanelError {
    fn value(field: &str) -> Self {
        let text = format!("The '{field}' field has invalid value.");
        Self { code: 4, object: "", value: field.to_owned(), text }
    }

    pub(super) fn domain_in_use() -> Self {
        Self {
            code: 2,
            object: "domain",
            value: String::new(),
            text: "The domain is already in use. Specify a different domain name.".to_owned(),
        }
    }

    pub(super) fn no_money() -> Self {
        Self {
            code: 8,
            object: "balance",
            value: String::new(),
            text: "Insufficient funds on the account balance.".to_owned(),
        }
    }

    pub(super) fn unknown_function(name: &str) -> Self {
        Self { code: 3, object: "func", value: String::new(), text: format!("Function '{name}' does not exist.") }
    }
}

/// Reads an order's parameters into the service that it asks for.
///
/// # Errors
///
/// The first thing that the panel does not take.
pub(super) fn read(catalog: &Catalog, given: &Parameters) -> Result<Owned, PanelError> {
    let text = |field: &str| given.get(field).map(String::as_str).ok_or_else(|| PanelError::value(field));
    let number = |field: &str| text(field)?.parse::<u32>().map_err(|_| PanelError::value(field));
    if text("agree")? != "on" {
        return Err(PanelError::value("agree"));
    }
    if text("payfrom")? != "neworder" {
        return Err(PanelError::value("payfrom"));
    }
    let tariff = catalog.tariff(TariffId::new(number("price")?)).ok_or_else(|| PanelError::value("price"))?;
    let months = months_of(tariff, number("period")?).ok_or_else(|| PanelError::value("period"))?;
    let renewal = match given.get("autoprolong") {
        None => None,
        Some(_) => {
            Some(months_of(tariff, number("autoprolong")?).ok_or_else(|| PanelError::value("autoprolong"))?.get())
        }
    };
    let template = catalog.template(text("ostempl")?).ok_or_else(|| PanelError::value("ostempl"))?;
    if tariff.templates.as_ref().is_some_and(|taken| !taken.contains(&template.name)) {
        return Err(PanelError::value("ostempl"));
    }
    for (_, resource) in tariff.resources.iter() {
        let field = format!("addon_{}", resource.addon);
        let value = number(&field)?;
        let within = resource.min.is_none_or(|min| value >= min) && resource.max.is_none_or(|max| value <= max);
        // A table without a limit is no promise that a panel has none.
        if !within || value > 1_000_000 {
            return Err(PanelError::value(&field));
        }
    }
    choices(tariff, template.ispmanager, given)?;
    let domain = Domain::new(text("domain")?).ok_or_else(|| PanelError::value("domain"))?;
    Ok(Owned {
        id: 0,
        domain: domain.ascii().to_owned(),
        tariff: tariff.name.clone(),
        template: template.name.clone(),
        months: months.get(),
        renewal,
        cost: cost(tariff, months),
        deleted: false,
        listed: 0,
    })
}

/// Choices are those of the tariff, and ISPmanager goes with the template. What the tariff does
/// not know is refused.
fn choices(tariff: &Tariff, holds_ispmanager: bool, given: &Parameters) -> Result<(), PanelError> {
    let mut known: Vec<String> =
        tariff.resources.iter().map(|(_, resource)| format!("addon_{}", resource.addon)).collect();
    let mut expect = |field: String, value: u32| {
        let right = given.get(&field).is_some_and(|given| *given == value.to_string());
        let result = if right { Ok(()) } else { Err(PanelError::value(&field)) };
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
    given.keys().find(foreign).map_or(Ok(()), |field| Err(PanelError::value(field)))
}

fn months_of(tariff: &Tariff, id: u32) -> Option<Months> {
    tariff.periods.iter().find(|(_, period)| **period == PeriodId::new(id)).map(|(months, _)| *months)
}

/// The table's price, or 100.00 a month where the table has none.
fn cost(tariff: &Tariff, months: Months) -> Money {
    let hundred = Money::new(rust_decimal::Decimal::ONE_HUNDRED).unwrap_or_default();
    tariff.prices.get(&months).copied().unwrap_or(hundred * u32::from(months.get()))
}
