//! Every setting that a file can hold, and what it takes. Pure.

use crate::account::{PanelUrl, SignIn, is_login};
use crate::certificate::Fingerprint;
use crate::cli::amount;

/// A setting.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it takes this value.
    fits: fn(&str) -> bool,
    /// What it takes, in English and Russian.
    pub(super) allowed: (&'static str, &'static str),
    /// Whether it is the name of a file or folder: relative to the file of settings.
    pub path: bool,
    /// Whether it is a number or a sum.
    pub(super) number: bool,
}

const fn key(name: &'static str, fits: fn(&str) -> bool, allowed: (&'static str, &'static str)) -> Key {
    Key { name, fits, allowed, path: false, number: false }
}

const fn number(name: &'static str, fits: fn(&str) -> bool, allowed: (&'static str, &'static str)) -> Key {
    Key { number: true, ..key(name, fits, allowed) }
}

const fn path(name: &'static str) -> Key {
    Key {
        name,
        fits: |text| !text.is_empty(),
        allowed: (
            r"the name of a file or folder; with `\` between single quotes: `'C:\Users\anna'`",
            r"имя файла или папки; с `\` — в одинарных кавычках: `'C:\Users\anna'`",
        ),
        path: true,
        number: false,
    }
}

/// What secrets are called: none of it is read from a file that is copied and mailed.
const SECRETS: [&str; 9] = ["password", "passwd", "pass", "pwd", "secret", "token", "authinfo", "api_key", "пароль"];

/// Whether secrets are called so.
pub(super) fn is_secret(name: &str) -> bool {
    SECRETS.contains(&name.to_lowercase().replace('-', "_").as_str())
}

/// The setting that names a table, bundled or in a file.
const CATALOG: &str = "catalog";

/// The setting that names a login.
const ACCOUNT: &str = "account";

/// The setting that says how to sign in.
pub(super) const SIGN_IN: &str = "sign_in";

impl Key {
    /// Whether it names a file, or may.
    pub(super) fn names_file(&self) -> bool {
        self.path || self.name == CATALOG
    }

    /// Whether it takes this value; in a session, login and password go apart, so that a login may have a colon.
    pub(super) fn takes(&self, text: &str, in_session: bool) -> bool {
        (self.fits)(text) || (in_session && self.name == ACCOUNT && !text.trim().is_empty())
    }
}

/// Every setting.
pub const KEYS: [Key; 16] = [
    key("lang", |text| text.parse::<crate::text::lang::Lang>().is_ok(), ("en or ru", "en или ru")),
    key(
        CATALOG,
        |text| !text.is_empty(),
        (
            r"a name or a TOML file; a path with `\` between single quotes: `'C:\Users\anna\table.toml'`",
            r"имя таблицы или файл TOML; путь с `\` — в одинарных кавычках: `'C:\Users\anna\table.toml'`",
        ),
    ),
    key(
        "panel",
        |text| PanelUrl::parse(text).is_ok(),
        ("an address such as https://HOST/billmgr", "адрес вида https://ХОСТ/billmgr"),
    ),
    key(
        ACCOUNT,
        is_login,
        ("a login without `:`, unless `sign_in` is `session`", "логин без `:`, если `sign_in` не `session`"),
    ),
    path("password_file"),
    path("ca_file"),
    key(
        "certificate_sha256",
        |text| text.parse::<Fingerprint>().is_ok(),
        ("a SHA-256: 64 hexadecimal digits", "SHA-256: 64 шестнадцатеричные цифры"),
    ),
    key(SIGN_IN, |text| text.parse::<SignIn>().is_ok(), ("`stateless` or `session`", "`stateless` или `session`")),
    path("ledger"),
    number("jobs", |text| within(text, 1, 256), ("1 to 256", "от 1 до 256")),
    number("rate", |text| within(text, 1, u32::MAX.into()), ("a whole number above 0", "целое число больше 0")),
    number("max_orders", |text| within(text, 1, 1_000_000), ("1 to 1,000,000", "от 1 до 1 000 000")),
    number(
        "max_total",
        |text| amount::read(text).is_some(),
        ("a sum in quotes, such as `\"1200.50\"`", "сумма в кавычках, например `\"1200.50\"`"),
    ),
    number(
        "approval_above",
        |text| amount::read(text).is_some(),
        ("a sum in quotes, such as `\"1200.50\"`", "сумма в кавычках, например `\"1200.50\"`"),
    ),
    number("lock_timeout", |text| within(text, 0, 86_400), ("at most 86,400 seconds", "не больше 86 400 секунд")),
    number("settle", |text| within(text, 0, 604_800), ("at most 604,800 seconds", "не больше 604 800 секунд")),
];

fn within(text: &str, least: u64, most: u64) -> bool {
    text.parse::<u64>().is_ok_and(|number| (least..=most).contains(&number))
}
