//! One tariff of a table.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::amounts;
use super::error::{CatalogError, Said, said};
use super::places::Places;
use super::written::{Periods, TariffTable};
use crate::catalog::dialect::Dialect;
use crate::catalog::id::{PeriodId, TariffId};
use crate::catalog::months::Months;
use crate::catalog::tariff::{Tariff, Template};
use crate::sheet::{Field, PerAmount};

/// Reads a tariff, or what of one that was there (`base`) is otherwise.
pub(super) fn tariff(
    at: &Places<'_>,
    (span, table): (&Range<usize>, TariffTable),
    base: Option<Tariff>,
    (known, dialect): (&[Template], Dialect),
) -> Result<Tariff, CatalogError> {
    let missing = |key: &str| at.error(span, said!("missing field `{key}`", "нет ключа `{key}`"));
    let mut tariff = match base {
        Some(base) => base,
        None => empty(table.id.ok_or_else(|| missing("id"))?),
    };
    tariff.name = table.name;
    tariff.id = table.id.unwrap_or(tariff.id);
    tariff.product = table.product.or(tariff.product);
    tariff.data_centre = table.datacenter.or(tariff.data_centre);
    match table.periods {
        Some(periods) => tariff.periods = read_periods(at, span, periods, dialect)?,
        None if tariff.periods.is_empty() => return Err(missing("periods")),
        None => {}
    }
    if tariff.periods.is_empty() {
        return Err(at.error(
            span,
            said!(
                "`periods` is empty (give at least one, such as {{ 1 = 1210 }})",
                "`periods` пуст (укажите хотя бы один период, например {{ 1 = 1210 }})"
            ),
        ));
    }
    amounts::taken_away(at, &mut tariff, table.without.as_deref().unwrap_or_default())?;
    if let Some(taken) = table.templates {
        if let Some(unknown) = taken.get_ref().iter().find(|name| !known.iter().any(|template| template.name == **name))
        {
            return Err(at.error(
                &taken.span(),
                said!("no `[[template]]` is named `{unknown}`", "нет `[[template]]` с названием `{unknown}`"),
            ));
        }
        tariff.templates = Some(taken.into_inner());
    }
    tariff.name_servers = table.name_servers.or(tariff.name_servers);
    tariff.ispmanager = table.ispmanager.or(tariff.ispmanager);
    if let Some(prices) = table.prices {
        tariff.prices = by_months(at, prices)?;
    }
    amounts::choices(at, &mut tariff, table.choice)?;
    amounts::by_name(at, &mut tariff, table.resource)?;
    let kinds = [
        (Field::Disk, table.disk),
        (Field::Ram, table.ram),
        (Field::Cpu, table.cpu),
        (Field::Ipv4, table.ipv4),
        (Field::Ipv6, table.ipv6),
    ];
    amounts::by_kind(at, (span, dialect), &mut tariff, kinds)?;
    amounts::ids(at, span, &tariff, dialect)?;
    Ok(tariff)
}

/// A tariff of which nothing is known but its id.
fn empty(id: TariffId) -> Tariff {
    Tariff {
        name: String::new(),
        product: None,
        id,
        periods: BTreeMap::new(),
        resources: PerAmount::default(),
        named: Vec::new(),
        name_servers: None,
        ispmanager: None,
        choices: Vec::new(),
        data_centre: None,
        templates: None,
        prices: BTreeMap::new(),
    }
}

/// The periods. Panels of today are told months; one of BILLmanager 4 wants an id for each.
fn read_periods(
    at: &Places<'_>,
    span: &Range<usize>,
    table: Periods,
    dialect: Dialect,
) -> Result<BTreeMap<Months, PeriodId>, CatalogError> {
    match (table, dialect) {
        (Periods::WithIds(table), Dialect::Billmanager4) => by_months(at, table),
        (Periods::Months(months), Dialect::Billmanager5 | Dialect::Billmanager6) => {
            let mut periods = BTreeMap::new();
            for number in months {
                let Some(months) = Months::new(number) else {
                    return Err(at.error(
                        span,
                        said!(
                            "`{number}` is not a number of months (allowed: 1 to 36)",
                            "`{number}` — не число месяцев (допустимо: от 1 до 36)"
                        ),
                    ));
                };
                if periods.insert(months, PeriodId::new(u32::from(number))).is_some() {
                    return Err(
                        at.error(span, said!("{months} months are given twice", "{months} мес. указано дважды"))
                    );
                }
            }
            Ok(periods)
        }
        (Periods::Months(_), Dialect::Billmanager4) => Err(at.error(
            span,
            said!(
                "`periods` of this dialect need ids, such as {{ 1 = 1210 }}",
                "для этой панели в `periods` нужны коды периодов, например {{ 1 = 1210 }}"
            ),
        )),
        (Periods::WithIds(_), Dialect::Billmanager5 | Dialect::Billmanager6) => Err(at.error(
            span,
            said!(
                "`periods` of this dialect are months alone, such as [1, 3, 12]",
                "для этой панели в `periods` указываются только месяцы, например [1, 3, 12]"
            ),
        )),
    }
}

fn by_months<T>(at: &Places<'_>, table: BTreeMap<Spanned<String>, T>) -> Result<BTreeMap<Months, T>, CatalogError> {
    let mut periods = BTreeMap::new();
    for (key, value) in table {
        let Ok(months) = key.get_ref().parse::<Months>() else {
            let given = key.get_ref();
            let problem = said!(
                "`{given}` is not a number of months (allowed: 1 to 36)",
                "`{given}` — не число месяцев (допустимо: от 1 до 36)"
            );
            return Err(at.error(&key.span(), problem));
        };
        if periods.insert(months, value).is_some() {
            return Err(at.error(&key.span(), said!("{months} months are given twice", "{months} мес. указано дважды")));
        }
    }
    Ok(periods)
}
