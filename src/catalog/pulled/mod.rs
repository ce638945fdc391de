//! A table made of what a panel says that it sells. Pure.
//!
//! The form of an order goes before the price list for what can be ordered (limits, steps, defaults, choices,
//! systems, periods, renewal), the price list for names, prices and units. What contradicts or is missing is said
//! beside the table and stays out of it, or open; it is never guessed.

mod amount;
mod choice;
mod kind;
mod money;
mod names;
mod notes;
mod periods;
mod remark;
mod sold;
mod spoken;
mod systems;
mod tariff;
pub(in crate::catalog) mod told;
mod words;

use thiserror::Error;

use self::money::Prices;
pub use self::notes::Notes;
pub use self::remark::{LeftOut, Limit, OfAmount, OfTable, OfTariff, Remark};
pub use self::sold::{Sold, Spot};
use self::systems::Systems;
pub use self::told::{Form, Told};
use super::offered::{ListPrice, OrderForm};
use super::provider::{Catalog, Vat};
use super::table::CatalogError;
use super::tariff::Tariff;
use super::write::Place;
use crate::text::lang::{Lang, tr};

/// How many causes are told where no table could be made.
const CAUSES: usize = 5;

/// A table that was made, and what is said beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The table.
    pub catalog: Catalog,
    /// What is said beside it.
    pub notes: Notes,
}

/// Why no table could be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unmade {
    /// Nothing can be ordered.
    #[error("no tariff can be ordered")]
    NoTariffs(Box<Notes>),
    /// Nobody says which systems can be installed.
    #[error("no operating systems")]
    NoTemplates(Box<Notes>),
    /// What was made is no table.
    #[error(transparent)]
    Unsound(#[from] CatalogError),
}

impl Unmade {
    /// It in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoTariffs(notes) => {
                let unread = notes.unclear().next().is_some();
                let said = if unread {
                    lang.pick("what the panel sells could not be read", "не удалось прочитать, что продаёт панель")
                } else {
                    lang.pick(
                        "the panel sells no tariff of this type that a tariff table can have",
                        "панель не продаёт ни одного тарифа этого типа, который подошёл бы для таблицы тарифов",
                    )
                };
                let left = |remark: &&Remark| matches!(remark, Remark::Table(OfTable::Left { .. }));
                if unread {
                    because(said, notes.unclear(), lang)
                } else {
                    because(said, notes.all().filter(left), lang)
                }
            }
            Self::NoTemplates(notes) => {
                let said = lang.pick(
                    "the panel does not tell which OS templates there are",
                    "панель не сообщает, какие есть шаблоны ОС",
                );
                because(said, notes.unclear(), lang)
            }
            Self::Unsound(error) => {
                let error = error.message(lang);
                tr!(
                    lang,
                    "no tariff table can be made of what the panel says: {error}",
                    "из ответов панели нельзя составить таблицу тарифов: {error}"
                )
            }
        }
    }
}

/// What is said, and the first of what it is for.
fn because<'r>(said: &str, remarks: impl Iterator<Item = &'r Remark>, lang: Lang) -> String {
    let mut causes: Vec<String> = remarks.map(|remark| remark.message(lang)).collect();
    let more = causes.len().saturating_sub(CAUSES);
    causes.truncate(CAUSES);
    if more > 0 {
        causes.push(tr!(lang, "… and {more} more", "… и ещё {more}"));
    }
    if causes.is_empty() { said.to_owned() } else { format!("{said}: {}", causes.join("; ")) }
}

impl Draft {
    /// Makes the table.
    ///
    /// # Errors
    ///
    /// [`Unmade`] when there is nothing that a table could say.
    pub fn of(told: &Told) -> Result<Self, Unmade> {
        let mut notes = Notes::default();
        remarks(told, &mut notes);
        let spoken = spoken::spoken(told, &mut notes);
        let currency = money::currency(told, &mut notes);
        let data_centres = told.places(&mut notes);
        let mut systems = Systems::default();
        let mut tariffs =
            tariffs(told, currency.as_deref(), (&spoken.protocol.template_field, &mut systems), &mut notes);
        if tariffs.is_empty() {
            return Err(Unmade::NoTariffs(Box::new(notes)));
        }
        let (templates, recipes) = systems.all(&mut notes);
        if templates.is_empty() {
            return Err(Unmade::NoTemplates(Box::new(notes)));
        }
        systems::narrowed(&mut tariffs, &templates);
        for (at, from) in names::tariffs(&mut tariffs, &data_centres) {
            let tariff = &tariffs[at];
            let place = Place::Tariff(tariff.id, tariff.data_centre);
            notes.say(&place, OfTariff::Renamed { from, to: tariff.name.clone() });
        }
        let [agreement, agreement_ru] = spoken.agreement;
        let host = told.panel.split("://").last().and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
        let catalog = Catalog {
            bundled: false,
            name: told.name.clone(),
            title: host.to_owned(),
            panel: told.panel.clone(),
            protocol: spoken.protocol,
            as_of: told.today.to_string(),
            source: Some(source(told)),
            unique_domains: false,
            auto_renew: spoken.auto_renew,
            no_renew: spoken.no_renew,
            agreement_ru: Some(agreement_ru).filter(|text| !text.is_empty()),
            agreement,
            currency,
            vat: Vat::Unknown,
            vat_rate: None,
            fixed: spoken.fixed,
            templates,
            recipes,
            data_centres,
            tariffs,
        };
        // What was made of foreign text is a table only if it reads as one.
        let text = catalog.toml(&notes.comments(told.lang));
        let catalog = Catalog::parse(&format!("{}.toml", told.name), &text)?;
        Ok(Self { catalog, notes })
    }

