//! The way to a panel: an account and the secret that opens it.

#[cfg(feature = "sandbox")]
pub mod practice;

use std::path::PathBuf;

use super::error::Error;
use crate::account::Account;
use crate::catalog::Catalog;
use crate::host::secret::{Password, SecretError};
use crate::panel::http::{Client, Deadlines, Settings};
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
    ca_file: Option<PathBuf>,
    #[cfg(feature = "sandbox")]
    _practice: Option<practice::Practice>,
}

impl Door {
    /// The door of an account. Reads the password where nobody has to be asked for it.
    ///
    /// # Errors
    ///
    /// [`SecretError`] when the password is not where it is said to be.
    pub fn of_account(account: Account, password: Password, ca_file: Option<PathBuf>) -> Result<Self, SecretError> {
        Ok(Self {
            account,
            password: password.without_asking()?,
            ca_file,
            #[cfg(feature = "sandbox")]
            _practice: None,
        })
    }

    /// The door of a practice panel, which lives as long as its door.
    #[cfg(feature = "sandbox")]
    #[must_use]
    pub fn of_practice(practice: practice::Practice) -> Self {
        let (account, password) = (practice.account.clone(), practice.password.clone());
        Self { account, password, ca_file: None, _practice: Some(practice) }
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
            dialect: catalog.dialect,
            login: account.login.clone(),
            password,
            fixed: catalog.fixed.clone(),
            ca_file: self.ca_file.clone(),
            deadlines: Deadlines::default(),
        })?)
    }

    /// How long to wait for what: a panel on this machine answers at once or not at all.
    #[must_use]
    pub fn waits(&self) -> Waits {
        if self.account.panel.is_loopback() { Waits::loopback() } else { Waits::default() }
    }
}
