//! What kept a recorded run from its first order request, apart from a guard.
//!
//! The errors of password, client, panel and ledger turn into this before a ledger keeps them: it holds
//! their values, never our sentences. To add one: a variant, its words, and a `From` beside the error.

use serde::{Deserialize, Serialize};

use super::CommandFault;
use crate::account::PASSWORD_VARIABLE;
use crate::order::service::Gap;
use crate::order::{Reason, Unread, Unwritten};
use crate::text::code::Code;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;
use crate::text::system::said;

/// Why a run never came to its first order request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    /// There was no password.
    Password(NoPassword),
    /// The client of the panel could not be made.
    Client(NoClient),
    /// The panel could not be read.
    Panel(Reason),
    /// The panel's list did not come complete.
    ListIncomplete(Gap),
    /// `--no-list` with a ledger that lost records.
    ListNeeded,
    /// The ledger could not be read.
    LedgerUnread(Unread),
    /// The ledger could not be written.
    LedgerUnwritten(Unwritten),
    /// Something of the system's, in its words.
    System(String),
}

/// The longest password that is taken, in bytes.
pub const LONGEST_PASSWORD: usize = 4096;

/// Why there is no password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPassword {
    /// It is empty.
    Empty,
    /// There is no terminal to ask on.
    NoTerminal,
    /// This file can be read by others, or belongs to somebody else.
    NotPrivate(String),
    /// This is no regular file.
    NotFile(String),
    /// Another program holds this file.
    InUse(String),
    /// It is kept as UTF-16.
    Utf16,
    /// It is kept in another encoding than UTF-8.
    NotUtf8,
    /// It holds bytes that no text has.
    NotText,
    /// It is longer than any password.
    TooLong,
    /// This program of the user's own did not print it.
    Command {
        /// The program.
        program: String,
        /// What is wrong with it.
        fault: CommandFault,
    },
    /// It could not be read, in the system's words.
    Unread(String),
    /// Its file could not be opened.
    FileUnread {
        /// The file.
        file: String,
        /// Why not, in the system's words.
        why: String,
    },
}

/// Why there is no client of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoClient {
    /// The certificates cannot be read.
    Certificates {
        /// The file.
        file: String,
        /// Why not, in the system's words.
        why: String,
    },
    /// This file holds no certificate.
    NoCertificate(String),
    /// This variable is no address of a proxy.
    ProxyAddress(String),
    /// This variable names a proxy of a kind that the program does not speak to.
    ProxyKind(String),
    /// This variable says something else in small letters.
    ProxySpellings(String),
    /// This variable is no list of hosts that are reached without a proxy.
    ProxyExceptions(String),
    /// TLS cannot be set up, in its words.
    Setup(String),
}

