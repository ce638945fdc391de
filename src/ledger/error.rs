//! What can go wrong with the ledger.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Holder;
use super::hazard::Hazard;
use super::seal::Moved;
use crate::host::machine;
use crate::order::{Unread, Unwritten};
use crate::run::Hindrance;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// Why the ledger cannot be used.
#[derive(Clone, Debug, Error)]
pub enum LedgerError {
    /// Another process holds it.
    #[error("the ledger is in use by another process")]
    Locked {
        /// Who holds it, as far as it said.
        holder: Option<Holder>,
        /// The ledger's folder.
        folder: PathBuf,
    },
    /// Another program, which is none of ours, holds one of its files.
    #[error("another program holds `{}`", .file.display())]
    Held {
        /// The file.
        file: PathBuf,
    },
    /// SQLite finds it damaged.
    #[error("the ledger `{}` is damaged: {found}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        found: String,
    },
    /// The file is no ledger, or one of a newer program.
    #[error("`{}` is not a ledger that this version knows: {found}", .file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What stands in it.
        found: String,
    },
    /// Its folder cannot be used.
    #[error("cannot use the ledger's folder `{}`: {why}", .folder.display())]
    Place {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        why: String,
    },
    /// A ledger is not safe in its folder.
    #[error("cannot use the ledger's folder `{}`: {}", .folder.display(), .hazard.message(Lang::En))]
    Unsafe {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        hazard: Hazard,
    },
    /// It went to another folder, of this or of another machine.
    #[error("the ledger `{}` went to `{}` on `{}`", .file.display(), .moved.folder, .moved.host)]
    Moved {
        /// The file that is left.
        file: PathBuf,
        /// Where it went.
        moved: Box<Moved>,
        /// Where this machine would have it; none where a folder was named.
        here: Option<PathBuf>,
    },
    /// There are two of one account.
    #[error("there are two ledgers of one account, `{}` and `{}`", .here.display(), .former.display())]
    Twice {
        /// The folder of today.
        here: PathBuf,
        /// The folder of older versions.
        former: PathBuf,
        /// Where the older one went, if another machine took it over as well.
        moved: Option<Box<Moved>>,
    },
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] Unread),
    /// Something could not be written.
    #[error(transparent)]
    Write(#[from] Unwritten),
}

impl LedgerError {
    /// The same as values that a ledger keeps of a run; none where the ledger was never open, so that
    /// it has no run to keep them with.
    #[must_use]
    pub fn kept(&self) -> Option<Hindrance> {
        match self {
            Self::Read(why) => Some(Hindrance::LedgerUnread(why.clone())),
            Self::Write(why) => Some(Hindrance::LedgerUnwritten(why.clone())),
            Self::Locked { .. }
            | Self::Held { .. }
            | Self::Damaged { .. }
            | Self::Foreign { .. }
            | Self::Place { .. }
            | Self::Unsafe { .. }
            | Self::Moved { .. }
            | Self::Twice { .. } => None,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Locked { holder, folder } => {
                let folder = folder.display();
                let who = match holder {
                    Some(Holder { pid, host, since }) => tr!(
                        lang,
                        " by process {pid} on `{host}`, since {since}",
                        " процессом {pid} на `{host}` с {since}"
                    ),
                    None => String::new(),
                };
                tr!(
                    lang,
                    "the account's ledger `{folder}` is in use{who} (wait until it ends; one account is ordered for by one process at a time)",
                    "журнал учётной записи `{folder}` занят{who} (дождитесь его завершения: для одной учётной записи заказывает один процесс)"
                )
            }
            Self::Held { file } => {
                let file = file.display();
                tr!(
                    lang,
                    "another program holds `{file}`, a file of the ledger: a virus scanner, a backup or a cloud client, say (close it or wait until it is done, then run the same command again; nothing was sent)",
                    "файл журнала заказов `{file}` занят другой программой: например, антивирусом, резервным копированием или облачным клиентом (закройте её или дождитесь её завершения и запустите ту же команду ещё раз; ничего не отправлено)"
                )
            }
            Self::Damaged { file, found } => {
                let file = file.display();
                tr!(
                    lang,
                    "the ledger `{file}` is damaged: {found} (nothing was sent; restore a backup, or run `ledger recover`, which keeps the file)",
                    "журнал `{file}` повреждён: {found} (ничего не отправлено; восстановите копию или выполните `ledger recover`: файл при этом сохраняется)"
                )
            }
            Self::Foreign { file, found } => {
                let file = file.display();
                tr!(
                    lang,
                    "`{file}` is not a ledger that this version knows: {found} (nothing was sent; use the version that wrote it, or another --ledger folder)",
                    "`{file}` — не журнал, известный этой версии: {found} (ничего не отправлено; возьмите версию, которая его записала, или другую папку --ledger)"
                )
            }
            Self::Place { folder, why } => {
                let folder = folder.display();
                tr!(
                    lang,
                    "cannot use the ledger's folder `{folder}`: {why} (name another with --ledger)",
                    "нельзя использовать папку журнала `{folder}`: {why} (укажите другую через --ledger)"
                )
            }
            Self::Unsafe { folder, hazard } => {
                let (folder, why) = (folder.display(), hazard.message(lang));
                tr!(
                    lang,
                    "cannot use the ledger's folder `{folder}`: {why} (name a folder of this machine alone with --ledger)",
                    "нельзя использовать папку журнала `{folder}`: {why} (укажите через --ledger папку только этого компьютера)"
                )
            }
            Self::Moved { file, moved, here } => moved_words(file, moved, here.as_deref(), lang),
            Self::Twice { here, former, moved } => twice_words(here, former, moved.as_deref(), lang),
            Self::Read(why) => Hindrance::LedgerUnread(why.clone()).message(lang),
            Self::Write(why) => Hindrance::LedgerUnwritten(why.clone()).message(lang),
        }
    }
}

