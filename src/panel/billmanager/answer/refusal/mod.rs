//! What an error says: first its kind, by its marks and its words, then its code or type. Pure.

use super::asked::Asked;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::Answer;
use crate::panel::billmanager::element::Element;
use crate::panel::billmanager::saying::{Kind, is_field_of_an_order, of_mark, of_words, without_domain};

/// The most characters of a field's name that are kept as evidence.
const LONGEST_FIELD: usize = 200;

/// Types of an error about the order, and of one about who asks.
const OF_A_VALUE: [&str; 3] = ["exists", "missed", "value"];
const OF_WHO_ASKS: [&str; 2] = ["auth", "limit"];

/// The figures of an error about money.
const FIGURES: [&str; 7] = ["amount", "have", "deficit", "limit", "reserved", "available", "currency"];

/// What an error may name what it is about by.
const MARKS: [&str; 5] = ["code", "type", "obj", "object", "val"];

pub(super) fn of_error(error: &Element, asked: &Asked<'_>) -> Answer {
    if error.named("msg").count() > 1 {
        return Answer::Unclear(Reason::flawed(ReasonCode::Unreadable, Flaw::SeveralErrors));
    }
    if error.has_attribute_like(&MARKS) {
        return Answer::Unclear(Reason::flawed(ReasonCode::Unreadable, Flaw::Astray));
    }
    let refusal = Refusal::of(error, asked);
    let answer = match refusal.kind() {
        Some(kind) => refusal.of_kind(kind),
        None => refusal.by_form(),
    };
    match answer {
        Answer::NoMoney(reason) if reason.words.is_empty() => {
            Answer::NoMoney(Reason { words: figures(error), ..reason })
        }
        answer => answer,
    }
}

/// The figures of an error about money, where it has no words.
fn figures(error: &Element) -> String {
    let figure = |name: &&str| {
        let mut named = error.named("param").filter(|param| param.attribute("name") == Some(name));
        let value = named.next().filter(|_| named.next().is_none())?.words()?;
        let plain = value.len() <= 20 && value.chars().all(|c| c.is_ascii_alphanumeric() || ".,- ".contains(c));
        plain.then(|| format!("{name} {value}"))
    };
    FIGURES.iter().filter_map(figure).collect::<Vec<_>>().join(", ")
}

/// How an error says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form<'e> {
    /// BILLmanager 4: a number.
    Code(Option<u32>),
    /// BILLmanager 5 and 6: a word; a front's rewriting may bring them to a 4 as well.
    Type(&'e str),
}

/// What an error says.
struct Refusal<'e> {
    form: Form<'e>,
    words: &'e str,
    object: Option<&'e str>,
    field: Option<&'e str>,
    asked: Asked<'e>,
}

impl<'e> Refusal<'e> {
    fn of(error: &'e Element, asked: &Asked<'e>) -> Self {
        let form = match error.attribute("type") {
            Some(kind) => Form::Type(kind),
            None => Form::Code(error.attribute("code").and_then(|code| code.parse().ok())),
        };
        let words = error.text_of("msg").or_else(|| error.text_of("detail")).or(error.words()).unwrap_or_default();
        let object = error.attribute("obj").or_else(|| error.attribute("object"));
        let named = |param: &&Element| asked.is_of_today() && param.attribute("name") == Some("object");
        let object = object.or_else(|| error.named("param").find(named).and_then(Element::words));
        let field = error.attribute("val").or(object);
        Self { form, words, object, field, asked: *asked }
    }

    /// What kind it is: its words say it more exactly than its marks, which are read by themselves.
    fn kind(&self) -> Option<Kind> {
        let said = of_words(&without_domain(self.words, self.asked.domain));
        let marked = self.marked();
        if self.is_about_the_order(marked) {
            // Its words are about a value, which may be called anything.
            return said.filter(|kind| matches!(kind, Kind::NoMoney | Kind::DomainInUse));
        }
        match said {
            Some(Kind::Ordinary) => marked.filter(|kind| *kind != Kind::NoMoney),
            said => said.or(marked),
        }
    }

    /// What its object, its field or its type says by name.
    fn marked(&self) -> Option<Kind> {
        let kind = match self.form {
            Form::Type(kind) => Some(kind),
            Form::Code(_) => None,
        };
        let names = [self.object, self.field, kind];
        names.into_iter().flatten().find_map(|name| of_mark(&without_domain(name, self.asked.domain)))
    }

