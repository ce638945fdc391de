//! The practice panel's refusals: in version 4's form, in the typed form of newer panels, or as those of today. Pure.

use rust_decimal::Decimal;

use super::node::{Form, Node};
use super::parameters::Parameters;
use super::reply::Said;
use crate::text::lang::{Lang, tr};

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    code: u32,
    object: String,
    value: String,
    /// What panels of today state beside the words.
    params: Box<[(&'static str, String)]>,
    /// In either language.
    words: [String; 2],
}

/// The family of forms in which refusals are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// Version 4: a code, an object, a value.
    Coded,
    /// Version 4 with a type in place of the code, as some panels have it.
    Typed,
    /// Panels of today: a type, parameters, where it happened, a pattern and words.
    Today,
}

/// How refusals are written for a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style<'g> {
    /// The form of the answer.
    form: Form,
    /// How they are written.
    wording: Wording,
    /// The function that was called.
    function: &'g str,
    /// The language of their words.
    pub(super) lang: Lang,
}

impl<'g> Style<'g> {
    /// Whether the answer is JSON, where newer panels write a session's id as text as well.
    pub(super) fn is_json(self) -> bool {
        matches!(self.form, Form::Json | Form::LoneJson)
    }

    pub(super) fn new(form: Form, wording: Wording, given: &'g Parameters) -> Self {
        let russian = given.get("lang").is_some_and(|lang| lang == "ru");
        let function = given.get("func").map_or("", String::as_str);
        Self { form, wording, function, lang: if russian { Lang::Ru } else { Lang::En } }
    }
}

impl Refusal {
    fn of(code: u32, object: &str, words: impl Fn(Lang) -> String) -> Self {
        let words = [Lang::En, Lang::Ru].map(words);
        Self { code, object: object.to_owned(), value: String::new(), params: Box::default(), words }
    }

    /// One whose words are the same whatever it is about.
    fn plain(code: u32, object: &str, words: impl Fn(Lang) -> &'static str) -> Self {
        Self::of(code, object, |lang| words(lang).to_owned())
    }

    /// A field has a value that is not taken.
    pub(super) fn value(field: &str) -> Self {
        let words =
            |lang| tr!(lang, "The '{field}' field has invalid value.", "Поле '{field}' имеет недопустимое значение.");
        Self { value: field.to_owned(), ..Self::of(4, "", words) }
    }

    pub(super) fn domain_in_use() -> Self {
        Self::plain(2, "domain", |lang| {
            lang.pick(
                "The domain is already in use. Specify a different domain name.",
                "Домен уже используется. Укажите другое доменное имя.",
            )
        })
    }

    pub(super) fn no_money() -> Self {
        Self::plain(8, "balance", |lang| {
            lang.pick("Insufficient funds on the account balance.", "Недостаточно средств на лицевом счете.")
        })
    }

    pub(super) fn not_paid() -> Self {
        Self::plain(8, "order", |lang| {
            lang.pick("The invoice for the order has not been paid.", "Счет за заказ не оплачен.")
        })
    }

    pub(super) fn limit() -> Self {
        let words =
            |lang: Lang| lang.pick("The number of services has reached its limit.", "Достигнут предел числа услуг.");
        Self { value: "vds".to_owned(), ..Self::plain(5, "", words) }
    }

    pub(super) fn unknown_function(name: &str) -> Self {
        Self::of(3, "func", |lang| tr!(lang, "Function '{name}' does not exist.", "Функция '{name}' не существует."))
    }

    pub(super) fn unknown_service(id: &str) -> Self {
        let words = |lang| tr!(lang, "Service '{id}' does not exist.", "Услуга '{id}' не существует.");
        Self { value: id.to_owned(), ..Self::of(3, "vds", words) }
    }

    pub(super) fn access(function: &str) -> Self {
        Self::of(6, function, |lang| {
            tr!(
                lang,
                "Insufficient privileges to perform the function {function}",
                "Недостаточно прав для выполнения функции {function}"
            )
        })
    }

    pub(super) fn bad_password() -> Self {
        Self::plain(6, "badpassword", |lang| {
            lang.pick("Invalid username or password", "Неверное имя пользователя или пароль")
        })
    }

    pub(super) fn not_signed_in() -> Self {
        Self::plain(6, "auth", |lang| lang.pick("Authentication is required", "Требуется авторизация"))
    }

    pub(super) fn session_over() -> Self {
        Self::plain(6, "session", |lang| {
            lang.pick("Your session has expired. Please sign in again", "Время сессии истекло. Авторизуйтесь заново")
        })
    }

    pub(super) fn blocked() -> Self {
        Self::plain(6, "blocked", |lang| {
            lang.pick("The user account is blocked", "Учетная запись пользователя заблокирована")
        })
    }

