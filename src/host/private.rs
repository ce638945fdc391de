//! Files that are made for their owner alone.

use std::fs::OpenOptions;

/// A file that is made has rights for its owner alone.
#[cfg(unix)]
pub fn made(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

/// The same; a link that takes the file's place meanwhile is not followed, and a pipe is not waited for.
#[cfg(unix)]
pub fn itself(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;
    made(options).custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed())
}

/// A file is made with the rights that its folder gives.
#[cfg(not(unix))]
pub fn made(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// A file is made with the rights that its folder gives.
#[cfg(not(unix))]
pub fn itself(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}
