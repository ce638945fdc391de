//! `vdsbatch ledger`: where a ledger is, whether it is sound, and making a damaged one anew.

use jiff::Timestamp;
use serde::Serialize;

use super::error::Error;
use super::turn;
use crate::cli::{Common, LedgerArgs, LedgerVerb};
use crate::host::console::Console;
use crate::host::machine;
use crate::host::name::whole;
use crate::ledger::{self, Health, Hint, Repaired};
use crate::order::Status;
use crate::run::exit::Exit;
use crate::text::json::{self, Answer};
use crate::text::lang::{Lang, tr};
use crate::text::printable::{Legible, printable};
use crate::text::shell::Options;

/// `vdsbatch ledger where|check|recover`. Exit code 1 if the check finds damage.
///
/// # Errors
///
/// When no account is named, the ledger is another program's or in use, or it cannot be written.
pub fn ledger(typed: &LedgerArgs, common: &Common, console: Console) -> Result<Exit, Error> {
    match &typed.verb {
        LedgerVerb::Where(whose) => {
            let place = whose.whose.place(common)?;
            let now = ledger::stands_in(&place)?;
            if whose.told.is_json() {
                let folder = whole(&now);
                let taken_over_into = (now != place.folder()).then(|| whole(place.folder()));
                let is_there = place.is_there() || now != place.folder();
                console.document(&json::pretty(&Stands { folder, is_there, taken_over_into }));
                return Ok(Exit::Done);
            }
            console.answer(&format!("{}\n", now.shown()));
            if now != place.folder() {
                let to = place.folder().shown();
                console.say(&tr!(
                    console.lang,
                    "the next run takes it over into {to}",
                    "следующий прогон перенесёт его в {to}"
                ));
            }
            Ok(Exit::Done)
        }
        LedgerVerb::Check(whose) => {
            let place = whose.whose.there(common)?;
            let options = whose.whose.options(common)?;
            let health = ledger::examine(&place, console.lang)?;
            if whose.told.is_json() {
                console.document(&json::pretty(&LookedOver::of(&health, &options)));
            }
            Ok(checked(&health, &options, console))
        }
        LedgerVerb::Recover(whose) => {
            let place = whose.whose.there(common)?;
            let options = whose.whose.options(common)?;
            let repair = || ledger::repair(&place, &machine::operator());
            let repaired = turn::wait(whose.waiting.most(), console, repair)?;
            if whose.told.is_json() {
                console.document(&json::pretty(&Recovered::of(&repaired, &options)));
            }
            recovered(&repaired, &options, console);
            Ok(Exit::Done)
        }
    }
}

/// Where a ledger is.
#[derive(Serialize)]
struct Stands {
    /// Its folder.
    folder: String,
    /// Whether it is there.
    is_there: bool,
    /// The folder into which the next run takes it over; none if it stays.
    taken_over_into: Option<String>,
}

impl Answer for Stands {
    const KIND: &'static str = "ledger-place";
}

/// What a look over a ledger finds.
#[derive(Serialize)]
struct LookedOver<'h> {
    /// Whether nothing is wrong.
    sound: bool,
    /// Runs recorded; none if the ledger is damaged, so that nothing can be counted.
    runs: Option<usize>,
    /// Orders that hold their domains; none if they could not be counted.
    claims: Option<usize>,
    /// Those of them whose status is `unknown`; none if they could not be counted.
    unknown: Option<usize>,
    /// What is wrong, in the words of SQLite or of the record.
    problems: &'h [String],
    /// Files with what it did not take, that nobody read yet.
    recovery: Vec<String>,
    /// What is typed next.
    commands: Vec<String>,
}

impl Answer for LookedOver<'_> {
    const KIND: &'static str = "ledger-check";
}

impl<'h> LookedOver<'h> {
    fn of(health: &'h Health, options: &Options) -> Self {
        let Health { is_counted, runs, claims, unknown, hints, problems } = health;
        let sound = problems.is_empty();
        let recover = || options.command(&["ledger", "recover"].join(" "));
        let commands = if sound && hints.is_empty() { Vec::new() } else { vec![recover()] };
        let recovery = hints.iter().map(|file| whole(file)).collect();
        let [runs, claims, unknown] = [runs, claims, unknown].map(|count| is_counted.then_some(*count));
        Self { sound, runs, claims, unknown, problems, recovery, commands }
    }
}

/// What a repair did.
#[derive(Serialize)]
struct Recovered<'r> {
    /// Where the damaged file was put; none if the ledger was sound.
    kept: Option<String>,
    /// Orders that hold their domains now.
    claims: usize,
    /// Those of them whose status is `unknown`.
    unknown: usize,
    /// Records that could not be read: while it is not 0, orders may exist that the ledger does not know.
    lost: u64,
    /// Rows of sheets that were written anew.
    healed: u64,
    /// Lines of recovery files that could not be read.
    unread: u64,
    /// What recovery files say, which is no more than a hint.
    hints: Vec<Hinted<'r>>,
    /// What is typed next.
    commands: Vec<String>,
}

impl Answer for Recovered<'_> {
    const KIND: &'static str = "ledger-recovered";
}

