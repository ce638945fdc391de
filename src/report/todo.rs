//! What a person does next, summed up for the summary.

use super::advice::{self, Step};
use super::view::{Tab, View};
use super::words;
use crate::order::service::Service;
use crate::order::{Status, Weight};
use crate::run::{Guard, Hindrance, Kept, Line, Stop, Verdict};
use crate::sheet::problem::Severity;
use crate::text::lang::{Lang, tr};
use crate::text::printable::{printable, shown};

/// The most lines of advice.
pub(super) const MOST: usize = 10;

/// How many domains a line names.
const NAMED: usize = 2;

/// Names services that appeared in the panel's list during the run and that no line explains. None if
/// there are none.
#[must_use]
pub fn appeared(services: &[Service], lang: Lang) -> Option<String> {
    const NAMED: usize = 5;
    let named = services.iter().take(NAMED).map(|service| format!("{} {}", service.id, service.domain));
    let named = printable(&named.collect::<Vec<_>>().join(", "));
    let more = if services.len() > NAMED { ", …" } else { "" };
    let count = services.len();
    (count > 0).then(|| {
        tr!(
            lang,
            "during the run, services appeared in the panel that match no row of the sheet: {count} ({named}{more}); find out who ordered them",
            "за время прогона в панели появились услуги, которых нет ни в одной строке таблицы: {count} ({named}{more}); выясните, кто их заказал"
        )
    })
}

/// Why a run never began, and what is typed then, where that is known.
fn why_not(why: &Kept<Hindrance>, view: &View<'_>) -> String {
    let said = printable(&why.message(view.lang));
    let (Kept::Values(Hindrance::ListIncomplete(gap)), Some(options)) = (why, &view.options) else { return said };
    Step { said, commands: advice::release(gap, options), ..Step::default() }.whole(view.lang)
}

/// Servers of one status of which the same is to be done.
pub(super) struct Group {
    /// The status.
    pub(super) status: Status,
    /// What is to be done.
    pub(super) step: Step,
    /// How many servers.
    pub(super) servers: u64,
    /// The names of the first ones.
    names: Vec<String>,
    /// The domains of all of them, as the panel gets them.
    pub(super) domains: Vec<String>,
    /// Whether its commands name the server.
    of_server: bool,
    /// What may be typed as well, server by server.
    beside: Vec<Vec<String>>,
}

/// The most groups that a terminal shows.
const STEPS: usize = 5;

/// The most orders in doubt of which a terminal shows what is typed.
const DOUBTS: usize = 5;

/// What must be done next, the gravest first, in at most [`MOST`] lines.
pub(super) fn lines(view: &View<'_>) -> Vec<String> {
    let mut lines: Vec<String> = view
        .run
        .notes
        .iter()
        .filter(|note| note.severity() == Severity::Error)
        .map(|note| words::note(note, view.lang))
        .collect();
    let of_file = lines.len();
    if let Some(Stop::Before(why)) = view.run.end.as_ref().and_then(|end| end.stop.as_ref()) {
        // Why the run never began comes first: nothing below can be done before.
        lines.insert(0, why_not(why, view));
    }
    let unexplained = view.run.end.as_ref().map(|end| end.unexplained.as_slice()).unwrap_or_default();
    lines.extend(appeared(unexplained, view.lang));
    let mut groups = groups(view);
    // The sort is stable: within a status the sheet's order stays.
    groups.sort_by_key(|group| group.status.facts().gravity);
    lines.extend(groups.iter().map(|group| said(group, &group.step.whole(view.lang), view)));
    lines.extend(to_order(view));
    if lines.len() > MOST {
        let more = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(where_the_rest_is(more, of_file, view.lang));
    }
    lines
}

