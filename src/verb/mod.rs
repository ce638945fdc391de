//! What each verb does, a file or a folder each, and what several of them need.
//!
//! To add a verb: what is typed for it goes into [`crate::cli`], under the same name; a file here does it
//! and returns an [`Exit`](crate::run::exit::Exit); a line in [`crate::run()`] sends the one to the other. Only
//! the verbs themselves and `settings` know what was typed.

mod about;
mod account;
pub mod beside;
pub mod books;
mod catalog;
mod charged;
mod check;
mod config;
mod decide;
pub mod door;
mod dropped;
pub mod error;
mod explain;
mod failed;
mod form;
mod going;
mod ledger;
#[cfg(feature = "sandbox")]
mod practice;
pub mod process;
mod profile;
mod reconcile;
mod reconciled;
mod report;
mod runs;
mod schema;
pub mod settings;
mod sheet;
mod show;
mod support;
mod turn;
mod whole;

pub use self::about::{completions, help, man};
pub use self::account::account;
pub use self::catalog::catalog;
pub use self::check::check;
pub use self::config::{config, details};
pub use self::decide::{adopt, release, resolve};
pub use self::dropped::dropped;
pub use self::explain::explain;
pub use self::failed::failed;
pub use self::form::{generate, template};
pub use self::ledger::ledger;
#[cfg(feature = "sandbox")]
pub use self::practice::sandbox;
pub use self::profile::profile;
pub use self::reconcile::reconcile;
pub use self::report::report;
pub use self::runs::runs;
pub use self::schema::{SCHEMA, schema};
pub use self::show::{decisions, show};
pub use self::support::support;
