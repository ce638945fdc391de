//! Why an order ended as it did: a stable code, the words of others, and what to do next.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Detail, Flaw, Link, Unwritten};
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal $word:literal
        [$en:literal / $ru:literal] [$next_en:literal / $next_ru:literal];)+) => {
        /// A reason, by its stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ReasonCode {
            $($(#[$doc])* $name,)+
        }

        impl ReasonCode {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code that `vdsbatch explain` knows.
            #[must_use]
            pub const fn code(self) -> Code {
                match self {
                    $(Self::$name => Code($code),)+
                }
            }

            /// The word for machines.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The reason in words.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($en, $ru),)+
                }
            }

            /// What a person does next.
            #[must_use]
            pub const fn next_step(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($next_en, $next_ru),)+
                }
            }
        }
    };
}

reasons! {
    /// Another service of the panel has the domain.
    DomainInUse = "P201" "domain-in-use"
        ["the domain is already in use at the panel" / "домен уже используется в панели"]
        ["choose another domain" / "выберите другой домен"];
    /// The panel refuses a value.
    ValueRefused = "P202" "value-refused"
        ["the panel refused a value" / "панель не приняла значение"]
        ["correct the value" / "исправьте значение"];
    /// The panel does not know something that the order names.
    NotKnown = "P203" "not-known"
        ["the panel does not know something that the order names" / "панель не знает того, что названо в заказе"]
        ["check that the catalogue is up to date" / "проверьте, не устарел ли каталог"];
    /// A limit of the panel or the account.
    LimitExceeded = "P204" "limit-exceeded"
        ["a limit of the panel is exceeded" / "превышено ограничение панели"]
        ["order less, or ask the provider" / "закажите меньше или обратитесь к провайдеру"];
    /// The account may not do this.
    AccessDenied = "P205" "access-denied"
        ["the account may not do this" / "учётной записи это не разрешено"]
        ["ask the provider for the right; where a panel lets in only sessions, add `--sign-in session`" / "запросите права у провайдера; если панель пускает только по сессии, добавьте `--sign-in session`"];
    /// Not enough money.
    NoMoney = "P206" "no-money"
        ["not enough money on the balance" / "недостаточно средств на балансе"]
        ["top up the balance and run the same command again" / "пополните баланс и запустите ту же команду ещё раз"];
    /// The order stands but is not paid.
    NotPaid = "P207" "not-paid"
        ["the order stands in the panel and is not paid" / "заказ создан в панели, но не оплачен"]
        ["pay or cancel it in the panel" / "оплатите или отмените его в панели"];
    /// The login or password was refused.
    SignInRefused = "P208" "sign-in-refused"
        ["the panel refused the sign-in" / "панель не приняла вход"]
        ["check login and password (a session that is over needs nothing but a new run), then run the same command again" / "проверьте логин и пароль (если истекла сессия, достаточно нового запуска) и запустите ту же команду ещё раз"];
    /// The panel asks for a captcha.
    Captcha = "P209" "captcha"
        ["the panel asks for a captcha" / "панель требует ввести капчу"]
        ["ask the provider to allow API access from your address" / "попросите провайдера разрешить доступ к API с вашего адреса"];
    /// The panel refuses this machine's address.
    AddressRefused = "P210" "address-refused"
        ["the panel refuses access from this address" / "панель не пускает с этого адреса"]
        ["ask the provider to allow API access from your address" / "попросите провайдера разрешить доступ к API с вашего адреса"];
    /// Something in front of the panel wants a browser.
    ChallengePage = "P211" "challenge-page"
        ["a protection page answered instead of the panel" / "вместо панели ответила страница защиты"]
        ["ask the provider to allow API access from your address" / "попросите провайдера разрешить доступ к API с вашего адреса"];
    /// The answer says neither yes nor no.
    Unreadable = "P212" "unreadable-answer"
        ["the answer says neither yes nor no" / "ответ не говорит ни да, ни нет"]
        ["look for the domain in the panel; do not order it again by hand before that" / "найдите домен в панели; до этого не заказывайте его вручную"];
    /// The server, or something in front of it, reported an error.
    ServerError = "P213" "server-error"
        ["the server reported an error" / "сервер сообщил об ошибке"]
        ["look for the domain in the panel; do not order it again by hand before that" / "найдите домен в панели; до этого не заказывайте его вручную"];
    /// The answer points to another address.
    Redirected = "P214" "redirected"
        ["the answer points to another address; it was not followed" / "ответ ведёт на другой адрес; переход не выполнен"]
        ["check the panel's address" / "проверьте адрес панели"];
    /// An error that is not recognised.
    UnknownError = "P215" "unknown-error"
        ["the panel reported an error that is not recognised" / "панель сообщила об ошибке, которая не распознана"]
        ["look for the domain in the panel; do not order it again by hand before that" / "найдите домен в панели; до этого не заказывайте его вручную"];
    /// Too many requests.
    Throttled = "P216" "throttled"
        ["the panel asks to slow down" / "панель просит снизить частоту запросов"]
        ["run the same command again later, with fewer jobs" / "запустите ту же команду позже, с меньшим числом потоков"];
    /// A refusal, but an earlier try may have succeeded.
    RefusedOnRepeat = "P217" "refused-on-repeat"
        ["refused, but an earlier try may have succeeded" / "отказ, но предыдущая попытка могла пройти"]
        ["look for the domain in the panel" / "найдите домен в панели"];
    /// Refused, and a new service stands under the domain all the same.
    RefusedYetListed = "P230" "refused-yet-listed"
        ["refused, and yet the panel lists a new service under the domain" / "отказ, но под этим доменом в панели появилась новая услуга"]
        ["find out whose service it is: this order's or somebody else's" / "выясните, чья это услуга: создана этим заказом или заказана кем-то другим"];
    /// A positive answer, and lists that do not show the service for too long.
    NeverListed = "P231" "never-listed"
        ["the answer was positive, and yet complete lists do not show the service" / "ответ был положительным, но в полных списках услуги нет"]
        ["clear the filter of the list in the panel and look for the domain there" / "сбросьте фильтр списка в панели и найдите в нём домен"];
    /// Refused a short while ago, and no list has borne that out yet.
    RefusalOpen = "P232" "refusal-not-borne-out"
        ["an earlier try was refused, and no list has shown yet that nothing came of it" / "прежняя попытка была отклонена, и ни один список пока не показал, что заказа действительно нет"]
        ["run the same command again in a minute" / "запустите ту же команду через минуту"];
    /// It was laid into the account's cart, and not paid for.
    InCart = "P227" "in-cart"
        ["the order lies in the account's cart and is not paid" / "заказ лежит в корзине учётной записи и не оплачен"]
        ["pay for it or remove it in the panel's cart" / "оплатите его или удалите из корзины в панели"];
    /// The account's cart does not hold this order and nothing else.
    CartUnlike = "P228" "cart-differs"
        ["the account's cart does not hold this order and nothing else, at no more than was planned, so nothing was paid" / "в корзине учётной записи не только этот заказ либо он дороже запланированного, поэтому ничего не оплачено"]
        ["look at the cart in the panel and settle there what lies in it" / "откройте корзину в панели и разберитесь, что в ней лежит"];
    /// Several new services can be this order's.
    SeveralFound = "P229" "several-services"
        ["several new services can be this order's" / "этому заказу могут соответствовать несколько новых услуг"]
        ["find out which of them it is" / "выясните, какая из них создана этим заказом"];
    /// The service waits until somebody fills in what the panel asks for.
    NeedsConfiguration = "P233" "needs-configuration"
        ["the service waits for data that a person fills in" / "услуга ждёт данных, которые должен заполнить человек"]
        ["fill in what the panel asks for" / "заполните в панели то, что она запрашивает"];
    /// The provider has no resources for the service, whose money may be gone.
    NotAvailable = "P234" "not-available"
        ["the provider has no resources for this service" / "у поставщика нет ресурсов для этой услуги"]
        ["ask the provider what becomes of the order and its money" / "узнайте у провайдера, что будет с заказом и деньгами за него"];
    /// Services appeared while carts were paid, and no order of the run explains them.
    Unexplained = "P235" "unexplained-services"
        ["services appeared in the account that no order of this run explains" / "в учётной записи появились услуги, которых не объясняет ни один заказ этого прогона"]
        ["find out who ordered them, before more is paid out of the cart" / "выясните, кто их заказал, прежде чем оплачивать из корзины что-то ещё"];
    /// The panel's list did not come complete.
    ListIncomplete = "P218" "list-incomplete"
        ["the panel's list of services did not come complete" / "список услуг панели получен не полностью"]
        ["clear the filter of the list in the panel, then run the same command again" / "сбросьте фильтр списка в панели и запустите ту же команду ещё раз"];
    /// The panel was never reached.
    Unreachable = "T301" "unreachable"
        ["the panel could not be reached" / "не удалось соединиться с панелью"]
        ["check network and address, then run the same command again" / "проверьте сеть и адрес и запустите ту же команду ещё раз"];
    /// The panel's certificate is not trusted.
    NotTrusted = "T302" "certificate-not-trusted"
        ["the panel's certificate is not trusted; the password was not sent" / "сертификату панели нельзя доверять; пароль не отправлялся"]
        ["check the address, this machine's clock and the certificate that is named, if one is" / "проверьте адрес, часы этой машины и указанный сертификат, если он указан"];
    /// The connection ended after the order was sent.
    ConnectionLost = "T303" "connection-lost"
        ["the connection was lost after sending" / "соединение прервалось после отправки"]
        ["look for the domain in the panel; do not order it again by hand before that" / "найдите домен в панели; до этого не заказывайте его вручную"];
    /// No answer in time.
    TimedOut = "T304" "timed-out"
        ["no answer came in time" / "ответ не пришёл вовремя"]
        ["look for the domain in the panel; do not order it again by hand before that" / "найдите домен в панели; до этого не заказывайте его вручную"];
    /// The program ended while the answer was awaited.
    Crashed = "T305" "ended-while-waiting"
        ["the program ended while the answer was awaited" / "программа завершилась, не дождавшись ответа"]
        ["run the same command again: it looks the order up" / "запустите ту же команду ещё раз: она проверит заказ"];
    /// A fault of the program itself.
    Faulted = "T306" "program-fault"
        ["a fault of the program while the order was under way" / "сбой программы во время заказа"]
        ["report the fault; run the same command again: it looks the order up" / "сообщите о сбое; запустите ту же команду ещё раз: она проверит заказ"];
    /// The run stopped before this order.
    RunStopped = "G101" "run-stopped"
        ["the run stopped before this order" / "прогон остановлен до этого заказа"]
        ["see why the run stopped, then run the same command again" / "выясните причину остановки и запустите ту же команду ещё раз"];
    /// A person interrupted the run.
    Interrupted = "G102" "interrupted"
        ["the run was interrupted before this order" / "прогон прерван до этого заказа"]
        ["run the same command again" / "запустите ту же команду ещё раз"];
    /// The domain was ordered with other terms.
    OtherTerms = "G103" "other-terms"
        ["the domain was ordered before, with other parameters" / "домен уже заказан с другими параметрами"]
        ["correct the row, or choose another domain" / "исправьте строку или выберите другой домен"];
    /// The domain stands in the account and is not known to be ours.
    InAccount = "G104" "in-account"
        ["the domain stands in the account already, and this ledger did not order it" / "домен уже есть в учётной записи, и заказан он не отсюда"]
        ["choose another domain, or take the service over, saying why: the row's next step has the command" / "выберите другой домен или примите услугу под учёт, указав причину: команда есть в следующем шаге этой строки"];
    /// The ledger could not be written.
    LedgerFailed = "G106" "ledger-failed"
        ["the ledger could not be written; nothing was sent" / "не удалось записать в журнал; ничего не отправлено"]
        ["free disk space or repair the disk, then run the same command again" / "освободите место или исправьте диск и запустите ту же команду ещё раз"];
    /// An earlier order of the domain is in doubt, and this run did not look it up.
    InDoubt = "G107" "in-doubt"
        ["an earlier try of this order may have succeeded" / "предыдущая попытка этого заказа могла пройти"]
        ["look for the domain in the panel" / "найдите домен в панели"];
    /// A person found the order in the panel.
    DecidedOrdered = "G109" "decided-ordered"
        ["a person found it in the panel" / "человек нашёл заказ в панели"]
        ["nothing" / "ничего не требуется"];
    /// A person found that the order does not exist.
    DecidedNotOrdered = "G115" "decided-not-ordered"
        ["a person found that it does not exist" / "человек установил, что заказа нет"]
        ["run the same command again to order it" / "чтобы заказать, запустите ту же команду ещё раз"];
    /// The row is not among those that were chosen.
    NotChosen = "G133" "not-chosen"
        ["not among the rows that --rows chose" / "не входит в строки, выбранные через --rows"]
        ["nothing; order it later by the same command with other rows, or without --rows" / "ничего не требуется; заказать позже можно той же командой с другими строками или без --rows"];
    /// The panel has no list, says the operator.
    NoList = "P219" "no-list"
        ["the panel's list was not read (--no-list)" / "список панели не читался (--no-list)"]
        ["look for the domain in the panel" / "найдите домен в панели"];
    /// The panel asks for a second factor.
    SecondFactor = "P220" "second-factor"
        ["the panel asks for a second factor" / "панель требует второй фактор"]
        ["ask the provider for API access without a second factor, or order from an account that has none" / "попросите у провайдера доступ к API без второго фактора или заказывайте с учётной записи, у которой его нет"];
    /// The panel says that the account is blocked.
    AccountBlocked = "P221" "account-blocked"
        ["the panel says that the account is blocked" / "панель сообщает, что учётная запись заблокирована"]
        ["ask the provider why, then run the same command again" / "узнайте причину у провайдера, затем запустите ту же команду ещё раз"];
    /// Too many tries to sign in.
    TooManyTries = "P222" "too-many-tries"
        ["the panel counts too many tries to sign in" / "панель насчитала слишком много попыток входа"]
        ["wait as long as the panel asks, check login and password, then run the same command again" / "подождите, сколько требует панель, проверьте логин и пароль и запустите ту же команду ещё раз"];
    /// The panel asks for another step: a form, a wizard, a confirmation.
    AnotherStep = "P223" "another-step"
        ["the panel asks for another step, and says neither yes nor no" / "панель требует ещё один шаг и не говорит ни да, ни нет"]
        ["sign in to the panel with a browser and see what it asks for" / "войдите в панель через браузер и посмотрите, чего она требует"];
    /// What answered a read is not the panel.
    NotThePanel = "P224" "not-the-panel"
        ["what answered is not the panel" / "ответила не панель"]
        ["check the panel's address, and open it in a browser: a network's own sign-in page may answer instead; then run the same command again" / "проверьте адрес панели и откройте его в браузере: вместо панели может отвечать страница входа в сеть; затем запустите ту же команду ещё раз"];
    /// The panel has no such list.
    NoSuchList = "P225" "no-such-list"
        ["this panel has no list of services `vds`" / "в этой панели нет списка услуг `vds`"]
        ["if it really has none, check the domains in the panel yourself and add --no-list" / "если списка действительно нет, сами проверьте домены в панели и добавьте --no-list"];
    /// Something in front of the panel refuses.
    FrontRefused = "P226" "front-refused"
        ["something in front of the panel wants a sign-in of its own, or refuses this address" / "что-то перед панелью требует своего входа или не пускает с этого адреса"]
        ["check the panel's address, and ask the provider to allow API access from your address" / "проверьте адрес панели и попросите провайдера разрешить доступ к API с вашего адреса"];
    /// The form of an order does not say clearly what it costs.
    UnclearQuote = "P236" "unclear-quote"
        ["the panel's form does not say clearly what the order would cost" / "форма панели не говорит однозначно, сколько стоил бы заказ"]
        ["look at the order's form in the panel" / "посмотрите форму этого заказа в панели"];
    /// The form of an order shows another value than was asked for.
    ShownOtherwise = "P237" "shown-otherwise"
        ["the panel's form shows another value than was asked for" / "форма панели показывает не то значение, которое запрошено"]
        ["correct the value, or the table if the panel's limits have changed" / "исправьте значение или таблицу, если ограничения панели изменились"];
    /// The form of an order does not offer the value that was asked for.
    NotOffered = "P238" "not-offered"
        ["the panel's form does not offer the value that was asked for" / "форма панели не предлагает запрошенного значения"]
        ["correct the value, or the table if the panel's limits have changed" / "исправьте значение или таблицу, если ограничения панели изменились"];
    /// The connection ended while the panel was read.
    LostWhileReading = "T307" "lost-while-reading"
        ["the connection was lost while the panel was read; nothing was ordered by that" / "соединение прервалось во время чтения панели; этим ничего не заказано"]
        ["check the network, then run the same command again" / "проверьте сеть и запустите ту же команду ещё раз"];
    /// A read was not answered in time.
    NotReadInTime = "T308" "not-read-in-time"
        ["the panel did not answer a read in time; nothing was ordered by that" / "панель не ответила на чтение вовремя; этим ничего не заказано"]
        ["wait a few minutes, then run the same command again" / "подождите несколько минут и запустите ту же команду ещё раз"];
    /// The run is still going, and the panel has not answered yet.
    StillAwaited = "T309" "still-awaited"
        ["the run is still going: the panel's answer is awaited" / "прогон ещё идёт: ожидается ответ панели"]
        ["wait until the run has ended, then make this again" / "дождитесь завершения прогона и составьте это заново"];
    /// The run is still going, and has not come to this order yet.
    NotYetSent = "G134" "not-yet-sent"
        ["the run is still going and has not come to this order yet" / "прогон ещё идёт и до этого заказа пока не дошёл"]
        ["wait until the run has ended, then make this again" / "дождитесь завершения прогона и составьте это заново"];
    /// The service that the ledger confirmed is listed as deleted.
    DeletedSince = "G108" "deleted-since"
        ["ordered earlier, and the panel lists the service as deleted" / "заказано ранее, и в панели услуга отмечена удалённой"]
        ["to order it again, release the domain first" / "чтобы заказать снова, сначала освободите домен"];
}

