//! The practice panel's refusals: in version 4's form, or in the typed form of newer panels. Pure.

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
    /// In either language.
    words: [String; 2],
}

/// How refusals are written for a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// The form of the answer.
    form: Form,
    /// Whether they have a type in place of a code.
    typed: bool,
    /// The language of their words.
    lang: Lang,
}

impl Style {
    /// Whether the answer is JSON, where newer panels write a session's id as text as well.
    pub(super) fn is_json(self) -> bool {
        self.form == Form::Json
    }

    pub(super) fn new(form: Form, typed: bool, given: &Parameters) -> Self {
        let russian = given.get("lang").is_some_and(|lang| lang == "ru");
        Self { form, typed, lang: if russian { Lang::Ru } else { Lang::En } }
    }
}

impl Refusal {
    fn of(code: u32, object: &str, words: impl Fn(Lang) -> String) -> Self {
        let words = [Lang::En, Lang::Ru].map(words);
        Self { code, object: object.to_owned(), value: String::new(), words }
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

    fn words(&self, style: Style) -> &str {
        let [en, ru] = &self.words;
        style.lang.pick(en, ru)
    }

    /// The answer.
    pub(super) fn said(&self, style: Style) -> Said {
        Said::Document(self.document(style))
    }

    fn document(&self, style: Style) -> Node {
        Node::new("doc").with(if style.typed { self.typed(style) } else { self.coded(style) })
    }

    fn coded(&self, style: Style) -> Node {
        let words = self.words(style);
        let error = Node::text("error", words).attribute("code", self.code);
        let error = error.attribute("obj", &self.object).attribute("val", &self.value);
        // Whoever reads JSON looks for the words where newer panels have them.
        if style.is_json() { error.with(Node::text("msg", words)) } else { error }
    }

    fn typed(&self, style: Style) -> Node {
        let object = if self.object.is_empty() { &self.value } else { &self.object };
        let error = Node::new("error").attribute("type", self.kind()).attribute("object", object);
        let error = error.attribute("lang", style.lang.pick("en", "ru")).attribute("code", 1);
        error
            .with(Node::text("param", &self.value).attribute("name", "value"))
            .with(Node::text("msg", self.words(style)))
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

    fn style(form: Form, typed: bool, lang: &str) -> Style {
        Style::new(form, typed, &Parameters::from([("lang".to_owned(), lang.to_owned())]))
    }

    #[test]
    fn a_refusal_has_a_code_or_a_type_and_words_in_either_language() {
        let wrong = Refusal::bad_password();
        let coded = wrong.document(style(Form::Xml, false, "en")).xml();
        assert!(coded.contains("<error code=\"6\" obj=\"badpassword\" val=\"\">Invalid username or password</error>"));
        let typed = wrong.document(style(Form::Xml, true, "ru")).xml();
        assert!(typed.contains("<error type=\"auth\" object=\"badpassword\" lang=\"ru\" code=\"1\">"), "{typed}");
        assert!(typed.contains("<msg>Неверное имя пользователя или пароль</msg></error>"), "{typed}");
        let value = Refusal::value("period").document(style(Form::Json, true, "")).json();
        assert!(value.contains(r#""$object":"period","$type":"value""#), "{value}");
    }
}
