//! The ways in which the practice panel misbehaves. Pure.

use crate::text::lang::Lang;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $en:literal, $ru:literal;)+) => {
        /// One way of misbehaving.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word in a specification.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// What it does, in words.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($en, $ru),)+
                }
            }
        }
    };
}

kinds! {
    /// The connection is cut before anything is executed.
    CutBefore = "cut-before", "cuts the connection, nothing executed", "обрывает соединение, ничего не выполнив";
    /// The connection is cut after the order is executed.
    CutAfter = "cut-after", "executes, then cuts the connection", "выполняет и обрывает соединение";
    /// The connection is cut; the order is executed later, and listed some requests later.
    Late = "late", "cuts the connection and executes later", "обрывает соединение и выполняет позже";
    /// The order is executed and its answer cut short.
    CutBody = "cut-body", "executes and cuts the answer short", "выполняет и обрывает ответ";
    /// The order is executed and never answered.
    Silence = "silence", "executes and never answers", "выполняет и не отвечает";
    /// Too many requests; nothing is executed.
    Throttle = "429", "answers 429, nothing executed", "отвечает 429, ничего не выполнив";
    /// Too many requests, says something in front of a panel that has executed the order.
    ThrottleAfter = "429-after", "executes and answers 429", "выполняет и отвечает 429";
    /// Too many requests, says something in front of a panel that executes the order later.
    ThrottleLate = "429-late", "answers 429 and executes later", "отвечает 429 и выполняет позже";
    /// A server error; nothing is executed.
    Error500 = "500", "answers 500, nothing executed", "отвечает 500, ничего не выполнив";
    /// A front's error; nothing is executed.
    Error502 = "502", "answers 502, nothing executed", "отвечает 502, ничего не выполнив";
    /// A front's error although the order is executed.
    Error504After = "504-after", "executes and answers 504", "выполняет и отвечает 504";
    /// A web page with status 200; nothing is executed.
    Html = "html", "answers a web page, nothing executed", "отвечает веб-страницей, ничего не выполнив";
    /// A protection page with status 200; nothing is executed.
    Challenge = "challenge", "answers a protection page, nothing executed", "отвечает страницей защиты, ничего не выполнив";
    /// A success that is none.
    OkNothing = "ok-nothing", "answers `ok`, nothing executed", "отвечает `ok`, ничего не выполнив";
    /// A refusal although the order is executed; each time another one.
    RefuseAfter = "refuse-after", "executes, then refuses, each time in another way", "выполняет, затем отказывает, каждый раз иначе";
    /// A refusal, although the order is executed later.
    RefuseLate = "refuse-late", "refuses and executes later", "отказывает и выполняет позже";
    /// A front sends the order to the panel twice, and passes the second answer on.
    Twice = "twice", "gets the order twice from a front", "получает заказ дважды от посредника";
    /// The order stands unpaid, and an error says so.
    Unpaid = "unpaid", "executes unpaid, answers an error", "выполняет без оплаты, отвечает ошибкой";
    /// The order stands unpaid, and nothing says so.
    UnpaidOk = "unpaid-ok", "executes unpaid, answers `ok`", "выполняет без оплаты, отвечает `ok`";
    /// The order stands unpaid, and the answer leads to its payment.
    UnpaidPay = "unpaid-pay", "executes unpaid, leads to a payment", "выполняет без оплаты, ведёт на оплату";
    /// The order is executed at another price.
    OtherPrice = "other-price", "executes at a price 10 % higher", "выполняет по цене на 10 % выше";
    /// The login is refused.
    WrongPassword = "wrong-password", "refuses the login", "не принимает логин";
    /// Every session ends.
    SessionOver = "session-over", "ends every session, nothing executed", "завершает все сессии, ничего не выполнив";
    /// The account is blocked.
    Blocked = "blocked", "says that the account is blocked", "сообщает, что учётная запись заблокирована";
    /// This machine's address is refused.
    Address = "address", "refuses the IP address", "не принимает IP-адрес";
    /// A captcha is asked for.
    Captcha = "captcha", "asks for a captcha", "требует капчу";
    /// A second factor is switched on: from then on every call is answered by its form.
    SecondFactor = "second-factor", "asks for a second factor from then on", "с этого момента требует второй фактор";
    /// There is not enough money.
    NoMoney = "no-money", "reports an empty balance", "сообщает о нехватке средств";
    /// The order lies in the cart although it was to be paid at once.
    Cart = "cart", "lays the order into the cart, whatever is asked", "кладёт заказ в корзину, о чём бы ни просили";
    /// A person lays something else into the same cart at that moment.
    CartForeign = "cart-foreign", "somebody else lays something into the cart as well", "кто-то ещё кладёт в корзину своё";
    /// What the order lays into the cart costs more than its tariff.
    CartPrice = "cart-price", "lays it into the cart at a price 10 % higher", "кладёт в корзину по цене на 10 % выше";
    /// The answer has the service's id several times.
    IdArray = "id-array", "names the service's id twice in its answer", "дважды называет в ответе № услуги";
    /// The form comes again; nothing is executed.
    FormAgain = "form-again", "shows the form again, nothing executed", "снова показывает форму, ничего не выполнив";
    /// The order is executed, and a person has to fill in what is missing.
    NeedsConfig = "needs-config", "executes, then waits for a person's settings", "выполняет и ждёт настройки человеком";
    /// The order is executed and paid, and there is nothing to make it of.
    NotAvailable = "not-available", "executes, then has no resources for it", "выполняет, но ресурсов для услуги нет";
    /// The order is executed with the least of everything, and nothing says so.
    Clamp = "clamp", "executes with the least amounts, silently", "молча выполняет с наименьшими значениями";
    /// The order's item is paid for, and the answer is lost.
    ConfirmLost = "confirm-lost", "takes the money for the cart, then cuts the connection", "оплачивает корзину и обрывает соединение";
    /// Nothing is paid, and there is no answer.
    ConfirmCut = "confirm-cut", "cuts the connection, takes no money for the cart", "обрывает соединение, не оплатив корзину";
    /// The order's item is paid for some lists later, and there is no answer.
    ConfirmLate = "confirm-late", "cuts the connection and takes the money later", "обрывает соединение и оплачивает корзину позже";
    /// The payment comes twice, and what the second one is told is the answer: there is no such item.
    ConfirmTwice = "confirm-twice", "gets the payment twice from a front", "получает оплату дважды от посредника";
    /// The order's item is not paid for, and an error says so.
    ConfirmRefused = "confirm-refused", "refuses to take the money for the cart", "отказывает в оплате корзины";
    /// The order's item becomes an order that is to be paid elsewhere.
    ConfirmUrl = "confirm-url", "leads from the cart to a payment address, unpaid", "ведёт из корзины на адрес оплаты, без оплаты";
    /// A person lays something else into the cart just before it is paid for.
    CartLateForeign = "cart-late-foreign", "somebody fills the cart just before it is paid", "кто-то дополняет корзину перед самой оплатой";
    /// Lists are answered with a server error.
    List500 = "list-500", "answers 500 to a list", "отвечает 500 на запрос списка";
    /// Lists are refused as too many requests.
    List429 = "list-429", "answers 429 to a list", "отвечает 429 на запрос списка";
    /// Lists are cut.
    ListCut = "list-cut", "cuts the connection of a list", "обрывает передачу списка";
    /// Lists are never answered.
    ListSilence = "list-silence", "never answers a list", "не отвечает на запрос списка";
    /// Lists lack their last service but state the whole number.
    ListShort = "list-short", "leaves a service out of a list", "пропускает услугу в списке";
    /// A filter is saved in the web interface: from then on lists hide what is new, and count as if it were not there.
    ListFilter = "list-filter", "hides what is new from then on", "с этого момента скрывает новые услуги";
    /// A whole list is refused: what somebody filtered in the web interface counts.
    FilterRefused = "filter-refused", "refuses a list without its saved filter", "отказывает в списке без сохранённого фильтра";
    /// Lists are packed, although nobody asked for that.
    ListGzip = "list-gzip", "packs a list as `gzip` does", "сжимает список, как `gzip`";
    /// A web page in place of a list.
    ListHtml = "list-html", "answers a web page to a list", "отвечает веб-страницей на запрос списка";
}

