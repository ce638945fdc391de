//! The one thread that writes.
//!
//! Many workers hand in writes; the thread takes all that wait, writes them in one transaction and
//! commits once, so a commit's fsync is shared. A caller returns when its write is durable. After a
//! failed commit every further write is refused: what cannot be recorded must not be sent.
//!
//! What a request waits for is let go only while the ledger is where its path leads ([`super::ground`]). That is looked at
//! twice. After the commit it is proof: the attempt stands where the next run will look for it, and a ledger that is
//! moved away from then on takes it along and leaves nothing to mistake for it. Before the commit it is manners: of a
//! ledger that went long ago, no order need be left in doubt that was not sent. Outcomes are written in any case,
//! wherever the ledger is now, for they are known nowhere else.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use super::book::Book;
use super::write::{Write, Written};
use crate::order::Unwritten;

/// At most so many writes share one commit.
const GROUP: usize = 512;

#[derive(Debug)]
struct Request {
    write: Write,
    reply: SyncSender<Written>,
}

/// The writing thread. It ends when this is dropped, after what was handed in is written.
#[derive(Debug)]
pub(super) struct Writer {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(book: Book, gone: impl Fn() -> Option<PathBuf> + Send + 'static) -> Self {
        let (requests, inbox) = channel();
        let thread =
            std::thread::Builder::new().name("ledger".to_owned()).spawn(move || serve(book, &gone, &inbox)).ok();
        Self { requests: Some(requests), thread }
    }

    /// Writes, and returns when it is on disk.
    pub(super) fn write(&self, write: Write) -> Result<(), Unwritten> {
        self.ask(write).map(|_| ())
    }

    /// Writes the beginning of an attempt and returns its id and number.
    pub(super) fn begin(&self, write: Write) -> Written {
        self.ask(write)
    }

    fn ask(&self, write: Write) -> Written {
        let gone = || Unwritten::NoWriter;
        let (reply, answer) = sync_channel(1);
        let requests = self.requests.as_ref().ok_or_else(gone)?;
        requests.send(Request { write, reply }).map_err(|_| gone())?;
        answer.recv().map_err(|_| gone())?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A panic there was already answered to every caller as a failed write.
            let _ = thread.join();
        }
    }
}

fn serve(mut book: Book, look: &dyn Fn() -> Option<PathBuf>, inbox: &Receiver<Request>) {
    let missing = || look().map(|path| Unwritten::Gone(path.display().to_string()));
    let (mut broken, mut gone): (Option<Unwritten>, Option<Unwritten>) = (None, None);
    while let Ok(first) = inbox.recv() {
        let mut group = vec![first];
        group.extend(inbox.try_iter().take(GROUP - 1));
        let sends = group.iter().any(|request| request.write.lets_send());
        if sends {
            gone = gone.or_else(missing);
        }
        let (refused, group): (Vec<_>, Vec<_>) =
            group.into_iter().partition(|request| gone.is_some() && request.write.lets_send());
        let results = match &broken {
            _ if group.is_empty() => Ok(Vec::new()),
            Some(error) => Err(error.clone()),
            None => book.write_all(group.iter().map(|request| &request.write)),
        };
        for request in &group {
            let failed = results.as_ref().err().map(tracing::field::display);
            tracing::debug!(group = group.len(), failed, "committed: {}", request.write);
        }
        if let Err(error) = &results {
            broken.get_or_insert_with(|| error.clone());
        }
        if sends {
            gone = gone.or_else(missing);
        }
        for (at, request) in group.into_iter().enumerate() {
            let answer = results.as_ref().map(|written| written[at]).map_err(Clone::clone);
            let stopped = gone.clone().filter(|_| request.write.lets_send());
            let Request { write, reply } = request;
            // What was lent is given back before the answer, or the caller would have to copy it.
            drop(write);
            // A caller that is gone needs no answer.
            let _ = reply.send(stopped.map_or(answer, Err));
        }
        for (request, gone) in refused.into_iter().zip(std::iter::repeat(&gone)) {
            let _ = request.reply.send(Err(gone.clone().unwrap_or(Unwritten::NoWriter)));
        }
    }
    book.close();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use rusqlite::Connection;

    use super::*;
    use crate::ledger::schema;
    use crate::order::clock::Moment;
    use crate::order::{Outcome, Status, cart};

    /// A writer over a file in which a run has claimed an order, whose ledger is gone from this look on.
    fn writer(file: &std::path::Path, gone_from: u32) -> Writer {
        let db = Connection::open(file).expect("a database");
        schema::create(&db).expect("tables");
        db.execute_batch(
            "INSERT INTO run (id, facts, servers, notes) VALUES ('r', '{}', 1, '[]');
             INSERT INTO line (run, row, server, name, outcome) VALUES ('r', 2, 1, 'a.example.com', '{}');
             INSERT INTO claim (domain, terms, state, live, run, since, listed_before)
             VALUES ('a.example.com', 'null', 'open', 1, 'r', '2026-12-01T00:00:00Z', '[]');",
        )
        .expect("a claim");
        let looks = Arc::new(AtomicU32::new(0));
        Writer::start(Book::new(db), move || {
            let look = looks.fetch_add(1, Ordering::Relaxed);
            (look >= gone_from).then(|| PathBuf::from("/x/account"))
        })
    }

    #[test]
    fn no_request_is_let_go_by_a_ledger_that_went_before_the_attempt_was_written_or_meanwhile() {
        let (dir, now) = (tempfile::tempdir().expect("a folder"), Moment::default());
        let order = Box::new(cart::tests::order(None));
        for (gone_from, attempts) in [(9, 1), (1, 1), (0, 0)] {
            let file = dir.path().join(format!("{gone_from}.db"));
            let writer = writer(&file, gone_from);
            let begun = writer.begin(Write::Begin { run: "r".to_owned(), order: order.clone(), now: now.clone() });
            match &begun {
                Ok(_) => assert_eq!(gone_from, 9),
                Err(error) => {
                    assert_eq!(*error, Unwritten::Gone("/x/account".to_owned()));
                    assert_ne!(gone_from, 9);
                }
            }
            let count = |sql: &str| {
                let db = Connection::open(&file).expect("a database");
                db.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("counted")
            };
            // Nobody is left in doubt who need not be.
            assert_eq!(count("SELECT count(*) FROM attempt"), attempts);
            if attempts == 1 {
                // What became of it is written wherever the ledger is.
                let outcome = Box::new(Outcome::new(Status::Accepted));
                let run = "r".to_owned();
                let closed = Write::Close { attempt: 1, run, order: order.clone(), outcome, now: now.clone() };
                writer.write(closed).expect("written");
                assert_eq!(count("SELECT count(*) FROM attempt WHERE ended IS NOT NULL"), 1);
            }
        }
    }
}
