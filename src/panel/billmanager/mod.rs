//! BILLmanager's dialects: what requests look like, and what answers, lists and balances say. Pure.
//!
//! What a panel said is one tree of elements, whatever it was written in: XML fills it today.
//!
//! To add a dialect: a variant of [`crate::catalog::Dialect`], an arm where [`crate::order::Sent`] is made, its
//! functions in `request`, what is its own of answers in `answer` and of lists in `listing`, and a
//! practice panel that speaks it.

pub(crate) mod account;
pub(crate) mod answer;
pub(crate) mod document;
pub(crate) mod element;
pub(crate) mod listing;
pub(crate) mod page;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod xml;

pub use self::answer::read_answer;
pub use self::reply::Reply;