/// What a kind befalls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Befalls {
    /// Requests to order.
    Orders,
    /// Requests to pay for what lies in the cart.
    Confirms,
    /// Requests for a list.
    Lists,
}

impl Kind {
    /// What it befalls.
    pub(super) const fn befalls(self) -> Befalls {
        match self {
            Self::List500
            | Self::List429
            | Self::ListCut
            | Self::ListSilence
            | Self::ListShort
            | Self::ListFilter
            | Self::FilterRefused
            | Self::ListGzip
            | Self::ListHtml => Befalls::Lists,
            Self::ConfirmLost
            | Self::ConfirmCut
            | Self::ConfirmLate
            | Self::ConfirmTwice
            | Self::ConfirmRefused
            | Self::ConfirmUrl
            | Self::CartLateForeign => Befalls::Confirms,
            _ => Befalls::Orders,
        }
    }

    /// Whether an order that it befalls stands unpaid.
    pub(super) const fn unpaid(self) -> bool {
        matches!(self, Self::Unpaid | Self::UnpaidOk | Self::UnpaidPay)
    }

    /// Whether an order that it befalls goes into the cart, where the panel has one.
    pub(super) const fn into_cart(self) -> bool {
        matches!(self, Self::Cart | Self::CartForeign | Self::CartPrice)
    }
}
