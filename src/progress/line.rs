//! The line about the whole: `26/40 · accepted 22 · rejected 1 · 00:21 · ETA 00:11`. Pure.

use std::time::Duration;

use super::Board;
use crate::order::Status;
use crate::text::lang::{Lang, tr};

/// The line about the whole, after so much time. Statuses that no order has are left out.
#[must_use]
pub fn line(board: &Board, elapsed: Duration, lang: Lang) -> String {
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
    parts.push(clock(elapsed));
    if let Some(rest) = rest(board, elapsed) {
        let rest = clock(rest);
        parts.push(tr!(lang, "ETA {rest}", "осталось {rest}"));
    }
    parts.join(" · ")
}

/// How long the rest takes at the pace so far; none before the first end, after the last, or
/// while nothing can be sent.
fn rest(board: &Board, elapsed: Duration) -> Option<Duration> {
    let done = u32::try_from(board.done()).ok().filter(|done| *done > 0)?;
    let left = board.orders().checked_sub(board.done()).filter(|left| *left > 0)?;
    if !board.is_running() || board.is_paused() {
        return None;
    }
    elapsed.checked_div(done)?.checked_mul(u32::try_from(left).ok()?)
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

    #[test]
    fn the_line_counts_by_status_and_looks_ahead() {
        let board = board(40, &[(Status::Accepted, 24), (Status::Rejected, 1), (Status::Unknown, 1)]);
        let said = line(&board, Duration::from_secs(26), Lang::En);
        assert_eq!(said, "26/40 · accepted 24 · unknown 1 · rejected 1 · 00:26 · ETA 00:14");
        let said = line(&board, Duration::from_secs(26), Lang::Ru);
        assert_eq!(said, "26/40 · принято 24 · требует проверки 1 · отклонено 1 · 00:26 · осталось 00:14");
    }

    #[test]
    fn nothing_is_foretold_without_a_pace() {
        assert_eq!(line(&board(40, &[]), Duration::from_secs(5), Lang::En), "0/40 · 00:05");
        assert_eq!(
            line(&board(1, &[(Status::Accepted, 1)]), Duration::from_secs(3723), Lang::En),
            "1/1 · accepted 1 · 1:02:03"
        );
        let mut paused = board(2, &[(Status::Accepted, 1)]);
        paused.note(&Event::Paused { wait: Duration::from_secs(5) });
        let said = line(&paused, Duration::from_secs(9), Lang::En);
        assert_eq!(said, "1/2 · accepted 1 · paused: the panel cannot be reached · 00:09");
        paused.note(&Event::Resumed);
        assert!(line(&paused, Duration::from_secs(9), Lang::En).ends_with("ETA 00:09"));
    }

    #[test]
    fn absurd_figures_do_not_overflow() {
        let mut board = board(u64::MAX, &[(Status::Accepted, 1)]);
        assert!(line(&board, Duration::MAX, Lang::En).starts_with("1/18446744073709551615"));
        let settled =
            Event::Settled { domain: Domain::new("b.ru").unwrap(), before: Status::Unknown, after: Status::Confirmed };
        board.note(&settled);
        assert_eq!(board.done(), 1, "an order of an earlier run is not one of these");
    }
}
