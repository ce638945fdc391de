//! Why the list at the end of a run does not tell what became of its orders.

use serde::{Deserialize, Serialize};

use crate::order::service::Gap;
use crate::order::{Reason, ReasonCode};
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
                let (code, why) = (ReasonCode::ListIncomplete.code(), gap.message(lang));
                tr!(
                    lang,
                    "{code} after the orders the list of services did not come complete: {why}; some accepted orders were not seen in it (clear the filter of the list in the panel, then run the same command again)",
                    "{code} после заказов список услуг получен не полностью: {why}; часть принятых заказов в нём не найдена (сбросьте фильтр списка в панели и запустите ту же команду ещё раз)"
                )
            }
        }
    }
}
