//! What somebody approves: everything that a run of a sheet would order, as one code that changes with any of it.
//!
//! The code is a hash of the account, the tariff table, what the headers of the prices say of VAT, and every order of the sheet with its effective values and its
//! planned amount, sent already or not. Where the rows stand, cost centres, references and comments are no part of it,
//! nor is what happened before: the same command goes on after an interrupt with the same code. It says *what* was
//! approved, and not by whom.
//!
//! To make something a part of it: a member of [`Plan`] or [`Priced`], or a [`Term`]; and [`FORMAT`] grows, since codes
//! of before are not those of now.

mod change;
mod code;
mod compare;
mod kept;
mod of_run;
mod plan;
mod words;

pub use self::change::{Change, Subject, Whole};
pub use self::code::{Code, CodeError};
pub use self::compare::changes;
pub use self::kept::Kept;
pub use self::of_run::{asked, of_run};
pub use self::plan::{Buyer, FORMAT, Kind, Plan, Priced, Table, Term};
