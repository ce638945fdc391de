//! `vdsbatch catalog check`: the table in force against what its panel says now. It signs in and reads.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ask::{Asking, Whom};
use super::found::Way;
use super::pull::door;
use crate::catalog::compared::{Change, compared, is_unclear, proved};
use crate::catalog::pulled::{Draft, LeftOut, OfTable, Remark, Told};
use crate::catalog::{Catalog, Dialect, TariffId, age};
use crate::cli::{CatalogFormat, CheckTable, Common};
use crate::host::clock;
use crate::host::console::Console;
use crate::panel::http::Client;
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::verb::door::Door;
use crate::verb::error::Error;
use crate::verb::settings::catalog;

/// What machines are told.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    table: &'a str,
    as_of: &'a str,
    panel: &'a str,
    changes: Vec<Line>,
    /// What of the panel could not be compared.
    unclear: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    tariff: Option<u32>,
    datacenter: Option<u32>,
    name: Option<String>,
    message: String,
}

/// Asks the table's panel, and says what is different: exit code 4 if anything is, and 5 if nothing is as far as could
/// be looked, while something of the panel could not be read.
///
/// # Errors
///
/// When nobody is let in, the panel cannot be asked, or what it says makes no table.
pub fn check(typed: &CheckTable, common: &Common, console: Console) -> Result<Exit, Error> {
    let table = catalog(&common.catalog)?;
    let lang = console.lang;
    if let Some(warning) = age::warning(&table.as_of, clock::today(), lang) {
        console.insist(&tr!(lang, "warning: {warning}", "предупреждение: {warning}"));
    }
    let (door, account) = door(typed.choice(&table)?, console)?;
    let client = door.client(&table, console)?;
    let told = told(&table, account.panel.as_str(), &door, &client, console)?;
    let draft = Draft::of(&told).map_err(|error| Error::NoTable(error.message(lang)))?;
    let changes = changes(&table, &draft);
    let unclear: Vec<String> = draft
        .notes
        .iter()
        .map(|(_, remark)| remark)
        .filter(|remark| is_unclear(remark))
        .map(|remark| remark.message(lang))
        .collect();
    match typed.format {
        CatalogFormat::Json => console.answer(&json(&table, (&changes, &unclear), account.panel.as_str(), lang)),
        CatalogFormat::Text => console.answer(&words(&table, (&changes, &unclear), lang)),
    }
    Ok(match (changes.is_empty(), unclear.is_empty()) {
        (false, _) => Exit::SomeFailed,
        // Nothing was found, and not everything could be looked at.
        (true, false) => Exit::SomeUnknown,
        (true, true) => Exit::Done,
    })
}

/// What the panel says, spoken to as the table says.
pub(in crate::verb) fn told(
    table: &Catalog,
    panel: &str,
    door: &Door,
    client: &Client,
    console: Console,
) -> Result<Told, Error> {
    if table.protocol.dialect == Dialect::Billmanager4 {
        return Err(Error::NoTable(super::found::NoWay::Old.message(console.lang)));
    }
    // As far as prices are told in several currencies, the table's are compared.
    let whom = Whom { name: table.name.clone(), panel: panel.to_owned(), currency: table.currency.clone() };
    let way = Way { protocol: table.protocol.clone(), others: Vec::new() };
    let loopback = door.account.panel.is_loopback();
    let asking = Asking { client, again: door.again(console), loopback, console };
    Ok(asking.all(whom, way)?)
}

/// What is different, as far as the panel can be compared with the table.
pub(in crate::verb) fn changes(table: &Catalog, draft: &Draft) -> Vec<Change> {
    let closed: BTreeSet<TariffId> = draft.left_out().filter_map(closed).collect();
    // A person may ask a panel under another address than the table's.
    let now = Catalog { panel: table.panel.clone(), ..draft.catalog.clone() };
    proved(compared(table, &now, &closed), &draft.notes)
}

/// The tariff that the panel names and does not sell any more.
fn closed(remark: &Remark) -> Option<TariffId> {
    match remark {
        Remark::Table(OfTable::Left { id, why: LeftOut::Closed | LeftOut::NotAvailable, .. }) => Some(*id),
        _ => None,
    }
}

fn words(table: &Catalog, (changes, unclear): (&[Change], &[String]), lang: Lang) -> String {
    let name = printable(&table.name);
    let mut lines = unclear.to_vec();
    if changes.is_empty() && !unclear.is_empty() {
        lines.push(tr!(
            lang,
            "table `{name}`: nothing is different as far as the panel could be read",
            "таблица `{name}`: расхождений нет, насколько удалось прочитать панель"
        ));
    } else if changes.is_empty() {
        lines.push(tr!(
            lang,
            "table `{name}`: nothing is different at the panel",
            "таблица `{name}`: расхождений с панелью нет"
        ));
    } else {
        let many = changes.len();
        let noun = lang.noun(many as u64, ["difference", "differences"], ["расхождение", "расхождения", "расхождений"]);
        lines.push(tr!(
            lang,
            "table `{name}` and its panel: {many} {noun}",
            "таблица `{name}` и панель: {many} {noun}"
        ));
        lines.extend(changes.iter().map(|change| format!("  {}", change.message(lang))));
    }
    lines.join("\n") + "\n"
}

fn json(table: &Catalog, (changes, unclear): (&[Change], &[String]), panel: &str, lang: Lang) -> String {
    let line = |change: &Change| {
        let (tariff, datacenter, name) = match change {
            Change::Tariff { id, data_centre, name, .. } => {
                (Some(id.get()), data_centre.map(|place| place.get()), Some(name.clone()))
            }
            Change::Panel(_) | Change::List(_) => (None, None, None),
        };
        Line { kind: change.word(), tariff, datacenter, name, message: change.message(lang) }
    };
    let document = Document {
        format: "vdsbatch-catalog-check",
        version: 1,
        table: &table.name,
        as_of: &table.as_of,
        panel,
        changes: changes.iter().map(line).collect(),
        unclear: unclear.to_vec(),
    };
    // Nothing in it can fail to be written.
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}
