//! What a panel says of the account's money. Pure.

use super::answer::why_unread;
use super::document::{decode, parse};
use super::listing::cost;
use super::{Balance, ReadError};

/// Reads the answer of `accountinfo`: an amount as text, perhaps with no-break spaces, a decimal
/// comma or a currency behind it. None if there is no amount that can be read, or a debt.
pub(super) fn read_balance(
    http_status: u16,
    content_type: Option<&str>,
    retry_after: Option<&str>,
    body: &[u8],
) -> Result<Option<Balance>, ReadError> {
    let document = decode(content_type, body).filter(|_| http_status == 200).and_then(|text| parse(&text));
    let Some(document) = document.filter(|document| document.child("error").is_none()) else {
        return Err(why_unread(http_status, content_type, retry_after, body));
    };
    let elem = document.child("elem");
    let text = |name: &str| document.text_of(name).or_else(|| elem.and_then(|elem| elem.text_of(name)));
    let Some(balance) = text("balance") else { return Ok(None) };
    let end = balance.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (amount, behind) = balance.split_at(end);
    let named = Some(behind.trim()).filter(|behind| !behind.is_empty()).or_else(|| text("currency"));
    Ok(cost(amount).map(|amount| Balance { amount, currency: named.map(ToOwned::to_owned) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::ReasonCode;

    fn read(body: &str) -> Option<(String, Option<String>)> {
        let balance = read_balance(200, None, None, body.as_bytes()).expect("an answer")?;
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
        for unknown in ["<doc/>", "<doc><balance>much</balance></doc>", "<doc><balance>-5.00</balance></doc>"] {
            assert_eq!(read(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn an_answer_that_is_no_balance_says_why() {
        let refused = read_balance(200, None, None, b"<doc><error type=\"auth\"><msg>x</msg></error></doc>");
        let refused = refused.expect_err("no balance");
        assert_eq!((refused.reason.code, refused.passing), (ReasonCode::SignInRefused, false));
        assert!(read_balance(502, None, None, b"").expect_err("no balance").passing);
    }
}
