//! What a proxy answered that did not let through.
//!
//! The client's library says only that it did not, so the proxy is asked once more, for its status alone. The
//! panel's password is in neither question.

use std::error::Error as StdError;
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::chosen::Proxy;
use crate::order::ProxyAnswer;

/// How long the second question may take, for each of its steps.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest beginning of an answer in which a status is looked for.
const HEAD: u64 = 64;

/// How the library begins its words about a proxy that did not let through.
const TUNNEL: &str = "tunnel error: ";

/// What the proxy answered, if it is what failed; `ask` allows the second question.
pub(in crate::panel::http) fn answer(
    error: &(dyn StdError + 'static),
    proxy: &Proxy,
    ask: bool,
) -> Option<ProxyAnswer> {
    let tunnel = layers(error).into_iter().find(|layer| layer.to_string().starts_with(TUNNEL))?;
    let said = tunnel.to_string();
    let cause = || layers(tunnel).last().map(ToString::to_string).unwrap_or_default();
    Some(match said.trim_start_matches(TUNNEL) {
        "proxy authorization required" => ProxyAnswer::Status(407),
        "unexpected end of file" | "io error establishing tunnel" => ProxyAnswer::Closed,
        "failed to create underlying connection" => ProxyAnswer::Unreached(cause()),
        _ => match ask.then(|| status(proxy)).flatten() {
            // It lets through now: what it said before is gone.
            Some(200) | None => ProxyAnswer::NoAnswer,
            Some(status) => ProxyAnswer::Status(status),
        },
    })
}

fn layers<'e>(error: &'e (dyn StdError + 'static)) -> Vec<&'e (dyn StdError + 'static)> {
    let mut layers = vec![error];
    let mut cause = error.source();
    while let Some(error) = cause {
        layers.push(error);
        cause = error.source();
    }
    layers
}

/// The status that a proxy answers; none if it is asked over TLS, cannot be reached or gives none.
fn status(proxy: &Proxy) -> Option<u16> {
    let address = proxy.plain()?.to_socket_addrs().ok()?.next()?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).and_then(|()| stream.set_write_timeout(Some(PATIENCE))).ok()?;
    stream.write_all(&proxy.request()).ok()?;
    let mut head = Vec::new();
    let mut piece = [0; 64];
    while (head.len() as u64) < HEAD && !head.contains(&b'\n') {
        match stream.read(&mut piece) {
            Ok(read) if read > 0 => head.extend_from_slice(&piece[..read]),
            _ => break,
        }
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.lines().next()?.split(' ');
    words.next().filter(|version| version.starts_with("HTTP/"))?;
    words.next()?.parse().ok().filter(|status| (100..=999).contains(status))
}
