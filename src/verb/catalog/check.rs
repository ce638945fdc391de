//! `vdsbatch catalog check`: the table in force against what its panel says now. It signs in and reads.

use serde::Serialize;

use super::ask::{Asking, Whom};
use super::found::{NoWay, Way};
use super::pull::door;
use crate::catalog::compared::{Change, Judged, Ordered};
use crate::catalog::pulled::{Told, Unmade};
use crate::catalog::{Catalog, DataCentreId, Dialect, age};
use crate::cli::{CheckTable, Common};
use crate::host::clock;
use crate::host::console::Console;
use crate::panel::ReadError;
use crate::panel::http::Client;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::verb::door::Door;
use crate::verb::error::Error;
use crate::verb::settings::catalog;

/// What machines are told.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    table: &'a str,
    as_of: &'a str,
    panel: &'a str,
    changes: Vec<Line>,
    /// What of the panel could not be compared.
    unclear: Vec<String>,
}

impl Answer for Document<'_> {
    const KIND: &'static str = "catalog-check";
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
    let (door, account) = door(typed.choice(&table, common)?, console)?;
    let client = door.client(&table, console)?;
    if table.protocol.dialect == Dialect::Billmanager4 {
        return Err(Error::Uncompared(NoWay::Old.message(lang)));
    }
    let again = door.again(console);
    let asking = Asking { client: &client, again, console, only: None };
    let told = told(&table, account.panel.as_str(), &asking)?;
    let unsound = |error| Error::Uncompared(Unmade::Unsound(error).message(lang));
    let judged = Judged::of(&table, &told).map_err(unsound)?;
    let unclear: Vec<String> = judged.unclear.iter().map(|remark| remark.message(lang)).collect();
    let changes = judged.changes;
    console.document(&if typed.told.is_json() {
        told_in_json(&table, (&changes, &unclear), account.panel.as_str(), lang)
    } else {
        words(&table, (&changes, &unclear), lang)
    });
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

/// What is different of that which a plan orders, and what of it could not be compared; none where the panel does not
/// tell.
///
/// # Errors
///
/// [`ReadError`] when nobody is let in, or the panel is out of reach.
pub fn differences(
    table: &Catalog,
    ordered: &Ordered,
    (client, door): (&Client, &Door),
    console: Console,
) -> Result<Option<Judged>, ReadError> {
    if table.protocol.dialect == Dialect::Billmanager4 || ordered.tariffs.is_empty() {
        return Ok(None);
    }
    let again = door.again(console);
    let asking = Asking { client, again, console, only: Some(ordered.tariffs.clone()) };
    let told = told(table, door.account.panel.as_str(), &asking)?;
    Ok(Some(Judged::of_ordered(table, &told, ordered)))
}

fn words(table: &Catalog, (changes, unclear): (&[Change], &[String]), lang: Lang) -> String {
    let name = printable(&table.name);
    let mut lines = unclear.to_vec();
    if changes.is_empty() && !unclear.is_empty() {
        let unread = unclear.len();
        lines.push(tr!(
            lang,
            "tariff table `{name}` was not compared completely (not compared: {unread}): in what was compared, no differences; if nothing was compared, check `dialect` with `vdsbatch account`",
            "таблица тарифов `{name}` сверена не полностью (не сверено: {unread}): в сверенном расхождений нет; если не сверено ничего, проверьте `dialect` через `vdsbatch account`"
        ));
    } else if changes.is_empty() {
        lines.push(tr!(
            lang,
            "tariff table `{name}`: no differences from the panel",
            "таблица тарифов `{name}`: расхождений с панелью нет"
        ));
    } else {
        let many = changes.len();
        let noun = lang.noun(many as u64, ["difference", "differences"], ["расхождение", "расхождения", "расхождений"]);
        lines.push(tr!(
            lang,
            "tariff table `{name}` and its panel: {many} {noun}",
            "таблица тарифов `{name}` и панель: {many} {noun}"
        ));
        lines.extend(changes.iter().map(|change| format!("  {}", change.message(lang))));
    }
    lines.join("\n") + "\n"
}

fn told_in_json(table: &Catalog, (changes, unclear): (&[Change], &[String]), panel: &str, lang: Lang) -> String {
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
        table: &table.name,
        as_of: &table.as_of,
        panel,
        changes: changes.iter().map(line).collect(),
        unclear: unclear.to_vec(),
    };
    json::pretty(&document)
}
