//! What a person is told about ledgers in more places than one, and how to go on.

use std::path::Path;

use jiff::Timestamp;

use super::in_the_way::InTheWay;
use super::rights::Rights;
use super::seal::Moved;
use super::whose::Whose;
use crate::host::machine;
use crate::text::day::minute_utc;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable};
use crate::text::shell::word;
use crate::text::system::said;

/// That a ledger is another user's, and how to go on. Whoever begins another one has forgotten everything that was ordered.
pub(super) fn not_ours(folder: &Path, why: &str, whose: &Whose, lang: Lang) -> String {
    let (folder, why) = (folder.shown(), said(why, lang));
    let named = |user: u32| if user == 0 { "`root`".to_owned() } else { format!("uid {user}") };
    let (owner, user) = (named(whose.owner), whose.user);
    let me = named(user);
    if whose.is_seen {
        tr!(
            lang,
            "the account's ledger is in `{folder}`, and this user ({me}) may not use it: {why} (run the command as its owner, {owner}, or give it to this user with `chown -R {user}`; a ledger in another folder would know nothing of what was ordered)",
            "журнал заказов этой учётной записи — в `{folder}`, но этому пользователю ({me}) он недоступен: {why} (выполните команду от имени владельца, {owner}, или передайте папку этому пользователю: `chown -R {user}`; журнал заказов в другой папке ничего не знал бы о сделанных заказах)"
        )
    } else {
        tr!(
            lang,
            "this user ({me}) may not look into `{folder}`, where the account's ledger may be: {why} (run the command as the owner, {owner}; only if nothing was ever ordered from there, name another folder with --ledger: a new ledger knows nothing of what was ordered)",
            "этому пользователю ({me}) недоступна папка `{folder}`, где может быть журнал заказов этой учётной записи: {why} (выполните команду от имени владельца, {owner}; другую папку через --ledger указывайте, только если оттуда ничего не заказывали: новый журнал заказов ничего не знает о сделанных заказах)"
        )
    }
}

/// That the account's ledger has another name in the same folder, and how to go on.
pub(super) fn other_name(here: &Path, other: &Path, lang: Lang) -> String {
    if here.exists() {
        let [here, other] = [here, other].map(Legible::shown);
        return tr!(
            lang,
            "this account has two ledgers, `{here}` and `{other}`, from two ways to write its panel's address; each may have orders that the other lacks (nothing was sent; move one of the two folders away, and add to the other ledger with `vdsbatch adopt` what it lacks)",
            "у этой учётной записи два журнала заказов, `{here}` и `{other}`: адрес панели записывали по-разному; в каждом могут быть заказы, которых нет в другом (ничего не отправлено; уберите одну из папок и внесите в оставшийся журнал заказов командой `vdsbatch adopt` то, чего в нём нет)"
        );
    }
    let renamed = [other, here].map(|path| word(&path.display().to_string())).join(" ");
    let other = other.shown();
    tr!(
        lang,
        "this account's ledger is `{other}`, from another way to write its panel's address, and a new one would know nothing of it (nothing was sent; rename the folder while no vdsbatch is running: `mv {renamed}`)",
        "журнал заказов этой учётной записи — `{other}`: адрес панели был записан по-другому, а новый журнал заказов ничего о нём не знал бы (ничего не отправлено; переименуйте папку, пока vdsbatch не работает: `mv {renamed}`)"
    )
}

/// That another folder has orders of the account, where its panel does not keep domains unique, and how to go on.
pub(super) fn beside(here: &Path, other: &Path, lang: Lang) -> String {
    let root = word(&other.parent().unwrap_or(other).display().to_string());
    let [here, other] = [here, other].map(Legible::shown);
    tr!(
        lang,
        "this account also has orders in another ledger, `{other}`, which `{here}` knows nothing of, and its panel takes the same domain twice (nothing was sent; order with `--ledger {root}`; or, if both are to be used, run the command at a terminal once and confirm it there)",
        "у этой учётной записи есть заказы и в другом журнале заказов, `{other}`, о котором `{here}` ничего не знает, а панель принимает один и тот же домен дважды (ничего не отправлено; заказывайте с `--ledger {root}`; если нужны оба, один раз запустите команду в терминале и подтвердите это)"
    )
}

