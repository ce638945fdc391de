//! What a panel says of one service that it was asked for by its id. Pure.

use std::collections::BTreeSet;

use super::cap;
use super::document::document;
use super::element::Element;
use super::fields::{self, places};
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::{Dialect, Protocol};
use crate::order::fit::{Fit, FormOf};
use crate::order::{ReasonCode, RemoteId, Terms};
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
    let document = document(reply, protocol);
    if document.as_ref().is_some_and(|document| says_gone(id, document, protocol)) {
        return Ok(true);
    }
    if document.is_some_and(|document| shows(id, &document, protocol)) {
        return Ok(false);
    }
    let error = why_unread(reply, protocol);
    if error.reason.code.keeps_out() || error.reason.code == ReasonCode::Throttled { Err(error) } else { Ok(false) }
}

fn says_gone(id: &str, document: &Element, protocol: &Protocol) -> bool {
    let mut errors = document.named("error");
    let (Some(error), None, None) = (errors.next(), errors.next(), document.child("ok")) else { return false };
    let missing = error.attribute("type") == Some("missed") || error.attribute("code") == Some("3");
    let value = error.attribute("val").or_else(|| error.attribute("value"));
    let object = error.attribute("obj").or_else(|| error.attribute("object"));
    let of_service = object.is_some_and(|object| SERVICE.contains(&object) || object == protocol.list.as_str());
    missing && of_service && value.is_none_or(|value| value == id)
}

/// Whether a document is the form of the service of this id, and says neither yes nor no.
fn shows(id: &str, document: &Element, protocol: &Protocol) -> bool {
    let of_today = protocol.dialect != Dialect::Billmanager4;
    let own = document.attribute("func").is_none_or(|function| function == protocol.service_function());
    // Deeper they are the names of texts.
    let quiet = ["error", "ok", "authfail"].iter().all(|name| document.child(name).is_none());
    let ids: Vec<&str> =
        places(document).flat_map(|place| ["elid", "id"].map(|name| place.texts_of(name))).flatten().collect();
    of_today && own && quiet && !ids.is_empty() && ids.iter().all(|shown| *shown == id)
}

/// The most characters of a key that are kept: ours has fewer.
const LONGEST: usize = 64;

/// The key of a service's order in a row of a list or in a form: an element, or an attribute.
pub(super) fn key(element: &Element) -> Option<RemoteId> {
    let text = element.text_of("remoteid").or_else(|| element.attribute("remoteid"))?;
    // A cut one is nobody's.
    Some(RemoteId::kept(cap::cut_at(text, LONGEST)))
}

/// Reads the key of a service's order from the service's form. Nothing else is ever taken out of it: it shows the
/// passwords of the server. None if the panel does not tell: it has no such field, no such service, or does not show
/// the form to whoever asks.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in, or did not answer.
pub(in crate::panel) fn read_key(id: &str, reply: &Reply, protocol: &Protocol) -> Result<Option<RemoteId>, ReadError> {
    let document = document(reply, protocol);
    if let Some(document) = document.as_ref().filter(|document| shows(id, document, protocol)) {
        let keys: Vec<RemoteId> = places(document).filter_map(key).collect();
        // Of two keys nobody knows which one is the order's.
        return Ok(keys.first().filter(|first| keys.iter().all(|key| key == *first)).cloned());
    }
    untold(id, document, reply, protocol)
}

/// Reads from the form of an order's service how what it has fits what its order was told. Only the fields that the
/// order named are read. None if the panel does not tell: it has no such service, or does not show the form to whoever
/// asks.
///
/// # Errors
///
/// [`ReadError`] when the panel lets nobody in, or did not answer.
pub(in crate::panel) fn read_fit(
    id: &str,
    terms: &Terms,
    reply: &Reply,
    protocol: &Protocol,
) -> Result<Option<Fit>, ReadError> {
    let document = document(reply, protocol);
    if let Some(document) = document.as_ref().filter(|document| shows(id, document, protocol)) {
        let mut names: BTreeSet<&str> = terms.sent.parameters().iter().map(|told| told.name.as_str()).collect();
        names.insert("period");
        return Ok(Some(Fit::of(terms, &fields::shown(document, &names), FormOf::Service)));
    }
    untold(id, document, reply, protocol)
}

