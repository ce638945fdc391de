//! The one thread that writes.
//!
//! Many workers hand in writes; the thread takes all that wait, writes them in one transaction and
//! commits once, so a commit's fsync is shared. A caller returns when its write is durable. After a
//! failed commit every further write is refused: what cannot be recorded must not be sent.

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
    pub(super) fn start(book: Book) -> Self {
        let (requests, inbox) = channel();
        let thread = std::thread::Builder::new().name("ledger".to_owned()).spawn(move || serve(book, &inbox)).ok();
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

fn serve(mut book: Book, inbox: &Receiver<Request>) {
    let mut broken: Option<Unwritten> = None;
    while let Ok(first) = inbox.recv() {
        let mut group = vec![first];
        group.extend(inbox.try_iter().take(GROUP - 1));
        let results = match &broken {
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
        for (at, request) in group.into_iter().enumerate() {
            let answer = results.as_ref().map(|written| written[at]).map_err(Clone::clone);
            // A caller that is gone needs no answer.
            let _ = request.reply.send(answer);
        }
    }
    book.close();
}
