//! What a panel says of the account: whose it is, and its money. Pure.

use rust_decimal::Decimal;

use super::amount;
use super::cap;
use super::document::document;
use super::element::Element;
use super::reply::Reply;
use super::unread::why_unread;
use crate::catalog::{Dialect, Protocol};
use crate::money::{Money, currency_code, is_one_currency};
use crate::order::{Flaw, Reason, ReasonCode};
use crate::panel::{AccountFacts, Balance, ReadError};

/// The most characters of a name that are kept.
const LONGEST: usize = 200;

/// Where the data of an account stand.
enum Data<'d> {
    /// BILLmanager 5 and 6: the only `user` in the answer of `whoami`, whose fields are attributes or elements.
    User(Option<&'d Element>),
    /// BILLmanager 4: the document of `accountinfo`, or its only row.
    Rows([Option<&'d Element>; 2]),
}

impl<'d> Data<'d> {
    fn of(document: &'d Element, protocol: &Protocol) -> Self {
        let only = |name: &'static str| document.child(name).filter(|_| document.named(name).count() == 1);
        match protocol.dialect {
            Dialect::Billmanager4 => Self::Rows([Some(document), only("elem")]),
            Dialect::Billmanager5 | Dialect::Billmanager6 => Self::User(only("user")),
        }
    }

    /// A field of the account. Of several nobody knows which one counts.
    fn field(&self, name: &str) -> Option<&'d str> {
        match self {
            Self::User(user) => user.and_then(|user| user.attribute(name).or_else(|| user.text_of(name))),
            Self::Rows(places) => places.iter().flatten().find_map(|place| place.text_of(name)),
        }
    }

    /// Whether it shows what nobody is told who is not signed in: whose account it is, or what is on its balance.
    fn is_somebodys(&self) -> bool {
        let named = || matches!(self, Self::User(_)) && ["id", "name"].iter().any(|name| self.field(name).is_some());
        self.field("balance").is_some() || named()
    }

    fn short(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.field(name)).map(short)
    }

    /// The currency's name; a number is the panel's id of one.
    fn currency(&self) -> Option<String> {
        self.short(&["currency", "currency_iso", "currency_str"])
            .map(|name| currency_code(&name).to_owned())
            .filter(|name| !name.contains(|c: char| c.is_ascii_digit()))
    }

    fn balance(&self) -> Option<Balance> {
        let (net, named) = amount::signed(self.field("balance")?)?;
        let part = |name: &str| self.field(name).and_then(amount_told);
        let balance = Balance {
            amount: Money::new(net.max(Decimal::ZERO).normalize())?,
            debt: Money::new((-net).max(Decimal::ZERO).normalize())?,
            currency: named.map(short).or_else(|| self.currency()),
            available: None,
            limit: None,
            reserved: None,
        };
        let own = Summary {
            balance: None,
            available: self.field("available").and_then(available),
            limit: part("limit"),
            reserved: part("reserved"),
        };
        Some(own.added_to_balance(balance))
    }
}

/// An amount beside a balance, and the currency that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    amount: Money,
    currency: Option<String>,
}

impl Part {
    /// The amount, if it is known to be in the currency of the balance: one that names none is.
    fn within(self, balance: Option<&str>) -> Option<Money> {
        let own = self.currency.is_none_or(|named| balance.is_some_and(|balance| is_one_currency(&named, balance)));
        own.then_some(self.amount)
    }
}

/// An amount that is never below zero.
fn amount_told(text: &str) -> Option<Part> {
    amount::with_currency(text).map(|(amount, named)| Part { amount, currency: named.map(short) })
}

/// What can be spent: of less than nothing, nothing.
fn available(text: &str) -> Option<Part> {
    let (amount, named) = amount::signed(text)?;
    Some(Part { amount: Money::new(amount.max(Decimal::ZERO).normalize())?, currency: named.map(short) })
}

fn short(text: &str) -> String {
    cap::cut_at(text, LONGEST)
}

