//! What is typed where a person decides: `resolve`, `release`, `adopt`.

use clap::Args;

use super::account::Whose;

/// `vdsbatch resolve DOMAIN`.
#[derive(Debug, Args)]
pub struct Resolve {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The panel has it: the id of its service.
    #[arg(long, value_name = "ID", required_unless_present = "not_ordered", conflicts_with = "not_ordered")]
    pub ordered: Option<String>,
    /// The panel does not have it, and will not: the domain may be ordered again.
    #[arg(long)]
    pub not_ordered: bool,
    /// How you know. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch release DOMAIN`.
#[derive(Debug, Args)]
pub struct Release {
    /// The domain of the order.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// Why. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

/// `vdsbatch adopt DOMAIN ID`.
#[derive(Debug, Args)]
pub struct Adopt {
    /// The domain of the service.
    #[arg(value_parser = domain)]
    pub domain: crate::order::Domain,
    /// The service's id, as the panel's list shows it.
    pub id: String,
    /// Why. Kept for ever.
    #[arg(long, value_name = "TEXT", value_parser = said, default_value = "adopted")]
    pub reason: String,
    /// Whose.
    #[command(flatten)]
    pub whose: Whose,
}

fn domain(text: &str) -> Result<crate::order::Domain, String> {
    crate::order::Domain::try_from(text.to_owned())
}

fn said(text: &str) -> Result<String, String> {
    // The reason is kept for ever and shown wherever the order is, so it has to say something.
    let text = text.trim();
    if text.is_empty() { Err("say in a few words".to_owned()) } else { Ok(text.to_owned()) }
}
