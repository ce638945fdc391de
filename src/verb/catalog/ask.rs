//! Asks a panel what it sells: its price list, its tariffs place by place, the form of each. Reads only.

use super::found::Way;
use crate::catalog::offered::{Length, ListPrice, TariffStep};
use crate::catalog::pulled::{Form, Notes, Sold, Spot, Told};
use crate::catalog::{DataCentreId, Months, Protocol};
use crate::host::clock;
use crate::host::console::Console;
use crate::panel::ReadError;
use crate::panel::http::Client;
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::verb::account::found::is_over;
use crate::verb::door::Again;
use std::collections::BTreeSet;

/// Asks, slowly enough for any panel.
pub struct Asking<'p> {
    /// Who asks.
    pub client: &'p Client,
    /// How a read is tried again.
    pub again: Again,
    /// Where progress is told.
    pub console: Console,
    /// The tariffs that are asked for, each in its place; none for all of them.
    pub only: Option<BTreeSet<Spot>>,
}

/// Of whom it is asked, and what the table is called.
pub struct Whom {
    /// The table's name.
    pub name: String,
    /// The panel's address.
    pub panel: String,
    /// The account's currency.
    pub currency: Option<String>,
}

/// Steps, each of its data centre.
type Steps = Vec<(Option<DataCentreId>, TariffStep)>;

/// Data centres whose steps were not shown, and why.
type Unread = Vec<(Option<DataCentreId>, String)>;

impl Asking<'_> {
    /// Everything that the panel says of what it sells.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when nobody is let in, or the panel is out of reach.
    pub fn all(&self, whom: Whom, way: Way) -> Result<Told, ReadError> {
        let lang = self.console.lang;
        let protocol = way.protocol;
        self.console.say(lang.pick("reading the price list", "чтение прайс-листа"));
        let export = self.told(|| self.client.price_list(&protocol))?;
        let (steps, unread) = self.steps(&protocol)?;
        let mut told = Told {
            name: whom.name,
            panel: whom.panel,
            protocol,
            others: way.others,
            currency: whom.currency,
            today: clock::today(),
            lang,
            export,
            steps,
            unread,
            forms: Vec::new(),
        };
        let forms = {
            let sold = told.sold(&mut Notes::default());
            let sold = match &self.only {
                Some(only) => Sold::wanted(sold, only),
                None => sold,
            };
            let count = sold.len();
            let form = |(at, sold): (usize, &Sold<'_>)| self.form((at + 1, count), sold, &told);
            sold.iter().enumerate().map(form).collect::<Result<Vec<_>, _>>()?
        };
        told.forms = forms;
        Ok(told)
    }

    /// What came of a read, or why it came to nothing.
    fn told<T>(&self, ask: impl Fn() -> Result<T, ReadError>) -> Result<Result<T, String>, ReadError> {
        self.again.pause();
        match self.again.read(ask) {
            Ok(read) => Ok(Ok(read)),
            // Nobody is let in any more, or the panel is gone: whatever is asked next would end the same.
            Err(error) if is_over(&error) => Err(error),
            Err(error) => Ok(Err(error.reason.message(self.console.lang))),
        }
    }

    /// The steps at which a tariff is chosen, one for each data centre, and those that were not shown.
    fn steps(&self, protocol: &Protocol) -> Result<(Steps, Unread), ReadError> {
        let first = match self.told(|| self.client.tariffs(protocol, None))? {
            Ok(first) => first,
            Err(why) => return Ok((Vec::new(), vec![(None, why)])),
        };
        let places = first.data_centres.iter().filter_map(|place| place.key.trim().parse().ok());
        let places: Vec<DataCentreId> = places.map(DataCentreId::new).collect();
        if places.is_empty() {
            return Ok((vec![(None, first)], Vec::new()));
        }
        let elsewhere = |place: &DataCentreId| {
            // What stands in no place that the panel has may stand in any.
            let named = |(_, own): &Spot| own.is_none_or(|own| own == *place || !places.contains(&own));
            self.only.as_ref().is_none_or(|only| only.iter().any(named))
        };
        let places: Vec<DataCentreId> = places.iter().copied().filter(elsewhere).collect();
        let (mut steps, mut unread) = (Vec::with_capacity(places.len()), Vec::new());
        for place in places.into_iter().map(Some) {
            match self.told(|| self.client.tariffs(protocol, place))? {
                Ok(step) => steps.push((place, step)),
                Err(why) => unread.push((place, why)),
            }
        }
        Ok((steps, unread))
    }

    /// The form of a tariff in a place.
    fn form(&self, (number, count): (usize, usize), sold: &Sold<'_>, told: &Told) -> Result<Form, ReadError> {
        let (id, place) = (sold.id, sold.data_centre);
        let at = place.map(|place| format!("/{place}")).unwrap_or_default();
        let name = printable(&sold.listed.map(|listed| listed.name.plain.clone()).unwrap_or_default());
        self.console.say(&tr!(
            self.console.lang,
            "form {number} of {count}: {name} ({id}{at})",
            "форма {number} из {count}: {name} ({id}{at})"
        ));
        let listed = sold.listed.map(|listed| listed.prices.as_slice()).unwrap_or_default();
        let step = sold.step.map(|step| step.prices.as_slice()).unwrap_or_default();
        let months = shortest(listed.iter().chain(step));
        let shown = self.told(|| self.client.order_form(&told.protocol, id, place, months))?;
        Ok(Form { tariff: id, data_centre: place, shown })
    }
}

/// The shortest period in months that has a price.
fn shortest<'p>(prices: impl Iterator<Item = &'p ListPrice>) -> Option<Months> {
    let months = |price: &ListPrice| match price.length {
        Length::Months(months) => u8::try_from(months).ok().and_then(Months::new),
        Length::Once | Length::Daily | Length::Trial | Length::Other(_) => None,
    };
    prices.filter_map(months).min()
}
