//! Why a list of charges may lack something. Pure.

use serde::{Deserialize, Serialize};

use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// A row that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadCharge {
    /// The panel's id of the row.
    pub id: String,
    /// The column of which it is not known what it says.
    pub column: String,
}

/// The most rows that are named: a list is the whole account's.
const NAMED: usize = 5;

/// Why a list of charges may lack something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargesGap {
    /// These rows can be read in two ways, or not at all.
    Unread(Vec<UnreadCharge>),
    /// Some rows have no id, or two.
    Nameless,
    /// Of some rows, by id, there are several.
    Doubled(Vec<String>),
    /// Two reads differ, or the pages of one.
    Changing,
    /// The panel states another number of rows than came.
    Count {
        /// What the panel states.
        stated: u64,
        /// What came.
        came: u64,
    },
    /// No number is stated, and the last page is full.
    NoEnd,
    /// The panel did not take the parameter that puts a saved filter aside: one may have shortened the list.
    Filtered,
}

impl ChargesGap {
    /// What is missing, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unread(rows) => {
                let shown = |row: &UnreadCharge| format!("{} ({})", printable(&row.id), printable(&row.column));
                let rows = listed(&rows.iter().map(shown).collect::<Vec<_>>(), lang);
                tr!(lang, "rows of it are not understood: {rows}", "не удалось прочитать строки: {rows}")
            }
            Self::Nameless => lang.pick("some of its rows have no id", "у некоторых строк нет номера").to_owned(),
            Self::Doubled(ids) => {
                let ids = listed(&ids.iter().map(|id| printable(id)).collect::<Vec<_>>(), lang);
                tr!(lang, "several of its rows have one id: {ids}", "у нескольких строк один и тот же №: {ids}")
            }
            Self::Changing => lang.pick("two readings of it differ", "два чтения списка различаются").to_owned(),
            Self::Count { stated, came } => {
                tr!(lang, "it states {stated} rows, {came} came", "заявлено строк: {stated}, получено: {came}")
            }
            Self::NoEnd => lang
                .pick("it states no number and does not end", "число строк не указано, и список не кончается")
                .to_owned(),
            Self::Filtered => lang
                .pick(
                    "the panel does not show it unfiltered, so a filter may hide rows",
                    "панель не показывает его без фильтра, и часть строк может быть скрыта",
                )
                .to_owned(),
        }
    }

    /// What a person can do, so that the next list comes complete.
    #[must_use]
    pub const fn way_out(&self, lang: Lang) -> &'static str {
        match self {
            Self::Unread(_) | Self::Nameless | Self::Doubled(_) => {
                lang.pick("look at these charges in the panel", "посмотрите эти списания в панели")
            }
            Self::Changing | Self::Count { .. } | Self::NoEnd | Self::Filtered => lang.pick(
                "clear the filter of the list of charges in the panel",
                "сбросьте фильтр списка расходов в панели",
            ),
        }
    }
}

/// The first of several names, and how many more there are.
fn listed<T: AsRef<str>>(all: &[T], lang: Lang) -> String {
    let more = all.len().saturating_sub(NAMED);
    let named = all.iter().take(NAMED).map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    if more == 0 {
        return named;
    }
    tr!(lang, "{named} … and {more} more", "{named} … и ещё {more}")
}
