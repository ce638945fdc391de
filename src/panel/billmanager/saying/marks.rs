//! What an error's object, value or type says by its name alone. Pure.
//!
//! A name counts only if it is made of words of the kind and of nothing else: `credit_limit` is about money,
//! an image called `balance-server` is not.

use super::kinds::Kind;

/// A kind, the words of which one must be there, and those that may stand beside it.
type Row = (Kind, &'static [&'static str], &'static [&'static str]);

const ROWS: [Row; 7] = [
    (
        Kind::Captcha,
        &["captcha", "recaptcha", "hcaptcha", "smartcaptcha"],
        &["g", "re", "h", "smart", "google", "yandex", "response", "verification", "code", "text", "token", "answer"],
    ),
    (
        Kind::SecondFactor,
        &["totp", "2fa", "otp", "mfa", "twofactor", "twostep", "secondfactor", "extraconfirm"],
        &["confirm", "code", "auth", "login", "google", "password", "key", "qr", "two", "second", "factor", "step"],
    ),
    (
        Kind::TooManyTries,
        &["attempts", "tries", "bruteforce", "lockout"],
        &["too", "many", "login", "auth", "limit", "exceeded", "count", "max", "ip"],
    ),
    (
        Kind::AddressRefused,
        &["badip", "ipdenied", "denyip", "ipblocked", "ipnotallowed", "iprestricted", "iprestriction", "forbiddenip"],
        &["ip", "bad", "access", "not", "allowed", "restricted", "restriction", "forbidden", "blocked", "deny"],
    ),
    (
        Kind::AccountBlocked,
        &["blocked", "disabled", "banned", "suspended", "locked"],
        &["account", "user", "client", "is", "profile"],
    ),
    (
        Kind::NoMoney,
        &["balance", "credit", "payment", "money", "fund", "funds", "debt", "overdraft"],
        &["enough", "low", "lack", "of", "account", "client", "user", "limit", "amount", "sum", "exceeded", "due"],
    ),
    (
        Kind::SignIn,
        &[
            "badpassword",
            "auth",
            "authinfo",
            "session",
            "unauthorized",
            "unauthenticated",
            "authorization",
            "authentication",
            "authfail",
            "logon",
        ],
        &["bad", "password", "expired", "id", "user", "login", "key"],
    ),
];

/// Words that may stand beside those of any kind.
const BESIDE: [&str; 13] = [
    "error",
    "failed",
    "fail",
    "invalid",
    "wrong",
    "required",
    "need",
    "not",
    "no",
    "insufficient",
    "check",
    "denied",
    "passed",
];

/// Names of what an order is made of: an error about one of these is about the order.
const FIELDS: [&str; 16] = [
    "agree",
    "autoprolong",
    "datacenter",
    "domain",
    "image",
    "itemtype",
    "licence_agreement",
    "order_period",
    "os",
    "ostempl",
    "payfrom",
    "period",
    "price",
    "pricelist",
    "recipe",
    "template",
];

/// What a name of an object, a value or a type says.
pub(in super::super) fn of_mark(name: &str) -> Option<Kind> {
    let words = words(name);
    let squeezed = words.concat();
    let made_of = |row: &&Row| {
        let (_, keys, others) = row;
        let is_key = |word: &str| keys.contains(&word);
        let allowed =
            |word: &String| is_key(word) || others.contains(&word.as_str()) || BESIDE.contains(&word.as_str());
        let pair = words.windows(2).any(|pair| is_key(&pair.concat()));
        is_key(&squeezed) || words.iter().all(allowed) && (pair || words.iter().any(|word| is_key(word)))
    };
    ROWS.iter().find(made_of).map(|row| row.0)
}

/// Whether a name is that of a part of an order: its value may be called anything.
pub(in super::super) fn is_field_of_an_order(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    FIELDS.contains(&name.as_str()) || name.starts_with("addon_") || name.starts_with("enum_")
}

/// The words of a name: `not_enough_money`, `notEnoughMoney`.
fn words(name: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut before = ' ';
    for c in name.trim().chars().take(200) {
        if c.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.extend(c.to_lowercase());
        before = c;
    }
    parted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_made_of_a_kinds_words_says_the_kind() {
        for (name, kind) in [
            ("badpassword", Kind::SignIn),
            ("bad_password", Kind::SignIn),
            ("auth", Kind::SignIn),
            ("session", Kind::SignIn),
            ("session.id", Kind::SignIn),
            ("balance", Kind::NoMoney),
            ("not_enough_money", Kind::NoMoney),
            ("notEnoughMoney", Kind::NoMoney),
            ("credit_limit", Kind::NoMoney),
            ("Payment", Kind::NoMoney),
            ("account.balance", Kind::NoMoney),
            ("captcha_verification_failed", Kind::Captcha),
            ("g-recaptcha-response", Kind::Captcha),
            ("smart-captcha", Kind::Captcha),
            ("badip", Kind::AddressRefused),
            ("ip_denied", Kind::AddressRefused),
            ("totp.confirm", Kind::SecondFactor),
            ("two_factor_code", Kind::SecondFactor),
            ("extraconfirm", Kind::SecondFactor),
            ("blocked", Kind::AccountBlocked),
            ("user_disabled", Kind::AccountBlocked),
            ("too_many_attempts", Kind::TooManyTries),
        ] {
            assert_eq!(of_mark(name), Some(kind), "{name}");
        }
    }

    #[test]
    fn a_name_with_anything_else_in_it_says_nothing() {
        for name in [
            "",
            "vds",
            "user",
            "password",
            "captcha-server",
            "centos-auth-7",
            "auth_type",
            "account_type",
            "balancer",
            "load-balance-1",
            "payment_method",
            "paymethod",
            "ip",
            "ostempl",
            "balance.example.ru",
            "sessions-12",
            "promocode",
            "limit",
            "access",
            "value",
        ] {
            assert_eq!(of_mark(name), None, "{name}");
        }
    }
}
