//! What a row asks for: tariff, template, period, resources, choices, renewal, price.

use super::cells::{Cells, Given};
use super::name::{self, Match};
use super::number::{amount, date, has_size};
use super::period;
use super::price::{price, price_of_number};
use crate::alike::yes_no;
use crate::catalog::{Catalog, Months, PeriodId, Resource, Tariff, TariffId, Template};
use crate::diagnostic::{CatalogueProblem, ValueProblem};
use crate::money::Money;
use crate::order::{Amount, Choice, Renewal, Terms};
use crate::row::Field;

/// Reads all terms and the price, reporting everything that is wrong; none if anything is.
pub(super) fn terms(cells: &mut Cells<'_>, catalog: &Catalog) -> Option<(Terms, Option<Money>)> {
    let tariff = tariff(cells, catalog);
    let template = template(cells, catalog);
    let period = paid_period(cells, catalog, tariff);
    let resource = |cells: &mut Cells<'_>, field, pick: fn(&Tariff) -> &Resource| {
        self::resource(cells, field, tariff, tariff.map(pick))
    };
    let disk = resource(cells, Field::Disk, |tariff| &tariff.disk);
    let ram = resource(cells, Field::Ram, |tariff| &tariff.ram);
    let cpu = resource(cells, Field::Cpu, |tariff| &tariff.cpu);
    let ipv4 = resource(cells, Field::Ipv4, |tariff| &tariff.ipv4);
    let ipv6 = resource(cells, Field::Ipv6, |tariff| &tariff.ipv6);
    let ispmanager = ispmanager(cells, tariff, template);
    let renewal = renewal(cells, catalog, tariff, period);
    // What a licence costs no table says.
    let months = period.map(|(months, _)| months);
    let plain = tariff.filter(|_| template.is_some_and(|template| !template.ispmanager));
    let listed = plain.zip(months).and_then(|(tariff, months)| {
        let [disk, ram, cpu, ipv4, ipv6] = [disk, ram, cpu, ipv4, ipv6].map(|amount| amount.map(|amount| amount.value));
        tariff.price(months, [disk?, ram?, cpu?, ipv4?, ipv6?])
    });
    let price = total_price(cells, catalog.currency.as_deref(), listed, months);
    let (tariff, template) = (tariff?, template?);
    if let Some(taken) = &tariff.templates
        && !taken.contains(&template.name)
    {
        let problem =
            CatalogueProblem::TemplateNotTaken { tariff: tariff.name.clone(), template: template.name.clone() };
        cells.report(Field::Template, problem);
    }
    let (months, period) = period?;
    let (renewal, renewal_given) = renewal?;
    let terms = Terms {
        tariff: tariff.id,
        tariff_name: tariff.name.clone(),
        months,
        period,
        template: template.name.clone(),
        disk: disk?,
        ram: ram?,
        cpu: cpu?,
        ipv4: ipv4?,
        ipv6: ipv6?,
        name_servers: tariff.name_servers.map(|fixed| Choice { id: fixed.id, value: fixed.value }),
        ispmanager: ispmanager?,
        renewal,
        renewal_given,
    };
    Some((terms, price?))
}

fn tariff<'c>(cells: &mut Cells<'_>, catalog: &'c Catalog) -> Option<&'c Tariff> {
    let given = cells.needed(Field::Tariff)?;
    let id = given.get(..3).filter(|prefix| prefix.eq_ignore_ascii_case("id:")).map(|_| given[3..].trim());
    if let Some(id) = id {
        let found = id.parse().ok().and_then(|id| catalog.tariff(TariffId::new(id)));
        if found.is_none() {
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given, nearest: None });
        }
        return found;
    }
    let name = match name::find(&given, catalog.tariffs.iter().map(|tariff| tariff.name.as_str())) {
        Match::One(name, folded) => {
            if folded {
                cells.report(Field::Tariff, CatalogueProblem::LookAlike { given, name: name.to_owned() });
            }
            name
        }
        Match::Many(names) => {
            cells.report(Field::Tariff, CatalogueProblem::Ambiguous { given, names });
            return None;
        }
        Match::None(nearest) => {
            // A bare number may be meant as an id.
            let id = given.parse().ok().filter(|id| catalog.tariff(TariffId::new(*id)).is_some());
            let nearest = id.map(|id| format!("id:{id}")).or(nearest);
            cells.report(Field::Tariff, CatalogueProblem::UnknownTariff { given, nearest });
            return None;
        }
    };
    catalog.tariffs.iter().find(|tariff| tariff.name == name)
}

