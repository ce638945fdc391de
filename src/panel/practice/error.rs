//! Why a practice panel cannot be started.

use std::path::PathBuf;

use thiserror::Error;

use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::text::system::said;

/// Why a practice panel cannot be started.
#[derive(Debug, Error)]
pub enum SandboxError {
    /// The port cannot be had.
    #[error("cannot listen on 127.0.0.1:{port}: {why}")]
    Port {
        /// The port.
        port: u16,
        /// Why not.
        why: std::io::Error,
    },
    /// There is no place for a folder that goes when the run ends.
    #[error("cannot make a folder in `{}`: {why}", .folder.shown())]
    Folder {
        /// The folder for temporary files.
        folder: PathBuf,
        /// Why not.
        why: String,
    },
    /// Its file cannot be used.
    #[error("cannot use the practice panel's file `{}`: {why}", .file.shown())]
    State {
        /// The file.
        file: PathBuf,
        /// Why not.
        why: String,
    },
}

impl SandboxError {
    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Port { port, why } => {
                let why = said(&why.to_string(), lang);
                tr!(
                    lang,
                    "cannot listen on 127.0.0.1:{port}: {why} (choose another --port)",
                    "нельзя принимать соединения на 127.0.0.1:{port}: {why} (выберите другой --port)"
                )
            }
            Self::Folder { folder, why } => {
                let (folder, why) = (folder.shown(), said(why, lang));
                tr!(
                    lang,
                    "cannot make a folder for the practice panel in `{folder}`: {why} (name a folder with --sandbox-dir, or another one for temporary files with TMPDIR)",
                    "нельзя создать папку учебной панели в `{folder}`: {why} (укажите папку через --sandbox-dir или другую папку для временных файлов через TMPDIR)"
                )
            }
            Self::State { file, why } => {
                let (file, why) = (file.shown(), said(why, lang));
                tr!(
                    lang,
                    "cannot use the practice panel's file `{file}`: {why} (choose another folder)",
                    "нельзя использовать файл учебной панели `{file}`: {why} (выберите другую папку)"
                )
            }
        }
    }
}
