//! For how many months a tariff is sold. Pure.

use std::collections::BTreeSet;

use super::money::months;
use super::notes::Notes;
use super::remark::OfTariff;
use crate::catalog::id::TariffId;
use crate::catalog::months::Months;
use crate::catalog::offered::{ListPrice, OrderForm};
use crate::catalog::write::Place;

/// The months: as the form says, or else those that have a price.
pub(super) fn periods(
    form: &OrderForm,
    tariff: TariffId,
    listed: &[&[ListPrice]],
    place: &Place,
    notes: &mut Notes,
) -> BTreeSet<Months> {
    let own = format!("period_{tariff}");
    let list = ["order_period", "period", own.as_str()].into_iter().find_map(|field| form.lists.get(field));
    if let Some(list) = list {
        let mut periods = BTreeSet::new();
        for option in list {
            match option.key.trim().parse::<i64>() {
                // On trial, by the day, once: no number of months.
                Ok(..=0) => {}
                Ok(number) => match u8::try_from(number).ok().and_then(Months::new) {
                    Some(months) => drop(periods.insert(months)),
                    None => notes.say(place, OfTariff::StrangePeriod(option.key.clone())),
                },
                Err(_) => notes.say(place, OfTariff::StrangePeriod(option.key.clone())),
            }
        }
        return periods;
    }
    let priced: BTreeSet<Months> = listed.iter().copied().flatten().filter_map(|price| months(price.length)).collect();
    if !priced.is_empty() {
        notes.say(place, OfTariff::ListedPeriods);
    }
    priced
}
