//! The file of settings: TOML, strict, and without secrets. Pure.
//!
//! ```toml
//! catalog = "ihor"
//! account = "anna"
//!
//! [profile.test]
//! account = "anna-test"
//! max_orders = 10
//! ```
//!
//! A setting has the name of its option, with `_` for `-`. What a person must decide for each run
//! (`--yes`, `--only-valid`, `--no-list`, `--sandbox`) is no setting. A new one gets a line in
//! [`KEYS`]. `[company]` has lines of a company's own for its workbooks. `default_profile` names the profile that is meant where `--profile` names none.

mod company;
pub(crate) mod error;
pub(crate) mod keys;
pub mod own;
mod places;
pub mod profiles;

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeInteger, DeString, DeTable, DeValue};

use self::company::COMPANY;
pub use self::error::ConfigError;
use self::keys::is_secret;
pub use self::keys::{KEYS, Key};
use self::own::{OWN_KEYS, PASSWORD_COMMAND};
use self::places::Places;
use crate::account::SignIn;
use crate::run::company::CompanyLine;
use crate::text::alike::slips;

/// Settings as they stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    values: BTreeMap<&'static str, (String, bool)>,
    company: Vec<(CompanyLine, bool)>,
    own: BTreeMap<&'static str, (Vec<String>, bool)>,
    profile: Option<String>,
}

/// The setting that names the file with the password.
const PASSWORD_FILE: &str = "password_file";

/// The name of the setting that says which profile is meant where none is named.
pub const DEFAULT_PROFILE: &str = "default_profile";

impl Config {
    /// Reads a file's text; `file` is how errors name it. Settings of the profile, if one is named here or else by
    /// the file itself, go before the others.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names file, line and setting.
    pub fn parse(file: &str, text: &str, profile: Option<&str>) -> Result<Self, ConfigError> {
        let at = Places { file, text };
        let table =
            DeTable::parse(text).map_err(|error| at.toml(&error.span().unwrap_or(0..0), error.message()))?.into_inner();
        let mut config = Self::default();
        let mut profiles = Vec::new();
        let mut named = None;
        let in_session = signs_in_by_session(&table);
        let outside = Scope { of_profile: false, in_session: in_session.unwrap_or(false) };
        for (name, value) in &table {
            match (name.get_ref().as_ref(), value.get_ref()) {
                (DEFAULT_PROFILE, DeValue::String(profile)) => named = Some(profile.to_string()),
                ("profile", DeValue::Table(tables)) => profiles.extend(tables),
                _ => config.take(&at, name, value, outside)?,
            }
        }
        config.profile = profile.map(ToOwned::to_owned).or(named);
        let profile = config.profile.clone();
        let profile = profile.as_deref();
        let mut known = Vec::new();
        let mut chosen = profile.is_none();
        for (name, value) in profiles {
            let DeValue::Table(settings) = value.get_ref() else {
                return Err(ConfigError::NoProfileTable { file: file.to_owned(), line: at.line(&name.span()) });
            };
            known.push(name.get_ref().to_string());
            let mut own = Self::default();
            let in_session = signs_in_by_session(settings).or(in_session).unwrap_or(false);
            // Every profile is read, so that a mistake does not wait for the day it is needed.
            for (key, value) in settings {
                own.take(&at, key, value, Scope { of_profile: true, in_session })?;
            }
            if profile == Some(name.get_ref()) {
                chosen = true;
                // Over what stands outside of profiles: the narrower setting wins.
                config.values.extend(own.values);
                config.own.extend(own.own);
                config.company = company::over(config.company, own.company);
            }
        }
        if let (false, Some(name)) = (chosen, profile) {
            let nearest = nearest(name, known.iter().map(String::as_str));
            return Err(ConfigError::NoProfile { file: file.to_owned(), name: name.to_owned(), nearest, known });
        }
        config.with_one_password(file)
    }

