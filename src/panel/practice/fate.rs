//! What a fault makes of an order: whether it is executed, and what is said to it. Pure.

use super::kind::Kind;
use super::node::Node;
use super::refusal::{Refusal, Style};
use super::reply::Said;

/// What becomes of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is not executed, and this is said.
    Left(Told),
    /// It is executed, and this is said.
    Executed(Told),
    /// It is executed some lists later, and this is said.
    Late(Told),
    /// It comes twice, and what the second one is told is said.
    Twice,
}

/// What is said of an order's fate; what a success says depends on the panel, and on what was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// That it was executed.
    Success,
    /// The first half of that.
    HalfSuccess,
    /// Something else.
    Else(Said),
}

impl Told {
    /// In a panel's words of success.
    pub(super) fn said(self, success: Node) -> Said {
        match self {
            Self::Success => Said::Document(success),
            Self::HalfSuccess => Said::CutShort(success),
            Self::Else(said) => said,
        }
    }
}

impl From<Said> for Told {
    fn from(said: Said) -> Self {
        Self::Else(said)
    }
}

impl Fate {
    /// The fate of the `number`-th order, from 1, that a fault befalls; of one that none does.
    pub(super) fn of(fault: Option<Kind>, number: u64, style: Style<'_>) -> Self {
        let Some(fault) = fault else { return Self::Executed(Told::Success) };
        match fault {
            Kind::CutBefore => Self::Left(Said::Cut.into()),
            Kind::CutAfter => Self::Executed(Said::Cut.into()),
            Kind::Late => Self::Late(Said::Cut.into()),
            Kind::CutBody => Self::Executed(Told::HalfSuccess),
            Kind::Silence => Self::Executed(Said::Silence.into()),
            Kind::Throttle => Self::Left(too_many().into()),
            Kind::ThrottleAfter => Self::Executed(too_many().into()),
            Kind::ThrottleLate => Self::Late(too_many().into()),
            Kind::Error500 => Self::Left(Said::Front(500, "Internal Server Error").into()),
            Kind::Error502 => Self::Left(Said::Front(502, "Bad Gateway").into()),
            Kind::Error504After => Self::Executed(Said::Front(504, "Gateway Time-out").into()),
            Kind::Html => Self::Left(Said::Front(200, "Scheduled maintenance").into()),
            Kind::Challenge => Self::Left(Said::Front(200, "Just a moment...").into()),
            Kind::OkNothing => Self::Left(Told::Success),
            Kind::RefuseAfter => Self::Executed(Refusal::after_all(number).said(style).into()),
            Kind::RefuseLate => Self::Late(Refusal::after_all(number).said(style).into()),
            Kind::Twice => Self::Twice,
            Kind::Unpaid => Self::Executed(Refusal::not_paid().said(style).into()),
            Kind::UnpaidPay => Self::Executed(leading("top", "func=order.pay").into()),
            Kind::WrongPassword => Self::Left(Refusal::bad_password().said(style).into()),
            Kind::SessionOver => Self::Left(Refusal::session_over().said(style).into()),
            Kind::Blocked => Self::Left(Refusal::blocked().said(style).into()),
            Kind::Address => Self::Left(Refusal::address().said(style).into()),
            Kind::Captcha => Self::Left(Refusal::captcha().said(style).into()),
            Kind::SecondFactor => Self::Left(second_factor().into()),
            Kind::FormAgain => Self::Left(Said::Document(Node::new("doc").with(Node::new("form"))).into()),
            Kind::NoMoney => Self::Left(Refusal::no_money().said(style).into()),
            // What is not said here befalls the service, the cart, or lists.
            Kind::UnpaidOk
            | Kind::OtherPrice
            | Kind::Cart
            | Kind::CartForeign
            | Kind::CartPrice
            | Kind::IdArray
            | Kind::NeedsConfig
            | Kind::NotAvailable
            | Kind::Clamp
            | Kind::ConfirmLost
            | Kind::ConfirmCut
            | Kind::ConfirmLate
            | Kind::ConfirmTwice
            | Kind::ConfirmRefused
            | Kind::ConfirmUrl
            | Kind::CartLateForeign
            | Kind::FilterRefused
            | Kind::List500
            | Kind::List429
            | Kind::ListCut
            | Kind::ListSilence
            | Kind::ListShort
            | Kind::ListFilter
            | Kind::ListGzip
            | Kind::ListHtml => Self::Executed(Told::Success),
        }
    }
}

/// The success of version 4: no number of anything.
pub(super) fn accepted() -> Node {
    Node::new("doc").with(Node::new("ok"))
}

/// The same, said.
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
