//! Whether what a run would order is what somebody approved.

use std::collections::BTreeSet;

use super::job::Job;
use crate::catalog::Comments;
use crate::host::console::Console;
use crate::host::name::{Kind, beside};
use crate::host::stdin;
use crate::ledger::approved::{self, Unusable};
use crate::order::{Order, Quote, Status};
use crate::run::approval::{self, Change, Code, Kept};
use crate::run::{Guard, Line, ROWS_NAMED, Run};
use crate::sheet::RowNo;
use crate::text::lang::tr;
use crate::text::printable::{Legible, printable};
use crate::text::shell::word;
use crate::verb::books::Books;

/// What came of holding a plan against the approved one, to be told once the plan itself is.
#[derive(Debug, Default)]
#[must_use]
pub struct Approval {
    answer: Option<String>,
    said: Vec<String>,
    /// The command that orders the plan once it is approved.
    next: Option<String>,
    guard: Option<Guard>,
}

impl Approval {
    /// Tells it; what is typed next only where nothing else refuses the plan (`refused`). The guard that keeps the batch
    /// from being sent, if one does.
    #[must_use]
    pub fn told(self, job: &Job, refused: bool, console: Console) -> Option<Guard> {
        self.answer.iter().for_each(|line| job.answer(line, console));
        self.said.iter().for_each(|line| console.say(line));
        // What is refused now is refused again, whoever approves it.
        if let Some(line) = self.next.filter(|_| !refused) {
            console.say(&line);
        }
        self.guard
    }
}

/// Works out the code of the plan, and holds it against the one that was approved, whose amounts the run takes over; a
/// dry run keeps its plan, so that a later run can say what differs.
pub fn approve(job: &Job, books: &Books, run: &mut Run, (known, console): (Option<&Kept>, Console)) -> Approval {
    let lang = console.lang;
    let Some(plan) = approval::of_run(run, &job.catalog.toml(&Comments::new())) else {
        let none = lang.pick(
            "approval code: none, since the plan names no account (add --account LOGIN)",
            "код утверждения: нет, поскольку в плане не указана учётная запись (добавьте --account ЛОГИН)",
        );
        return Approval { said: vec![none.to_owned()], ..Approval::default() };
    };
    let with_amounts = known.map(|known| with_amounts(&plan, known, run));
    let now = with_amounts.as_ref().unwrap_or(&plan);
    let is_same = job.approved.as_ref().is_some_and(|given| now.plan.code() == *given);
    let unasked = known.filter(|_| is_same).map(|known| unasked(known, run)).unwrap_or_default();
    if let (Some(given), false) = (&job.approved, unasked.is_empty()) {
        return Approval { guard: Some(not_asked(given, unasked)), ..Approval::default() };
    }
    let is_approved = is_same;
    // Where it is not the approved one, what it comes to by itself is what would be approved next.
    let plan = if is_approved { now } else { &plan };
    let code = plan.plan.code();
    if is_approved {
        take_amounts(run, plan);
    }
    if is_approved || job.dry_run {
        // Whoever goes on after an interrupt needs it as well, wherever it was approved.
        keep(books, &code, plan, console);
    }
    run.approval = Some(code.clone());
    let answer = job.dry_run.then(|| tr!(lang, "approval code: {code}\n", "код утверждения: {code}\n"));
    let guard = match &job.approved {
        Some(_) if is_approved => None,
        Some(given) => Some(refused(given, known, now)),
        None => needed(job, run),
    };
    let said = if is_approved {
        vec![tr!(lang, "approved: this is the plan {code}", "утверждено: это план {code}")]
    } else if job.dry_run {
        Vec::new()
    } else if guard.is_some() {
        let command = command(job, &["--dry-run"]);
        vec![tr!(lang, "a plan and its code: {command}", "план и его код: {command}")]
    } else {
        Vec::new()
    };
    let next = (job.dry_run && !is_approved && !plan.plan.orders.is_empty()).then(|| {
        let command = command(job, &["--approved", code.as_str()]);
        tr!(lang, "once it is approved: {command}", "когда план утвердят: {command}")
    });
    Approval { answer, said, next, guard }
}

/// The plan that was approved, as far as a ledger here has it.
#[must_use]
pub fn approved_plan(job: &Job, books: &Books, console: Console) -> Option<Kept> {
    approved::approved(books.place()?, job.approved.as_ref()?).unwrap_or_else(|error| {
        unusable(&error, console);
        None
    })
}

/// Whether the panel is asked what the orders cost: where that is wanted, and where a price that is approved is the
/// panel's and its order is still to be sent. What it was is no word on what it is.
#[must_use]
pub fn is_to_be_asked(job: &Job, approved: Option<&Kept>, run: &Run, console: Console) -> bool {
    if job.online {
        return true;
    }
    let is_to_be_asked = approved.is_some_and(|plan| !unasked(plan, run).is_empty());
    if is_to_be_asked {
        console.say(console.lang.pick(
            "the approved plan has the panel's prices: the panel is asked for them again",
            "в утверждённом плане — цены панели: они запрашиваются снова",
        ));
    }
    is_to_be_asked
}

/// The rows of orders that would be sent, whose approved price is the panel's, and of which it told none to this run.
fn unasked(approved: &Kept, run: &Run) -> Vec<RowNo> {
    let (quoted, asked): (BTreeSet<_>, _) = (approved.quoted().collect(), approval::asked(run));
    // What lies in the cart has its price there, and is paid for no more than was approved.
    let is_new = |line: &&Line| line.outcome.status == Status::Ready && line.outcome.cart_item.is_none();
    let ready = run.lines.iter().filter(is_new);
    let is_unasked = |order: &&Order| quoted.contains(&order.domain) && !asked.contains(&order.domain);
    let mut rows: Vec<RowNo> =
        ready.filter_map(|line| line.order.as_ref()).filter(is_unasked).map(|order| order.row).collect();
    rows.dedup();
    rows
}

