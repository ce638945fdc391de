//! Which options belong together, in the order in which a person needs them: the same groups in every command. Pure.

use crate::text::lang::Lang;

/// A group of options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// What is ordered, made or decided.
    Job,
    /// What keeps an order from being placed, or lets it.
    Guards,
    /// Whom it is asked of.
    Panel,
    /// Where answers go, and how they look.
    Output,
    /// The practice panel.
    Practice,
    /// What goes for every command.
    General,
}

impl Group {
    /// Every group, as they stand on a page.
    pub(super) const ALL: [Self; 6] =
        [Self::Job, Self::Guards, Self::Panel, Self::Output, Self::Practice, Self::General];

    /// Its heading.
    pub(super) const fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Job => lang.pick("What to do", "Что сделать"),
            Self::Guards => lang.pick("Guards", "Ограничения и подтверждения"),
            Self::Panel => lang.pick("Panel and account", "Панель и учётная запись"),
            Self::Output => lang.pick("Output", "Вывод"),
            Self::Practice => lang.pick("Practice", "Учебная панель"),
            Self::General => lang.pick("General options", "Общие параметры"),
        }
    }

    /// Its options, by the ids that the parser has for them, in their order.
    pub(super) const fn options(self) -> &'static [&'static str] {
        match self {
            Self::Job => &[
                "dry_run",
                "online",
                "only_valid",
                "rows",
                "sheet_name",
                "hidden",
                "encoding",
                "strict_totals",
                "tariff",
                "template",
                "data-centre",
                "recipe",
                "period",
                "domain",
                "count",
                "start",
                "disk",
                "ram",
                "cpu",
                "ipv4",
                "ipv6",
                "ispmanager",
                "auto-renew",
                "price",
                "price-per-month",
                "cost-centre",
                "reference",
                "comment",
                "set",
                "expand",
                "since",
                "until",
                "cost_centre",
                "all_accounts",
                "ordered",
                "not_ordered",
                "id",
                "reason",
                "order",
                "with_names",
                "name",
                "item_type",
                "dialect",
                "port",
                "dir",
            ],
            Self::Guards => &[
                "yes",
                "approved",
                "max_orders",
                "max_total",
                "expect_orders",
                "expect_total",
                "approval_above",
                "no_list",
                "settle",
                "jobs",
                "rate",
                "offline",
                "force",
            ],
            Self::Panel => &[
                "panel",
                "account",
                "password_stdin",
                "password_file",
                "ca_file",
                "certificate_sha256",
                "sign_in",
                "ledger",
                "lock_timeout",
            ],
            Self::Output => &[
                "output",
                "overwrite",
                "format",
                "json",
                "annotate",
                "all",
                "summary",
                "progress",
                "detailed_exitcode",
            ],
            Self::Practice => &["sandbox", "sandbox_dir", "faults"],
            Self::General => {
                &["catalog", "profile", "config", "lang", "quiet", "verbose", "color", "log", "help", "version"]
            }
        }
    }
}
