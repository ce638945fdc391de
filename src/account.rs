//! Whose money it is: a panel and a login.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::{Host, Url};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// The variable of the environment that may hold an account's password.
pub const PASSWORD_VARIABLE: &str = "VDSBATCH_PASSWORD";

/// A panel's address in canonical form.
///
/// `https`, or `http` to a loopback address; host in lower case and without its final dot, no default port, no query, no
/// user, no doubled or final slash, nothing escaped without need, and the program's name (`billmgr`) not doubled.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PanelUrl(Url);

/// Why an address cannot be a panel's.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PanelUrlError {
    /// It is not an address at all.
    #[error("`{0}` is not an address")]
    NotAnAddress(String),
    /// It is plain `http` and not on this machine.
    #[error("`{0}` is plain http: the password would travel in the open")]
    Plain(String),
    /// It carries a password, a query or a fragment.
    #[error("a panel's address has no user, query or fragment")]
    Extra,
}

impl PanelUrlError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotAnAddress(given) => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` is not the address of a panel (for example, https://HOST/billmgr)",
                    "`{given}` — не адрес панели (например, https://ХОСТ/billmgr)"
                )
            }
            Self::Plain(given) => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` is plain http: the password would travel in the open (give an address such as https://HOST/billmgr)",
                    "`{given}` — адрес без шифрования, пароль был бы виден в сети (укажите адрес вида https://ХОСТ/billmgr)"
                )
            }
            Self::Extra => lang
                .pick(
                    "a panel's address has no user, query or fragment (for example, https://HOST/billmgr)",
                    "в адресе панели не должно быть пользователя, запроса и фрагмента (например, https://ХОСТ/billmgr)",
                )
                .to_owned(),
        }
    }
}

impl PanelUrl {
    /// Reads an address as a person types it; without a scheme, `https` is meant, and without a
    /// path, `/billmgr`.
    ///
    /// # Errors
    ///
    /// [`PanelUrlError`] says what is wrong. It never repeats an address that carries a password.
    pub fn parse(text: &str) -> Result<Self, PanelUrlError> {
        let text = text.trim();
        let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let Ok(mut url) = Url::parse(&whole) else {
            // What cannot be read may hold a password in front of the `@`, so it is not repeated.
            if text.contains('@') {
                return Err(PanelUrlError::Extra);
            }
            return Err(PanelUrlError::NotAnAddress(text.to_owned()));
        };
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(PanelUrlError::Extra);
        }
        canonical_host(&mut url).ok_or_else(|| PanelUrlError::NotAnAddress(text.to_owned()))?;
        let loopback = on_loopback(&url);
        match url.scheme() {
            "https" if url.host().is_some() => {}
            "http" if loopback => {}
            "http" => return Err(PanelUrlError::Plain(text.to_owned())),
            _ => return Err(PanelUrlError::NotAnAddress(text.to_owned())),
        }
        let path = canonical_path(url.path());
        url.set_path(&path);
        Ok(Self(url))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Its host: a name in ASCII, or an address, one of version 6 in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether the panel is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        on_loopback(&self.0)
    }
}

/// Brings a host to the one form that its ledger is found by: a name without its final dot, and an address of version 4
/// as such where it was wrapped into one of version 6. None where that is no host.
fn canonical_host(url: &mut Url) -> Option<()> {
    match url.host()? {
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name).to_owned();
            if name.is_empty() || name.ends_with('.') {
                return None;
            }
            url.set_host(Some(&name)).ok()
        }
        Host::Ipv6(address) => match address.to_ipv4_mapped() {
            Some(address) => url.set_ip_host(address.into()).ok(),
            None => Some(()),
        },
        Host::Ipv4(_) => Some(()),
    }
}

fn canonical_path(path: &str) -> String {
    let plain = unescaped(path);
    // Servers take several slashes for one.
    let parts: Vec<&str> = plain.split('/').filter(|part| !part.is_empty()).collect();
    let path = parts.iter().fold(String::new(), |path, part| path + "/" + part);
    // People add the program's name to an address that has it, and doubled it leads to a page that is not found.
    let mut path = path.as_str();
    while let Some(shorter) = path.strip_suffix("/billmgr").filter(|shorter| shorter.ends_with("/billmgr")) {
        path = shorter;
    }
    if path.is_empty() { "/billmgr".to_owned() } else { path.to_owned() }
}

/// A path in which nothing is escaped that need not be (RFC 3986, 6.2.2): `%62` is a `b`.
fn unescaped(path: &str) -> String {
    let mut plain = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        plain.push_str(before);
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.map(char::from).filter(|sign| sign.is_ascii_alphanumeric() || "-._~".contains(*sign)) {
            Some(sign) => plain.push(sign),
            None => plain.extend(["%".to_owned(), after.get(..2).unwrap_or_default().to_ascii_uppercase()]),
        }
        rest = after.get(2..).unwrap_or_default();
    }
    plain + rest
}

