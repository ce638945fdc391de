//! What a process can do that has confined itself.

#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use std::io::{Read, Seek, SeekFrom, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::fs::FileExt;
use std::os::unix::net::UnixStream;
use std::process::Command;

use rustix::fs::OFlags;

use super::*;

fn file() -> File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(b"content").expect("a file");
    file
}

#[test]
fn whoever_is_confined_reads_its_file_and_nothing_else() {
    let (mut given, mut other) = (file(), file());
    let (mut here, mut there) = UnixStream::pair().expect("two sockets");
    there.write_all(b"x").expect("a byte");
    // A filter goes for the thread that asked for it.
    let confined = std::thread::spawn(move || {
        filter::enforce(&given);
        let mut text = String::new();
        given.seek(SeekFrom::Start(0)).expect("its file");
        given.read_to_string(&mut text).expect("its file");
        let mut piece = [0; 3];
        given.read_exact_at(&mut piece, 4).expect("its file");
        let doors = [
            ("a file that is there", File::open("/etc/hostname").map(drop)),
            ("a new file", File::create(std::env::temp_dir().join("none")).map(drop)),
            ("a descriptor that was inherited", other.read(&mut piece).map(drop)),
            ("its place", other.seek(SeekFrom::Start(0)).map(drop)),
            ("its bytes", other.read_at(&mut piece, 0).map(drop)),
            ("what is written to it", other.write(b"x").map(drop)),
            ("what is written to its own file", given.write(b"x").map(drop)),
            ("a socket that was inherited", here.read(&mut piece).map(drop)),
            ("another number for a descriptor", given.try_clone().map(drop)),
            ("the network", TcpStream::connect(("127.0.0.1", 9)).map(drop)),
            ("datagrams", UdpSocket::bind(("127.0.0.1", 0)).map(drop)),
            ("a pipe", std::io::pipe().map(drop)),
            ("a program", Command::new("/bin/true").status().map(drop)),
            ("a thread", std::thread::Builder::new().spawn(|| ()).map(drop)),
            (
                "a signal",
                rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::CONT)
                    .map_err(Into::into),
            ),
            ("a descriptor's flags", rustix::fs::fcntl_setfl(&given, OFlags::NONBLOCK).map_err(Into::into)),
        ];
        (text, piece, doors.map(|(door, tried)| (door, tried.map_err(|error| error.raw_os_error()))))
    });
    let (text, piece, doors) = confined.join().expect("whoever is confined ends as usual");
    assert_eq!((text.as_str(), &piece), ("content", b"ent"));
    for (door, tried) in doors {
        assert_eq!(tried, Err(Some(libc::ENOSYS)), "{door}");
    }
    // The others of this process are as free as they were.
    assert!(File::open("/proc/self/status").is_ok());
}