/// That others may change a ledger's folder, and how to go on.
pub(super) fn open(folder: &Path, at: &Path, rights: Rights, lang: Lang) -> String {
    let (folder, at) = (folder.shown(), at.shown());
    let (who, way) = match rights {
        Rights::Owner(owner) => {
            #[cfg(unix)]
            let me = rustix::process::geteuid().as_raw().to_string();
            #[cfg(not(unix))]
            let me = String::new();
            let owner = if owner == 0 { "`root`".to_owned() } else { format!("uid {owner}") };
            (
                tr!(lang, "belongs to {owner}", "принадлежит {owner}"),
                tr!(
                    lang,
                    "run the command as that user, or give the folder to this one: `chown {me} {at}`",
                    "выполните команду от имени этого пользователя или передайте папку текущему: `chown {me} {at}`"
                ),
            )
        }
        Rights::Group(group) => (
            tr!(lang, "can be changed by the group {group}", "доступна для записи группе {group}"),
            tr!(lang, "take that right away: `chmod g-w {at}`", "уберите это право: `chmod g-w {at}`"),
        ),
        Rights::Everybody => (
            lang.pick("can be changed by everybody", "доступна для записи всем").to_owned(),
            tr!(lang, "take that right away: `chmod o-w {at}`", "уберите это право: `chmod o-w {at}`"),
        ),
    };
    let team = match rights {
        Rights::Everybody => "",
        Rights::Owner(_) | Rights::Group(_) => lang.pick(
            "; if a team orders with this ledger, put `shared_ledger = true` into the file of settings",
            "; если с этим журналом заказов работает команда сотрудников, добавьте в файл настроек `shared_ledger = true`",
        ),
    };
    tr!(
        lang,
        "cannot use the ledger's folder `{folder}`: `{at}` {who}, so another ledger could be put in its place (nothing was sent; {way}{team})",
        "нельзя использовать папку журнала заказов `{folder}`: `{at}` {who}, и журнал заказов могли бы подменить (ничего не отправлено; {way}{team})"
    )
}

/// That something has the name of a file of the ledger's, and how to go on.
pub(super) fn in_the_way(path: &Path, what: InTheWay, lang: Lang) -> String {
    let (path, what) = (path.shown(), what.title(lang));
    tr!(
        lang,
        "the ledger cannot be used: `{path}` is {what}, which vdsbatch never puts there (nothing was sent; find out who did, move it away and put back from a backup what stood there; or give another folder with --ledger if nothing was ever ordered with this one)",
        "нельзя использовать журнал заказов: `{path}` — {what}, vdsbatch такого там не создаёт (ничего не отправлено; выясните, откуда это взялось, уберите и верните из резервной копии то, что было на этом месте; либо укажите другую папку через --ledger, если с этой ничего не заказывали)"
    )
}

/// That another program changed a ledger's tables, and how to go on.
pub(super) fn altered(file: &Path, what: &str, lang: Lang) -> String {
    let (file, what) = (file.shown(), printable(what));
    tr!(
        lang,
        "the ledger `{file}` was changed by another program: `{what}` is not as any version of vdsbatch makes it (nothing was sent, and nothing of it was used; restore the ledger from a backup; if there is none, run `vdsbatch ledger recover`, which takes the records alone and keeps this file, and then `vdsbatch reconcile`)",
        "журнал заказов `{file}` изменён другой программой: `{what}` не такой, каким его создаёт любая из версий vdsbatch (ничего не отправлено, и из него ничего не взято; восстановите журнал заказов из резервной копии; если её нет, выполните `vdsbatch ledger recover`: берутся только записи, файл сохраняется, а затем `vdsbatch reconcile`)"
    )
}

/// That a ledger went elsewhere, and how to go on.
pub(super) fn moved(file: &Path, moved: &Moved, here: Option<&Path>, lang: Lang) -> String {
    let file = file.shown();
    let (host, at) = (printable(&moved.host), minute_utc(moved.at, lang));
    let folder = printable(&moved.folder);
    if here.is_some_and(|here| here == Path::new(&moved.folder)) && moved.host == machine::host() {
        return tr!(
            lang,
            "the ledger was moved from `{file}` to `{folder}` at {at}, and it is no longer in `{folder}` (nothing was sent; restore that folder from a backup, then run `vdsbatch reconcile`; `{file}` has no orders since the move)",
            "журнал заказов перенесён из `{file}` в `{folder}` ({at}), и в `{folder}` его больше нет (ничего не отправлено; восстановите эту папку из резервной копии, затем выполните `vdsbatch reconcile`; в `{file}` нет заказов, сделанных после переноса)"
        );
    }
    if here.is_none() && moved.host == machine::host() && Path::new(&moved.folder).is_dir() {
        return tr!(
            lang,
            "the ledger `{file}` was moved to `{folder}` at {at}, and its present content is only there (nothing was sent; run the command without --ledger, and the ledger in that folder is used)",
            "журнал заказов `{file}` перенесён в `{folder}` ({at}), и его нынешнее содержимое только там (ничего не отправлено; запустите команду без --ledger, и журнал заказов будет взят из этой папки)"
        );
    }
    let to = here.map_or_else(String::new, |here| {
        let here = here.shown();
        tr!(lang, " to `{here}`", " в `{here}`")
    });
    tr!(
        lang,
        "the ledger `{file}` was moved to `{folder}` on `{host}` at {at}, and its present content is only there (nothing was sent; order on `{host}`; or, if that computer no longer orders, copy the folder{to}, from that computer or from a backup, or begin another ledger with --ledger)",
        "журнал заказов `{file}` перенесён в `{folder}` на `{host}` ({at}), и его нынешнее содержимое только там (ничего не отправлено; заказывайте на `{host}`, а если тот компьютер больше не заказывает, скопируйте папку{to} с него или из резервной копии либо начните другой журнал заказов через --ledger)"
    )
}

