//! What the practice panel repeats of a request in its answer: password and all, as real ones do. Pure.

use quick_xml::escape::escape;

use super::node::Node;
use super::parameters::Parameters;
use crate::text::lang::Lang;

/// What of a request is repeated in its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Echo {
    /// Nothing.
    #[default]
    Nothing,
    /// Every parameter, beside what the answer says: `<tparams>`, and `<param>` in an error, as newer
    /// panels have them.
    Beside,
    /// The credentials as well, in the words of every error, each time in another escaping.
    InWords,
}

impl Echo {
    /// Those that can be asked for.
    pub(super) const ALL: [Self; 2] = [Self::Beside, Self::InWords];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Beside => "echo",
            Self::InWords => "echo=words",
        }
    }

    pub(super) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|echo| echo.word() == word)
    }

    pub(super) const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Beside => lang.pick("repeats the request beside every answer", "повторяет запрос рядом с ответом"),
            Self::InWords => lang.pick("repeats the login in the words of errors", "повторяет логин в тексте ошибок"),
        }
    }

    /// A document with what is repeated of the `number`-th request, from 1.
    pub(super) fn told(self, mut document: Node, given: &Parameters, number: u64) -> Node {
        if self == Self::Nothing {
            return document;
        }
        let mut parameters = Node::new("tparams");
        // Whatever a client calls its parameters, the answer stays a document.
        let named = |name: &str| name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        parameters.children.extend(given.iter().map(|(name, value)| Node::text(&named(name), value)));
        if let Some(error) = document.children.iter_mut().find(|child| child.name == "error") {
            let credentials = credentials(given);
            let param = Node::text("param", &credentials).attribute("name", "authinfo").attribute("type", "msg");
            error.children.insert(0, param);
            if self == Self::InWords {
                let told = in_words(&credentials, number);
                let words = error.children.iter_mut().filter(|child| child.name == "msg");
                // The words of an error are its own text, or stand in `msg`.
                let own = Some(&mut error.text).filter(|text| !text.is_empty());
                own.into_iter().chain(words.map(|words| &mut words.text)).for_each(|text| text.push_str(&told));
            }
        }
        document.children.insert(0, parameters);
        document
    }
}

/// What a request signs in with.
fn credentials(given: &Parameters) -> String {
    let of = |name: &str| given.get(name).map(String::as_str);
    match (of("authinfo"), of("username"), of("password")) {
        (Some(info), ..) => info.to_owned(),
        (None, Some(login), Some(password)) => format!("{login}:{password}"),
        _ => of("auth").unwrap_or_default().to_owned(),
    }
}

/// The credentials as words of an error, each time in another escaping.
fn in_words(credentials: &str, number: u64) -> String {
    let escaping = ESCAPINGS[usize::try_from(number % ESCAPINGS.len() as u64).unwrap_or(0)];
    format!(" Given: {}.", escaping(credentials))
}

/// How something between the panel and its answer may escape a text.
const ESCAPINGS: [fn(&str) -> String; 12] = [
    ToOwned::to_owned,
    form,
    percent,
    |text| percent(&percent(text)),
    |text| percent(text).to_lowercase(),
    |text| escape(text).into_owned(),
    |text| escape(escape(text)).into_owned(),
    |text| joined(text.chars().map(|c| format!("&#{};", u32::from(c)))),
    |text| joined(text.encode_utf16().map(|unit| format!("\\u{unit:04x}"))),
    |text| escape(text).replace(';', "%3B"),
    |text| {
        text.chars()
            .map(|c| if c.is_alphabetic() { c.to_string() } else { format!("&#x{:X};", u32::from(c)) })
            .collect()
    },
    |text| joined(text.bytes().map(|byte| format!("{byte:02x}"))),
];

fn form(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Every byte, as nobody must and anybody may.
fn percent(text: &str) -> String {
    joined(text.bytes().map(|byte| format!("%{byte:02X}")))
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}