    /// It as TOML, with what is said beside it.
    #[must_use]
    pub fn toml(&self, lang: Lang) -> String {
        self.catalog.toml(&self.notes.comments(lang))
    }

    /// The tariffs that were left out.
    pub fn left_out(&self) -> impl Iterator<Item = &Remark> {
        let left = |remark: &&Remark| matches!(remark, Remark::Table(OfTable::Left { .. }));
        self.notes.iter().map(|(_, remark)| remark).filter(left)
    }
}

/// What is said of the panel as a whole.
fn remarks(told: &Told, notes: &mut Notes) {
    if let Err(why) = &told.export {
        notes.say(&Place::Top, OfTable::NoPriceList(why.clone()));
    }
    if !told.others.is_empty() {
        notes.say(&Place::Top, OfTable::OtherFunctions(told.others.clone()));
    }
    let listed = told.export.iter().flat_map(|export| &export.doubts);
    for doubt in listed.chain(told.steps.iter().flat_map(|(_, step)| &step.doubts)) {
        notes.say(&Place::End, OfTable::Doubt(doubt.clone()));
    }
    for (data_centre, why) in &told.unread {
        notes.say(&Place::Top, OfTable::StepUnread { data_centre: *data_centre, why: why.clone() });
    }
    if told.steps.is_empty() {
        notes.say(&Place::Top, OfTable::NoStep);
    }
}

/// Where the table comes from.
fn source(told: &Told) -> String {
    let (panel, function) = (&told.panel, told.protocol.order_function());
    let listed = if told.export.is_ok() { "pricelist.export, " } else { "" };
    format!("{listed}{function} @ {panel}")
}

fn tariffs(
    told: &Told,
    currency: Option<&str>,
    (field, systems): (&str, &mut Systems),
    notes: &mut Notes,
) -> Vec<Tariff> {
    let sold = told.sold(notes);
    // Only where a template holds the licence can a sheet ask for it by its column.
    let licence = told
        .forms
        .iter()
        .filter_map(|form| form.shown.as_ref().ok())
        .any(|form| form.lists.get(field).into_iter().flatten().any(|option| kind::holds_ispmanager(&option.key)));
    let mut tariffs = Vec::with_capacity(sold.len());
    for sold in &sold {
        let left =
            |why: LeftOut| OfTable::Left { id: sold.id, data_centre: sold.data_centre, name: sold.name(told), why };
        let form = match shown(told, sold) {
            Ok(form) => form,
            Err(why) => {
                notes.say(&Place::End, left(why));
                continue;
            }
        };
        match tariff(told, sold, form, (currency, field, licence), (&mut *systems, notes)) {
            Some(tariff) => tariffs.push(tariff),
            None => notes.say(&Place::End, left(LeftOut::NoPeriods)),
        }
    }
    tariffs
}

/// The form of a tariff, or why it is of no use.
fn shown<'t>(told: &'t Told, sold: &Sold<'_>) -> Result<&'t OrderForm, LeftOut> {
    let form = told.form(sold.id, sold.data_centre).map(|form| &form.shown);
    let form = form.ok_or(LeftOut::NotAsked)?;
    let form = form.as_ref().map_err(|why| LeftOut::NoForm(why.clone()))?;
    // What another step says is not what an order can have.
    match form.function.as_ref().filter(|function| **function != told.protocol.order_function()) {
        Some(other) => Err(LeftOut::OtherStep(other.clone())),
        None => Ok(form),
    }
}

/// One tariff in one place; none where it is sold for no number of months.
fn tariff(
    told: &Told,
    sold: &Sold<'_>,
    form: &OrderForm,
    (currency, field, licence): (Option<&str>, &str, bool),
    (systems, notes): (&mut Systems, &mut Notes),
) -> Option<Tariff> {
    let place = Place::Tariff(sold.id, sold.data_centre);
    let listed = sold.listed.map(|listed| listed.prices.as_slice()).unwrap_or_default();
    let step = sold.step.map(|step| step.prices.as_slice()).unwrap_or_default();
    let months = periods::periods(form, sold.id, &[step, listed], &place, notes);
    if months.is_empty() {
        return None;
    }
    for doubt in &form.doubts {
        notes.say(&place, OfTable::Doubt(doubt.clone()));
    }
    let prices = Prices { currency, sold: &months, place: &place };
    // What both say, both have to say alike.
    let both: Vec<ListPrice> = listed.iter().chain(step).cloned().collect();
    let name = sold.name(told);
    let sells = tariff::sells(form, sold.listed, &prices, (told.lang, licence), notes);
    let templates = systems.of_tariff(form, field, sold.listed, (&place, notes));
    systems.recipes(form, notes);
    Some(Tariff {
        prices: prices.of(&name, &both, notes),
        name,
        product: None,
        id: sold.id,
        periods: tariff::with_ids(&months),
        resources: sells.resources,
        named: sells.named,
        name_servers: None,
        ispmanager: sells.ispmanager,
        choices: sells.choices,
        data_centre: sold.data_centre,
        templates,
    })
}

#[cfg(test)]
mod tests;
