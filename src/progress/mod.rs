//! What a person or a machine sees of a run while it goes on.
//!
//! One consumer owns standard error during a run: it gives every [`Event`] to
//! [`Progress::show`], and calls [`Progress::tick`] about once a second so that clocks move. No
//! other thread draws. Texts are made by pure functions in `line` and `notice`; time comes in as
//! an argument, so that nothing waits in tests. A standard error that is closed stops nothing.

mod board;
mod line;
mod notice;
mod record;

use std::io::Write;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

pub use self::board::Board;
pub use self::line::{Times, line};
use crate::run::event::Event;
use crate::text::lang::Lang;

/// How often a plain log gets a line about the whole.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// How a run is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A bar that moves, for a person at a terminal.
    Bar,
    /// A line now and then, for a log.
    Plain,
    /// A JSON object per line, for machines.
    Json,
    /// Warnings only.
    Silent,
}

impl Mode {
    /// The mode for a person: a bar needs a terminal that can move its cursor.
    ///
    /// `terminal` tells whether standard error is one, `term` is the variable `TERM`.
    #[must_use]
    pub fn for_person(terminal: bool, term: Option<&str>) -> Self {
        if terminal && term != Some("dumb") { Self::Bar } else { Self::Plain }
    }
}

/// Shows a run while it goes on.
pub struct Progress {
    mode: Mode,
    lang: Lang,
    out: Box<dyn Write + Send>,
    bar: ProgressBar,
    board: Board,
    began: Instant,
    last_line: Instant,
    last_end: Instant,
    last_news: Instant,
}

