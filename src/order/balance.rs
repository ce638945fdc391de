//! The money in an account, as far as its panel tells.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::{Money, is_one_currency};

/// The money in an account.
///
/// The balance comes from the panel's own account data (`accountinfo` of BILLmanager 4, `whoami` of 5 and 6), and so
/// does the rest where these have it; `dashboard.info` adds it on 5 and 6 when a person asks for the account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// How much; nothing where it is a debt.
    pub amount: Money,
    /// How far it is below zero.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub debt: Money,
    /// In what currency, as far as the panel tells.
    pub currency: Option<String>,
    /// What can be spent, a credit among it, as far as the panel tells.
    pub available: Option<Money>,
    /// How far the provider lets the balance go below zero, as far as the panel tells.
    pub limit: Option<Money>,
    /// What is set aside for something else, as far as the panel tells.
    pub reserved: Option<Money>,
}

/// How the money in an account does for a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enough {
    /// It does, or the two cannot be compared: they are in different currencies.
    Yes,
    /// It does not, and the panel gives credit, as far as it tells: it may take the orders all the same.
    OnCredit,
    /// It does not.
    No,
}

impl Balance {
    /// The balance as a panel writes it: below zero where it is a debt.
    #[must_use]
    pub fn net(&self) -> Decimal {
        self.amount.amount() - self.debt.amount()
    }

    /// What can be spent: what the panel says can be, else the balance with the credit limit and without what is
    /// reserved, as far as each is told. In debt, that is what is left of the credit.
    #[must_use]
    pub fn spendable(&self) -> Money {
        self.available.unwrap_or_else(|| {
            let with_credit = self.net() + self.limit.unwrap_or_default().amount();
            Money::new(with_credit - self.reserved.unwrap_or_default().amount()).unwrap_or_default()
        })
    }

    /// Whether the panel tells of a credit: of a limit, or of more to spend than there is.
    #[must_use]
    pub fn gives_credit(&self) -> bool {
        self.limit.is_some_and(|limit| limit > Money::ZERO)
            || self.available.is_some_and(|available| available > self.amount)
    }

    /// How it does for this sum in this currency.
    #[must_use]
    pub fn enough(&self, sum: Money, currency: Option<&str>) -> Enough {
        // Sums of two currencies cannot be compared, and a guess may stop a run for nothing.
        let other = |own: &str| currency.is_some_and(|currency| !is_one_currency(currency, own));
        if self.currency.as_deref().is_some_and(other) || sum <= self.spendable() {
            Enough::Yes
        } else if self.gives_credit() {
            Enough::OnCredit
        } else {
            Enough::No
        }
    }
}

fn is_nothing(amount: &Money) -> bool {
    *amount == Money::ZERO
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        Money::try_from(text.to_owned()).expect("money")
    }

    #[test]
    fn a_credit_counts_and_what_is_reserved_does_not() {
        let of = |amount, available: Option<&str>, limit: Option<&str>, reserved: Option<&str>| {
            let [available, limit, reserved] = [available, limit, reserved].map(|told| told.map(money));
            let (amount, debt) = (money(amount), Money::ZERO);
            Balance { amount, debt, currency: Some("RUB".to_owned()), available, limit, reserved }
        };
        let enough = |balance: &Balance, sum| balance.enough(money(sum), Some("RUB"));
        let plain = of("100.00", None, None, None);
        assert_eq!([enough(&plain, "100.00"), enough(&plain, "100.01")], [Enough::Yes, Enough::No]);
        assert_eq!(plain.enough(money("900.00"), Some("USD")), Enough::Yes, "nobody can compare them");
        let credit = of("100.00", None, Some("50.00"), None);
        assert_eq!([enough(&credit, "150.00"), enough(&credit, "150.01")], [Enough::Yes, Enough::OnCredit]);
        let reserved = of("100.00", None, None, Some("30.00"));
        assert_eq!([enough(&reserved, "70.00"), enough(&reserved, "70.01")], [Enough::Yes, Enough::No]);
        let told = of("100.00", Some("80.00"), None, None);
        assert_eq!([enough(&told, "80.00"), enough(&told, "80.01")], [Enough::Yes, Enough::No]);
        let more = of("0.00", Some("500.00"), None, None);
        assert_eq!([enough(&more, "500.00"), enough(&more, "500.01")], [Enough::Yes, Enough::OnCredit]);
        assert_eq!(of("10.00", None, None, Some("30.00")).spendable(), Money::ZERO);
        // A debt with a credit may still buy.
        let in_debt = |limit, available| Balance { debt: money("20.00"), ..of("0.00", available, limit, None) };
        let debt = in_debt(Some("50.00"), None);
        assert_eq!((debt.net().to_string().as_str(), debt.spendable()), ("-20.00", money("30.00")));
        assert_eq!([enough(&debt, "30.00"), enough(&debt, "30.01")], [Enough::Yes, Enough::OnCredit]);
        assert_eq!(enough(&in_debt(None, None), "0.01"), Enough::No, "no credit is told");
        assert_eq!(enough(&in_debt(None, Some("30.00")), "30.00"), Enough::Yes);
        let kept = serde_json::to_string(&debt).expect("JSON");
        assert_eq!(serde_json::from_str::<Balance>(&kept).expect("a balance"), debt);
        assert!(!serde_json::to_string(&plain).expect("JSON").contains("debt"), "as it was kept before");
    }
}
