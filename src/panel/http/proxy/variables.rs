//! The variables of the environment that name proxies: what cannot be read is told before anything is sent. Pure.
//!
//! The library leaves aside what it cannot read, and the run would go another way than the person meant. No value
//! is ever repeated: it may hold a password.

use std::ffi::OsString;

use http::Uri;
use http::uri::Scheme;
use thiserror::Error;

/// The variables that name proxies; each also in small letters.
const PROXIES: [&str; 3] = ["HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY"];

/// The variable that names hosts which are reached without one.
const EXCEPTIONS: &str = "NO_PROXY";

/// A variable that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the variable `{variable}` cannot be read: {why:?}")]
pub struct ProxySettingError {
    /// Its name.
    pub variable: String,
    /// What is wrong with it.
    pub why: ProxyFault,
}

/// What is wrong with a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyFault {
    /// It is no address of a proxy.
    NotAnAddress,
    /// It names a kind of proxy that this program does not speak to.
    Kind,
    /// Its other spelling says something else.
    TwoSpellings,
    /// It is no list of hosts.
    NotHosts,
}

/// Looks over the variables; `of` gives the value of one.
///
/// # Errors
///
/// [`ProxySettingError`] names the first that cannot be read.
pub fn variables(of: impl Fn(&str) -> Option<OsString>) -> Result<(), ProxySettingError> {
    let mut any = false;
    for name in PROXIES {
        for (variable, value) in set(&of, name)? {
            any = true;
            proxy(&value).map_err(|why| ProxySettingError { variable, why })?;
        }
    }
    for (variable, value) in set(&of, EXCEPTIONS)? {
        let readable = value.split(',').all(|part| is_exception(part.trim(), any));
        if !readable {
            return Err(ProxySettingError { variable, why: ProxyFault::NotHosts });
        }
    }
    Ok(())
}

/// The spellings of a variable that are set and not empty, each with its value.
fn set(of: impl Fn(&str) -> Option<OsString>, name: &str) -> Result<Vec<(String, String)>, ProxySettingError> {
    let fault = |variable: &str, why| ProxySettingError { variable: variable.to_owned(), why };
    let unreadable = if name == EXCEPTIONS { ProxyFault::NotHosts } else { ProxyFault::NotAnAddress };
    let mut found: Vec<(String, String)> = Vec::new();
    let mut spelt = 0;
    for variable in [name.to_owned(), name.to_lowercase()] {
        let Some(value) = of(&variable) else { continue };
        let value = value.into_string().map_err(|_| fault(&variable, unreadable))?;
        spelt += 1;
        if !value.is_empty() {
            found.push((variable, value));
        }
    }
    // Programs differ in which of two spellings goes first, and an empty one says that there is no proxy.
    let differ = found.len() != spelt || found.iter().any(|(_, value)| *value != found[0].1);
    if spelt > 1 && !found.is_empty() && differ { Err(fault(name, ProxyFault::TwoSpellings)) } else { Ok(found) }
}

/// Whether a value is the address of a proxy that can be used.
fn proxy(value: &str) -> Result<(), ProxyFault> {
    let uri: Uri = value.parse().map_err(|_| ProxyFault::NotAnAddress)?;
    let Some(authority) = uri.authority() else { return Err(ProxyFault::NotAnAddress) };
    if uri.scheme().is_some_and(|scheme| *scheme != Scheme::HTTP && *scheme != Scheme::HTTPS) {
        return Err(ProxyFault::Kind);
    }
    let (host, rest) = (authority.host(), authority.as_str());
    let behind = rest.rsplit_once('@').map_or(rest, |(_, behind)| behind);
    let port = &behind[host.len().min(behind.len())..];
    let has_port = port.is_empty() || authority.port_u16().is_some_and(|port| port > 0);
    let plain = uri.query().is_none() && matches!(uri.path(), "" | "/") && rest.matches('@').count() <= 1;
    if host.is_empty() || !has_port || !plain { Err(ProxyFault::NotAnAddress) } else { Ok(()) }
}

