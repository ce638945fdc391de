//! What each cell must come to: orders.md §5 in a table of its own, which asks nothing of the
//! program.

use vdsbatch::order::claim::ClaimState;
use vdsbatch::order::{ReasonCode, Status};
use vdsbatch::run::Stop;

use super::cell::{Cell, Context, Fault, Phase, Spell, Truth};

/// What a cell comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// How the order stands at the end of the run (after a crash: of the run that found it).
    pub status: Status,
    /// Why the run stopped.
    pub stop: Option<Stop>,
    /// Order requests for its domain that reached the panel whole.
    pub requests: usize,
    /// Attempts for its domain in the ledger, and how many of them are still open.
    pub attempts: (u32, u32),
    /// The claim on its domain.
    pub claim: Option<ClaimState>,
    /// Whether the order behind it was tried.
    pub went_on: bool,
    /// What the next start decides once everything works again: to send it, or how it stands.
    pub next: Option<Status>,
}

/// The rows of the table that the network can bring about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// DNS, refused, unreachable, time-out while connecting, handshake cut.
    Unreached,
    /// The certificate is not trusted.
    Distrusted,
    /// HTTP 429.
    Throttled,
    /// Time-out, reset or cut body after sending; 3xx, 5xx; unreadable.
    Lost,
    /// A challenge page.
    Blocked,
    /// The answer came whole, and says what is so.
    Whole,
}

fn row(cell: Cell) -> Row {
    match (cell.phase, cell.fault) {
        (Phase::Handshake, Fault::Distrust) => Row::Distrusted,
        (Phase::Dns | Phase::Connect | Phase::Handshake, _) => Row::Unreached,
        (Phase::Sending, Fault::Refuse) => Row::Throttled,
        (Phase::Body, Fault::Refuse) => Row::Blocked,
        (Phase::Body, Fault::Cut) => Row::Whole,
        (Phase::Sending | Phase::Waiting | Phase::Head | Phase::Body, _) => Row::Lost,
    }
}

/// What the cell must come to.
pub fn end(cell: Cell) -> End {
    let row = row(cell);
    let status = if cell.context == Context::Crash { after_crash(cell, row) } else { status(cell, row) };
    let claim = match status {
        Status::Unknown => Some(ClaimState::Unknown),
        Status::Accepted => Some(ClaimState::Accepted),
        Status::Confirmed | Status::AlreadyOrdered => Some(ClaimState::Confirmed),
        Status::Unpaid => Some(ClaimState::Unpaid),
        // Its batch is not over yet.
        Status::NotSent => Some(ClaimState::Open),
        _ => None,
    };
    let stop = stop(cell, row, status);
    End {
        status,
        requests: requests(cell, row),
        attempts: attempts(cell, row, status),
        claim,
        went_on: if cell.context == Context::Crash {
            list_can_be_read(cell, row) && stop.is_none()
        } else {
            stop.is_none()
        },
        stop,
        next: next(cell, row, status),
    }
}

/// Whether the list can be read while it goes wrong: a body that is cut behind its end is whole.
fn list_can_be_read(cell: Cell, row: Row) -> bool {
    cell.spell != Spell::Lasting || row == Row::Whole
}

#[expect(clippy::match_same_arms, reason = "each row of the table is an arm")]
fn status(cell: Cell, row: Row) -> Status {
    let (readable, again) = (list_can_be_read(cell, row), cell.context == Context::Again);
    // The closing list, or the one that is read after a 429.
    let found = readable && cell.truth == Truth::Earlier;
    // An order in doubt is looked up, a few times.
    let looked_up = match cell.truth {
        _ if !readable => Status::Unknown,
        Truth::Never | Truth::Late => Status::Unknown,
        // It is listed as ordered, and stays so.
        Truth::Unpaid => Status::Unpaid,
        Truth::Before | Truth::Soon | Truth::Earlier => Status::Confirmed,
    };
    match row {
        Row::Unreached | Row::Throttled if cell.spell == Spell::Once => Status::Confirmed,
        Row::Unreached | Row::Throttled if found => Status::Confirmed,
        Row::Unreached | Row::Throttled if again => Status::Unknown,
        Row::Unreached | Row::Throttled => Status::NotSent,
        Row::Distrusted if again => looked_up,
        Row::Distrusted => Status::NotSent,
        Row::Lost | Row::Blocked => looked_up,
        Row::Whole => match cell.truth {
            // A recognised refusal; on a repeated attempt the earlier one is proved absent.
            Truth::Never => Status::Rejected,
            Truth::Before => Status::Confirmed,
            // After the first order of a run the list is asked as well.
            Truth::Soon if cell.context == Context::Opening => Status::Confirmed,
            // The one closing list does not show it yet.
            Truth::Soon | Truth::Late => Status::Accepted,
            Truth::Unpaid => Status::Unpaid,
            // "Domain already in use" on a repeated attempt: looked up.
            Truth::Earlier => Status::Confirmed,
        },
    }
}

