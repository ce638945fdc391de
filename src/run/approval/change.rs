//! What differs between a plan that was approved and the one of now, and the words for it. A ledger keeps it with the
//! guard that refused.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::order::Part;
use crate::sheet::{Field, RowNo, ranges};
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// So many rows of one difference are named.
pub const ROWS_NAMED: usize = 20;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Of the plan as a whole.
    Whole {
        /// What is another one.
        what: Whole,
        /// As it was approved; nothing where there was none, or no words tell the two apart.
        before: String,
        /// As it is now.
        now: String,
    },
    /// Of rows, as the sheet numbers them now.
    Rows {
        /// The first of them, at most 20.
        rows: Vec<RowNo>,
        /// How many they are.
        of: u64,
        /// What of them.
        what: Subject,
        /// What was approved.
        before: String,
        /// What it asks for now.
        now: String,
    },
    /// A row orders servers that the approved plan does not have.
    New {
        /// The row, as the sheet numbers it now.
        row: RowNo,
        /// The first of them.
        domain: String,
        /// How many.
        of: u64,
    },
    /// Servers of the approved plan are ordered no more.
    Gone {
        /// Their row, as it was numbered when the plan was approved.
        row: RowNo,
        /// The first of them.
        domain: String,
        /// How many.
        of: u64,
    },
}

/// What can be another one of a plan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whole {
    /// The form in which plans are hashed: another version of the program.
    Form,
    /// The panel.
    Panel,
    /// The account.
    Account,
    /// The tariff table, by its name.
    Table,
    /// The date of the table.
    TableDate,
    /// What stands in the table.
    TableContent,
    /// The currency of prices.
    Currency,
    /// What prices say of VAT.
    Vat,
    /// What all orders are planned to cost.
    Sum,
}

impl Whole {
    /// What it is called.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Form => lang.pick("version of the program", "версия программы"),
            Self::Panel => lang.pick("panel", "панель"),
            Self::Account => lang.pick("account", "учётная запись"),
            Self::Table => lang.pick("tariff table", "таблица тарифов"),
            Self::TableDate => lang.pick("date of the tariff table", "дата таблицы тарифов"),
            Self::TableContent => lang.pick("content of the tariff table", "содержание таблицы тарифов"),
            Self::Currency => lang.pick("currency", "валюта"),
            Self::Vat => lang.pick("VAT", "НДС"),
            Self::Sum => lang.pick("planned amount", "сумма по плану"),
        }
    }
}

/// What of a row can differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A field of the sheet.
    Field(Field),
    /// What the tariff table names.
    Named(String),
    /// Name servers, which the tariff alone decides.
    NameServers,
    /// The planned amount, where no cell of the row says it otherwise.
    Planned,
}

impl Subject {
    /// What a part of an order is about; `of` names it where it is one of several.
    #[must_use]
    pub fn of_part(part: Part, of: Option<&str>) -> Self {
        match (part.field(), of) {
            (Some(field), _) => Self::Field(field),
            (None, Some(name)) => Self::Named(name.to_owned()),
            (None, None) => Self::NameServers,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Field(field) => field.title(lang).to_owned(),
            Self::Named(name) => printable(name),
            Self::NameServers => lang.pick("Name servers", "Серверы имён").to_owned(),
            Self::Planned => lang.pick("Planned amount", "Сумма по плану").to_owned(),
        }
    }
}

impl Change {
    /// The difference in words, foreign text made printable.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let more = |of: &u64| match of.saturating_sub(1) {
            0 => String::new(),
            more => tr!(lang, " and {more} more", " и ещё {more}"),
        };
        match self {
            Self::Whole { what, before, now } if before.is_empty() && now.is_empty() => {
                let title = what.title(lang);
                tr!(lang, "{title}: a different one", "{title}: другая")
            }
            Self::Whole { what, before, now } => {
                format!("{}: {}", what.title(lang), turned(before, now, *what == Whole::Sum, lang))
            }
            Self::Rows { rows, of, what, before, now } => {
                let (title, turned) = (what.title(lang), turned(before, now, what == &Subject::Planned, lang));
                let more = if *of > rows.len() as u64 { " …" } else { "" };
                let (noun, rows) = (lang.noun(*of, ["row", "rows"], ["строка", "строки", "строки"]), ranges(rows));
                format!("{noun} {rows}{more}, {title}: {turned}")
            }
            Self::New { row, domain, of } => {
                let (domain, more) = (printable(domain), more(of));
                tr!(
                    lang,
                    "row {row}: `{domain}`{more} not in the approved plan",
                    "строка {row}: `{domain}`{more} — нет в утверждённом плане"
                )
            }
            Self::Gone { row, domain, of } => {
                let (domain, more) = (printable(domain), more(of));
                tr!(
                    lang,
                    "row {row} of the approved plan: `{domain}`{more} no longer ordered",
                    "строка {row} утверждённого плана: `{domain}`{more} — больше не заказывается"
                )
            }
        }
    }
}

fn turned(before: &str, now: &str, is_money: bool, lang: Lang) -> String {
    let shown = |text: &str| {
        let money = || Money::try_from(text.to_owned()).ok().filter(|_| is_money).map(|money| money.shown(lang));
        match text {
            "" => lang.pick("nothing", "ничего").to_owned(),
            text => money().unwrap_or_else(|| format!("`{}`", printable(text))),
        }
    };
    let (before, now) = (shown(before), shown(now));
    tr!(lang, "was {before}, now {now}", "было {before}, стало {now}")
}
