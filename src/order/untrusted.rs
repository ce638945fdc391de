//! A certificate that proves nothing: values, put into words where they are shown.
//!
//! To add a reason: a variant of [`Distrust`], its words in `message`, and what a person does next.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::certificate::Certificate;
use crate::text::day::minute_utc;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{printable, shown};

/// A certificate that is not trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Untrusted {
    /// Why not.
    pub why: Distrust,
    /// The host that was meant.
    pub host: String,
    /// The certificate; none if none was shown, or it cannot be read.
    pub shown: Option<Certificate>,
    /// What the person named as trusted.
    pub named: Named,
    /// What this machine's clock said.
    pub at: Option<Timestamp>,
}

/// Why a certificate is not trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distrust {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYet,
    /// One of those that vouch for it is out of its time.
    IssuerOutOfTime,
    /// It is for other hosts.
    OtherName,
    /// Nobody known vouches for it.
    NotVouched,
    /// It is another one than the one named by its SHA-256.
    OtherPin,
    /// Who shows it does not prove to own it.
    BadSignature,
    /// It, or one that vouches for it, is signed in a way that is too old or unknown.
    UnknownSignature,
    /// It is not made for servers.
    Purpose,
    /// It was called back.
    Revoked,
    /// It cannot be read.
    Unreadable,
    /// None was shown.
    NoneShown,
}

/// What a person named as trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// Nothing: those count that this machine trusts.
    Nothing,
    /// The certificates of this file as well.
    File(String),
    /// One certificate by its SHA-256, and no other.
    Pin,
}

/// The most hosts of a certificate that are named.
const NAMES: usize = 3;

impl Untrusted {
    pub(super) fn message(&self, lang: Lang) -> String {
        let (whose, host) = (self.whose(lang), printable(&self.host));
        let [from, until, now] = [
            self.shown.as_ref().and_then(|shown| shown.from),
            self.shown.as_ref().and_then(|shown| shown.until),
            self.at,
        ]
        .map(|at| day(at, lang));
        let said = match self.why {
            Distrust::Expired => tr!(
                lang,
                "{whose} expired on {until} (it was valid from {from}; this computer's clock shows {now})",
                "срок действия истёк {until}: {whose} (действовал с {from}; часы этого компьютера показывают {now})"
            ),
            Distrust::NotYet => tr!(
                lang,
                "{whose} is valid only from {from} (until {until}; this computer's clock shows {now})",
                "{whose} действует только с {from} (по {until}; часы этого компьютера показывают {now})"
            ),
            Distrust::IssuerOutOfTime => tr!(
                lang,
                "{whose} is valid until {until}, but a certificate that vouches for it is expired or not yet valid (this computer's clock shows {now})",
                "{whose} действует по {until}, но удостоверяющий его сертификат истёк или ещё не действует (часы этого компьютера показывают {now})"
            ),
            Distrust::OtherName => tr!(lang, "{whose} is not for `{host}`", "{whose} выдан не для `{host}`"),
            Distrust::NotVouched => return self.not_vouched(&whose, lang),
            Distrust::OtherPin => {
                tr!(lang, "{whose} is not the one that was given", "{whose} — не тот, который указан")
            }
            Distrust::BadSignature => tr!(
                lang,
                "{whose} was shown without proof of owning it",
                "{whose} предъявлен без доказательства, что он принадлежит панели"
            ),
            Distrust::UnknownSignature => tr!(
                lang,
                "{whose} is signed with a method that is too old or not known",
                "{whose} подписан устаревшим или неизвестным способом"
            ),
            Distrust::Purpose => tr!(lang, "{whose} was not issued for servers", "{whose} выдан не для серверов"),
            Distrust::Revoked => tr!(lang, "{whose} was revoked", "{whose} отозван"),
            Distrust::Unreadable => tr!(lang, "{whose} cannot be read", "{whose} прочитать не удалось"),
            Distrust::NoneShown => lang.pick("no certificate was shown", "сертификат не предъявлен").to_owned(),
        };
        if self.why == Distrust::OtherPin { said + &self.sha256(lang) } else { said }
    }

