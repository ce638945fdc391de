//! How the practice panel misbehaves, and when: a pure function of seed, domain and try.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::echo::Echo;
use crate::text::lang::Lang;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $en:literal, $ru:literal;)+) => {
        /// One way of misbehaving.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word in a specification.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// What it does, in words.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($en, $ru),)+
                }
            }
        }
    };
}

kinds! {
    /// The connection is cut before anything is executed.
    CutBefore = "cut-before", "cuts the connection, nothing executed", "обрывает соединение, ничего не выполнив";
    /// The connection is cut after the order is executed.
    CutAfter = "cut-after", "executes, then cuts the connection", "выполняет и обрывает соединение";
    /// The connection is cut; the order is executed later, and listed some requests later.
    Late = "late", "cuts the connection and executes later", "обрывает соединение и выполняет позже";
    /// The order is executed and its answer cut short.
    CutBody = "cut-body", "executes and cuts the answer short", "выполняет и обрывает ответ";
    /// The order is executed and never answered.
    Silence = "silence", "executes and never answers", "выполняет и не отвечает";
    /// Too many requests; nothing is executed.
    Throttle = "429", "answers 429, nothing executed", "отвечает 429, ничего не выполнив";
    /// A server error; nothing is executed.
    Error500 = "500", "answers 500, nothing executed", "отвечает 500, ничего не выполнив";
    /// A front's error; nothing is executed.
    Error502 = "502", "answers 502, nothing executed", "отвечает 502, ничего не выполнив";
    /// A front's error although the order is executed.
    Error504After = "504-after", "executes and answers 504", "выполняет и отвечает 504";
    /// A web page with status 200; nothing is executed.
    Html = "html", "answers a web page, nothing executed", "отвечает веб-страницей, ничего не выполнив";
    /// A protection page with status 200; nothing is executed.
    Challenge = "challenge", "answers a protection page, nothing executed", "отвечает страницей защиты, ничего не выполнив";
    /// The login is refused.
    WrongPassword = "wrong-password", "refuses the login", "не принимает логин";
    /// A captcha is asked for.
    Captcha = "captcha", "asks for a captcha", "требует капчу";
    /// There is not enough money.
    NoMoney = "no-money", "reports an empty balance", "сообщает о нехватке средств";
    /// Lists are answered with a server error.
    List500 = "list-500", "answers 500 to a list", "отвечает 500 на запрос списка";
    /// Lists are cut.
    ListCut = "list-cut", "cuts the connection of a list", "обрывает передачу списка";
    /// Lists are never answered.
    ListSilence = "list-silence", "never answers a list", "не отвечает на запрос списка";
    /// Lists lack their last service but state the whole number.
    ListShort = "list-short", "leaves a service out of a list", "пропускает услугу в списке";
}

impl Kind {
    /// Whether it befalls lists; all others befall orders.
    const fn of_lists(self) -> bool {
        matches!(self, Self::List500 | Self::ListCut | Self::ListSilence | Self::ListShort)
    }
}

/// When a kind strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// In so many of 10,000 requests.
    Share(u32),
    /// At the request of this number, from 1.
    At(u64),
}

/// A specification: kinds and when they strike, a seed, and how long an order takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    rules: Vec<(Kind, When)>,
    seed: u64,
    /// How long the panel works at an order.
    pub(super) delay: Duration,
    /// What of a request is repeated in its answer.
    pub(super) echo: Echo,
}

/// Why a specification is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultsError {
    part: String,
}

impl fmt::Display for FaultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        write!(
            f,
            "`{}` is not understood (wanted: KIND:N% or KIND@N, separated by commas, also seed=N, delay=MS, echo and echo=words; kinds: {})",
            crate::text::printable::printable(&self.part),
            kinds.join(", ")
        )
    }
}

impl std::error::Error for FaultsError {}

impl FromStr for Faults {
    type Err = FaultsError;

    fn from_str(spec: &str) -> Result<Self, FaultsError> {
        let mut faults = Self::default();
        for part in spec.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let error = || FaultsError { part: part.to_owned() };
            if let Some(echo) = Echo::of_word(part) {
                faults.echo = echo;
            } else if let Some(seed) = part.strip_prefix("seed=") {
                faults.seed = seed.parse().map_err(|_| error())?;
            } else if let Some(delay) = part.strip_prefix("delay=") {
                let millis: u64 = delay.trim_end_matches("ms").parse().map_err(|_| error())?;
                faults.delay = Duration::from_millis(millis.min(60_000));
            } else {
                faults.rules.push(rule(part).ok_or_else(error)?);
            }
        }
        Ok(faults)
    }
}