fn template<'c>(cells: &mut Cells<'_>, catalog: &'c Catalog) -> Option<&'c Template> {
    let given = cells.needed(Field::Template)?;
    match name::find(&given, catalog.templates.iter().map(|template| template.name.as_str())) {
        Match::One(name, folded) => {
            if folded {
                cells.report(Field::Template, CatalogueProblem::LookAlike { given, name: name.to_owned() });
            }
            catalog.template(name)
        }
        Match::Many(names) => {
            cells.report(Field::Template, CatalogueProblem::Ambiguous { given, names });
            None
        }
        Match::None(nearest) => {
            cells.report(Field::Template, CatalogueProblem::UnknownTemplate { given, nearest });
            None
        }
    }
}

fn paid_period(cells: &mut Cells<'_>, catalog: &Catalog, tariff: Option<&Tariff>) -> Option<(Months, PeriodId)> {
    let given = cells.needed(Field::Period)?;
    offered(cells, Field::Period, &given, catalog, tariff)
}

/// The period of these words, if the tariff (or, while that is not known, any tariff) offers it.
fn offered(
    cells: &mut Cells<'_>,
    field: Field,
    given: &str,
    catalog: &Catalog,
    tariff: Option<&Tariff>,
) -> Option<(Months, PeriodId)> {
    let months = period::months(given).and_then(|months| Months::new(u8::try_from(months).ok()?));
    let tariffs: Vec<&Tariff> = tariff.map_or_else(|| catalog.tariffs.iter().collect(), |tariff| vec![tariff]);
    let id = months.and_then(|months| tariffs.iter().find_map(|tariff| tariff.periods.get(&months)));
    if let (Some(months), Some(id)) = (months, id) {
        return Some((months, *id));
    }
    let mut allowed: Vec<u8> =
        tariffs.iter().flat_map(|tariff| tariff.periods.keys()).map(|months| months.get()).collect();
    allowed.sort_unstable();
    allowed.dedup();
    let tariff = tariff.map_or_else(|| catalog.title.clone(), |tariff| tariff.name.clone());
    let given = given.to_owned();
    let problem = date(&given).unwrap_or_else(|| match field {
        Field::AutoRenew => CatalogueProblem::RenewalNotOffered { given, tariff, allowed }.into(),
        _ => CatalogueProblem::PeriodNotOffered { given, tariff, allowed }.into(),
    });
    cells.report(field, problem);
    None
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
            return Some(Amount { addon: resource.addon, value: resource.default, given: false });
        }
        Given::Text(text) => text,
    };
    let sized = matches!(field, Field::Disk | Field::Ram).then_some("GB");
    let unit = resource.map_or(sized, |resource| resource.unit.as_deref());
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
    let least = min.unwrap_or(u32::from(!matches!(field, Field::Ipv4 | Field::Ipv6)));
    if value < least || max.is_some_and(|max| value > max) || !stepped {
        let tariff = tariff.name.clone();
        cells.report(field, CatalogueProblem::OutOfRange { given, tariff, min: Some(least), max, step });
        return None;
    }
    Some(Amount { addon: resource.addon, value, given: true })
}