/// Found at the next start, looked up first, never sent again.
fn after_crash(cell: Cell, row: Row) -> Status {
    match cell.truth {
        Truth::Before if list_can_be_read(cell, row) => Status::AlreadyOrdered,
        Truth::Unpaid if list_can_be_read(cell, row) => Status::Unpaid,
        _ => Status::Unknown,
    }
}

/// Rows whose tries are proved unsent. A second try that the certificate ended counts, though it is
/// proved unsent as well: more cautious than it must be.
fn is_unsent(row: Row) -> bool {
    matches!(row, Row::Unreached | Row::Throttled)
}

fn requests(cell: Cell, row: Row) -> usize {
    match row {
        Row::Distrusted => 0,
        // The list shows it before it would be sent.
        Row::Throttled if cell.truth == Truth::Earlier => 0,
        Row::Unreached | Row::Throttled => usize::from(cell.spell == Spell::Once && cell.context != Context::Crash),
        Row::Lost if cell.phase == Phase::Sending => 0,
        Row::Lost | Row::Blocked | Row::Whole => 1,
    }
}

fn attempts(cell: Cell, row: Row, status: Status) -> (u32, u32) {
    if cell.context == Context::Crash {
        return (1, u32::from(status == Status::Unknown));
    }
    let tries = match (row, cell.spell) {
        (Row::Throttled, _) if cell.truth == Truth::Earlier => 1,
        (Row::Unreached | Row::Throttled, Spell::Once) => 2,
        (Row::Unreached | Row::Throttled, Spell::EveryTry) => 5,
        // Three failures in a row are an outage.
        (Row::Unreached, Spell::Lasting) => 3,
        // Without a list it is not sent again.
        (Row::Throttled, Spell::Lasting) | (Row::Distrusted | Row::Lost | Row::Blocked | Row::Whole, _) => 1,
    };
    (tries + u32::from(cell.context == Context::Again), 0)
}

fn stop(cell: Cell, row: Row, status: Status) -> Option<Stop> {
    // What goes wrong on and on meets the first order of the run after a crash as well, if its
    // list could be read.
    let unpaid = row == Row::Whole && cell.truth == Truth::Unpaid;
    if cell.context == Context::Crash {
        let met = unpaid && cell.spell == Spell::Lasting;
        return met.then_some(Stop::Answer(ReasonCode::NotPaid));
    }
    match row {
        Row::Distrusted => Some(Stop::Answer(ReasonCode::NotTrusted)),
        Row::Blocked => Some(Stop::Answer(ReasonCode::ChallengePage)),
        Row::Whole if unpaid => Some(Stop::Answer(ReasonCode::NotPaid)),
        // The list says what the answer did not.
        Row::Lost if status == Status::Unpaid => Some(Stop::Answer(ReasonCode::NotPaid)),
        Row::Unreached if cell.spell == Spell::Lasting => Some(Stop::Outage),
        Row::Lost if cell.context == Context::Opening && status == Status::Unknown => {
            Some(Stop::FirstOrder(Status::Unknown))
        }
        Row::Unreached | Row::Throttled | Row::Lost | Row::Whole => None,
    }
}

/// At the next start everything works, and what was to be executed late has been. None: it is free
/// to be sent.
fn next(cell: Cell, row: Row, status: Status) -> Option<Status> {
    let exists =
        requests(cell, row) > 0 && !matches!((row, cell.truth), (Row::Lost | Row::Blocked | Row::Whole, Truth::Never));
    match status {
        Status::Rejected | Status::NotSent => None,
        Status::Unpaid => Some(Status::Unpaid),
        // Its second try is proved unsent, and does not count.
        Status::Unknown if cell.context == Context::Again && is_unsent(row) && cell.truth == Truth::Never => {
            Some(Status::Ready)
        }
        Status::Unknown if !exists && cell.truth != Truth::Earlier => Some(Status::Unknown),
        Status::Unknown if cell.truth == Truth::Unpaid => Some(Status::Unpaid),
        _ => Some(Status::AlreadyOrdered),
    }
}