impl ReasonCode {
    /// Whether the panel, or what stands before it, lets nobody of this account in until a person acts: whatever
    /// is asked next is answered the same, and may make it worse.
    #[must_use]
    pub const fn keeps_out(self) -> bool {
        matches!(
            self,
            Self::SignInRefused
                | Self::SecondFactor
                | Self::AccountBlocked
                | Self::TooManyTries
                | Self::AnotherStep
                | Self::Captcha
                | Self::ChallengePage
                | Self::AddressRefused
                | Self::FrontRefused
        )
    }

    /// Whether the order is in a run that is still going: it awaits its answer or its turn.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::StillAwaited | Self::NotYetSent)
    }

    /// Whether all that is to be done is to look for the order, which every order in doubt asks for.
    const fn only_asks_to_look(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::ServerError
                | Self::UnknownError
                | Self::RefusedOnRepeat
                | Self::ConnectionLost
                | Self::TimedOut
                | Self::InDoubt
                | Self::NoList
        )
    }

    /// What is to be done beside looking for an order in doubt; none if there is nothing else.
    #[must_use]
    pub const fn beside_looking(self, lang: Lang) -> Option<&'static str> {
        if self.only_asks_to_look() { None } else { Some(self.next_step(lang)) }
    }

    /// What a person does next about an order that was not sent for this reason. There is nothing to
    /// look for then.
    #[must_use]
    pub fn next_step_unsent(self, lang: Lang) -> String {
        let step = self.next_step(lang);
        if self.only_asks_to_look()
            || matches!(self, Self::Crashed | Self::Faulted | Self::RefusedYetListed | Self::NeverListed)
        {
            // Its own step would be to look for an order, and this one never left.
            let again = lang.pick(
                "remove the cause, then run the same command again",
                "устраните причину и запустите ту же команду ещё раз",
            );
            return again.to_owned();
        }
        // The next step of these ends with it already.
        let says_to_run_again = matches!(
            self,
            Self::NoMoney
                | Self::SignInRefused
                | Self::AccountBlocked
                | Self::TooManyTries
                | Self::NotThePanel
                | Self::LostWhileReading
                | Self::NotReadInTime
                | Self::Throttled
                | Self::ListIncomplete
                | Self::RefusalOpen
                | Self::Unreachable
                | Self::RunStopped
                | Self::Interrupted
                | Self::LedgerFailed
                | Self::DecidedNotOrdered
        );
        if says_to_run_again { step.to_owned() } else { then_again(step, lang) }
    }
}

