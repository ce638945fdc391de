//! Why a run ended early: kept in the ledger, so a new reason is a new name there.

use serde::{Deserialize, Serialize};

use super::{Guard, Hindrance, Kept};
use crate::order::{ReasonCode, Status, Unwritten};
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Why a run ended before it had tried every order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// A person interrupted it.
    Interrupted,
    /// One answer was enough to stop.
    Answer(ReasonCode),
    /// So many orders are unknown.
    TooManyUnknown(u32),
    /// The same refusal came so many times in a row.
    SameRefusal(u32, ReasonCode),
    /// The panel could not be reached for a while.
    Outage,
    /// The first order ended so that nothing more may be sent.
    FirstOrder(Status),
    /// The ledger could not be written.
    Unwritten(Unwritten),
    /// The same as a sentence: older ledgers keep it so, and machines are told it so.
    Ledger(String),
    /// A guard refused before the first order request.
    Guard(Kept<Guard>),
    /// Something else kept the run from its first order request.
    Before(Kept<Hindrance>),
}

impl Stop {
    /// The code that `vdsbatch explain` knows, where there is one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Answer(reason) | Self::SameRefusal(_, reason) => Some(reason.code()),
            Self::Guard(Kept::Values(guard)) => Some(guard.code()),
            Self::Before(Kept::Values(hindrance)) => hindrance.code(),
            Self::Guard(Kept::Words(_))
            | Self::Before(Kept::Words(_))
            | Self::Interrupted
            | Self::TooManyUnknown(_)
            | Self::Outage
            | Self::FirstOrder(_)
            | Self::Unwritten(_)
            | Self::Ledger(_) => None,
        }
    }

    /// Why, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Interrupted => lang.pick("interrupted by the operator", "прервано оператором").to_owned(),
            Self::Answer(reason) => format!("{} {}", reason.code(), reason.title(lang)),
            Self::TooManyUnknown(n) => {
                tr!(lang, "not known whether orders were created: {n}", "неизвестно, созданы ли заказы: {n}")
            }
            Self::SameRefusal(n, reason) => {
                let (code, title) = (reason.code(), reason.title(lang));
                let times = lang.noun(u64::from(*n), ["time", "times"], ["раз", "раза", "раз"]);
                tr!(
                    lang,
                    "the same refusal {n} {times} in a row: {code} {title}",
                    "один и тот же отказ {n} {times} подряд: {code} {title}"
                )
            }
            Self::Outage => {
                lang.pick("the panel could not be reached for a while", "с панелью долго не было связи").to_owned()
            }
            Self::FirstOrder(status) => {
                let status = status.title(lang);
                tr!(lang, "the status of the first order is \"{status}\"", "статус первого заказа — «{status}»")
            }
            Self::Unwritten(why @ Unwritten::Gone(_)) => {
                let why = why.why(lang);
                tr!(
                    lang,
                    "{why}; put the ledger's folder back before anything else is ordered",
                    "{why}; верните папку журнала заказов, прежде чем заказывать дальше"
                )
            }
            Self::Unwritten(why) => unwritten(&why.why(lang), lang),
            Self::Ledger(why) => unwritten(why, lang),
            // Its foreign parts are made printable, each by itself: what differs from an approved plan is told whole.
            Self::Guard(Kept::Values(guard)) => guard.line(lang),
            // Older ledgers keep these as sentences, with foreign text in them.
            Self::Guard(why) => printable(&why.message(lang)),
            Self::Before(why) => printable(&why.message(lang)),
        }
    }
}

fn unwritten(why: &str, lang: Lang) -> String {
    let why = printable(Unwritten::without_head(why));
    tr!(lang, "the ledger could not be written: {why}", "не удалось записать в журнал заказов: {why}")
}