/// How an order stood when the ledger could not be written.
#[derive(Serialize)]
struct Hinted<'r> {
    /// When.
    at: Timestamp,
    /// In which run.
    run: &'r str,
    /// Its domain.
    domain: &'r str,
    /// Its status then.
    status: Status,
    /// The id of its service, if it was known.
    service_id: Option<&'r str>,
}

impl<'r> Recovered<'r> {
    fn of(repaired: &'r Repaired, options: &Options) -> Self {
        let Repaired { kept, claims, unknown, lost, hints, unread, healed } = repaired;
        let hinted = |hint: &'r Hint| Hinted {
            at: hint.at,
            run: &hint.run,
            domain: hint.order.domain.ascii(),
            status: hint.outcome.status,
            service_id: hint.outcome.service.as_ref().map(|service| service.id.as_str()),
        };
        Self {
            kept: kept.as_ref().map(|file| whole(file)),
            claims: *claims,
            unknown: *unknown,
            lost: *lost,
            healed: *healed,
            unread: *unread,
            hints: hints.iter().map(hinted).collect(),
            commands: if *unknown > 0 { vec![options.command("reconcile")] } else { Vec::new() },
        }
    }
}

/// What is said of a ledger in which nothing could be counted.
pub(super) const fn uncounted(lang: Lang) -> &'static str {
    lang.pick(
        "runs and orders could not be counted: the ledger is damaged\n",
        "прогоны и заказы не удалось сосчитать: журнал заказов повреждён\n",
    )
}

fn checked(health: &Health, options: &Options, console: Console) -> Exit {
    let Health { is_counted, runs, claims, unknown, hints, problems } = health;
    console.answer(&if *is_counted {
        tr!(
            console.lang,
            "runs {runs}, active orders {claims}, unknown {unknown}\n",
            "прогонов: {runs}, действующих заказов: {claims}, требующих проверки: {unknown}\n"
        )
    } else {
        uncounted(console.lang).to_owned()
    });
    let recover = options.command(&["ledger", "recover"].join(" "));
    for problem in problems {
        console.insist(&printable(problem));
    }
    for file in hints {
        let file = file.shown();
        console.insist(&tr!(
            console.lang,
            "recovery file: {file} (`{recover}` reads it)",
            "файл восстановления: {file} (его читает `{recover}`)"
        ));
    }
    if problems.is_empty() {
        console.answer(console.lang.pick("the ledger is sound\n", "журнал заказов цел\n"));
        return Exit::Done;
    }
    console.insist(&tr!(
        console.lang,
        "the ledger is damaged: restore it from a backup, or run `{recover}`",
        "журнал заказов повреждён: восстановите его из резервной копии или выполните `{recover}`"
    ));
    Exit::NotRun
}

fn recovered(repaired: &Repaired, options: &Options, console: Console) {
    let Repaired { kept, claims, unknown, lost, hints, unread, healed } = repaired;
    let lang = console.lang;
    match kept {
        Some(kept) => {
            let kept = kept.shown();
            console.answer(&tr!(
                lang,
                "the ledger was rebuilt; the damaged one is kept as {kept}\n",
                "журнал заказов создан заново; повреждённый сохранён как {kept}\n"
            ));
        }
        None => console.answer(lang.pick("the ledger is sound\n", "журнал заказов цел\n")),
    }
    console.answer(&tr!(
        lang,
        "active orders {claims}, unknown {unknown}\n",
        "действующих заказов: {claims}, требующих проверки: {unknown}\n"
    ));
    if *lost > 0 {
        console.insist(lang.pick(
            "some records could not be read: orders may exist that are not in the ledger. From now on --no-list is refused, and nothing is sent a second time",
            "часть записей не прочитана: могут существовать заказы, которых нет в журнале заказов. Теперь --no-list не принимается, и ничего не отправляется повторно",
        ));
    }
    if *healed > 0 {
        let noun = lang.noun(*healed, ["row", "rows"], ["строка", "строки", "строк"]);
        console.answer(&tr!(
            lang,
            "corrected: {healed} {noun} in which an older version stored something other than a number\n",
            "исправлено: {healed} {noun}, где прежняя версия вместо числа сохранила другое\n"
        ));
    }
    for hint in hints {
        let (domain, status) = (&hint.order.domain, hint.outcome.status.title(lang));
        let id = hint.outcome.service.as_ref().map(|service| {
            let id = printable(&service.id);
            tr!(lang, ", service id {id}", ", услуга № {id}")
        });
        let id = id.unwrap_or_default();
        console.answer(&tr!(
            lang,
            "hint: `{domain}` was {status}{id} when the ledger could not be written\n",
            "подсказка: `{domain}` — {status}{id}; так было, когда журнал заказов не удалось записать\n"
        ));
    }
    if *unread > 0 {
        console.insist(&tr!(
            lang,
            "lines of recovery files that could not be read: {unread}",
            "нечитаемых строк в файлах восстановления: {unread}"
        ));
    }
    if *unknown > 0 {
        let reconcile = options.command("reconcile");
        console.say(&tr!(
            lang,
            "next: `{reconcile}` looks up the unknown orders in the panel",
            "дальше: `{reconcile}` проверит в панели заказы, требующие проверки"
        ));
    }
}
