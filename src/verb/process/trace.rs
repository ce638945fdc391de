//! What the log gets of a run.

use super::job::{Job, PanelChoice};
use crate::order::Order;
use crate::order::plan::Decision;
use crate::run::Run;
use crate::text::lang::Lang;
use crate::text::printable::Legible;

/// The settings of a run, as resolved. Where the password comes from is none of them.
pub(super) fn settings(job: &Job) {
    // The password's source is left out by name: what is added to a job is not logged unless it is named here.
    let Job { approved, approval_above, .. } = job;
    let Job {
        dry_run,
        online,
        yes,
        only_valid,
        jobs,
        rate,
        max_orders,
        max_total,
        expected,
        rows,
        no_list,
        settle,
        ..
    } = job;
    let account = match &job.panel {
        PanelChoice::Nobody => "nobody".to_owned(),
        PanelChoice::Panel { account, .. } => account.to_string(),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { faults, .. } => format!("a practice panel, {faults:?}"),
    };
    tracing::info!(
        sheet = %job.sheet.shown(), output = ?job.output, catalog = job.catalog.name, as_of = job.catalog.as_of,
        account, dry_run, online, yes, only_valid, jobs, rate, max_orders, ?max_total, ?expected, ?rows, no_list, ?settle,
        ?approved, ?approval_above, "settings"
    );
}

/// What was read of the sheet.
pub(super) fn sheet(run: &Run) {
    let input = &run.facts.input;
    tracing::info!(
        run = run.facts.id, format = input.format, sha256 = input.sha256, sheet = input.layout.sheet,
        header_row = %input.layout.header_row, columns = input.layout.columns.len(), rows = run.rows.len(),
        servers = run.servers, errors = run.errors(), "sheet read"
    );
}

/// Decides about every line, from what is named, and logs it.
pub fn decide(run: &mut Run, from: &str, decide: impl Fn(&Order) -> Decision) {
    run.decide(decide);
    lines(run, from);
}

/// How every line stands, as far as that is known from what is named.
pub(super) fn lines(run: &Run, from: &str) {
    tracing::info!("decided from the {from}: {}", run.tally().words(Lang::En));
    for line in &run.lines {
        let reason = line.outcome.reason.as_ref().map(|reason| reason.code.code().0);
        tracing::trace!(row = %line.row, server = line.server, status = %line.outcome.status, reason, "{}", line.name);
    }
}
