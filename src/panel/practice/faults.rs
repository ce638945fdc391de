//! How the practice panel misbehaves, and when: a function of seed, domain and try. Pure.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use rust_decimal::Decimal;

use super::echo::Echo;
use super::kind::{Befalls, Kind};
use super::manner::Manner;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// So many milliseconds an order takes at most.
const LONGEST: u64 = 60_000;

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
    /// What goes for every request.
    manners: BTreeSet<Manner>,
    /// Whether a saved filter stays, asked for or not.
    unasked: bool,
}

/// Why a specification is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultsError {
    part: String,
}

impl FaultsError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        if self.part == "help" {
            let kinds = Faults::help(lang);
            return tr!(lang, "what can be asked for:\n{kinds}", "можно указать:\n{kinds}").trim_end().to_owned();
        }
        let part = printable(&self.part);
        let kinds = Kind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
        let manners = Manner::ALL.iter().map(|manner| format!("`{}`", manner.word())).collect::<Vec<_>>().join(", ");
        tr!(
            lang,
            "`{part}` is not understood (allowed: `KIND:N%` or `KIND@N`, separated by commas, also `seed=N`, `delay=MS`, \
             `echo`, `echo=words`, {manners}; kinds: {kinds})",
            "`{part}` не распознано (допустимо: `ВИД:N%` или `ВИД@N` через запятую, также `seed=N`, `delay=МС`, `echo`, \
             `echo=words`, {manners}; виды: {kinds})"
        )
    }
}

impl fmt::Display for FaultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
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
            } else if let Some(manner) = Manner::ALL.iter().find(|manner| manner.word() == part) {
                faults.manners.insert(*manner);
            } else if let Some(seed) = part.strip_prefix("seed=") {
                faults.seed = seed.parse().map_err(|_| error())?;
            } else if let Some(delay) = part.strip_prefix("delay=") {
                let millis = delay.strip_suffix("ms").unwrap_or(delay).parse().ok().filter(|millis| *millis <= LONGEST);
                faults.delay = Duration::from_millis(millis.ok_or_else(error)?);
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
    let share = Decimal::from_str_exact(share.strip_suffix('%')?).ok()?;
    // A share that is finer than requests are thrown for would be another one.
    let hundredths = share.checked_mul(Decimal::ONE_HUNDRED).filter(Decimal::is_integer)?;
    let hundredths = u32::try_from(hundredths).ok()?;
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
        self.fate(Befalls::Orders, hash(self.seed, domain, nth), number)
    }

    /// The fate of the `number`-th request to pay for what lies in the cart, from 1.
    #[must_use]
    pub fn of_confirm(&self, number: u64) -> Option<Kind> {
        self.fate(Befalls::Confirms, hash(self.seed, "cart", number), number)
    }

    /// The fate of the `number`-th list request, from 1.
    #[must_use]
    pub fn of_list(&self, number: u64) -> Option<Kind> {
        self.fate(Befalls::Lists, hash(self.seed, "", number), number)
    }

    /// Whether something goes for every request.
    #[must_use]
    pub fn has(&self, manner: Manner) -> bool {
        self.manners.contains(&manner)
    }

    /// None, for whoever was not asked for any: a filter that an earlier panel of the folder saved stays.
    #[must_use]
    pub fn unasked() -> Self {
        Self { unasked: true, ..Self::default() }
    }

    /// Whether a saved filter stays: for as long as it is asked for.
    pub(super) fn keeps_filter(&self) -> bool {
        self.unasked || self.rules.iter().any(|(kind, _)| *kind == Kind::ListFilter)
    }

    fn fate(&self, befalls: Befalls, hash: u64, number: u64) -> Option<Kind> {
        let rules = || self.rules.iter().filter(|(kind, _)| kind.befalls() == befalls);
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
        let lines = Kind::ALL.iter().map(|kind| format!("  {:<17} {}\n", kind.word(), kind.title(lang)));
        let echoes = Echo::ALL.iter().map(|echo| format!("  {:<17} {}\n", echo.word(), echo.title(lang)));
        let manners = Manner::ALL.iter().map(|manner| format!("  {:<17} {}\n", manner.word(), manner.title(lang)));
        lines.chain(echoes).chain(manners).collect::<Vec<_>>().concat()
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
    fn a_share_is_the_one_that_was_written() {
        for (spec, share) in [("late:0.01%", 1), ("late:0%", 0), ("late:100.000%", 10_000), ("late:12.5%", 1250)] {
            let faults: Faults = spec.parse().expect(spec);
            assert_eq!(faults.rules, [(Kind::Late, When::Share(share))], "{spec}");
        }
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
            "delay=60001",
            "delay=1msms",
            "late:1e28%",
            "late:79228162514264337593543950335%",
            "late:0.0000000000000000000000000001%",
            "late:0.005%",
            "late:%",
        ] {
            assert!(spec.parse::<Faults>().is_err(), "{spec}");
        }
    }
}
