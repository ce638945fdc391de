//! The line about the whole: `26/40 · accepted 22 · rejected 1 · 00:21 · ETA 00:11`. Pure.

use std::time::Duration;

use super::Board;
use crate::order::Status;
use crate::text::lang::{Lang, tr};
use crate::text::printable::shown;

/// Nothing is said of what is awaited before so long without news.
const PATIENCE: Duration = Duration::from_secs(3);

/// The times of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Since the run began to send.
    pub elapsed: Duration,
    /// The same when the last order ended.
    pub ended: Duration,
    /// The same when something last happened.
    pub news: Duration,
}

/// The line about the whole. Statuses that no order has are left out.
#[must_use]
pub fn line(board: &Board, times: Times, lang: Lang) -> String {
    let mut parts = vec![format!("{}/{}", board.done(), board.orders())];
    for status in Status::ALL {
        let count = board.count(status);
        if count > 0 {
            parts.push(format!("{} {count}", status.title(lang).to_lowercase()));
        }
    }
    if board.is_paused() {
        parts.push(lang.pick("paused: the panel cannot be reached", "пауза: нет связи с панелью").to_owned());
    }
    parts.extend(awaited(board, times, lang));
    parts.push(clock(times.elapsed));
    if let Some(rest) = rest(board, times) {
        let rest = clock(rest);
        parts.push(tr!(lang, "ETA {rest}", "осталось {rest}"));
    }
    parts.join(" · ")
}

/// What is waited for, and since when, once nothing was heard for a while.
fn awaited(board: &Board, times: Times, lang: Lang) -> Option<String> {
    let silent = times.elapsed.saturating_sub(times.news);
    if !board.is_running() || board.is_paused() || silent < PATIENCE {
        return None;
    }
    let since = clock(silent);
    Some(match board.under_way() {
        [] if board.is_looking_up() => {
            tr!(lang, "reading the panel's list ({since})", "читается список панели ({since})")
        }
        [] => return None,
        [domain] => {
            let domain = shown(&domain.unicode(), 60);
            tr!(lang, "waiting for {domain} ({since})", "ожидается {domain} ({since})")
        }
        several => {
            let count = several.len();
            let noun = lang.noun(count as u64, ["answer", "answers"], ["ответ", "ответа", "ответов"]);
            tr!(lang, "waiting for {count} {noun} ({since})", "ожидание: {count} {noun} ({since})")
        }
    })
}

/// How long the rest takes at the pace of those that ended, counted from the last end; none before the first
/// end, after the last, while nothing can be sent, or once that time is over.
fn rest(board: &Board, times: Times) -> Option<Duration> {
    let done = u32::try_from(board.done()).ok().filter(|done| *done > 0)?;
    let left = board.orders().checked_sub(board.done()).filter(|left| *left > 0)?;
    if !board.is_running() || board.is_paused() {
        return None;
    }
    let rest = times.ended.checked_div(done)?.checked_mul(u32::try_from(left).ok()?)?;
    rest.checked_sub(times.elapsed.saturating_sub(times.ended)).filter(|rest| !rest.is_zero())
}

/// `00:21`, and from an hour on `1:02:03`.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes:02}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::Domain;
    use crate::run::event::Event;

    fn board(orders: u64, ended: &[(Status, u32)]) -> Board {
        let mut board = Board::default();
        board.note(&Event::Began { orders, jobs: 4 });
        let domain = Domain::new("a.ru").unwrap();
        for (status, times) in ended {
            for _ in 0..*times {
                board.note(&Event::Ended { domain: domain.clone(), status: *status, reason: None });
            }
        }
        board
    }

    /// The last order ended just now.
    fn at(seconds: u64) -> Times {
        let elapsed = Duration::from_secs(seconds);
        Times { elapsed, ended: elapsed, news: elapsed }
    }

    #[test]
    fn the_line_counts_by_status_and_looks_ahead() {
        let board = board(40, &[(Status::Accepted, 24), (Status::Rejected, 1), (Status::Unknown, 1)]);
        let said = line(&board, at(26), Lang::En);
        assert_eq!(said, "26/40 · accepted 24 · unknown 1 · rejected 1 · 00:26 · ETA 00:14");
        let said = line(&board, at(26), Lang::Ru);
        assert_eq!(said, "26/40 · принято 24 · требует проверки 1 · отклонено 1 · 00:26 · осталось 00:14");
    }

    #[test]
    fn nothing_is_foretold_without_a_pace() {
        assert_eq!(line(&board(40, &[]), at(5), Lang::En), "0/40 · 00:05");
        assert_eq!(line(&board(1, &[(Status::Accepted, 1)]), at(3723), Lang::En), "1/1 · accepted 1 · 1:02:03");
        let mut paused = board(2, &[(Status::Accepted, 1)]);
        paused.note(&Event::Paused { wait: Duration::from_secs(5) });
        let said = line(&paused, at(9), Lang::En);
        assert_eq!(said, "1/2 · accepted 1 · paused: the panel cannot be reached · 00:09");
        paused.note(&Event::Resumed);
        assert!(line(&paused, at(9), Lang::En).ends_with("ETA 00:09"));
    }

    #[test]
    fn a_wait_for_one_answer_is_named_and_nothing_is_counted_upwards() {
        let domain = |n: u32| Domain::new(&format!("web-{n}.ru")).unwrap();
        let mut board = board(9, &[(Status::Accepted, 3)]);
        board.note(&Event::Sending { domain: domain(4) });
        let told = |board: &Board, seconds, lang| {
            let (elapsed, news) = (Duration::from_secs(seconds), Duration::from_secs(6));
            line(board, Times { elapsed, ended: news, news }, lang)
        };
        assert_eq!(told(&board, 6, Lang::En), "3/9 · accepted 3 · 00:06 · ETA 00:12");
        assert_eq!(told(&board, 8, Lang::En), "3/9 · accepted 3 · 00:08 · ETA 00:10");
        assert_eq!(told(&board, 10, Lang::En), "3/9 · accepted 3 · waiting for web-4.ru (00:04) · 00:10 · ETA 00:08");
        assert_eq!(told(&board, 90, Lang::En), "3/9 · accepted 3 · waiting for web-4.ru (01:24) · 01:30");
        board.note(&Event::Sending { domain: domain(5) });
        assert_eq!(told(&board, 90, Lang::Ru), "3/9 · принято 3 · ожидание: 2 ответа (01:24) · 01:30");
        board.note(&Event::Waiting { domain: domain(5), wait: Duration::ZERO, why: String::new() });
        board.note(&Event::Ended { domain: domain(4), status: Status::Accepted, reason: None });
        assert_eq!(told(&board, 90, Lang::En), "4/9 · accepted 4 · 01:30");
        board.note(&Event::LookingUp { orders: 4 });
        assert_eq!(
            told(&board, 10, Lang::En),
            "4/9 · accepted 4 · reading the panel's list (00:04) · 00:10 · ETA 00:03"
        );
    }

    #[test]
    fn absurd_figures_do_not_overflow() {
        let mut board = board(u64::MAX, &[(Status::Accepted, 1)]);
        let for_ever = Times { elapsed: Duration::MAX, ended: Duration::MAX, news: Duration::ZERO };
        assert!(line(&board, for_ever, Lang::En).starts_with("1/18446744073709551615"));
        let settled =
            Event::Settled { domain: Domain::new("b.ru").unwrap(), before: Status::Unknown, after: Status::Confirmed };
        board.note(&settled);
        assert_eq!(board.done(), 1, "an order of an earlier run is not one of these");
    }
}