    pub(super) fn address() -> Self {
        Self::plain(6, "badip", |lang| lang.pick("Access from this IP denied", "Доступ с этого IP-адреса запрещен"))
    }

    pub(super) fn captcha() -> Self {
        Self::plain(8, "captcha_verification_failed", |lang| {
            lang.pick("Enter the code from the image", "Введите код с картинки")
        })
    }

    /// A field has a value that is not taken, as panels of today say which.
    pub(super) fn value_of(field: &str, value: &str) -> Self {
        Self { params: Box::new([("value", value.to_owned())]), object: field.to_owned(), ..Self::value(field) }
    }

    /// Something of a kind is not there.
    pub(super) fn missed(object: &str, value: &str) -> Self {
        let words =
            |lang| tr!(lang, "The {object} '{value}' does not exist.", "Объект {object} '{value}' не существует.");
        Self { value: value.to_owned(), params: Box::new([("value", value.to_owned())]), ..Self::of(3, object, words) }
    }

    /// There is less money than something costs: what there is stands beside the words.
    pub(super) fn too_little(amount: Decimal, state: &[(&'static str, String)], currency: &str) -> Self {
        let told = |name: &str| state.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.as_str());
        let (have, limit) = (told("have"), told("limit"));
        let words = |lang| {
            tr!(
                lang,
                "insufficient funds to complete the operation. Required amount {amount:.2} {currency}. \
                 Your current balance: {have} {currency}, credit limit {limit}",
                "недостаточно средств для выполнения операции. Требуется {amount:.2} {currency}. \
                 Текущий баланс: {have} {currency}, кредитный лимит {limit}"
            )
        };
        let amount = ("amount", format!("{amount:.2}"));
        let params = std::iter::once(amount).chain(state.iter().cloned()).collect();
        Self { params, ..Self::of(8, "balance", words) }
    }

    /// A second factor has to be confirmed first.
    pub(super) fn extra_confirm() -> Self {
        Self::plain(6, "extraconfirm", |lang| {
            lang.pick("Additional confirmation is required", "Требуется дополнительное подтверждение")
        })
    }

    /// What an earlier step of a form says is missing.
    pub(super) fn no_step(step: &str) -> Self {
        Self::of(9, "wizard", |lang| {
            tr!(
                lang,
                "You are trying to access the '{step}' step that is currently not available",
                "Шаг '{step}' сейчас недоступен"
            )
        })
    }

    /// A promotional code that is known and does not apply.
    pub(super) fn promo_code(code: &str) -> Self {
        let words = |lang| tr!(lang, "The promo code '{code}' cannot be used.", "Промокод '{code}' нельзя применить.");
        Self { params: Box::new([("param", code.to_owned())]), ..Self::of(4, "promocode", words) }
    }

    /// What a panel may say of an order that it executed all the same, each time something else.
    pub(super) fn after_all(number: u64) -> Self {
        match number % 5 {
            0 => Self::access("vds.order.7"),
            1 => Self::value("ostempl"),
            2 => Self::domain_in_use(),
            3 => Self::limit(),
            _ => Self { object: "ostempl".to_owned(), ..Self::unknown_function("ostempl") },
        }
    }

    fn words(&self, style: Style<'_>) -> &str {
        let [en, ru] = &self.words;
        style.lang.pick(en, ru)
    }

    /// The answer.
    pub(super) fn said(&self, style: Style<'_>) -> Said {
        Said::Document(self.document(style))
    }

    fn document(&self, style: Style<'_>) -> Node {
        Node::new("doc").with(match style.wording {
            Wording::Coded => self.coded(style),
            Wording::Typed => self.typed(style),
            Wording::Today => self.of_today(style),
        })
    }

    fn coded(&self, style: Style<'_>) -> Node {
        let words = self.words(style);
        let error = Node::text("error", words).attribute("code", self.code);
        let error = error.attribute("obj", &self.object).attribute("val", &self.value);
        // Whoever reads JSON looks for the words where newer panels have them.
        if style.is_json() { error.with(Node::text("msg", words)) } else { error }
    }

    fn typed(&self, style: Style<'_>) -> Node {
        let object = if self.object.is_empty() { &self.value } else { &self.object };
        let error = Node::new("error").attribute("type", self.kind()).attribute("object", object);
        let error = error.attribute("lang", style.lang.pick("en", "ru")).attribute("code", 1);
        error
            .with(Node::text("param", &self.value).attribute("name", "value"))
            .with(Node::text("msg", self.words(style)))
    }

    /// As panels of today write it: the pattern of its words has the names of what is filled in.
    fn of_today(&self, style: Style<'_>) -> Node {
        let words = self.words(style);
        let object = if self.object.is_empty() { &self.value } else { &self.object };
        let error = Node::new("error").attribute("type", self.kind_today()).attribute("object", object);
        let error = error.attribute("lang", style.lang.pick("en", "ru")).attribute("code", 1);
        let object = Node::text("param", object).attribute("name", "object").attribute("type", "msg");
        let params = self.params.iter().map(|(name, value)| Node::text("param", value).attribute("name", name));
        let pattern =
            |words: String, (name, value): &(&str, String)| words.replace(value.as_str(), &format!("__{name}__"));
        let filled = self.params.iter().filter(|(_, value)| value.len() > 2);
        let action = Node::text("action", style.function).attribute("level", 16).attribute("user", "practice");
        error
            .with(object)
            .with_all(params)
            .with(Node::new("stack").with(action))
            .with(Node::text("group", filled.fold(words.to_owned(), pattern)))
            .with(Node::text("msg", words))
    }

    /// The type at panels of today, which say of a session that is over what they say of too few rights.
    fn kind_today(&self) -> &'static str {
        match self.object.as_str() {
            "auth" | "session" => "access",
            "extraconfirm" => "extraconfirm",
            "wizard" => "wizard_unavailable",
            "promocode" if self.code == 4 => "promocode_not_use",
            _ => self.kind(),
        }
    }

