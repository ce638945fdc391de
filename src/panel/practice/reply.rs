//! How the practice panel answers a request: what it says, and what becomes of that on its way. Pure.

use super::bjson;
use super::node::{Form, Node};
use super::page;

/// What is said to a request, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A document, in the form that was asked for.
    Document(Node),
    /// A document of which only the first half leaves.
    CutShort(Node),
    /// A document that is packed, although nobody asked for that.
    Packed(Node),
    /// A session begins: the document names it, and a browser is given it as a cookie.
    Session(String, Node),
    /// A page of something in front of the panel.
    Front(u16, &'static str),
    /// A success without a word.
    Nothing,
    /// The connection is cut without an answer.
    Cut,
    /// There is never an answer.
    Silence,
}

/// An answer as it leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// The content type.
    pub(super) kind: &'static str,
    /// The body, whole.
    pub(super) body: String,
    /// Whether it breaks off half-way.
    pub(super) torn: bool,
    /// Whether it is packed.
    pub(super) packed: bool,
    /// The session that a browser is to keep.
    pub(super) cookie: Option<String>,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// An answer, or the first half of one.
    Answer(Answer),
    /// The connection is cut without an answer.
    Cut,
    /// There is never an answer.
    Silence,
}

impl Said {
    /// The same, and its document is changed.
    pub(super) fn with_document(self, changed: impl Fn(Node) -> Node) -> Self {
        match self {
            Self::Document(node) => Self::Document(changed(node)),
            Self::CutShort(node) => Self::CutShort(changed(node)),
            Self::Packed(node) => Self::Packed(changed(node)),
            Self::Session(id, node) => Self::Session(id, changed(node)),
            Self::Front(..) | Self::Nothing | Self::Cut | Self::Silence => self,
        }
    }

    /// As it leaves, in the form that was asked for; `told` changes a document before it is written.
    pub(super) fn written(self, form: Form, told: impl Fn(Node) -> Node) -> Reply {
        let document = |document: Node| of_document(&told(document), form);
        Reply::Answer(match self {
            Self::Document(node) => document(node),
            Self::CutShort(node) => Answer { torn: true, ..document(node) },
            Self::Packed(node) => Answer { packed: true, ..document(node) },
            Self::Session(id, node) => Answer { cookie: Some(id), ..document(node) },
            Self::Front(429, words) => {
                Answer { status: 429, kind: "text/plain", body: words.to_owned(), ..Answer::default() }
            }
            Self::Front(status, title) => of_front(status, title),
            Self::Nothing => Answer { status: 200, kind: "text/html; charset=UTF-8", ..Answer::default() },
            Self::Cut => return Reply::Cut,
            Self::Silence => return Reply::Silence,
        })
    }
}

/// A page of something in front of the panel.
pub(super) fn of_front(status: u16, title: &str) -> Answer {
    Answer { status, kind: "text/html; charset=UTF-8", body: page::titled(title), ..Answer::default() }
}

fn of_document(document: &Node, form: Form) -> Answer {
    let (kind, body) = match form {
        Form::Xml => ("text/xml; charset=UTF-8", document.xml()),
        Form::Json => ("application/json; charset=UTF-8", document.json(false)),
        Form::LoneJson => ("application/json; charset=UTF-8", document.json(true)),
        Form::Bjson => ("application/json; charset=UTF-8", bjson::written(document)),
        Form::FlatJson => ("application/json; charset=UTF-8", document.flat_json()),
        Form::Page => ("text/html; charset=UTF-8", page::of_document(document)),
    };
    Answer { status: 200, kind, body, ..Answer::default() }
}
