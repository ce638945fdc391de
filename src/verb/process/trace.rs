//! What the log gets of a run.

use super::{Job, PanelChoice};
use crate::batch::Batch;
use crate::lang::Lang;
use crate::order::Order;
use crate::plan::Decision;

/// The settings of a run, as resolved. Where the password comes from is none of them.
pub(super) fn settings(job: &Job) {
    let Job { dry_run, yes, only_valid, jobs, rate, max_orders, max_total, no_list, settle, .. } = job;
    let account = match &job.panel {
        PanelChoice::Nobody => "nobody".to_owned(),
        PanelChoice::Panel { account, .. } => account.to_string(),
        #[cfg(feature = "sandbox")]
        PanelChoice::Practice { faults, .. } => format!("a practice panel, {faults:?}"),
    };
    tracing::info!(
        sheet = %job.sheet.display(), output = ?job.output, catalog = job.catalog.name, as_of = job.catalog.as_of,
        account, dry_run, yes, only_valid, jobs, rate, max_orders, ?max_total, no_list, ?settle, "settings"
    );
}

/// What was read of the sheet.
pub(super) fn sheet(batch: &Batch) {
    let (run, input) = (&batch.run, &batch.run.facts.input);
    tracing::info!(
        run = run.facts.id, format = input.format, sha256 = input.sha256, sheet = input.layout.sheet,
        header_row = %input.layout.header_row, columns = input.layout.columns.len(), rows = run.rows.len(),
        servers = run.servers, errors = batch.errors(), "sheet read"
    );
}

/// Decides about every line, from what is named, and logs it.
pub fn decide(batch: &mut Batch, from: &str, decide: impl Fn(&Order) -> Decision) {
    batch.decide(decide);
    lines(batch, from);
}

/// How every line stands, as far as that is known from what is named.
pub(super) fn lines(batch: &Batch, from: &str) {
    tracing::info!("decided from the {from}: {}", super::counts(&batch.run.tally(), Lang::En));
    for line in &batch.run.lines {
        let reason = line.outcome.reason.as_ref().map(|reason| reason.code.code().0);
        tracing::trace!(row = %line.row, server = line.server, status = %line.outcome.status, reason, "{}", line.name);
    }
}
