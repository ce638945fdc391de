//! Events as JSON lines for machines. Pure.
//!
//! `v` is the version of this form: within a version, fields are only added. Statuses are the
//! words of the ledger, domains are in their ASCII form, times are milliseconds.

use std::borrow::Cow;
use std::time::Duration;

use serde::Serialize;

use crate::order::Status;
use crate::run::Stop;
use crate::run::event::Event;

/// The version of the form.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Record<'a> {
    v: u8,
    /// Since the run began.
    elapsed_ms: u64,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
enum What<'a> {
    Began {
        orders: u64,
        jobs: usize,
    },
    Sending {
        domain: &'a str,
    },
    Ended {
        domain: &'a str,
        status: Status,
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
    },
    Settled {
        domain: &'a str,
        before: Status,
        after: Status,
    },
    Waiting {
        domain: &'a str,
        wait_ms: u64,
        why: &'a str,
    },
    Paused {
        wait_ms: u64,
    },
    Resumed,
    Slowed {
        jobs: usize,
    },
    LookingUp {
        orders: u64,
    },
    Interrupted {
        orders: u64,
        at_most_ms: u64,
    },
    Stopping {
        stop: Cow<'a, Stop>,
    },
    Warning {
        text: &'a str,
    },
    Finished,
}

/// An event as one line of JSON, so long after the run began.
pub(super) fn record(event: &Event, elapsed: Duration) -> String {
    let what = match event {
        Event::Began { orders, jobs } => What::Began { orders: *orders, jobs: *jobs },
        Event::Sending { domain } => What::Sending { domain: domain.ascii() },
        Event::Ended { domain, status, reason } => {
            What::Ended { domain: domain.ascii(), status: *status, reason: reason.as_deref() }
        }
        Event::Settled { domain, before, after } => {
            What::Settled { domain: domain.ascii(), before: *before, after: *after }
        }
        Event::Waiting { domain, wait, why } => {
            What::Waiting { domain: domain.ascii(), wait_ms: milliseconds(*wait), why }
        }
        Event::Paused { wait } => What::Paused { wait_ms: milliseconds(*wait) },
        Event::Resumed => What::Resumed,
        Event::Slowed { jobs } => What::Slowed { jobs: *jobs },
        Event::LookingUp { orders } => What::LookingUp { orders: *orders },
        Event::Interrupted { orders, at_most } => {
            What::Interrupted { orders: *orders, at_most_ms: milliseconds(*at_most) }
        }
        Event::Stopping(stop) => What::Stopping { stop: told(stop) },
        Event::Warning(text) => What::Warning { text },
        Event::Finished => What::Finished,
    };
    let record = Record { v: VERSION, elapsed_ms: milliseconds(elapsed), what };
    serde_json::to_string(&record).expect("a record holds only texts, numbers and words")
}

/// Why the run stops, in this version's form: what is wrong with the ledger as one sentence.
fn told(stop: &Stop) -> Cow<'_, Stop> {
    if let Stop::Unwritten(why) = stop { Cow::Owned(Stop::Ledger(why.to_string())) } else { Cow::Borrowed(stop) }
}

/// The last line of all: what a run came to, so long after it started.
pub(super) fn last(summary: &impl Serialize, elapsed: Duration) -> String {
    let line = Last { v: VERSION, elapsed_ms: milliseconds(elapsed), event: "summary", summary };
    serde_json::to_string(&line).expect("a summary holds only texts, numbers and words")
}

#[derive(Serialize)]
struct Last<'s, S> {
    v: u8,
    elapsed_ms: u64,
    event: &'static str,
    summary: &'s S,
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::Domain;
    use crate::order::{ReasonCode, Unwritten};

    #[test]
    fn every_event_has_its_form() {
        let domain = Domain::new("пример.рф").unwrap();
        let wait = Duration::from_millis(1500);
        let of = |event: Event| record(&event, Duration::from_millis(7));
        let head = r#"{"v":1,"elapsed_ms":7,"event":"#;
        let name = r#""domain":"xn--e1afmkfd.xn--p1ai""#;
        for (event, form) in [
            (Event::Began { orders: 2, jobs: 1 }, r#""began","orders":2,"jobs":1}"#.to_owned()),
            (Event::Sending { domain: domain.clone() }, format!(r#""sending",{name}}}"#)),
            (
                Event::Ended { domain: domain.clone(), status: Status::AlreadyOrdered, reason: None },
                format!(r#""ended",{name},"status":"already-ordered"}}"#),
            ),
            (
                Event::Settled { domain: domain.clone(), before: Status::Unknown, after: Status::Confirmed },
                format!(r#""settled",{name},"before":"unknown","after":"confirmed"}}"#),
            ),
            (
                Event::Waiting { domain, wait, why: "\u{1b}[2J\n".to_owned() },
                format!(r#""waiting",{name},"wait_ms":1500,"why":"\u001b[2J\n"}}"#),
            ),
            (Event::Paused { wait }, r#""paused","wait_ms":1500}"#.to_owned()),
            (Event::Resumed, r#""resumed"}"#.to_owned()),
            (Event::Slowed { jobs: 3 }, r#""slowed","jobs":3}"#.to_owned()),
            (Event::LookingUp { orders: 5 }, r#""looking-up","orders":5}"#.to_owned()),
            (
                Event::Interrupted { orders: 2, at_most: wait },
                r#""interrupted","orders":2,"at_most_ms":1500}"#.to_owned(),
            ),
            (
                Event::Stopping(Stop::Answer(ReasonCode::NoMoney)),
                r#""stopping","stop":{"answer":"no-money"}}"#.to_owned(),
            ),
            (
                Event::Stopping(Stop::Unwritten(Unwritten::Refused("disk full".to_owned()))),
                r#""stopping","stop":{"ledger":"cannot write to the ledger: disk full"}}"#.to_owned(),
            ),
            (Event::Warning("w".to_owned()), r#""warning","text":"w"}"#.to_owned()),
            (Event::Finished, r#""finished"}"#.to_owned()),
        ] {
            assert_eq!(of(event), format!("{head}{form}"));
        }
    }
}
