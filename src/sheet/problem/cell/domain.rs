//! Problems of host names: codes E02x.

use serde::{Deserialize, Serialize};

use crate::sheet::RowNo;
use crate::sheet::problem::Severity::{Error, Warning};
use crate::sheet::problem::problems::problems;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

problems! {
    /// What is wrong with a host name.
    pub enum DomainProblem in lang;

    "E020" [
        "The domain must be a host name with at least two parts, such as web-1.example.ru. International names such as пример.рф are fine."
        / "Домен должен быть именем сервера хотя бы из двух частей, например web-1.example.ru. Имена вида пример.рф допустимы."
    ] {
        /// The domain is no host name.
        BadDomain {
            /// What was read.
            given: String,
            /// Why.
            fault: DomainFault,
        }: Error => {
            let (given, why) = (printable(given), fault.message(lang));
            tr!(
                lang,
                "`{given}` is not a host name: {why} (for example, web-1.example.ru)",
                "`{given}` — не имя сервера: {why} (например, web-1.example.ru)"
            )
        };
    }

    "E021" [
        "The same domain is in the sheet more than once, perhaps after numbers were put into a name pattern. A domain is ordered once."
        / "Один и тот же домен повторяется на листе, возможно, после подстановки номеров в шаблон имени. Домен заказывается один раз."
    ] {
        /// The domain stands in the sheet more than once.
        Twice {
            /// The domain.
            domain: String,
            /// The other rows; the row itself if its own names collide.
            others: Vec<RowNo>,
        }: Error => {
            let domain = printable(domain);
            let shown = others.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let more = if others.len() > 10 { ", …" } else { "" };
            let noun = lang.noun(others.len() as u64, ["row", "rows"], ["строке", "строках", "строках"]);
            tr!(
                lang,
                "domain `{domain}` is in the sheet more than once (also in {noun} {shown}{more})",
                "домен `{domain}` повторяется на листе (ещё в {noun} {shown}{more})"
            )
        };
    }

    "E022" [
        "A part of the name mixes letters of two alphabets that look alike, so that it is not the name it seems to be. Type it again."
        / "Часть имени смешивает похожие буквы двух алфавитов, и это не то имя, каким кажется. Наберите его заново."
    ] {
        /// A label mixes letters of two alphabets.
        MixedLetters {
            /// What was read.
            given: String,
            /// The letter that does not fit.
            letter: char,
            /// Its place in the name, from 1.
            position: u32,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "`{given}` mixes alphabets: character {position}, `{letter}`, is {}, unlike the rest (type the name again in one alphabet)",
                "`{given}` смешивает алфавиты: {position}-й символ, `{letter}`, — {}, а остальные нет (наберите имя заново в одном алфавите)",
                alphabet(*letter, lang)
            )
        };
    }

    "E023" [
        "All letters of a part of the name are Cyrillic, and all of them look Latin: it is another name than it seems. If the Latin name is meant, type it again."
        / "Все буквы части имени кириллические, и все похожи на латинские: это не то имя, каким кажется. Если нужно латинское, наберите его заново."
    ] {
        /// A label of Cyrillic letters all of which look Latin.
        LooksLatin {
            /// The label.
            label: String,
            /// The name as it is ordered.
            ascii: String,
        }: Warning => {
            let (label, ascii) = (printable(label), printable(ascii));
            tr!(
                lang,
                "`{label}` looks Latin and is Cyrillic: `{ascii}` is ordered (type the name again if the Latin one is meant)",
                "`{label}` похоже на латиницу, но набрано кириллицей: будет заказано `{ascii}` (наберите имя заново, если нужно латинское)"
            )
        };
    }
}

/// Why a name is no host name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DomainFault {
    /// It has one label only.
    OneLabel,
    /// It is an address.
    Address,
    /// An address of a page was typed.
    Page,
    /// It holds a character that host names do not have.
    Character(char),
    /// A label is empty.
    EmptyLabel,
    /// A label is longer than 63 characters in its ASCII form.
    LongLabel,
    /// The name is longer than 253 characters in its ASCII form.
    TooLong,
    /// A label begins or ends with a hyphen.
    Hyphen,
    /// The last label is a number.
    NumericTop,
    /// The rules of international names (UTS 46) refuse it.
    NotInternational,
}

impl DomainFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::OneLabel => lang.pick("it needs a dot", "нет точки").to_owned(),
            Self::Address => lang.pick("it is an IP address", "это IP-адрес").to_owned(),
            Self::Page => lang.pick("it is the address of a web page", "это адрес веб-страницы").to_owned(),
            Self::Character(c) => {
                let shown = printable(&c.to_string());
                tr!(lang, "`{shown}` is not allowed in it", "символ `{shown}` недопустим")
            }
            Self::EmptyLabel => lang.pick("a part of it is empty", "одна из частей пуста").to_owned(),
            Self::LongLabel => {
                lang.pick("a part of it is longer than 63 characters", "одна из частей длиннее 63 символов").to_owned()
            }
            Self::TooLong => lang.pick("it is longer than 253 characters", "длиннее 253 символов").to_owned(),
            Self::Hyphen => lang
                .pick("a part of it begins or ends with a hyphen", "часть имени начинается или кончается дефисом")
                .to_owned(),
            Self::NumericTop => lang.pick("its last part is a number", "последняя часть — число").to_owned(),
            Self::NotInternational => lang
                .pick("the rules of international names do not allow it", "не допускается правилами международных имён")
                .to_owned(),
        }
    }
}

fn alphabet(letter: char, lang: Lang) -> &'static str {
    match letter {
        'a'..='z' | 'A'..='Z' => lang.pick("Latin", "латинский"),
        '\u{400}'..='\u{52f}' => lang.pick("Cyrillic", "кириллический"),
        _ => lang.pick("of another alphabet", "из другого алфавита"),
    }
}
