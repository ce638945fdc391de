//! Other ledgers of the account that a run would order for.

use super::error::Error;
use super::process::job::{Job, PanelChoice};
use crate::account::Account;
use crate::host::console::Console;
use crate::ledger::{LedgerError, Other, Shelf};
use crate::text::lang::tr;
use crate::text::printable::{Legible, printable};

/// Tells of other ledgers of the account. Where its panel does not keep domains unique, nothing but the ledger stands
/// between a row and a second order, so a person has to say once that both are meant.
///
/// # Errors
///
/// [`LedgerError::OtherName`], and [`LedgerError::Beside`] where nobody said so.
pub fn look(job: &Job, console: Console) -> Result<(), Error> {
    let PanelChoice::Panel { account, ledgers, .. } = &job.panel else { return Ok(()) };
    ledgers.has_one_ledger_of(account)?;
    for alike in ledgers.alike(account) {
        let (login, other) = (printable(&account.login), printable(&alike.login));
        console.say(&tr!(
            console.lang,
            "the logins `{login}` and `{other}` differ only in capitals and have a ledger each: if the panel takes them for one, neither ledger knows of the other's orders (always write the login as the panel shows it)",
            "логины `{login}` и `{other}` различаются только регистром букв, и у каждого свой журнал заказов: если для панели это один логин, журналы заказов не знают о заказах друг друга (всегда пишите логин так, как его показывает панель)"
        ));
    }
    // A panel on this machine is practice; nobody's state is to remember it.
    if account.panel.is_loopback() {
        return Ok(());
    }
    let others = ledgers.others(account);
    let ask = |other: &Other| is_agreed(other, ledgers, account, console);
    allowed(&others, job.catalog.unique_domains, (ledgers, account), &ask)?;
    for other in others.iter().filter(|other| !other.is_agreed) {
        tell(other, console);
    }
    ledgers.remember(account, if job.catalog.unique_domains { &[] } else { &others });
    Ok(())
}

/// Whether orders may be placed beside these ledgers.
fn allowed(
    others: &[Other],
    is_unique: bool,
    (ledgers, account): (&Shelf, &Account),
    ask: &dyn Fn(&Other) -> bool,
) -> Result<(), LedgerError> {
    match others.iter().find(|other| !is_unique && !other.is_agreed && !ask(other)) {
        Some(other) => {
            let here = ledgers.place(account).folder().to_owned();
            Err(LedgerError::Beside { here, other: other.folder.clone() })
        }
        None => Ok(()),
    }
}

fn tell(other: &Other, console: Console) {
    let folder = other.folder.shown();
    console.say(&tr!(
        console.lang,
        "this account also has orders in another ledger, `{folder}`: this one does not know them, only the panel's list does (order for an account from one folder)",
        "у этой учётной записи есть заказы и в другом журнале заказов, `{folder}`: в этом их нет, о них знает только список панели (заказывайте с одной учётной записью из одной папки)"
    ));
}

/// Asks a person for the word that both are meant.
fn is_agreed(other: &Other, ledgers: &Shelf, account: &Account, console: Console) -> bool {
    let here = ledgers.place(account).folder().to_owned();
    let error = LedgerError::Beside { here, other: other.folder.clone() }.message(console.lang);
    let word = console.lang.pick("both", "оба");
    let question = tr!(
        console.lang,
        "{error}\nTo order with both, type `{word}`:",
        "{error}\nЧтобы заказывать с обоими, введите `{word}`:"
    );
    console.ask(&question).is_some_and(|typed| typed.to_lowercase() == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::PanelUrl;

    #[test]
    fn where_domains_are_not_unique_a_person_says_that_both_ledgers_are_meant() {
        let shelf = Shelf::named("/l/team".into());
        let account = Account { panel: PanelUrl::parse("panel.example").expect("one"), login: "anna".to_owned() };
        let other = |is_agreed| Other { folder: "/l/usual/x".into(), claims: Some(2), is_agreed };
        let (yes, no) = (|_: &Other| true, |_: &Other| false);
        let allowed = |others: &[Other], is_unique, ask: &dyn Fn(&Other) -> bool| {
            allowed(others, is_unique, (&shelf, &account), ask).is_ok()
        };
        assert!(allowed(&[], false, &no));
        assert!(allowed(&[other(false)], true, &no));
        assert!(!allowed(&[other(false)], false, &no));
        assert!(!allowed(&[other(true), other(false)], false, &no));
        assert!(allowed(&[other(true)], false, &no));
        assert!(allowed(&[other(false)], false, &yes));
    }
}
