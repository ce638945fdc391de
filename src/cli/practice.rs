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
    /// Speak this dialect, with a bundled table of it; --catalog names any table in its place.
    #[arg(long, value_name = "DIALECT", value_parser = ["billmanager4", "billmanager5", "billmanager6"], conflicts_with = "catalog")]
    pub dialect: Option<String>,
    /// Make the panel fail on purpose, for example cut-after:10%,429@5 (`help` tells what each word does).
    ///
    /// KIND:N% befalls so many requests, KIND@N the Nth one; several are separated by commas. Kinds for orders:
    /// cut-before, cut-after, late, cut-body, silence, 429, 429-after, 429-late, 500, 502, 504-after, html, challenge,
    /// ok-nothing, refuse-after, refuse-late, twice, unpaid, unpaid-ok, unpaid-pay, other-price, wrong-password,
    /// session-over, blocked, address, captcha, second-factor, no-money; on panels of today also cart, cart-foreign,
    /// cart-price, id-array, form-again, needs-config, not-available, clamp; for the payment of their carts:
    /// confirm-lost, confirm-cut, confirm-late, confirm-twice, confirm-refused, confirm-url, cart-late-foreign; for lists:
    /// list-500, list-429, list-cut, list-silence, list-short, list-filter, filter-refused, list-gzip, list-html. Besides: seed=N, delay=MS, echo,
    /// echo=words, typed, flat-json; on panels of today lax, key-in-form, no-key, hide-deleted, money-row, money-page,
    /// few-columns, odd-rows, no-authinfo, auth-captcha, item-elid, split-charges, confirm-one; about money
    /// discount, vat-on-top, vat-included, daily, late-charges, money-back, postpaid, itemless-charges, no-item-cost;
    /// about what they sell export-empty, export-503, huge-export, no-prices, contradicts, closed-tariffs, no-sliders,
    /// labels-only, limits-elsewhere, late-forms, period-named, bare-xml.
    #[arg(long, value_name = "SPEC")]
    pub faults: Option<String>,
}

/// Options of the embedded practice panel.
#[derive(Debug, Args)]
pub struct Practice {
    /// Order from a practice panel inside this program: nothing is bought.
    #[arg(long, conflicts_with_all = ["panel", "account", "password_stdin", "password_file", "ca_file", "sign_in", "certificate_sha256", "ledger"])]
    pub sandbox: bool,
    /// Keep the practice panel and its ledger in this folder [default: gone when the run ends].
    #[arg(long, value_name = "DIR", requires = "sandbox")]
    pub sandbox_dir: Option<PathBuf>,
    /// Make the practice panel fail on purpose, for example cut-after:10%,429@5 (`help` tells what each word does).
    ///
    /// KIND:N% befalls so many requests, KIND@N the Nth one; several are separated by commas. Kinds for orders:
    /// cut-before, cut-after, late, cut-body, silence, 429, 429-after, 429-late, 500, 502, 504-after, html, challenge,
    /// ok-nothing, refuse-after, refuse-late, twice, unpaid, unpaid-ok, unpaid-pay, other-price, wrong-password,
    /// session-over, blocked, address, captcha, second-factor, no-money; on panels of today also cart, cart-foreign,
    /// cart-price, id-array, form-again, needs-config, not-available, clamp; for the payment of their carts:
    /// confirm-lost, confirm-cut, confirm-late, confirm-twice, confirm-refused, confirm-url, cart-late-foreign; for lists:
    /// list-500, list-429, list-cut, list-silence, list-short, list-filter, filter-refused, list-gzip, list-html. Besides: seed=N, delay=MS, echo,
    /// echo=words, typed, flat-json; on panels of today lax, key-in-form, no-key, hide-deleted, money-row, money-page,
    /// few-columns, odd-rows, no-authinfo, auth-captcha, item-elid, split-charges, confirm-one; about money
    /// discount, vat-on-top, vat-included, daily, late-charges, money-back, postpaid, itemless-charges, no-item-cost;
    /// about what they sell export-empty, export-503, huge-export, no-prices, contradicts, closed-tariffs, no-sliders,
    /// labels-only, limits-elsewhere, late-forms, period-named, bare-xml.
    #[arg(long, value_name = "SPEC", requires = "sandbox")]
    pub faults: Option<String>,
}