/// The document of an answer, if it shows an account's data. A bare success is all that a panel says that waits for
/// a second factor; a panel of today may say in it where that is given.
fn account(reply: &Reply, protocol: &Protocol) -> Result<Element, ReadError> {
    let old = protocol.dialect == Dialect::Billmanager4;
    let is_account = |document: &Element| {
        let nothing = |names: &[&str]| document.below(names).is_empty();
        let beside = || old && Data::of(document, protocol).field("balance").is_some();
        nothing(&["error", "authfail"]) && (nothing(&["ok"]) || beside())
    };
    document(reply, protocol).filter(is_account).ok_or_else(|| why_unread(reply, protocol))
}

/// Reads the money of an account: an amount as text, perhaps with no-break spaces, a decimal comma or a currency
/// beside it. None if there is no amount that can be read.
///
/// # Errors
///
/// [`ReadError`] for what is no account's data: a bare success, which is all that a panel says that
/// waits for a second factor, among others.
pub(in crate::panel) fn read_balance(reply: &Reply, protocol: &Protocol) -> Result<Option<Balance>, ReadError> {
    Ok(Data::of(&account(reply, protocol)?, protocol).balance())
}

/// Reads the same answer for one thing only: whether it shows an account's data, which
/// nobody gets who is not signed in. A balance that is a debt, or in words, does as well.
///
/// # Errors
///
/// [`ReadError`] when it does not.
pub(in crate::panel) fn read_signed_in(reply: &Reply, protocol: &Protocol) -> Result<(), ReadError> {
    signed_in(&account(reply, protocol)?, protocol)
}

fn signed_in(document: &Element, protocol: &Protocol) -> Result<(), ReadError> {
    if Data::of(document, protocol).is_somebodys() {
        return Ok(());
    }
    let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::NoAccount);
    Err(ReadError { reason, passing: false, retry_after: None })
}

/// Reads whose account it is, and where.
///
/// # Errors
///
/// [`ReadError`] when the answer shows no account's data.
pub(in crate::panel) fn read_account(reply: &Reply, protocol: &Protocol) -> Result<AccountFacts, ReadError> {
    let document = account(reply, protocol)?;
    signed_in(&document, protocol)?;
    let data = Data::of(&document, protocol);
    let balance = data.balance();
    // A debt may be told in words as well.
    let owes = || data.field("balance").is_some_and(|text| text.trim().starts_with(amount::MINUS));
    let in_debt = balance.as_ref().map_or_else(owes, |balance| balance.debt > Money::ZERO);
    let panel = |name: &str| document.child("mgr").and_then(|panel| panel.attribute(name)).map(short);
    Ok(AccountFacts {
        id: data.short(&["id"]),
        name: data.short(&["name", "login", "username", "realname"]),
        email: data.short(&["email"]),
        balance,
        in_debt,
        currency: data.currency(),
        edition: panel("dist"),
        version: panel("version").or_else(|| document.attribute("version").map(short)),
        features: document.attribute("features").map(short),
    })
}

/// What a summary of the money adds to a balance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::panel) struct Summary {
    /// The balance again, with the currency beside it.
    balance: Option<(Decimal, String)>,
    available: Option<Part>,
    limit: Option<Part>,
    reserved: Option<Part>,
}

/// Reads the answer of `dashboard.info`. Whatever is not told once, or not as an amount, is not told.
///
/// # Errors
///
/// [`ReadError`] for an answer that says yes, no or nothing.
pub(in crate::panel) fn read_summary(reply: &Reply, protocol: &Protocol) -> Result<Summary, ReadError> {
    let is_summary = |document: &Element| document.below(&["error", "ok", "authfail"]).is_empty();
    let document = document(reply, protocol).filter(is_summary).ok_or_else(|| why_unread(reply, protocol))?;
    let told = |name: &str| match document.below(&[name]).as_slice() {
        [only] => only.words().map(ToOwned::to_owned),
        _ => None,
    };
    let amount = |name: &str| told(name).as_deref().and_then(amount_told);
    let again = |name: &str| {
        let text = told(name)?;
        let (amount, named) = amount::signed(&text)?;
        Some((amount, short(named?)))
    };
    Ok(Summary {
        balance: again("realbalance").or_else(|| again("balance")),
        available: told("available").as_deref().and_then(available),
        limit: amount("limit").or_else(|| amount("creditlimit")),
        reserved: amount("reserved"),
    })
}