fn then_again(step: &str, lang: Lang) -> String {
    tr!(lang, "{step}, then run the same command again", "{step}, затем запустите ту же команду ещё раз")
}

/// Why an order ended as it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The reason.
    pub code: ReasonCode,
    /// The words of others: the panel's, a library's, the system's, or those of a person who decided.
    /// Foreign text, made printable where it is shown. Older versions kept our own details here, too.
    pub words: String,
    /// The parameter or object that the panel names.
    pub field: Option<String>,
    /// What this program itself adds; only where there are no words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
}

impl Reason {
    /// A reason that says enough by itself.
    #[must_use]
    pub const fn new(code: ReasonCode) -> Self {
        Self { code, words: String::new(), field: None, detail: None }
    }

    /// A reason with the words of others; cut at 1,000 characters.
    #[must_use]
    pub fn with_words(code: ReasonCode, words: &str) -> Self {
        // Evidence is kept for ever, and a front may answer with a whole page.
        Self { words: words.trim().chars().take(1000).collect(), ..Self::new(code) }
    }

    /// A reason that lies in an answer: what is wrong with it.
    #[must_use]
    pub fn flawed(code: ReasonCode, flaw: Flaw) -> Self {
        Self { detail: Some(Detail::Answer(flaw)), ..Self::new(code) }
    }