/// The outer absence: something is wrong. The inner: the tariff knows no such choice.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn ispmanager(cells: &mut Cells<'_>, tariff: Option<&Tariff>, template: Option<&Template>) -> Option<Option<Choice>> {
    let asked = match cells.given(Field::Ispmanager) {
        Given::Bad => return None,
        Given::Empty => None,
        Given::Text(given) => {
            let asked = yes_no(&given);
            if asked.is_none() {
                cells.report(Field::Ispmanager, ValueProblem::NotYesNo { given });
                return None;
            }
            asked
        }
    };
    let template = template?;
    if let Some(asked) = asked
        && asked != template.ispmanager
    {
        let (template, holds) = (template.name.clone(), template.ispmanager);
        cells.report(Field::Ispmanager, CatalogueProblem::IspmanagerAgainstTemplate { template, holds });
        return None;
    }
    let tariff = tariff?;
    match tariff.ispmanager {
        Some(switch) => {
            let value = if template.ispmanager { switch.on } else { switch.off };
            Some(Some(Choice { id: switch.id, value }))
        }
        None if template.ispmanager => {
            cells.report(Field::Template, CatalogueProblem::NoIspmanager { tariff: tariff.name.clone() });
            None
        }
        None => Some(None),
    }
}

/// The renewal, and whether the sheet said it.
fn renewal(
    cells: &mut Cells<'_>,
    catalog: &Catalog,
    tariff: Option<&Tariff>,
    period: Option<(Months, PeriodId)>,
) -> Option<(Renewal, bool)> {
    let same = |given| period.map(|(months, id)| (Renewal::Every(months, id), given));
    let never = |value: &str| Renewal::Never((value != "omit").then(|| value.to_owned()));
    let given = match cells.given(Field::AutoRenew) {
        Given::Bad => return None,
        Given::Empty if catalog.auto_renew => return same(false),
        Given::Empty => return Some((never(catalog.no_renew.as_deref().unwrap_or("omit")), false)),
        Given::Text(text) => text,
    };
    // A bare 1 could mean yes, or one month.
    if given == "1" && period.is_some_and(|(months, _)| months.get() != 1) {
        cells.report(Field::AutoRenew, CatalogueProblem::RenewalUnclear { given });
        return None;
    }
    match yes_no(&given) {
        Some(true) => same(true),
        Some(false) => {
            if catalog.no_renew.is_none() {
                cells.report(Field::AutoRenew, CatalogueProblem::NoRenewUnknown);
            }
            catalog.no_renew.as_deref().map(|value| (never(value), true))
        }
        None => {
            let (months, id) = offered(cells, Field::AutoRenew, &given, catalog, tariff)?;
            Some((Renewal::Every(months, id), true))
        }
    }
}

/// The price for a period: the sheet's, else the one that the table lists. The outer absence:
/// something is wrong. The inner: it is not known.
#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn total_price(
    cells: &mut Cells<'_>,
    currency: Option<&str>,
    listed: Option<Money>,
    months: Option<Months>,
) -> Option<Option<Money>> {
    let whole = money(cells, Field::Price, currency);
    let monthly = money(cells, Field::PricePerMonth, currency);
    let (whole, monthly) = (whole?, monthly?);
    let sum = monthly.zip(months).map(|(money, months)| money * u32::from(months.get()));
    match (whole, sum) {
        (Some(period), Some(months)) if period != months => {
            let problem = ValueProblem::PricesDisagree { period: period.to_string(), months: months.to_string() };
            cells.report(Field::Price, problem);
            None
        }
        (Some(period), _) => Some(Some(period)),
        (None, Some(months)) => Some(Some(months)),
        (None, None) => Some(listed),
    }
}

#[expect(clippy::option_option, reason = "the two absences mean different things")]
fn money(cells: &mut Cells<'_>, field: Field, currency: Option<&str>) -> Option<Option<Money>> {
    match cells.given(field) {
        Given::Bad => None,
        Given::Empty => Some(None),
        Given::Text(given) => {
            let read = cells.number(field).map_or_else(|| price(without(&given, currency)), price_of_number);
            if read.is_none() {
                cells.report(field, date(&given).unwrap_or_else(|| ValueProblem::NotMoney { given }.into()));
            }
            read.map(Some)
        }
    }
}

/// An amount without the word for the table's own currency behind it.
fn without<'g>(given: &'g str, currency: Option<&str>) -> &'g str {
    let split = currency.and_then(|currency| given.len().checked_sub(currency.len()));
    match split.and_then(|at| given.split_at_checked(at)) {
        Some((amount, word)) if currency.is_some_and(|currency| word.eq_ignore_ascii_case(currency)) => amount,
        _ => given,
    }
}