/// Whether a part of `NO_PROXY` is one that is understood. Where no proxy is set, forms that other programs
/// understand do no harm.
fn is_exception(part: &str, proxies: bool) -> bool {
    if part.is_empty() || part == "*" {
        return true;
    }
    if let Some((address, bits)) = part.split_once('/') {
        let most = match address.parse() {
            Ok(std::net::IpAddr::V4(_)) => 32,
            Ok(std::net::IpAddr::V6(_)) => 128,
            Err(_) => return false,
        };
        return bits.parse::<u8>().is_ok_and(|bits| bits <= most);
    }
    if part.parse::<std::net::IpAddr>().is_ok() {
        return true;
    }
    let name = if proxies {
        part
    } else {
        let name = part.strip_prefix('*').unwrap_or(part);
        name.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(name, |(name, _)| name)
    };
    let label = |label: &str| label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let name = name.strip_prefix('.').unwrap_or(name).trim_end_matches('.');
    !name.is_empty() && name.split('.').all(|part| !part.is_empty() && label(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<(), (String, ProxyFault)> {
        let of = |name: &str| pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value));
        variables(of).map_err(|error| (error.variable, error.why))
    }

    #[test]
    fn a_proxy_is_an_address_over_http() {
        for value in [
            "http://proxy:3128",
            "http://proxy.example.ru:3128/",
            "https://proxy.example.ru",
            "proxy.example.ru:3128",
            "proxy",
            "10.0.0.1:8080",
            "http://[::1]:3128",
            "http://user:pass%40word@proxy:3128",
            "http://user@proxy:3128",
            "",
        ] {
            for name in PROXIES {
                assert_eq!(read(&[(name, value)]), Ok(()), "{value}");
            }
        }
        let bad = |value: &str| ("https_proxy".to_owned(), proxy(value).expect_err(value));
        for value in [
            "not a url",
            " http://proxy:3128",
            "http://",
            "http://:3128",
            "http://proxy:port",
            "http://proxy:99999",
            "http://proxy:",
            "http://user:p@ss@proxy:3128",
            "http://proxy:3128/proxy.pac",
            "http://proxy:3128?x=1",
            "http:/proxy:3128",
            "/proxy",
            "*",
            "прокси:3128",
        ] {
            assert_eq!(read(&[("https_proxy", value)]), Err(("https_proxy".to_owned(), ProxyFault::NotAnAddress)));
        }
        assert_eq!(bad("socks5://proxy:1080").1, ProxyFault::Kind);
        assert_eq!(read(&[("ALL_PROXY", "socks5h://proxy")]), Err(("ALL_PROXY".to_owned(), ProxyFault::Kind)));
    }

    #[test]
    fn two_spellings_say_the_same_or_nothing_is_believed() {
        assert_eq!(read(&[("HTTPS_PROXY", "http://a:1"), ("https_proxy", "http://a:1")]), Ok(()));
        assert_eq!(read(&[("HTTPS_PROXY", ""), ("https_proxy", "")]), Ok(()));
        for pairs in [
            [("HTTPS_PROXY", "http://a:1"), ("https_proxy", "http://b:1")],
            [("HTTPS_PROXY", ""), ("https_proxy", "http://b:1")],
        ] {
            assert_eq!(read(&pairs), Err(("HTTPS_PROXY".to_owned(), ProxyFault::TwoSpellings)));
        }
    }

    #[test]
    fn exceptions_are_hosts_and_addresses() {
        let with = |list| read(&[("HTTPS_PROXY", "http://a:1"), ("NO_PROXY", list)]);
        for list in ["localhost,127.0.0.1, .example.ru,,10.0.0.0/8,::1,fe80::/10,*,a_b", "", "пример.рф"] {
            assert_eq!((with(list), read(&[("NO_PROXY", list)])), (Ok(()), Ok(())), "{list}");
        }
        let bad = Err(("NO_PROXY".to_owned(), ProxyFault::NotHosts));
        for list in ["localhost example.ru", "10.0.0.0/99", "http://x", "a..b", "[::1", "example.ru/8", "a;b"] {
            assert_eq!((with(list), read(&[("NO_PROXY", list)])), (bad.clone(), bad.clone()), "{list}");
        }
        // Others understand these, and they matter only where there is a proxy.
        for list in ["*.example.ru", "example.ru:8443"] {
            assert_eq!((with(list), read(&[("NO_PROXY", list)])), (bad.clone(), Ok(())), "{list}");
        }
    }
}
