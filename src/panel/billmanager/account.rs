//! What a panel says of the account's money. Pure.

use super::document::document;
use super::element::Element;
use super::listing::cost;
use super::reply::Reply;
use super::unread::why_unread;
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::{Balance, ReadError};

/// Reads the answer of `accountinfo`: an amount as text, perhaps with no-break spaces, a decimal
/// comma or a currency behind it. None if there is no amount that can be read, or a debt.
///
/// # Errors
///
/// [`ReadError`] for what is no account's data: a bare success, which is all that a panel says that
/// waits for a second factor, among others.
pub(in crate::panel) fn read_balance(reply: &Reply) -> Result<Option<Balance>, ReadError> {
    let document = document(reply);
    let is_account = |document: &Element| {
        let nothing = |names: &[&str]| document.below(names).is_empty();
        nothing(&["error", "authfail"]) && (nothing(&["ok"]) || field(document, "balance").is_some())
    };
    let Some(document) = document.filter(is_account) else {
        return Err(why_unread(reply));
    };
    let Some(balance) = field(&document, "balance") else { return Ok(None) };
    let end = balance.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (amount, behind) = balance.split_at(end);
    let named = Some(behind.trim()).filter(|behind| !behind.is_empty()).or_else(|| field(&document, "currency"));
    Ok(cost(amount).map(|amount| Balance { amount, currency: named.map(ToOwned::to_owned) }))
}

/// Reads the answer of `accountinfo` for one thing only: whether it shows an account's data, which
/// nobody gets who is not signed in. A balance that is a debt, or in words, does as well.
///
/// # Errors
///
/// [`ReadError`] when it does not.
pub(in crate::panel) fn read_signed_in(reply: &Reply) -> Result<(), ReadError> {
    read_balance(reply)?;
    if document(reply).is_some_and(|document| field(&document, "balance").is_some()) {
        return Ok(());
    }
    let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::NoAccount);
    Err(ReadError { reason, passing: false, retry_after: None })
}

/// A field of the account, which stands in the document or in its only row. Of several nobody knows which one
/// pays for an order.
fn field<'d>(document: &'d Element, name: &str) -> Option<&'d str> {
    let only_row = || document.child("elem").filter(|_| document.named("elem").count() == 1);
    document.text_of(name).or_else(|| only_row()?.text_of(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<(String, Option<String>)> {
        let balance = read_balance(&Reply::of(200, body)).expect("an answer")?;
        Some((balance.amount.to_string(), balance.currency))
    }

    #[test]
    fn a_balance_is_read_as_a_decimal_whatever_stands_around_it() {
        let rub = || Some("RUB".to_owned());
        for (body, amount, currency) in [
            ("<doc><balance>1200.5</balance><currency>RUB</currency></doc>", "1200.50", rub()),
            ("<doc><balance>1\u{a0}200,50 RUB</balance></doc>", "1200.50", rub()),
            ("<doc><elem><balance>0.00</balance><currency>RUB</currency></elem></doc>", "0.00", rub()),
            ("<doc><balance>7</balance></doc>", "7.00", None),
        ] {
            assert_eq!(read(body), Some((amount.to_owned(), currency)), "{body}");
        }
        let twice = "<doc><balance>7</balance><balance>9</balance></doc>";
        let rows = "<doc><elem><balance>7</balance></elem><elem><balance>9</balance></elem></doc>";
        for unknown in
            [twice, rows, "<doc/>", "<doc><balance>much</balance></doc>", "<doc><balance>-5.00</balance></doc>"]
        {
            assert_eq!(read(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn an_answer_that_is_no_balance_says_why() {
        let refused = read_balance(&Reply::of(200, "<doc><error type=\"auth\"><msg>x</msg></error></doc>"));
        let refused = refused.expect_err("no balance");
        assert_eq!((refused.reason.code, refused.passing), (ReasonCode::SignInRefused, false));
        assert!(read_balance(&Reply::of(502, "")).expect_err("no balance").passing);
    }

    #[test]
    fn only_an_accounts_data_prove_that_it_is_signed_in() {
        let signed_in = |body: &str| read_signed_in(&Reply::of(200, body));
        for data in ["<doc><balance>7</balance></doc>", "<doc><elem><balance>-5.00</balance></elem></doc>"] {
            assert_eq!(signed_in(data), Ok(()), "{data}");
        }
        // A second factor that is asked for is answered by a bare success, whatever the call.
        assert!(read_balance(&Reply::of(200, "<doc><ok/></doc>")).is_err());
        for nothing in ["<doc><ok/></doc>", "<doc/>", "<doc><ok/><elem/></doc>", "<doc><balance/></doc>"] {
            assert_eq!(signed_in(nothing).expect_err(nothing).reason.code, ReasonCode::Unreadable, "{nothing}");
        }
        let refused = signed_in("<doc><error type=\"auth\"><msg>x</msg></error></doc>").expect_err("no data");
        assert_eq!(refused.reason.code, ReasonCode::SignInRefused);
    }
}
