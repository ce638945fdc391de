//! A resolver that does what the cell says, and addresses where nobody is.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use socket2::{Domain, Socket, Type};

use super::cell::{Fault, Phase};

/// What a name comes to.
pub type Answer = Box<dyn Fn(&str) -> Found + Send + Sync>;

pub enum Found {
    At(Vec<SocketAddr>),
    Error(std::io::ErrorKind),
    Silence,
}

/// A resolver that remembers what it was asked.
pub struct Names {
    answer: Answer,
    asked: Mutex<Vec<String>>,
}

impl Names {
    pub fn new(answer: impl Fn(&str) -> Found + Send + Sync + 'static) -> Self {
        Self { answer: Box::new(answer), asked: Mutex::default() }
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("a lock").clone()
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        self.asked.lock().expect("a lock").push(name.as_str().to_owned());
        match (self.answer)(name.as_str()) {
            Found::At(addresses) => {
                let addresses: Addrs = Box::new(addresses.into_iter());
                Box::pin(std::future::ready(Ok(addresses)))
            }
            Found::Error(kind) => Box::pin(std::future::ready(Err(std::io::Error::from(kind).into()))),
            Found::Silence => Box::pin(std::future::pending()),
        }
    }
}

/// Where the panel is found while this goes wrong.
pub fn found(panel: SocketAddr, hit: Option<(Phase, Fault)>) -> Found {
    match hit {
        Some((Phase::Dns, fault)) => match fault {
            Fault::Hang => Found::Silence,
            // An answer without an address.
            Fault::Short => Found::At(Vec::new()),
            // An address that nobody can have.
            Fault::Garbage => Found::At(vec![(Ipv4Addr::BROADCAST, 9).into()]),
            Fault::Flood => Found::At(vec![closed(); 2000]),
            Fault::Cut => Found::Error(std::io::ErrorKind::UnexpectedEof),
            Fault::Refuse | Fault::Distrust | Fault::Reset => Found::Error(std::io::ErrorKind::NotFound),
        },
        Some((Phase::Connect, Fault::Hang)) => Found::At(vec![full()]),
        Some((Phase::Connect, _)) => Found::At(vec![closed()]),
        _ => Found::At(vec![panel]),
    }
}

fn bound() -> Socket {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let any: SocketAddr = (Ipv4Addr::LOCALHOST, 0).into();
    socket.bind(&any.into()).expect("a port");
    socket
}

fn address(socket: &Socket) -> SocketAddr {
    socket.local_addr().expect("an address").as_socket().expect("an internet address")
}

/// A port that is taken and that nobody listens on.
pub fn closed() -> SocketAddr {
    static CLOSED: OnceLock<Socket> = OnceLock::new();
    address(CLOSED.get_or_init(bound))
}

/// A port whose queue of connections is full, so that no further one is answered. (Where a system
/// refuses further ones instead, they are refused.)
fn full() -> SocketAddr {
    static FULL: OnceLock<(Socket, Vec<TcpStream>)> = OnceLock::new();
    let (socket, _) = FULL.get_or_init(|| {
        let socket = bound();
        socket.listen(0).expect("a listener");
        let address = address(&socket);
        let connect = || TcpStream::connect_timeout(&address, Duration::from_millis(300)).ok();
        let queue = std::iter::from_fn(connect).take(16).collect();
        (socket, queue)
    });
    address(socket)
}
