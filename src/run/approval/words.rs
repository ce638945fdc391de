//! What a workbook says of a plan's code.

use crate::run::Run;
use crate::text::lang::{Lang, tr};

impl Run {
    /// The label and the words of the plan's code, and of what was approved; none for nobody's plan, and where no plan
    /// was made.
    #[must_use]
    pub fn approval_words(&self, lang: Lang) -> Option<(&'static str, String)> {
        let label = lang.pick("Approval code", "Код утверждения");
        let said = match (&self.approval, &self.facts.approved) {
            (Some(code), Some(approved)) if code == approved => {
                tr!(lang, "{code} — the plan that was approved", "{code} — утверждённый план")
            }
            (Some(code), Some(approved)) => {
                tr!(lang, "{code} — not the approved plan {approved}", "{code} — не утверждённый план {approved}")
            }
            (Some(code), None) if self.is_plan() => {
                tr!(
                    lang,
                    "{code} — with `--approved {code}` exactly this plan is ordered",
                    "{code} — с `--approved {code}` заказывается именно этот план"
                )
            }
            (Some(code), None) => {
                tr!(lang, "{code} — no approval was asked for", "{code} — утверждение не требовалось")
            }
            (None, Some(approved)) => {
                tr!(lang, "{approved} was to be ordered", "к заказу был указан план {approved}")
            }
            (None, None) => return None,
        };
        Some((label, said))
    }
}
