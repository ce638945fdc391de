//! `vdsbatch catalog check`: the table in force against what its panel says now. It signs in and reads.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ask::{Asking, Spot, Whom};
use super::found::{NoWay, Way};
use super::pull::door;
use crate::catalog::compared::{Change, compared, is_unclear, proved};
use crate::catalog::pulled::{Draft, LeftOut, Notes, OfTable, Remark, Told, Unmade};
use crate::catalog::{Catalog, DataCentreId, Dialect, TariffId, age};
use crate::cli::{CatalogFormat, CheckTable, Common};
use crate::host::clock;
use crate::host::console::Console;
use crate::panel::ReadError;
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
    if let Some(warning) = age::warning(&table.as_of, clock::today(), table.protocol.is_comparable(), lang) {
        console.insist(&tr!(lang, "warning: {warning}", "предупреждение: {warning}"));
    }
    let (door, account) = door(typed.choice(&table)?, console)?;
    let client = door.client(&table, console)?;
    if table.protocol.dialect == Dialect::Billmanager4 {
        return Err(Error::NoTable(NoWay::Old.message(lang)));
    }
    let (again, loopback) = (door.again(console), account.panel.is_loopback());
    let asking = Asking { client: &client, again, loopback, console, only: None };
    let told = told(&table, account.panel.as_str(), &asking)?;
    let (changes, notes) = judged(&table, &told).map_err(|error| Error::NoTable(error.message(lang)))?;
    let unclear: Vec<String> = notes
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
fn told(table: &Catalog, panel: &str, asking: &Asking<'_>) -> Result<Told, ReadError> {
    // As far as prices are told in several currencies, the table's are compared.
    let whom = Whom { name: table.name.clone(), panel: panel.to_owned(), currency: table.currency.clone() };
    asking.all(whom, Way { protocol: table.protocol.clone(), others: Vec::new() })
}

/// What is different of the tariffs that a plan is for; none where the panel does not tell.
///
/// # Errors
///
/// [`ReadError`] when nobody is let in, or the panel is out of reach.
pub fn differences(
    table: &Catalog,
    wanted: &BTreeSet<Spot>,
    (client, door): (&Client, &Door),
    console: Console,
) -> Result<Option<Vec<Change>>, ReadError> {
    if table.protocol.dialect == Dialect::Billmanager4 || wanted.is_empty() {
        return Ok(None);
    }
    let (again, loopback) = (door.again(console), door.account.panel.is_loopback());
    let asking = Asking { client, again, loopback, console, only: Some(wanted.clone()) };
    let is_wanted = |change: &Change| match change {
        Change::Tariff { id, data_centre, .. } => {
            wanted.iter().any(|(own, place)| own == id && (place == data_centre || place.is_none()))
        }
        Change::Panel(_) => true,
        // What other tariffs take was not asked for.
        Change::List(_) => false,
    };
    let told = told(table, door.account.panel.as_str(), &asking)?;
    let found = judged(table, &told).ok();
    Ok(found.map(|(changes, _)| changes.into_iter().filter(is_wanted).collect()))
}

/// What is different, as far as the panel can be compared with the table, and what is said of the panel.
fn judged(table: &Catalog, told: &Told) -> Result<(Vec<Change>, Notes), Unmade> {
    let (now, notes) = match Draft::of(told) {
        // A person may ask a panel under another address than the table's.
        Ok(Draft { catalog, notes }) => (Catalog { panel: table.panel.clone(), ..catalog }, notes),
        // Of the rest nothing was told.
        Err(Unmade::NoTariffs(notes)) => (Catalog { tariffs: Vec::new(), ..table.clone() }, *notes),
        Err(error) => return Err(error),
    };
    let closed: BTreeSet<TariffId> = notes.iter().filter_map(|(_, remark)| closed(remark)).collect();
    let changes = proved(compared(table, &now, &closed), &notes);
    Ok((changes, notes))
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
                (Some(id.get()), data_centre.map(DataCentreId::get), Some(name.clone()))
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
