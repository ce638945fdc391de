//! What a panel says to whoever opens a session, and of one that is over. Pure.

use super::document::document;
use super::element::Element;
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::Protocol;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::ReadError;

/// The most characters of a session's id.
const LONGEST: usize = 200;

/// Reads the id of a session: an attribute of the only `auth` of the answer, or its text where it has none.
///
/// # Errors
///
/// [`ReadError`] when the answer opens none.
pub(in crate::panel) fn read_session(reply: &Reply, protocol: &Protocol) -> Result<String, ReadError> {
    let opens = |document: &Element| document.below(&["error", "authfail"]).is_empty();
    let document = document(reply, protocol).filter(opens);
    let only =
        document.as_ref().and_then(|document| document.child("auth").filter(|_| document.named("auth").count() == 1));
    let Some(auth) = only else { return Err(why_unread(reply, protocol)) };
    let id = auth.attribute("id").or_else(|| auth.words());
    let known = |id: &&str| id.len() <= LONGEST && id.bytes().all(|byte| byte.is_ascii_graphic());
    id.filter(known).map(ToOwned::to_owned).ok_or_else(|| {
        let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::NoData);
        ReadError { reason, passing: false, retry_after: None }
    })
}

/// Whether a read that carried a session is answered by *sign in again*: in so many words, by a bare `access` that
/// panels answer to a session that is over, or by the login form. Nothing that speaks of a password does.
pub(in crate::panel) fn is_over(error: &ReadError) -> bool {
    let of_session = matches!(error.reason.code, ReasonCode::SignInRefused | ReasonCode::AccessDenied);
    let field = error.reason.field.as_deref().unwrap_or_default();
    let said = format!("{field} {}", error.reason.words).to_lowercase();
    of_session && !["password", "парол"].into_iter().any(|word| said.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Dialect;

    fn read(body: &str) -> Result<String, ReasonCode> {
        read_session(&Reply::of(200, body), &Protocol::usual(Dialect::Billmanager5)).map_err(|error| error.reason.code)
    }

    #[test]
    fn the_id_of_a_session_is_read_in_every_shape() {
        for body in [
            "<doc func=\"auth\"><auth id=\"abc123\" level=\"16\">16</auth></doc>",
            "<doc><auth>abc123</auth></doc>",
            "{\"doc\":{\"$func\":\"auth\",\"auth\":{\"$id\":\"abc123\",\"$level\":\"16\"}}}",
            "{\"doc\":{\"auth\":{\"$\":\"abc123\"}}}",
        ] {
            assert_eq!(read(body).as_deref(), Ok("abc123"), "{body}");
        }
        for (body, code) in [
            ("<doc><auth id=\"a\"/><auth id=\"b\"/></doc>", ReasonCode::Unreadable),
            ("<doc><auth/></doc>", ReasonCode::Unreadable),
            ("<doc><auth id=\"a b\"/></doc>", ReasonCode::Unreadable),
            ("<doc><ok/></doc>", ReasonCode::Unreadable),
            (
                "<doc><auth id=\"a\"/><error type=\"auth\" object=\"badpassword\"><msg>x</msg></error></doc>",
                ReasonCode::SignInRefused,
            ),
            ("<doc><error type=\"auth\" object=\"badpassword\"><msg>x</msg></error></doc>", ReasonCode::SignInRefused),
            ("<doc><error type=\"captcha_verification_failed\"><msg>x</msg></error></doc>", ReasonCode::Captcha),
        ] {
            assert_eq!(read(body), Err(code), "{body}");
        }
    }

    #[test]
    fn only_a_session_that_is_over_is_opened_again() {
        let over = |body: &str| is_over(&why_unread(&Reply::of(200, body), &Protocol::usual(Dialect::Billmanager5)));
        for body in [
            "<doc><error type=\"access\"><msg>Insufficient privileges to perform whoami</msg></error></doc>",
            "<doc><error type=\"auth\"><msg>Your session has expired</msg></error></doc>",
            "<doc><error type=\"auth\"><msg>x</msg></error></doc>",
        ] {
            assert!(over(body), "{body}");
        }
        for body in [
            "<doc><error type=\"auth\" object=\"badpassword\"><msg>x</msg></error></doc>",
            "<doc><error type=\"auth\"><msg>Неверный логин или пароль</msg></error></doc>",
            "<doc><error type=\"access\"><msg>Access from this IP denied</msg></error></doc>",
            "<doc><error type=\"missed\" object=\"vds\"><msg>x</msg></error></doc>",
            "<doc><ok>func=totp.confirm</ok></doc>",
        ] {
            assert!(!over(body), "{body}");
        }
    }
}
