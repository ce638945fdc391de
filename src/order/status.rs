//! The statuses, one row each with everything that anybody asks about one.
//!
//! To add a status: a row in `statuses!`. What is asked of it elsewhere, it says here: how it is
//! called in both languages, what it does to money, claim and verdict, where workbooks show it. Left
//! are the places that make it, what follows it in a run ([`crate::submit`]'s breakers), and what a
//! person is advised to do; the compiler names the last two.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::claimed::ClaimState;
use super::facts::{Facts, OnClaim, Placed, Server, Tone, Weight};
use super::money::MoneyState;
use crate::text::lang::Lang;

macro_rules! statuses {
    ($($(#[$doc:meta])* $name:ident = $word:literal [$en:literal / $ru:literal]
        [$means_en:literal / $means_ru:literal] $facts:expr;)+) => {
        /// How an order stands. Every server of the input ends in exactly one.
        ///
        /// The word is the same in the ledger, in JSON and in what is typed; people read the title.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Status {
            $($(#[$doc])* $name,)+
        }

        impl Status {
            /// Every status, in the order of the control table.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// The word for machines and for the ledger.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The words for people.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($en, $ru),)+
                }
            }

            /// What it means, in a sentence or two.
            #[must_use]
            pub const fn meaning(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($means_en, $means_ru),)+
                }
            }

            /// What holds of every order of this status.
            #[must_use]
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$name => $facts,)+
                }
            }
        }
    };
}