fn not_asked(given: &Code, mut rows: Vec<RowNo>) -> Guard {
    let of = rows.len() as u64;
    rows.truncate(ROWS_NAMED);
    Guard::PriceNotAsked { given: given.clone(), rows, of }
}

fn with_amounts(plan: &Kept, known: &Kept, run: &Run) -> Kept {
    let asked = approval::asked(run);
    plan.clone().with_amounts_of(&known.plan, |domain| asked.contains(domain))
}

/// Takes the amounts of the approved plan over into the run: what was approved as the panel's price is what may be
/// paid, for instance by a cart.
fn take_amounts(run: &mut Run, approved: &Kept) {
    let currency = run.facts.catalog.currency.clone();
    for order in run.lines.iter_mut().filter_map(|line| line.order.as_mut()) {
        let planned = approved.plan.order(&order.domain).and_then(|priced| priced.planned);
        let Some(amount) = planned.filter(|_| planned != order.price) else { continue };
        let quote = Quote { amount, currency: currency.clone(), discount: None, tax: None };
        order.prices.quote = Some(Box::new(quote));
        order.price = planned;
    }
}

fn keep(books: &Books, code: &Code, plan: &Kept, console: Console) {
    let Some(place) = books.place() else { return };
    if let Err(error) = approved::keep(place, code, plan) {
        unusable(&error, console);
    }
}

/// Says that a plan cannot be read or kept: the code is worth the same without it.
fn unusable(Unusable { file, why }: &Unusable, console: Console) {
    let (file, why) = (file.shown(), printable(why));
    console.insist(&tr!(
        console.lang,
        "warning: the plan in `{file}` cannot be used: {why} (its code is valid all the same; how another plan differs from it cannot be shown)",
        "предупреждение: план в `{file}` нельзя использовать: {why} (его код всё равно действует; показать, чем отличается другой план, нельзя)"
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
    let above = job.approval_above.filter(|_| !job.dry_run)?;
    let sum = run.summary().total.first;
    let (charge, unknown) = (sum.known, sum.unknown);
    (charge > above || unknown > 0).then_some(Guard::ApprovalNeeded { charge, unknown, above })
}

/// Options that are not typed again: of a dry run and of its files, the code, and those by which the account and the
/// table are named anyway.
const LEFT_OUT: [&str; 13] = [
    "dry-run",
    "detailed-exitcode",
    "output",
    "overwrite",
    "approved",
    "account",
    "panel",
    "ledger",
    "ca-file",
    "certificate-sha256",
    "sign-in",
    "catalog",
    "sandbox-dir",
];

/// The same run with other words behind it, as it is typed: whatever was typed for this one has a part in it.
#[must_use]
pub fn command(job: &Job, words: &[&str]) -> String {
    let sheet = job.sheet.display().to_string();
    let mut typed = vec![retyped("process", &sheet, &job.typed)];
    if stdin::is_meant(&job.sheet) {
        // A sheet without a name has none for its results either.
        let kind = if words.contains(&"--dry-run") { Kind::Plan } else { Kind::Results };
        typed.push(format!("-o {}", word(&beside(job.called(), kind).display().to_string())));
    }
    typed.extend(words.iter().map(|&word| word.to_owned()));
    job.whose().command(&typed.join(" "))
}

/// The check of the same sheet with other words behind it, as it is typed.
#[must_use]
pub fn check_command(job: &Job, words: &[&str]) -> String {
    let mut typed = vec![retyped("check", &job.sheet.display().to_string(), &job.typed)];
    typed.extend(words.iter().map(|&word| word.to_owned()));
    job.which_table().command(&typed.join(" "))
}

fn retyped(verb: &str, sheet: &str, options: &[(String, Option<String>)]) -> String {
    let mut typed = vec![verb.to_owned(), word(sheet)];
    for (name, value) in options.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
        typed.push(match value {
            // Behind a space it would be taken for an option of its own.
            Some(value) if value.starts_with('-') => format!("--{name}={}", word(value)),
            Some(value) => format!("--{name} {}", word(value)),
            None => format!("--{name}"),
        });
    }
    typed.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_for_a_plan_is_typed_for_its_run() {
        let option = |name: &str, value: Option<&str>| (name.to_owned(), value.map(ToOwned::to_owned));
        let options = [
            option("config", Some("our settings.toml")),
            option("output", Some("r.xlsx")),
            option("overwrite", None),
            option("dry-run", None),
            option("detailed-exitcode", None),
            option("online", None),
            option("approved", Some("AAAA-AAAA-AAAA")),
            option("only-valid", None),
            option("max-orders", Some("10")),
            option("max-total", Some("4 000,50")),
            option("expect-orders", Some("3")),
            option("rows", Some("2-5")),
            option("account", Some("anna")),
        ];
        let wanted = "process a.csv --config \"our settings.toml\" --online --only-valid --max-orders 10 --max-total \"4 000,50\" --expect-orders 3 --rows 2-5";
        assert_eq!(retyped("process", "a.csv", &options), wanted);
        assert_eq!(retyped("process", "a.csv", &[option("sheet", Some("-1"))]), "process a.csv --sheet=-1");
    }
}
