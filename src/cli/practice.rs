//! What is typed for a practice panel: one by itself, or one inside a run.

use std::path::PathBuf;

use clap::Args;

/// `vdsbatch sandbox`.
#[derive(Debug, Args)]
pub struct SandboxArgs {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "N", default_value = "0")]
    pub port: u16,
    /// Keep what is ordered in this folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Let the panel misbehave.
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<String>,
}

/// Options of the embedded practice panel.
#[derive(Debug, Args)]
pub struct Practice {
    /// Order from a practice panel inside this program: nothing is bought.
    #[arg(long, conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "certificate_sha256", "ledger"])]
    pub sandbox: bool,
    /// Keep the practice panel and its ledger in this folder [default: gone when the run ends].
    #[arg(long, value_name = "DIR", requires = "sandbox")]
    pub sandbox_dir: Option<PathBuf>,
    /// Let the practice panel misbehave.
    #[arg(long, value_name = "SPEC", requires = "sandbox")]
    pub faults: Option<String>,
}
