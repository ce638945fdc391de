//! Who may ask the practice panel: programs of this machine, and whoever types its address. A page of some website that
//! a browser has open may not: it could order here, and read what the panel holds.

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::http::request::Parts;

/// By this a browser says which page asks.
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The names of this machine that a request may call the panel by.
const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Whether the panel at this port answers a request. It bears one host, which is this machine's and has the panel's
/// port: a name that was only made to lead here is another one's. What a page sends bears its origin.
pub(super) fn may_ask(head: &Parts, port: u16) -> bool {
    let mut hosts = head.headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let own = host.is_some_and(|host| is_own(host, port)) && hosts.next().is_none();
    // An address in full counts before the header.
    let aimed = head.uri.authority().is_none_or(|aimed| is_own(aimed.as_str(), port));
    let typed = head.headers.get_all(SITE).iter().all(|site| matches!(site.as_bytes(), b"none" | b"same-origin"));
    own && aimed && typed && !head.headers.contains_key(ORIGIN)
}

fn is_own(host: &str, port: u16) -> bool {
    let (name, stated) = match host.rsplit_once(':') {
        Some((name, stated)) if !stated.ends_with(']') => (name, stated.parse().ok()),
        _ => (host, Some(80)),
    };
    stated == Some(port) && NAMES.iter().any(|own| own.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machines_names_with_the_panels_port_are_its_own() {
        for own in ["127.0.0.1:8080", "localhost:8080", "LOCALHOST:8080", "[::1]:8080"] {
            assert!(is_own(own, 8080), "{own}");
        }
        for foreign in [
            "",
            "x",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "localhost:80",
            "localhost:8081",
            "evil.example:8080",
            "localhost.evil.example:8080",
            "127.0.0.1.nip.io:8080",
            "127.0.0.2:8080",
            "0.0.0.0:8080",
            "::1:8080",
            "user@localhost:8080",
            "localhost:8080:8080",
            "localhost.:8080",
            "localhost:08080x",
        ] {
            assert!(!is_own(foreign, 8080), "{foreign}");
        }
        assert!(is_own("localhost", 80) && is_own("[::1]", 80));
    }
}
