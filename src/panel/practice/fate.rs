//! What a fault makes of an order: whether it is executed, and what is said to it. Pure.

use super::kind::Kind;
use super::node::Node;
use super::refusal::{Refusal, Style};
use super::reply::Said;

/// What becomes of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is not executed, and this is said.
    Left(Said),
    /// It is executed, and this is said.
    Executed(Said),
    /// It is executed some lists later, and this is said.
    Late(Said),
    /// It comes twice, and what the second one is told is said.
    Twice,
}

impl Fate {
    /// The fate of the `number`-th order, from 1, that a fault befalls; of one that none does.
    pub(super) fn of(fault: Option<Kind>, number: u64, style: Style) -> Self {
        let Some(fault) = fault else { return Self::Executed(ok()) };
        match fault {
            Kind::CutBefore => Self::Left(Said::Cut),
            Kind::CutAfter => Self::Executed(Said::Cut),
            Kind::Late => Self::Late(Said::Cut),
            Kind::CutBody => Self::Executed(Said::CutShort(accepted())),
            Kind::Silence => Self::Executed(Said::Silence),
            Kind::Throttle => Self::Left(too_many()),
            Kind::ThrottleAfter => Self::Executed(too_many()),
            Kind::ThrottleLate => Self::Late(too_many()),
            Kind::Error500 => Self::Left(Said::Front(500, "Internal Server Error")),
            Kind::Error502 => Self::Left(Said::Front(502, "Bad Gateway")),
            Kind::Error504After => Self::Executed(Said::Front(504, "Gateway Time-out")),
            Kind::Html => Self::Left(Said::Front(200, "Scheduled maintenance")),
            Kind::Challenge => Self::Left(Said::Front(200, "Just a moment...")),
            Kind::OkNothing => Self::Left(ok()),
            Kind::RefuseAfter => Self::Executed(Refusal::after_all(number).said(style)),
            Kind::RefuseLate => Self::Late(Refusal::after_all(number).said(style)),
            Kind::Twice => Self::Twice,
            Kind::Unpaid => Self::Executed(Refusal::not_paid().said(style)),
            Kind::UnpaidPay => Self::Executed(leading("top", "func=order.pay")),
            Kind::WrongPassword => Self::Left(Refusal::bad_password().said(style)),
            Kind::SessionOver => Self::Left(Refusal::session_over().said(style)),
            Kind::Blocked => Self::Left(Refusal::blocked().said(style)),
            Kind::Address => Self::Left(Refusal::address().said(style)),
            Kind::Captcha => Self::Left(Refusal::captcha().said(style)),
            Kind::SecondFactor => Self::Left(second_factor()),
            Kind::NoMoney => Self::Left(Refusal::no_money().said(style)),
            // What is not said here befalls the service, or lists.
            Kind::UnpaidOk
            | Kind::OtherPrice
            | Kind::List500
            | Kind::List429
            | Kind::ListCut
            | Kind::ListSilence
            | Kind::ListShort
            | Kind::ListFilter
            | Kind::ListGzip
            | Kind::ListHtml => Self::Executed(ok()),
        }
    }
}

fn accepted() -> Node {
    Node::new("doc").with(Node::new("ok"))
}

/// The success of version 4: no number of anything.
pub(super) fn ok() -> Said {
    Said::Document(accepted())
}

/// The form of a second factor, whatever was asked for.
pub(super) fn second_factor() -> Said {
    leading("form", "func=totp.confirm")
}

/// Too many requests, says something in front of the panel.
pub(super) const fn too_many() -> Said {
    Said::Front(429, "Too Many Requests")
}

fn leading(kind: &str, target: &str) -> Said {
    Said::Document(Node::new("doc").with(Node::text("ok", target).attribute("type", kind)))
}
