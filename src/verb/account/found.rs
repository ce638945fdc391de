//! What a panel told of an account, of itself and of its functions. Pure.

use crate::catalog::Protocol;
use crate::order::cart::Cart;
use crate::order::{Reason, ReasonCode};
use crate::panel::{AccountFacts, FormFacts, ListFacts, ReadError};

/// What came of asking for a list or a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<T> {
    /// It was shown.
    Shown(T),
    /// It is there, and wants something else first.
    There(Reason),
    /// The panel has no function of that name.
    Absent,
    /// The answer says neither.
    Unclear(Reason),
}

/// A list of services that was asked for.
#[derive(Clone, Debug)]
pub struct List {
    /// Its function.
    pub function: String,
    /// What came of it.
    pub told: Told<ListFacts>,
}

/// The form of an order that was asked for, and not sent.
#[derive(Clone, Debug)]
pub struct Form {
    /// As what the panel was spoken to.
    pub protocol: Protocol,
    /// Its function.
    pub function: String,
    /// The tariff that it was asked for.
    pub tariff: Option<u32>,
    /// What came of it.
    pub told: Told<FormFacts>,
}

/// What a panel told.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whose account it is, and where.
    pub account: AccountFacts,
    /// Whether it was told by a panel of today (BILLmanager 5 or 6); else by one of BILLmanager 4.
    pub today: bool,
    /// The lists of services that were asked for: the table's first.
    pub lists: Vec<List>,
    /// The forms of orders that were asked for: the table's first.
    pub forms: Vec<Form>,
    /// What lies in the cart; none where nobody asked, or the panel has none.
    pub cart: Option<Result<Cart, Reason>>,
}

impl<T> Told<T> {
    /// What an answer says of the function that was asked for.
    ///
    /// # Errors
    ///
    /// [`ReadError`] that would come again whatever is asked next: nobody is let in any more, or the panel is out of
    /// reach.
    pub fn of(read: Result<T, ReadError>, function: &str) -> Result<Self, ReadError> {
        use ReasonCode as C;
        let error = match read {
            Ok(shown) => return Ok(Self::Shown(shown)),
            Err(error) => error,
        };
        // An error about something that the request named, such as the tariff, comes from the function itself.
        let of_function = error.reason.field.as_deref().is_none_or(|field| field == function || field == "func");
        Ok(match error.reason.code {
            C::NoSuchList => Self::Absent,
            C::NotKnown if of_function => Self::Absent,
            C::NotKnown | C::ValueRefused | C::LimitExceeded => Self::There(error.reason),
            _ if is_over(&error) => return Err(error),
            _ => Self::Unclear(error.reason),
        })
    }

    /// What was shown.
    pub const fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(shown) => Some(shown),
            Self::There(_) | Self::Absent | Self::Unclear(_) => None,
        }
    }

    /// Whether it is there; none if that is not known.
    pub const fn is_there(&self) -> Option<bool> {
        match self {
            Self::Shown(_) | Self::There(_) => Some(true),
            Self::Absent => Some(false),
            Self::Unclear(_) => None,
        }
    }
}

/// Whether an error would come again whatever is asked next: nobody is let in, or the panel is out of reach.
pub fn is_over(error: &ReadError) -> bool {
    use ReasonCode as C;
    matches!(
        error.reason.code,
        C::SignInRefused
            | C::TooManyTries
            | C::AccountBlocked
            | C::Unreachable
            | C::NotTrusted
            | C::LostWhileReading
            | C::NotReadInTime
    )
}

/// How many services a list says there are.
pub fn services(list: &ListFacts) -> u64 {
    list.stated.unwrap_or(list.rows as u64)
}

/// Whether the rows of a list have this column; none without a row.
pub fn shows(list: &ListFacts, column: &str) -> Option<bool> {
    (list.rows > 0).then(|| list.columns.iter().any(|name| name == column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_absent_only_where_the_panel_says_so_of_it() {
        use ReasonCode as C;
        let told = |code, field: Option<&str>| {
            let reason = Reason { field: field.map(ToOwned::to_owned), ..Reason::new(code) };
            let error = ReadError { reason, passing: false, retry_after: None };
            Told::<()>::of(Err(error), "vds.order.param").map(|told| told.is_there())
        };
        assert_eq!(told(C::NotKnown, None), Ok(Some(false)));
        for named in ["vds.order.param", "func"] {
            assert_eq!(told(C::NotKnown, Some(named)), Ok(Some(false)));
        }
        assert_eq!(told(C::NotKnown, Some("pricelist")), Ok(Some(true)), "the function looked for the tariff");
        assert_eq!(told(C::ValueRefused, Some("period")), Ok(Some(true)));
        for unclear in [C::AccessDenied, C::UnknownError, C::Unreadable, C::AnotherStep, C::ServerError] {
            assert_eq!(told(unclear, None), Ok(None), "{unclear:?}");
        }
        for over in [C::SignInRefused, C::TooManyTries, C::Unreachable, C::NotReadInTime] {
            assert!(told(over, None).is_err(), "{over:?}");
        }
    }
}
