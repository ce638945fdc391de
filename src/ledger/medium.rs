//! What kind of file system a folder is on. `SQLite`'s log needs shared memory and honest locks, which
//! network file systems do not give.

use std::path::Path;

use super::hazard::Hazard;

/// What makes a folder unsafe for a ledger; none if it is on this machine alone, or if nobody can tell.
pub(super) fn hazard(folder: &Path) -> Option<Hazard> {
    #[cfg(windows)]
    return on_windows(folder);
    #[cfg(not(windows))]
    network(folder).map(Hazard::Network)
}

/// Looks at the folder as it is named, and as it is behind every link, mapped drive and redirection
/// (`GetFinalPathNameByHandle`).
#[cfg(windows)]
fn on_windows(folder: &Path) -> Option<Hazard> {
    use super::reach::{Reach, is_below, reach};
    use crate::host::windows::is_remote;
    let named = [std::path::absolute(folder).ok(), folder.canonicalize().ok()];
    for path in named.into_iter().flatten().map(|path| path.to_string_lossy().into_owned()) {
        match reach(&path) {
            Reach::Share(share) => return Some(Hazard::Network(share)),
            Reach::Drive(root) if is_remote(Path::new(&root)) => return Some(Hazard::Network(root)),
            Reach::Drive(_) | Reach::Other => {}
        }
        // OneDrive sets these for whoever is signed in to it.
        let synced = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok());
        if let Some(above) = synced.into_iter().find(|above| is_below(&path, above)) {
            return Some(Hazard::Synced(above));
        }
    }
    None
}

/// The kind of network file system that a folder is on; none if it is on this machine, or if nobody
/// can tell.
#[cfg(target_os = "linux")]
fn network(folder: &Path) -> Option<String> {
    let magic = rustix::fs::statfs(folder).ok()?.f_type;
    // The type is a signed or an unsigned word, after the machine; the number has 32 bits.
    #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "the number has 32 bits")]
    match kind(magic as u32)? {
        Kind::Network(name) => Some(name.to_owned()),
        Kind::InUserSpace => {
            let folder = folder.canonicalize().ok()?;
            let name = mounted(&std::fs::read_to_string("/proc/self/mounts").ok()?, &folder)?;
            is_network_fuse(&name).then_some(name)
        }
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
fn network(_: &Path) -> Option<String> {
    None
}

#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Network(&'static str),
    InUserSpace,
}

/// What a file system's number says (Linux, `statfs(2)`).
#[cfg(target_os = "linux")]
const fn kind(magic: u32) -> Option<Kind> {
    Some(match magic {
        0x6969 => Kind::Network("NFS"),
        0x517b => Kind::Network("SMB"),
        0xff53_4d42 | 0xfe53_4d42 => Kind::Network("CIFS"),
        0x0102_1997 => Kind::Network("9P"),
        0x5346_414f => Kind::Network("AFS"),
        0x00c3_6400 => Kind::Network("Ceph"),
        0x0bd0_0bd0 => Kind::Network("Lustre"),
        0x7375_7245 => Kind::Network("Coda"),
        0x564c => Kind::Network("NCP"),
        0x4750_4653 => Kind::Network("GPFS"),
        0x6573_5546 => Kind::InUserSpace,
        _ => return None,
    })
}

/// The type of the file system that a path is on, after the list of mounts: the longest mount point
/// that holds it, the last one if several are mounted there.
#[cfg(target_os = "linux")]
fn mounted(mounts: &str, path: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut fields = line.split(' ').skip(1);
        let (Some(point), Some(kind)) = (fields.next(), fields.next()) else { continue };
        let point = point.replace("\\040", " ");
        if path.starts_with(&point) && best.is_none_or(|(length, _)| point.len() >= length) {
            best = Some((point.len(), kind));
        }
    }
    best.map(|(_, kind)| kind.to_owned())
}

/// Whether a file system in user space reaches over a network; others encrypt a local folder, say.
#[cfg(target_os = "linux")]
fn is_network_fuse(kind: &str) -> bool {
    let name = kind.strip_prefix("fuse.").unwrap_or(kind);
    let known = [
        "sshfs",
        "s3fs",
        "rclone",
        "davfs",
        "glusterfs",
        "gcsfuse",
        "ceph-fuse",
        "curlftpfs",
        "smbnetfs",
        "juicefs",
        "goofys",
        "gvfsd-fuse",
    ];
    known.iter().any(|known| name.starts_with(known))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_told_by_their_number() {
        for (magic, name) in [(0x6969, "NFS"), (0xff53_4d42, "CIFS"), (0xfe53_4d42, "CIFS"), (0x0102_1997, "9P")] {
            assert_eq!(kind(magic), Some(Kind::Network(name)));
        }
        // ext4, tmpfs, btrfs, xfs, overlayfs.
        for local in [0xef53, 0x0102_1994, 0x9123_683e, 0x5846_5342, 0x794c_7630] {
            assert_eq!(kind(local), None);
        }
        assert_eq!(kind(0x6573_5546), Some(Kind::InUserSpace));
        assert_eq!(network(&std::env::temp_dir()), None);
    }

    #[test]
    fn a_file_system_in_user_space_is_told_by_its_mount() {
        let mounts = "/dev/sda / ext4 rw 0 0\nanna@host:/ /home/anna/far\\040away fuse.sshfs rw 0 0\n\
                      gocryptfs /home/anna/safe fuse.gocryptfs rw 0 0\n";
        let of = |path: &str| mounted(mounts, Path::new(path)).map(|kind| is_network_fuse(&kind));
        assert_eq!(of("/home/anna/far away/ledgers"), Some(true));
        assert_eq!(of("/home/anna/safe/ledgers"), Some(false));
        assert_eq!(of("/home/anna"), Some(false));
    }
}