impl Summary {
    /// The facts with what they do not say themselves.
    pub(in crate::panel) fn added_to(self, mut facts: AccountFacts) -> AccountFacts {
        facts.balance = facts.balance.map(|balance| self.added_to_balance(balance));
        facts
    }

    /// The balance with what it does not say itself. A summary may be of another account of the same person: what it
    /// says in another currency is not told. One without a currency is in that of the same balance here.
    pub(in crate::panel) fn added_to_balance(self, balance: Balance) -> Balance {
        let net = balance.net();
        let again = self.balance.filter(|(amount, _)| *amount == net && !net.is_zero()).map(|(_, named)| named);
        let currency = balance.currency.or(again);
        let within = |part: Option<Part>| part.and_then(|part| part.within(currency.as_deref()));
        Balance {
            available: balance.available.or(within(self.available)),
            limit: balance.limit.or(within(self.limit)),
            reserved: balance.reserved.or(within(self.reserved)),
            currency,
            ..balance
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shapes;
    use super::*;

    fn read_balance(reply: &Reply) -> Result<Option<Balance>, ReadError> {
        super::read_balance(reply, &Protocol::usual(Dialect::Billmanager4))
    }

    fn read_signed_in(reply: &Reply) -> Result<(), ReadError> {
        super::read_signed_in(reply, &Protocol::usual(Dialect::Billmanager4))
    }

    fn read_account(reply: &Reply) -> Result<AccountFacts, ReadError> {
        super::read_account(reply, &Protocol::usual(Dialect::Billmanager6))
    }

    fn read_summary(reply: &Reply) -> Result<Summary, ReadError> {
        super::read_summary(reply, &Protocol::usual(Dialect::Billmanager6))
    }

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
            [twice, rows, "<doc/>", "<doc><balance>much</balance></doc>", "<doc><balance>5.00-</balance></doc>"]
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

    #[test]
    fn the_user_of_a_panel_of_today_is_read_with_the_money() {
        let body = "<doc func=\"whoami\" features=\"x y\"><user id=\"77\" name=\"LOGIN\" email=\"a@b.example\" \
                    balance=\"1 200.50\" currency=\"RUB\" available=\"1300.00 RUB\" limit=\"100\"/><mgr dist=\"startup\"/></doc>";
        let facts = read_account(&Reply::of(200, body)).expect("an account");
        assert_eq!((facts.id.as_deref(), facts.name.as_deref()), (Some("77"), Some("LOGIN")));
        assert_eq!((facts.edition.as_deref(), facts.email.as_deref()), (Some("startup"), Some("a@b.example")));
        let balance = facts.balance.clone().expect("a balance");
        assert_eq!((balance.amount.to_string().as_str(), balance.currency.as_deref()), ("1200.50", Some("RUB")));
        assert_eq!(balance.available.map(|money| money.to_string()).as_deref(), Some("1300.00"));
        assert_eq!(balance.reserved, None);
        let summary = "<doc><elem><available>9.00 RUB</available><reserved>5.00 RUB</reserved></elem></doc>";
        let facts = read_summary(&Reply::of(200, summary)).expect("a summary").added_to(facts);
        let balance = facts.balance.expect("a balance");
        assert_eq!(balance.available.map(|money| money.to_string()).as_deref(), Some("1300.00"));
        assert_eq!(balance.reserved.map(|money| money.to_string()).as_deref(), Some("5.00"));
    }

    #[test]
    fn what_a_summary_says_in_another_currency_is_not_told() {
        let of = |user: &str, summary: &str| {
            let facts = read_account(&Reply::of(200, format!("<doc><user id=\"77\" {user}/></doc>").as_str()));
            let summary = read_summary(&Reply::of(200, format!("<doc>{summary}</doc>").as_str())).expect("a summary");
            let balance = summary.added_to(facts.expect("an account")).balance.expect("a balance");
            let told = [balance.available, balance.limit, balance.reserved];
            let told = told.map(|part| part.map_or("–".to_owned(), |part| part.to_string())).join(" ");
            format!("{} {told}", balance.currency.unwrap_or_default())
        };
        let (euros, bare) = ("balance=\"7.00\" currency=\"EUR\"", "balance=\"7.00\" currency=\"126\"");
        for (user, summary, told) in [
            (euros, "<available>100.00 USD</available>", "EUR – – –"),
            (euros, "<available>100.00 €</available><limit>5.00 USD</limit>", "EUR 100.00 – –"),
            (euros, "<available>100.00</available><creditlimit>93.00 EUR</creditlimit>", "EUR 100.00 93.00 –"),
            (euros, "<reserved>1.00 RUB</reserved>", "EUR – – –"),
            ("balance=\"7.00 EUR\" available=\"100.00 USD\" reserved=\"1.00 EUR\"", "", "EUR – – 1.00"),
            // The same balance with its currency says what the account is kept in.
            (bare, "<realbalance>7.00 руб.</realbalance><available>100.00 RUB</available>", "RUB 100.00 – –"),
            (bare, "<balance>8.00 RUB</balance><available>100.00 RUB</available>", " – – –"),
            (bare, "<available>100.00</available>", " 100.00 – –"),
        ] {
            assert_eq!(of(user, summary), told, "{user} {summary}");
        }
    }

    #[test]
    fn a_debt_is_below_zero_and_a_second_factor_is_no_balance() {
        let debt = "<doc><user id=\"77\" balance=\"-5.00\" currency=\"126\"/></doc>";
        let facts = read_account(&Reply::of(200, debt)).expect("an account");
        let balance = facts.balance.expect("a balance");
        assert_eq!((balance.net().to_string().as_str(), balance.amount, facts.in_debt), ("-5.00", Money::ZERO, true));
        assert_eq!((facts.currency, balance.currency), (None, None));
        let spent = "<doc><available>-5.00 RUB</available><limit>-5.00</limit><reserved>1</reserved></doc>";
        let summary = read_summary(&Reply::of(200, spent)).expect("a summary");
        // Less than nothing cannot be spent; a limit below zero is none that anybody knows.
        assert_eq!(
            (
                summary.available.map(|part| part.amount),
                summary.limit,
                summary.reserved.and_then(|part| part.within(None))
            ),
            (Some(Money::ZERO), None, Money::new(Decimal::ONE))
        );
        let nothing = "<doc><user id=\"77\" balance=\"-0.00 RUB\"/></doc>";
        assert!(!read_account(&Reply::of(200, nothing)).expect("an account").in_debt);
        let words = "<doc><user id=\"77\" balance=\"-much\"/></doc>";
        let facts = read_account(&Reply::of(200, words)).expect("an account");
        assert_eq!((facts.balance, facts.in_debt), (None, true));
        let today = Protocol::usual(Dialect::Billmanager5);
        let signed_in = |body: &str| super::read_signed_in(&Reply::of(200, body), &today);
        for body in shapes::of("<doc func=\"whoami\"><user id=\"77\"/></doc>") {
            assert_eq!(signed_in(&body), Ok(()), "{body}");
        }
        for factor in [
            "<doc func=\"whoami\"><ok>func=totp.confirm</ok></doc>",
            "<doc func=\"whoami\"><ok>func=totp.confirm</ok><user id=\"77\" balance=\"5.00\"/></doc>",
        ] {
            for factor in shapes::of(factor) {
                for read in [signed_in(&factor), read_account(&Reply::of(200, factor.as_str())).map(drop)] {
                    assert_eq!(read.expect_err("no account").reason.code, ReasonCode::SecondFactor, "{factor}");
                }
            }
        }
        for nobody in [
            "<doc func=\"whoami\"/>",
            "<doc func=\"whoami\"><user/></doc>",
            "<doc func=\"whoami\"><balance>5.00</balance><name>u</name></doc>",
            "<doc func=\"whoami\"><user id=\"1\"/><user id=\"2\"/></doc>",
            "<doc func=\"whoami\"><tparams><user id=\"1\"/></tparams></doc>",
        ] {
            assert!(signed_in(nobody).is_err(), "{nobody}");
        }
    }
}