    /// The type that newer panels give in place of the code.
    fn kind(&self) -> &'static str {
        match (self.code, self.object.as_str()) {
            (_, "badpassword" | "auth" | "session" | "blocked") => "auth",
            (_, "captcha_verification_failed") => "captcha_verification_failed",
            (_, "balance") => "not_enough_money",
            (2, _) => "exists",
            (3, _) => "missed",
            (4, _) => "value",
            (5, _) => "limit",
            (6, _) => "access",
            _ => "xml",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(refusal: &Refusal, form: Form, wording: Wording, lang: &str) -> String {
        let given = Parameters::from([("lang".to_owned(), lang.to_owned()), ("func".to_owned(), "vds".to_owned())]);
        let document = refusal.document(Style::new(form, wording, &given));
        if form == Form::Xml { document.xml() } else { document.json(false) }
    }

    #[test]
    fn a_refusal_has_a_code_or_a_type_and_words_in_either_language() {
        let wrong = Refusal::bad_password();
        let coded = written(&wrong, Form::Xml, Wording::Coded, "en");
        assert!(coded.contains("<error code=\"6\" obj=\"badpassword\" val=\"\">Invalid username or password</error>"));
        let typed = written(&wrong, Form::Xml, Wording::Typed, "ru");
        assert!(typed.contains("<error type=\"auth\" object=\"badpassword\" lang=\"ru\" code=\"1\">"), "{typed}");
        assert!(typed.contains("<msg>Неверное имя пользователя или пароль</msg></error>"), "{typed}");
        let value = written(&Refusal::value("period"), Form::Json, Wording::Typed, "");
        assert!(value.contains(r#""$object":"period","$type":"value""#), "{value}");
    }

    #[test]
    fn a_refusal_of_today_has_parameters_and_the_pattern_of_its_words() {
        let state = [("have", "100.00".to_owned()), ("limit", "0.00".to_owned()), ("available", "100.00".to_owned())];
        let money = Refusal::too_little(Decimal::from(490), &state, "RUB");
        let money = written(&money, Form::Xml, Wording::Today, "en");
        for part in [
            "<error type=\"not_enough_money\" object=\"balance\" lang=\"en\" code=\"1\">",
            "<param name=\"amount\">490.00</param><param name=\"have\">100.00</param>",
            "<stack><action level=\"16\" user=\"practice\">vds</action></stack>",
            "Required amount __amount__ RUB. Your current balance: __have__ RUB, credit limit __limit__</group>",
            "Required amount 490.00 RUB. Your current balance: 100.00 RUB, credit limit 0.00</msg>",
        ] {
            assert!(money.contains(part), "{part}: {money}");
        }
        let kinds = [
            (Refusal::session_over(), "access"),
            (Refusal::bad_password(), "auth"),
            (Refusal::extra_confirm(), "extraconfirm"),
            (Refusal::no_step("pricelist"), "wizard_unavailable"),
            (Refusal::missed("lineitem", "7"), "missed"),
            (Refusal::value_of("ostempl", "X"), "value"),
            (Refusal::promo_code("X"), "promocode_not_use"),
        ];
        for (refusal, kind) in kinds {
            let written = written(&refusal, Form::Xml, Wording::Today, "ru");
            assert!(written.contains(&format!("<error type=\"{kind}\"")), "{written}");
        }
    }
}
