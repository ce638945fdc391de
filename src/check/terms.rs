//! What a row asks for: tariff, template, period, resources, choices, renewal, price.

use super::amounts::amounts;
use super::cells::{Cells, Given};
use super::number::date;
use super::price::{price, price_of_number};
use super::table::{Table, place_name};
use super::{named, offer, period};
use crate::catalog::{Catalog, Dialect, Months, Tariff, Template};
use crate::money::Money;
use crate::order::{Asked, Prices, Renewal, Sent, Terms};
use crate::sheet::Field;
use crate::sheet::problem::{CatalogueProblem, ValueProblem};
use crate::text::alike::yes_no;

/// Reads all terms and the price, reporting everything that is wrong; none if anything is.
pub(super) fn terms(cells: &mut Cells<'_>, table: &Table<'_>) -> Option<(Terms, Prices)> {
    let catalog = table.catalog;
    let tariff = offer::tariff(cells, table);
    let template = offer::template(cells, table);
    let recipe = offer::recipe(cells, table, template);
    let months = paid_period(cells, catalog, tariff);
    let amounts = amounts(cells, tariff);
    let named = named::named(cells, table, tariff);
    let licensed = ispmanager(cells, tariff, template);
    let renewal = renewal(cells, catalog, tariff, months);
    // What a licence costs no table says.
    let plain = tariff.filter(|_| template.is_some_and(|template| !template.ispmanager));
    let listed = plain.zip(months).zip(named.as_ref()).and_then(|((tariff, months), named)| {
        let amounts = amounts?.map(|amount| amount.value);
        tariff.price_with(months, &amounts, (&named.amounts, &named.options))
    });
    let prices = total_price(cells, catalog.currency.as_deref(), listed, months);
    let (tariff, template) = (tariff?, template?);
    offer::taken(cells, tariff, template);
    licensed?;
    let (renewal, renewal_given) = renewal?;
    let asked = Asked {
        tariff: tariff.name.clone(),
        months: months?,
        template: template.name.clone(),
        amounts: amounts?,
        renewal,
        renewal_given,
        data_centre: tariff.data_centre.and_then(|id| place_name(catalog, id)).map(ToOwned::to_owned),
        recipe: recipe?.map(|recipe| recipe.name.clone()),
        template_title: template.title.clone(),
        recipe_title: recipe?.and_then(|recipe| recipe.title.clone()),
        named: named?.asked,
    };
    let sent = Sent::of(catalog, tariff, template, &asked)?;
    Some((Terms { asked, sent }, prices?))
}

fn paid_period(cells: &mut Cells<'_>, catalog: &Catalog, tariff: Option<&Tariff>) -> Option<Months> {
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
) -> Option<Months> {
    let months = period::months(given).and_then(|months| Months::new(u8::try_from(months).ok()?));
    let tariffs = tariff.map_or(catalog.tariffs.as_slice(), std::slice::from_ref);
    let sold = |months: &Months| tariffs.iter().any(|tariff| tariff.periods.contains_key(months));
    if let Some(months) = months.filter(sold) {
        return Some(months);
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

/// Whether the licence that is asked for is the one that template and tariff have; none if something
/// is wrong. The template alone decides what is sent.
fn ispmanager(cells: &mut Cells<'_>, tariff: Option<&Tariff>, template: Option<&Template>) -> Option<()> {
    let asked = match cells.given(Field::Ispmanager) {
        Given::Bad => return None,
        Given::Empty => None,
        Given::Text(given) => {
            let asked = yes_no(&given);
            if asked.is_none() {
                cells.report(Field::Ispmanager, ValueProblem::NotYesNo { given: given.into_owned() });
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
    if template.ispmanager && tariff.ispmanager.is_none() {
        cells.report(Field::Template, CatalogueProblem::NoIspmanager { tariff: tariff.name.clone() });
        return None;
    }
    Some(())
}

/// The renewal, and whether the sheet said it.
fn renewal(
    cells: &mut Cells<'_>,
    catalog: &Catalog,
    tariff: Option<&Tariff>,
    period: Option<Months>,
) -> Option<(Renewal, bool)> {
    let same = |given| period.map(|months| (Renewal::Every(months), given));
    let given = match cells.given(Field::AutoRenew) {
        Given::Bad => return None,
        Given::Empty if catalog.auto_renew => return same(false),
        Given::Empty => return Some((Renewal::Never, false)),
        Given::Text(text) => text,
    };
    // A bare 1 could mean yes, or one month.
    if given == "1" && period.is_some_and(|months| months.get() != 1) {
        cells.report(Field::AutoRenew, CatalogueProblem::RenewalUnclear { given: given.into_owned() });
        return None;
    }
    match yes_no(&given) {
        Some(true) => same(true),
        Some(false) => {
            if catalog.no_renew.is_none() {
                cells.report(Field::AutoRenew, CatalogueProblem::NoRenewUnknown);
            }
            catalog.no_renew.as_ref().map(|_| (Renewal::Never, true))
        }
        None => {
            let months = offered(cells, Field::AutoRenew, &given, catalog, tariff)?;
            // A panel of today lets a server that is to renew for another period than its own not renew at all.
            let own = catalog.protocol.dialect == Dialect::Billmanager4 || period.is_none_or(|own| own == months);
            if !own {
                let tariff = tariff.map_or_else(|| catalog.title.clone(), |tariff| tariff.name.clone());
                let allowed = period.iter().map(|months| months.get()).collect();
                let given = given.into_owned();
                cells.report(Field::AutoRenew, CatalogueProblem::RenewalNotOffered { given, tariff, allowed });
                return None;
            }
            Some((Renewal::Every(months), true))
        }
    }
}

/// What is known of the price for a period: the sheet's, and the one that the table lists; none if something is
/// wrong.
fn total_price(
    cells: &mut Cells<'_>,
    currency: Option<&str>,
    listed: Option<Money>,
    months: Option<Months>,
) -> Option<Prices> {
    let whole = money(cells, Field::Price, currency);
    let monthly = money(cells, Field::PricePerMonth, currency);
    let (whole, monthly) = (whole?, monthly?);
    let sum = match monthly.zip(months) {
        None => None,
        Some((money, months)) => {
            let sum = money.times(u32::from(months.get()));
            if sum.is_none() {
                let given = cells.as_read(Field::PricePerMonth);
                cells.report(Field::PricePerMonth, ValueProblem::TooMuchMoney { given, months: months.get() });
                return None;
            }
            sum
        }
    };
    match (whole, sum) {
        (Some(period), Some(months)) if period != months => {
            let problem = ValueProblem::PricesDisagree { period: period.to_string(), months: months.to_string() };
            cells.report(Field::Price, problem);
            None
        }
        (sheet, sum) => Some(Prices { sheet: sheet.or(sum), list: listed, quote: None }),
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
                let other = cells.unit(field).filter(|unit| price(given.trim_end_matches(unit)).is_some());
                let problem = match (date(&given), other.map(ToOwned::to_owned)) {
                    (Some(date), _) => date,
                    (None, Some(unit)) => {
                        let (given, currency) = (given.into_owned(), currency.map(ToOwned::to_owned));
                        ValueProblem::OtherMoney { given, unit, currency }.into()
                    }
                    (None, None) => ValueProblem::NotMoney { given: given.into_owned() }.into(),
                };
                cells.report(field, problem);
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
