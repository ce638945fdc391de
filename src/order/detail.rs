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
    /// The detail in words. What is evidence is in English in both languages.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Answer(flaw) => flaw.to_string(),
            Self::Ledger(why) => why.to_string(),
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
    ($($(#[$doc:meta])* $name:ident $(($value:ident: $type:ty))? = $words:literal;)+) => {
        /// What is wrong with an answer: evidence, worded in English in both languages.
        ///
        /// It is `Copy`, so it can hold no text of the answer, and nobody has to look for the password in it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Flaw {
            $($(#[$doc])* $name $(($type))?,)+
        }

        impl Flaw {
            /// Every flaw as it is worded, values in braces.
            pub const WORDS: &[&str] = &[$($words),+];
        }

        impl fmt::Display for Flaw {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name $(($value))? => write!(f, $words),)+
                }
            }
        }
    };
}

flaws! {
    /// A status that is not 200.
    HttpStatus(status: u16) = "HTTP {status}";
    /// Bytes of no known encoding; with the HTTP status.
    NotUtf8(status: u16) = "HTTP {status}, not UTF-8";
    /// Nothing at all.
    Empty = "empty";
    /// More errors than one.
    SeveralErrors = "several errors";
    /// An error, although something was made.
    ErrorWithNumber = "an error beside the number of an order";
    /// Yes and no.
    SuccessAndError = "both a success and an error";
    /// Neither yes nor no.
    NeitherSuccessNorError = "neither a success nor an error";
    /// A page for people.
    WebPage = "a web page";
    /// XML that ends early, or is none.
    XmlNotWhole = "XML that is not whole";
    /// A script that is not the published success.
    OtherScript = "another script";
    /// JSON that ends early, says one thing twice, or is none.
    JsonNotWhole = "JSON that is not whole";
    /// JSON, where XML was asked for.
    Json = "JSON instead of XML";
    /// Packed, although nothing packed was asked for.
    Gzip = "packed with gzip, which nobody asked for";
    /// The same in another way.
    Deflate = "packed with deflate, which nobody asked for";
    /// The same in another way.
    Zstd = "packed with zstd, which nobody asked for";
    /// The same in another way.
    Brotli = "packed with br, which nobody asked for";
    /// The same in a way that is not known, or in several.
    Packed = "packed in a way that nobody asked for";
    /// More successes than one.
    SeveralSuccesses = "several successes";
    /// More numbers of services, or of orders, than one.
    SeveralNumbers = "several numbers of one kind";
    /// Text where a number belongs.
    OddNumber = "a number that is none";
    /// A success, an error or a number deeper than it belongs, or under a name in another case.
    Astray = "a success, an error or a number where it does not belong";
    /// Anything else.
    NothingKnown = "neither XML nor a known page";
    /// A success where data were asked for.
    NoData = "a success without data";
    /// Nothing that only whoever is signed in is told.
    NoAccount = "no account's data";
    /// A number of services that is no number.
    NoCount = "the number of services is none";
    /// A cart of which something is not understood.
    OddCart = "a cart that is not understood";
    /// More sums for the whole order than one.
    SeveralTotals = "several sums for the whole order";
    /// Sums in more currencies than one.
    SeveralCurrencies = "several currencies";
    /// A sum in another currency than the table's.
    OtherCurrency = "a sum in another currency than the tariff table's";
    /// A sum that can be read in two ways, or not at all.
    OddTotal = "a sum that is not understood";
    /// A sum that is not all of it yet.
    NotWhole = "a sum to which tax is added, or from which a discount is taken";
    /// A price of another period than the order's.
    OtherPeriod = "a price of another period than the order's";
    /// A price list without a tariff that could be read.
    NoTariffs = "a price list without tariffs";
    /// What is sold, said in a way that is not understood.
    OddOffer = "what is sold is said in a way that is not understood";
    /// The form of another step, or of another tariff, place or period than was asked for.
    OtherForm = "another form than was asked for";
    /// Page after page beyond the time for all.
    Endless = "the list does not end";
    /// A body beyond the limit.
    TooLarge = "the answer is larger than any answer to this";
    /// A body shorter than was stated.
    CutShort = "the answer was cut short";
}
