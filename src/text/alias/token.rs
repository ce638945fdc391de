//! Network names, addresses and paths, known by how they are written. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::file::{ending, is_path};
use super::parting::parts;
use super::{Aliases, Kind, REMOVED};

/// What may stand behind a token and is none of it.
const BEHIND: [char; 5] = ['.', ':', '!', '?', ','];

/// Names before `=` whose value is a secret.
const SECRETS: [&str; 9] = ["password", "passwd", "pwd", "authinfo", "auth", "token", "secret", "ses6", "пароль"];

/// The sheets that this program makes.
pub(super) const OWN_SHEETS: [&str; 4] = ["Orders", "Заказы", "Sheet1", "Лист1"];

impl Aliases {
    /// The line with every token replaced that is a name.
    pub(super) fn tokens(&mut self, line: &str) -> String {
        let (mut out, mut token, mut is_secret) = (String::new(), String::new(), false);
        for c in line.chars().chain([' ']) {
            // What an address asks for belongs to it.
            if !parts(c) || ("=[]".contains(c) && token.contains("://")) {
                token.push(c);
                continue;
            }
            if is_secret && !token.is_empty() {
                out += REMOVED;
                is_secret = false;
            } else {
                out += &self.token(&token);
                // Quotes may stand in between.
                is_secret = is_secret && token.is_empty() && !c.is_whitespace();
            }
            let name = token.rsplit(['?', '&']).next().unwrap_or_default().to_lowercase();
            is_secret |= c == '=' && SECRETS.contains(&name.as_str());
            token.clear();
            out.push(c);
        }
        out.pop();
        out
    }

    fn token(&mut self, token: &str) -> String {
        let core = token.trim_end_matches(BEHIND);
        if core.is_empty() || Self::is_placeholder(core) {
            return token.to_owned();
        }
        match self.classified(core) {
            Some(instead) => instead + &token[core.len()..],
            None => token.to_owned(),
        }
    }

    fn classified(&mut self, token: &str) -> Option<String> {
        if let Some(kind) = self.known(token).filter(|_| !self.is_said(token)) {
            return Some(match kind {
                Kind::File => self.file(token),
                kind => self.placeholder(kind, token),
            });
        }
        if let Some((scheme, rest)) = token.split_once("://") {
            return Some(self.url(scheme, rest));
        }
        if let Some(mail) = self.mail(token) {
            return Some(mail);
        }
        if let Some((sheet, cell)) = token.rsplit_once('!').filter(|(sheet, cell)| !sheet.is_empty() && is_cell(cell)) {
            let is_own = OWN_SHEETS.contains(&sheet);
            return (!is_own).then(|| format!("{}!{cell}", self.placeholder(Kind::Sheet, sheet)));
        }
        if let Some(address) = self.address(token) {
            return Some(address);
        }
        if is_path(token) {
            // A line, and perhaps a column of it.
            let numbers = token.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
            let line = token[numbers.len()..].find(':').map_or("", |at| &token[numbers.len() + at..]);
            let path = &token[..token.len() - line.len()];
            return Some(self.path(path) + line);
        }
        // `config.toml:7`, as errors name a line.
        let (file, line) = token.split_at(token.find(':').unwrap_or(token.len()));
        if ending(file).is_some() {
            return Some(self.file(file) + line);
        }
        self.domain(token)
    }

    fn url(&mut self, scheme: &str, rest: &str) -> String {
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        let (who, place) = authority.rsplit_once('@').map_or(("", authority), |(_, place)| ("[removed]@", place));
        let place = self
            .address(place)
            .or_else(|| self.domain(place))
            .unwrap_or_else(|| if place.is_empty() { String::new() } else { self.placeholder(Kind::Host, place) });
        let (path, asked) = path.find(['?', '#']).map_or((path, ""), |at| (&path[..at], "?…"));
        format!("{scheme}://{who}{place}{}{asked}", self.path(path))
    }

    fn mail(&mut self, token: &str) -> Option<String> {
        let (who, place) = token.split_once('@')?;
        (!who.is_empty() && is_domain(place)).then(|| self.placeholder(Kind::Mail, token))
    }

    /// An IP address, perhaps with a port. One of this machine names nobody.
    fn address(&mut self, token: &str) -> Option<String> {
        let (ip, port) = match token.parse::<SocketAddr>() {
            Ok(socket) => (socket.ip(), format!(":{}", socket.port())),
            Err(_) => (ip(token)?, String::new()),
        };
        if ip.is_loopback() || ip.is_unspecified() {
            return Some(token.to_owned());
        }
        Some(self.placeholder(Kind::Ip, &ip.to_string()) + &port)
    }

    /// A domain, perhaps with a port.
    fn domain(&mut self, token: &str) -> Option<String> {
        let (name, port) = match token.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, &token[name.len()..]),
            Some(_) => return None,
            None => (token, ""),
        };
        if name.eq_ignore_ascii_case("localhost") {
            return Some(token.to_owned());
        }
        // `*.example.ru`, as certificates have it.
        let bare = name.strip_prefix("*.").unwrap_or(name);
        is_domain(bare)
            .then(|| format!("{}{}{port}", &name[..name.len() - bare.len()], self.placeholder(Kind::Domain, bare)))
    }
}

/// An IP address, perhaps with a zone or a mask.
fn ip(token: &str) -> Option<IpAddr> {
    let bare = token.split('%').next().unwrap_or_default();
    let four = || bare.split('/').next().unwrap_or_default().parse::<Ipv4Addr>().ok().map(IpAddr::V4);
    // A path of Rust has two colons as well, and is of letters that no address has, or names nothing.
    let six = || bare.parse::<Ipv6Addr>().ok().map(IpAddr::V6).filter(|_| bare.len() > 2);
    four().or_else(six)
}

/// Whether a text is a domain of several labels, in whatever letters.
fn is_domain(text: &str) -> bool {
    let labels: Vec<&str> = text.trim_end_matches('.').split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let [_, .., last] = labels.as_slice() else { return false };
    let is_last = last.chars().count() > 1 && (last.chars().all(char::is_alphabetic) || last.starts_with("xn--"));
    is_last && labels.iter().all(is_label)
}

/// Whether a text names a cell or a range of cells.
fn is_cell(text: &str) -> bool {
    let is_one = |text: &str| {
        let row = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let col = text.len() - row.len();
        (1..=3).contains(&col) && !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.split(':').all(is_one)
}
