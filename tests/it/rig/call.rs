//! A system call about to be made: what it would write, and where.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use nix::libc;
use nix::unistd::Pid;

/// A thread at the entry of a system call.
#[derive(Clone, Debug)]
pub struct Call {
    thread: Pid,
    /// Its number among those of the run, from 1.
    pub nth: u64,
    /// Which call it is.
    number: i64,
    /// Its arguments.
    given: [u64; 6],
}

/// What a call does to files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It writes so many bytes to an open file, and may write fewer.
    Write(u64),
    /// It makes what was written durable.
    Sync,
    /// It may make a file or folder.
    Make,
    /// It gives the first file the name of the second.
    Rename,
    /// It changes names, lengths or rights otherwise.
    Change,
}

/// A call that changes files.
#[derive(Clone, Debug)]
pub struct Change {
    /// The call's name.
    pub name: &'static str,
    /// What it does.
    pub effect: Effect,
    /// The files.
    pub paths: Vec<PathBuf>,
}

impl Call {
    pub(super) fn new(thread: Pid, nth: u64, registers: &libc::user_regs_struct) -> Self {
        let libc::user_regs_struct { rdi, rsi, rdx, r10, r8, r9, orig_rax, .. } = *registers;
        Self { thread, nth, number: orig_rax.cast_signed(), given: [rdi, rsi, rdx, r10, r8, r9] }
    }

    /// Whether the call ends its thread.
    pub(super) fn never_returns(&self) -> bool {
        matches!(self.number, libc::SYS_exit | libc::SYS_exit_group)
    }

    /// What the call does to files; none if it does nothing to any.
    pub fn change(&self) -> Option<Change> {
        let [first, second, third, fourth, ..] = self.given;
        let opened = |fd: u64| vec![self.file(fd)];
        let (here, at) = (|path| self.path(None, path), |folder, path| self.path(Some(folder), path));
        let (name, effect, paths) = match self.number {
            libc::SYS_write => ("write", Effect::Write(third), opened(first)),
            libc::SYS_pwrite64 => ("pwrite64", Effect::Write(third), opened(first)),
            // A vector is shortened by its parts.
            libc::SYS_writev => ("writev", Effect::Write(third), opened(first)),
            libc::SYS_pwritev => ("pwritev", Effect::Write(third), opened(first)),
            libc::SYS_fsync => ("fsync", Effect::Sync, opened(first)),
            libc::SYS_fdatasync => ("fdatasync", Effect::Sync, opened(first)),
            libc::SYS_msync => ("msync", Effect::Sync, self.mapped(first)),
            libc::SYS_ftruncate => ("ftruncate", Effect::Change, opened(first)),
            libc::SYS_fallocate => ("fallocate", Effect::Change, opened(first)),
            libc::SYS_fchmod => ("fchmod", Effect::Change, opened(first)),
            libc::SYS_fchown => ("fchown", Effect::Change, opened(first)),
            libc::SYS_copy_file_range => ("copy_file_range", Effect::Change, opened(third)),
            libc::SYS_sendfile => ("sendfile", Effect::Change, opened(first)),
            libc::SYS_open if writes(second) => ("open", Effect::Make, vec![here(first)]),
            libc::SYS_creat => ("creat", Effect::Make, vec![here(first)]),
            libc::SYS_openat if writes(third) => ("openat", Effect::Make, vec![at(first, second)]),
            libc::SYS_mkdir => ("mkdir", Effect::Make, vec![here(first)]),
            libc::SYS_mkdirat => ("mkdirat", Effect::Make, vec![at(first, second)]),
            libc::SYS_rename => ("rename", Effect::Rename, vec![here(first), here(second)]),
            libc::SYS_renameat => ("renameat", Effect::Rename, vec![at(first, second), at(third, fourth)]),
            libc::SYS_renameat2 => ("renameat2", Effect::Rename, vec![at(first, second), at(third, fourth)]),
            libc::SYS_link => ("link", Effect::Change, vec![here(first), here(second)]),
            libc::SYS_linkat => ("linkat", Effect::Change, vec![at(first, second), at(third, fourth)]),
            libc::SYS_unlink => ("unlink", Effect::Change, vec![here(first)]),
            libc::SYS_unlinkat => ("unlinkat", Effect::Change, vec![at(first, second)]),
            libc::SYS_rmdir => ("rmdir", Effect::Change, vec![here(first)]),
            libc::SYS_chmod => ("chmod", Effect::Change, vec![here(first)]),
            libc::SYS_fchmodat => ("fchmodat", Effect::Change, vec![at(first, second)]),
            libc::SYS_truncate => ("truncate", Effect::Change, vec![here(first)]),
            _ => return None,
        };
        Some(Change { name, effect, paths })
    }