impl Hindrance {
    /// The code that `vdsbatch explain` knows, where there is one.
    #[must_use]
    pub const fn code(&self) -> Option<Code> {
        match self {
            Self::Panel(reason) => Some(reason.code.code()),
            Self::ListIncomplete(gap) => Some(gap.reason().code()),
            Self::Password(_)
            | Self::Client(_)
            | Self::ListNeeded
            | Self::LedgerUnread(_)
            | Self::LedgerUnwritten(_)
            | Self::System(_) => None,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Password(why) => why.message(lang),
            Self::Client(why) => why.message(lang),
            Self::Panel(reason) => {
                let (what, next) = (reason.message(lang), reason.next_step_unsent(lang));
                tr!(lang, "{what} (nothing was sent; {next})", "{what} (ничего не отправлено; {next})")
            }
            Self::ListIncomplete(gap) => {
                let (what, next) = (gap.line(lang), gap.way_out(lang));
                tr!(
                    lang,
                    "{what} (nothing was sent; {next}, then run the same command again)",
                    "{what} (ничего не отправлено; {next} и запустите ту же команду ещё раз)"
                )
            }
            Self::ListNeeded => lang
                .pick(
                    "the ledger was repaired and may have lost orders, so --no-list is refused: only the panel's list shows which orders exist (nothing was sent; run the command without --no-list)",
                    "журнал заказов восстановлен, часть заказов могла потеряться; без списка панели их не проверить, поэтому --no-list не принимается (ничего не отправлено; запустите команду без --no-list)",
                )
                .to_owned(),
            Self::LedgerUnread(Unread::Held) => lang
                .pick(
                    "cannot read the ledger: another program is using it, such as a virus scanner or a backup (close that program, then run the same command again)",
                    "не удалось прочитать журнал заказов: его использует другая программа, например антивирус или резервное копирование (закройте эту программу и запустите ту же команду ещё раз)",
                )
                .to_owned(),
            Self::LedgerUnread(unread) => {
                let why = unread.why(lang);
                tr!(lang, "cannot read the ledger: {why}", "не удалось прочитать журнал заказов: {why}")
            }
            // No disk is at fault, and the same command would end the same.
            Self::LedgerUnwritten(why @ Unwritten::NotReadAgain(_)) => {
                let why = why.why(lang);
                tr!(
                    lang,
                    "cannot write to the ledger: {why} (nothing was sent; run the same command with `--log FILE` and give that file and the sheet to the administrator)",
                    "не удалось записать в журнал заказов: {why} (ничего не отправлено; запустите ту же команду с `--log ФАЙЛ` и передайте этот файл и таблицу администратору)"
                )
            }
            // A run at the old path would know nothing of what this one ordered.
            Self::LedgerUnwritten(why @ Unwritten::Gone(_)) => {
                let why = why.why(lang);
                tr!(
                    lang,
                    "the ledger is no longer where it was: {why} (put its folder back before anything else is ordered, then run `vdsbatch reconcile`; a new ledger at the old path would know nothing of these orders)",
                    "журнал заказов больше не на своём месте: {why} (верните его папку, прежде чем заказывать дальше, затем выполните `vdsbatch reconcile`; новый журнал заказов на старом месте ничего не знал бы об этих заказах)"
                )
            }
            Self::LedgerUnwritten(Unwritten::Held) => lang
                .pick(
                    "cannot write to the ledger: another program is using it, such as a virus scanner or a backup (close that program, then run the same command again)",
                    "не удалось записать в журнал заказов: его использует другая программа, например антивирус или резервное копирование (закройте эту программу и запустите ту же команду ещё раз)",
                )
                .to_owned(),
            Self::LedgerUnwritten(unwritten) => {
                let why = unwritten.why(lang);
                tr!(
                    lang,
                    "cannot write to the ledger: {why} (free disk space or repair the disk, then run the same command again)",
                    "не удалось записать в журнал заказов: {why} (освободите место на диске или исправьте диск и запустите ту же команду ещё раз)"
                )
            }
            Self::System(why) => said(why, lang),
        }
    }
}

