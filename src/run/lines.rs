//! A sheet on its way through a run: every server a line, every line a status. Pure.

use std::collections::HashMap;

use super::{Facts, Line, ReadRow, Run, Summary, Trail};
use crate::check::{Checked, Judgement};
use crate::order::claim::Claiming;
use crate::order::plan::Decision;
use crate::order::{Order, Outcome, Reason, ReasonCode, Server, Status};
use crate::sheet::RowNo;
use crate::sheet::problem::{Diagnostic, Severity};

impl Run {
    /// Makes a line of every server of a checked sheet: ready, invalid or skipped.
    #[must_use]
    pub fn of_sheet(facts: Facts, notes: Vec<Diagnostic>, checked: Checked) -> Self {
        // Counted by the check and not from the lines, so that the control table has two numbers to compare.
        let servers = checked.servers;
        let mut rows = Vec::with_capacity(checked.judged.len());
        let mut lines = Vec::with_capacity(checked.judged.len());
        for judged in checked.judged {
            lines.extend(lines_of(judged.row.no, judged.judgement));
            rows.push(ReadRow { row: judged.row, diagnostics: judged.diagnostics });
        }
        Self { facts, servers, rows, notes, lines, enquiry: None, approval: None, end: None, trail: Trail::default() }
    }

    /// Every problem of the sheet: those of the file first, then those of the rows in their order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.notes.iter().chain(self.rows.iter().flat_map(|row| &row.diagnostics))
    }

    /// How many problems keep rows from being ordered.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.diagnostics().filter(|diagnostic| diagnostic.severity() == Severity::Error).count()
    }

    /// Whether something is wrong with the file as a whole, such as orders on hidden sheets: no row is
    /// sound before somebody has decided that.
    #[must_use]
    pub fn is_undecided(&self) -> bool {
        self.notes.iter().any(|found| found.severity() == Severity::Error)
    }

    /// Decides about every line that is not invalid or skipped. Lines that may be sent are ready
    /// afterwards.
    pub fn decide(&mut self, decide: impl Fn(&Order) -> Decision) {
        for line in &mut self.lines {
            let Some(order) = &line.order else { continue };
            let decision = decide(order);
            line.outcome = if self.facts.chooses(line.row) { decided(decision) } else { left_out(decision) };
            if line.outcome.status == Status::Skipped {
                line.order = None;
            }
        }
    }

    /// The orders that the sheet asks for in the chosen rows, whether they stand already or not.
    pub fn asked(&self) -> impl Iterator<Item = &Order> {
        self.lines.iter().filter(|line| self.facts.chooses(line.row)).filter_map(|line| line.order.as_ref())
    }

    /// The orders that are ready, each as it is to be claimed.
    #[must_use]
    pub fn ready(&self, claiming: impl Fn(&Order) -> Claiming) -> Vec<Claiming> {
        let ready = self.lines.iter().filter(|line| line.outcome.status == Status::Ready);
        ready.filter_map(|line| line.order.as_ref()).map(claiming).collect()
    }

    /// Takes over how orders ended.
    pub fn take(&mut self, orders: &[Claiming], outcomes: Vec<Outcome>) {
        // By row and server, since only some of the lines became orders.
        let mut ended: HashMap<(RowNo, u32), Outcome> =
            orders.iter().map(|claiming| (claiming.order.row, claiming.order.server)).zip(outcomes).collect();
        for line in &mut self.lines {
            if let Some(outcome) = ended.remove(&(line.row, line.server)) {
                line.outcome = outcome;
            }
        }
    }

    /// Marks every ready line as not sent; what lies in the cart stays unpaid.
    pub fn give_up(&mut self, why: ReasonCode) {
        for line in self.lines.iter_mut().filter(|line| line.outcome.status == Status::Ready) {
            line.outcome = line.outcome.unsent(why);
        }
    }

    /// Marks every ready line as unpaid that lies in the cart: a plan has nothing new to order there.
    pub fn leave_in_cart(&mut self) {
        let ready = self.lines.iter_mut().filter(|line| line.outcome.status == Status::Ready);
        for line in ready.filter(|line| line.outcome.cart_item.is_some()) {
            line.outcome = line.outcome.unsent(ReasonCode::InCart);
        }
    }

    /// The plan in numbers.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(&self.lines)
    }
}

/// How an order stands of which this was decided.
fn decided(decision: Decision) -> Outcome {
    match decision {
        Decision::Send | Decision::SendAgain => Outcome::new(Status::Ready),
        Decision::Pay(item) => Outcome { cart_item: Some(item), ..Outcome::new(Status::Ready) },
        Decision::Stands(outcome) => *outcome,
    }
}

/// The same of a row that nobody chose: nothing is sent for it, and what stands or may stand of it is told.
fn left_out(decision: Decision) -> Outcome {
    let skipped = || Outcome::because(Status::Skipped, Reason::new(ReasonCode::NotChosen));
    match decision {
        Decision::Send => skipped(),
        // It would be sent once more, and until then it is as much in doubt as before.
        Decision::SendAgain => Outcome::because(Status::Unknown, Reason::new(ReasonCode::InDoubt)),
        Decision::Pay(_) => decided(decision).unsent(ReasonCode::NotChosen),
        Decision::Stands(outcome) => match outcome.status.facts().server {
            Server::Stands | Server::InDoubt => *outcome,
            Server::Planned | Server::None => skipped(),
        },
    }
}

fn lines_of(row: RowNo, judgement: Judgement) -> Vec<Line> {
    let line = |server: usize, name, order, status| Line {
        row,
        server: u32::try_from(server + 1).unwrap_or(u32::MAX),
        name,
        order,
        outcome: Outcome::new(status),
    };
    match judgement {
        Judgement::Orders(orders) => orders
            .into_iter()
            .enumerate()
            .map(|(n, order)| line(n, order.domain.unicode(), Some(order), Status::Ready))
            .collect(),
        Judgement::Invalid(names) => {
            names.into_iter().enumerate().map(|(n, name)| line(n, name, None, Status::Invalid)).collect()
        }
        Judgement::Skipped(name) => vec![line(0, name, None, Status::Skipped)],
        Judgement::Text => Vec::new(),
    }
}
