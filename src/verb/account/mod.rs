//! `vdsbatch account`: whose account it is, what panel, what it can do, and what of it does not fit the tariff table.
//! It signs in and reads. No form is sent, so nothing is ordered.

mod fit;
pub(in crate::verb) mod found;
pub(in crate::verb) mod probe;
mod shown;

use self::probe::Probe;
use self::shown::{NamedBy, Shown};
use super::door::{Door, Named, Permit};
use super::error::Error;
use super::process::job::PanelChoice;
use super::settings::catalog;
use super::settings::error::SettingsError;
use crate::cli::{AskAccount, Common};
use crate::host::console::Console;
use crate::run::exit::Exit;

/// Signs in and shows what the panel tells.
///
/// # Errors
///
/// When nobody is let in, the panel cannot be asked, or its address is named by nobody but a foreign table.
pub fn account(typed: &AskAccount, common: &Common, console: Console) -> Result<Exit, Error> {
    let catalog = catalog(&common.catalog)?;
    let PanelChoice::Panel { account, password, trust, ledgers, named, sign_in } = typed.choice(&catalog, common)?
    else {
        return Err(SettingsError::NoAccount.into());
    };
    let permit = Permit::of(&account, &named, &ledgers, console)?;
    let lead = permit.lead().cloned();
    let door = Door::of_account(permit, password, (trust, sign_in))?;
    let client = door.client(&catalog, console)?;
    let probe = Probe::new(
        &client,
        &catalog.protocol,
        catalog.tariffs.first().map(|tariff| tariff.id.get()),
        account.panel.is_loopback(),
    );
    let found = probe.all()?;
    let misfits = fit::misfits(&found, &catalog);
    let named = match (&named, &lead) {
        (_, Some(lead)) => NamedBy::Confirmed { who: &lead.by, at: lead.at },
        (Named::ByBundledTable, None) => NamedBy::BundledTable,
        (Named::ByPerson | Named::ByForeignTable { .. }, None) => NamedBy::Person,
    };
    let shown =
        Shown { account: &account, named, found: &found, catalog: &catalog, misfits: &misfits, lang: console.lang };
    if typed.told.is_json() {
        console.document(&shown.json());
    } else {
        console.answer(&shown.words());
    }
    Ok(Exit::Done)
}