impl NoPassword {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Empty => lang.pick("the password is empty", "пароль пуст").to_owned(),
            Self::NoTerminal => tr!(
                lang,
                "no password is given, and it cannot be asked for: the program runs without a terminal (use --password-stdin, --password-file or {PASSWORD_VARIABLE})",
                "пароль не задан, а спросить его негде: программа запущена без терминала (используйте --password-stdin, --password-file или {PASSWORD_VARIABLE})"
            ),
            Self::NotPrivate(file) => {
                let file = printable(file);
                tr!(
                    lang,
                    "the password file `{file}` must belong to you or `root`, and only its owner may read it (chmod 600 `{file}`)",
                    "файл с паролем `{file}` должен принадлежать вам или `root` и быть доступен для чтения только владельцу (chmod 600 `{file}`)"
                )
            }
            Self::NotFile(file) => {
                let file = printable(file);
                tr!(
                    lang,
                    "the password file `{file}` is not a regular file but a folder, a pipe or a device (name a file that holds the password in its first line)",
                    "файл с паролем `{file}` — не обычный файл, а папка, канал или устройство (укажите файл, в первой строке которого записан пароль)"
                )
            }
            Self::NotText => lang
                .pick(
                    "the password holds a zero byte, which no text has (is it the right file?)",
                    "в пароле есть нулевой байт, которого в тексте не бывает (тот ли это файл?)",
                )
                .to_owned(),
            Self::TooLong => tr!(
                lang,
                "the password is longer than {LONGEST_PASSWORD} bytes (is it the right file?)",
                "пароль длиннее {LONGEST_PASSWORD} байт (тот ли это файл?)"
            ),
            Self::Command { program, fault } => {
                let (program, fault) = (printable(program), fault.message(lang));
                tr!(
                    lang,
                    "no password from the program `{program}` of the setting `password_command`: {fault}",
                    "программа `{program}` из настройки `password_command` не дала пароля: {fault}"
                )
            }
            Self::InUse(file) => {
                let file = printable(file);
                tr!(
                    lang,
                    "another program is using the password file `{file}` (close that program or wait until it is done, then run the same command again)",
                    "файл с паролем `{file}` использует другая программа (закройте её или дождитесь её завершения и запустите ту же команду ещё раз)"
                )
            }
            Self::Utf16 => lang
                .pick(
                    "the password is in UTF-16 (save the file as UTF-8, or send the password to standard input as UTF-8)",
                    "пароль записан в UTF-16 (сохраните файл в UTF-8 или передайте пароль в UTF-8 через стандартный ввод)",
                )
                .to_owned(),
            Self::NotUtf8 => lang
                .pick(
                    "the password is not in UTF-8 (save the file as UTF-8, or send the password to standard input as UTF-8)",
                    "пароль записан не в UTF-8 (сохраните файл в UTF-8 или передайте пароль в UTF-8 через стандартный ввод)",
                )
                .to_owned(),
            Self::FileUnread { file, why } => {
                let (file, why) = (printable(file), said(why, lang));
                tr!(
                    lang,
                    "cannot read the password file `{file}`: {why} (check --password-file, or `password_file` in the settings)",
                    "не удалось прочитать файл с паролем `{file}`: {why} (проверьте --password-file или `password_file` в настройках)"
                )
            }
            Self::Unread(why) => {
                let why = said(why, lang);
                tr!(
                    lang,
                    "cannot read the password: {why} (check --password-file, or `password_file` in the settings)",
                    "не удалось прочитать пароль: {why} (проверьте --password-file или `password_file` в настройках)"
                )
            }
        }
    }
}

impl NoClient {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Certificates { file, why } => {
                let file = printable(file);
                tr!(
                    lang,
                    "cannot read the certificates in `{file}`: {why} (give a PEM file)",
                    "не удалось прочитать сертификаты из `{file}`: {why} (укажите файл PEM)"
                )
            }
            Self::NoCertificate(file) => {
                let file = printable(file);
                tr!(
                    lang,
                    "there is no certificate in `{file}` (give a PEM file)",
                    "в файле `{file}` нет ни одного сертификата (укажите файл PEM)"
                )
            }
            Self::ProxyAddress(variable) => tr!(
                lang,
                "the variable `{variable}` is not the address of a proxy (nothing was sent; write it as `http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`, or remove the variable)",
                "в переменной `{variable}` не адрес прокси (ничего не отправлено; запишите его как `http://ХОСТ:ПОРТ` или `http://ИМЯ:ПАРОЛЬ@ХОСТ:ПОРТ` либо удалите переменную)"
            ),
            Self::ProxyKind(variable) => tr!(
                lang,
                "the variable `{variable}` names a kind of proxy that this program does not support (nothing was sent; use `http://HOST:PORT`, or remove the variable)",
                "в переменной `{variable}` указан прокси, с которым программа не работает (ничего не отправлено; укажите `http://ХОСТ:ПОРТ` или удалите переменную)"
            ),
            Self::ProxySpellings(variable) => {
                let small = variable.to_lowercase();
                tr!(
                    lang,
                    "the variables `{variable}` and `{small}` contradict each other (nothing was sent; remove one of them)",
                    "переменные `{variable}` и `{small}` противоречат друг другу (ничего не отправлено; удалите одну из них)"
                )
            }
            Self::ProxyExceptions(variable) => tr!(
                lang,
                "the variable `{variable}` is not a list of hosts (nothing was sent; write hosts, IP addresses or networks separated by commas, for example `localhost,.example.ru,10.0.0.0/8`, or remove the variable)",
                "в переменной `{variable}` не список хостов (ничего не отправлено; запишите хосты, IP-адреса или сети через запятую, например `localhost,.example.ru,10.0.0.0/8`, или удалите переменную)"
            ),
            Self::Setup(why) => tr!(
                lang,
                "cannot set up the HTTP client: {why} (install the system's certificates, or name them with --ca-file)",
                "не удалось настроить HTTP-клиент: {why} (установите системные сертификаты или укажите их через --ca-file)"
            ),
        }
    }
}
