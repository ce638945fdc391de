//! Why the list at the end of a run does not tell what became of its orders.

use serde::{Deserialize, Serialize};

use crate::order::Reason;
use crate::order::service::Gap;
use crate::text::lang::{Lang, tr};

/// Why the list at the end of a run does not tell what became of its orders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingGap {
    /// It could not be read.
    Unread(Reason),
    /// It did not come complete.
    Incomplete(Gap),
}

impl ClosingGap {
    /// What it means and what to do, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unread(reason) => {
                let why = reason.message(lang);
                tr!(
                    lang,
                    "after the orders, the panel's list of services could not be read: {why}; accepted orders were not looked for (run the same command again: it looks for them)",
                    "после заказов не удалось прочитать список услуг панели: {why}; принятые заказы не проверены (запустите ту же команду ещё раз: она их проверит)"
                )
            }
            Self::Incomplete(gap) => {
                let (what, next) = (gap.line(lang), gap.way_out(lang));
                tr!(
                    lang,
                    "{what}; some orders accepted by this run were not seen in the list read after them ({next}, then run the same command again)",
                    "{what}; часть заказов, принятых в этом прогоне, в списке после них не найдена ({next} и запустите ту же команду ещё раз)"
                )
            }
        }
    }
}
