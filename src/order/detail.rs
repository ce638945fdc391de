//! What this program itself adds to a reason: values, put into words where they are shown.
//!
//! To add a flaw: a row in `flaws!`, and whatever in `panel` notices it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Link, Unwritten};
use crate::text::lang::Lang;

/// What this program itself knows of a reason. No text of an answer is in it: a certificate and a proxy speak
/// before the password is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// What is wrong with an answer.
    Answer(Flaw),
    /// Why the ledger did not take the order; apart, since every error of the panel has room for it.
    Ledger(Box<Unwritten>),
    /// What kept the connection from being made.
    Link(Box<Link>),
}

impl Detail {
    /// The detail in words. What SQLite and the system say stays in their language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Answer(flaw) => flaw.message(lang),
            Self::Ledger(why) => why.message(lang),
            Self::Link(link) => link.message(lang),
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

macro_rules! flaws {
    ($($(#[$doc:meta])* $name:ident $(($value:ident: $type:ty))? = $words:literal / $russian:literal;)+) => {
        /// What is wrong with an answer.
        ///
        /// It is `Copy`, so it can hold no text of the answer, and nobody has to look for the password in it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Flaw {
            $($(#[$doc])* $name $(($type))?,)+
        }

        impl Flaw {
            /// Every flaw as it is worded in English, values in braces.
            pub const WORDS: &[&str] = &[$($words),+];
        }

        impl Flaw {
            /// What is wrong, in words.
            #[must_use]
            pub fn message(self, lang: Lang) -> String {
                match self {
                    $(Self::$name $(($value))? => match lang {
                        Lang::En => format!($words),
                        Lang::Ru => format!($russian),
                    },)+
                }
            }
        }

        impl fmt::Display for Flaw {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.message(Lang::En))
            }
        }
    };
}

flaws! {
    /// A status that is not 200.
    HttpStatus(status: u16) = "HTTP {status}" / "HTTP {status}";
    /// Bytes of no known encoding; with the HTTP status.
    NotUtf8(status: u16) = "HTTP {status}, not UTF-8" / "HTTP {status}, не UTF-8";
    /// Nothing at all.
    Empty = "empty" / "пустой ответ";
    /// More errors than one.
    SeveralErrors = "several errors" / "несколько ошибок";
    /// An error, although something was made.
    ErrorWithNumber = "an error beside the number of an order" / "ошибка рядом с номером заказа";
    /// Yes and no.
    SuccessAndError = "both a success and an error" / "и успех, и ошибка";
    /// Neither yes nor no.
    NeitherSuccessNorError = "neither a success nor an error" / "ни успеха, ни ошибки";
    /// A page for people.
    WebPage = "a web page" / "веб-страница";
    /// XML that ends early, or is none.
    XmlNotWhole = "XML that is not whole" / "неполный XML";
    /// A script that is not the published success.
    OtherScript = "another script" / "другой сценарий";
    /// JSON that ends early, says one thing twice, or is none.
    JsonNotWhole = "JSON that is not whole" / "неполный JSON";
    /// JSON, where XML was asked for.
    Json = "JSON instead of XML" / "JSON вместо XML";
    /// Packed, although nothing packed was asked for.
    Gzip = "packed with gzip, which nobody asked for" / "сжато gzip, хотя сжатие не запрашивалось";
    /// The same in another way.
    Deflate = "packed with deflate, which nobody asked for" / "сжато deflate, хотя сжатие не запрашивалось";
    /// The same in another way.
    Zstd = "packed with zstd, which nobody asked for" / "сжато zstd, хотя сжатие не запрашивалось";
    /// The same in another way.
    Brotli = "packed with br, which nobody asked for" / "сжато br, хотя сжатие не запрашивалось";
    /// The same in a way that is not known, or in several.
    Packed = "packed in a way that nobody asked for" / "сжато, хотя сжатие не запрашивалось";
    /// More successes than one.
    SeveralSuccesses = "several successes" / "несколько успехов";
    /// More numbers of services, or of orders, than one.
    SeveralNumbers = "several numbers of one kind" / "несколько номеров одного рода";
    /// Text where a number belongs.
    OddNumber = "a number that is none" / "вместо номера другой текст";
    /// A success, an error or a number deeper than it belongs, or under a name in another case.
    Astray = "a success, an error or a number where it does not belong" / "успех, ошибка или номер не на своём месте";
    /// Anything else.
    NothingKnown = "neither XML nor a known page" / "не XML и не известная страница";
    /// A success where data were asked for.
    NoData = "a success without data" / "успех без данных";
    /// Nothing that only whoever is signed in is told.
    NoAccount = "no account's data" / "нет данных учётной записи";
    /// A number of services that is no number.
    NoCount = "the number of services is none" / "вместо числа услуг другой текст";
    /// A cart of which something is not understood.
    OddCart = "a cart that is not understood" / "корзину прочитать не удалось";
    /// More sums for the whole order than one.
    SeveralTotals = "several sums for the whole order" / "несколько сумм за весь заказ";
    /// Sums in more currencies than one.
    SeveralCurrencies = "several currencies" / "несколько валют";
    /// A sum in another currency than the table's.
    OtherCurrency = "a sum in another currency than the tariff table's" / "сумма не в валюте таблицы тарифов";
    /// A sum that can be read in two ways, or not at all.
    OddTotal = "a sum that is not understood" / "сумму прочитать не удалось";
    /// A sum that is not all of it yet.
    NotWhole = "a sum to which tax is added, or from which a discount is taken" / "сумма до начисления налога или вычета скидки";
    /// A price of another period than the order's.
    OtherPeriod = "a price of another period than the order's" / "цена не за тот период, который указан в заказе";
    /// A price list without a tariff that could be read.
    NoTariffs = "a price list without tariffs" / "прайс-лист без тарифов";
    /// What is sold, said in a way that is not understood.
    OddOffer = "what is sold is said in a way that is not understood" / "предложение панели прочитать не удалось";
    /// The form of another step, or of another tariff, place or period than was asked for.
    OtherForm = "another form than was asked for" / "не та форма, которая запрошена";
    /// Page after page beyond the time for all.
    Endless = "the list does not end" / "список не кончается";
    /// A body beyond the limit.
    TooLarge = "the answer is larger than any answer to this" / "ответ больше допустимого";
    /// A body shorter than was stated.
    CutShort = "the answer was cut short" / "ответ оборвался";
}
