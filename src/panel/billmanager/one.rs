//! What a panel says of one service that it was asked for by its id. Pure.

use super::document::document;
use super::element::Element;
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::Protocol;
use crate::order::ReasonCode;
use crate::panel::ReadError;

/// What an error can name that says that there is no such service, beside the id itself. A function that is not
/// there is named by its own name.
const SERVICE: [&str; 4] = ["vds", "elid", "item", "service"];

/// Whether the panel says that it has no service of this id: code 3, or type `missed`, of the service itself. Any
/// other answer says nothing, least of all that it is gone.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in, or did not answer.
pub(in crate::panel) fn read_is_gone(id: &str, reply: &Reply, protocol: &Protocol) -> Result<bool, ReadError> {
    // Panels repeat the request, the id among it, so that only the error itself is read.
    if document(reply, protocol).is_some_and(|document| says_gone(id, &document)) {
        return Ok(true);
    }
    let error = why_unread(reply, protocol);
    if error.reason.code.keeps_out() || error.reason.code == ReasonCode::Throttled { Err(error) } else { Ok(false) }
}

fn says_gone(id: &str, document: &Element) -> bool {
    let mut errors = document.named("error");
    let (Some(error), None, None) = (errors.next(), errors.next(), document.child("ok")) else { return false };
    let missing = error.attribute("type") == Some("missed") || error.attribute("code") == Some("3");
    let value = error.attribute("val").or_else(|| error.attribute("value"));
    let object = error.attribute("obj").or_else(|| error.attribute("object"));
    let of_service = object.is_some_and(|object| SERVICE.contains(&object));
    missing && of_service && value.is_none_or(|value| value == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Dialect;

    fn read_is_gone(id: &str, reply: &Reply) -> Result<bool, ReadError> {
        super::read_is_gone(id, reply, &Protocol::usual(Dialect::Billmanager4))
    }

    #[test]
    fn only_an_error_about_the_service_itself_says_that_it_is_gone() {
        let gone = |body: &str| read_is_gone("1234", &Reply::of(200, body));
        for body in [
            "<doc><error code=\"3\" obj=\"vds\">No such element</error></doc>",
            "<doc><error code=\"3\" obj=\"elid\" val=\"1234\"/></doc>",
            "<doc><tparams><elid>1234</elid></tparams><error type=\"missed\" object=\"item\"><msg>x</msg></error></doc>",
            "<doc><error code=\"3\" obj=\"vds\" val=\"1234\">Service '1234' does not exist.</error></doc>",
        ] {
            assert_eq!(gone(body), Ok(true), "{body}");
        }
        for body in [
            "<doc><id>1234</id><domain>a.example.ru</domain></doc>",
            "<doc/>",
            "<doc><ok/></doc>",
            "<doc><error code=\"3\" obj=\"vds.edit\">Unknown function</error></doc>",
            "<doc><error code=\"3\"/></doc>",
            "<doc><error code=\"3\" obj=\"elid\" val=\"99\"/></doc>",
            "<doc><error code=\"6\" obj=\"vds\"/></doc>",
            "<html><body>404</body></html>",
        ] {
            assert_eq!(gone(body), Ok(false), "{body}");
        }
        assert!(gone("<doc><error type=\"auth\"><msg>x</msg></error></doc>").is_err());
    }
}
