//! What a request asks for, wherever it says so: in its address, its body, or a browser's cookie. Pure.

use std::collections::BTreeMap;

/// The parameters of a request, from its address and its body alike.
pub(super) type Parameters = BTreeMap<String, String>;

/// The cookie's name; its value is the theme, the language and the session.
const COOKIE_NAME: &str = "billmgr4";

/// A request as it came.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Request<'r> {
    /// What stands behind its path.
    pub(super) query: &'r str,
    /// The type of its body.
    pub(super) kind: &'r str,
    /// The cookies that came with it.
    pub(super) cookies: &'r str,
    /// Its body.
    pub(super) body: &'r [u8],
}

impl Request<'_> {
    /// What it asks for. Its body goes before its address, and a parameter before a cookie.
    pub(super) fn parameters(self) -> Parameters {
        let mut given = Parameters::new();
        given.extend(url::form_urlencoded::parse(self.query.as_bytes()).into_owned());
        match boundary(self.kind) {
            Some(boundary) => given.extend(parts(&String::from_utf8_lossy(self.body), boundary)),
            None => given.extend(url::form_urlencoded::parse(self.body).into_owned()),
        }
        let signs = ["auth", "authinfo", "username"].iter().any(|name| given.contains_key(*name));
        if let Some(id) = session(self.cookies).filter(|_| !signs) {
            given.insert("auth".to_owned(), id.to_owned());
        }
        given
    }
}

/// The cookie that gives a browser a session.
pub(super) fn cookie(id: &str) -> String {
    format!("{COOKIE_NAME}=practice:en:{id}; path=/; HttpOnly")
}

/// The session of a browser's cookies.
fn session(cookies: &str) -> Option<&str> {
    let own = cookies.split(';').find_map(|cookie| cookie.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='))?;
    // Before it has signed in, a browser has the session 0.
    own.rsplit(':').next().filter(|id| *id != "0")
}

/// What parts the body of a form whose type is `multipart/form-data`, as libraries of PHP send it.
fn boundary(kind: &str) -> Option<&str> {
    let (kind, rest) = kind.split_once(';')?;
    let is_form = kind.trim().eq_ignore_ascii_case("multipart/form-data");
    let named = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    is_form.then_some(named.trim_matches('"')).filter(|boundary| !boundary.is_empty())
}

/// The fields of such a body.
fn parts(body: &str, boundary: &str) -> Parameters {
    let field = |part: &str| {
        let (head, value) = part.split_once("\r\n\r\n")?;
        let (_, named) = head.split_once(" name=\"")?;
        let (name, _) = named.split_once('"')?;
        Some((name.to_owned(), value.strip_suffix("\r\n").unwrap_or(value).to_owned()))
    };
    body.split(&format!("--{boundary}")).filter_map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(request: Request<'_>) -> Vec<String> {
        request.parameters().into_iter().map(|(name, value)| format!("{name}={value}")).collect()
    }

    #[test]
    fn a_parameter_is_taken_from_wherever_it_stands() {
        let both = Request { query: "func=vds&out=xml", body: b"out=json&domain=a%2Eb", ..Request::default() };
        assert_eq!(given(both), ["domain=a.b", "func=vds", "out=json"]);
        let body = "--x-y\r\nContent-Disposition: form-data; name=\"func\"\r\n\r\nvds\r\n\
                    --x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n2\r\n--x-y--\r\n";
        let kind = "multipart/form-data; boundary=\"x-y\"";
        assert_eq!(given(Request { kind, body: body.as_bytes(), ..Request::default() }), ["a=1\r\n2", "func=vds"]);
    }

    #[test]
    fn a_cookie_signs_only_what_nothing_else_signs() {
        let signed = |query, cookies| given(Request { query, cookies, ..Request::default() });
        assert_eq!(signed("", "a=b; billmgr4=sirius:ru:77"), ["auth=77"]);
        assert_eq!(signed("", "billmgr4=sirius:ru:0"), Vec::<String>::new());
        assert_eq!(signed("auth=5", "billmgr4=sirius:ru:77"), ["auth=5"]);
        assert_eq!(signed("authinfo=a:b", "billmgr4=x:y:77"), ["authinfo=a:b"]);
    }
}