fn rule(part: &str) -> Option<(Kind, When)> {
    let kind = |word: &str| Kind::ALL.iter().copied().find(|kind| kind.word() == word);
    if let Some((word, number)) = part.split_once('@') {
        return Some((kind(word)?, When::At(number.parse().ok().filter(|at| *at > 0)?)));
    }
    let (word, share) = part.split_once(':')?;
    let share: rust_decimal::Decimal = share.strip_suffix('%')?.parse().ok()?;
    let hundredths = u32::try_from((share * rust_decimal::Decimal::ONE_HUNDRED).round()).ok()?;
    (hundredths <= 10_000).then_some((kind(word)?, When::Share(hundredths)))
}

impl Faults {
    /// The same, and every answer repeats its request beside what it says, as newer panels do.
    #[must_use]
    pub fn echoing(self) -> Self {
        Self { echo: self.echo.max(Echo::Beside), ..self }
    }

    /// The fate of the `number`-th order request (from 1), which is the `nth` for its domain.
    /// Shares do not depend on `number`, so parallel requests do not change them.
    #[must_use]
    pub fn of_order(&self, domain: &str, nth: u64, number: u64) -> Option<Kind> {
        self.fate(false, hash(self.seed, domain, nth), number)
    }

    /// The fate of the `number`-th list request, from 1.
    #[must_use]
    pub fn of_list(&self, number: u64) -> Option<Kind> {
        self.fate(true, hash(self.seed, "", number), number)
    }

    fn fate(&self, lists: bool, hash: u64, number: u64) -> Option<Kind> {
        let rules = || self.rules.iter().filter(|(kind, _)| kind.of_lists() == lists);
        // What is named for this very request goes before any chance.
        if let Some((kind, _)) = rules().find(|(_, when)| *when == When::At(number)) {
            return Some(*kind);
        }
        // The shares lie end to end in one throw, so that no kind takes from another's.
        let mut left = hash % 10_000;
        for (kind, when) in rules() {
            let When::Share(share) = when else { continue };
            if left < u64::from(*share) {
                return Some(*kind);
            }
            left -= u64::from(*share);
        }
        None
    }

    /// What can be asked for, a line for each kind.
    #[must_use]
    pub fn help(lang: Lang) -> String {
        let lines = Kind::ALL.iter().map(|kind| format!("  {:<15} {}\n", kind.word(), kind.title(lang)));
        let echoes = Echo::ALL.iter().map(|echo| format!("  {:<15} {}\n", echo.word(), echo.title(lang)));
        lines.chain(echoes).collect::<Vec<_>>().concat()
    }
}

/// A well-mixed number for seed, text and count (FNV-1a, then the finish of `SplitMix64`).
fn hash(seed: u64, text: &str, count: u64) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
    for byte in text.bytes().chain(count.to_le_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_met_and_repeats_with_its_seed() {
        let faults: Faults = "cut-after:10%, 500:5%,seed=7".parse().expect("a specification");
        let fates: Vec<_> = (0..10_000).map(|n| faults.of_order(&format!("web-{n}.ru"), 1, n + 1)).collect();
        let count = |kind| fates.iter().filter(|fate| **fate == Some(kind)).count();
        assert!((850..1150).contains(&count(Kind::CutAfter)), "{}", count(Kind::CutAfter));
        assert!((400..600).contains(&count(Kind::Error500)), "{}", count(Kind::Error500));
        assert_eq!(faults.of_order("web-5.ru", 1, 1), faults.of_order("web-5.ru", 1, 999));
        let other: Faults = "cut-after:10%,500:5%,seed=8".parse().expect("a specification");
        assert!((0..100).any(|n| faults.of_order(&n.to_string(), 1, 1) != other.of_order(&n.to_string(), 1, 1)));
    }

    #[test]
    fn a_fault_can_be_put_at_one_request() {
        let faults: Faults = "wrong-password@7,list-500@2".parse().expect("a specification");
        assert_eq!(faults.of_order("a.ru", 1, 7), Some(Kind::WrongPassword));
        assert_eq!(faults.of_order("a.ru", 1, 6), None);
        assert_eq!(faults.of_list(2), Some(Kind::List500));
        assert_eq!(faults.of_list(7), None);
    }

    #[test]
    fn what_is_misspelt_is_refused() {
        for spec in [
            "cut",
            "cut-after",
            "cut-after:5",
            "cut-after:101%",
            "cut-after:-1%",
            "x:5%",
            "429@0",
            "seed=x",
            "delay=-1",
        ] {
            assert!(spec.parse::<Faults>().is_err(), "{spec}");
        }
    }
}