    /// The bytes that the call would send, if it sends any to a socket.
    pub fn sent(&self) -> Option<Vec<u8>> {
        let [first, second, third, ..] = self.given;
        let parts = match self.number {
            libc::SYS_write | libc::SYS_sendto => vec![(second, third)],
            libc::SYS_writev => self.vector(second, third),
            libc::SYS_sendmsg => {
                // The head of a message: name, its length, then the vector and its length.
                let head = self.memory(second + 16, 16);
                self.vector(word(&head, 0), word(&head, 8))
            }
            _ => return None,
        };
        let is_socket = self.file(first).to_string_lossy().starts_with("socket:");
        is_socket.then(|| parts.into_iter().flat_map(|(at, length)| self.memory(at, length)).collect())
    }

    fn vector(&self, at: u64, parts: u64) -> Vec<(u64, u64)> {
        let table = self.memory(at, parts * 16);
        table.chunks_exact(16).map(|part| (word(part, 0), word(part, 8))).collect()
    }

    /// The file behind a descriptor.
    fn file(&self, fd: u64) -> PathBuf {
        // The register may hold more than the descriptor's 32 bits.
        let link = format!("/proc/{}/fd/{}", self.thread, fd & 0xffff_ffff);
        std::fs::read_link(link).unwrap_or_default()
    }

    /// The path at an address, from a folder's descriptor or the working folder on.
    fn path(&self, folder: Option<u64>, at: u64) -> PathBuf {
        let mut bytes = self.memory(at, 4096);
        bytes.truncate(bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len()));
        let path = PathBuf::from(OsString::from_vec(bytes));
        if path.is_absolute() {
            return path;
        }
        let base = match folder {
            Some(fd) if fd & 0xffff_ffff != u64::from(libc::AT_FDCWD.cast_unsigned()) => self.file(fd),
            _ => std::fs::read_link(format!("/proc/{}/cwd", self.thread)).unwrap_or_default(),
        };
        base.join(path)
    }

    /// The file that is mapped at an address.
    fn mapped(&self, at: u64) -> Vec<PathBuf> {
        let maps = std::fs::read_to_string(format!("/proc/{}/maps", self.thread)).unwrap_or_default();
        let holds = |line: &&str| {
            let range = line.split(' ').next().and_then(|range| range.split_once('-'));
            let number = |text| u64::from_str_radix(text, 16).unwrap_or(0);
            range.is_some_and(|(from, to)| (number(from)..number(to)).contains(&at))
        };
        let line = maps.lines().find(holds);
        line.and_then(|line| Some(Path::new(&line[line.find('/')?..]).to_owned())).into_iter().collect()
    }

    /// The program's memory; less than asked for where it ends.
    fn memory(&self, at: u64, length: u64) -> Vec<u8> {
        let mut bytes = vec![0; usize::try_from(length.min(1 << 20)).expect("small")];
        let Ok(memory) = File::open(format!("/proc/{}/mem", self.thread)) else { return Vec::new() };
        let mut read = 0;
        while read < bytes.len() {
            // Up to the next page: what lies behind may not be mapped.
            let from = at + read as u64;
            let page = usize::try_from(4096 - from % 4096).expect("small");
            let to = bytes.len().min(read + page);
            match memory.read_at(&mut bytes[read..to], from) {
                Ok(0) | Err(_) => break,
                Ok(more) => read += more,
            }
        }
        bytes.truncate(read);
        bytes
    }
}

/// Whether a file is opened to be written or made.
fn writes(flags: u64) -> bool {
    flags & u64::from((libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT).cast_unsigned()) != 0
}

fn word(bytes: &[u8], at: usize) -> u64 {
    let word = bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok());
    word.map_or(0, u64::from_ne_bytes)
}
