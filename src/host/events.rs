//! What the system tells a program in a console of Windows: Ctrl-C, and that its time is over.
//!
//! Logging off and shutting down are heard where they are told; this program they are told by nobody
//! (`heed`).

use std::io;
use std::task::Poll;

use tokio::runtime::{Builder, Runtime};
use tokio::signal::windows::{
    CtrlBreak, CtrlC, CtrlClose, CtrlLogoff, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown,
};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Ctrl-C or Ctrl-Break was pressed.
    Interrupt,
    /// The window is closed: in a few seconds Windows ends the process.
    Close,
}

/// The events, from the moment on when somebody listens. tokio's handler does not return from those that end the
/// process (`HandlerRoutine`: the process ends when it does), so that the program has its seconds.
pub(super) struct Events {
    runtime: Runtime,
    pressed: (CtrlC, CtrlBreak),
    over: (CtrlClose, CtrlLogoff, CtrlShutdown),
}

impl Events {
    /// Listens from now on.
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            runtime: Builder::new_current_thread().build()?,
            pressed: (ctrl_c()?, ctrl_break()?),
            over: (ctrl_close()?, ctrl_logoff()?, ctrl_shutdown()?),
        })
    }

    /// Waits for the next one; none once no more can come.
    pub(super) fn next(&mut self) -> Option<Event> {
        let (c, c_break) = &mut self.pressed;
        let (close, logoff, shutdown) = &mut self.over;
        self.runtime.block_on(std::future::poll_fn(|context| {
            // All are asked each time, since only who was asked wakes this thread again. Of several at once the first
            // counts, and the others are forgotten: an end comes before a key, and a second key is pressed again.
            let over = [close.poll_recv(context), logoff.poll_recv(context), shutdown.poll_recv(context)];
            let pressed = [c.poll_recv(context), c_break.poll_recv(context)];
            for (polled, event) in
                over.map(|one| (one, Event::Close)).into_iter().chain(pressed.map(|one| (one, Event::Interrupt)))
            {
                if let Poll::Ready(told) = polled {
                    return Poll::Ready(told.map(|()| event));
                }
            }
            Poll::Pending
        }))
    }
}
