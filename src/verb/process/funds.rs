//! The account's money against a plan.

use crate::host::console::Console;
use crate::money::Money;
use crate::order::{Balance, Enough};
use crate::panel::ReadError;
use crate::run::{Guard, Run};
use crate::text::lang::tr;
use crate::text::printable::printable;

/// Says that the balance could not be read.
pub(super) fn unread(error: &ReadError, console: Console) {
    let why = error.reason.message(console.lang);
    console.say(&tr!(
        console.lang,
        "warning: the balance could not be checked: {why} (going on without this check)",
        "предупреждение: остаток на лицевом счёте проверить не удалось: {why} (заказ продолжается без этой проверки)"
    ));
}

/// What keeps a plan from being sent for want of money. Said and let pass is what nobody can tell: a credit, or a sum
/// of which a part is not known.
pub(super) fn short(balance: &Balance, run: &Run, console: Console) -> Option<Guard> {
    let (lang, sum) = (console.lang, run.summary().total.first);
    let planned = run.facts.catalog.currency.as_deref();
    let (charge, spendable) = (sum.known, balance.spendable());
    let currency = balance.currency.as_deref().map(|name| format!(" {}", printable(name))).unwrap_or_default();
    match balance.enough(charge, planned) {
        Enough::No => return Some(Guard::TooPoor { charge, balance: spendable }),
        Enough::OnCredit => {
            let (charge, spendable) = (charge.shown(lang), spendable.shown(lang));
            console.insist(&tr!(
                lang,
                "the first charge is {charge}, and {spendable}{currency} can be spent: the panel gives credit, and may accept some of the orders or none",
                "первое списание — {charge}, а потратить можно {spendable}{currency}: панель даёт кредит и может принять часть заказов или ни одного"
            ));
        }
        Enough::Yes if sum.unknown > 0 && spendable == Money::ZERO => console.insist(&tr!(
            lang,
            "there is nothing to spend on the account, and the price of {} of the orders is not known",
            "на лицевом счёте нет средств, а цена части заказов ({}) неизвестна",
            sum.unknown
        )),
        Enough::Yes => {}
    }
    None
}
