//! `vdsbatch report --since DAY`: every order of a time, over all runs of an account, or of all of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::wanted::{Wanted, hand_over};
use crate::cli::{Common, Report};
use crate::host::console::Console;
use crate::host::name::Taken;
use crate::host::save;
use crate::ledger::{self, LedgerError, Place};
use crate::report::ReportError;
use crate::report::book::{BookRendering, Made};
use crate::run::chronicle::Chronicle;
use crate::run::exit::Exit;
use crate::run::{Period, Run};
use crate::text::lang::{Lang, tr};
use crate::text::printable::Legible;
use crate::verb::error::Error;
use crate::verb::going::Going;

/// The book of the days that were typed.
///
/// # Errors
///
/// When the days are none, no ledger is there, one cannot be read, or the workbook cannot be written.
pub(super) fn of_a_time(typed: &Report, common: &Common, console: Console) -> Result<Exit, Error> {
    let zone = TimeZone::system();
    let today = zone.to_datetime(Timestamp::now()).date();
    let since = typed.since.unwrap_or(today);
    let until = typed.until.unwrap_or(today);
    let period = Period::new(since, until).ok_or(Error::NoPeriod { since, until })?;
    let wanted = Wanted::of(typed)?;
    if let Wanted::Workbook(Some(target)) | Wanted::Data(_, Some(target)) = wanted {
        // Before a long reading, not after it.
        save::check_target(target, Path::new(""))?;
    }
    let records = records(typed, common, console)?;
    if let Some(given) = &typed.cost_centre {
        known_centre(given, &records)?;
    }
    let lang = common.lang.unwrap_or_else(|| spoken(&records, console.lang));
    let taken = Taken::of_run(Timestamp::now(), &zone);
    if let Wanted::Workbook(None) = wanted {
        save::check_target(&named(period, lang), Path::new(""))?;
    }
    let book = BookRendering { lang, zone, period, cost_centre: typed.cost_centre.clone() };
    let made = match wanted {
        Wanted::Data(format, _) => book.data(&records, format),
        Wanted::Workbook(_) | Wanted::Stream => book.workbook(&records).map_err(ReportError::from)?,
    };
    match wanted {
        Wanted::Data(_, target) => hand_over(&made.bytes, target, &taken, console)?,
        Wanted::Stream => save::stream(&made.bytes)?,
        Wanted::Workbook(target) => {
            let target = target.map_or_else(|| named(period, lang), Path::to_owned);
            let path = save::save_as(&made.bytes, &target, &taken)?.shown();
            console.answer(&tr!(console.lang, "book: {path}\n", "книга: {path}\n"));
        }
    }
    tell(&made, console);
    Ok(Exit::Done)
}

/// Says how many orders there are, and whether the book agrees with the workbooks of its runs.
fn tell(made: &Made, console: Console) {
    let (lang, n) = (console.lang, made.orders);
    let noun = lang.noun(n as u64, ["order", "orders"], ["заказ", "заказа", "заказов"]);
    console.say(&format!("{n} {noun}"));
    let wrong = made.disagrees;
    if wrong > 0 {
        console.insist(&tr!(
            lang,
            "the book does not agree with the workbooks of its runs: {wrong} (see the sheet \"Agreement\"; do not book from it, give it to the administrator)",
            "книга расходится с книгами прогонов: {wrong} (см. лист «Сверка»; не проводите по этой книге, передайте её администратору)"
        ));
    }
}

/// The records of the account that is named, or of every account that has a ledger.
fn records(typed: &Report, common: &Common, console: Console) -> Result<Vec<Chronicle>, Error> {
    if !typed.all_accounts {
        let place = typed.whose.there(common)?;
        let options = typed.whose.options(common)?;
        return Ok(vec![record(&place).map_err(|error| Error::from(error).with_commands(&options))?]);
    }
    let ledgers = typed.whose.ledgers()?;
    let known = ledgers.known();
    if known.is_empty() {
        let whose = console.lang.pick("any account", "учётных записей").to_owned();
        return Err(Error::NoLedger { whose, root: ledgers.root().to_owned(), known });
    }
    let mut records = Vec::new();
    for known in known {
        // A book that lacks an account says nothing of it, so one that cannot be read stops here.
        let record = record(&Place::in_folder(known.folder.clone())).inspect_err(|_| {
            let folder = known.folder.shown();
            console.insist(&tr!(
                console.lang,
                "`{folder}` cannot be read, and no book is made without it",
                "`{folder}` не читается, а без него книга не составляется"
            ));
        })?;
        // Where nothing ran, nothing was ordered.
        records.extend(Some(record).filter(|record| record.last.is_some()));
    }
    Ok(records)
}

/// What a ledger has, in which a run that is still going is told as such.
fn record(place: &Place) -> Result<Chronicle, LedgerError> {
    let going = Going::of(place);
    let mut record = ledger::chronicle(place)?;
    record.runs.iter_mut().filter(|run| going.holder(&run.facts).is_some()).for_each(Run::still_going);
    Ok(record)
}

/// Refuses a cost centre that no order has, whatever the time: a book without a line would say that nothing was spent.
fn known_centre(given: &str, records: &[Chronicle]) -> Result<(), Error> {
    let runs = records.iter().flat_map(|record| &record.runs);
    let orders = runs.flat_map(|run| &run.lines).filter_map(|line| line.order.as_ref());
    let centres: BTreeSet<&str> = orders.map(|order| order.cost_centre.as_str()).collect();
    if centres.contains(given) {
        return Ok(());
    }
    let known = centres.into_iter().filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect();
    Err(Error::NoCostCentre { given: given.to_owned(), known })
}

/// The language of the last run's workbook.
fn spoken(records: &[Chronicle], otherwise: Lang) -> Lang {
    let last = records.iter().filter_map(|record| record.last.as_ref()).max_by_key(|facts| facts.started);
    last.map_or(otherwise, |facts| facts.lang)
}

/// In the working folder: `orders.2026-11-01_2026-11-30.xlsx`.
fn named(period: Period, lang: Lang) -> PathBuf {
    let (since, until) = (period.since(), period.until());
    PathBuf::from(tr!(lang, "orders.{since}_{until}.xlsx", "заказы.{since}_{until}.xlsx"))
}
