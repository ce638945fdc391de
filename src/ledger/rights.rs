//! Who may change a ledger's folder, or put another one in its place: its owner, and nobody else.
//!
//! A folder above it in which anybody may rename is as good as the folder itself, unless it is one such as `/tmp`, where
//! nobody renames what is another's. Where a team shares a ledger, its own settings say so (`shared_ledger = true`), and
//! the group may write; what everybody may write is nobody's ledger.

use std::path::PathBuf;

/// Who may do what nobody but the owner should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// The folder belongs to another user.
    Owner(u32),
    /// The group may write to it.
    Group(u32),
    /// Everybody may.
    Everybody,
}

/// The first folder, from the ledger's own upwards, that somebody else may change, and who; none if nobody may.
#[cfg(unix)]
pub(super) fn fault(folder: &std::path::Path, is_shared: bool) -> Option<(PathBuf, Rights)> {
    use std::os::unix::fs::MetadataExt;
    let me = rustix::process::geteuid().as_raw();
    // As it is behind every link, and the folders above the links themselves.
    let named = std::path::absolute(folder).ok();
    let whole = folder.canonicalize().ok();
    for chain in [whole, named].into_iter().flatten() {
        for path in chain.ancestors() {
            // Of what cannot be looked at whoever uses it is told.
            let Ok(meta) = std::fs::metadata(path) else { continue };
            let is_own = path == chain;
            let owner = meta.uid();
            let is_sticky = meta.mode() & 0o1000 != 0 && !is_own;
            // A group that has a user's number is that user's alone, by custom; what root's may, root may.
            let is_private = !is_own && [meta.uid(), 0].contains(&meta.gid());
            let found = if meta.mode() & 0o002 != 0 && !is_sticky {
                Some(Rights::Everybody)
            } else if is_shared {
                None
            } else if owner != me && (is_own || owner != 0) {
                Some(Rights::Owner(owner))
            } else if meta.mode() & 0o020 != 0 && !is_sticky && !is_private {
                Some(Rights::Group(meta.gid()))
            } else {
                None
            };
            if let Some(found) = found {
                return Some((path.to_owned(), found));
            }
        }
    }
    None
}

#[cfg(not(unix))]
pub(super) const fn fault(_: &std::path::Path, _: bool) -> Option<(PathBuf, Rights)> {
    None
}

#[cfg(all(test, unix))]
mod tests;
