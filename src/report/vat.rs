//! What the amounts of a run say of value added tax: as the tariff table or the sheet's header has it. Pure.

use serde::Serialize;

use crate::catalog::Vat;
use crate::run::Run;
use crate::sheet::vat::{Rate, Stated, stated};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What planned amounts say of the tax, and who says it.
#[derive(Debug, Serialize)]
pub struct Tax {
    /// Whether they include it, as far as anybody says.
    pub vat: Vat,
    /// Its rate in per cent, where that is known.
    pub rate: Option<Rate>,
    /// The header that says it, where the table does not.
    pub header: Option<String>,
    /// Whether it is said of the sheet's prices alone, and others are in the plan too.
    pub sheet_only: bool,
}

impl Tax {
    pub(super) fn of(run: &Run) -> Self {
        let facts = &run.facts;
        let (table, headers) = (&facts.catalog, stated(&facts.input.layout).map(|(_, stated)| stated));
        let headers: Vec<Stated<'_>> = headers.collect();
        let rate = table.vat_rate.map(Rate::from).or_else(|| headers.iter().find_map(|stated| stated.rate));
        let first = headers.first();
        match (table.vat, first) {
            // A header that says otherwise is an error, and keeps everything from being ordered.
            (Vat::Included | Vat::Excluded | Vat::None, _) | (Vat::Unknown, None) => {
                Self { vat: table.vat, rate, header: None, sheet_only: false }
            }
            (Vat::Unknown, Some(stated)) => {
                let orders = || run.lines.iter().filter_map(|line| line.order.as_ref());
                Self {
                    vat: match (stated.with, stated.none) {
                        (true, _) => Vat::Included,
                        (false, true) => Vat::None,
                        (false, false) => Vat::Excluded,
                    },
                    rate,
                    header: Some(stated.header.to_owned()),
                    sheet_only: orders().any(|order| order.price.is_some() && order.prices.sheet.is_none()),
                }
            }
        }
    }

    /// The same in words.
    pub(super) fn words(&self, lang: Lang) -> String {
        let Some(header) = self.header.as_deref().map(printable) else {
            return self.with_rate(included(self.vat, lang), lang);
        };
        // A header that says "without" does not say what comes on top.
        let said = match self.vat {
            Vat::Included | Vat::None => included(self.vat, lang),
            Vat::Excluded | Vat::Unknown => lang.pick("without VAT", "без НДС"),
        };
        let said = self.with_rate(said, lang);
        if self.sheet_only {
            tr!(
                lang,
                "prices of the sheet: {said} (header `{header}`); for the other prices it is not stated",
                "цены таблицы заказов — {said} (заголовок `{header}`); о других ценах не указано"
            )
        } else {
            tr!(lang, "{said} (header `{header}`)", "{said} (заголовок `{header}`)")
        }
    }

    fn with_rate(&self, said: &str, lang: Lang) -> String {
        match self.rate {
            Some(rate) => {
                let rate = rate.shown(lang);
                tr!(lang, "{said}, at {rate} %", "{said}, ставка {rate} %")
            }
            None => said.to_owned(),
        }
    }
}

/// What prices say of VAT.
const fn included(vat: Vat, lang: Lang) -> &'static str {
    match vat {
        Vat::Included => lang.pick("VAT included", "с НДС"),
        Vat::Excluded => lang.pick("without VAT (VAT is added on top)", "без НДС (НДС начисляется сверху)"),
        Vat::None => lang.pick("no VAT", "НДС не облагается"),
        Vat::Unknown => lang.pick("whether VAT is included is not stated", "включён ли НДС, не указано"),
    }
}
