//! What is typed for a practice panel: one by itself, or one inside a run.

use std::path::PathBuf;

use clap::Args;

/// `vdsbatch sandbox`.
#[derive(Debug, Args)]
pub struct SandboxArgs {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "N", default_value = "0")]
    pub port: u16,
    /// Keep what is ordered in this folder [default: gone when the panel ends].
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// The dialect to speak, with its bundled table; --catalog names any other table.
    #[arg(long, value_name = "DIALECT", value_parser = ["billmanager4", "billmanager5", "billmanager6"], conflicts_with = "catalog")]
    pub dialect: Option<String>,
    /// Make the panel fail on purpose, for example `cut-after:10%,429@5` (`help` tells what each word does).
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<String>,
}

/// Options of the embedded practice panel.
#[derive(Debug, Args)]
pub struct Practice {
    /// Order from a practice panel inside this program; nothing is bought.
    #[arg(long, conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "sign_in", "certificate_sha256", "ledger"])]
    pub sandbox: bool,
    /// Keep the practice panel and its ledger in this folder [default: gone when the run ends].
    #[arg(long, value_name = "DIR", requires = "sandbox")]
    pub sandbox_dir: Option<PathBuf>,
    /// Make the practice panel fail on purpose, for example `cut-after:10%,429@5` (`help` tells what each word does).
    #[arg(long, value_name = "SPEC", requires = "sandbox")]
    pub faults: Option<String>,
}
