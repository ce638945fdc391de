//! The steps of a `process` run; [`crate::process()`] puts them in order.

mod approve;
mod ask;
mod doubts;
mod earlier;
mod finish;
mod fit;
mod funds;
mod guard;
mod hook;
mod hurried;
mod in_short;
pub mod job;
mod prepare;
mod reading;
mod send;
mod stage;
mod target;
mod told;
mod trace;
mod way;
mod written;

pub use self::approve::{Approval, approve, approved_plan, check_command, command, is_to_be_asked};
pub use self::ask::ask;
pub use self::finish::{Ended, Ending, end};
pub use self::guard::{guard, refusal};
pub use self::hook::{Finish, hand_over};
pub use self::in_short::{Wanted, of_job, tell};
pub use self::job::{Job, PanelChoice};
pub use self::prepare::{Ready, needs_panel, ready};
pub use self::reading::{check_target, read, show_diagnostics};
pub use self::send::{Sent, send};
pub use self::stage::Stage;
pub use self::told::{show_conflicts, show_enquiry, show_ledger, show_plan};
pub use self::trace::decide;
pub use self::way::show_way;
