//! What kept a connection to the panel from being made: values, put into words where they are shown.
//!
//! To add one: a variant, its words in `message`, and what a person does next in `next_step`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Untrusted;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{printable, shown};

/// What kept a connection from being made. Nothing was sent then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// The certificate proves nothing.
    Certificate(Box<Untrusted>),
    /// The panel speaks TLS 1.1 or older only.
    OldTls,
    /// The panel knows none of the ciphers, keys and signatures that this program takes.
    NoCommonTls,
    /// What answers speaks no TLS.
    NoTls,
    /// The proxy did not let through.
    Proxy {
        /// The proxy, without its user and password.
        proxy: String,
        /// What it answered.
        answer: ProxyAnswer,
    },
}

/// What a proxy answered when it was asked for a connection to the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyAnswer {
    /// An HTTP status other than 200.
    Status(u16),
    /// Nothing that is an answer.
    NoAnswer,
    /// It closed the connection.
    Closed,
    /// It could not be reached, in the system's words.
    Unreached(String),
}

impl Link {
    /// What happened, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Certificate(untrusted) => untrusted.message(lang),
            Self::OldTls => lang
                .pick(
                    "the panel offers only old TLS (1.1 or older), which this program does not use",
                    "панель предлагает только устаревший TLS (1.1 или старше), который эта программа не использует",
                )
                .to_owned(),
            Self::NoCommonTls => lang
                .pick(
                    "the panel offers no TLS cipher or key that this program accepts",
                    "панель не предлагает ни одного шифра или ключа TLS, который принимает эта программа",
                )
                .to_owned(),
            Self::NoTls => lang
                .pick("what answers at this address does not use TLS", "по этому адресу отвечают без TLS")
                .to_owned(),
            Self::Proxy { proxy, answer } => {
                let (proxy, answer) = (printable(proxy), answer.message(lang));
                tr!(lang, "the proxy {proxy} {answer}", "прокси {proxy} {answer}")
            }
        }
    }

    /// What a person does next. Never what was done already.
    #[must_use]
    pub fn next_step(&self, lang: Lang) -> String {
        let step = match self {
            Self::Certificate(untrusted) => return untrusted.next_step(lang),
            Self::OldTls | Self::NoCommonTls => lang.pick(
                "ask the provider to turn on TLS 1.2 or newer, or for an address that has it",
                "попросите провайдера включить TLS 1.2 или новее либо сообщить адрес панели, где он есть",
            ),
            Self::NoTls => lang.pick("check the panel's address and port", "проверьте адрес и порт панели"),
            Self::Proxy { answer, .. } => answer.next_step(lang),
        };
        step.to_owned()
    }

    /// Whether the same may go well later, without anybody's doing.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Certificate(_) | Self::OldTls | Self::NoCommonTls | Self::NoTls => false,
            Self::Proxy { answer, .. } => match answer {
                ProxyAnswer::Status(status) => matches!(status, 408 | 429 | 500 | 502..=504),
                ProxyAnswer::Closed | ProxyAnswer::Unreached(_) => true,
                ProxyAnswer::NoAnswer => false,
            },
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl ProxyAnswer {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::Status(407) => {
                lang.pick("asks for a user and password (HTTP 407)", "требует имя и пароль (HTTP 407)").to_owned()
            }
            Self::Status(403) => lang
                .pick(
                    "does not allow connections to the panel (HTTP 403)",
                    "не разрешает соединение с панелью (HTTP 403)",
                )
                .to_owned(),
            Self::Status(status @ (502 | 504)) => {
                tr!(lang, "could not reach the panel (HTTP {status})", "не смог соединиться с панелью (HTTP {status})")
            }
            Self::Status(status) => tr!(lang, "answered HTTP {status}", "ответил HTTP {status}"),
            Self::NoAnswer => {
                lang.pick("refused, or did not answer as a proxy does", "отказал или ответил не как прокси").to_owned()
            }
            Self::Closed => lang.pick("closed the connection", "закрыл соединение").to_owned(),
            Self::Unreached(why) => {
                let why = shown(why, 300);
                tr!(lang, "could not be reached: {why}", "недоступен: {why}")
            }
        }
    }

    const fn next_step(&self, lang: Lang) -> &'static str {
        match self {
            Self::Status(407) => lang.pick(
                "give the user and the password in the proxy variable: `http://USER:PASSWORD@HOST:PORT`",
                "укажите имя и пароль в переменной с адресом прокси: `http://ИМЯ:ПАРОЛЬ@ХОСТ:ПОРТ`",
            ),
            Self::Status(403) => lang.pick(
                "ask the proxy's administrator to allow the panel's address, or name the panel's host in `NO_PROXY` if it can be reached without the proxy",
                "попросите администратора прокси разрешить адрес панели или укажите хост панели в `NO_PROXY`, если панель доступна без прокси",
            ),
            Self::Status(_) => lang.pick(
                "check the panel's address, and ask the proxy's administrator",
                "проверьте адрес панели и обратитесь к администратору прокси",
            ),
            Self::NoAnswer | Self::Closed | Self::Unreached(_) => lang.pick(
                "check the proxy's address in `HTTPS_PROXY` or `ALL_PROXY`, or the system's settings",
                "проверьте адрес прокси в `HTTPS_PROXY` или `ALL_PROXY` либо в настройках системы",
            ),
        }
    }
}
