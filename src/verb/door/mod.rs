//! The way to a panel: an account and the secret that opens it.

mod again;
mod permit;
#[cfg(feature = "sandbox")]
pub mod practice;

use std::collections::BTreeMap;

pub use self::again::Again;
pub use self::permit::{Named, Permit};
use super::error::Error;
use crate::account::{Account, SignIn};
use crate::catalog::{Catalog, Dialect, Protocol};
use crate::host::console::Console;
use crate::host::secret::{ExposeSecret, Password};
use crate::panel::http::{Client, ClientError, Deadlines, Settings, Trust, proxy_variables};
use crate::submit::Waits;
use crate::text::lang::tr;

/// Where an account's panel is entered. Nothing is asked of it yet.
///
/// It knows no ledger: a client can be had by whoever only reads.
#[derive(Debug)]
pub struct Door {
    /// The account.
    pub account: Account,
    password: Password,
    trust: Trust,
    sign_in: SignIn,
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
    pub fn of_account(permit: Permit, password: Password, (trust, sign_in): (Trust, SignIn)) -> Result<Self, Error> {
        proxy_variables(|name| std::env::var_os(name)).map_err(ClientError::from)?;
        Ok(Self {
            account: permit.account,
            password: password.without_asking()?,
            trust,
            sign_in,
            #[cfg(feature = "sandbox")]
            _practice: None,
        })
    }

    /// The door of a practice panel, which lives as long as its door.
    #[cfg(feature = "sandbox")]
    #[must_use]
    pub fn of_practice(practice: practice::Practice) -> Self {
        let (account, password) = (practice.account.clone(), practice.password.clone());
        Self { account, password, trust: Trust::default(), sign_in: SignIn::Stateless, _practice: Some(practice) }
    }

    /// The client of the panel; asks for the password if nobody gave it.
    ///
    /// # Errors
    ///
    /// When there is no password, or the client cannot be made.
    pub fn client(&self, catalog: &Catalog, console: Console) -> Result<Client, Error> {
        self.client_as(catalog.protocol.clone(), catalog.fixed.clone(), console)
    }

    /// The client of a panel that no table describes yet.
    ///
    /// # Errors
    ///
    /// Those of [`Door::client`].
    pub fn client_as(
        &self,
        protocol: Protocol,
        fixed: BTreeMap<String, String>,
        console: Console,
    ) -> Result<Client, Error> {
        let (account, lang) = (&self.account, console.lang);
        // At the last moment, so that nobody is asked for what a plan does not need.
        let password = self.password.get(&tr!(lang, "password for {account}: ", "пароль для {account}: "))?;
        // Where a panel of today parts login and password is not known.
        let today = protocol.dialect != Dialect::Billmanager4;
        if today && self.sign_in == SignIn::Stateless && password.expose_secret().contains(':') {
            console.say(lang.pick(
                "the password has a `:`, and panels separate it from the login by that sign: if the sign-in is refused, add `--sign-in session`",
                "в пароле есть `:`, а по этому знаку панели отделяют его от логина: если вход не удастся, добавьте `--sign-in session`",
            ));
        }
        Ok(Client::new(Settings {
            panel: account.panel.clone(),
            protocol,
            login: account.login.clone(),
            password,
            sign_in: self.sign_in,
            fixed,
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