    /// Whether it is about a part of the order itself, and not about who asks.
    fn is_about_the_order(&self, marked: Option<Kind>) -> bool {
        let named = [self.object, self.field];
        let template = self.asked.protocol.map(|protocol| protocol.template_field.as_str());
        if named.into_iter().flatten().any(|name| is_field_of_an_order(name) || Some(name) == template) {
            return true;
        }
        let of_value = match self.form {
            Form::Code(code) => matches!(code, Some(2..=4)),
            Form::Type(kind) => OF_A_VALUE.contains(&kind),
        };
        of_value && self.field.is_some() && marked.is_none()
    }

    fn of_kind(&self, kind: Kind) -> Answer {
        match kind {
            Kind::SignIn => self.not_signed_in(ReasonCode::SignInRefused),
            Kind::AccountBlocked => self.not_signed_in(ReasonCode::AccountBlocked),
            Kind::TooManyTries => self.not_signed_in(ReasonCode::TooManyTries),
            Kind::AddressRefused => Answer::Blocked(self.reason(ReasonCode::AddressRefused)),
            Kind::Captcha => Answer::Blocked(self.reason(ReasonCode::Captcha)),
            Kind::SecondFactor => Answer::Blocked(self.reason(ReasonCode::SecondFactor)),
            Kind::NoMoney => Answer::NoMoney(self.reason(ReasonCode::NoMoney)),
            Kind::DomainInUse => {
                let reason = self.reason(ReasonCode::DomainInUse);
                Answer::Refused(Reason { field: Some("domain".to_owned()), ..reason })
            }
            Kind::Ordinary => self.by_form(),
        }
    }

    /// Whoever was not let in ordered nothing, if a refusal says so. An internal error, a message in words and
    /// a type that nobody knows may have come after the order.
    fn not_signed_in(&self, code: ReasonCode) -> Answer {
        let refused = match self.form {
            Form::Code(code) => matches!(code, Some(2..=6)),
            Form::Type(kind) if OF_WHO_ASKS.contains(&kind) || OF_A_VALUE.contains(&kind) => true,
            // A plug-in's own error, say. A mark is clear enough; words alone may be those of something behind it.
            Form::Type("access") => false,
            Form::Type(_) => self.marked().is_some(),
        };
        let reason = self.reason(code);
        if refused { Answer::SignInRefused(reason) } else { Answer::Blocked(reason) }
    }

    fn by_form(&self) -> Answer {
        match self.form {
            Form::Code(code) => self.by_code(code),
            Form::Type(kind) => self.by_type(kind),
        }
    }

    /// BILLmanager 4's numeric codes.
    fn by_code(&self, code: Option<u32>) -> Answer {
        match code {
            Some(2) if self.object == Some("domain") => Answer::Refused(self.reason(ReasonCode::DomainInUse)),
            Some(2 | 4) => Answer::Refused(self.reason(ReasonCode::ValueRefused)),
            Some(3) => Answer::Refused(self.reason(ReasonCode::NotKnown)),
            Some(5) => Answer::Refused(self.reason(ReasonCode::LimitExceeded)),
            Some(6) => Answer::Refused(self.reason(ReasonCode::AccessDenied)),
            // 1 is an internal error, 7 a licence problem, 8 a message in words.
            _ => Answer::Unclear(self.reason(ReasonCode::UnknownError)),
        }
    }

    /// The error types of BILLmanager 5 and 6.
    fn by_type(&self, kind: &str) -> Answer {
        match kind {
            "exists" if self.object == Some("domain") => Answer::Refused(self.reason(ReasonCode::DomainInUse)),
            "exists" | "value" => Answer::Refused(self.reason(ReasonCode::ValueRefused)),
            "missed" => Answer::Refused(self.reason(ReasonCode::NotKnown)),
            "limit" => Answer::Refused(self.reason(ReasonCode::LimitExceeded)),
            "access" if self.is_about_our_function() => Answer::Refused(self.reason(ReasonCode::AccessDenied)),
            // A session that is over is answered like this as well.
            "access" => Answer::Blocked(self.reason(ReasonCode::AccessDenied)),
            "wizard_unavailable" | "promocode_not_use" if self.asked.is_of_today() => {
                Answer::Refused(self.reason(ReasonCode::ValueRefused))
            }
            _ => Answer::Unclear(self.reason(ReasonCode::UnknownError)),
        }
    }

    fn is_about_our_function(&self) -> bool {
        let orders = self.asked.orders();
        let names = |text: &str| text.to_lowercase().contains(&orders);
        self.object.map_or_else(|| names(self.words), names)
    }

    fn reason(&self, code: ReasonCode) -> Reason {
        let field = self.field.map(|field| field.chars().take(LONGEST_FIELD).collect());
        Reason { field, ..Reason::with_words(code, self.words) }
    }
}

#[cfg(test)]
mod tests;
