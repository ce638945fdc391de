//! The proxy that the HTTP client takes for a panel.

use std::fmt;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::account::PanelUrl;

/// A proxy. Its user and password are never shown.
pub(in crate::panel::http) struct Proxy {
    intercept: Intercept,
    /// The panel's host and port, as a proxy is asked for them.
    target: String,
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proxy").field(&self.name()).finish()
    }
}

impl Proxy {
    /// The proxy on the way to a panel, if there is one. The client's own library asks the same crate.
    pub(in crate::panel::http) fn of(panel: &PanelUrl) -> Option<Self> {
        if panel.is_loopback() {
            return None;
        }
        let uri: Uri = panel.as_str().parse().ok()?;
        let target = format!("{}:{}", uri.host()?, uri.port_u16().unwrap_or(443));
        Some(Self { intercept: Matcher::from_system().intercept(&uri)?, target })
    }

    /// Its address, without user and password.
    pub(in crate::panel::http) fn name(&self) -> String {
        self.intercept.uri().to_string().trim_end_matches('/').to_owned()
    }

    /// Its host and port, if it is spoken to plainly.
    pub(super) fn plain(&self) -> Option<(String, u16)> {
        let uri = self.intercept.uri();
        let host = uri.host()?.trim_start_matches('[').trim_end_matches(']').to_owned();
        (uri.scheme() == Some(&Scheme::HTTP)).then(|| (host, uri.port_u16().unwrap_or(80)))
    }

    /// The request for a connection to the panel.
    pub(super) fn request(&self) -> Vec<u8> {
        let target = &self.target;
        let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n").into_bytes();
        if let Some(auth) = self.intercept.basic_auth() {
            request.extend_from_slice(b"Proxy-Authorization: ");
            request.extend_from_slice(auth.as_bytes());
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        request
    }
}