/// Where the lines stand of which there is no room; `of_file` is how many are of the file as a whole.
fn where_the_rest_is(more: usize, of_file: usize, lang: Lang) -> String {
    let (orders, problems) = (Tab::Orders.title(lang), Tab::Problems.title(lang));
    // No server has what is wrong with the file.
    if of_file >= MOST {
        tr!(
            lang,
            "and {more} more: see the sheet \"{problems}\", and the column \"Next step\" on the sheet \"{orders}\"",
            "и ещё {more}: см. лист «{problems}» и столбец «Что делать» на листе «{orders}»"
        )
    } else {
        tr!(
            lang,
            "and {more} more: see the column \"Next step\" on the sheet \"{orders}\"",
            "и ещё {more}: см. столбец «Что делать» на листе «{orders}»"
        )
    }
}

/// What becomes of a plan's orders, if that can be said: in a sheet with errors they wait for these.
fn to_order(view: &View<'_>) -> Option<String> {
    let (run, lang) = (view.run, view.lang);
    let ready = run.tally().count(Status::Ready);
    let has_errors = run.end.as_ref().is_none_or(|end| end.verdict == Verdict::SheetErrors);
    let status = Status::Ready.title(lang);
    if let Some(Stop::Guard(why)) = run.end.as_ref().and_then(|end| end.stop.as_ref()) {
        if let Kept::Values(Guard::NotConfirmed) = why {
            return Some(tr!(
                lang,
                "{status} · {ready}: not confirmed; to order, run the same command again and type the number of orders",
                "{status} · {ready}: не подтверждено; чтобы заказать, запустите ту же команду ещё раз и введите число заказов"
            ));
        }
        let why = printable(&why.message(lang));
        if ready == 0 {
            return Some(tr!(
                lang,
                "not sent, and will not be sent until this is settled: {why}",
                "не отправлено; не будет отправлено, пока не устранена причина: {why}"
            ));
        }
        return Some(tr!(
            lang,
            "{status} · {ready}: not sent, and will not be sent until this is settled: {why}",
            "{status} · {ready}: не отправлено; не будет отправлено, пока не устранена причина: {why}"
        ));
    }
    (ready > 0 && !has_errors).then(|| {
        if let (true, Some(code)) = (run.facts.dry_run, &run.approval) {
            tr!(
                lang,
                "{status} · {ready}: have this plan approved, then run the same command with `--approved {code}` in place of `--dry-run`",
                "{status} · {ready}: утвердите этот план; затем запустите ту же команду с `--approved {code}` вместо `--dry-run`"
            )
        } else if run.facts.dry_run {
            tr!(
                lang,
                "{status} · {ready}: have this plan approved, then run the same command without --dry-run",
                "{status} · {ready}: утвердите этот план; затем запустите ту же команду без --dry-run"
            )
        } else {
            tr!(
                lang,
                "{status} · {ready}: have this plan approved, then run the same command again",
                "{status} · {ready}: утвердите этот план; затем запустите ту же команду ещё раз"
            )
        }
    })
}

fn groups(view: &View<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in &view.run.lines {
        let step = advice::next_step(line, view);
        if step.said.is_empty() || line.outcome.status.facts().gravity.is_none() {
            continue;
        }
        let status = line.outcome.status;
        let name = || shown(&line.name, 60);
        let domain = line.order.as_ref().map(|order| order.domain.ascii().to_owned());
        let known = groups.iter_mut().find(|group| group.status == status && group.step.said == step.said);
        let Some(group) = known else {
            let of_server = !matches!(status, Status::Unknown | Status::Accepted);
            let beside = beside(line, view).into_iter().collect();
            groups.push(Group {
                status,
                step,
                servers: 1,
                names: vec![name()],
                domains: domain.into_iter().collect(),
                of_server,
                beside,
            });
            continue;
        };
        group.servers += 1;
        group.domains.extend(domain);
        if group.beside.len() < DOUBTS {
            group.beside.extend(beside(line, view));
        }
        if group.names.len() < NAMED {
            group.names.push(name());
        }
    }
    groups
}

