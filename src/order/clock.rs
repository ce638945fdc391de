//! How much time has passed between two moments, by every clock that saw both. Pure.
//!
//! A wall clock can be set, by a person or by the network, so it proves nothing by itself: what waits for time
//! to pass goes by the smallest of the times that can be compared.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The clock of a machine that runs from its start on, while it sleeps, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Which start of which machine.
    pub id: String,
    /// Milliseconds since then.
    pub millis: u64,
}

/// The clocks beside the wall clock, as far as they were there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// This machine's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<Boot>,
    /// The panel's: the last `Date` that it told, and the time since. Whole seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panel: Option<Timestamp>,
}

/// When something happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// By the wall clock.
    pub at: Timestamp,
    /// By the others.
    pub clocks: Clocks,
}

impl Moment {
    /// The time that is proved to have passed until a later moment; none where only the wall clock tells, or
    /// where a clock runs backwards.
    #[must_use]
    pub fn until(&self, later: &Self) -> Option<SignedDuration> {
        let wall = Some(later.at.duration_since(self.at));
        let boot = match (&self.clocks.boot, &later.clocks.boot) {
            (Some(one), Some(other)) if one.id == other.id => Some(SignedDuration::from_millis(
                i64::try_from(other.millis).ok()?.checked_sub(i64::try_from(one.millis).ok()?)?,
            )),
            _ => None,
        };
        let panel = self.clocks.panel.zip(later.clocks.panel).map(|(one, other)| {
            // Both are cut to seconds: where another clock tells the rest, a second too little is no difference.
            let rest = if boot.is_some() { SignedDuration::from_secs(1) } else { SignedDuration::ZERO };
            (other.duration_since(one), rest)
        });
        let backwards = |passed: SignedDuration| passed.is_negative();
        if boot.is_some_and(backwards)
            || wall.is_some_and(backwards)
            || panel.is_some_and(|(passed, _)| backwards(passed))
        {
            return None;
        }
        let panel = panel.map(|(passed, rest)| passed + rest);
        // The wall clock may only take away from what the others prove.
        [boot, panel].into_iter().flatten().min().into_iter().chain(wall).min().filter(|_| boot.or(panel).is_some())
    }

    /// Whether at least so much time is proved to have passed until a later moment. No time at all needs no clock.
    #[must_use]
    pub fn is_before(&self, later: &Self, least: SignedDuration) -> bool {
        least.is_zero() || self.until(later).is_some_and(|passed| passed >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(wall: i64, boot: Option<(&str, i64)>, panel: Option<i64>) -> Moment {
        let time = |seconds: i64| Timestamp::from_second(1_800_000_000 + seconds).expect("a time");
        let boot = boot.map(|(id, at)| Boot { id: id.to_owned(), millis: u64::try_from(at * 1000).expect("a time") });
        Moment { at: time(wall), clocks: Clocks { boot, panel: panel.map(time) } }
    }

    #[test]
    fn the_smallest_of_the_clocks_that_can_be_compared_counts() {
        let begin = moment(0, Some(("a", 100)), Some(50));
        let passed = |later: Moment| begin.until(&later).map(|passed| passed.as_secs());
        assert_eq!(passed(moment(1320, Some(("a", 160)), Some(110))), Some(60), "the wall clock was put forward");
        assert_eq!(passed(moment(60, Some(("a", 1100)), Some(1050))), Some(60), "the wall clock was put back a little");
        assert_eq!(
            passed(moment(900, Some(("a", 1000)), Some(100))),
            Some(51),
            "the panel's clock stands nearly still"
        );
        assert_eq!(passed(moment(900, Some(("b", 5)), Some(950))), Some(900), "another start of the machine");
    }

    #[test]
    fn whatever_clocks_do_no_more_time_is_proved_than_passed() {
        // The truth: fifteen minutes. One clock at a time is wrong, in every way, and the others say what they can.
        let truth = 900;
        let wrong = [-90_000, -1, 0, 1, 899, 901, 90_000];
        for wall in [truth].into_iter().chain(wrong) {
            // The same start, another one or none; the panel's clock as it should be, stopped, set, or untold.
            for boot in [None, Some(("a", 100 + truth)), Some(("b", 5)), Some(("b", 90_000))] {
                for panel in [None, Some(truth)].into_iter().chain(wrong.map(Some)) {
                    let begin = moment(0, Some(("a", 100)), Some(0));
                    let proved = begin.until(&moment(wall, boot, panel)).map(|passed| passed.as_secs());
                    let is_same = boot.is_some_and(|(id, _)| id == "a");
                    let is_wall_right = wall == truth;
                    if let Some(proved) = proved.filter(|_| is_same || is_wall_right || panel == Some(truth)) {
                        assert!((0..=truth).contains(&proved), "{wall} {boot:?} {panel:?}: {proved}");
                    }
                    if wall < 0 || panel.is_some_and(|panel| panel < 0) || !is_same && panel.is_none() {
                        assert_eq!(proved, None, "{wall} {boot:?} {panel:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn without_a_second_clock_or_with_one_that_runs_backwards_nothing_is_proved() {
        let begin = moment(0, Some(("a", 100)), None);
        for later in [moment(900, Some(("b", 5000)), None), moment(900, None, Some(900)), moment(900, None, None)] {
            assert_eq!(begin.until(&later), None, "{later:?}");
        }
        assert_eq!(begin.until(&moment(-1, Some(("a", 1000)), None)), None);
        assert_eq!(moment(0, Some(("a", 9)), Some(60)).until(&moment(900, Some(("a", 909)), Some(0))), None);
        assert!(begin.is_before(&moment(0, None, None), SignedDuration::ZERO), "no time needs no clock");
        assert!(!begin.is_before(&moment(0, None, None), SignedDuration::from_secs(1)));
    }
}
