//! The whole answer to a question for what is sold, or why it is none. Pure.

use std::borrow::Cow;

use crate::catalog::Protocol;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::ReadError;
use crate::panel::billmanager::document::{decode, is_json};
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::reply::Reply;
use crate::panel::billmanager::unread::why_unread;
use crate::panel::billmanager::{json, xml};

/// A larger answer is no error and no page of anything: its own words are not looked for.
const LARGEST_REFUSAL: usize = 1 << 20;

/// What a panel puts beside every answer of it: the request again.
const REQUEST: &str = "tparams";

/// What a panel says yes or no with.
const SAYINGS: [&str; 3] = ["error", "ok", "authfail"];

/// The text of an answer that came whole: HTTP 200 and letters.
fn text(reply: &Reply) -> Option<Cow<'_, str>> {
    decode(reply).filter(|_| reply.http_status == 200)
}

/// The document of an answer with the texts for people in it (`messages`), where it neither agrees nor refuses.
///
/// # Errors
///
/// [`ReadError`] for an answer that says yes, no or nothing.
pub(super) fn document(reply: &Reply, protocol: &Protocol) -> Result<Element, ReadError> {
    let read = text(reply)
        .and_then(|text| if is_json(&text, Some(protocol)) { json::parse(&text) } else { xml::parse(&text) });
    read.filter(says_neither).ok_or_else(|| why_not(reply, protocol)).map(without_request)
}

/// The same, but what stands below it under the name `apart` is handed on one by one.
///
/// # Errors
///
/// Those of [`document`]; nothing that was handed on counts then.
pub(super) fn document_apart(
    reply: &Reply,
    protocol: &Protocol,
    apart: &str,
    each: &mut dyn FnMut(Element),
) -> Result<Element, ReadError> {
    let read = text(reply).and_then(|text| {
        if is_json(&text, Some(protocol)) {
            json::parse_each(&text, apart, each)
        } else {
            xml::parse_each(&text, Some(apart), each)
        }
    });
    read.filter(says_neither).ok_or_else(|| why_not(reply, protocol)).map(without_request)
}

/// Whether an answer says neither yes nor no: the request that it repeats and its texts for people do not count.
fn says_neither(document: &Element) -> bool {
    let beside = [REQUEST, "messages"];
    let said = |part: &&Element| {
        let named = SAYINGS.iter().any(|word| part.name.eq_ignore_ascii_case(word));
        named || !part.below(&SAYINGS).is_empty()
    };
    !document.children.iter().filter(|part| !beside.contains(&part.name.as_str())).any(|part| said(&part))
}

fn without_request(mut document: Element) -> Element {
    document.children.retain(|part| part.name != REQUEST);
    document
}

/// Why an answer is not what was asked for.
fn why_not(reply: &Reply, protocol: &Protocol) -> ReadError {
    if reply.http_status == 200 && reply.body.len() > LARGEST_REFUSAL {
        let begins = reply.body.iter().find(|b| !b.is_ascii_whitespace());
        let flaw = if begins == Some(&b'{') { Flaw::JsonNotWhole } else { Flaw::XmlNotWhole };
        return ReadError { passing: true, ..odd(flaw, None) };
    }
    why_unread(reply, protocol)
}

/// The error of an answer that is no such thing, or not this one: it would be the same again.
pub(super) fn odd(flaw: Flaw, place: Option<String>) -> ReadError {
    let reason = Reason { field: place, ..Reason::flawed(ReasonCode::Unreadable, flaw) };
    ReadError { reason, passing: false, retry_after: None }
}

/// Whether an answer says that an earlier step must be asked for first.
pub(in crate::panel) fn lacks_a_step(reply: &Reply, protocol: &Protocol) -> bool {
    if reply.body.len() > LARGEST_REFUSAL {
        return false;
    }
    let read = text(reply)
        .and_then(|text| if is_json(&text, Some(protocol)) { json::parse(&text) } else { xml::parse(&text) });
    let error = read.as_ref().and_then(|document| document.child("error"));
    error.is_some_and(|error| error.attribute("type") == Some("wizard_unavailable"))
}