    /// The reason of an order that the ledger did not take, so that it was not sent.
    #[must_use]
    pub fn unwritten(why: Unwritten) -> Self {
        Self { detail: Some(Detail::Ledger(Box::new(why))), ..Self::new(ReasonCode::LedgerFailed) }
    }

    /// The reason of an order that was not sent for want of a connection.
    #[must_use]
    pub fn linked(code: ReasonCode, link: Link) -> Self {
        Self { detail: Some(Detail::Link(Box::new(link))), ..Self::new(code) }
    }

    /// What kept the connection from being made, if that is known.
    #[must_use]
    pub fn link(&self) -> Option<&Link> {
        if let Some(Detail::Link(link)) = &self.detail { Some(link) } else { None }
    }

    /// What a person does next about an order that was not sent for this reason: what its own detail asks
    /// for, or else its code.
    #[must_use]
    pub fn next_step_unsent(&self, lang: Lang) -> String {
        self.link().map_or_else(|| self.code.next_step_unsent(lang), |link| then_again(&link.next_step(lang), lang))
    }

    /// What stands beside the reason: the words of others, or else our own detail, in English; none if the
    /// reason says enough by itself. Not printable yet.
    #[must_use]
    pub fn said(&self) -> Option<Cow<'_, str>> {
        if self.words.is_empty() {
            return self.detail.as_ref().map(|detail| detail.to_string().into());
        }
        Some(self.words.as_str().into())
    }

    /// The reason in words: code, what it means, and what is said beside it.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (code, title) = (self.code.code(), self.code.title(lang));
        let field = self.field.as_ref().map(|field| format!(" ({})", printable(field))).unwrap_or_default();
        if let Some(link) = self.link() {
            // Made printable already, and never cut: its end may be what is to be compared.
            return format!("{code} {title}: {}", link.message(lang));
        }
        let Some(said) = self.said().map(|said| printable(&said)) else { return format!("{code} {title}{field}") };
        // A panel that wants to be paid first names its order by a bare number.
        if self.code == ReasonCode::NotPaid && said.bytes().all(|byte| byte.is_ascii_digit()) {
            return tr!(lang, "{code} {title}{field}: order {said}", "{code} {title}{field}: заказ {said}");
        }
        format!("{code} {title}{field}: {said}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_are_unique() {
        let mut codes: Vec<_> = ReasonCode::ALL.iter().map(|reason| reason.code()).collect();
        let mut words: Vec<_> = ReasonCode::ALL.iter().map(|reason| reason.word()).collect();
        codes.sort_unstable();
        codes.dedup();
        words.sort_unstable();
        words.dedup();
        assert_eq!(codes.len(), ReasonCode::ALL.len());
        assert_eq!(words.len(), ReasonCode::ALL.len());
    }
}
