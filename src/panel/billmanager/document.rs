//! The document that an answer is, if it is one. Pure.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1251;

use super::element::Element;
use super::reply::Reply;
use super::{json, xml};
use crate::catalog::{Dialect, Protocol};
use crate::order::Flaw;

/// The text of an answer: UTF-8, or windows-1251 where answer or document say so.
pub(super) fn decode(reply: &Reply) -> Option<Cow<'_, str>> {
    let body = reply.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&reply.body);
    if let Ok(text) = std::str::from_utf8(body) {
        return Some(text.into());
    }
    let head = String::from_utf8_lossy(&body[..body.len().min(200)]).to_lowercase();
    let stated = reply.content_type.as_deref().map(str::to_lowercase).unwrap_or_default();
    let named = |text: &str| text.contains("windows-1251") || text.contains("cp1251");
    (named(&stated) || named(&head)).then(|| WINDOWS_1251.decode_without_bom_handling(body).0)
}

/// What panels of today put beside an answer: the request again, and the texts of the web interface by their names,
/// which may be `ok` or `error`. Neither says anything.
const BESIDE: [&str; 2] = ["tparams", "messages"];

fn is_of_today(protocol: Option<&Protocol>) -> bool {
    protocol.is_some_and(|protocol| protocol.dialect != Dialect::Billmanager4)
}

/// Whether a text is to be read as JSON: a panel of today is asked, and it begins like it. BILLmanager 4 is never
/// asked for JSON, so that whoever sends it is not the panel.
pub(super) fn is_json(text: &str, protocol: Option<&Protocol>) -> bool {
    is_of_today(protocol) && text.trim_start().starts_with('{')
}

/// The whole document that a text is, in what the panel may write.
pub(super) fn parse(text: &str, protocol: Option<&Protocol>) -> Option<Element> {
    let mut document = if is_json(text, protocol) { json::parse(text) } else { xml::parse(text) }?;
    if is_of_today(protocol) {
        document.children.retain(|child| !BESIDE.contains(&child.name.as_str()));
    }
    Some(document)
}

/// Whether a panel of today shows a form, or a step of one. A list has metadata as well, in some shapes.
pub(super) fn shows_a_form(document: &Element) -> bool {
    let metadata = document.named("metadata").any(|metadata| metadata.attribute("type") != Some("list"));
    metadata || FORM.iter().any(|name| document.child(name).is_some())
}

/// What a form is made of beside its metadata.
const FORM: [&str; 4] = ["slist", "form", "model", "setvalues"];

/// The document that an answer is: HTTP 200, text, and whole; none for anything else.
pub(super) fn document(reply: &Reply, protocol: &Protocol) -> Option<Element> {
    decode(reply).filter(|_| reply.http_status == 200).and_then(|text| parse(&text, Some(protocol)))
}

/// How the bytes of an answer are packed, by how they begin. Nothing packed is asked for, so it is not read.
pub(super) fn packed(reply: &Reply) -> Option<Flaw> {
    match reply.body.as_slice() {
        [0x1f, 0x8b, ..] => Some(Flaw::Gzip),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Flaw::Zstd),
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => Some(Flaw::Deflate),
        _ => None,
    }
}
