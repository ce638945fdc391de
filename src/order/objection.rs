//! What stands against a person's decision, in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Domain;
use super::service::Gap;
use crate::text::day;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What stands against what a person says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// A complete list has no service of this id; it has these under the domain.
    NotListed(String, Vec<String>),
    /// The service of this id is listed under this domain.
    OtherDomain(String, String),
    /// The service of this id was listed before the order was sent.
    StoodBefore(String),
    /// The service of this id is that of the order for this domain.
    OthersOrder(String, Domain),
    /// Services of these ids, which were not there before the order was sent, are listed under the domain.
    Appeared(Vec<String>),
    /// The same, where the panel refused the order: they may be anybody's.
    Contested(Vec<String>),
    /// So soon after its last attempt an order may still appear; until then.
    TooEarly(Timestamp),
    /// So soon after its last attempt an order that was accepted, and that no list showed yet, is not over; until then.
    NotListedYet(Timestamp),
    /// The list that was read now proves nothing absent, and why, where that is known.
    ListIncomplete(Option<Gap>),
    /// The panel was not asked.
    NoList,
    /// The newest list still shows the service of this id, undeleted.
    Undeleted(String),
}

impl Objection {
    /// Whether `--force` sets it aside: where a list proves nothing, a person may know better.
    #[must_use]
    pub const fn may_be_forced(&self) -> bool {
        match self {
            Self::TooEarly(_)
            | Self::NotListedYet(_)
            | Self::ListIncomplete(_)
            | Self::NoList
            | Self::Undeleted(_)
            | Self::Contested(_) => true,
            Self::NotListed(..)
            | Self::OtherDomain(..)
            | Self::StoodBefore(_)
            | Self::OthersOrder(..)
            | Self::Appeared(_) => false,
        }
    }

    /// What it is and the way out, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotListed(id, here) => {
                let id = printable(id);
                let here = if here.is_empty() {
                    lang.pick("none", "ничего нет").to_owned()
                } else {
                    printable(&here.join(", "))
                };
                tr!(
                    lang,
                    "the panel's complete list has no service {id}; services in the list under this domain: {here} (look up the service id in the panel)",
                    "в полном списке панели нет услуги № {id}; под этим доменом в списке: {here} (посмотрите № услуги в панели)"
                )
            }
            Self::OtherDomain(id, there) => {
                let (id, there) = (printable(id), printable(there));
                tr!(
                    lang,
                    "the panel lists service {id} under another domain: `{there}` (look up the service id in the panel)",
                    "услуга № {id} значится в панели под другим доменом: `{there}` (посмотрите № услуги в панели)"
                )
            }
            Self::StoodBefore(id) => {
                let id = printable(id);
                tr!(
                    lang,
                    "service {id} was in the panel's list before this order was sent, so this order did not create it (if this order created nothing, add --not-ordered, then take over the older service with `adopt`)",
                    "услуга № {id} была в списке панели ещё до отправки этого заказа, значит создана не им (если этот заказ ничего не создал, укажите --not-ordered, а прежнюю услугу затем внесите в журнал заказов командой `adopt`)"
                )
            }
            Self::OthersOrder(id, domain) => {
                let (id, domain) = (printable(id), domain.unicode());
                tr!(
                    lang,
                    "service {id} belongs to the order for `{domain}` (run the command for that domain)",
                    "услуга № {id} относится к заказу `{domain}` (выполните команду для этого домена)"
                )
            }
            Self::Appeared(ids) => {
                let ids = printable(&ids.join(", "));
                tr!(
                    lang,
                    "the panel lists a service under the domain that was not there before the order was sent: {ids} (if this order created it, add --ordered with its service id)",
                    "под этим доменом в панели значится услуга, которой не было до отправки заказа: № {ids} (если эту услугу создал этот заказ, укажите --ordered с её № услуги)"
                )
            }
            Self::Contested(ids) => {
                let ids = printable(&ids.join(", "));
                tr!(
                    lang,
                    "the panel refused the order, and yet lists a new service under the domain: {ids} (if this order created it, add --ordered with its service id; if somebody else ordered it, repeat with --force)",
                    "панель отклонила заказ, но под этим доменом значится новая услуга: № {ids} (если эту услугу создал этот заказ, укажите --ordered с её № услуги; если её заказал кто-то другой, повторите с --force)"
                )
            }
            Self::TooEarly(until) => {
                let until = local(*until, lang);
                tr!(
                    lang,
                    "it is too early: the panel may still execute the order (wait until {until}, or repeat with --force)",
                    "ещё рано: панель может выполнить этот заказ (подождите до {until} или повторите с --force)"
                )
            }
            Self::NotListedYet(until) => {
                let until = local(*until, lang);
                tr!(
                    lang,
                    "the panel accepted the order, and no list shows its service yet: another order may create a second one (wait until {until} and run `vdsbatch reconcile`, or repeat with --force)",
                    "панель приняла заказ, но в списках его услуги ещё нет: повторный заказ может создать вторую (подождите до {until} и выполните `vdsbatch reconcile` или повторите с --force)"
                )
            }
            Self::ListIncomplete(gap) => {
                let why = match gap {
                    Some(gap) => gap.message(lang),
                    None => lang
                        .pick("the domains of some services in the list cannot be read", "домены некоторых услуг в списке прочитать не удалось")
                        .to_owned(),
                };
                tr!(
                    lang,
                    "the panel's list does not prove that the service does not exist: {why} (try again later, or repeat with --force)",
                    "список панели не доказывает, что услуги нет: {why} (попробуйте позже или повторите с --force)"
                )
            }
            Self::NoList => lang
                .pick(
                    "the panel's list was not read, so nothing shows that the order does not exist (run the command without --no-list, or repeat with --force)",
                    "список панели не прочитан, и ничто не показывает, что заказа нет (выполните команду без --no-list или повторите с --force)",
                )
                .to_owned(),
            Self::Undeleted(id) => {
                let id = printable(id);
                tr!(
                    lang,
                    "the panel's newest list still shows service {id}, and not as deleted (delete it in the panel first, or repeat with --force)",
                    "в последнем списке панели услуга № {id} есть и не отмечена удалённой (сначала удалите её в панели или повторите с --force)"
                )
            }
        }
    }
}

/// A moment with its day, and the zone that it is told in.
fn local(at: Timestamp, lang: Lang) -> String {
    at.to_zoned_datetime(TimeZone::system()).strftime(&format!("{} %Z", day::to_second(lang))).to_string()
}
