//! Orders of earlier runs that nobody knows the end of, and that this run is not about.
//!
//! A new sheet every day, and results under one name: then nothing else tells of them any more.

use std::collections::HashSet;

use super::job::Job;
use crate::host::console::Console;
use crate::ledger;
use crate::order::Domain;
use crate::order::claim::ClaimState;
use crate::report::data::{Next, RunSummary};
use crate::run::Run;
use crate::text::lang::{Lang, tr};
use crate::verb::books::Books;

/// What the ledger has of them.
#[derive(Debug)]
pub(super) struct Earlier {
    /// Their domains, in order; none where no ledger tells.
    domains: Option<Vec<String>>,
    /// The command that looks them up; none where the ledger goes with the run.
    command: Option<String>,
    /// Whether it is known which orders this run is about.
    is_read: bool,
}

impl Earlier {
    /// Those whose domains no order of this run has.
    pub(super) fn of(job: &Job, books: &Books, run: &Run) -> Self {
        let own: HashSet<_> = run.lines.iter().filter_map(|line| Some(&line.order.as_ref()?.domain)).collect();
        Self { domains: domains(books, |domain| !own.contains(domain)), command: command(job), is_read: true }
    }

    /// All of the account, where it is not known which orders the run would have been about.
    pub(super) fn of_account(job: &Job) -> Self {
        Self { domains: domains(&Books::glance(&job.panel), |_| true), command: command(job), is_read: false }
    }

    /// Says that there are some, to whoever wants warnings alone as well.
    pub(super) fn show(&self, console: Console) {
        let Some(count) = self.count().filter(|count| *count > 0) else { return };
        console.insist(&format!("{}:", self.words(count, console.lang)));
        if let Some(command) = &self.command {
            console.insist(&format!("    {command}"));
        }
    }

    /// The same for machines. How the run ends is told of its own orders alone.
    pub(super) fn add_to(self, mut summary: RunSummary, lang: Lang) -> RunSummary {
        summary.in_doubt = self.count();
        if let Some(servers) = self.count().filter(|count| *count > 0) {
            let step = self.words(servers, lang);
            let (domains, commands) = (self.domains.unwrap_or_default(), self.command.into_iter().collect());
            summary.next.push(Next { status: None, servers, domains, step, commands });
        }
        summary
    }

    fn count(&self) -> Option<u64> {
        self.domains.as_ref().map(|domains| domains.len() as u64)
    }

    fn words(&self, count: u64, lang: Lang) -> String {
        let noun = lang.noun(
            count,
            ["order of earlier runs is", "orders of earlier runs are"],
            ["заказ прежних прогонов требует", "заказа прежних прогонов требуют", "заказов прежних прогонов требуют"],
        );
        if !self.is_read {
            return tr!(
                lang,
                "{count} {noun} unknown; look them up in the panel's list",
                "{count} {noun} проверки; сверьте их со списком панели"
            );
        }
        tr!(
            lang,
            "{count} {noun} unknown, and this run is not about them; look them up in the panel's list",
            "{count} {noun} проверки, и в этом прогоне их нет; сверьте их со списком панели"
        )
    }
}

fn command(job: &Job) -> Option<String> {
    job.options.as_ref().map(|options| options.command("reconcile"))
}

/// The domains of orders in doubt that are meant; none where no ledger tells. Read anew: the run's own list may have
/// settled some.
fn domains(books: &Books, is_meant: impl Fn(&Domain) -> bool) -> Option<Vec<String>> {
    let history = is_told(books).then(|| books.history().ok()).flatten()?;
    let is_in_doubt = |state| state == ClaimState::Unknown;
    let claims = history.claims.iter().filter(|(domain, claim)| is_meant(domain) && is_in_doubt(claim.state));
    let mut domains: Vec<_> = claims.map(|(domain, _)| domain.ascii().to_owned()).collect();
    domains.sort_unstable();
    Some(domains)
}

/// Whether a ledger tells of them. One that another process writes just now also has what is under way there.
fn is_told(books: &Books) -> bool {
    match books {
        Books::Held { .. } | Books::Glanced { held: Some(_), .. } => true,
        Books::Glanced { place, held: None, .. } => place.is_there() && ledger::holder(place).is_none(),
        Books::None => false,
    }
}
