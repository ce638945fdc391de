//! What a person is told about ledgers in more places than one, and how to go on.

use std::path::Path;

use jiff::Timestamp;

use super::seal::Moved;
use crate::host::machine;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// That a ledger went elsewhere, and how to go on.
pub(super) fn moved(file: &Path, moved: &Moved, here: Option<&Path>, lang: Lang) -> String {
    let file = file.display();
    let (host, at) = (printable(&moved.host), minute(moved));
    let folder = printable(&moved.folder);
    if here.is_some_and(|here| here == Path::new(&moved.folder)) && moved.host == machine::host() {
        return tr!(
            lang,
            "the ledger was taken over from `{file}` to `{folder}` at {at}, and is gone from there (nothing was sent; put that folder back from a backup, then run `vdsbatch reconcile`; what is left in `{file}` knows no order since)",
            "журнал перенесён из `{file}` в `{folder}` ({at}), и там его больше нет (ничего не отправлено; верните эту папку из резервной копии, затем выполните `vdsbatch reconcile`; в `{file}` нет заказов, сделанных после переноса)"
        );
    }
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

/// That the last run of an old ledger was made on another machine, and how to go on.
pub(super) fn elsewhere(former: &Path, here: &Path, run: (&str, Timestamp), lang: Lang) -> String {
    let (host, at) = (printable(run.0), to_minute(run.1));
    let (former, here) = (former.display(), here.display());
    tr!(
        lang,
        "the last run of the ledger `{former}` was made on `{host}` at {at}, and that machine may have ordered since (nothing was sent; order on `{host}`; or, if that machine orders no more, move all that is in the folder to `{here}`)",
        "последний запуск с журналом `{former}` был на `{host}` ({at}), и с тех пор там могли заказать ещё (ничего не отправлено; заказывайте на `{host}`, а если тот компьютер больше не заказывает, переместите всё содержимое папки в `{here}`)"
    )
}

/// That nobody can look where older versions kept ledgers.
pub(super) fn out_of_sight(folder: &Path, why: Option<&str>, lang: Lang) -> String {
    let folder = folder.display();
    let why = why.map_or_else(|| lang.pick("it is not there", "её нет").to_owned(), printable);
    tr!(
        lang,
        "cannot look into `{folder}`, where a ledger of an older version may be: {why} (nothing was sent; connect the drive or the share that it is on, or sign out and in again, so that the profile is whole)",
        "нельзя заглянуть в `{folder}`, где может быть журнал прежней версии: {why} (ничего не отправлено; подключите диск или сетевую папку, где она находится, либо выйдите из системы и войдите снова, чтобы профиль был полным)"
    )
}

/// When it went, to the minute.
fn minute(moved: &Moved) -> String {
    to_minute(moved.at)
}

fn to_minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// That there are two ledgers of one account, and how to go on.
pub(super) fn twice(here: &Path, former: &Path, moved: Option<&Moved>, lang: Lang) -> String {
    let root = |folder: &Path| folder.parent().unwrap_or(folder).display().to_string();
    let (root_here, root_former) = (root(here), root(former));
    let is_itself = |moved: &Moved| moved.host == machine::host() && here == Path::new(&moved.folder);
    let (here, former) = (here.display(), former.display());
    if let Some(moved) = moved.filter(|moved| is_itself(moved)) {
        let at = minute(moved);
        return tr!(
            lang,
            "the folder `{here}` is not whole: `{former}` was taken over into it at {at}, and `ledger.taken.json`, which says so, is missing (nothing was sent; copy the whole folder again; or, if its `ledger.db` is what was last ordered with, and no older copy, move `{former}` away)",
            "папка `{here}` неполна: в неё перенесён `{former}` ({at}), но файла `ledger.taken.json`, где это записано, нет (ничего не отправлено; скопируйте всю папку ещё раз; а если с её `ledger.db` заказывали в последний раз и это не старая копия, уберите `{former}`)"
        );
    }
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