statuses! {
    /// Seen in the panel's list: its service id is known.
    Confirmed = "confirmed" ["Confirmed" / "Подтверждено"]
        [
            "The panel lists the service." /
            "Услуга есть в списке панели."
        ]
        Facts {
            money: MoneyState::Expected,
            weight: Weight::Good,
            on_claim: OnClaim::Becomes(ClaimState::Confirmed),
            server: Server::Stands,
            placed: Placed::Now,
            sent: true,
            open: false,
            asks: false,
            to_fix: false,
            gravity: Some(7),
            tone: Tone { ink: 0x001e_4620, paper: 0x00e2_f0d9 },
        };
    /// A positive answer, not yet seen in the panel's list.
    Accepted = "accepted" ["Accepted" / "Принято"]
        [
            "The panel accepted the order; the service is not yet in the panel's list. Running the same command again confirms it." /
            "Панель приняла заказ; услуги в её списке пока нет. Чтобы подтвердить заказ, запустите ту же команду ещё раз."
        ]
        Facts {
            money: MoneyState::Expected,
            weight: Weight::Good,
            on_claim: OnClaim::Becomes(ClaimState::Accepted),
            server: Server::Stands,
            placed: Placed::Now,
            sent: true,
            open: true,
            asks: false,
            to_fix: false,
            gravity: Some(9),
            tone: Tone { ink: 0x001f_4e79, paper: 0x00dd_ebf7 },
        };
    /// The ledger or the panel has exactly this order.
    AlreadyOrdered = "already-ordered" ["Already ordered" / "Заказано ранее"]
        [
            "The ledger or the panel has exactly this order. No request was made." /
            "В журнале заказов или в панели уже есть ровно такой заказ. Запрос не отправлялся."
        ]
        Facts {
            money: MoneyState::Earlier,
            weight: Weight::Good,
            on_claim: OnClaim::ConfirmedWhenListed,
            server: Server::Stands,
            placed: Placed::Earlier,
            sent: false,
            open: false,
            asks: false,
            to_fix: false,
            gravity: Some(8),
            tone: Tone { ink: 0x0033_3f50, paper: 0x00d6_dce5 },
        };
    /// The order stands in the panel but is not paid.
    Unpaid = "unpaid" ["Unpaid" / "Не оплачено"]
        [
            "The order exists in the panel and waits for payment. Pay or cancel it there." /
            "Заказ создан в панели и ждёт оплаты. Оплатите или отмените его там."
        ]
        Facts {
            money: MoneyState::Pending,
            weight: Weight::Failed,
            on_claim: OnClaim::Becomes(ClaimState::Unpaid),
            server: Server::InDoubt,
            placed: Placed::Now,
            sent: true,
            open: false,
            asks: true,
            to_fix: false,
            gravity: Some(2),
            tone: Tone { ink: 0x005c_3d00, paper: 0x00ff_e699 },
        };
    /// It may or may not exist; never sent again by itself.
    Unknown = "unknown" ["Unknown" / "Требует проверки"]
        [
            "The order may or may not exist. The program sends it again only when three complete lists show that there is no such order, and only where the panel does not allow two services with one domain; otherwise you decide: look for the domain in the panel, then say what you found with `vdsbatch resolve`." /
            "Заказ мог быть создан, а мог и не быть. Программа отправит его повторно, только когда три полных списка покажут, что заказа нет, и только если панель не допускает двух услуг с одним доменом; иначе решаете вы: найдите домен в панели и сообщите результат через `vdsbatch resolve`."
        ]
        Facts {
            money: MoneyState::Unknown,
            weight: Weight::Unknown,
            on_claim: OnClaim::Becomes(ClaimState::Unknown),
            server: Server::InDoubt,
            placed: Placed::Never,
            sent: true,
            open: true,
            asks: true,
            to_fix: false,
            gravity: Some(1),
            tone: Tone { ink: 0x00ff_ffff, paper: 0x007a_1c14 },
        };
    /// A recognised refusal.
    Rejected = "rejected" ["Rejected" / "Отклонено"]
        [
            "The panel refused the order clearly, or an operator found that there is no such order; nothing was ordered." /
            "Панель однозначно отклонила заказ, или оператор убедился, что такого заказа нет; ничего не заказано."
        ]
        Facts {
            money: MoneyState::NotCharged,
            weight: Weight::Failed,
            on_claim: OnClaim::Becomes(ClaimState::Refused),
            server: Server::None,
            placed: Placed::Never,
            sent: true,
            open: false,
            asks: true,
            to_fix: true,
            gravity: Some(4),
            tone: Tone { ink: 0x007a_1c14, paper: 0x00fd_e0dd },
        };
    /// Its domain is claimed with other terms, or stands in the account and is not known to be ours.
    Conflict = "conflict" ["Conflict" / "Конфликт"]
        [
            "The domain was ordered with other parameters, or is in the account but not in the ledger. No request was made." /
            "Домен заказан с другими параметрами или есть в учётной записи, но в журнале заказов его нет. Запрос не отправлялся."
        ]
        Facts {
            money: MoneyState::NotCharged,
            weight: Weight::Failed,
            on_claim: OnClaim::Nothing,
            server: Server::None,
            placed: Placed::Never,
            sent: false,
            open: false,
            asks: true,
            to_fix: true,
            gravity: Some(3),
            tone: Tone { ink: 0x006b_2e00, paper: 0x00fc_e0cc },
        };
    /// Failed a check.
    Invalid = "invalid" ["Invalid" / "Ошибка в данных"]
        [
            "The row failed a check; nothing was sent." /
            "Строка не прошла проверку; ничего не отправлено."
        ]
        Facts {
            money: MoneyState::NotCharged,
            weight: Weight::Failed,
            on_claim: OnClaim::Nothing,
            server: Server::None,
            placed: Placed::Never,
            sent: false,
            open: false,
            asks: true,
            to_fix: true,
            gravity: Some(5),
            tone: Tone { ink: 0x0075_1238, paper: 0x00fb_dde9 },
        };
    /// Valid, but the run stopped first, or the panel was never reached.
    NotSent = "not-sent" ["Not sent" / "Не отправлялось"]
        [
            "The row is valid, but the run stopped before it, the panel could not be reached, or it turned the request away. Run the same command again." /
            "Строка верна, но прогон остановился до неё, связи с панелью не было или панель не приняла запрос. Запустите ту же команду ещё раз."
        ]
        Facts {
            money: MoneyState::NotCharged,
            weight: Weight::Failed,
            on_claim: OnClaim::Becomes(ClaimState::Open),
            server: Server::None,
            placed: Placed::Never,
            sent: false,
            open: false,
            asks: false,
            to_fix: true,
            gravity: Some(6),
            tone: Tone { ink: 0x0040_4040, paper: 0x00e7_e6e6 },
        };
    /// The row says not to order it, or it is not among those chosen.
    Skipped = "skipped" ["Skipped" / "Пропущено"]
        [
            "The row says not to order it, or it is not among those that --rows chose." /
            "В строке указано не заказывать, или она не выбрана через --rows."
        ]
        Facts {
            money: MoneyState::NotCharged,
            weight: Weight::Good,
            on_claim: OnClaim::Nothing,
            server: Server::None,
            placed: Placed::Never,
            sent: false,
            open: false,
            asks: false,
            to_fix: false,
            gravity: None,
            tone: Tone { ink: 0x0059_5959, paper: 0x00f5_f5f5 },
        };
    /// Passed all checks; plans and dry runs only.
    Ready = "ready" ["Ready" / "Готово к отправке"]
        [
            "The row passed all checks; only plans have this status." /
            "Строка прошла все проверки; этот статус бывает только в планах."
        ]
        Facts {
            money: MoneyState::Planned,
            weight: Weight::Good,
            on_claim: OnClaim::Nothing,
            server: Server::Planned,
            placed: Placed::Never,
            sent: false,
            open: false,
            asks: false,
            to_fix: false,
            gravity: None,
            tone: Tone { ink: 0x0024_1f6b, paper: 0x00e4_e2f8 },
        };
}

impl Status {
    /// The status of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_own_word() {
        for status in Status::ALL {
            assert_eq!(Status::of_word(status.word()), Some(status));
            assert_eq!(serde_json::to_string(&status).expect("json"), format!("\"{}\"", status.word()));
        }
        let mut all = Status::ALL.to_vec();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), Status::ALL.len());
    }

    #[test]
    fn facts_of_a_status_do_not_contradict_each_other() {
        let mut gravities = Vec::new();
        for status in Status::ALL {
            let facts = status.facts();
            gravities.extend(facts.gravity);
            assert!(!facts.asks || facts.gravity.is_some(), "{status} asks a person, who is told nothing");
            assert!(!facts.to_fix || facts.server == Server::None, "{status} would be ordered twice");
            assert!(!facts.open || facts.sent, "{status} was never sent, so no list tells of it");
            let frees = matches!(facts.on_claim, OnClaim::Becomes(ClaimState::Refused | ClaimState::Open));
            assert!(!frees || facts.money == MoneyState::NotCharged, "{status} frees what may be charged");
        }
        let asked = gravities.len();
        gravities.sort_unstable();
        gravities.dedup();
        assert_eq!(gravities.len(), asked, "two statuses are equally grave");
    }
}
