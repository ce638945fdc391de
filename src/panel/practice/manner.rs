//! What goes for every request to a practice panel, asked for by a word beside the faults. Pure.

use crate::text::lang::Lang;

macro_rules! manners {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $en:literal, $ru:literal;)+) => {
        /// One way in which panels differ.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Manner {
            $($(#[$doc])* $name,)+
        }

        impl Manner {
            /// Every manner.
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

manners! {
    /// Refusals have a type in place of a code, as at newer panels.
    Typed = "typed", "refuses in the typed form of newer panels", "отказывает в форме более новых панелей";
    /// JSON is flat, as at older panels.
    FlatJson = "flat-json", "leaves `doc` and `$` out of `out=json`", "убирает `doc` и `$` из `out=json`";
    /// What is wrong in an order is put right silently. Panels of today only, like all that follow.
    Lax = "lax", "puts right silently what is wrong in an order", "молча исправляет неверное в заказе";
    /// The key of an order stands only in its service's form.
    KeyInForm = "key-in-form", "shows an order's key only in its service's form", "показывает ключ заказа только в форме услуги";
    /// The key of an order stands nowhere.
    NoKey = "no-key", "never shows an order's key", "нигде не показывает ключ заказа";
    /// Deleted services are not listed.
    HideDeleted = "hide-deleted", "leaves deleted services out of lists", "не показывает удалённые услуги в списках";
    /// An order without the money for it leaves an unpaid service behind.
    MoneyRow = "money-row", "without money, refuses and leaves an unpaid service", "без денег отказывает и оставляет неоплаченную услугу";
    /// An order without the money for it leads to a payment page.
    MoneyPage = "money-page", "without money, leads to a payment address", "без денег ведёт на адрес оплаты";
    /// Lists lack the tariff's id and the charge.
    FewColumns = "few-columns", "lists neither tariff ids nor charges", "не показывает в списке коды тарифов и суммы";
    /// Rows hold what is seldom seen: an unknown state, daily charging with a phrase for its end, sums with spaces.
    OddRows = "odd-rows", "lists unknown states, phrases for dates, sums with spaces", "показывает неизвестные состояния, фразы вместо дат, суммы с пробелами";
    /// A login and a password in a call are refused: only sessions are let in.
    NoAuthinfo = "no-authinfo", "lets in only sessions, no `authinfo`", "пускает только по сессии, без `authinfo`";
    /// Whoever signs in for a session is asked for a captcha.
    AuthCaptcha = "auth-captcha", "asks for a captcha where a session begins", "требует капчу при открытии сессии";
    /// The answer to an order names what it laid into the cart as anything else is named.
    ItemElid = "item-elid", "names an item of the cart `elid`, not `lineitem.id`", "называет позицию корзины `elid`, а не `lineitem.id`";
    /// A charge is a dozen rows.
    SplitCharges = "split-charges", "shows a charge in twelve parts", "показывает списание двенадцатью частями";
    /// The account has a discount of its own.
    Discount = "discount", "takes a tenth off for this account", "снижает цены для этой учётной записи на десятую часть";
    /// Tax is added to the table's prices.
    VatOnTop = "vat-on-top", "adds 20 % of tax to the table's prices", "добавляет к ценам таблицы налог 20 %";
    /// Tax is part of the table's prices, and is told.
    VatIncluded = "vat-included", "tells the 20 % of tax in its prices", "показывает налог 20 %, включённый в цены";
    /// A period is charged day by day.
    Daily = "daily", "charges a period day by day, each a row", "списывает за период по дням, каждый день строкой";
    /// What was charged is listed only once its service is set up.
    LateCharges = "late-charges", "lists a charge once its service is set up", "показывает списание, когда услуга уже открыта";
    /// A tenth too much is charged, and comes back.
    MoneyBack = "money-back", "charges a tenth too much and gives it back", "списывает на десятую часть больше и возвращает её";
    /// What is charged is to be paid later.
    Postpaid = "postpaid", "shows charges as not paid yet", "показывает списания как ещё не оплаченные";
    /// Charges name no service.
    ItemlessCharges = "itemless-charges", "names no service beside a charge", "не называет услугу в строке списания";
    /// Lists lack what a period costs, and nothing else.
    NoItemCost = "no-item-cost", "leaves what a period costs out of lists", "не показывает в списке стоимость периода";
    /// A confirm pays for the item that it names, and not for the whole cart.
    ConfirmOne = "confirm-one", "takes the money for one item, not for the whole cart", "оплачивает одну позицию, а не всю корзину";
    /// The first question for the price list is answered by nothing, as under load.
    ExportEmpty = "export-empty", "answers nothing to the first question for its price list", "на первый запрос прайс-листа отвечает пустотой";
    /// The same by a front that says that the panel is busy.
    Export503 = "export-503", "answers the first question for its price list with 503", "на первый запрос прайс-листа отвечает кодом 503";
    /// The price list is nearly as large as one may be.
    HugeExport = "huge-export", "has a price list of 40 MB", "показывает прайс-лист на 40 МБ";
    /// The price list has no prices.
    NoPrices = "no-prices", "leaves prices out of its price list", "не показывает цены в прайс-листе";
    /// The price list says other limits than the form.
    Contradicts = "contradicts", "tells other limits in its price list than in its forms", "показывает в прайс-листе не те пределы, что в форме";
    /// Tariffs that nobody can order are shown as well.
    ClosedTariffs = "closed-tariffs", "shows tariffs that are closed, hidden or archived", "показывает закрытые, скрытые и архивные тарифы";
    /// Forms show no limits of amounts.
    NoSliders = "no-sliders", "shows no limits in its forms", "не показывает пределы в формах";
    /// Lists have words for people, and not what the panel is told.
    LabelsOnly = "labels-only", "lists systems and choices by their labels, without keys", "показывает системы и варианты названиями, без ключей";
    /// The limits stand where the other family of forms has them.
    LimitsElsewhere = "limits-elsewhere", "has the limits in another place of its forms", "показывает пределы в другом месте формы";
    /// A form is shown only to whoever has asked for its first step.
    LateForms = "late-forms", "shows a form only after its first step", "показывает форму только после её первого шага";
    /// A form is shown only to whoever says the period, under the tariff's own name for it in the new family.
    PeriodNamed = "period-named", "wants to be told the period before it shows a form", "показывает форму, только если указан период";
    /// XML shows of what kind fields are only where it is asked for as developers do.
    BareXml = "bare-xml", "shows limits and buttons in `out=devel`, not in `out=xml`", "показывает пределы и кнопки в `out=devel`, но не в `out=xml`";
}
