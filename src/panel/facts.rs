//! What a panel tells of an account and of itself, where it is asked and nothing is ordered. Pure.

pub use crate::order::Balance;

/// Who is signed in, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// The panel's id of the user.
    pub id: Option<String>,
    /// The user's name.
    pub name: Option<String>,
    /// The user's address of e-mail.
    pub email: Option<String>,
    /// The money; none if the panel does not tell.
    pub balance: Option<Balance>,
    /// Whether the balance is below zero.
    pub in_debt: bool,
    /// The currency, where it stands apart from an amount that can be read.
    pub currency: Option<String>,
    /// The edition of the panel, as it says itself.
    pub edition: Option<String>,
    /// The version of the panel, as it says itself.
    pub version: Option<String>,
    /// What the panel says that it can do, in its own words.
    pub features: Option<String>,
}

/// What a list of services shows, from its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFacts {
    /// How many services the panel says there are.
    pub stated: Option<u64>,
    /// How many rows came.
    pub rows: usize,
    /// The names of the columns of these rows, in the order of the alphabet; never what stands in them.
    pub columns: Vec<String>,
    /// Whether it refused to show itself whatever filter a person has saved (`filter=off`).
    pub may_be_filtered: bool,
}

/// What a form shows that was asked for and not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormFacts {
    /// The function that answered: a step of the wizard, where it is not the one that was asked for.
    pub function: Option<String>,
    /// The names of its fields and lists, in the order of the alphabet; never what stands in them.
    pub fields: Vec<String>,
    /// The names of its buttons.
    pub buttons: Vec<String>,
}