    fn take(
        &mut self,
        at: &Places<'_>,
        name: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        scope: Scope,
    ) -> Result<(), ConfigError> {
        if name.get_ref() == COMPANY {
            let lines = company::lines(at, name, value.get_ref())?;
            self.company = lines.into_iter().map(|line| (line, scope.of_profile)).collect();
            return Ok(());
        }
        let (file, line) = (at.file.to_owned(), at.line(&name.span()));
        let name: &str = name.get_ref();
        if let Some(key) = OWN_KEYS.iter().find(|key| key.name == name) {
            let words = key.words(value.get_ref());
            let words = words.ok_or(ConfigError::Value { file, line, key: key.name, allowed: key.allowed })?;
            self.own.insert(key.name, (words, scope.of_profile));
            return Ok(());
        }
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            let name = name.to_owned();
            // A nearest name would say that the file is the place for it.
            if is_secret(&name) {
                return Err(ConfigError::Secret { file, line, key: name });
            }
            let own = OWN_KEYS.iter().map(|key| key.name);
            let nearest = nearest(&name, KEYS.iter().map(|key| key.name).chain(own));
            return Err(ConfigError::Unknown { file, line, key: name, nearest });
        };
        // Numbers as they are written: money must not pass through a float.
        let text = match value.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) if key.number => whole(number),
            DeValue::Float(number) if key.number => Some(number.as_str().to_owned()),
            // A login of figures, and no number that TOML reads as another one: `0x10`, `1_000`.
            DeValue::Integer(number) => {
                Some(number.as_str().to_owned()).filter(|text| at.is_written(&value.span(), text))
            }
            DeValue::Float(number) => {
                Some(number.as_str().to_owned()).filter(|text| at.is_written(&value.span(), text))
            }
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => None,
        };
        let is_clear = !key.names_file() || !at.has_escapes(&value.span());
        match text.filter(|text| is_clear && key.takes(text, scope.in_session)) {
            Some(text) => {
                self.values.insert(key.name, (text, scope.of_profile));
                Ok(())
            }
            None => Err(ConfigError::Value { file, line, key: key.name, allowed: key.allowed }),
        }
    }

    /// Where the password comes from is said once: what a profile says goes before the others.
    fn with_one_password(mut self, file: &str) -> Result<Self, ConfigError> {
        let command = self.own.get(PASSWORD_COMMAND).map(|(_, of_profile)| *of_profile);
        let named = self.values.get(PASSWORD_FILE).map(|(_, of_profile)| *of_profile);
        match (command, named) {
            (Some(true), Some(false)) => drop(self.values.remove(PASSWORD_FILE)),
            (Some(false), Some(true)) => drop(self.own.remove(PASSWORD_COMMAND)),
            (Some(_), Some(_)) => return Err(ConfigError::TwoPasswords { file: file.to_owned() }),
            _ => {}
        }
        Ok(self)
    }

    /// The words of a setting that no option gives.
    #[must_use]
    pub fn own(&self, key: &str) -> Option<&[String]> {
        self.own.get(key).map(|(words, _)| words.as_slice())
    }

    /// The value of a setting.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(|(text, _)| text.as_str())
    }

    /// The lines of the company, in their order, and whether the profile gave them.
    pub fn company(&self) -> impl Iterator<Item = (&CompanyLine, bool)> {
        self.company.iter().map(|(line, of_profile)| (line, *of_profile))
    }

    /// The profile whose settings go before the others.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// Whether the profile gave it.
    #[must_use]
    pub fn is_of_profile(&self, key: &str) -> bool {
        let own = self.own.get(key).map(|(_, of_profile)| *of_profile);
        own.or_else(|| self.values.get(key).map(|(_, of_profile)| *of_profile)).unwrap_or(false)
    }

    /// Changes every value that is the name of a file or folder.
    #[must_use]
    pub fn with_paths(mut self, change: impl Fn(&str) -> String) -> Self {
        for key in KEYS.iter().filter(|key| key.path) {
            if let Some((text, _)) = self.values.get_mut(key.name) {
                *text = change(text);
            }
        }
        // A catalogue is a bundled name or else a file.
        if let Some((text, _)) = self.values.get_mut("catalog")
            && crate::catalog::Catalog::bundled(text).is_none()
        {
            *text = change(text);
        }
        self
    }
}

/// Where a setting stands.
#[derive(Clone, Copy)]
struct Scope {
    of_profile: bool,
    /// Whether what stands there signs in by a session.
    in_session: bool,
}

/// Whether settings that stand together sign in by a session; none if they do not say.
fn signs_in_by_session(settings: &DeTable<'_>) -> Option<bool> {
    let (_, value) = settings.iter().find(|(name, _)| name.get_ref() == keys::SIGN_IN)?;
    let DeValue::String(how) = value.get_ref() else { return None };
    how.parse().ok().map(|how: SignIn| how == SignIn::Session)
}

/// A whole number in decimal digits, in whatever way TOML lets it be written: `0b1000` is 8.
fn whole(number: &DeInteger<'_>) -> Option<String> {
    if number.radix() == 10 {
        return Some(number.as_str().to_owned());
    }
    u64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number.to_string())
}

/// The name that was probably meant.
fn nearest<'n>(given: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let given = given.to_lowercase().replace('-', "_");
    // Further off it would be a guess.
    names.filter_map(|name| Some((slips(&given, name, 2)?, name))).min().map(|(_, name)| name.to_owned())
}