/// What may be typed about an order in doubt, beside asking the panel, in lines; none for any other order.
fn beside(line: &Line, view: &View<'_>) -> Option<Vec<String>> {
    let domain = line.order.as_ref().map(|order| &order.domain);
    match (line.outcome.status, domain, &view.options) {
        (Status::Unknown, Some(domain), Some(options)) if !line.outcome.is_under_way() => {
            Some(advice::case_lines(&advice::resolve(Some(&line.outcome), domain, options, view.lang)).collect())
        }
        _ => None,
    }
}

fn said(group: &Group, step: &str, view: &View<'_>) -> String {
    format!("{} · {}: {step} ({})", group.status.title(view.lang), group.servers, named(group, view))
}

/// The servers of a group. Of several the first shows what is typed; the others have theirs beside them.
fn named(group: &Group, view: &View<'_>) -> String {
    let rest = group.servers.saturating_sub(group.names.len() as u64);
    let more = if rest > 0 { tr!(view.lang, " and {rest} more", " и ещё {rest}") } else { String::new() };
    let alike = if group.servers > 1 && group.step.is_typed() && group.of_server {
        view.lang.pick("; the same for the others", "; для остальных — так же")
    } else {
        ""
    };
    format!("{}{more}{alike}", group.names.join(", "))
}

/// Where the commands stand of the orders in doubt of which none are shown here.
fn rest(group: &Group, shown: usize, view: &View<'_>) -> Option<String> {
    let options = view.options.as_ref().filter(|_| !group.beside.is_empty())?;
    let more = group.servers.saturating_sub(shown as u64);
    let report = options.command(&format!("report {}", printable(&view.run.facts.id)));
    let tab = Tab::Check.title(view.lang);
    (more > 0).then(|| {
        tr!(
            view.lang,
            "  and {more} more: their commands are on the sheet \"{tab}\" of the workbook; `{report}` makes the workbook again",
            "  и ещё {more}: команды для них — на листе «{tab}» книги; составить книгу заново: `{report}`"
        )
    })
}

/// What must be done next, the gravest first.
pub(super) fn next(view: &View<'_>) -> Vec<Group> {
    let mut groups = groups(view);
    groups.sort_by_key(|group| group.status.facts().gravity);
    groups
}

/// What must be done next, the gravest first, in lines for a terminal: commands on lines of their own. Of one
/// status it may have been said already.
pub(super) fn steps(view: &View<'_>, but: Option<Status>) -> Vec<StepLine> {
    let mut groups = groups(view);
    // What is wrong with a sheet was said line by line; of a plan the orders before it are left.
    let of_earlier = |status| matches!(status, Status::Unknown | Status::Unpaid | Status::Conflict);
    groups.retain(|group| Some(group.status) != but && (!view.run.is_plan() || of_earlier(group.status)));
    groups.sort_by_key(|group| group.status.facts().gravity);
    let more = groups.len().saturating_sub(STEPS);
    let is_grave = |group: &Group| group.status.facts().weight != Weight::Good;
    let (mut said, mut doubts) = (Vec::new(), DOUBTS);
    for group in groups.iter().take(STEPS) {
        let mut lines = Vec::new();
        let (status, servers, step) = (group.status.title(view.lang), group.servers, &group.step);
        let end = if step.is_typed() { ":" } else { "" };
        lines.push(format!("{status} · {servers} ({}): {}{end}", named(group, view), step.said));
        lines.extend(step.lines());
        let shown = group.beside.len().min(doubts);
        doubts -= shown;
        lines.extend(group.beside.iter().take(shown).flatten().cloned());
        lines.extend(rest(group, shown, view));
        said.extend(lines.into_iter().map(|line| StepLine { line, is_grave: is_grave(group) }));
    }
    if more > 0 {
        let line = tr!(view.lang, "and {more} more: see the workbook", "и ещё {more}: см. книгу");
        said.push(StepLine { line, is_grave: groups.iter().skip(STEPS).any(is_grave) });
    }
    said
}

/// A line of what must be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLine {
    /// The line.
    pub line: String,
    /// Whether it is about what is not as it was asked for, or not known.
    pub is_grave: bool,
}
