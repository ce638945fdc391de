//! Documents made of runs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    Amounts, Approval, Carried, Checked, Document, Found, Group, Input, Line, Ordered, Origins, Problem, Try,
    Unexplained,
};
use crate::money::Money;
use crate::order::service::Service;
use crate::order::{Order, Outcome, Part, Renewal, Status};
use crate::report::control::by_status;
use crate::report::decided::Decision;
use crate::report::groups::{GroupName, Standing, by_group, cost_centre, tariff_and_period};
use crate::report::schedule::renewing;
use crate::report::totals::Sum;
use crate::report::vat::Tax;
use crate::report::view::{Subject, View};
use crate::report::{advice, named, words};
use crate::run::{Run, Tried};
use crate::text::json;
use jiff::civil::Date;

/// The document of a run, as bytes. What a terminal would obey or hide is written as an escape.
pub(in crate::report) fn json(view: &View<'_>) -> Vec<u8> {
    json::pretty(&document(view)).into_bytes()
}

fn document<'a>(view: &'a View<'a>) -> Document<'a> {
    let run = view.run;
    let facts = &run.facts;
    let standing = Standing::of(view);
    Document {
        format: "vdsbatch-run",
        run: &facts.id,
        started: facts.started,
        ended: run.end.as_ref().map(|end| end.at),
        verdict: run.verdict(),
        exit_code: run.verdict().map(|verdict| verdict.exit().code()),
        headline: words::headline(run, view.lang),
        stopped: run.end.as_ref().and_then(|end| end.stop.as_ref()).map(|stop| stop.message(view.lang)),
        plan: run.is_plan(),
        sandbox: facts.sandbox,
        no_list: facts.no_list,
        rows: facts.rows.as_ref().map(ToString::to_string),
        supersedes: run.supersedes().map(|other| other.id.as_str()),
        superseded_by: run.superseded_by().map(|other| other.id.as_str()),
        panel: facts.account.as_ref().map(|account| account.panel.to_string()),
        account: facts.account.as_ref().map(|account| account.login.as_str()),
        operator: &facts.operator,
        program: &facts.version,
        input: input(run),
        catalog: &facts.catalog,
        company: &facts.company,
        vat: Tax::of(run),
        approval: approval(run),
        enquiry: run.enquiry.as_ref(),
        control: run.control(),
        statuses: by_status(view).into_iter().map(|(status, sum)| (status.word(), amounts(&sum))).collect(),
        standing: Origins {
            this_run: amounts(&standing.this_run),
            earlier_by_this_sheet: amounts(&standing.this_sheet),
            otherwise: amounts(&standing.elsewhere),
        },
        by_tariff: groups(by_group(view, tariff_and_period)),
        by_cost_centre: groups(by_group(view, cost_centre)),
        renewals: view.schedule.months.iter().map(|found| (month(found.first), amounts(&found.sum))).collect(),
        renewals_in_other_currencies: abroad(view),
        checked: Checked::of(view),
        problems: Problem::apart(view),
        orders: view.subjects().map(|subject| line(&subject)).collect(),
        attempts: run.trail.attempts.iter().map(attempt).collect(),
        decisions: run.trail.decisions.iter().map(Decision::of).collect(),
        unexplained: run.end.iter().flat_map(|end| &end.unexplained).map(unexplained).collect(),
    }
}

fn approval(run: &Run) -> Approval<'_> {
    let (code, given) = (run.approval.as_ref(), run.facts.approved.as_ref());
    Approval { code, given, approved: given.filter(|given| code == Some(*given)) }
}

fn input(run: &Run) -> Input<'_> {
    let input = &run.facts.input;
    Input {
        file: &input.file,
        sha256: &input.sha256,
        format: &input.format,
        sheet: input.layout.sheet.as_deref(),
        servers: run.servers,
    }
}

fn groups(sums: Vec<(GroupName, Sum)>) -> Vec<Group> {
    sums.into_iter().map(|(GroupName { name, months }, sum)| Group { name, months, amounts: amounts(&sum) }).collect()
}

