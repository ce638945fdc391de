//! Making sheets: a blank one, or one filled from a pattern.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::generate::Given;
use crate::row::Field;

/// `vdsbatch template`.
#[derive(Debug, Args)]
pub struct Template {
    /// Where the workbook goes; a number is added to a name that is taken [default: orders.xlsx].
    #[arg(short, long, value_name = "FILE", value_parser = workbook)]
    pub output: Option<PathBuf>,
}

/// `vdsbatch generate …`. Values are written as in a sheet: `3 months`, `id:1100`, `40 GB`.
#[derive(Debug, Args)]
#[command(after_help = "Exit codes: 3 if the check refuses a value, 2 for wrong usage; nothing is written then.")]
pub struct Generate {
    /// The tariff: a name of the tariff table, or id:N.
    #[arg(long, value_name = "NAME")]
    pub tariff: String,
    /// The operating system: a template of the tariff table.
    #[arg(long, value_name = "NAME")]
    pub template: String,
    /// How many months one payment covers.
    #[arg(long, value_name = "MONTHS")]
    pub period: String,
    /// The servers' names, with ### where their number belongs: web-###.example.ru.
    #[arg(long, value_name = "PATTERN")]
    pub domain: String,
    /// How many servers, 1 to 1000 [default: 1].
    #[arg(long, value_name = "N")]
    pub count: Option<String>,
    /// The first number [default: 1].
    #[arg(long, value_name = "N")]
    pub start: Option<String>,
    /// Disk size.
    #[arg(long, value_name = "SIZE")]
    pub disk: Option<String>,
    /// Memory.
    #[arg(long, value_name = "SIZE")]
    pub ram: Option<String>,
    /// Cores.
    #[arg(long, value_name = "N")]
    pub cpu: Option<String>,
    /// IPv4 addresses.
    #[arg(long, value_name = "N")]
    pub ipv4: Option<String>,
    /// IPv6 addresses.
    #[arg(long, value_name = "N")]
    pub ipv6: Option<String>,
    /// Whether the ISPmanager panel is wanted: yes or no.
    #[arg(long, value_name = "YES|NO")]
    pub ispmanager: Option<String>,
    /// Renewal: yes, or a period.
    #[arg(long, value_name = "YES|PERIOD")]
    pub auto_renew: Option<String>,
    /// Money per server and period.
    #[arg(long, value_name = "SUM")]
    pub price: Option<String>,
    /// Money per server and month.
    #[arg(long, value_name = "SUM")]
    pub price_per_month: Option<String>,
    /// The cost centre.
    #[arg(long, value_name = "TEXT", alias = "cost-center")]
    pub cost_centre: Option<String>,
    /// Your own reference, such as a ticket.
    #[arg(long, value_name = "TEXT")]
    pub reference: Option<String>,
    /// A comment.
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
    /// A row for each server instead of one with a pattern.
    #[arg(long)]
    pub expand: bool,
    /// The login that {user} in the pattern stands for.
    #[arg(long, value_name = "LOGIN", env = "VDSBATCH_ACCOUNT")]
    pub account: Option<String>,
    /// Where the sheet goes: .xlsx or .csv; a number is added to a name that is taken [default: orders.xlsx].
    #[arg(short, long, value_name = "FILE", value_parser = sheet)]
    pub output: Option<PathBuf>,
}

impl Generate {
    /// What was typed, column by column.
    #[must_use]
    pub fn given(&self) -> Given {
        let some = |text: &String| Some(text.clone());
        let values = [
            (Field::Tariff, some(&self.tariff)),
            (Field::Template, some(&self.template)),
            (Field::Period, some(&self.period)),
            (Field::Domain, some(&self.domain)),
            (Field::Disk, self.disk.clone()),
            (Field::Ram, self.ram.clone()),
            (Field::Cpu, self.cpu.clone()),
            (Field::Ipv4, self.ipv4.clone()),
            (Field::Ipv6, self.ipv6.clone()),
            (Field::Ispmanager, self.ispmanager.clone()),
            (Field::AutoRenew, self.auto_renew.clone()),
            (Field::Count, self.count.clone()),
            (Field::Start, self.start.clone()),
            (Field::Price, self.price.clone()),
            (Field::PricePerMonth, self.price_per_month.clone()),
            (Field::CostCentre, self.cost_centre.clone()),
            (Field::Reference, self.reference.clone()),
            (Field::Comment, self.comment.clone()),
        ];
        values.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()
    }

    /// Whether a CSV file is asked for.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        self.output.as_deref().is_some_and(|path| ends_in(path, "csv"))
    }
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(end))
}

/// A name that a workbook can have. Excel refuses a workbook under another ending.
pub(super) fn workbook(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if ends_in(&path, "xlsx") { Ok(path) } else { Err("wanted: a name that ends in .xlsx".to_owned()) }
}

fn sheet(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let fits = ends_in(&path, "xlsx") || ends_in(&path, "csv");
    if fits { Ok(path) } else { Err("wanted: a name that ends in .xlsx or .csv".to_owned()) }
}
