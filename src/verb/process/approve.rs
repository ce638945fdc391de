//! Whether what a run would order is what somebody approved.

use std::collections::BTreeSet;

use super::job::Job;
use crate::catalog::Comments;
use crate::host::console::Console;
use crate::ledger::approved::{self, Unusable};
use crate::order::{Domain, Status};
use crate::run::approval::{self, Change, Code, Kept, Plan};
use crate::run::{Guard, ROWS_NAMED, Run};
use crate::text::lang::tr;
use crate::text::printable::printable;
use crate::verb::books::Books;

/// Works out the code of the plan, and holds it against the one that was approved; a dry run tells the code and keeps
/// the plan, so that a later run can say what differs. The guard that keeps the batch from being sent, if one does.
#[must_use]
pub fn approve(job: &Job, books: &Books, run: &mut Run, console: Console) -> Option<Guard> {
    let Some(plan) = approval::of_run(run, &job.catalog.toml(&Comments::new())) else {
        console.say(console.lang.pick(
            "approval code: none, since the plan names no account (add --account LOGIN)",
            "код утверждения: нет, поскольку в плане не указана учётная запись (добавьте --account ЛОГИН)",
        ));
        return None;
    };
    let given = job.approved.as_ref();
    let known = given.and_then(|code| known(books, code, console));
    let plan = match &known {
        Some(known) => over(plan, &known.plan, run),
        None => plan,
    };
    let code = plan.plan.code();
    run.approval = Some(code.clone());
    if job.dry_run {
        console.answer(&tr!(console.lang, "approval code: {code}\n", "код утверждения: {code}\n"));
    }
    let is_approved = given == Some(&code);
    // Whoever goes on after an interrupt needs it as well, wherever it was approved.
    if job.dry_run || is_approved {
        keep(books, &code, &plan, console);
    }
    match given {
        Some(_) if is_approved => None,
        Some(given) => Some(refused(given, known.as_ref(), &plan)),
        None if job.dry_run => None,
        None => needed(job, run),
    }
}

/// The plan with the approved amounts of the orders that are not to be sent any more: the panel is not asked what they
/// would cost.
fn over(plan: Kept, approved: &Plan, run: &Run) -> Kept {
    let ready = run.lines.iter().filter(|line| line.outcome.status == Status::Ready);
    let asked: BTreeSet<&Domain> = ready.filter_map(|line| Some(&line.order.as_ref()?.domain)).collect();
    plan.with_amounts_of(approved, |order| !asked.contains(&order.domain))
}

/// The plan that was approved, as far as this ledger has it.
fn known(books: &Books, code: &Code, console: Console) -> Option<Kept> {
    approved::approved(books.place()?, code).unwrap_or_else(|error| {
        unusable(&error, console);
        None
    })
}

fn keep(books: &Books, code: &Code, plan: &Kept, console: Console) {
    let Some(place) = books.place() else { return };
    if let Err(error) = approved::keep(place, code, plan) {
        unusable(&error, console);
    }
}

/// Says that a plan cannot be read or kept: the code is worth the same without it.
fn unusable(Unusable { file, why }: &Unusable, console: Console) {
    let (file, why) = (printable(&file.display().to_string()), printable(why));
    console.insist(&tr!(
        console.lang,
        "warning: the plan in `{file}` cannot be used: {why} (the approval code holds all the same; what differs from another plan cannot be told)",
        "предупреждение: план в `{file}` нельзя использовать: {why} (код утверждения действует и без него; чем отличается другой план, сказать нельзя)"
    ));
}

fn refused(given: &Code, known: Option<&Kept>, now: &Kept) -> Guard {
    let given = given.clone();
    let Some(known) = known else { return Guard::PlanNotKept { given } };
    let mut changes: Vec<Change> = approval::changes(known, now);
    let of = changes.len() as u64;
    changes.truncate(ROWS_NAMED);
    Guard::OtherPlan { given, changes, of }
}

/// What keeps a plan without approval from being sent. Whether a sum of which a part is not known is above, nobody
/// can say.
fn needed(job: &Job, run: &Run) -> Option<Guard> {
    let above = job.approval_above?;
    let sum = run.summary().total.first;
    let (charge, unknown) = (sum.known, sum.unknown);
    (charge > above || unknown > 0).then_some(Guard::ApprovalNeeded { charge, unknown, above })
}
