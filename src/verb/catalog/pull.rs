//! `vdsbatch catalog pull`: a table of what a panel says that it sells. It signs in and reads; no form is sent.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::ask::{Asking, Whom};
use super::found::way;
use crate::account::{Account, PanelUrl};
use crate::catalog::pulled::{Draft, Told};
use crate::catalog::{Dialect, Protocol};
use crate::cli::{AccountArgs, Common, Product, Pull};
use crate::host::console::Console;
use crate::host::name::whole;
use crate::host::save;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::text::shell::Options;
use crate::verb::account::probe::Probe;
use crate::verb::door::{Door, Permit};
use crate::verb::error::Error;
use crate::verb::process::job::PanelChoice;
use crate::verb::settings::error::SettingsError;

/// Asks a panel that a person names, and writes the table.
///
/// # Errors
///
/// When nobody is let in, the panel cannot be asked, what it says makes no table, or the file cannot be written.
pub fn pull(typed: &Pull, common: &Common, console: Console) -> Result<Exit, Error> {
    let choice = typed.choice(common)?;
    let name = typed.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let target = typed.target(name)?;
    if target.is_none() && typed.told.is_json() {
        return Err(SettingsError::TwoOnOutput.into());
    }
    if let Some(target) = &target {
        // Before a long reading, not after it.
        save::check_target(target, Path::new(""))?;
    }
    let told = told(choice, &typed.product, name, console)?;
    let draft = Draft::of(&told).map_err(|error| Error::NoTable(error.message(console.lang)))?;
    let lang = console.lang;
    let text = draft.toml(lang);
    let file = match target {
        None => {
            console.answer(&text);
            None
        }
        Some(target) => {
            let path = save::save(text.as_bytes(), &target)?;
            console.answer(&format!("{}\n", path.shown()));
            Some(path)
        }
    };
    for left in draft.left_out() {
        console.say(&left.message(lang));
    }
    said(&draft, file.as_deref(), console);
    if let (true, Some(file)) = (typed.told.is_json(), &file) {
        console.document(&json::pretty(&Pulled::of(&draft, file, lang)));
    }
    Ok(Exit::Done)
}

/// What was made of what a panel says.
#[derive(Serialize)]
struct Pulled {
    /// The table's file: its whole path.
    file: String,
    /// The table's name.
    table: String,
    /// The panel's address.
    panel: String,
    /// How many tariffs it has.
    tariffs: usize,
    /// What did not get into it, in words.
    left_out: Vec<String>,
    /// How many remarks stand in its comments.
    remarks: usize,
    /// What is typed next.
    commands: Vec<String>,
}

impl Answer for Pulled {
    const KIND: &'static str = "catalog-pulled";
}

impl Pulled {
    fn of(draft: &Draft, file: &Path, lang: Lang) -> Self {
        let left_out: Vec<String> = draft.left_out().map(|left| left.message(lang)).collect();
        Self {
            file: whole(file),
            table: draft.catalog.name.clone(),
            panel: draft.catalog.panel.clone(),
            tariffs: draft.catalog.tariffs.len(),
            remarks: draft.notes.iter().count() - left_out.len(),
            left_out,
            commands: vec![next(file)],
        }
    }
}

/// The command that makes a sheet of the table.
fn next(file: &Path) -> String {
    Options::default().with("--catalog", &file.display().to_string()).command("template")
}

/// What was made, and what is done next.
fn said(draft: &Draft, file: Option<&Path>, console: Console) {
    let lang = console.lang;
    let (tariffs, left) = (draft.catalog.tariffs.len(), draft.left_out().count());
    let remarks = draft.notes.iter().count() - left;
    let tariff = lang.noun(tariffs as u64, ["tariff", "tariffs"], ["тариф", "тарифа", "тарифов"]);
    console.say(&tr!(
        lang,
        "{tariffs} {tariff}; left out: {left}, remarks: {remarks} (comments in the tariff table)",
        "{tariffs} {tariff}; не вошло: {left}, замечаний: {remarks} (в комментариях таблицы тарифов)"
    ));
    if let Some(file) = file {
        let command = next(file);
        console.say(&tr!(
            lang,
            "look the tariff table over, then make a sheet: {command}",
            "просмотрите таблицу тарифов и создайте таблицу заказов: {command}"
        ));
    }
}

/// What the panel tells, as whichever of the known ones it can be spoken to.
fn told(choice: PanelChoice, product: &Product, name: Option<&str>, console: Console) -> Result<Told, Error> {
    let (door, account) = door(choice, console)?;
    let mut protocol = Protocol::usual(product.dialect.unwrap_or(Dialect::Billmanager6));
    if let Some(item) = &product.item_type {
        (protocol.item_type, protocol.list) = (item.clone(), item.clone());
    }
    let loopback = account.panel.is_loopback();
    let client = door.client_as(protocol.clone(), std::collections::BTreeMap::new(), console)?;
    let found = Probe::new(&client, &protocol, None, loopback).all()?;
    let way = way(&found, product.item_type.as_ref(), product.dialect)
        .map_err(|error| Error::NoTable(error.message(console.lang)))?;
    let balance = found.account.balance.as_ref().and_then(|balance| balance.currency.clone());
    let whom = Whom {
        name: name.unwrap_or(account.panel.host()).to_owned(),
        panel: account.panel.to_string(),
        currency: balance.or(found.account.currency),
    };
    let asking = Asking { client: &client, again: door.again(console), console, only: None };
    Ok(asking.all(whom, way)?)
}

/// The door of the account that is meant.
///
/// # Errors
///
/// When nobody may be led to its panel, or there is no password.
pub(super) fn door(choice: PanelChoice, console: Console) -> Result<(Door, Account), Error> {
    let PanelChoice::Panel { account, password, trust, ledgers, named, sign_in } = choice else {
        return Err(SettingsError::NoAccount.into());
    };
    let permit = Permit::of(&account, &named, &ledgers, console)?;
    Ok((Door::of_account(permit, password, (trust, sign_in))?, account))
}

impl Pull {
    /// Where the table is written; none for standard output.
    fn target(&self, name: Option<&str>) -> Result<Option<PathBuf>, SettingsError> {
        match &self.output {
            Some(output) if output.as_os_str() == "-" => Ok(None),
            Some(output) => Ok(Some(output.clone())),
            None => {
                let panel = host(&self.account)?;
                let usual = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
                let stem: String = name.unwrap_or(&panel).chars().map(usual).collect();
                Ok(Some(PathBuf::from(format!("{}.toml", stem.trim_start_matches('.')))))
            }
        }
    }
}

/// The host of the panel that was typed.
fn host(account: &AccountArgs) -> Result<String, SettingsError> {
    let panel = account.panel.as_deref().ok_or(SettingsError::NoPanel)?;
    Ok(PanelUrl::parse(panel)?.host().to_owned())
}
