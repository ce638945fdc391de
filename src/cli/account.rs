//! Whose account is meant, and how its password is had: options that several verbs take; and the verb that shows it.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::answer::Told;
use crate::account::SignIn;
use crate::certificate::Fingerprint;

/// Options of the account.
#[derive(Debug, Args)]
pub struct AccountArgs {
    /// The panel's address [default: the tariff table's].
    #[arg(long, value_name = "URL", env = "VDSBATCH_PANEL")]
    pub panel: Option<String>,
    /// The login at the panel.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Read the password from standard input (with `process`: needs --yes).
    #[arg(long, conflicts_with = "password_file")]
    pub password_stdin: bool,
    /// Read the password from a file that only you can read.
    #[arg(long, value_name = "FILE", env = "VDSBATCH_PASSWORD_FILE")]
    pub password_file: Option<PathBuf>,
    /// Trust the certificates in this PEM file as well: authorities, or the panel's own.
    #[arg(long, value_name = "PEM", env = "VDSBATCH_CA_FILE")]
    pub ca_file: Option<PathBuf>,
    /// Trust the panel's certificate that has this SHA-256, and no other; colons between the digits may be left out.
    #[arg(long, value_name = "HEX", env = "VDSBATCH_CERTIFICATE_SHA256")]
    pub certificate_sha256: Option<Fingerprint>,
    /// How the panel is told who asks: by login and password with every request (`stateless`), or by a session
    /// (`session`).
    #[arg(long, value_name = "HOW", default_value = "stateless", value_parser = sign_in(), env = "VDSBATCH_SIGN_IN")]
    pub sign_in: SignIn,
    /// The folder of the ledgers [default: the user's state folder].
    #[arg(long, value_name = "DIR", env = "VDSBATCH_LEDGER")]
    pub ledger: Option<PathBuf>,
}

/// `vdsbatch account`.
#[derive(Debug, Args)]
pub struct AskAccount {
    /// The form of the answer.
    #[command(flatten)]
    pub told: Told,
    /// Whom it is asked of.
    #[command(flatten)]
    pub account: AccountArgs,
}

/// Whose ledger it is.
#[derive(Debug, Args)]
pub struct Whose {
    /// The panel's address [default: the tariff table's].
    #[arg(long, value_name = "URL", env = "VDSBATCH_PANEL")]
    pub panel: Option<String>,
    /// The login at the panel.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// The folder of the ledgers [default: the user's state folder].
    #[arg(long, value_name = "DIR", env = "VDSBATCH_LEDGER")]
    pub ledger: Option<PathBuf>,
    /// The folder of a practice panel, instead of an account.
    #[arg(long, value_name = "DIR")]
    pub sandbox_dir: Option<PathBuf>,
    /// What the panel's certificate is trusted by: taken, so that one set of options fits every verb, and not needed
    /// here, where no panel is asked.
    #[arg(long, value_name = "PEM", hide = true)]
    pub ca_file: Option<PathBuf>,
    /// The same, by its SHA-256.
    #[arg(long, value_name = "HEX", hide = true)]
    pub certificate_sha256: Option<Fingerprint>,
    /// How a panel would be told who asks, taken for the same reason.
    #[arg(long, value_name = "HOW", hide = true, default_value = "stateless", value_parser = sign_in(), env = "VDSBATCH_SIGN_IN")]
    pub sign_in: SignIn,
}

fn sign_in() -> impl TypedValueParser<Value = SignIn> {
    // The parser lets nothing else through.
    PossibleValuesParser::new(SignIn::WORDS).map(|word| word.parse().unwrap_or_default())
}