fn month(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// What renews in other currencies, by currency and month.
fn abroad(view: &View<'_>) -> BTreeMap<String, BTreeMap<String, Money>> {
    let by_month = |months: &BTreeMap<Date, (u64, Money)>| {
        months.iter().map(|(first, (_, amount))| (month(*first), *amount)).collect()
    };
    view.schedule.abroad.iter().map(|(currency, months)| (currency.clone(), by_month(months))).collect()
}

fn amounts(sum: &Sum) -> Amounts {
    Amounts {
        servers: sum.servers,
        // A sum of nothing known would be 0, which reads as free of charge.
        planned: (sum.priced > 0).then_some(sum.planned),
        planned_unknown: sum.unpriced,
        actual: (sum.paid > 0).then_some(sum.actual),
        actual_unknown: sum.unsaid + sum.foreign,
        difference: (sum.compared > 0).then_some(sum.difference),
        compared: sum.compared,
    }
}

fn line<'a>(subject: &Subject<'a>) -> Line<'a> {
    let (view, line) = (subject.view, subject.line);
    let outcome = &line.outcome;
    let carried = named::carried(&view.run.facts.input.layout).filter_map(|column| {
        let cell = subject.row?.row.cell(column.col)?;
        Some(Carried { column: column.col.to_string(), header: &column.header, text: cell.as_read().into_owned() })
    });
    let (code, reason, panel_words) = why(outcome);
    let step = advice::next_step(line, view);
    Line {
        no: subject.no,
        row: line.row.get(),
        server: line.server,
        name: &line.name,
        domain: line.order.as_ref().map(|order| order.domain.ascii()),
        status: outcome.status,
        money: view.reckoning.money(line),
        order: line.order.as_ref().map(ordered),
        service: outcome.service.as_deref().map(found),
        charged: view.reckoning.charged(line),
        earlier: outcome.earlier.as_ref(),
        code,
        reason,
        panel_words,
        message: words::reason(subject),
        next_step: step.whole(view.lang),
        commands: step.typed(),
        differences: &outcome.differences,
        problems: subject.row.iter().flat_map(|row| &row.diagnostics).map(|found| Problem::of(found, view)).collect(),
        renewals: renewing(line, &view.reckoning).map(|renewing| renewing.days).unwrap_or_default(),
        carried: carried.collect(),
        attempts: outcome.attempts,
        http_status: outcome.http_status,
        sent_at: outcome.sent_at,
        ended_at: outcome.ended_at,
        order_id: view.run.order_id(line.row, line.server),
    }
}

/// The code, the word, and what is said beside them.
fn why(outcome: &Outcome) -> (Option<&'static str>, Option<&'static str>, Option<Cow<'_, str>>) {
    let Some(reason) = &outcome.reason else { return (None, None, None) };
    (Some(reason.code.code().0), Some(reason.code.word()), reason.said())
}

fn ordered(order: &Order) -> Ordered<'_> {
    let (asked, sent) = (&order.terms.asked, &order.terms.sent);
    Ordered {
        tariff: &asked.tariff,
        tariff_id: sent.value(Part::Tariff),
        months: asked.months.get(),
        period_id: sent.value(Part::Period),
        template: &asked.template,
        amounts: asked.amounts.map(|amount| amount.value),
        template_title: asked.template_title.as_deref(),
        data_centre: asked.data_centre.as_deref(),
        recipe: asked.recipe.as_deref(),
        named: &asked.named,
        renewal: match asked.renewal {
            Renewal::Every(months) => Some(months.get()),
            Renewal::Never => None,
        },
        planned: order.price,
        prices: &order.prices,
        cost_centre: &order.cost_centre,
        reference: &order.reference,
        comment: &order.comment,
    }
}

fn found(service: &Service) -> Found<'_> {
    Found {
        id: &service.id,
        state: service.state,
        ip: &service.ip,
        created: service.created,
        expires: service.expires,
        cost: service.cost,
        currency: service.currency.as_deref(),
    }
}

/// A service is named as the panel names it: its domain may be none that can be read.
fn unexplained(service: &Service) -> Unexplained<'_> {
    Unexplained { domain: &service.domain, service: found(service) }
}

fn attempt(tried: &Tried) -> Try<'_> {
    let outcome = tried.outcome.as_ref();
    let (_, reason, panel_words) = outcome.map_or((None, None, None), why);
    Try {
        row: tried.row.get(),
        server: tried.server,
        number: tried.number,
        begun: tried.begun,
        ended: tried.ended,
        // A try that was never closed may have reached the panel.
        status: outcome.map_or(Status::Unknown, |outcome| outcome.status),
        reason,
        http_status: outcome.and_then(|outcome| outcome.http_status),
        panel_words,
    }
}
