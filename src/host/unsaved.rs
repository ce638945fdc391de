//! Why a file could not be written, in words.

use std::fmt;
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};

use super::held::Patience;
use super::rules::NameFlaw;
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::text::system::said;

/// Why a file could not be written. Nothing was replaced, and nothing half-written is left.
#[derive(Debug)]
pub enum SaveError {
    /// The target is the input.
    IsInput(PathBuf),
    /// The target is a folder.
    IsFolder(PathBuf),
    /// The target is something else than a file: a pipe, a device, a socket, or a link that leads nowhere.
    NoFile(PathBuf),
    /// The target is to be replaced, and is no whole workbook that this program made.
    NotOurs(PathBuf),
    /// No file of the system bears that name.
    BadName(PathBuf, NameFlaw),
    /// The target's folder does not exist.
    NoFolder(PathBuf),
    /// The target's folder cannot be written to.
    NotWritable(PathBuf, io::Error),
    /// The folder takes files, and none of that name.
    Untaken(PathBuf, io::Error),
    /// Another program holds the file.
    Held(PathBuf, io::Error),
    /// The file could not be written, synced or renamed.
    Failed(PathBuf, io::Error),
    /// The name and every number after it are taken.
    AllTaken(PathBuf),
}

impl SaveError {
    /// What a failure means that did not pass by itself.
    pub(super) fn of(path: &Path, cause: io::Error, patience: Patience<'_>) -> Self {
        // A file in use that was to be replaced is "denied", as one is that nobody may write to: opening it tells.
        let opened = || OpenOptions::new().write(true).open(path).err();
        let is_held = patience.is_held(&cause)
            || (patience.may_pass(&cause) && opened().is_some_and(|error| patience.is_held(&error)));
        if is_held { Self::Held(path.to_owned(), cause) } else { Self::Failed(path.to_owned(), cause) }
    }

    /// The error and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.shown();
        let said = |cause: &io::Error| said(&cause.to_string(), lang);
        match self {
            Self::IsInput(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is the input, which is never written to (choose another name)",
                    "`{path}` — исходный файл, в него ничего не пишется (выберите другое имя)"
                )
            }
            Self::IsFolder(path) => {
                let path = shown(path);
                tr!(lang, "`{path}` is a folder (add a file name)", "`{path}` — папка (добавьте имя файла)")
            }
            Self::NoFile(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is not a file: it is a pipe, a device, a socket or a broken link (choose another name; `-` is standard output)",
                    "`{path}` — не файл, а канал, устройство, сокет или ссылка в никуда (выберите другое имя; `-` — стандартный вывод)"
                )
            }
            Self::NotOurs(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is not a whole workbook of this program and of the same kind (results or plan), and --overwrite replaces nothing else (choose another name, or leave --overwrite out)",
                    "`{path}` — не целая книга этой программы того же вида (результаты или план), а --overwrite заменяет только такие (выберите другое имя или уберите --overwrite)"
                )
            }
            Self::BadName(path, flaw) => format!("`{}`: {}", shown(path), flaw.message(lang)),
            Self::NoFolder(path) => {
                let path = shown(path);
                tr!(lang, "there is no folder `{path}` (create it first)", "нет папки `{path}` (сначала создайте её)")
            }
            Self::NotWritable(path, cause) => {
                // "." says nothing to whoever reads the mail of a run that nobody watched.
                let whole = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                let (path, cause) = (shown(&whole), said(cause));
                tr!(
                    lang,
                    "cannot write to the folder `{path}`: {cause} (name a file in another folder, for example with -o)",
                    "нельзя писать в папку `{path}`: {cause} (укажите файл в другой папке, например через -o)"
                )
            }
            Self::Untaken(path, cause) => {
                let (path, cause) = (shown(path), said(cause));
                tr!(
                    lang,
                    "files can be written to the folder, but not with the name `{path}`: {cause} (choose another name)",
                    "в папку можно записывать файлы, но не с именем `{path}`: {cause} (выберите другое имя)"
                )
            }
            Self::Held(path, _) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` is open in another program (close it there, or choose another name)",
                    "`{path}` занят другой программой (закройте его там или выберите другое имя)"
                )
            }
            Self::Failed(path, cause) => {
                let (path, cause) = (shown(path), said(cause));
                tr!(
                    lang,
                    "cannot write `{path}`: {cause} (remove the cause, or choose another name or folder)",
                    "не удалось записать `{path}`: {cause} (устраните причину или выберите другое имя или папку)"
                )
            }
            Self::AllTaken(path) => {
                let path = shown(path);
                tr!(
                    lang,
                    "`{path}` and every number after it are taken (remove old ones)",
                    "имя `{path}` и все номера после него заняты (удалите старые файлы)"
                )
            }
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotWritable(_, cause) | Self::Untaken(_, cause) | Self::Held(_, cause) | Self::Failed(_, cause) => {
                Some(cause)
            }
            Self::IsInput(_)
            | Self::IsFolder(_)
            | Self::NoFile(_)
            | Self::NotOurs(_)
            | Self::BadName(..)
            | Self::NoFolder(_)
            | Self::AllTaken(_) => None,
        }
    }
}
