//! Whether the password may go where it would: a panel is named by a person, by this program, or confirmed once.

use crate::account::Account;
use crate::catalog::Catalog;
use crate::host::console::Console;
use crate::host::machine;
use crate::ledger::{Lead, LedgerError, Shelf};
use crate::run::Guard;
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::verb::error::Error;

/// Who says that this is the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A person, by an option, the environment or the settings.
    ByPerson,
    /// A table that comes with this program.
    ByBundledTable,
    /// A table that does not, and nobody else.
    ByForeignTable {
        /// What it calls itself.
        table: String,
        /// Whether a person may be asked.
        may_ask: bool,
    },
}

impl Named {
    /// Who says it, where `panel` is what a person says.
    #[must_use]
    pub fn by(panel: Option<&str>, catalog: &Catalog, may_ask: bool) -> Self {
        match panel {
            Some(_) => Self::ByPerson,
            None if catalog.bundled => Self::ByBundledTable,
            None => Self::ByForeignTable { table: catalog.name.clone(), may_ask },
        }
    }

    /// Whether only a table says it that does not come with this program.
    #[must_use]
    pub const fn is_by_foreign_table(&self) -> bool {
        matches!(self, Self::ByForeignTable { .. })
    }
}

/// That the password of an account may be sent to its panel. There is no door without one.
#[derive(Debug)]
pub struct Permit {
    /// The account.
    pub(super) account: Account,
    /// What a person confirmed earlier, or just now.
    lead: Option<Lead>,
}

impl Permit {
    /// The permit for an account, if there is one: a panel that only a foreign table names is confirmed by a person
    /// at a terminal, once, which is remembered in the folder of ledgers.
    ///
    /// # Errors
    ///
    /// [`Guard::LedByTable`] when nobody confirmed it, and [`LedgerError::Place`] when it cannot be remembered.
    pub fn of(account: &Account, named: &Named, ledgers: &Shelf, console: Console) -> Result<Self, Error> {
        let lead = match named {
            Named::ByPerson | Named::ByBundledTable => None,
            Named::ByForeignTable { table, may_ask } => Some(lead((table, *may_ask), account, ledgers, console)?),
        };
        Ok(Self { account: account.clone(), lead })
    }

    /// What a person confirmed, where the panel had to be.
    #[must_use]
    pub const fn lead(&self) -> Option<&Lead> {
        self.lead.as_ref()
    }
}

fn lead((table, may_ask): (&str, bool), account: &Account, ledgers: &Shelf, console: Console) -> Result<Lead, Error> {
    if let Some(known) = Lead::confirmed(ledgers.roots(), &account.panel, table) {
        return Ok(known);
    }
    if !(may_ask && confirmed(table, account, console)) {
        let panel = account.panel.to_string();
        return Err(Error::Guarded(Guard::LedByTable { table: table.to_owned(), panel }));
    }
    let (panel, table) = (account.panel.clone(), table.to_owned());
    let lead = Lead { panel, table, at: jiff::Timestamp::now(), by: machine::operator(), host: machine::host() };
    // Before it counts: what is not remembered was not confirmed.
    lead.remember(ledgers.root())
        .map_err(|error| LedgerError::Place { folder: ledgers.root().to_owned(), why: error.to_string() })?;
    Ok(lead)
}

/// Asks a person for the panel's name: whoever has to type it reads it.
fn confirmed(table: &str, account: &Account, console: Console) -> bool {
    let (table, panel, host) = (printable(table), &account.panel, account.panel.host());
    let login = printable(&account.login);
    let question = tr!(
        console.lang,
        "The tariff table `{table}` gives {panel} as the address of the panel; the password for {login} would be sent there.\n\
         If that is your provider's panel, type its name ({host}):",
        "По таблице тарифов `{table}` панель находится по адресу {panel}; туда будет отправлен пароль {login}.\n\
         Если это панель вашего провайдера, введите её имя ({host}):"
    );
    console.ask(&question).is_some_and(|typed| typed.eq_ignore_ascii_case(host))
}
