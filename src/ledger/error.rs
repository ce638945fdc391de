//! What can go wrong with the ledger.

use std::path::PathBuf;

use jiff::Timestamp;
use thiserror::Error;

use super::hazard::Hazard;
use super::in_the_way::InTheWay;
use super::parted::Parted;
use super::rights::Rights;
use super::seal::Moved;
use super::whose::Whose;
use super::{Holder, words};
use crate::order::{Unread, Unwritten};
use crate::run::Hindrance;
use crate::text::day::minute_utc;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable};
use crate::text::system::said;

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
    #[error("another program holds `{}`", .file.shown())]
    Held {
        /// The file.
        file: PathBuf,
    },
    /// SQLite finds it damaged.
    #[error("the ledger `{}` is damaged: {found}", .file.shown())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What SQLite says.
        found: String,
    },
    /// The database and SQLite's log beside it do not belong together.
    #[error("the ledger `{}` is not whole: {}", .file.shown(), .how.message(.file, Lang::En))]
    Parted {
        /// The database.
        file: PathBuf,
        /// How they are parted.
        how: Parted,
    },
    /// The file is no ledger, or one of a newer program.
    #[error("`{}` is not a ledger that this version knows: {found}", .file.shown())]
    Foreign {
        /// The file.
        file: PathBuf,
        /// What stands in it.
        found: String,
    },
    /// Something stands in the database that no version of this program put there, or something is gone that they did.
    #[error("the ledger `{}` was changed by another program: {what}", .file.shown())]
    Altered {
        /// The file.
        file: PathBuf,
        /// The table, index, view or trigger.
        what: String,
    },
    /// Its folder cannot be used.
    #[error("cannot use the ledger's folder `{}`: {why}", .folder.shown())]
    Place {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        why: String,
    },
    /// Something that is no file has the name of a file of the ledger's, or a link that of its folder.
    #[error("`{}` is {}", .path.shown(), .what.title(Lang::En))]
    InTheWay {
        /// The name.
        path: PathBuf,
        /// What it is.
        what: InTheWay,
    },
    /// Others may change its folder, or put another one in its place.
    #[error("others may change `{}`, where the ledger is", .at.shown())]
    Open {
        /// The ledger's folder.
        folder: PathBuf,
        /// The folder that others may change: this one, or one above it.
        at: PathBuf,
        /// Who may.
        rights: Rights,
    },
    /// It is in its folder, or may be, and this user may not write it.
    #[error("the ledger in `{}` belongs to somebody else: {why}", .folder.shown())]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// Why not, in the system's words.
        why: String,
        /// Whose it is.
        whose: Whose,
    },
    /// A ledger is not safe in its folder.
    #[error("cannot use the ledger's folder `{}`: {}", .folder.shown(), .hazard.message(Lang::En))]
    Unsafe {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        hazard: Hazard,
    },
    /// It went to another folder, of this or of another machine.
    #[error("the ledger `{}` went to `{}` on `{}`", .file.shown(), .moved.folder, .moved.host)]
    Moved {
        /// The file that is left.
        file: PathBuf,
        /// Where it went.
        moved: Box<Moved>,
        /// Where this machine would have it; none where a folder was named.
        here: Option<PathBuf>,
    },
    /// There are two of one account.
    #[error("there are two ledgers of one account, `{}` and `{}`", .here.shown(), .former.shown())]
    Twice {
        /// The folder of today.
        here: PathBuf,
        /// The folder of older versions.
        former: PathBuf,
        /// Where the older one went, if another machine took it over as well.
        moved: Option<Box<Moved>>,
    },
    /// The account's ledger is in the same folder under another name.
    #[error("the account's ledger is `{}`, not `{}`", .other.shown(), .here.shown())]
    OtherName {
        /// The name of today.
        here: PathBuf,
        /// The other one.
        other: PathBuf,
    },
    /// Another folder has orders of the account, and only this program could keep them apart.
    #[error("the account has another ledger, `{}`", .other.shown())]
    Beside {
        /// The ledger that is meant.
        here: PathBuf,
        /// The other one.
        other: PathBuf,
    },
    /// It is where older versions kept it, and another machine made its last run.
    #[error("the last run of the ledger `{}` was made on `{host}`", .former.shown())]
    Elsewhere {
        /// The folder of older versions.
        former: PathBuf,
        /// The folder of today.
        here: PathBuf,
        /// The machine.
        host: String,
        /// When the run was started.
        at: Timestamp,
    },
    /// Nobody can look where older versions kept ledgers.
    #[error("cannot look into `{}`, where a ledger of an older version may be", .folder.shown())]
    OutOfSight {
        /// The folder.
        folder: PathBuf,
        /// Why not, in the system's words; none where it is not there.
        why: Option<String>,
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
            | Self::Parted { .. }
            | Self::Foreign { .. }
            | Self::Altered { .. }
            | Self::Place { .. }
            | Self::InTheWay { .. }
            | Self::Open { .. }
            | Self::NotOurs { .. }
            | Self::Unsafe { .. }
            | Self::Moved { .. }
            | Self::Twice { .. }
            | Self::OtherName { .. }
            | Self::Beside { .. }
            | Self::Elsewhere { .. }
            | Self::OutOfSight { .. } => None,
        }
    }

    /// The problem and the way out in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Locked { holder, folder } => {
                let folder = folder.shown();
                let who = match holder {
                    Some(holder) => {
                        let (pid, host, since) = (holder.pid, holder.host(), minute_utc(holder.since, lang));
                        tr!(
                            lang,
                            " by process {pid} on `{host}`, since {since}",
                            " процессом {pid} на `{host}` с {since}"
                        )
                    }
                    None => String::new(),
                };
                tr!(
                    lang,
                    "the ledger `{folder}` is in use{who}: only one process at a time may order for an account (wait until it has ended, then run the same command again)",
                    "журнал заказов `{folder}` занят{who}: с одной учётной записью одновременно работает только один процесс (дождитесь, когда он закончит, и запустите команду ещё раз)"
                )
            }
            Self::Held { file } => {
                let file = file.shown();
                tr!(
                    lang,
                    "another program is using the ledger's file `{file}`, such as a virus scanner, a backup or a cloud client (nothing was sent; close that program or wait until it is done, then run the same command again)",
                    "файл журнала заказов `{file}` использует другая программа, например антивирус, резервное копирование или облачный клиент (ничего не отправлено; закройте её или дождитесь её завершения и запустите ту же команду ещё раз)"
                )
            }
            Self::Damaged { file, found } => {
                let (file, found) = (file.shown(), printable(found));
                tr!(
                    lang,
                    "the ledger `{file}` is damaged: {found} (nothing was sent; restore the ledger from a backup, or run `vdsbatch ledger recover`, which keeps the damaged file)",
                    "журнал заказов `{file}` повреждён: {found} (ничего не отправлено; восстановите журнал заказов из резервной копии или выполните `vdsbatch ledger recover`: повреждённый файл сохраняется)"
                )
            }
            Self::Parted { file, how } => {
                let (why, file) = (how.message(file, lang), file.shown());
                tr!(
                    lang,
                    "the ledger `{file}` is incomplete: {why} (nothing was sent; copy its whole folder again while no vdsbatch is running; if there is nothing to copy from, run `vdsbatch ledger recover`, which keeps the file, and then `vdsbatch reconcile`)",
                    "журнал заказов `{file}` неполон: {why} (ничего не отправлено; скопируйте всю его папку ещё раз, пока vdsbatch не работает; если скопировать неоткуда, выполните `vdsbatch ledger recover`, файл при этом сохраняется, а затем `vdsbatch reconcile`)"
                )
            }
            Self::Foreign { file, found } => {
                let (file, found) = (file.shown(), printable(found));
                tr!(
                    lang,
                    "`{file}` is not a ledger that this version can read: {found} (nothing was sent; use the version that wrote it)",
                    "`{file}` — не журнал заказов, который может прочесть эта версия: {found} (ничего не отправлено; возьмите версию, которая его записала)"
                )
            }
            Self::Altered { file, what } => words::altered(file, what, lang),
            Self::Place { folder, why } => {
                let (folder, why) = (folder.shown(), said(why, lang));
                tr!(
                    lang,
                    "cannot use the ledger's folder `{folder}`: {why} (give another folder with --ledger)",
                    "нельзя использовать папку журнала заказов `{folder}`: {why} (укажите другую папку через --ledger)"
                )
            }
            Self::InTheWay { path, what } => words::in_the_way(path, *what, lang),
            Self::Open { folder, at, rights } => words::open(folder, at, *rights, lang),
            Self::NotOurs { folder, why, whose } => words::not_ours(folder, why, whose, lang),
            Self::Unsafe { folder, hazard } => {
                let (folder, why) = (folder.shown(), hazard.message(lang));
                tr!(
                    lang,
                    "cannot use the ledger's folder `{folder}`: {why} (with --ledger, give a folder that only this computer uses)",
                    "нельзя использовать папку журнала заказов `{folder}`: {why} (укажите через --ledger папку, которой пользуется только этот компьютер)"
                )
            }
            Self::Moved { file, moved, here } => words::moved(file, moved, here.as_deref(), lang),
            Self::Twice { here, former, moved } => words::twice(here, former, moved.as_deref(), lang),
            Self::OtherName { here, other } => words::other_name(here, other, lang),
            Self::Beside { here, other } => words::beside(here, other, lang),
            Self::Elsewhere { former, here, host, at } => words::elsewhere(former, here, (host, *at), lang),
            Self::OutOfSight { folder, why } => words::out_of_sight(folder, why.as_deref(), lang),
            Self::Read(why) => Hindrance::LedgerUnread(why.clone()).message(lang),
            Self::Write(why) => Hindrance::LedgerUnwritten(why.clone()).message(lang),
        }
    }
}