/// That the last run of an old ledger was made on another machine, and how to go on.
pub(super) fn elsewhere(former: &Path, here: &Path, run: (&str, Timestamp), lang: Lang) -> String {
    let (host, at) = (printable(run.0), minute_utc(run.1, lang));
    let (former, here) = (former.shown(), here.shown());
    tr!(
        lang,
        "the last run of the ledger `{former}` was on `{host}` at {at}, and that computer may have ordered since (nothing was sent; order on `{host}`; or, if that computer no longer orders, move everything in the folder to `{here}`)",
        "последний прогон с журналом заказов `{former}` был на `{host}` ({at}), и с тех пор там могли заказать ещё (ничего не отправлено; заказывайте на `{host}`, а если тот компьютер больше не заказывает, переместите всё содержимое папки в `{here}`)"
    )
}

/// That nobody can look where older versions kept ledgers.
pub(super) fn out_of_sight(folder: &Path, why: Option<&str>, lang: Lang) -> String {
    let folder = folder.shown();
    let why = why.map_or_else(|| lang.pick("the folder does not exist", "папки нет").to_owned(), printable);
    tr!(
        lang,
        "cannot look into `{folder}`, where a ledger of an older version may be: {why} (nothing was sent; connect the drive or network folder that it is on, or sign out and in again, so that the profile is complete)",
        "нельзя заглянуть в `{folder}`, где может быть журнал заказов прежней версии: {why} (ничего не отправлено; подключите диск или сетевую папку, где она находится, либо выйдите из системы и войдите снова, чтобы профиль был полным)"
    )
}

/// That there are two ledgers of one account, and how to go on.
pub(super) fn twice(here: &Path, former: &Path, moved: Option<&Moved>, lang: Lang) -> String {
    let root = |folder: &Path| word(&folder.parent().unwrap_or(folder).display().to_string());
    let (root_here, root_former) = (root(here), root(former));
    let is_itself = |moved: &Moved| moved.host == machine::host() && here == Path::new(&moved.folder);
    let (here, former) = (here.shown(), former.shown());
    if let Some(moved) = moved.filter(|moved| is_itself(moved)) {
        let at = minute_utc(moved.at, lang);
        return tr!(
            lang,
            "the folder `{here}` is incomplete: `{former}` was moved into it at {at}, and `ledger.taken.json`, which records that, is missing (nothing was sent; copy the whole folder again; or, if its `ledger.db` was used for the last orders and is not an older copy, move `{former}` away)",
            "папка `{here}` неполна: в неё перенесён `{former}` ({at}), но файла `ledger.taken.json`, где это записано, нет (ничего не отправлено; скопируйте всю папку ещё раз; а если последние заказы сделаны с её `ledger.db` и это не старая копия, уберите `{former}`)"
        );
    }
    if let Some(moved) = moved {
        let (host, at, folder) = (printable(&moved.host), minute_utc(moved.at, lang), printable(&moved.folder));
        return tr!(
            lang,
            "this account has two ledgers: `{here}`, and `{folder}` on `{host}`, to which `{former}` was moved at {at}; each may have orders that the other lacks (nothing was sent; order on one computer only: if on this one, move `{former}` away and add to this ledger with `vdsbatch adopt` what the other one ordered; otherwise move `{here}` away)",
            "у этой учётной записи два журнала заказов: `{here}` и `{folder}` на `{host}`, куда перенесён `{former}` ({at}); в каждом могут быть заказы, которых нет в другом (ничего не отправлено; заказывайте только на одном компьютере: если на этом, уберите `{former}` и внесите в этот журнал заказов командой `vdsbatch adopt` то, что заказано на другом; иначе уберите `{here}`)"
        );
    }
    tr!(
        lang,
        "this account has two ledgers, `{here}` and `{former}` of an older version; each may have orders that the other lacks (nothing was sent; compare `vdsbatch runs --ledger {root_here}` and `vdsbatch runs --ledger {root_former}`, move one of the two folders away, and add to the other ledger with `vdsbatch adopt` what it lacks)",
        "у этой учётной записи два журнала заказов: `{here}` и `{former}` прежней версии; в каждом могут быть заказы, которых нет в другом (ничего не отправлено; сравните `vdsbatch runs --ledger {root_here}` и `vdsbatch runs --ledger {root_former}`, уберите одну из папок и внесите в оставшийся журнал заказов командой `vdsbatch adopt` то, чего в нём нет)"
    )
}
