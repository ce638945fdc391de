//! What a provider's table says.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::TariffId;
use super::protocol::Protocol;
use super::tariff::{DataCentre, Recipe, Tariff, Template};
use crate::text::lang::Lang;

/// What a table says in place of a word for no renewal where its panel cannot be told so.
pub(super) const NO_WAY: &str = "none";

/// What the prices of a table say of value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vat {
    /// Prices include it.
    Included,
    /// It comes on top.
    Excluded,
    /// There is none.
    None,
    /// The provider does not say.
    Unknown,
}

/// One provider's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// Whether it comes with this program. Any other table is foreign text.
    pub bundled: bool,
    /// The short name: what `--catalog` takes.
    pub name: String,
    /// The provider's name for people.
    pub title: String,
    /// The panel's address.
    pub panel: String,
    /// How the panel is spoken to.
    pub protocol: Protocol,
    /// When the ids were published; shown in every plan and workbook, since ids age silently.
    pub as_of: String,
    /// Where a table was pulled from, if it was.
    pub source: Option<String>,
    /// Whether the panel refuses a second service of the same domain.
    pub unique_domains: bool,
    /// Whether a server renews when the sheet says nothing (for the same period).
    pub auto_renew: bool,
    /// How the panel is told not to renew, where the provider says how: the value of
    /// `autoprolong`, or `omit`. None where it cannot be told so, as far as is known: a table says `none` then, if its
    /// panel is one of today.
    pub no_renew: Option<String>,
    /// What going on accepts.
    pub agreement: String,
    /// The same in Russian, where the table says it.
    pub agreement_ru: Option<String>,
    /// The currency of prices, as ISO 4217 names it.
    pub currency: Option<String>,
    /// What prices say of VAT.
    pub vat: Vat,
    /// Its rate in whole per cent, where the table says it.
    pub vat_rate: Option<u8>,
    /// Parameters that every order carries.
    pub fixed: BTreeMap<String, String>,
    /// Operating systems.
    pub templates: Vec<Template>,
    /// What can be installed with them.
    pub recipes: Vec<Recipe>,
    /// The data centres that the tariffs name.
    pub data_centres: Vec<DataCentre>,
    /// Tariffs.
    pub tariffs: Vec<Tariff>,
}

impl Catalog {
    /// The recipe that every order carries by `fixed`. `null` is none: it says that nothing is to be installed where a
    /// row has no recipe of its own.
    #[must_use]
    pub fn fixed_recipe(&self) -> Option<&str> {
        self.fixed.get("recipe").map(String::as_str).filter(|recipe| *recipe != "null")
    }

    /// What going on accepts, in a language if the table says it in that.
    #[must_use]
    pub fn agreement(&self, lang: Lang) -> &str {
        // Better the agreement in another language than none to agree to.
        let russian = self.agreement_ru.as_deref().unwrap_or(&self.agreement);
        lang.pick(&self.agreement, russian)
    }

    /// The tariff of an id.
    #[must_use]
    pub fn tariff(&self, id: TariffId) -> Option<&Tariff> {
        self.tariffs.iter().find(|tariff| tariff.id == id)
    }

    /// The template of a name, letter for letter.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&Template> {
        // The panel takes a template by this very name, so nothing else may pass for it.
        self.templates.iter().find(|template| template.name == name)
    }
}