    fn not_vouched(&self, whose: &str, lang: Lang) -> String {
        let own = self.shown.as_ref().is_some_and(|shown| shown.own);
        let said = match &self.named {
            Named::File(file) => {
                let file = printable(file);
                tr!(
                    lang,
                    "{whose} is not in `{file}`, and neither the certificates in that file nor those of this computer vouch for it",
                    "{whose} не входит в `{file}`, и ни один сертификат из этого файла или из известных этому компьютеру его не удостоверяет"
                )
            }
            Named::Nothing | Named::Pin if own => {
                tr!(lang, "{whose} is vouched for only by itself", "{whose} удостоверен только сам собой")
            }
            Named::Nothing | Named::Pin => tr!(
                lang,
                "no certificate known to this computer vouches for {whose}",
                "{whose} не удостоверен ни одним сертификатом, известным этому компьютеру"
            ),
        };
        said + &self.sha256(lang)
    }

    /// Its SHA-256, by which it can be compared; nothing if it cannot be read.
    fn sha256(&self, lang: Lang) -> String {
        let Some(shown) = &self.shown else { return String::new() };
        let (sha256, from, until) = (shown.sha256, day(shown.from, lang), day(shown.until, lang));
        tr!(
            lang,
            " (its SHA-256: {sha256}; valid from {from} until {until})",
            " (его SHA-256: {sha256}; действует с {from} по {until})"
        )
    }

    /// The certificate by the hosts that it is for.
    fn whose(&self, lang: Lang) -> String {
        let names = self.shown.as_ref().map(|shown| shown.names.as_slice()).unwrap_or_default();
        if names.is_empty() {
            let nameless = self.shown.is_some();
            return if nameless {
                lang.pick("the certificate, which names no host,", "сертификат, в котором не назван хост,")
            } else {
                lang.pick("the certificate", "сертификат")
            }
            .to_owned();
        }
        let mut hosts: Vec<String> = names.iter().take(NAMES).map(|name| format!("`{}`", shown(name, 60))).collect();
        if names.len() > NAMES {
            hosts.push(format!("… (+{})", names.len() - NAMES));
        }
        let hosts = hosts.join(", ");
        tr!(lang, "the certificate for {hosts}", "сертификат для {hosts}")
    }

    pub(super) fn next_step(&self, lang: Lang) -> String {
        let step = match (&self.why, &self.named) {
            (Distrust::Expired | Distrust::NotYet | Distrust::IssuerOutOfTime, _) => lang.pick(
                "check this computer's clock; if it is right, ask the provider to renew the certificate",
                "проверьте часы этого компьютера; если они верны, попросите провайдера обновить сертификат",
            ),
            (Distrust::OtherName, _) => lang.pick(
                "check the panel's address: the certificate is for other hosts",
                "проверьте адрес панели: сертификат выдан для других хостов",
            ),
            (Distrust::NotVouched, Named::Nothing) => lang.pick(
                "check the panel's address; if this is the panel's own certificate, ask the provider for its SHA-256 and give it with --certificate-sha256, or the certificate itself with --ca-file",
                "проверьте адрес панели; если это её собственный сертификат, узнайте его SHA-256 у провайдера и укажите через --certificate-sha256 либо укажите сам сертификат через --ca-file",
            ),
            (Distrust::NotVouched | Distrust::OtherPin, _) => lang.pick(
                "check the panel's address, and ask the provider whether the panel's certificate was changed; give the new one only then",
                "проверьте адрес панели и узнайте у провайдера, менялся ли её сертификат; новый указывайте только после этого",
            ),
            (
                Distrust::BadSignature
                | Distrust::UnknownSignature
                | Distrust::Purpose
                | Distrust::Revoked
                | Distrust::Unreadable
                | Distrust::NoneShown,
                _,
            ) => lang.pick(
                "check the panel's address, and ask the provider for a valid certificate",
                "проверьте адрес панели и попросите провайдера установить исправный сертификат",
            ),
        };
        step.to_owned()
    }
}

/// A time as a certificate's dates are shown.
fn day(at: Option<Timestamp>, lang: Lang) -> String {
    at.map_or_else(|| "…".to_owned(), |at| minute_utc(at, lang))
}
