//! One connection to the test panel, and everything that can go wrong on it.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::cell::{Fault, Phase};

/// No flood goes on for longer, if nobody ends it.
const FLOOD: usize = 256 << 20;

pub enum Wire {
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

impl Wire {
    pub fn tls(stream: TcpStream, config: Arc<ServerConfig>) -> Self {
        let session = ServerConnection::new(config).expect("a session");
        Self::Tls(Box::new(StreamOwned::new(session, stream)))
    }

    fn stream(&self) -> &TcpStream {
        match self {
            Self::Plain(stream) => stream,
            Self::Tls(tls) => &tls.sock,
        }
    }

    pub fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(piece),
            Self::Tls(tls) => tls.read(piece),
        }
    }

    /// Writes; whether it could.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        match self {
            Self::Plain(stream) => stream.write_all(bytes).is_ok(),
            Self::Tls(tls) => tls.write_all(bytes).and_then(|()| tls.flush()).is_ok(),
        }
    }

    /// Says properly that nothing more comes, and waits until the client has seen it.
    pub fn finish(mut self) {
        if let Self::Tls(tls) = &mut self {
            tls.conn.send_close_notify();
            let _ = tls.flush();
        }
        self.cut();
    }

    /// Says that nothing more comes (over TLS without a word of it), and reads the rest, so that
    /// what was written arrives.
    pub fn cut(self) {
        let _ = self.stream().shutdown(Shutdown::Write);
        self.hang();
    }

    /// Resets the connection.
    pub fn reset(self) {
        let _ = socket2::SockRef::from(self.stream()).set_linger(Some(Duration::ZERO));
    }

    /// Keeps silent until the client goes.
    pub fn hang(self) {
        let mut rest = [0; 4096];
        let mut stream = self.stream();
        while stream.read(&mut rest).is_ok_and(|read| read > 0) {}
    }

    /// The same again and again, until the client goes.
    pub fn flood(mut self, piece: &[u8]) {
        let mut left = FLOOD;
        while self.write(piece) && left > piece.len() {
            left -= piece.len();
        }
    }
}

/// Something goes wrong before anything is read of a request: during the handshake, or instead of
/// one's being read.
pub fn break_handshake(mut stream: TcpStream, fault: Fault, nobodys: &Arc<ServerConfig>) {
    if fault == Fault::Distrust {
        let mut wire = Wire::tls(stream, Arc::clone(nobodys));
        while wire.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {}
        return;
    }
    // The client's greeting, whole: what is left unread would reset the connection.
    let mut head = [0; 5];
    if stream.read_exact(&mut head).is_err() {
        return;
    }
    let mut greeting = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    let _ = stream.read_exact(&mut greeting);
    let mut wire = Wire::Plain(stream);
    match fault {
        Fault::Refuse => {
            // A fatal alert: handshake failure.
            wire.write(&[0x15, 3, 3, 0, 2, 2, 40]);
            wire.cut();
        }
        Fault::Cut => wire.cut(),
        Fault::Reset => wire.reset(),
        Fault::Hang => wire.hang(),
        Fault::Short => {
            // The first bytes of a server's greeting.
            wire.write(&[0x16, 3, 3, 0, 0x50, 2, 0, 0, 0x4c, 3, 3]);
            wire.cut();
        }
        Fault::Garbage => {
            wire.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            wire.cut();
        }
        Fault::Flood => {
            // Pieces of a greeting that is longer than any.
            let mut piece = vec![0x16, 3, 3, 0x40, 0, 2, 0xff, 0xff, 0xff];
            piece.resize(5 + 0x4000, 0);
            wire.flood(&piece);
        }
        Fault::Distrust => unreachable!("played above"),
    }
}

/// Something goes wrong while the request is on its way: of the head at most it was read.
pub fn break_sending(mut wire: Wire, fault: Fault) {
    match fault {
        Fault::Refuse => {
            wire.write(
                b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            );
            wire.finish();
        }
        Fault::Cut => wire.cut(),
        Fault::Reset => wire.reset(),
        Fault::Hang => wire.hang(),
        Fault::Short => {
            wire.write(b"HTTP/1.1 2");
            wire.cut();
        }
        Fault::Garbage => {
            wire.write(b"\x00\xff no answer at all \r\n\r\n");
            wire.cut();
        }
        Fault::Flood => wire.flood(&[b'x'; 1 << 14]),
        Fault::Distrust => unreachable!("in the handshake only"),
    }
}

fn head(status: &str, kind: &str, length: usize) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n")
}

/// A proper answer.
pub fn answer(mut wire: Wire, body: &str) {
    wire.write((head("200 OK", "text/xml", body.len()) + body).as_bytes());
    wire.finish();
}

/// Something goes wrong with the answer to a request that the panel has whole.
pub fn break_answer(mut wire: Wire, (phase, fault): (Phase, Fault), body: &str) {
    let (page, challenge) = ("<html><body>busy</body></html>", "<html><title>Just a moment...</title></html>");
    let whole = head("200 OK", "text/xml", body.len());
    let half = &body[..body.len() / 2];
    let begun = |wire: &mut Wire| match phase {
        Phase::Head => wire.write(b"HTTP/1.1 200 OK\r\nContent-Le"),
        Phase::Body => wire.write((whole.clone() + half).as_bytes()),
        _ => true,
    };
    match (phase, fault) {
        (Phase::Waiting, Fault::Refuse) => {
            wire.write((head("503 Service Unavailable", "text/html", page.len()) + page).as_bytes());
            wire.finish();
        }
        (Phase::Waiting, Fault::Flood) => wire.flood(&b"HTTP/1.1 100 Continue\r\n\r\n".repeat(64)),
        (Phase::Head, Fault::Refuse) => {
            wire.write(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            wire.finish();
        }
        (Phase::Head, Fault::Short) => {
            // Everything but the empty line.
            wire.write(whole.trim_end_matches("\r\n").as_bytes());
            wire.cut();
        }
        (Phase::Head, Fault::Garbage) => {
            wire.write(b"\x16\x03\x01 <doc><ok/></doc>\r\n\r\n");
            wire.cut();
        }
        (Phase::Head, Fault::Flood) => {
            wire.write(b"HTTP/1.1 200 OK\r\n");
            wire.flood(&b"X-More: and more and more\r\n".repeat(64));
        }
        (Phase::Body, Fault::Refuse) => {
            wire.write((head("200 OK", "text/html", challenge.len()) + challenge).as_bytes());
            wire.finish();
        }
        (Phase::Body, Fault::Cut) => {
            wire.write((whole + body).as_bytes());
            wire.cut();
        }
        (Phase::Body, Fault::Garbage) => {
            let garbage = [b"<doc><ok/>\xff\xfe\x00", body.as_bytes()].concat();
            wire.write(head("200 OK", "text/xml", garbage.len()).as_bytes());
            wire.write(&garbage);
            wire.finish();
        }
        (Phase::Body, Fault::Flood) => {
            wire.write(format!("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n{body}").as_bytes());
            wire.flood(&[b' '; 1 << 14]);
        }
        (_, Fault::Hang) => {
            begun(&mut wire);
            wire.hang();
        }
        (_, Fault::Reset) => {
            begun(&mut wire);
            wire.reset();
        }
        (_, Fault::Cut | Fault::Short) => {
            begun(&mut wire);
            wire.cut();
        }
        (_, Fault::Refuse | Fault::Distrust | Fault::Garbage | Fault::Flood) => unreachable!("no such cell"),
    }
}