/// That a ledger went elsewhere, and how to go on.
fn moved_words(file: &Path, moved: &Moved, here: Option<&Path>, lang: Lang) -> String {
    let file = file.display();
    let (host, at) = (printable(&moved.host), minute(moved));
    let folder = printable(&moved.folder);
    if here.is_none() && moved.host == machine::host() && Path::new(&moved.folder).is_dir() {
        return tr!(
            lang,
            "the ledger `{file}` went to `{folder}` at {at}, and what it holds now is only there (nothing was sent; leave --ledger out, and it is taken from there)",
            "журнал `{file}` перенесён в `{folder}` ({at}), и его нынешнее содержимое только там (ничего не отправлено; уберите --ledger, и он будет взят оттуда)"
        );
    }
    let to = here.map_or_else(String::new, |here| {
        let here = here.display();
        tr!(lang, " to `{here}`", " в `{here}`")
    });
    tr!(
        lang,
        "the ledger `{file}` went to `{folder}` on `{host}` at {at}, and what it holds now is only there (nothing was sent; order on `{host}`; or, if that machine orders no more, copy the folder{to}, from there or from a backup, or begin another ledger with --ledger)",
        "журнал `{file}` перенесён в `{folder}` на `{host}` ({at}), и его нынешнее содержимое только там (ничего не отправлено; заказывайте на `{host}`, а если тот компьютер больше не заказывает, скопируйте папку{to} оттуда или из резервной копии либо начните другой журнал через --ledger)"
    )
}

/// When it went, to the minute.
fn minute(moved: &Moved) -> String {
    moved.at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// That there are two ledgers of one account, and how to go on.
fn twice_words(here: &Path, former: &Path, moved: Option<&Moved>, lang: Lang) -> String {
    let root = |folder: &Path| folder.parent().unwrap_or(folder).display().to_string();
    let (root_here, root_former) = (root(here), root(former));
    let (here, former) = (here.display(), former.display());
    if let Some(moved) = moved {
        let (host, at, folder) = (printable(&moved.host), minute(moved), printable(&moved.folder));
        return tr!(
            lang,
            "this account has two ledgers: `{here}`, and `{folder}` on `{host}`, which took `{former}` over at {at}; each may hold orders that the other lacks (nothing was sent; order on one machine alone: if it is to be this one, move `{former}` away and tell this ledger by `vdsbatch adopt` what the other one ordered; else move `{here}` away)",
            "у этой учётной записи два журнала: `{here}` и `{folder}` на `{host}`, куда перенесён `{former}` ({at}); в каждом могут быть заказы, которых нет в другом (ничего не отправлено; заказывайте только на одном компьютере: если на этом, уберите `{former}` и внесите в этот журнал командой `vdsbatch adopt` то, что заказано на другом; иначе уберите `{here}`)"
        );
    }
    tr!(
        lang,
        "this account has two ledgers, `{here}` and that of an older version, `{former}`; each may hold orders that the other lacks (nothing was sent; compare `vdsbatch runs --ledger \"{root_here}\"` and `vdsbatch runs --ledger \"{root_former}\"`, move one of the two folders away, and tell the other by `vdsbatch adopt` what it lacks)",
        "у этой учётной записи два журнала: `{here}` и журнал прежней версии `{former}`; в каждом могут быть заказы, которых нет в другом (ничего не отправлено; сравните `vdsbatch runs --ledger \"{root_here}\"` и `vdsbatch runs --ledger \"{root_former}\"`, уберите одну из папок и внесите в оставшийся журнал командой `vdsbatch adopt` то, чего в нём нет)"
    )
}