impl Progress {
    /// Shows on standard error. No colours are used, so `NO_COLOR` has nothing to switch off.
    #[must_use]
    pub fn new(mode: Mode, lang: Lang) -> Self {
        let target = if mode == Mode::Bar { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self::on(mode, lang, Box::new(anstream::stderr()), target)
    }

    /// Shows on any writer, with the bar on any target.
    #[must_use]
    pub fn on(mode: Mode, lang: Lang, out: Box<dyn Write + Send>, target: ProgressDrawTarget) -> Self {
        let bar = ProgressBar::with_draw_target(Some(1), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {wide_msg}") {
            bar.set_style(style.progress_chars("█▌░"));
        }
        let now = Instant::now();
        Self {
            mode,
            lang,
            out,
            bar,
            board: Board::default(),
            began: now,
            last_line: now,
            last_end: now,
            last_news: now,
        }
    }

    /// The counts of the run as it stands.
    #[must_use]
    pub const fn board(&self) -> &Board {
        &self.board
    }

    /// Shows what happened, now.
    pub fn show(&mut self, event: &Event) {
        self.show_at(event, Instant::now());
    }

    /// Moves the clock, now. For about once a second while nothing happens.
    pub fn tick(&mut self) {
        self.tick_at(Instant::now());
    }

    /// Shows what happened at a time.
    pub fn show_at(&mut self, event: &Event, now: Instant) {
        if let Event::Began { .. } = event {
            // Checking and asking took their time: the pace is that of the sending.
            self.began = now;
            self.last_line = now;
            self.last_end = now;
        }
        if matches!(event, Event::Ended { .. }) {
            self.last_end = now;
        }
        // That a person interrupts is no news of what is awaited.
        if !matches!(event, Event::Interrupted { .. }) {
            self.last_news = now;
        }
        self.board.note(event);
        let notice = notice::notice(event, self.lang);
        match self.mode {
            Mode::Json => {
                let record = record::record(event, now.saturating_duration_since(self.began));
                self.write_line(&record);
            }
            Mode::Silent => {
                if let Some(warning) = notice.filter(|_| notice::is_warning(event)) {
                    self.write_line(&warning);
                }
            }
            Mode::Plain => {
                if let Some(notice) = notice {
                    self.write_line(&notice);
                }
                match event {
                    Event::Finished => self.write_whole(now),
                    _ => self.tick_at(now),
                }
            }
            Mode::Bar => self.show_on_bar(event, notice, now),
        }
    }

    /// Moves the clock to a time.
    pub fn tick_at(&mut self, now: Instant) {
        match self.mode {
            Mode::Bar if self.board.is_running() => self.redraw(now),
            Mode::Plain if self.board.is_running() && now.saturating_duration_since(self.last_line) >= PLAIN_EVERY => {
                self.write_whole(now);
            }
            Mode::Bar | Mode::Plain | Mode::Json | Mode::Silent => {}
        }
    }

    fn show_on_bar(&mut self, event: &Event, notice: Option<String>, now: Instant) {
        if let Some(notice) = notice {
            let (bar, out) = (&self.bar, &mut self.out);
            // Not through the bar: where it draws nothing, it would print nothing either.
            bar.suspend(|| write_line(out.as_mut(), &notice));
        }
        if matches!(event, Event::Finished) {
            self.bar.finish_and_clear();
            self.write_whole(now);
        } else {
            self.redraw(now);
        }
    }

    fn redraw(&mut self, now: Instant) {
        let whole = self.whole(now);
        let (orders, done) = (self.board.orders().max(1), self.board.done());
        self.bar.update(|state| {
            state.set_len(orders);
            state.set_pos(done);
        });
        self.bar.set_message(whole);
    }

    fn whole(&self, now: Instant) -> String {
        let since = |at: Instant| at.saturating_duration_since(self.began);
        let times = Times { elapsed: since(now), ended: since(self.last_end), news: since(self.last_news) };
        line(&self.board, times, self.lang)
    }

    fn write_whole(&mut self, now: Instant) {
        self.last_line = now;
        // A run that only looks orders up has nothing to count.
        if self.board.orders() > 0 {
            let whole = self.whole(now);
            self.write_line(&whole);
        }
    }

    fn write_line(&mut self, text: &str) {
        write_line(self.out.as_mut(), text);
    }
}

/// The last line for machines: the run in one object, so long after it started. It comes however a run ends, also where
/// nothing was sent and no other event was told.
#[must_use]
pub fn last(summary: &impl Serialize, elapsed: Duration) -> String {
    crate::text::json::harmless(&record::last(summary, elapsed))
}

/// Writes a line. Nobody is left to be told if standard error is closed, and orders go on.
fn write_line(out: &mut dyn Write, text: &str) {
    let line = format!("{text}\n");
    out.write_all(line.as_bytes()).and_then(|()| out.flush()).ok();
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::order::Domain;
    use crate::order::{ReasonCode, Status};
    use crate::run::Stop;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    fn domain(n: u32) -> Domain {
        Domain::new(&format!("web-{n}.example.ru")).unwrap()
    }

    fn ended(n: u32, status: Status, reason: Option<&str>) -> Event {
        Event::Ended { domain: domain(n), status, reason: reason.map(str::to_owned) }
    }

    /// A run of four orders, one second apart, with a long wait before the last.
    fn told(mode: Mode, lang: Lang) -> String {
        let kept = Kept::default();
        let mut progress = Progress::on(mode, lang, Box::new(kept.clone()), ProgressDrawTarget::hidden());
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        progress.show_at(&Event::Began { orders: 4, jobs: 2 }, at(0));
        progress.show_at(&Event::Sending { domain: domain(1) }, at(0));
        progress.show_at(&ended(1, Status::Accepted, None), at(1));
        progress.show_at(&ended(2, Status::Rejected, Some("P201 taken")), at(2));
        progress.show_at(&ended(3, Status::Unknown, Some("T304 no answer")), at(3));
        progress.show_at(&Event::Sending { domain: domain(4) }, at(3));
        progress.tick_at(at(9));
        progress.tick_at(at(14));
        progress.show_at(&Event::Warning("the balance is low".to_owned()), at(15));
        progress.show_at(&Event::Stopping(Stop::Answer(ReasonCode::NoMoney)), at(16));
        progress.show_at(&ended(4, Status::NotSent, None), at(16));
        progress.show_at(&Event::LookingUp { orders: 1 }, at(17));
        let settled = Event::Settled { domain: domain(3), before: Status::Unknown, after: Status::Confirmed };
        progress.show_at(&settled, at(18));
        progress.show_at(&Event::Finished, at(19));
        progress.tick_at(at(60));
        let bytes = kept.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_log_gets_a_line_at_both_ends_now_and_then_and_for_what_needs_a_person() {
        let expected = [
            "4 orders, 2 at a time",
            "web-2.example.ru: rejected: P201 taken",
            "web-3.example.ru: unknown: T304 no answer",
            "3/4 · accepted 1 · unknown 1 · rejected 1 · waiting for web-4.example.ru (00:11) · 00:14",
            "warning: the balance is low",
            "stopping: P206 not enough money on the balance",
            "looking up 1 order in the panel's list",
            "web-3.example.ru: unknown → confirmed",
            "4/4 · confirmed 1 · accepted 1 · rejected 1 · not sent 1 · 00:19",
        ];
        assert_eq!(told(Mode::Plain, Lang::En).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_russian_log_says_the_same() {
        let expected = [
            "4 заказа, одновременно: 2",
            "web-2.example.ru: отклонено: P201 taken",
            "web-3.example.ru: требует проверки: T304 no answer",
            "3/4 · принято 1 · требует проверки 1 · отклонено 1 · ожидается web-4.example.ru (00:11) · 00:14",
            "предупреждение: the balance is low",
            "остановка: P206 на лицевом счёте недостаточно средств",
            "поиск в списке панели: 1 заказ",
            "web-3.example.ru: требует проверки → подтверждено",
            "4/4 · подтверждено 1 · принято 1 · отклонено 1 · не отправлялось 1 · 00:19",
        ];
        assert_eq!(told(Mode::Plain, Lang::Ru).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn above_the_bar_stands_what_a_log_says_at_once() {
        let lines = told(Mode::Bar, Lang::En);
        assert!(lines.contains("web-3.example.ru: unknown: T304 no answer\n"));
        assert!(lines.ends_with("4/4 · confirmed 1 · accepted 1 · rejected 1 · not sent 1 · 00:19\n"));
        assert!(!lines.contains("0/4"), "the bar shows the count while it moves: {lines}");
    }

    #[test]
    fn silence_is_broken_by_warnings_only() {
        let expected = ["warning: the balance is low", "stopping: P206 not enough money on the balance"];
        assert_eq!(told(Mode::Silent, Lang::En).lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn machines_get_an_object_per_event() {
        let text = told(Mode::Json, Lang::En);
        let records: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(records.len(), 12);
        assert!(records.iter().all(|record| record["v"] == 1));
        assert_eq!(
            text.lines().nth(3).unwrap(),
            r#"{"v":1,"elapsed_ms":2000,"event":"ended","domain":"web-2.example.ru","status":"rejected","reason":"P201 taken"}"#
        );
        assert_eq!(records[11]["event"], "finished");
    }

    #[test]
    fn a_closed_standard_error_stops_nothing() {
        for mode in [Mode::Bar, Mode::Plain, Mode::Json, Mode::Silent] {
            let mut progress = Progress::on(mode, Lang::En, Box::new(Closed), ProgressDrawTarget::hidden());
            progress.show(&Event::Began { orders: 1, jobs: 1 });
            progress.show(&Event::Warning("x".to_owned()));
            progress.tick();
            progress.show(&Event::Finished);
        }
    }

    #[test]
    fn a_bar_needs_a_terminal_that_can_move_its_cursor() {
        assert_eq!(Mode::for_person(true, Some("xterm")), Mode::Bar);
        assert_eq!(Mode::for_person(true, None), Mode::Bar);
        assert_eq!(Mode::for_person(true, Some("dumb")), Mode::Plain);
        assert_eq!(Mode::for_person(false, Some("xterm")), Mode::Plain);
    }
}
