//! Why an order ended as it did: a stable code, the words of others, and what to do next.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Detail, Flaw, Link, Unwritten};
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// What is done about every order that may exist. The ban has no end: whoever looks and finds nothing may look too early.
const fn looking(lang: Lang) -> &'static str {
    lang.pick(
    "look for the domain in the panel and record what you found with `vdsbatch resolve DOMAIN …`; do not order it by hand",
    "найдите домен в панели и запишите найденное: `vdsbatch resolve ДОМЕН …`; не заказывайте его вручную",
    )
}

/// Both languages of a next step: its own, or those that several share.
macro_rules! either {
    ($lang:ident, $en:literal / $ru:literal) => {
        $lang.pick($en, $ru)
    };
    ($lang:ident, $both:ident) => {
        $both($lang)
    };
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal $word:literal
        [$en:literal / $ru:literal] [$($next:tt)+];)+) => {
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
                    $(Self::$name => either!(lang, $($next)+),)+
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
        ["correct the field named in the panel's answer on the sheet \"To fix\", then run `vdsbatch process` with the results workbook" / "исправьте поле, названное в ответе панели, на листе «Исправить» и запустите `vdsbatch process` с книгой результатов"];
    /// The panel does not know something that the order names.
    NotKnown = "P203" "not-known"
        ["the panel does not recognise the tariff, period, OS template, an option or the function of the order" / "панель не нашла тариф, период, шаблон ОС, опцию или функцию из заказа"]
        ["if the panel's answer names a function, run `vdsbatch account`: the tariff table may be for another panel; otherwise check the table's date (`vdsbatch catalog show`); if it is old, get a new one and name it with --catalog" / "если в ответе панели названа функция, запустите `vdsbatch account`: таблица тарифов может быть от другой панели; иначе проверьте дату таблицы (`vdsbatch catalog show`); если таблица устарела, получите новую и укажите её через --catalog"];
    /// A limit of the panel or the account.
    LimitExceeded = "P204" "limit-exceeded"
        ["a limit of the panel is exceeded" / "превышено ограничение панели"]
        ["order less, or ask the provider" / "закажите меньше или обратитесь к провайдеру"];
    /// The account may not do this.
    AccessDenied = "P205" "access-denied"
        ["the account is not allowed to place this order" / "у учётной записи нет прав на этот заказ"]
        ["ask the provider to allow orders through the API for this account; if the panel accepts only sessions, add `--sign-in session`" / "попросите провайдера разрешить этой учётной записи заказ через API; если панель принимает только сессии, добавьте `--sign-in session`"];
    /// Not enough money.
    NoMoney = "P206" "no-money"
        ["not enough money on the balance" / "на лицевом счёте недостаточно средств"]
        ["top up the balance and run the same command again" / "пополните лицевой счёт и запустите ту же команду ещё раз"];
    /// The order stands but is not paid.
    NotPaid = "P207" "not-paid"
        ["the order exists in the panel and is not paid" / "заказ создан в панели, но не оплачен"]
        ["pay for the order in the panel or cancel it there" / "оплатите заказ в панели или отмените его там"];
    /// The login or password was refused.
    SignInRefused = "P208" "sign-in-refused"
        ["the panel refused the sign-in" / "панель не приняла вход"]
        ["check login and password, then run the same command again; if the session expired, running the command is enough" / "проверьте логин и пароль и запустите ту же команду ещё раз; если истекла сессия, достаточно запустить команду"];
    /// The panel asks for a captcha.
    Captcha = "P209" "captcha"
        ["the panel asks for a captcha" / "панель требует ввести капчу"]
        ["ask the provider to allow API access from this computer's IP address" / "попросите провайдера разрешить доступ к API с IP-адреса этого компьютера"];
    /// The panel refuses this machine's address.
    AddressRefused = "P210" "address-refused"
        ["the panel refuses access from this IP address" / "панель запрещает доступ с этого IP-адреса"]
        ["ask the provider to allow API access from this computer's IP address" / "попросите провайдера разрешить доступ к API с IP-адреса этого компьютера"];
    /// Something in front of the panel wants a browser.
    ChallengePage = "P211" "challenge-page"
        ["a protection page answered instead of the panel" / "вместо панели ответила страница защиты"]
        ["ask the provider to allow API access from this computer's IP address" / "попросите провайдера разрешить доступ к API с IP-адреса этого компьютера"];
    /// The answer says neither yes nor no.
    Unreadable = "P212" "unreadable-answer"
        ["the answer does not say whether the order was created" / "из ответа панели не ясно, создан ли заказ"]
        [looking];
    /// The server, or something in front of it, reported an error.
    ServerError = "P213" "server-error"
        ["the panel answered with an internal error" / "панель ответила внутренней ошибкой"]
        [looking];
    /// The answer points to another address.
    Redirected = "P214" "redirected"
        ["the answer points to another address; it was not followed" / "ответ ведёт на другой адрес; переход не выполнен"]
        ["check the panel's address" / "проверьте адрес панели"];
    /// An error that is not recognised.
    UnknownError = "P215" "unknown-error"
        ["the panel reported an error that is not recognised" / "панель сообщила об ошибке, которая не распознана"]
        [looking];
    /// Too many requests.
    Throttled = "P216" "throttled"
        ["the panel asks for fewer requests" / "панель просит снизить частоту запросов"]
        ["run the same command again later, with a lower `--jobs`" / "запустите ту же команду позже, с меньшим значением `--jobs`"];
    /// A refusal, but an earlier try may have succeeded.
    RefusedOnRepeat = "P217" "refused-on-repeat"
        ["refused, but an earlier attempt may have created the order" / "отказ, но по предыдущей попытке заказ мог быть создан"]
        [looking];
    /// Refused, and a new service stands under the domain all the same.
    RefusedYetListed = "P230" "refused-yet-listed"
        ["refused, and yet the panel lists a new service under the domain" / "отказ, но под этим доменом в панели появилась новая услуга"]
        ["find out whether this order created the service or somebody else ordered it, and record that with `vdsbatch resolve DOMAIN …`" / "выясните, создана ли эта услуга этим заказом или её заказал кто-то другой, и запишите это: `vdsbatch resolve ДОМЕН …`"];
    /// A positive answer, and lists that do not show the service for too long.
    NeverListed = "P231" "never-listed"
        ["the answer was positive, and yet complete lists do not show the service" / "ответ был положительным, но в полных списках услуги нет"]
        ["clear the filter of the list in the panel and look for the domain there" / "сбросьте фильтр списка в панели и найдите в нём домен"];
    /// Refused a short while ago, and no list has borne that out yet.
    RefusalOpen = "P232" "refusal-not-borne-out"
        ["an earlier attempt was refused, and no list has shown yet that it created no service" / "предыдущая попытка была отклонена, и ни один список пока не показал, что услуга не создана"]
        ["run the same command again in a minute" / "запустите ту же команду через минуту"];
    /// It was laid into the account's cart, and not paid for.
    InCart = "P227" "in-cart"
        ["the order lies in the account's cart and is not paid" / "заказ лежит в корзине учётной записи и не оплачен"]
        ["pay for it or remove it in the panel's cart" / "оплатите его или удалите из корзины в панели"];
    /// The cart holds this order, and something else as well, or at another price or with other values.
    CartUnlike = "P228" "cart-differs"
        ["the cart holds this order, and something else as well, or this order with other values or at another price; nothing was paid" / "в корзине лежит этот заказ и что-то ещё либо сам заказ с другими значениями или по другой цене; ничего не оплачено"]
        ["open the cart in the panel; neither pay for nor remove what is not yours: find out whose it is; pay for this order alone, or remove it" / "откройте корзину в панели; чужие позиции не оплачивайте и не удаляйте: узнайте, чьи они; оплатите только этот заказ или удалите его"];
    /// Something lay in the account's cart before anything was sent.
    CartTaken = "P239" "cart-not-empty"
        ["something that this run did not put there already lies in the account's cart" / "в корзине учётной записи уже лежит что-то, чего этот прогон туда не клал"]
        ["open the cart in the panel and find out whose it is; once it is paid for or removed by whoever put it there, run the same command again" / "откройте корзину в панели и узнайте, чьи это позиции; когда их оплатит или удалит тот, кто их добавил, запустите ту же команду ещё раз"];
    /// What an answer to our own order named lies in the cart no longer.
    CartLacks = "P240" "not-in-cart"
        ["the order was laid into the account's cart and is not there any more: somebody may have paid for it or removed it" / "заказ был положен в корзину, и теперь его там нет: его могли оплатить или удалить"]
        [looking];
    /// What lies in the cart could not be read.
    CartUnread = "P241" "cart-unreadable"
        ["the panel's answer does not show clearly what lies in the account's cart" / "из ответа панели не ясно, что лежит в корзине учётной записи"]
        ["open the cart in the panel and see whether this order lies there; do not order it by hand" / "откройте корзину в панели и проверьте, лежит ли в ней этот заказ; не заказывайте его вручную"];
    /// The order was refused, and something that may be it lies in the cart.
    RefusedYetInCart = "P242" "refused-yet-in-cart"
        ["the order was refused, and yet something that may be this order lies in the account's cart" / "отказ, но в корзине учётной записи лежит то, что может быть этим заказом"]
        ["open the cart in the panel; if this order lies there, pay for it alone or remove it, and record what you did with `vdsbatch resolve DOMAIN …`" / "откройте корзину в панели; если этот заказ там, оплатите только его или удалите и запишите сделанное: `vdsbatch resolve ДОМЕН …`"];
    /// Several new services can be this order's.
    SeveralFound = "P229" "several-services"
        ["this order may have created any of several new services" / "этим заказом могла быть создана любая из нескольких новых услуг"]
        ["find out which of them this order created, and record that with `vdsbatch resolve DOMAIN …`" / "выясните, какая из них создана этим заказом, и запишите это: `vdsbatch resolve ДОМЕН …`"];
    /// The service waits until somebody fills in what the panel asks for.
    NeedsConfiguration = "P233" "needs-configuration"
        ["the service waits for data that the operator must fill in" / "услуга ждёт данных, которые должен заполнить оператор"]
        ["fill in what the panel asks for" / "заполните в панели то, что она запрашивает"];
    /// The provider has no resources for the service, whose money may be gone.
    NotAvailable = "P234" "not-available"
        ["the provider has no resources for this service" / "у провайдера нет ресурсов для этой услуги"]
        ["ask the provider what happens to the order and its payment" / "узнайте у провайдера, что будет с заказом и оплатой за него"];
    /// Services appeared while carts were paid, and no order of the run explains them.
    Unexplained = "P235" "unexplained-services"
        ["services appeared in the account that match no order of this run" / "в учётной записи появились услуги, которых нет среди заказов этого прогона"]
        ["find out who ordered them before anything else is paid from the cart" / "выясните, кто их заказал, прежде чем оплачивать из корзины что-то ещё"];
    /// The panel's list did not come complete.
    ListIncomplete = "P218" "list-incomplete"
        ["the panel's list of services did not come complete" / "список услуг панели получен не полностью"]
        ["clear the filter of the list in the panel, then run the same command again" / "сбросьте фильтр списка в панели и запустите ту же команду ещё раз"];
    /// The panel was never reached.
    Unreachable = "T301" "unreachable"
        ["the panel could not be reached" / "не удалось соединиться с панелью"]
        ["check the network and the panel's address, then run the same command again" / "проверьте сеть и адрес панели и запустите ту же команду ещё раз"];
    /// The panel's certificate is not trusted.
    NotTrusted = "T302" "certificate-not-trusted"
        ["the panel's certificate failed the check; the password was not sent" / "сертификат панели не прошёл проверку; пароль не отправлен"]
        ["check the panel's address, this computer's clock and, if a certificate is given, that certificate" / "проверьте адрес панели, часы этого компьютера и, если сертификат указан, сам сертификат"];
    /// The connection ended after the order was sent.
    ConnectionLost = "T303" "connection-lost"
        ["the connection was lost after sending" / "соединение прервалось после отправки"]
        [looking];
    /// No answer in time.
    TimedOut = "T304" "timed-out"
        ["no answer came in time" / "ответ не пришёл вовремя"]
        [looking];
    /// The program ended while the answer was awaited.
    Crashed = "T305" "ended-while-waiting"
        ["the program ended before the answer came" / "программа завершилась, не дождавшись ответа"]
        ["run the same command again: it checks the order" / "запустите ту же команду ещё раз: она проверит заказ"];
    /// A fault of the program itself.
    Faulted = "T306" "program-fault"
        ["an internal fault of the program while the order was being sent" / "внутренний сбой программы во время отправки заказа"]
        ["run the same command again with `--log FILE`: it checks the order; if the fault comes back, give that file to the administrator" / "запустите ту же команду ещё раз с `--log ФАЙЛ`: она проверит заказ; если сбой повторится, передайте этот файл администратору"];
    /// The run stopped before this order.
    RunStopped = "G101" "run-stopped"
        ["the run stopped before this order" / "прогон остановлен до этого заказа"]
        ["see \"Why it stopped\" on the sheet \"Summary\", remove that cause, then run the same command again" / "см. «Почему остановлено» на листе «Сводка», устраните причину и запустите ту же команду ещё раз"];
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
        ["the domain is already in the account, but not in this ledger" / "домен уже есть в учётной записи, но в журнале заказов его нет"]
        ["choose another domain, or take over the service: `vdsbatch adopt DOMAIN SERVICE_ID --reason TEXT`" / "выберите другой домен или внесите услугу в журнал заказов: `vdsbatch adopt ДОМЕН НОМЕР_УСЛУГИ --reason ТЕКСТ`"];
    /// The ledger could not be written.
    LedgerFailed = "G106" "ledger-failed"
        ["the ledger could not be written; nothing was sent" / "не удалось записать в журнал заказов; ничего не отправлено"]
        ["free disk space or repair the disk, then run the same command again" / "освободите место на диске или исправьте диск и запустите ту же команду ещё раз"];
    /// An earlier order of the domain is in doubt, and this run did not look it up.
    InDoubt = "G107" "in-doubt"
        ["an earlier attempt may have created this order" / "по предыдущей попытке этот заказ мог быть создан"]
        [looking];
    /// A person found the order in the panel.
    DecidedOrdered = "G109" "decided-ordered"
        ["an operator confirmed that the order is in the panel" / "оператор подтвердил: заказ есть в панели"]
        ["nothing" / "ничего не требуется"];
    /// A person found that the order does not exist.
    DecidedNotOrdered = "G115" "decided-not-ordered"
        ["an operator confirmed that there is no such order" / "оператор подтвердил: заказа нет"]
        ["run the same command again to order it" / "чтобы заказать, запустите ту же команду ещё раз"];
    /// The row is not among those that were chosen.
    NotChosen = "G133" "not-chosen"
        ["not among the rows that --rows chose" / "не входит в строки, выбранные через --rows"]
        ["nothing; to order this row later, run the same command with other rows or without --rows" / "ничего не требуется; заказать позже можно той же командой с другими строками или без --rows"];
    /// The panel has no list, says the operator.
    NoList = "P219" "no-list"
        ["the panel's list was not read (--no-list)" / "список панели не читался (--no-list)"]
        [looking];
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
        ["the panel counts too many attempts to sign in" / "панель насчитала слишком много попыток входа"]
        ["wait as long as the panel asks, check login and password, then run the same command again" / "подождите столько, сколько требует панель, проверьте логин и пароль и запустите ту же команду ещё раз"];
    /// The panel asks for another step: a form, a wizard, a confirmation.
    AnotherStep = "P223" "another-step"
        ["the panel asks for another step at sign-in, and neither accepted nor refused it" / "панель требует при входе ещё один шаг: вход не принят и не отклонён"]
        ["sign in to the panel with a browser and see what it asks for" / "войдите в панель через браузер и посмотрите, чего она требует"];
    /// What answered a read is not the panel.
    NotThePanel = "P224" "not-the-panel"
        ["what answered at the panel's address is not the panel" / "по адресу панели ответила не панель"]
        ["check the panel's address, and open it in a browser: a network's own sign-in page may answer instead; then run the same command again" / "проверьте адрес панели и откройте его в браузере: вместо панели может отвечать страница входа в сеть; затем запустите ту же команду ещё раз"];
    /// The panel has no such list.
    NoSuchList = "P225" "no-such-list"
        ["this panel has no list of services `vds`" / "в этой панели нет списка услуг `vds`"]
        ["if the panel really has no such list, check the domains in the panel yourself and add --no-list" / "если списка действительно нет, сами проверьте домены в панели и добавьте --no-list"];
    /// Something in front of the panel refuses.
    FrontRefused = "P226" "front-refused"
        ["something in front of the panel asks for its own sign-in, or refuses this IP address" / "промежуточный узел перед панелью требует отдельного входа или запрещает доступ с этого IP-адреса"]
        ["check the panel's address, and ask the provider to allow API access from this computer's IP address" / "проверьте адрес панели и попросите провайдера разрешить доступ к API с IP-адреса этого компьютера"];
    /// The form of an order does not say clearly what it costs.
    UnclearQuote = "P236" "unclear-quote"
        ["the panel's form does not say clearly what the order would cost" / "форма панели не говорит однозначно, сколько стоил бы заказ"]
        ["check the price in the panel's order form" / "проверьте цену в форме заказа в панели"];
    /// The form of an order shows another value than was asked for.
    ShownOtherwise = "P237" "shown-otherwise"
        ["the panel's order form shows another value than the row asks for" / "форма заказа панели показывает не то значение, которое указано в строке"]
        ["correct the value in the row or, if the panel's limits have changed, the tariff table" / "исправьте значение в строке или, если ограничения панели изменились, таблицу тарифов"];
    /// The form of an order does not offer the value that was asked for.
    NotOffered = "P238" "not-offered"
        ["the panel's order form does not offer the value that the row asks for" / "форма заказа панели не предлагает значения, указанного в строке"]
        ["correct the value in the row or, if the panel's limits have changed, the tariff table" / "исправьте значение в строке или, если ограничения панели изменились, таблицу тарифов"];
    /// The connection ended while the panel was read.
    LostWhileReading = "T307" "lost-while-reading"
        ["the connection was lost while the panel's data was being read; nothing was ordered by this" / "соединение прервалось во время чтения данных панели; ничего при этом не заказано"]
        ["check the network, then run the same command again" / "проверьте сеть и запустите ту же команду ещё раз"];
    /// A read was not answered in time.
    NotReadInTime = "T308" "not-read-in-time"
        ["the panel did not send its data in time; nothing was ordered by this" / "панель не прислала данные вовремя; ничего при этом не заказано"]
        ["wait a few minutes, then run the same command again" / "подождите несколько минут и запустите ту же команду ещё раз"];
    /// The run is still going, and the panel has not answered yet.
    StillAwaited = "T309" "still-awaited"
        ["the run is still going: the panel's answer is awaited" / "прогон ещё идёт: ожидается ответ панели"]
        ["wait until the run has ended, then make its workbook with `vdsbatch report RUN`" / "дождитесь завершения прогона и составьте его книгу: `vdsbatch report ПРОГОН`"];
    /// The run is still going, and has not come to this order yet.
    NotYetSent = "G134" "not-yet-sent"
        ["the run is still going and has not reached this order yet" / "прогон ещё идёт и до этого заказа пока не дошёл"]
        ["wait until the run has ended, then make its workbook with `vdsbatch report RUN`" / "дождитесь завершения прогона и составьте его книгу: `vdsbatch report ПРОГОН`"];
    /// The service that the ledger confirmed is listed as deleted.
    DeletedSince = "G108" "deleted-since"
        ["ordered earlier, and the panel lists the service as deleted" / "заказано ранее, и в панели услуга отмечена удалённой"]
        ["to order it again, first free the domain: `vdsbatch release DOMAIN --reason TEXT`" / "чтобы заказать снова, сначала освободите домен: `vdsbatch release ДОМЕН --reason ТЕКСТ`"];
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

    /// Whether what is said beside it are words of the network's library: the log has them, and they tell a reader
    /// no more than the reason does.
    const fn is_of_the_network(self) -> bool {
        matches!(self, Self::ConnectionLost | Self::TimedOut | Self::LostWhileReading | Self::NotReadInTime)
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
                | Self::CartLacks
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
        // Its own step would be to look for an order, and this one never left.
        if matches!(
            self,
            Self::Crashed
                | Self::Faulted
                | Self::InDoubt
                | Self::NoList
                | Self::RefusedOnRepeat
                | Self::RefusedYetListed
                | Self::NeverListed
        ) {
            return lang.pick("run the same command again", "запустите ту же команду ещё раз").to_owned();
        }
        if self == Self::ValueRefused {
            let correct = lang.pick(
                "correct the field named in the panel's answer, then run the same command again",
                "исправьте поле, названное в ответе панели, и запустите ту же команду ещё раз",
            );
            return correct.to_owned();
        }
        if self.only_asks_to_look() {
            let again = lang.pick(
                "wait a few minutes, then run the same command again; if it happens again, ask the provider",
                "подождите несколько минут и запустите ту же команду ещё раз; если ошибка повторится, обратитесь к провайдеру",
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
                | Self::CartTaken
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
        self.said_in(Lang::En)
    }

    fn said_in(&self, lang: Lang) -> Option<Cow<'_, str>> {
        if self.words.is_empty() {
            return self.detail.as_ref().map(|detail| detail.message(lang).into());
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
        let said = self.said_in(lang).filter(|_| !self.code.is_of_the_network());
        // The reason says itself that the ledger could not be written.
        let said = match &self.detail {
            Some(Detail::Ledger(why)) if self.words.is_empty() => Some(why.why(lang).into()),
            _ => said,
        };
        let said = said.map(|said: Cow<'_, str>| printable(Unwritten::without_head(&said)));
        let Some(said) = said else {
            return format!("{code} {title}{field}");
        };
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
    fn words_of_the_network_library_stay_in_the_log_and_those_of_the_panel_are_told() {
        let said = |code| Reason::with_words(code, "error sending request").message(Lang::Ru);
        for code in [ReasonCode::ConnectionLost, ReasonCode::TimedOut, ReasonCode::LostWhileReading] {
            assert_eq!(said(code), format!("{} {}", code.code(), code.title(Lang::Ru)));
        }
        for code in [ReasonCode::Unreachable, ReasonCode::ValueRefused, ReasonCode::NoMoney] {
            assert!(said(code).ends_with(": error sending request"), "{code:?}");
        }
    }

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
