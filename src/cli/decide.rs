//! What is typed where a person decides: `resolve`, `release`, `adopt`; and where decisions are shown.

#[cfg(feature = "sandbox")]
use std::path::PathBuf;

use clap::Args;

use super::account::{AccountArgs, Whose};
use super::answer::Told;
use super::waiting::Waiting;
use super::wanted::Wanted;
use crate::order::claim::Settle;
use crate::text::shell;

/// `vdsbatch resolve DOMAIN`.
#[derive(Debug, Args)]
pub struct Resolve {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The panel has the order: the id of its service.
    #[arg(long, value_name = "ID", value_parser = service, required_unless_present = "not_ordered", conflicts_with = "not_ordered")]
    pub ordered: Option<String>,
    /// The panel does not have the order and will not: the domain may be ordered again.
    #[arg(long)]
    pub not_ordered: bool,
    /// How you know, in a few words; kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// How long after its last attempt an order may still appear, in seconds; less than 900 only for a panel on this
    /// machine.
    #[arg(long, value_name = "SECONDS", env = "VDSBATCH_SETTLE", default_value_t = Settle::SECONDS, value_parser = clap::value_parser!(u32).range(..=604_800))]
    pub settle: u32,
    /// Whom it is held against.
    #[command(flatten)]
    pub asked: Asked,
}

/// `vdsbatch release DOMAIN`.
#[derive(Debug, Args)]
pub struct Release {
    /// The domain of the order.
    #[arg(value_parser = domain, required_unless_present = "id", conflicts_with = "id")]
    pub domain: Option<crate::order::Domain>,
    /// In place of a domain: the id of a service whose domain cannot be read.
    #[arg(long, value_name = "ID", value_parser = service)]
    pub id: Option<String>,
    /// Why, in a few words; kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Whom it is held against.
    #[command(flatten)]
    pub asked: Asked,
}

/// `vdsbatch adopt DOMAIN ID`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// The domain of the service.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The id of the service, as the panel's list shows it.
    #[arg(value_parser = service)]
    pub id: String,
    /// Why, in a few words; kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
    /// Whom it is held against.
    #[command(flatten)]
    pub asked: Asked,
}

/// How a decision is held against the panel's list.
#[derive(Debug, Args)]
pub struct Asked {
    /// Do not ask the panel: the decision rests on your word until a list confirms or contradicts it.
    #[arg(long)]
    pub offline: bool,
    /// Decide although the panel's list proves nothing yet, or still shows the service.
    #[arg(long)]
    pub force: bool,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whose order it is.
    #[command(flatten)]
    pub account: AccountArgs,
    /// Whether it waits for its turn.
    #[command(flatten)]
    pub waiting: Waiting,
    /// The folder of a practice panel, instead of an account.
    #[cfg(feature = "sandbox")]
    #[arg(long, value_name = "DIR", conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "sign_in", "ledger"])]
    pub sandbox_dir: Option<PathBuf>,
}

/// `vdsbatch decisions`.
#[derive(Debug, Args)]
pub struct Decisions {
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// The same as `--format json`, as earlier versions called it.
    #[arg(long, hide = true, conflicts_with = "format")]
    pub json: bool,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch show DOMAIN`.
#[derive(Debug, Args)]
pub struct Show {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// The same as `--format json`, as earlier versions called it.
    #[arg(long, hide = true, conflicts_with = "format")]
    pub json: bool,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

impl Show {
    /// Whether it is for machines.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json || self.told.is_json()
    }
}

impl Decisions {
    /// Whether it is for machines.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json || self.told.is_json()
    }
}

pub(super) fn domain(text: &str) -> Result<crate::order::Domain, String> {
    crate::order::Domain::try_from(text.to_owned())
}

fn service(text: &str) -> Result<String, Wanted> {
    let id = shell::service_id(text).map(ToOwned::to_owned);
    id.ok_or(Wanted(|lang| {
        lang.pick(
            "this is not a service id: type the number that the panel shows, such as 123456",
            "это не № услуги: введите число, которое показывает панель, например 123456",
        )
    }))
}

fn said(text: &str) -> Result<String, Wanted> {
    // The reason is kept for ever and shown wherever the order is, so it has to say something.
    let text = text.trim();
    if shell::is_placeholder(text) {
        return Err(Wanted(|lang| {
            lang.pick(
                "replace this with a few words on how you know",
                "замените это несколькими словами о том, откуда это известно",
            )
        }));
    }
    Ok(text.to_owned())
}