/// Nothing, of a service that is not there or not shown.
fn untold<T>(id: &str, document: Option<Element>, reply: &Reply, protocol: &Protocol) -> Result<Option<T>, ReadError> {
    if document.is_some_and(|document| says_gone(id, &document, protocol)) {
        return Ok(None);
    }
    let error = why_unread(reply, protocol);
    let unanswered = error.passing || error.reason.code.keeps_out();
    if unanswered { Err(error) } else { Ok(None) }
}

#[cfg(test)]
mod tests {
    use super::super::shapes;
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

    fn key_of(body: &str) -> Result<Option<String>, ReadError> {
        let read = super::read_key("7100001", &Reply::of(200, body), &Protocol::usual(Dialect::Billmanager5));
        read.map(|key| key.map(|key| key.to_string()))
    }

    #[test]
    fn a_form_tells_the_key_of_its_service_and_nothing_else() {
        let forms = [
            "<doc func=\"vds.edit\"><elid>7100001</elid><remoteid>vb1</remoteid><password>SECRET</password>\
             <metadata><form><ok/></form></metadata><messages><msg><error>x</error></msg></messages></doc>",
            "<doc func=\"vds.edit\"><model><id>7100001</id><remoteid>vb1</remoteid><userpassword>SECRET</userpassword></model></doc>",
        ];
        for body in forms.iter().flat_map(|form| shapes::of(form)) {
            assert_eq!(key_of(&body), Ok(Some("vb1".to_owned())), "{body}");
        }
        for silent in [
            "<doc func=\"vds.edit\"><elid>7100001</elid><domain>a.example</domain></doc>",
            "<doc func=\"vds.edit\"><elid>7100001</elid><remoteid/></doc>",
            "<doc func=\"vds.edit\"><elid>7100001</elid><remoteid>a</remoteid><model><remoteid>b</remoteid></model></doc>",
            "<doc><error type=\"missed\" object=\"vds\"><msg>x</msg></error></doc>",
            "<doc><error type=\"value\" object=\"elid\"><msg>SECRET</msg></error></doc>",
        ] {
            assert_eq!(key_of(silent), Ok(None), "{silent}");
        }
        // Another service's form, another function's answer, and whoever lets nobody in or does not answer.
        for error in [
            "<doc func=\"vds.edit\"><elid>7100002</elid><remoteid>vb1</remoteid></doc>",
            "<doc func=\"vds.edit\"><remoteid>vb1</remoteid></doc>",
            "<doc func=\"vds\"><elid>7100001</elid><remoteid>vb1</remoteid></doc>",
            "<doc func=\"vds.edit\"><elid>7100001</elid><remoteid>vb1</remoteid><ok/></doc>",
            "<doc><error type=\"auth\"><msg>x</msg></error></doc>",
            "<doc func=\"totp.confirm\"><ok/></doc>",
            "<html>502</html>",
        ] {
            let told = key_of(error);
            assert!(!matches!(told, Ok(Some(_))), "{error}: {told:?}");
        }
        assert!(key_of("<doc><error type=\"auth\"><msg>x</msg></error></doc>").is_err());
        assert!(key_of("<html>502</html>").is_err());
    }

    #[test]
    fn a_form_of_today_says_that_its_service_is_there() {
        let list = crate::catalog::ItemType::new("vds.vps").expect("a type");
        let protocol = Protocol { list, ..Protocol::usual(Dialect::Billmanager5) };
        let gone = |body: &str| super::read_is_gone("7100001", &Reply::of(200, body), &protocol);
        let form = "<doc func=\"vds.vps.edit\"><elid>7100001</elid><metadata/><slist name=\"x\"/></doc>";
        let missed = "<doc><error type=\"missed\" object=\"vds.vps\"><msg>x</msg></error></doc>";
        for (form, missed) in shapes::of(form).iter().zip(shapes::of(missed)) {
            assert_eq!(gone(form), Ok(false), "{form}");
            assert_eq!(gone(&missed), Ok(true), "{missed}");
        }
        let function = "<doc><error type=\"missed\" object=\"vds.vps.edit\"><msg>x</msg></error></doc>";
        assert_eq!(gone(function), Ok(false));
    }
}
