//! What people decided, as it is shown: on a line, in the Log, as JSON.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::order::ruling::{Contradiction, Decided, Held, Ruled};
use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// A decision for machines.
#[derive(Debug, Serialize)]
pub struct Decision<'a> {
    /// When.
    pub at: Timestamp,
    /// By whom: the operating system's user.
    pub operator: &'a str,
    /// About which domain.
    pub domain: &'a str,
    /// What: `ordered`, `not-ordered`, `release` or `adopt`.
    #[serde(rename = "decision")]
    pub ruled: &'static str,
    /// The service that it names.
    pub service_id: Option<&'a str>,
    /// Why, in the person's words.
    pub reason: &'a str,
    /// Whether an objection was set aside with `--force`.
    pub forced: bool,
    /// How it agrees with the panel's lists: `on-word`, `agreed` or `contradicted`, and by what.
    pub held: &'a Held,
}

impl<'a> Decision<'a> {
    /// The decision of a record.
    pub(super) fn of(decided: &'a Decided) -> Self {
        Self {
            at: decided.at,
            operator: &decided.operator,
            domain: &decided.domain,
            ruled: decided.ruled.verb(),
            service_id: decided.ruled.service_id(),
            reason: &decided.reason,
            forced: decided.forced,
            held: &decided.held,
        }
    }
}

/// What was decided.
pub(super) fn ruled(ruled: &Ruled, lang: Lang) -> Cow<'static, str> {
    match ruled {
        Ruled::Ordered(_) => lang.pick("ordered", "заказан").into(),
        Ruled::NotOrdered => lang.pick("not ordered", "не заказан").into(),
        Ruled::Release => lang.pick("domain freed", "домен освобождён").into(),
        Ruled::Gone(_) => lang.pick("service no longer exists", "услуги больше нет").into(),
        Ruled::Adopt(_) => lang.pick("service taken over into the ledger", "услуга внесена в журнал заказов").into(),
    }
}

/// Whether the panel's lists agree.
pub(super) fn held(held: &Held, lang: Lang) -> String {
    match held {
        Held::OnWord => lang
            .pick("on the operator's word: no list confirmed it yet", "со слов оператора: список ещё не подтвердил")
            .to_owned(),
        Held::Agreed => lang.pick("the panel's list agrees", "список панели подтверждает").to_owned(),
        Held::Contradicted(Contradiction::NotListed) => lang
            .pick(
                "CONTRADICTED: a complete list of the panel has no such service",
                "ОПРОВЕРГНУТО: в полном списке панели такой услуги нет",
            )
            .to_owned(),
        Held::Contradicted(Contradiction::OtherDomain(there)) => {
            let there = printable(there);
            tr!(
                lang,
                "CONTRADICTED: the panel lists the service under `{there}`",
                "ОПРОВЕРГНУТО: услуга значится в панели под `{there}`"
            )
        }
        Held::Contradicted(Contradiction::Listed(ids)) => {
            let ids = printable(&ids.join(", "));
            tr!(
                lang,
                "CONTRADICTED: the panel lists service {ids} under the domain",
                "ОПРОВЕРГНУТО: под этим доменом в панели есть услуга № {ids}"
            )
        }
    }
}

/// What was decided about which service, by whom, when, why, and whether lists agree; dates as the cells of a workbook
/// have them.
pub(super) fn in_words(decided: &Decided, zone: &TimeZone, lang: Lang) -> String {
    said(decided, &zone.to_datetime(decided.at).strftime("%d.%m.%Y %H:%M").to_string(), lang)
}

/// The same for a terminal.
pub(super) fn in_line(decided: &Decided, lang: Lang) -> String {
    let on = TimeZone::system().to_datetime(decided.at);
    said(decided, &on.strftime(day::to_minute(lang)).to_string(), lang)
}

fn said(decided: &Decided, on: &str, lang: Lang) -> String {
    let (what, who, why) = (ruled(&decided.ruled, lang), printable(&decided.operator), printable(&decided.reason));
    let id = decided.ruled.service_id().map(printable);
    let id = id.map(|id| tr!(lang, " (service {id})", " (услуга № {id})")).unwrap_or_default();
    let force = if decided.forced { " (--force)" } else { "" };
    let held = held(&decided.held, lang);
    tr!(
        lang,
        "decided {on} by {who}: {what}{id}{force}, `{why}`; {held}",
        "решение {on}, {who}: {what}{id}{force}, `{why}`; {held}"
    )
}

/// A decision in a line that begins with its domain.
#[must_use]
pub fn decided_line(decided: &Decided, lang: Lang) -> String {
    let domain = crate::order::Domain::new(&decided.domain).map(|domain| domain.unicode());
    let id = || decided.ruled.service_id().unwrap_or_default().to_owned();
    let named = domain.unwrap_or_else(|| if decided.domain.is_empty() { id() } else { decided.domain.clone() });
    format!("{}  {}", printable(&named), in_line(decided, lang))
}
