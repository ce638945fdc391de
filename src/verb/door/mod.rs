//! The way to a panel: an account and the secret that opens it.

mod again;
mod permit;
#[cfg(feature = "sandbox")]
pub mod practice;

pub use self::again::Again;
pub use self::permit::{Named, Permit};
use super::error::Error;
use crate::account::Account;
use crate::catalog::Catalog;
use crate::host::console::Console;
use crate::host::secret::Password;
use crate::panel::http::{Client, ClientError, Deadlines, Settings, Trust, proxy_variables};
use crate::submit::Waits;
use crate::text::lang::{Lang, tr};

/// Where an account's panel is entered. Nothing is asked of it yet.
///
/// It knows no ledger: a client can be had by whoever only reads.
#[derive(Debug)]
pub struct Door {
    /// The account.
    pub account: Account,
    password: Password,
    trust: Trust,
    #[cfg(feature = "sandbox")]
    _practice: Option<practice::Practice>,
}

impl Door {
    /// The door of an account. Reads the password where nobody has to be asked for it, and the variables that
    /// name proxies.
    ///
    /// # Errors
    ///
    /// When the password is not where it is said to be, or a variable cannot be read.
    pub fn of_account(permit: Permit, password: Password, trust: Trust) -> Result<Self, Error> {
        proxy_variables(|name| std::env::var_os(name)).map_err(ClientError::from)?;
        Ok(Self {
            account: permit.account,
            password: password.without_asking()?,
            trust,
            #[cfg(feature = "sandbox")]
            _practice: None,
        })
    }

    /// The door of a practice panel, which lives as long as its door.
    #[cfg(feature = "sandbox")]
    #[must_use]
    pub fn of_practice(practice: practice::Practice) -> Self {
        let (account, password) = (practice.account.clone(), practice.password.clone());
        Self { account, password, trust: Trust::default(), _practice: Some(practice) }
    }

    /// The client of the panel; asks for the password if nobody gave it.
    ///
    /// # Errors
    ///
    /// When there is no password, or the client cannot be made.
    pub fn client(&self, catalog: &Catalog, lang: Lang) -> Result<Client, Error> {
        let account = &self.account;
        // At the last moment, so that nobody is asked for what a plan does not need.
        let password = self.password.get(&tr!(lang, "password of {account}: ", "пароль для {account}: "))?;
        Ok(Client::new(Settings {
            panel: account.panel.clone(),
            protocol: catalog.protocol.clone(),
            login: account.login.clone(),
            password,
            fixed: catalog.fixed.clone(),
            trust: self.trust.clone(),
            deadlines: Deadlines::default(),
        })?)
    }

    /// How a read is tried again while nothing that costs money depends on it.
    #[must_use]
    pub fn again(&self, console: Console) -> Again {
        Again::new(self.account.panel.is_loopback(), console)
    }

    /// How long to wait for what: a panel on this machine answers at once or not at all.
    #[must_use]
    pub fn waits(&self) -> Waits {
        if self.account.panel.is_loopback() { Waits::loopback() } else { Waits::default() }
    }
}