/// Whether a text can be a login: not empty, and without the colon behind which the panel reads the
/// password (`authinfo=LOGIN:PASSWORD`).
#[must_use]
pub fn is_login(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(':')
}

fn on_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

impl fmt::Display for PanelUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<PanelUrl> for String {
    fn from(url: PanelUrl) -> Self {
        url.0.into()
    }
}

impl TryFrom<String> for PanelUrl {
    type Error = PanelUrlError;

    fn try_from(text: String) -> Result<Self, PanelUrlError> {
        Self::parse(&text)
    }
}

/// How a panel is told who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignIn {
    /// Login and password go with every request (`authinfo=LOGIN:PASSWORD`). Captchas stand before sessions only.
    #[default]
    Stateless,
    /// Login and password are sent once for a session, whose id goes with every request.
    Session,
}

impl SignIn {
    /// The words for options and settings.
    pub const WORDS: [&str; 2] = ["stateless", "session"];
}

impl FromStr for SignIn {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        match word {
            "stateless" => Ok(Self::Stateless),
            "session" => Ok(Self::Session),
            _ => Err(()),
        }
    }
}

/// A login at a panel: what a ledger belongs to, and the first half of an order's key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Account {
    /// The panel.
    pub panel: PanelUrl,
    /// The login.
    pub login: String,
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} @ {}", crate::text::printable::printable(&self.login), self.panel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_canonical_form() {
        for typed in [
            "https://billing.ihor.ru/billmgr",
            "https://Billing.Ihor.RU:443/billmgr/",
            "billing.ihor.ru",
            "https://billing.ihor.ru/billmgr/billmgr",
            "https://billing.ihor.ru./billmgr",
            "//billing.ihor.ru/billmgr",
            "https:////billing.ihor.ru//billmgr//",
            "https://billing.ihor.ru/%62illmg%72",
            "https://billing.ihor.ru/./x/../billmgr",
            "https://@billing.ihor.ru/billmgr",
            "HTTPS://BILLING%2EIHOR.RU/billmgr",
            "https://billing\u{3002}ihor\u{3002}ru/billmgr",
        ] {
            assert_eq!(PanelUrl::parse(typed).expect("an address").as_str(), "https://billing.ihor.ru/billmgr");
        }
        assert_eq!(
            PanelUrl::parse("https://h/manager/billmgr").expect("an address").as_str(),
            "https://h/manager/billmgr"
        );
    }

    #[test]
    fn a_host_has_one_form_in_every_alphabet_and_family() {
        for (one, other) in [
            ("панель.рф", "xn--80aksgi6f.xn--p1ai"),
            ("ПАНЕЛЬ.РФ.", "xn--80aksgi6f.xn--p1ai"),
            ("https://[2001:DB8:0:0:0:0:0:1]/", "https://[2001:db8::1]"),
            ("https://[::ffff:192.0.2.1]/", "https://192.0.2.1"),
            ("https://0xC0000201/", "https://192.0.2.1"),
            ("https://localhost./", "https://localhost"),
            ("https://h/%d0%9f", "https://h/%D0%9F"),
        ] {
            let of = |text| PanelUrl::parse(text).expect(text);
            assert_eq!(of(one), of(other));
        }
        // Another path, or port, may be another panel's; a path has its capitals.
        for (one, other) in
            [("https://h/a", "https://h/b"), ("https://h/A", "https://h/a"), ("https://h:444", "https://h")]
        {
            assert_ne!(PanelUrl::parse(one), PanelUrl::parse(other));
        }
        for none in ["https://h../", "https://./", "https://../"] {
            assert!(PanelUrl::parse(none).is_err(), "{none}");
        }
        // What is kept is read as it was.
        let kept = PanelUrl::parse("https://h./a%2fb%zz%").expect("an address");
        assert_eq!(PanelUrl::parse(kept.as_str()), Ok(kept));
    }

    #[test]
    fn a_password_never_travels_in_the_open() {
        assert!(matches!(PanelUrl::parse("http://billing.ihor.ru/billmgr"), Err(PanelUrlError::Plain(_))));
        assert!(PanelUrl::parse("http://127.0.0.1:8080/billmgr").expect("loopback").is_loopback());
        assert!(PanelUrl::parse("http://[::1]:8080/billmgr").expect("loopback").is_loopback());
        assert_eq!(PanelUrl::parse("https://u:secret@h/billmgr"), Err(PanelUrlError::Extra));
        assert_eq!(PanelUrl::parse("https://h/billmgr?authinfo=u:secret"), Err(PanelUrlError::Extra));
        assert!(PanelUrl::parse("ftp://h/").is_err());
        assert!(PanelUrl::parse("https://").is_err());
    }
}
