//! Why a list of charges may lack something. Pure.

use serde::{Deserialize, Serialize};

use crate::order::cap::Cap;
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
    /// It is larger than lists are read.
    TooLarge(Cap),
}

impl ChargesGap {
    /// What is missing, in words.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unread(rows) => {
                let shown = |row: &UnreadCharge| format!("{} ({})", printable(&row.id), printable(&row.column));
                let rows = listed(&rows.iter().map(shown).collect::<Vec<_>>(), lang);
                tr!(lang, "rows of the list could not be read: {rows}", "не удалось прочитать строки: {rows}")
            }
            Self::Nameless => lang.pick("some of its rows have no number", "у некоторых строк нет номера").to_owned(),
            Self::Doubled(ids) => {
                let ids = listed(&ids.iter().map(|id| printable(id)).collect::<Vec<_>>(), lang);
                tr!(
                    lang,
                    "several of its rows have the same number: {ids}",
                    "у нескольких строк один и тот же номер: {ids}"
                )
            }
            Self::TooLarge(cap) => cap.message(lang),
            Self::Changing => lang
                .pick(
                    "the list was read twice, and the two readings differ",
                    "список прочитан дважды, и результаты различаются",
                )
                .to_owned(),
            Self::Count { stated, came } => {
                tr!(
                    lang,
                    "the list should have {stated} rows, {came} came",
                    "заявлено строк: {stated}, получено: {came}"
                )
            }
            Self::NoEnd => lang
                .pick(
                    "the list does not say how many rows it has, and does not end",
                    "число строк не указано, и список не кончается",
                )
                .to_owned(),
            Self::Filtered => lang
                .pick(
                    "the panel shows only a filtered list, and the filter may hide rows",
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
                lang.pick("check these charges in the panel", "проверьте эти списания в панели")
            }
            Self::TooLarge(_) => lang.pick(
                "check the panel's address, and see in the panel what is missing here",
                "проверьте адрес панели и посмотрите в панели, чего здесь не хватает",
            ),
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
